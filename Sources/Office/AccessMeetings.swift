// SPDX-License-Identifier: MPL-2.0

import Domain

extension Access {
    /// Who takes back a member's own word at a meeting that a deed annuls: a reply in a written procedure or the approval of
    /// minutes, each only by who gave it. When who approved sits in the body no more, those take the approval back who would
    /// approve now. Nil: the deed annuls no such word.
    static func speakersAtMeeting(
        struckBy deed: any Deed, in register: Register, on day: Day
    ) -> [ID<Person>]? {
        guard let annul = deed.annulling, let target = annul.target,
            target.subject.kind == .meeting,
            let meeting = register.meetings[target.subject.id.seen(as: Meeting.self)]
        else { return nil }
        let answers = meeting.items.flatMap(\.answers)
        if let answer = answers.first(where: { $0.position == annul.position }) { return [answer.by] }
        guard let approval = meeting.approvals.entries.first(where: { $0.position == annul.position }) else {
            return nil
        }
        if let by = approval.value, let body = meeting.calling?.body, register.sits(by, in: body, on: day) {
            return [by]
        }
        return register.approvers(of: meeting, on: day)
    }
}
