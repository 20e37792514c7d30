// SPDX-License-Identifier: MPL-2.0

public import Domain

extension Sight {
    /// A notice of a document that the person may see.
    public func notice(_ id: ID<Notice>) throws(Refusal) -> Notice {
        guard let notice = register.notices[id], let document = notice.document, register.span(of: notice) != nil,
            sees(.document(document))
        else { throw Refusal.unknown }
        return notice
    }

    /// The notices of a document, oldest first.
    public func notices(of document: ID<Document>) -> [Notice] {
        sees(.document(document)) ? register.notices(of: document).filter { began($0) } : []
    }

    private func began(_ notice: Notice) -> Bool { span(of: notice).map { $0.from <= day } ?? false }

    /// The notice that is out on the day shown.
    public func notice(of document: ID<Document>) -> Notice? {
        sees(.document(document)) ? register.notice(of: document, on: day) : nil
    }

    /// From when until when a notice is out.
    public func span(of notice: Notice) -> (from: Day, until: Day?)? { register.span(of: notice) }

    /// What the person is to read, or has read: each once, in the order of due days.
    public func readings(of reader: ID<Person>) -> [Duty] {
        let answer = look(.readings(reader)) {
            .duties(register.readings(of: reader).filter { sees($0.accessClass(on: day)) && sees($0.subject) })
        }
        guard case .duties(let duties) = answer else { return [] }
        return duties
    }

    /// What the person is to read now; with `planned` also what opens later.
    public func unread(planned: Bool = false) -> [Duty] {
        readings(of: person).filter { duty in
            switch duty.standing(on: day) {
            case .open, .overdue: true
            case .planned: planned
            case .done: false
            }
        }
    }

    /// One person's duty to read what a notice is about; nil if it does not concern the person.
    public func reading(_ notice: ID<Notice>) -> Duty? {
        readings(of: person).first { $0.subject == .notice(notice) }
    }

    /// What is to be done by the person, reading included, in the order of due days. To read is nobody else's duty, so
    /// a deputy has only his own.
    public func myDuties(most: Int, planned: Bool = false) -> [Duty] {
        let others = duties(of: mine(), most: most, planned: planned)
        let unread = personalDuties(planned: planned)
        guard !unread.isEmpty else { return others }
        return Array((others + unread).sorted { $0.key < $1.key }.prefix(most))
    }

    /// How many things wait for the person, reading included.
    public func myCounts() -> (open: Int, overdue: Int) {
        let others = counts(of: mine())
        let unread = personalDuties()
        return (others.open + unread.count, others.overdue + unread.count { $0.due < day })
    }

    /// The class of what a subject is about, on the day shown.
    func accessClass(of subject: Subject) -> AccessClass { register.accessClass(of: subject, on: day) }

    // MARK: Rates

    /// How those whom a notice concerns stand, by unit. Of a text that not all may read only those count who may.
    public func rates(of notice: Notice) -> [ID<Unit>: Readers.Sums] {
        guard let document = notice.document, sees(.document(document)) else { return [:] }
        let answer = look(.rates(notice.id)) {
            guard confined(notice) else { return .rates(register.readers.sumsByUnit(of: notice.id, on: day)) }
            var found: [ID<Unit>: Readers.Sums] = [:]
            for reader in register.concerned(by: notice.id, on: day) where mayRead(notice, reader.person) {
                var one = Readers.Sums()
                one.concerned = 1
                one.done = reader.done == nil ? 0 : 1
                one.due = day > reader.due ? 1 : 0
                one.late = one.due == 1 && reader.done == nil ? 1 : 0
                found[reader.unit, default: .init()] = found[reader.unit, default: .init()] + one
            }
            return .rates(found)
        }
        guard case .rates(let found) = answer else { return [:] }
        return found
    }

    /// Whether the person may see how a unit stands.
    public func seesRate(of unit: ID<Unit>, _ notice: Notice) -> Bool {
        let owner = notice.document.flatMap { register.documents[$0]?.owner.value(on: day) }
        return isOperator || Access.seesRate(of: unit, owner: owner, person, in: newest, on: today)
    }

    /// The sum over all units.
    public func rate(of notice: Notice) -> Readers.Sums { rates(of: notice).values.reduce(Readers.Sums()) { $0 + $1 } }

    /// Those in the audience who may not read the text: a finding for the owner, who widens the access or narrows the
    /// audience.
    public func shutOut(of notice: Notice) -> [ID<Person>] {
        guard let document = notice.document, sees(.document(document)), confined(notice) else { return [] }
        return register.concerned(by: notice.id, on: day).map(\.person).filter { !mayRead(notice, $0) }.sorted()
    }

    /// Whether not everybody may read the version that a notice is about.
    private func confined(_ notice: Notice) -> Bool {
        accessClass(of: notice).map { $0 != .everyone } ?? false
    }

    private func accessClass(of notice: Notice) -> AccessClass? {
        guard let document = notice.document.flatMap({ register.documents[$0] }),
            let version = document.versions.first(where: { $0.id == notice.version })
        else { return nil }
        let then = document.accessClass(version.classification(on: day))
        guard isPast, let now = newest.accessClass(of: version.id, of: document.id, on: today) else { return then }
        return max(then, now)
    }

    private func mayRead(_ notice: Notice, _ reader: ID<Person>) -> Bool {
        accessClass(of: notice).map { Access.sees($0, reader, in: newest, on: today) } ?? false
    }

    /// Those of a unit, and of those below it, who have not acknowledged, in the order of due days. Only for who heads
    /// them: a list of names is for the one who helps them on, never for the pillory (policy §9).
    public func waiting(for notice: Notice) -> [(person: ID<Person>, unit: ID<Unit>, due: Day)] {
        guard let document = notice.document, sees(.document(document)) else { return [] }
        let own = Set(
            rates(of: notice).filter { unit, sums in
                sums.waiting > 0 && Access.seesReaders(of: unit, person, in: newest, on: today)
            }.keys)
        guard !own.isEmpty else { return [] }
        let isConfined = confined(notice)
        return register.concerned(by: notice.id, on: day, in: own)
            .filter { reader in
                reader.done == nil && own.contains(reader.unit) && (!isConfined || mayRead(notice, reader.person))
            }
            .sorted { ($0.due, $0.person) < ($1.due, $1.person) }.map { ($0.person, $0.unit, $0.due) }
    }
}

extension Sentence {
    /// An audience in words: »alle«, »Drift og CAI med alt under dem«.
    func audience(_ audience: Audience) -> String {
        var who: [String] = []
        if audience.isEverybody { who.append(say("alle", "everybody")) }
        if !audience.units.isEmpty {
            let names = audience.units.map { name($0) }.joined(separator: ", ")
            who.append(say("\(names) med alt, der hører under", "\(names) with all that belongs to them"))
        }
        who += audience.roles.map { language($0.label) }
        var text = who.joined(separator: "; ")
        if !audience.kinds.isEmpty {
            let kinds = audience.kinds.map { language($0.label).lowercased() }.joined(separator: ", ")
            text += say(" (kun \(kinds))", " (only \(kinds))")
        }
        return text
    }

    func of(_ fact: Notice.Fact, _ subject: Subject) -> String {
        let title = label(subject)
        switch fact {
        case .opened(_, _, _, let days, let way):
            return say(
                "»\(title)« er sendt ud til målgruppen med \(days) dage til at læse (\(way.label.da.lowercased()))",
                "“\(title)” is sent to the audience with \(days) days to read (\(way.label.en.lowercased()))")
        case .acknowledged(let person, _, _, quiz: nil):
            return say(
                "\(name(person)) har læst og forstået »\(title)«", "\(name(person)) has read and understood “\(title)”")
        case .acknowledged(let person, _, _, quiz: .some):
            return say(
                "\(name(person)) har læst og forstået »\(title)« og svaret på quizzen",
                "\(name(person)) has read and understood “\(title)” and answered the quiz")
        case .reminded(let reminder):
            return say(
                "De, der mangler at læse »\(title)«, er påmindet \(reminder.label.da)",
                "Those who have yet to read “\(title)” are reminded \(reminder.label.en)")
        case .told(let channel, let persons):
            if persons.count == 1, let one = persons.first {
                return say(
                    "\(name(one)) har fået besked om »\(title)« (\(channel.label.da.lowercased()))",
                    "\(name(one)) has been told of “\(title)” (\(channel.label.en.lowercased()))")
            }
            return say(
                "\(persons.count) personer har fået besked om »\(title)« (\(channel.label.da.lowercased()))",
                "\(persons.count) persons have been told of “\(title)” (\(channel.label.en.lowercased()))")
        }
    }
}

extension Sight {
    /// An audience in words, by the names of the day shown.
    public func words(_ audience: Audience, _ language: Language) -> String {
        Sentence(sight: self, language: language, day: day).audience(audience)
    }
}
