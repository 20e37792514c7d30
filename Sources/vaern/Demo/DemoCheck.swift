// SPDX-License-Identifier: MPL-2.0

import Domain
import Ledger
import Office

extension DemoWorld {
    /// Checks what was played: the ledger verifies, its replay gives the register that stands, and exactly the documents
    /// are overdue that the world says.
    func check() throws {
        for part in parts { try part.check(on: reference) }
    }

    /// The ledger of a house verifies, and its replay gives the register that stands.
    static func check(_ house: House) throws {
        try house.sign()
        let result = try house.verify()
        guard result.isSound else { throw DemoFault.unsound("verification: \(result.findings.prefix(3))") }
        let state = house.state
        var book = Book(origin: state.book.origin)
        var register = Register(organisation: house.id)
        let stop = try Replay.run(store: house.store, book: &book, into: &register)
        guard stop == .end, book.head == state.book.head else { throw DemoFault.unsound("replay: \(stop)") }
        guard RegisterDigest.of(register) == RegisterDigest.of(state.register) else {
            throw DemoFault.unsound("the replayed register differs from the live one")
        }
    }
}

extension DemoPart {
    fileprivate func check(on day: Day) throws {
        guard let house else { throw DemoFault.missing("the history of \(key)") }
        try DemoWorld.check(house)
        var found: [ID<Document>: Day] = [:]
        for (subject, duties) in house.state.register.duties.bySubject where subject.kind == .document {
            for duty in duties where duty.rule == .verification && duty.standing(on: day) == .overdue {
                found[subject.id.seen(as: Document.self)] = duty.due
            }
        }
        let wanted = try overdue()
        // A leap day between two verifications moves the due day by one in a world that has moved.
        let same = Set(found.keys) == Set(wanted.keys)
        guard same, found.allSatisfy({ abs($0.value - (wanted[$0.key] ?? $0.value)) <= 1 }) else {
            throw DemoFault.unsound("overdue in \(key): \(found) instead of \(wanted)")
        }
    }
}
