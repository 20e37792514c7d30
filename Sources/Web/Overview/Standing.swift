// SPDX-License-Identifier: MPL-2.0
import Domain
import Office
import Synchronization

/// How things stand on the day shown: what the overview counts. One pass over the index of duties and the documents,
/// kept until a fact is added; what the person may not see is in no number.
struct Standing: Sendable {
    /// How many of something, of how many.
    struct Share: Hashable, Sendable {
        var part = 0
        var total = 0
    }

    /// Standing duties by how near their due day is.
    struct Near: Hashable, Sendable {
        var overdue = 0
        /// Due by Sunday of the week shown.
        var week = 0
        /// Due after Sunday and within 30 days.
        var month = 0

        var all: Int { overdue + week + month }

        mutating func add(_ group: DutyGroup) {
            switch group {
            case .overdue: overdue += 1
            case .week: week += 1
            case .month: month += 1
            case .later: break
            }
        }
    }

    /// Of everybody, and of the person who looks.
    var everybody = Near()
    var mine = Near()
    /// Documents whose version table has a row that is at most a year old, of those that have a row (policy §7.3).
    var verified = Share()
    /// Duties whose due day has passed this year: done by it, of all.
    var onTime = Share()
    /// Documents in force, of those not withdrawn.
    var inForce = Share()
    /// Documents of which a version or another class waits for its decision.
    var awaiting = 0
    /// Functions, bodies and heads of unit that somebody holds (policy §6).
    var held = Share()
    /// The year of the day shown: what was done stands in the month it was done, the rest where it falls due.
    var months: [Duties.Tally] = []
}

/// How near a due day is.
enum DutyGroup: Int, CaseIterable, Comparable, Sendable {
    case overdue, week, month, later

    init(_ duty: Duty, on day: Day) {
        if duty.due < day {
            self = .overdue
        } else if duty.due <= day + (7 - day.weekday) {
            self = .week
        } else {
            self = duty.due <= day + 30 ? .month : .later
        }
    }

    var label: Phrase {
        switch self {
        case .overdue: Phrase(da: "Over frist", en: "Overdue")
        case .week: Phrase(da: "Denne uge", en: "This week")
        case .month: Phrase(da: "Næste 30 dage", en: "Next 30 days")
        case .later: Phrase(da: "Senere", en: "Later")
        }
    }

    /// The id of its rows on a page.
    var id: String {
        switch self {
        case .overdue: "over-frist"
        case .week: "denne-uge"
        case .month: "naeste-30-dage"
        case .later: "senere"
        }
    }

    static func < (left: DutyGroup, right: DutyGroup) -> Bool { left.rawValue < right.rawValue }
}

extension Sight {
    /// How things stand, from what is kept if nothing was added since.
    func standing() -> Standing {
        let key = StandingCache.Key(
            house: ObjectIdentifier(house), person: person, view: view, day: day, today: today, known: known, head: head
        )
        if let kept = StandingCache.shared.value(key) { return kept }
        let standing = made()
        StandingCache.shared.keep(standing, key, house)
        return standing
    }

    private func made() -> Standing {
        var standing = Standing()
        let (mine, year) = (Set(mine()), day.year)
        var gaps = 0
        everyDuty { duty in
            let state = duty.standing(on: day)
            if duty.due.year == year, duty.due < day {
                standing.onTime.total += 1
                if let done = duty.done, done <= duty.due { standing.onTime.part += 1 }
            }
            guard state != .done else { return }
            let group = DutyGroup(duty, on: day)
            standing.everybody.add(group)
            if mine.contains(duty.responsible) { standing.mine.add(group) }
            let isOpen = state == .open || state == .overdue
            switch duty.rule {
            case .verification where duty.since <= day:
                standing.verified.total += 1
                if state != .overdue { standing.verified.part += 1 }
            case .decision, .classification: standing.awaiting += isOpen ? 1 : 0
            case .head, .function, .seats: gaps += isOpen ? 1 : 0
            case .verification, .review, .parent, .owner, .answer, .disposition, .entry, .action, .leaver, .handOver,
                .acknowledgement:
                break
            case .dispensation, .proposal, .securityContact, .statement, .expiry, .basis, .dispensations, .coverage,
                .unlisted, .delegation,
                .implementation, .rights, .minutes, .reply, .assessment, .proof, .wanting, .cause, .effect,
                .applicability, .control, .audit, .report, .measurement, .campaign, .request, .training,
                .competence, .talk,
                .measureDue, .measureTest,
                .initiativeBegun, .initiativeEffect, .initiatives, .suspicion,
                .mending, .need,
                .riskComplete, .riskAssessed, .riskVerified, .riskTrigger, .riskDecision, .riskUnacceptable, .riskTold,
                .processingComplete, .processingOwner, .processingReview,
                .requestIdentity, .requestAnswer,
                .access, .availability, .lawMeasure, .riskAssessment:
                break
            }
        }
        // What is asked of the person alone is in no index of everybody's.
        for duty in personalDuties(planned: true) { standing.mine.add(DutyGroup(duty, on: day)) }
        standing.months = self.year(year)
        // Two functions and two bodies, and a head for every unit.
        standing.held.total = 4 + openUnitCount()
        standing.held.part = max(0, standing.held.total - gaps)
        everyDocument { document in
            standing.inForce.total += 1
            if document.versionInForce(on: day) != nil { standing.inForce.part += 1 }
        }
        return standing
    }
}

/// Keeps how things stood for the persons who looked last. It holds no text, so nothing in it can be erased late.
private final class StandingCache: Sendable {
    struct Key: Hashable, Sendable {
        let house: ObjectIdentifier
        let person: ID<Person>
        let view: View
        let day: Day
        let today: Day
        let known: Int
        let head: Int
    }

    static let shared = StandingCache()
    static let most = 128

    /// The house is held, so that its identity is not given to another while it is a key.
    private let kept = Mutex<[Key: (house: House, standing: Standing)]>([:])

    func value(_ key: Key) -> Standing? { kept.withLock { $0[key]?.standing } }

    func keep(_ standing: Standing, _ key: Key, _ house: House) {
        kept.withLock { kept in
            if kept.count >= Self.most { kept.removeAll(keepingCapacity: true) }
            kept[key] = (house, standing)
        }
    }
}
