// SPDX-License-Identifier: MPL-2.0

import Domain
import Ledger
import Synchronization

@testable import Office

/// A house in memory with a settable clock, for tests that give commands as people do.
final class Rooms: Sendable {
    let house: House
    let desk: Desk
    let time: Mutex<Instant>
    let outside: MemoryOutside
    let store: MemoryStore
    static let seed = [UInt8](repeating: 7, count: 32)

    final class MemoryOutside: Outside {
        private let note = Mutex<String?>(nil)
        private let gone = Mutex<[Ref]>([])

        func checkpoint() -> String? { note.withLock { $0 } }
        func save(_ note: String) { self.note.withLock { $0 = note } }
        func erasures() -> [Ref] { gone.withLock { $0 } }
        func add(erasures: [Ref]) { gone.withLock { $0 += erasures } }
    }

    init(
        on day: Day = Rooms.start, seed: UInt64 = 1, store: MemoryStore = MemoryStore(),
        search: (any SearchEngine)? = nil
    ) throws {
        let start = Instant(milliseconds: Copenhagen.start(of: day).milliseconds + 9 * 3_600_000)
        let time = Shared(start)
        let clock = Clock { time.value }
        let mint = Mint.seeded(seed)
        let id = ID<Organisation>(high: 1, low: 1)
        let outside = MemoryOutside()
        try House.found(
            id, domain: "test.example", demo: true, store: store, seed: Rooms.seed, version: "test", clock: clock,
            mint: mint)
        house = try House.open(
            id, store: store, seed: Rooms.seed, outside: outside, clock: clock, mint: mint,
            search: search)
        desk = Desk(house)
        self.outside = outside
        self.store = store
        self.shared = time
        self.time = Mutex(start)
    }

    static let start = Day(number: 20_000)
    private let shared: Shared

    final class Shared: Sendable {
        private let held: Mutex<Instant>
        init(_ value: Instant) { held = Mutex(value) }
        var value: Instant { held.withLock { $0 } }
        func set(_ value: Instant) { held.withLock { $0 = value } }
    }

    func go(to day: Day) {
        shared.set(Instant(milliseconds: Copenhagen.start(of: day).milliseconds + 9 * 3_600_000))
    }

    var today: Day { house.clock.today }

    /// Gives a command as the system, or as a person with a fresh sign-in.
    @discardableResult
    func give(
        _ kind: CommandKind, _ texts: [String: String], many: [String: [String]] = [:], files: [String: [UInt8]] = [:],
        as person: ID<Person>? = nil, door: Door = .web, expected: Int? = nil, command: Ref? = nil
    ) throws(Refusal) -> Receipt {
        var arguments = Arguments(texts.mapValues { [$0] }.merging(many) { $1 })
        for (name, bytes) in files { arguments.files[name] = .init(name: name, bytes: bytes) }
        let actor: Actor =
            person.map {
                .person(
                    Ref($0), account: Ref($0), method: "password", strength: 1,
                    authenticated: house.clock.now.milliseconds)
            } ?? .system(component: "test", rule: nil, version: "1")
        return try desk.performBlocking(
            Order(
                command: command ?? house.mint.ordered(at: house.clock.now), kind: kind, arguments: arguments,
                actor: actor, door: door, expected: expected))
    }

    func id<Kind>(_ receipt: Receipt, _: Kind.Type = Kind.self) -> ID<Kind> {
        receipt.subjects[0].id.seen(as: Kind.self)
    }

    /// A unit, and a person employed in it with roles.
    func unit(_ name: String) throws -> ID<Unit> {
        id(try give(.openUnit, ["name": name, "from": "\(today)"]))
    }

    func person(_ name: String, in unit: ID<Unit>, _ roles: Role...) throws -> ID<Person> {
        let person: ID<Person> = id(try give(.addPerson, ["name": name]))
        try give(
            .beginEngagement,
            ["person": "\(person)", "kind": "employee", "unit": "\(unit)", "title": "Specialist", "from": "\(today)"])
        for role in roles {
            switch role {
            case .direktion, .bestyrelse:
                let body = role == .direktion ? "direktion" : "bestyrelse"
                try give(.seatMember, ["body": body, "person": "\(person)", "from": "\(today)"])
            case .unitHead:
                try give(
                    .grantRole,
                    ["person": "\(person)", "role": role.rawValue, "unit": "\(unit)", "from": "\(today)"])
            case .security, .dpo, .systemOwner, .employee, .auditor, .administrator, .secretary:
                if role != .employee {
                    try give(.grantRole, ["person": "\(person)", "role": role.rawValue, "from": "\(today)"])
                }
            }
        }
        return person
    }

    /// A document with a small text, imported.
    func document(
        _ title: String, kind: String = "politik", unit: ID<Unit>, classification: String = "intern",
        parent: ID<Document>? = nil, text: DocumentText = DocumentText(blocks: []), language: Language = .da
    ) throws -> ID<Document> {
        var texts = ["kind": kind, "title": title, "unit": "\(unit)", "classification": classification]
        texts["language"] = language.rawValue
        if let parent { texts["parent"] = "\(parent)" }
        return id(
            try give(
                .importDocument, texts, files: ["text": text.encode(), "file": Array("tekst".utf8)])
        )
    }
}
