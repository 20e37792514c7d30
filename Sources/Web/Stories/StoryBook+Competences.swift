// SPDX-License-Identifier: MPL-2.0
import Domain

/// Competences and talks in their notable states.
extension StoryBook {
    static var competences: [Story] {
        [
            Story("competences", of: .competences, by: .holder(.security)),
            Story("competences-plain", of: .competences, by: .plain),
        ]
    }

    static var competence: [Story] {
        [
            Story("competence", by: .holder(.security)) { $0.competence.map { .route(.competence($0.id)) } },
            Story("competence-head", by: .holder(.unitHead)) { $0.competence.map { .route(.competence($0.id)) } },
            Story("competence-plain", by: .plain) { $0.competence.map { .route(.competence($0.id)) } },
        ]
    }

    static var talks: [Story] {
        [
            Story("talks", of: .talks, by: .holder(.unitHead)),
            Story("talks-plain", of: .talks, by: .plain),
        ]
    }

    /// The form of a command about competences or talks, about the first there is.
    static func competenceForm(_ kind: CommandKind) -> Story {
        Story(kind.rawValue, by: kind == .recordTalk ? .holder(.unitHead) : .able(kind)) { world in
            guard let known = world.competence else { return nil }
            let credential = known.credentials.values.joined().max { $0.position < $1.position }
            var values = kind == .setTalks || kind == .recordTalk ? [] : [("competence", "\(known.id)")]
            if kind == .endCompetenceDemand, let demand = known.demands.first {
                values.append(("demand", "\(demand.id)"))
            }
            if [.confirmCredential, .revokeCredential].contains(kind), let credential {
                values.append(("credential", "\(credential.id)"))
            }
            return .route(.command(kind), values)
        }
    }
}

extension StoryWorld {
    /// The one of which most is recorded.
    var competence: Competence? {
        register.competences.values.filter { $0.holds(on: today) }.max {
            ($0.revision, $0.wording?.number ?? 0) < ($1.revision, $1.wording?.number ?? 0)
        }
    }
}
