// SPDX-License-Identifier: MPL-2.0

import Domain
import Exchange
import Office

/// What is read out of a file before a command is decided, alike for all doors.
enum Preparation {
    /// Adds to the arguments what the file says: the structured text, the rows of the version table, title and language
    /// where none are given. The file itself stays as it was sent.
    static func prepare(
        _ kind: CommandKind, _ arguments: inout Arguments, _ house: House, mint: @escaping () -> ParagraphID
    ) throws(Refusal) {
        // The structured text is always made here, so that nobody hands in a text that is not in the file.
        arguments.files["text"] = nil
        try takeWords(kind, &arguments)
        takeAnswers(kind, &arguments)
        try lookAtEvidence(kind, &arguments)
        try lookAtClauses(kind, arguments, house)
        try lookAtPackage(kind, arguments, house)
        guard let acted = try reading(kind, arguments), let proposal = try proposal(arguments, mint: mint) else {
            arguments.files["extract"] = nil
            return
        }
        if let extract = try extract(arguments) {
            if let number = extract.images.indices.first(where: { extract.alt(ofImage: $0 + 1).isEmpty }) {
                throw .invalid(
                    "alt",
                    da:
                        "Skriv, hvad billede \(number + 1) viser, til dem, der ikke kan se det. Skriv - hvis det er pynt.",
                    en:
                        "Write what image \(number + 1) shows, for those who cannot see it. Write - if it is an ornament."
                )
            }
            arguments.files["extract"] = .init(name: "extract", bytes: extract.encode())
        }
        var text = proposal.text
        if acted == .draftVersion, arguments.texts["match"]?.first != "0", let old = try former(arguments, house) {
            text = ParagraphMatch.adopt(ParagraphMatch.propose(old: old, new: text), in: text)
        }
        arguments.files["text"] = .init(name: "text", bytes: text.encode())
        if acted == .translateVersion {
            if let old = try formerTranslation(arguments, house) {
                text = ParagraphMatch.adopt(ParagraphMatch.propose(old: old, new: text), in: text)
                arguments.files["text"] = .init(name: "text", bytes: text.encode())
            }
            return
        }
        if isMissing("language", arguments), let language = proposal.language {
            arguments.texts["language"] = [language.rawValue]
        }
        guard acted == .importDocument else { return }
        if isMissing("title", arguments), !proposal.title.isEmpty { arguments.texts["title"] = [proposal.title] }
        ImportRows(arguments, proposal).put(into: &arguments)
    }

    /// What is inside a file of evidence that is an archive.
    private static func lookAtEvidence(_ kind: CommandKind, _ arguments: inout Arguments) throws(Refusal) {
        arguments.files["parts"] = nil
        let acted = kind == .correctFact ? try arguments.optionalChoice("command", CommandKind.self) ?? kind : kind
        if [.addEvidence, .assessRequirement].contains(acted), let file = arguments.files["file"],
            let parts = EvidenceArchive.parts(of: file.bytes)
        {
            arguments.files["parts"] = .init(name: "parts", bytes: parts.encode())
        }
    }

    /// A package of e-learning is the text of no other document than a module.
    private static func lookAtPackage(
        _ kind: CommandKind, _ arguments: Arguments, _ house: House
    ) throws(Refusal) {
        guard let acted = try reading(kind, arguments), let file = arguments.files["file"],
            Extract.Source(file.bytes) == .package
        else { return }
        let asked =
            acted == .importDocument
            ? try arguments.optionalChoice("kind", Document.Kind.self)
            : try arguments.optionalID("document", of: Document.self).flatMap {
                house.state.register.documents[$0]?.kind
            }
        guard asked == nil || asked == .module else {
            throw Refusal(.invalid, Extract.Source.notAModule, field: "file")
        }
    }

    /// That the clauses which are named are there, in a framework of the organisation. A connection is taken away also
    /// where the file of its framework cannot be read any more.
    private static func lookAtClauses(_ kind: CommandKind, _ arguments: Arguments, _ house: House) throws(Refusal) {
        let acted = kind == .correctFact ? try arguments.optionalChoice("command", CommandKind.self) ?? kind : kind
        var named: [(field: String, clause: ClauseReference)] = []
        for field in acted.fields where field.kind == .clause && acted != .unmapRequirement {
            if let clause = try arguments.optionalClause(field.name) { named.append((field.name, clause)) }
        }
        if acted == .setMeasure { named += try arguments.clauses("clauses").map { ("clauses", $0) } }
        if acted == .setRisk || acted == .appraiseRisk {
            let kept: ID<Risk>? = try arguments.optionalID("risk")
            let risk = kept.flatMap { house.state.register.risks[$0] }
            let before = (risk?.wording?.threats ?? []) + (risk?.assessments.last?.guide?.dismissed ?? [])
            let dismissed = Risk.Guide.reasons(arguments.texts["dismissed"]?.first ?? "").keys.sorted {
                $0.description < $1.description
            }
            let asked = try arguments.threats("threats").map { ("threats", $0) } + dismissed.map { ("dismissed", $0) }
            for (field, threat) in asked where !before.contains(threat) && house.threat(threat) == nil {
                throw .invalid(
                    field, da: "Der er ingen trussel \(threat). Find den på siden Trusler.",
                    en: "There is no threat \(threat). Find it on the page Threats.")
            }
        }
        guard !named.isEmpty else { return }
        let all = FrameworkShelf.of(house).frameworks(house.state.register.adopted, house.texts)
        for (field, clause) in named {
            guard let found = all[clause]?.clause, !found.isHeading else {
                throw .invalid(
                    field, da: "Der er intet punkt \(clause.clause) i \(clause.framework), som kræver noget.",
                    en: "There is no clause \(clause.clause) of \(clause.framework) that demands something.")
            }
        }
    }

    /// The command whose file is read; nil if the command takes none.
    static func reading(_ kind: CommandKind, _ arguments: Arguments) throws(Refusal) -> CommandKind? {
        let acted = kind == .correctFact ? try arguments.optionalChoice("command", CommandKind.self) ?? kind : kind
        return [.importDocument, .draftVersion, .translateVersion].contains(acted) ? acted : nil
    }

    /// What the file was understood to say, with the adjustments made; nil without a file.
    static func proposal(_ arguments: Arguments, mint: @escaping () -> ParagraphID) throws(Refusal) -> ImportProposal? {
        guard let file = arguments.files["file"], !file.bytes.isEmpty else { return nil }
        var proposal: ImportProposal
        if let extract = try extract(arguments) {
            let stem = file.name.split(separator: ".").dropLast().joined(separator: ".")
            proposal = try DocumentImport.propose(
                extract.text, fileName: "\(stem).\(extract.form.rawValue)", mint: mint)
            proposal.warnings = extract.notes + proposal.warnings
        } else {
            proposal = try DocumentImport.propose(file.bytes, fileName: file.name, mint: mint)
        }
        let adjustments = try Adjustment.reading(arguments.texts["adjust"] ?? [])
        return adjustments.isEmpty ? proposal : try proposal.applying(adjustments, mint: mint)
    }

    /// What was taken out of the file, with the words that a person wrote for its images; nil for a file of text.
    static func extract(_ arguments: Arguments) throws(Refusal) -> Extract? {
        guard let file = arguments.files["extract"], var extract = Extract(decoding: file.bytes) else { return nil }
        for (index, raw) in (arguments.texts["alt"] ?? []).enumerated() where index < extract.images.count {
            let words = try Arguments(["alt": [raw]]).optionalText("alt", most: 1000)
            if let words { extract.describe(image: index + 1, words) }
        }
        return extract
    }

    /// The text that a new version follows.
    private static func former(_ arguments: Arguments, _ house: House) throws(Refusal) -> DocumentText? {
        guard let id = try arguments.optionalID("document", of: Document.self),
            let last = house.state.register.documents[id]?.versions.last
        else { return nil }
        return house.texts.bytes(last.draft.text).flatMap { try? DocumentText(decoding: $0) }
    }

    /// A translation that was typed is read as the Markdown file that it is.
    private static func takeWords(_ kind: CommandKind, _ arguments: inout Arguments) throws(Refusal) {
        guard try reading(kind, arguments) == .translateVersion, arguments.files["file"]?.bytes.isEmpty ?? true,
            let words = try arguments.optionalText("words", most: 400_000)
        else { return }
        arguments.files["file"] = .init(name: "oversaettelse.md", bytes: Array((words + "\n").utf8))
    }

    /// The answers of a quiz come from a form each under a name of its own; the command has them in one line.
    private static func takeAnswers(_ kind: CommandKind, _ arguments: inout Arguments) {
        guard kind == .acknowledgeNotice, isMissing("answers", arguments) else { return }
        let answers = AcknowledgeForm.answers(arguments)
        if !answers.isEmpty { arguments.texts["answers"] = [CompleteCourse.written(answers)] }
    }

    /// The newest translation of the document, so that what hangs on its paragraphs follows.
    private static func formerTranslation(
        _ arguments: Arguments, _ house: House
    ) throws(Refusal) -> DocumentText? {
        guard let id = try arguments.optionalID("document", of: Document.self),
            let last = house.state.register.documents[id]?.versions.last(where: { $0.translations.newest != nil })
        else { return nil }
        return last.translations.newest.flatMap { house.texts.bytes($0.text) }
            .flatMap { try? DocumentText(decoding: $0) }
    }

    private static func isMissing(_ name: String, _ arguments: Arguments) -> Bool {
        arguments.texts[name]?.first?.isEmpty ?? true
    }
}

/// What pages ask of the doors without doing anything.
enum Doors {
    /// What the file of an import form was understood to say, for the preview; nil without a file.
    static func proposal(in context: Context) throws(Refusal) -> ImportProposal? {
        try Preparation.proposal(context.arguments) {
            let ref = context.newCommand()
            return ParagraphID(high: ref.high, low: ref.low)
        }
    }
}
