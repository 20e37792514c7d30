// SPDX-License-Identifier: MPL-2.0

/// Where the random keys of payloads and values come from.
public protocol KeySource {
    /// 32 bytes that nobody can guess and that are never given twice.
    func key() -> [UInt8]
}

/// The operating system's random numbers.
public struct SystemKeys: KeySource, Sendable {
    public init() {}

    public func key() -> [UInt8] {
        var generator = SystemRandomNumberGenerator()
        return Hash32(a: generator.next(), b: generator.next(), c: generator.next(), d: generator.next()).bytes
    }
}
