// SPDX-License-Identifier: MPL-2.0

import Domain

/// The kinds of facts about documents and meetings.
extension FactKind {
    static func of(_ fact: Document.Fact) -> FactKind {
        switch fact {
        case .created: .documentCreated
        case .drafted: .documentDrafted
        case .versionImported: .documentVersionImported
        case .submitted: .documentSubmitted
        case .enforced: .documentEnforced
        case .verified: .documentVerified
        case .withdrawn: .documentWithdrawn
        case .transferred: .documentTransferred
        case .contactNamed: .documentContactNamed
        case .placed: .documentPlaced
        case .retitled: .documentRetitled
        case .changeDeclared: .documentChangeDeclared
        case .summarised: .documentSummarised
        case .audienceSet: .documentAudienceSet
        case .related: .documentRelated
        case .unrelated: .documentUnrelated
        case .translated: .documentTranslated
        case .quizSet: .documentQuizSet
        case .classProposed: .documentClassProposed
        case .statuteNoted: .documentStatuteNoted
        case .statuteDropped: .documentStatuteDropped
        case .topicSet: .documentTopicSet
        }
    }

    static func of(_ fact: Meeting.Fact) -> FactKind {
        switch fact {
        case .called: .meetingCalled
        case .moved: .meetingMoved
        case .cancelled: .meetingCancelled
        case .placed: .meetingItemPlaced
        case .dropped: .meetingItemDropped
        case .postponed: .meetingItemPostponed
        case .closed: .meetingItemClosed
        case .answered: .meetingAnswered
        case .held: .meetingHeld
        case .minuted: .meetingMinuted
        case .submitted: .meetingMinutesSubmitted
        case .approved: .meetingMinutesApproved
        case .journal(let fact): fact.kind(ofMeeting: true)
        }
    }
}
