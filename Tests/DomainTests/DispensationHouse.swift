// SPDX-License-Identifier: MPL-2.0
import Testing

@testable import Domain

/// What the tests of dispensations say of the house: the unit Drift asks for leave to deviate from its procedure »Backup«,
/// and the direktion of Anna, Bo and Carl decides.
extension World {
    /// »Backup« as its paragraphs stand: the second and the third section are the rules that the tests deviate from.
    static let backup = Written.text(
        ["Formål": "Hvorfor", "Krav": "Der tages backup hver dag.", "Ansvar": "Driften prøver den hver måned."])
    /// »Der tages backup hver dag.«
    static let daily = ParagraphID(high: 9, low: 4)
    /// »Driften prøver den hver måned.«
    static let monthly = ParagraphID(high: 9, low: 6)

    /// A request, complete: from today until the end of May.
    func request(_ words: Words = [:]) -> Words {
        let usual: Words = [
            "document": document("Backup"), "unit": unit("Drift"), "paragraphs": [World.daily],
            "title": "Ugentlig backup i udviklingsmiljøet", "situation": "Udviklingsmiljøet flyttes til nye servere",
            "reason": "De nye servere har ingen daglig backup endnu", "risk": "En uges arbejde kan gå tabt",
            "level": "lav", "measures": "Koden ligger også hos udviklerne", "units": [unit("Drift")],
            "solutions": "Udviklingsmiljøet", "from": today, "to": "2027-05-31",
        ]
        return usual.merging(words) { $1 }
    }

    mutating func ask(
        _ name: String = "D", _ words: Words = [:], sourceLocation: SourceLocation = #_sourceLocation
    ) {
        ruleText = World.backup
        given(.requestDispensation, request(words), as: name, sourceLocation: sourceLocation)
    }

    mutating func advise(
        _ name: String = "D", as advisor: String = "dpo", by person: String = "Dan",
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let before = by
        by = self.person(person)
        given(
            .adviseDispensation,
            [
                "dispensation": dispensation(name), "advisor": advisor, "stance": "paa_vilkaar",
                "text": "Ingen persondata i udviklingsmiljøet",
            ], sourceLocation: sourceLocation)
        by = before
    }

    mutating func recommend(_ name: String = "D", sourceLocation: SourceLocation = #_sourceLocation) {
        given(
            .recommendDispensation, World.recommendation(dispensation(name)), sourceLocation: sourceLocation)
    }

    static func recommendation(_ dispensation: ID<Dispensation>) -> Words {
        [
            "dispensation": dispensation, "outcome": "approved", "reasons": "Risikoen er lav\nDet er kun en tid",
            "if_granted": "Backup hver uge", "if_refused": "Flytningen venter",
            "conditions": "Prøv gendannelse i marts",
        ]
    }

    /// Heard, recommended and put before the direktion.
    mutating func submit(_ name: String = "D", sourceLocation: SourceLocation = #_sourceLocation) {
        advise(name, sourceLocation: sourceLocation)
        recommend(name, sourceLocation: sourceLocation)
        given(
            .submitDispensation, ["dispensation": dispensation(name), "due": today + 14], sourceLocation: sourceLocation
        )
    }

    /// The direktion's decision, complete: granted today by Anna and Bo.
    func judgement(_ name: String = "D", _ words: Words = [:]) -> Words {
        let known = register.dispensations[dispensation(name)]
        let usual: Words = [
            "document": known?.request?.document ?? document("Backup"), "act": "dispense", "outcome": "approved",
            "method": "meeting", "members": [person("Anna"), person("Bo")], "dispensation": dispensation(name),
            "seen": known?.revision ?? 0, "update": "no", "update_reason": "Reglen er rigtig for alle andre",
        ]
        return usual.merging(words) { $1 }
    }

    mutating func judge(
        _ name: String = "D", _ words: Words = [:], sourceLocation: SourceLocation = #_sourceLocation
    ) {
        given(.makeDecision, judgement(name, words), sourceLocation: sourceLocation)
    }

    /// Asked for, heard, put before the direktion and granted, all today.
    mutating func dispense(
        _ name: String = "D", _ words: Words = [:], _ judgement: Words = [:],
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        ask(name, words, sourceLocation: sourceLocation)
        submit(name, sourceLocation: sourceLocation)
        judge(name, judgement, sourceLocation: sourceLocation)
    }

    /// The house where it is granted.
    static func dispensing(_ words: Words = [:], _ judgement: Words = [:]) -> World {
        var world = World.house
        world.dispense("D", words, judgement)
        return world
    }

    func dispensed(_ name: String = "D") -> Dispensation {
        register.dispensations[dispensation(name)] ?? Dispensation(id: dispensation(name))
    }

    func standing(_ name: String = "D", on day: Day? = nil) -> Dispensation.Standing {
        register.standing(of: dispensed(name), on: day ?? today)
    }

    /// The decision that was made last.
    var lastDecision: Decision? { register.decisions.values.max { $0.position < $1.position } }

    /// Where the last decision stands in the ledger.
    var decided: Int { position { if case .decision(_, .made) = $0 { true } else { false } } }

    mutating func annul(_ position: Int, sourceLocation: SourceLocation = #_sourceLocation) {
        given(.annulFact, ["position": position, "reason": "Var forkert"], sourceLocation: sourceLocation)
    }

    mutating func note(law paragraph: ParagraphID, sourceLocation: SourceLocation = #_sourceLocation) {
        given(
            .noteStatute,
            [
                "document": document("Backup"), "paragraph": paragraph,
                "law": "Databeskyttelsesforordningen, artikel 32",
            ],
            sourceLocation: sourceLocation)
    }

    mutating func appoint(_ name: String, _ role: String) {
        given(.grantRole, ["person": person(name), "role": role, "from": today])
    }
}
