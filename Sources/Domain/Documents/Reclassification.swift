// SPDX-License-Identifier: MPL-2.0

/// Another class for the text that is in force (policy §7.2): proposed by those who answer for the document, with the
/// reason, and decided by whoever decides the document.
///
/// A stricter class holds from the day it is proposed, for every text written so far, because what was read cannot be
/// unread; a rejection ends it. A class that is open to more holds only when it is decided, for that one text, from the
/// day that was proposed.
public struct Reclassification: Hashable, Sendable {
    public let position: Int
    public let version: ID<Document.Version>
    public let was: Classification
    public let classification: Classification
    /// From which day it is to be open to more; nil: from the decision.
    public let from: Day?
    public let reason: ValueID
    public let day: Day
    public let by: ID<Person>?
    /// The decision about it that stands.
    public internal(set) var judgement: Document.Version.Judgement?
    /// The day on which a later proposal took its place: it was laxer, and held nothing yet.
    var replacedOn: Day?

    public var isStricter: Bool { classification > was }

    /// From which day it is open to more, if that was approved.
    var opens: Day? {
        guard !isStricter, let judgement, judgement.approved else { return nil }
        return max(from ?? judgement.day, judgement.day)
    }
}

extension Document.Version {
    /// What one reclassification does to the text.
    struct ClassChange: Hashable, Sendable {
        let position: Int
        let from: Day
        /// The first day on which it does nothing any more.
        let until: Day?
        let classification: Classification
        /// A stricter class takes nothing away; one that is open to more stands in place of what was before.
        let isStricter: Bool
    }

    /// How confidential the text is on `day`: as it was written, or as was decided since.
    public func classification(on day: Day) -> Classification {
        classChanges.reduce(draft.classification) { found, change in
            guard change.from <= day, change.until.map({ day < $0 }) ?? true else { return found }
            return change.isStricter ? max(found, change.classification) : change.classification
        }
    }

    /// The days on which its class can become another.
    var classDays: [Day] { classChanges.flatMap { [$0.from, $0.until].compactMap { $0 } } }

    /// The day from which it is classified as it is on `day`, and the fact that said so; nil: as it was written.
    public func reclassified(by day: Day) -> (from: Day, position: Int)? {
        classChanges.last { $0.from <= day && $0.until == nil && $0.classification == classification(on: day) }
            .map { ($0.from, $0.position) }
    }
}

extension Document {
    /// The proposal that waits for its decision on `day`.
    public func proposedClass(on day: Day) -> Reclassification? {
        guard let version = versionEntered(by: day)?.id else { return nil }
        return reclassifications.last { proposal in
            proposal.day <= day && proposal.version == version
                && (proposal.judgement?.day ?? proposal.replacedOn).map { day < $0 } ?? true
        }
    }

    /// Brings the classes of the texts in line with the proposals and the decisions that stand.
    mutating func settleClasses(_ decisions: [Decision]) {
        let judged = decisions.filter { $0.matter?.act == .reclassify }
        judge(judged.sorted { $0.position < $1.position })
        for index in versions.indices {
            let version = versions[index]
            versions[index].classChanges = reclassifications.compactMap { change in
                if change.isStricter {
                    guard version.position < change.position else { return nil }
                    let rejected = change.judgement.flatMap { $0.approved ? nil : max($0.day, change.day) }
                    return Version.ClassChange(
                        position: change.position, from: change.day, until: rejected,
                        classification: change.classification, isStricter: true)
                }
                guard change.version == version.id, let opens = change.opens, let judgement = change.judgement else {
                    return nil
                }
                return Version.ClassChange(
                    position: judgement.position, from: opens, until: nil, classification: change.classification,
                    isStricter: false)
            }
        }
    }
}

extension Document {
    /// A decision is about the newest proposal that waits. A stricter class that is approved settles those below it; one that
    /// is rejected leaves them to be decided.
    private mutating func judge(_ decisions: [Decision]) {
        var (waiting, rest): ([Int], ArraySlice<Decision>) = ([], decisions[...])
        func take(_ decision: Decision) {
            let judgement = Version.Judgement(
                decision: decision.id, position: decision.position, day: decision.day,
                approved: decision.outcome == .approved)
            let settled = judgement.approved ? waiting : Array(waiting.suffix(1))
            for index in settled { reclassifications[index].judgement = judgement }
            waiting.removeLast(settled.count)
        }
        for index in reclassifications.indices {
            (reclassifications[index].judgement, reclassifications[index].replacedOn) = (nil, nil)
            while let next = rest.first, next.position < reclassifications[index].position { take(rest.removeFirst()) }
            for passed in waiting where !reclassifications[passed].isStricter {
                reclassifications[passed].replacedOn = reclassifications[index].day
            }
            waiting = waiting.filter { reclassifications[$0].isStricter } + [index]
        }
        for decision in rest { take(decision) }
    }
}

/// Proposes another class for the text in force.
public struct ReclassifyDocument: DocumentDeed {
    public let document: ID<Document>
    let classification: Classification, from: Day?, reason: String

    public static let fields = [
        Field.document,
        Field(
            "classification", .choice(DraftVersion.classifications), da: "Ny klassifikation", en: "New classification",
            hint: Phrase(
                da:
                    "En strengere klassifikation gælder med det samme og bekræftes bagefter. En lempeligere gælder først, når den er besluttet.",
                en:
                    "A stricter classification holds at once and is confirmed later. A laxer one holds only once it is decided."
            )),
        .reason,
        Field(
            "laxer_from", .day, da: "Lempes fra", en: "Laxer from",
            hint: Phrase(
                da: "Kun når den bliver lempeligere. Tomt: fra den dag, det besluttes.",
                en: "Only when it becomes laxer. Empty: from the day it is decided."), optional: true),
    ]

    public init(_ arguments: Arguments) throws(Refusal) {
        document = try arguments.id("document")
        if DraftVersion.isStateClassified(arguments) {
            throw .invalid(
                "classification",
                da:
                    "Statsligt klassificerede oplysninger må ikke ligge i Værn. Gør dokumentet strengt fortroligt nu, og bed informationssikkerhedsteamet om at fjerne dem efter cirkulæret om sikkerhedsbeskyttelse.",
                en:
                    "State-classified information must not lie in Værn. Make the document strictly confidential now, and ask the information-security team to remove it by the state's security rules."
            )
        }
        classification = try DraftVersion.classification(arguments)
        reason = try arguments.text("reason", most: 2000)
        from = try arguments.optionalDay("laxer_from")
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        let known = try desk.register.existingDocument(document)
        guard let version = known.versionEntered(by: desk.today) else {
            throw .outOfTurn(
                da: "Ingen version har været i kraft. Skriv i stedet en ny version med den rigtige klassifikation.",
                en: "No version has been in force. Write a new version with the right classification instead.")
        }
        let was = version.classification(on: desk.today)
        guard classification != was else {
            throw .invalid(
                "classification", da: "Det er klassifikationen allerede: \(was.label.da.lowercased()). Vælg en anden.",
                en: "That is the classification already: \(was.label.en.lowercased()). Choose another.")
        }
        let isStricter = classification > was
        guard isStricter || known.proposedClass(on: desk.today) == nil else {
            throw .outOfTurn(
                da: "Et forslag om klassifikationen venter på afgørelse. Det skal afgøres, før den kan lempes.",
                en:
                    "A proposal about the classification waits for its decision. It must be decided before it can be laxer."
            )
        }
        if let from {
            guard !isStricter else {
                throw .invalid(
                    "laxer_from", da: "En strengere klassifikation gælder med det samme. Lad dagen være tom.",
                    en: "A stricter classification holds at once. Leave the day empty.")
            }
            guard from >= desk.today else {
                throw .invalid(
                    "laxer_from", da: "Dagen ligger før i dag. Vælg i dag eller en senere dag.",
                    en: "The day lies before today. Choose today or a later one.")
            }
        }
        let reason: ValueID = desk.keep(reason)
        try desk.record(
            .document(document, .classProposed(version.id, was: was, classification, from: from, reason: reason)))
    }
}
