// SPDX-License-Identifier: MPL-2.0

import Domain
import Ledger
import Office

/// Requirements, what proves them and what is wrong with them, in a random history.
extension History {
    mutating func comply() {
        switch below(13) {
        case 12: teach()
        case 11:
            protect()
            endanger()
        case 9: report()
        case 10: ask()
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

    private mutating func report() {
        let (report, from): (ID<Report>, Day) = (new(), day())
        add(
            .report(
                report,
                .issued(
                    .init(
                        number: 1 + below(99), year: 2026, kind: word(), from: from, until: from + 90,
                        figures: .init([(.requirements, below(99)), (.complied, below(99))]), assessment: value(),
                        asks: maybe(), inputs: .init(chance(1, in: 3) ? [(.risks, value())] : []), file: maybe(),
                        bytes: below(9000)))))
        let objective: ID<Objective> = new()
        add(
            .objective(
                objective,
                .set(
                    .init(
                        number: 1 + below(99), title: value(), measure: value(), direction: word(), target: below(99),
                        by: day(), months: 1 + below(12), unit: id(units)))))
        add(.objective(objective, .measured(.init(value: below(99), note: maybe(), evidence: []))))
    }

    private mutating func teach() {
        let course: ID<Course> = new()
        add(
            .course(
                course,
                .opened(
                    .init(
                        number: 1 + below(99), document: id(documents), scope: word(),
                        plan: CoursePlan(
                            audience: Audience(units: chance(1, in: 2) ? [id(units)] : []), days: 1 + below(30),
                            years: chance(1, in: 4) ? nil : 1, movesToWorkingDay: chance(1, in: 4)),
                        firstDue: chance(1, in: 2) ? day() : nil))))
        for number in 0..<4 {
            add(
                .course(
                    course,
                    .completed(
                        .init(
                            person: id(persons), version: nil, certificate: new(), number: 1 + number, right: 7, of: 8,
                            evidence: nil))))
        }
        if chance(1, in: 3) { add(.course(course, .renewed(due: day(), reason: value()))) }
        certify(course)
    }

    private mutating func certify(_ course: ID<Course>) {
        let (competence, credential): (ID<Competence>, ID<Competence.Credential>) = (new(), new())
        add(
            .competence(
                competence,
                .set(
                    .init(
                        number: 1 + below(99), title: value(), about: value(), months: chance(1, in: 2) ? 24 : nil,
                        course: chance(1, in: 3) ? course : nil))))
        add(
            .competence(
                competence,
                .demanded(
                    new(),
                    .init(
                        audience: Audience(units: chance(1, in: 2) ? [id(units)] : [], roles: [word()]),
                        days: below(90), basis: value(), document: nil))))
        let person: ID<Person> = id(persons)
        add(
            .competence(
                competence,
                .credited(
                    credential,
                    .init(
                        person: person, issuer: value(), number: maybe(), until: nil, evidence: nil,
                        isOwnWord: chance(1, in: 2)))))
        if chance(1, in: 2) { add(.competence(competence, .confirmed(credential))) }
        add(.person(person, .talkHeld(new(), needs: chance(1, in: 2) ? [competence] : [])))
    }

    private mutating func protect() {
        let (asset, measure): (ID<Asset>, ID<Measure>) = (new(), new())
        add(
            .asset(
                asset,
                .set(
                    .init(
                        number: 1 + below(99), kind: word(), name: value(), about: maybe(), unit: id(units),
                        owner: nil, isShared: chance(1, in: 3), confidentiality: .init(level: word(), reason: value()),
                        integrity: .init(level: word(), reason: value()),
                        availability: .init(level: word(), reason: value()),
                        target: .init(available: 9990, recovery: 4, loss: nil), users: value(), months: 1 + below(12))))
        )
        add(
            .asset(
                asset,
                .depended(.init(kind: word(), on: new(), withheld: chance(1, in: 3) ? [word()] : [], reason: maybe()))))
        add(
            .measure(
                measure,
                .set(
                    .init(
                        number: 1 + below(99), title: value(), what: value(), unit: id(units), by: day(),
                        months: 1 + below(12), requirements: [id(requirements)], clauses: [],
                        needs: [.init(asset: asset, property: word())], isReworded: false))))
        add(.measure(measure, .implemented(how: maybe())))
        add(
            .measure(
                measure,
                .tested(.init(method: word(), outcome: word(), finding: value(), evidence: [], next: day()))))
    }

    private mutating func estimate() -> Risk.Estimate {
        .init(
            likelihood: 1 + below(4),
            consequences: RiskMethod.Dimension.allCases.map {
                .init(dimension: $0, step: chance(1, in: 4) ? nil : 1 + below(4), reason: maybe())
            })
    }

    /// A risk, judged under whatever was put before a body.
    private mutating func endanger() {
        let risk: ID<Risk> = new()
        add(
            .risk(
                risk,
                .set(
                    .init(
                        number: 1 + below(99), kind: word(), title: value(), scenario: value(), assets: [],
                        threats: [ClauseReference("trusler:T01")].compactMap { $0 }, vulnerabilities: maybe(),
                        properties: [word()], unit: id(units), owner: any(persons), events: [], measures: [],
                        classification: word(), isBarred: chance(1, in: 9)))))
        guard let method = any(proposals) else { return }
        add(
            .risk(
                risk,
                .assessed(
                    .init(
                        method: method, inherent: nil, current: estimate(), residual: nil,
                        target: chance(1, in: 3) ? estimate() : nil, reason: value(), confidence: word(),
                        disagreement: maybe(), treatment: word(), next: day()))))
        if chance(1, in: 4) { add(.risk(risk, .closed(reason: value()))) }
    }

    private mutating func ask() {
        let (campaign, from): (ID<Campaign>, Day) = (new(), day())
        let (asked, unit) = (id(requirements), id(units))
        add(
            .campaign(
                campaign,
                .opened(
                    .init(
                        number: 1 + below(99), year: 2026, title: value(), requirements: [asked], units: [unit],
                        from: from, until: from + 300, due: day(), guide: maybe(), follows: nil))))
        for _ in 0..<below(3) {
            add(
                .campaign(
                    campaign,
                    .answered(
                        .init(
                            requirement: asked, unit: unit, result: word(), finding: maybe(), evidence: [],
                            isConfirmed: chance(1, in: 3)))))
        }
    }
}
