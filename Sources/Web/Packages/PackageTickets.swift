// SPDX-License-Identifier: MPL-2.0

import Domain
import Ledger
import Office
import Synchronization

/// What lets one browser have the files of one package: for the session that asked for it, for the turn of the course that
/// it is in, and for a while.
struct PackageTicket: Sendable, Hashable {
    var session: String
    let place: Account.Place
    let course: ID<Course>
    let package: PlayedPackage
    /// How many certificates of the course the person had: when there is another one, the turn is over.
    let certificates: Int
    /// The origin of the page that shows it.
    let page: String
    /// Begins to count anew when the page saves something.
    var until: Instant
}

/// The tickets that are out. They are words in an address, 256 random bits, of which only the hash is held; at a restart all
/// are gone, and who sits with one opens the course again.
final class PackageTickets: Sendable {
    /// An hour without anything to save: a film of the longest kind.
    static let minutes: Int64 = 60
    /// A person who opens a course in more windows than this closes the oldest.
    static let mostOfSession = 4

    private let held = Mutex<[String: PackageTicket]>([:])

    static func until(from now: Instant) -> Instant { Instant(milliseconds: now.milliseconds + minutes * 60_000) }

    /// Returns the ticket's words.
    func issue(_ ticket: PackageTicket, mint: Mint, now: Instant) -> String {
        let secret = mint.secret()
        held.withLock { tickets in
            tickets = tickets.filter { now < $0.value.until }
            let own = tickets.filter { $0.value.session == ticket.session }.sorted { $0.value.until < $1.value.until }
            for (key, _) in own.dropLast(Self.mostOfSession - 1) { tickets[key] = nil }
            tickets[Secret.hash(secret)] = ticket
        }
        return secret
    }

    func find(_ secret: String, now: Instant) -> PackageTicket? {
        guard secret.utf8.count == 64 else { return nil }
        return held.withLock { $0[Secret.hash(secret)] }.flatMap { now < $0.until ? $0 : nil }
    }

    /// The one who takes the course is still there.
    ///
    /// - Returns: false where no ticket is out any more: the package gets none of its files.
    @discardableResult
    func renew(_ session: String, _ course: ID<Course>, now: Instant) -> Bool {
        held.withLock { tickets in
            var isOut = false
            for (key, ticket) in tickets where ticket.session == session && ticket.course == course {
                guard now < ticket.until else { continue }
                tickets[key]?.until = Self.until(from: now)
                isOut = true
            }
            return isOut
        }
    }

    /// The same person goes on in another session, or in the same one under another secret: a package that is open stays so.
    func move(from old: String, to new: String) {
        held.withLock { tickets in
            for (key, ticket) in tickets where ticket.session == old { tickets[key]?.session = new }
        }
    }

    /// Forgets what has run out.
    func sweep(now: Instant) {
        held.withLock { $0 = $0.filter { now < $0.value.until } }
        paces.withLock { $0 = $0.filter { now.milliseconds - $0.value.at < Self.full } }
    }

    // MARK: How often

    private struct Pace {
        var left: Double
        var at: Int64
    }

    /// The page sends at most once a second; a second window and last words come beside it.
    static let burst = 20.0
    private static let perSecond = 2.0
    /// Milliseconds until nothing is left of a burst.
    private static let full = Int64(burst / perSecond * 1000)
    private let paces = Mutex<[String: Pace]>([:])

    /// Whether what a package says is taken now; what it says in a session is kept so often and no more, since each is written
    /// to the disk.
    func mayTell(_ session: String, now: Instant) -> Bool {
        paces.withLock { paces in
            var pace = paces[session] ?? Pace(left: Self.burst, at: now.milliseconds)
            let seconds = Double(max(0, now.milliseconds - pace.at)) / 1000
            pace = Pace(left: min(Self.burst, pace.left + seconds * Self.perSecond), at: now.milliseconds)
            let may = pace.left >= 1
            if may { pace.left -= 1 }
            paces[session] = pace
            return may
        }
    }
}
