// SPDX-License-Identifier: MPL-2.0

import Domain
import Ledger

extension KindLine {
    /// The kinds about courses. That none is missing is tested.
    static let learning: [FactKind: KindLine] = [
        .courseOpened: KindLine(
            1, .annullable,
            [.record("number"), .record("document"), .record("scope"), .record("first_due")] + plan),
        .coursePlanned: KindLine(1, [.backdated, .annullable], plan + [.personal("reason", .actor, kept: .record)]),
        .courseRenewed: KindLine(1, .annullable, [.record("due"), .personal("reason", .actor, kept: .record)]),
        // Persons are references without names; that and when somebody completed it is what the certificate documents.
        .courseCompleted: KindLine(
            1, [.backdated, .annullable],
            [
                .record("person"), .record("version"), .record("certificate"), .record("number"), .record("right"),
                .record("of"), .record("evidence"), .record("reported"), .record("score"),
            ]),
        .courseRevoked: KindLine(1, .annullable, [.record("certificate"), .personal("reason", .actor)]),
        .courseReissued: KindLine(1, .annullable, [.record("certificate")]),
        .courseClosed: KindLine(1, .annullable, [.personal("reason", .actor, kept: .record)]),
    ]

    private static let plan: [WireField] = [
        .record("units"), .record("roles"), .record("kinds"), .record("days"), .record("years"), .record("moves"),
    ]
}

extension FactKind {
    static func of(_ fact: Course.Fact) -> FactKind {
        switch fact {
        case .opened: .courseOpened
        case .planned: .coursePlanned
        case .renewed: .courseRenewed
        case .completed: .courseCompleted
        case .revoked: .courseRevoked
        case .reissued: .courseReissued
        case .closed: .courseClosed
        }
    }

    // Each reads the members of one of the kinds that its caller names; what is left over is found by the reader.

    func readCourse(_ payload: inout PayloadReader) throws(CanonicalFault) -> Course.Fact {
        if self == .courseOpened {
            return .opened(
                .init(
                    number: try payload.number("number"), document: try payload.id("document"),
                    scope: try payload.word("scope"), plan: try CoursePlan(&payload),
                    firstDue: try payload.optionalDay("first_due")))
        }
        if self == .coursePlanned {
            return .planned(try CoursePlan(&payload), reason: try payload.id("reason"))
        }
        if self == .courseRenewed {
            return .renewed(due: try payload.day("due"), reason: try payload.id("reason"))
        }
        if self == .courseCompleted {
            return .completed(
                .init(
                    person: try payload.id("person"), version: try payload.optionalID("version"),
                    certificate: try payload.id("certificate"), number: try payload.number("number"),
                    right: try payload.optionalNumber("right"),
                    of: try payload.optionalNumber("of"),
                    evidence: try payload.optionalID("evidence"),
                    report: payload.has("reported")
                        ? PackageReport(
                            status: try payload.word("reported"),
                            score: try payload.optionalNumber("score")) : nil))
        }
        if self == .courseRevoked {
            return .revoked(try payload.id("certificate"), reason: try payload.id("reason"))
        }
        if self == .courseReissued { return .reissued(try payload.id("certificate")) }
        return .closed(reason: try payload.id("reason"))
    }
}

extension Course.Fact {
    /// Writes the payload's members; `readCourse` reads the same ones.
    func write(to payload: inout PayloadWriter) {
        switch self {
        case .opened(let opening):
            payload.number("number", opening.number)
            payload.id("document", opening.document)
            payload.word("scope", opening.scope)
            opening.plan.write(to: &payload)
            payload.day("first_due", opening.firstDue)
        case .planned(let plan, let reason):
            plan.write(to: &payload)
            payload.value("reason", reason)
        case .renewed(let due, let reason):
            payload.day("due", due)
            payload.value("reason", reason)
        case .completed(let completion):
            payload.id("person", completion.person)
            payload.id("version", completion.version)
            payload.id("certificate", completion.certificate)
            payload.number("number", completion.number)
            if let right = completion.right { payload.number("right", right) }
            if let of = completion.of { payload.number("of", of) }
            payload.id("evidence", completion.evidence)
            if let report = completion.report {
                payload.word("reported", report.status)
                if let score = report.score { payload.number("score", score) }
            }
        case .revoked(let certificate, let reason):
            payload.id("certificate", certificate)
            payload.value("reason", reason)
        case .reissued(let certificate): payload.id("certificate", certificate)
        case .closed(let reason): payload.value("reason", reason)
        }
    }
}

extension CoursePlan {
    fileprivate func write(to payload: inout PayloadWriter) {
        payload.ids("units", audience.units)
        payload.nested("roles", audience.roles) { $0.word("role", $1) }
        payload.nested("kinds", audience.kinds) { $0.word("kind", $1) }
        payload.number("days", days)
        if let years { payload.number("years", years) }
        payload.flag("moves", movesToWorkingDay)
    }

    fileprivate init(_ payload: inout PayloadReader) throws(CanonicalFault) {
        let units: [ID<Unit>] = try payload.ids("units")
        let roles: [Role] = try payload.list("roles") { (inner) throws(CanonicalFault) in try inner.word("role") }
        let kinds: [Person.Engagement.Kind] = try payload.list("kinds") { (inner) throws(CanonicalFault) in
            try inner.word("kind")
        }
        self.init(
            audience: Audience(units: units, roles: roles, kinds: kinds), days: try payload.number("days"),
            years: try payload.optionalNumber("years"),
            movesToWorkingDay: try payload.flag("moves"))
    }
}
