// SPDX-License-Identifier: MPL-2.0
import Domain

/// Measures and assets in their notable states.
extension StoryBook {
    static var measure: [Story] {
        [
            Story("measure", by: .holder(.security)) { world in
                world.measure(.works).map { .route(.measure($0.id)) }
            },
            Story("measure-fails", by: .holder(.security)) { world in
                world.measure(.fails).map { .route(.measure($0.id)) }
            },
        ]
    }

    static var assets: [Story] {
        [
            Story("assets", of: .assets, by: .holder(.security)),
            Story("assets-of-a-kind", by: .holder(.security)) { _ in .route(.assets, [("slags", "component")]) },
            Story("asset-choose", by: .holder(.security)) { _ in .route(.command(.setAsset)) },
        ]
            + [Domain.Asset.Kind.solution, .location].map { kind in
                Story("asset-register-\(kind.rawValue)", by: .holder(.security)) { _ in
                    .route(.command(.setAsset), [("kind", kind.rawValue)])
                }
            } + [
                Story(
                    "asset-refused", of: .command(.setAsset), by: .holder(.security),
                    posting: [("kind", "location"), ("name", "Serverrum"), ("users", "Driften")], status: 422)
            ]
    }

    static var asset: [Story] {
        [Domain.Asset.Kind.solution, .component, .people].map { kind in
            Story("asset-\(kind.rawValue)", by: .holder(.security)) { world in
                world.register.assetsInOrder(kind).first { $0.holds(on: world.today) }.map { .route(.asset($0.id)) }
            }
        } + [
            Story("asset-missing", by: .holder(.security)) { world in
                world.register.assets.values.sorted { $0.number < $1.number }.first { known in
                    ControlAttributes.Property.allCases.contains {
                        world.register.standing(of: .init(asset: known.id, property: $0), on: world.today) == .missing
                    }
                }.map { .route(.asset($0.id)) }
            },
            Story("asset-borne", by: .holder(.security)) { world in
                world.borne.map { .route(.asset($0)) }
            },
        ]
    }

    static var dependences: [Story] {
        [
            Story("dependences", of: .dependences, by: .holder(.security)),
            Story("dependences-of-one", by: .holder(.security)) { world in
                world.borne.map { .route(.dependences, [("baerer", "\($0)")]) }
            },
        ]
    }
}

extension StoryWorld {
    /// An asset that others depend on.
    fileprivate var borne: ID<Domain.Asset>? {
        register.assets.values.sorted { $0.number < $1.number }.first {
            register.dependantCount(of: $0.id, on: today) > 0
        }?.id
    }

    fileprivate func measure(_ standing: Measure.Standing) -> Measure? {
        register.measures.values.filter { $0.standing(on: today) == standing }.sorted { $0.number < $1.number }.first
    }
}
