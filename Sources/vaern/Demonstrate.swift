// SPDX-License-Identifier: MPL-2.0

import ArgumentParser
import Domain
import Foundation
import Ledger
import Office
import SQLiteStore
import Web

/// Makes an installation with the example world: invented, marked, and for this machine only.
struct Demonstrate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo", abstract: "Make an installation with an invented organisation, and print how to sign in.",
        discussion: """
            Everything in it is invented. It is served on loopback only and cannot become a real installation.
            Examples:
              vaern demo --data ./demo && vaern serve --data ./demo
              vaern demo --data ./large --facts 100000     (a large organisation besides, for measurements)
            """)

    @Option(name: .long, help: "The data directory to make (default: the user's own).")
    var data: String = DataOption.standard
    @Option(name: .long, help: "The same seed gives the same identities.") var seed: UInt64 = 1
    @Option(name: .long, help: "Also a large organisation with about this many facts, for measurements.") var facts:
        Int?
    @Option(
        name: .long,
        help:
            "Also an organisation with so many requirements, asked of 60 units in each of five years, for measurements."
    )
    var requirements: Int?
    @Option(
        name: .long,
        help: "Also an organisation with so many assets in layers and half as many risks, for measurements.")
    var assets: Int?
    @Flag(name: .long, help: "Print the answer as JSON.") var json = false

    func validate() throws {
        if let facts, facts < 1000 { throw ValidationError("--facts is at least 1000.") }
        if let requirements, !(1...5000 ~= requirements) {
            throw ValidationError("--requirements is between 1 and 5000.")
        }
        if let assets, !(100...200_000 ~= assets) {
            throw ValidationError("--assets is between 100 and 200000.")
        }
    }

    func run() async throws {
        try await orStopWaiting {
            let bits = Mint.seeded(seed &+ 0xDA7A).random()
            let directory = try DataDirectory.open(
                data,
                create: .init(id: Ref(high: bits.0, low: bits.1), isDemo: true, created: Clock.system.now.milliseconds))
            guard try directory.organisations().isEmpty else {
                throw stop("\(data) has an organisation already. Choose another folder.")
            }
            let world = try DemoWorld(seed: seed, now: Clock.system.now)
            for part in world.parts {
                say("\(part.name): its history is played …")
                part.stand()
                let house = try directory.found(
                    part.organisation, domain: part.domain, clock: part.clock, mint: part.mint)
                try part.play(on: Desk(house))
            }
            #if DEBUG
                try world.check()
            #endif
            if let facts { try await large(directory, facts) }
            if let requirements { try await asked(directory, requirements) }
            let timed = try await layered(directory)
            for organisation in try directory.organisations() { directory.close(organisation) }
            let installation = try directory.served(Settings(), clock: .system, domain: "example")
            let report = try world.report { _, _, _ in }
            let accounts = try await openDoors(report, installation)
            installation.close()
            try print(report, accounts, timed)
        }
    }

    private func large(_ directory: DataDirectory, _ facts: Int) async throws {
        let clock = DemoClock(latest: Clock.system.now)
        let today = Clock.system.today
        clock.go(to: today.adding(years: -5))
        let bits = Mint.seeded(seed &+ 0xB16).random()
        let id = ID<Organisation>(high: bits.0, low: bits.1)
        let house = try directory.found(id, domain: "stor.example", clock: clock.clock, mint: .seeded(seed &+ 7))
        let desk = Desk(house)
        let start = ContinuousClock.now
        let report = try await DemoWorld.fill(desk, clock: clock, to: today, facts: facts, seed: seed) { done in
            if isatty(STDERR_FILENO) == 1 { FileHandle.standardError.write(Data("\r\(done) facts".utf8)) }
        }
        desk.close()
        let took = (ContinuousClock.now - start) / .seconds(1)
        say(
            "A large organisation: \(report.facts) facts, \(report.persons) persons, \(report.documents) documents, \(Int(Double(report.facts) / took)) facts/s"
        )
        for (reason, count) in report.refused.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }).prefix(5) {
            say("  refused \(count) times: \(reason)")
        }
    }

    private func asked(_ directory: DataDirectory, _ requirements: Int) async throws {
        let clock = DemoClock(latest: Clock.system.now)
        let today = Clock.system.today
        clock.go(to: today.adding(years: -FillAsked.years) - 30)
        let bits = Mint.seeded(seed &+ 0xA53D).random()
        let id = ID<Organisation>(high: bits.0, low: bits.1)
        let house = try directory.found(id, domain: "krav.example", clock: clock.clock, mint: .seeded(seed &+ 9))
        let desk = Desk(house)
        let start = ContinuousClock.now
        var fill = FillAsked(desk, clock: clock, requirements: requirements, seed: seed)
        let refused = try await fill.fill(to: today) { done in
            if isatty(STDERR_FILENO) == 1 { FileHandle.standardError.write(Data("\r\(done) facts".utf8)) }
        }
        desk.close()
        let (facts, took) = (house.state.book.head, (ContinuousClock.now - start) / .seconds(1))
        say("An organisation with \(requirements) requirements: \(facts) facts, \(Int(Double(facts) / took)) facts/s")
        for (reason, count) in refused.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }).prefix(5) {
            say("  refused \(count) times: \(reason)")
        }
    }

    /// Many assets in layers; how long what they inherit takes to follow a change, in milliseconds.
    private func layered(_ directory: DataDirectory) async throws -> [String: Double] {
        guard let assets else { return [:] }
        let clock = DemoClock(latest: Clock.system.now)
        let today = Clock.system.today
        clock.go(to: today - 30)
        let bits = Mint.seeded(seed &+ 0xA55E7).random()
        let id = ID<Organisation>(high: bits.0, low: bits.1)
        let house = try directory.found(id, domain: "aktiver.example", clock: clock.clock, mint: .seeded(seed &+ 11))
        let desk = Desk(house)
        let start = ContinuousClock.now
        var fill = FillAssets(desk, clock: clock, assets: assets, seed: seed)
        let refused = try await fill.fill(to: today) { done in
            if isatty(STDERR_FILENO) == 1 { FileHandle.standardError.write(Data("\r\(done) facts".utf8)) }
        }
        let (facts, took) = (house.state.book.head, (ContinuousClock.now - start) / .seconds(1))
        let timed = fill.timed()
        desk.close()
        say("An organisation with \(assets) assets: \(facts) facts, \(Int(Double(facts) / took)) facts/s")
        for (reason, count) in refused.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }).prefix(5) {
            say("  refused \(count) times: \(reason)")
        }
        return timed
    }

    private struct Opened {
        let account: DemoReport.Account
        let token: String
    }

    /// Gives everybody a password and a token file; nothing of it is a fact.
    private func openDoors(_ report: DemoReport, _ installation: Web.Installation) async throws -> [Opened] {
        let folder = data + "/tokens"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        var opened: [Opened] = []
        for account in report.accounts {
            guard let first = account.places.first, let token = account.token else { continue }
            for place in account.places {
                try await installation.setPassword(account.password, of: place.person, in: place.organisation)
            }
            let secret = try await installation.secret(of: token, to: first.person, in: first.organisation)
            let file = folder + "/" + account.username
            guard
                FileManager.default.createFile(
                    atPath: file, contents: Data(secret.utf8), attributes: [.posixPermissions: 0o600])
            else { throw stop("\(file) cannot be written.") }
            opened.append(Opened(account: account, token: file))
        }
        return opened
    }

    private func print(_ report: DemoReport, _ opened: [Opened], _ timed: [String: Double]) throws {
        if json {
            putJSON([
                "inheritance": timed,
                "people": opened.map { one in
                    [
                        "account": one.account.username, "password": one.account.password, "name": one.account.name,
                        "roles": one.account.roles.map(\.rawValue), "token_file": one.token,
                        "person": one.account.places.first.map { "\($0.person)" } ?? "",
                        "organisation": one.account.places.first.map { "\($0.organisation)" } ?? "",
                    ] as [String: Any]
                },
                "organisations": report.houses.map {
                    ["id": "\($0.organisation)", "name": $0.name, "facts": $0.facts] as [String: Any]
                },
                "day": "\(report.reference)",
            ])
            return
        }
        put("Eksempeldata / example data. Everything is invented.\n")
        for house in report.houses {
            put("\(house.name) (\(house.short)): \(house.facts) facts from \(house.from) to \(house.to)")
        }
        put("\nSign in as / log ind som:")
        for one in opened {
            let roles = one.account.roles.map(\.label.da).joined(separator: ", ")
            put(
                "  \(one.account.username)   \(one.account.password)\n      \(one.account.name): \(roles)\n      \(one.account.try.da)"
            )
        }
        put("\nTokens lie in \(data)/tokens, one file for each account.")
    }
}
