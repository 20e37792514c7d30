// SPDX-License-Identifier: MPL-2.0

import Domain

/// What happens inside engagements.
extension History {
    mutating func changeEngagement(of person: ID<Person>) {
        switch below(6) {
        case 0:
            let engagement: ID<Person.Engagement> = new()
            add(.person(person, .engagementSeen(engagement, word(), unit: id(units), title: value())))
            engagements.append((person, engagement))
        case 1:
            if let (person, engagement) = any(engagements) {
                add(.person(person, .firstWorkingDayRecorded(engagement, Day(number: Int32(20_000 + below(900))))))
            }
        case 2:
            if let (person, engagement) = any(engagements) {
                add(.person(person, .engagementMoved(engagement, unit: id(units), title: value())))
            }
        case 3:
            let leave: ID<Person.Leave> = new()
            add(.person(person, .leaveBegan(leave)))
            leaves.append((person, leave))
        case 4: if let (person, leave) = any(leaves) { add(.person(person, .leaveEnded(leave))) }
        default:
            let group = ID<ForeignGroup>(high: 1, low: UInt64(entries.count % 3))
            switch entries.count % 8 {
            case 1: add(.person(person, .groupJoined(group)))
            case 3: add(.person(person, .groupLeft(group)))
            case 5: add(.organisation(organisation, .groupNamed(group, name: value(), external: nil)))
            case 7: add(.organisation(organisation, .groupGone(group)))
            default: add(.person(person, .identified(word(), value: value())))
            }
        }
    }
}
