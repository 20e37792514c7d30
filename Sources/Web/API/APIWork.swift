// SPDX-License-Identifier: MPL-2.0

import Domain
import Office

extension API.Reading {
    // MARK: Obligations

    /// What is to be done, in the order of due days: what is done is not on the list.
    func obligations() throws(APIProblem) -> APIAnswer {
        let (limit, cursor) = (try limit(), try cursor())
        let wanted = try choice("standing", of: ["planned", "open", "overdue"])
        let isMine = try choice("mine", of: ["true", "false"]) == "true"
        var after: Place?
        if let cursor {
            guard let key = Place(cursor.key) else { throw badCursor }
            after = key
        }
        // The index gives the first so many; what was read before is passed over. Ask for more until the page is full.
        var most = (cursor?.offset ?? 0) + limit + 64
        while true {
            let duties =
                isMine
                ? sight.myDuties(most: most, planned: true) : sight.duties(most: most, planned: true)
            let left = duties.filter { duty in
                if let after, Place(duty.key) <= after { return false }
                return wanted.map { Self.name(of: duty.standing(on: sight.day)) == $0 } ?? true
            }
            if left.count > limit || duties.count < most {
                let shown = Array(left.prefix(limit))
                let passed = duties.firstIndex { $0.key == shown.first?.key } ?? 0
                return page(
                    shown.map(obligation), limit: limit, offset: passed,
                    last: left.count > limit ? shown.last.map { Place($0.key).text } : nil)
            }
            most *= 4
        }
    }

    private func obligation(_ duty: Duty) -> JSON {
        .members([
            ("due", day(duty.due)), ("opens", day(duty.opens)),
            ("standing", .string(Self.name(of: duty.standing(on: sight.day)))),
            ("title", .string(sight.sentence(duty, language))),
            ("responsible", .string(sight.name(duty.responsible, language))),
            ("responsible_ref", reference(duty.responsible)), ("clause", .string(language(duty.rule.clause))),
            ("rule", .string(duty.rule.rawValue)), ("subject", named(duty.subject)),
            ("evidence_until", day(duty.holdsUntil)), ("reference", .string(Reminder.Target(duty).text)),
            ("last_reminded", day(sight.lastReminded(.init(duty)))),
            ("escalation", sight.escalation(of: duty).map { .string($0.word) } ?? .null),
            (
                "measure",
                named(sight.measures(against: duty).last.map { .proposal($0.id) })
            ),
        ])
    }

    private static func name(of standing: Duty.Standing) -> String {
        switch standing {
        case .planned: "planned"
        case .open: "open"
        case .overdue: "overdue"
        case .done: "done"
        }
    }

    /// Where a duty stands in the order, as a cursor keeps it.
    private struct Place: Comparable {
        let due: Day
        let subject: Subject
        let rule: Rule
        let turn: Int

        init(_ key: DutyKey) { (due, subject, rule, turn) = (key.due, key.subject, key.rule, key.turn) }

        init?(_ text: String) {
            let parts = text.split(separator: " ").map(String.init)
            guard parts.count == 5, let due = Day(parts[0]), let kind = SubjectKind(rawValue: parts[1]),
                let id = ID<Subject>(parts[2]), let rule = Rule(rawValue: parts[3]), let turn = Int(parts[4])
            else { return nil }
            (self.due, self.rule, self.turn) = (due, rule, turn)
            subject = Subject(kind, id)
        }

        var text: String { "\(due) \(subject.kind.rawValue) \(subject.id) \(rule.rawValue) \(turn)" }

        static func < (left: Place, right: Place) -> Bool {
            (left.due, left.subject, left.rule, left.turn) < (right.due, right.subject, right.rule, right.turn)
        }
    }

    /// A parameter that takes one of some words.
    func choice(_ name: String, of words: [String]) throws(APIProblem) -> String? {
        guard let value = parameter(name) else { return nil }
        guard words.contains(value) else {
            let list = words.joined(separator: ", ")
            throw APIProblem(.malformed, field: name, da: "Skriv en af: \(list).", en: "Write one of: \(list).")
        }
        return value
    }

    // MARK: Tasks

    func actions() throws(APIProblem) -> APIAnswer {
        let wanted = try choice("standing", of: ["open", "done", "dropped"])
        // Every task that there ever was is in today's register; what is shown of it comes from the sight.
        let found = caller.house.state.register.actions.keys.compactMap { try? sight.action($0) }
            .filter { action in wanted.map { standing(action) == $0 } ?? true }
            .sorted { left, right in
                let days = (left.due.newest ?? .distantFuture, right.due.newest ?? .distantFuture)
                return days.0 == days.1 ? left.id < right.id : days.0 < days.1
            }
        return try page(found, key: { $0.id.description }, action)
    }

    func action(_ action: Action) -> JSON {
        .members([
            ("id", .string(action.id.description)), ("year", .number(action.year)), ("number", .number(action.number)),
            ("title", text(action.title)), ("why", text(action.why)),
            ("responsible", .string(sight.name(action.responsible(on: sight.day), language))),
            ("responsible_ref", reference(action.responsible(on: sight.day))),
            ("due", day(action.due.newest)), ("standing", .string(standing(action))), ("added", day(action.addedOn)),
            ("about", named(action.about)), ("revision", .number(action.revision)),
        ])
    }

    private func standing(_ action: Action) -> String {
        switch action.standing.value(on: sight.day) {
        case .done: "done"
        case .dropped: "dropped"
        case .open, nil: "open"
        }
    }

    // MARK: Decisions

    func decision(_ decision: Decision) throws -> JSON {
        guard let made = decision.made else { throw Refusal.unknown }
        let (kind, decider) =
            switch made.decider {
            case .body(let body): ("body", body.rawValue)
            case .head(let unit): ("head_of_unit", unit.description)
            }
        let members = made.members.map { named($0, on: decision.day) }
        let basis = made.basis.map { basis in
            JSON.members([("subject", named(basis.subject)), ("revision", .number(basis.revision))])
        }
        return .members([
            ("id", .string(decision.id.description)),
            ("number", sight.label(.decision(decision.id), on: sight.day, language).map { .string($0) } ?? .null),
            ("day", day(decision.day)), ("decider", .members([("kind", .string(kind)), ("value", .string(decider))])),
            ("act", .string(made.matter.act.rawValue)), ("document", named(made.matter.document.map { .document($0) })),
            ("version", made.matter.version.map { .string($0.description) } ?? .null),
            ("outcome", .string(made.outcome.rawValue)), ("method", .string(made.method.rawValue)),
            ("minutes", text(made.minutes)), ("members", .array(members)),
            ("recused", .array(made.recused.map { named($0, on: decision.day) })),
            ("recusal", text(made.recusal)), ("conditions", text(made.conditions)),
            ("reason", text(made.reason)), ("basis", .array(basis)),
            ("basis_has_changed", .bool(sight.basisHasChanged(decision))), ("annulled", .bool(decision.annulled)),
            ("dispensation", named(made.matter.dispensation.map { .dispensation($0) })),
            ("proposal", named(made.matter.proposal.map { .proposal($0) })),
            ("update_needed", made.update.map { .bool($0.isNeeded) } ?? .null),
            ("update_reason", text(made.update?.reason)),
            ("confirmed", day(decision.confirmations.last { $0.day <= sight.day }?.day)),
            ("journal", journal(of: .decision(decision.id))),
            ("position", .number(decision.position)), ("revision", .number(decision.revision)),
        ])
    }

    /// Where a matter is filed; null: no case number is recorded.
    func journal(of subject: Subject) -> JSON {
        guard let mark = sight.journal(of: subject) else { return .null }
        return .members([
            ("case_number", text(mark.caseNumber)), ("document_number", text(mark.documentNumber)),
            ("journalised", day(mark.day)),
        ])
    }
}
