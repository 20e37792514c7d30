// SPDX-License-Identifier: MPL-2.0
import CSodium
import Testing

@testable import Ledger

/// Hashes and signatures are OpenSSL's; libsodium, written by others, must mean the same by them.
@Suite("Hashes and the texts they stand in")
struct DigestTests {
    @Test("SHA-256 and HMAC are those of libsodium, across the edges of blocks, whole and in pieces")
    func sameAsTheOther() throws {
        var dice = Dice(31)
        for length in Array(0...300) + [4095, 4096, 32768, 100_001] {
            let bytes = dice.bytes(length)
            #expect(Digest.sha256(bytes).bytes == Self.sha256(bytes), "\(length) bytes")
            #expect(Digest.leaf(bytes).bytes == Self.sha256([0] + bytes), "leaf of \(length) bytes")
            let key = dice.bytes(length % 65)
            #expect(
                Digest.commitment(key: key, bytes).bytes == Self.hmac(key, bytes),
                "\(length) bytes, key of \(key.count)")
            var running = Digest.Running()
            let cut = length / 3
            for piece in [bytes[..<cut], bytes[cut..<cut], bytes[cut...]] {
                piece.withUnsafeBytes { running.update($0) }
            }
            #expect(running.finish().bytes == Self.sha256(bytes), "\(length) bytes in pieces")
        }
        let (left, right) = (try #require(Hash32(dice.bytes(32))), try #require(Hash32(dice.bytes(32))))
        #expect(Digest.node(left, right).bytes == Self.sha256([1] + left.bytes + right.bytes))
    }

    @Test("Signatures are those of libsodium, and each takes the other's and no changed one")
    func signatures() throws {
        var dice = Dice(34)
        for length in [0, 1, 31, 32, 33, 64, 200, 5000] {
            let (seed, bytes) = (dice.bytes(32), dice.bytes(length))
            var publicKey = [UInt8](repeating: 0, count: 32)
            var secret = [UInt8](repeating: 0, count: 64)
            #expect(crypto_sign_seed_keypair(&publicKey, &secret, seed) == 0)
            #expect(Ed25519.publicKey(of: seed) == publicKey)
            var theirs = [UInt8](repeating: 0, count: 64)
            #expect(crypto_sign_detached(&theirs, nil, bytes, UInt64(length), secret) == 0)
            #expect(try Ed25519.sign(bytes, with: seed) == theirs)
            #expect(Ed25519.verifies(theirs, over: bytes, publicKey))
            for place in 0..<64 {
                var changed = theirs
                changed[place] ^= 1 << UInt8(place % 8)
                #expect(!Ed25519.verifies(changed, over: bytes, publicKey), "byte \(place)")
            }
            #expect(!Ed25519.verifies(theirs, over: bytes + [0], publicKey))
            #expect(!Ed25519.verifies(theirs, over: bytes, dice.bytes(32)))
            #expect(!Ed25519.verifies(Array(theirs.dropLast()), over: bytes, publicKey))
            #expect(!Ed25519.verifies(theirs, over: bytes, Array(publicKey.dropLast())))
        }
        #expect(Ed25519.publicKey(of: dice.bytes(31)) == nil)
        #expect(throws: Ed25519.Failure.self) { try Ed25519.sign([1], with: dice.bytes(33)) }
    }

    private static func sha256(_ bytes: [UInt8]) -> [UInt8] {
        var out = [UInt8](repeating: 0, count: 32)
        crypto_hash_sha256(&out, bytes, UInt64(bytes.count))
        return out
    }

    private static func hmac(_ key: [UInt8], _ bytes: [UInt8]) -> [UInt8] {
        var state = crypto_auth_hmacsha256_state()
        var out = [UInt8](repeating: 0, count: 32)
        crypto_auth_hmacsha256_init(&state, key, key.count)
        crypto_auth_hmacsha256_update(&state, bytes, UInt64(bytes.count))
        crypto_auth_hmacsha256_final(&state, &out)
        return out
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
