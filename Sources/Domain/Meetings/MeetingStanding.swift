// SPDX-License-Identifier: MPL-2.0

extension Meeting {
    /// How far a meeting has come.
    public enum Standing: String, Hashable, Sendable, CaseIterable {
        case called, underWay, minutesMissing, submitted, approved, cancelled

        public var label: Phrase {
            switch self {
            case .called: Phrase(da: "Indkaldt", en: "Called")
            case .underWay: Phrase(da: "I gang", en: "Under way")
            case .minutesMissing: Phrase(da: "Referat mangler", en: "Minutes missing")
            case .submitted: Phrase(da: "Referat til godkendelse", en: "Minutes to be approved")
            case .approved: Phrase(da: "Godkendt", en: "Approved")
            case .cancelled: Phrase(da: "Aflyst", en: "Cancelled")
            }
        }
    }

    /// The days it takes place on, by what was known on `day`.
    public func days(on day: Day) -> Days? { days.value(on: day) ?? calling?.days }

    public var isApproved: Bool { approvals.latest != nil }
    public var isCancelled: Bool { cancelled.latest != nil }

    /// The items on the agenda by `day`, in their order.
    public func agenda(on day: Day) -> [Item] {
        items.filter { $0.day <= day }.sorted { ($0.placing.order, $0.position) < ($1.placing.order, $1.position) }
    }

    /// Whether the minutes lie with the chair as they were submitted: what is changed or annulled afterwards takes them
    /// back, and they are submitted again.
    public func isSubmitted(on day: Day) -> Bool {
        guard let submitted = submissions.entries.last(where: { $0.from <= day })?.position else { return false }
        return changes(by: day).allSatisfy { $0 < submitted }
    }

    private func changes(by day: Day) -> [Int] {
        let own =
            days.entries.filter { $0.from <= day }.map(\.position)
            + attendance.entries.filter { $0.from <= day }.map(\.position)
            + struck.entries.filter { $0.from <= day }.map(\.position)
        return items.filter { $0.day <= day }.reduce(into: own) { found, item in
            found.append(item.position)
            found += item.settled.entries.filter { $0.from <= day }.map(\.position)
            found += item.text.entries.filter { $0.from <= day }.map(\.position)
            found += item.closings.entries.filter { $0.from <= day }.map(\.position)
            found += item.answers.filter { $0.day <= day }.map(\.position)
        }
    }

    public func standing(on day: Day) -> Standing {
        if approvals.value(on: day) != nil { return .approved }
        if cancelled.value(on: day) != nil { return .cancelled }
        if isSubmitted(on: day) { return .submitted }
        guard let days = days(on: day) else { return .called }
        if day < days.day { return .called }
        return day <= days.last && attendance.value(on: day) == nil ? .underWay : .minutesMissing
    }

    /// What each member has replied to an item by `day`: the newest of each.
    public static func answers(to item: Item, on day: Day) -> [Answer] {
        item.answers.filter { $0.day <= day }.reduce(into: []) { found, answer in
            found.removeAll { $0.by == answer.by }
            found.append(answer)
        }
    }

    /// Those who took part: who was present, or who replied.
    public func participants(on day: Day) -> [ID<Person>] {
        if let attendance = attendance.value(on: day) { return attendance.present }
        return items.flatMap { Meeting.answers(to: $0, on: day).map(\.by) }.reduce(into: []) { found, person in
            if !found.contains(person) { found.append(person) }
        }
    }
}

extension Register {
    /// A meeting that was called; what was annulled is none.
    public func meeting(of item: ID<Meeting.Item>) -> (meeting: Meeting, item: Meeting.Item)? {
        for meeting in meetings.values {
            if let found = meeting.items.first(where: { $0.id == item }) { return (meeting, found) }
        }
        return nil
    }

    /// The meeting whose number a text begins with; one that was cancelled has no minutes to cite.
    func meeting(citedIn text: String) -> Meeting? {
        meetings.values.first { meeting in
            guard let label = meeting.calling?.label, !meeting.isCancelled, text.hasPrefix(label) else { return false }
            return text.dropFirst(label.count).first?.isNumber != true
        }
    }

    /// The meetings of a body, in the order of their days.
    public func meetings(of body: Body.Kind? = nil) -> [Meeting] {
        meetings.values.filter { $0.calling != nil && (body == nil || $0.calling?.body == body) }.sorted {
            left, right in
            let (one, two) = (left.days.newest?.day ?? .distantPast, right.days.newest?.day ?? .distantPast)
            return (one, left.called ?? 0) < (two, right.called ?? 0)
        }
    }

    /// What waits for a body's decision, once each, the first due first.
    public func matters(for body: Body.Kind, on day: Day) -> [Duty] {
        awaitingDecision(on: day).filter { $0.responsible == .body(body) }.sorted { $0.key < $1.key }
            .reduce(into: []) { found, duty in
                if !found.contains(where: { $0.subject == duty.subject }) { found.append(duty) }
            }
    }

    /// The body's decision at this meeting on what an item is about: its day is one of the meeting's (in a written procedure
    /// it may be drawn up in the two weeks after), it was made after the item was placed, and it stands. What was postponed
    /// or taken off is not decided there. Of minutes that are approved it is the decision that stood when they were: what
    /// comes later changes nothing in them, see `afterwards`.
    public func decision(of item: Meeting.Item, at meeting: Meeting) -> Decision? {
        guard let calling = meeting.calling, let days = meeting.days.latest?.value, let about = item.placing.about,
            item.settled.latest == nil
        else { return nil }
        let last = days.lastToDecide
        let approval = meeting.approvals.latest?.position ?? .max
        return decisions(at: about, by: calling.body).last {
            $0.position < approval && (!$0.annulled || (annulled[$0.position] ?? 0) > approval)
                && days.day <= $0.day && $0.day <= last && $0.position > item.position
        }
    }

    /// What a body ever decided on a matter, oldest first, annulled or not.
    public func decisions(at about: Subject, by body: Body.Kind) -> [Decision] {
        let known: [Decision]
        switch about.kind {
        case .document:
            known = decisions(about: about.id.seen(as: Document.self)).filter { $0.matter?.dispensation == nil }
        case .dispensation:
            let id = about.id.seen(as: Dispensation.self)
            known = (decisionsOn[id] ?? []).compactMap { decisions[$0] }.filter { $0.matter?.dispensation == id }
        case .proposal:
            let id = about.id.seen(as: Proposal.self)
            known = (resolutionsOn[id] ?? []).compactMap { decisions[$0] }.filter { $0.matter?.proposal == id }
        case .organisation, .unit, .person, .body, .decision, .action, .token, .consultation, .notice, .reminder,
            .meeting, .requirement, .evidence, .nonconformity, .scope, .controlTest, .audit, .framework, .report,
            .objective, .measure, .asset, .course, .campaign,
            .risk,
            .initiative, .suspicion,
            .processing,
            .subjectRequest,
            .competence,
            .auditEngagement, .evidenceRequest:
            known = []
        }
        return known.filter { $0.made?.decider == .body(body) }.sorted { $0.position < $1.position }
    }

    /// The open item that a matter has on an agenda of the body: it has one at most.
    func agenda(with about: Subject, for body: Body.Kind) -> (meeting: Meeting, item: Meeting.Item)? {
        for meeting in meetings.values
        where meeting.calling?.body == body && !meeting.isCancelled && !meeting.isApproved {
            let open = meeting.items.first {
                $0.placing.about == about && $0.settled.latest == nil && decision(of: $0, at: meeting) == nil
            }
            if let open { return (meeting, open) }
        }
        return nil
    }

    /// The meeting on whose agenda a matter of the body stands open.
    public func meeting(with about: Subject, for body: Body.Kind) -> Meeting? {
        agenda(with: about, for: body)?.meeting
    }

    /// Whether more than half of the body's members were there on the day (of those who are not recused, a decision says).
    public func hasQuorum(_ meeting: Meeting, on day: Day) -> Bool {
        guard let body = meeting.calling?.body, let days = meeting.days(on: day) else { return false }
        let seated = members(of: body, on: days.day)
        return meeting.participants(on: day).filter(seated.contains).count * 2 > seated.count
    }

    /// Items that were postponed and have not been placed anew, the oldest first: the next meeting is offered them first.
    public func postponed(for body: Body.Kind, on day: Day) -> [Meeting.Item] {
        let known = meetings(of: body)
        let again = Set(known.filter { !$0.isCancelled }.flatMap { $0.items.compactMap(\.placing.follows) })
        return known.flatMap(\.items).filter {
            $0.settled.value(on: day)?.fate == .postponed && !again.contains($0.id)
        }
    }

    /// Minutes are approved within two weeks of the meeting (policy §§4, 6): what the body decided is recorded. In a
    /// written procedure each member replies by the last day, while the seat lasts.
    func duties(of meeting: Meeting) -> [Duty] {
        guard let calling = meeting.calling, let days = meeting.days.latest?.value else { return [] }
        let over = earlier(meeting.approvals.latest?.from, meeting.cancelled.latest?.from)
        let minutes = Duty(
            rule: .minutes, subject: .meeting(meeting.id), turn: 0, responsible: .role(.secretary),
            access: .everyone, opens: days.last, due: days.last + 14, done: over, holdsUntil: nil)
        guard calling.method == .written, !meeting.items.isEmpty else { return [minutes] }
        let seats = (bodies[calling.body]?.seats ?? []).filter { seat in
            seat.from <= days.last && seat.last.map { $0 >= days.day } ?? true
        }
        return [minutes]
            + seats.map { seat in
                let left = seat.last.flatMap { $0 < days.last ? $0 + 1 : nil }
                return Duty(
                    rule: .reply, subject: .meeting(meeting.id), turn: seat.position,
                    responsible: .person(seat.person), access: .everyone, opens: max(days.day, seat.from),
                    due: max(days.day, days.last),
                    done: [meeting.replied(seat.person), over, left].compactMap { $0 }.min(),
                    holdsUntil: nil)
            }
    }
}
