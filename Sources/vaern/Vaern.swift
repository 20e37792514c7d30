// SPDX-License-Identifier: MPL-2.0

import ArgumentParser
import Foundation

@main
enum Entrance {
    /// Exit code 0 when it is done, 1 when the answer is no or it failed, 2 when the command was not understood.
    static func main() async {
        do {
            var command = try Vaern.parseAsRoot()
            if var waiting = command as? any AsyncParsableCommand {
                try await waiting.run()
            } else {
                try command.run()
            }
        } catch {
            guard Vaern.exitCode(for: error) == .validationFailure else { Vaern.exit(withError: error) }
            say(Vaern.fullMessage(for: error))
            Foundation.exit(2)
        }
    }
}

struct Vaern: AsyncParsableCommand {
    static let version = "0.1.0"

    static let configuration = CommandConfiguration(
        commandName: "vaern",
        abstract: "Værn: et ledelsessystem for informationssikkerhed. A management system for information security.",
        discussion: """
            Eksempler / Examples:
              vaern demo --data ./demo && vaern serve --data ./demo
              vaern document import politik.txt --kind politik --unit Cyber --token-file ./token
              vaern obligations --as-of 2026-11-23
              vaern ledger verify
            """,
        version: version,
        subcommands: [
            Initialise.self, Demonstrate.self, Serve.self, Do.self, TokenCommands.self, DocumentCommands.self,
            Obligations.self, Requirements.self, StatementOfApplicability.self, Search.self, FrameworkCommands.self,
            ThreatCommands.self,
            LearningCommands.self, LedgerCommands.self, PersonCommands.self, AccountCommands.self,
            ProviderCommands.self, RiskCommands.self,
            AssetCommands.self,
            Backup.self,
            Restore.self, Retention.self, Stories.self,
        ])
}
