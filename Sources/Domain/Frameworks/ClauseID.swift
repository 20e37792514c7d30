// SPDX-License-Identifier: MPL-2.0

/// What a framework calls one of its clauses: »5.10«, »28(3)(a)«, »ac-2.1«. It is text, never a number: 5.1 is not 5.10.
/// Sorted as people count: 5.9 before 5.10, and a clause before those below it.
public struct ClauseID: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// As the framework writes it.
    public let text: String
    public var description: String { text }

    /// Characters at most: it stands in addresses and in a column of its own.
    public static let longest = 40

    /// Nil: nothing, more than forty characters, others than letters, digits and `.()-_`, or neither letter nor digit: it is
    /// a part of an address, where `..` would lead elsewhere.
    public init?(_ text: String) {
        guard 1...ClauseID.longest ~= text.utf8.count, text.utf8.allSatisfy(ClauseID.isAllowed),
            text.utf8.contains(where: ClauseID.isLetterOrDigit)
        else { return nil }
        self.text = text
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        default: false
        }
    }

    /// The underscore is OSCAL’s: `ac-2_smt.a`. Spaces and slashes are not taken: an import writes a hyphen for them and says so.
    public static func isAllowed(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x28, 0x29, 0x2D, 0x2E, 0x5F: true
        default: isLetterOrDigit(byte)
        }
    }

    public static func < (left: ClauseID, right: ClauseID) -> Bool {
        let (own, other) = (left.text.utf8, right.text.utf8)
        var (at, there) = (own.startIndex, other.startIndex)
        while at < own.endIndex, there < other.endIndex {
            let (first, second) = (run(own, &at), run(other, &there))
            if first == second { continue }
            return first < second
        }
        if there < other.endIndex { return true }
        return at == own.endIndex && left.text < right.text
    }

    /// A sign, or a number that is as long as it goes on; a sign comes before a number.
    private enum Run: Comparable {
        case sign(UInt8)
        case number(Int)
    }

    private static func run(_ text: String.UTF8View, _ at: inout String.UTF8View.Index) -> Run {
        func digit() -> Int? {
            guard at < text.endIndex, 0x30...0x39 ~= text[at] else { return nil }
            defer { at = text.index(after: at) }
            return Int(text[at] - 0x30)
        }
        guard var number = digit() else {
            defer { at = text.index(after: at) }
            return .sign(text[at])
        }
        // Forty digits do not overflow into another order: they are cut off.
        while let next = digit() { number = number > Int.max / 100 ? number : number * 10 + next }
        return .number(number)
    }
}
