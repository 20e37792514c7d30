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
        default: told(Person.ForeignSystem.allCases[below(4)], value())
        }
    }

    /// Without chance, so that the other facts of a seed stay what they were.
    private func told(_ system: Person.ForeignSystem, _ value: ValueID) -> Person.Fact {
        switch history.count % 6 {
        case 1: .groupJoined(ID(high: 1, low: UInt64(history.count % 2)))
        case 3: .groupLeft(ID(high: 1, low: UInt64(history.count % 2)))
        default: .identified(system, value: value)
        }
    }

    /// About groups that another system told of, where chance said nothing else.
    func groupFact() -> Organisation.Fact {
        let group = ID<ForeignGroup>(high: 1, low: UInt64(history.count / 6 % 2))
        return switch history.count % 18 {
        case 5: .groupGone(group)
        case 11, 17: .groupNamed(group, name: ID(high: 1, low: 7), external: nil)
        default: .started(version: "1")
        }
    }

    mutating func unitFact() -> Unit.Fact {
        switch below(4) {
        case 0: .opened(name: value(), nameEnglish: nil, parent: maybe(4))
        case 1: .renamed(name: value(), nameEnglish: value())
        case 2: .moved(parent: maybe(4))
        default: .closed(successor: maybe(4))
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
