// SPDX-License-Identifier: MPL-2.0
import CZlib

/// Puts files into a ZIP archive, stored and not packed (PKWARE APPNOTE 4.3).
public struct ZipWriter {
    private var out: [UInt8] = []
    private var directory: [UInt8] = []
    private var count = 0

    private static func number(_ value: Int, _ bytes: Int) -> [UInt8] {
        (0..<bytes).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
    }

    public init() {}

    public mutating func add(_ name: String, _ content: [UInt8]) {
        let sum = content.withUnsafeBufferPointer { Int(crc32(0, $0.baseAddress, UInt32($0.count))) }
        let name = Array(name.utf8)
        // Version 2.0, no flags, stored, 1 January 1980: the same content gives the same archive.
        let facts =
            Self.number(20, 2) + Self.number(0, 2) + Self.number(0, 2) + Self.number(0, 2) + Self.number(0x21, 2)
            + Self.number(sum, 4) + Self.number(content.count, 4) + Self.number(content.count, 4)
            + Self.number(name.count, 2) + Self.number(0, 2)
        directory +=
            Self.number(0x0201_4B50, 4) + Self.number(20, 2) + facts + [UInt8](repeating: 0, count: 10)
            + Self.number(out.count, 4) + name
        out += Self.number(0x0403_4B50, 4) + facts + name + content
        count += 1
    }

    public var finished: [UInt8] {
        out + directory + Self.number(0x0605_4B50, 4) + Self.number(0, 4) + Self.number(count, 2)
            + Self.number(count, 2) + Self.number(directory.count, 4) + Self.number(out.count, 4) + Self.number(0, 2)
    }
}
