// SPDX-License-Identifier: MPL-2.0

import Domain
import Exchange
import Ledger
import Office

/// What is read out of the files of a command before it is decided: one list for all doors.
enum FileIntakes {
    /// Puts what the files say beside them.
    ///
    /// - Returns: the framework that was read, so that it need not be read again; nil for other commands.
    static func add(
        to arguments: inout Arguments, of kind: CommandKind, _ house: House, _ actor: Actor
    ) async throws(Refusal) -> FrameworkReading? {
        try await Extraction.add(to: &arguments, of: kind)
        // Takes away what a door was handed as read, so it comes before those that read.
        let framework = try await FrameworkIntake.add(to: &arguments, of: kind)
        try await PersonIntake.add(to: &arguments, of: kind)
        try await CompletionIntake.add(to: &arguments, of: kind, house, actor)
        try await ExerciseIntake.add(to: &arguments, of: kind, house)
        try await InventoryIntake.add(to: &arguments, of: kind)
        try await AssetIntake.add(to: &arguments, of: kind, house)
        try await RiskIntake.add(to: &arguments, of: kind)
        return framework
    }
}
