// SPDX-License-Identifier: MPL-2.0
import Domain
import Exchange
import HTML
import Ledger
import Office
import Synchronization
import Testing

@testable import Web

/// What a house keeps outside its database, in memory.
private final class MemoryOutside: Outside {
    private let held = Mutex<(note: String?, erased: [Ref])>((nil, []))

    func checkpoint() -> String? { held.withLock { $0.note } }
    func save(_ note: String) throws { held.withLock { $0.note = note } }
    func erasures() -> [Ref] { held.withLock { $0.erased } }
    func add(erasures: [Ref]) throws { held.withLock { $0.erased += erasures } }
}

/// A clock that a test sets.
final class SetClock: Sendable {
    private let now: Mutex<Instant>

    init(_ day: String) { now = Mutex(Self.noon(day)) }

    func set(_ day: String) { now.withLock { $0 = Self.noon(day) } }
    func set(_ instant: Instant) { now.withLock { $0 = instant } }
    func pass(seconds: Int) { now.withLock { $0 = $0 + seconds } }
    var clock: Clock { Clock { self.now.withLock { $0 } } }

    private static func noon(_ day: String) -> Instant {
        Instant(milliseconds: Copenhagen.start(of: Day(day) ?? .distantPast).milliseconds + 12 * 3_600_000)
    }
}

/// An organisation in memory with people in the roles that documents know, all names without Danish letters, so that a
/// Danish letter on an English page is chrome that was not translated.
final class SmallHouse: Sendable {
    let house: House
    let desk: Desk
    let time: SetClock
    private let mint: Mint
    private let seed = (0..<32).map { UInt8($0) }
    private let scratch = SearchScratch()

    let security: ID<Unit>, operations: ID<Unit>
    /// Security team; head of operations; two members of the direktion; an employee of security with no role.
    let line: ID<Person>, head: ID<Person>, first: ID<Person>, second: ID<Person>, staff: ID<Person>

    init(on day: String = "2026-11-01") async throws {
        time = SetClock(day)
        mint = Mint.seeded(7)
        let store = MemoryStore()
        let id = ID<Organisation>(high: 0x11, low: 0x22)
        try House.found(
            id, domain: "example.org", demo: true, store: store, seed: seed, version: "1", clock: time.clock, mint: mint
        )
        house = try House.open(
            id, store: store, seed: seed, outside: MemoryOutside(), clock: time.clock, mint: mint,
            search: scratch.search)
        desk = Desk(house)
        let start = Start(desk: desk, mint: mint, day: day)
        security = try await start.unit("Security")
        operations = try await start.unit("Operations")
        line = try await start.person("Line Holst", in: security, "Coordinator")
        head = try await start.person("Harry Head", in: operations, "Head of operations")
        first = try await start.person("Mette Ravn", in: security, "Director")
        second = try await start.person("Birgitte Lund", in: security, "Director")
        staff = try await start.person("Staff Member", in: security, "Assistant")
        try await start.perform(.grantRole, ["person": "\(line)", "role": "security", "from": day])
        try await start.perform(
            .grantRole, ["person": "\(head)", "role": "unit_head", "unit": "\(operations)", "from": day])
        for member in [first, second] {
            try await start.perform(.seatMember, ["body": "direktion", "person": "\(member)", "from": day])
        }
    }

    private struct Start {
        let desk: Desk, mint: Mint, day: String

        @discardableResult
        func perform(_ kind: CommandKind, _ texts: [String: String]) async throws -> Receipt {
            try await desk.perform(
                Order(
                    command: mint.ordered(at: desk.house.clock.now), kind: kind,
                    arguments: Arguments(texts.mapValues { [$0] }),
                    actor: .system(component: "test", rule: nil, version: "1"), door: .system))
        }

        func unit(_ name: String) async throws -> ID<Unit> {
            let receipt = try await perform(.openUnit, ["name": name, "from": day])
            return try #require(receipt.subjects.first).id.seen(as: Unit.self)
        }

        func person(_ name: String, in unit: ID<Unit>, _ title: String) async throws -> ID<Person> {
            let receipt = try await perform(.addPerson, ["name": name])
            let id = try #require(receipt.subjects.first).id.seen(as: Person.self)
            try await perform(
                .beginEngagement,
                [
                    "person": "\(id)", "kind": "employee", "unit": "\(unit)", "title": title, "from": day,
                    "first_working_day": day,
                ])
            return id
        }
    }

    /// The same ledger as it stands now, copied and opened anew: what a restore from a backup gives.
    func reopened() async throws -> House {
        let copy = MemoryStore()
        var facts: [StoredFact] = []
        var values: [Int: [StoredValue]] = [:]
        try house.store.values(0..<house.state.book.head) { row in
            values[row.position, default: []].append(row.value)
            return true
        }
        try house.store.rows(0..<house.state.book.head) { row, index in
            facts.append(
                StoredFact(
                    position: row.position, leaf: Array(row.leaf), payload: Array(row.payload),
                    payloadKey: Array(row.payloadKey), values: values[row.position] ?? [],
                    subjectKind: index.subjectKind, subject: index.subject, revision: index.revision,
                    command: index.command, part: index.part))
            return true
        }
        #expect(try copy.append(facts, after: 0, reserve: false) == .durable)
        let outside = MemoryOutside()
        try outside.save(try #require(house.checkpoint))
        return try House.open(house.id, store: copy, seed: seed, outside: outside, clock: time.clock, mint: mint)
    }

    // MARK: Commands

    /// By the system, or by a person who has just signed in.
    @discardableResult
    func perform(
        _ kind: CommandKind, _ texts: [String: [String]], files: [String: Arguments.File] = [:],
        by person: ID<Person>? = nil
    ) async throws -> Receipt {
        let now = house.clock.now
        let actor: Actor =
            person.map {
                .person(
                    Ref($0), account: Ref($0), method: "password", strength: 1, authenticated: now.milliseconds)
            } ?? .system(component: "test", rule: nil, version: "1")
        return try await desk.perform(
            Order(
                command: mint.ordered(at: now), kind: kind, arguments: Arguments(texts, files: files), actor: actor,
                door: person == nil ? .system : .web))
    }

    func importDocument(
        _ kind: Document.Kind, _ title: String, _ text: String, unit: ID<Unit>, parent: ID<Document>? = nil,
        classification: Classification = .internal, rows: [[String]] = []
    ) async throws -> ID<Document> {
        let proposal = try proposal(text)
        let receipt = try await perform(
            .importDocument,
            [
                "kind": [kind.rawValue], "title": [title], "unit": ["\(unit)"],
                "parent": parent.map { ["\($0)"] } ?? [], "classification": [classification.rawValue],
                "language": ["en"], "row_number": rows.map { $0[0] }, "row_unit": rows.map { $0[1] },
                "row_update": rows.map { $0[2] }, "row_day": rows.map { $0[3] },
            ],
            files: [
                "file": .init(name: "a.txt", bytes: Array(text.utf8)),
                "text": .init(name: "text", bytes: complete(proposal.text, kind).encode()),
            ])
        return try #require(receipt.subjects.first { $0.kind == .document }).id.seen(as: Document.self)
    }

    /// A topic policy sets objectives and method (policy §3.4), whatever else a test lets it say.
    private func complete(_ text: DocumentText, _ kind: Document.Kind) -> DocumentText {
        guard kind == .topicPolicy else { return text }
        func block(_ kind: DocumentText.Kind, _ address: String, _ words: String) -> DocumentText.Block {
            let bits = mint.random()
            return .init(id: ParagraphID(high: bits.0, low: bits.1), kind: kind, address: address, text: words)
        }
        var complete = text
        complete.blocks += [
            block(.heading(level: 1), "objectives", "Objectives and method"),
            block(.paragraph, "objectives.p1", "As agreed."),
        ]
        return complete
    }

    func draft(_ document: ID<Document>, _ text: String, number: String) async throws {
        let kind = house.state.register.documents[document]?.kind ?? .procedure
        try await perform(
            .draftVersion,
            [
                "document": ["\(document)"], "classification": ["intern"], "language": ["en"], "number": [number],
                "note": ["Sharper words"],
            ], files: ["text": .init(name: "text", bytes: complete(try proposal(text).text, kind).encode())])
    }

    func adopt(_ document: ID<Document>) async throws {
        try await perform(.submitVersion, ["document": ["\(document)"], "lacking": ["Kun til test"]])
        try await decide(document, "adopt", "approved")
        try await perform(.enforceVersion, ["document": ["\(document)"], "from": ["\(house.clock.today)"]])
    }

    func decide(_ document: ID<Document>, _ act: String, _ outcome: String) async throws {
        let sight = try await house.sight(of: line)
        let known = try sight.document(document)
        let members: [ID<Person>] =
            if case .body = sight.decider(of: known) { [first, second] } else { [head] }
        try await perform(
            .makeDecision,
            [
                "document": ["\(document)"], "act": [act], "outcome": [outcome], "method": ["meeting"],
                "members": members.map(\.description), "reason": ["It is right"],
            ])
    }

    func proposed(_ text: String) throws -> ImportProposal { try proposal(text) }

    private func proposal(_ text: String) throws -> ImportProposal {
        let mint = mint
        return try DocumentImport.propose(Array(text.utf8), fileName: "a.txt") {
            let bits = mint.random()
            return ParagraphID(high: bits.0, low: bits.1)
        }
    }

    // MARK: Pages

    func context(
        _ person: ID<Person>, _ language: Language = .da, _ view: Office.View = .today,
        _ texts: [String: [String]] = [:], files: [String: Arguments.File] = [:]
    ) async throws -> Context {
        let mint = mint
        let clock = house.clock
        let sight = try await house.sight(of: person, view)
        return Context(
            sight: sight, language: language,
            arguments: Arguments(texts, files: files), here: "/", csrf: "csrf-token", theme: nil, isDemo: true,
            houses: [], newCommand: { mint.ordered(at: clock.now) }, kept: .of(sight))
    }
}
