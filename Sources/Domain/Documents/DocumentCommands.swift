// SPDX-License-Identifier: MPL-2.0

/// A command about one document: the affair of the unit that owns it.
public protocol DocumentDeed: Deed {
    var document: ID<Document> { get }
}

extension DocumentDeed {
    public func concern(in register: Register, on day: Day) -> Concern {
        register.concern(of: .document(document), on: day)
    }
}

extension Register {
    func existingDocument(_ id: ID<Document>, _ field: String = "document") throws(Refusal) -> Document {
        guard let document = documents[id], document.created != nil else {
            throw .invalid(field, da: "Vælg et dokument.", en: "Choose a document.")
        }
        return document
    }

    /// Every document but the root refers to exactly one above it, of a kind that may stand there, without a cycle (§7.1).
    func checkParent(
        _ parent: ID<Document>?, of document: ID<Document>?, kind: Document.Kind, on day: Day
    ) throws(Refusal) {
        guard !kind.parents.isEmpty else {
            guard parent == nil else {
                throw .invalid(
                    "parent", da: "Politikken er den øverste. Over den står kun strategien.",
                    en: "The policy is the topmost. Only the strategy stands above it.")
            }
            return
        }
        let wanted = kind.parents.map { $0.label.da.lowercased() }.joined(separator: " eller ")
        let wantedEnglish = kind.parents.map { $0.label.en.lowercased() }.joined(separator: " or ")
        guard let parent, let above = documents[parent], above.created != nil else {
            throw .invalid(
                "parent", da: "Vælg det dokument, der står over: en \(wanted) (politikkens afsnit 7.1).",
                en: "Choose the document above it: a \(wantedEnglish) (section 7.1 of the policy).")
        }
        guard kind.parents.contains(above.kind) else {
            throw .invalid(
                "parent",
                da:
                    "En \(kind.label.da.lowercased()) hører under en \(wanted), ikke under en \(above.kind.label.da.lowercased()).",
                en:
                    "A \(kind.label.en.lowercased()) belongs under a \(wantedEnglish), not under a \(above.kind.label.en.lowercased())."
            )
        }
        guard !above.isWithdrawn(on: day) else {
            throw .invalid(
                "parent", da: "Det dokument er ophævet. Vælg et andet.",
                en: "That document is withdrawn. Choose another.")
        }
        if let document, stands(document, atOrAbove: parent) {
            throw .invalid(
                "parent", da: "Et dokument kan ikke stå over sig selv. Vælg et andet.",
                en: "A document cannot stand above itself. Choose another.")
        }
    }

    /// Whether a document is met on the way up from `first`. Ends also if the record should hold a cycle.
    func stands(_ document: ID<Document>, atOrAbove first: ID<Document>?) -> Bool {
        var next = first
        for _ in 0..<documents.count {
            guard let above = next else { return false }
            if above == document { return true }
            next = documents[above]?.parent.newest ?? nil
        }
        return false
    }
}

extension Refusal {
    static let withdrawn = Refusal.outOfTurn(
        da: "Dokumentet er ophævet. Opret et nyt, hvis det skal gælde igen.",
        en: "The document is withdrawn. Create a new one if it is to be in force again.")

    public static let stateClassified = Refusal.invalid(
        "classification",
        da:
            "Statsligt klassificerede oplysninger må ikke lægges i Værn. Følg cirkulæret om sikkerhedsbeskyttelse, og opbevar dem i et godkendt system.",
        en:
            "State-classified information must not be put into Værn. Follow the state's security rules and keep it in an approved system."
    )
}

/// Creates a document without text yet.
public struct CreateDocument: Deed {
    let kind: Document.Kind, title: String, unit: ID<Unit>, parent: ID<Document>?, contact: ID<Person>?
    /// Why it stands where it does.
    let placement: String?
    let topic: ID<Topic>?

    public static let fields = [
        Field("kind", .choice(Document.Kind.choices), da: "Art", en: "Kind"),
        Field("title", .line(most: 200), da: "Titel", en: "Title"),
        Field("unit", .unit, da: "Ejende enhed", en: "Owning unit"),
        Field("parent", .document, da: "Overordnet dokument", en: "Document above", optional: true),
        Field(
            "placement", .text(most: 2000), da: "Hvorfor står det der?", en: "Why does it stand there?",
            hint: Phrase(
                da: "Kun nødvendigt, når et trin springes over: en vejledning lige under en emnepolitik.",
                en: "Needed only where a step is left out: a guideline directly below a topic policy."), optional: true),
        Field("contact", .person, da: "Kontaktperson", en: "Contact person", optional: true),
        Field(
            "topic", .topic, da: "Emne", en: "Topic",
            hint: Phrase(da: "Kun for en emnepolitik.", en: "For a topic policy only."), optional: true),
    ]

    public init(_ arguments: Arguments) throws(Refusal) {
        kind = try arguments.choice("kind")
        title = try arguments.line("title", most: 200)
        unit = try arguments.id("unit")
        parent = try arguments.optionalID("parent")
        placement = try arguments.optionalText("placement", most: 2000)
        contact = try arguments.optionalID("contact")
        topic = try arguments.optionalID("topic")
    }

    public func concern(in register: Register, on day: Day) -> Concern { Concern(unit: unit) }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        _ = try create(&desk)
    }

    func create(_ desk: inout Deciding) throws(Refusal) -> ID<Document> {
        _ = try desk.register.openUnit(unit, "unit", on: desk.today)
        try desk.register.checkParent(parent, of: nil, kind: kind, on: desk.today)
        if let above = parent.flatMap({ desk.register.documents[$0] }), kind.skipsAStep(below: above.kind),
            placement == nil
        {
            throw .invalid(
                "placement",
                da:
                    "En vejledning hører normalt under en procedure. Skriv, hvorfor den står lige under en emnepolitik.",
                en: "A guideline usually belongs under a procedure. Say why it stands directly below a topic policy.")
        }
        if let contact { _ = try desk.register.existingPerson(contact, "contact") }
        if let topic { try desk.register.check(topic: topic, of: kind) }
        let document: ID<Document> = desk.new()
        let title: ValueID = desk.keep(title)
        let number = desk.register.next(.document, 0)
        try desk.record(
            .document(
                document, .created(kind, number: number, title: title, owner: unit, parent: parent, contact: contact)))
        if let placement {
            let reason: ValueID = desk.keep(placement)
            try desk.record(.document(document, .placed(parent: parent, reason: reason)))
        }
        if let topic { try desk.record(.document(document, .topicSet(topic))) }
        return document
    }
}

/// Writes a new version: its number, its classification, its text (made by the import) and the file it came from.
public struct DraftVersion: DocumentDeed {
    public let document: ID<Document>
    let number: VersionNumber?, classification: Classification, language: Language
    let note: String?, text: [UInt8], original: [UInt8]?, extract: [UInt8]?

    public static let textLimit = 20 * 1024 * 1024
    /// Text and images of a file that is no text itself.
    static let extractLimit = 40 * 1024 * 1024

    static let own = [
        Field(
            "classification", .choice(classifications), da: "Klassifikation", en: "Classification"),
        Field("number", .line(most: 12), da: "Versionsnummer", en: "Version number", optional: true),
        Field(
            "language", .choice([.init("da", da: "Dansk", en: "Danish"), .init("en", da: "Engelsk", en: "English")]),
            da: "Sprog", en: "Language", optional: true),
        Field("note", .text(most: 2000), da: "Hvad er nyt?", en: "What is new?", optional: true),
        Field(
            "file", .file, da: "Fil (DOCX, PDF, TXT eller Markdown)", en: "File (DOCX, PDF, TXT or Markdown)",
            hint: Phrase(
                da: "Et e-læringsmodul kan også være en SCORM 1.2-pakke (ZIP).",
                en: "An e-learning module can also be a SCORM 1.2 package (ZIP).")),
    ]

    /// The choice »statsligt klassificeret« is offered so that it can be refused with an explanation.
    static let classifications =
        Classification.choices + [
            Field.Choice(stateClass, da: "Statsligt klassificeret", en: "State-classified")
        ]

    public static let fields = [Field.document] + own

    public init(_ arguments: Arguments) throws(Refusal) {
        self = try DraftVersion(try arguments.id("document"), arguments)
    }

    init(_ document: ID<Document>, _ arguments: Arguments) throws(Refusal) {
        self.document = document
        number = try VersionNumber.read(arguments)
        classification = try DraftVersion.classification(arguments)
        language = try arguments.optionalChoice("language", Language.self) ?? .da
        note = try arguments.optionalText("note", most: 2000)
        guard let text = try arguments.optionalFile("text", most: DraftVersion.textLimit) else {
            throw .invalid("file", da: "Vælg en fil med teksten.", en: "Choose a file with the text.")
        }
        self.text = text.bytes
        original = try arguments.optionalFile("file", most: DraftVersion.textLimit)?.bytes
        extract = try arguments.optionalFile("extract", most: DraftVersion.extractLimit)?.bytes
    }

    /// Whether state security was chosen: then nothing that came with it may be kept anywhere, not even for a preview.
    public static func isStateClassified(_ arguments: Arguments) -> Bool {
        arguments.texts["classification"]?.first.map { Arguments.trimmed($0) } == stateClass
    }

    private static let stateClass = "statslig"

    /// The class that was chosen; state security classes are another legal regime and are refused with the reason.
    static func classification(_ arguments: Arguments) throws(Refusal) -> Classification {
        if isStateClassified(arguments) { throw .stateClassified }
        return try arguments.choice("classification")
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        let known = try desk.register.existingDocument(document)
        try draft(known, &desk)
    }

    func draft(_ known: Document, _ desk: inout Deciding) throws(Refusal) {
        guard !known.isWithdrawn(on: desk.today) else {
            throw .withdrawn
        }
        if let pending = known.pending, pending.submitted != nil, pending.decision == nil {
            throw .outOfTurn(
                da: "Version \(pending.draft.number) venter på afgørelse. Vent på den, før der skrives en ny.",
                en: "Version \(pending.draft.number) waits for its decision. Wait for it before writing a new one.")
        }
        let last = known.rows.map(\.number).max()
        let number = number ?? last?.next ?? VersionNumber(1, 0)
        // The text of the newest row can be drafted as long as no text of it has been in force.
        if let last, number < last || (number == last && known.firstEntered != nil) {
            throw .invalid(
                "number", da: "Nummeret skal være større end \(last).", en: "The number must be greater than \(last).")
        }
        let text: ValueID = desk.keep(text)
        let kept = Document.Draft(
            number: number, classification: classification, language: language, text: text,
            original: original.map { desk.keep($0) }, extract: extract.map { desk.keep($0) }, note: desk.keep(note))
        let version: ID<Document.Version> = desk.new()
        try desk.record(.document(known.id, .drafted(version, kept)))
    }
}

/// Takes in a document as it stands in a file: the document, its text, and the rows of its version table as history.
public struct ImportDocument: Deed {
    let create: CreateDocument, arguments: Arguments, rows: [Row]

    struct Row: Sendable { let number: VersionNumber, unit: String, update: String, day: Day }

    public static let fields = CreateDocument.fields + DraftVersion.own

    public init(_ arguments: Arguments) throws(Refusal) {
        create = try CreateDocument(arguments)
        self.arguments = arguments
        _ = try DraftVersion(ID(high: 0, low: 0), arguments)
        var rows: [Row] = []
        let columns = ["row_number", "row_unit", "row_update", "row_day"].map { arguments.texts[$0] ?? [] }
        for index in columns[0].indices {
            guard let number = VersionNumber(columns[0][index]), columns.allSatisfy({ $0.count > index }),
                let day = Day(typed: columns[3][index])
            else {
                throw .invalid(
                    "row_number", da: "Ret rækken i versionshistorikken: nummer som 1.2 og en dag, der findes.",
                    en: "Correct the row of the version history: a number such as 1.2 and a day that exists.")
            }
            rows.append(Row(number: number, unit: columns[1][index], update: columns[2][index], day: day))
        }
        self.rows = rows
    }

    public func concern(in register: Register, on day: Day) -> Concern { create.concern(in: register, on: day) }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        if let row = rows.first(where: { $0.day > desk.today }) {
            throw .invalid(
                "row_day", da: "Version \(row.number) har en dag i fremtiden. Ret den.",
                en: "Version \(row.number) has a day in the future. Correct it.")
        }
        let document = try create.create(&desk)
        for row in rows {
            let (unit, update): (ValueID, ValueID) = (desk.keep(row.unit), desk.keep(row.update))
            try desk.record(
                .document(document, .versionImported(row.number, unit: unit, update: update)), on: row.day,
                because: "Importeret versionshistorik")
        }
        try DraftVersion(document, numbered()).draft(try desk.register.existingDocument(document), &desk)
    }

    /// The text that is imported is the version that the table ends with.
    private func numbered() -> Arguments {
        var arguments = arguments
        if arguments.texts["number"]?.first?.isEmpty ?? true, let last = rows.map(\.number).max() {
            arguments.texts["number"] = [last.description]
        }
        return arguments
    }
}
