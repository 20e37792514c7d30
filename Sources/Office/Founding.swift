// SPDX-License-Identifier: MPL-2.0

public import Domain
public import Ledger

/// Why a house cannot be founded or opened. For operators.
public enum FoundingFault: Error, Sendable {
    /// The ledger has no facts: it was never founded.
    case empty
    /// It has facts already.
    case notEmpty
    /// The key file does not hold an Ed25519 key, or the origin cannot be a key's name.
    case badKey
    case overtaken
    /// Nothing is wrong, so there is nothing to recover.
    case nothingToRecover
}

extension House {
    /// The origin of an organisation's ledger: `‹domain›/vaern/‹organisation id›/‹epoch›`, fixed when it is opened.
    public static func origin(domain: String, _ id: ID<Organisation>, epoch: Int) -> String {
        "\(domain)/vaern/\(id)/\(epoch)"
    }

    /// Writes the first fact of a new house: its origin and its public key.
    public static func found(
        _ id: ID<Organisation>, domain: String, demo: Bool, store: any LedgerStore, seed: [UInt8], version: String,
        clock: Clock, mint: Mint
    ) throws {
        guard try store.head() == 0 else { throw FoundingFault.notEmpty }
        let origin = origin(domain: domain, id, epoch: 1)
        guard let key = LogKey(name: origin, seed: seed), let publicKey = Hash32(key.verifier.publicKey) else {
            throw FoundingFault.badKey
        }
        var book = Book(origin: origin)
        let fact = Fact.organisation(
            id, .opened(origin: origin, publicKey: publicKey.base64, demo: demo, recovery: nil))
        let facts = try book.seal([(draft(fact, clock, mint, version, values: [:]), 1)])
        guard try store.append(facts, after: 0, reserve: true) == .durable else { throw FoundingFault.overtaken }
    }

    /// Goes on after a ledger was lost or rolled back, in a new epoch: its first fact names the last checkpoint that is
    /// known outside, how many facts are lost, and why it is done. What was proven before stays proven as it stands.
    /// Returns the new origin.
    public func recover(reason: String, user: String) throws -> String {
        guard let alarm = self.alarm, let note = outside.checkpoint() else { throw FoundingFault.nothingToRecover }
        switch alarm {
        case .behind, .otherRoot, .badCheckpoint: break
        case .unknownKind, .damaged, .verification, .store: throw FoundingFault.nothingToRecover
        }
        let known = try Checkpoint.unverified(note)
        var book = state.book
        let parts = book.origin.split(separator: "/").map(String.init)
        let epoch = (parts.last.flatMap { Int($0) } ?? 1) + 1
        let origin = (parts.dropLast() + [String(epoch)]).joined(separator: "/")
        guard let key = LogKey(name: origin, seed: self.key.seed), let publicKey = Hash32(key.verifier.publicKey) else {
            throw FoundingFault.badKey
        }
        let bits = mint.random()
        let value = ValueID(high: bits.0, low: bits.1)
        let recovery = Organisation.Recovery(
            size: known.size, root: known.root.base64, lost: max(0, known.size - book.head), reason: value)
        let register = state.register
        let fact = Fact.organisation(
            id,
            .opened(
                origin: origin, publicKey: publicKey.base64, demo: register.organisation.demo, recovery: recovery))
        book.beginEpoch(origin)
        var draft = try House.draft(fact, clock, mint, "", values: [value: Array(reason.utf8)])
        draft.actor = .operator(user: user)
        draft.door = .cli
        let head = book.head
        let facts = try book.seal([(draft, register.revision(of: fact.subject) + 1)])
        guard try store.append(facts, after: head, reserve: true) == .durable else { throw FoundingFault.overtaken }
        // Signed here and kept outside at once: a recovery fact that nobody signed is found out at the next start.
        try outside.save(try book.checkpoint.signed(by: key))
        return origin
    }

    static func draft(
        _ fact: Fact, _ clock: Clock, _ mint: Mint, _ version: String, values: [ValueID: [UInt8]]
    ) throws -> Draft {
        let encoded = try FactCoding.encode(fact, late: nil)
        let now = clock.now
        return Draft(
            id: mint.ordered(at: now), command: mint.ordered(at: now), subjectKind: fact.subject.kind.rawValue,
            subject: Ref(fact.subject.id), kind: encoded.kind.rawValue, kindVersion: encoded.kind.version,
            recorded: now.milliseconds, effective: Copenhagen.day(of: now).number,
            actor: .system(component: "founding", rule: nil, version: version), door: .system,
            payload: encoded.payload,
            values: encoded.values.map { DraftValue(ref: Ref($0.id), field: $0.field, bytes: values[$0.id] ?? []) })
    }

    /// Records that the program started with a version: what a rule computed is explained by it.
    public func noteStart(version: String) throws {
        guard alarm == nil else { return }
        let state = state
        let fact = Fact.organisation(id, .started(version: version))
        var book = state.book
        let draft = try House.draft(fact, clock, mint, version, values: [:])
        let revision = state.register.revision(of: fact.subject) + 1
        let facts = try book.seal([(draft, revision)])
        guard try store.append(facts, after: state.book.head, reserve: true) == .durable else {
            throw FoundingFault.overtaken
        }
        var register = state.register
        register.apply(
            fact,
            Stamp(
                position: state.book.head, effective: Copenhagen.day(of: clock.now),
                recorded: Instant(milliseconds: book.recorded), by: nil))
        trail.note(
            fact.subject, position: state.book.head, recorded: book.recorded, command: draft.command, part: 1, parts: 1)
        publish(House.State(register: register, book: book), changed: [])
    }
}
