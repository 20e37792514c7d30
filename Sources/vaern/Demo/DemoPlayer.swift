// SPDX-License-Identifier: MPL-2.0

import Domain
import Exchange
import Ledger
import Office

/// Plays a history through the desk of one house, in the order of its days, with the clock at the day. It gives commands
/// as people give them; that a command is refused is an error of the world.
final class DemoPlayer {
    /// What happens on one day, in this order.
    enum Rank: Int, Comparable {
        case unit, person, role, account, document, submission, decision, entry, placing, verification, withdrawal
        case dispensation, meeting, evidence, compliance, task, taskEnd, check, reading, correction, erasure, closing

        static func < (left: Rank, right: Rank) -> Bool { left.rawValue < right.rawValue }
    }

    private struct Event {
        let day: Day
        let rank: Rank
        let order: Int
        let act: (DemoPlayer) throws -> Void
    }

    let desk: Desk
    let clock: DemoClock
    /// The day that the world was seen on last: nothing happens after it.
    let reference: Day
    var units: [String: ID<Unit>] = [:]
    var persons: [String: ID<Person>] = [:]
    var documents: [String: ID<Document>] = [:]
    /// Under which name a person was first written, for »Enhed, navn, titel« of the version rows.
    var named: [String: String] = [:]
    var actions: [String: ID<Action>] = [:]
    var dispensations: [String: ID<Dispensation>] = [:]
    var proposals: [String: ID<Proposal>] = [:]
    /// The decisions on them, by the same names.
    var meetings: [String: ID<Meeting>] = [:]
    /// The decisions on the dispensations, by the same names.
    var decisions: [String: ID<Decision>] = [:]
    var requirements: [String: ID<Requirement>] = [:]
    var evidence: [String: ID<Evidence>] = [:]
    var nonconformities: [String: ID<Nonconformity>] = [:]
    var scopes: [String: ID<Scope>] = [:]
    var controls: [String: ID<ControlTest>] = [:]
    var reports: [String: ID<Report>] = [:]
    var objectives: [String: ID<Objective>] = [:]
    var campaigns: [String: ID<Campaign>] = [:]
    var measures: [String: ID<Measure>] = [:]
    var courses: [String: ID<Course>] = [:]
    var initiatives: [String: ID<Initiative>] = [:]
    var suspicions: [String: ID<Suspicion>] = [:]
    var competences: [String: ID<Competence>] = [:]
    var assets: [String: ID<Asset>] = [:]
    var risks: [String: ID<Risk>] = [:]
    var processings: [String: ID<Processing>] = [:]
    var requests: [Int: ID<SubjectRequest>] = [:]
    var tokens: [ID<Person>: ID<Token>] = [:]
    /// Positions of facts that a later plan speaks of.
    var marks: [String: Int] = [:]
    private var agenda: [Event] = []
    private let mint: Mint

    init(_ desk: Desk, _ clock: DemoClock, reference: Day, seed: UInt64) {
        self.desk = desk
        self.clock = clock
        self.reference = reference
        mint = .seeded(seed &+ 0x5EED)
    }

    var register: Register { desk.house.state.register }
    var today: Day { desk.house.clock.today }

    /// Plans something. What lies after the reference day does not happen.
    func plan(_ day: Day, _ rank: Rank, _ act: @escaping (DemoPlayer) throws -> Void) {
        guard day <= reference else { return }
        agenda.append(Event(day: day, rank: rank, order: agenda.count, act: act))
    }

    func play() throws {
        agenda.sort { ($0.day, $0.rank, $0.order) < ($1.day, $1.rank, $1.order) }
        for event in agenda {
            clock.go(to: event.day)
            try event.act(self)
        }
        agenda = []
    }

    func paragraph() -> ParagraphID {
        let bits = mint.random()
        return ParagraphID(high: bits.0, low: bits.1)
    }

    // MARK: Who acts

    /// The installation itself, before there is an administrator.
    static let installation = Actor.operator(user: "eksempeldata")

    func actor(_ person: ID<Person>) -> Actor {
        .person(
            Ref(person), account: Ref(person), method: "password", strength: 1,
            authenticated: clock.now.milliseconds)
    }

    /// The first holder of a role today, or the installation.
    func holder(_ role: Role, unit: ID<Unit>? = nil) -> Actor {
        register.holders(of: role, unit: unit, on: today).first.map(actor) ?? DemoPlayer.installation
    }

    var administrator: Actor { holder(.administrator) }

    /// Whether the secretary of the bodies sees what a thing is about.
    func secretarySees(_ subject: Subject) -> Bool {
        guard let secretary = register.holders(of: .secretary, unit: nil, on: today).first else { return false }
        return Access.sees(register.accessClass(of: subject, on: today), secretary, in: register, on: today)
    }

    // MARK: Commands

    @discardableResult
    func give(
        _ kind: CommandKind, _ texts: [String: String?], many: [String: [String]] = [:],
        files: [String: Arguments.File] = [:], by actor: Actor
    ) throws -> Receipt {
        let given = texts.compactMapValues { $0 }.mapValues { [$0] }
        let arguments = Arguments(given.merging(many) { $1 }, files: files)
        let order = Order(
            command: mint.ordered(at: clock.now), kind: kind, arguments: arguments, actor: actor,
            door: actor.person == nil ? .cli : .import)
        clock.go(to: today)
        do throws(Refusal) {
            return try desk.performBlocking(order)
        } catch {
            guard error.reason != .notAllowed else { throw error }
            throw DemoFault.refused("\(kind.rawValue) on \(today): \(error.phrase.en) \(error.field ?? "") \(given)")
        }
    }

    /// Gives the command as the first of several people who has the right to it.
    @discardableResult
    func give(
        _ kind: CommandKind, _ texts: [String: String?], many: [String: [String]] = [:],
        files: [String: Arguments.File] = [:], byFirstOf people: [ID<Person>]
    ) throws -> Receipt {
        for person in people {
            do {
                return try give(kind, texts, many: many, files: files, by: actor(person))
            } catch let refusal as Refusal where refusal.reason == .notAllowed {
                continue
            }
        }
        throw DemoFault.refused("\(kind.rawValue) on \(today): nobody of \(people.count) may do it")
    }

    /// The new thing that a command made.
    func made<Kind>(_ receipt: Receipt, _ kind: SubjectKind, _: Kind.Type = Kind.self) throws -> ID<Kind> {
        guard let subject = receipt.subjects.first(where: { $0.kind == kind }) else {
            throw DemoFault.missing("a \(kind.rawValue) from a command")
        }
        return subject.id.seen(as: Kind.self)
    }

    func unit(_ key: String) throws -> ID<Unit> { try found(units[key], "unit \(key)") }
    func person(_ key: String) throws -> ID<Person> { try found(persons[key], "person \(key)") }
    func document(_ key: String) throws -> ID<Document> { try found(documents[key], "document \(key)") }

    func dispensation(_ key: String) throws -> ID<Dispensation> {
        try found(dispensations[key], "dispensation \(key)")
    }

    func requirement(_ key: String) throws -> ID<Requirement> { try found(requirements[key], "requirement \(key)") }
    func evidence(_ key: String) throws -> ID<Evidence> { try found(evidence[key], "evidence \(key)") }
    func scope(_ key: String) throws -> ID<Scope> { try found(scopes[key], "scope \(key)") }

    func nonconformity(_ key: String) throws -> ID<Nonconformity> {
        try found(nonconformities[key], "nonconformity \(key)")
    }

    private func found<Found>(_ value: Found?, _ what: String) throws -> Found {
        guard let value else { throw DemoFault.missing("\(what) on \(today)") }
        return value
    }
}
