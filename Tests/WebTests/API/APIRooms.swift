// SPDX-License-Identifier: MPL-2.0

import Domain
import Ledger
import Synchronization

@testable import Office
@testable import Web

/// A house in memory behind the programming interface, with a clock that stands and identities that repeat: what is
/// done
/// twice in the same way is the same to the last bit.
final class APIRooms: APIHost {
    let house: House
    let desk: Desk
    let clock: Clock
    private let mint: Mint
    private let scratch = SearchScratch()
    private let secrets = Mutex<[String: ID<Token>]>([:])
    private let time: Time
    let baseURL = "https://vaern.example"
    let version = "test"
    /// Another house beside it, for what belongs to one house alone.
    let more: [House]

    static let start = Day(number: 20_000)

    private final class Time: Sendable {
        private let held: Mutex<Instant>
        init(_ instant: Instant) { held = Mutex(instant) }
        var value: Instant {
            get { held.withLock { $0 } }
            set { held.withLock { $0 = newValue } }
        }
    }

    final class Outside: Office.Outside {
        private let note = Mutex<String?>(nil)
        private let gone = Mutex<[Ref]>([])
        func checkpoint() -> String? { note.withLock { $0 } }
        func save(_ note: String) { self.note.withLock { $0 = note } }
        func erasures() -> [Ref] { gone.withLock { $0 } }
        func add(erasures: [Ref]) { gone.withLock { $0 += erasures } }
    }

    init(more: [House] = [], number: UInt64 = 1) throws {
        let time = Time(APIRooms.morning(of: APIRooms.start))
        self.time = time
        clock = Clock { time.value }
        mint = Mint.seeded(number)
        let id = ID<Organisation>(high: number, low: 1)
        let store = MemoryStore()
        let seed = [UInt8](repeating: 7, count: 32)
        try House.found(
            id, domain: "test.example", demo: true, store: store, seed: seed, version: "test", clock: clock, mint: mint)
        house = try House.open(
            id, store: store, seed: seed, outside: Outside(), clock: clock, mint: mint,
            search: scratch.search)
        desk = Desk(house)
        self.more = more
    }

    private static func morning(of day: Day) -> Instant {
        Instant(milliseconds: Copenhagen.start(of: day).milliseconds + 9 * 3_600_000)
    }

    var today: Day { clock.today }
    func go(to day: Day) { time.value = APIRooms.morning(of: day) }

    // MARK: As a host

    var houses: [House] { [house] + more }

    func place(ofToken secret: String) -> (organisation: ID<Organisation>, token: ID<Token>)? {
        secrets.withLock { $0[secret] }.map { (house.id, $0) }
    }

    var lastBackupExpires: Day? { today + 90 }

    /// The acts that were refused because they demand a fresh sign-in.
    nonisolated(unsafe) private(set) var refusedActs: [CommandKind] = []

    func refused(
        _ kind: CommandKind, by actor: Actor, at door: Door, in organisation: ID<Organisation>, _ refusal: Refusal
    ) {
        refusedActs.append(kind)
    }

    func noteRead(_ path: String, format: String?, by person: ID<Person>, in organisation: ID<Organisation>) {}

    func carryOut(
        _ kind: CommandKind, _ arguments: Arguments, as actor: Actor, door: Door, in organisation: ID<Organisation>,
        command: Ref?, expected: Int?
    ) async throws(Refusal) -> (receipt: Receipt, secret: String?) {
        let given = arguments
        var arguments = given
        while true {
            do throws(Refusal) {
                _ = try await FileIntakes.add(to: &arguments, of: kind, house, actor)
                break
            } catch {
                // Tests beside this one read files too; people are asked to wait a moment.
                guard error.reason == .busy else { throw error }
                arguments = given
                try? await Task.sleep(for: .milliseconds(50))
            }
        }
        try Preparation.prepare(kind, &arguments, house) { [mint] in
            let bits = mint.random()
            return ParagraphID(high: bits.0, low: bits.1)
        }
        let receipt = try await desk.perform(
            Order(
                command: command ?? mint.ordered(at: clock.now), kind: kind, arguments: arguments, actor: actor,
                door: door,
                expected: expected))
        guard kind == .issueToken, !receipt.repeated else { return (receipt, nil) }
        return (receipt, keep(receipt.subjects[0].id.seen(as: Token.self)))
    }

    private func keep(_ token: ID<Token>) -> String {
        let secret = "vaern_" + mint.secret()
        secrets.withLock { $0[secret] = token }
        return secret
    }

    /// The client that says who is engaged.
    private var scimClient: Actor {
        let token = house.state.register.tokens.values.first { $0.scope == .scim }
        return .system(component: Access.scimClient, rule: token.map { "\($0.id)" }, version: version)
    }

    // MARK: Setting up

    /// Gives a command as the program itself, or as a person who has just signed in: what a form does.
    @discardableResult
    func give(
        _ kind: CommandKind, _ arguments: Arguments, as person: ID<Person>? = nil, command: Ref? = nil
    ) async throws -> Receipt {
        let actor: Actor =
            person.map {
                .person(
                    Ref($0), account: Ref($0), method: "password", strength: 1, authenticated: clock.now.milliseconds)
            }
            ?? ([.provisionPerson, .provisionGroup].contains(kind)
                ? scimClient : .system(component: "test", rule: nil, version: "1"))
        return try await carryOut(
            kind, arguments, as: actor, door: .web, in: house.id, command: command, expected: nil
        ).receipt
    }

    @discardableResult
    func give(_ kind: CommandKind, _ texts: [String: String]) async throws -> Receipt {
        try await give(kind, Arguments(texts.mapValues { [$0] }))
    }

    func id<Kind>(_ receipt: Receipt, _: Kind.Type = Kind.self) -> ID<Kind> {
        receipt.subjects[0].id.seen(as: Kind.self)
    }

    func unit(_ name: String) async throws -> ID<Unit> {
        id(try await give(.openUnit, ["name": name, "from": "\(today)"]))
    }

    func person(_ name: String, in unit: ID<Unit>, _ roles: Role...) async throws -> ID<Person> {
        let person: ID<Person> = id(try await give(.addPerson, ["name": name]))
        try await give(
            .beginEngagement,
            ["person": "\(person)", "kind": "employee", "unit": "\(unit)", "title": "Specialist", "from": "\(today)"])
        for role in roles {
            if role == .direktion || role == .bestyrelse {
                try await give(.seatMember, ["body": role.rawValue, "person": "\(person)", "from": "\(today)"])
            } else {
                var texts = ["person": "\(person)", "role": role.rawValue, "from": "\(today)"]
                if role == .unitHead { texts["unit"] = "\(unit)" }
                try await give(.grantRole, texts)
            }
        }
        return person
    }

    func document(
        _ title: String, kind: String = "politik", unit: ID<Unit>, classification: String = "intern",
        parent: ID<Document>? = nil, text: String = "1. Formål\n\nEnheden skal føre en liste.\n"
    ) async throws -> ID<Document> {
        var texts = ["kind": kind, "title": title, "unit": "\(unit)", "classification": classification]
        if let parent { texts["parent"] = "\(parent)" }
        var arguments = Arguments(texts.mapValues { [$0] })
        arguments.files["file"] = .init(name: "tekst.txt", bytes: Array(text.utf8))
        return id(try await give(.importDocument, arguments))
    }

    func token(of person: ID<Person>, scope: String = "write", until: Day? = nil) async throws -> String {
        let receipt = try await give(
            .issueToken, ["person": "\(person)", "scope": scope, "until": "\(until ?? today + 90)"])
        return keep(id(receipt))
    }

    // MARK: Asking

    /// One request; the answer with its JSON.
    func ask(
        _ method: String = "GET", _ path: String, query: [String: String] = [:], token: String? = nil,
        headers: [String: String] = [:], body: [UInt8] = [], peer: APIRequest.Peer = .network("192.0.2.1")
    ) async -> Reply {
        var headers = headers
        if let token { headers["authorization"] = "Bearer \(token)" }
        let answer = await API.answer(
            APIRequest(
                method: method, path: path, query: query.mapValues { [$0] }, headers: headers, body: body, peer: peer),
            in: self)
        return Reply(answer: answer)
    }

    func post(
        _ kind: CommandKind, _ body: JSON, token: String? = nil, headers: [String: String] = [:],
        peer: APIRequest.Peer = .network("192.0.2.1")
    ) async -> Reply {
        await ask(
            "POST", "/api/v1/commands/\(kind.rawValue)", token: token,
            headers: ["content-type": "application/json"].merging(headers) { $1 }, body: body.bytes, peer: peer)
    }

    struct Reply {
        let answer: APIAnswer
        var status: Int { answer.status }
        var json: JSON { (try? JSONReader.read(answer.body)) ?? .null }
        var text: String { String(decoding: answer.body, as: UTF8.self) }
        func header(_ name: String) -> String? { answer.headers.first { $0.0 == name }?.1 }
        /// The fields that a problem names.
        var fields: [String] { (json["errors"]?.items ?? []).compactMap { $0["field"]?.text } }
    }
}

extension APIRequest.Peer {
    static let operatorOfMachine = APIRequest.Peer.socket(user: "root")
}

extension [String: String] {
    static var asOperator: [String: String] { ["x-vaern-operator": "somebody"] }
}
