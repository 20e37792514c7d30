// SPDX-License-Identifier: MPL-2.0

import Domain

/// What happens inside engagements, leave, and names in other systems.
extension Samples {
    static let engagements: [Fact] =
        Person.Engagement.Kind.allCases.enumerated().map { index, kind in
            .person(
                person,
                .engagementSeen(id(500 + UInt64(index)), kind, unit: unit, title: value(500 + UInt64(index))))
        } + [
            .person(person, .engagementMoved(id(500), unit: unit, title: value(510))),
            .person(person, .firstWorkingDayRecorded(id(500), day(2026, 1, 5))),
            .person(person, .leaveBegan(id(520))),
            .person(person, .leaveEnded(id(520))),
        ]
        + Person.ForeignSystem.allCases.enumerated().map { index, system in
            .person(person, .identified(system, value: value(530 + UInt64(index))))
        }
        + Person.ForeignSystem.allCases.map { .person(person, .unidentified($0)) }
}

/// That files of people were taken in.
extension Samples {
    static let imports: [Fact] = PersonReading.Form.allCases.enumerated().map { index, form in
        .organisation(
            house,
            .personsImported(
                .init(
                    form: form, file: value(540 + UInt64(index)), fileName: value(550 + UInt64(index)), rows: 3,
                    added: 1,
                    changed: 1, ended: 0)))
    }
}
