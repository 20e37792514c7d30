// SPDX-License-Identifier: MPL-2.0

import Domain
import Office

/// Requirements in a filled history: one to four documents, each assessed every year, mostly with evidence; what is found
/// wanting becomes a nonconformity, whose cause is found, that is put right, and whose effect is checked.
extension FillModel {
    struct Demand: Sendable {
        let id: ID<Requirement>
        let unit: Int
        /// When it is to be assessed next.
        var next: Day
        /// What was handed in last, and until when it holds.
        var evidence: (id: ID<Evidence>, until: Day)?
    }

    /// How far a nonconformity is.
    struct Fault: Sendable {
        enum Step: Sendable { case found, raised, explained, putRight }

        let requirement: ID<Requirement>
        let unit: Int
        var step = Step.found
        var id: ID<Nonconformity>?
        var task: ID<Action>?
    }

    mutating func comply(_ orders: inout [FillOrder], most: Int) {
        guard security != nil, most > 0 else { return }
        settleFaults(&orders)
        let wanted = papers.count / 4 - demands.count
        for _ in 0..<max(0, min(wanted, most)) { demand(&orders) }
        // In turn, so that each is come to once a year however many there are.
        var (assessed, looked) = (0, 0)
        while assessed < most, looked < demands.count {
            looked += 1
            turn = (turn + 1) % demands.count
            guard demands[turn].next <= today else { continue }
            assessed += 1
            assess(turn, &orders)
        }
    }

    private mutating func demand(_ orders: inout [FillOrder]) {
        let index = pick(papers.count) {
            let paper = $0.papers[$1]
            return paper.inForce && paper.isForAll && $0.free(paper.id)
        }
        guard let index, let head = heads[papers[index].unit] else { return }
        let (unit, points) = (papers[index].unit, points[papers[index].text])
        guard !points.isEmpty else { return }
        let subject = subject()
        let maps = below(3) == 0
        let clause = "27002:8.\(1 + below(34))"
        orders.append(
            FillOrder(
                .findRequirement,
                [
                    "document": "\(papers[index].id)", "paragraph": "\(points[below(points.count)])",
                    "demand": "Alt arbejde med \(subject) i løsning \(below(1000)) har en ansvarlig.",
                    "unit": "\(units[unit])", "months": "12", "expected": "Listen over ansvarlige for \(subject).",
                ], many: ["areas": [Requirement.Area.it.rawValue]], by: head
            ) { model, receipt in
                let id = receipt.subjects[0].id.seen(as: Requirement.self)
                model.demands.append(Demand(id: id, unit: unit, next: model.today + 1 + model.below(90)))
                if maps { model.unmapped.append((id, unit, clause)) }
            })
        for (id, unit, clause) in unmapped {
            guard let head = heads[unit] else { continue }
            orders.append(
                FillOrder(
                    .mapRequirement,
                    [
                        "requirement": "\(id)", "clause": clause, "relation": ClauseRelation.subset.rawValue,
                        "rationale": "Kravet er én del af foranstaltningen.",
                    ], by: head))
        }
        unmapped = []
    }

    private mutating func assess(_ index: Int, _ orders: inout [FillOrder]) {
        let demand = demands[index]
        guard let head = heads[demand.unit] else { return }
        demands[index].next = today + 365
        let result: Assessment.Result =
            switch below(100) {
            case ..<82: .complied
            case ..<92: .partly
            case ..<97: .failed
            default: .irrelevant
            }
        var texts = [
            "requirement": "\(demand.id)", "from": "\(today - 30)", "to": "\(today)",
            "method": Assessment.Method.documents.rawValue, "result": result.rawValue,
            "finding": "\(below(40)) af 40 sager er set efter i uge \(today.week).",
        ]
        var many: [String: [String]] = [:]
        var file: Arguments.File?
        switch below(10) {
        case ..<7:
            let until = today + 300 + below(120)
            texts["title"] = "Liste over ansvarlige, sag \(below(100_000))"
            texts["holds_until"] = "\(until)"
            if below(10) == 0 {
                file = .init(name: "ansvarlige.csv", bytes: Array("sag;ansvarlig\n\(below(1000));ja\n".utf8))
            } else {
                texts["link"] = "https://arkiv.example.invalid/sager/\(below(100_000))"
            }
            orders.append(
                FillOrder(.assessRequirement, texts, many: many, file: file, slot: "file", by: head) {
                    model, receipt in
                    guard let made = receipt.subjects.first(where: { $0.kind == .evidence }) else { return }
                    model.demands[index].evidence = (made.id.seen(as: Evidence.self), until)
                })
        default:
            if let kept = demand.evidence, kept.until >= today { many["evidence"] = ["\(kept.id)"] }
            orders.append(FillOrder(.assessRequirement, texts, many: many, by: head))
        }
        if result.isWanting { faults.append(Fault(requirement: demand.id, unit: demand.unit)) }
    }

    /// One step for each: what was found is raised, then explained with a task, done, and checked by the security team.
    private mutating func settleFaults(_ orders: inout [FillOrder]) {
        // Each fact finds its fault by the requirement: the list is renewed in every wave.
        func change(_ requirement: ID<Requirement>, _ step: Fault.Step, _ next: Fault.Step) -> (
            @Sendable (inout FillModel, Receipt) -> Void
        ) {
            { model, receipt in
                guard
                    let index = model.faults.firstIndex(where: { $0.requirement == requirement && $0.step == step })
                else { return }
                model.faults[index].step = next
                if let made = receipt.subjects.first(where: { $0.kind == .nonconformity }) {
                    model.faults[index].id = made.id.seen(as: Nonconformity.self)
                }
            }
        }
        var closed: Set<ID<Nonconformity>> = []
        for fault in faults {
            guard let head = heads[fault.unit] else { continue }
            let unit = "\(units[fault.unit])"
            switch (fault.step, fault.id) {
            case (.found, _):
                orders.append(
                    FillOrder(
                        .raiseNonconformity,
                        [
                            "requirement": "\(fault.requirement)", "what": "\(below(40)) sager har ingen ansvarlig.",
                            "origin": Nonconformity.Origin.assessment.rawValue,
                            "severity": (below(4) == 0 ? Nonconformity.Severity.major : .minor).rawValue, "unit": unit,
                        ], by: head, then: change(fault.requirement, .found, .raised)))
            case (.raised, let id?):
                orders.append(
                    FillOrder(
                        .explainNonconformity,
                        [
                            "nonconformity": "\(id)", "cause": "Opgaven fulgte ikke med, da en medarbejder skiftede.",
                            "check": "\(today + 30)",
                        ], by: head, then: change(fault.requirement, .raised, .explained)))
                orders.append(
                    FillOrder(
                        .addAction,
                        [
                            "title": "Find ansvarlige for sagerne, nr. \(below(100_000))",
                            "why": "Retter en afvigelse.",
                            "person": "\(head)", "due": "\(today + 60)", "nonconformity": "\(id)",
                        ], by: head
                    ) { model, receipt in
                        guard let index = model.faults.firstIndex(where: { $0.id == id }) else { return }
                        model.faults[index].task = receipt.subjects[0].id.seen(as: Action.self)
                    })
            case (.explained, _?):
                // Some take their time.
                guard let task = fault.task, below(3) > 0 else { continue }
                orders.append(
                    FillOrder(
                        .completeAction, ["action": "\(task)", "note": "Alle sager har en ansvarlig."], by: head,
                        then: change(fault.requirement, .explained, .putRight)))
            case (.putRight, let id?):
                let proof = demands.first { $0.id == fault.requirement }?.evidence
                guard let proof, proof.until >= today else { continue }
                orders.append(
                    FillOrder(
                        .checkNonconformity,
                        [
                            "nonconformity": "\(id)", "outcome": Nonconformity.Outcome.effective.rawValue,
                            "finding": "Ti sager er set efter, og alle har en ansvarlig.",
                        ], many: ["evidence": ["\(proof.id)"]], by: security))
                closed.insert(id)
            case (.raised, nil), (.explained, nil), (.putRight, nil): continue
            }
        }
        faults.removeAll { $0.id.map(closed.contains) ?? false }
    }
}
