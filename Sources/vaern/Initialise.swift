// SPDX-License-Identifier: MPL-2.0

import ArgumentParser
import Foundation
import Ledger
import Office
import SQLiteStore
import Web

/// Makes an empty installation. Its first administrator is made in the browser with the code that is printed here.
struct Initialise: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init", abstract: "Make an empty installation and print the first administrator's one-time code.",
        discussion: "Example: vaern init --data ./data && vaern serve --data ./data")
    @Option(name: .long, help: "The data directory (default: the user's own).")
    var data: String = DataOption.standard
    @Flag(name: .long, help: "Print the answer as JSON.") var json = false

    func run() async throws {
        try await orStopWaiting {
            let clock = Clock.system
            let mint = Mint.system
            let bits = mint.random()
            let directory = try DataDirectory.open(
                data, create: .init(id: Ref(high: bits.0, low: bits.1), isDemo: false, created: clock.now.milliseconds))
            guard try directory.organisations().isEmpty else {
                throw stop("\(data) has an organisation already. Sign in with »vaern serve --data \(data)«.")
            }
            let installation = try directory.served(Settings(), clock: clock, domain: "vaern.localhost")
            guard let code = try await installation.setUpCode() else { throw stop("Somebody can sign in already.") }
            if json {
                putJSON(["code": code, "data": data])
            } else {
                put(code)
                say(
                    "Start the server with »vaern serve --data \(data)«, open the address it prints, and give this code there."
                )
                say("The code can be used once; »vaern serve« prints a new one as long as nobody can sign in.")
            }
        }
    }
}

extension DataDirectory {
    /// The side store; a damaged one is set aside and said so.
    func openSide() throws -> SQLiteSide {
        try side { reason, path in
            say("The side store was damaged (\(reason)). It is kept as \(path); everybody must sign in again.")
        }
    }
}
