// SPDX-License-Identifier: MPL-2.0
import Domain

/// The record of processing activities in its notable states.
extension StoryBook {
    static var processings: [Story] {
        [
            Story("processings", of: .processings, by: .holder(.dpo)),
            Story("processings-processor", of: .processings, by: .holder(.security), [("rolle", "processor")]),
            Story("processings-none", of: .processings, by: .plain, [("rolle", "joint"), ("status", "ended")]),
            Story("processings-new", of: .processings, on: .new, by: .holder(.administrator)),
        ]
    }

    static var processing: [Story] {
        [
            Story("processing", by: .holder(.security)) { world in
                world.processing { $0.wording?.gaps.isEmpty == true && !$0.reviews.isEmpty }
                    .map { .route(.processing($0.id)) }
            },
            Story("processing-lacking", by: .holder(.dpo)) { world in
                world.processing { $0.wording?.gaps.isEmpty == false }.map { .route(.processing($0.id)) }
            },
            Story("processing-processor", by: .plain) { world in
                world.processing { $0.wording?.capacity == .processor }.map { .route(.processing($0.id)) }
            },
        ]
    }
}

extension StoryWorld {
    /// The one with the lowest number that fits.
    func processing(_ fits: (Processing) -> Bool) -> Processing? {
        register.processings.values.filter { $0.wording != nil && fits($0) }.min { $0.number < $1.number }
    }
}
