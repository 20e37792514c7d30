// SPDX-License-Identifier: MPL-2.0
import Crypto
import Testing

@testable import Ledger

/// The hashes are OpenSSL's, the signatures swift-crypto's: both must mean the same by SHA-256.
@Suite("Hashes and the texts they stand in")
struct DigestTests {
    @Test("SHA-256 and HMAC are those of swift-crypto, across the edges of blocks")
    func sameAsTheOther() throws {
        var dice = Dice(31)
        for length in Array(0...300) + [4095, 4096, 32768, 100_001] {
            let bytes = dice.bytes(length)
            #expect(Digest.sha256(bytes).bytes == Array(SHA256.hash(data: bytes)), "\(length) bytes")
            #expect(Digest.leaf(bytes).bytes == Array(SHA256.hash(data: [0] + bytes)), "leaf of \(length) bytes")
            let key = dice.bytes(length % 65)
            let other = HMAC<SHA256>.authenticationCode(for: bytes, using: SymmetricKey(data: key))
            #expect(Digest.commitment(key: key, bytes).bytes == Array(other), "\(length) bytes, key of \(key.count)")
        }
        let (left, right) = (try #require(Hash32(dice.bytes(32))), try #require(Hash32(dice.bytes(32))))
        #expect(Digest.node(left, right).bytes == Array(SHA256.hash(data: [1] + left.bytes + right.bytes)))
    }

    @Test("A reference has lower-case digits and dashes in their places, and nothing else, at every place")
    func everyCharacterOfAReference() throws {
        var dice = Dice(32)
        let text = Array(dice.ref().text.utf8)
        for place in text.indices {
            for byte in UInt8.min...UInt8.max {
                var other = text
                other[place] = byte
                let isDash = [8, 13, 18, 23].contains(place)
                let fits = isDash ? byte == 0x2D : Hex.value(byte) != nil
                let found = other.withUnsafeBytes { Ref(text: $0) }
                #expect((found != nil) == fits, "\(byte) at \(place)")
                if let found { #expect(Array(found.text.utf8) == other) }
            }
        }
    }

    @Test("A hash's text is read as its bytes, and every other character is refused at every place")
    func everyCharacterOfAHash() throws {
        var dice = Dice(33)
        for _ in 0..<200 {
            let bytes = dice.bytes(32)
            #expect(Base64.encode(bytes).withUnsafeBytes { Base64.hash($0) }?.bytes == bytes)
        }
        let text = Base64.encode(dice.bytes(32))
        for place in text.indices {
            for byte in UInt8.min...UInt8.max {
                var other = text
                other[place] = byte
                let found = other.withUnsafeBytes { Base64.hash($0) }
                #expect(found == Base64.decode(other).flatMap { Hash32($0) }, "\(byte) at \(place)")
            }
        }
    }
}
