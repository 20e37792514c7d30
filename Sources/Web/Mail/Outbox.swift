// SPDX-License-Identifier: MPL-2.0

import Domain
import Ledger

/// The mails of an installation in the side store: what waits, what the relay would not take, and what has been sent. A
/// row belongs to its person, so that an erasure takes it.
extension Aside {
    /// For how long it is known that a mail was sent: longer than any of its kind could be made again.
    static let mailLife: Int64 = 400 * 86_400_000

    private static func shelf(_ state: Errand.State) -> Shelf {
        switch state {
        case .waiting: .mail
        case .refused: .mailFault
        case .sent, .lapsed: .mailed
        }
    }

    private static let shelves: [Shelf] = [.mail, .mailFault, .mailed]

    /// Queues what was not made before; returns that.
    func queue(_ errands: [Errand]) async throws -> [Errand] {
        guard !errands.isEmpty else { return [] }
        return try await transact { store in
            try errands.filter { errand in
                for shelf in Aside.shelves where try store.get(shelf: shelf.rawValue, key: errand.key) != nil {
                    return false
                }
                try store.put(
                    errand.json.bytes, shelf: Shelf.mail.rawValue, key: errand.key, owner: Ref(errand.person),
                    expires: nil)
                return true
            }
        }
    }

    /// Everything that waits. What was ended just before the machine stopped waits no more.
    func waitingMail() async throws -> [Errand] {
        try await transact { store in
            try Aside.errands(.mail, nil, store).filter { errand in
                for shelf in [Shelf.mailFault, .mailed]
                where try store.get(shelf: shelf.rawValue, key: errand.key) != nil {
                    try store.remove(shelf: Shelf.mail.rawValue, key: errand.key)
                    return false
                }
                return true
            }
        }
    }

    private static func errands(_ shelf: Shelf, _ owner: Ref?, _ store: any SideStore) throws -> [Errand] {
        try store.rows(shelf: shelf.rawValue, owner: owner).compactMap { row in
            (try? JSONReader.read(row.bytes)).flatMap { Errand($0) }
        }
    }

    /// Whether it still waits: an erasure may have taken it.
    func waits(_ errand: Errand) async throws -> Bool { try await get(.mail, errand.key) != nil }

    /// Keeps how an errand stands. One that has ended is kept where it ended before it leaves the queue: a stop in
    /// between loses nothing. One that is gone from the queue stays gone.
    func keep(_ errand: Errand) async throws {
        try await transact { store in
            guard try store.get(shelf: Shelf.mail.rawValue, key: errand.key) != nil else { return }
            let shelf = Aside.shelf(errand.state)
            try store.put(
                errand.json.bytes, shelf: shelf.rawValue, key: errand.key, owner: Ref(errand.person),
                expires: errand.ended.map { $0.milliseconds + Aside.mailLife })
            if shelf != .mail { try store.remove(shelf: Shelf.mail.rawValue, key: errand.key) }
        }
    }

    /// What was sent or is to be sent to a person of a house, newest first.
    func mail(to person: ID<Person>, in organisation: ID<Organisation>) async throws -> [Errand] {
        try await transact { store in
            try Aside.shelves.flatMap { try Aside.errands($0, Ref(person), store) }
                .filter { $0.organisation == organisation }.sorted { ($1.made, $1.key) < ($0.made, $0.key) }
        }
    }

    /// What the relay would not take, newest first.
    func mailFaults(in organisation: ID<Organisation>) async throws -> [Errand] {
        try await transact { store in
            try Aside.errands(.mailFault, nil, store).filter { $0.organisation == organisation }
                .sorted { ($1.made, $1.key) < ($0.made, $0.key) }
        }
    }

    // MARK: How far it has come

    /// Up to which fact and which Monday the mails of a house are made; nil: none ever were.
    struct MailMark: Sendable, Hashable {
        /// The first fact that was not looked at.
        var position: Int
        /// The last day that was looked at: what begins later is told then.
        var day: Day
        /// The Monday of the last weekly mail.
        var monday: Day
    }

    func mailMark(of organisation: ID<Organisation>) async throws -> MailMark? {
        guard let bytes = try await get(.mailMark, organisation.description), let json = try? JSONReader.read(bytes),
            let position = json["position"]?.int, let day = json["day"]?.int, let monday = json["monday"]?.int
        else { return nil }
        return MailMark(
            position: position, day: Day(number: Int32(clamping: day)), monday: Day(number: Int32(clamping: monday)))
    }

    func keep(_ mark: MailMark, of organisation: ID<Organisation>) async throws {
        try await put(
            .members([
                ("position", .number(mark.position)), ("day", .number(Int(mark.day.number))),
                ("monday", .number(Int(mark.monday.number))),
            ]), .mailMark, organisation.description)
    }
}
