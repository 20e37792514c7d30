// SPDX-License-Identifier: MPL-2.0
import Domain

/// Risks in their notable states.
extension StoryBook {
    static var risks: [Story] {
        [
            Story("risks", of: .risks, by: .holder(.security)),
            Story("risks-target", of: .risks, by: .holder(.direktion), [("vurdering", "target")]),
            Story("risks-citizens", of: .risks, by: .holder(.security), [("for", "citizens"), ("status", "over")]),
            Story("risks-cell", by: .holder(.security)) { world in
                world.risk { $0.assessment(by: world.today) != nil }.flatMap { risk in
                    guard let estimate = risk.assessment(by: world.today)?.current,
                        let worst = estimate.worst(RiskMethod.Perspective.organisation.dimensions)
                    else { return nil }
                    return .route(.risks, [("s", "\(estimate.likelihood)"), ("k", "\(worst)")])
                }
            },
            Story("risks-tactical", of: .risks, by: .holder(.security), [("vis", "taktisk")]),
            Story("risks-operational", of: .risks, by: .holder(.security), [("vis", "operationel")]),
            Story("risks-plain", of: .risks, by: .plain),
            Story("risks-past", of: .risks, by: .holder(.security), past: (20, true)),
            Story("risks-new", of: .risks, on: .new, by: .holder(.administrator)),
        ]
    }

    static var riskList: [Story] {
        [
            Story("risk-list", of: .riskList, by: .holder(.security)),
            Story("risk-list-by-number", of: .riskList, by: .holder(.direktion), [("orden", "nummer")]),
            Story(
                "risk-list-none", of: .riskList, by: .holder(.security),
                [("niveau", "low"), ("status", "unacceptable")]),
            Story("risk-list-new", of: .riskList, on: .new, by: .holder(.administrator)),
        ]
    }

    static var riskNumbers: [Story] {
        [
            Story("risk-numbers", of: .riskNumbers, by: .holder(.security)),
            Story("risk-numbers-plain", of: .riskNumbers, by: .plain),
            Story("risk-numbers-past", of: .riskNumbers, by: .holder(.security), past: (20, true)),
            Story("risk-numbers-new", of: .riskNumbers, on: .new, by: .holder(.administrator)),
        ]
    }

    /// One of each standing that the example has.
    static var risk: [Story] {
        let standings: [Risk.Standing] = [.unassessed, .within, .accepted, .awaiting, .undecided, .unacceptable]
        return standings.map { standing in
            Story("risk-\(standing.rawValue)", by: .holder(.security)) { world in
                world.risk { world.register.standing(of: $0, on: world.today) == standing }.map { .route(.risk($0.id)) }
            }
        } + [
            Story("risk-past", by: .holder(.security), past: (5, false)) { world in
                world.risk { $0.assessment(by: world.today - 5) != nil }.map { .route(.risk($0.id)) }
            }
        ]
    }

    static var riskCard: [Story] {
        [
            Story("risk-card", by: .holder(.direktion)) { world in
                world.risk { $0.assessment(by: world.today) != nil }.map { .route(.riskCard($0.id)) }
            },
            Story("risk-card-unassessed", by: .holder(.security)) { world in
                world.risk { $0.assessment(by: world.today) == nil }.map { .route(.riskCard($0.id)) }
            },
        ]
    }
}

extension StoryWorld {
    /// The first by number, as everybody reads them.
    fileprivate func risk(_ fits: (Risk) -> Bool) -> Risk? {
        register.risks.values.filter { $0.wording != nil && fits($0) }.sorted { $0.number < $1.number }.first
    }
}
