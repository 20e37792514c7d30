// SPDX-License-Identifier: MPL-2.0

import Domain
import Ledger
import Office
import Synchronization

/// Which version of a document a person opened last, and which before that: so that the reader can offer what changed
/// since. It is kept beside the ledger, belongs to the person, is erased with what is known of the person, and is in no
/// figure: that somebody opened a page proves nothing.
struct LastRead: Hashable, Sendable {
    var version: ID<Document.Version>
    var day: Day
    var before: ID<Document.Version>?
    var dayBefore: Day?

    init(_ version: ID<Document.Version>, on day: Day) {
        self.version = version
        self.day = day
    }

    init?(_ bytes: [UInt8]) {
        guard let row = try? JSONReader.read(bytes),
            let version = row["version"]?.text.flatMap({ ID<Document.Version>($0) }),
            let day = row["day"]?.text.flatMap({ Day($0) })
        else { return nil }
        self.init(version, on: day)
        before = row["before"]?.text.flatMap { ID<Document.Version>($0) }
        dayBefore = row["day_before"]?.text.flatMap { Day($0) }
    }

    var json: JSON {
        .members([
            ("version", .string(version.description)), ("day", .string(day.description)),
            ("before", before.map { .string($0.description) }),
            ("day_before", dayBefore.map { .string($0.description) }),
        ])
    }

    /// What it is when a version is opened on a day.
    func opened(_ opened: ID<Document.Version>, on day: Day) -> LastRead {
        guard opened != version else { return self }
        var next = LastRead(opened, on: day)
        (next.before, next.dayBefore) = (version, self.day)
        return next
    }

    /// The version that was read before this one, and when.
    func earlier(than shown: ID<Document.Version>) -> (version: ID<Document.Version>, day: Day)? {
        if version != shown { return (version, day) }
        guard let before, let dayBefore else { return nil }
        return (before, dayBefore)
    }
}

/// What was read last, in the side store, and beside it in memory, so that a document's page waits for no other thread.
final class LastReads: Sendable {
    private struct Key: Hashable {
        let place: Account.Place
        let document: ID<Document>

        var text: String { "\(place.organisation)/\(place.person)/\(document)" }
    }

    /// So many are kept in memory, some 150 bytes each; nil: nothing was noted.
    private static let most = 10_000
    /// Three years: longer than any text goes unread by those whom it concerns.
    private static let keptFor: Int64 = 3 * 365 * 86_400_000

    private let aside: Aside
    private let held = Mutex<[Key: LastRead?]>([:])

    init(_ aside: Aside) {
        self.aside = aside
    }

    func find(_ document: ID<Document>, in place: Account.Place) async -> LastRead? {
        let key = Key(place: place, document: document)
        if let known = held.withLock({ $0[key] }) { return known }
        // A page is read also where what was noted of it cannot be.
        let found = (try? await aside.get(.read, key.text)).flatMap { $0 }.flatMap { LastRead($0) }
        keep(found, key)
        return found
    }

    func note(_ read: LastRead, of document: ID<Document>, in place: Account.Place, now: Instant) {
        let key = Key(place: place, document: document)
        keep(read, key)
        aside.putLater(
            read.json, .read, key.text, owner: Ref(place.person), expires: now.milliseconds + Self.keptFor)
    }

    /// Before what the side store holds of the person is removed.
    func forget(_ person: ID<Person>) {
        held.withLock { held in held = held.filter { $0.key.place.person != person } }
    }

    private func keep(_ read: LastRead?, _ key: Key) {
        held.withLock { held in
            if held.count >= Self.most { held.removeAll() }
            held.updateValue(read, forKey: key)
        }
    }
}

extension Site {
    /// A document to read. That the version in force was opened is noted beside the ledger.
    func reading(
        _ id: ID<Document>, _ version: ID<Document.Version>?, _ visit: inout Visit
    ) async throws -> Answer {
        guard let place = visit.session?.place else { return toSignIn(visit) }
        let held = await installation.lastReads.find(id, in: place)
        let answer = try await page(&visit) { context in
            var context = context
            context.lastRead = held
            return try DocumentPage.content(id, version: version, in: context)
        }
        let today = installation.clock.today
        guard answer.status == 200, visit.session?.view == .today,
            let shown = visit.room?.house.state.register.documents[id]?.versionInForce(on: today)?.id,
            version == nil || version == shown
        else { return answer }
        let now = held.map { $0.opened(shown, on: today) } ?? LastRead(shown, on: today)
        if now != held { installation.lastReads.note(now, of: id, in: place, now: installation.clock.now) }
        return answer
    }
}
