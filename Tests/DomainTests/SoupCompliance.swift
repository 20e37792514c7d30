// SPDX-License-Identifier: MPL-2.0
@testable import Domain

extension Soup {
    mutating func requirementFact() -> Requirement.Fact {
        guard let clause = ClauseReference("27002:5.\(1 + below(3))") else { return .withdrawn(reason: value()) }
        switch below(9) {
        case 0, 1:
            return .assessed(
                .init(
                    from: anyDay(), until: anyDay(), method: .sample, sample: value(),
                    result: Assessment.Result.allCases[below(4)], finding: value(), evidence: [id(4), id(4)],
                    assessor: maybe(4), next: below(3) == 0 ? nil : anyDay()))
        case 2: return .withdrawn(reason: value())
        case 3: return .mapped(clause, ClauseRelation.allCases[below(4)], rationale: value())
        case 4: return .unmapped(clause, reason: value())
        case let which:
            let source: Requirement.Source =
                switch below(4) {
                case 0: .law(value(), binds: nil, from: anyDay(), until: below(2) == 0 ? anyDay() : nil)
                case 1: .clause(clause)
                default: .paragraph(id(6), id(4), version: id(6))
                }
            let wording = Requirement.Wording(
                number: below(9), source: source, demand: value(), unit: id(4),
                rhythm: below(3) == 0 ? .trigger(value()) : .months(1 + below(24)), expected: value(), areas: [.it],
                properties: [.integrity])
            return which < 7 ? .stated(wording) : .amended(wording.amendment, reason: value())
        }
    }

    mutating func evidenceFact() -> Evidence.Fact {
        if below(5) == 0 { return .withdrawn(reason: value()) }
        return .added(
            .init(
                number: below(9), title: value(), content: .link(value()), unit: id(4),
                classification: Classification.allCases[below(4)], until: below(2) == 0 ? anyDay() : nil))
    }

    mutating func nonconformityFact() -> Nonconformity.Fact {
        switch below(5) {
        case 0: return .explained(cause: value(), check: anyDay())
        case 1: return .checked(below(2) == 0 ? .effective : .ineffective, finding: value(), evidence: [id(4)])
        default:
            return .raised(
                .init(
                    number: below(9), year: 2026, what: value(), origin: .assessment, severity: .minor,
                    requirement: maybe(5), unit: id(4), due: anyDay()))
        }
    }

    mutating func frameworkFact() -> AdoptedFramework.Fact {
        guard below(3) > 0, let name = Framework.Name("cis-\(below(3))") else { return .retired(reason: value()) }
        return .adopted(
            .init(
                name: name, kind: .controls, label: value(), edition: value(), publisher: nil, source: nil,
                rights: value(), languages: ["da"], file: value(), fileName: value(), sha256: "0f", catalogue: nil,
                clauses: below(99)))
    }

    mutating func scopeFact() -> Scope.Fact {
        let control = Scope.controls[below(93)]
        switch below(8) {
        case 0, 1: return .opened(name: value(), baseline: maybe(3))
        case 2: return .closed(reason: value())
        case 3: return .resumed(control, reason: value())
        default:
            return .decided(
                control,
                .init(status: below(2) == 0 ? nil : .planned, reason: value(), how: nil, documents: [], unit: nil))
        }
    }

    mutating func controlTestFact() -> ControlTest.Fact {
        switch below(8) {
        case 0, 1, 2:
            return .planned(
                .init(
                    number: below(9), title: value(), method: value(), requirement: maybe(5), unit: id(4),
                    months: 1 + below(12), size: 1 + below(9)))
        case 3, 4:
            return .frozen(
                id(6), .init(items: value(), count: 9, source: value(), from: anyDay(), until: anyDay()))
        case 5: return .drawn(id(6), .init(size: below(90), root: "r", items: [1, 2]))
        case 6: return .concluded(id(6), .init(failed: [1], untested: [], finding: value(), evidence: [id(4)]))
        default: return .retired(reason: value())
        }
    }

    mutating func auditFact() -> Audit.Fact {
        let from = anyDay()
        return .recorded(
            .init(
                number: below(9), year: 2026, matter: Audit.Matter.allCases[below(3)], auditor: value(),
                standard: value(), from: from, until: from + below(500), opinion: .qualified, exceptions: value(),
                evidence: []))
    }

    mutating func reportFact() -> Report.Fact {
        if below(3) == 0 { return .presented(id(5)) }
        let from = anyDay()
        return .issued(
            .init(
                number: below(9), year: 2026, kind: Report.Kind.allCases[below(3)], from: from,
                until: from + below(300), figures: .init([(.complied, below(90))]), assessment: value(), asks: nil,
                inputs: .init([(.risks, value())]), file: nil, bytes: 0))
    }

    mutating func objectiveFact() -> Objective.Fact {
        switch below(5) {
        case 0: return .ended(reason: value())
        case 1, 2: return .measured(.init(value: below(99), note: value(), evidence: [id(4)]))
        default:
            return .set(
                .init(
                    number: below(9), title: value(), measure: value(), direction: .atLeast, target: below(99),
                    by: anyDay(), months: 1 + below(12), unit: id(4)))
        }
    }

    mutating func campaignFact() -> Campaign.Fact {
        switch below(8) {
        case 0: return .closed(conclusion: value())
        case 3: return .widened([id(5)])
        case 1, 2:
            let from = anyDay()
            return .opened(
                .init(
                    number: below(9), year: 2026, title: value(), requirements: [id(5), id(5)], units: [id(4), id(4)],
                    from: from, until: from + 90, due: anyDay(), guide: nil, follows: maybe(3)))
        default:
            return .answered(
                .init(
                    requirement: id(5), unit: id(4), result: Assessment.Result.allCases[below(4)], finding: value(),
                    evidence: [], isConfirmed: false))
        }
    }
}
