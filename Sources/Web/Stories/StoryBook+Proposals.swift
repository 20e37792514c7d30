// SPDX-License-Identifier: MPL-2.0

import Domain
import Office

extension StoryBook {
    static let proposals = [
        Story("proposals", of: .proposals, by: .holder(.security)),
        Story("proposals-plain", of: .proposals, by: .plain),
        Story("proposals-none", of: .proposals, on: .new, by: .holder(.administrator)),
        Story("proposals-past", of: .proposals, by: .holder(.auditor), past: (60, true)),
    ]

    static let proposal =
        Proposal.Standing.allCases.map { standing in
            Story("proposal-\(standing.rawValue)") { world in
                world.proposal(fitting: standing).map { .route(.proposal($0.id)) }
            }
        }
        + Proposal.Content.Kind.allCases.map { kind in
            Story("proposal-of-\(kind.rawValue)", by: .plain) { world in
                world.proposal { $0.content.kind == kind }.map { .route(.proposal($0.id)) }
            }
        } + [
            Story("proposal.resolve-refused", by: .holder(.direktion), posting: [], status: 422) { world in
                world.proposal(fitting: .submitted).map {
                    .route(
                        .command(.resolveProposal), [("proposal", "\($0.id)"), ("seen", "\($0.revision)")])
                }
            },
            Story("decision-resolved") { world in
                world.decisions.last { $0.matter?.proposal != nil }.map { .route(.decision($0.id)) }
            },
            Story("decision-filed", by: .holder(.secretary)) { world in
                world.filed(true).map { .route(.decision($0.id)) }
            },
            Story("journal.record-refused", by: .holder(.secretary), posting: [("case_number", " ")], status: 422) {
                world in
                world.filed(false).map { .route(.command(.recordJournal), [("decision", "\($0.id)")]) }
            },
        ]

    static let decisionList = [
        Story("decisions", of: .decisions, by: .holder(.secretary)),
        Story("decisions-of-a-year", of: .decisions, by: .plain, [("organ", "direktion"), ("aar", "2026")]),
        Story("decisions-none", of: .decisions, [("aar", "1999")]),
        Story("decisions-past", of: .decisions, by: .holder(.auditor), past: (60, false)),
    ]

    static let riskMethod = [
        Story("risk-method", of: .riskMethod, by: .holder(.security)),
        Story("risk-method-plain", of: .riskMethod, by: .plain),
        Story("risk-method-none", of: .riskMethod, on: .new, by: .holder(.administrator)),
        Story("risk-method-past", of: .riskMethod, by: .holder(.auditor), past: (60, false)),
    ]

    static let topics = [
        Story("topics", of: .topics, by: .holder(.security)),
        Story("topics-plain", of: .topics, by: .plain),
        Story("topics-none", of: .topics, on: .new, by: .holder(.administrator)),
        Story("topics-past", of: .topics, by: .holder(.auditor), past: (60, false)),
    ]
}

extension StoryWorld {
    func proposal(fitting standing: Proposal.Standing) -> Proposal? {
        register.proposals.values.filter { $0.wording != nil && register.standing(of: $0, on: today) == standing }
            .min { $0.position < $1.position }
    }

    func proposal(_ fits: (Proposal.Wording) -> Bool) -> Proposal? {
        register.proposals.values.filter { $0.wording.map(fits) ?? false }.min { $0.position < $1.position }
    }

    /// The newest decision of a body that has, or has not, a case number in the ESDH system.
    func filed(_ has: Bool) -> Decision? {
        decisions.last { known in
            guard case .body? = known.made?.decider, known.outcome != .returned, !known.annulled else { return false }
            return (known.journal.mark(on: today) != nil) == has
        }
    }
}
