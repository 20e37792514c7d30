// SPDX-License-Identifier: MPL-2.0

import Dispatch
import Domain
import Exchange
import HTML
import Ledger
import Office

/// A version as a file to take away. It is made on demand of what the reader may see, and kept nowhere.
struct VersionExport {
    enum Format: String, CaseIterable, Sendable {
        case markdown = "md"
        case word = "docx"
        case pdf

        var mediaType: String {
            switch self {
            case .markdown: "text/markdown; charset=utf-8"
            case .word: "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
            case .pdf: "application/pdf"
            }
        }

        var label: Phrase {
            switch self {
            case .markdown: Phrase(da: "Hent som Markdown", en: "Get as Markdown")
            case .word: Phrase(da: "Hent som Word", en: "Get as Word")
            case .pdf: Phrase(da: "Hent som PDF", en: "Get as PDF")
            }
        }
    }

    let document: Document
    let version: Document.Version
    let text: DocumentText
    let sight: Sight
    /// Of the words around the text.
    let language: Language
    /// The day that a file for the ESDH system is said to be of; nil: it is shown today.
    var filed: Day?
    /// The day whose translation is read.
    private let readOn: Day

    /// - Parameters:
    ///   - asked: nil: the version in force on the day that is shown, else the newest.
    ///   - day: the day whose translation is read; nil: the one that is shown.
    /// - Throws: `.unknown` for what the reader may not see, also where the text is erased.
    init(
        _ id: ID<Document>, _ asked: ID<Document.Version>?, _ sight: Sight, _ language: Language,
        in written: Language? = nil, asOn day: Day? = nil
    ) throws(Refusal) {
        document = try sight.document(id)
        let found: Document.Version? =
            if let asked {
                try sight.version(asked, of: id)
            } else {
                document.versionInForce(on: sight.day) ?? sight.newestVersion(of: document)
            }
        guard let found = found.flatMap({ sight.version($0, in: written, on: day) }), let text = sight.text(of: found)
        else {
            throw .unknown
        }
        version = found
        self.text = text
        self.sight = sight
        self.language = language
        readOn = day ?? sight.day
    }

    func bytes(as format: Format, _ printer: Printer) async throws(Refusal) -> [UInt8] {
        switch format {
        case .markdown: return Array(MarkdownExport.text(of: text, details: details).utf8)
        case .word:
            let (text, frame, images) = (text, wordFrame, sight.extract(of: version)?.images ?? [])
            return try await Printer.aside { () throws(Refusal) in
                try WordExport.bytes(of: text, frame, images: images)
            }
        case .pdf: return try await printer.pdf(PrintPage(self).page, files: PrintPage(self).files)
        }
    }

    // MARK: What stands beside the text

    var title: String {
        let day = version.translatedFrom == nil ? sight.day : readOn
        return sight.title(of: version, in: document, on: day) ?? language(Sentence.erased)
    }

    var classification: String { language(sight.classification(of: version, in: document).label) }

    private var details: [(key: String, value: String)] {
        facts.map { ($0.name.da.lowercased(), $0.value) }
    }

    /// What the version is, by whom and from when.
    var facts: [(name: Phrase, value: String)] {
        var facts: [(name: Phrase, value: String)] = [
            (Phrase(da: "Titel", en: "Title"), title),
            (Phrase(da: "Art", en: "Kind"), language(document.kind.label)),
            (Phrase(da: "Version", en: "Version"), version.draft.number.description),
            (Phrase(da: "Klassifikation", en: "Classification"), classification),
        ]
        if let owner = document.owner.value(on: sight.day) ?? document.owner.newest {
            facts.append((Phrase(da: "Ejer", en: "Owner"), sight.name(owner, on: nil, language) ?? ""))
        }
        if let above { facts.append((Phrase(da: "Overordnet dokument", en: "Document above"), above)) }
        facts.append((Phrase(da: "Status", en: "Status"), language(sight.state(of: version, in: document).word)))
        if let entered = version.entered, entered <= sight.day {
            facts.append((Phrase(da: "I kraft fra", en: "In force from"), language.day(entered)))
        }
        facts.append(
            (
                Phrase(da: "Sprog", en: "Language"),
                language(version.draft.language.label)
            ))
        if let own = version.translatedFrom {
            facts.append(
                (
                    Phrase(da: "Oversættelse", en: "Translation"),
                    language(
                        Phrase(
                            da: "Den \(own.label.da.lowercased())e tekst er den, der gælder",
                            en: "The \(own.label.en) text is the one that binds"))
                ))
        }
        if filed == nil || sight.isPast {
            facts.append((Phrase(da: "Vist pr.", en: "Shown as of"), language.day(sight.day)))
        }
        return facts
    }

    /// What it refers to above itself (policy §7.1), as the reader may know it.
    private var above: String? {
        if document.kind.parents.isEmpty { return language(Phrase(da: "Strategien", en: "The strategy")) }
        guard let parent = document.parent.value(on: sight.day).flatMap({ $0 }) else { return nil }
        guard let known = try? sight.document(parent) else {
            return language(Phrase(da: "Et dokument, du ikke har adgang til", en: "A document you have no access to"))
        }
        return known.title.value(on: sight.day).flatMap { sight.text($0) } ?? language(Sentence.erased)
    }

    /// The rows of the version table (policy §12) with the header first.
    var history: [[String]] {
        let header = [
            Phrase(da: "Version", en: "Version"), Phrase(da: "Enhed, navn, titel", en: "Unit, name, title"),
            Phrase(da: "Opdatering", en: "Update"), Phrase(da: "Dato", en: "Date"),
        ].map { language($0) }
        let table = VersionRows(sight, language)
        return [header]
            + document.rows.filter { $0.day <= sight.day }.map { row in
                [row.number.description, table.author(row), table.update(row), language.day(row.day)]
            }
    }

    private var wordFrame: WordExport.Frame {
        WordExport.Frame(
            title: title,
            subtitle: language(Phrase(da: "Version \(version.draft.number)", en: "Version \(version.draft.number)")),
            header: "\(sight.house.fullName) · \(classification)",
            footer: "\(title), version \(version.draft.number) · "
                + language(
                    Phrase(da: "Vist pr. \(language.day(sight.day))", en: "Shown as of \(language.day(sight.day))")),
            language: version.draft.language.rawValue,
            facts: [[language(Phrase(da: "Oplysning", en: "Fact")), language(Phrase(da: "Værdi", en: "Value"))]]
                + facts.map { [language($0.name), $0.value] },
            history: (language(WordExport.historyHeading), history))
    }
}

extension Site {
    /// The file, for whoever may read the version.
    func export(
        _ id: ID<Document>, _ version: ID<Document.Version>, _ format: VersionExport.Format, _ visit: inout Visit
    ) async throws -> Answer {
        guard visit.session != nil else { return toSignIn(visit) }
        let context = try await dated(&visit)
        let export = try VersionExport(
            id, version, context.sight, context.language, in: TextLanguages.asked(context))
        let bytes = try await export.bytes(as: format, installation.printer)
        let name = "\(export.title) \(export.version.draft.number).\(format.rawValue)"
        return Answer(
            200, type: format.mediaType, bytes, headers: [("content-disposition", Headers.attachment(name))])
    }
}

extension API.Reading {
    /// The version that is asked for as a file; without `format` as Markdown.
    func export() async throws -> APIAnswer {
        let format = VersionExport.Format(rawValue: parameter("format") ?? "md")
        guard let format else {
            throw APIProblem(
                .malformed, field: "format", da: "Skriv md, docx eller pdf.", en: "Write md, docx or pdf.")
        }
        let version: ID<Document.Version>? = parameter("version").flatMap { ID($0) }
        guard version != nil || parameter("version") == nil else { throw APIProblem.unknown }
        let export = try VersionExport(try id(), version, sight, language, in: try written())
        let bytes = try await export.bytes(as: format, host.printer)
        let name = "\(export.title) \(export.version.draft.number).\(format.rawValue)"
        return APIAnswer(
            200, type: format.mediaType, headers: [("content-disposition", Headers.attachment(name))], bytes)
    }
}
