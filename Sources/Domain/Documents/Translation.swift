// SPDX-License-Identifier: MPL-2.0

extension Document {
    /// A version in another language than its own: the same version, decided with it. The version's own text is the one
    /// that binds; a translation helps those who read the other language.
    public struct Translation: Hashable, Sendable {
        public let language: Language
        public let title: ValueID
        /// The structured text, one vault value.
        public let text: ValueID
        /// The file it came from, unchanged.
        public let original: ValueID?
        /// What was taken out of a file that is no text itself.
        public let extract: ValueID?
        /// Why it was written after the version was decided; nil before that.
        public let reason: ValueID?

        public init(
            language: Language, title: ValueID, text: ValueID, original: ValueID?, extract: ValueID?, reason: ValueID?
        ) {
            self.language = language
            self.title = title
            self.text = text
            self.original = original
            self.extract = extract
            self.reason = reason
        }
    }
}

extension Document.Version {
    /// The translation as it stood on `day`; nil if there was none.
    public func translation(on day: Day) -> Document.Translation? { translations.value(on: day) }

    /// The version as its translation on `day` reads: with the translation's text, files and place in the ledger. Nil if
    /// there was none. It is for reading alone.
    public func translated(on day: Day) -> Document.Version? {
        guard translatedFrom == nil, let entry = translations.entries.last(where: { $0.from <= day }) else {
            return nil
        }
        let translation = entry.value
        var reading = self
        reading.translatedFrom = draft.language
        reading.position = entry.position
        reading.draft = Document.Draft(
            number: draft.number, classification: draft.classification, language: translation.language,
            text: translation.text, original: translation.original, extract: translation.extract, note: draft.note)
        return reading
    }
}

extension Document {
    /// The version that a text belongs to, as its own text or as a translation of it, whichever it was.
    public func version(with text: ValueID) -> Version? {
        versions.first { version in
            version.draft.text == text || version.translations.entries.contains { $0.value.text == text }
        }
    }
}

extension Document {
    /// The newest version before `version` that was in force by `day` and is translated: what a reader of the other
    /// language has where this one is not.
    public func formerTranslated(before version: Version, on day: Day) -> Version? {
        guard let index = versions.firstIndex(where: { $0.id == version.id }) else { return nil }
        return versions[..<index].last { former in
            former.entered.map { $0 <= day } ?? false && former.translation(on: day) != nil
        }
    }
}

extension Language {
    /// The other of the two.
    public var other: Language {
        switch self {
        case .da: .en
        case .en: .da
        }
    }
}

/// Gives a version its text in the other language. Before the decision it is decided with the version; afterwards it
/// needs a reason, and those who decided are told that what they decided has been added to.
public struct TranslateVersion: DocumentDeed {
    public let document: ID<Document>
    let number: VersionNumber?, language: Language?, title: String, reason: String?
    let text: [UInt8], original: [UInt8]?, extract: [UInt8]?

    public static let fields = [
        Field.document,
        Field(
            "number", .line(most: 12), da: "Version", en: "Version",
            hint: Phrase(
                da: "Fx 1.2. Tomt: den version, der er på vej, ellers den gældende.",
                en: "Such as 1.2. Empty: the version on its way, else the one in force."), optional: true),
        Field(
            "language", .choice(Language.choices), da: "Oversat til", en: "Translated into",
            hint: Phrase(
                da: "Tomt: det sprog, som versionen ikke er skrevet på.",
                en: "Empty: the language that the version is not written in."), optional: true),
        Field("title", .line(most: 200), da: "Titel på det sprog", en: "Title in that language"),
        Field(
            "words", .text(most: 400_000), da: "Teksten", en: "The text",
            hint: Phrase(
                da: "Markdown. Lad den stå tom, hvis du vælger en fil.",
                en: "Markdown. Leave it empty if you choose a file."), optional: true),
        Field(
            "file", .file, da: "Fil med oversættelsen", en: "File with the translation",
            hint: Phrase(da: "DOCX, PDF, TXT eller Markdown.", en: "DOCX, PDF, TXT or Markdown."), optional: true),
        Field(
            "reason", .text(most: 2000), da: "Begrundelse", en: "Reason",
            hint: Phrase(
                da: "Skal udfyldes, når versionen er besluttet.", en: "Needed when the version is decided."),
            optional: true),
    ]

    public init(_ arguments: Arguments) throws(Refusal) {
        document = try arguments.id("document")
        number = try VersionNumber.read(arguments)
        language = try arguments.optionalChoice("language", Language.self)
        title = try arguments.line("title", most: 200)
        reason = try arguments.optionalText("reason", most: 2000)
        _ = try arguments.optionalText("words", most: 400_000)
        guard let text = try arguments.optionalFile("text", most: DraftVersion.textLimit) else {
            throw .invalid(
                "file", da: "Skriv oversættelsen, eller vælg en fil med den.",
                en: "Write the translation, or choose a file with it.")
        }
        self.text = text.bytes
        original = try arguments.optionalFile("file", most: DraftVersion.textLimit)?.bytes
        extract = try arguments.optionalFile("extract", most: DraftVersion.extractLimit)?.bytes
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        let known = try desk.register.existingDocument(document)
        guard !known.isWithdrawn(on: desk.today) else { throw .withdrawn }
        let version = try version(of: known, on: desk.today)
        let language = language ?? version.draft.language.other
        guard language != version.draft.language else {
            throw .invalid(
                "language",
                da:
                    "Version \(version.draft.number) er skrevet på \(language.label.da.lowercased()). Vælg det andet sprog.",
                en: "Version \(version.draft.number) is written in \(language.label.en). Choose the other language.")
        }
        guard version.submitted == nil || version.decision != nil else {
            throw .outOfTurn(
                da: "Version \(version.draft.number) venter på afgørelse. Vent på den, før oversættelsen ændres.",
                en:
                    "Version \(version.draft.number) waits for its decision. Wait for it before changing the translation."
            )
        }
        guard version.decision == nil || reason != nil else {
            throw .invalid(
                "reason",
                da: "Versionen er besluttet. Skriv, hvorfor oversættelsen kommer til eller rettes nu.",
                en: "The version is decided. Write why the translation is added or corrected now.")
        }
        let (title, text): (ValueID, ValueID) = (desk.keep(title), desk.keep(text))
        let translation = Document.Translation(
            language: language, title: title, text: text, original: original.map { desk.keep($0) },
            extract: extract.map { desk.keep($0) },
            reason: version.decision == nil ? nil : desk.keep(reason))
        try desk.record(.document(document, .translated(version.id, translation)))
    }

    /// The version on its way or the one in force; what is superseded is translated no more.
    private func version(of known: Document, on today: Day) throws(Refusal) -> Document.Version {
        let current = known.versionInForce(on: today)
        let found =
            number.map { number in known.versions.last { $0.draft.number == number } } ?? (known.pending ?? current)
        guard let found else {
            throw .invalid(
                "number", da: "Den version findes ikke. Skriv et nummer, der står under Tekster i Værn.",
                en: "There is no such version. Write a number that stands under Texts in Værn.")
        }
        guard found.id == current?.id || found.id == known.versions.last?.id else {
            throw .invalid(
                "number", da: "Den version er afløst. Oversæt den gældende eller den, der er på vej.",
                en: "That version is superseded. Translate the one in force or the one on its way.")
        }
        return found
    }
}

extension Language: Choosable {
    public var label: Phrase {
        switch self {
        case .da: Phrase(da: "Dansk", en: "Danish")
        case .en: Phrase(da: "Engelsk", en: "English")
        }
    }
}
