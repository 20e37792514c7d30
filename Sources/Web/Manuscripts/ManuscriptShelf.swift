// SPDX-License-Identifier: MPL-2.0

import Domain
import Ledger

/// How a manuscript lies in the side store: a row with the order of its paragraphs and no text, and one row of texts for
/// each author, owned by that person, so that erasing a person takes away that person's words and no others.
///
/// Rows are written so that the server can be killed between any two: texts first, then the order that names them, then
/// texts that no order names are dropped. It is used on the side store's own thread, one at a time.
struct ManuscriptShelf {
    private static let shelf = Aside.Shelf.manuscript.rawValue
    private let store: any SideStore
    /// `ORGANISATION/DOCUMENT`, with `.en` for a translation into English.
    let key: String

    init(
        _ store: any SideStore, _ organisation: ID<Organisation>, _ document: ID<Document>, _ language: Language? = nil
    ) {
        self.store = store
        key = "\(organisation)/\(document)" + (language.map { ".\($0.rawValue)" } ?? "")
    }

    private init(_ store: any SideStore, key: String) {
        self.store = store
        self.key = key
    }

    /// Every manuscript there is.
    static func all(_ store: any SideStore) throws -> [ManuscriptShelf] {
        try store.rows(shelf: shelf, owner: nil).map(\.key).filter { $0.split(separator: "/").count == 2 }
            .map { ManuscriptShelf(store, key: $0) }
    }

    private func read(_ suffix: String = "") throws -> JSON? {
        try store.get(shelf: Self.shelf, key: key + suffix).flatMap { try? JSONReader.read($0) }
    }

    private func write(_ value: JSON, _ suffix: String = "", owner: ID<Person>? = nil, expires: Int64? = nil) throws {
        try store.put(value.bytes, shelf: Self.shelf, key: key + suffix, owner: owner.map { Ref($0) }, expires: expires)
    }

    // MARK: The manuscript

    /// The manuscript; nil if nobody writes one. A passage whose text is gone is left out.
    func load() throws -> Manuscript? {
        guard let head = try read(), let revision = head["revision"]?.int, let next = head["next"]?.int else {
            return nil
        }
        var texts: [String: JSON] = [:]
        for author in authors(head) { texts[author] = try read("/" + author) }
        func passage(_ row: JSON) -> Manuscript.Passage? {
            guard let id = row["id"]?.int, let at = row["at"]?.int else { return nil }
            let by = row["by"]?.text.flatMap { ID<Person>($0) }
            guard let text = texts[Self.name(by)]?[String(id)]?.text else { return nil }
            return Manuscript.Passage(id: id, text: text, by: by, at: Instant(milliseconds: Int64(at)))
        }
        let paragraphs = (head["paragraphs"]?.items ?? []).compactMap { row -> Manuscript.Paragraph? in
            var rivals = (row["rivals"]?.items ?? []).compactMap(passage)
            guard let own = passage(row) ?? (rivals.isEmpty ? nil : rivals.removeFirst()) else { return nil }
            return Manuscript.Paragraph(passage: own, rivals: rivals)
        }
        return Manuscript(
            revision: revision, next: next, source: head["source"]?.text.flatMap { ValueID($0) },
            paragraphs: paragraphs)
    }

    private func authors(_ head: JSON?) -> [String] { (head?["authors"]?.items ?? []).compactMap(\.text) }
    private static func name(_ person: ID<Person>?) -> String { person.map(\.description) ?? "-" }

    func save(_ manuscript: Manuscript) throws {
        let former = authors(try read())
        var rows: [String: [(String, JSON?)]] = [:]
        var persons: [String: ID<Person>] = [:]
        for passage in manuscript.paragraphs.flatMap({ [$0.passage] + $0.rivals }) {
            let name = Self.name(passage.by)
            rows[name, default: []].append((String(passage.id), .string(passage.text)))
            persons[name] = passage.by
        }
        var stale: [String] = []
        for name in Set(former).union(rows.keys).sorted() {
            let old = try read("/" + name)
            let wanted = JSON.members(rows[name] ?? [])
            guard old != wanted else { continue }
            // What the order of now names stays until there is the next.
            let kept =
                (rows[name] ?? []) + members(old).filter { row in wanted[row.name] == nil }.map { ($0.name, $0.value) }
            if rows[name] != nil { try write(.members(kept), "/" + name, owner: persons[name]) }
            if kept.count > (rows[name]?.count ?? 0) || rows[name] == nil { stale.append(name) }
        }
        try write(head(manuscript, authors: rows.keys.sorted()))
        for name in stale {
            guard let row = rows[name] else {
                try store.remove(shelf: Self.shelf, key: key + "/" + name)
                continue
            }
            try write(.members(row), "/" + name, owner: persons[name])
        }
    }

    private func members(_ json: JSON?) -> [JSON.Member] {
        if case .object(let members) = json { members } else { [] }
    }

    private func head(_ manuscript: Manuscript, authors: [String]) -> JSON {
        func row(_ passage: Manuscript.Passage, _ rivals: [Manuscript.Passage]) -> JSON {
            .members([
                ("id", .number(passage.id)), ("by", passage.by.map { .string($0.description) }),
                ("at", .number(Int(passage.at.milliseconds))),
                ("rivals", rivals.isEmpty ? nil : .array(rivals.map { row($0, []) })),
            ])
        }
        return .members([
            ("revision", .number(manuscript.revision)), ("next", .number(manuscript.counter)),
            ("source", manuscript.source.map { .string($0.description) }), ("authors", .list(authors)),
            ("paragraphs", .array(manuscript.paragraphs.map { row($0.passage, $0.rivals) })),
        ])
    }

    /// Drops the manuscript with all its texts.
    func drop() throws {
        let authors = authors(try read())
        try store.remove(shelf: Self.shelf, key: key)
        for name in authors { try store.remove(shelf: Self.shelf, key: key + "/" + name) }
    }

    // MARK: What a browser sent last

    /// What the last text that came from a window had as paragraphs. If its answer was lost on the way, the next text
    /// was still made from that one.
    struct Sent {
        let turn: Int
        let marks: [String]
    }

    func sent(_ window: String) throws -> Sent? {
        guard let row = try read("/vindue/" + window), let turn = row["turn"]?.int else { return nil }
        return Sent(turn: turn, marks: (row["marks"]?.text ?? "").split(separator: " ").map(String.init))
    }

    func put(_ sent: Sent, _ window: String, by person: ID<Person>, until: Int64) throws {
        try write(
            .members([("turn", .number(sent.turn)), ("marks", .string(sent.marks.joined(separator: " ")))]),
            "/vindue/" + window, owner: person, expires: until)
    }
}
