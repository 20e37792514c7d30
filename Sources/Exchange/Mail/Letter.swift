// SPDX-License-Identifier: MPL-2.0
public import Domain

/// One mail to one person, as a relay takes it.
public struct Letter: Hashable, Sendable {
    /// The address of the person it is for.
    public let to: String
    public let subject: String
    /// The same words twice: plain text, and simple HTML for those who read that.
    public let text: String
    public let html: String
    /// The part of the Message-ID before the `@`: the same for the same letter, so that who receives it twice can tell.
    public let id: String
    public let written: Instant
    public let language: Language
    /// Where the weekly mail is turned off with one click (RFC 8058); nil: it cannot be turned off.
    public let unsubscribe: String?

    public init(
        to: String, subject: String, text: String, html: String, id: String, written: Instant, language: Language,
        unsubscribe: String?
    ) {
        self.to = to
        self.subject = subject
        self.text = text
        self.html = html
        self.id = id
        self.written = written
        self.language = language
        self.unsubscribe = unsubscribe
    }

    /// The header lines, each folded where it is long (RFC 5322, 2.2.3). MIME's own lines are added by libcurl.
    func headers(from: String, name: String) -> [String] {
        let host = from.split(separator: "@").last.map(String.init) ?? "localhost"
        var lines = [
            "Date: \(Letter.date(written))", "From: \(EncodedWords.of(name)) <\(from)>", "To: <\(to)>",
            "Subject: \(EncodedWords.of(subject))", "Message-ID: <\(id)@\(host)>",
            // No answering machine writes back (RFC 3834).
            "Auto-Submitted: auto-generated", "Content-Language: \(language.rawValue)",
        ]
        if let unsubscribe {
            lines += ["List-Unsubscribe: <\(unsubscribe)>", "List-Unsubscribe-Post: List-Unsubscribe=One-Click"]
        }
        return lines
    }

    private static let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

    /// `Mon, 23 Nov 2026 07:00:00 +0100` (RFC 5322, 3.3), in Danish local time.
    static func date(_ instant: Instant) -> String {
        let day = Copenhagen.day(of: instant)
        let (year, month, number) = day.components
        let (hour, minute) = Copenhagen.time(of: instant)
        let second = Int(instant.milliseconds / 1000 % 60)
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(weekdays[day.weekday - 1]), \(number) \(months[month - 1]) \(year) "
            + "\(two(hour)):\(two(minute)):\(two(second)) +\(two(Copenhagen.offset(at: instant) / 60))00"
    }
}

/// Texts in headers, which are ASCII: as they are, or as encoded words (RFC 2047).
enum EncodedWords {
    /// So many bytes make 52 characters of base64 and, with the frame of the word and `Subject: ` before it, a line of 73:
    /// such a line has at most 76 (RFC 2047, 2).
    private static let room = 39

    static func of(_ text: String) -> String {
        let isPlain = text.utf8.allSatisfy { (0x20..<0x7F).contains($0) } && !text.contains("=?")
        let isSpecial = text.contains { "()<>[]:;@\\,\".".contains($0) }
        if isPlain, !isSpecial, text.utf8.count <= 60 { return text }
        var (words, word): ([[UInt8]], [UInt8]) = ([], [])
        // A character is never divided between two words (RFC 2047, 5.3). Line breaks would begin another header.
        for scalar in text.unicodeScalars {
            let bytes = Array(String(scalar.value < 0x20 || scalar.value == 0x7F ? " " : scalar).utf8)
            if word.count + bytes.count > room {
                words.append(word)
                word = []
            }
            word += bytes
        }
        words.append(word)
        return words.map { "=?UTF-8?B?\(base64($0))?=" }.joined(separator: "\r\n ")
    }

    private static let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    /// RFC 4648, section 4, with padding.
    static func base64(_ bytes: [UInt8]) -> String {
        var out: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let left = min(3, bytes.count - start)
            var group = Int(bytes[start]) << 16
            if left > 1 { group |= Int(bytes[start + 1]) << 8 }
            if left > 2 { group |= Int(bytes[start + 2]) }
            for place in 0..<4 {
                out.append(place <= left ? letters[group >> (18 - 6 * place) & 63] : 0x3D)
            }
        }
        return String(decoding: out, as: UTF8.self)
    }
}
