// SPDX-License-Identifier: MPL-2.0

extension Document {
    /// How a document refers to one that is not above it (policy §7.1: may also refer to topically related documents).
    public enum Relation: String, Choosable {
        case seeAlso = "se_ogsaa"
        case implements = "udmoenter"
        case replaces = "erstatter"

        public var label: Phrase {
            switch self {
            case .seeAlso: Phrase(da: "Se også", en: "See also")
            case .implements: Phrase(da: "Udmønter", en: "Implements")
            case .replaces: Phrase(da: "Erstatter", en: "Replaces")
            }
        }

        /// What it is called on the other document.
        public var inverse: Phrase {
            switch self {
            case .seeAlso: Phrase(da: "Se også", en: "See also")
            case .implements: Phrase(da: "Udmøntes også i", en: "Also implemented by")
            case .replaces: Phrase(da: "Erstattet af", en: "Replaced by")
            }
        }
    }

    /// One reference to another document, with the days on which it was added and taken away.
    struct Tie: Hashable, Sendable {
        let relation: Relation
        let other: ID<Document>
        var stands = Timeline<Bool>()
    }

    /// The documents that this one refers to on `day`, in the order in which they were added first.
    public func related(on day: Day) -> [(relation: Relation, other: ID<Document>)] {
        ties.filter { $0.stands.value(on: day) == true }.map { ($0.relation, $0.other) }
    }

    func isRelated(_ relation: Relation, to other: ID<Document>, on day: Day) -> Bool {
        ties.contains { $0.relation == relation && $0.other == other && $0.stands.value(on: day) == true }
    }

    mutating func tie(_ relation: Relation, _ other: ID<Document>, _ stands: Bool, from day: Day, at position: Int) {
        let index = ties.firstIndex { $0.relation == relation && $0.other == other }
        if index == nil { ties.append(Tie(relation: relation, other: other)) }
        ties[index ?? ties.count - 1].stands.set(stands, from: day, at: position)
    }

    mutating func annulTies(_ position: Int) {
        for index in ties.indices { ties[index].stands.annul(position) }
        ties.removeAll { $0.stands.entries.isEmpty }
    }
}

extension Register {
    /// The documents that refer to one on `day`, in the order of their numbers.
    public func referrers(to id: ID<Document>, on day: Day) -> [(relation: Document.Relation, other: ID<Document>)] {
        (referrersTo[id] ?? []).compactMap { documents[$0] }.filter { $0.created != nil }
            .sorted { $0.number < $1.number }
            .flatMap { other in
                other.related(on: day).filter { $0.other == id }.map { (relation: $0.relation, other: other.id) }
            }
    }
}

/// Lets a document refer to another one.
public struct RelateDocument: DocumentDeed {
    public let document: ID<Document>
    let relation: Document.Relation, other: ID<Document>, from: Day?

    public static let fields = [
        Field.document,
        Field("relation", .choice(Document.Relation.choices), da: "Forhold", en: "Relation"),
        Field("other", .document, da: "Det andet dokument", en: "The other document"),
        Field("from", .day, da: "Fra og med", en: "From", optional: true), .late,
    ]

    public init(_ arguments: Arguments) throws(Refusal) {
        document = try arguments.id("document")
        relation = try arguments.choice("relation")
        other = try arguments.id("other")
        from = try arguments.optionalDay("from")
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        let (known, day) = (try desk.register.existingDocument(document), from ?? desk.today)
        guard !known.isWithdrawn(on: desk.today) else { throw .withdrawn }
        let second = try desk.register.existingDocument(other, "other")
        guard other != document else {
            throw .invalid(
                "other", da: "Et dokument kan ikke henvise til sig selv. Vælg et andet.",
                en: "A document cannot refer to itself. Choose another.")
        }
        guard relation == .replaces || !second.isWithdrawn(on: desk.today) else {
            throw .invalid(
                "other", da: "Det dokument er ophævet. Vælg et andet, eller vælg »Erstatter«.",
                en: "That document is withdrawn. Choose another, or choose “Replaces”.")
        }
        if let first = known.title.entries.first?.from, day < first {
            throw .invalid(
                "from", da: "Dokumentet er først oprettet \(Language.da.day(first)). Vælg den dag eller en senere.",
                en: "The document was created on \(Language.en.day(first)) only. Choose that day or a later one.")
        }
        // The other way round says the same (see also), or the opposite.
        guard !known.isRelated(relation, to: other, on: day), !second.isRelated(relation, to: document, on: day) else {
            throw .outOfTurn(
                da: "De to dokumenter henviser allerede til hinanden på den måde.",
                en: "The two documents refer to each other in that way already.")
        }
        try desk.record(.document(document, .related(relation, other)), on: day)
    }
}

/// Takes a reference away.
public struct UnrelateDocument: DocumentDeed {
    public let document: ID<Document>
    let relation: Document.Relation, other: ID<Document>, from: Day?, reason: String

    public static let fields = [
        Field.document,
        Field("relation", .choice(Document.Relation.choices), da: "Forhold", en: "Relation"),
        Field("other", .document, da: "Det andet dokument", en: "The other document"),
        Field("from", .day, da: "Fra og med", en: "From", optional: true), .reason, .late,
    ]

    public init(_ arguments: Arguments) throws(Refusal) {
        document = try arguments.id("document")
        relation = try arguments.choice("relation")
        other = try arguments.id("other")
        from = try arguments.optionalDay("from")
        reason = try arguments.text("reason", most: 2000)
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        let (known, day) = (try desk.register.existingDocument(document), from ?? desk.today)
        _ = try desk.register.existingDocument(other, "other")
        guard known.isRelated(relation, to: other, on: day) else {
            throw .outOfTurn(
                da: "Dokumentet henviser ikke på den måde til det andet den dag. Se henvisningerne på dets side.",
                en: "The document does not refer to the other in that way on that day. See the references on its page.")
        }
        let reason: ValueID = desk.keep(reason)
        try desk.record(.document(document, .unrelated(relation, other, reason: reason)), on: day)
    }
}
