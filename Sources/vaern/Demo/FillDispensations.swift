// SPDX-License-Identifier: MPL-2.0

import Domain
import Office

/// Dispensations in a filled history: asked for by the head of a unit one day, decided by the direktion on the next, and
/// now and then ended before their time.
extension FillModel {
    /// What waits to be advised on, recommended and decided.
    struct Asked: Sendable {
        let id: ID<Dispensation>
        let document: ID<Document>
        let unit: Int
        let to: Day
    }

    /// The head of a unit asks to deviate from a point of a document that everybody may read.
    mutating func dispense(_ orders: inout [FillOrder]) {
        if below(4) == 0, let (dispensation, head) = granted.popLast() {
            orders.append(
                FillOrder(
                    .endDispensation,
                    ["dispensation": "\(dispensation)", "note": "Løsningen er skiftet, og reglen følges igen."],
                    by: head))
            return
        }
        let index = pick(papers.count) {
            let paper = $0.papers[$1]
            return paper.inForce && paper.isForAll && $0.free(paper.id)
        }
        guard let index, dpo != nil, security != nil else { return }
        let unit = below(heads.count)
        let points = points[papers[index].text]
        guard units.indices.contains(unit), let head = heads[unit], !points.isEmpty else { return }
        let (document, to) = (papers[index].id, today + 60 + below(300))
        let subject = subject()
        orders.append(
            FillOrder(
                .requestDispensation,
                [
                    "document": "\(document)", "unit": "\(units[unit])",
                    "title": "Undtagelse for \(subject) i løsning \(below(1000))",
                    "situation": "Løsningen kan ikke følge reglen om \(subject), før den er skiftet.",
                    "reason": "En ombygning koster mere end den nye løsning.",
                    "risk": "Fejl kan blive opdaget senere.",
                    "level": Dispensation.Level.allCases[below(Dispensation.Level.allCases.count)].rawValue,
                    "measures": "Enheden gennemgår løsningen hver uge.", "from": "\(today)", "to": "\(to)",
                ],
                many: ["paragraphs": ["\(points[below(points.count)])"], "units": ["\(units[unit])"]], by: head
            ) {
                $0.asked.append(
                    Asked(id: $1.subjects[0].id.seen(as: Dispensation.self), document: document, unit: unit, to: to))
            })
    }

    /// What was asked for last time goes before the direktion. Who heads the unit that asks takes no part.
    mutating func settleMatters(_ orders: inout [FillOrder]) {
        for matter in asked {
            let members = direktion.filter { $0 != heads[matter.unit] }
            guard let first = members.first, matter.to > today else { continue }
            let dispensation = "\(matter.id)"
            let stance = Dispensation.Stance.allCases[below(Dispensation.Stance.allCases.count)]
            let outcome: Decision.Outcome =
                switch below(12) {
                case 0: .rejected
                case 1: .returned
                default: .approved
                }
            orders += [
                FillOrder(
                    .adviseDispensation,
                    [
                        "dispensation": dispensation, "advisor": Dispensation.Advisor.dpo.rawValue,
                        "stance": stance.rawValue, "text": "Jeg har læst forespørgslen i uge \(today.week).",
                    ], by: dpo),
                FillOrder(
                    .recommendDispensation,
                    [
                        "dispensation": dispensation, "outcome": Decision.Outcome.approved.rawValue,
                        "reasons": "Perioden er kort.\nRisikoen er beskrevet.", "if_granted": "Løsningen kører videre.",
                        "if_refused": "Løsningen lukkes.",
                    ], by: security),
                FillOrder(
                    .submitDispensation, ["dispensation": dispensation, "due": "\(today + 14)"], by: security),
            ]
            let isUpdated = below(10) == 0
            var texts = [
                "document": "\(matter.document)", "act": Decision.Act.dispense.rawValue, "outcome": outcome.rawValue,
                "method": Decision.Method.meeting.rawValue, "minutes": "Møde \(today.year)-\(today.week)",
                // Request, opinion, recommendation and submission.
                "dispensation": dispensation, "seen": "4", "update": isUpdated ? "yes" : "no",
                "update_reason": isUpdated ? "Reglen passer ikke til nye løsninger." : "Reglen er rigtig.",
            ]
            if outcome != .approved {
                texts["reason"] = "Det mangler, hvad risikoen betyder for kommunerne."
            } else if below(4) == 0 {
                texts["conditions"] = "Meld status til CAI hver måned"
            }
            let (id, head) = (matter.id, heads[matter.unit])
            orders.append(
                FillOrder(.makeDecision, texts, many: ["members": members.map { "\($0)" }], by: first) { model, _ in
                    if outcome == .approved, let head { model.granted.append((id, head)) }
                })
        }
        asked = []
    }
}
