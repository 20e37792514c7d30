// SPDX-License-Identifier: MPL-2.0

import ArgumentParser
import Domain
import Foundation
import Office
import SQLiteStore
import Web

struct Backup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Copy the installation to a new folder, also while the server runs; the copy is verified.",
        discussion: """
            Keys are copied only with --keys, to a folder apart, and with them the hashes of passwords and tokens; never
            sessions, drafts or one-time codes. What is erased later is erased in a restored copy too.
            Example: vaern backup /srv/backup/2026-11-23 --keys /srv/keys/2026-11-23
            """)
    @OptionGroup var data: DataOption
    @Argument(help: "The folder to make.") var folder: String
    @Option(name: .long, help: "A folder of its own for the keys.") var keys: String?
    @Option(name: .long, help: "For how many days the copy is kept; erasure says when the last copy expires.")
    var keepDays = 90
    @Flag(name: .long, help: "Print the answer as JSON.") var json = false

    func validate() throws {
        guard keepDays > 0 else { throw ValidationError("--keep-days is at least 1.") }
    }

    func run() async throws {
        try orStop {
            let directory = try ReadingDirectory.open(data.data)
            let record = try directory.backup(
                to: folder, keysTo: keys, accounts: keys == nil ? nil : accounts(of: directory),
                now: Clock.system.now.milliseconds, keepDays: keepDays)
            let expires = Copenhagen.day(of: Instant(milliseconds: record.expires))
            if json {
                putJSON(["folder": folder, "expires": "\(expires)"])
            } else {
                put("\(folder): verified; expires \(expires)")
                if keys == nil { say("The keys are not in it. Keep them apart: vaern backup … --keys FOLDER") }
            }
        }
    }

    /// Evidence is copied also where the side store cannot be read.
    private func accounts(of directory: ReadingDirectory) -> [UInt8]? {
        do {
            return try AccountCopy.read(from: try SQLiteSide(reading: directory.path))
        } catch {
            say("The accounts were not copied: \(error). After a restore, everybody would need a new password.")
            return nil
        }
    }
}

struct Restore: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Make a data directory from a backup; what was erased since stays erased.",
        discussion:
            "Example: vaern restore /srv/backup/2026-11-23 --keys /srv/keys/2026-11-23 --data ./data --erasures ./old/erasures"
    )
    @Argument(help: "The backup's folder.") var folder: String
    @Option(name: .long, help: "The folder with the keys.") var keys: String
    @Option(name: .long, help: "The new data directory.") var data: String
    @Option(name: .long, parsing: .singleValue, help: "The »erasures« file of the installation that is replaced.")
    var erasures: [String] = []
    @Flag(name: .long, help: "Print the answer as JSON.") var json = false

    func run() async throws {
        try await orStopWaiting {
            let restored = try DataDirectory.restore(from: folder, keysFrom: keys, into: data, erasures: erasures)
            let facts = restored.heads.values.reduce(0, +)
            let directory = try DataDirectory.open(data, create: nil)
            let installation = try directory.served(Settings(), clock: .system, domain: "vaern.localhost")
            for house in installation.houses { try house.noteErasedAgain(version: Vaern.version) }
            var accounts = 0
            if let copy = restored.accounts { accounts = try await installation.takeBack(copy) }
            installation.close()
            if json {
                putJSON(["facts": facts, "erased_again": restored.erasedAgain, "accounts": accounts])
            } else {
                put("\(data): \(facts) facts; \(restored.erasedAgain) values erased again; \(accounts) accounts")
            }
            if accounts == 0 {
                say("Nobody can sign in yet. Give somebody a code: vaern account code --person NAME --data \(data)")
            }
        }
    }
}
