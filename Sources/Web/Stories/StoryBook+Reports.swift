// SPDX-License-Identifier: MPL-2.0
import Domain

/// Reports, objectives, campaigns and the matrix in their notable states.
extension StoryBook {
    static var matrix: [Story] {
        [
            Story("matrix", of: .matrix, by: .holder(.security)),
            Story("matrix-wanting", of: .matrix, by: .holder(.security), [("ramme", "27001"), ("vis", "mangler")]),
        ]
    }

    static var report: [Story] {
        [
            Story("report", by: .holder(.direktion)) { $0.report(.quarterly).map { .route(.report($0.id)) } },
            Story("report-review", by: .holder(.security)) { $0.report(.review).map { .route(.report($0.id)) } },
        ]
    }

    static var objective: [Story] {
        [
            Story("objective", by: .holder(.security)) { world in
                world.register.objectives.values.filter { $0.measurements.count > 1 }.sorted {
                    $0.position < $1.position
                }
                .first.map { .route(.objective($0.id)) }
            }
        ]
    }

    static var campaign: [Story] {
        [Story("campaign", by: .holder(.security)) { world in world.campaign.map { .route(.campaign($0.id)) } }]
    }

    static var campaignUnit: [Story] {
        [
            Story("campaign-unit", by: .holder(.security)) { world in
                world.campaign.flatMap { known in
                    known.opening?.units.first.map { .route(.campaignUnit(known.id, $0)) }
                }
            }
        ]
    }
}

extension StoryWorld {
    fileprivate func report(_ kind: Report.Kind) -> Report? {
        register.reports.values.filter { $0.issue?.kind == kind }.sorted { $0.position < $1.position }.last
    }

    fileprivate var campaign: Campaign? {
        register.campaigns.values.filter { $0.opening != nil }.sorted { $0.position < $1.position }.last
    }
}
