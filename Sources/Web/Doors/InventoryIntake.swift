// SPDX-License-Identifier: MPL-2.0

import Domain
import Exchange
import Office

/// What a bill of materials says, alike for all doors.
enum InventoryIntake {
    /// Puts what the bill says beside it. What a door was handed under that name is never believed: `FrameworkIntake` has
    /// taken it away.
    static func add(to arguments: inout Arguments, of kind: CommandKind) async throws(Refusal) {
        let acted = kind == .correctFact ? try arguments.optionalChoice("command", CommandKind.self) ?? kind : kind
        guard acted == .recordInventory, let reading = try await read(arguments) else { return }
        arguments.files["reading"] = .init(name: "reading", bytes: reading.encode())
    }

    /// What the file of the arguments says; nil without a file. Large ones take a second, so they are read aside.
    static func read(_ arguments: Arguments) async throws(Refusal) -> InventoryReading? {
        guard let file = arguments.files["file"], !file.bytes.isEmpty else { return nil }
        return try await Extraction.aside { () throws(Refusal) in try CycloneDX.read(file.bytes) }
    }
}
