// SPDX-License-Identifier: MPL-2.0

extension Meeting {
    /// What can be put on an agenda: a matter, or an item that was postponed. Written `document:0190…`,
    /// `dispensation:0190…`, `proposal:0190…` or `item:0190…`.
    public enum Choice: Hashable, Sendable {
        case matter(Subject)
        case again(ID<Item>)

        public init?(_ text: String) {
            let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
            guard parts.count == 2, let id = ID<Subject>(parts[1]) else { return nil }
            switch parts[0] {
            case "document": self = .matter(Subject(.document, id))
            case "dispensation": self = .matter(Subject(.dispensation, id))
            case "proposal": self = .matter(Subject(.proposal, id))
            case "item": self = .again(id.seen(as: Item.self))
            case _: return nil
            }
        }

        public var text: String {
            switch self {
            case .matter(let subject): "\(subject.kind.rawValue):\(subject.id)"
            case .again(let item): "item:\(item)"
            }
        }

        static func read(_ arguments: Arguments) throws(Refusal) -> [Choice] {
            var found: [Choice] = []
            for text in arguments.texts["matters"] ?? [] where !text.isEmpty {
                guard let choice = Choice(text) else {
                    throw .invalid("matters", da: "Vælg på listen.", en: "Choose from the list.")
                }
                if !found.contains(choice) { found.append(choice) }
            }
            return found
        }
    }

    /// An agenda is read by people.
    static let mostItems = 60
}

extension Deciding {
    /// Puts a matter on the agenda of a meeting: it waits for this body, and stands open on one agenda only. What was
    /// closed to the public and is not decided stays closed.
    mutating func place(
        _ choice: Meeting.Choice, closed: Bool = false, why: String? = nil, at meeting: ID<Meeting>
    ) throws(Refusal) {
        let (known, calling) = try register.openMeeting(meeting)
        var about: Subject?
        var follows: ID<Meeting.Item>?
        var isClosed = closed
        let postponed = register.postponed(for: calling.body, on: today)
        switch choice {
        case .again(let item):
            guard let before = postponed.first(where: { $0.id == item }) else {
                throw .invalid(
                    "matters", da: "Et af punkterne er ikke længere udsat. Vælg igen på listen.",
                    en: "One of the items is no longer postponed. Choose again from the list.")
            }
            (about, follows, isClosed) = (before.placing.about, item, closed || before.isClosed)
        case .matter(let subject):
            about = subject
            follows = postponed.first { $0.placing.about == subject }?.id
            isClosed = closed || register.isClosed(subject, for: calling.body)
        }
        if let about {
            guard register.matters(for: calling.body, on: today).contains(where: { $0.subject == about }) else {
                throw .invalid(
                    "matters", da: "En af sagerne venter ikke på organets afgørelse. Vælg igen på listen.",
                    en: "One of the matters does not wait for the body's decision. Choose again from the list.")
            }
            guard !known.items.contains(where: { $0.placing.about == about && $0.settled.latest == nil }) else {
                throw .invalid(
                    "matters", da: "Sagen står allerede på dagsordenen.", en: "The matter is on the agenda already.")
            }
            if let other = register.meeting(with: about, for: calling.body)?.calling?.label {
                throw .invalid(
                    "matters",
                    da: "En af sagerne står på dagsordenen for \(other). Udsæt den dér først, eller tag den af.",
                    en: "One of the matters is on the agenda of \(other). Postpone it there first, or take it off.")
            }
        }
        try add(.init(about: about, follows: follows, isClosed: isClosed), title: nil, why: why, at: known)
    }

    struct Placed {
        let about: Subject?
        let follows: ID<Meeting.Item>?
        let isClosed: Bool
    }

    mutating func add(_ placed: Placed, title: String?, why: String?, at known: Meeting) throws(Refusal) {
        guard known.items.count < Meeting.mostItems else {
            throw .outOfTurn(
                da: "En dagsorden har højst \(Meeting.mostItems) punkter.",
                en: "An agenda has at most \(Meeting.mostItems) items.")
        }
        let item: ID<Meeting.Item> = new()
        let order = (known.items.map(\.placing.order).max() ?? 0) + 1
        let (title, why): (ValueID?, ValueID?) = (keep(title), keep(why))
        try record(
            .meeting(
                known.id,
                .placed(
                    item,
                    .init(
                        order: order, about: placed.about, title: title, follows: placed.follows,
                        isClosed: placed.isClosed, why: why))))
    }
}

/// Puts more on the agenda: matters that wait for the body, or something with a title. On the last day of the meeting at
/// the latest: what is past does not get another agenda.
public struct PlaceItem: MeetingDeed {
    public let meeting: ID<Meeting>
    let matters: [Meeting.Choice], title: String?, closed: Bool, why: String?

    public static let fields = [
        Field.meeting, Field.matters,
        Field(
            "title", .line(most: 200), da: "Eller et andet punkt", en: "Or another item",
            hint: Phrase(
                da: "Noget, der ikke er en sag, fx Orientering om hændelser.",
                en: "Something that is no matter, such as Report on incidents."), optional: true),
        Field(
            "closed", .tick, da: "Lukket for offentligheden", en: "Closed to the public",
            hint: Phrase(
                da: "Punktet står ikke i det offentlige referat.", en: "The item is not in the public minutes."),
            optional: true),
        Field("why", .text(most: 2000), da: "Hvorfor er det på?", en: "Why is it on?", optional: true),
    ]

    public init(_ arguments: Arguments) throws(Refusal) {
        meeting = try arguments.id("meeting")
        matters = try Meeting.Choice.read(arguments)
        title = try arguments.optionalLine("title", most: 200)
        closed = try arguments.flag("closed")
        why = try arguments.optionalText("why", most: 2000)
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        let (meant, _) = try desk.register.openMeeting(meeting)
        guard meant.days.latest.map({ desk.today <= $0.value.last }) ?? true else {
            throw .outOfTurn(
                da: "Mødet er slut, så dagsordenen ligger fast. Sæt punktet på det næste møde.",
                en: "The meeting is over, so its agenda stands. Put the item on the next meeting.")
        }
        guard title != nil || !matters.isEmpty else {
            throw .invalid(
                "matters", da: "Vælg mindst én sag, eller skriv, hvad punktet handler om.",
                en: "Choose at least one matter, or write what the item is about.")
        }
        for matter in matters { try desk.place(matter, closed: closed, why: why, at: meeting) }
        if let title {
            let (known, _) = try desk.register.openMeeting(meeting)
            try desk.add(.init(about: nil, follows: nil, isClosed: closed), title: title, why: why, at: known)
        }
    }
}

/// Says that an item is not taken up: it comes at another meeting, or not at all.
public struct SettleItem: MeetingDeed {
    public let meeting: ID<Meeting>
    let item: ID<Meeting.Item>, fate: Meeting.Fate, reason: String

    public static let fields = [
        Field.meeting, Field.item,
        Field("fate", .choice(Meeting.Fate.choices), da: "Hvad sker der med punktet?", en: "What becomes of the item?"),
        .reason,
    ]

    public init(_ arguments: Arguments) throws(Refusal) {
        meeting = try arguments.id("meeting")
        item = try arguments.id("item")
        fate = try arguments.choice("fate")
        reason = try arguments.text("reason", most: 2000)
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        let (known, _) = try desk.register.openMeeting(meeting)
        let item = try known.existing(self.item)
        guard item.settled.latest == nil else {
            throw .outOfTurn(
                da: "Punktet er allerede udsat eller taget af.", en: "The item is postponed or taken off already.")
        }
        guard desk.register.decision(of: item, at: known) == nil else {
            throw .outOfTurn(da: "Sagen er afgjort på mødet.", en: "The matter was decided at the meeting.")
        }
        let reason: ValueID = desk.keep(reason)
        switch fate {
        case .postponed: try desk.record(.meeting(meeting, .postponed(item.id, reason: reason)))
        case .dropped: try desk.record(.meeting(meeting, .dropped(item.id, reason: reason)))
        }
    }
}

/// Closes an item to the public that was placed open. It is not opened again, but by annulling that it was closed.
public struct CloseItem: MeetingDeed {
    public let meeting: ID<Meeting>
    let item: ID<Meeting.Item>

    public static let fields = [Field.meeting, Field.item]

    public init(_ arguments: Arguments) throws(Refusal) {
        meeting = try arguments.id("meeting")
        item = try arguments.id("item")
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        let (known, _) = try desk.register.openMeeting(meeting)
        let item = try known.existing(self.item)
        guard !item.isClosed else {
            throw .outOfTurn(
                da: "Punktet er allerede lukket for offentligheden.", en: "The item is closed to the public already.")
        }
        try desk.record(.meeting(meeting, .closed(item.id)))
    }
}

extension Meeting {
    func existing(_ item: ID<Item>) throws(Refusal) -> Item {
        guard let found = items.first(where: { $0.id == item }) else {
            throw .invalid("item", da: "Vælg et punkt.", en: "Choose an item.")
        }
        return found
    }
}

extension Register {
    /// Whether a matter of the body was closed when it last stood on an agenda without being decided there.
    fileprivate func isClosed(_ about: Subject, for body: Body.Kind) -> Bool {
        meetings(of: body).flatMap { meeting in
            meeting.items.filter { $0.placing.about == about && decision(of: $0, at: meeting) == nil }
        }.max { $0.position < $1.position }?.isClosed ?? false
    }
}
