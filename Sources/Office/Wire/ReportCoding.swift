// SPDX-License-Identifier: MPL-2.0

import Domain
import Ledger

extension KindLine {
    /// The kinds about reports, objectives and campaigns. That none is missing is tested.
    static let reports: [FactKind: KindLine] = reportKinds
    /// By the names that the payload has for them.
    static let reportInputs: [(input: Report.Input, name: StaticString)] = [
        (.followUp, "follow_up"), (.changes, "changes"), (.parties, "parties"), (.feedback, "feedback"),
        (.risks, "risks"), (.improvement, "improvement"),
    ]
    private static let reportKinds: [FactKind: KindLine] = [
        .reportIssued: KindLine(
            1, .annullable,
            [
                .record("number"), .record("year"), .record("kind"), .record("from"), .record("until"),
                .record("figures"), .personal("assessment", .actor, kept: .record),
                .personal("asks", .actor, kept: .record),
            ] + reportInputs.map { .personal($0.name, .actor, kept: .record) } + [
                .personal("file", .actor, kept: .record), .record("bytes"),
            ]),
        .reportPresented: KindLine(1, .annullable, [.record("proposal")]),
        .objectiveSet: KindLine(
            1, .annullable,
            [
                .record("number"), .vaulted("title"), .vaulted("measure"), .record("direction"), .record("target"),
                .record("by"), .record("months"), .record("unit"),
            ]),
        .objectiveMeasured: KindLine(
            1, [.backdated, .annullable],
            [.record("value"), .personal("note", .actor, kept: .record), .record("evidence")]),
        .objectiveEnded: KindLine(1, .annullable, [.personal("reason", .actor, kept: .record)]),
        .campaignOpened: KindLine(
            1, .annullable,
            [
                .record("number"), .record("year"), .vaulted("title"), .record("requirements"), .record("units"),
                .record("from"), .record("until"), .record("due"), .personal("guide", .actor, kept: .record),
                .record("follows"),
            ]),
        .campaignWidened: KindLine(1, [], [.record("requirements")]),
        .campaignAnswered: KindLine(
            1, .annullable,
            [
                .record("requirement"), .record("unit"), .record("result"),
                .personal("finding", .actor, kept: .record), .record("evidence"), .record("confirmed"),
            ]),
        .campaignClosed: KindLine(1, .annullable, [.personal("conclusion", .actor, kept: .record)]),
    ]
}

extension Report.Fact {
    /// Writes the payload's members; `readReport` reads the same ones.
    func write(to payload: inout PayloadWriter) {
        switch self {
        case .issued(let issue):
            payload.number("number", issue.number)
            payload.number("year", issue.year)
            payload.word("kind", issue.kind)
            payload.day("from", issue.from)
            payload.day("until", issue.until)
            payload.text("figures", issue.figures.written)
            payload.value("assessment", issue.assessment)
            payload.value("asks", issue.asks)
            for (input, name) in KindLine.reportInputs { payload.value(name.description, issue.inputs[input]) }
            payload.value("file", issue.file)
            payload.number("bytes", issue.bytes)
        case .presented(let proposal): payload.id("proposal", proposal)
        }
    }
}

extension Report.Figures {
    /// As `written` wrote them; nil for anything else.
    init?(reading text: String) {
        self.init()
        for part in text.split(separator: " ") {
            let pair = part.split(separator: "=", maxSplits: 1)
            guard pair.count == 2, let figure = Report.Figure(rawValue: String(pair[0])), let count = Int(pair[1]),
                self[figure] == nil
            else { return nil }
            self[figure] = count
        }
        // One way to write it: another one would be another leaf.
        guard written == text else { return nil }
    }
}

extension Objective.Fact {
    /// Writes the payload's members; `readObjective` reads the same ones.
    func write(to payload: inout PayloadWriter) {
        switch self {
        case .set(let wording):
            payload.number("number", wording.number)
            payload.value("title", wording.title)
            payload.value("measure", wording.measure)
            payload.word("direction", wording.direction)
            payload.number("target", wording.target)
            payload.day("by", wording.by)
            payload.number("months", wording.months)
            payload.id("unit", wording.unit)
        case .measured(let measurement):
            payload.number("value", measurement.value)
            payload.value("note", measurement.note)
            payload.ids("evidence", measurement.evidence)
        case .ended(let reason): payload.value("reason", reason)
        }
    }
}

extension Campaign.Fact {
    /// Writes the payload's members; `readCampaign` reads the same ones.
    func write(to payload: inout PayloadWriter) {
        switch self {
        case .opened(let opening):
            payload.number("number", opening.number)
            payload.number("year", opening.year)
            payload.value("title", opening.title)
            payload.ids("requirements", opening.requirements)
            payload.ids("units", opening.units)
            payload.day("from", opening.from)
            payload.day("until", opening.until)
            payload.day("due", opening.due)
            payload.value("guide", opening.guide)
            payload.id("follows", opening.follows)
        case .widened(let more): payload.ids("requirements", more)
        case .answered(let answer):
            payload.id("requirement", answer.requirement)
            payload.id("unit", answer.unit)
            payload.word("result", answer.result)
            payload.value("finding", answer.finding)
            payload.ids("evidence", answer.evidence)
            payload.flag("confirmed", answer.isConfirmed)
        case .closed(let conclusion): payload.value("conclusion", conclusion)
        }
    }
}

extension FactKind {
    static func of(_ fact: Objective.Fact) -> FactKind {
        switch fact {
        case .set: .objectiveSet
        case .measured: .objectiveMeasured
        case .ended: .objectiveEnded
        }
    }

    static func of(_ fact: Campaign.Fact) -> FactKind {
        switch fact {
        case .opened: .campaignOpened
        case .widened: .campaignWidened
        case .answered: .campaignAnswered
        case .closed: .campaignClosed
        }
    }

    // Each reads the members of one of the kinds that its caller names; what is left over is found by the reader.

    func readReport(_ payload: inout PayloadReader) throws(CanonicalFault) -> Report.Fact {
        guard self == .reportIssued else { return .presented(try payload.id("proposal")) }
        let (number, year) = (try payload.number("number"), try payload.number("year"))
        let kind: Report.Kind = try payload.word("kind")
        let (from, until) = (try payload.day("from"), try payload.day("until"))
        let figures = try payload.figures("figures")
        let (assessment, asks): (ValueID, ValueID?) = (
            try payload.id("assessment"), try payload.optionalID("asks")
        )
        var inputs = Report.Inputs()
        for (input, name) in KindLine.reportInputs { inputs[input] = try payload.optionalID(name) }
        return .issued(
            .init(
                number: number, year: year, kind: kind, from: from, until: until, figures: figures,
                assessment: assessment, asks: asks, inputs: inputs, file: try payload.optionalID("file"),
                bytes: try payload.number("bytes")))
    }

    func readObjective(_ payload: inout PayloadReader) throws(CanonicalFault) -> Objective.Fact {
        if self == .objectiveSet {
            return .set(
                .init(
                    number: try payload.number("number"), title: try payload.id("title"),
                    measure: try payload.id("measure"), direction: try payload.word("direction"),
                    target: try payload.number("target"), by: try payload.day("by"),
                    months: try payload.number("months"), unit: try payload.id("unit")))
        }
        if self == .objectiveMeasured {
            return .measured(
                .init(
                    value: try payload.number("value"), note: try payload.optionalID("note"),
                    evidence: try payload.ids("evidence")))
        }
        return .ended(reason: try payload.id("reason"))
    }

    func readCampaign(_ payload: inout PayloadReader) throws(CanonicalFault) -> Campaign.Fact {
        if self == .campaignOpened {
            return .opened(
                .init(
                    number: try payload.number("number"), year: try payload.number("year"),
                    title: try payload.id("title"), requirements: try payload.ids("requirements"),
                    units: try payload.ids("units"), from: try payload.day("from"), until: try payload.day("until"),
                    due: try payload.day("due"), guide: try payload.optionalID("guide"),
                    follows: try payload.optionalID("follows")))
        }
        if self == .campaignWidened { return .widened(try payload.ids("requirements")) }
        if self == .campaignAnswered {
            return .answered(
                .init(
                    requirement: try payload.id("requirement"), unit: try payload.id("unit"),
                    result: try payload.word("result"), finding: try payload.optionalID("finding"),
                    evidence: try payload.ids("evidence"), isConfirmed: try payload.flag("confirmed")))
        }
        return .closed(conclusion: try payload.id("conclusion"))
    }
}

extension PayloadReader {
    fileprivate mutating func figures(_ key: StaticString) throws(CanonicalFault) -> Report.Figures {
        guard let figures = Report.Figures(reading: try text(key)) else { throw fault(.form, key) }
        return figures
    }
}
