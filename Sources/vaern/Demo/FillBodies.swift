// SPDX-License-Identifier: MPL-2.0

import Domain
import Office

/// The direktion at work in a filled history: matters are put forward one day; at the next meeting they are decided, and
/// its minutes are approved.
extension FillModel {
    /// So many matters are on an agenda.
    private static let agenda = 50

    mutating func meet(_ orders: inout [FillOrder], most: Int) {
        guard let chair = direktion.first, let security else { return }
        if let meeting { hold(meeting, chair, &orders) }
        meeting = nil
        orders.append(
            FillOrder(
                .callMeeting,
                [
                    "body": Body.Kind.direktion.rawValue, "method": Meeting.Method.meeting.rawValue,
                    "meeting_day": "\(today + 1)",
                ], by: chair
            ) { $0.meeting = $1.subjects[0].id.seen(as: Meeting.self) })
        for _ in 0..<min(FillModel.agenda, most) {
            let subject = subject()
            orders.append(
                FillOrder(
                    .proposeMatter,
                    [
                        "body": Body.Kind.direktion.rawValue,
                        "question": "Skal \(subject) i område \(below(100)) gennemgås af en ekstern?",
                        "reasons": "Det er to år siden sidst.\nRisikoen er vokset.",
                        "if_yes": "Gennemgangen bestilles i år.", "if_no": "Enheden gennemgår selv.",
                        "resolution": "Der bestilles en gennemgang af \(subject).", "due": "\(today + 90)",
                    ], by: security
                ) { $0.proposed.append($1.subjects[0].id.seen(as: Proposal.self)) })
        }
    }

    private mutating func hold(_ meeting: ID<Meeting>, _ chair: ID<Person>, _ orders: inout [FillOrder]) {
        let members = direktion.map { "\($0)" }
        let place = proposed.map { Meeting.Choice.matter(.proposal($0)).text }
        let secretary = direktion.last ?? chair
        // Nobody knew on which day the next wave would come.
        orders += [
            FillOrder(
                .moveMeeting,
                ["meeting": "\(meeting)", "meeting_day": "\(today)", "reason": "En anden dag passer bedre."],
                by: secretary),
            FillOrder(.placeItem, ["meeting": "\(meeting)"], many: ["matters": place], by: chair),
            FillOrder(
                .holdMeeting, ["meeting": "\(meeting)", "chair": "\(chair)"], many: ["present": members],
                by: secretary),
        ]
        for proposal in proposed {
            var texts = [
                "proposal": "\(proposal)", "seen": "1", "outcome": Decision.Outcome.approved.rawValue,
                "method": Decision.Method.meeting.rawValue, "minutes": "Møde \(today.year)-\(today.week)",
            ]
            if below(12) == 0 {
                texts["outcome"] = Decision.Outcome.rejected.rawValue
                texts["reason"] = "Budgettet rækker ikke i år."
            }
            orders.append(FillOrder(.resolveProposal, texts, many: ["members": members], by: chair))
        }
        proposed = []
        orders += [
            FillOrder(.submitMinutes, ["meeting": "\(meeting)"], by: secretary),
            FillOrder(.approveMinutes, ["meeting": "\(meeting)"], by: chair),
        ]
    }
}
