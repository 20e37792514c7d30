// SPDX-License-Identifier: MPL-2.0

import ArgumentParser

@main
struct Vaern: AsyncParsableCommand {
    static let version = "0.1.0"

    static let configuration = CommandConfiguration(
        commandName: "vaern",
        abstract: "Værn: et ledelsessystem for informationssikkerhed. A management system for information security.",
        discussion: """
            Eksempler / Examples:
              vaern demo --data ./demo && vaern serve --data ./demo
              vaern document import politik.txt --kind politik --unit CAI --token-file ./token
              vaern obligations --as-of 2026-11-23
              vaern ledger verify
            """,
        version: version,
        subcommands: [
            Initialise.self, Demonstrate.self, Serve.self, Do.self, TokenCommands.self, DocumentCommands.self,
            Obligations.self, LedgerCommands.self, PersonCommands.self, AccountCommands.self, Backup.self, Restore.self,
        ])
}
