// SPDX-License-Identifier: MPL-2.0

import ArgumentParser
import Domain
import Foundation

/// A request to the running server through its Unix socket, or to one started for this command alone. The command line
/// is a third door to the same commands: it knows nothing that the interface does not.
struct Client {
    struct Answer {
        let status: Int
        let headers: [String: String]
        let body: Data

        var object: [String: Any] { (try? JSONSerialization.jsonObject(with: body)) as? [String: Any] ?? [:] }
    }

    let socket: String
    let token: String?
    /// The operating-system user, who may act as operator where no person's token is given.
    let user: String
    let organisation: String?
    /// In which language names and problems are wanted.
    let language: Language

    /// Sends one request and reads the whole answer.
    func send(_ method: String, _ path: String, body given: Data? = nil, headers: [String: String] = [:]) throws
        -> Answer
    {
        let body = given ?? Data()
        var lines = [
            "\(method) \(path) HTTP/1.1", "Host: vaern", "Connection: close", "Accept: application/json",
            "Accept-Language: \(language.rawValue)",
        ]
        if let token {
            lines.append("Authorization: Bearer \(token)")
        } else {
            lines.append("X-Vaern-Operator: \(user)")
        }
        if let organisation { lines.append("X-Vaern-Organisation: \(organisation)") }
        if given != nil { lines.append("Content-Type: application/json") }
        for (name, value) in headers { lines.append("\(name): \(value)") }
        lines += ["Content-Length: \(body.count)", "", ""]
        let reply = try exchange(Data(lines.joined(separator: "\r\n").utf8) + body)
        return try Client.parse(reply)
    }

    /// What somebody typed as one segment of a path, or as a value of a query.
    static func place(_ text: String) -> String {
        // RFC 3986, 2.3: what never means anything else.
        let plain = CharacterSet(charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
        return text.addingPercentEncoding(withAllowedCharacters: plain) ?? text
    }

    private func exchange(_ request: Data) throws -> Data {
        let descriptor = UnixSocket.connect(socket)
        guard descriptor >= 0 else {
            throw stop("The server does not answer on \(socket). Start it with »vaern serve«.")
        }
        defer { close(descriptor) }
        request.withUnsafeBytes { bytes in
            var sent = 0
            while sent < bytes.count {
                let count = Glibc.send(descriptor, bytes.baseAddress! + sent, bytes.count - sent, Int32(MSG_NOSIGNAL))
                guard count > 0 else { break }
                sent += count
            }
        }
        var reply = Data()
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = read(descriptor, &buffer, buffer.count)
            guard count > 0 else { return reply }
            reply.append(contentsOf: buffer[..<count])
        }
    }

    private static func parse(_ reply: Data) throws -> Answer {
        guard let end = reply.range(of: Data("\r\n\r\n".utf8)) else {
            throw stop("The server closed the connection without an answer. See its log.")
        }
        let lines = String(decoding: reply[..<end.lowerBound], as: UTF8.self).components(separatedBy: "\r\n")
        guard let status = lines.first?.split(separator: " ").dropFirst().first.flatMap({ Int($0) }) else {
            throw stop("The server's answer cannot be read.")
        }
        var headers: [String: String] = [:]
        for line in lines.dropFirst() {
            guard let colon = line.firstIndex(of: ":") else { continue }
            headers[line[..<colon].lowercased()] = line[line.index(after: colon)...].trimmingCharacters(
                in: .whitespaces)
        }
        var body = Data(reply[end.upperBound...])
        if headers["transfer-encoding"]?.lowercased() == "chunked" { body = unchunked(body) }
        return Answer(status: status, headers: headers, body: body)
    }

    private static func unchunked(_ data: Data) -> Data {
        var rest = data[...]
        var body = Data()
        while let line = rest.range(of: Data("\r\n".utf8)),
            let size = Int(String(decoding: rest[rest.startIndex..<line.lowerBound], as: UTF8.self), radix: 16),
            size > 0
        {
            let start = line.upperBound
            body += rest[start..<min(start + size, rest.endIndex)]
            rest = rest[min(start + size + 2, rest.endIndex)...]
        }
        return body
    }
}

/// The one place that speaks to the operating system's sockets.
enum UnixSocket {
    /// A connected descriptor, or a negative number.
    static func connect(_ path: String) -> Int32 {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let bytes = Array(path.utf8)
        guard bytes.count < MemoryLayout.size(ofValue: address.sun_path) else { return -1 }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { return -1 }
        let result = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Glibc.connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard result == 0 else {
            close(descriptor)
            return -1
        }
        return descriptor
    }
}
