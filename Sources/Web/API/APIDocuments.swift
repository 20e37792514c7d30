// SPDX-License-Identifier: MPL-2.0

import Domain
import Exchange
import Office

extension DocumentState {
    /// The word for it in the interface; it does not change with the language.
    var name: String {
        switch self {
        case .empty: "empty"
        case .draft: "draft"
        case .awaiting: "awaiting"
        case .approved: "approved"
        case .inForce: "in_force"
        case .overdue: "overdue"
        case .replaced: "replaced"
        case .withdrawn: "withdrawn"
        }
    }

    static let names = ["empty", "draft", "awaiting", "approved", "in_force", "overdue", "replaced", "withdrawn"]
}

extension API.Reading {
    func documents() throws(APIProblem) -> APIAnswer {
        try page(sight.documents(), key: { $0.id.description }, { .object(summary($0)) })
    }

    /// What a list says of a document.
    private func summary(_ document: Document) -> [JSON.Member] {
        let members: [(String, JSON)] = [
            ("id", .string(document.id.description)), ("number", .number(document.number)),
            ("kind", .string(document.kind.rawValue)),
            ("title", text(document.title.value(on: sight.day) ?? document.title.first)),
            ("owner", named(document.owner.value(on: sight.day) ?? document.owner.first)),
            ("classification", .string(sight.classification(of: document).rawValue)),
            ("state", .string(sight.state(of: document).name)),
            ("version", document.currentNumber(on: sight.day).map { .string($0.description) } ?? .null),
            ("verified_until", day(sight.verification(of: document)?.due)), ("revision", .number(document.revision)),
        ]
        return members.map { JSON.Member(name: $0.0, value: $0.1) }
    }

    func document(_ id: ID<Document>) throws -> JSON {
        let document = try sight.document(id)
        let version = try shown(of: document).map { try reading($0) }
        // An older version can be classified more strictly than the document is today.
        let text = version.flatMap { sight.sees($0, of: document) ? sight.text(of: $0) : nil }
        let decider: JSON =
            switch sight.decider(of: document) {
            case .body(let body): .members([("kind", "body"), ("value", .string(body.rawValue))])
            case .head(let unit): .members([("kind", "head_of_unit"), ("value", .string(unit.description))])
            case nil: .null
            }
        let parent = (document.parent.value(on: sight.day) ?? document.parent.first).flatMap { $0 }
        let more: [(String, JSON)] = [
            ("parent", named(parent.map { .document($0) })),
            ("contact", named((document.contact.value(on: sight.day) ?? document.contact.first).flatMap { $0 })),
            ("decider", decider), ("withdrawn_from", day(document.withdrawnFrom)),
            ("shown_version", version.map { .string($0.id.description) } ?? .null),
            ("language", version.map { .string($0.draft.language.rawValue) } ?? .null),
            ("sections", .array(text.map(sections) ?? [])),
            ("rows", .array(document.rows.filter { $0.day <= sight.day }.map(row))),
            (
                "candidates",
                .array(
                    (text?.candidates(in: version?.draft.language) ?? []).map { candidate in
                        .members([
                            ("address", .string(candidate.address)), ("word", .string(candidate.word)),
                            ("sentence", .string(candidate.sentence)),
                        ])
                    })
            ),
            (
                "material_changes",
                .array(document.changes.filter { $0.day <= sight.day }.map { change($0, of: document) })
            ),
            (
                "versions",
                .array(document.versions.filter { $0.drafted <= sight.day }.map { self.version($0, of: document) })
            ),
            (
                "decisions",
                .array(sight.decisions(about: id).filter { $0.day <= sight.day }.map { .string($0.id.description) })
            ),
            ("consultations", .array(sight.consultations(about: id).map { .string($0.id.description) })),
            ("related", .array(related(document))),
        ]
        return .object(summary(document) + more.map { JSON.Member(name: $0.0, value: $0.1) })
    }

    /// The language in which a text is asked for; nil: its own.
    func written() throws(APIProblem) -> Language? {
        try choice("language", of: Language.allCases.map(\.rawValue)).flatMap { Language(rawValue: $0) }
    }

    /// A version in the language that is asked for.
    private func reading(_ version: Document.Version) throws(APIProblem) -> Document.Version {
        guard let reading = sight.version(version, in: try written()) else {
            throw APIProblem(
                .malformed, field: "language", da: "Version \(version.draft.number) er ikke oversat til det sprog.",
                en: "Version \(version.draft.number) is not translated into that language.")
        }
        return reading
    }

    /// References both ways: `to` those that the document makes, `from` those that others make to it.
    private func related(_ document: Document) -> [JSON] {
        func seen(_ pairs: [(relation: Document.Relation, other: ID<Document>)], _ direction: String) -> [JSON] {
            pairs.filter { sight.sees(.document($0.other)) }.map { pair in
                .members([
                    ("relation", .string(pair.relation.rawValue)), ("direction", .string(direction)),
                    ("document", named(.document(pair.other))),
                ])
            }
        }
        return seen(document.related(on: sight.day), "to") + seen(sight.referrers(to: document.id), "from")
    }

    private func change(_ change: MaterialChange, of document: Document) -> JSON {
        .members([
            ("position", .number(change.position)), ("cause", .string(change.cause.rawValue)),
            ("day", day(change.day)), ("due", day(change.due)), ("reason", text(change.reason)),
            ("reference", text(change.reference)),
            ("standing", .bool(document.standingChanges(on: sight.day).contains(change))),
        ])
    }

    /// The version that was asked for, else the one in force on the day, else the newest.
    private func shown(of document: Document) throws(APIProblem) -> Document.Version? {
        let written = document.versions.filter { $0.drafted <= sight.day }
        guard let wanted = parameter("version") else { return document.versionInForce(on: sight.day) ?? written.last }
        guard let version = written.first(where: { $0.id.description == wanted }), sight.sees(version, of: document)
        else {
            throw .unknown
        }
        return version
    }

    /// Each heading with what stands below it down to the next heading. What stands before the first is a section
    /// without
    /// a title.
    private func sections(_ text: DocumentText) -> [JSON] {
        var found: [(head: DocumentText.Block?, blocks: [JSON])] = []
        for block in text.blocks where block.kind != .furniture {
            if block.headingLevel != nil {
                found.append((block, []))
            } else {
                if found.isEmpty { found.append((nil, [])) }
                found[found.count - 1].blocks.append(
                    .members([
                        ("id", .string(block.id.description)), ("address", .string(block.address)),
                        ("kind", .string(Self.name(of: block.kind))),
                        ("text", .string(block.printed)),
                    ]))
            }
        }
        return found.map { section in
            .members([
                ("address", .string(section.head?.address ?? "top")),
                ("number", section.head?.number.map { .string($0) } ?? .null),
                ("title", .string(section.head?.text ?? "")), ("level", .number(section.head?.headingLevel ?? 0)),
                ("blocks", .array(section.blocks)),
            ])
        }
    }

    private static func name(of kind: DocumentText.Kind) -> String {
        switch kind {
        case .heading: "heading"
        case .paragraph: "paragraph"
        case .listItem: "list_item"
        case .footnote: "footnote"
        case .image: "image"
        case .tableRow: "table_row"
        case .code: "code"
        case .furniture: "furniture"
        }
    }

    /// A row of the version table (policy §12), as it is printed there.
    private func row(_ row: Document.Row) -> JSON {
        let rows = VersionRows(sight, language)
        return .members([
            ("number", .string(row.number.description)), ("by", .string(rows.author(row))),
            ("update", .string(rows.update(row))),
            ("day", day(row.day)),
            ("imported", .bool(row.isImported)), ("position", .number(row.position)),
        ])
    }

    /// What changed between two versions, named by number or identity; without `to` the newest, without `from` the one
    /// in force.
    func comparison(_ id: ID<Document>) throws -> JSON {
        let document = try sight.document(id)
        let (from, to) = try compared(in: document)
        guard let old = sight.text(of: try reading(from)), let new = sight.text(of: try reading(to)) else {
            throw APIProblem.unknown
        }
        let changes = TextComparison(old: old, new: new)
        func named(_ version: Document.Version) -> JSON {
            .members([
                ("id", .string(version.id.description)), ("number", .string(version.draft.number.description)),
                ("note", text(version.draft.note)),
            ])
        }
        let paragraphs = changes.parts.filter(\.isNotable).compactMap { part -> JSON? in
            let block = part.new.map { new.blocks[$0] } ?? part.old.map { old.blocks[$0] }
            guard let block else { return nil }
            let name = part.new.map { new.name(of: $0, language) } ?? part.old.map { old.name(of: $0, language) } ?? ""
            return .members([
                ("change", .string(part.change.rawValue)), ("moved", .bool(part.isMoved)),
                ("renumbered", .bool(part.isRenumbered)), ("paragraph", .string(block.id.description)),
                ("address", part.new.map { .string(new.blocks[$0].address) } ?? .null),
                ("from_address", part.old.map { .string(old.blocks[$0].address) } ?? .null), ("name", .string(name)),
                (
                    "runs",
                    .array(
                        part.runs.map { .members([("side", .string($0.side.rawValue)), ("text", .string($0.text))]) })
                ),
            ])
        }
        return .members([
            ("from", named(from)), ("to", named(to)), ("changed", .number(changes.count(.changed))),
            ("new", .number(changes.count(.new))), ("gone", .number(changes.count(.gone))),
            ("moved", .number(changes.movedCount)), ("unchanged", .number(changes.count(.same))),
            ("paragraphs", .array(paragraphs)),
        ])
    }

    private func compared(in document: Document) throws(APIProblem) -> (Document.Version, Document.Version) {
        let versions = document.versions.filter { $0.drafted <= sight.day && sight.sees($0, of: document) }
        func asked(_ name: String) throws(APIProblem) -> Document.Version? {
            guard let named = parameter(name) else { return nil }
            guard let version = sight.version(named, of: document) else {
                throw APIProblem(
                    .malformed, field: name, da: "Dokumentet har ingen version »\(named)«, som du kan læse.",
                    en: "The document has no version “\(named)” that you can read.")
            }
            return version
        }
        let to = try asked("to") ?? versions.last
        let current = document.versionInForce(on: sight.day).flatMap { now in versions.first { $0.id == now.id } }
        let from = try asked("from") ?? (current?.id == to?.id ? nil : current) ?? versions.last { $0.id != to?.id }
        guard let from, let to, from.id != to.id else {
            throw APIProblem(
                .malformed, field: "from", da: "Angiv to forskellige versioner med from og to, fx 1.1 og 1.2.",
                en: "Give two different versions by from and to, such as 1.1 and 1.2.")
        }
        return (from, to)
    }

    private func version(_ version: Document.Version, of document: Document) -> JSON {
        .members([
            ("id", .string(version.id.description)), ("number", .string(version.draft.number.description)),
            ("classification", .string(sight.classification(of: version, in: document).rawValue)),
            ("language", .string(version.draft.language.rawValue)),
            ("state", .string(sight.state(of: version, in: document).name)), ("drafted", day(version.drafted)),
            ("submitted", day(version.submittedOn)), ("decided", day(version.decidedOn)),
            ("decision", version.decision.map { .string($0.description) } ?? .null),
            ("in_force_from", day(version.entered)),
            ("note", sight.sees(version, of: document) ? text(version.draft.note) : .null),
            ("position", .number(version.position)),
            ("lacking", .list((version.lacking?.sections ?? []).map(\.rawValue))),
            ("lacking_reason", sight.sees(version, of: document) ? text(version.lacking?.reason) : .null),
            ("translation", translation(version, of: document)), ("quiz", quiz(version, of: document)),
        ])
    }

    /// What is answered to acknowledge the version, by the places of the answers; which of them are right is not told.
    private func quiz(_ version: Document.Version, of document: Document) -> JSON {
        guard let position = version.quiz(on: sight.day)?.position,
            let (quiz, written) = sight.quiz(of: version, in: document, language)
        else { return .null }
        return .members([
            ("language", .string(written.rawValue)), ("position", .number(position)),
            (
                "questions",
                .array(
                    quiz.questions.map { question in
                        .members([
                            ("id", .string(question.id)), ("text", .string(question.text)),
                            ("paragraph", .string(question.page)), ("several", .bool(question.asksForSeveral)),
                            ("answers", .array(question.answers.map { .string($0.text) })),
                        ])
                    })
            ),
        ])
    }

    private func translation(_ version: Document.Version, of document: Document) -> JSON {
        guard sight.sees(version, of: document), let reading = version.translated(on: sight.day),
            let translation = version.translation(on: sight.day)
        else { return .null }
        return .members([
            ("language", .string(reading.draft.language.rawValue)), ("title", text(translation.title)),
            ("position", .number(reading.position)), ("reason", text(translation.reason)),
        ])
    }
}
