// SPDX-License-Identifier: MPL-2.0

public import Domain

extension Sight {
    /// Whether the person may see the meeting's closed items.
    public func seesClosed(_ body: Body.Kind) -> Bool {
        isOperator || Access.seesClosed(body, person, in: newest, on: today)
    }

    /// A meeting by the day shown.
    public func meeting(_ id: ID<Meeting>) throws(Refusal) -> Meeting {
        guard let known = register.meetings[id], known.calling != nil, known.calledOn <= day else {
            throw Refusal.unknown
        }
        return known
    }

    /// The meeting or written procedure on whose agenda a matter of the body stands open, as things are now.
    public func agenda(with about: Subject, for body: Body.Kind) -> Meeting? {
        guard !isPast, let known = register.meeting(with: about, for: body), known.calledOn <= day else { return nil }
        return known
    }

    /// All meetings, in the order of their days.
    public var meetings: [Meeting] { register.meetings().filter { $0.calledOn <= day } }

    /// The next meeting of a body, or what is under way: a meeting today, or a written procedure until its deadline.
    public func nextMeeting(of body: Body.Kind) -> Meeting? {
        meetings.first { known in
            guard known.calling?.body == body, let days = known.days(on: day), days.last >= day else { return false }
            return known.standing(on: day) == .called || known.standing(on: day) == .underWay
        }
    }

    /// Whether an item is closed to the public; what is closed by now is so on a past day too.
    public func isClosed(_ item: Meeting.Item) -> Bool {
        item.isClosed || isPast && newest.meeting(of: item.id)?.item.isClosed == true
    }

    /// Whether an item is visible: what it is about must be, and a closed one is for those who may see what is closed.
    public func sees(_ item: Meeting.Item, at meeting: Meeting) -> Bool {
        if isClosed(item), !(meeting.calling.map { seesClosed($0.body) } ?? false) { return false }
        return item.placing.about.map { sees($0) } ?? true
    }

    /// What an item is called; nil: it is erased, or not visible.
    public func title(of item: ID<Meeting.Item>, _ language: Language) -> String? {
        var next: ID<Meeting.Item>? = item
        var steps = 0
        while let id = next, steps < 100, let (meeting, item) = register.meeting(of: id) {
            guard sees(item, at: meeting) else { return nil }
            if let about = item.placing.about { return label(about, on: nil, language) }
            if let title = item.placing.title { return text(title) }
            (next, steps) = (item.placing.follows, steps + 1)
        }
        return nil
    }

    /// The decision made at the meeting on what an item is about, by the day shown.
    public func decision(of item: Meeting.Item, at meeting: Meeting) -> Decision? {
        guard let found = register.decision(of: item, at: meeting), found.day <= day, sees(.decision(found.id)) else {
            return nil
        }
        return found
    }

    /// What the body decided on an item's matter since it was placed, but not at the meeting, by the day shown.
    public func decidedApart(_ item: Meeting.Item, at meeting: Meeting) -> Decision? {
        guard let about = item.placing.about, let body = meeting.calling?.body, sees(item, at: meeting),
            register.decision(of: item, at: meeting) == nil
        else { return nil }
        return register.decisions(at: about, by: body).last {
            !$0.annulled && $0.position > item.position && $0.day <= day && sees(.decision($0.id))
        }
    }

    /// What came after minutes were approved, by the day shown: that their decision was annulled, and what was decided.
    public func afterwards(_ item: Meeting.Item, at meeting: Meeting) -> (annulled: Entry?, decision: Decision?) {
        guard sees(item, at: meeting) else { return (nil, nil) }
        let (annulment, next) = register.afterwards(item, at: meeting)
        let annulled = annulment.flatMap { position in try? entry(position) }
        return (
            annulled.flatMap { $0.effective <= day ? $0 : nil },
            next.flatMap { $0.day <= day && sees(.decision($0.id)) ? $0 : nil }
        )
    }

    /// Whether a written procedure has what its item is decided on: the replies, and nobody who wants a meeting.
    public func isAnswered(_ item: Meeting.Item, at meeting: Meeting) -> Bool {
        register.isAnswered(item, at: meeting, on: day)
    }

    public func isOutdated(_ meeting: Meeting) -> Bool { register.isOutdated(meeting, on: day) }
    public func hasQuorum(_ meeting: Meeting) -> Bool { register.hasQuorum(meeting, on: day) }
    public func approvers(of meeting: Meeting) -> [ID<Person>] { register.approvers(of: meeting, on: day) }

    /// What can be put on the agenda of a body's meeting: what was postponed first, then what waits, as the person may see it.
    public func agendaChoices(for body: Body.Kind) -> [(choice: Meeting.Choice, isAgain: Bool)] {
        let again = register.postponed(for: body, on: day)
        let waiting = register.matters(for: body, on: day).map(\.subject).filter {
            sees($0) && register.meeting(with: $0, for: body) == nil
        }
        var found: [(choice: Meeting.Choice, isAgain: Bool)] = []
        for item in again {
            guard let known = register.meeting(of: item.id), sees(item, at: known.meeting) else { continue }
            if let about = item.placing.about {
                if waiting.contains(about), !found.contains(where: { $0.choice == .matter(about) }) {
                    found.append((.matter(about), true))
                }
            } else {
                found.append((.again(item.id), true))
            }
        }
        for subject in waiting where !found.contains(where: { $0.choice == .matter(subject) }) {
            found.append((.matter(subject), false))
        }
        return found
    }

    /// The item a fact is about; nil: the fact is about the meeting as a whole.
    static func item(of fact: Meeting.Fact) -> ID<Meeting.Item>? {
        switch fact {
        case .placed(let item, _), .dropped(let item, _), .postponed(let item, _), .closed(let item),
            .answered(let item, _, _, _), .minuted(let item, _):
            item
        case .called, .moved, .cancelled, .held, .submitted, .approved, .journal: nil
        }
    }
}

extension Sight {
    /// Whether what is said of an item may be shown to anybody: it is not closed, and the document that it is about, or that
    /// the dispensation or the proposal on it is about, is classified Offentlig, by the stricter of then and now (policy
    /// §7.2). A proposal has no class of its own: one about no document is open, as an item with a title of its own is.
    public func isOpenToAll(_ item: Meeting.Item) -> Bool {
        guard !isClosed(item) else { return false }
        guard let about = item.placing.about else { return true }
        return register.isOpenToAll(about, on: day) && newest.isOpenToAll(about, on: today)
    }
}

extension Register {
    fileprivate func isOpenToAll(_ about: Subject, on day: Day) -> Bool {
        guard let document = document(behind: about) else { return about.kind == .proposal }
        return document.classification(on: day) == .public
    }
}
