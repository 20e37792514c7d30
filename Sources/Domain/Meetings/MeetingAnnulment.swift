// SPDX-License-Identifier: MPL-2.0

extension Deciding {
    /// What must hold after an annulment of a fact about a meeting: what is approved is changed by no annulment but that of
    /// the approval, what was decided keeps the item, the day and the replies that it rests on, and nothing that has been
    /// placed elsewhere since is open again.
    func keep(_ meeting: ID<Meeting>, _ position: Int, since before: Register) throws(Refusal) {
        guard let was = before.meetings[meeting], let now = register.meetings[meeting] else { return }
        if was.isApproved {
            // Where they are filed is no part of them.
            guard now.isApproved, !was.journal.isFrom(position) else { return }
            throw .outOfTurn(
                da: "Referatet er godkendt. Annullér godkendelsen først.",
                en: "The minutes are approved. Annul the approval first.")
        }
        for item in was.items {
            let kept = now.calling == nil ? nil : now.items.first { $0.id == item.id }
            if let decision = before.decision(of: item, at: was) {
                guard let kept, register.decision(of: kept, at: now)?.id == decision.id, kept.answers == item.answers
                else {
                    throw .outOfTurn(
                        da:
                            "Punkt \(item.placing.order) er afgjort på mødet, og beslutningen bygger på posten. Annullér beslutningen først.",
                        en:
                            "Item \(item.placing.order) was decided at the meeting, and the decision rests on the entry. Annul the decision first."
                    )
                }
            }
            if kept == nil, register.isPlacedAnew(item) {
                throw .outOfTurn(
                    da: "Punkt \(item.placing.order) er kommet på en senere dagsorden. Annullér det dér først.",
                    en: "Item \(item.placing.order) is on a later agenda. Annul it there first.")
            }
        }
        try keepClosedElsewhere(now, was)
    }

    /// An item that was settled or cancelled and is open again must not be dealt with elsewhere, nor be decided by it.
    private func keepClosedElsewhere(_ now: Meeting, _ was: Meeting) throws(Refusal) {
        guard let body = now.calling?.body, !now.isCancelled else { return }
        for item in now.items where item.settled.latest == nil {
            let wasOpen = !was.isCancelled && was.items.contains { $0.id == item.id && $0.settled.latest == nil }
            guard !wasOpen else { continue }
            let isElsewhere = item.placing.about.map { about in
                register.meetings.values.contains { other in
                    other.id != now.id && other.calling?.body == body && !other.isCancelled
                        && other.items.contains { $0.placing.about == about && $0.position > item.position }
                }
            }
            guard isElsewhere != true, !register.isPlacedAnew(item), register.decision(of: item, at: now) == nil else {
                throw .outOfTurn(
                    da:
                        "Punkt \(item.placing.order) er behandlet eller sat på et andet møde siden. Tag det af dér først.",
                    en:
                        "Item \(item.placing.order) has been dealt with or placed at another meeting since. Take it off there first."
                )
            }
        }
    }
}

extension Register {
    /// Whether another agenda goes on with an item.
    fileprivate func isPlacedAnew(_ item: Meeting.Item) -> Bool {
        meetings.values.contains { meeting in
            meeting.calling != nil && !meeting.isCancelled && meeting.items.contains { $0.placing.follows == item.id }
        }
    }
}
