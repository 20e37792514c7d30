// SPDX-License-Identifier: MPL-2.0

import COpenSSL
import Domain
import HTML

/// The codes of authenticator apps: RFC 6238 on HMAC-SHA-1, six digits, a new one each half minute, which is what all of
/// them understand.
enum OneTimeCode {
    static let seconds: Int64 = 30
    static let digits = 6
    /// How many steps a clock may be wrong, either way (RFC 6238 §5.2).
    static let drift: Int64 = 1
    /// As long as the hash (RFC 4226 §4, R6).
    static let secretBytes = 20

    static func step(at instant: Instant) -> Int64 { instant.milliseconds / 1000 / seconds }

    /// The code of one step (RFC 4226 §5.3).
    static func code(_ secret: [UInt8], step: Int64, digits: Int = digits) -> String {
        let counter = withUnsafeBytes(of: UInt64(bitPattern: step).bigEndian) { Array($0) }
        var hash = [UInt8](repeating: 0, count: 20)
        var count: UInt32 = 0
        HMAC(EVP_sha1(), secret, Int32(secret.count), counter, counter.count, &hash, &count)
        let offset = Int(hash[19] & 15)
        let number =
            UInt32(hash[offset] & 0x7F) << 24 | UInt32(hash[offset + 1]) << 16 | UInt32(hash[offset + 2]) << 8
            | UInt32(hash[offset + 3])
        var modulus: UInt32 = 1
        for _ in 0..<digits { modulus *= 10 }
        let text = String(number % modulus)
        return String(repeating: "0", count: digits - text.count) + text
    }

    /// The step that a code is of, if it is near and later than the one that was used last: no code is taken twice.
    static func step(of code: String, _ secret: [UInt8], near now: Int64, after last: Int64) -> Int64? {
        (now - drift...now + drift).first { $0 > last && Secret.equal(self.code(secret, step: $0), code) }
    }

    /// What an app reads: the secret, and whose it is.
    static func address(_ secret: [UInt8], issuer: String, account: String) -> String {
        let label = Percent.encoded(issuer) + ":" + Percent.encoded(account)
        return "otpauth://totp/\(label)?secret=\(base32(secret))&issuer=\(Percent.encoded(issuer))"
            + "&algorithm=SHA1&digits=\(digits)&period=\(seconds)"
    }

    /// RFC 4648 §6 without padding: what people type into an app.
    static func base32(_ bytes: [UInt8]) -> String {
        let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
        var (text, held, bits): (String, UInt32, Int) = ("", 0, 0)
        for byte in bytes {
            held = held << 8 | UInt32(byte)
            bits += 8
            while bits >= 5 {
                bits -= 5
                text.append(letters[Int(held >> UInt32(bits) & 31)])
            }
        }
        if bits > 0 { text.append(letters[Int(held << UInt32(5 - bits) & 31)]) }
        return text
    }
}
