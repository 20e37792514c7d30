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
        guard let acted = try reading(kind, arguments), let proposal = try proposal(arguments, mint: mint) else {
            return
        }
        var text = proposal.text
        if acted == .draftVersion, arguments.texts["match"]?.first != "0", let old = try former(arguments, house) {
            text = ParagraphMatch.adopt(ParagraphMatch.propose(old: old, new: text), in: text)
        }
        arguments.files["text"] = .init(name: "text", bytes: text.encode())
        if isMissing("language", arguments), let language = proposal.language {
            arguments.texts["language"] = [language.rawValue]
        }
        guard acted == .importDocument else { return }
        if isMissing("title", arguments), !proposal.title.isEmpty { arguments.texts["title"] = [proposal.title] }
        ImportRows(arguments, proposal).put(into: &arguments)
    }

    /// The command whose file is read; nil if the command takes none.
    private static func reading(_ kind: CommandKind, _ arguments: Arguments) throws(Refusal) -> CommandKind? {
        let acted = kind == .correctFact ? try arguments.optionalChoice("command", CommandKind.self) ?? kind : kind
        return acted == .importDocument || acted == .draftVersion ? acted : nil
    }

    /// What the file was understood to say, with the adjustments made; nil without a file.
    static func proposal(_ arguments: Arguments, mint: @escaping () -> ParagraphID) throws(Refusal) -> ImportProposal? {
        guard let file = arguments.files["file"], !file.bytes.isEmpty else { return nil }
        let proposal = try DocumentImport.propose(file.bytes, fileName: file.name, mint: mint)
        let adjustments = try Adjustment.reading(arguments.texts["adjust"] ?? [])
        return adjustments.isEmpty ? proposal : try proposal.applying(adjustments, mint: mint)
    }

    /// The text that a new version follows.
    private static func former(_ arguments: Arguments, _ house: House) throws(Refusal) -> DocumentText? {
        guard let id = try arguments.optionalID("document", of: Document.self),
            let last = house.state.register.documents[id]?.versions.last
        else { return nil }
        return house.texts.bytes(last.draft.text).flatMap { try? DocumentText(decoding: $0) }
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
