// SPDX-License-Identifier: MPL-2.0

public import Domain
public import Ledger

/// One entry of the ledger as pages and the auditor see it: the leaf's header and the fact.
public struct Entry: Sendable {
    public let position: Int
    public let subject: Subject
    public let revision: Int
    public let kind: FactKind
    public let fact: Fact
    public let recorded: Instant
    public let effective: Day
    public let actor: Actor
    public let behalf: ID<Person>?
    public let door: Door
    /// RFC 6962 hash of the leaf.
    public let hash: Hash32
    /// Why it was recorded later than the day it counts from.
    public let lateReason: ValueID?

    /// More than seven days lie between the day it counts from and the day it was recorded.
    public var isLate: Bool { Copenhagen.day(of: recorded) - effective > 7 }
}

extension House {
    /// Reads one entry.
    public func entry(at position: Int) throws -> Entry {
        var found: Entry?
        try store.read(position..<position + 1) { row in
            found = try Entry(row)
            return false
        }
        guard let found else { throw Refusal.unknown }
        return found
    }

    /// The entries about some subjects, newest first, at most `most`, of those before `known`.
    public func entries(about subjects: [Subject], known: Int, most: Int) -> [Entry] {
        let positions = subjects.flatMap { trail.positions(of: $0, before: known, most: most) }.sorted().suffix(most)
        return entries.read(Array(positions), from: store).reversed()
    }

    /// The entries before `known`, newest first, as far as `body` wants them; they are read `size` at a time.
    public func newest(before known: Int, size: Int, _ body: (Entry) -> Bool) {
        var end = known
        while end > 0 {
            let start = max(0, end - size)
            for entry in entries.read(Array(start..<end), from: store).reversed() where !body(entry) { return }
            end = start
        }
    }
}

extension Entry {
    init(_ row: LedgerRow) throws {
        let header = try LeafHeader(row.leaf)
        guard let kind = FactKind(wire: header.kind) else { throw WireFault.unknownKind(header.kind.string) }
        guard let subjectKind = SubjectKind(rawValue: header.subjectKind.string) else {
            throw WireFault.unknownKind(header.subjectKind.string)
        }
        position = header.position
        subject = Subject(subjectKind, ID(header.subject))
        revision = header.revision
        self.kind = kind
        fact = try FactCoding.decode(kind, version: header.kindVersion, subject: subject, payload: row.payload)
        recorded = Instant(milliseconds: header.recorded)
        effective = Day(number: header.effective)
        actor = header.actor
        behalf = header.behalf.map { ID($0) }
        door = header.door
        hash = Digest.leaf(row.leaf)
        lateReason = try FlatObject(row.payload).refIfPresent("late_reason").map { ID($0) }
    }
}
