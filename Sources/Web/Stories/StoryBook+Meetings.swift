// SPDX-License-Identifier: MPL-2.0

import Domain
import Office

extension StoryBook {
    static let meetings = [
        Story("meetings", of: .meetings, by: .holder(.secretary)),
        Story("meetings-plain", of: .meetings, by: .plain),
        Story("meetings-none", of: .meetings, on: .new, by: .holder(.administrator)),
        Story("meetings-past", of: .meetings, by: .holder(.auditor), past: (60, true)),
    ]

    static let meeting =
        Meeting.Standing.allCases.map { standing in
            Story("meeting-\(standing.rawValue)", by: .holder(.secretary)) { world in
                world.meeting { $0.standing(on: world.today) == standing }.map { .route(.meeting($0.id)) }
            }
        } + [
            Story("meeting-written", by: .holder(.direktion)) { world in
                world.meeting { $0.calling?.method == .written }.map { .route(.meeting($0.id)) }
            },
            Story("meeting-plain", by: .plain) { world in
                world.meeting { $0.isApproved && $0.items.contains(where: \.isClosed) }
                    .map { .route(.meeting($0.id)) }
            },
        ]

    static let minutes = [
        Story("minutes", by: .holder(.secretary)) { world in
            world.meeting(\.isApproved).map { .route(.minutes($0.id, .whole)) }
        },
        Story("minutes-draft", by: .holder(.direktion)) { world in
            world.meeting { $0.standing(on: world.today) == .submitted }.map { .route(.minutes($0.id, .whole)) }
        },
        Story("minutes-public", by: .plain) { world in
            world.meeting { $0.isApproved && $0.items.contains(where: \.isClosed) }
                .map { .route(.minutes($0.id, .public)) }
        },
    ]
}

extension StoryWorld {
    /// The first meeting that is so, in the order of their days.
    func meeting(_ fits: (Meeting) -> Bool) -> Meeting? { register.meetings().first(where: fits) }

    /// A meeting, and an item of it, for which a command has its turn.
    func meeting(for kind: CommandKind) -> [(String, String)]? {
        let standing: Meeting.Standing =
            switch kind {
            case .approveMinutes: .submitted
            case .holdMeeting, .minuteItem, .submitMinutes: .minutesMissing
            case _: .called
            }
        let known = meeting {
            kind == .answerItem ? $0.calling?.method == .written : $0.standing(on: today) == standing
        }
        guard let known else { return nil }
        var query = [("meeting", "\(known.id)")]
        let items = known.items.filter { kind != .closeItem || !$0.isClosed }
        if kind.fields.contains(where: { $0.kind == .item }), let item = items.first {
            query.append(("item", "\(item.id)"))
        }
        return query
    }
}
