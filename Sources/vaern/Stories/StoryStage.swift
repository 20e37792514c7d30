// SPDX-License-Identifier: MPL-2.0

import Domain
import Foundation
import Ledger
import Office
import SQLiteStore
import Synchronization
import Web

/// The canned world that stories are told in: the example organisations on their own day, what else a page can meet, an
/// organisation on its first day, and an installation before that. All of it is played through the desk, with seeded
/// identities and a clock that stands still, so that it is the same world every time. It is gone with the process.
final class StoryStage {
    /// The moment at which the example world is true.
    static let moment = "2026-11-23T10:45+01:00"

    let installation: Web.Installation
    let unset: Web.Installation
    private let folder: String
    private let clock: Clock

    /// - Parameter settings: where it is served.
    /// - Throws: `DemoFault` when the world does not hold what stories are told of; what the disk says.
    init(_ settings: Settings) throws {
        guard let now = Instant(Self.moment) else { throw DemoFault.missing("the day of the stories") }
        let clock = Clock { now }
        self.clock = clock
        let folder =
            FileManager.default.temporaryDirectory.appendingPathComponent(
                "vaern-stories-\(ProcessInfo.processInfo.processIdentifier)"
            ).path
        func installation(_ name: String) throws -> Web.Installation {
            let directory = try DataDirectory.open(
                folder + "/" + name,
                create: .init(id: Ref(high: 1, low: 1), isDemo: true, created: now.milliseconds))
            return try Web.Installation(
                side: try directory.openSide(), clock: clock, mint: .seeded(11), isDemo: true, settings: settings,
                version: Vaern.version)
        }
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        self.folder = folder
        self.installation = try installation("full")
        unset = try installation("unset")
        do { try play(now) } catch {
            close()
            throw error
        }
    }

    private func play(_ now: Instant) throws {
        let world = try DemoWorld(seed: 1, now: now)
        for part in world.parts {
            part.stand()
            let plot = StoryPlot(part.organisation, domain: part.domain, searched: folder)
            try part.play(on: Desk(try plot.found(clock: part.clock, mint: part.mint)))
            installation.add(try plot.open(clock: clock, mint: .seeded(21)))
        }
        if let house = installation.houses.first { try StoryTurns(house, installation, seed: 31).play() }
        let plot = StoryPlot(ID(high: 0x5702, low: 1), domain: "ny.example", searched: folder)
        installation.add(try plot.found(clock: clock, mint: .seeded(41)))
        if let house = installation.houses.last { try StoryTurns(house, installation, seed: 51).begin() }
    }

    /// Takes everything away.
    func close() {
        installation.close()
        unset.close()
        try? FileManager.default.removeItem(atPath: folder)
    }
}

/// Where one house of the stories stands: its ledger in memory, under a key that is the same every time.
private struct StoryPlot {
    final class Memory: Outside {
        private let note = Mutex<String?>(nil)
        private let gone = Mutex<[Ref]>([])

        func checkpoint() -> String? { note.withLock { $0 } }
        func save(_ note: String) { self.note.withLock { $0 = note } }
        func erasures() -> [Ref] { gone.withLock { $0 } }
        func add(erasures: [Ref]) { gone.withLock { $0 += erasures } }
    }

    let organisation: ID<Organisation>
    let domain: String
    private let store = MemoryStore()
    private let outside = Memory()
    private let searched: String
    private let seed: [UInt8]

    init(_ organisation: ID<Organisation>, domain: String, searched folder: String) {
        self.organisation = organisation
        self.domain = domain
        searched = "\(folder)/\(organisation)"
        seed = Digest.sha256(Array("story \(domain)".utf8)).bytes
    }

    func found(clock: Clock, mint: Mint) throws -> House {
        try FileManager.default.createDirectory(atPath: searched, withIntermediateDirectories: true)
        try House.found(
            organisation, domain: domain, demo: true, store: store, seed: seed, version: Vaern.version, clock: clock,
            mint: mint)
        return try House.open(
            organisation, store: store, seed: seed, outside: outside, clock: clock, mint: mint)
    }

    func open(clock: Clock, mint: Mint) throws -> House {
        try House.open(
            organisation, store: store, seed: seed, outside: outside, clock: clock, mint: mint,
            search: SQLiteSearch(directory: searched))
    }
}
