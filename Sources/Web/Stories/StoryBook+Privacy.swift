// SPDX-License-Identifier: MPL-2.0
import Domain

/// What is held about people, and what is asked of them.
extension StoryBook {
    static var held: [Story] {
        [
            Story("held", of: .held, by: .plain),
            Story("held-kind", of: .held, by: .plain, [("slags", "engagement")]),
            Story("held-past", of: .held, by: .holder(.auditor), past: (145, true)),
            Story("held-new", of: .held, on: .new, by: .holder(.administrator)),
        ]
    }

    static var heldOf: [Story] {
        [
            Story("held-of", by: .holder(.dpo)) { world in
                world.persons.first { !$0.deputyships.isEmpty }.map { .route(.heldOf($0.id)) }
            },
            Story("held-of-denied", by: .plain, status: 404) { world in
                world.person(.holder(.dpo)).map { .route(.heldOf($0)) }
            },
        ]
    }

    static var part: [Story] {
        [
            Story("part", of: .part, by: .plain),
            Story("part-head", of: .part, by: .holder(.unitHead)),
            Story("part-security", of: .part, by: .holder(.security)),
            Story("part-past", of: .part, by: .holder(.unitHead), past: (145, true)),
            Story("part-new", of: .part, on: .new, by: .holder(.administrator)),
        ]
    }
}
