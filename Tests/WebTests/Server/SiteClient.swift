// SPDX-License-Identifier: MPL-2.0

import Hummingbird
import Logging
import NIOCore
import NIOEmbedded
import ServiceLifecycle
import Synchronization

@testable import Web

/// Asks a site as the network does, without a socket.
struct SiteClient: Sendable {
    struct Answer: Sendable {
        let status: HTTPResponse.Status
        let headers: HTTPFields
        let body: ByteBuffer
    }

    let responder: NetworkResponder

    init(_ site: Site) { responder = NetworkResponder(site: site, isSocket: false) }

    func execute(
        uri: String, method: HTTPRequest.Method, headers: HTTPFields = [:], body: ByteBuffer? = nil
    ) async throws -> Answer {
        var headers = headers
        if let body { headers[.contentLength] = "\(body.readableBytes)" }
        let head = HTTPRequest(
            method: method, scheme: "http", authority: "localhost", path: uri, headerFields: headers)
        let source = ApplicationRequestContextSource(channel: NIOAsyncTestingChannel(), logger: Logger(label: "test"))
        let response = try await responder.respond(
            to: Request(head: head, body: RequestBody(buffer: body ?? ByteBuffer())),
            context: Connection(source: source))
        let written = Written()
        try await response.body.write(written)
        return Answer(status: response.status, headers: response.headers, body: written.bytes.withLock { $0 })
    }

    private final class Written: ResponseBodyWriter {
        let bytes = Mutex(ByteBuffer())

        func write(_ buffer: ByteBuffer) async throws {
            bytes.withLock { _ = $0.writeImmutableBuffer(buffer) }
        }

        func finish(_ trailingHeaders: HTTPFields?) async throws {}
    }

    /// Serves a site on a free port of this machine while `body` runs.
    static func serve<Value: Sendable>(
        _ site: Site, _ body: @Sendable @escaping (_ port: Int) async throws -> Value
    ) async throws -> Value {
        let (ports, known) = AsyncStream.makeStream(of: Int.self)
        let application = Application(
            responder: NetworkResponder(site: site, isSocket: false),
            configuration: .init(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { known.yield($0.localAddress?.port ?? 0) }, logger: Logger(label: "test"))
        let group = ServiceGroup(services: [application], logger: Logger(label: "test"))
        async let served: Void = group.run()
        var iterator = ports.makeAsyncIterator()
        let port = await iterator.next() ?? 0
        let value: Value
        do { value = try await body(port) } catch {
            await group.triggerGracefulShutdown()
            throw error
        }
        await group.triggerGracefulShutdown()
        try await served
        return value
    }
}
