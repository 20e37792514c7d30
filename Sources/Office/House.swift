// SPDX-License-Identifier: MPL-2.0

import Dispatch
public import Domain
import HashTreeCollections
public import Ledger
import Synchronization

/// One organisation: its ledger, its vault, its register and its desk. It holds only what its own ledger holds.
public final class House: Sendable {
    /// What readers take: an immutable register with the book that proves it. Taken once per request, never awaited.
    public final class State: Sendable {
        public let register: Register
        public let book: Book
        private let known = Mutex<Hash32?>(nil)
        private let companion = Mutex<(any AnyObject & Sendable)?>(nil)

        /// The root hash of the tree: every page shows it, so it is worked out once.
        public var root: Hash32 {
            known.withLock { known in
                if let known { return known }
                let root = book.tree.root
                known = root
                return root
            }
        }

        /// What readers work out of this state and share while it stands. It goes with the state, so that what the next
        /// fact changes or erases is gone from it too.
        public func beside<Thing: AnyObject & Sendable>(_ make: () -> Thing) -> Thing {
            companion.withLock { held in
                if let known = held as? Thing { return known }
                let thing = make()
                held = thing
                return thing
            }
        }

        init(register: Register, book: Book) {
            self.register = register
            self.book = book
        }
    }

    public let id: ID<Organisation>
    public let store: any LedgerStore & VaultStore
    public let texts: Texts
    public let trail: Trail
    public let listing: Listing
    public let key: LogKey
    let outside: any Outside
    public let clock: Clock
    let mint: Mint
    private let published: Mutex<State>
    private let alarms: Mutex<[Alarm]>
    private let signed = Mutex<String?>(nil)
    private let pasts: Pasts
    private let companion = Mutex<(any AnyObject & Sendable)?>(nil)
    let looks = Looks()
    let entries = Entries()
    let held = HeldPlaces()
    let retention = RetentionQueue()
    let given = Given()
    let played = PlayedLosses()
    let pastRisks = PastRisks()
    /// How far a large file has come.
    public let progress = ImportProgress()
    /// What the house is searched by; nil where it is opened for something else.
    let indexer: Indexer?
    /// When the whole ledger was last verified, and how many facts it had.
    private let verified = Mutex<(Instant, Int)?>(nil)

    /// What readers work out of vault values, which never change, and share while the house is open.
    public func beside<Thing: AnyObject & Sendable>(_ make: () -> Thing) -> Thing {
        companion.withLock { held in
            if let known = held as? Thing { return known }
            let thing = make()
            held = thing
            return thing
        }
    }

    private init(
        id: ID<Organisation>, store: any LedgerStore & VaultStore, key: LogKey, outside: any Outside, clock: Clock,
        mint: Mint, state: State, trail: Trail, texts: Texts, listing: Listing, alarms: [Alarm],
        pasts: Pasts, search: (any SearchEngine)?
    ) {
        self.id = id
        self.store = store
        self.key = key
        self.outside = outside
        self.clock = clock
        self.mint = mint
        self.trail = trail
        self.texts = texts
        self.listing = listing
        self.pasts = pasts
        indexer = search.map { Indexer($0) }
        published = Mutex(state)
        self.alarms = Mutex(alarms)
        signed.withLock { $0 = outside.checkpoint() }
    }

    /// What stands now.
    public var state: State { published.withLock { $0 } }
    public var alarm: Alarm? { alarms.withLock { $0.first } }
    /// The last signed checkpoint.
    public var checkpoint: String? { signed.withLock { $0 } }
    public var lastVerification: (Instant, Int)? { verified.withLock { $0 } }

    public func raise(_ alarm: Alarm) {
        alarms.withLock { if !$0.contains(alarm) { $0.append(alarm) } }
    }

    func noteVerification(of size: Int) {
        verified.withLock { $0 = (clock.now, size) }
    }

    func publish(_ state: State, changed: Set<Subject>) {
        listing.update(changed, in: state.register, texts)
        // Before it is published: what changed is not searched by what it was.
        indexer?.note(changed, state.register)
        published.withLock { $0 = state }
        looks.clear()
        indexer?.begin(self)
    }

    /// Signs what stands, unless the same is signed already, and keeps it outside. Never signs against what is outside.
    public func sign() throws {
        let state = state
        guard state.book.head > 0, alarm == nil else { return }
        if let last = checkpoint.flatMap({ try? Checkpoint.unverified($0) }), last.size >= state.book.head { return }
        let note = try state.book.checkpoint.signed(by: key)
        try outside.save(note)
        signed.withLock { $0 = note }
    }

    /// Opens a house by replaying its ledger: every leaf is read and chained, the tail and the root are held against the
    /// outside checkpoint. What does not fit makes the house read-only with an alarm. The index that it is searched by, if
    /// there is one, catches up in the background. `stationsWorth`: how many facts a past day must be spared for a register
    /// to be left behind for it.
    public static func open(
        _ id: ID<Organisation>, store: any LedgerStore & VaultStore, seed: [UInt8], outside: any Outside,
        clock: Clock = .system, mint: Mint = .system, search: (any SearchEngine)? = nil,
        stationsWorth: Int? = nil
    ) throws -> House {
        var book = Book(origin: try origin(of: store))
        var register = Register(organisation: id)
        let head = try store.head()
        let worth = stationsWorth ?? Pasts.worth
        var notes = Trail.Notes(upTo: head)
        let (texts, listing) = (Texts(store), Listing())
        var alarms: [Alarm] = []
        var stations: [Register] = []
        // While the duties are worked out, titles are read and put in order.
        let titles = DispatchGroup()
        defer { titles.wait() }
        let failure = Mutex<(any Error)?>(nil)
        let stop = try Replay.run(
            store: store, book: &book, into: &register,
            each: { header, subject in notes.add(header, subject) },
            erased: { values in notes.noteErased(values.map { Ref($0) }) },
            folded: { register in
                let names = Listing.Names(register)
                let gone = Set(outside.erasures()).union(notes.erased)
                DispatchQueue(label: "vaern.open.titles").async(group: titles) {
                    do {
                        // What was erased stays erased, also in a database that came back from a backup.
                        if !gone.isEmpty { try store.erase(Array(gone)) }
                        listing.fill(names, texts)
                    } catch {
                        failure.withLock { $0 = error }
                    }
                }
            }, stations: Pasts.stations(upTo: head, worth: worth), midway: { stations.append($0) })
        titles.wait()
        if let failure = failure.withLock({ $0 }) { throw failure }
        switch stop {
        case .end: break
        case .unknownKind(let position, let name): alarms.append(.unknownKind(position: position, name: name))
        case .malformed(let position, let what): alarms.append(.damaged(position: position, what: what))
        }
        // A recovery epoch continues the ledger under a new origin, so the key's name is known only now.
        guard let key = LogKey(name: book.origin, seed: seed) else { throw FoundingFault.badKey }
        if let note = outside.checkpoint() {
            if let alarm = check(note, against: book, key: key.verifier), alarms.isEmpty { alarms.append(alarm) }
        } else if book.head > 1, alarms.isEmpty {
            // The first fact is signed below, before there can be a second: the note was there, and is gone.
            alarms.append(.badCheckpoint)
        }
        let house = House(
            id: id, store: store, key: key, outside: outside, clock: clock, mint: mint,
            state: State(register: register, book: book), trail: Trail(notes), texts: texts, listing: listing,
            alarms: alarms, pasts: Pasts(stations, worth: worth), search: search)
        if house.checkpoint == nil { try house.sign() }
        house.indexer?.start(house)
        return house
    }

    private static func origin(of store: any LedgerStore) throws -> String {
        var found: String?
        try store.read(0..<1) { row in
            found = try LeafHeader(row.leaf).origin.string
            return false
        }
        guard let found else { throw FoundingFault.empty }
        return found
    }

    private static func check(_ note: String, against book: Book, key: VerifierKey) -> Alarm? {
        guard let known = try? Checkpoint.open(note, key: key) else { return .badCheckpoint }
        guard book.head >= known.size else { return .behind(size: book.head, known: known.size) }
        guard book.tree.root(at: known.size) == known.root else { return .otherRoot(at: known.size) }
        return nil
    }

    /// The facts of a command that was carried out before. Recent ones are remembered; the database knows them all.
    func facts(of command: Ref) -> Range<Int>? {
        if let recent = trail.facts(of: command) { return recent }
        guard state.book.head > Trail.remembered / 2 else { return nil }
        return try? store.positions(of: command)
    }

    func usernameIsTaken(_ username: String, by person: ID<Person>) -> Bool {
        listing.person(username: username).map { $0 != person } ?? false
    }

    /// The register as it was when the fold is stopped after `count` facts. Months that were asked for are kept.
    public func register(known count: Int) async throws -> Register {
        let state = state
        guard count < state.register.count else { return state.register }
        return try await pasts.register(count, of: self)
    }

    /// The duties that stand on a past day by a register, in the order of their due days.
    func standing(in register: Register, on day: Day) async -> [Duty] {
        await pasts.standing(in: register, on: day)
    }

    /// How many facts had been recorded before the end of `day` in Copenhagen.
    public func count(recordedBy day: Day) -> Int {
        trail.count(before: Copenhagen.start(of: day + 1))
    }
}
