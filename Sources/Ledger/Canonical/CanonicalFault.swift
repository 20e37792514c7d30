// SPDX-License-Identifier: MPL-2.0

/// Why bytes are not the canonical JSON that was asked for. `docs/format.md`, "Canonical JSON".
public struct CanonicalFault: Error, Sendable, Equatable {
    public enum Problem: String, Sendable, CaseIterable {
        /// The text ends inside a value.
        case truncated
        /// Bytes follow after the value.
        case trailing
        /// A byte that may not stand here: white space, a wrong literal, another member than the one expected.
        case unexpected
        /// Not well-formed UTF-8 (overlong forms and surrogates are not well-formed).
        case notUTF8
        /// An escape that RFC 8785 would have written otherwise, or no escape at all.
        case escape
        /// A control character that should have been escaped.
        case control
        /// A fraction, an exponent, a leading zero, minus zero.
        case number
        /// A whole number beyond ±(2^53−1).
        case range
        /// `null` does not occur: a missing field is left out.
        case null
        /// More than 16 levels.
        case depth
        /// Keys are not in ascending order.
        case order
        /// The key occurs twice.
        case duplicate
        /// A key that is not `[a-z0-9_]+`.
        case key
        /// The member that was asked for is not there.
        case missing
        /// The member is of another type than was asked for.
        case type
        /// A string that is not the reference, day, instant, hash or word it should be.
        case form
        /// Longer than the format allows.
        case length
    }

    public let problem: Problem
    /// The byte the problem begins at.
    public let offset: Int
    /// The member that was asked for, where one was.
    public let key: String?

    public init(_ problem: Problem, at offset: Int, key: String? = nil) {
        self.problem = problem
        self.offset = offset
        self.key = key
    }
}

/// Limits of canonical JSON and of what is built on it.
public enum Limits {
    /// Objects and arrays inside each other.
    public static let depth = 16
    /// The greatest whole number, 2^53−1; the least is its negative.
    public static let integer = 9_007_199_254_740_991
    /// Bytes of a leaf.
    public static let leaf = 4096
    /// Bytes of a payload.
    public static let payload = 32_768
    /// Bytes of a payload's or a value's key.
    public static let key = 32
}
