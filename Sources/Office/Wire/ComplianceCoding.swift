// SPDX-License-Identifier: MPL-2.0

import Domain
import Ledger

extension KindLine {
    /// What a requirement says. What others demand, and what proves it, is nobody's personal data.
    static let requirement: [WireField] =
        [
            .record("number"), .record("source"), .record("document"), .record("paragraph"), .vaulted("law"),
            .vaulted("binds"), .record("from"), .record("until"), .record("clause"),
        ] + amendment
    static let amendment: [WireField] = [
        .record("version"), .vaulted("demand"), .record("unit"), .record("months"), .vaulted("trigger"),
        .vaulted("expected"), .record("areas"), .record("properties"), .record("assets"), .record("risk_assessment"),
    ]
    /// Record format 1 (policy §7.2). It is the organisation's evidence.
    static let assessment: [WireField] = [
        .record("from"), .record("until"), .record("method"), .personal("sample", .actor, kept: .record),
        .record("result"), .personal("finding", .actor, kept: .record), .record("evidence"), .record("assessor"),
        .record("next"),
    ]
    static let evidence: [WireField] = [
        .record("number"), .personal("title", .actor, kept: .record), .record("content"),
        .personal("file", .actor, kept: .record), .personal("name", .actor, kept: .record),
        .record("format"), .record("bytes"), .personal("link", .actor, kept: .record), .record("entry"),
        .record("about"),
        .record("revision"), .record("unit"), .record("classification"), .record("until"),
        .record("risk_assessment"),
    ]
    static let nonconformity: [WireField] = [
        .record("number"), .record("year"), .personal("what", .actor, kept: .record), .record("origin"),
        .record("severity"), .record("requirement"), .record("unit"), .record("due"),
    ]
    static let applicability: [WireField] = [
        .record("control"), .record("status"), .personal("reason", .actor, kept: .record),
        .personal("how", .actor, kept: .record), .record("documents"), .record("unit"),
    ]
}

extension Requirement.Fact {
    /// Writes the payload's members; `readRequirement` reads the same ones.
    func write(to payload: inout PayloadWriter) {
        switch self {
        case .stated(let wording): wording.write(to: &payload)
        case .amended(let amendment, let reason):
            amendment.write(to: &payload)
            payload.flag("reworded", amendment.isReworded)
            payload.value("reason", reason)
        case .withdrawn(let reason): payload.value("reason", reason)
        case .mapped(let clause, let relation, let rationale):
            payload.text("clause", clause.description)
            payload.word("relation", relation)
            payload.value("rationale", rationale)
        case .unmapped(let clause, let reason):
            payload.text("clause", clause.description)
            payload.value("reason", reason)
        case .assessed(let assessment): assessment.write(to: &payload)
        }
    }
}

extension Requirement.Wording {
    fileprivate func write(to payload: inout PayloadWriter) {
        payload.number("number", number)
        payload.word("source", source.kind)
        switch source {
        case .paragraph(let document, let paragraph, let version):
            payload.id("document", document)
            payload.id("paragraph", paragraph)
            payload.id("version", version)
        case .law(let law, let binds, let from, let until):
            payload.value("law", law)
            payload.value("binds", binds)
            payload.day("from", from)
            payload.day("until", until)
        case .clause(let clause): payload.text("clause", clause.description)
        }
        amendment.write(to: &payload)
    }

    fileprivate init(_ payload: inout PayloadReader) throws(CanonicalFault) {
        let number = try payload.number("number")
        let source: Requirement.Source
        switch try payload.word("source", Requirement.Source.Kind.self) {
        case .paragraph:
            source = .paragraph(
                try payload.id("document"), try payload.id("paragraph"), version: try payload.id("version"))
        case .law:
            source = .law(
                try payload.id("law"), binds: try payload.optionalID("binds"), from: try payload.day("from"),
                until: try payload.optionalDay("until"))
        case .clause: source = .clause(try payload.clause("clause"))
        }
        let said = try Requirement.Amendment(&payload, version: nil, isReworded: false)
        self.init(
            number: number, source: source, demand: said.demand, unit: said.unit, rhythm: said.rhythm,
            expected: said.expected, areas: said.areas, properties: said.properties, assets: said.assets,
            demandsRiskAssessment: said.demandsRiskAssessment)
    }
}

extension Requirement.Amendment {
    /// Without the version, which belongs to the source where the requirement is stated.
    fileprivate func write(to payload: inout PayloadWriter) {
        payload.id("version", version)
        payload.value("demand", demand)
        payload.id("unit", unit)
        switch rhythm {
        case .months(let months): payload.number("months", months)
        case .trigger(let trigger): payload.value("trigger", trigger)
        }
        payload.value("expected", expected)
        payload.nested("areas", areas) { $0.word("area", $1) }
        payload.nested("properties", properties) { $0.word("property", $1) }
        // Said where there is something to say, so that what was written before there were such words is written alike.
        if !assets.isEmpty { payload.ids("assets", assets) }
        if demandsRiskAssessment { payload.flag("risk_assessment", true) }
    }

    fileprivate init(
        _ payload: inout PayloadReader, version: ID<Document.Version>?, isReworded: Bool
    ) throws(CanonicalFault) {
        let demand: ValueID = try payload.id("demand")
        let unit: ID<Unit> = try payload.id("unit")
        let rhythm: Requirement.Rhythm =
            payload.has("months") ? .months(try payload.number("months")) : .trigger(try payload.id("trigger"))
        self.init(
            demand: demand, unit: unit, rhythm: rhythm, expected: try payload.id("expected"),
            areas: try payload.list("areas") { (inner) throws(CanonicalFault) in try inner.word("area") },
            properties: try payload.list("properties") { (inner) throws(CanonicalFault) in
                try inner.word("property")
            }, version: version, isReworded: isReworded,
            assets: payload.has("assets") ? try payload.ids("assets") : [],
            demandsRiskAssessment: try payload.has("risk_assessment") ? payload.flag("risk_assessment") : false)
    }
}

extension Assessment {
    fileprivate func write(to payload: inout PayloadWriter) {
        payload.day("from", from)
        payload.day("until", until)
        payload.word("method", method)
        payload.value("sample", sample)
        payload.word("result", result)
        payload.value("finding", finding)
        payload.ids("evidence", evidence)
        payload.id("assessor", assessor)
        payload.day("next", next)
    }

    fileprivate init(_ payload: inout PayloadReader) throws(CanonicalFault) {
        self.init(
            from: try payload.day("from"), until: try payload.day("until"), method: try payload.word("method"),
            sample: try payload.optionalID("sample"), result: try payload.word("result"),
            finding: try payload.id("finding"), evidence: try payload.ids("evidence"),
            assessor: try payload.optionalID("assessor"), next: try payload.optionalDay("next"))
    }
}

extension Evidence.Fact {
    /// Writes the payload's members; `readEvidence` reads the same ones.
    func write(to payload: inout PayloadWriter) {
        switch self {
        case .added(let giving): giving.write(to: &payload)
        case .withdrawn(let reason): payload.value("reason", reason)
        }
    }
}

extension Evidence.Giving {
    fileprivate func write(to payload: inout PayloadWriter) {
        payload.number("number", number)
        payload.value("title", title)
        payload.word("content", content.kind)
        switch content {
        case .file(let file, let name, let kind, let bytes):
            payload.value("file", file)
            payload.value("name", name)
            payload.word("format", kind)
            payload.number("bytes", bytes)
        case .link(let link): payload.value("link", link)
        case .entry(let position, let subject, let revision):
            payload.number("entry", position)
            payload.nested("about") { $0.subject(subject) }
            payload.number("revision", revision)
        }
        payload.id("unit", unit)
        payload.word("classification", classification)
        payload.day("until", until)
        if isRiskAssessment { payload.flag("risk_assessment", true) }
    }

    fileprivate init(_ payload: inout PayloadReader) throws(CanonicalFault) {
        let (number, title): (Int, ValueID) = (try payload.number("number"), try payload.id("title"))
        let content: Evidence.Content
        switch try payload.word("content", Evidence.Content.Kind.self) {
        case .file:
            content = .file(
                try payload.id("file"), name: try payload.id("name"), try payload.word("format"),
                bytes: try payload.number("bytes"))
        case .link: content = .link(try payload.id("link"))
        case .entry:
            content = .entry(
                try payload.number("entry"),
                try payload.nested("about") { (inner) throws(CanonicalFault) in
                    Subject(try inner.word("kind"), try inner.id("id"))
                }, revision: try payload.number("revision"))
        }
        self.init(
            number: number, title: title, content: content, unit: try payload.id("unit"),
            classification: try payload.word("classification"), until: try payload.optionalDay("until"),
            isRiskAssessment: try payload.has("risk_assessment") ? payload.flag("risk_assessment") : false)
    }
}

extension Nonconformity.Fact {
    /// Writes the payload's members; `readNonconformity` reads the same ones.
    func write(to payload: inout PayloadWriter) {
        switch self {
        case .raised(let raised):
            payload.number("number", raised.number)
            payload.number("year", raised.year)
            payload.value("what", raised.what)
            payload.word("origin", raised.origin)
            payload.word("severity", raised.severity)
            payload.id("requirement", raised.requirement)
            payload.id("unit", raised.unit)
            payload.day("due", raised.due)
        case .explained(let cause, let check):
            payload.value("cause", cause)
            payload.day("check", check)
        case .checked(let outcome, let finding, let evidence):
            payload.word("outcome", outcome)
            payload.value("finding", finding)
            payload.ids("evidence", evidence)
        }
    }
}

extension Scope.Fact {
    /// Writes the payload's members; `readScope` reads the same ones.
    func write(to payload: inout PayloadWriter) {
        switch self {
        case .opened(let name, let baseline):
            payload.value("name", name)
            payload.id("baseline", baseline)
        case .decided(let control, let applicability):
            payload.text("control", control.text)
            if let status = applicability.status { payload.word("status", status) }
            payload.value("reason", applicability.reason)
            payload.value("how", applicability.how)
            payload.ids("documents", applicability.documents)
            payload.id("unit", applicability.unit)
        case .resumed(let control, let reason):
            payload.text("control", control.text)
            payload.value("reason", reason)
        case .closed(let reason): payload.value("reason", reason)
        }
    }
}

extension FactKind {
    /// The fact of one of the kinds that its caller names, by what it is about.
    func readCompliance(_ subject: Subject, _ payload: inout PayloadReader) throws(CanonicalFault) -> Fact {
        switch subjectKind {
        case .requirement: .requirement(subject.id.seen(as: Requirement.self), try readRequirement(&payload))
        case .evidence: .evidence(subject.id.seen(as: Evidence.self), try readEvidence(&payload))
        case .nonconformity:
            .nonconformity(subject.id.seen(as: Nonconformity.self), try readNonconformity(&payload))
        case .controlTest: .controlTest(subject.id.seen(as: ControlTest.self), try readControlTest(&payload))
        case .audit: .audit(subject.id.seen(as: Audit.self), .recorded(try .init(&payload)))
        case .auditEngagement:
            .auditEngagement(subject.id.seen(as: AuditEngagement.self), try readAuditEngagement(&payload))
        case .evidenceRequest:
            .evidenceRequest(subject.id.seen(as: EvidenceRequest.self), try readEvidenceRequest(&payload))
        case .framework: .framework(subject.id.seen(as: AdoptedFramework.self), try readFramework(&payload))
        case .scope, .organisation, .unit, .person, .body, .document, .decision, .action, .token, .consultation,
            .notice, .reminder, .dispensation, .proposal, .meeting, .report, .objective, .measure, .asset, .campaign,
            .risk,
            .initiative, .suspicion,
            .processing,
            .subjectRequest,
            .competence,
            .course:
            .scope(subject.id.seen(as: Scope.self), try readScope(&payload))
        }
    }

    // Each reads the members of one of the kinds that its caller names; what is left over is found by the reader.

    func readRequirement(_ payload: inout PayloadReader) throws(CanonicalFault) -> Requirement.Fact {
        if self == .requirementStated { return .stated(try .init(&payload)) }
        if self == .requirementAmended {
            let version: ID<Document.Version>? = try payload.optionalID("version")
            let isReworded = try payload.flag("reworded")
            return .amended(
                try .init(&payload, version: version, isReworded: isReworded), reason: try payload.id("reason"))
        }
        if self == .requirementMapped {
            return .mapped(
                try payload.clause("clause"), try payload.word("relation"), rationale: try payload.id("rationale"))
        }
        if self == .requirementUnmapped {
            return .unmapped(try payload.clause("clause"), reason: try payload.id("reason"))
        }
        if self == .requirementAssessed { return .assessed(try .init(&payload)) }
        return .withdrawn(reason: try payload.id("reason"))
    }

    func readEvidence(_ payload: inout PayloadReader) throws(CanonicalFault) -> Evidence.Fact {
        guard self == .evidenceAdded else { return .withdrawn(reason: try payload.id("reason")) }
        return .added(try .init(&payload))
    }

    func readNonconformity(_ payload: inout PayloadReader) throws(CanonicalFault) -> Nonconformity.Fact {
        if self == .nonconformityRaised {
            return .raised(
                .init(
                    number: try payload.number("number"), year: try payload.number("year"),
                    what: try payload.id("what"), origin: try payload.word("origin"),
                    severity: try payload.word("severity"), requirement: try payload.optionalID("requirement"),
                    unit: try payload.id("unit"), due: try payload.day("due")))
        }
        if self == .nonconformityExplained {
            return .explained(cause: try payload.id("cause"), check: try payload.day("check"))
        }
        return .checked(
            try payload.word("outcome"), finding: try payload.id("finding"), evidence: try payload.ids("evidence"))
    }

    func readScope(_ payload: inout PayloadReader) throws(CanonicalFault) -> Scope.Fact {
        if self == .scopeOpened {
            return .opened(name: try payload.id("name"), baseline: try payload.optionalID("baseline"))
        }
        if self == .scopeDecided {
            let control = try payload.control("control")
            let status: Scope.Status? = payload.has("status") ? try payload.word("status") : nil
            return .decided(
                control,
                .init(
                    status: status, reason: try payload.id("reason"), how: try payload.optionalID("how"),
                    documents: try payload.ids("documents"), unit: try payload.optionalID("unit")))
        }
        if self == .scopeResumed {
            return .resumed(try payload.control("control"), reason: try payload.id("reason"))
        }
        return .closed(reason: try payload.id("reason"))
    }
}

extension PayloadReader {
    /// A clause of a framework, as `ClauseReference` writes it.
    mutating func clause(_ key: StaticString) throws(CanonicalFault) -> ClauseReference {
        guard let reference = ClauseReference(try text(key)) else { throw fault(.form, key) }
        return reference
    }

    fileprivate mutating func control(_ key: StaticString) throws(CanonicalFault) -> ClauseID {
        guard let id = ClauseID(try text(key)) else { throw fault(.form, key) }
        return id
    }
}
