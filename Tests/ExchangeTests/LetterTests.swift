// SPDX-License-Identifier: MPL-2.0

import Domain
import Testing

@testable import Exchange

@Suite("Letters")
struct LetterTests {
    private func letter(subject: String = "Emne", unsubscribe: String? = nil) throws -> Letter {
        Letter(
            to: "aase@fki.example", subject: subject, text: "Hej\n", html: "<p>Hej</p>", id: "abc",
            written: try #require(Instant("2026-07-06T05:00:07Z")), language: .da, unsubscribe: unsubscribe)
    }

    @Test("headers are ASCII, folded, and end no line where a text wants one to")
    func headers() throws {
        let subject = "Venter på din afgørelse: »Informationssikkerhedspolitik for Fælleskommunalt It-samarbejde«"
        let lines = try letter(subject: subject + "\r\nBcc: alle@example.dk", unsubscribe: "https://v.example/afmeld/x")
            .headers(from: "vaern@fki.example", name: "Værn")
        #expect(lines.contains("Date: Mon, 6 Jul 2026 07:00:07 +0200"))
        #expect(lines.contains("From: =?UTF-8?B?VsOmcm4=?= <vaern@fki.example>"))
        #expect(lines.contains("Message-ID: <abc@fki.example>"))
        #expect(lines.contains("List-Unsubscribe: <https://v.example/afmeld/x>"))
        #expect(lines.contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click"))
        for line in lines {
            #expect(line.utf8.allSatisfy { $0 < 0x80 })
            for part in line.split(separator: "\r\n") { #expect(part.utf8.count <= 76, "\(part)") }
            // What goes on goes on after a space.
            for rest in line.split(separator: "\r\n").dropFirst() { #expect(rest.hasPrefix(" =?UTF-8?B?")) }
        }
        #expect(try !letter().headers(from: "v@x.example", name: "V").contains { $0.hasPrefix("List-") })
    }

    @Test("plain words stay plain")
    func plain() {
        #expect(EncodedWords.of("Your week in Vaern") == "Your week in Vaern")
        #expect(EncodedWords.of("a=?b").hasPrefix("=?UTF-8?B?"))
        #expect(EncodedWords.base64(Array("f".utf8)) == "Zg==")
        #expect(EncodedWords.base64(Array("fo".utf8)) == "Zm8=")
        #expect(EncodedWords.base64(Array("foo".utf8)) == "Zm9v")
        #expect(EncodedWords.base64(Array("foobar".utf8)) == "Zm9vYmFy")
    }

    @Test("a refusal of the recipient or the letter is final; one of us, or of the moment, is not")
    func judgement() {
        func judge(_ code: Int, _ problem: String, _ answer: String = "") -> HandingOver {
            SMTPRelay.judge(code, problem, answer: answer)
        }
        #expect(judge(550, "RCPT failed: 550", "550 5.1.1 unknown\r\n") == .refused("550 5.1.1 unknown"))
        #expect(judge(554, "Weird server reply", "554 5.7.1 spam") == .refused("554 5.7.1 spam"))
        #expect(judge(451, "RCPT failed: 451", "451 4.7.1 grey") == .later("451 4.7.1 grey"))
        #expect(judge(553, "MAIL failed: 553", "553 not yours") == .unreachable("MAIL failed: 553: 553 not yours"))
        for (code, problem) in [
            (535, "Login denied"), (530, "RCPT failed: 530"), (421, "RCPT failed: 421"), (0, "no route"),
        ] {
            guard case .unreachable = judge(code, problem) else {
                Issue.record("\(code) \(problem)")
                continue
            }
        }
    }

    @Test("a relay that is not there loses nothing and says where")
    func nobodyThere() throws {
        let relay = SMTPRelay(
            .init(
                host: "127.0.0.1", port: 1, security: .none, user: nil, password: nil, from: "v@x.example",
                authorities: nil))
        guard case .unreachable(let said) = relay.hand(try letter()) else {
            Issue.record("it was taken")
            return
        }
        #expect(said.contains("127.0.0.1") && relay.place == "127.0.0.1:1")
    }
}
