// SPDX-License-Identifier: MPL-2.0

import Domain
import Ledger

extension Register {
    /// Whom another system's name means, in a fixed order: one, nobody, or several, of whom none is to be picked. A name of
    /// OpenID Connect means somebody only with the issuer that is set up now, if it was recorded as a name of that one.
    func holders(
        of name: String, in system: Person.ForeignSystem, _ text: (ValueID) -> String?
    ) -> [ID<Person>] {
        persons.values.filter { person in
            guard let known = person.foreignIdentity(in: system), let value = text(known.value) else { return false }
            return system.isSame(value, name) && (system != .oidc || isOfIssuer(known, text))
        }.map(\.id).sorted()
    }

    /// Whether a name in OpenID Connect is one of the issuer that is set up now.
    func isOfIssuer(_ identity: Person.ForeignIdentity, _ text: (ValueID) -> String?) -> Bool {
        let now = organisation.signInProvider.flatMap { text($0.issuer) }
        return organisation.provider(at: identity.position).flatMap { text($0.issuer) } == now
    }
}

extension Batch {
    /// The deed with what it must know of the names by which other systems know persons; nil: it needs to know nothing.
    ///
    /// - Parameter person: who gives the command: of risks that one may not see, an import knows nothing.
    func withHolder(_ deed: any Deed, for person: ID<Person>?) -> (any Deed)? {
        if var importing = deed as? ImportPersons {
            importing.plan = PersonPlan(importing.reading, importing.rules(on: house.clock.today), in: register) {
                text($0)
            }
            return importing
        }
        // A plan costs as much as its file is long: whoever may not record it is refused without one.
        func mayPlan(_ kind: CommandKind) -> Bool {
            person.map { Access.mayEver(kind, by: $0, in: register, on: house.clock.today) } ?? true
        }
        if var importing = deed as? ImportAssets {
            guard mayPlan(.importAssets) else { return nil }
            let count = importing.reading.rows.count
            let plan = AssetPlan(
                importing.reading, importing.rules, in: register, on: house.clock.today, text: { text($0) },
                tell: { if count > ImportProgress.least { house.progress.tell(.comparing, $0, of: count) } })
            if count > ImportProgress.least { house.progress.tell(.deciding) }
            importing.plan = plan
            return importing
        }
        if var importing = deed as? ImportRisks {
            guard mayPlan(.importRisks) else { return nil }
            let today = house.clock.today
            importing.plan = RiskImportPlan(
                importing.reading, importing.rules, in: register, on: today,
                isSeen: { id in person.map { register.sees(.risk(id), $0, on: today) } ?? true }, text: { text($0) })
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
        identify.holders = register.holders(of: identify.value, in: identify.system) { text($0) }
        return identify
    }

    /// A name in another system is one person's: no annulment brings back one that somebody else has by now. Where an older
    /// version of Værn let it, nobody comes in by that name until it is settled (`Recognised.several`).
    func keepNames(_ deed: any Deed, since before: Register, _ after: Register) throws(Refusal) {
        guard let subject = deed.annulling?.target?.subject, subject.kind == .person else { return }
        let person = subject.id.seen(as: Person.self)
        for system in Person.ForeignSystem.allCases {
            guard let back = after.persons[person]?.foreignIdentity(in: system),
                before.persons[person]?.foreignIdentity(in: system)?.position != back.position,
                let name = text(back.value)
            else { continue }
            let holders = after.holders(of: name, in: system) { text($0) }
            guard holders.count > 1, holders.contains(person) else { continue }
            throw .outOfTurn(
                da:
                    "Uden den post ville personen igen have et navn i \(system.label.da), som en anden har nu. Ret den andens navn først.",
                en:
                    "Without that entry the person would again have a name in \(system.label.en) that somebody else has now. Correct the other's first."
            )
        }
    }

    /// A short text, also one that a command before this one in the same round has brought.
    func text(_ id: ValueID) -> String? {
        house.texts.text(id)
            ?? facts.lazy.flatMap(\.values).first { $0.ref == Ref(id) }.map {
                String(decoding: $0.bytes, as: UTF8.self)
            }
    }
}
