// SPDX-License-Identifier: MPL-2.0

import Domain
import Office

/// Competences and talks, on the day shown: numbers for everybody where they tell of no few, credentials for those who may see
/// them, and of a talk what its page shows to the two who held it.
extension API.Reading {
    func competences() throws(APIProblem) -> APIAnswer {
        try page(sight.competences, key: { $0.id.description }) { known in
            known.wording(on: sight.day).map { competence(known, $0, whole: false) } ?? .null
        }
    }

    func competence(_ known: Competence, _ wording: Competence.Wording, whole: Bool) -> JSON {
        let counted = sight.standings(of: known)
        var members: [(String, JSON?)] = [
            ("id", .string(known.id.description)), ("number", .string(wording.label)),
            ("title", text(wording.title)), ("about", text(wording.about)),
            ("months", wording.months.map { .number($0) } ?? .null),
            ("course", named(wording.course.map { .course($0) })),
            ("withdrawn", day(known.withdrawnOn.flatMap { $0 <= sight.day ? $0 : nil })),
            ("standing", standing(counted.all)), ("revision", .number(known.revision)),
        ]
        guard whole else { return .members(members) }
        let held = known.credentials.values.joined().filter {
            $0.day <= sight.day && sight.seesCertificates(of: $0.person)
        }.sorted { $0.position < $1.position }
        members += [
            (
                "demands",
                .array(known.demands.filter { $0.from <= sight.day || !sight.isPast }.map { demand($0) })
            ), ("parts", .array(counted.parts.map { part($0.part, $0.shown) })),
            ("credentials", .array(held.map { credential($0) })),
        ]
        return .members(members)
    }

    /// Of how many it is demanded, and how they stand: nothing but null where that would tell of too few.
    private func standing(_ shown: Competence.Shown) -> JSON {
        func number(_ path: KeyPath<Competence.Sums, Int>) -> JSON {
            shown.sums.map { .number($0[keyPath: path]) } ?? .null
        }
        return .members([
            ("concerned", .number(shown.concerned)), ("held", number(\.held)), ("expiring", number(\.expiring)),
            ("waiting", number(\.waiting)), ("late", number(\.late)), ("deferred", number(\.deferred)),
        ])
    }

    private func part(_ part: Competence.Part, _ shown: Competence.Shown) -> JSON {
        let (kind, role, unit): (String, Role?, ID<Unit>?) =
            switch part {
            case .everybody: ("everybody", nil, nil)
            case .role(let role): ("role", role, nil)
            case .unit(let unit): ("unit", nil, unit)
            }
        return .members([
            ("kind", .string(kind)), ("role", role.map { .string($0.rawValue) } ?? .null),
            ("unit", unit.map { named($0) } ?? .null), ("standing", standing(shown)),
        ])
    }

    private func demand(_ demand: Competence.Demanded) -> JSON {
        .members([
            ("id", .string(demand.id.description)), ("everybody", .bool(demand.audience.isEverybody)),
            ("roles", .array(demand.audience.roles.map { .string($0.rawValue) })),
            ("units", .array(demand.audience.units.map { named($0) })),
            ("kinds", .array(demand.audience.kinds.map { .string($0.rawValue) })), ("days", .number(demand.days)),
            ("basis", text(demand.basis)), ("document", named(demand.document.map { .document($0) })),
            ("from", day(demand.from)), ("ended", day(demand.endedOn.flatMap { $0 <= sight.day ? $0 : nil })),
            ("position", .number(demand.position)),
        ])
    }

    private func credential(_ one: Competence.Credited) -> JSON {
        .members([
            ("id", .string(one.id.description)), ("person", named(one.person)), ("issuer", text(one.issuer)),
            ("number", text(one.number)), ("got", day(one.day)), ("until", day(one.until)),
            ("evidence", named(one.evidence.map { .evidence($0) })), ("confirmed", .bool(one.isConfirmed)),
            ("revoked", day(one.revokedOn.flatMap { $0 <= sight.day ? $0 : nil })),
            ("position", .number(one.position)),
        ])
    }

    // MARK: Talks

    /// What the page of talks shows the one who asks, and nothing else (policy §9).
    func talks() -> APIAnswer {
        let holds = sight.myTalks().map { one in
            let last = sight.lastTalk(with: one.person)
            // What another head's talk showed a need of stays between those two.
            let seen = sight.talks(with: one.person).first { $0.day == last }
            return JSON.members([
                ("person", named(one.person)), ("unit", named(one.unit)), ("due", day(one.turn.due)),
                ("standing", .string(one.turn.standing(on: sight.day).rawValue)), ("last", day(last)),
                ("talk", seen.map { talk($0) } ?? .null),
            ])
        }
        let units = sight.talkSums().sorted {
            ($0.unit?.description ?? "~") < ($1.unit?.description ?? "~")
        }.map { one in
            JSON.members([
                ("unit", one.unit.map { named($0) } ?? .null), ("asked", .number(one.asked)),
                ("late", .number(one.late)),
            ])
        }
        return APIAnswer(
            200,
            .members([
                ("kinds", .list(sight.talkKinds.map(\.rawValue))), ("holds", .array(holds)),
                ("own", .array(sight.talks(with: sight.person).map { talk($0) })), ("units", .array(units)),
            ]))
    }

    private func talk(_ talk: Person.Talk) -> JSON {
        let needs = talk.needs.filter { sight.sees(.competence($0)) }
        return .members([
            ("day", day(talk.day)), ("need", .bool(!talk.needs.isEmpty)),
            ("needs", .array(needs.map { named(.competence($0)) })),
            ("needs_left_out", .number(talk.needs.count - needs.count)), ("position", .number(talk.position)),
        ])
    }
}
