// SPDX-License-Identifier: MPL-2.0

import Domain
import HTML
import Office

extension API.Reading {
    /// The words for fields in the interface; they do not change with the language.
    static let fieldNames: [(String, SearchShelf.Field)] = [
        ("title", .title), ("text", .text), ("person", .person), ("unit", .unit), ("decision", .decision),
        ("action", .action), ("dispensation", .dispensation), ("meeting", .meeting),
    ]

    /// What is found, by field and in the order in which things came into the ledger. While the index catches up there
    /// may be more: then `Retry-After` says when to ask again.
    func search() async throws(APIProblem) -> APIAnswer {
        guard let typed = parameter("q"), typed.count <= SearchWords.longest else {
            throw APIProblem(
                .malformed, field: "q", da: "Skriv, hvad der søges efter: højst \(SearchWords.longest) tegn.",
                en: "Write what to search for: at most \(SearchWords.longest) characters.")
        }
        var ask = SearchAsk(typed)
        if let field = try choice("field", of: Self.fieldNames.map(\.0)) {
            ask.fields = Set(Self.fieldNames.filter { $0.0 == field }.map(\.1))
        }
        ask.language = try choice("language", of: Language.allCases.map(\.rawValue)).flatMap { Language(rawValue: $0) }
        ask.withOld = try choice("old", of: ["true", "false"]) == "true"
        let answer = await sight.search(ask)
        let found = answer.hits.filter { sight.sees($0.subject) }
        let (shown, next) = try window(found, key: { "\($0.line)" })
        let passages = await sight.passages(of: shown, ask)
        var reply = list(shown.map { hit($0, passages[$0.line]) }, next: next)
        if !answer.isComplete, !ask.words.isEmpty { reply.headers.append(("retry-after", "2")) }
        return reply
    }

    private func hit(_ hit: SearchHit, _ passage: SearchPassage?) -> JSON {
        let document =
            hit.field == .text ? try? sight.document(hit.subject.id.seen(as: Document.self)) : nil
        let version = document?.version(with: hit.value)
        let translated = version.flatMap { $0.draft.text == hit.value ? nil : $0.translated(on: sight.day) }
        let place: Route =
            if let document, let version, hit.isOld {
                .version(document.id, version.id)
            } else {
                Route(hit.subject)
            }
        let fragment = hit.address.isEmpty ? nil : DocumentReading.anchor(hit.address)
        return .members([
            ("field", .string(Self.fieldNames.first { $0.1 == hit.field }?.0 ?? "")), ("subject", named(hit.subject)),
            ("version", version.map { .string($0.id.description) } ?? .null),
            ("address", hit.address.isEmpty ? .null : .string(hit.address)),
            ("heading", hit.heading.isEmpty ? .null : .string(hit.heading)), ("old", .bool(hit.isOld)),
            ("text", .string((passage?.pieces ?? []).map(\.text).joined())),
            ("translation", translated.map { .string($0.draft.language.rawValue) } ?? .null),
            (
                "page",
                .string(
                    Link(place, query: [("tekst", translated?.draft.language.rawValue)], fragment: fragment).text)
            ),
        ])
    }
}
