// SPDX-License-Identifier: MPL-2.0

import Domain
import Ledger
import Office

/// Requirements, evidence, nonconformities and statements of applicability, in an order that could have happened.
extension Samples {
    static let requirement: ID<Requirement> = id(400)
    private static let report: ID<Evidence> = id(403)
    private static let deviation: ID<Nonconformity> = id(410)
    private static let scope: ID<Scope> = id(420)

    static let compliance: [Fact] =
        requiring + proving + deviating + scoping + controlling + adopting
        + auditing

    private static let clause = ClauseReference("27002:8.13")!

    private static func wording(_ source: Requirement.Source, _ rhythm: Requirement.Rhythm) -> Requirement.Wording {
        .init(
            number: 17, source: source, demand: value(400), unit: unit, rhythm: rhythm, expected: value(401),
            areas: Requirement.Area.allCases, properties: ControlAttributes.Property.allCases)
    }

    private static let requiring: [Fact] =
        [
            .requirement(
                requirement, .stated(wording(.paragraph(policy, id(401), version: first), .months(12)))),
            .requirement(
                id(402),
                .stated(
                    wording(
                        .law(value(402), binds: value(403), from: day(2025, 7, 1), until: day(2030, 1, 1)),
                        .trigger(value(404))))),
            .requirement(
                id(404),
                .stated(
                    .init(
                        number: 18, source: .law(value(405), binds: nil, from: day(2025, 7, 1), until: nil),
                        demand: value(406), unit: unit, rhythm: .months(1), expected: value(407), areas: [],
                        properties: []))),
            .requirement(id(405), .stated(wording(.clause(clause), .months(3)))),
            .requirement(
                requirement,
                .amended(
                    .init(
                        demand: value(407), unit: other, rhythm: .trigger(value(415)), expected: value(416),
                        areas: [.cyber], properties: [.integrity], version: second, isReworded: true),
                    reason: value(408))),
            .requirement(id(404), .amended(wording(.clause(clause), .months(6)).amendment, reason: value(417))),
            .requirement(requirement, .unmapped(clause, reason: value(409))),
            .requirement(id(405), .withdrawn(reason: value(410))),
            .requirement(
                requirement,
                .assessed(
                    .init(
                        from: day(2025, 12, 1), until: day(2026, 11, 20), method: .sample, sample: value(411),
                        result: .complied, finding: value(412), evidence: [report, id(406)], assessor: person,
                        next: day(2027, 11, 20)))),
        ]
        + ClauseRelation.allCases.map { .requirement(requirement, .mapped(clause, $0, rationale: value(413))) }
        + Assessment.Method.allCases.map { assessed($0, .failed) }
        + Assessment.Result.allCases.map { assessed(.interview, $0) }

    private static func assessed(_ method: Assessment.Method, _ result: Assessment.Result) -> Fact {
        .requirement(
            requirement,
            .assessed(
                .init(
                    from: day(2025, 12, 1), until: day(2026, 11, 20), method: method, sample: nil, result: result,
                    finding: value(414), evidence: [], assessor: nil, next: nil)))
    }

    private static let proving: [Fact] =
        EvidenceFile.Kind.allCases.map { kind in
            .evidence(
                report,
                .added(
                    .init(
                        number: 3, title: value(420),
                        content: .file(value(421), name: value(422), kind, bytes: 48_211), unit: unit,
                        classification: .confidential, until: day(2027, 11, 20))))
        } + [
            .evidence(
                id(406),
                .added(
                    .init(
                        number: 4, title: value(423), content: .link(value(424)), unit: unit, classification: .internal,
                        until: nil))),
            .evidence(
                id(407),
                .added(
                    .init(
                        number: 5, title: value(425), content: .entry(104, .document(policy), revision: 7), unit: unit,
                        classification: .public, until: nil))),
            .evidence(report, .withdrawn(reason: value(426))),
        ]

    private static let deviating: [Fact] =
        Nonconformity.Origin.allCases.flatMap { origin in
            Nonconformity.Severity.allCases.map { severity in
                .nonconformity(
                    deviation,
                    .raised(
                        .init(
                            number: 2, year: 2026, what: value(430), origin: origin, severity: severity,
                            requirement: severity == .major ? requirement : nil, unit: unit, due: day(2026, 12, 20))))
            }
        } + [
            .nonconformity(deviation, .explained(cause: value(431), check: day(2027, 2, 1))),
            .nonconformity(deviation, .checked(.ineffective, finding: value(432), evidence: [])),
            .nonconformity(deviation, .checked(.effective, finding: value(433), evidence: [id(406)])),
        ]

    private static let catalogue: ID<AdoptedFramework> = id(450)
    private static let adopting: [Fact] = [
        .framework(
            catalogue,
            .adopted(
                .init(
                    name: Framework.Name("nist-800-53")!, kind: .controls, label: value(450), edition: value(451),
                    publisher: value(452), source: value(453), rights: value(454), languages: ["en", "da"],
                    file: value(455), fileName: value(456), sha256: String(repeating: "0f", count: 32),
                    catalogue: value(457), clauses: 1189))),
        .framework(
            id(451),
            .adopted(
                .init(
                    name: Framework.Name("egne-krav")!, kind: .requirements, label: value(458), edition: nil,
                    publisher: nil, source: nil, rights: nil, languages: [], file: value(459), fileName: value(460),
                    sha256: String(repeating: "a0", count: 32), catalogue: nil, clauses: 2))),
        .framework(id(451), .retired(reason: value(461))),
    ]

    private static let scoping: [Fact] =
        [
            .scope(scope, .opened(name: value(440), baseline: nil)),
            .scope(id(421), .opened(name: value(441), baseline: scope)),
            .scope(
                id(421),
                .decided(
                    clause.clause, .init(status: nil, reason: value(442), how: nil, documents: [], unit: nil))),
            .scope(id(421), .resumed(clause.clause, reason: value(443))),
            .scope(id(421), .closed(reason: value(444))),
        ]
        + Scope.Status.allCases.map { status in
            .scope(
                scope,
                .decided(
                    clause.clause,
                    .init(
                        status: status, reason: value(445), how: value(446), documents: [policy, procedure],
                        unit: other)))
        }

    private static let round: ID<ControlTest.Round> = id(431)

    private static let controlling: [Fact] =
        [nil, requirement].map { about in
            .controlTest(
                id(430),
                .planned(
                    .init(
                        number: 3, title: value(450), method: value(451), requirement: about, unit: unit, months: 1,
                        size: 25)))
        } + [
            .controlTest(
                id(430),
                .frozen(
                    round,
                    .init(
                        items: value(452), count: 412, source: value(453), from: day(2026, 10, 1),
                        until: day(2026, 10, 31)))),
            .controlTest(
                id(430),
                .drawn(round, .init(size: 104, root: "MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqo=", items: [7, 211]))),
            .controlTest(
                id(430),
                .concluded(
                    round, .init(failed: [7], untested: [211], finding: value(454), evidence: [id(406)]))),
            .controlTest(
                id(430), .concluded(round, .init(failed: [], untested: [], finding: value(455), evidence: []))),
            .controlTest(id(430), .retired(reason: value(456))),
        ]
        + Audit.Matter.allCases.flatMap { matter in
            Audit.Opinion.allCases.map { opinion in
                .audit(
                    id(440),
                    .recorded(
                        .init(
                            number: 1, year: 2026, matter: matter, auditor: value(460), standard: value(461),
                            from: day(2025, 1, 1), until: day(2025, 12, 31), opinion: opinion,
                            exceptions: opinion == .unqualified ? nil : value(462),
                            evidence: opinion == .qualified ? [id(406)] : [])))
            }
        }
}
