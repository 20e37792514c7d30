// SPDX-License-Identifier: MPL-2.0
import COpenSSL

/// Signatures by Ed25519 (RFC 8032): 32-byte seeds and public keys, 64-byte signatures, by OpenSSL.
enum Ed25519 {
    /// OpenSSL has no memory left, or was built without Ed25519.
    struct Failure: Error {}

    /// The public key of a seed; nil if the seed is not 32 bytes.
    static func publicKey(of seed: [UInt8]) -> [UInt8]? {
        guard let key = secret(seed) else { return nil }
        defer { EVP_PKEY_free(key) }
        var bytes = [UInt8](repeating: 0, count: 32)
        var count = bytes.count
        guard EVP_PKEY_get_raw_public_key(key, &bytes, &count) == 1, count == bytes.count else { return nil }
        return bytes
    }

    /// The signature of a seed's key over the bytes. It is the same each time.
    static func sign(_ bytes: [UInt8], with seed: [UInt8]) throws(Failure) -> [UInt8] {
        guard let key = secret(seed) else { throw Failure() }
        defer { EVP_PKEY_free(key) }
        guard let context = EVP_MD_CTX_new() else { throw Failure() }
        defer { EVP_MD_CTX_free(context) }
        var signature = [UInt8](repeating: 0, count: 64)
        var count = signature.count
        guard EVP_DigestSignInit(context, nil, nil, nil, key) == 1,
            EVP_DigestSign(context, &signature, &count, bytes, bytes.count) == 1, count == signature.count
        else { throw Failure() }
        return signature
    }

    /// Whether the signature is the public key's over the bytes. A key or signature of another length is never right.
    static func verifies(_ signature: [UInt8], over bytes: [UInt8], _ publicKey: [UInt8]) -> Bool {
        guard signature.count == 64, publicKey.count == 32,
            let key = EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nil, publicKey, publicKey.count)
        else { return false }
        defer { EVP_PKEY_free(key) }
        guard let context = EVP_MD_CTX_new() else { return false }
        defer { EVP_MD_CTX_free(context) }
        return EVP_DigestVerifyInit(context, nil, nil, nil, key) == 1
            && EVP_DigestVerify(context, signature, signature.count, bytes, bytes.count) == 1
    }

    private static func secret(_ seed: [UInt8]) -> OpaquePointer? {
        guard seed.count == 32 else { return nil }
        return EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nil, seed, seed.count)
    }
}
