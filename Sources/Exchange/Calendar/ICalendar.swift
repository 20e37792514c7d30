// SPDX-License-Identifier: MPL-2.0

public import Domain

/// A calendar of whole days as RFC 5545 has it, to be asked for again and again by the programs of others.
public struct ICalendar: Sendable, Hashable {
    /// One due day.
    public struct Event: Sendable, Hashable {
        /// The same for as long as it is the same duty, whatever its day.
        public let uid: String
        /// Grows when something about it changes.
        public let sequence: Int
        /// When what it says was last recorded.
        public let stamp: Instant
        public let day: Day
        public let summary: String
        public let description: String
        public let url: String
        /// So many days before, the calendar reminds.
        public let alarms: [Int]
        /// Nothing is to be done any more. A program that has the event strikes it out or takes it away (RFC 5545,
        /// 3.8.1.11; RFC 5546, 3.2.1); without it, some keep what is no longer in the feed.
        public let isCancelled: Bool

        public init(
            uid: String, sequence: Int, stamp: Instant, day: Day, summary: String, description: String, url: String,
            alarms: [Int], isCancelled: Bool = false
        ) {
            self.uid = uid
            self.sequence = sequence
            self.stamp = stamp
            self.day = day
            self.summary = summary
            self.description = description
            self.url = url
            self.alarms = alarms
            self.isCancelled = isCancelled
        }
    }

    public let name: String
    /// `da` or `en`.
    public let language: String
    public let events: [Event]

    public init(name: String, language: String, events: [Event]) {
        self.name = name
        self.language = language
        self.events = events
    }

    /// The bytes of the file.
    public static func bytes(_ calendar: ICalendar) -> [UInt8] {
        var lines = Lines()
        lines.add("BEGIN", "VCALENDAR")
        lines.add("VERSION", "2.0")
        lines.add("PRODID", "-//Vaern//vaern//\(calendar.language.uppercased())")
        lines.add("CALSCALE", "GREGORIAN")
        lines.add("METHOD", "PUBLISH")
        lines.add("X-WR-CALNAME", escaped(calendar.name))
        lines.add("X-WR-TIMEZONE", "Europe/Copenhagen")
        lines.add("REFRESH-INTERVAL;VALUE=DURATION", "PT6H")
        lines.add("X-PUBLISHED-TTL", "PT6H")
        for event in calendar.events { append(event, calendar.language, to: &lines) }
        lines.add("END", "VCALENDAR")
        return lines.bytes
    }

    private static func append(_ event: Event, _ language: String, to lines: inout Lines) {
        lines.add("BEGIN", "VEVENT")
        lines.add("UID", event.uid)
        lines.add("SEQUENCE", "\(event.sequence)")
        lines.add("DTSTAMP", utc(event.stamp))
        lines.add("LAST-MODIFIED", utc(event.stamp))
        lines.add("DTSTART;VALUE=DATE", compact(event.day))
        lines.add("DTEND;VALUE=DATE", compact(event.day + 1))
        lines.add("SUMMARY;LANGUAGE=\(language)", escaped(event.summary))
        lines.add("DESCRIPTION;LANGUAGE=\(language)", escaped(event.description))
        lines.add("URL", event.url)
        lines.add("STATUS", event.isCancelled ? "CANCELLED" : "CONFIRMED")
        // A due day does not make anybody busy.
        lines.add("TRANSP", "TRANSPARENT")
        lines.add("CLASS", "PRIVATE")
        for days in event.isCancelled ? [] : event.alarms {
            lines.add("BEGIN", "VALARM")
            lines.add("ACTION", "DISPLAY")
            lines.add("DESCRIPTION", escaped(event.summary))
            lines.add("TRIGGER", "-P\(days)D")
            lines.add("END", "VALARM")
        }
        lines.add("END", "VEVENT")
    }

    /// A text value (RFC 5545, 3.3.11). Control characters but line breaks are left out.
    static func escaped(_ text: String) -> String {
        var out = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\", ";", ",": out += ["\\", scalar]
            case "\n": out += ["\\", "n"]
            case _ where scalar.value < 0x20 || scalar.value == 0x7F: continue
            case _: out.append(scalar)
            }
        }
        return String(out)
    }

    private static func compact(_ day: Day) -> String { day.description.filter { $0 != "-" } }

    /// `20261123T200716Z`, without the fraction.
    private static func utc(_ instant: Instant) -> String {
        String(instant.description.prefix(19).filter { $0 != "-" && $0 != ":" }) + "Z"
    }

    /// Content lines, folded at 75 octets, never inside a character (RFC 5545, 3.1).
    private struct Lines {
        private(set) var bytes: [UInt8] = []

        mutating func add(_ name: String, _ value: String) {
            var room = 75
            for scalar in "\(name):\(value)".unicodeScalars {
                let size = UTF8.width(scalar)
                if size > room {
                    bytes += [0x0D, 0x0A, 0x20]
                    room = 74
                }
                bytes += UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter
                room -= size
            }
            bytes += [0x0D, 0x0A]
        }
    }
}
