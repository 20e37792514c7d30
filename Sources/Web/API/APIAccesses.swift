// SPDX-License-Identifier: MPL-2.0

import Domain
import Office

extension API.Reading {
    private enum Held {
        case person(Sight.HeldRights)
        case unit(Sight.DelegatedRights)

        var key: String {
            switch self {
            case .person(let held): held.person.description
            case .unit(let held): held.unit.description
            }
        }
    }

    /// Those of persons, then those of units.
    func accesses() throws(APIProblem) -> APIAnswer {
        let all = sight.rights().map { Held.person($0) } + sight.delegatedRights().map { Held.unit($0) }
        return try page(all, key: \.key) { held in
            switch held {
            case .person(let held): access(held)
            case .unit(let held): access(held)
            }
        }
    }

    /// The topics that a unit answers for.
    private func access(_ held: Sight.DelegatedRights) -> JSON {
        .members([
            ("person", .null), ("unit", named(held.unit)), ("active", .bool(held.isOpen)),
            ("rights", .array(held.rights.map(right))), ("conflicts", .array([])),
        ])
    }

    /// What one person holds, and what of it one person should not hold at once.
    private func access(_ held: Sight.HeldRights) -> JSON {
        .members([
            ("person", named(held.person)), ("unit", named(held.unit)), ("active", .bool(held.isActive)),
            ("rights", .array(held.rights.map(right))),
            (
                "conflicts",
                .array(sight.conflicts().filter { $0.person == held.person }.map(conflict))
            ),
        ])
    }

    private func right(_ right: AccessRight) -> JSON {
        let (kind, role, unit, scope, principal): (String, Role?, ID<Unit>?, Token.Scope?, ID<Person>?) =
            switch right.what {
            case .role(let role, let unit): ("role", role, unit, nil, nil)
            case .seat(let body, _): ("seat", body.role, nil, nil, nil)
            case .deputy(let principal): ("deputy", nil, nil, nil, principal)
            case .account: ("account", nil, nil, nil, nil)
            case .token(let scope): ("token", nil, nil, scope, nil)
            case .topic: ("topic", nil, nil, nil, nil)
            }
        let (topic, decision): (JSON, JSON) =
            if case .topic(let topic, let decision) = right.what {
                (self.topic(topic), .string(decision.description))
            } else {
                (.null, .null)
            }
        let isChair = if case .seat(_, let chair) = right.what { chair } else { false }
        return .members([
            ("kind", .string(kind)), ("role", role.map { .string($0.rawValue) } ?? .null), ("unit", named(unit)),
            ("chair", .bool(isChair)), ("scope", scope.map { .string($0.rawValue) } ?? .null),
            ("deputy_for", named(principal)), ("topic", topic), ("decision", decision), ("from", day(right.from)),
            ("to", day(right.last)),
            ("position", .number(right.position)),
        ])
    }

    private func conflict(_ conflict: Conflict) -> JSON {
        .members([
            ("key", .string(conflict.key)), ("rule", .string(conflict.rule.rawValue)),
            ("since", day(conflict.since)), ("accepted", .bool(sight.consideration(of: conflict) != nil)),
        ])
    }
}
