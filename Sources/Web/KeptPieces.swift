// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Office
import Synchronization

/// Pieces of pages that the next reader wants too: the row of a document, the line of an entry, the units to choose from.
/// They lie beside the state that they were made of and go with it, so they never outlive a fact, and what a fact erases
/// is gone from them. Every page is put together anew, and what is in it is decided by the `Sight` before a piece is
/// asked for.
final class KeptPieces: Sendable {
    /// What a piece shows. Its columns, and all that it depends on besides state, day and language, belong to the case.
    enum Piece: Hashable, Sendable {
        /// In the plain list of documents; `why` where it stands for being late.
        case document(ID<Document>), lateDocument(ID<Document>)
        /// In the tree of documents.
        case branch(ID<Document>, depth: Int)
        case orphan(ID<Document>)
        case person(ID<Person>)
        /// As options of a filter that is not set.
        case units, openUnits
        /// What stands above the list of documents: how many, what is wrong, what may be done.
        case documentsHead(DocumentChoice.Question, isFirst: Bool)
        /// The filters of a list as they are set. What somebody typed is in none of them.
        case documentFilters(DocumentChoice.Question, isLong: Bool), personFilters(PersonChoice)
        case taskFilters(DutyRows.Scope, TaskFilter?), entryFilters
        case duty(DutyKey)
        /// In the annual wheel.
        case dutyOfYear(DutyKey)
        /// An entry of the ledger in a history, and in the short list of the newest.
        case entry(Int), newest(Int)
        /// A page of a list, without a filter that somebody typed; and of the whole audit trail the first one.
        case documentPage(DocumentChoice.Question, isLong: Bool, page: Int), personPage(PersonChoice, page: Int)
        case taskPage(DutyRows.Scope, TaskFilter?, page: Int), newestEntries
        /// The text of a version: to read, its contents beside it, what it demands, and how long it takes to read.
        case text(ID<Document.Version>), contents(ID<Document.Version>)
        case demands(ID<Document.Version>), readingTime(ID<Document.Version>)
        /// What stands around the text of a version, or of a document that has none.
        case about(ID<Document>, ID<Document.Version>?, AboutDocument)
        case keyFigures, year
        /// All dispensations; and what was asked, said and decided of one.
        case dispensations(page: Int), dispensation(ID<Dispensation>)
        /// What direktion and bestyrelse have before them, met about and decided; all but the histories.
        case riskMethod
        case bodies, topics, proposals(page: Int), proposal(ID<Proposal>), meetings(page: Int), meeting(ID<Meeting>)
        case minutes(ID<Meeting>, MinutesExtent), decisions(DecisionChoice, page: Int), decision(ID<Decision>)
        /// What stands in the frameworks, with what answers for it here.
        case framework(Framework.Name), clause(ClauseReference)
        /// Lists and things about compliance, all but the histories.
        case compliance(Compliance)
        /// Who may do what, without a filter.
        case accesses(page: Int)
        /// Of the overview, what is above the figures and what is below them.
        case overviewHead, overviewMatter
        case navigation(Route?)
        /// What is around every page; a template. It says when the ledger was verified last.
        case frame(Theme?, verified: Instant?)
        case ledgerGuide
        /// What the ledger is, and its signed checkpoint.
        case trailHead(verified: Instant?), trail(checkpoint: String?, verified: Instant?)

        /// Whether it is the same for everybody who may see the thing. Else each reader has one, because it names other
        /// things, which not everybody sees, or offers what not everybody may do.
        fileprivate var isForEverybody: Bool {
            switch self {
            case .document, .lateDocument, .branch, .person, .units, .openUnits, .text, .contents,
                .readingTime, .ledgerGuide, .trailHead, .trail, .documentFilters, .personFilters, .taskFilters,
                .entryFilters, .personPage:
                true
            case .documentsHead, .documentPage, .taskPage, .newestEntries, .overviewHead, .overviewMatter, .orphan,
                .riskMethod,
                .about, .dispensations, .dispensation, .bodies, .topics, .proposals, .proposal, .meetings, .meeting,
                .minutes, .decisions, .decision, .accesses, .duty, .dutyOfYear, .entry, .newest, .keyFigures, .year,
                .navigation, .frame, .framework, .clause, .compliance, .demands:
                false
            }
        }
    }

    /// What is walked through for one page: filters that are chosen, never what somebody typed.
    enum Compliance: Hashable, Sendable {
        case matrix(Framework.Name?, Matrix.Filter?, page: Int)
        case requirements(Domain.Compliance?, Requirement.Source.Kind?, ID<Unit>?, page: Int)
        case requirement(ID<Requirement>), evidence(page: Int)
        case scope(ID<Scope>, since: Day?, ScopePage.Filter?)
        /// The figures of a report.
        case figures(ID<Report>)
        /// The picture of risks.
        case risks(RiskChoice, page: Int)
        /// What an asset inherits, what depends on what around it, and the list of dependences.
        case needs(ID<Domain.Asset>), around(ID<Domain.Asset>)
        /// The risks that name it.
        case assetRisks(ID<Domain.Asset>)
        case dependences(Dependence.Kind?, of: ID<Domain.Asset>?, page: Int)
        case campaigns, campaign(ID<Campaign>, page: Int), campaignUnit(ID<Campaign>, ID<Unit>, page: Int)
    }

    /// The parts of a document's page: each names other things, or says what the reader may do.
    enum AboutDocument: Hashable, Sendable {
        case head, facts, receipt, obligations, versions, texts, decisions, tasks, history
    }

    fileprivate struct Key: Hashable, Sendable {
        let piece: Piece
        let language: Language
        let reader: ID<Person>?
    }

    fileprivate struct ChoiceKey: Hashable, Sendable {
        let choice: DocumentChoice.Question
        let reader: ID<Person>
    }

    fileprivate struct PersonsKey: Hashable, Sendable {
        let choice: PersonChoice
        let page: Int?
    }

    private struct Held {
        /// Midnight changes what is late, without a fact.
        var day: Day
        /// What was asked for lately; and what was before that, which goes unless it is asked for again.
        var pieces: [Key: HTML] = [:]
        var older: [Key: HTML] = [:]
        /// Of `pieces`.
        var bytes = 0
        var documents: [ChoiceKey: DocumentChoice] = [:]
        var persons: [PersonsKey: [ID<Person>]] = [:]
        var identities = 0
    }

    /// So many bytes are kept of a state, those that were asked for lately. A row is some 900.
    static let most = 6 << 20
    /// A single piece may be this long.
    static let longest = 256 << 10
    /// So many identities of lists, 16 bytes each.
    static let mostIdentities = 120_000

    private let held = Mutex(Held(day: .distantPast))

    /// Nil on a past day, which few look at, and while an alarm takes away what may be done.
    static func of(_ sight: Sight) -> KeptPieces? {
        guard !sight.isPast, sight.house.alarm == nil else { return nil }
        let kept = sight.state.beside { KeptPieces() }
        kept.held.withLock { if $0.day != sight.day { $0 = Held(day: sight.day) } }
        return kept
    }

    fileprivate func piece(_ key: Key, _ day: Day) -> HTML? {
        held.withLock { held in
            guard held.day == day else { return nil }
            if let known = held.pieces[key] { return known }
            guard let known = held.older.removeValue(forKey: key) else { return nil }
            KeptPieces.put(known, key, &held)
            return known
        }
    }

    private static func put(_ piece: HTML, _ key: Key, _ held: inout Held) {
        let size = piece.bytes.count + 100
        if held.bytes + size > KeptPieces.most / 2 { (held.older, held.pieces, held.bytes) = (held.pieces, [:], 0) }
        if held.pieces.updateValue(piece, forKey: key) == nil { held.bytes += size }
    }

    fileprivate func keep(_ piece: HTML, _ key: Key, _ day: Day) {
        guard piece.bytes.count <= KeptPieces.longest else { return }
        let exact = piece.trimmed
        held.withLock { held in
            guard held.day == day else { return }
            KeptPieces.put(exact, key, &held)
        }
    }

    private func keep(_ count: Int, _ day: Day, _ add: (inout Held) -> Void) {
        held.withLock { held in
            guard held.day == day else { return }
            if held.identities + count > KeptPieces.mostIdentities {
                (held.documents, held.persons, held.identities) = ([:], [:], 0)
            }
            held.identities += count
            add(&held)
        }
    }

    fileprivate func documents(_ key: ChoiceKey, _ day: Day, _ make: () -> DocumentChoice) -> DocumentChoice {
        if let known = held.withLock({ $0.day == day ? $0.documents[key] : nil }) { return known }
        var made = make()
        let others = held.withLock { held in held.documents.filter { $0.key.choice == key.choice }.map(\.value) }
        // Whoever sees the same shares the list.
        let same = others.first { $0 == made }
        if let same { made = same }
        keep(same == nil ? made.ids.count : 0, day) { $0.documents[key] = made }
        return made
    }

    fileprivate func persons(_ key: PersonsKey, _ day: Day, _ make: () -> [ID<Person>]) -> [ID<Person>] {
        if let known = held.withLock({ $0.day == day ? $0.persons[key] : nil }) { return known }
        let made = make()
        keep(made.count, day) { $0.persons[key] = made }
        return made
    }
}

extension Context {
    /// A piece of the page, as it is kept or made now. The person sees what it shows; that is settled before.
    func kept(_ piece: KeptPieces.Piece, _ make: () -> HTML) -> HTML {
        guard let kept else { return make() }
        let key = KeptPieces.Key(piece: piece, language: language, reader: piece.isForEverybody ? nil : sight.person)
        if let known = kept.piece(key, sight.day) { return known }
        let made = make()
        // Nothing may be what is shown to one who may not see the thing: it is no piece for others.
        if !made.isEmpty { kept.keep(made, key, sight.day) }
        return made
    }

    /// The documents that answer a question, looked for once after each fact.
    func kept(_ question: DocumentChoice.Question, _ make: () -> DocumentChoice) -> DocumentChoice {
        kept?.documents(KeptPieces.ChoiceKey(choice: question, reader: sight.person), sight.day, make) ?? make()
    }

    /// The persons that a list shows, or a page of it, looked for once after each fact.
    func kept(_ choice: PersonChoice, page: Int? = nil, _ make: () -> [ID<Person>]) -> [ID<Person>] {
        kept?.persons(KeptPieces.PersonsKey(choice: choice, page: page), sight.day, make) ?? make()
    }
}
