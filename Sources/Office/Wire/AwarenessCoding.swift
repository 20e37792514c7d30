// SPDX-License-Identifier: MPL-2.0

import Domain
import Ledger

extension KindLine {
    /// The kinds about initiatives and reported mails. That none is missing is tested.
    static let awareness: [FactKind: KindLine] = [
        .initiativePlanned: KindLine(
            1, .annullable,
            [
                .record("number"), .record("year"), .record("kind"), .vaulted("title"), .vaulted("purpose"),
                .record("units"), .record("roles"), .record("kinds"), .record("from"), .record("until"),
                .record("responsible"), .vaulted("metric"), .vaulted("measured_in"), .record("direction"),
                .record("target"), .record("documents"), .record("classification"), .record("requirements"),
            ]),
        .initiativeBegun: KindLine(1, [.backdated, .annullable], []),
        .initiativeMeasured: KindLine(
            1, [.backdated, .annullable],
            [.record("moment"), .record("value"), .personal("method", .actor, kept: .record)]),
        // Counts alone: no field can hold a person.
        .initiativeExercised: KindLine(
            1, [.backdated, .annullable],
            [
                .record("sent"), .record("opened"), .record("clicked"), .record("reported"),
                .record("first_report"), .record("groups"),
            ]),
        .initiativeEnded: KindLine(1, [.backdated, .annullable], [.personal("outcome", .actor, kept: .record)]),
        .initiativeDropped: KindLine(1, .annullable, [.personal("reason", .actor, kept: .record)]),
        // What somebody confided is hers, and goes when she asks for it or the period has ended.
        .suspicionReported: KindLine(
            1, .annullable,
            [
                .record("number"), .record("year"), .record("reporter"), .record("came"), .record("minute"),
                .record("act"), .personal("sender", .actor, .named("reporter")),
                .personal("look", .actor, .named("reporter")),
            ]),
        .suspicionAnswered: KindLine(
            1, .annullable,
            [
                .record("reporter"), .record("verdict"), .record("exercise"),
                .personal("word", .actor, .named("reporter")),
            ]),
    ]
}

extension FactKind {
    static func of(_ fact: Initiative.Fact) -> FactKind {
        switch fact {
        case .planned: .initiativePlanned
        case .begun: .initiativeBegun
        case .measured: .initiativeMeasured
        case .exercised: .initiativeExercised
        case .ended: .initiativeEnded
        case .dropped: .initiativeDropped
        }
    }

    static func of(_ fact: Suspicion.Fact) -> FactKind {
        switch fact {
        case .reported: .suspicionReported
        case .answered: .suspicionAnswered
        }
    }

    // Each reads the members of one of the kinds that its caller names; what is left over is found by the reader.

    func readInitiative(_ payload: inout PayloadReader) throws(CanonicalFault) -> Initiative.Fact {
        if self == .initiativePlanned { return .planned(try .init(&payload)) }
        if self == .initiativeBegun { return .begun }
        if self == .initiativeMeasured {
            return .measured(
                .init(
                    moment: try payload.word("moment"), value: try payload.number("value"),
                    method: try payload.id("method")))
        }
        if self == .initiativeExercised {
            let counts = try Exercise.Counts(&payload)
            let first = try payload.optionalNumber("first_report")
            let groups: [Exercise.Group] = try payload.list("groups") { (inner) throws(CanonicalFault) in
                let unit: ID<Unit>? = try inner.optionalID("unit")
                return Exercise.Group(unit: unit, counts: try Exercise.Counts(&inner))
            }
            return .exercised(Exercise(counts: counts, groups: groups, firstReport: first))
        }
        if self == .initiativeEnded { return .ended(outcome: try payload.id("outcome")) }
        return .dropped(reason: try payload.id("reason"))
    }

    func readSuspicion(_ payload: inout PayloadReader) throws(CanonicalFault) -> Suspicion.Fact {
        guard self == .suspicionReported else {
            return .answered(
                .init(
                    reporter: try payload.id("reporter"), verdict: try payload.word("verdict"),
                    word: try payload.id("word"), exercise: try payload.optionalID("exercise")))
        }
        return .reported(
            .init(
                number: try payload.number("number"), year: try payload.number("year"),
                reporter: try payload.id("reporter"), came: try payload.day("came"),
                minute: try payload.optionalNumber("minute"), act: try payload.word("act"),
                sender: try payload.optionalID("sender"), look: try payload.optionalID("look")))
    }
}

extension Initiative.Fact {
    /// Writes the payload's members; `readInitiative` reads the same ones.
    func write(to payload: inout PayloadWriter) {
        switch self {
        case .planned(let plan): plan.write(to: &payload)
        case .begun: break
        case .measured(let measurement):
            payload.word("moment", measurement.moment)
            payload.number("value", measurement.value)
            payload.value("method", measurement.method)
        case .exercised(let exercise):
            exercise.counts.write(to: &payload)
            if let first = exercise.firstReport { payload.number("first_report", first) }
            payload.nested("groups", exercise.groups) { inner, group in
                inner.id("unit", group.unit)
                group.counts.write(to: &inner)
            }
        case .ended(let outcome): payload.value("outcome", outcome)
        case .dropped(let reason): payload.value("reason", reason)
        }
    }
}

extension Suspicion.Fact {
    /// Writes the payload's members; `readSuspicion` reads the same ones.
    func write(to payload: inout PayloadWriter) {
        switch self {
        case .reported(let report):
            payload.number("number", report.number)
            payload.number("year", report.year)
            payload.id("reporter", report.reporter)
            payload.day("came", report.came)
            if let minute = report.minute { payload.number("minute", minute) }
            payload.word("act", report.act)
            payload.value("sender", report.sender)
            payload.value("look", report.look)
        case .answered(let answer):
            payload.id("reporter", answer.reporter)
            payload.word("verdict", answer.verdict)
            payload.value("word", answer.word)
            payload.id("exercise", answer.exercise)
        }
    }
}

extension Exercise.Counts {
    fileprivate func write(to payload: inout PayloadWriter) {
        payload.number("sent", sent)
        if let opened { payload.number("opened", opened) }
        payload.number("clicked", clicked)
        payload.number("reported", reported)
    }

    fileprivate init(_ payload: inout PayloadReader) throws(CanonicalFault) {
        self.init(
            sent: try payload.number("sent"), opened: try payload.optionalNumber("opened"),
            clicked: try payload.number("clicked"), reported: try payload.number("reported"))
    }
}

extension Initiative.Plan {
    fileprivate func write(to payload: inout PayloadWriter) {
        payload.number("number", number)
        payload.number("year", year)
        payload.word("kind", kind)
        payload.value("title", title)
        payload.value("purpose", purpose)
        payload.ids("units", audience.units)
        payload.nested("roles", audience.roles) { $0.word("role", $1) }
        payload.nested("kinds", audience.kinds) { $0.word("kind", $1) }
        payload.day("from", from)
        payload.day("until", until)
        payload.id("responsible", responsible)
        payload.value("metric", metric)
        payload.value("measured_in", unit)
        if let target {
            payload.word("direction", target.direction)
            payload.number("target", target.value)
        }
        payload.ids("documents", documents)
        // Left out where there are none, so that a plan without them reads as it always did.
        if !requirements.isEmpty { payload.ids("requirements", requirements) }
        payload.word("classification", classification)
    }

    fileprivate init(_ payload: inout PayloadReader) throws(CanonicalFault) {
        let (number, year) = (try payload.number("number"), try payload.number("year"))
        let kind: Initiative.Kind = try payload.word("kind")
        let (title, purpose): (ValueID, ValueID) = (try payload.id("title"), try payload.id("purpose"))
        let units: [ID<Unit>] = try payload.ids("units")
        let roles: [Role] = try payload.list("roles") { (inner) throws(CanonicalFault) in try inner.word("role") }
        let kinds: [Person.Engagement.Kind] = try payload.list("kinds") { (inner) throws(CanonicalFault) in
            try inner.word("kind")
        }
        let (from, until) = (try payload.day("from"), try payload.day("until"))
        let target =
            payload.has("target")
            ? Initiative.Target(direction: try payload.word("direction"), value: try payload.number("target")) : nil
        self.init(
            number: number, year: year, kind: kind, title: title, purpose: purpose,
            audience: Audience(units: units, roles: roles, kinds: kinds), from: from, until: until,
            responsible: try payload.id("responsible"), metric: try payload.id("metric"),
            unit: try payload.optionalID("measured_in"), target: target, documents: try payload.ids("documents"),
            requirements: payload.has("requirements") ? try payload.ids("requirements") : [],
            classification: try payload.word("classification"))
    }
}
