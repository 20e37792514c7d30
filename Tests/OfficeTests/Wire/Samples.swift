// SPDX-License-Identifier: MPL-2.0

import Domain
import Ledger
import Office

/// Facts of every kind and shape: with and without what may be left out, every word of every enumeration.
enum Samples {
    static func id<Kind>(_ number: UInt64, _: Kind.Type = Kind.self) -> ID<Kind> {
        ID(high: 0x0193_5A7C_2E00_7000 | number >> 32, low: 0x8000_0000_0000_0000 | number)
    }

    static func day(_ year: Int, _ month: Int, _ day: Int) -> Day {
        Day(year: year, month: month, day: day) ?? .distantPast
    }

    static let house: ID<Organisation> = id(1)
    static let unit: ID<Unit> = id(10)
    static let other: ID<Unit> = id(11)
    static let person: ID<Person> = id(20)
    static let deputy: ID<Person> = id(21)
    static let policy: ID<Document> = id(30)
    static let procedure: ID<Document> = id(31)
    static let first: ID<Document.Version> = id(40)
    static let second: ID<Document.Version> = id(41)
    static let decision: ID<Decision> = id(50)
    static let task: ID<Action> = id(60)
    static let token: ID<Token> = id(70)
    static let notice: ID<Notice> = id(75)
    static let grant: ID<Person.Grant> = id(81)
    static let hold: ID<Person.Hold> = id(82)

    /// In an order that could have happened.
    static let facts: [Fact] =
        organisation + units + persons + bodies + documents + decisions + actions + tokens + consultations + notices
        + reminders + dispensing + reviews + proposing + meetings + filed + escalations + secondSteps + providers
        + groups
        + against + methods
        + compliance
        + reporting + measuring + learning
        + depending
        + awareness + competences
        + endangering
        + privacy
        + annulments

    /// A value's identity.
    static func value(_ number: UInt64) -> ValueID { id(0x1_0000 + number) }

    private static let key = "MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqo="

    private static let organisation: [Fact] =
        [
            .organisation(
                house, .opened(origin: "vaern.eksempel.dk/vaern/fki/1", publicKey: key, demo: true, recovery: nil)),
            .organisation(
                house,
                .opened(
                    origin: "vaern.eksempel.dk/vaern/fki/2", publicKey: key, demo: false,
                    recovery: .init(size: 4711, root: key, lost: 12, reason: value(1)))),
            .organisation(house, .named(name: value(2), short: value(3))),
            .organisation(house, .started(version: "1.0.0 »prøve« \"\\\n")),
            .organisation(
                house,
                .publicationSet(
                    Publication(
                        isOn: true, showsNames: true, host: value(180), contact: value(181), statement: value(182),
                        security: value(183)))),
            .organisation(
                house,
                .publicationSet(
                    Publication(
                        isOn: false, showsNames: false, host: nil, contact: nil, statement: nil, security: nil))),
        ] + Publication.Matter.allCases.map { .organisation(house, .publicationReviewed($0)) } + imports
        + registerImports

    private static let units: [Fact] = [
        .unit(unit, .opened(name: value(10), nameEnglish: value(11), parent: nil)),
        .unit(other, .opened(name: value(12), nameEnglish: nil, parent: unit)),
        .unit(other, .renamed(name: value(13), nameEnglish: nil)),
        .unit(other, .renamed(name: value(14), nameEnglish: value(15))),
        .unit(other, .moved(parent: nil)),
        .unit(other, .moved(parent: unit)),
        .unit(other, .closed(successor: unit)),
        .unit(unit, .closed(successor: nil)),
    ]

    private static let persons: [Fact] =
        [
            .person(person, .named(name: value(20), mail: value(21))),
            .person(deputy, .named(name: value(22), mail: nil)),
        ]
        + Person.Engagement.Kind.allCases.enumerated().map { index, kind in
            .person(
                person,
                .engaged(
                    id(90 + UInt64(index)), kind, unit: unit, title: value(30 + UInt64(index)),
                    firstWorkingDay: index == 0 ? day(2024, 2, 29) : nil))
        }
        + [.person(person, .engagementEnded(id(90)))] + engagements
        + Role.allCases.enumerated().map { index, role in
            .person(
                person,
                .roleGranted(
                    index == 0 ? grant : id(100 + UInt64(index)), role, unit: role == .unitHead ? unit : nil))
        }
        + [
            .person(person, .roleEnded(grant)),
            .person(person, .deputyAppointed(id(120), deputy: deputy, reason: value(40))),
            .person(person, .deputyEnded(id(120))),
            .person(person, .holdPlaced(hold, reason: value(41))),
            .person(person, .holdLifted(hold, reason: value(42))),
            .person(person, .accountOpened(username: value(43))),
            .person(person, .accountClosed),
            .person(person, .recoveryCodesMade(10)),
            .person(person, .recoveryCodeUsed(left: 9)),
        ]
        + SignInMethod.Kind.allCases.enumerated().map { index, kind in
            .person(person, .signInMethodAdded(id(140 + UInt64(index)), kind, label: value(44)))
        }
        + [.person(person, .signInMethodRemoved(id(140)))]
        + ErasureBasis.allCases.enumerated().map { index, basis in
            .person(
                deputy,
                .erased(
                    decision: value(50 + UInt64(index)), basis: basis, values: index == 0 ? [] : [value(22), value(40)])
            )
        }

    private static let bodies: [Fact] = [
        .body(.direktion, .seated(id(130), person, chair: true)),
        .body(.bestyrelse, .seated(id(131), deputy, chair: false)),
        .body(.bestyrelse, .unseated(id(131))),
    ]

    private static let documents: [Fact] =
        Document.Kind.allCases.enumerated().map { index, kind in
            .document(
                id(30 + UInt64(index)),
                .created(
                    kind, number: index + 1, title: value(60 + UInt64(index)), owner: unit,
                    parent: index == 0 ? nil : policy, contact: index == 1 ? person : nil))
        }
        + Classification.allCases.enumerated().map { index, classification in
            .document(
                id(30 + UInt64(index)),
                .drafted(
                    index == 0 ? first : id(140 + UInt64(index)),
                    .init(
                        number: VersionNumber(index, 9), classification: classification,
                        language: index == 2 ? .en : .da, text: value(70 + UInt64(index)),
                        original: index == 1 ? value(80) : nil, extract: index == 1 ? value(84) : nil,
                        note: index == 1 ? value(81) : nil)))
        }
        + [
            .document(policy, .versionImported(VersionNumber(0, 10), unit: value(82), update: value(83))),
            .document(policy, .submitted(first)),
            .document(
                policy,
                .submitted(first, lacking: .init(sections: Document.Section.allCases, reason: value(185)))),
            .document(policy, .enforced(first)),
        ]
        + Verification.Outcome.allCases.enumerated().map { index, outcome in
            let notes = UInt64(90 + index * 5)
            return .document(
                policy,
                .verified(
                    first, VersionNumber(1, index), outcome,
                    .init(
                        strategy: index == 0 ? value(85) : nil, administration: value(notes),
                        business: value(notes + 1), threats: value(notes + 2), society: value(notes + 3),
                        improvement: value(notes + 4))))
        }
        + [
            .document(procedure, .transferred(other, reason: value(110))),
            .document(procedure, .contactNamed(person)),
            .document(procedure, .contactNamed(nil)),
            .document(procedure, .placed(parent: policy, reason: value(111))),
            .document(procedure, .placed(parent: nil, reason: value(112))),
            .document(procedure, .retitled(value(113), reason: value(114))),
            .document(policy, .summarised(first, value(184))),
            .document(policy, .quizSet(first, .init(danish: value(230), english: value(231)))),
            .document(
                policy, .classProposed(first, was: .public, .confidential, from: nil, reason: value(185))),
            .document(
                policy, .classProposed(first, was: .confidential, .internal, from: day(2026, 12, 1), reason: value(186))
            ),
            .document(procedure, .withdrawn(reason: value(115))),
            .document(policy, .audienceSet(Audience(), reason: value(116))),
            .document(
                procedure,
                .audienceSet(
                    Audience(
                        units: [unit, other], roles: [.dpo, .unitHead], kinds: [.employee, .consultant], days: 30,
                        way: .immediate), reason: value(117))),
        ]
        + Document.Relation.allCases.flatMap { relation in
            [
                Fact.document(procedure, .related(relation, id(31))),
                .document(procedure, .unrelated(relation, id(31), reason: value(188))),
            ]
        }
        + Language.allCases.enumerated().map { index, language in
            .document(
                policy,
                .translated(
                    first,
                    .init(
                        language: language, title: value(189), text: value(190),
                        original: index == 1 ? value(191) : nil, extract: index == 1 ? value(192) : nil,
                        reason: index == 1 ? value(193) : nil)))
        }
        + MaterialChange.Cause.allCases.enumerated().map { index, cause in
            .document(
                policy,
                .changeDeclared(
                    cause, due: day(2026, 11, 30) + index, reason: value(116 + UInt64(index % 2)),
                    reference: index % 2 == 0 ? value(118) : nil))
        }

    private static let decisions: [Fact] = [
        .decision(
            decision,
            .made(
                .init(
                    number: 4, year: 2026, decider: .body(.direktion),
                    matter: .init(act: .adopt, document: policy, version: first), outcome: .approved, method: .meeting,
                    minutes: value(120), members: [person, deputy], recused: [], conditions: value(121),
                    reason: value(122),
                    basis: [
                        .init(subject: .document(policy), revision: 3), .init(subject: .body(.direktion), revision: 1),
                    ], paper: value(123)))),
        .decision(
            id(51),
            .made(
                .init(
                    number: 5, year: 2026, decider: .body(.bestyrelse),
                    matter: .init(act: .adopt, document: policy, version: second), outcome: .rejected,
                    method: .minutes, minutes: nil, members: [], recused: [deputy], conditions: nil, reason: nil,
                    basis: [], paper: value(124)))),
        .decision(
            id(52),
            .made(
                .init(
                    number: 6, year: 2026, decider: .head(of: unit),
                    matter: .init(act: .withdraw, document: procedure, version: nil), outcome: .approved,
                    method: .written, minutes: nil, members: [person], recused: [], conditions: nil, reason: nil,
                    basis: [.init(subject: .document(procedure), revision: 9)], paper: value(125)))),
        .decision(
            id(53),
            .made(
                .init(
                    number: 7, year: 2026, decider: .body(.direktion),
                    matter: .init(act: .reclassify, document: policy, version: first), outcome: .approved,
                    method: .meeting, minutes: nil, members: [person], recused: [], conditions: nil, reason: nil,
                    basis: [.init(subject: .document(policy), revision: 12)], paper: value(126)))),
        .decision(
            id(59),
            .made(
                .init(
                    number: 35, year: 2026, decider: .body(.direktion),
                    matter: .init(act: .adopt, document: policy, version: first), outcome: .approved,
                    method: .meeting, minutes: nil, members: [person], recused: [deputy], recusal: value(253),
                    conditions: nil, reason: nil, basis: [.init(subject: .document(policy), revision: 12)],
                    paper: value(254)))),
    ]

    private static let abouts: [Subject?] = [
        nil, .document(policy), .decision(decision), .unit(unit), .person(person), .action(task), .token(token),
        .organisation(house), .body(.bestyrelse),
    ]

    /// A role that came later stands last where a file lists them, so that what the file held stays as it was.
    private static let responsibles: [Responsible] =
        [.unit(unit), .person(person), .body(.direktion), .body(.bestyrelse)]
        + Role.allCases.filter { $0 != .secretary }.map { .role($0) }

    private static let actions: [Fact] =
        responsibles.enumerated().map { index, responsible in
            .action(
                id(60 + UInt64(index)),
                .added(
                    number: index + 1, title: value(130 + UInt64(index) * 2), why: value(131 + UInt64(index) * 2),
                    responsible: responsible, due: day(2027, 1, 1) + index * 31, about: abouts[index % abouts.count]))
        } + [
            .action(task, .moved(due: day(9999, 12, 31), reason: value(160))),
            .action(task, .done(note: value(161))),
            .action(id(61), .dropped(reason: value(162))),
            .action(task, .assigned(.person(deputy), reason: value(163))),
            .action(id(61), .assigned(.unit(other), reason: value(164))),
            .action(
                id(74),
                .added(
                    number: 14, title: value(165), why: value(166), responsible: .role(.secretary),
                    due: day(2027, 3, 31), about: .dispensation(dispensation))),
        ]

    private static let tokens: [Fact] = [
        .token(token, .issued(person, .read, until: day(2027, 6, 30))),
        .token(id(71), .issued(person, .write, until: day(2026, 12, 24))),
        .token(token, .revoked),
    ]

    private static let hearing: ID<Consultation> = id(75)

    private static let consultations: [Fact] =
        [
            .consultation(
                hearing,
                .opened(
                    .init(
                        document: policy, version: first, question: value(180), invited: responsibles,
                        due: day(2026, 12, 24)))),
            .consultation(
                id(76),
                .opened(
                    .init(document: procedure, version: second, question: value(181), invited: [], due: day(2027, 1, 1))
                )),
            .consultation(hearing, .extended(due: day(2027, 1, 10), reason: value(182))),
            .consultation(
                hearing,
                .commented(
                    id(77), by: person, for: [.person(person), .unit(unit)], paragraph: id(78), text: value(183))),
            .consultation(
                hearing, .commented(id(79), by: deputy, for: [.body(.direktion)], paragraph: nil, text: value(184))),
            .consultation(hearing, .agreed(by: deputy, for: [.role(.dpo)])),
            .consultation(hearing, .replied(id(77), reply: id(80), by: deputy, text: value(185))),
        ]
        + Consultation.Disposition.allCases.enumerated().map { index, disposition in
            .consultation(
                hearing, .disposed(id(index == 0 ? 79 : 77), disposition, reason: index == 0 ? nil : value(186)))
        } + [
            .consultation(hearing, .closed(note: value(187))),
            .consultation(
                hearing, .handedOver(from: .person(person), to: .person(deputy), reason: value(188))),
            .consultation(hearing, .handedOver(from: .unit(unit), to: .unit(other), reason: value(189))),
            .consultation(id(76), .closed(note: nil)),
        ]

    private static let notices: [Fact] =
        [
            .notice(notice, .opened(policy, first, text: key, days: 14, way: .digest)),
            .notice(id(76), .opened(procedure, second, text: "", days: 365, way: .immediate)),
            .notice(notice, .acknowledged(person, first, text: key)),
            .notice(notice, .acknowledged(deputy, first, text: key)),
            .notice(notice, .acknowledged(person, second, text: key, quiz: 1_204)),
        ] + Notice.Reminder.allCases.map { .notice(notice, .reminded($0)) }
        + Notice.Channel.allCases.map { .notice(notice, .told($0, [person, deputy])) }

    private static let reminders: [Fact] =
        Rule.allCases.enumerated().map { index, rule in
            .reminder(
                id(90 + UInt64(index)),
                .sent(
                    rule == .acknowledgement
                        ? .init(notice, readersOf: unit)
                        : .init(rule: rule, subject: .document(policy), turn: index * 7, unit: nil),
                    to: responsibles[index % responsibles.count]))
        } + [
            .reminder(
                id(0x1_0001),
                .mailed(
                    .init(rule: .decision, subject: .document(policy), turn: 7, unit: nil), [person, deputy])),
            .reminder(id(0x1_0002), .mailed(nil, [person, deputy])),
        ]

    private static let annulments: [Fact] = [
        Subject.organisation(house), .unit(other), .person(person), .body(.bestyrelse), .document(procedure),
        .decision(decision), .action(task), .token(token), .consultation(hearing), .notice(id(76)), .reminder(id(90)),
        .dispensation(dispensation), .proposal(proposal), .meeting(meeting), .requirement(requirement),
        .evidence(id(403)), .nonconformity(id(410)), .scope(id(420)), .framework(id(451)),
        .controlTest(id(430)), .audit(id(440)), .report(id(470)), .objective(id(472)), .campaign(id(474)),
        .auditEngagement(id(470)), .evidenceRequest(id(480)), .measure(id(490)), .asset(id(495)),
        .course(id(500)),
        .initiative(id(600)), .suspicion(id(610)), .competence(id(510)),
        .risk(risk),
        .processing(processing), .subjectRequest(subjectRequest),
    ].enumerated().map { index, subject in
        .annulled(subject, Annulment(position: index * 9, reason: value(170 + UInt64(index))))
    }

    /// Samples of one kind.
    static func of(_ kind: FactKind) -> [Fact] { facts.filter { FactKind.of($0) == kind } }

    /// A reason for recording it late, where there may be one.
    static func late(_ fact: Fact) -> ValueID? { FactKind.of(fact).mayBeBackdated ? id(0x2_0000) : nil }
}
