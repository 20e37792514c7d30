// SPDX-License-Identifier: MPL-2.0

import Domain
import Ledger
import Testing

@testable import Office

struct ReplayTests {
    private let history = History.make(seed: 11, count: 300)

    private func replay(
        _ store: MemoryStore, _ organisation: ID<Organisation>
    ) throws -> (stop: Replay.Stop, book: Book, register: Register) {
        var book = Book(origin: Ledgers.origin)
        var register = Register(organisation: organisation)
        let stop = try Replay.run(store: store, book: &book, into: &register)
        return (stop, book, register)
    }

    @Test func aReplayIsTheLiveRegister() throws {
        let history = History.make(seed: 1, count: 10_000)
        let store = MemoryStore()
        try Ledgers.fill(store, history.entries)
        let live = Ledgers.live(history.entries, history.organisation)
        let found = try replay(store, history.organisation)
        #expect(found.stop == .end)
        #expect(found.book.head == history.entries.count)
        #expect(found.register.count == history.entries.count)
        #expect(RegisterDigest.of(found.register) == RegisterDigest.of(live))
    }

    @Test func aReplayInPiecesIsTheSame() throws {
        let store = MemoryStore()
        try Ledgers.fill(store, history.entries)
        var register = Register(organisation: history.organisation)
        for start in stride(from: 0, to: history.entries.count, by: 37) {
            try Replay.fold(store, start..<min(start + 37, history.entries.count), into: &register)
        }
        let live = Ledgers.live(history.entries, history.organisation)
        #expect(RegisterDigest.of(register) == RegisterDigest.of(live))
    }

    /// What a long replay leaves behind on its way is what stood then, and goes on as if it had begun there.
    @Test func aReplayGoesOnFromItsStations() throws {
        let history = History.make(seed: 2, count: 10_000)
        let store = MemoryStore()
        try Ledgers.fill(store, history.entries)
        var (book, register) = (Book(origin: Ledgers.origin), Register(organisation: history.organisation))
        var kept: [Register] = []
        _ = try Replay.run(
            store: store, book: &book, into: &register, stations: [3000, 6000], midway: { kept.append($0) })
        #expect(kept.count == 2)
        for (station, count) in zip(kept, [3000, 6000]) {
            #expect(count..<count + 300 ~= station.count)
            let end = station.count + 500
            var later = station
            try Replay.fold(
                store, station.count..<end, into: &later, isSettled: false, perform: QuietThread(nice: 1).share)
            let live = Ledgers.live(history.entries.prefix(end), history.organisation)
            #expect(RegisterDigest.of(later) == RegisterDigest.of(live))
        }
    }

    @Test func aReplayStopsBeforeALaterDay() throws {
        let store = MemoryStore()
        try Ledgers.fill(store, history.entries)
        let limit = history.entries[100].stamp.recorded.milliseconds
        var register = Register(organisation: history.organisation)
        let stop = try Replay.fold(store, 0..<history.entries.count, into: &register, upTo: { $0.recorded < limit })
        #expect(stop == .end)
        #expect(register.count == 100)
        let live = Ledgers.live(history.entries.prefix(100), history.organisation)
        #expect(RegisterDigest.of(register) == RegisterDigest.of(live))
    }

    @Test func everyLeafAndErasureIsHandedOver() throws {
        let history = History.make(seed: 5, count: 2000)
        let store = MemoryStore()
        try Ledgers.fill(store, history.entries)
        var (book, register) = (Book(origin: Ledgers.origin), Register(organisation: history.organisation))
        var subjects: [Subject] = []
        var erased: [ValueID] = []
        let stop = try Replay.run(
            store: store, book: &book, into: &register, each: { subjects.append($1) },
            erased: { erased += $0 })
        #expect(stop == .end)
        #expect(subjects == history.entries.map(\.fact.subject))
        let expected: [ValueID] = history.entries.flatMap { entry in
            if case .person(_, .erased(_, _, let values)) = entry.fact { values } else { [] as [ValueID] }
        }
        #expect(!expected.isEmpty)
        #expect(erased == expected)
    }

    @Test(arguments: ["kind", "version", "subject", "payload", "member"])
    func whatIsNotUnderstoodStopsTheRegisterButNotTheBook(_ what: String) throws {
        let position = 123
        let kind = FactKind.of(history.entries[position].fact)
        let store = MemoryStore()
        try Ledgers.fill(store, history.entries) { draft, place in
            guard place == position else { return }
            switch what {
            case "kind": draft.kind = "comet.sighted"
            case "version": draft.kindVersion = kind.version + 1
            case "subject": draft.subjectKind = "comet"
            case "payload": draft.payload = Array(#"{"unknown":"member"}"#.utf8)
            default:
                let comma = draft.payload.count > 2 ? "," : ""
                draft.payload = draft.payload.dropLast() + Array((comma + #""zz":1}"#).utf8)
            }
            if what == "payload" { draft.values = [] }
        }
        let found = try replay(store, history.organisation)
        switch what {
        case "kind": #expect(found.stop == .unknownKind(position: position, name: "comet.sighted"))
        case "version":
            #expect(found.stop == .unknownKind(position: position, name: "\(kind.rawValue) \(kind.version + 1)"))
        case "subject": #expect(found.stop == .unknownKind(position: position, name: "comet"))
        default:
            guard case .malformed(position, _) = found.stop else {
                Issue.record("\(found.stop)")
                return
            }
        }
        #expect(found.register.count == position)
        #expect(found.book.head == history.entries.count)
        let live = Ledgers.live(history.entries.prefix(position), history.organisation)
        #expect(RegisterDigest.of(found.register) == RegisterDigest.of(live))
    }

    @Test func aBrokenChainStopsBoth() throws {
        let (store, other) = (MemoryStore(), MemoryStore())
        try Ledgers.fill(store, history.entries)
        let strange = History.make(seed: 12, count: 10)
        try Ledgers.fill(other, Array(strange.entries.prefix(10)))
        var found = try replay(other, history.organisation)
        #expect(found.stop == .end)
        let stop = try Replay.run(store: store, book: &found.book, into: &found.register)
        #expect(stop == .malformed(position: 10, what: "chain(position: 10)"))
        #expect(found.book.head == 10 && found.register.count == 10)
    }

    @Test func theDigestSeesEveryChange() throws {
        let whole = RegisterDigest.of(Ledgers.live(history.entries, history.organisation))
        // The same facts, in another process or with another seed of the collections, give the same digest.
        #expect(RegisterDigest.of(Ledgers.live(history.entries, history.organisation)) == whole)
        for count in stride(from: 1, to: history.entries.count, by: 29) {
            let part = RegisterDigest.of(Ledgers.live(history.entries.prefix(count), history.organisation))
            #expect(part != whole)
            let other = RegisterDigest.of(Ledgers.live(history.entries.prefix(count), ID(high: 0, low: 0)))
            #expect(part != other)
        }
    }
}
