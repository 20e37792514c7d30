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

    static let registerImports: [Fact] = ImportForm.allCases.enumerated().map { index, form in
        .organisation(
            house,
            .registerImported(
                .init(
                    matter: index % 2 == 0 ? .assets : .risks, form: form,
                    sha256: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                    fileName: value(560 + UInt64(index)), rows: 7, added: 3, changed: 2, beside: 4)))
    }
}
