// SPDX-License-Identifier: MPL-2.0

/// Where the random keys of payloads and values come from.
public protocol KeySource {
    /// 32 bytes that nobody can guess and that are never given twice.
    mutating func key() -> [UInt8]
}

/// The operating system's random numbers.
public struct SystemKeys: KeySource, Sendable {
    private var generator = SystemRandomNumberGenerator()

    public init() {}

    public mutating func key() -> [UInt8] {
        Hash32(a: generator.next(), b: generator.next(), c: generator.next(), d: generator.next()).bytes
    }
}
