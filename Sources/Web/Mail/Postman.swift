// SPDX-License-Identifier: MPL-2.0

import Dispatch
import Domain
import Exchange
import Ledger
import Office
import Synchronization

/// Makes the mails that facts and Mondays ask for, and hands them to the relay. Once a second it looks at each house;
/// what it finds to send is in the side store before anything is sent, and leaves it when the relay has answered. A stop
/// at any moment loses nothing; what the relay took in the very moment of a kill may be sent twice, then under the same
/// Message-ID.
final class Postman: Sendable {
    /// So many letters are handed over before the houses are looked at again.
    private static let most = 50
    /// So many seconds after a relay could not be reached it is tried again; doubled each time, up to the second.
    private static let pauses = (first: 15, longest: 600)

    /// How the relay fares, for the administrator.
    struct Standing: Sendable {
        var waiting = 0
        /// What was said when it could last not be reached; nil: it took the last letter.
        var fault: String?
        /// Since when.
        var faultSince: Instant?
        var lastTaken: Instant?
    }

    private struct Held {
        /// By key; nil until it has been read.
        var queue: [String: Errand]?
        var marks: [ID<Organisation>: Aside.MailMark] = [:]
        /// The day on which those who have courses to complete were last looked for.
        var taught: [ID<Organisation>: Day] = [:]
        /// The head and the day that a house was last looked at with.
        var looked: [ID<Organisation>: Looked] = [:]
        var standing = Standing()
        var failures = 0
        var resume = Instant(milliseconds: 0)
        var isHanding = false
        /// Since when something is to be recorded; at the start there may be something from before.
        var toldSince: Instant? = Instant(milliseconds: 0)
    }

    private struct Looked: Equatable {
        let head: Int
        let day: Day
    }

    private let relay: any Relay
    private let held = Mutex(Held())
    /// The relay is waited for here.
    private let thread = DispatchQueue(label: "vaern.mail")

    init(_ relay: any Relay) {
        self.relay = relay
    }

    var place: String { relay.place }

    var standing: Standing {
        held.withLock { held in
            var standing = held.standing
            standing.waiting = held.queue?.count ?? 0
            return standing
        }
    }

    /// What still waits in a house, in the order in which it is tried.
    func waiting(in organisation: ID<Organisation>) -> [Errand] {
        held.withLock { held in
            (held.queue ?? [:]).values.filter { $0.organisation == organisation }
                .sorted { ($0.next, $0.key) < ($1.next, $1.key) }
        }
    }

    /// Nothing more goes to a person whose data were erased.
    func drop(_ person: ID<Person>) {
        held.withLock { held in
            for (key, errand) in held.queue ?? [:] where errand.person == person { held.queue?[key] = nil }
        }
    }

    /// Works until the task is cancelled.
    func work(_ installation: Installation) async {
        while !Task.isCancelled {
            do { try await round(installation) } catch { installation.note("mail: \(error)") }
            try? await Task.sleep(for: .seconds(1))
        }
    }

    /// Lets the letter that is being handed over be written down before the process ends; a relay that does not answer
    /// is not waited for longer than five seconds.
    func finish() async {
        for _ in 0..<100 where held.withLock({ $0.isHanding }) { try? await Task.sleep(for: .milliseconds(50)) }
    }

    /// One look at each house, then what is due.
    func round(_ installation: Installation) async throws {
        if held.withLock({ $0.queue == nil }) {
            let waiting = try await installation.aside.waitingMail()
            held.withLock {
                $0.queue = Dictionary(waiting.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
            }
        }
        for room in installation.rooms { try await look(room, installation) }
        try await send(installation)
        try await record(installation)
    }

    // MARK: Recording

    /// Kept before the mail leaves the queue, so that a stop in between forgets nobody.
    private func tell(_ errand: Errand, _ tells: [Told.Matter], _ installation: Installation) async throws {
        guard !tells.isEmpty else { return }
        try await installation.aside.keep(
            tells.map { Told(organisation: errand.organisation, matter: $0, person: errand.person, batch: nil) })
        held.withLock { held in held.toldSince = held.toldSince ?? installation.clock.now }
    }

    /// Once what was due has gone, so that a run is one fact; at the latest a quarter of an hour after its first mail.
    private func record(_ installation: Installation) async throws {
        let now = installation.clock.now
        let isTime = held.withLock { held in
            guard let since = held.toldSince else { return false }
            let isIdle = !(held.queue ?? [:]).values.contains { $0.next <= now }
            return isIdle || now - since >= 900
        }
        guard isTime else { return }
        held.withLock { $0.toldSince = nil }
        do { try await installation.recordTold() } catch {
            held.withLock { $0.toldSince = now }
            throw error
        }
    }

    // MARK: Making

    private func look(_ room: Installation.Room, _ installation: Installation) async throws {
        let (house, organisation, now) = (room.house, room.house.id, installation.clock.now)
        let state = house.state
        let (monday, today) = (WeeklyHour.latest(now), Copenhagen.day(of: now))
        var mark = try await self.mark(of: organisation, state, today, monday, installation)
        let looked = Looked(head: state.book.head, day: today)
        if held.withLock({ $0.looked[organisation] }) != looked {
            var errands = Self.decisions(state, today, organisation, now)
            errands += Self.auditors(state, today, organisation, now)
            errands += Self.words(state, since: mark.position, today, organisation, now)
            errands += house.tidings(since: mark.position, after: mark.day, state, on: today).flatMap { tiding in
                tiding.persons.map { Errand(tiding, organisation, to: $0, now) }
            }
            try await queue(errands, installation)
            (mark.position, mark.day) = (state.book.head, today)
            try await keep(mark, organisation, installation)
            held.withLock { $0.looked[organisation] = looked }
        }
        // What was queued before a restart is known by its key, and not queued again.
        if now >= WeeklyHour.moment(today), held.withLock({ $0.taught[organisation] }) != today {
            try await queue(try await courses(house, now), installation)
            held.withLock { $0.taught[organisation] = today }
        }
        if mark.monday < monday {
            try await queue(try await weekly(house, monday, now, installation), installation)
            mark.monday = monday
            try await keep(mark, organisation, installation)
        }
    }

    /// A house that is new to mail begins with what happens from now on; what waits for a decision is told all the same.
    private func mark(
        of organisation: ID<Organisation>, _ state: House.State, _ today: Day, _ monday: Day,
        _ installation: Installation
    ) async throws -> Aside.MailMark {
        if let known = held.withLock({ $0.marks[organisation] }) { return known }
        let known = try await installation.aside.mailMark(of: organisation)
        let mark = known ?? .init(position: state.book.head, day: today, monday: monday)
        try await keep(mark, organisation, installation)
        return mark
    }

    private func keep(
        _ mark: Aside.MailMark, _ organisation: ID<Organisation>, _ installation: Installation
    ) async throws {
        try await installation.aside.keep(mark, of: organisation)
        held.withLock { $0.marks[organisation] = mark }
    }

    private func queue(_ errands: [Errand], _ installation: Installation) async throws {
        let new = try await installation.aside.queue(errands)
        held.withLock { held in for errand in new { held.queue?[errand.key] = errand } }
    }

    private static func decisions(
        _ state: House.State, _ today: Day, _ organisation: ID<Organisation>, _ now: Instant
    ) -> [Errand] {
        state.register.awaitingDecision(on: today).flatMap { duty in
            state.register.persons(for: duty, on: today).map {
                Errand(.decision, organisation, to: $0, about: duty.subject, turn: duty.turn, made: now)
            }
        }
    }

    /// An auditor is told once of a task, as soon as there is an account to sign in with, and of each answer.
    private static func auditors(
        _ state: House.State, _ today: Day, _ organisation: ID<Organisation>, _ now: Instant
    ) -> [Errand] {
        let register = state.register
        func isReached(_ person: ID<Person>) -> Bool {
            register.persons[person]?.account.newest.flatMap { $0 } != nil
                && register.persons[person]?.mail.value(on: today).flatMap { $0 } != nil
        }
        return register.openAuditEngagements(on: today).filter { isReached($0.auditor) }.map {
            Errand(.access, organisation, to: $0.auditor, about: .auditEngagement($0.id), turn: 0, made: now)
        }
            + register.awaitingAuditor(on: today).filter { isReached($0.auditor) }.map {
                Errand(
                    .answer, organisation, to: $0.auditor, about: .evidenceRequest($0.id), turn: $0.answer, made: now)
            }
    }

    /// Who reported a mail is told of each answer that is recorded from a position on.
    private static func words(
        _ state: House.State, since position: Int, _ today: Day, _ organisation: ID<Organisation>, _ now: Instant
    ) -> [Errand] {
        state.register.suspicions.values.flatMap { known in
            known.answers.filter { $0.position >= position && $0.by != $0.answer.reporter }.map {
                Errand(
                    .word, organisation, to: $0.answer.reporter, about: .suspicion(known.id), turn: $0.position,
                    made: now)
            }
        }
    }

    /// The weekly mails that have something to say.
    private func weekly(
        _ house: House, _ monday: Day, _ now: Instant, _ installation: Installation
    ) async throws -> [Errand] {
        var found: [Errand] = []
        for person in house.state.register.persons.keys.sorted() {
            guard let sight = try? await house.sight(of: person), sight.maySignIn, sight.mailAddress != nil,
                try await installation.aside.mailChoice(of: person, in: house.id).weekly
            else { continue }
            if !WeeklyLetter.Matter(sight).isEmpty {
                found.append(
                    Errand(.digest, house.id, to: person, about: nil, turn: Int(monday.number), made: now))
            }
            // Others want the processor too.
            await Task.yield()
        }
        return found
    }

    /// The mails about courses of a day, to those who can open what they lead to.
    private func courses(_ house: House, _ now: Instant) async throws -> [Errand] {
        var found: [Errand] = []
        let register = house.state.register
        guard !register.learners.courses.isEmpty else { return [] }
        for person in register.persons.keys.sorted() {
            if let sight = try? await house.sight(of: person), sight.maySignIn, sight.mailAddress != nil {
                found += CourseLetter.errands(sight, house.id, now)
            }
            // Others want the processor too.
            await Task.yield()
        }
        return found
    }

    // MARK: Sending

    private func send(_ installation: Installation) async throws {
        let now = installation.clock.now
        let due = held.withLock { held -> [Errand] in
            guard now >= held.resume else { return [] }
            return Array(
                (held.queue ?? [:]).values.filter { $0.next <= now }
                    .sorted { ($0.next, $0.key) < ($1.next, $1.key) }.prefix(Self.most))
        }
        for errand in due {
            guard !Task.isCancelled else { return }
            guard try await installation.aside.waits(errand) else {
                held.withLock { $0.queue?[errand.key] = nil }
                continue
            }
            guard let written = try await Letters.letter(errand, installation) else {
                try await end(errand, .lapsed, nil, installation)
                continue
            }
            held.withLock { $0.isHanding = true }
            defer { held.withLock { $0.isHanding = false } }
            switch await hand(written.letter) {
            case .taken:
                held.withLock { held in
                    held.standing.lastTaken = installation.clock.now
                    (held.standing.fault, held.standing.faultSince, held.failures) = (nil, nil, 0)
                }
                try await tell(errand, written.tells, installation)
                try await end(errand, .sent, nil, installation)
            case .refused(let said): try await end(errand, .refused, said, installation)
            case .later(let said): try await retry(errand, said, installation)
            case .unreachable(let said):
                note(said, installation)
                return
            }
        }
    }

    private func hand(_ letter: Letter) async -> HandingOver {
        await withCheckedContinuation { continuation in
            thread.async { continuation.resume(returning: self.relay.hand(letter)) }
        }
    }

    private func end(
        _ errand: Errand, _ state: Errand.State, _ said: String?, _ installation: Installation
    ) async throws {
        var errand = errand
        (errand.state, errand.said, errand.ended) = (state, said, installation.clock.now)
        try await installation.aside.keep(errand)
        held.withLock { $0.queue?[errand.key] = nil }
    }

    private func retry(_ errand: Errand, _ said: String, _ installation: Installation) async throws {
        let now = installation.clock.now
        guard now - errand.made < Errand.patience else {
            return try await end(errand, .refused, said, installation)
        }
        var errand = errand
        errand.tries += 1
        errand.said = said
        errand.next = now + Errand.pause(after: errand.tries)
        try await installation.aside.keep(errand)
        held.withLock { $0.queue?[errand.key] = errand }
    }

    /// The relay is not there: all wait, and it is tried again after a while.
    private func note(_ said: String, _ installation: Installation) {
        let isNew = held.withLock { held in
            let now = installation.clock.now
            defer { held.standing.fault = said }
            held.standing.faultSince = held.standing.faultSince ?? now
            held.failures += 1
            let pause = min(Self.pauses.longest, Self.pauses.first << min(held.failures - 1, 6))
            held.resume = now + pause
            return held.standing.fault != said
        }
        if isNew { installation.note("mail: \(relay.place): \(said)") }
    }
}

extension Errand {
    fileprivate init(_ tiding: Tiding, _ organisation: ID<Organisation>, to person: ID<Person>, _ now: Instant) {
        let (kind, turn): (Kind, Int) =
            switch tiding.kind {
            case .opened: (.reading, 0)
            case .reminded: (.reminder, tiding.position)
            }
        self.init(kind, organisation, to: person, about: .notice(tiding.notice), turn: turn, made: now)
    }
}
