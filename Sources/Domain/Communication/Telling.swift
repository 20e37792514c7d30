// SPDX-License-Identifier: MPL-2.0

extension Notice {
    /// How people were told that a version is in force (policy §§7.2, 11).
    public enum Channel: String, Choosable {
        case mail, letter, meeting, posting

        public var label: Phrase {
            switch self {
            case .mail: Phrase(da: "Mail", en: "Mail")
            case .letter: Phrase(da: "Brev", en: "Letter")
            case .meeting: Phrase(da: "Møde", en: "Meeting")
            case .posting: Phrase(da: "Opslag", en: "Posting")
            }
        }
    }

    /// One time that some persons were told: the fact names them by reference.
    public struct Telling: Hashable, Sendable {
        public let position: Int
        public let day: Day
        public let channel: Channel
        public let count: Int
    }
}

/// Records that persons were told of the version that a notice is about. Værn gives it for the mails that a relay has
/// taken, one for very many; people give it for what was said at a meeting or sent by letter. Who was told before is not
/// recorded again.
public struct TellReaders: NoticeDeed {
    public let notice: ID<Notice>
    let persons: [ID<Person>], channel: Notice.Channel

    /// So many references are in one fact: a payload holds at most 32 KiB.
    static let most = 700

    public static let fields = [
        Field.notice, Field("persons", .persons, da: "Hvem fik besked?", en: "Who was told?"),
        Field("channel", .choice(Notice.Channel.choices), da: "Hvordan", en: "How"),
    ]

    public init(_ arguments: Arguments) throws(Refusal) {
        notice = try arguments.id("notice")
        persons = try arguments.ids("persons")
        channel = try arguments.choice("channel")
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        let known = try desk.register.existingNotice(notice)
        guard let span = desk.register.span(of: known), span.from <= desk.today else {
            throw .outOfTurn(
                da: "Versionen er ikke sendt ud. Send den ud først.",
                en: "The version has not been sent out. Send it out first.")
        }
        guard !persons.isEmpty else {
            throw .invalid("persons", da: "Vælg mindst én person.", en: "Choose at least one person.")
        }
        for person in persons { _ = try desk.register.existingPerson(person, "persons") }
        let new = persons.filter { known.told[$0] == nil }.sorted()
        guard !new.isEmpty else {
            throw .outOfTurn(da: "De har fået besked.", en: "They have been told.")
        }
        for start in stride(from: 0, to: new.count, by: TellReaders.most) {
            let part = Array(new[start..<min(start + TellReaders.most, new.count)])
            try desk.record(.notice(notice, .told(channel, part)))
        }
    }
}
