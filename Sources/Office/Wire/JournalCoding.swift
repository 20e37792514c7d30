// SPDX-License-Identifier: MPL-2.0

import Domain
import Ledger

extension Journal.Fact {
    /// Writes the payload's members; `readJournal` reads the same ones.
    func write(to payload: inout PayloadWriter) {
        switch self {
        case .recorded(let mark):
            payload.value("case_number", mark.caseNumber)
            payload.value("document_number", mark.documentNumber)
            payload.day("day", mark.day)
        case .removed(let reason): payload.value("reason", reason)
        }
    }

    /// The kind of the fact about a decision, or about a meeting.
    func kind(ofMeeting: Bool) -> FactKind {
        switch self {
        case .recorded: ofMeeting ? .meetingJournalised : .decisionJournalised
        case .removed: ofMeeting ? .meetingJournalRemoved : .decisionJournalRemoved
        }
    }
}

extension FactKind {
    /// Reads the members of what was filed; of another kind it would read that it was taken away.
    func readJournal(_ payload: inout PayloadReader) throws(CanonicalFault) -> Journal.Fact {
        guard self == .decisionJournalised || self == .meetingJournalised else {
            return .removed(reason: try payload.id("reason"))
        }
        return .recorded(
            .init(
                caseNumber: try payload.id("case_number"), documentNumber: try payload.optionalID("document_number"),
                day: try payload.day("day")))
    }
}
