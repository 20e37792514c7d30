// SPDX-License-Identifier: MPL-2.0

import Domain
import Office

/// Which command records what an entry about an initiative or a reported mail should have said, with its fields.
struct AwarenessFields {
    typealias Found = (kind: CommandKind, values: [(String, String?)])

    let sight: Sight
    /// The day that the entry counts from, as a field has it.
    let day: String

    func read(_ fact: Initiative.Fact, _ id: ID<Initiative>) -> Found? {
        let own: (String, String?) = ("initiative", "\(id)")
        switch fact {
        case .planned(let plan): return (.planInitiative, [own] + AwarenessFields.values(of: plan, sight))
        case .begun: return (.beginInitiative, [own, ("day", day)])
        case .measured(let made):
            return (
                .measureInitiative,
                [
                    own, ("moment", made.moment.rawValue), ("value", "\(made.value)"), ("day", day),
                    ("method", sight.text(made.method)),
                ]
            )
        case .exercised(let exercise):
            // By unit they come in a file, which is handed in anew.
            let counts = exercise.counts
            return (
                .recordExercise,
                [
                    own, ("day", day), ("sent", "\(counts.sent)"), ("opened", counts.opened.map { "\($0)" }),
                    ("clicked", "\(counts.clicked)"), ("reported", "\(counts.reported)"),
                    ("first_report", exercise.firstReport.map { "\($0)" }),
                ]
            )
        case .ended(let outcome): return (.endInitiative, [own, ("day", day), ("outcome", sight.text(outcome))])
        case .dropped(let reason): return (.dropInitiative, [own, ("reason_new", sight.text(reason))])
        }
    }

    func read(_ fact: Suspicion.Fact, _ id: ID<Suspicion>) -> Found? {
        switch fact {
        // Who reports, reports for herself alone.
        case .reported: return nil
        case .answered(let answer):
            return (
                .answerSuspicion,
                [
                    ("suspicion", "\(id)"), ("verdict", answer.verdict.rawValue), ("word", sight.text(answer.word)),
                    ("exercise", answer.exercise.map { "\($0)" }),
                ]
            )
        }
    }

    /// A plan as its form is filled in with it.
    static func values(of plan: Initiative.Plan, _ sight: Sight) -> [(String, String?)] {
        let audience = plan.audience
        var found: [(String, String?)] = [
            ("title", sight.text(plan.title)), ("kind", plan.kind.rawValue), ("purpose", sight.text(plan.purpose)),
            ("reach", audience.isEverybody ? "everybody" : "chosen"), ("from", plan.from.description),
            ("to", plan.until.description), ("responsible", "\(plan.responsible)"),
            ("metric", sight.text(plan.metric)), ("measured_in", plan.unit.flatMap { sight.text($0) }),
            ("direction", plan.target?.direction.rawValue), ("target", plan.target.map { "\($0.value)" }),
            ("classification", plan.classification.rawValue),
        ]
        found += audience.units.map { ("units", "\($0)") }
        found += audience.roles.map { ("roles", $0.rawValue) }
        found += audience.kinds.map { ("kinds", $0.rawValue) }
        found += plan.documents.map { ("documents", "\($0)") }
        found += plan.requirements.map { ("requirements", "\($0)") }
        return found
    }
}

extension Options {
    /// The initiatives that a command can be about: those that are neither over nor dropped; where one is measured or
    /// annotated, those that are over too; for an answer the exercises alone.
    static func initiatives(of kind: CommandKind, in context: Context) -> [Option] {
        context.sight.initiatives.filter { known in
            guard let plan = known.plan(on: context.sight.day) else { return false }
            switch known.standing(on: context.sight.day) {
            case .dropped: return false
            case .ended: if ![.measureInitiative, .recordExercise, .answerSuspicion].contains(kind) { return false }
            case .planned, .running: break
            }
            return ![.recordExercise, .answerSuspicion].contains(kind) || plan.kind == .exercise
        }.map { known in
            (known.id.description, context.sight.label(.initiative(known.id)) ?? known.id.description)
        }
    }

    static func suspicions(in context: Context) -> [Option] {
        context.sight.suspicions.prefix(most).map { known in
            (known.id.description, context.sight.label(.suspicion(known.id)) ?? known.id.description)
        }
    }
}
