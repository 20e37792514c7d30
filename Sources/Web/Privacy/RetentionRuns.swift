// SPDX-License-Identifier: MPL-2.0

public import Domain
import Ledger
public import Office

/// What a run of retention did in one house, or why it did nothing there.
public struct RetentionReport: Sendable {
    public let organisation: ID<Organisation>
    public let result: Result<RetentionRun, any Error>
}

extension Installation {
    /// Erases in every house what is past its period, and what lies beside the ledger about those who have gone. Done twice, it
    /// does nothing the second time. What goes wrong in one house, one that is read-only because of an alarm among them, is told
    /// with it and stops none of the others.
    public func applyRetention() async -> [RetentionReport] {
        var reports: [RetentionReport] = []
        for room in rooms {
            let result: Result<RetentionRun, any Error>
            do { result = .success(try await applyRetention(in: room)) } catch { result = .failure(error) }
            reports.append(RetentionReport(organisation: room.house.id, result: result))
        }
        return reports
    }

    private func applyRetention(in room: Room) async throws -> RetentionRun {
        if let alarm = room.house.alarm { throw alarm.refusal }
        let run = try await room.desk.applyRetention(version: version)
        for person in run.gone {
            let place = Account.Place(organisation: room.house.id, person: person)
            try await eraseBeside(place, [], isRetention: true)
        }
        return run
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
        for report in await installation.applyRetention() {
            switch report.result {
            case .success(let run) where run.erased == 0: break
            case .success(let run):
                log(
                    "retention \(report.organisation): \(run.erased) values under \(run.persons) persons, \(run.held) held"
                )
            case .failure(let error):
                log("retention \(report.organisation) failed, and is tried again tomorrow: \(error)")
            }
        }
    }
}
