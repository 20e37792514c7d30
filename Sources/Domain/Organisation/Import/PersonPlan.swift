// SPDX-License-Identifier: MPL-2.0

/// What a file changes: the difference between what it says and what the register says on the day of the import. The preview
/// shows it, and the command makes its facts from it.
public struct PersonPlan: Hashable, Sendable {
    /// A unit that is there, or one that is opened by the import.
    public enum Place: Hashable, Sendable {
        case known(ID<Unit>)
        case new(Int)
    }

    public struct NewUnit: Hashable, Sendable {
        public let name: String
        public let parent: Place?
    }

    public struct Beginning: Hashable, Sendable {
        public let kind: Person.Engagement.Kind
        public let place: Place
        public let title: String
        /// Nil: the file does not say when it began, so it is first seen on the day of the import.
        public let from: Day?
        public let firstWorkingDay: Day?
        public let to: Day?
    }

    public struct Change: Hashable, Sendable {
        /// The row; nil: the person is in none.
        public let row: Int?
        /// Nil: a new person.
        public let person: ID<Person>?
        public var name: String?
        public var mail: String?
        /// Another name or address than the recorded one.
        public var isRenamed = false
        public var key: String?
        public var beginning: Beginning?
        public var move: (engagement: ID<Person.Engagement>, place: Place, title: String)?
        public var ending: (engagement: ID<Person.Engagement>, to: Day)?

        public var isNew: Bool { person == nil }
        public var isEmpty: Bool {
            person != nil && !isRenamed && key == nil && beginning == nil && move == nil && ending == nil
        }

        public static func == (left: Change, right: Change) -> Bool { left.parts == right.parts }
        public func hash(into hasher: inout Hasher) { hasher.combine(parts) }

        private var parts: [AnyHashable?] {
            [
                row, person, name, mail, isRenamed, key, beginning, move?.engagement, move?.place, move?.title,
                ending?.engagement, ending?.to,
            ]
        }
    }

    public var units: [NewUnit] = []
    /// In the order of the file.
    public var changes: [Change] = []
    /// How many rows change nothing.
    public var unchanged = 0
    /// Those who are engaged and could have been in the file, and are not.
    public var missing: [ID<Person>] = []
    public var faults: [PersonReading.Fault] = []

    public var isEmpty: Bool { changes.isEmpty && units.isEmpty }
    public func count(_ matches: (Change) -> Bool) -> Int { changes.count(where: matches) }
    public var added: Int { count(\.isNew) }
    public var ended: Int { count { $0.ending != nil && !$0.isNew } }
    public var changed: Int { changes.count - added - count { $0.row == nil } }

    public var sign: String {
        var sign = ShownSign()
        func add(_ text: String) { sign.add(text.utf8) }
        for unit in units { add("\(unit.name) \(unit.parent.map { "\($0)" } ?? "")") }
        for change in changes {
            add(change.person.map { "\($0)" } ?? "ny")
            for text in [change.name, change.mail, change.key, change.move?.title] { add(text ?? "") }
            if let begins = change.beginning {
                add("\(begins.kind) \(begins.place) \(begins.title)")
                for day in [begins.from, begins.firstWorkingDay, begins.to] { add(day.map { "\($0)" } ?? "") }
            }
            if let move = change.move { add("\(move.engagement) \(move.place)") }
            if let ending = change.ending { add("\(ending.engagement) \(ending.to)") }
        }
        return sign.text
    }
}

/// How an import is to be understood, beside what the file says.
public struct PersonImportRules: Hashable, Sendable {
    /// The kind of engagement of a row that says none.
    public var kind = Person.Engagement.Kind.employee
    /// From which day changes count.
    public var day: Day
    /// Whether units that are not there are opened.
    public var opensUnits = false
    /// The last day of those who are missing in the file; nil: nobody is ended.
    public var missingLeft: Day?

    public init(day: Day) { self.day = day }
}
