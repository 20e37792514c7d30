// SPDX-License-Identifier: MPL-2.0

import Domain
import Office

extension StoryBook {
    static let dispensations = [
        Story("dispensations", of: .dispensations),
        Story("dispensations-plain", of: .dispensations, by: .plain),
        Story("dispensations-none", of: .dispensations, on: .new, by: .holder(.administrator)),
        Story("dispensations-past", of: .dispensations, by: .holder(.auditor), past: (60, true)),
    ]

    static let dispensation =
        Dispensation.Standing.allCases.filter { $0 != .granted }.map { standing in
            Story("dispensation-\(standing.rawValue)") { world in
                world.dispensation(fitting: standing).map { .route(.dispensation($0.id)) }
            }
        } + [
            Story("dispensation-plain", by: .plain) { world in
                world.dispensation(fitting: .live).map { .route(.dispensation($0.id)) }
            },
            Story("dispensation-changed", by: .holder(.secretary)) { world in
                world.changed.map { .route(.dispensation($0.id)) }
            },
            Story("decision.make-dispensation", by: .holder(.direktion)) { world in
                world.dispensation(fitting: .submitted).map { deciding($0) }
            },
            Story("decision.make-dispensation-refused", by: .holder(.direktion), posting: [], status: 422) { world in
                world.dispensation(fitting: .submitted).map { deciding($0) }
            },
        ]

    private static func deciding(_ known: Dispensation) -> Story.Target {
        .route(
            .command(.makeDecision),
            [
                ("document", "\(known.request?.document ?? ID(high: 0, low: 0))"), ("act", "dispense"),
                ("dispensation", "\(known.id)"), ("seen", "\(known.revision)"),
            ])
    }
}

extension StoryWorld {
    /// The first that holds, but whose basis has changed.
    var changed: Dispensation? {
        register.dispensations.values.filter {
            register.isLive($0, on: today)
                && register.grant(of: $0.id).map { register.basisHasChanged($0, on: today) } == true
        }.min { ($0.requested ?? 0) < ($1.requested ?? 0) }
    }

    /// The first that stands so today; nil: any that may still be decided.
    func dispensation(fitting standing: Dispensation.Standing?) -> Dispensation? {
        register.dispensations.values.filter { $0.requested != nil }
            .sorted { ($0.requested ?? 0) < ($1.requested ?? 0) }
            .first {
                let now = register.standing(of: $0, on: today)
                return standing.map { $0 == now } ?? (now == .preparing || now == .returned)
            }
    }
}
