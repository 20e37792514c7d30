// SPDX-License-Identifier: MPL-2.0

import Domain
import Ledger
import Office

/// Requirements, what proves them and what is wrong with them, in a random history.
extension History {
    mutating func comply() {
        switch below(9) {
        case 0, 1:
            let id: ID<Requirement> = new()
            requirements.append(id)
            add(.requirement(id, .stated(wording())))
        case 2: add(.requirement(id(requirements), .amended(wording().amendment, reason: value())))
        case 3, 4:
            add(
                .requirement(
                    id(requirements),
                    .assessed(
                        .init(
                            from: day(), until: day(), method: word(), sample: maybe(), result: word(),
                            finding: value(), evidence: chance(1, in: 2) ? [id(evidence)] : [],
                            assessor: any(persons), next: chance(2, in: 3) ? day() : nil))))
        case 5:
            let id: ID<Evidence> = new()
            evidence.append(id)
            add(
                .evidence(
                    id,
                    .added(
                        .init(
                            number: evidence.count, title: value(),
                            content: chance(1, in: 2)
                                ? .link(value()) : .file(value(), name: value(), .pdf, bytes: below(9000)),
                            unit: self.id(units), classification: word(), until: chance(1, in: 2) ? day() : nil))))
        case 6:
            add(
                .nonconformity(
                    new(),
                    .raised(
                        .init(
                            number: 1 + below(99), year: 2026, what: value(), origin: word(), severity: word(),
                            requirement: any(requirements), unit: id(units), due: day()))))
        case 7:
            let (id, name): (ID<AdoptedFramework>, String) = (new(), "cis-\(below(900))")
            add(
                .framework(
                    id,
                    .adopted(
                        .init(
                            name: Framework.Name(name)!, kind: word(), label: value(), edition: maybe(),
                            publisher: maybe(), source: nil, rights: maybe(), languages: ["en"], file: value(),
                            fileName: value(), sha256: "0f", catalogue: maybe(), clauses: below(900)))))
            if chance(1, in: 3) { add(.framework(id, .retired(reason: value()))) }
        default:
            let scope: ID<Scope> = new()
            add(.scope(scope, .opened(name: value(), baseline: nil)))
            add(
                .scope(
                    scope,
                    .decided(
                        Scope.controls[below(93)],
                        .init(
                            status: chance(1, in: 3) ? nil : word(), reason: value(), how: maybe(),
                            documents: [id(documents)], unit: any(units)))))
        }
    }

    private mutating func wording() -> Requirement.Wording {
        let document = id(documents)
        return .init(
            number: 1 + below(999),
            source: chance(1, in: 2)
                ? .paragraph(document, new(), version: any(versions[document] ?? []) ?? new())
                : .law(value(), binds: maybe(), from: day(), until: chance(1, in: 2) ? day() : nil),
            demand: value(), unit: id(units),
            rhythm: chance(2, in: 3) ? .months(1 + below(24)) : .trigger(value()), expected: value(),
            areas: [word()], properties: [word()])
    }
}
