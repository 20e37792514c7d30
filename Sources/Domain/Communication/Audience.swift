// SPDX-License-Identifier: MPL-2.0

/// The target group of a governing document (policy §§7.2, 11: communicated to those whose work it concerns): everybody
/// who is engaged, or those in some units with all below them and those who hold some roles.
public struct Audience: Hashable, Sendable {
    /// When those it concerns are written to.
    public enum Way: String, Choosable {
        case digest, immediate

        public var label: Phrase {
            switch self {
            case .digest: Phrase(da: "I ugens samlede mail", en: "In the weekly mail")
            case .immediate: Phrase(da: "Straks, med en mail for sig", en: "At once, in a mail of its own")
            }
        }
    }

    /// How many days there are to read, unless the document says otherwise.
    public static let usualDays = 14

    /// Units with all below them. With no unit and no role it is everybody.
    public let units: [ID<Unit>]
    public let roles: [Role]
    /// Only engagements of these kinds; none: of all kinds.
    public let kinds: [Person.Engagement.Kind]
    /// Days to read from the day it opens, or from a newcomer's first working day; the last one is the due day.
    public let days: Int
    public let way: Way

    public init(
        units: [ID<Unit>] = [], roles: [Role] = [], kinds: [Person.Engagement.Kind] = [],
        days: Int = Audience.usualDays, way: Way = .digest
    ) {
        self.units = units
        self.roles = roles
        self.kinds = kinds
        self.days = days
        self.way = way
    }

    public var isEverybody: Bool { units.isEmpty && roles.isEmpty }

    func takes(_ place: Membership.Place) -> Bool {
        guard kinds.isEmpty || kinds.contains(place.kind) else { return false }
        return isEverybody || units.contains { place.path.contains($0) }
            || roles.contains { place.roles.contains($0) }
    }
}

extension Document {
    /// From which day which audience holds, in order. Where none was chosen, policies concern everybody, procedures and
    /// guidelines the unit that owns them with all below it.
    var audiences: [(from: Day, audience: Audience)] {
        let usual: [(from: Day, audience: Audience)] =
            switch kind {
            case .policy, .topicPolicy: [(.distantPast, Audience())]
            case .procedure, .guideline, .module:
                owner.entries.enumerated().map { index, entry in
                    (index == 0 ? .distantPast : entry.from, Audience(units: [entry.value]))
                }
            }
        guard let chosen = audience.entries.first?.from else { return usual }
        return usual.filter { $0.from < chosen } + audience.entries.map { ($0.from, $0.value) }
    }

    /// The audience on `day`.
    public func audience(on day: Day) -> Audience {
        audiences.last { $0.from <= day }?.audience ?? Audience()
    }
}

extension Audience {
    /// Whether everybody is meant or those chosen below: an empty choice must not become everybody by mistake.
    enum Reach: String, Choosable {
        case everybody, chosen

        var label: Phrase {
            switch self {
            case .everybody: Phrase(da: "Alle, der er tilknyttet", en: "Everybody who is engaged")
            case .chosen: Phrase(da: "Dem, der er valgt herunder", en: "Those chosen below")
            }
        }
    }

    /// By which somebody says whom is meant.
    /// - Parameters: what is asked, as the matter has it.
    static func fields(da: String, en: String) -> [Field] {
        [
            Field("reach", .choice(Reach.choices), da: da, en: en),
            Field(
                "units", .units, da: "Enheder", en: "Units",
                hint: Phrase(da: "Med alt, der hører under dem.", en: "With all that belongs to them."), optional: true),
            Field(
                "roles", .several(Role.choices.filter { $0.value != Role.employee.rawValue }), da: "Roller",
                en: "Roles",
                optional: true),
            Field(
                "kinds", .several(Person.Engagement.Kind.choices), da: "Kun disse ansættelser",
                en: "Only these engagements",
                hint: Phrase(da: "Vælg ingen for at tage alle med.", en: "Choose none to take all."), optional: true),
        ]
    }

    init(_ arguments: Arguments, days: Int = Audience.usualDays, way: Way = .digest) throws(Refusal) {
        let kinds: [Person.Engagement.Kind] = try arguments.choices("kinds")
        let (units, roles): ([ID<Unit>], [Role]) = (try arguments.ids("units"), try arguments.choices("roles"))
        switch try arguments.choice("reach", Reach.self) {
        case .everybody: self.init(kinds: kinds, days: days, way: way)
        case .chosen:
            self.init(units: units, roles: roles, kinds: kinds, days: days, way: way)
            guard !isEverybody else {
                throw .invalid(
                    "units", da: "Vælg mindst én enhed eller rolle, eller vælg alle.",
                    en: "Choose at least one unit or role, or choose everybody.")
            }
            guard !roles.contains(.employee) else {
                throw .invalid("roles", da: "Vælg på listen.", en: "Choose from the list.")
            }
        }
    }
}

/// Chooses whom a document concerns, from a day, and why.
public struct SetAudience: DocumentDeed {
    public let document: ID<Document>
    let audience: Audience, from: Day, reason: String

    public static let fields =
        [Field.document] + Audience.fields(da: "Hvem vedrører det?", en: "Whom does it concern?") + [
            Field(
                "days", .number(1...365), da: "Dage til at læse", en: "Days to read",
                hint: Phrase(
                    da:
                        "Regnet fra ikrafttræden eller den nyansattes første arbejdsdag. Uden tal: \(Audience.usualDays).",
                    en:
                        "Counted from the entry into force or a newcomer's first working day. Empty: \(Audience.usualDays)."
                ),
                optional: true),
            Field("way", .choice(Audience.Way.choices), da: "Besked om nye versioner", en: "Notice of new versions"),
            .from, .reason, .late,
        ]

    public init(_ arguments: Arguments) throws(Refusal) {
        document = try arguments.id("document")
        from = try arguments.day("from")
        reason = try arguments.text("reason", most: 2000)
        let days = try arguments.optionalText("days", most: 20) == nil ? nil : arguments.number("days", in: 1...365)
        audience = try Audience(arguments, days: days ?? Audience.usualDays, way: try arguments.choice("way"))
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        let known = try desk.register.existingDocument(document)
        guard !known.isWithdrawn(on: from) else { throw .withdrawn }
        for unit in audience.units { _ = try desk.register.openUnit(unit, "units", on: from) }
        guard known.audience.value(on: from) != audience else {
            throw .outOfTurn(da: "Det er målgruppen allerede.", en: "That is the audience already.")
        }
        let reason: ValueID = desk.keep(reason)
        try desk.record(.document(document, .audienceSet(audience, reason: reason)), on: from)
    }
}
