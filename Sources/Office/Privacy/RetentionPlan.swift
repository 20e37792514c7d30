// SPDX-License-Identifier: MPL-2.0

public import Domain
import Ledger
import Synchronization

/// What is past its period (GDPR Article 5(1)(e)): every vault value that is somebody's data and no record of governance, by
/// the table in `DataKind`. A value that is several people's goes when its period has ended for all of them, and none goes of
/// which one has a legal hold. Of somebody who was never engaged the period counts from the day of the person's first record.
public struct RetentionPlan: Sendable {
    public struct Item: Sendable {
        public let position: Int
        public let kind: FactKind
        public let field: String
        public let value: ValueID
        /// Everybody whose data it is, as far as the fact names them, and the day on which it was recorded.
        public let whose: [ID<Person>]
        public let recorded: Day
        /// Under whom its erasure is recorded: the one whose period ends last. Of a file that the operator took in: the last
        /// of those whom it was recorded with.
        public let person: ID<Person>
        /// The first day on which it is gone.
        public let goes: Day
        public let isHeld: Bool
        let content: WireField
    }

    /// All values that have a day, those that go first before the others.
    public let items: [Item]
    /// How many more have none yet, by kind: somebody whose data it is, is engaged.
    public let waiting: [DataKind: Int]

    /// What is to be erased on a day.
    public func due(on day: Day) -> [Item] { items.filter { $0.goes <= day && !$0.isHeld } }

    /// Reads the whole ledger.
    public static func make(in house: House) throws -> RetentionPlan {
        let (register, gone) = (house.state.register, house.trail.erased)
        let held = register.held
        var items: [Item] = []
        var waiting: [DataKind: Int] = [:]
        // Whom the ledger spoke of last: an import is recorded after everybody whom it changed.
        var last: ID<Person>?
        try house.store.apart().read(0..<house.state.book.head) { row in
            let header = try LeafHeader(row.leaf)
            if let subject = header.personalSubject { last = ID(subject) }
            guard header.valueCount > 0, let kind = FactKind(wire: header.kind) else { return true }
            let payload = try FlatObject(row.payload)
            try kind.forEachValue(in: payload) { field, ref in
                guard field.isErasable, !gone.contains(ref) else { return }
                var whose = field.everybody(subject: header.personalSubject, actor: header.person, payload)
                    .map { ID<Person>($0) }
                if whose.isEmpty, field.isAnybodys { whose = [last].compactMap { $0 } }
                // The register knows nobody whose it is, so it goes under whoever recorded it.
                if field.isOutsiders { whose = [header.person.map { ID($0) } ?? last].compactMap { $0 } }
                let recorded = Copenhagen.day(of: Instant(milliseconds: header.recorded))
                guard
                    let found = register.goes(
                        whose, kind.dataKind.period, recorded: recorded, on: house.clock.today)
                else {
                    waiting[kind.dataKind, default: 0] += 1
                    return
                }
                items.append(
                    Item(
                        position: header.position, kind: kind, field: field.name, value: ID(ref), whose: whose,
                        recorded: recorded, person: found.person, goes: found.day,
                        isHeld: !house.holders(of: field, whose, at: header.position, among: held).isEmpty,
                        content: field))
            }
            return true
        }
        items.sort { ($0.goes, $0.position) < ($1.goes, $1.position) }
        return RetentionPlan(items: items, waiting: waiting)
    }

    /// The last day of the last engagement; nil while there is one. Of somebody who never was engaged: the day from which
    /// the person is on record.
    static func ended(_ person: Person, on day: Day) -> Day? {
        let engagements = person.engagements
        // Of somebody who was recorded by mistake, and struck, all counts from the day it was recorded.
        guard !engagements.isEmpty else { return person.name.entries.first?.from ?? Day(number: 0) }
        guard !engagements.contains(where: { $0.last.map { day <= $0 } ?? true }) else { return nil }
        return engagements.compactMap(\.last).max()
    }
}

extension WireField {
    /// Whether it may have data of anybody in it.
    var isAnybodys: Bool {
        switch content {
        case .record, .vaulted: false
        case .personal(let whose), .special(let whose):
            whose.contains { if case .known = $0 { true } else { false } }
        }
    }

    /// Whether it is data of somebody whom the register does not know.
    var isOutsiders: Bool {
        switch content {
        case .record, .vaulted: false
        case .personal(let whose), .special(let whose):
            whose.contains { if case .outsider = $0 { true } else { false } }
        }
    }

    /// Everybody whose data the value is, as far as the fact names them.
    func everybody(subject: Ref?, actor: Ref?, _ payload: FlatObject) -> [Ref] {
        switch content {
        case .record, .vaulted: []
        case .personal(let whose), .special(let whose):
            whose.flatMap { whose -> [Ref] in
                switch whose {
                case .subject: [subject].compactMap { $0 }
                case .actor: [actor].compactMap { $0 }
                case .named(let key): WireField.persons(key, payload)
                case .known, .outsider: []
                }
            }
        }
    }
}

extension Register {
    /// When a value goes that is the data of some persons, and whose period ends last; nil: not yet known.
    func goes(
        _ whose: [ID<Person>], _ period: KeepingPeriod, recorded: Day, on day: Day
    ) -> (day: Day, person: ID<Person>)? {
        switch period {
        case .afterRecord(let years):
            return whose.first.map { (recorded.adding(years: years) + 1, $0) }
        case .afterEngagement(let years):
            var latest: (day: Day, person: ID<Person>)?
            for id in whose {
                guard let ended = persons[id].flatMap({ RetentionPlan.ended($0, on: day) }) else { return nil }
                // What was recorded after somebody left is kept as long as if it had been recorded on the last day.
                let goes = max(ended, recorded).adding(years: years) + 1
                if latest.map({ goes > $0.day }) ?? true { latest = (goes, id) }
            }
            return latest
        }
    }

    /// Those who have a legal hold.
    var held: Set<ID<Person>> {
        var found: Set<ID<Person>> = []
        for known in persons.values where known.holds.contains(where: { $0.lifted == nil }) { found.insert(known.id) }
        return found
    }

    /// Whether somebody has left for so long that what lies beside the ledger about the person is past its period too: that
    /// of accounts.
    func isGone(_ person: ID<Person>, on day: Day) -> Bool {
        guard let known = persons[person], let ended = RetentionPlan.ended(known, on: day) else { return false }
        return !known.isActive(on: day) && ended.adding(years: DataKind.account.period.years) < day
    }
}

extension House {
    /// Which of those who have a legal hold it keeps a value for: those whose data it is, and of a file that may have anybody
    /// in it those of whom something was recorded before it.
    func holders(
        of field: WireField, _ whose: [ID<Person>], at position: Int, among held: Set<ID<Person>>
    ) -> [ID<Person>] {
        guard !held.isEmpty, !field.isOutsiders else { return [] }
        return held.filter { person in
            whose.contains(person)
                || field.isAnybodys && trail.firstPosition(of: .person(person)).map { $0 < position } ?? false
        }.sorted()
    }
}

/// What a run of retention found, until the desk has done it.
final class RetentionQueue: Sendable {
    private let held = Mutex<[ID<Person>: [RetentionPlan.Item]]>([:])

    func set(_ items: [ID<Person>: [RetentionPlan.Item]]) { held.withLock { $0 = items } }
    func items(of person: ID<Person>) -> [RetentionPlan.Item] { held.withLock { $0[person] ?? [] } }
}

extension Actor {
    /// Værn itself, when it erases what is past its period.
    static func retention(_ version: String, isConfided: Bool = false) -> Actor {
        .system(component: "retention", rule: isConfided ? confided : nil, version: version)
    }

    /// The rule of an erasure of what somebody confided, which has a fact of its own: whoever may not know of a reported mail
    /// must not learn of it from its going, two years to the day after.
    static let confided = "confided"

    var erasesConfided: Bool {
        if case .system(_, Actor.confided, _) = self { true } else { false }
    }

    var isRetention: Bool {
        if case .system("retention", _, _) = self { true } else { false }
    }
}

extension Batch {
    /// An erasure with the values that a run of retention found, as far as they may still go: a hold may have been placed, or
    /// somebody engaged again, since it looked.
    func withRetention(_ deed: any Deed, _ order: Order) throws(Refusal) -> any Deed {
        guard order.actor.isRetention, var erase = deed as? ErasePerson else { return deed }
        let (today, held) = (house.clock.today, register.held)
        erase.values = house.retention.items(of: erase.person).filter { item in
            guard
                let found = register.goes(
                    item.whose, item.kind.dataKind.period, recorded: item.recorded, on: today)
            else { return false }
            return found.day <= today && !house.trail.isErased(Ref(item.value))
                && house.holders(of: item.content, item.whose, at: item.position, among: held).isEmpty
        }.map(\.value)
        guard !erase.values.isEmpty else {
            throw .outOfTurn(da: "Der er intet at slette.", en: "There is nothing to erase.")
        }
        return erase
    }
}

/// What a run did.
public struct RetentionRun: Sendable {
    /// How many values went, under how many persons.
    public var erased = 0
    public var persons = 0
    /// Those of them who have left: what lies beside the ledger about them goes too.
    public var gone: [ID<Person>] = []
    /// How many stay because of a legal hold though their day has come.
    public var held = 0
    /// How many persons are left for the next run.
    public var left = 0
}

extension Desk {
    /// So many persons in one run, so that a first run over a long ledger is done in some days and not in one long hour.
    public static let mostInRun = 200

    /// Erases what is past its period, one fact for each person, with »retention« as its legal ground, and one of its own for
    /// what the person confided. Done twice, it does nothing the second time.
    public func applyRetention(version: String) async throws -> RetentionRun {
        let house = house
        let plan = try RetentionPlan.make(in: house)
        let today = house.clock.today
        let groups = Dictionary(grouping: plan.due(on: today), by: \.person)
        var run = RetentionRun()
        run.held = plan.items.count { $0.goes <= today && $0.isHeld }
        run.left = max(0, groups.count - Desk.mostInRun)
        defer { house.retention.set([:]) }
        for (person, items) in groups.sorted(by: { $0.key < $1.key }).prefix(Desk.mostInRun) {
            let arguments = Arguments([
                "person": [person.description], "basis": [ErasureBasis.retention.rawValue],
                "decision": ["Opbevaringsperioden er udløbet (docs/opbevaring.md)."],
            ])
            var isDone = false
            for isConfided in [false, true] {
                let part = items.filter { $0.kind.isConfided == isConfided }
                guard !part.isEmpty else { continue }
                house.retention.set([person: part])
                let order = Order(
                    command: house.mint.ordered(at: house.clock.now), kind: .erasePerson, arguments: arguments,
                    actor: .retention(version, isConfided: isConfided), door: .system)
                do { _ = try await perform(order) } catch {
                    if error.reason == .outOfTurn { continue } else { throw error }
                }
                isDone = true
                run.erased += part.count
            }
            guard isDone else { continue }
            run.persons += 1
            if house.state.register.isGone(person, on: today) { run.gone.append(person) }
        }
        return run
    }
}
