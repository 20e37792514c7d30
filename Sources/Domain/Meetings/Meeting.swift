// SPDX-License-Identifier: MPL-2.0

/// A meeting of direktion or bestyrelse, or their written procedure: its agenda, who took part, and its minutes (policy
/// §§4, 6). It is a subject of its own; what is decided at it stands in decisions, which are found and not copied.
public struct Meeting: Hashable, Sendable {
    public enum Method: String, Choosable {
        case meeting, written

        public var label: Phrase {
            switch self {
            case .meeting: Phrase(da: "Møde", en: "Meeting")
            case .written: Phrase(da: "Skriftlig behandling", en: "Written procedure")
            }
        }
    }

    /// What a member replies in a written procedure.
    public enum Stance: String, Choosable {
        case agree, disagree
        /// One who wants to talk about it is enough: it is not decided in writing.
        case meeting

        public var label: Phrase {
            switch self {
            case .agree: Phrase(da: "Enig", en: "Agrees")
            case .disagree: Phrase(da: "Uenig", en: "Disagrees")
            case .meeting: Phrase(da: "Ønsker et møde", en: "Wants a meeting")
            }
        }
    }

    /// The day of a meeting; of a written procedure its first day, and the last one to reply on.
    public struct Days: Hashable, Sendable {
        public let day: Day
        public let deadline: Day?

        public init(day: Day, deadline: Day?) {
            self.day = day
            self.deadline = deadline
        }

        /// The last day on which it takes place.
        public var last: Day { deadline ?? day }

        /// The last day that a decision of it can have: a written procedure is drawn up in the two weeks after.
        public var lastToDecide: Day { deadline.map { $0 + 14 } ?? day }
    }

    public struct Calling: Hashable, Sendable {
        public let body: Body.Kind
        /// The number among the body's meetings of the year.
        public let number: Int
        public let year: Int
        public let method: Method
        public let days: Days
        public let place: ValueID?

        public init(body: Body.Kind, number: Int, year: Int, method: Method, days: Days, place: ValueID?) {
            self.body = body
            self.number = number
            self.year = year
            self.method = method
            self.days = days
            self.place = place
        }

        /// »DIR 2026-05«: as people name it.
        public var label: String {
            let digits = number < 10 ? "0\(number)" : "\(number)"
            return switch body {
            case .direktion: "DIR \(year)-\(digits)"
            case .bestyrelse: "BEST \(year)-\(digits)"
            }
        }
    }

    /// What is on the agenda: a matter that waits for the body, or something with a title of its own.
    public struct Placing: Hashable, Sendable {
        /// Its number on the agenda, from 1.
        public let order: Int
        public let about: Subject?
        public let title: ValueID?
        /// The item of an earlier meeting that was postponed to this one.
        public let follows: ID<Item>?
        /// Whether it is left out of the minutes that anybody may read.
        public let isClosed: Bool
        public let why: ValueID?

        public init(
            order: Int, about: Subject?, title: ValueID?, follows: ID<Item>?, isClosed: Bool, why: ValueID?
        ) {
            self.order = order
            self.about = about
            self.title = title
            self.follows = follows
            self.isClosed = isClosed
            self.why = why
        }
    }

    /// Who was there.
    public struct Attendance: Hashable, Sendable {
        public let present: [ID<Person>]
        public let absent: [ID<Person>]
        public let chair: ID<Person>
        public let secretary: ID<Person>?

        public init(present: [ID<Person>], absent: [ID<Person>], chair: ID<Person>, secretary: ID<Person>?) {
            self.present = present
            self.absent = absent
            self.chair = chair
            self.secretary = secretary
        }
    }

    public enum Fact: Hashable, Sendable {
        case called(Calling)
        /// Another day.
        case moved(Days, reason: ValueID)
        case cancelled(reason: ValueID)
        case placed(ID<Item>, Placing)
        /// It is not taken up.
        case dropped(ID<Item>, reason: ValueID)
        /// It comes again at another meeting.
        case postponed(ID<Item>, reason: ValueID)
        /// It is closed to the public, though it was not when it was placed.
        case closed(ID<Item>)
        /// A member's own reply in a written procedure.
        case answered(ID<Item>, by: ID<Person>, Stance, comment: ValueID?)
        case held(Attendance)
        /// What was said of an item.
        case minuted(ID<Item>, text: ValueID)
        case submitted
        case approved(by: ID<Person>?)
        case journal(Journal.Fact)
    }

    /// What became of an item that was not taken up.
    public enum Fate: String, Choosable {
        case postponed, dropped

        public var label: Phrase {
            switch self {
            case .postponed: Phrase(da: "Udsat: det kommer på et senere møde", en: "Postponed to a later meeting")
            case .dropped: Phrase(da: "Taget af: det skal ikke behandles", en: "Taken off: it is not to be dealt with")
            }
        }
    }

    public struct Settled: Hashable, Sendable {
        public let fate: Fate
        public let reason: ValueID
    }

    public struct Item: Hashable, Sendable {
        public let id: ID<Item>
        public let position: Int
        public let day: Day
        public let placing: Placing
        public internal(set) var settled = Timeline<Settled>()
        public internal(set) var text = Timeline<ValueID>()
        public internal(set) var closings = Timeline<Bool>()
        /// The replies to it, oldest first.
        public internal(set) var answers: [Answer] = []

        /// Whether it is left out of the minutes that anybody may read.
        public var isClosed: Bool { placing.isClosed || closings.latest != nil }
    }

    public struct Answer: Hashable, Sendable {
        public let position: Int
        public let by: ID<Person>
        public let day: Day
        public let stance: Stance
        public let comment: ValueID?
    }

    public let id: ID<Meeting>
    public private(set) var calling: Calling?
    public private(set) var called: Int?
    public private(set) var calledOn = Day.distantPast
    public private(set) var days = Timeline<Days>()
    public private(set) var cancelled = Timeline<ValueID>()
    public private(set) var items: [Item] = []
    public private(set) var attendance = Timeline<Attendance>()
    /// By whom the attendance was recorded.
    public private(set) var recorders = Timeline<ID<Person>?>()
    /// By whom the minutes were submitted.
    public private(set) var submissions = Timeline<ID<Person>?>()
    /// Where something that the minutes say was annulled.
    private(set) var struck = Timeline<Bool>()
    /// By whom the minutes were approved.
    public private(set) var approvals = Timeline<ID<Person>?>()
    /// Where the minutes lie in the ESDH system.
    public private(set) var journal = Timeline<Journal.Mark?>()
    public private(set) var revision = 0

    init(id: ID<Meeting>) { self.id = id }

    mutating func evolve(_ fact: Fact, _ stamp: Stamp) {
        revision += 1
        let (day, position) = (stamp.effective, stamp.position)
        switch fact {
        case .called(let calling):
            self.calling = calling
            called = position
            calledOn = day
            days.set(calling.days, from: day, at: position)
        case .moved(let days, _): self.days.set(days, from: day, at: position)
        case .cancelled(let reason): cancelled.set(reason, from: day, at: position)
        case .placed(let id, let placing):
            items.append(Item(id: id, position: position, day: day, placing: placing))
        case .dropped(let id, let reason):
            update(id) { $0.settled.set(Settled(fate: .dropped, reason: reason), from: day, at: position) }
        case .postponed(let id, let reason):
            update(id) { $0.settled.set(Settled(fate: .postponed, reason: reason), from: day, at: position) }
        case .answered(let id, let by, let stance, let comment):
            update(id) {
                $0.answers.append(Answer(position: position, by: by, day: day, stance: stance, comment: comment))
            }
        case .closed(let id): update(id) { $0.closings.set(true, from: day, at: position) }
        case .held(let attendance):
            self.attendance.set(attendance, from: day, at: position)
            recorders.set(stamp.by, from: day, at: position)
        case .minuted(let id, let text): update(id) { $0.text.set(text, from: day, at: position) }
        case .submitted: submissions.set(stamp.by, from: day, at: position)
        case .approved(let by): approvals.set(by, from: day, at: position)
        case .journal(let fact): journal.set(fact.mark, from: day, at: position)
        }
    }

    private mutating func update(_ id: ID<Item>, _ change: (inout Item) -> Void) {
        if let index = items.firstIndex(where: { $0.id == id }) { change(&items[index]) }
    }

    /// - Parameter annulment: where the annulment stands.
    mutating func annul(_ position: Int, at annulment: Int, on day: Day) {
        revision += 1
        if called == position {
            called = nil
            calling = nil
        }
        cancelled.annul(position)
        submissions.annul(position)
        approvals.annul(position)
        journal.annul(position)
        recorders.annul(position)
        var isSaid = [days.annul(position), attendance.annul(position)].contains(true)
        isSaid = isSaid || items.contains { $0.position == position }
        items.removeAll { $0.position == position }
        for index in items.indices { isSaid = items[index].annul(position) || isSaid }
        if isSaid { struck.set(true, from: day, at: annulment) }
    }
}

extension Meeting.Item {
    /// Whether the fact had said anything of it.
    fileprivate mutating func annul(_ position: Int) -> Bool {
        let before = answers.count
        answers.removeAll { $0.position == position }
        return [
            settled.annul(position), text.annul(position), closings.annul(position), answers.count != before,
        ].contains(true)
    }
}
