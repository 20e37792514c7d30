// SPDX-License-Identifier: MPL-2.0

import ArgumentParser
import Domain
import Ledger
import Office
import SQLiteStore
import Web

/// Erases what is past its period, as the server does by itself once a day.
struct Retention: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Erase what is past its period, or show what would go.",
        discussion: """
            The server does it once a day by itself; this is for an installation that is not running. The periods are in
            docs/opbevaring.md. A legal hold keeps what it is laid on. With several organisations a fault in one stops
            none of the others; the exit status is 1 then.
            Examples:
              vaern retention --dry-run
              vaern retention --data /var/lib/vaern
            """)
    @Option(name: .long, help: "The data directory (default: the user's own).")
    var data: String = DataOption.standard
    @Flag(name: .long, help: "Only show what would be erased.") var dryRun = false

    func run() async throws {
        try await orStopWaiting {
            let directory = try DataDirectory.open(data, create: nil)
            let installation = try directory.served(Settings(), clock: .system, domain: "vaern.localhost")
            defer { installation.close() }
            if !dryRun { try await installation.finishErasures() }
            if dryRun {
                for (organisation, name, plan) in try installation.retentionPlans() {
                    show(plan, of: name, organisation, on: Clock.system.today)
                }
                return
            }
            var isWhole = true
            for report in await installation.applyRetention() {
                switch report.result {
                case .success(let run):
                    put(
                        "\(report.organisation): \(run.erased) values erased under \(run.persons) persons, \(run.held) held back"
                    )
                    if run.left > 0 { say("\(run.left) persons are left for the next run: give the command again.") }
                case .failure(let error):
                    isWhole = false
                    say("\(report.organisation): nothing was erased, or not all: \(Retention.words(error))")
                }
            }
            guard isWhole else { throw ExitCode(1) }
        }
    }

    private static func words(_ error: any Error) -> String {
        (error as? Refusal)?.phrase.en ?? "\(error)"
    }

    /// One line for each kind of which something goes or has a day: how many go now, how many are held, and the next day.
    private func show(_ plan: RetentionPlan, of name: String, _ organisation: ID<Organisation>, on today: Day) {
        say("\(name) (\(organisation)): what goes now, what a legal hold keeps, what has a day, and the next one")
        for kind in DataKind.allCases {
            let items = plan.items.filter { $0.kind.dataKind == kind }
            guard !items.isEmpty else { continue }
            let (due, held) = (
                items.count { $0.goes <= today && !$0.isHeld }, items.count { $0.goes <= today && $0.isHeld }
            )
            let next = items.first { $0.goes > today && !$0.isHeld }?.goes
            put("\(kind.rawValue)\t\(due)\t\(held)\t\(items.count)\t\(next?.description ?? "-")")
        }
    }
}
