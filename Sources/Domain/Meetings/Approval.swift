// SPDX-License-Identifier: MPL-2.0

/// The chair approves the minutes: afterwards nothing in them is changed. See `approvers` for who it is.
public struct ApproveMinutes: MeetingDeed {
    public let meeting: ID<Meeting>

    public static let fields = [Field.meeting]

    public init(_ arguments: Arguments) throws(Refusal) {
        meeting = try arguments.id("meeting")
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        let (known, _) = try desk.register.openMeeting(meeting)
        guard known.isSubmitted(on: desk.today) else {
            throw .outOfTurn(
                da: "Referatet er ikke sendt til godkendelse.", en: "The minutes have not been submitted.")
        }
        guard !desk.register.isOutdated(known, on: desk.today) else {
            throw .outOfTurn(
                da: "En beslutning er ændret, siden referatet blev sendt. Send det til godkendelse igen.",
                en: "A decision has changed since the minutes were submitted. Submit them for approval again.")
        }
        try desk.register.mustBeWhole(known, on: desk.today)
        guard let by = desk.by, desk.register.approvers(of: known, on: desk.today).contains(by) else {
            throw .outOfTurn(
                da:
                    "Referatet godkendes af organets formand eller den, der ledede mødet, og ikke af den, der har sendt det.",
                en:
                    "The minutes are approved by the chair of the body or by who led the meeting, and not by who submitted them."
            )
        }
        try desk.record(.meeting(meeting, .approved(by: by)))
    }
}

extension Register {
    /// Those who chaired the body on the day of a meeting and are not recused from anything on its agenda.
    func chairs(at meeting: Meeting, on day: Day) -> [ID<Person>] {
        guard let body = meeting.calling?.body else { return [] }
        let recused = recused(at: meeting, on: day)
        return (bodies[body]?.seats ?? []).filter { $0.chair && $0.holds(on: day) }.map(\.person)
            .filter { !recused.contains($0) }
    }

    /// Those who are recused from something on the agenda.
    private func recused(at meeting: Meeting, on day: Day) -> Set<ID<Person>> {
        meeting.items.filter { $0.settled.latest == nil }.reduce(into: Set<ID<Person>>()) { found, item in
            found.formUnion(decision(of: item, at: meeting)?.made?.recused ?? [])
            found.formUnion(recused(from: item, on: day))
        }
    }

    /// Those who cannot deal with an item: who asked for the dispensation that it is about.
    func recused(from item: Meeting.Item, on day: Day) -> Set<ID<Person>> {
        guard let about = item.placing.about, about.kind == .dispensation,
            let asked = dispensations[about.id.seen(as: Dispensation.self)]
        else { return [] }
        return Set(recused(from: asked, on: day))
    }

    /// Who approves the minutes (policy §6): the chair of the body on the day, if the chair was there and is not recused;
    /// else who led the meeting; else those who took part; else the members of today. Each as far as they still sit in it.
    ///
    /// At least two persons take part in minutes. Nobody approves what he or she submitted, and whoever approves in the
    /// chair's stead has not recorded the attendance either: such a person is passed over.
    public func approvers(of meeting: Meeting, on day: Day) -> [ID<Person>] {
        guard let body = meeting.calling?.body, let days = meeting.days(on: day) else {
            return []
        }
        let attendance = meeting.attendance.value(on: day)
        let submitted = [meeting.submissions.value(on: day) ?? nil].compactMap { $0 }
        let hands = submitted + [meeting.recorders.value(on: day) ?? nil].compactMap { $0 }
        let chairs = chairs(at: meeting, on: days.day).filter { attendance?.present.contains($0) ?? true }
        let unfit = hands + recused(at: meeting, on: days.day)
        let groups = [
            (chairs, submitted), (attendance.map { [$0.chair] } ?? [], unfit), (meeting.participants(on: day), unfit),
            (members(of: body, on: day), hands),
        ]
        for (persons, passedOver) in groups {
            let sitting = persons.filter { sits($0, in: body, on: day) && !passedOver.contains($0) }
            if !sitting.isEmpty { return sitting }
        }
        return []
    }

    /// Whether something was decided, or a decision annulled, since the minutes were submitted.
    public func isOutdated(_ meeting: Meeting, on day: Day) -> Bool {
        guard let body = meeting.calling?.body,
            let submitted = meeting.submissions.entries.last(where: { $0.from <= day })?.position
        else { return false }
        return meeting.items.contains { item in
            guard let about = item.placing.about, item.settled.latest == nil else { return false }
            return decisions(at: about, by: body).contains { decision in
                decision.position > item.position
                    && (decision.position > submitted && decision.id == self.decision(of: item, at: meeting)?.id
                        || decision.annulled && (annulled[decision.position] ?? 0) > submitted)
            }
        }
    }

    /// Whether the minutes lie with somebody who can approve them as they are.
    public func isUnderApproval(_ meeting: Meeting, on day: Day) -> Bool {
        meeting.isSubmitted(on: day) && !isOutdated(meeting, on: day) && !approvers(of: meeting, on: day).isEmpty
    }

    /// What came after the approval of minutes and is not in them: the annulment of a decision that they tell of, and what
    /// was decided on the matter instead, or on one that was postponed.
    public func afterwards(_ item: Meeting.Item, at meeting: Meeting) -> (annulment: Int?, decision: Decision?) {
        guard let approval = meeting.approvals.latest?.position, let about = item.placing.about,
            let body = meeting.calling?.body
        else { return (nil, nil) }
        let then = decision(of: item, at: meeting)
        let annulment = then.flatMap { $0.annulled ? annulled[$0.position] : nil }
        guard annulment != nil || item.settled.latest != nil else { return (nil, nil) }
        let next = decisions(at: about, by: body).first { !$0.annulled && $0.position > approval }
        return (annulment, next)
    }
}
