// SPDX-License-Identifier: MPL-2.0
import Testing

@testable import Domain

/// What a test can say in the place of a field's text.
protocol Said {
    var said: [String] { get }
}

extension String: Said { var said: [String] { [self] } }
extension Day: Said { var said: [String] { [description] } }
extension ID: Said { var said: [String] { [description] } }
extension Int: Said { var said: [String] { [description] } }
extension Array: Said where Element: Said { var said: [String] { flatMap(\.said) } }

typealias Words = [String: any Said]

/// One organisation in a test: commands go in, facts come out, the register follows. Identities come from a counter, so the
/// same sentences give the same world. After every command the world checks what must always hold.
struct World {
    struct Entry {
        let fact: Fact
        let stamp: Stamp
        let lateReason: ValueID?
    }

    var today: Day
    private(set) var register: Register
    private(set) var history: [Entry] = []
    private(set) var texts: [ValueID: String] = [:]
    /// The outcome of the last `when`.
    private(set) var outcome: Result<[Entry], Refusal> = .success([])
    /// The person who acts.
    var by: ID<Person>?
    /// The text that the office finds of a draft that is submitted.
    var draftText: DocumentText?
    /// The text that the office finds of the version whose paragraphs are named.
    var ruleText: DocumentText?
    /// Whether what is recorded is under a signed checkpoint.
    var isSigned = true
    /// What the office printed a report from; nil: nothing is printed.
    var printed: String?
    /// What a file of people says that is taken in.
    var people = PersonReading(.csv, system: .employeeNumber)
    /// What a file of assets says.
    var assetFile = AssetReading(.csv)
    /// What a file of risks says.
    var riskFile = RiskReading(.csv)
    /// What a list says of a course.
    var completions = CompletionReading()
    /// What the courses are, where they are no module of questions.
    var packaged: PackagedModule?
    /// What a bill of materials says; nil: it could not be read.
    var inventory: InventoryReading? = InventoryReading(
        format: "1.6", products: [.init(vendor: "Eksempelfirma", name: "Port", version: "4.2")], unusable: 0)
    /// What a list says of an exercise; without a row there is no list.
    var exercise = ExerciseReading()
    /// Whether every command is followed by a look at what always holds; long histories look now and then.
    var isWatched = true
    private var names: [String: Subject] = [:]
    private var minted: UInt64 = 1000

    init(today: Day) {
        self.today = today
        register = Register(organisation: ID(high: 7, low: 7))
        hear(
            .organisation(
                ID(high: 7, low: 7), .opened(origin: "test/vaern/7/1", publicKey: "", demo: true, recovery: nil)),
            on: today)
    }

    init(today: String) {
        self.init(today: day(today))
    }

    /// A fact that no command makes.
    mutating func hear(_ fact: Fact, on day: Day) {
        let stamp = Stamp(position: history.count, effective: day, recorded: now, by: by)
        register.apply(fact, stamp)
        history.append(Entry(fact: fact, stamp: stamp, lateReason: nil))
    }

    /// Noon of today.
    var now: Instant { Copenhagen.start(of: today) + 43_200 }

    // MARK: Sentences

    /// A command that is carried out; the thing it is about can be named.
    @discardableResult
    mutating func given(
        _ kind: CommandKind, _ words: Words = [:], as name: String? = nil,
        sourceLocation: SourceLocation = #_sourceLocation
    ) -> [Entry] {
        when(kind, words)
        switch outcome {
        case .success(let entries):
            if let name, let first = entries.first { names[name] = first.fact.subject }
            return entries
        case .failure(let refusal):
            Issue.record(
                "\(kind.rawValue): \(refusal.phrase.en) [\(refusal.field ?? "-")]", sourceLocation: sourceLocation)
            return []
        }
    }

    /// A command whose outcome `then` or `refuses` looks at.
    mutating func when(_ kind: CommandKind, _ words: Words = [:], erasing values: [ValueID] = []) {
        do throws(Refusal) {
            outcome = .success(try perform(kind, words, erasing: values))
        } catch {
            outcome = .failure(error)
        }
        if isWatched { holds() }
    }

    /// The command was carried out with facts for which this is so.
    func then(_ say: (([Entry]) throws -> Void)? = nil, sourceLocation: SourceLocation = #_sourceLocation) rethrows {
        switch outcome {
        case .success(let entries): try say?(entries)
        case .failure(let refusal):
            Issue.record("refused: \(refusal.phrase.en) [\(refusal.field ?? "-")]", sourceLocation: sourceLocation)
        }
    }

    /// The command was refused for this reason, at this field; nothing was written.
    func refuses(_ reason: Refusal.Reason, _ field: String? = nil, sourceLocation: SourceLocation = #_sourceLocation) {
        switch outcome {
        case .success(let entries):
            Issue.record("was carried out: \(entries.map(\.fact))", sourceLocation: sourceLocation)
        case .failure(let refusal):
            #expect(refusal.reason == reason, "\(refusal.phrase.en)", sourceLocation: sourceLocation)
            #expect(refusal.field == field, "\(refusal.phrase.en)", sourceLocation: sourceLocation)
        }
    }

    private mutating func perform(_ kind: CommandKind, _ words: Words, erasing values: [ValueID]) throws(Refusal)
        -> [Entry]
    {
        var texts = words.mapValues(\.said)
        // Why somebody is recused is asked for wherever somebody is; »no reason« is said by `"recusal": ""`.
        if texts["recused"]?.isEmpty == false, texts["recusal"] == nil { texts["recusal"] = ["Leder enheden"] }
        var files: [String: Arguments.File] = [:]
        // The door reads the file and hands over the text; »no text« is said by `"text": ""`.
        if kind == .draftVersion || kind == .importDocument || kind == .translateVersion {
            if texts["text"] != [""] { files["text"] = Arguments.File(name: "text.txt", bytes: Array("Tekst".utf8)) }
            texts["text"] = nil
        }
        if kind == .adoptFramework {
            if texts["file"] != [""] { files["file"] = .init(name: "cis.csv", bytes: Array("id;titel".utf8)) }
            if texts["reading"] != [""] { files["reading"] = .init(name: "reading", bytes: World.reading.encode()) }
        }
        if kind == .recordCompletions {
            files["reading"] = .init(name: "reading", bytes: completions.encode())
        }
        if kind == .recordExercise, !exercise.rows.isEmpty {
            files["reading"] = .init(name: "reading", bytes: exercise.encode())
        }
        if kind == .recordInventory {
            if texts["file"] != [""] { files["file"] = .init(name: "stykliste.json", bytes: Array("{}".utf8)) }
            if let reading = inventory { files["reading"] = .init(name: "reading", bytes: reading.encode()) }
        }
        if kind == .importPersons {
            files["file"] = .init(name: "personer.csv", bytes: Array("navn".utf8))
            files["reading"] = .init(name: "reading", bytes: people.encode())
        }
        if kind == .importAssets {
            if texts["file"] != [""] { files["file"] = .init(name: "aktiver.csv", bytes: Array("navn".utf8)) }
            files["reading"] = .init(name: "reading", bytes: assetFile.encode())
        }
        if kind == .importRisks {
            if texts["file"] != [""] { files["file"] = .init(name: "risici.csv", bytes: Array("risiko".utf8)) }
            files["reading"] = .init(name: "reading", bytes: riskFile.encode())
        }
        if let printed {
            files["printed"] = .init(name: "rapport.pdf", bytes: Array("%PDF-1.7".utf8))
            files["figures"] = .init(name: "tal", bytes: Array(printed.utf8))
        }
        var deed = try kind.deed(Arguments(texts, files: files))
        if var annul = deed as? AnnulFact {
            annul.target = target(annul.position)
            deed = annul
        } else if var correct = deed as? CorrectFact {
            correct.annul.target = target(correct.annul.position)
            deed = correct
        } else if var submit = deed as? SubmitVersion {
            submit.text = draftText
            deed = submit
        } else if var writing = deed as? any DispensationWriting {
            writing.text = ruleText
            deed = writing
        } else if var note = deed as? NoteStatute {
            note.text = ruleText
            deed = note
        } else if var draw = deed as? DrawSample {
            // The office takes the root; here it is that of the position.
            draw.draw = draw.waiting(in: register).flatMap { round, size in
                isSigned ? .init(size: round.frozen + 1, root: "rod \(round.frozen)", items: Array(1...size)) : nil
            }
            deed = draw
        } else if var confirm = deed as? ConfirmAnswers {
            for made in confirm.former(in: register) {
                if let finding = made.finding { confirm.findings[finding] = self.texts[finding] }
            }
            deed = confirm
        } else if var appraise = deed as? AppraiseRisk {
            appraise.before = said(of: appraise.risk)
            deed = appraise
        } else if var find = deed as? FindRequirement {
            find.text = ruleText
            deed = find
        } else if var set = deed as? SetQuiz {
            set.text = World.readText
            deed = set
        } else if var acknowledge = deed as? AcknowledgeNotice {
            acknowledge.quiz = quiz(of: acknowledge.notice)
            deed = acknowledge
        } else if var complete = deed as? CompleteCourse {
            complete.module = packaged == nil ? World.module : nil
            complete.package = packaged
            deed = complete
        } else if var importing = deed as? ImportPersons {
            importing.plan = PersonPlan(importing.reading, importing.rules(on: today), in: register) { self.texts[$0] }
            deed = importing
        } else if var importing = deed as? ImportAssets {
            importing.plan = assetPlan(importing.rules)
            deed = importing
        } else if var importing = deed as? ImportRisks {
            importing.plan = riskPlan(importing.rules)
            deed = importing
        } else if var provision = deed as? ProvisionPerson {
            provision.found = ProvisionFinding(provision, in: register, on: today) { self.texts[$0] }
            deed = provision
        } else if var provision = deed as? ProvisionGroup {
            provision.found = GroupFinding(provision, in: register) { self.texts[$0] }
            deed = provision
        } else if var provider = deed as? SetSignInProvider {
            provider.gave = GroupRights(register) { self.texts[$0] }
            deed = provider
        } else if var identify = deed as? IdentifyPerson {
            identify.holders = register.persons.values.filter { person in
                person.identity(in: identify.system).flatMap { self.texts[$0] } == identify.value
            }.map(\.id)
            deed = identify
        } else if var erase = deed as? ErasePerson {
            erase.values = values
            deed = erase
        }
        let (start, before) = (minted, register)
        let counter = Counter(start)
        var desk = Deciding(
            register: register, today: today, now: now, by: by, late: texts["late_reason"]?.first,
            mint: { counter.next() })
        try deed.decide(&desk)
        minted = counter.value
        var entries: [Entry] = []
        for decided in desk.facts {
            let stamp = Stamp(
                position: history.count + entries.count, effective: decided.effective, recorded: now, by: by)
            entries.append(Entry(fact: decided.fact, stamp: stamp, lateReason: decided.lateReason))
            register.apply(decided.fact, stamp)
        }
        for (id, bytes) in desk.values { self.texts[id] = String(decoding: bytes, as: UTF8.self) }
        #expect(register == desk.register)
        #expect(register.count == before.count + entries.count)
        history += entries
        return entries
    }

    /// What the office would find in the ledger.
    private func target(_ position: Int) -> AnnulTarget? {
        guard history.indices.contains(position) else { return nil }
        let fact = history[position].fact
        let may =
            switch fact {
            case .annulled, .organisation(_, .opened), .organisation(_, .periodClosed),
                .organisation(_, .personsImported), .person(_, .erased),
                .organisation(_, .registerImported),
                .organisation(_, .secondStepSet), .organisation(_, .signInProviderSet),
                .organisation(_, .signInProviderRemoved), .organisation(_, .signInSecretSet),
                .organisation(_, .groupNamed), .organisation(_, .groupGone), .person(_, .groupJoined),
                .person(_, .groupLeft),
                .person(_, .roleFollowsGroups), .person(_, .signInMethodAdded), .person(_, .signInMethodRemoved),
                .person(_, .recoveryCodesMade), .person(_, .recoveryCodeUsed),
                .controlTest(_, .frozen), .campaign(_, .widened):
                false
            default: true
            }
        return AnnulTarget(subject: fact.subject, mayBeAnnulled: may, isAnnulled: register.annulled[position] != nil)
    }

    // MARK: What always holds

    /// The register is the fold of its history, and the index of duties is the full derivation.
    func holds() {
        var replayed = Register(organisation: register.organisation.id)
        var touched: Set<Subject> = []
        for entry in history { replayed.evolve(entry.fact, entry.stamp, touching: &touched) }
        replayed.settle(touched)
        #expect(replayed == register, "the register is what a replay gives")
        #expect(register.duties == register.derivedFromScratch().duties, "the index of duties is the full derivation")
        #expect(register.readers == register.derivedFromScratch().readers, "and so is the index of readers")
        #expect(register.riskIndex == register.derivedFromScratch().riskIndex, "and where the risks stand")
        #expect(register.inheritance == register.derivedFromScratch().inheritance, "and so is what is inherited")
        #expect(register.talkCounts == register.derivedFromScratch().talkCounts, "and so are the numbers of talks")
    }

    // MARK: Names

    func unit(_ name: String) -> ID<Unit> { id(name) }
    func person(_ name: String) -> ID<Person> { id(name) }
    func document(_ name: String) -> ID<Document> { id(name) }
    func action(_ name: String) -> ID<Action> { id(name) }
    func consultation(_ name: String) -> ID<Consultation> { id(name) }
    func meeting(_ name: String) -> ID<Meeting> { id(name) }
    func dispensation(_ name: String) -> ID<Dispensation> { id(name) }
    func proposal(_ name: String = "I") -> ID<Proposal> { id(name) }
    /// The notice that is out of a document.
    func notice(_ name: String) -> ID<Notice> {
        register.notice(of: document(name), on: today)?.id ?? ID(high: 0, low: 0)
    }
    func known(_ name: String) -> Document { register.documents[document(name)] ?? Document(id: document(name)) }
    mutating func call(_ subject: Subject, _ name: String) { names[name] = subject }

    /// The position of the last fact for which this is so.
    func position(_ matches: (Fact) -> Bool) -> Int { history.lastIndex { matches($0.fact) } ?? -1 }

    func id<Kind>(_ name: String, _: Kind.Type = Kind.self) -> ID<Kind> {
        guard let subject = names[name] else {
            Issue.record("nothing is named \(name)")
            return ID(high: 0, low: 0)
        }
        return subject.id.seen(as: Kind.self)
    }

    /// The duties of a rule about something.
    func duties(_ rule: Rule, _ subject: Subject) -> [Duty] {
        (register.duties.bySubject[subject] ?? []).filter { $0.rule == rule }.sorted { $0.key < $1.key }
    }
}

private final class Counter: @unchecked Sendable {
    private(set) var value: UInt64

    init(_ value: UInt64) { self.value = value }

    func next() -> (UInt64, UInt64) {
        value += 1
        return (0x0190_0000_0000_7000, 0x8000_0000_0000_0000 | value)
    }
}

func day(_ text: String) -> Day {
    guard let day = Day(text) else {
        Issue.record("\(text) is no day")
        return .distantPast
    }
    return day
}
