// SPDX-License-Identifier: MPL-2.0
import Testing

@testable import Domain

extension World {
    /// The day on which most tests happen.
    static let monday = "2026-11-23"

    /// An organisation as it is on 23 November 2026, told with commands: units FKI above CAI and Drift; a direktion of Anna,
    /// Bo and Carl; Fie is head of Drift, Sara is in CAI, Dan is DPO, Ida administers with an account; the policy was
    /// imported with the three rows of its table and is in force since 2023; the procedure »Backup« of Drift is in force
    /// below it since 2026.
    static let house: World = {
        var world = World(today: monday)
        let late = "Oprettet ved opstart"
        world.given(.nameOrganisation, ["name": "Fælleskommunal It", "short": "FKI"])
        world.given(.openUnit, ["name": "FKI", "from": "2023-01-01", "late_reason": late], as: "FKI")
        for name in ["CAI", "Drift"] {
            world.given(
                .openUnit, ["name": name, "parent": world.unit("FKI"), "from": "2023-01-01", "late_reason": late],
                as: name)
        }
        let people = [
            ("Anna", "FKI"), ("Bo", "FKI"), ("Carl", "FKI"), ("Fie", "Drift"), ("Gry", "Drift"), ("Sara", "CAI"),
            ("Dan", "CAI"), ("Ida", "CAI"),
        ]
        for (name, unit) in people {
            world.given(.addPerson, ["name": name, "mail": "\(name)@fki.example.dk"], as: name)
            world.given(
                .beginEngagement,
                [
                    "person": world.person(name), "kind": "employee", "unit": world.unit(unit), "title": "Medarbejder",
                    "from": "2023-01-01", "late_reason": late,
                ])
        }
        for name in ["Anna", "Bo", "Carl"] {
            world.given(
                .seatMember,
                ["body": "direktion", "person": world.person(name), "from": "2023-01-01", "late_reason": late])
        }
        world.given(.seatMember, ["body": "bestyrelse", "person": world.person("Gry"), "from": monday])
        for (name, role) in [("Sara", "security"), ("Dan", "dpo"), ("Ida", "administrator")] {
            world.given(
                .grantRole, ["person": world.person(name), "role": role, "from": "2023-01-01", "late_reason": late])
        }
        for (name, unit) in [("Fie", "Drift"), ("Sara", "CAI"), ("Anna", "FKI")] {
            world.given(
                .grantRole,
                [
                    "person": world.person(name), "role": "unit_head", "unit": world.unit(unit), "from": "2023-01-01",
                    "late_reason": late,
                ])
        }
        world.given(.openAccount, ["person": world.person("Ida"), "username": "ida"])
        world.given(
            .importDocument,
            [
                "kind": "politik", "title": "Informationssikkerhedspolitik", "unit": world.unit("CAI"),
                "classification": "offentlig", "row_number": ["1.0", "1.1", "1.2"],
                "row_unit": ["Sikkerhed, A", "Sikkerhed, A", "CAI, B"],
                "row_update": ["Ny politik", "Årlig verifikation", "Årlig verifikation"],
                "row_day": ["2023-12-06", "2024-12-05", "2025-11-19"],
            ], as: "Politik")
        world.given(.submitVersion, ["document": world.document("Politik")])
        world.decide(
            "Politik", on: "2023-12-06", ["method": "minutes", "minutes": "DIR 2023-12, punkt 1", "late_reason": late])
        world.given(
            .enforceVersion, ["document": world.document("Politik"), "from": "2023-12-06", "late_reason": late])
        world.given(
            .createDocument,
            ["kind": "procedure", "title": "Backup", "unit": world.unit("Drift"), "parent": world.document("Politik")],
            as: "Backup")
        world.enact("Backup")
        return world
    }()

    /// Those who decide about the document, by name.
    func deciders(_ name: String) -> [ID<Person>] {
        known(name).kind.decidedBy != nil ? [person("Anna"), person("Bo")] : [person("Fie")]
    }

    mutating func decide(
        _ name: String, on day: String = monday, _ words: Words = [:], sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let usual: Words = [
            "document": document(name), "act": "adopt", "outcome": "approved", "method": "meeting", "day": day,
            "members": deciders(name),
        ]
        given(.makeDecision, usual.merging(words) { $1 }, sourceLocation: sourceLocation)
    }

    mutating func draft(_ name: String, _ words: Words = [:], sourceLocation: SourceLocation = #_sourceLocation) {
        let usual: Words = ["document": document(name), "classification": "intern"]
        given(.draftVersion, usual.merging(words) { $1 }, sourceLocation: sourceLocation)
    }

    /// Draft, submission, approval and entry, all today.
    mutating func enact(_ name: String, _ words: Words = [:], sourceLocation: SourceLocation = #_sourceLocation) {
        draft(name, words, sourceLocation: sourceLocation)
        given(.submitVersion, ["document": document(name)], sourceLocation: sourceLocation)
        decide(name, on: today.description, sourceLocation: sourceLocation)
        given(.enforceVersion, ["document": document(name), "from": today], sourceLocation: sourceLocation)
    }

    /// A verification, complete.
    func verification(_ name: String, _ words: Words = [:]) -> Words {
        var usual: Words = [
            "document": document(name), "outcome": "unchanged", "administration": "Ingen ændringer",
            "business": "Ingen",
            "threats": "Flere forsøg på phishing", "society": "NIS 2-loven",
            "improvement": "Intet fundet: nyligt revideret",
        ]
        if known(name).kind == .policy { usual["strategy"] = "Følger strategien 2023–2027" }
        return usual.merging(words) { $1 }
    }
}

extension World {
    func hold(_ name: String) -> ID<Person.Hold> {
        register.persons[person(name)]?.holds.last?.id ?? ID(high: 0, low: 0)
    }
    func grant(_ name: String) -> ID<Person.Grant> {
        register.persons[person(name)]?.grants.first?.id ?? ID(high: 0, low: 0)
    }
    func seat(_ name: String) -> ID<Body.Seat> {
        register.bodies[.direktion]?.seats.first { $0.person == person(name) }?.id ?? ID(high: 0, low: 0)
    }
}
