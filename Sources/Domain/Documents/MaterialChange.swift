// SPDX-License-Identifier: MPL-2.0

/// A material change (væsentlig ændring, policy §7.3): something outside the document has changed so much that it must be
/// verified before the year is out. It counts until the document is verified or a new text enters into force.
public struct MaterialChange: Hashable, Sendable {
    public enum Cause: String, Choosable {
        case strategy = "strategi"
        case law = "lov"
        case threat = "trussel"
        case incident = "haendelse"
        case organisation
        case parent = "overordnet"
        case other = "andet"

        public var label: Phrase {
            switch self {
            case .strategy: Phrase(da: "Strategi", en: "Strategy")
            case .law: Phrase(da: "Lov eller krav udefra", en: "Law or demand from outside")
            case .threat: Phrase(da: "Trusselsbillede", en: "Threats")
            case .incident: Phrase(da: "Hændelse", en: "Incident")
            case .organisation: Phrase(da: "Organisation", en: "Organisation")
            case .parent: Phrase(da: "Overordnet dokument", en: "Document above")
            case .other: Phrase(da: "Andet", en: "Other")
            }
        }
    }

    public let position: Int
    public let cause: Cause
    /// By when the document is to be verified; before the yearly day.
    public let due: Day
    /// What changed: a vault value.
    public let reason: ValueID
    /// Where it is written, such as a law's number or a case: a vault value.
    public let reference: ValueID?
    public let day: Day
    public let by: ID<Person>?
}

extension Document {
    /// Whether a row of the version table answers a change: it came later, or on the same day and after it.
    static func answers(_ row: Row, _ change: MaterialChange) -> Bool {
        row.day > change.day || row.day == change.day && row.position > change.position
    }

    /// The declared changes that the turn of verification from `day` must answer: those that came after what was known
    /// that day, up to the row that answers them.
    func changes(from day: Day, until next: Day?) -> [MaterialChange] {
        changes.filter { change in
            let answered = rows.filter { Document.answers($0, change) }.map(\.day).min()
            return change.day >= day && answered == next
        }
    }

    /// The declared changes that nothing has answered by `day`.
    public func standingChanges(on day: Day) -> [MaterialChange] {
        changes.filter { change in
            change.day <= day && !rows.contains { $0.day <= day && Document.answers($0, change) }
        }
    }

    /// By when the year is out in which the document was last known to be up to date (policy §7.3).
    public func yearlyDue(on day: Day) -> Day? {
        rows.map(\.day).filter { $0 <= day }.max()?.adding(years: 1)
    }
}

/// Declares a material change: the duty to verify falls due earlier than the yearly one.
public struct DeclareMaterialChange: DocumentDeed {
    public let document: ID<Document>
    let cause: MaterialChange.Cause, reason: String, reference: String?, due: Day, day: Day?

    public static let fields = [
        Field.document,
        Field(
            "cause", .choice(MaterialChange.Cause.choices), da: "Årsag", en: "Cause",
            hint: Phrase(
                da:
                    "Politikkens afsnit 7.3: dokumenter verificeres ved væsentlige ændringer og mindst en gang om året.",
                en: "Section 7.3 of the policy: documents are verified on material changes and at least once a year.")),
        Field("reason", .text(most: 2000), da: "Hvad er ændret?", en: "What has changed?"),
        Field(
            "reference", .line(most: 300), da: "Henvisning", en: "Reference",
            hint: Phrase(da: "Fx lovens nummer eller sagens.", en: "Such as the number of the law or the case."),
            optional: true),
        Field(
            "due", .day, da: "Verificeres senest", en: "To be verified by",
            hint: Phrase(da: "Før den årlige verifikation.", en: "Before the yearly verification.")),
        Field("day", .day, da: "Ændret den", en: "Changed on", optional: true), .late,
    ]

    public init(_ arguments: Arguments) throws(Refusal) {
        document = try arguments.id("document")
        cause = try arguments.choice("cause")
        reason = try arguments.text("reason", most: 2000)
        reference = try arguments.optionalLine("reference", most: 300)
        due = try arguments.day("due")
        day = try arguments.optionalDay("day")
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        let day = day ?? desk.today
        guard day <= desk.today else {
            throw .invalid(
                "day", da: "Ændringen skal være sket. Vælg i dag eller en tidligere dag.",
                en: "The change must have happened. Choose today or an earlier day.")
        }
        let known = try desk.register.existingDocument(document)
        guard known.versionInForce(on: desk.today) != nil, let yearly = known.yearlyDue(on: desk.today) else {
            throw .outOfTurn(
                da: "Kun et gældende dokument kan verificeres. Dokumentet er ikke i kraft i dag.",
                en: "Only a document in force can be verified. The document is not in force today.")
        }
        guard yearly > desk.today else {
            throw .outOfTurn(
                da: "Den årlige verifikation er allerede ved fristen. Verificér dokumentet.",
                en: "The yearly verification is due already. Verify the document.")
        }
        guard due >= desk.today else {
            throw .invalid(
                "due", da: "Fristen ligger før i dag. Vælg en senere dag.",
                en: "The due day lies before today. Choose a later one.")
        }
        guard due < yearly else {
            throw .invalid(
                "due",
                da: "Dokumentet skal alligevel verificeres senest \(Language.da.day(yearly)). Vælg en tidligere dag.",
                en: "The document must be verified by \(Language.en.day(yearly)) anyway. Choose an earlier day.")
        }
        if let last = known.rows.map(\.day).filter({ $0 <= desk.today }).max(), day < last {
            throw .invalid(
                "day", da: "Dokumentet er verificeret siden, \(Language.da.day(last)). Vælg den dag eller en senere.",
                en: "The document was verified after that, on \(Language.en.day(last)). Choose that day or a later one."
            )
        }
        let (reason, reference): (ValueID, ValueID?) = (desk.keep(reason), desk.keep(reference))
        try desk.record(
            .document(document, .changeDeclared(cause, due: due, reason: reason, reference: reference)), on: day)
    }
}
