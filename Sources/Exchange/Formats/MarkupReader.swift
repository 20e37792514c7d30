// SPDX-License-Identifier: MPL-2.0

/// Reads the XML that the tools write, from left to right. It knows elements, attributes and text, and nothing else:
/// document types and processing instructions are passed over, so there is no entity that could name a file or an
/// address, and none that could grow. What is not well-formed ends where it stops making sense.
struct MarkupReader {
    enum Event: Equatable {
        /// An element begins; one that is empty ends at once, with an event of its own.
        case open(String, [String: String])
        case close(String)
        case text(String)
    }

    private let bytes: [UInt8]
    private var at = 0
    private var pending: Event?

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// The next event; nil at the end.
    mutating func next() -> Event? {
        if let event = pending {
            pending = nil
            return event
        }
        while at < bytes.count {
            guard bytes[at] == 0x3C else { return .text(characters()) }
            if skipped() { continue }
            if let event = tag() { return event }
        }
        return nil
    }

    private mutating func characters() -> String {
        let start = at
        while at < bytes.count, bytes[at] != 0x3C { at += 1 }
        return Self.decoded(bytes[start..<at])
    }

    /// Passes over `<!…>`, `<!--…-->` and `<?…?>`.
    private mutating func skipped() -> Bool {
        let rest = bytes[at...]
        if rest.starts(with: "<!--".utf8) {
            skip(past: "-->")
        } else if rest.starts(with: "<?".utf8) {
            skip(past: "?>")
        } else if rest.starts(with: "<!".utf8) {
            skip(past: ">")
        } else {
            return false
        }
        return true
    }

    private mutating func skip(past end: String) {
        let end = Array(end.utf8)
        while at < bytes.count {
            if bytes[at] == end[0], bytes[at...].starts(with: end) {
                at += end.count
                return
            }
            at += 1
        }
    }

    private mutating func tag() -> Event? {
        at += 1
        let isEnd = at < bytes.count && bytes[at] == 0x2F
        if isEnd { at += 1 }
        let name = word()
        guard !name.isEmpty else { return .text("<") }
        var attributes: [String: String] = [:]
        while at < bytes.count, bytes[at] != 0x3E {
            if bytes[at] == 0x2F, at + 1 < bytes.count, bytes[at + 1] == 0x3E {
                at += 2
                pending = .close(name)
                return .open(name, attributes)
            }
            let key = word()
            guard !key.isEmpty else {
                at += 1
                continue
            }
            attributes[key] = value() ?? ""
        }
        at = min(at + 1, bytes.count)
        return isEnd ? .close(name) : .open(name, attributes)
    }

    private mutating func word() -> String {
        let start = at
        while at < bytes.count, ![0x20, 0x09, 0x0A, 0x0D, 0x2F, 0x3C, 0x3D, 0x3E].contains(bytes[at]) { at += 1 }
        return String(decoding: bytes[start..<at], as: UTF8.self)
    }

    private mutating func value() -> String? {
        guard at + 1 < bytes.count, bytes[at] == 0x3D else { return nil }
        at += 1
        let quote = bytes[at]
        guard quote == 0x22 || quote == 0x27 else { return word() }
        at += 1
        let start = at
        while at < bytes.count, bytes[at] != quote { at += 1 }
        defer { at = min(at + 1, bytes.count) }
        return Self.decoded(bytes[start..<at])
    }

    /// The five entities of XML, a space that does not break, and characters by number.
    private static func decoded(_ bytes: ArraySlice<UInt8>) -> String {
        guard bytes.contains(0x26) else { return String(decoding: bytes, as: UTF8.self) }
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var index = bytes.startIndex
        while index < bytes.endIndex {
            if bytes[index] == 0x26, let end = bytes[index...].prefix(12).firstIndex(of: 0x3B),
                let character = character(bytes[(index + 1)..<end])
            {
                result += String(character).utf8
                index = end + 1
            } else {
                result.append(bytes[index])
                index += 1
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    private static func character(_ name: ArraySlice<UInt8>) -> Unicode.Scalar? {
        let name = String(decoding: name, as: UTF8.self)
        switch name {
        case "amp": return "&"
        case "lt": return "<"
        case "gt": return ">"
        case "quot": return "\""
        case "apos": return "'"
        case "nbsp": return "\u{A0}"
        case _:
            guard name.hasPrefix("#") else { return nil }
            let digits = name.dropFirst()
            let value =
                digits.first == "x" || digits.first == "X"
                ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
            guard let value, value >= 0x20 || value == 9 || value == 10 else { return nil }
            return Unicode.Scalar(value)
        }
    }
}
