// SPDX-License-Identifier: MPL-2.0

public import HashTreeCollections

/// An e-learning module that is asked of those it concerns (policy §9): a subject of its own beside the governing document
/// that holds its text, so that twelve thousand completions do not disturb the document's revisions. Of whom it is asked on a
/// day, and by which day, is computed.
public struct Course: Hashable, Sendable {
    public enum Fact: Hashable, Sendable {
        case opened(Opening)
        /// From a day it is asked in another way.
        case planned(CoursePlan, reason: ValueID)
        /// The module has become another one, from a day: whoever completed it before does so again by `due`.
        case renewed(due: Day, reason: ValueID)
        /// A person completed it, on the effective day.
        case completed(Completion)
        /// A completion counts no more.
        case revoked(ID<Certificate>, reason: ValueID)
        /// The certificate shows the name and the unit of this day; its number stays.
        case reissued(ID<Certificate>)
        /// It is asked no more, from a day.
        case closed(reason: ValueID)
    }

    public struct Opening: Hashable, Sendable {
        public let number: Int
        /// The governing document whose version in force is the module.
        public let document: ID<Document>
        public let scope: ModuleScope
        public let plan: CoursePlan
        /// By when those are done who are there when it opens; nil: as many days as newcomers have.
        public let firstDue: Day?

        public init(number: Int, document: ID<Document>, scope: ModuleScope, plan: CoursePlan, firstDue: Day?) {
            self.number = number
            self.document = document
            self.scope = scope
            self.plan = plan
            self.firstDue = firstDue
        }
    }

    public struct Completion: Hashable, Sendable {
        public let person: ID<Person>
        /// The version that was completed; nil where another system kept it.
        public let version: ID<Document.Version>?
        public let certificate: ID<Certificate>
        /// The number on the certificate, of the year of the completion.
        public let number: Int
        /// How many questions were answered rightly, of how many; nil where another system did not say.
        public let right: Int?
        public let of: Int?
        /// What shows a completion that another system kept; nil: it was completed in Værn.
        public let evidence: ID<Evidence>?
        /// What the package reported that the course is; nil: answers were weighed here, or another system kept it.
        public let report: PackageReport?

        public init(
            person: ID<Person>, version: ID<Document.Version>?, certificate: ID<Certificate>, number: Int, right: Int?,
            of: Int?, evidence: ID<Evidence>?, report: PackageReport? = nil
        ) {
            self.person = person
            self.version = version
            self.certificate = certificate
            self.number = number
            self.right = right
            self.of = of
            self.evidence = evidence
            self.report = report
        }
    }

    /// What documents a completion (policy §9).
    @dynamicMemberLookup
    public struct Certificate: Hashable, Sendable {
        let completion: Completion
        public let day: Day
        public let position: Int
        /// Why it counts no more, from which day, by which fact.
        public fileprivate(set) var revoked = Timeline<ValueID>()
        /// The days whose name and unit it shows.
        public fileprivate(set) var reissued = Timeline<Bool>()

        public subscript<Value>(dynamicMember path: KeyPath<Completion, Value>) -> Value { completion[keyPath: path] }

        public var isRevoked: Bool { !revoked.entries.isEmpty }
        /// The day whose name and unit it shows.
        public func shows(on day: Day) -> Day { reissued.entries.last { $0.from <= day }?.from ?? self.day }
        /// »KB-2026-00042«: the number by which people name it.
        public var label: String {
            let digits = String(completion.number)
            return "KB-\(day.year)-" + String(repeating: "0", count: max(0, 5 - digits.count)) + digits
        }
    }

    public let id: ID<Course>
    public private(set) var opening: Opening?
    /// From which day it is asked, and the fact that said so.
    public private(set) var opened: Notice.Acknowledgement?
    public private(set) var plans = Timeline<CoursePlan>()
    public private(set) var renewals: [Renewal] = []
    public private(set) var closing = Timeline<ValueID>()
    /// Of each person, in the order of the days.
    public private(set) var certificates: TreeDictionary<ID<Person>, [Certificate]> = [:]
    private var holders: TreeDictionary<ID<Certificate>, ID<Person>> = [:]
    /// What shows that people completed it: lists of other systems above all. What was such a list stays one, also when the
    /// completions are annulled.
    public private(set) var lists: Set<ID<Evidence>> = []
    public private(set) var revision = 0

    public struct Renewal: Hashable, Sendable {
        public let position: Int
        public let from: Day
        public let due: Day
        public let reason: ValueID
    }

    init(id: ID<Course>) { self.id = id }

    /// »EL-3«: the number by which people name it.
    public var label: String { "EL-\(opening?.number ?? 0)" }
    public var closedOn: Day? { closing.entries.first?.from }

    /// Whether it is asked on a day.
    public func holds(on day: Day) -> Bool {
        guard let opened else { return false }
        return day.isIn(opened.day, before: closedOn)
    }

    public func plan(on day: Day) -> CoursePlan? { plans.value(on: day) ?? plans.first }

    public func certificate(_ id: ID<Certificate>) -> Certificate? {
        holders[id].flatMap { certificates[$0] }?.first { $0.certificate == id }
    }

    mutating func evolve(_ fact: Fact, _ stamp: Stamp) {
        revision += 1
        let (day, position) = (stamp.effective, stamp.position)
        switch fact {
        case .opened(let opening):
            self.opening = opening
            opened = .init(position: position, day: day)
            plans.set(opening.plan, from: day, at: position)
        case .planned(let plan, _): plans.set(plan, from: day, at: position)
        case .renewed(let due, let reason):
            renewals.append(Renewal(position: position, from: day, due: due, reason: reason))
        case .completed(let completion):
            var all = certificates[completion.person] ?? []
            all.append(Certificate(completion: completion, day: day, position: position))
            all.sort { ($0.day, $0.position) < ($1.day, $1.position) }
            certificates[completion.person] = all
            holders[completion.certificate] = completion.person
            if let list = completion.evidence { lists.insert(list) }
        case .revoked(let id, let reason): change(id) { $0.revoked.set(reason, from: day, at: position) }
        case .reissued(let id): change(id) { $0.reissued.set(true, from: day, at: position) }
        case .closed(let reason): closing.set(reason, from: day, at: position)
        }
    }

    private mutating func change(_ id: ID<Certificate>, _ change: (inout Certificate) -> Void) {
        guard let person = holders[id], let index = certificates[person]?.firstIndex(where: { $0.certificate == id })
        else { return }
        change(&certificates[person]![index])
    }

    /// Returns the person whose completion or certificate it was about; nil: it was about the course.
    mutating func annul(_ position: Int) -> ID<Person>? {
        revision += 1
        if opened?.position == position { opened = nil }
        plans.annul(position)
        closing.annul(position)
        renewals.removeAll { $0.position == position }
        for (person, all) in certificates {
            if let index = all.firstIndex(where: { $0.position == position }) {
                holders[all[index].certificate] = nil
                certificates[person]?.remove(at: index)
                if certificates[person]?.isEmpty == true { certificates[person] = nil }
                return person
            }
            for index in all.indices {
                var certificate = all[index]
                if certificate.revoked.annul(position) || certificate.reissued.annul(position) {
                    certificates[person]?[index] = certificate
                    return person
                }
            }
        }
        return nil
    }
}

extension Register {
    /// What a course asks; nil if it does not stand.
    func basis(of course: Course) -> CourseBasis? {
        guard let opening = course.opening, let opened = course.opened else { return nil }
        if let closes = course.closedOn, closes <= opened.day { return nil }
        let entries = course.plans.entries
        let segments = entries.enumerated().map { index, entry in
            CourseBasis.Segment(
                from: entry.from, until: index + 1 < entries.count ? entries[index + 1].from : nil, plan: entry.value)
        }
        return CourseBasis(
            opens: opened.day, closes: course.closedOn, firstDue: opening.firstDue, segments: segments,
            renewals: course.renewals.map { .init(from: $0.from, due: $0.due) })
    }

    func standingCourse(_ id: ID<Course>, on day: Day) throws(Refusal) -> (Course, Course.Opening) {
        guard let course = courses[id], let opening = course.opening, course.opened != nil else {
            throw .invalid("course", da: "Vælg et kursus.", en: "Choose a course.")
        }
        guard course.closedOn.map({ day < $0 }) ?? true else {
            throw .outOfTurn(da: "Kurset er lukket.", en: "The course is closed.")
        }
        return (course, opening)
    }

    /// Whether completions of a course were recorded from a piece of evidence: then it names who completed what.
    public func isCompletionList(_ evidence: ID<Evidence>) -> Bool {
        courses.values.contains { $0.lists.contains(evidence) }
    }

    /// The last day on which a certificate holds; nil: it holds for ever.
    public func validity(of certificate: Course.Certificate, _ course: Course) -> Day? {
        validity(in: course)(certificate.day)
    }

    /// The same by the day of the completion, for many certificates: what the course asks is worked out once.
    public func validity(in course: Course) -> (_ completed: Day) -> Day? {
        guard let basis = basis(of: course) else { return { _ in nil } }
        let reckoning = CourseReckoning(basis, absences: [], completions: [])
        return { reckoning.validity(of: $0) }
    }

    /// The days on which a person completed a course, without what was revoked.
    func completions(of course: Course, by person: ID<Person>) -> [Day] {
        (course.certificates[person] ?? []).filter { !$0.isRevoked }.map(\.day)
    }
}
