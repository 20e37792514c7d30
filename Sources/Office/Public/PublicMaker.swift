// SPDX-License-Identifier: MPL-2.0

import Domain

/// Takes what is public out of a register.
struct PublicMaker {
    /// So many changes are told of.
    static let mostChanges = 50

    let register: Register
    let texts: Texts
    let day: Day
    let showsNames: Bool

    private func text(_ id: ValueID?) -> String? { id.flatMap { texts.text($0) } }

    func document(_ document: Document) -> PublicDocument? {
        guard let valid = document.publicVersion(on: day), let entered = valid.entered else { return nil }
        let former = document.formerPublicVersions(on: day).compactMap { version, until in
            version.entered.map { self.version(version, of: document, from: $0, until: until) }
        }
        let owner = document.owner.value(on: day) ?? document.owner.newest
        let contact = document.contact.value(on: day).flatMap { $0 }
        let rows = rows(of: document)
        return PublicDocument(
            id: document.id, number: document.number, kind: document.kind, above: above(document),
            title: title(of: document, on: day),
            owner: owner.map { names(of: $0, on: day) } ?? [:],
            contact: showsNames ? contact.flatMap { name(of: $0) } : nil,
            valid: version(valid, of: document, from: entered, until: nil),
            current: rows.last?.number ?? valid.draft.number, former: former, rows: rows,
            verifiedUntil: document.rows.filter { $0.day <= day }.map(\.day).max()?.adding(years: 1))
    }

    private func above(_ document: Document) -> PublicDocument.Above? {
        guard !document.kind.parents.isEmpty else { return .strategy }
        guard let parent = document.parent.value(on: day).flatMap({ $0 }).flatMap({ register.documents[$0] }),
            parent.publicVersion(on: day) != nil
        else { return nil }
        return .document(number: parent.number, title: title(of: parent, on: day))
    }

    private func version(
        _ version: Document.Version, of document: Document, from: Day, until: Day?
    ) -> PublicVersion {
        var decider: [Language: String] = [:]
        switch version.decision.flatMap({ register.decisions[$0]?.made?.decider }) {
        case .body(let body): for language in Language.allCases { decider[language] = language(body.label) }
        case .head(let unit):
            let names = names(of: unit, on: from)
            if let da = names[.da] { decider[.da] = "Lederen af \(da)" }
            if let en = names[.en] { decider[.en] = "The head of \(en)" }
        case nil: break
        }
        return PublicVersion(
            number: version.draft.number, language: version.draft.language, from: from, until: until, decider: decider,
            summary: text(document.summary(of: version.id, on: day)), position: version.position, id: version.id,
            text: version.draft.text, translation: translation(version))
    }

    private func translation(_ version: Document.Version) -> PublicTranslation? {
        version.translated(on: day).map { reading in
            PublicTranslation(
                language: reading.draft.language, title: text(version.translation(on: day)?.title),
                position: reading.position, text: reading.draft.text)
        }
    }

    /// The rows that tell of public versions, and those that came with the text.
    private func rows(of document: Document) -> [PublicRow] {
        func isPublic(_ number: VersionNumber) -> Bool {
            document.versions.contains { $0.draft.number == number && $0.classification(on: day) == .public }
        }
        let shown = document.rows.filter { $0.day <= day }.sorted { ($0.day, $0.position) < ($1.day, $1.position) }
        return shown.compactMap { row in
            switch (row.author, row.update) {
            case (.imported(let unit), .imported(let update)):
                // It often names whoever wrote the version.
                let author = showsNames ? text(unit) : nil
                return PublicRow(
                    number: row.number, day: row.day, unit: author.map { [.da: $0, .en: $0] } ?? [:],
                    update: .imported(text(update)))
            case (.unit(let unit, _), .entered):
                guard isPublic(row.number) else { return nil }
                return PublicRow(number: row.number, day: row.day, unit: names(of: unit, on: row.day), update: .entered)
            case (.unit(let unit, _), .verified(let outcome)):
                let verified = document.verifications.first { $0.position == row.position }?.version
                guard document.versions.contains(where: { $0.id == verified && $0.classification(on: day) == .public })
                else { return nil }
                return PublicRow(
                    number: row.number, day: row.day, unit: names(of: unit, on: row.day), update: .verified(outcome))
            case (.unit, .imported), (.imported, .entered), (.imported, .verified): return nil
            }
        }
    }

    // MARK: Changes

    /// Entries, verifications and withdrawals, newest first. A document that is published no more for another reason is
    /// not mentioned: why would be the first thing to be told.
    func changes(_ documents: [PublicDocument]) -> [PublicChange] {
        var found = documents.flatMap { changes(of: $0) }
        for document in register.documents.values {
            // What was public when it was withdrawn may be classified since.
            guard let from = document.withdrawnFrom, from <= day, let last = document.publicVersion(on: from - 1),
                last.classification(on: day) == .public, let position = document.withdrawal.entries.first?.position
            else { continue }
            found.append(
                PublicChange(
                    what: .withdrawn, number: document.number, title: title(of: document, on: from), version: nil,
                    day: from, position: position))
        }
        return Array(found.sorted { ($0.day, $0.position) > ($1.day, $1.position) }.prefix(Self.mostChanges))
    }

    private func changes(of document: PublicDocument) -> [PublicChange] {
        guard let known = register.documents[document.id] else { return [] }
        func change(_ what: PublicChange.What, _ version: VersionNumber, _ day: Day, _ position: Int) -> PublicChange {
            PublicChange(
                what: what, number: document.number, title: document.title, version: version, day: day,
                position: position)
        }
        let entries = ([document.valid] + document.former).map { version in
            let known = known.versions.first { $0.id == version.id }
            // What was opened to everybody later is told of from that day.
            if let opened = known?.reclassified(by: day), opened.from > version.from {
                return change(.entered, version.number, opened.from, opened.position)
            }
            return change(.entered, version.number, version.from, known?.inForce.latest?.position ?? version.position)
        }
        let shown = Set(([document.valid] + document.former).map(\.id))
        let verified = known.verifications.filter { $0.day <= day && shown.contains($0.version) }
        return entries + verified.map { change(.verified, $0.number, $0.day, $0.position) }
    }

    // MARK: Names

    private func title(of document: Document, on day: Day) -> String? {
        text(document.title.value(on: day) ?? document.title.first)
    }

    private func names(of unit: ID<Unit>, on day: Day) -> [Language: String] {
        guard let unit = register.units[unit] else { return [:] }
        let danish = text(unit.name.value(on: day) ?? unit.name.first)
        let english = text(unit.nameEnglish.value(on: day).flatMap { $0 }) ?? danish
        return [Language.da: danish, .en: english].compactMapValues { $0 }
    }

    private func name(of person: ID<Person>) -> String? {
        guard let known = register.persons[person], known.isActive(on: day) else { return nil }
        return text(known.name.value(on: day) ?? known.name.first)
    }
}
