// SPDX-License-Identifier: MPL-2.0

import Domain
import Office

extension API.Reading {
    func accesses() throws(APIProblem) -> APIAnswer {
        try page(sight.rights(), key: { $0.person.description }, access)
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
            }
        let isChair = if case .seat(_, let chair) = right.what { chair } else { false }
        return .members([
            ("kind", .string(kind)), ("role", role.map { .string($0.rawValue) } ?? .null), ("unit", named(unit)),
            ("chair", .bool(isChair)), ("scope", scope.map { .string($0.rawValue) } ?? .null),
            ("deputy_for", named(principal)), ("from", day(right.from)), ("to", day(right.last)),
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
