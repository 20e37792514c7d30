// SPDX-License-Identifier: MPL-2.0

/// Where packages of e-learning that were made elsewhere are served: a listener of its own under another name than the pages,
/// so that a browser keeps what they run apart from them. A port alone does not: cookies are sent to all ports of a name
/// (RFC 6265, 8.5).
public struct PackagePlace: Sendable, Hashable {
    /// The address listened on.
    public let host: String
    public let port: Int
    /// What browsers know it by: `https://pakker.example.dk`, without a slash at its end.
    public let origin: String

    /// - Parameters:
    ///   - publicAddress: the origin that browsers use, if it is another than the address listened on.
    ///   - isSecure: whether the listener itself has TLS.
    /// - Returns: nil where the address is no origin: a scheme, a name and perhaps a port, and nothing after them.
    public init?(host: String, port: Int, publicAddress: String?, isSecure: Bool) {
        self.host = host
        self.port = port
        let named = host.contains(":") ? "[\(host)]" : host
        let given = (publicAddress ?? "\(isSecure ? "https" : "http")://\(named):\(port)").lowercased()
        let text = given.hasSuffix("/") ? String(given.dropLast()) : given
        guard let scheme = ["https://", "http://"].first(where: text.hasPrefix) else { return nil }
        let authority = text.dropFirst(scheme.count)
        // What may stand in a source of a content security policy, and nothing that ends one.
        guard !Self.name(of: String(authority)).isEmpty,
            authority.utf8.allSatisfy({ byte in
                (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte)
                    || [0x2D, 0x2E, 0x3A, 0x5B, 0x5D].contains(byte)
            })
        else { return nil }
        // A browser leaves the usual port out.
        let usual = scheme == "https://" ? ":443" : ":80"
        origin = text.hasSuffix(usual) && !text.hasSuffix("]") ? String(text.dropLast(usual.count)) : text
    }

    /// Name and port, as `Host` says them.
    var authority: String { String(origin.drop { $0 != "/" }.dropFirst(2)) }

    var isSecure: Bool { origin.hasPrefix("https://") }

    /// Whether what a browser keeps for the pages at an address is not sent here: the name is another one.
    ///
    /// - Parameter authority: a name and perhaps a port, or a whole origin.
    public func isApart(from authority: String) -> Bool {
        Self.name(of: authority) != Self.name(of: self.authority)
    }

    /// The name of `[::1]:8300`, `pakker.example.dk` and `https://pakker.example.dk:8443`.
    private static func name(of authority: String) -> String {
        var text = authority.lowercased()[...]
        for scheme in ["https://", "http://"] where text.hasPrefix(scheme) { text = text.dropFirst(scheme.count) }
        if text.first == "[" { return String(text.dropFirst().prefix { $0 != "]" }) }
        var name = text.prefix { $0 != ":" && $0 != "/" }
        // The same name, written to the end.
        if name.last == "." { name = name.dropLast() }
        return String(name)
    }
}
