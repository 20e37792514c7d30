// SPDX-License-Identifier: MPL-2.0
import Domain

/// Requests of data subjects in their notable states.
extension StoryBook {
    static var subjectRequests: [Story] {
        [
            Story("requests", of: .subjectRequests, by: .holder(.dpo)),
            Story("requests-counts", of: .subjectRequests, by: .holder(.direktion)),
            Story("requests-plain", of: .subjectRequests, by: .plain),
        ]
    }

    static var subjectRequest: [Story] {
        [
            Story("request-open", by: .holder(.dpo)) { world in
                world.subjectRequest { $0.answers.isEmpty }.map { .route(.subjectRequest($0.id)) }
            },
            Story("request-answered", by: .holder(.security)) { world in
                world.subjectRequest { !$0.answers.isEmpty }.map { .route(.subjectRequest($0.id)) }
            },
        ]
    }

    /// By one who sees every request.
    static func subjectRequestForm(_ kind: CommandKind) -> Story {
        Story(kind.rawValue, by: .holder(.dpo)) { world in
            guard kind != .receiveSubjectRequest else { return .route(.command(kind)) }
            return world.subjectRequest { $0.answers.isEmpty }.map {
                .route(.command(kind), [("subject_request", "\($0.id)")])
            }
        }
    }
}

extension StoryWorld {
    /// The newest that fits.
    func subjectRequest(_ fits: (SubjectRequest) -> Bool) -> SubjectRequest? {
        register.subjectRequests.values.filter { $0.receipt != nil && fits($0) }.max { $0.position < $1.position }
    }
}
