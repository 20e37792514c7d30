// SPDX-License-Identifier: MPL-2.0

import Domain

/// Measures and solutions: plain, and with all that one can say; requirements and evidence with the words that came with them.
extension Samples {
    static let measuring: [Fact] =
        [
            .measure(
                id(490),
                .set(
                    .init(
                        number: 1, title: value(600), what: value(601), unit: unit, by: day(2026, 12, 31), months: 12,
                        requirements: [requirement], clauses: [], needs: [], isReworded: false))),
            .measure(
                id(490),
                .set(
                    .init(
                        number: 1, title: value(602), what: value(603), unit: other, by: day(2027, 3, 31), months: 6,
                        requirements: [requirement, id(402)],
                        clauses: ["27002:8.5", "gdpr:32(1)(b)"].compactMap { ClauseReference($0) },
                        needs: ControlAttributes.Property.allCases.map { .init(asset: id(495), property: $0) },
                        isReworded: true))),
            .measure(id(490), .implemented(how: nil)), .measure(id(490), .implemented(how: value(604))),
        ]
        + Measure.Outcome.allCases.enumerated().map { index, outcome in
            .measure(
                id(490),
                .tested(
                    .init(
                        method: Assessment.Method.allCases[index], outcome: outcome, finding: value(605),
                        evidence: index == 0 ? [id(406)] : [], next: day(2027, 11, 23))))
        } + [.measure(id(490), .ended(reason: value(606)))]
        + Asset.Level.allCases.enumerated().map { index, level in
            .asset(
                id(495),
                .set(
                    .init(
                        number: 2, kind: .solution, name: value(607), about: index == 0 ? nil : value(608), unit: unit,
                        owner: index == 0 ? nil : person, isShared: index > 0,
                        confidentiality: .init(level: level, reason: value(609)),
                        integrity: .init(level: .high, reason: value(610)),
                        availability: .init(level: .ordinary, reason: value(611)),
                        target: index == 0
                            ? .init(available: nil, recovery: nil, loss: nil)
                            : .init(available: 9990, recovery: 4, loss: 1),
                        users: value(612), months: 6)))
        } + assets + [
            .asset(
                id(495),
                .measured(
                    .init(
                        from: day(2026, 7, 1), until: day(2026, 9, 30),
                        measured: .init(available: 9987, recovery: nil, loss: nil), note: nil, evidence: []))),
            .asset(
                id(495),
                .measured(
                    .init(
                        from: day(2026, 7, 1), until: day(2026, 9, 30),
                        measured: .init(available: nil, recovery: 3, loss: 0), note: value(613), evidence: [id(406)]))),
        ]
        + Asset.AccessReview.Outcome.allCases.map { outcome in
            .asset(
                id(495),
                .accessReviewed(
                    .init(
                        outcome: outcome, finding: value(614), evidence: outcome == .wanting ? [id(406)] : [],
                        next: day(2027, 5, 23))))
        } + [
            .asset(id(495), .retired(reason: value(615))),
            .requirement(
                id(402),
                .stated(
                    .init(
                        number: 19, source: .law(value(616), binds: nil, from: day(2025, 7, 1), until: nil),
                        demand: value(617), unit: unit, rhythm: .months(12), expected: value(618), areas: [],
                        properties: [], assets: [id(495), id(496)], demandsRiskAssessment: true))),
            .requirement(
                id(402),
                .amended(
                    .init(
                        demand: value(619), unit: unit, rhythm: .months(12), expected: value(620), areas: [],
                        properties: [], version: nil, isReworded: false, assets: [id(495)],
                        demandsRiskAssessment: true), reason: value(621))),
            .evidence(
                id(403),
                .added(
                    .init(
                        number: 9, title: value(622), content: .link(value(623)), unit: unit,
                        classification: .internal, until: nil, isRiskAssessment: true))),
        ]

    /// Every kind with nothing more than it must have, and one with all that can be known.
    private static var assets: [Fact] {
        let plain = Asset.Kind.allCases.map { kind in
            Fact.asset(
                id(497),
                .set(
                    .init(
                        number: 3, kind: kind, name: value(924), about: nil, unit: unit, owner: nil, isShared: false,
                        confidentiality: nil, integrity: nil, availability: nil,
                        target: .init(available: nil, recovery: nil, loss: nil), users: nil, months: nil)))
        }
        var details = Asset.Details()
        details.manager = person
        details.operator = person
        details.classification = .confidential
        details.personalData = [.ordinary, .special]
        details.registered = .thousand
        details.criticality = .society
        details.criticalityReason = value(925)
        details.task = Asset.TaskArea("27.36.00")
        details.phase = .inUse
        details.externalIDs = [.init(system: "cmdb", id: "SRV-0042"), .init(system: "cvr", id: "12345674")]
        details.products = value(926)
        let need = Asset.Need(level: .high, reason: value(927))
        let whole = Asset.Wording(
            number: 4, kind: .solution, name: value(928), about: value(929), unit: other, owner: person, isShared: true,
            confidentiality: need, integrity: .init(level: .none, reason: value(930)),
            availability: .init(level: .critical, reason: value(931)),
            authenticity: .init(level: .ordinary, reason: value(932)),
            target: .init(available: 9990, recovery: 4, loss: 1), users: value(933), months: 12, details: details)
        let bill = Asset.Inventory(
            format: "1.6", count: 812, products: value(935), file: value(936), fileName: value(937))
        return plain + [.asset(id(498), .set(whole)), .asset(id(498), .inventoried(bill))]
    }
}
