// SPDX-License-Identifier: MPL-2.0

import Domain
import Exchange

/// What is read out of a file of persons before they are taken in, alike for all doors.
enum PersonIntake {
    /// Puts what the file says beside it. What a door was handed under that name is never believed: `FrameworkIntake` has
    /// taken it away.
    static func add(to arguments: inout Arguments, of kind: CommandKind) async throws(Refusal) {
        let acted = kind == .correctFact ? try arguments.optionalChoice("command", CommandKind.self) ?? kind : kind
        guard acted == .importPersons, let reading = try await read(arguments) else { return }
        arguments.files["reading"] = .init(name: "reading", bytes: reading.encode())
    }

    /// What the file of the arguments says; nil without a file.
    static func read(_ arguments: Arguments) async throws(Refusal) -> PersonReading? {
        guard let file = arguments.files["file"], !file.bytes.isEmpty else { return nil }
        var chosen: [PersonReading.Column: String] = [:]
        for column in PersonReading.Column.allCases {
            chosen[column] = try arguments.optionalLine(column.field, most: 200)
        }
        let columns = chosen
        return try await Extraction.aside { () throws(Refusal) in try PersonFile.read(file.bytes, columns: columns) }
    }
}
