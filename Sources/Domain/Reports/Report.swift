// SPDX-License-Identifier: MPL-2.0

/// What the security team tells direktion or bestyrelse about a period (policy §§1, 4, 8): figures that Værn counts itself,
/// what they mean, and what is asked for. Frozen the day it is issued; what is recorded later changes nothing in it.
public struct Report: Hashable, Sendable {
    public enum Fact: Hashable, Sendable {
        case issued(Issue)
        /// Put before its body, as a matter that it decides.
        case presented(ID<Proposal>)
    }

    public enum Kind: String, Choosable {
        /// To the direktion, every quarter.
        case quarterly
        /// To the bestyrelse, every half year.
        case halfYearly = "half_yearly"
        /// The direktion's own review of the management system, every year (ISO/IEC 27001 9.3).
        case review

        public var label: Phrase {
            switch self {
            case .quarterly: Phrase(da: "Kvartalsrapport til direktionen", en: "Quarterly report to the direktion")
            case .halfYearly: Phrase(da: "Halvårsrapport til bestyrelsen", en: "Half-yearly report to the bestyrelse")
            case .review: Phrase(da: "Ledelsens evaluering", en: "Management review")
            }
        }

        public var body: Body.Kind {
            switch self {
            case .quarterly, .review: .direktion
            case .halfYearly: .bestyrelse
            }
        }

        /// How many months it tells about.
        public var months: Int {
            switch self {
            case .quarterly: 3
            case .halfYearly: 6
            case .review: 12
            }
        }

        /// The last whole period of the calendar that ends before `day`.
        public func period(before day: Day) -> (from: Day, until: Day) {
            let until = begin(of: day) - 1
            return (begin(of: until), until)
        }

        /// The last day of the period that `day` lies in: the calendar's quarter, half year or year.
        func periodEnd(of day: Day) -> Day { begin(of: day).adding(months: months) - 1 }

        private func begin(of day: Day) -> Day {
            Day(year: day.year, month: (day.month - 1) / months * months + 1, day: 1) ?? day
        }

        /// How many days after the period it is before its body.
        var grace: Int {
            switch self {
            case .quarterly: 30
            case .halfYearly: 60
            case .review: 90
            }
        }
    }

    /// What the direktion takes into account in its review, beside the figures (ISO/IEC 27001 9.3.2).
    public enum Input: String, Choosable {
        /// 9.3.2 a.
        case followUp = "follow_up"
        /// 9.3.2 b.
        case changes
        /// 9.3.2 c.
        case parties
        /// 9.3.2 e.
        case feedback
        /// 9.3.2 f.
        case risks
        /// 9.3.2 g.
        case improvement

        public var label: Phrase {
            switch self {
            case .followUp: Phrase(da: "Opfølgning på sidste evaluering", en: "Follow-up on the last review")
            case .changes:
                Phrase(da: "Ændringer i og uden for organisationen", en: "Changes within and around the organisation")
            case .parties: Phrase(da: "Ændringer i interessenternes krav", en: "Changes in what others demand")
            case .feedback: Phrase(da: "Tilbagemeldinger fra interessenter", en: "What others have told us")
            case .risks: Phrase(da: "Risikovurdering og håndteringsplan", en: "Risk assessment and treatment plan")
            case .improvement: Phrase(da: "Muligheder for forbedring", en: "Room for improvement")
            }
        }
    }

    /// What was written about each, by what it is about.
    public struct Inputs: Hashable, Sendable {
        /// In the order of `Input.allCases`.
        private var texts: [ValueID?]

        public init(_ known: [(Input, ValueID)] = []) {
            texts = Array(repeating: nil, count: Input.allCases.count)
            for (input, text) in known { self[input] = text }
        }

        public var count: Int { texts.count { $0 != nil } }

        public subscript(input: Input) -> ValueID? {
            get { Input.allCases.firstIndex(of: input).flatMap { texts[$0] } }
            set {
                if let index = Input.allCases.firstIndex(of: input) { texts[index] = newValue }
            }
        }
    }

    public struct Issue: Hashable, Sendable {
        public let number: Int
        public let year: Int
        public let kind: Kind
        public let from: Day
        public let until: Day
        /// What Værn counted that day, in the order of `Figure`.
        public let figures: Figures
        /// What the figures mean.
        public let assessment: ValueID
        /// What the body is asked for.
        public let asks: ValueID?
        public let inputs: Inputs
        /// The report as it was printed then; nil where nothing could be printed.
        public let file: ValueID?
        public let bytes: Int

        public init(
            number: Int, year: Int, kind: Kind, from: Day, until: Day, figures: Figures, assessment: ValueID,
            asks: ValueID?, inputs: Inputs, file: ValueID?, bytes: Int
        ) {
            self.number = number
            self.year = year
            self.kind = kind
            self.from = from
            self.until = until
            self.figures = figures
            self.assessment = assessment
            self.asks = asks
            self.inputs = inputs
            self.file = file
            self.bytes = bytes
        }

        /// »RAP-2026-04«: the number by which people name it.
        public var label: String { Report.label(year, number) }
    }

    public static func label(_ year: Int, _ number: Int) -> String { Reference.label("RAP", year, number) }

    public struct Presentation: Hashable, Sendable {
        public let proposal: ID<Proposal>
        public let day: Day
        public let position: Int
    }

    public let id: ID<Report>
    /// Nil where it is annulled.
    public private(set) var issue: Issue?
    public private(set) var position = 0
    public private(set) var day = Day.distantPast
    public private(set) var by: ID<Person>?
    public private(set) var presentations: [Presentation] = []
    public private(set) var revision = 0

    init(id: ID<Report>) { self.id = id }

    mutating func evolve(_ fact: Fact, _ stamp: Stamp) {
        revision += 1
        switch fact {
        case .issued(let issue): (self.issue, position, day, by) = (issue, stamp.position, stamp.effective, stamp.by)
        case .presented(let proposal):
            presentations.append(.init(proposal: proposal, day: stamp.effective, position: stamp.position))
        }
    }

    mutating func annul(_ position: Int) {
        revision += 1
        if self.position == position { issue = nil }
        presentations.removeAll { $0.position == position }
    }
}

extension Register {
    func existingReport(_ id: ID<Report>) throws(Refusal) -> (Report, Report.Issue) {
        guard let known = reports[id], let issue = known.issue else {
            throw .invalid("report", da: "Vælg en rapport.", en: "Choose a report.")
        }
        return (known, issue)
    }

    /// The matter in which a report lies before its body, by `day`: the newest that was not taken back.
    public func presentation(of report: Report, by day: Day = .distantFuture) -> Report.Presentation? {
        report.presentations.last { one in
            guard one.day <= day, let proposal = proposals[one.proposal], proposal.wording != nil else { return false }
            return proposal.withdrawnOn.map { day < $0 } ?? true
        }
    }

    /// The matters that put a report before its body and stand, also where that they did so was annulled.
    func matters(of report: ID<Report>) -> [ID<Proposal>] {
        (mattersOf[report] ?? []).filter { id in
            reportsIn[id] == report && proposals[id].map { $0.wording != nil && $0.withdrawnOn == nil } ?? false
        }
    }

    /// The report that a matter is about.
    public func report(in proposal: ID<Proposal>) -> Report? {
        reportsIn[proposal].flatMap { reports[$0] }.flatMap { known in
            known.issue != nil && known.presentations.contains { $0.proposal == proposal } ? known : nil
        }
    }

    /// The one of the same kind before it, by the end of their periods.
    public func report(before report: Report) -> Report? {
        report.issue.flatMap { self.report($0.kind, before: $0.until, issuedBefore: report.position) }
    }

    /// The newest of a kind whose period ends before `day`, of those issued before a position.
    public func report(_ kind: Report.Kind, before day: Day, issuedBefore position: Int = Int.max) -> Report? {
        reports.values.filter { other in
            guard let issue = other.issue, issue.kind == kind, other.position < position else { return false }
            return issue.until < day
        }.max { ($0.issue?.until ?? .distantPast, $0.position) < ($1.issue?.until ?? .distantPast, $1.position) }
    }

    /// Direktion and bestyrelse are told in their rhythm (policy §§4, 8), and the direktion reviews the management system
    /// every year (policy §1): from the first period that ends after the house was opened. One period at a time is due; a
    /// report that reaches further answers for those before it.
    func reportDuties() -> [Duty] {
        guard let openedOn else { return [] }
        var found: [Duty] = []
        for (index, kind) in Report.Kind.allCases.enumerated() {
            var told: [(from: Day, until: Day, on: Day)] = []
            for report in reports.values where report.issue?.kind == kind {
                guard let issue = report.issue, let on = firstPresented(report) else { continue }
                told.append((issue.from, issue.until, on))
            }
            told.sort { ($0.on, $0.until) < ($1.on, $1.until) }
            // The first whole period: of what went before there is nothing to tell.
            var end = kind.periodEnd(of: kind.periodEnd(of: openedOn) + 1)
            func add(_ done: Day?) {
                found.append(
                    Duty(
                        rule: .report, subject: .organisation(organisation.id), turn: Int(end.number) * 10 + index,
                        responsible: .role(.security), access: .everyone, opens: end + 1, due: end + kind.grace,
                        done: done, holdsUntil: nil))
            }
            // Only one that tells of all of the period answers for it.
            for one in told where one.until >= end && one.from <= (end + 1).adding(months: -kind.months) {
                add(one.on)
                end = kind.periodEnd(of: one.until + 1)
            }
            add(nil)
        }
        return found
    }

    /// The first day on which a matter that stands put it before its body.
    private func firstPresented(_ report: Report) -> Day? {
        var first: Day?
        for one in report.presentations {
            guard let proposal = proposals[one.proposal], proposal.wording != nil, proposal.withdrawnOn == nil else {
                continue
            }
            first = min(first ?? one.day, one.day)
        }
        return first
    }
}
