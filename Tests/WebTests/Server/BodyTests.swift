// SPDX-License-Identifier: MPL-2.0

import Domain
import Glibc
import Hummingbird
import NIOCore
import Office
import Synchronization
import Testing

@testable import Web

/// Bodies that are too large or too slow, sent to a server that listens.
@Suite struct BodyTests {
    @Test func aChunkedBodyOverTheLimitIsRefusedAndTheServerLives() async throws {
        let text = try await exchange { _ in
            "POST /log-ind HTTP/1.1\r\nHost: x\r\nOrigin: http://x\r\n"
                + "Content-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\n\r\n"
                + "4C4B40\r\n" + String(repeating: "a", count: 5_000_000) + "\r\n0\r\n\r\n"
        }
        #expect(text.hasPrefix("HTTP/1.1 413 "))
        #expect(text.lowercased().contains("connection: close"))
        #expect(text.contains("En formular må højst fylde 1 MB"))
        #expect(!text.contains("Filen er for stor"))
    }

    /// Nothing of the body is sent: the answer waits for nothing.
    @Test func anAnnouncedLengthOverTheLimitIsRefusedAtOnce() async throws {
        let text = try await exchange { _ in
            "POST /log-ind HTTP/1.1\r\nHost: x\r\nOrigin: http://x\r\n"
                + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 99999999999\r\n\r\n"
        }
        #expect(text.hasPrefix("HTTP/1.1 413 "))
        #expect(text.lowercased().contains("connection: close"))
        let api = try await exchange { secret in
            "POST /api/v1/commands/person.add HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                + "Authorization: Bearer \(secret)\r\nContent-Length: 99999999999\r\n\r\n"
        }
        #expect(api.hasPrefix("HTTP/1.1 413 "), "\(api.prefix(300))")
        #expect(api.lowercased().contains("connection: close"))
        #expect(api.contains("\"too-large\""))
    }

    @Test func aSmallBodyKeepsItsConnection() async throws {
        let text = try await exchange { _ in
            "POST /log-ind HTTP/1.1\r\nHost: x\r\nOrigin: http://x\r\n"
                + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 3\r\n\r\na=b"
        }
        #expect(text.hasPrefix("HTTP/1.1 403 "))
        #expect(!text.lowercased().contains("connection: close"))
    }

    /// One byte a second: given up after a minute, not after the whole body.
    @Test func whatComesTooSlowlyIsNotWaitedFor() async throws {
        #expect(try await seconds(pieces: 1_000, of: 1) == 61)
        // 50 kB a second is half of what is asked for: the minute is used up after two.
        #expect(try await seconds(pieces: 200, of: 50_000) == 121)
    }

    @Test func whatComesFastEnoughIsRead() async throws {
        #expect(try await seconds(pieces: 60, of: 1) == nil)
        #expect(try await seconds(pieces: 200, of: 100_000) == nil)
    }

    /// After how many seconds a body is given up that comes in one piece a second; nil: it was read.
    private func seconds(pieces: Int, of size: Int) async throws -> Int? {
        let (stream, source) = AsyncStream.makeStream(of: ByteBuffer.self)
        for _ in 0..<pieces { source.yield(ByteBuffer(repeating: 0x61, count: size)) }
        source.finish()
        let clock = Ticks()
        let intake = Intake(stream) { clock.tick() }
        do {
            #expect(try await intake.read(atMost: .max).count == pieces * size)
            #expect(intake.isWhole)
            return nil
        } catch is Ask.TooSlow {
            #expect(!intake.isWhole)
            return clock.seconds
        }
    }

    /// A clock on which each look takes a second.
    private final class Ticks: Sendable {
        private let passed = Mutex(0)
        var seconds: Int { passed.withLock { $0 } }

        func tick() -> Duration {
            passed.withLock {
                $0 += 1
                return .seconds($0)
            }
        }
    }

    /// What a server answers to these bytes, which need not be a whole request. It must go on answering.
    private func exchange(_ request: (_ secret: String) -> String) async throws -> String {
        let lobby = try await Lobby()
        let token = Arguments([
            "person": ["\(lobby.person("asta"))"], "scope": ["write"], "until": ["\(lobby.today + 9)"],
        ])
        let done = try await lobby.installation.perform(
            .issueToken, token, as: .system(component: "test", rule: nil, version: "1"), door: .system,
            in: lobby.house.id)
        let secret = try #require(done.secret)
        let bytes = Array(request(secret).utf8)
        return try await SiteClient.serve(lobby.site) { port in
            let wire = try Wire(port: port)
            try await wire.send(bytes)
            let answer = try await wire.answer()
            let other = try Wire(port: port)
            try await other.send(Array("GET /healthz HTTP/1.1\r\nhost: localhost\r\n\r\n".utf8))
            #expect(try await other.head().hasPrefix("HTTP/1.1 200"))
            return answer
        }
    }
}

/// A connection to a port of this machine. It never blocks a thread that the server may need.
private final class Wire: Sendable {
    struct Broken: Error {}

    private let handle: CInt

    init(port: Int) throws {
        handle = socket(AF_INET, CInt(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        let size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let done = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(handle, $0, size) }
        }
        guard done == 0 else { throw Broken() }
    }

    deinit { close(handle) }

    func send(_ bytes: [UInt8]) async throws {
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes {
                Glibc.send(handle, $0.baseAddress, $0.count, CInt(MSG_DONTWAIT | Int(MSG_NOSIGNAL)))
            }
            guard count > 0 || errno == EAGAIN else { throw Broken() }
            if count > 0 { sent += count } else { try await Task.sleep(for: .milliseconds(5)) }
        }
    }

    /// Up to the end of the answer's head.
    func head() async throws -> String { try await read { $0.contains("\r\n\r\n") } }

    /// Up to the end of the answer's body.
    func answer() async throws -> String {
        try await read { text in
            text.contains("</html>") || text.contains("application/problem+json") && text.hasSuffix("}")
        }
    }

    /// For at most 20 seconds.
    private func read(until isWhole: (String) -> Bool) async throws -> String {
        var bytes: [UInt8] = []
        for _ in 0..<4000 {
            var piece = [UInt8](repeating: 0, count: 65_536)
            let count = recv(handle, &piece, piece.count, CInt(MSG_DONTWAIT))
            guard count > 0 || (count < 0 && errno == EAGAIN) else { break }
            bytes += piece.prefix(max(0, count))
            let text = String(decoding: bytes, as: UTF8.self)
            if isWhole(text) { return text }
            try await Task.sleep(for: .milliseconds(5))
        }
        throw Broken()
    }
}
