// SPDX-License-Identifier: MPL-2.0

import Domain
import Exchange
import Office

/// What a list of an exercise's counts says by unit, alike for all doors.
enum ExerciseIntake {
    /// Puts what the list says beside it. What a door was handed under that name is never believed: `FrameworkIntake` has
    /// taken it away.
    static func add(to arguments: inout Arguments, of kind: CommandKind, _ house: House) async throws(Refusal) {
        let acted = kind == .correctFact ? try arguments.optionalChoice("command", CommandKind.self) ?? kind : kind
        guard acted == .recordExercise, let reading = try await read(arguments, house) else { return }
        arguments.files["reading"] = .init(name: "reading", bytes: reading.encode())
    }

    /// What the file of the arguments says; nil without a file.
    static func read(_ arguments: Arguments, _ house: House) async throws(Refusal) -> ExerciseReading? {
        guard let file = arguments.files["file"], !file.bytes.isEmpty else { return nil }
        let table = try await Extraction.aside { () throws(Refusal) in try ExerciseTable.read(file.bytes) }
        let known = names(house)
        var reading = ExerciseReading()
        reading.faults = table.faults
        for row in table.rows {
            switch known[row.unit.lowercased()]?.count {
            case 1?:
                if let unit = known[row.unit.lowercased()]?.first {
                    reading.rows.append(.init(number: row.number, unit: unit, counts: row.counts))
                }
            case nil:
                reading.faults.append(
                    RowFault(
                        row: row.number,
                        Phrase(
                            da:
                                "Der er ingen enhed, der hedder »\(row.unit)«. Skriv navnet, som det står under Enheder.",
                            en: "There is no unit called “\(row.unit)”. Write the name as it stands under Units.")))
            case _:
                reading.faults.append(
                    RowFault(
                        row: row.number,
                        Phrase(
                            da: "Flere enheder hedder »\(row.unit)«. Skriv enhedens reference i stedet.",
                            en: "Several units are called “\(row.unit)”. Write the unit's reference instead.")))
            }
        }
        reading.faults.sort { $0.row < $1.row }
        return reading
    }

    /// The units that are open, by their names in both languages and by their references.
    private static func names(_ house: House) -> [String: Set<ID<Unit>>] {
        var found: [String: Set<ID<Unit>>] = [:]
        let today = house.clock.today
        for unit in house.state.register.units.values where unit.isOpen(on: today) {
            found[unit.id.description.lowercased(), default: []].insert(unit.id)
            for name in [unit.name.value(on: today), unit.nameEnglish.value(on: today).flatMap { $0 }] {
                guard let text = name.flatMap({ house.texts.text($0) }) else { continue }
                found[text.lowercased(), default: []].insert(unit.id)
            }
        }
        return found
    }
}
