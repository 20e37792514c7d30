// SPDX-License-Identifier: MPL-2.0
import Domain

/// Initiatives and reported mails in their notable states.
extension StoryBook {
    static var initiatives: [Story] {
        [
            Story("initiatives", of: .initiatives, by: .holder(.direktion)),
            Story("initiatives-plain", of: .initiatives, by: .plain),
        ]
    }

    static var initiative: [Story] {
        [
            Story("initiative", by: .holder(.security)) { world in
                world.initiative { $0.plan?.kind == .campaign }.map { .route(.initiative($0.id)) }
            },
            Story("initiative-exercise", by: .holder(.direktion)) { world in
                world.initiative { !$0.exercises.isEmpty }.map { .route(.initiative($0.id)) }
            },
            Story("initiative-exercise-head", by: .holder(.unitHead)) { world in
                world.initiative { !$0.exercises.isEmpty && $0.endedOn != nil }.map { .route(.initiative($0.id)) }
            },
            Story("initiative-planned", by: .holder(.security)) { world in
                world.initiative { $0.begunOn == nil }.map { .route(.initiative($0.id)) }
            },
        ]
    }

    static var suspicions: [Story] {
        [
            Story("suspicions", of: .suspicions, by: .holder(.security)),
            Story("suspicions-plain", of: .suspicions, by: .plain),
        ]
    }

    static var suspicion: [Story] {
        [
            Story("suspicion-waiting", by: .holder(.security)) { world in
                world.suspicion { $0.answers.isEmpty }.map { .route(.suspicion($0.id)) }
            },
            Story("suspicion-answered", by: .holder(.security)) { world in
                world.suspicion { !$0.answers.isEmpty }.map { .route(.suspicion($0.id)) }
            },
        ]
    }

    static func awareness(_ kind: CommandKind) -> Story {
        switch kind {
        case .reportSuspicion: Story(kind.rawValue, of: .command(kind), by: .plain)
        case .answerSuspicion:
            Story(kind.rawValue, by: .able(kind)) { world in
                world.suspicion { $0.answers.isEmpty }.map { .route(.command(kind), [("suspicion", "\($0.id)")]) }
            }
        case .recordExercise:
            Story(kind.rawValue, by: .able(kind)) { world in
                world.initiative { $0.plan?.kind == .exercise }.map {
                    .route(.command(kind), [("initiative", "\($0.id)")])
                }
            }
        case _:
            Story(kind.rawValue, by: .able(.planInitiative)) { world in
                world.initiative { $0.endedOn == nil }.map {
                    .route(.command(kind), [("initiative", "\($0.id)")])
                }
            }
        }
    }
}

extension StoryWorld {
    /// The newest that fits.
    func initiative(_ fits: (Initiative) -> Bool) -> Initiative? {
        register.initiatives.values.filter { $0.plan != nil && fits($0) }.max { $0.position < $1.position }
    }

    func suspicion(_ fits: (Suspicion) -> Bool) -> Suspicion? {
        register.suspicions.values.filter { $0.report != nil && fits($0) }.max { $0.position < $1.position }
    }
}
