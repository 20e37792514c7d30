// SPDX-License-Identifier: MPL-2.0

/// A piece of markup, as UTF-8 bytes.
///
/// It is written as a string literal, and only the literal is markup: a `String` that is interpolated is escaped, a
/// number or another piece of markup goes in as it is, and anything else does not compile. Addresses are a type of
/// their own (``Link``), so a text can never become one.
///
///     let row: HTML = "<li><a\(href: link)>\(title)</a></li>"
///
/// A page is some thousand pieces, so all that is generic is compiled into the module that uses it.
@frozen
public struct HTML: ExpressibleByStringInterpolation, Sendable, Hashable {
    @usableFromInline var storage: [UInt8]

    /// The markup, valid UTF-8.
    @inlinable public var bytes: [UInt8] { storage }

    /// Nothing.
    @inlinable
    public init() {
        storage = []
    }

    @inlinable
    public init(stringLiteral literal: StaticString) {
        storage = literal.withUTF8Buffer(Array.init)
    }

    @inlinable
    public init(stringInterpolation pieces: Pieces) {
        storage = pieces.bytes
    }

    /// The markup of every item in order.
    @inlinable
    public init<Items: Sequence>(each items: Items, _ row: (Items.Element) -> HTML) {
        storage = []
        for item in items { storage.append(contentsOf: row(item).storage) }
    }

    /// A text, escaped.
    public init(text: String) {
        storage = []
        CharacterData.append(text, to: &storage)
    }

    @inlinable public var isEmpty: Bool { storage.isEmpty }

    /// What was put together elsewhere in this module.
    init(bytes: [UInt8]) {
        storage = bytes
    }

    /// The markup as a string, for tests and messages.
    public var string: String { String(decoding: storage, as: UTF8.self) }

    /// The pieces one after another, in one buffer of their length.
    public init(joining pieces: [HTML]) {
        // Of one alone there is nothing to copy.
        let filled = pieces.lazy.filter { !$0.isEmpty }
        guard filled.dropFirst().first != nil else {
            storage = filled.first?.storage ?? []
            return
        }
        storage = []
        storage.reserveCapacity(pieces.reduce(0) { $0 + $1.storage.count })
        for piece in pieces { storage.append(contentsOf: piece.storage) }
    }

    /// The same in memory of its own length, for what is kept: what markup grows by while it is written can be as much
    /// again.
    public var trimmed: HTML {
        storage.withUnsafeBufferPointer { source in
            HTML(
                bytes: [UInt8](unsafeUninitializedCapacity: source.count) { target, count in
                    count = target.update(fromContentsOf: source)
                })
        }
    }

    @inlinable
    public static func += (left: inout HTML, right: HTML) {
        // To nothing and of nothing there is nothing to copy.
        if left.isEmpty {
            left = right
        } else if !right.isEmpty {
            left.storage.append(contentsOf: right.storage)
        }
    }

    @inlinable
    public static func + (left: HTML, right: HTML) -> HTML {
        var sum = left
        sum += right
        return sum
    }
}

extension HTML {
    /// What may stand in an interpolation.
    @frozen
    public struct Pieces: StringInterpolationProtocol {
        @usableFromInline var bytes: [UInt8] = []

        @inlinable
        public init(literalCapacity: Int, interpolationCount: Int) {
            bytes.reserveCapacity(literalCapacity + interpolationCount * 32)
        }

        @inlinable
        public mutating func appendLiteral(_ literal: StaticString) {
            literal.withUTF8Buffer { bytes.append(contentsOf: $0) }
        }

        /// A text, escaped: right in text and in a quoted attribute value.
        public mutating func appendInterpolation(_ text: String) {
            CharacterData.append(text, to: &bytes)
        }

        public mutating func appendInterpolation(_ number: Int) {
            bytes.append(contentsOf: String(number).utf8)
        }

        @inlinable
        public mutating func appendInterpolation(_ markup: HTML) {
            bytes.append(contentsOf: markup.storage)
        }

        /// `\(each: items, { … })`: the markup of every item.
        @inlinable
        public mutating func appendInterpolation<Items: Sequence>(each items: Items, _ row: (Items.Element) -> HTML) {
            for item in items { bytes.append(contentsOf: row(item).storage) }
        }

        /// `\(each: items, between: ", ", { … })`: the markup of every item with a separator between them.
        @inlinable
        public mutating func appendInterpolation<Items: Sequence>(
            each items: Items, between separator: HTML, _ row: (Items.Element) -> HTML
        ) {
            var first = true
            for item in items {
                if !first { bytes.append(contentsOf: separator.storage) }
                first = false
                bytes.append(contentsOf: row(item).storage)
            }
        }

        /// `\(when: isLate, "…")`: the markup if the condition holds, else nothing.
        @inlinable
        public mutating func appendInterpolation(when condition: Bool, _ markup: @autoclosure () -> HTML) {
            if condition { bytes.append(contentsOf: markup().storage) }
        }

        /// `\(if: owner, { "…\($0)…" })`: the markup of a value that is there, else nothing.
        @inlinable
        public mutating func appendInterpolation<Value>(if value: Value?, _ markup: (Value) -> HTML) {
            if let value { bytes.append(contentsOf: markup(value).storage) }
        }

        /// `<a\(attribute: "aria-current", page)>`: a whole attribute with the space before it, or nothing for nil.
        /// Addresses have ``appendInterpolation(href:)`` and its siblings instead.
        public mutating func appendInterpolation(attribute name: StaticString, _ value: String?) {
            guard let value else { return }
            assert(!Self.forbids(name.description), "\(name) is not an attribute that takes a text")
            open(name)
            CharacterData.append(value, to: &bytes)
            bytes.append(0x22)
        }

        /// Whole attributes that were put together before, each with the space before it.
        public mutating func appendInterpolation(attributes: HTML) {
            appendInterpolation(attributes)
        }

        /// A whole attribute whose value is a number, or nothing for nil.
        public mutating func appendInterpolation(attribute name: StaticString, _ value: Int?) {
            guard let value else { return }
            open(name)
            bytes.append(contentsOf: String(value).utf8)
            bytes.append(0x22)
        }

        /// `<input\(flag: "required", isRequired)>`: an attribute without a value, or nothing.
        public mutating func appendInterpolation(flag name: StaticString, _ isOn: Bool) {
            guard isOn else { return }
            bytes.append(0x20)
            appendLiteral(name)
        }

        /// ` href="…"`.
        public mutating func appendInterpolation(href link: Link) { address("href", link) }
        /// ` href="…"`.
        @inlinable
        public mutating func appendInterpolation(href place: some Addressable) { address("href", Link(place)) }
        /// ` src="…"`.
        @inlinable
        public mutating func appendInterpolation(src place: some Addressable) { address("src", Link(place)) }
        /// ` action="…"`.
        public mutating func appendInterpolation(action link: Link) { address("action", link) }
        /// ` action="…"`.
        @inlinable
        public mutating func appendInterpolation(action place: some Addressable) { address("action", Link(place)) }
        /// ` formaction="…"`.
        public mutating func appendInterpolation(formaction link: Link) { address("formaction", link) }

        /// Markup that was made from run-time text by a renderer that has been reviewed for it.
        public mutating func appendInterpolation(trusted markup: TrustedMarkup) {
            bytes.append(contentsOf: markup.bytes)
        }

        @usableFromInline
        mutating func address(_ name: StaticString, _ link: Link) {
            open(name)
            CharacterData.append(link.text, to: &bytes)
            bytes.append(0x22)
        }

        private mutating func open(_ name: StaticString) {
            bytes.append(0x20)
            appendLiteral(name)
            bytes.append(0x3D)
            bytes.append(0x22)
        }

        /// Attributes that take an address, a script or a style: never from a text.
        private static func forbids(_ name: String) -> Bool {
            ["href", "src", "srcset", "action", "formaction", "style", "srcdoc", "data", "poster", "ping"]
                .contains(name) || name.hasPrefix("on")
        }
    }
}

extension DefaultStringInterpolation {
    /// Markup does not become part of a text by accident: a branch of a conditional operator inside an interpolation is
    /// taken for a `String` unless it says otherwise. Deprecated and not unavailable, because the compiler passes over
    /// what is unavailable; warnings are errors.
    @available(*, deprecated, message: "This literal is a String, not HTML: write `as HTML` after it")
    public mutating func appendInterpolation(_ markup: HTML) {
        appendLiteral(markup.string)
    }
}
