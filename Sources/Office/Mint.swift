// SPDX-License-Identifier: MPL-2.0

public import Domain
public import Ledger
import Synchronization

/// The one place that makes identities: UUIDv7 for facts and commands (they sort by time), random ones for all else.
public struct Mint: Sendable {
    private let draw: @Sendable () -> UInt64

    public init(_ draw: @escaping @Sendable () -> UInt64) {
        self.draw = draw
    }

    /// The operating system's random numbers.
    public static let system = Mint {
        var generator = SystemRandomNumberGenerator()
        return generator.next()
    }

    /// The same identities for the same seed, for example data and tests.
    public static func seeded(_ seed: UInt64) -> Mint {
        let state = Seeded(seed)
        return Mint { state.next() }
    }

    /// 122 random bits as a UUID of version 4.
    public func random() -> (UInt64, UInt64) {
        (draw() & 0xFFFF_FFFF_FFFF_0FFF | 0x4000, draw() & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000)
    }

    /// A UUID of version 7: milliseconds since 1970, then random bits (RFC 9562).
    public func ordered(at instant: Instant) -> Ref {
        let time = UInt64(max(0, instant.milliseconds)) << 16
        return Ref(high: time | 0x7000 | draw() & 0x0FFF, low: draw() & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000)
    }

    /// 12 hexadecimal digits that tell one thing from others, as in a log; no secret.
    public func tag() -> String {
        let digits = String(draw() >> 16, radix: 16)
        return String(repeating: "0", count: 12 - digits.utf8.count) + digits
    }

    /// 32 bytes that nobody can guess, as 64 hexadecimal digits: session and token secrets.
    public func secret() -> String {
        (0..<4).map { _ in
            let digits = String(draw(), radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }.joined()
    }

    /// 32 bytes that nobody can guess: the seed of a ledger's key.
    public func seed() -> [UInt8] {
        (0..<4).flatMap { _ in withUnsafeBytes(of: draw()) { Array($0) } }
    }

    private final class Seeded: Sendable {
        private let state: Mutex<UInt64>

        init(_ seed: UInt64) { state = Mutex(seed) }

        /// SplitMix64: small, and good enough for identities that need not be secret.
        func next() -> UInt64 {
            state.withLock { state in
                state &+= 0x9E37_79B9_7F4A_7C15
                var mixed = state
                mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
                mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
                return mixed ^ (mixed >> 31)
            }
        }
    }
}
