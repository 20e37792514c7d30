// SPDX-License-Identifier: MPL-2.0
import CCurl
import Glibc

/// Addresses that are no place outside: of the machine itself, of a network that is nobody else's, of what a cloud tells its
/// machines (169.254.169.254). A server that asks where somebody says must not be made to ask there.
public enum InternalAddress {
    /// Whether an address in numbers is inside; nil: it is no such address.
    public static func isInside(_ text: String) -> Bool? {
        var (four, six) = (in_addr(), in6_addr())
        if inet_pton(AF_INET, text, &four) == 1 { return isInside(withUnsafeBytes(of: four) { Array($0) }) }
        if inet_pton(AF_INET6, text, &six) == 1 { return isInside(withUnsafeBytes(of: six) { Array($0) }) }
        return nil
    }

    /// Whether the host of a web address is one, as far as its letters say: a name says so when it is looked up, where each
    /// address is looked at that is connected to.
    public static func isInside(host: String) -> Bool {
        let name = host.last == "." ? String(host.dropLast()) : host
        let bare = name.first == "[" ? String(name.dropFirst().dropLast()) : name
        if let known = isInside(bare) { return known }
        // What is read as a number in other ways (2130706433, 0x7f.1) is no name that anybody has.
        var number = in_addr()
        if inet_aton(bare, &number) != 0 { return true }
        return name == "localhost" || name.hasSuffix(".localhost")
    }

    /// - Parameter bytes: four or sixteen, in the order of the network.
    static func isInside(_ bytes: [UInt8]) -> Bool {
        switch bytes.count {
        case 4: isInsideFour(bytes)
        case 16: isInsideSix(bytes)
        case _: true
        }
    }

    /// The special addresses of IPv4 (RFC 6890), with the shared ones of providers (RFC 6598).
    private static let four: [(start: [UInt8], bits: Int)] = [
        ([0, 0, 0, 0], 8), ([10, 0, 0, 0], 8), ([100, 64, 0, 0], 10), ([127, 0, 0, 0], 8), ([169, 254, 0, 0], 16),
        ([172, 16, 0, 0], 12), ([192, 0, 0, 0], 24), ([192, 0, 2, 0], 24), ([192, 88, 99, 0], 24),
        ([192, 168, 0, 0], 16), ([198, 18, 0, 0], 15), ([198, 51, 100, 0], 24), ([203, 0, 113, 0], 24),
        ([224, 0, 0, 0], 4), ([240, 0, 0, 0], 4),
    ]

    private static func isInsideFour(_ bytes: [UInt8]) -> Bool {
        four.contains { starts(bytes, $0.start, bits: $0.bits) }
    }

    /// Of IPv6 only what is given out to the world (2000::/3) is outside, less what carries an address of the other kind or is
    /// for examples.
    private static func isInsideSix(_ bytes: [UInt8]) -> Bool {
        let zeros = [UInt8](repeating: 0, count: 10)
        // ::ffff:0:0/96 and 64:ff9b::/96 are IPv4 in other words, and so is 2002::/16.
        if starts(bytes, zeros + [0xFF, 0xFF], bits: 96) || starts(bytes, [0, 0x64, 0xFF, 0x9B] + zeros, bits: 96) {
            return isInsideFour(Array(bytes[12...]))
        }
        if starts(bytes, [0x20, 0x02], bits: 16) { return isInsideFour(Array(bytes[2..<6])) }
        return !starts(bytes, [0x20], bits: 3) || starts(bytes, [0x20, 0x01, 0, 0], bits: 23)
            || starts(bytes, [0x20, 0x01, 0x0D, 0xB8], bits: 32)
    }

    private static func starts(_ bytes: [UInt8], _ start: [UInt8], bits: Int) -> Bool {
        for index in 0..<(bits + 7) / 8 {
            let mask: UInt8 = bits - index * 8 >= 8 ? 0xFF : ~(0xFF >> UInt8(bits - index * 8))
            let wanted = index < start.count ? start[index] : 0
            if bytes[index] & mask != wanted & mask { return false }
        }
        return true
    }

    /// Opens a socket to what is outside, and to nothing else. Its data is a Bool that becomes true where it refuses.
    static let opener: curl_opensocket_callback = { refused, _, address in
        guard let address, let offset = MemoryLayout<curl_sockaddr>.offset(of: \.addr) else { return -1 }
        let raw = UnsafeRawPointer(address) + offset
        let known = address.pointee
        let bytes: [UInt8]
        switch known.family {
        case AF_INET:
            let start = MemoryLayout<sockaddr_in>.offset(of: \.sin_addr) ?? 4
            bytes = (0..<4).map { raw.load(fromByteOffset: start + $0, as: UInt8.self) }
        case AF_INET6:
            let start = MemoryLayout<sockaddr_in6>.offset(of: \.sin6_addr) ?? 8
            bytes = (0..<16).map { raw.load(fromByteOffset: start + $0, as: UInt8.self) }
        case _: bytes = []
        }
        guard !InternalAddress.isInside(bytes) else {
            refused?.assumingMemoryBound(to: Bool.self).pointee = true
            return -1
        }
        return socket(known.family, known.socktype | Int32(SOCK_CLOEXEC.rawValue), known.`protocol`)
    }
}
