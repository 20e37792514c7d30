// SPDX-License-Identifier: MPL-2.0
import Domain

/// Measures and solutions in their notable states.
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

    static var solution: [Story] {
        [
            Story("solution", by: .holder(.security)) { world in
                world.register.assets.values.sorted { $0.number < $1.number }.first.map { .route(.solution($0.id)) }
            },
            Story("solution-missing", by: .holder(.security)) { world in
                world.register.assets.values.sorted { $0.number < $1.number }.first { known in
                    ControlAttributes.Property.allCases.contains {
                        world.register.standing(of: .init(asset: known.id, property: $0), on: world.today) == .missing
                    }
                }.map { .route(.solution($0.id)) }
            },
            Story("solution-borne", by: .holder(.security)) { world in
                world.borne.map { .route(.solution($0)) }
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
