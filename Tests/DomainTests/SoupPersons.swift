// SPDX-License-Identifier: MPL-2.0

@testable import Domain

/// Facts about engagements, leave and names in other systems, in no order.
extension Soup {
    mutating func engagementFact() -> Person.Fact {
        switch below(7) {
        case 6: .talkHeld(id(5), needs: below(2) == 0 ? [] : [id(3)])
        case 0: .engagementSeen(id(5), .embedded, unit: id(4), title: value())
        case 1: .firstWorkingDayRecorded(id(5), anyDay())
        case 2: .engagementMoved(id(5), unit: id(4), title: value())
        case 3: .leaveBegan(id(5))
        case 4: .leaveEnded(id(5))
        default: .identified(Person.ForeignSystem.allCases[below(4)], value: value())
        }
    }

    mutating func responsible() -> Responsible {
        switch below(4) {
        case 0: .person(id(4))
        case 1: .role(Role.allCases[below(Role.allCases.count)])
        case 2: .body(.direktion)
        default: .unit(id(4))
        }
    }
}
