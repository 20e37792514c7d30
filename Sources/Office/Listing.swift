// SPDX-License-Identifier: MPL-2.0

public import Domain
import Synchronization

/// Documents, persons and units in the order of their newest titles. Kept beside the texts, because the register holds
/// no text; erasing a name moves its row to the end.
public final class Listing: Sendable {
    struct Row: Comparable, Hashable, Sendable {
        let key: DanishKey
        let subject: Subject

        static func < (left: Row, right: Row) -> Bool {
            left.key == right.key ? left.subject < right.subject : left.key < right.key
        }
    }

    private struct Held {
        var rows: [SubjectKind: Shelf<Row>] = [:]
        var keys: [Subject: DanishKey] = [:]
        var persons: [String: ID<Person>] = [:]
        var usernames: [ID<Person>: String] = [:]
        var numbers: [Int: ID<Document>] = [:]
    }

    private let held = Mutex(Held())

    init() {}

    /// What of a register is listed.
    struct Names: Sendable {
        var titles: [(subject: Subject, title: ValueID)] = []
        var usernames: [(ID<Person>, ValueID)] = []
        var numbers: [(Int, ID<Document>)] = []

        init(_ register: Register) {
            for (id, document) in register.documents {
                numbers.append((document.number, id))
                if let title = document.title.newest { titles.append((.document(id), title)) }
            }
            for (id, person) in register.persons {
                if let name = person.name.newest { titles.append((.person(id), name)) }
                if let username = person.account.newest.flatMap({ $0 }) { usernames.append((id, username)) }
            }
            for (id, unit) in register.units {
                if let name = unit.name.newest { titles.append((.unit(id), name)) }
            }
        }
    }

    /// Fills an empty list.
    func fill(_ names: Names, _ texts: Texts) {
        let found = texts.texts(names.titles.map(\.title) + names.usernames.map(\.1))
        var (new, rows) = (Held(), [SubjectKind: [Row]]())
        for (subject, title) in names.titles {
            let key = Listing.key(found[title])
            new.keys[subject] = key
            rows[subject.kind, default: []].append(Row(key: key, subject: subject))
        }
        for (kind, rows) in rows { new.rows[kind] = Shelf(sorted: rows.sorted()) }
        for (person, value) in names.usernames {
            guard let username = found[value] else { continue }
            new.usernames[person] = username
            new.persons[username] = person
        }
        for (number, document) in names.numbers { new.numbers[number] = document }
        held.withLock { $0 = new }
    }

    /// What has been erased stands last.
    private static func key(_ title: String?) -> DanishKey { DanishKey(title ?? "\u{10FFFD}") }

    func update(_ subjects: Set<Subject>, in register: Register, _ texts: Texts) {
        for subject in subjects {
            if subject.kind == .person { updateAccount(subject.id.seen(as: Person.self), in: register, texts) }
            if subject.kind == .document, let known = register.documents[subject.id.seen(as: Document.self)] {
                held.withLock { $0.numbers[known.number] = known.id }
            }
            guard let title = title(of: subject, in: register) else { continue }
            let key = Listing.key(texts.text(title))
            held.withLock { held in
                guard held.keys[subject] != key else { return }
                if let old = held.keys[subject] { held.rows[subject.kind]?.remove(Row(key: old, subject: subject)) }
                held.keys[subject] = key
                held.rows[subject.kind, default: Shelf()].insert(Row(key: key, subject: subject))
            }
        }
    }

    /// Values of a person were erased: what was called so stands last, and its old place is kept no more.
    func forget(_ values: [ValueID], of person: ID<Person>, in register: Register, _ texts: Texts) {
        let gone = Set(values)
        let called = Names(register).titles.filter { gone.contains($0.title) }.map(\.subject)
        update(Set(called + [.person(person)]), in: register, texts)
    }

    private func updateAccount(_ id: ID<Person>, in register: Register, _ texts: Texts) {
        let username = register.persons[id]?.account.newest.flatMap { $0 }.flatMap { texts.text($0) }
        held.withLock { held in
            guard held.usernames[id] != username else { return }
            if let old = held.usernames[id] { held.persons[old] = nil }
            held.usernames[id] = username
            if let username { held.persons[username] = id }
        }
    }

    /// The person who signs in with this user name.
    public func person(username: String) -> ID<Person>? {
        held.withLock { $0.persons[username] }
    }

    /// The document that has this number.
    func document(number: Int) -> ID<Document>? {
        held.withLock { $0.numbers[number] }
    }

    private func title(of subject: Subject, in register: Register) -> ValueID? {
        switch subject.kind {
        case .document: register.documents[subject.id.seen(as: Document.self)]?.title.newest
        case .person: register.persons[subject.id.seen(as: Person.self)]?.name.newest
        case .unit: register.units[subject.id.seen(as: Unit.self)]?.name.newest
        case .organisation, .body, .decision, .action, .token, .consultation, .notice, .reminder,
            .dispensation, .proposal, .meeting, .requirement, .evidence, .nonconformity, .scope, .controlTest, .audit,
            .framework, .report, .objective, .measure, .asset, .course, .campaign, .auditEngagement, .evidenceRequest,
            .risk,
            .initiative, .suspicion,
            .processing,
            .subjectRequest,
            .competence:
            nil
        }
    }

    /// Some subjects in the order of their titles.
    func order(_ some: [Subject]) -> [Subject] {
        let rows = held.withLock { held in
            some.compactMap { subject in held.keys[subject].map { Row(key: $0, subject: subject) } }
        }
        return rows.sorted().map(\.subject)
    }

    /// The subjects of a kind in the order of their titles.
    func order(_ kind: SubjectKind) -> Shelf<Row> {
        held.withLock { $0.rows[kind] ?? Shelf() }
    }
}
