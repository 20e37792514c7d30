// SPDX-License-Identifier: MPL-2.0

import ArgumentParser
import Domain
import Foundation
import Ledger
import Office
import SQLiteStore

struct LedgerCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ledger", abstract: "Verify, show and prove the ledger.",
        subcommands: [Verify.self, ShowCheckpoint.self, Show.self, Prove.self, Fold.self, Recover.self])

    struct Verify: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Verify every byte of the ledger against the checkpoint outside it.",
            discussion:
                "Exit code 1 and the first bad position if anything is wrong.\nExample: vaern ledger verify --data ./demo"
        )
        @OptionGroup var data: DataOption
        @Flag(name: .long, help: "Print the result as JSON.") var json = false

        func run() throws {
            try orStop {
                let reading = try ReadingHouse(data)
                let showsProgress = isatty(STDERR_FILENO) == 1
                let result = try reading.verify { done, all in
                    if showsProgress { progress(done, all) }
                    return true
                }
                if showsProgress { say("") }
                report(result, reading)
                guard result.isSound else { throw ExitCode(1) }
            }
        }

        private func report(_ verified: ReadingHouse.Verified, _ house: ReadingHouse) {
            let (result, file) = (verified.ledger, verified.file)
            let first = result.findings.first
            if json {
                var object: [String: Any] = [
                    "sound": verified.isSound, "facts": result.facts, "values": result.values,
                    "erased": result.erased,
                    "root": result.root.base64, "origin": house.key.verifier.name, "file": file,
                    "seconds": verified.seconds, "processor_seconds": verified.processorSeconds,
                ]
                if let first {
                    object["first_bad"] = [
                        "position": first.position.map { $0 as Any } ?? NSNull(), "fault": first.fault.rawValue,
                    ]
                    object["findings"] = result.findings.map {
                        [
                            "position": $0.position.map { $0 as Any } ?? NSNull(), "fault": $0.fault.rawValue,
                            "field": $0.field ?? "",
                        ] as [String: Any]
                    }
                }
                putJSON(object)
            } else if let first {
                put(
                    "NOT SOUND: \(first.fault.rawValue) at \(first.position.map { "position \($0)" } ?? "the checkpoint")"
                )
                for finding in result.findings.dropFirst().prefix(20) {
                    put(
                        "  \(finding.position.map(String.init) ?? "–") \(finding.fault.rawValue) \(finding.field ?? "")"
                    )
                }
            } else if !file.isEmpty {
                put("NOT SOUND: the database file is damaged")
                for line in file { put("  \(line)") }
            } else {
                put("sound: \(result.facts) facts, \(result.values) values, \(result.erased) erased")
                put("root \(result.root.base64)")
            }
        }

        private func progress(_ done: Int, _ all: Int) {
            let filled = all == 0 ? 40 : done * 40 / all
            let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: 40 - filled)
            FileHandle.standardError.write(Data("\r\(bar) \(done) / \(all)".utf8))
        }
    }

    struct ShowCheckpoint: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "checkpoint",
            abstract: "Print the last signed checkpoint (C2SP signed note) and the key that verifies it.",
            discussion: "Example: vaern ledger checkpoint --key > fki.vkey")
        @OptionGroup var data: DataOption
        @Flag(name: .long, help: "Print the verifier key instead.") var key = false
        @Flag(name: .long, help: "Print as JSON.") var json = false

        func run() throws {
            try orStop {
                let house = try ReadingHouse(data)
                guard let note = house.note else { throw stop("There is no checkpoint yet. Start »vaern serve« once.") }
                if json {
                    putJSON(["checkpoint": note, "verifier_key": house.key.verifier.text])
                } else {
                    put(Data((key ? house.key.verifier.text + "\n" : note).utf8))
                }
            }
        }
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print leaves and payloads as JSON lines; never the vault's values.",
            discussion: "Example: vaern ledger show --from 0 --count 20")
        @OptionGroup var data: DataOption
        @Option(name: .long, help: "The first position.") var from = 0
        @Option(name: .long, help: "How many.") var count = 20
        @Flag(name: .long, help: "Leaves, payloads, keys and values, for a verifier of another make.") var dump = false

        func validate() throws {
            guard from >= 0, count >= 0 else { throw ValidationError("--from and --count are not negative.") }
        }

        func run() throws {
            try orStop {
                let house = try ReadingHouse(data)
                let range = from..<from + count
                if dump {
                    try house.dump(range)
                } else {
                    try house.store.read(range) { row in
                        put(
                            "{\"leaf\":\(String(decoding: row.leaf, as: UTF8.self)),\"payload\":\(String(decoding: row.payload, as: UTF8.self))}"
                        )
                        return true
                    }
                }
            }
        }
    }

    struct Prove: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write a C2SP tlog-proof that an entry stands in the ledger.",
            discussion:
                "Any tlog-proof verifier accepts it with the key of »vaern ledger checkpoint --key«.\nExample: vaern ledger prove 17 > post-17.tlog-proof"
        )
        @OptionGroup var data: DataOption
        @Argument(help: "The position of the entry, counted from 0.") var position: Int

        func run() throws {
            try orStop {
                let house = try ReadingHouse(data)
                put(Data(try house.proof(of: position).text.utf8))
            }
        }
    }

    struct Fold: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Fold the whole ledger and print the register's digest and how long it took.",
            discussion:
                "The digest is the same on every machine that has the same ledger.\nExample: vaern ledger fold --json")
        @OptionGroup var data: DataOption
        @Flag(name: .long, help: "Print as JSON.") var json = false
        @Flag(name: .long, help: "Leave the digest out: it takes many times as long as the fold.") var noDigest = false

        func run() throws {
            try orStop {
                let house = try ReadingHouse(data)
                var book = Book(origin: house.origin)
                var register = Register(organisation: house.organisation)
                let watch = Stopwatch()
                let stopped = try Replay.run(store: house.store, book: &book, into: &register)
                let (took, processor) = (watch.wall, watch.processor)
                let digest = noDigest ? nil : RegisterDigest.of(register).base64
                if json {
                    var object: [String: Any] = [
                        "facts": register.count, "seconds": took, "processor_seconds": processor, "end": "\(stopped)",
                    ]
                    object["digest"] = digest
                    putJSON(object)
                } else {
                    put("\(register.count) facts in \(took) s" + (digest.map { ", digest \($0)" } ?? ""))
                }
                guard stopped == .end else { throw stop("The fold ended early: \(stopped)") }
            }
        }
    }

    struct Recover: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Go on in a new epoch after facts were lost for good; it is recorded with the reason.",
            discussion:
                "Restore the right copy instead, if there is one.\nExample: vaern ledger recover --reason »Disken brændte; kopien er fra i går«"
        )
        @OptionGroup var data: DataOption
        @Option(name: .long, help: "Why: it becomes part of the record.") var reason: String

        func validate() throws {
            guard reason.contains(where: { !$0.isWhitespace }) else {
                throw ValidationError("Say why with --reason: it becomes part of the record.")
            }
        }

        func run() async throws {
            try orStop {
                let directory = try DataDirectory.open(data.data, create: nil)
                let house = try directory.openHouse(try directory.choose(data.organisation))
                guard house.alarm != nil else {
                    throw stop("Nothing is wrong with the ledger, so there is nothing to recover.")
                }
                let origin = try house.recover(reason: reason, user: NSUserName())
                let reopened = try directory.openHouse(house.id)
                try reopened.sign()
                put(
                    "The ledger goes on as \(origin). Give the new key to those who verify it: vaern ledger checkpoint --key"
                )
            }
        }
    }
}

/// Prints an object with its keys in order.
func putJSON(_ object: Any) {
    let options: JSONSerialization.WritingOptions = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    if let bytes = try? JSONSerialization.data(withJSONObject: object, options: options) {
        put(bytes + Data("\n".utf8))
    }
}
