// SPDX-License-Identifier: MPL-2.0

/// Plans an internal control: what is looked at, how often, and how many are drawn.
public struct PlanControlTest: Deed {
    let title: String, method: String, requirement: ID<Requirement>?, unit: ID<Unit>, months: Int, size: Int

    public static let fields = [
        Field("title", .line(most: 200), da: "Hvad kontrolleres?", en: "What is controlled?"),
        Field(
            "method", .text(most: 4000), da: "Hvordan?", en: "How?",
            hint: Phrase(
                da: "Hvad der ses efter for hvert punkt i stikprøven, og hvornår det er i orden.",
                en: "What is looked at for each item of the sample, and when it is as it should be.")),
        Field(
            "requirement", .requirement, da: "Krav, der kontrolleres", en: "Requirement that is tested", optional: true),
        Field("unit", .unit, da: "Enhed, hvis arbejde kontrolleres", en: "Unit whose work is controlled"),
        Field(
            "months", .number(1...24), da: "Udføres hver (måneder)", en: "Carried out every (months)",
            hint: Phrase(da: "1 er hver måned.", en: "1 is every month.")),
        Field("size", .number(1...500), da: "Stikprøvens størrelse", en: "Size of the sample"),
    ]

    public init(_ arguments: Arguments) throws(Refusal) {
        title = try arguments.line("title", most: 200)
        method = try arguments.text("method", most: 4000)
        requirement = try arguments.optionalID("requirement")
        unit = try arguments.id("unit")
        months = try arguments.number("months", in: 1...24)
        size = try arguments.number("size", in: 1...500)
    }

    public func concern(in register: Register, on day: Day) -> Concern { Concern(unit: unit) }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        if let requirement { _ = try desk.register.standingRequirement(requirement, on: desk.today) }
        _ = try desk.register.openUnit(unit, "unit", on: desk.today)
        let plan = ControlTest.Plan(
            number: desk.register.next(.controlTest, 0), title: desk.keep(title), method: desk.keep(method),
            requirement: requirement, unit: unit, months: months, size: size)
        let id: ID<ControlTest> = desk.new()
        try desk.record(.controlTest(id, .planned(plan)))
    }
}

/// A command about one internal control.
protocol ControlTestDeed: Deed {
    var test: ID<ControlTest> { get }
}

extension ControlTestDeed {
    public func concern(in register: Register, on day: Day) -> Concern {
        register.concern(of: .controlTest(test), on: day)
    }
}

/// Freezes the population of a round: what could be drawn is recorded before anybody can know what will be.
public struct FreezePopulation: ControlTestDeed {
    let test: ID<ControlTest>, items: [String], source: String, from: Day, until: Day

    public static let fields = [
        Field.controlTest,
        Field(
            "items", .text(most: 1_000_000), da: "Populationen", en: "The population",
            hint: Phrase(
                da: "Ét punkt på hver linje: alt, der kunne udtrækkes. Ingen navne, hvis et nummer er nok.",
                en: "One item a line: all that could be drawn. No names where a number will do.")),
        Field(
            "source", .text(most: 2000), da: "Hvor kommer listen fra, og hvordan ved du, at den er hel?",
            en: "Where does the list come from, and how do you know that it is complete?"),
        Field("from", .day, da: "Perioden fra og med", en: "Period from"),
        Field("to", .day, da: "Perioden til og med", en: "Period until"),
    ]

    public init(_ arguments: Arguments) throws(Refusal) {
        test = try arguments.id("control_test")
        let text = try arguments.text("items", most: 1_000_000)
        items = text.split(whereSeparator: \.isNewline).map { Arguments.trimmed(String($0)) }.filter { !$0.isEmpty }
        source = try arguments.text("source", most: 2000)
        from = try arguments.day("from")
        until = try arguments.day("to")
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        let (known, _) = try desk.register.plannedControl(test, on: desk.today)
        guard !known.rounds.contains(where: { $0.conclusion == nil }) else {
            throw .outOfTurn(
                da: "En runde er i gang. Konkludér den, før den næste begynder.",
                en: "A round is under way. Conclude it before the next begins.")
        }
        guard items.count <= ControlTest.Population.most else {
            throw .invalid(
                "items", da: "Listen har \(items.count) punkter. Den må højst have \(ControlTest.Population.most).",
                en: "The list has \(items.count) items. It may have at most \(ControlTest.Population.most).")
        }
        guard Set(items).count == items.count else {
            throw .invalid(
                "items", da: "Et punkt står der mere end én gang, og det ville blive udtrukket oftere. Fjern det.",
                en: "An item stands there more than once and would be drawn more often. Remove it.")
        }
        guard from <= until, until <= desk.today else {
            throw .invalid(
                "to", da: "Perioden skal begynde, før den slutter, og være gået.",
                en: "The period must begin before it ends, and be over.")
        }
        let round: ID<ControlTest.Round> = desk.new()
        let population = ControlTest.Population(
            items: desk.keep(items.joined(separator: "\n")), count: items.count, source: desk.keep(source), from: from,
            until: until)
        try desk.record(.controlTest(test, .frozen(round, population)))
    }
}

/// Draws the sample of the round that is under way. The seed is not given: it is the ledger's root right after the population.
public struct DrawSample: ControlTestDeed {
    public let test: ID<ControlTest>
    /// Worked out by the office from the ledger; nil: the population is not signed yet.
    public var draw: ControlTest.Draw?

    public static let fields = [Field.controlTest]
    public static let refused = [
        Refusal.invalid(
            "seed", da: "Frøet vælges ikke. Det er revisionssporets rod, lige efter populationen blev låst.",
            en: "The seed is not chosen. It is the root of the ledger right after the population was frozen.")
    ]

    public init(_ arguments: Arguments) throws(Refusal) { test = try arguments.id("control_test") }

    /// The round that waits for its sample, and how many are drawn.
    public func waiting(in register: Register) -> (round: ControlTest.Round, size: Int)? {
        guard let known = register.controlTests[test], let plan = known.plan,
            let round = known.rounds.first(where: { $0.conclusion == nil }), round.draw == nil
        else { return nil }
        return (round, min(plan.size, round.population.count))
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        _ = try desk.register.plannedControl(test, on: desk.today)
        guard let (round, _) = waiting(in: desk.register) else {
            throw .outOfTurn(
                da: "Ingen population er låst. Lås den først, så ingen kan vælge efter udfaldet.",
                en: "No population is frozen. Freeze it first, so that nobody can choose by the outcome.")
        }
        guard let draw else {
            throw Refusal(
                .busy,
                Phrase(
                    da: "Populationen er ikke underskrevet endnu. Vent et øjeblik, og prøv igen.",
                    en: "The population is not signed yet. Wait a moment and try again."))
        }
        try desk.record(.controlTest(test, .drawn(round.id, draw)))
    }
}

/// Concludes a round: which items of the sample are not as they should be, and what that says.
public struct ConcludeControlTest: ControlTestDeed {
    let test: ID<ControlTest>, failed: [Int], untested: [Int], finding: String, evidence: [ID<Evidence>]

    public static let fields = [
        Field.controlTest,
        Field("failed", .samples, da: "Ikke i orden", en: "Not as it should be", optional: true),
        Field("untested", .samples, da: "Kunne ikke kontrolleres", en: "Could not be tested", optional: true),
        Field("finding", .text(most: 10_000), da: "Konklusion", en: "Conclusion"),
        Field("evidence", .evidences, da: "Dokumentation", en: "Evidence", optional: true),
    ]

    public init(_ arguments: Arguments) throws(Refusal) {
        test = try arguments.id("control_test")
        failed = try arguments.numbers("failed")
        untested = try arguments.numbers("untested")
        finding = try arguments.text("finding", most: 10_000)
        evidence = try arguments.ids("evidence")
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        let (known, _) = try desk.register.plannedControl(test, on: desk.today)
        guard let round = known.rounds.first(where: { $0.conclusion == nil }), let draw = round.draw else {
            throw .outOfTurn(
                da: "Stikprøven er ikke udtrukket. Udtræk den først.", en: "The sample is not drawn. Draw it first.")
        }
        for (field, items) in [("failed", failed), ("untested", untested)] {
            guard items.allSatisfy(draw.items.contains) else {
                throw .invalid(
                    field, da: "Vælg punkter i stikprøven.", en: "Choose items of the sample.")
            }
        }
        guard Set(failed).isDisjoint(with: untested) else {
            throw .invalid(
                "untested", da: "Et punkt kan ikke både være kontrolleret og ikke kontrolleret.",
                en: "An item cannot be both tested and not tested.")
        }
        for id in evidence {
            guard try desk.register.existingEvidence(id).0.holds(on: desk.today) else {
                throw .invalid(
                    "evidence", da: "Noget af dokumentationen gælder ikke i dag. Vælg anden dokumentation.",
                    en: "Some of the evidence does not hold today. Choose other evidence.")
            }
        }
        let conclusion = ControlTest.Conclusion(
            failed: failed.sorted(), untested: untested.sorted(), finding: desk.keep(finding), evidence: evidence)
        try desk.record(.controlTest(test, .concluded(round.id, conclusion)))
    }
}

/// Says that an internal control is not carried out any more.
public struct RetireControlTest: ControlTestDeed {
    let test: ID<ControlTest>, reason: String

    public static let fields = [Field.controlTest, .reason]

    public init(_ arguments: Arguments) throws(Refusal) {
        test = try arguments.id("control_test")
        reason = try arguments.text("reason", most: 2000)
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        _ = try desk.register.plannedControl(test, on: desk.today)
        let reason: ValueID = desk.keep(reason)
        try desk.record(.controlTest(test, .retired(reason: reason)))
    }
}

extension Arguments {
    /// Any number of numbers, each once.
    func numbers(_ field: String) throws(Refusal) -> [Int] {
        let given = texts[field] ?? []
        // No sample is larger.
        guard given.count <= 500 else {
            throw .invalid(field, da: "Vælg på listen.", en: "Choose from the list.")
        }
        var found: Set<Int> = []
        for text in given where !text.isEmpty {
            guard let number = Int(text), number > 0 else {
                throw .invalid(field, da: "Vælg på listen.", en: "Choose from the list.")
            }
            found.insert(number)
        }
        return found.sorted()
    }
}
