// SPDX-License-Identifier: MPL-2.0

/// The address of a web server, taken apart before anything is sent there. What programs read in different ways (a user
/// before the host, backslashes, blanks, letters beyond ASCII) is no address here, so that all mean the same host.
public struct WebAddress: Hashable, Sendable {
    /// Over TLS.
    public let isSecure: Bool
    /// In lower case; a number of IPv6 with its brackets.
    public let host: String
    /// Nil: the usual one.
    public let port: Int?

    /// - Parameter text: begins with `https://` or `http://` (RFC 3986).
    public init?(_ text: String) {
        guard text.utf8.allSatisfy({ (0x21...0x7E).contains($0) && !Self.forbidden.contains($0) }) else { return nil }
        isSecure = text.hasPrefix("https://")
        guard isSecure || text.hasPrefix("http://") else { return nil }
        let authority = text.dropFirst(isSecure ? 8 : 7).prefix { !"/?#".contains($0) }
        // Whoever stands before an @ is no host, however much it looks like one.
        guard !authority.contains("@") else { return nil }
        var rest = authority
        if authority.first == "[" {
            guard let end = authority.firstIndex(of: "]"), Self.isNumber(authority[..<end].dropFirst()) else {
                return nil
            }
            host = authority[...end].lowercased()
            rest = authority[authority.index(after: end)...]
        } else {
            let name = authority.prefix { $0 != ":" }
            guard !name.isEmpty, name.allSatisfy({ $0.isLetter || $0.isNumber || "-._".contains($0) }) else {
                return nil
            }
            host = name.lowercased()
            rest = authority.dropFirst(name.count)
        }
        guard !rest.isEmpty else {
            port = nil
            return
        }
        let digits = rest.dropFirst()
        guard rest.first == ":", (1...5).contains(digits.count), digits.allSatisfy(\.isNumber),
            let number = Int(digits), (1...65_535).contains(number)
        else { return nil }
        port = number
    }

    /// Whether it is this machine itself.
    public var isLocal: Bool { ["127.0.0.1", "localhost", "[::1]"].contains(host) }

    /// Stand in no address unescaped, and are read in different ways where they do.
    private static let forbidden = Set("\\\"<>^`{|}".utf8)

    private static func isNumber(_ text: Substring) -> Bool {
        text.contains(":") && text.allSatisfy { $0.isHexDigit || ":.".contains($0) }
    }
}
