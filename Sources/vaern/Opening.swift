// SPDX-License-Identifier: MPL-2.0

import ArgumentParser
import Domain
import Foundation
import Ledger
import Office
import SQLiteStore

/// The files outside a house's database, as the house sees them.
struct DirectoryOutside: Outside {
    let directory: DataDirectory
    let organisation: Ref

    func checkpoint() -> String? { directory.checkpoint(for: organisation) }
    func save(_ note: String) throws { try directory.saveCheckpoint(note, for: organisation) }
    func erasures() -> [Ref] { directory.erasures(for: organisation) }
    func add(erasures: [Ref]) throws { try directory.addErasures(erasures, for: organisation) }
}

extension DataDirectory {
    /// Opens a house for writing; with `isSearched`, its index too.
    func openHouse(
        _ organisation: ID<Organisation>, clock: Clock = .system, mint: Mint = .system, isSearched: Bool = false
    ) throws -> House {
        let ref = Ref(organisation)
        return try House.open(
            organisation, store: try house(ref, create: false), seed: try key(for: ref),
            outside: DirectoryOutside(directory: self, organisation: ref), clock: clock, mint: mint,
            search: isSearched ? search(ref) : nil)
    }

    /// Founds a house: its key, its ledger, its first fact.
    func found(
        _ organisation: ID<Organisation>, domain: String, clock: Clock = .system, mint: Mint = .system,
        isSearched: Bool = false
    ) throws -> House {
        let ref = Ref(organisation)
        // The key is secret also where all else in the house comes from a seed.
        let name = House.origin(domain: domain, organisation, epoch: 1)
        guard let key = LogKey(name: name, seed: Mint.system.seed()) else {
            throw stop("»\(domain)« cannot be part of a key's name. Use a domain such as isms.example.dk.")
        }
        try createKey(key.seed, for: ref)
        try House.found(
            organisation, domain: domain, demo: installation.isDemo, store: try house(ref, create: true),
            seed: key.seed, version: Vaern.version, clock: clock, mint: mint)
        return try openHouse(organisation, clock: clock, mint: mint, isSearched: isSearched)
    }

    /// The organisation that is meant: the only one, or the one that was named.
    func choose(_ named: String?) throws -> ID<Organisation> {
        try chosen(named, among: try organisations()) { try house($0, create: false) }
    }
}

/// The only organisation there is, or the one that was named.
func chosen(
    _ named: String?, among all: [Ref], ledger: (Ref) throws -> SQLiteLedger
) throws -> ID<Organisation> {
    if let named, let ref = Ref(named), all.contains(ref) { return ID(ref) }
    let houses = all.count == 1 && named == nil ? [] : try all.map { ($0, [$0.text] + (try names(in: ledger($0)))) }
    let list = houses.map { $0.1.reversed().joined(separator: " / ") }.joined(separator: ", ")
    if let named {
        let found = Naming.matches(named, houses)
        guard found.count == 1 else { throw stop("»\(named)« is not just one organisation here. There are: \(list)") }
        return ID(found[0].0)
    }
    guard let only = all.first else {
        throw stop("There is no organisation here yet. Start »vaern serve« and set it up in the browser.")
    }
    guard all.count == 1 else { throw stop("There are several organisations. Choose with --organisation: \(list)") }
    return ID(only)
}

/// The organisation's newest short name and name, read from the ledger alone.
private func names(in store: SQLiteLedger) throws -> [String] {
    var values: [Ref] = []
    try store.read(0..<(try store.head())) { row in
        guard FactKind(wire: try LeafHeader(row.leaf).kind) == .organisationNamed else { return true }
        values = []
        try FactKind.organisationNamed.forEachValue(in: try FlatObject(row.payload)) { values.append($1) }
        return true
    }
    return try values.reversed().compactMap { try store.value($0).map { String(decoding: $0.bytes, as: UTF8.self) } }
}

/// A house seen from outside, without its lock: for the auditor's commands, also while a server runs.
struct ReadingHouse {
    let store: SQLiteLedger
    let key: LogKey
    let note: String?
    let organisation: ID<Organisation>
    /// The origin that the ledger began under.
    let origin: String

    init(_ option: DataOption) throws {
        let directory = try ReadingDirectory.open(option.data)
        organisation = try chosen(option.organisation, among: try directory.organisations()) {
            try directory.house($0)
        }
        let ref = Ref(organisation)
        store = try directory.house(ref)
        note = directory.checkpoint(for: ref)
        var first: String?
        try store.read(0..<1) { row in
            first = try LeafHeader(row.leaf).origin.string
            return false
        }
        guard let first else { throw stop("The ledger has no facts.") }
        origin = first
        let current = note.flatMap { try? Checkpoint.unverified($0).origin } ?? first
        guard let key = LogKey(name: current, seed: try directory.key(for: ref)) else {
            throw stop("The key does not fit the ledger.")
        }
        self.key = key
    }

    /// What was found by our own reading of every byte, and then by the database's check of its own file; each of the two
    /// has all cores for itself.
    func verify(_ progress: (Int, Int) -> Bool) throws -> Verified {
        let watch = Stopwatch()
        var ledger = try Verifier(ledger: store, vault: store, key: key.verifier, checkpoint: note ?? "")
            .run(progress: progress)
        try ledger.settle(store)
        let (wall, processor) = (watch.wall, watch.processor)
        let file = SQLiteLedger.integrity(reading: store.directory)
        return Verified(ledger: ledger, file: file, seconds: wall, processorSeconds: processor)
    }

    struct Verified {
        let ledger: Ledger.Verification
        /// What is wrong with the database's file.
        let file: [String]
        /// How long the reading of every byte took, the file's own check left out.
        let seconds: Double
        let processorSeconds: Double

        var isSound: Bool { ledger.isSound && file.isEmpty }
    }

    /// The proof against the last checkpoint; the leaf goes along in the proof's extra line.
    func proof(of position: Int) throws -> TlogProof {
        guard let note, let checkpoint = try? Checkpoint.open(note, key: key.verifier) else {
            throw stop("There is no valid checkpoint. Start »vaern serve« once.")
        }
        guard position >= 0, position < checkpoint.size else {
            throw stop(
                "Position \(position) is not in the checkpoint, which has \(checkpoint.size) facts (0–\(checkpoint.size - 1))."
            )
        }
        var tree = MerkleTree()
        var leaf: [UInt8] = []
        try store.read(0..<checkpoint.size) { row in
            tree.append(Digest.leaf(row.leaf))
            if row.position == position { leaf = Array(row.leaf) }
            return true
        }
        guard tree.root(at: checkpoint.size) == checkpoint.root,
            let proof = TlogProof(tree: tree, index: position, size: checkpoint.size, checkpoint: note, leaf: leaf)
        else { throw stop("The ledger does not match its checkpoint. Run »vaern ledger verify«.") }
        return proof
    }

    /// One JSON object a line: leaf, payload, key and values in base64, as `docs/format.md` says a dump is.
    func dump(_ range: Range<Int>) throws {
        var values: [Int: [StoredValue]] = [:]
        try store.values(range) { row in
            values[row.position, default: []].append(row.value)
            return true
        }
        func base64(_ bytes: some Sequence<UInt8>) -> String {
            String(decoding: Base64.encode(Array(bytes)), as: UTF8.self)
        }
        try store.read(range) { row in
            let list = (values[row.position] ?? []).map {
                "{\"field\":\"\($0.field)\",\"key\":\"\(base64($0.key))\",\"ref\":\"\($0.ref.text)\",\"value\":\"\(base64($0.bytes))\"}"
            }
            put(
                "{\"key\":\"\(base64(row.payloadKey))\",\"leaf\":\"\(base64(row.leaf))\",\"payload\":\"\(base64(row.payload))\",\"values\":[\(list.joined(separator: ","))]}"
            )
            return true
        }
    }
}
