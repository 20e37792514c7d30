// SPDX-License-Identifier: MPL-2.0

import Domain
import Ledger
import Office

/// What mail a person wants. It lies in the side store: it is no evidence, and whoever has said nothing has all of it.
struct MailChoice: Sendable, Hashable {
    /// The weekly mail.
    var weekly = true
    /// A mail at once where something waits for the person's decision; else it stands in the weekly one.
    var decisions = true
    /// Nil: as the person reads Værn, else Danish.
    var language: Language?
}

extension Aside {
    private static func key(_ person: ID<Person>, _ organisation: ID<Organisation>) -> String {
        "\(organisation) \(person)"
    }

    func mailChoice(of person: ID<Person>, in organisation: ID<Organisation>) async throws -> MailChoice {
        var choice = MailChoice()
        guard let bytes = try await get(.mailChoice, Self.key(person, organisation)),
            let json = try? JSONReader.read(bytes)
        else { return choice }
        choice.weekly = json["weekly"] != .bool(false)
        choice.decisions = json["decisions"] != .bool(false)
        choice.language = json["language"]?.text.flatMap { Language(rawValue: $0) }
        return choice
    }

    func keep(_ choice: MailChoice, of person: ID<Person>, in organisation: ID<Organisation>) async throws {
        try await put(
            .members([
                ("weekly", .bool(choice.weekly)), ("decisions", .bool(choice.decisions)),
                ("language", choice.language.map { .string($0.rawValue) }),
            ]), .mailChoice, Self.key(person, organisation), owner: Ref(person))
    }
}

extension Installation {
    /// The language that a person is written to in.
    func mailLanguage(_ choice: MailChoice, of person: ID<Person>, in organisation: ID<Organisation>) -> Language {
        choice.language ?? accounts.find(Account.Place(organisation: organisation, person: person))?.language ?? .da
    }

    /// The secret of the address that turns the weekly mail off without signing in: it says nothing else and can do
    /// nothing else.
    func unsubscribeSecret(_ person: ID<Person>, _ organisation: ID<Organisation>) -> String {
        Secret.derived(seal, "afmeld \(organisation) \(person)")
    }
}

/// When the weekly mail is made: Monday 07.00 in Denmark. Clocks change on Sundays, so that hour comes once a week. Mails
/// about courses are made at that hour of any day.
enum WeeklyHour {
    static let hour = 7

    static func moment(_ day: Day) -> Instant { Copenhagen.start(of: day) + hour * 3600 }

    /// The newest Monday whose hour has come.
    static func latest(_ now: Instant) -> Day {
        let today = Copenhagen.day(of: now)
        let monday = today - (today.weekday - 1)
        return moment(monday) <= now ? monday : monday - 7
    }
}
