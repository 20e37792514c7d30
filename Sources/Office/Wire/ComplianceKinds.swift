// SPDX-License-Identifier: MPL-2.0

import Domain

extension KindLine {
    /// The kinds about requirements, evidence, nonconformities, statements of applicability and control. That none is
    /// missing is tested.
    static let compliance: [FactKind: KindLine] = [
        .requirementStated: KindLine(1, [.material, .annullable], KindLine.requirement),
        .requirementAmended: KindLine(
            1, [.material, .annullable],
            KindLine.amendment + [.record("reworded"), .personal("reason", .actor, kept: .record)]),
        .requirementWithdrawn: KindLine(1, [.material, .annullable], [.personal("reason", .actor, kept: .record)]),
        .requirementMapped: KindLine(
            1, .annullable, [.record("clause"), .record("relation"), .personal("rationale", .actor, kept: .record)]),
        .requirementUnmapped: KindLine(
            1, .annullable, [.record("clause"), .personal("reason", .actor, kept: .record)]),
        .requirementAssessed: KindLine(1, [.material, .backdated, .annullable], KindLine.assessment),
        .evidenceAdded: KindLine(1, [.backdated, .annullable], KindLine.evidence),
        .evidenceWithdrawn: KindLine(1, [.material, .annullable], [.personal("reason", .actor, kept: .record)]),
        .nonconformityRaised: KindLine(1, [.material, .backdated, .annullable], KindLine.nonconformity),
        .nonconformityExplained: KindLine(
            1, [.material, .annullable], [.personal("cause", .actor, kept: .record), .record("check")]),
        .nonconformityChecked: KindLine(
            1, [.material, .annullable],
            [.record("outcome"), .personal("finding", .actor, kept: .record), .record("evidence")]),
        .scopeOpened: KindLine(1, .annullable, [.vaulted("name"), .record("baseline")]),
        .scopeDecided: KindLine(1, .annullable, KindLine.applicability),
        .scopeResumed: KindLine(1, .annullable, [.record("control"), .personal("reason", .actor, kept: .record)]),
        .scopeClosed: KindLine(1, .annullable, [.personal("reason", .actor, kept: .record)]),
        .controlTestPlanned: KindLine(
            1, .annullable,
            [
                .record("number"), .vaulted("title"), .personal("method", .actor, kept: .record),
                .record("requirement"), .record("unit"), .record("months"), .record("size"),
            ]),
        // What is locked stays: whoever knows the root knows the sample. What could be drawn is the organisation's evidence; the form asks for numbers in the place of names.
        .controlTestFrozen: KindLine(
            1, [],
            [
                .record("round"), .personal("items", .actor, kept: .record), .record("count"),
                .personal("source", .actor, kept: .record),
                .record("from"), .record("until"),
            ]),
        .controlTestDrawn: KindLine(
            1, .annullable, [.record("round"), .record("size"), .record("root"), .record("items")]),
        .controlTestConcluded: KindLine(
            1, [.material, .annullable],
            [
                .record("round"), .record("failed"), .record("untested"),
                .personal("finding", .actor, kept: .record), .record("evidence"),
            ]),
        .controlTestRetired: KindLine(1, .annullable, [.personal("reason", .actor, kept: .record)]),
        .auditRecorded: KindLine(
            1, [.material, .backdated, .annullable],
            [
                .record("number"), .record("year"), .record("matter"), .personal("auditor", .actor, kept: .record),
                .vaulted("standard"),
                .record("from"), .record("until"), .record("opinion"), .personal("exceptions", .actor, kept: .record),
                .record("evidence"),
            ]),
        .auditEngagementOpened: KindLine(
            1, .annullable,
            [
                .record("number"), .record("year"), .record("auditor"), .record("matter"), .vaulted("standard"),
                .record("from"), .record("until"),
            ]),
        .auditEngagementClosed: KindLine(
            1, .annullable, [.record("audit"), .personal("note", .actor, kept: .record)]),
        // What an auditor asked for and said of the answer is struck by nobody; what is no longer needed is withdrawn.
        .evidenceRequestMade: KindLine(
            1, [],
            [
                .record("number"), .record("engagement"), .personal("what", .actor, kept: .record),
                .record("requirement"), .record("control_test"), .personal("why", .actor, kept: .record),
                .record("unit"), .record("due"),
            ]),
        .evidenceRequestAnswered: KindLine(
            1, .annullable, [.record("evidence"), .personal("note", .actor, kept: .record)]),
        .evidenceRequestJudged: KindLine(
            1, [], [.record("judgement"), .personal("reason", .actor, kept: .record), .record("due")]),
        .evidenceRequestWithdrawn: KindLine(1, [], [.personal("reason", .actor, kept: .record)]),
        .frameworkAdopted: KindLine(1, .annullable, KindLine.framework),
        .frameworkRetired: KindLine(1, .annullable, [.personal("reason", .actor, kept: .record)]),
    ]
}

extension FactKind {
    static func of(_ fact: Requirement.Fact) -> FactKind {
        switch fact {
        case .stated: .requirementStated
        case .amended: .requirementAmended
        case .withdrawn: .requirementWithdrawn
        case .mapped: .requirementMapped
        case .unmapped: .requirementUnmapped
        case .assessed: .requirementAssessed
        }
    }

    static func of(_ fact: Scope.Fact) -> FactKind {
        switch fact {
        case .opened: .scopeOpened
        case .decided: .scopeDecided
        case .resumed: .scopeResumed
        case .closed: .scopeClosed
        }
    }

    static func of(_ fact: ControlTest.Fact) -> FactKind {
        switch fact {
        case .planned: .controlTestPlanned
        case .frozen: .controlTestFrozen
        case .drawn: .controlTestDrawn
        case .concluded: .controlTestConcluded
        case .retired: .controlTestRetired
        }
    }
}
