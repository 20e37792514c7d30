// SPDX-License-Identifier: MPL-2.0

public import Domain
import Ledger
public import Office

extension Installation {
    /// Erases in every house what is past its period, and what lies beside the ledger about those who have gone. Done twice, it
    /// does nothing the second time.
    public func applyRetention() async throws -> [(organisation: ID<Organisation>, run: RetentionRun)] {
        var runs: [(ID<Organisation>, RetentionRun)] = []
        for room in rooms where room.house.alarm == nil {
            let run = try await room.desk.applyRetention(version: version)
            for person in run.gone {
                let place = Account.Place(organisation: room.house.id, person: person)
                try await unlink(place)
                try await sessions.endAll(in: place)
                postman?.drop(person)
                lastReads.forget(person)
                // What others write meanwhile is theirs: a leaver a day must not take it.
                aside.forget(person, [], allDrafts: false)
            }
            // What was put in the queue before it is done when this is.
            try await aside.transact { _ in }
            runs.append((room.house.id, run))
        }
        return runs
    }

    /// What a run would erase in each house.
    public func retentionPlans() throws -> [(organisation: ID<Organisation>, name: String, plan: RetentionPlan)] {
        try rooms.map { ($0.house.id, $0.house.fullName, try RetentionPlan.make(in: $0.house)) }
    }
}

/// Runs retention once a day while the server is up.
struct RetentionClock {
    private var last: Day?

    /// An example is a story that is told the same every time: nothing of it goes by itself.
    mutating func tick(_ installation: Installation, log: (String) -> Void) async {
        let today = installation.clock.today
        guard !installation.isDemo, last != today else { return }
        last = today
        do {
            for (organisation, run) in try await installation.applyRetention() where run.erased > 0 {
                log("retention \(organisation): \(run.erased) values under \(run.persons) persons, \(run.held) held")
            }
        } catch {
            log("retention failed, and is tried again tomorrow: \(error)")
        }
    }
}
