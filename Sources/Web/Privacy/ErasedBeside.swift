// SPDX-License-Identifier: MPL-2.0

import Domain
import Ledger
import Office

extension Installation {
    /// Erases from beside the ledger what a fact says is erased, of one person.
    ///
    /// - Parameter isRetention: its period had ended. What others write meanwhile is theirs then: a leaver a day must not
    ///   take it.
    func eraseBeside(
        _ place: Account.Place, _ values: [ValueID], isRetention: Bool, withDrafts: Bool = true
    ) async throws {
        postman?.drop(place.person)
        lastReads.forget(place.person)
        try await unlink(place)
        try await sessions.endAll(in: place)
        // Last, since it also makes sure that no file holds what was removed.
        try await aside.forget(place.person, isRetention ? [] : values, allDrafts: withDrafts && !isRetention)
    }

    /// Finishes what was begun before the server was stopped: erases again from beside the ledger what facts say is erased,
    /// and what was answered in courses that are completed. Done twice, it does nothing the second time. To be called when
    /// the houses are open, before anything is recorded.
    public func finishErasures() async throws {
        for room in rooms where room.house.alarm == nil {
            let (house, key) = (room.house, Self.erasedMark(room.house.id))
            let head = house.state.book.head
            let held = try await aside.get(.code, key).flatMap { try? JSONReader.read($0) }?["upTo"]?.int ?? 0
            // A ledger that came back from a backup may be shorter than what was finished.
            for one in try house.erased(since: held > head ? 0 : held) {
                // No form waits for longer: what was filled in since may stay.
                let isNew = one.at.milliseconds + Site.lateMinutes * 60_000 > clock.now.milliseconds
                try await eraseBeside(
                    Account.Place(organisation: house.id, person: one.person), one.values,
                    isRetention: one.isRetention, withDrafts: isNew)
            }
            try await aside.put(.members([("upTo", .number(head))]), .code, key)
        }
        try await forgetFinishedLessons()
    }

    /// Up to which fact of a house the erasures beside the ledger are finished.
    static func erasedMark(_ organisation: ID<Organisation>) -> String { "erased/\(organisation)" }
}
