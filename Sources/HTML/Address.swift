// SPDX-License-Identifier: MPL-2.0

extension HTML {
    /// A place in the product itself. The routes of the web server conform to it; nothing else should.
    public protocol Addressable: Sendable {
        /// The absolute path, percent-encoded, with its query if it has one: `/dokumenter/7?version=2`.
        var path: String { get }
    }

    /// An address that may stand in a page. There is no way to make one from a text.
    public struct Link: Sendable, Hashable {
        /// The address as it is written, before it is escaped for an attribute.
        public let text: String

        /// A place in the product, with more query parameters (those with nil are left out) and a fragment.
        @inlinable
        public init(_ place: some Addressable, query: [(String, String?)] = [], fragment: String? = nil) {
            self.init(path: place.path, query, fragment)
        }

        @usableFromInline
        init(path: String, _ query: [(String, String?)], _ fragment: String?) {
            var text = path
            // `//host` and `/\host` are addresses of other machines to a browser.
            var start = text.utf8.makeIterator()
            let first = start.next()
            let second = start.next()
            if first != 0x2F || second == 0x2F || second == 0x5C {
                assertionFailure("A route's path begins with one slash: \(text)")
                text = "/"
            }
            for (name, value) in query {
                guard let value else { continue }
                text += text.utf8.contains(0x3F) ? "&" : "?"
                text += Percent.encoded(name) + "=" + Percent.encoded(value)
            }
            if let fragment { text += "#" + Percent.encoded(fragment) }
            self.text = text
        }

        /// A place on the page itself.
        public init(fragment: String) {
            text = "#" + Percent.encoded(fragment)
        }

        /// A place in the product as a whole address, for somebody who reads it elsewhere: in a mail.
        public init(_ place: some Addressable, at home: Home) {
            text = home.text + Link(place).text
        }

        /// A file beside the page, in an archive that is read without the product: `bevis/12.tlog-proof`. Letters, digits,
        /// dots, hyphens and slashes alone, so that it names no other place.
        public init(file path: String) {
            let parts = path.split(separator: "/", omittingEmptySubsequences: false)
            let isPlain = parts.allSatisfy { part in
                part.utf8.first.map { $0 != 0x2E } ?? false
                    && part.utf8.allSatisfy { Percent.isUnreserved($0) && $0 != 0x7E }
            }
            assert(isPlain, "A file beside the page has a plain path: \(path)")
            text = isPlain ? path : "#"
        }

        /// A place outside the product.
        public init(_ external: External) {
            text = external.text
        }
    }

    /// Where the product itself lies, as the operator gave it: `https://vaern.example.dk`, or `http://127.0.0.1:8080` on
    /// the machine itself; nothing after host and port.
    public struct Home: Sendable, Hashable {
        public let text: String

        /// Nil for an address that is not such a one.
        public init?(_ written: String) {
            let parts = written.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, ["http", "https"].contains(parts[0].lowercased()), parts[1].hasPrefix("//") else {
                return nil
            }
            let host = parts[1].dropFirst(2).utf8
            guard let first = host.first, first != 0x2E, first != 0x3A,
                host.allSatisfy({ Percent.isUnreserved($0) || $0 == 0x3A || $0 == 0x5B || $0 == 0x5D })
            else { return nil }
            text = written
        }
    }

    /// An address outside the product, as somebody wrote it: `https:` with a host name and no user name, or `mailto:`
    /// with one address and nothing more. Everything else is refused.
    public struct External: Sendable, Hashable {
        let text: String

        /// Nil for an address that is not one of the two.
        public init?(_ written: String) {
            let lower = written.lowercased()
            guard written.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F && $0 != 0x5C }) else { return nil }
            if lower.hasPrefix("https://") {
                let rest = written.dropFirst("https://".count)
                let authority = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
                let host = authority.utf8
                guard let first = host.first, first != 0x2E, first != 0x3A,
                    host.allSatisfy({ Percent.isUnreserved($0) || $0 == 0x3A })
                else { return nil }
                text = "https://" + Percent.encoded(String(rest), alsoKeeping: Percent.ofAddresses)
            } else if lower.hasPrefix("mailto:") {
                let address = written.dropFirst("mailto:".count)
                let parts = address.split(separator: "@", omittingEmptySubsequences: false)
                guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty }),
                    address.utf8.allSatisfy({ Percent.isUnreserved($0) || $0 == 0x2B || $0 == 0x40 })
                else { return nil }
                text = "mailto:" + address
            } else {
                return nil
            }
        }
    }
}

extension HTML.Addressable {
    /// This place as an address.
    @inlinable public var link: HTML.Link { HTML.Link(self) }

    /// A part of this place.
    @inlinable public func at(_ fragment: String) -> HTML.Link { HTML.Link(self, fragment: fragment) }
}

/// Percent-encoding of addresses (RFC 3986, §2).
public enum Percent {
    /// The text as one segment of a path, or as a name or value of a query.
    public static func encoded(_ text: String) -> String {
        encoded(text, alsoKeeping: [])
    }

    /// What an address has besides unreserved characters: its delimiters and what is encoded already.
    static let ofAddresses: [UInt8] = Array(":/?#[]@!$&'()*+,;=%".utf8)

    static func encoded(_ text: String, alsoKeeping kept: [UInt8]) -> String {
        if text.utf8.allSatisfy({ isUnreserved($0) || kept.contains($0) }) { return text }
        func digit(_ value: UInt8) -> UInt8 { value < 10 ? 0x30 + value : 0x37 + value }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count)
        for byte in text.utf8 {
            if isUnreserved(byte) || kept.contains(byte) {
                bytes.append(byte)
            } else {
                bytes.append(0x25)
                bytes.append(digit(byte >> 4))
                bytes.append(digit(byte & 15))
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    static func isUnreserved(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E: true
        default: false
        }
    }
}
