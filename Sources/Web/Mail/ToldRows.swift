// SPDX-License-Identifier: MPL-2.0

import Domain
import Ledger
import Office

/// Who was told of which version by a mail that the relay took, until the ledger says so: many mails become one fact.
struct Told: Sendable, Hashable {
    let organisation: ID<Organisation>
    let notice: ID<Notice>
    let person: ID<Person>
    /// The command that records it, once it has been put together: tried again after a stop it is the same one.
    var batch: Ref?

    var key: String { "\(organisation) \(notice) \(person)" }
}

extension Told {
    init?(_ json: JSON) {
        guard let organisation = json["organisation"]?.text.flatMap({ ID<Organisation>($0) }),
            let notice = json["notice"]?.text.flatMap({ ID<Notice>($0) }),
            let person = json["person"]?.text.flatMap({ ID<Person>($0) })
        else { return nil }
        self.init(
            organisation: organisation, notice: notice, person: person,
            batch: json["batch"]?.text.flatMap { Ref($0) })
    }

    var json: JSON {
        .members([
            ("organisation", .string(organisation.description)), ("notice", .string(notice.description)),
            ("person", .string(person.description)), ("batch", batch.map { .string($0.text) }),
        ])
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
    /// Records in the ledgers who was told: one command for each version. What cannot be recorded now stays for later.
    func recordTold() async throws {
        var rows = try await aside.told()
        // Those that belong to no command yet get one, and that is kept before it is given.
        let fresh = Dictionary(grouping: rows.indices.filter { rows[$0].batch == nil }) { rows[$0].version }
        for indices in fresh.values {
            let batch = newCommand()
            for index in indices { rows[index].batch = batch }
            try await aside.keep(indices.map { rows[$0] })
        }
        for (batch, told) in Dictionary(grouping: rows, by: \.batch) {
            guard let batch, let first = told.first else { continue }
            let persons = told.map(\.person).sorted().map(\.description)
            do {
                _ = try await perform(
                    .tellReaders,
                    Arguments([
                        "notice": [first.notice.description], "persons": persons,
                        "channel": [Notice.Channel.mail.rawValue],
                    ]), as: .system(component: "mail", rule: nil, version: version), door: .system,
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
    fileprivate struct Version: Hashable {
        let organisation: ID<Organisation>
        let notice: ID<Notice>
    }

    fileprivate var version: Version { Version(organisation: organisation, notice: notice) }
}
