// SPDX-License-Identifier: MPL-2.0

public import Domain

extension Sentence {
    /// What happened with a meeting of direktion or bestyrelse.
    func of(_ fact: Meeting.Fact, _ subject: Subject) -> String {
        let what = label(subject)
        func number(_ item: ID<Meeting.Item>) -> String {
            sight.register.meeting(of: item).map { "\($0.item.placing.order)" } ?? "?"
        }
        switch fact {
        case .called(let calling):
            let days = when(calling.days)
            switch calling.method {
            case .meeting:
                return say(
                    "\(calling.body.label.da) er indkaldt til møde \(days) (\(calling.label))",
                    "\(calling.body.label.en) is called to a meeting \(days) (\(calling.label))")
            case .written:
                return say(
                    "\(calling.body.label.da) behandler sager skriftligt \(days) (\(calling.label))",
                    "\(calling.body.label.en) deals with matters in writing \(days) (\(calling.label))")
            }
        case .moved(let days, let reason):
            return say(
                "\(what) er flyttet til \(when(days)): \(text(reason))",
                "\(what) is moved to \(when(days)): \(text(reason))")
        case .cancelled(let reason):
            return say("\(what) er aflyst: \(text(reason))", "\(what) is cancelled: \(text(reason))")
        case .placed(let item, _):
            let title = sight.title(of: item, language) ?? say("et punkt", "an item")
            return say(
                "Punkt \(number(item)) er sat på dagsordenen for \(what): \(title)",
                "Item \(number(item)) is put on the agenda of \(what): \(title)")
        case .dropped(let item, let reason):
            return say(
                "Punkt \(number(item)) er taget af \(what): \(text(reason))",
                "Item \(number(item)) is taken off \(what): \(text(reason))")
        case .postponed(let item, let reason):
            return say(
                "Punkt \(number(item)) i \(what) er udsat: \(text(reason))",
                "Item \(number(item)) of \(what) is postponed: \(text(reason))")
        case .answered(let item, let by, let stance, _):
            return say(
                "\(name(by)) har svaret på punkt \(number(item)) i \(what): \(stance.label.da.lowercased())",
                "\(name(by)) has replied to item \(number(item)) of \(what): \(stance.label.en.lowercased())")
        case .held(let attendance):
            let (here, all) = (attendance.present.count, attendance.present.count + attendance.absent.count)
            return say(
                "\(what) er holdt med \(here) af \(all) medlemmer", "\(what) is held with \(here) of \(all) members")
        case .minuted(let item, _):
            return say(
                "Referatet af punkt \(number(item)) i \(what) er skrevet",
                "The minutes of item \(number(item)) of \(what) are written")
        case .submitted:
            return say(
                "Referatet af \(what) er sendt til godkendelse", "The minutes of \(what) are submitted for approval")
        case .journal(let fact): return of(fact, subject)
        case .approved: return say("Referatet af \(what) er godkendt", "The minutes of \(what) are approved")
        }
    }

    private func when(_ days: Meeting.Days) -> String {
        guard let deadline = days.deadline else { return language.day(days.day) }
        return say(
            "fra \(language.day(days.day)) til \(language.day(deadline))",
            "from \(language.day(days.day)) to \(language.day(deadline))")
    }
}

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

    /// All meetings, in the order of their days.
    public var meetings: [Meeting] { register.meetings().filter { $0.calledOn <= day } }

    /// The next meeting of a body, or the one under way.
    public func nextMeeting(of body: Body.Kind) -> Meeting? {
        meetings.first {
            $0.calling?.body == body && ($0.standing(on: day) == .called || $0.standing(on: day) == .underWay)
        }
    }

    /// Whether an item is visible: what it is about must be, and a closed one is for those who may see what is closed.
    public func sees(_ item: Meeting.Item, at meeting: Meeting) -> Bool {
        if item.placing.isClosed, !(meeting.calling.map { seesClosed($0.body) } ?? false) { return false }
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

    public func hasQuorum(_ meeting: Meeting) -> Bool { register.hasQuorum(meeting, on: day) }
    public func approvers(of meeting: Meeting) -> [ID<Person>] { register.approvers(of: meeting, on: day) }

    /// What can be put on the agenda of a body's meeting: what was postponed first, then what waits, as the person may see it.
    public func agendaChoices(for body: Body.Kind) -> [(choice: Meeting.Choice, isAgain: Bool)] {
        let again = register.postponed(for: body, on: day)
        let waiting = register.matters(for: body, on: day).map(\.subject).filter { sees($0) }
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
        case .placed(let item, _), .dropped(let item, _), .postponed(let item, _), .answered(let item, _, _, _),
            .minuted(let item, _):
            item
        case .called, .moved, .cancelled, .held, .submitted, .approved, .journal: nil
        }
    }
}

extension Sight {
    /// Whether what is said of an item may be shown to anybody: it is not closed, and what it is about is not confidential.
    public func isOpenToAll(_ item: Meeting.Item) -> Bool {
        guard !item.placing.isClosed else { return false }
        return item.placing.about.map { isOpenToAll($0) } ?? true
    }
}
