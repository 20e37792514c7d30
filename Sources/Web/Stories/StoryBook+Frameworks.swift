// SPDX-License-Identifier: MPL-2.0

import Domain
import Exchange

extension StoryBook {
    /// Each of them.
    static let framework =
        ShippedFrameworks.all.all.map { framework in
            Story("framework-\(framework.name)", by: .plain) { _ in .route(.framework(framework.name)) }
        } + [
            Story("framework-adopted", by: .holder(.security)) { world in
                world.adopted()?.adoption.map { .route(.framework($0.name)) }
            },
            Story("threats-adopted", by: .plain) { world in
                world.adoptedThreats()?.adoption.map { .route(.framework($0.name)) }
            },
            Story("framework-unknown", by: .plain, status: 404) { _ in
                Framework.Name("iso-9001").map { .route(.framework($0)) }
            },
        ]

    static let threats = [
        Story("threats", of: .threats, by: .plain),
        Story("threats-found", of: .threats, [("aktiv", "location"), ("ord", "strøm")]),
        Story("threats-none", of: .threats, [("ord", "xyzzy")]),
    ]

    static let clause = [
        // With the most connections; a control; one with clauses below it; a heading; one without connections.
        Story("clause", by: .plain) { _ in target { ShippedFrameworks.all.mappings(of: $0).count } },
        Story("clause-control", by: .plain) { _ in
            target { reference in
                ShippedFrameworks.all[reference]?.clause.attributes.map {
                    $0.capabilities.count * 10 + $0.concepts.count
                }
                    ?? 0
            }
        },
        Story("clause-above", by: .plain) { _ in
            target { reference in
                ShippedFrameworks.all[reference].map {
                    $0.clause.isHeading ? 0 : $0.framework.below($0.clause.id).count
                }
                    ?? 0
            }
        },
        Story("clause-heading", by: .plain) { _ in
            target { ShippedFrameworks.all[$0]?.clause.isHeading == true ? 1 : 0 }
        },
        Story("clause-alone", by: .plain) { _ in
            target { reference in
                ShippedFrameworks.all[reference]?.clause.source != nil
                    && ShippedFrameworks.all.mappings(of: reference).isEmpty ? 1 : 0
            }
        },
    ]

    /// The first clause that has the most of something.
    private static func target(_ weight: (ClauseReference) -> Int) -> Story.Target? {
        let all = ShippedFrameworks.all.all.flatMap { framework in
            framework.clauses.map { ClauseReference(framework.name, $0.id) }
        }
        var best: (reference: ClauseReference, weight: Int)?
        for reference in all where weight(reference) > best?.weight ?? 0 { best = (reference, weight(reference)) }
        return best.map { .route(.clause($0.reference.framework, $0.reference.clause)) }
    }
}
