// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML

/// A table of work: a real table that folds into rows on a small screen. The first column names the row.
struct WorkTable: Sendable {
    /// Says what the table holds; for screen readers unless `isCaptionShown`.
    var caption: String
    var isCaptionShown = false
    var columns: [Column]
    var groups: [Group]
    /// Stands instead of the table when there is not a single row.
    var empty: Empty?
    /// Rows have a ``TreeTitle``.
    var isTree = false

    struct Column: Sendable {
        enum Kind: Sendable {
            /// Names the row; the first column.
            case title
            /// Names the row in a word or a number: as narrow as that.
            case key
            case plain, who, due
            /// A number, to the right.
            case number
            /// A status or a button, at the far end.
            case end
        }
        enum Room: Sendable {
            /// Always shown; on a small screen it follows the title.
            case always
            /// Not on a phone.
            case notOnPhone
            /// Where there is some room left, and where there is much: from 1060 or 1300 pixels, as the menu stands beside it
            /// or not, and from 1420.
            case medium, wide
        }
        var label: String
        var kind: Kind
        var room: Room
        /// On a small screen the label stands before the value, because the value does not explain itself.
        var isNamedWhenFolded: Bool
        var sort: Sort?

        init(
            _ label: String, _ kind: Kind = .plain, room: Room = .always, isNamedWhenFolded: Bool = false,
            sort: Sort? = nil
        ) {
            self.label = label
            self.kind = kind
            self.room = room
            self.isNamedWhenFolded = isNamedWhenFolded
            self.sort = sort
        }
    }

    /// A column that rows can be ordered by.
    struct Sort: Sendable {
        enum Order: String, Sendable {
            case ascending, descending
        }
        /// The same list in this order, or in the opposite one if it is the order already.
        var link: Link
        /// The order now, if it is by this column.
        var order: Order?
    }

    struct Cell: Sendable {
        var body: HTML
        /// A deadline that has passed.
        var isLate = false
        /// Nothing to say: a dash on a wide screen, left out when folded. The word is for screen readers.
        var isNone = false

        init(_ body: HTML, isLate: Bool = false) {
            self.body = body
            self.isLate = isLate
        }

        init(text: String) {
            body = "\(text)"
        }

        /// A number.
        init(_ number: Int, _ language: Language) {
            body = "\(language.number(number))"
        }

        /// A deadline: the day, and how far it is from today.
        init(due day: Day, today: Day, _ language: Language, showsDistance: Bool = true) {
            body = """
                \(language.shortTime(day))\
                \(when: showsDistance, "<small>\(language.distance(to: day, from: today))</small>")
                """
            isLate = day < today
        }

        /// Nothing, with the word for it: `ingen`.
        static func none(_ word: String) -> Cell {
            var cell = Cell("<span class=\"muted\" aria-hidden=\"true\">–</span><span class=\"vh\">\(word)</span>")
            cell.isNone = true
            return cell
        }

        /// A title with a line below that says why it stands here.
        static func title(_ title: String, _ link: Link?, why: HTML? = nil) -> Cell {
            let name: HTML = link.map { "<a\(href: $0)>\(title)</a>" } ?? "\(title)"
            return Cell("\(name)\(if: why, { "<span class=\"why\">\($0)</span>" })")
        }
    }

    struct Row: Sendable {
        var cells: [Cell]
        var id: String?
        /// Annulled or withdrawn: struck out.
        var isGone = false
        /// The top of a tree.
        var isRoot = false
        /// One cell across all columns: a link to more rows.
        var isAcross = false
        /// One or more whole rows that were put together before, instead of cells.
        private(set) var made: HTML?

        init(_ cells: [Cell], id: String? = nil, isGone: Bool = false, isRoot: Bool = false) {
            self.cells = cells
            self.id = id
            self.isGone = isGone
            self.isRoot = isRoot
        }

        static func across(_ cell: Cell) -> Row {
            var row = Row([cell])
            row.isAcross = true
            return row
        }

        /// Whole rows, each made by `WorkTable.html(_:in:)` for the same columns.
        static func made(_ rows: HTML) -> Row {
            var row = Row([])
            row.made = rows
            return row
        }
    }

    struct Group: Sendable {
        var heading: String?
        /// Its rows are overdue.
        var isLate = false
        var id: String?
        var rows: [Row]

        init(_ heading: String? = nil, isLate: Bool = false, id: String? = nil, _ rows: [Row]) {
            self.heading = heading
            self.isLate = isLate
            self.id = id
            self.rows = rows
        }
    }

    var html: HTML {
        if let empty, groups.allSatisfy(\.rows.isEmpty) { return empty.html }
        var pieces: [HTML] = [
            """
            <table class="work\(when: isTree, " tree")">\
            <caption\(attribute: "class", isCaptionShown ? nil : "vh")>\(caption)</caption>\
            <thead><tr>\(each: columns, head)</tr></thead>

            """
        ]
        // Joined at the end, so that rows that were made before are copied once.
        for group in groups where !group.rows.isEmpty {
            pieces.append(start(of: group))
            for row in group.rows { pieces.append(row.made ?? Self.html(row, in: columns)) }
            pieces.append("</tbody>")
        }
        pieces.append("</table>")
        return HTML(joining: pieces)
    }

    private func head(_ column: Column) -> HTML {
        let names = Self.joined(column.kind == .number || column.kind == .end ? column.name : nil, column.hiding)
        let order = column.sort?.order
        return """
            <th scope="col"\(attribute: "class", names)\
            \(attribute: "aria-sort", order?.rawValue)>\
            \(column.sort.map {
                """
                <a class="sort"\(href: $0.link)>\(column.label)\
                \(if: order, { "<span aria-hidden=\"true\">\($0 == .ascending ? "↑" : "↓")</span>" })</a>
                """
            } ?? "\(column.label)")</th>
            """
    }

    private func start(of group: Group) -> HTML {
        """
        <tbody\(attribute: "id", group.id)>\(if: group.heading, {
            """
            <tr class="grp\(when: group.isLate, " late")"><th colspan="\(columns.count)" scope="rowgroup">\($0)</th></tr>

            """
        })
        """
    }

    /// One row by itself.
    static func html(_ row: Row, in columns: [Column]) -> HTML {
        let names = Self.joined(row.isGone ? "gone" : nil, row.isRoot ? "root" : nil)
        return """
            <tr\(attribute: "id", row.id)\(attribute: "class", names)>\
            \(when: row.isAcross, "<td class=\"ttl\" colspan=\"\(columns.count)\">\(each: row.cells, { $0.body })</td>")\
            \(when: !row.isAcross, "\(each: zip(columns, row.cells), cell)")</tr>

            """
    }

    private static func cell(_ column: Column, _ cell: Cell) -> HTML {
        let names = Self.joined(
            Self.joined(column.name, column.hiding),
            Self.joined(cell.isLate ? "late" : nil, cell.isNone ? "none" : nil))
        if column.kind == .title {
            return "<th scope=\"row\"\(attribute: "class", names)>\(cell.body)</th>"
        }
        return """
            <td\(attribute: "class", names)\
            \(attribute: "data-l", column.isNamedWhenFolded ? column.label : nil)>\(cell.body)</td>
            """
    }

    /// Two class names as one attribute; most are so short that this allocates nothing.
    static func joined(_ left: String?, _ right: String?) -> String? {
        guard let left else { return right }
        return right.map { "\(left) \($0)" } ?? left
    }
}

extension WorkTable.Column {
    fileprivate var name: String? {
        switch kind {
        case .title: "ttl"
        case .key: "ttl key"
        case .plain: nil
        case .who: "who"
        case .due: "due"
        case .number: "num"
        case .end: "end"
        }
    }

    fileprivate var hiding: String? {
        switch room {
        case .always: nil
        case .notOnPhone: "opt"
        case .medium: "opt2"
        case .wide: "opt1"
        }
    }
}
