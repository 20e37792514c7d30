// SPDX-License-Identifier: MPL-2.0

import Domain
import Ledger

extension Register {
    /// Whom another system's name means.
    func holder(
        of name: String, in system: Person.ForeignSystem, _ text: (ValueID) -> String?
    ) -> ID<Person>? {
        let key = Person.identityKey(name)
        return persons.values.first { person in
            person.identity(in: system).flatMap(text).map { Person.identityKey($0) == key } ?? false
        }?
        .id
    }
}

extension Batch {
    /// The deed with what it must know of the names by which other systems know persons; nil: it needs to know nothing.
    func withHolder(_ deed: any Deed) -> (any Deed)? {
        if var importing = deed as? ImportPersons {
            importing.plan = PersonPlan(importing.reading, importing.rules(on: house.clock.today), in: register) {
                text($0)
            }
            return importing
        }
        if var provision = deed as? ProvisionPerson {
            provision.found = ProvisionFinding(provision, in: register, on: house.clock.today) { text($0) }
            return provision
        }
        if var provision = deed as? ProvisionGroup {
            provision.found = GroupFinding(provision, in: register) { text($0) }
            return provision
        }
        if var provider = deed as? SetSignInProvider {
            provider.gave = GroupRights(register) { text($0) }
            return provider
        }
        guard var identify = deed as? IdentifyPerson else { return nil }
        identify.holder = register.holder(of: identify.value, in: identify.system) { text($0) }
        return identify
    }

    /// A short text, also one that a command before this one in the same round has brought.
    func text(_ id: ValueID) -> String? {
        house.texts.text(id)
            ?? facts.lazy.flatMap(\.values).first { $0.ref == Ref(id) }.map {
                String(decoding: $0.bytes, as: UTF8.self)
            }
    }
}
