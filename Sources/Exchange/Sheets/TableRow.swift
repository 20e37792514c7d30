// SPDX-License-Identifier: MPL-2.0

/// A row of a table from outside, as text.
struct TableRow: Hashable, Sendable {
    /// As people count in the file: the first is 1. In a text, the line that it begins in.
    let number: Int
    var cells: [Cell]
    /// It could not be taken apart.
    var isDamaged = false

    struct Cell: Hashable, Sendable {
        var text: String
        var kind = Kind.text

        enum Kind: Hashable, Sendable {
            case text
            /// A number in a spreadsheet: 5.10 typed into one is 5.1.
            case number
            /// A formula, as the program that saved it worked it out.
            case formula
            /// A formula that nobody worked out, or an error.
            case fault
        }
    }

    /// Rows of one file, and columns of one row: more is no list of clauses.
    static let mostRows = 25_000
    static let mostColumns = 200
}
