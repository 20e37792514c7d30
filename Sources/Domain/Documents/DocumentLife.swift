// SPDX-License-Identifier: MPL-2.0

/// Puts the draft before the body that its kind demands. What the kind must have and the draft lacks is written, or its
/// absence is given a reason (policy §§3.4, 7.1); a text from before Værn is history and is taken as it is.
public struct SubmitVersion: DocumentDeed {
    public let document: ID<Document>
    let reason: String?
    /// The draft's text, found by the office; nil if it is erased or is no structured text.
    public var text: DocumentText?

    public static let fields = [
        Field.document,
        Field(
            "lacking", .text(most: 2000), da: "Hvorfor mangler der afsnit?", en: "Why are sections missing?",
            hint: Phrase(
                da: "Skal kun udfyldes, hvis udkastet mangler et afsnit, som dokumenter af den art skal have.",
                en: "Only needed if the draft lacks a section that documents of the kind must have."),
            optional: true),
    ]

    public init(_ arguments: Arguments) throws(Refusal) {
        document = try arguments.id("document")
        reason = try arguments.optionalText("lacking", most: 2000)
    }

    /// What the draft lacks; empty where it is history.
    private func lacks(_ version: Document.Version, of known: Document) -> [Document.Section] {
        guard let text, !known.isHistory(version) else { return [] }
        return text.lacks(of: known.kind)
    }

    /// What is recorded of it; nil: nothing is missing.
    private func lacking(
        _ version: Document.Version, of known: Document, _ desk: inout Deciding
    ) throws(Refusal) -> Document.Lacking? {
        let missing = lacks(version, of: known)
        guard !missing.isEmpty else { return nil }
        let firm = missing.filter { known.kind.indispensableSections.contains($0) }
        guard firm.isEmpty else {
            let (danish, english) = (
                firm.map(\.label.da).joined(separator: ", "), firm.map(\.label.en).joined(separator: ", ")
            )
            throw .outOfTurn(
                da:
                    "En emnepolitik sætter mål og metode (politikkens afsnit 3.4). Udkastet mangler \(danish). Skriv det i en ny version, og indstil den.",
                en:
                    "A topic policy sets objectives and method (section 3.4 of the policy). The draft lacks \(english). Write it in a new version and submit that."
            )
        }
        guard let reason else {
            let (danish, english) = (
                missing.map(\.label.da).joined(separator: ", "), missing.map(\.label.en).joined(separator: ", ")
            )
            throw .invalid(
                "lacking",
                da:
                    "Udkastet mangler afsnit, som arten skal have (politikkens afsnit 7.1): \(danish). Skriv dem i en ny version, eller begrund, hvorfor de ikke skal være der.",
                en:
                    "The draft lacks sections that its kind must have (section 7.1 of the policy): \(english). Write them in a new version, or give the reason why they are not to be there."
            )
        }
        return Document.Lacking(sections: missing, reason: desk.keep(reason))
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        let known = try desk.register.existingDocument(document)
        guard !known.isWithdrawn(on: desk.today) else { throw .withdrawn }
        guard let version = known.pending, version.submitted == nil else {
            throw .outOfTurn(
                da: "Der er intet udkast at indstille. Skriv først en ny version.",
                en: "There is no draft to submit. Write a new version first.")
        }
        guard version.decision == nil else {
            throw .outOfTurn(da: "Udkastet er allerede godkendt.", en: "The draft is already approved.")
        }
        for consultation in desk.register.consultations(about: document)
        where consultation.opening?.version == version.id {
            guard !consultation.isOpen(on: desk.today) else {
                throw .outOfTurn(
                    da: "Høringen om udkastet er ikke lukket. Luk den først.",
                    en: "The consultation about the draft is not closed. Close it first.")
            }
            let left = consultation.undisposed(on: desk.today).count
            guard left == 0 else {
                throw .outOfTurn(
                    da: "\(left) af høringens bemærkninger mangler en stillingtagen. Tag stilling til dem først.",
                    en: "\(left) of the comments of the consultation lack a disposition. Dispose of them first.")
            }
        }
        let lacking = try lacking(version, of: known, &desk)
        try desk.record(.document(document, .submitted(version.id, lacking: lacking)))
    }
}

/// Puts an approved version in force from a day, and sends it to those it concerns (policy §§7.2, 11). What it replaces
/// is superseded the same day.
public struct EnforceVersion: Announcing {
    public let document: ID<Document>
    let from: Day
    public var text = ""

    public static let fields = [Field.document, Field("from", .day, da: "I kraft fra", en: "In force from"), .late]

    public init(_ arguments: Arguments) throws(Refusal) {
        document = try arguments.id("document")
        from = try arguments.day("from")
    }

    public func announced(in register: Register, on day: Day) -> Document.Version? {
        register.documents[document]?.pending
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        let known = try desk.register.existingDocument(document)
        guard let version = known.pending, version.decision != nil, let decided = version.decidedOn else {
            throw .outOfTurn(
                da: "Ingen godkendt version venter på at træde i kraft. Den skal først besluttes.",
                en: "No approved version waits to enter into force. It must be decided first.")
        }
        guard !known.isWithdrawn(on: from) else { throw .withdrawn }
        guard from >= decided else {
            throw .invalid(
                "from", da: "Den kan ikke gælde fra før beslutningen \(decided).",
                en: "It cannot be in force from before the decision of \(decided).")
        }
        if let newest = known.versions.compactMap(\.entered).max(), from < newest {
            throw .invalid(
                "from", da: "Den nuværende version gælder fra \(newest). Vælg den dag eller en senere.",
                en: "The present version is in force from \(newest). Choose that day or a later one.")
        }
        let parent = known.parent.value(on: from) ?? known.parent.first ?? nil
        if !known.kind.parents.isEmpty,
            parent.flatMap({ desk.register.documents[$0]?.versionInForce(on: from) }) == nil
        {
            throw .outOfTurn(
                da: "Det overordnede dokument er ikke i kraft den dag. Sæt det i kraft først (politikkens afsnit 7.1).",
                en: "The document above is not in force on that day. Put it in force first (section 7.1 of the policy)."
            )
        }
        try desk.record(.document(document, .enforced(version.id)), on: from)
        try desk.announce(document, version.id, text: text, from: from)
    }
}

/// Withdraws a document from a day. A policy needs a decision of its body for it.
public struct WithdrawDocument: DocumentDeed {
    public let document: ID<Document>
    let from: Day, reason: String

    public static let fields = [
        Field.document, Field("from", .day, da: "Ophæves fra", en: "Withdrawn from"), .reason, .late,
    ]

    public init(_ arguments: Arguments) throws(Refusal) {
        document = try arguments.id("document")
        from = try arguments.day("from")
        reason = try arguments.text("reason", most: 2000)
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        let known = try desk.register.existingDocument(document)
        guard !known.isWithdrawn(on: from) else { throw .withdrawn }
        if let newest = known.versions.compactMap(\.entered).max(), from < newest {
            throw .invalid(
                "from", da: "Den nuværende version gælder fra \(newest). Vælg den dag eller en senere.",
                en: "The present version is in force from \(newest). Choose that day or a later one.")
        }
        if known.kind.decidedBy != nil, known.firstEntered != nil {
            let decision = desk.register.decisions(about: document).last {
                $0.matter?.act == .withdraw && $0.outcome == .approved && !$0.annulled
            }
            if let decision, from < decision.day {
                throw .invalid(
                    "from", da: "Det kan ikke ophæves fra før beslutningen \(decision.day).",
                    en: "It cannot be withdrawn from before the decision of \(decision.day).")
            }
            guard decision != nil else {
                throw .outOfTurn(
                    da: "Kun direktionen kan ophæve en gældende politik. Indhent først dens beslutning om ophævelse.",
                    en: "Only the direktion can withdraw a policy in force. Obtain its decision to withdraw first.")
            }
        }
        let reason: ValueID = desk.keep(reason)
        try desk.record(.document(document, .withdrawn(reason: reason)), on: from)
    }
}

/// Gives a document to another unit.
public struct TransferDocument: DocumentDeed {
    public let document: ID<Document>
    let unit: ID<Unit>, from: Day, reason: String

    public static let fields = [
        Field.document, Field("unit", .unit, da: "Ny ejende enhed", en: "New owning unit"), .from, .reason, .late,
    ]

    public init(_ arguments: Arguments) throws(Refusal) {
        document = try arguments.id("document")
        unit = try arguments.id("unit")
        from = try arguments.day("from")
        reason = try arguments.text("reason", most: 2000)
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        let known = try desk.register.existingDocument(document)
        _ = try desk.register.openUnit(unit, "unit", on: from)
        if let first = known.owner.entries.first?.from, from < first {
            throw .invalid(
                "from", da: "Dokumentet er først oprettet \(Language.da.day(first)). Vælg den dag eller en senere.",
                en: "The document was created on \(Language.en.day(first)) only. Choose that day or a later one.")
        }
        guard known.owner.value(on: from) != unit else {
            throw .outOfTurn(da: "Enheden ejer dokumentet allerede.", en: "The unit owns the document already.")
        }
        let reason: ValueID = desk.keep(reason)
        try desk.record(.document(document, .transferred(unit, reason: reason)), on: from)
    }
}

/// Names the contact person, or none.
public struct NameContact: DocumentDeed {
    public let document: ID<Document>
    let contact: ID<Person>?

    public static let fields = [
        Field.document, Field("contact", .person, da: "Kontaktperson", en: "Contact person", optional: true),
    ]

    public init(_ arguments: Arguments) throws(Refusal) {
        document = try arguments.id("document")
        contact = try arguments.optionalID("contact")
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        _ = try desk.register.existingDocument(document)
        if let contact { _ = try desk.register.existingPerson(contact, "contact") }
        try desk.record(.document(document, .contactNamed(contact)))
    }
}

/// Places a document under another one above it.
public struct PlaceDocument: DocumentDeed {
    public let document: ID<Document>
    let parent: ID<Document>?, reason: String

    public static let fields = [
        Field.document,
        Field("parent", .document, da: "Overordnet dokument", en: "Document above", optional: true), .reason,
    ]

    public init(_ arguments: Arguments) throws(Refusal) {
        document = try arguments.id("document")
        parent = try arguments.optionalID("parent")
        reason = try arguments.text("reason", most: 2000)
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        let known = try desk.register.existingDocument(document)
        try desk.register.checkParent(parent, of: document, kind: known.kind, on: desk.today)
        guard known.parent.newest != .some(parent) else {
            throw .outOfTurn(da: "Dokumentet står der allerede.", en: "The document stands there already.")
        }
        if known.versionInForce(on: desk.today) != nil, let parent,
            desk.register.documents[parent]?.versionInForce(on: desk.today) == nil
        {
            throw .invalid(
                "parent", da: "Det dokument er ikke i kraft. Vælg et, der gælder (politikkens afsnit 7.1).",
                en: "That document is not in force. Choose one that is (section 7.1 of the policy).")
        }
        let reason: ValueID = desk.keep(reason)
        try desk.record(.document(document, .placed(parent: parent, reason: reason)))
    }
}

/// Gives a document another title from today; old rows keep the old one.
public struct RetitleDocument: DocumentDeed {
    public let document: ID<Document>
    let title: String, reason: String

    public static let fields = [
        Field.document, Field("title", .line(most: 200), da: "Ny titel", en: "New title"), .reason,
    ]

    public init(_ arguments: Arguments) throws(Refusal) {
        document = try arguments.id("document")
        title = try arguments.line("title", most: 200)
        reason = try arguments.text("reason", most: 2000)
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        _ = try desk.register.existingDocument(document)
        let (title, reason): (ValueID, ValueID) = (desk.keep(title), desk.keep(reason))
        try desk.record(.document(document, .retitled(title, reason: reason)))
    }
}

/// Adds a row to the version table from before Værn.
public struct AddHistoryRow: DocumentDeed {
    public let document: ID<Document>
    let number: VersionNumber, unit: String, update: String, day: Day

    public static let fields = [
        Field.document, Field("number", .line(most: 12), da: "Versionsnummer", en: "Version number"),
        Field("unit", .line(most: 120), da: "Enhed, navn, titel", en: "Unit, name, title"),
        Field("update", .line(most: 300), da: "Opdatering", en: "Update"), Field("day", .day, da: "Dato", en: "Date"),
        .late,
    ]

    public init(_ arguments: Arguments) throws(Refusal) {
        document = try arguments.id("document")
        guard let number = try VersionNumber.read(arguments) else { throw Arguments.missing("number") }
        self.number = number
        unit = try arguments.line("unit", most: 120)
        update = try arguments.line("update", most: 300)
        day = try arguments.day("day")
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        let known = try desk.register.existingDocument(document)
        guard day <= desk.today else {
            throw .invalid("day", da: "Historik ligger før i dag.", en: "History lies before today.")
        }
        // A row of its own comes from a verification or an entry, never from this: it would renew the evidence of §7.3.
        if let created = known.title.entries.first?.from, day > created {
            throw .invalid(
                "day", da: "Historik ligger før dokumentet kom ind i Værn \(created). Verificér i stedet dokumentet.",
                en: "History lies before the document came into Værn on \(created). Verify the document instead.")
        }
        guard !known.rows.contains(where: { $0.number == number }) else {
            throw .invalid(
                "number", da: "Version \(number) står i tabellen allerede.",
                en: "Version \(number) is in the table already.")
        }
        let (unit, update): (ValueID, ValueID) = (desk.keep(unit), desk.keep(update))
        try desk.record(.document(document, .versionImported(number, unit: unit, update: update)), on: day)
    }
}
