// SPDX-License-Identifier: MPL-2.0

import NIOCore
import Synchronization

/// The body of one request, which can be read only once. What is left of it, the connection reads itself.
final class Intake<Body: AsyncSequence & Sendable>: Sendable where Body.Element == ByteBuffer {
    private let body: Body
    private let elapsed: @Sendable () -> Duration
    private let whole = Mutex(false)

    /// - Parameter elapsed: the time since the request began.
    init(_ body: Body, elapsed: @escaping @Sendable () -> Duration) {
        self.body = body
        self.elapsed = elapsed
    }

    convenience init(_ body: Body) {
        let start = ContinuousClock.now
        self.init(body) { ContinuousClock.now - start }
    }

    /// Whether it was read to its end.
    var isWhole: Bool { whole.withLock { $0 } }

    /// A body may take a minute, and a second more for each 100 kB that has come: slower than that nobody sends who
    /// means it. It is looked at as each piece comes; a connection on which nothing comes at all is closed when it
    /// has been idle for as long as the server lets it.
    private static func patience(_ received: Int) -> Duration { .seconds(60) + .milliseconds(received / 100) }

    /// The whole body.
    ///
    /// - Throws: `Ask.TooLarge`, `Ask.TooSlow`; `FormReader.Malformed` for a chunk that is none, or a connection that
    ///   broke off.
    func read(atMost limit: Int) async throws -> [UInt8] {
        var bytes: [UInt8] = []
        do {
            for try await buffer in body {
                bytes.append(contentsOf: buffer.readableBytesView)
                if bytes.count > limit { throw Ask.TooLarge(limit: limit) }
                if elapsed() > Self.patience(bytes.count) { throw Ask.TooSlow() }
            }
        } catch let error where error is Ask.TooLarge || error is Ask.TooSlow {
            throw error
        } catch {
            throw FormReader.Malformed()
        }
        whole.withLock { $0 = true }
        return bytes
    }
}
