// SPDX-License-Identifier: MPL-2.0

import Domain
import Exchange
import Ledger
import Office

/// What is read out of a file of risks before they are taken in, alike for all doors.
enum RiskIntake {
    /// Puts what the file says beside it. What a door was handed under that name is never believed: `FrameworkIntake` has
    /// taken it away.
    static func add(to arguments: inout Arguments, of kind: CommandKind) async throws(Refusal) {
        let acted = kind == .correctFact ? try arguments.optionalChoice("command", CommandKind.self) ?? kind : kind
        guard acted == .importRisks, let reading = try await read(arguments) else { return }
        arguments.files["reading"] = .init(name: "reading", bytes: reading.encode())
    }

    /// What the file of the arguments says; nil without a file.
    static func read(_ arguments: Arguments) async throws(Refusal) -> RiskReading? {
        guard let file = arguments.files["file"], !file.bytes.isEmpty else { return nil }
        var chosen: [RiskReading.Column: String] = [:]
        for column in RiskReading.Column.allCases {
            chosen[column] = try arguments.optionalLine(column.field, most: 200)
        }
        let columns = chosen
        return try await Extraction.aside { () throws(Refusal) in
            var reading = try RiskFile.read(file.bytes, columns: columns)
            reading.sha256 = Digest.sha256(file.bytes).hex
            return reading
        }
    }

    /// What the file of the arguments would change; nil without a file.
    static func plan(
        _ arguments: Arguments, _ sight: Sight
    ) async throws(Refusal) -> (reading: RiskReading, plan: RiskImportPlan)? {
        guard sight.mayEver(.importRisks) || sight.isOperator else { throw .notAllowed }
        guard let reading = try await read(arguments) else { return nil }
        let rules = try ImportRisks.rules(arguments)
        let plan = try await Extraction.aside { () throws(Refusal) in
            guard let plan = sight.plan(reading, rules) else { throw .notAllowed }
            return plan
        }
        return (reading, plan)
    }
}
