// SPDX-License-Identifier: MPL-2.0

import Dispatch
import Domain
import Office

extension API.Reading {
    func persons() throws(APIProblem) -> APIAnswer {
        try page(sight.persons(), key: { $0.id.description }, { person($0, whole: false) })
    }

    /// A person; `whole` with what is recorded, where the caller may know it.
    func person(_ person: Person, whole: Bool) -> JSON {
        let isOwn = caller.person == nil || caller.person == person.id
        let administers = whole && (isOwn || mayEver(.openAccount))
        return .members([
            ("id", .string(person.id.description)),
            ("name", text(person.name.value(on: sight.day) ?? person.name.first)),
            ("mail", text((person.mail.value(on: sight.day) ?? person.mail.first).flatMap { $0 })),
            ("active", .bool(person.isActive(on: sight.day))),
            ("unit", named(person.unit(on: sight.day))),
            ("title", text(person.title(on: sight.day))),
            (
                "roles",
                .array(
                    sight.roles(of: person.id).map {
                        .members([("role", .string($0.role.rawValue)), ("unit", named($0.unit))])
                    })
            ),
            ("has_account", .bool(person.account.newest.flatMap { $0 } != nil)),
            ("revision", .number(person.revision)),
            ("username", administers ? text(person.account.newest.flatMap { $0 }) : nil),
            ("engagements", whole ? .array(person.engagements.map(engagement)) : nil),
            ("leaves", whole && sight.seesLeave(of: person.id) ? .array(sight.leaves(of: person).map(leave)) : nil),
            ("identities", administers ? .array(identities(of: person)) : nil),
            ("grants", whole ? .array(person.grants.map(grant)) : nil),
            ("deputyships", whole ? .array(person.deputyships.map(deputyship)) : nil),
            ("tokens", administers ? .array(sight.tokens(of: person.id).map(token)) : nil),
            ("holds", whole && sight.seesHolds ? .array(person.holds.map(hold)) : nil),
        ])
    }

    private func mayEver(_ kind: CommandKind) -> Bool {
        guard let person = caller.person else { return true }
        return Access.mayEver(kind, by: person, in: caller.house.state.register, on: sight.today)
    }

    private func engagement(_ engagement: Person.Engagement) -> JSON {
        let moves = zip(engagement.units.entries, engagement.titles.entries).dropFirst()
        let shown = engagement.nearest(sight.day)
        return .members([
            ("id", .string(engagement.id.description)), ("kind", .string(engagement.kind.rawValue)),
            ("unit", named(engagement.unit(on: shown), on: shown)), ("title", text(engagement.title(on: shown))),
            ("from", day(engagement.from)), ("to", day(engagement.last)),
            ("first_working_day", day(engagement.firstWorkingDay)),
            ("actual_first_working_day", day(engagement.actualFirstWorkingDay)), ("works_from", day(engagement.works)),
            ("first_seen", .bool(engagement.isFirstSeen)),
            (
                "moves",
                .array(
                    moves.map { unit, title in
                        .members([
                            ("from", day(unit.from)), ("unit", named(unit.value, on: unit.from)),
                            ("title", text(title.value)),
                        ])
                    })
            ),
        ])
    }

    private func leave(_ leave: Person.Leave) -> JSON {
        .members([("id", .string(leave.id.description)), ("from", day(leave.from)), ("to", day(leave.last))])
    }

    private func identities(of person: Person) -> [JSON] {
        Person.ForeignSystem.allCases.compactMap { system in
            person.identity(in: system).map { value in
                .members([("system", .string(system.rawValue)), ("value", text(value))])
            }
        }
    }

    private func grant(_ grant: Person.Grant) -> JSON {
        .members([
            ("id", .string(grant.id.description)), ("role", .string(grant.role.rawValue)), ("unit", named(grant.unit)),
            ("from", day(grant.from)), ("to", day(grant.last)),
        ])
    }

    private func deputyship(_ deputyship: Person.Deputyship) -> JSON {
        .members([
            ("id", .string(deputyship.id.description)), ("deputy", named(deputyship.deputy)),
            ("from", day(deputyship.from)),
            ("to", day(deputyship.last)),
        ])
    }

    private func token(_ token: Token) -> JSON {
        .members([
            ("id", .string(token.id.description)), ("scope", .string(token.scope.rawValue)),
            ("until", day(token.until)),
            ("valid", .bool(token.isValid(on: sight.today))),
        ])
    }

    private func hold(_ hold: Person.Hold) -> JSON {
        .members([
            ("id", .string(hold.id.description)), ("position", .number(hold.position)), ("reason", text(hold.reason)),
            ("lifted", .bool(hold.lifted != nil)),
        ])
    }

    /// What would be erased for a person, what would be kept, and why (GDPR Articles 15 and 17). For those who may
    /// erase.
    func erasure(_ id: ID<Person>) async throws -> APIAnswer {
        guard mayEver(.erasePerson) else { throw Refusal.notAllowed }
        _ = try sight.person(id)
        let (house, sight) = (caller.house, sight)
        // It reads the whole ledger, so not on the threads that answer.
        let (plan, seen) = try await withCheckedThrowingContinuation {
            (continuation: CheckedContinuation<(ErasurePlan, [ErasurePlan.Item]), any Error>) in
            DispatchQueue.global(qos: .utility).async {
                continuation.resume(
                    with: Result {
                        let plan = try ErasurePlan.make(for: id, in: house)
                        return (plan, plan.seen(by: sight))
                    })
            }
        }
        func items(_ grounds: ErasurePlan.Ground...) -> JSON {
            .array(
                seen.filter { grounds.contains($0.ground) }.map { item in
                    .members([
                        ("position", .number(item.position)), ("kind", .string(item.kind.rawValue)),
                        ("field", .string(item.field)), ("why", .string(language(Self.why(item.ground)))),
                        ("about", named(item.subject)),
                    ])
                })
        }
        let holds = plan.holds.map { hold in
            JSON.members([
                ("position", .number(hold.position)), ("kind", "hold"), ("field", "reason"),
                ("why", sight.seesHolds ? text(hold.reason) : .string(language(ErasurePage.hidden))),
            ])
        }
        return APIAnswer(
            200,
            .members([
                ("person", named(id)), ("erase", items(.erase)), ("keep", items(.keepAsRecord, .keepForHold)),
                ("holds", .array(holds)), ("unseen", .number(plan.items.count - seen.count)),
                ("last_backup_expires", host.lastBackupExpires.map { .string($0.description) }),
            ]))
    }

    private static func why(_ ground: ErasurePlan.Ground) -> Phrase {
        switch ground {
        case .erase:
            Phrase(da: "Personens egne oplysninger", en: "The person's own data")
        case .keepAsRecord:
            Phrase(
                da:
                    "Bevares: organisationen skal kunne bevise det (GDPR artikel 5, stk. 2, og 17, stk. 3)",
                en: "Kept because the organisation must be able to prove it (GDPR Articles 5(2) and 17(3))")
        case .keepForHold:
            Phrase(
                da:
                    "Bevares: det er også en andens oplysninger, og på dem ligger et bevaringshensyn (GDPR artikel 17, stk. 3, litra e)",
                en: "Kept because it is another's data too, and a legal hold lies on those (GDPR Article 17(3)(e))")
        }
    }

    func units() throws(APIProblem) -> APIAnswer {
        try page(sight.units(), key: { $0.id.description }) { unit in
            let english = unit.nameEnglish.value(on: sight.day).flatMap { $0 }
            return .members([
                ("id", .string(unit.id.description)), ("name", text(unit.name.value(on: sight.day) ?? unit.name.first)),
                ("name_en", text(english)), ("parent", named((unit.parent.value(on: sight.day)).flatMap { $0 })),
                ("open", .bool(unit.isOpen(on: sight.day))), ("from", day(unit.from)),
                ("closed_from", day(unit.closed?.from)),
                ("successor", named(unit.closed?.successor)),
                ("heads", .array(sight.holders(of: .unitHead, unit: unit.id).map { named($0) })),
                ("revision", .number(unit.revision)),
            ])
        }
    }

    func body(_ kind: Body.Kind) -> JSON {
        let body = sight.body(kind)
        return .members([
            ("kind", .string(kind.rawValue)), ("name", .string(language(kind.label))),
            ("revision", .number(body.revision)),
            (
                "seats",
                .array(
                    body.seats.map { seat in
                        .members([
                            ("id", .string(seat.id.description)), ("person", named(seat.person)),
                            ("chair", .bool(seat.chair)),
                            ("from", day(seat.from)), ("to", day(seat.last)),
                            ("sits", .bool(seat.holds(on: sight.day))),
                        ])
                    })
            ),
        ])
    }
}
