// SPDX-License-Identifier: MPL-2.0

import ArgumentParser
import Domain
import Foundation
import Office
import SQLiteStore

struct Backup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Copy the installation to a new folder, also while the server runs; the copy is verified.",
        discussion: """
            Keys are copied only with --keys, to a folder apart. What is erased later is erased in a restored copy too.
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
            let record = try ReadingDirectory.open(data.data).backup(
                to: folder, keysTo: keys, now: Clock.system.now.milliseconds, keepDays: keepDays)
            let expires = Copenhagen.day(of: Instant(milliseconds: record.expires))
            if json {
                putJSON(["folder": folder, "expires": "\(expires)"])
            } else {
                put("\(folder): verified; expires \(expires)")
                if keys == nil { say("The keys are not in it. Keep them apart: vaern backup … --keys FOLDER") }
            }
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
        try orStop {
            let restored = try DataDirectory.restore(from: folder, keysFrom: keys, into: data, erasures: erasures)
            let facts = restored.heads.values.reduce(0, +)
            if json {
                putJSON(["facts": facts, "erased_again": restored.erasedAgain])
            } else {
                put("\(data): \(facts) facts; \(restored.erasedAgain) values erased again")
            }
        }
    }
}
