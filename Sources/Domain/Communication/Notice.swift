// SPDX-License-Identifier: MPL-2.0

public import HashTreeCollections

/// The sending of one version to those it concerns (udsendelse), and who has acknowledged it (policy §§7.2, 11): a
/// subject of its own, so that twelve thousand receipts do not disturb the document's revisions. Whom it concerns on a
/// day is computed: newcomers come in on their first working day, leavers drop out, and no fact says so.
public struct Notice: Hashable, Sendable {
    public enum Fact: Hashable, Sendable {
        /// Opened by the act that put the version in force. `text` is the SHA-256 of the structured text, base64.
        case opened(ID<Document>, ID<Document.Version>, text: String, days: Int, way: Audience.Way)
        /// The person has read and understood exactly this text. `quiz` is the position of the fact that set the quiz that was
        /// answered; nil: the text had none.
        case acknowledged(ID<Person>, ID<Document.Version>, text: String, quiz: Int? = nil)
        case reminded(Reminder)
        /// These persons were told that the version is in force.
        case told(Channel, [ID<Person>])
    }

    /// When those who have not read are reminded.
    public enum Reminder: String, Choosable {
        case before, due, after, asked

        public var label: Phrase {
            switch self {
            case .before: Phrase(da: "syv dage før fristen", en: "seven days before the due day")
            case .due: Phrase(da: "på fristens dag", en: "on the due day")
            case .after: Phrase(da: "syv dage efter fristen", en: "seven days after the due day")
            case .asked: Phrase(da: "af ejeren", en: "by the owner")
            }
        }

        /// Those that come by themselves.
        public static let stages: [Reminder] = [.before, .due, .after]

        /// Whether it is for one whose time to read ends on `due`, when it is given on `day`.
        public func concerns(_ due: Day, on day: Day) -> Bool {
            switch self {
            case .before: due - day == 7
            case .due: due == day
            case .after: day - due == 7
            case .asked: true
            }
        }
    }

    public struct Acknowledgement: Hashable, Sendable {
        public let position: Int
        public let day: Day
        /// Of a receipt: the position of the quiz that was answered.
        public var quiz: Int?
    }

    public struct Reminding: Hashable, Sendable {
        public let position: Int
        public let day: Day
        public let reminder: Reminder
    }

    public let id: ID<Notice>
    /// What it says; nil if the fact that opened it was annulled.
    public private(set) var document: ID<Document>?
    public private(set) var version: ID<Document.Version>?
    public private(set) var text = ""
    public private(set) var days = Audience.usualDays
    public private(set) var way = Audience.Way.digest
    /// From which day it is sent, and the fact that said so.
    public private(set) var opened: Acknowledgement?
    public private(set) var acknowledgements: TreeDictionary<ID<Person>, Acknowledgement> = [:]
    public private(set) var reminders: [Reminding] = []
    /// Who was told, the first time.
    public private(set) var told: TreeDictionary<ID<Person>, Acknowledgement> = [:]
    public private(set) var tellings: [Telling] = []
    public private(set) var revision = 0

    init(id: ID<Notice>) { self.id = id }

    mutating func evolve(_ fact: Fact, _ stamp: Stamp) {
        revision += 1
        let place = Acknowledgement(position: stamp.position, day: stamp.effective)
        switch fact {
        case .opened(let document, let version, let text, let days, let way):
            (self.document, self.version, self.text) = (document, version, text)
            (self.days, self.way, opened) = (days, way, place)
        case .acknowledged(let person, _, _, let quiz):
            guard acknowledgements[person] == nil else { return }
            acknowledgements[person] = Acknowledgement(position: stamp.position, day: stamp.effective, quiz: quiz)
        case .reminded(let reminder):
            reminders.append(Reminding(position: stamp.position, day: stamp.effective, reminder: reminder))
        case .told(let channel, let persons):
            tellings.append(
                Telling(position: stamp.position, day: stamp.effective, channel: channel, count: persons.count))
            for person in persons where told[person] == nil { told[person] = place }
        }
    }

    /// Returns whose acknowledgement it was.
    mutating func annul(_ position: Int) -> ID<Person>? {
        revision += 1
        if opened?.position == position { opened = nil }
        reminders.removeAll { $0.position == position }
        if tellings.contains(where: { $0.position == position }) {
            tellings.removeAll { $0.position == position }
            told = told.filter { $0.value.position != position }
        }
        guard let person = acknowledgements.first(where: { $0.value.position == position })?.key else { return nil }
        acknowledgements[person] = nil
        return person
    }
}

extension Register {
    /// From which day a notice is out, and from which it is no more: when the next version's notice opens, or the
    /// document is withdrawn. Nil: it does not stand, for its opening or the entry of its version was annulled.
    public func span(of notice: Notice) -> (from: Day, until: Day?)? {
        guard let from = start(of: notice), let document = notice.document.flatMap({ documents[$0] }) else {
            return nil
        }
        let later = (noticesOf[document.id] ?? []).compactMap { other -> Day? in
            guard other != notice.id, let next = notices[other], next.document == document.id,
                let day = start(of: next),
                let position = next.opened?.position, let own = notice.opened?.position, (day, position) > (from, own)
            else { return nil }
            return day
        }.min()
        return (from, earlier(later, document.withdrawnFrom))
    }

    private func start(of notice: Notice) -> Day? {
        guard let opened = notice.opened, let document = notice.document.flatMap({ documents[$0] }),
            document.created != nil,
            let entered = document.versions.first(where: { $0.id == notice.version })?.entered
        else { return nil }
        return max(opened.day, entered)
    }

    /// The notices of a document that stand, oldest first.
    public func notices(of document: ID<Document>) -> [Notice] {
        (noticesOf[document] ?? []).compactMap { notices[$0] }.filter { $0.document == document && span(of: $0) != nil }
            .sorted { ($0.opened?.position ?? 0) < ($1.opened?.position ?? 0) }
    }

    /// The notice that is out on `day`.
    public func notice(of document: ID<Document>, on day: Day) -> Notice? {
        notices(of: document).last { notice in
            guard let span = span(of: notice) else { return false }
            return day.isIn(span.from, before: span.until)
        }
    }

    func existingNotice(_ id: ID<Notice>) throws(Refusal) -> Notice {
        guard let notice = notices[id], notice.document != nil else {
            throw .invalid("notice", da: "Vælg en udsendelse.", en: "Choose a notice.")
        }
        return notice
    }
}
