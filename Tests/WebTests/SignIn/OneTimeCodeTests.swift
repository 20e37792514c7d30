// SPDX-License-Identifier: MPL-2.0

import Domain
import Testing

@testable import Web

@Suite("One-time codes of authenticator apps")
struct OneTimeCodeTests {
    private let secret = Array("12345678901234567890".utf8)

    @Test(
        "The vectors of RFC 6238, appendix B",
        arguments: [
            (59, "94287082"), (1_111_111_109, "07081804"), (1_111_111_111, "14050471"), (1_234_567_890, "89005924"),
            (2_000_000_000, "69279037"), (20_000_000_000, "65353130"),
        ] as [(Int64, String)])
    func vectors(_ seconds: Int64, _ code: String) {
        let step = OneTimeCode.step(at: Instant(milliseconds: seconds * 1000 + 999))
        #expect(OneTimeCode.code(secret, step: step, digits: 8) == code)
        #expect(OneTimeCode.code(secret, step: step) == String(code.suffix(6)))
    }

    @Test("The vectors of RFC 4226, appendix D")
    func counters() {
        let codes = [
            "755224", "287082", "359152", "969429", "338314", "254676", "287922", "162583", "399871", "520489",
        ]
        #expect((0..<10).map { OneTimeCode.code(secret, step: $0) } == codes)
    }

    @Test("One step of drift either way, and nothing at or before the last one used")
    func drift() {
        func step(_ of: Int64, after: Int64 = 0) -> Int64? {
            OneTimeCode.step(of: OneTimeCode.code(secret, step: of), secret, near: 100, after: after)
        }
        #expect(step(98) == nil && step(99) == 99 && step(100) == 100 && step(101) == 101 && step(102) == nil)
        #expect(step(100, after: 100) == nil && step(99, after: 100) == nil && step(101, after: 100) == 101)
    }

    @Test("Base32 as RFC 4648 has it")
    func base32() {
        for (text, code) in [("f", "MY"), ("fo", "MZXQ"), ("foo", "MZXW6"), ("foobar", "MZXW6YTBOI"), ("", "")] {
            #expect(OneTimeCode.base32(Array(text.utf8)) == code)
        }
        #expect(
            OneTimeCode.address(secret, issuer: "Værn FKI", account: "asta@x")
                == "otpauth://totp/V%C3%A6rn%20FKI:asta%40x?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
                + "&issuer=V%C3%A6rn%20FKI&algorithm=SHA1&digits=6&period=30")
    }
}
