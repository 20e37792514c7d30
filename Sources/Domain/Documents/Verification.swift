// SPDX-License-Identifier: MPL-2.0

/// A verification (policy §7.3, record format 2): at least once a year it is considered whether the document is up to date in
/// the four contexts that the policy names, and what could be better. It writes its own row of the version table (§10).
public struct Verification: Hashable, Sendable {
    public enum Outcome: String, Choosable {
        case unchanged, update, withdraw

        public var label: Phrase {
            switch self {
            case .unchanged: Phrase(da: "Uændret", en: "Unchanged")
            case .update: Phrase(da: "Skal opdateres", en: "To be updated")
            case .withdraw: Phrase(da: "Skal ophæves", en: "To be withdrawn")
            }
        }
    }

    /// What was found in each context, and what can be improved: vault values, none of them empty.
    public struct Notes: Hashable, Sendable {
        /// Whether the policy is in line with the strategy (policy §10); of other documents only where it was answered.
        public let strategy: ValueID?
        public let administration: ValueID
        public let business: ValueID
        public let threats: ValueID
        public let society: ValueID
        public let improvement: ValueID

        public init(
            strategy: ValueID? = nil, administration: ValueID, business: ValueID, threats: ValueID, society: ValueID,
            improvement: ValueID
        ) {
            self.strategy = strategy
            self.administration = administration
            self.business = business
            self.threats = threats
            self.society = society
            self.improvement = improvement
        }
    }

    public let position: Int
    public let version: ID<Document.Version>
    public let number: VersionNumber
    public let outcome: Outcome
    public let notes: Notes
    public let day: Day
    public let by: ID<Person>?
}

/// Verifies the version in force. The version row is written by the same act; when an update or a withdrawal is needed,
/// the owner gets an action for it, due in 90 days.
public struct VerifyDocument: DocumentDeed {
    public let document: ID<Document>
    let outcome: Verification.Outcome, strategy: String?, notes: [String], day: Day?, number: VersionNumber?

    static let contexts = ["administration", "business", "threats", "society", "improvement"]

    public static let fields = [
        Field.document,
        Field("outcome", .choice(Verification.Outcome.choices), da: "Resultat", en: "Outcome"),
        Field(
            "strategy", .text(most: 4000), da: "Strategi", en: "Strategy",
            hint: Phrase(
                da: "Er politikken i overensstemmelse med strategien og den måde, forretningen udmønter den på?",
                en: "Is the policy in line with the strategy and the way the business puts it into practice?"),
            optional: true),
        Field(
            "administration", .text(most: 4000), da: "Forvaltning", en: "Administration",
            hint: Phrase(
                da: "Passer dokumentet til den måde, opgaverne løses på nu?",
                en: "Does the document fit the way the tasks are done now?")),
        Field(
            "business", .text(most: 4000), da: "Forretning", en: "Business",
            hint: Phrase(
                da: "Er strategi, løsninger eller organisation ændret?",
                en: "Have strategy, solutions or organisation changed?")),
        Field(
            "threats", .text(most: 4000), da: "Trusler", en: "Threats",
            hint: Phrase(da: "Er trusselsbilledet ændret?", en: "Has the threat picture changed?")),
        Field(
            "society", .text(most: 4000), da: "Samfund", en: "Society",
            hint: Phrase(da: "Er love eller samfundets krav ændret?", en: "Have laws or society's demands changed?")),
        Field(
            "improvement", .text(most: 4000), da: "Hvad kan blive bedre?", en: "What can be improved?",
            hint: Phrase(
                da: "Skriv også hvorfor, hvis der intet er at forbedre.", en: "Say why, if there is nothing to improve."
            )),
        Field("day", .day, da: "Verificeret den", en: "Verified on", optional: true),
        Field(
            "number", .line(most: 12), da: "Nyt versionsnummer", en: "New version number",
            hint: Phrase(da: "Tomt: det næste i rækken.", en: "Empty: the next in order."), optional: true), .late,
    ]

    public init(_ arguments: Arguments) throws(Refusal) {
        document = try arguments.id("document")
        outcome = try arguments.choice("outcome")
        var notes: [String] = []
        for context in VerifyDocument.contexts { notes.append(try arguments.text(context, most: 4000)) }
        // »Ingen« alone considers nothing: there is always something to consider (policy §7.3).
        guard !VerifyDocument.isOnlyNone(notes[4]) else {
            throw .invalid(
                "improvement", da: "Skriv også, hvorfor der intet er at forbedre.",
                en: "Say also why there is nothing to improve.")
        }
        self.notes = notes
        strategy = try arguments.optionalText("strategy", most: 4000)
        day = try arguments.optionalDay("day")
        number = try VersionNumber.read(arguments)
    }

    /// Whether a text says that nothing was found, and nothing more.
    private static func isOnlyNone(_ text: String) -> Bool {
        let words = text.lowercased().split { !$0.isLetter }.map(String.init)
        let none: Set<String> = [
            "ingen", "intet", "nej", "ikke", "noget", "fundet", "none", "no", "nothing", "not", "found", "na", "n", "a",
            "forbedringer", "forbedring", "improvements", "improvement", "at", "forbedre", "to", "improve",
        ]
        return words.allSatisfy { none.contains($0) }
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        let day = day ?? desk.today
        guard day <= desk.today else {
            throw .invalid(
                "day", da: "En verifikation kan ikke ligge i fremtiden.", en: "A verification cannot lie in the future."
            )
        }
        let known = try desk.register.existingDocument(document)
        guard let version = known.versionInForce(on: day) else {
            throw .outOfTurn(
                da: "Kun et gældende dokument kan verificeres. Dokumentet er ikke i kraft den dag.",
                en: "Only a document in force can be verified. The document is not in force on that day.")
        }
        guard strategy != nil || !known.kind.parents.isEmpty else {
            throw .invalid(
                "strategy",
                da: "Skriv, om politikken er i overensstemmelse med strategien (politikkens afsnit 10).",
                en: "Say whether the policy is in line with the strategy (section 10 of the policy).")
        }
        let last = known.rows.map(\.number).max() ?? version.draft.number
        // A draft keeps its number: the table has each of them once.
        let taken = known.pending?.draft.number
        let number = number ?? (last.next == taken ? last.next.next : last.next)
        guard number > last else {
            throw .invalid(
                "number", da: "Nummeret skal være større end \(last).", en: "The number must be greater than \(last).")
        }
        guard number != taken else {
            throw .invalid(
                "number", da: "Udkastet har nummer \(number). Vælg et andet.",
                en: "The draft has number \(number). Choose another.")
        }
        let kept = Verification.Notes(
            strategy: desk.keep(strategy), administration: desk.keep(notes[0]), business: desk.keep(notes[1]),
            threats: desk.keep(notes[2]),
            society: desk.keep(notes[3]), improvement: desk.keep(notes[4]))
        try desk.record(.document(document, .verified(version.id, number, outcome, kept)), on: day)
        guard outcome != .unchanged, let owner = known.owner.value(on: day) ?? known.owner.first else { return }
        let title =
            outcome == .update
            ? "Opdatér dokumentet efter verifikationen" : "Indstil dokumentet til ophævelse efter verifikationen"
        let (titleID, whyID): (ValueID, ValueID) = (desk.keep(title), desk.keep(notes[4]))
        let action: ID<Action> = desk.new()
        try desk.record(
            .action(
                action,
                .added(
                    number: desk.register.next(.action, desk.today.year), title: titleID, why: whyID,
                    responsible: .unit(desk.register.answering(for: owner, on: desk.today)), due: desk.today + 90,
                    about: .document(document))))
    }
}

extension VersionNumber {
    static func read(_ arguments: Arguments) throws(Refusal) -> VersionNumber? {
        guard let text = try arguments.optionalLine("number", most: 12) else { return nil }
        guard let number = VersionNumber(text) else {
            throw .invalid("number", da: "Skriv nummeret som 1.2.", en: "Write the number as 1.2.")
        }
        return number
    }
}
