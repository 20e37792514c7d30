// SPDX-License-Identifier: MPL-2.0

import Domain
import Exchange

/// A request as the site sees it, whatever brought it: the network or the socket of the command line.
struct Ask: Sendable {
    /// How it came.
    enum Way: Sendable, Hashable {
        case network
        /// The Unix socket; the user at the other end is root or the server's own.
        case socket(user: String)
    }

    /// The body is larger than may be read, here this many bytes.
    struct TooLarge: Error {
        let limit: Int
    }

    /// The body comes so slowly that it is not waited for.
    struct TooSlow: Error {}

    let id: String
    let method: String
    /// As it was sent: not decoded, without the query.
    let rawPath: String
    /// What stands after `?`, not decoded.
    let rawQuery: String
    /// Names in lower case.
    let headers: [String: String]
    /// The address of the one who asks, as far as it can be believed.
    let client: String
    let isSecure: Bool
    let way: Way
    /// The declared length of the body.
    let length: Int?
    /// Reads the whole body, at most so many bytes.
    let body: @Sendable (Int) async throws -> [UInt8]

    var isSocket: Bool { way != .network }

    func header(_ name: String) -> String? { headers[name] }

    /// The value of a cookie; nil if it is missing or stands twice.
    func cookie(_ name: String) -> String? {
        var found: String?
        let start = (name + "=").utf8
        for piece in (header("cookie") ?? "").utf8.split(separator: 0x3B) {
            let pair = piece.drop { $0 == 0x20 }
            guard pair.starts(with: start) else { continue }
            guard found == nil else { return nil }
            found = String(Substring(pair.dropFirst(start.count)))
        }
        return found
    }
}

/// What is sent back.
struct Answer: Sendable {
    var status: Int
    var headers: [(String, String)] = []
    var body: [UInt8] = []

    init(_ status: Int, type: String = "text/html; charset=utf-8", _ body: [UInt8], headers: [(String, String)] = []) {
        self.status = status
        self.headers = headers + [("content-type", type)]
        self.body = body
    }

    /// To another page of ours, after something was done.
    static func see(_ path: String, headers: [(String, String)] = []) -> Answer {
        var answer = Answer(303, [], headers: headers + [("location", Own.path(path))])
        answer.headers.removeAll { $0.0 == "content-type" }
        return answer
    }

    /// To a sign-in provider: an address that was made from what the organisation set up, over TLS.
    static func leave(to address: String) -> Answer {
        var answer = see("/")
        if WebCall(address).isSafe { answer.headers = [("location", address)] }
        return answer
    }
}

/// Addresses that lead nowhere but to ourselves.
enum Own {
    /// The path if it is one of our own, else the front page: it begins with one slash, and has no backslash, no
    /// control character and no encoded one.
    static func path(_ text: String?) -> String {
        guard var text, text.utf8.count <= 2000, text.withUTF8(isOwn) else { return "/" }
        return text
    }

    private static func isOwn(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        func encodes(_ index: Int, _ codes: [(UInt8, UInt8)]) -> Bool {
            guard index + 2 < bytes.count, bytes[index] == 0x25 else { return false }
            return codes.contains { $0 == (bytes[index + 1], bytes[index + 2] | 0x20) }
        }
        let slash: [(UInt8, UInt8)] = [(0x32, 0x66)]
        // \ CR LF NUL
        let hidden: [(UInt8, UInt8)] = [(0x35, 0x63), (0x30, 0x64), (0x30, 0x61), (0x30, 0x30)]
        guard bytes.first == 0x2F, bytes.count < 2 || bytes[1] != 0x2F, !encodes(1, slash) else { return false }
        return bytes.indices.allSatisfy { index in
            let byte = bytes[index]
            return byte > 0x20 && byte < 0x7F && byte != 0x5C && (byte != 0x25 || !encodes(index, hidden))
        }
    }
}
