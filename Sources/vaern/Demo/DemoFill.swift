// SPDX-License-Identifier: MPL-2.0

import Dispatch
import Domain
import Exchange
import Ledger
import Office
import Synchronization

/// What a filled house holds.
struct FillReport {
    let facts: Int
    let persons: Int
    let documents: Int
    /// Facts by wire name.
    var kinds: [String: Int]
    /// Commands that were refused, by reason: a handful, because the picks do not look at everything.
    let refused: [String: Int]
    let from: Day
    let to: Day
}

extension DemoWorld {
    /// Fills a founded house with the history of a large organisation, all kinds of facts in natural shares, through the
    /// desk: for benchmarks. The same seed gives the same facts.
    ///
    /// The clock must be the house's own and stand at the first day; it ends at `to`.
    /// - Parameters:
    ///   - facts: how many facts there are at the end, within a few hundred.
    ///   - persons: how many persons and documents; fewer, when so many facts do not carry them.
    ///   - progress: called with the number of facts so far.
    static func fill(
        _ desk: Desk, clock: DemoClock, to: Day, facts: Int, persons: Int = 10_000, documents: Int = 10_000,
        seed: UInt64, progress: (Int) -> Void = { _ in }
    ) async throws -> FillReport {
        let carried = min(1, Double(facts) * 0.75 / Double(persons * 3 + documents * 5 + 1))
        var model = FillModel(
            persons: max(40, Int(Double(persons) * carried)), documents: max(20, Int(Double(documents) * carried)),
            seed: seed, texts: try texts(seed))
        let from = clock.clock.today
        var wave = FillWave(desk: desk, clock: clock, seed: seed)
        for orders in [FillModel.name, FillModel.openUnits, FillModel.openBranches] {
            try await wave.give(orders(&model), &model)
        }
        let step = min(1024, max(64, facts / 40))
        let waves = max(20, (facts - desk.house.state.book.head) / (step + step / 4))
        var number = 0
        while desk.house.state.book.head < facts {
            number = min(number + 1, waves)
            clock.go(to: from + (to - from) * number / waves)
            model.register = desk.house.state.register
            model.today = clock.clock.today
            let left = facts - desk.house.state.book.head
            try await wave.give(
                model.work(min(step, max(1, left * 3 / 4)), share: Double(number) / Double(waves)), &model)
            progress(desk.house.state.book.head)
        }
        clock.go(to: to)
        desk.close()
        var kinds: [String: Int] = [:]
        try desk.house.store.read(0..<desk.house.state.book.head) { row in
            kinds[try LeafHeader(row.leaf).kind.string, default: 0] += 1
            return true
        }
        return FillReport(
            facts: desk.house.state.book.head, persons: desk.house.state.register.persons.count,
            documents: desk.house.state.register.documents.count, kinds: kinds, refused: wave.refused, from: from,
            to: to)
    }

    /// Some short texts that the documents share; each is kept as a value of its own all the same.
    private static func texts(_ seed: UInt64) throws -> [Arguments.File] {
        let mint = Mint.seeded(seed)
        return try ["sletning", "logning", "adgang", "leverandører", "test", "projekter", "nøgler", "ændringer"].map {
            word in
            let text = """
                # Procedure for \(word)

                ## 1. Formål, mål og metode

                Proceduren beskriver arbejdet med \(word), så det kan efterprøves.

                ## 2. Krav og fremgangsmåde

                1. Enheden skal have en ansvarlig for \(word) og en stedfortræder.
                2. Afvigelser skal have ejer, handling og frist.

                ## 3. Ansvar og vedligeholdelse

                Enheden har ansvaret og verificerer teksten hvert år.
                """
            let proposal = try DocumentImport.propose(Array(text.utf8), fileName: "\(word).md") {
                let bits = mint.random()
                return ParagraphID(high: bits.0, low: bits.1)
            }
            return Arguments.File(name: "\(word).md", bytes: proposal.text.encode())
        }
    }
}

/// A command of a filled history, and what its receipt tells the model.
struct FillOrder: Sendable {
    let kind: CommandKind
    let arguments: Arguments
    let by: ID<Person>?
    let then: @Sendable (inout FillModel, Receipt) -> Void

    init(
        _ kind: CommandKind, _ texts: [String: String], many: [String: [String]] = [:], file: Arguments.File? = nil,
        slot: String = "text", by: ID<Person>?,
        then: @escaping @Sendable (inout FillModel, Receipt) -> Void = { _, _ in }
    ) {
        self.kind = kind
        arguments = Arguments(
            texts.mapValues { [$0] }.merging(many) { $1 }, files: file.map { [slot: $0] } ?? [:])
        self.by = by
        self.then = then
    }
}

/// Hands orders in all at once but in their order, so that the desk takes them in full batches and the same seed gives
/// the same ledger.
struct FillWave {
    let desk: Desk
    let clock: DemoClock
    private let mint: Mint
    private let line = Line()
    private(set) var refused: [String: Int] = [:]

    init(desk: Desk, clock: DemoClock, seed: UInt64) {
        self.desk = desk
        self.clock = clock
        mint = .seeded(seed &+ 0xF111)
    }

    mutating func give(_ orders: [FillOrder], _ model: inout FillModel) async throws {
        let now = clock.now
        let made = orders.map { order in
            Order(
                command: mint.ordered(at: now), kind: order.kind, arguments: order.arguments,
                actor: order.by.map {
                    .person(Ref($0), account: Ref($0), method: "password", strength: 1, authenticated: now.milliseconds)
                } ?? DemoPlayer.installation, door: order.by == nil ? .cli : .import)
        }
        let (desk, line) = (desk, line)
        let answers = Answers(count: made.count)
        await withTaskGroup(of: Void.self) { group in
            for (index, order) in made.enumerated() {
                group.addTask(executorPreference: line) {
                    await answers.take(index, order, desk)
                }
            }
        }
        for (index, answer) in answers.all.enumerated() {
            switch answer {
            case .success(let receipt)?: orders[index].then(&model, receipt)
            case .failure(let refusal)?:
                guard refusal.reason != .readOnly else { throw refusal }
                refused["\(made[index].kind.rawValue): \(refusal.phrase.en)", default: 0] += 1
            case nil: break
            }
        }
    }

    /// What became of each order.
    private final class Answers: Sendable {
        private let held: Mutex<[Result<Receipt, Refusal>?]>

        init(count: Int) { held = Mutex(Array(repeating: nil, count: count)) }

        var all: [Result<Receipt, Refusal>?] { held.withLock { $0 } }

        func take(_ index: Int, _ order: Order, _ desk: Desk) async {
            let answer: Result<Receipt, Refusal>
            do {
                answer = .success(try await desk.perform(order))
            } catch {
                answer = .failure(error)
            }
            held.withLock { $0[index] = answer }
        }
    }

    /// Starts its tasks one after the other, in the order they were made.
    private final class Line: TaskExecutor {
        private let queue = DispatchQueue(label: "vaern.fill")

        func enqueue(_ job: consuming ExecutorJob) {
            let job = UnownedJob(job)
            let executor = asUnownedTaskExecutor()
            queue.async { job.runSynchronously(on: executor) }
        }
    }
}
