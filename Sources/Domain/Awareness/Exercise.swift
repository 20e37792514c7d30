// SPDX-License-Identifier: MPL-2.0

/// What a phishing exercise came to: counts alone, never persons (policy §9; `docs/adr/0025`). By unit only where the group is
/// so large that nobody can be told from it.
public struct Exercise: Hashable, Sendable {
    /// So many have received it in a group that stands by itself. Ten: below that one person who clicks is a tenth of the
    /// group or more, and colleagues know who was there.
    public static let smallestGroup = 10

    /// How many did what, of a group.
    public struct Counts: Hashable, Sendable {
        public let sent: Int
        /// Nil: not known, since many systems cannot tell.
        public let opened: Int?
        public let clicked: Int
        public let reported: Int

        public init(sent: Int, opened: Int?, clicked: Int, reported: Int) {
            self.sent = sent
            self.opened = opened
            self.clicked = clicked
            self.reported = reported
        }

        /// What was opened is known of a sum only where it is known of both.
        static func + (left: Counts, right: Counts) -> Counts {
            Counts(
                sent: left.sent + right.sent,
                opened: left.opened.flatMap { one in right.opened.map { one + $0 } },
                clicked: left.clicked + right.clicked, reported: left.reported + right.reported)
        }

        /// What cannot be: nil if it can.
        public var fault: Refusal? {
            if sent < 1 {
                return .invalid(
                    "sent", da: "Ingen fik mailen. Angiv hvor mange.", en: "Nobody got the mail. Say how many.")
            }
            if let opened, opened > sent {
                return .invalid(
                    "opened", da: "Flere har åbnet mailen, end der fik den. Ret tallene.",
                    en: "More have opened the mail than got it. Mend the numbers.")
            }
            if clicked > (opened ?? sent) {
                return .invalid(
                    "clicked",
                    da: "Flere har klikket, end der \(opened == nil ? "fik" : "åbnede") mailen. Ret tallene.",
                    en: "More have clicked than \(opened == nil ? "got" : "opened") the mail. Mend the numbers.")
            }
            if reported > sent {
                return .invalid(
                    "reported", da: "Flere har anmeldt mailen, end der fik den. Ret tallene.",
                    en: "More have reported the mail than got it. Mend the numbers.")
            }
            return nil
        }
    }

    /// One unit, or with nil the others together (øvrige).
    public struct Group: Hashable, Sendable {
        public let unit: ID<Unit>?
        public let counts: Counts

        public init(unit: ID<Unit>?, counts: Counts) {
            self.unit = unit
            self.counts = counts
        }
    }

    public let counts: Counts
    /// Units in the order of their identities, then the others; empty: not known by unit.
    public let groups: [Group]
    /// Minutes from the mail to the first report of it.
    public let firstReport: Int?

    public init(counts: Counts, groups: [Group], firstReport: Int?) {
        self.counts = counts
        self.groups = groups
        self.firstReport = firstReport
    }

    /// Puts small groups together, so that neither a group nor what is left of the sum when all groups are taken from it is
    /// smaller than ``smallestGroup``: the smallest are taken in until the others are many enough. Where that leaves one
    /// group, it is the sum, and there are none.
    public static func merged(_ units: [(unit: ID<Unit>, counts: Counts)]) -> [Group] {
        var sums: [ID<Unit>: Counts] = [:]
        for (unit, counts) in units { sums[unit] = sums[unit].map { $0 + counts } ?? counts }
        var left = sums.map { (unit: $0.key, counts: $0.value) }
            .sorted { ($0.counts.sent, $0.unit) < ($1.counts.sent, $1.unit) }
        var others: Counts?
        while let smallest = left.first,
            smallest.counts.sent < smallestGroup || (others.map { $0.sent < smallestGroup } ?? false)
        {
            others = others.map { $0 + smallest.counts } ?? smallest.counts
            left.removeFirst()
        }
        var groups = left.sorted { $0.unit < $1.unit }.map { Group(unit: $0.unit, counts: $0.counts) }
        if let others { groups.append(Group(unit: nil, counts: others)) }
        return groups.count < 2 ? [] : groups
    }
}

/// What a file says of an exercise by unit, and what is wrong in which row. The door that read the file finds the units, since
/// it knows their names.
public struct ExerciseReading: Hashable, Sendable {
    public struct Row: Hashable, Sendable {
        /// As people count in the file.
        public let number: Int
        public let unit: ID<Unit>
        public let counts: Exercise.Counts

        public init(number: Int, unit: ID<Unit>, counts: Exercise.Counts) {
            (self.number, self.unit, self.counts) = (number, unit, counts)
        }
    }

    public var rows: [Row] = []
    public var faults: [RowFault] = []

    public init() {}

    /// All rows together; nil without any.
    public var sum: Exercise.Counts? {
        rows.dropFirst().reduce(rows.first?.counts) { sum, row in sum.map { $0 + row.counts } }
    }

    /// What would be recorded by unit.
    public var groups: [Exercise.Group] { Exercise.merged(rows.map { ($0.unit, $0.counts) }) }

    /// As `decoding` reads it.
    public func encode() -> [UInt8] {
        var out = ""
        for row in rows {
            let counts = row.counts
            let opened = counts.opened.map { "\($0)" } ?? "-"
            out += "\(row.number)\t\(row.unit)\t\(counts.sent)\t\(opened)\t\(counts.clicked)\t\(counts.reported)\n"
        }
        func plain(_ text: String) -> String { String(text.map { $0 == "\t" || $0.isNewline ? " " : $0 }) }
        for fault in faults { out += "\(fault.row)\t\(plain(fault.what.da))\t\(plain(fault.what.en))\n" }
        return Array(out.utf8)
    }

    /// As it was written by `encode`; nil for anything else.
    public init?(decoding bytes: [UInt8]) {
        for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
            let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            guard let number = cells.first.flatMap({ Int($0) }) else { return nil }
            if cells.count == 3 {
                faults.append(RowFault(row: number, Phrase(da: cells[1], en: cells[2])))
                continue
            }
            guard cells.count == 6, let unit = ID<Unit>(cells[1]), let sent = Int(cells[2]),
                let clicked = Int(cells[4]), let reported = Int(cells[5])
            else { return nil }
            rows.append(
                Row(
                    number: number, unit: unit,
                    counts: .init(sent: sent, opened: Int(cells[3]), clicked: clicked, reported: reported)))
        }
    }

    public var sign: String {
        var sign = ShownSign()
        sign.add(encode())
        return sign.text
    }
}
