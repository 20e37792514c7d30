// SPDX-License-Identifier: MPL-2.0

import Dispatch
public import Domain
public import Ledger
import Synchronization

/// A command as a door hands it in.
public struct Order: Sendable {
    /// Identifies the command: the same one given twice is carried out once.
    public let command: Ref
    public let kind: CommandKind
    public let arguments: Arguments
    public let actor: Actor
    public let door: Door
    /// The revision of the subject that the person looked at (ETag, hidden form field); nil: whatever it is.
    public let expected: Int?

    public init(
        command: Ref, kind: CommandKind, arguments: Arguments, actor: Actor, door: Door, expected: Int? = nil
    ) {
        self.command = command
        self.kind = kind
        self.arguments = arguments
        self.actor = actor
        self.door = door
        self.expected = expected
    }
}

/// What became of a command: where its facts stand.
public struct Receipt: Hashable, Sendable {
    public let command: Ref
    public let positions: Range<Int>
    /// What its facts are about; the first is where the person is led.
    public let subjects: [Subject]
    /// Whether the same command had been carried out before; nothing was written now.
    public let repeated: Bool
}

/// The one door to an organisation: a loop over a mailbox that takes what waits (at most 256), authorises and decides each
/// command against a working register that already has the facts of those before it, appends all in one transaction, and
/// only when they are on disk publishes, answers and signs. It runs on a thread of its own.
public final class Desk: Sendable {
    static let most = 256
    /// How long a sign-in counts as fresh, in milliseconds.
    public static let fresh: Int64 = 5 * 60 * 1000

    private struct Job: Sendable {
        let order: Order
        let answer: @Sendable (Result<Receipt, Refusal>) -> Void
    }

    private struct Mailbox {
        var jobs: [Job] = []
        var running = false
        var signing = false
    }

    public let house: House
    private let mailbox = Mutex(Mailbox())
    private let queue: DispatchQueue
    /// What must follow once values are erased: drafts, mail, exports and search that hold them.
    private let onErase: @Sendable (ID<Person>, [ValueID]) -> Void
    /// What an operator should know: a line for the log.
    private let report: @Sendable (String) -> Void

    public init(
        _ house: House, onErase: @escaping @Sendable (ID<Person>, [ValueID]) -> Void = { _, _ in },
        report: @escaping @Sendable (String) -> Void = { _ in }
    ) {
        self.house = house
        self.onErase = onErase
        self.report = report
        queue = DispatchQueue(label: "vaern.desk")
    }

    /// Carries out a command. Returns when its facts would survive a power cut.
    public func perform(_ order: Order) async throws(Refusal) -> Receipt {
        let result = await withCheckedContinuation { continuation in
            submit(order) { continuation.resume(returning: $0) }
        }
        return try result.get()
    }

    /// The same for a caller that waits on a thread of its own.
    public func performBlocking(_ order: Order) throws(Refusal) -> Receipt {
        let semaphore = DispatchSemaphore(value: 0)
        let slot = Mutex<Result<Receipt, Refusal>?>(nil)
        let answer: @Sendable (Result<Receipt, Refusal>) -> Void = { result in
            slot.withLock { $0 = result }
            semaphore.signal()
        }
        submit(order, answer)
        semaphore.wait()
        return try (slot.withLock { $0 } ?? .failure(.unknown)).get()
    }

    private func submit(_ order: Order, _ answer: @escaping @Sendable (Result<Receipt, Refusal>) -> Void) {
        let start = mailbox.withLock { box in
            box.jobs.append(Job(order: order, answer: answer))
            defer { box.running = true }
            return !box.running
        }
        if start { queue.async { self.run() } }
    }

    private func run() {
        while true {
            let jobs = mailbox.withLock { box -> [Job] in
                let taken = Array(box.jobs.prefix(Desk.most))
                box.jobs.removeFirst(taken.count)
                if taken.isEmpty { box.running = false }
                return taken
            }
            guard !jobs.isEmpty else { return }
            handle(jobs)
            scheduleSigning()
        }
    }

    /// A checkpoint follows at the latest a fifth of a second after the facts, one for all that came meanwhile.
    private func scheduleSigning() {
        let start = mailbox.withLock { box in
            defer { box.signing = true }
            return !box.signing
        }
        guard start else { return }
        queue.asyncAfter(deadline: .now() + .milliseconds(200)) { [self] in
            mailbox.withLock { $0.signing = false }
            sign()
        }
    }

    private func sign() {
        do { try house.sign() } catch {
            report("checkpoint: \(error)")
            house.raise(.store("\(error)"))
        }
    }

    /// Signs what is not signed yet. Called at shutdown, when nothing is handed in any more.
    public func close() {
        queue.sync { sign() }
    }

    // MARK: One batch

    private func handle(_ jobs: [Job]) {
        let state = house.state
        var working = Batch(register: state.register, book: state.book, house: house)
        var answers: [(Job, Result<Receipt, Refusal>)] = []
        for job in jobs {
            do {
                answers.append((job, .success(try working.take(job.order))))
            } catch {
                answers.append((job, .failure(error)))
            }
        }
        defer { house.progress.end() }
        guard !working.facts.isEmpty else {
            for (job, answer) in answers { job.answer(answer) }
            return
        }
        if working.facts.count > ImportProgress.least { house.progress.tell(.saving) }
        let refusal = append(working, after: state.book.head)
        for (job, answer) in answers {
            switch (answer, refusal) {
            case (.success(let receipt), let refusal?) where !receipt.repeated: job.answer(.failure(refusal))
            case (.success, _), (.failure, _): job.answer(answer)
            }
        }
    }

    private func append(_ batch: Batch, after head: Int) -> Refusal? {
        do throws(StoreFailure) {
            switch try house.store.append(batch.facts, after: head, reserve: batch.reserve) {
            case .durable: break
            case .overtaken: return Desk.busy
            }
        } catch {
            report("append refused: \(error)")
            switch error {
            case .spaceBelowFloor: return Desk.full
            case .broken(let why):
                house.raise(.store(why))
                return Desk.broken
            }
        }
        for note in batch.notes { house.trail.note(note) }
        let touched = Set(batch.notes.map(\.subject))
        if !batch.erased.isEmpty { erase(batch.erased) }
        house.publish(House.State(register: batch.register, book: batch.book), changed: touched)
        return nil
    }

    private func erase(_ erased: [(person: ID<Person>, values: [ValueID], byItself: Bool)]) {
        for (person, values, byItself) in erased {
            let refs = values.map { Ref($0) }
            house.texts.forget(values)
            house.trail.noteErased(refs)
            do {
                try house.outside.add(erasures: refs)
                try house.store.erase(refs)
            } catch {
                // The fact stands; the values go at the next start at the latest.
                report("erasure is finished at the next start: \(error)")
            }
            // Whoever read a text between the two has kept it again.
            house.texts.forget(values)
            house.indexer?.forget(house)
            // A run of retention says itself who has gone: of somebody who still works here it takes an old file alone.
            if !byItself { onErase(person, values) }
            house.listing.forget(values, of: person, in: house.state.register, house.texts)
        }
    }

    static let busy = Refusal(
        .busy, Phrase(da: "En anden ændring kom først. Prøv igen.", en: "Another change came first. Try again."))
    /// The disk has no room for what is to be kept.
    public static let full = Refusal(
        .readOnly,
        Phrase(
            da: "Der er for lidt plads på disken, så intet kan gemmes. Sig det til driften. Intet er gået tabt.",
            en: "There is too little space on the disk, so nothing can be saved. Tell operations. Nothing is lost."))
    static let broken = Refusal(
        .readOnly,
        Phrase(
            da: "Disken eller databasen svarede ikke, så intet blev gemt. Sig det til driften.",
            en: "The disk or the database did not answer, so nothing was saved. Tell operations."))
}
