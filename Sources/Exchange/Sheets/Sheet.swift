// SPDX-License-Identifier: MPL-2.0

public import Domain

/// A list on its way out of Værn: named columns, rows of typed cells, and what must be known to read it. It is made from
/// a `Sight`, so it holds what its reader may see and nothing else (policy §7.2).
public struct Sheet: Sendable, Hashable {
    public enum Cell: Sendable, Hashable {
        case text(String)
        case number(Int)
        case day(Day)
        /// Nothing to say.
        case none
    }

    public struct Column: Sendable, Hashable {
        public let label: String
        /// How wide it is, in characters.
        public let width: Int

        public init(_ label: String, width: Int) {
            self.label = label
            self.width = width
        }
    }

    /// So many rows are written; a spreadsheet of more is no longer read by people.
    public static let mostRows = 100_000

    /// The name of the list and of the file.
    public let title: String
    public let columns: [Column]
    /// Each has as many cells as there are columns.
    public private(set) var rows: [[Cell]] = []
    /// There were more than `mostRows`.
    public private(set) var isCut = false
    /// From which organisation, as of which day, provable by which checkpoint: pairs of a word and what it says.
    public var notes: [(label: String, value: String)] { pairs.map { ($0.label, $0.value) } }
    private let pairs: [Pair]

    private struct Pair: Sendable, Hashable {
        let label: String
        let value: String
    }

    public init(_ title: String, columns: [Column], notes: [(String, String)] = []) {
        self.title = title
        self.columns = columns
        pairs = notes.map { Pair(label: $0.0, value: $0.1) }
    }

    /// Adds a row. Returns false when no more are taken.
    @discardableResult
    public mutating func add(_ row: [Cell]) -> Bool {
        guard rows.count < Sheet.mostRows else {
            isCut = true
            return false
        }
        rows.append(row)
        return true
    }
}
