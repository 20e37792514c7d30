// SPDX-License-Identifier: MPL-2.0

import Domain
import Ledger
import Office

/// Who was told of what by a mail that the relay took, until the ledger says so: many mails become one fact.
struct Told: Sendable, Hashable {
    enum Matter: Sendable, Hashable {
        /// A version to read.
        case notice(ID<Notice>)
        /// A duty that waits for the person's decision.
        case decision(Reminder.Target)
        /// The weekly mail of a Monday.
        case week(Day)
    }

    let organisation: ID<Organisation>
    let matter: Matter
    let person: ID<Person>
    /// The command that records it, once it has been put together: tried again after a stop it is the same one.
    var batch: Ref?

    var key: String {
        let what: String =
            switch matter {
            case .notice(let notice): notice.description
            case .decision(let target): target.text
            case .week(let monday): "week \(monday)"
            }
        return "\(organisation) \(what) \(person)"
    }
}

extension Told {
    init?(_ json: JSON) {
        guard let organisation = json["organisation"]?.text.flatMap({ ID<Organisation>($0) }),
            let person = json["person"]?.text.flatMap({ ID<Person>($0) }), let matter = Matter(json)
        else { return nil }
        self.init(
            organisation: organisation, matter: matter, person: person, batch: json["batch"]?.text.flatMap { Ref($0) })
    }

    var json: JSON {
        .members(
            [("organisation", .string(organisation.description)), matter.member] + [
                ("person", .string(person.description)), ("batch", batch.map { .string($0.text) }),
            ])
    }
}

extension Told.Matter {
    fileprivate init?(_ json: JSON) {
        if let notice = json["notice"]?.text {
            guard let notice = ID<Notice>(notice) else { return nil }
            self = .notice(notice)
        } else if let target = json["decision"]?.text {
            guard let target = Reminder.Target(target) else { return nil }
            self = .decision(target)
        } else {
            guard let monday = json["monday"]?.int else { return nil }
            self = .week(Day(number: Int32(clamping: monday)))
        }
    }

    fileprivate var member: (String, JSON?) {
        switch self {
        case .notice(let notice): ("notice", .string(notice.description))
        case .decision(let target): ("decision", .string(target.text))
        case .week(let monday): ("monday", .number(Int(monday.number)))
        }
    }

    /// The command that records it, of some persons.
    fileprivate func command(_ persons: [ID<Person>]) -> (CommandKind, Arguments) {
        let persons = persons.map(\.description)
        return switch self {
        case .notice(let notice):
            (
                .tellReaders,
                Arguments([
                    "notice": [notice.description], "persons": persons, "channel": [Notice.Channel.mail.rawValue],
                ])
            )
        case .decision(let target): (.recordMail, Arguments(["duties": [target.text], "persons": persons]))
        case .week: (.recordMail, Arguments(["persons": persons]))
        }
    }
}

extension Aside {
    func keep(_ told: [Told]) async throws {
        try await transact { store in
            for one in told {
                try store.put(
                    one.json.bytes, shelf: Shelf.mailTold.rawValue, key: one.key, owner: Ref(one.person), expires: nil)
            }
        }
    }

    func told() async throws -> [Told] {
        try await transact { store in
            try store.rows(shelf: Shelf.mailTold.rawValue, owner: nil).compactMap { row in
                (try? JSONReader.read(row.bytes)).flatMap { Told($0) }
            }
        }
    }

    func remove(_ told: [Told]) async throws {
        try await transact { store in
            for one in told { try store.remove(shelf: Shelf.mailTold.rawValue, key: one.key) }
        }
    }
}

extension Installation {
    /// Records in the ledgers who was told: one command for each version, decision and week. What cannot be recorded now
    /// stays for later.
    func recordTold() async throws {
        // In one order, so that what was sent in one run stands in the ledger in the same order everywhere.
        var rows = try await aside.told().sorted { $0.key < $1.key }
        // Those that belong to no command yet get one, and that is kept before it is given.
        let fresh = Dictionary(grouping: rows.indices.filter { rows[$0].batch == nil }) { rows[$0].run }
        for indices in fresh.values {
            let batch = newCommand()
            for index in indices { rows[index].batch = batch }
            try await aside.keep(indices.map { rows[$0] })
        }
        let batches = Dictionary(grouping: rows, by: \.batch).values.sorted { $0[0].key < $1[0].key }
        for told in batches {
            guard let first = told.first, let batch = first.batch else { continue }
            // Whom the ledger knows no more, because it was wrong that there was such a person, would stop the others.
            let known = room(first.organisation)?.house.state.register.persons
            let persons = told.map(\.person).filter { known?[$0]?.name.entries.isEmpty == false }
            let (kind, arguments) = first.matter.command(persons.sorted())
            do {
                _ = try await perform(
                    kind, arguments, as: .system(component: "mail", rule: nil, version: version), door: .system,
                    in: first.organisation, command: batch)
            } catch  where error.reason == .readOnly || error.reason == .busy {
                continue
            } catch {
                // Annulled meanwhile, or known by now: there is nothing to record.
            }
            try await aside.remove(told)
        }
    }
}

extension Told {
    fileprivate struct Run: Hashable {
        let organisation: ID<Organisation>
        let matter: Matter
    }

    fileprivate var run: Run { Run(organisation: organisation, matter: matter) }
}
