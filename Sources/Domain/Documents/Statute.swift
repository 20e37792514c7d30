// SPDX-License-Identifier: MPL-2.0

/// That a paragraph says what a law demands: the organisation can dispense from its own rules, never from law
/// (policy §7.4).
public struct Statute: Hashable, Sendable {
    public let paragraph: ParagraphID
    /// The law, from the days on which it was noted; nil from the days on which that was taken away.
    public fileprivate(set) var law: Timeline<ValueID?>
}

extension Document {
    /// The law that a paragraph follows from on `day`; nil: the rule is the organisation's own.
    public func statute(of paragraph: ParagraphID, on day: Day) -> ValueID? {
        statutes.first { $0.paragraph == paragraph }?.law.value(on: day) ?? nil
    }

    mutating func note(statute paragraph: ParagraphID, _ law: ValueID?, from day: Day, at position: Int) {
        if let index = statutes.firstIndex(where: { $0.paragraph == paragraph }) {
            statutes[index].law.set(law, from: day, at: position)
        } else {
            statutes.append(Statute(paragraph: paragraph, law: Timeline(law, from: day, at: position)))
        }
    }

    /// Returns whether the fact had said anything of a law.
    mutating func annulStatutes(_ position: Int) -> Bool {
        var changed = false
        for index in statutes.indices where statutes[index].law.annul(position) { changed = true }
        statutes.removeAll { $0.law.entries.isEmpty }
        return changed
    }
}

/// Notes that a paragraph follows from law.
public struct NoteStatute: DocumentDeed {
    public let document: ID<Document>
    public let paragraph: ParagraphID
    let law: String
    /// The text of the document that its paragraphs stand in, found by the office; nil: it is not known.
    public var text: DocumentText?

    public static let fields = [
        Field.document, Field("paragraph", .paragraph, da: "Afsnit", en: "Paragraph"),
        Field(
            "law", .line(most: 200), da: "Hvilken lov?", en: "Which law?",
            hint: Phrase(
                da: "Fx »Databeskyttelsesforordningen, artikel 33, stk. 1«.", en: "Such as “GDPR Article 33(1)”.")),
    ]

    public init(_ arguments: Arguments) throws(Refusal) {
        document = try arguments.id("document")
        paragraph = try arguments.id("paragraph")
        law = try arguments.line("law", most: 200)
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        let known = try desk.register.existingDocument(document)
        guard !known.versions.isEmpty, text.map({ $0.blocks.contains { $0.id == paragraph } }) ?? true else {
            throw .invalid("paragraph", da: "Vælg et afsnit i dokumentet.", en: "Choose a paragraph of the document.")
        }
        let law: ValueID = desk.keep(law)
        try desk.record(.document(document, .statuteNoted(paragraph, law: law)))
    }
}

/// Takes away the note that a paragraph follows from law.
public struct DropStatute: DocumentDeed {
    public let document: ID<Document>
    let paragraph: ParagraphID, reason: String

    public static let fields = [
        Field.document, Field("paragraph", .paragraph, da: "Afsnit", en: "Paragraph"), .reason,
    ]

    public init(_ arguments: Arguments) throws(Refusal) {
        document = try arguments.id("document")
        paragraph = try arguments.id("paragraph")
        reason = try arguments.text("reason", most: 2000)
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        let known = try desk.register.existingDocument(document)
        guard known.statute(of: paragraph, on: desk.today) != nil else {
            throw .outOfTurn(
                da: "Det er ikke noteret, at afsnittet følger af lov.",
                en: "The paragraph is not noted as following from law.")
        }
        let reason: ValueID = desk.keep(reason)
        try desk.record(.document(document, .statuteDropped(paragraph, reason: reason)))
    }
}
