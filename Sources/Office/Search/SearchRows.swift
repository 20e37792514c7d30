// SPDX-License-Identifier: MPL-2.0

import Domain
import Ledger

/// What of a subject can be found, by a register, on a day.
struct SearchRows {
    let register: Register
    let texts: Texts
    let trail: Trail
    let today: Day

    /// Nil for what is not searched. A thing without slices is there no more.
    func thing(_ subject: Subject) -> SearchThing? {
        guard let origin = trail.firstPosition(of: subject) else { return nil }
        let slices: [SearchSlice]
        switch subject.kind {
        case .document: slices = document(subject.id.seen(as: Document.self))
        case .person: slices = person(subject.id.seen(as: Person.self))
        case .unit: slices = unit(subject.id.seen(as: Unit.self))
        case .decision: slices = decision(subject.id.seen(as: Decision.self))
        case .action: slices = action(subject.id.seen(as: Action.self))
        case .dispensation: slices = dispensation(subject.id.seen(as: Dispensation.self))
        case .proposal: slices = proposal(subject.id.seen(as: Proposal.self))
        case .meeting: slices = meeting(subject.id.seen(as: Meeting.self))
        case .requirement: slices = requirement(subject.id.seen(as: Requirement.self))
        case .evidence: slices = evidence(subject.id.seen(as: Evidence.self))
        case .nonconformity: slices = nonconformity(subject.id.seen(as: Nonconformity.self))
        case .controlTest: slices = controlTest(subject.id.seen(as: ControlTest.self))
        case .audit: slices = audit(subject.id.seen(as: Audit.self))
        case .scope: slices = scope(subject.id.seen(as: Scope.self))
        case .report: slices = report(subject.id.seen(as: Report.self))
        case .objective: slices = objective(subject.id.seen(as: Objective.self))
        case .measure: slices = measure(subject.id.seen(as: Measure.self))
        case .asset: slices = asset(subject.id.seen(as: Asset.self))
        case .risk: slices = risk(subject.id.seen(as: Risk.self))
        case .processing: slices = processing(subject.id.seen(as: Processing.self))
        case .campaign: slices = campaign(subject.id.seen(as: Campaign.self))
        case .framework: slices = framework(subject.id.seen(as: AdoptedFramework.self))
        case .auditEngagement: slices = auditEngagement(subject.id.seen(as: AuditEngagement.self))
        case .evidenceRequest: slices = evidenceRequest(subject.id.seen(as: EvidenceRequest.self))
        case .initiative: slices = initiative(subject.id.seen(as: Initiative.self))
        // What somebody confided lies on the shelf of nobody else, and the team finds it in its list.
        case .suspicion: return nil
        case .subjectRequest: return nil
        case .competence: slices = competence(subject.id.seen(as: Competence.self))
        // Their document is found.
        case .course: return nil
        case .organisation, .body, .token, .consultation, .notice, .reminder: return nil
        }
        return SearchThing(origin: origin, kind: subject.kind.rawValue, id: Ref(subject.id), slices: slices)
    }

    /// Titles stand before texts; each has so many places.
    private static let texts = 1024
    static let places = 4096
    /// Of the other places one half is for the versions' own texts, one for their translations.
    private static let versions = (places - texts) / 2

    private func document(_ id: ID<Document>) -> [SearchSlice] {
        guard let document = register.documents[id], document.created != nil else { return [] }
        let isWithdrawn = document.isWithdrawn(on: today)
        let accessClass = document.accessClass(on: today)
        let shown = document.versionShown(on: today)
        // A title is in the language that the document began in, so that it is read alike on every day.
        let language = document.versions.first?.draft.language ?? .da
        let title = document.title.value(on: today) ?? document.title.first
        var slices: [SearchSlice] = document.title.entries.prefix(SearchRows.texts).enumerated().compactMap {
            place, entry in
            short(
                place, entry.value, .title, accessClass, reading(language), isOld: isWithdrawn || entry.value != title)
        }
        for (place, own) in document.versions.prefix(SearchRows.versions).enumerated() {
            // A translation is found beside its version; what it replaced is not.
            for (offset, version) in [own, own.translated(on: today)].enumerated() {
                guard let version else { continue }
                // An old text keeps its class when a newer one is open to more.
                let shelf = SearchShelf(
                    field: .text,
                    audience: SearchAudience.text(
                        max(accessClass, document.accessClass(version.classification(on: today)))),
                    reading: reading(version.draft.language), isOld: isWithdrawn || version.id != shown?.id)
                let value = version.draft.text
                guard !trail.isErased(Ref(value)) else { continue }
                let ordinal = SearchRows.texts + offset * SearchRows.versions + place
                slices.append(
                    SearchSlice(ordinal: ordinal, value: Ref(value), shelf: shelf) { [texts] in
                        SearchRows.lines(texts.bytes(value).flatMap { try? DocumentText(decoding: $0) })
                    })
            }
        }
        return slices
    }

    /// The paragraphs of a text, each with the heading that it stands below.
    static func lines(_ text: DocumentText?) -> [SearchLine] {
        var heading = ""
        return (text?.blocks ?? []).compactMap { block in
            guard block.kind != .furniture else { return nil }
            let text = words(of: block)
            if block.headingLevel != nil { heading = text }
            return SearchLine(address: block.address, heading: heading, text: text)
        }
    }

    /// As printed, but for the signs with which Markdown marks a heading.
    private static func words(of block: DocumentText.Block) -> String {
        let mark = block.mark.drop { $0 == "#" || $0 == " " }
        return mark.isEmpty ? block.text : block.text.isEmpty ? String(mark) : "\(mark) \(block.text)"
    }

    private func person(_ id: ID<Person>) -> [SearchSlice] {
        guard let person = register.persons[id] else { return [] }
        let name = person.name.value(on: today) ?? person.name.first
        let title = person.title(on: today)
        return person.name.entries.prefix(SearchRows.texts).enumerated().compactMap { place, entry in
            short(place, entry.value, .person, .everyone, .names, isOld: entry.value != name)
        }
            + person.engagements.flatMap(\.titles.entries).prefix(SearchRows.texts).enumerated().compactMap {
                place, entry in
                short(
                    SearchRows.texts + place, entry.value, .person, .everyone, .names, isOld: entry.value != title)
            }
    }

    private func unit(_ id: ID<Unit>) -> [SearchSlice] {
        guard let unit = register.units[id] else { return [] }
        let isClosed = !unit.isOpen(on: today)
        let name = unit.name.value(on: today) ?? unit.name.first
        let english = unit.nameEnglish.value(on: today).flatMap { $0 }
        return unit.name.entries.prefix(SearchRows.texts).enumerated().compactMap { place, entry in
            short(place, entry.value, .unit, .everyone, .names, isOld: isClosed || entry.value != name)
        }
            + unit.nameEnglish.entries.prefix(SearchRows.texts).enumerated().compactMap { place, entry in
                entry.value.flatMap {
                    short(SearchRows.texts + place, $0, .unit, .everyone, .names, isOld: isClosed || $0 != english)
                }
            }
    }

    private func decision(_ id: ID<Decision>) -> [SearchSlice] {
        guard let decision = register.decisions[id], let made = decision.made else { return [] }
        let accessClass = register.accessClass(of: .decision(id), on: today)
        let kept = [made.reason, made.conditions, made.minutes].enumerated().compactMap { place, value in
            value.flatMap {
                short(place + 1, $0, .decision, accessClass, .danish, isOld: decision.annulled)
            }
        }
        // Its number is nobody's text; it lies where its paper would.
        let shelf = SearchShelf(
            field: .decision, audience: SearchAudience.text(accessClass), reading: .danish, isOld: decision.annulled)
        let label = SearchSlice(ordinal: 0, value: Ref(made.paper), shelf: shelf) {
            [SearchLine(text: Sentence.number(made))]
        }
        return [label] + kept
    }

    private func action(_ id: ID<Action>) -> [SearchSlice] {
        guard let action = register.actions[id], action.added != nil else { return [] }
        let accessClass = register.accessClass(of: .action(id), on: today)
        let isClosed = action.standing.newest != .open
        return [action.title, action.why].enumerated().compactMap { place, value in
            value.flatMap { short(place, $0, .action, accessClass, .danish, isOld: isClosed) }
        }
    }

    private func dispensation(_ id: ID<Dispensation>) -> [SearchSlice] {
        guard let known = register.dispensations[id], let request = known.request else { return [] }
        let accessClass = register.accessClass(of: .dispensation(id), on: today)
        let standing = register.standing(of: known, on: today)
        let isOver = standing == .withdrawn || standing == .rejected || standing == .ended
        // A wording that was amended is found no more.
        return request.texts.enumerated().compactMap { place, value in
            short(place, value, .dispensation, accessClass, .danish, isOld: isOver)
        }
    }

    private func proposal(_ id: ID<Proposal>) -> [SearchSlice] {
        guard let known = register.proposals[id], let wording = known.wording else { return [] }
        let accessClass = register.accessClass(of: .proposal(id), on: today)
        let isOver = known.withdrawnOn.map { $0 <= today } ?? false
        return wording.texts.enumerated().compactMap { place, value in
            short(place, value, .decision, accessClass, .danish, isOld: isOver)
        }
    }

    /// Its number and place, and of each item the title of its own and what was said, for those who see the item.
    private func meeting(_ id: ID<Meeting>) -> [SearchSlice] {
        guard let known = register.meetings[id], let calling = known.calling else { return [] }
        let accessClass = register.accessClass(of: .meeting(id), on: today)
        let isOver = known.isCancelled
        // Its number is nobody's text.
        let shelf = SearchShelf(
            field: .meeting, audience: SearchAudience.text(accessClass), reading: .danish, isOld: isOver)
        let label = SearchSlice(ordinal: 0, value: Ref(known.number), shelf: shelf) {
            [SearchLine(text: calling.label)]
        }
        let place = calling.place.flatMap { short(1, $0, .meeting, accessClass, .danish, isOld: isOver) }
        let items = known.items.prefix(SearchRows.texts).enumerated().flatMap { index, item -> [SearchSlice] in
            let own = item.placing.about.map { register.accessClass(of: $0, on: today) } ?? .everyone
            // What was said before is written over, and found no more.
            let texts = [item.placing.title, item.text.newest]
            return texts.enumerated().compactMap { offset, value in
                value.flatMap {
                    short(
                        2 + index * texts.count + offset, $0, .meeting, max(accessClass, own), .danish, isOld: isOver,
                        closedIn: item.isClosed ? calling.body : nil)
                }
            }
        }
        return [label] + [place].compactMap { $0 } + items
    }

    /// Its newest wording; what was found of it stands on its page.
    private func requirement(_ id: ID<Requirement>) -> [SearchSlice] {
        guard let known = register.requirements[id], let wording = known.wording else { return [] }
        var values = [wording.demand, wording.expected]
        if case .law(let law, _, _, _) = wording.source { values.append(law) }
        return slices(values, of: .requirement(id), isOld: register.end(of: known).map { $0 <= today } ?? false)
    }

    private func evidence(_ id: ID<Evidence>) -> [SearchSlice] {
        guard let known = register.evidence[id], let giving = known.giving else { return [] }
        var values = [giving.title]
        if case .file(_, let name, _, _) = giving.content { values.append(name) }
        return slices(values, of: .evidence(id), isOld: known.from <= today && !known.holds(on: today))
    }

    private func nonconformity(_ id: ID<Nonconformity>) -> [SearchSlice] {
        guard let known = register.nonconformities[id], let raised = known.raised else { return [] }
        return slices(
            [raised.what] + known.explanations.map(\.cause), of: .nonconformity(id),
            isOld: known.standing(on: today) == .closed)
    }

    private func scope(_ id: ID<Scope>) -> [SearchSlice] {
        guard let known = register.scopes[id], let name = known.name else { return [] }
        return slices([name], of: .scope(id), isOld: known.closedOn.map { $0 <= today } ?? false)
    }

    private func controlTest(_ id: ID<ControlTest>) -> [SearchSlice] {
        guard let known = register.controlTests[id], let plan = known.plan else { return [] }
        return slices(
            [plan.title, plan.method], of: .controlTest(id), isOld: known.retiredOn.map { $0 <= today } ?? false)
    }

    private func audit(_ id: ID<Audit>) -> [SearchSlice] {
        guard let record = register.audits[id]?.record else { return [] }
        return slices(
            [record.auditor, record.standard] + (record.exceptions.map { [$0] } ?? []), of: .audit(id), isOld: false)
    }

    private func framework(_ id: ID<AdoptedFramework>) -> [SearchSlice] {
        guard let known = register.frameworks[id], let adoption = known.adoption else { return [] }
        let values = [adoption.label] + [adoption.publisher].compactMap { $0 }
        return slices(values, of: .framework(id), isOld: known.isRetired(on: today))
    }

    private func report(_ id: ID<Report>) -> [SearchSlice] {
        guard let issue = register.reports[id]?.issue else { return [] }
        let inputs = Report.Input.allCases.compactMap { issue.inputs[$0] }
        return slices([issue.assessment] + [issue.asks].compactMap { $0 } + inputs, of: .report(id), isOld: false)
    }

    private func initiative(_ id: ID<Initiative>) -> [SearchSlice] {
        guard let known = register.initiatives[id], let plan = known.plan else { return [] }
        let isOld = known.endedOn.map { $0 <= today } ?? known.droppedOn.map { $0 <= today } ?? false
        return slices([plan.title, plan.purpose], of: .initiative(id), isOld: isOld)
    }

    private func objective(_ id: ID<Objective>) -> [SearchSlice] {
        guard let known = register.objectives[id], let wording = known.wording else { return [] }
        return slices([wording.title], of: .objective(id), isOld: known.endedOn.map { $0 <= today } ?? false)
    }

    private func measure(_ id: ID<Measure>) -> [SearchSlice] {
        guard let known = register.measures[id], let wording = known.wording else { return [] }
        return slices([wording.title, wording.what], of: .measure(id), isOld: known.isEnded(on: today))
    }

    private func competence(_ id: ID<Competence>) -> [SearchSlice] {
        guard let known = register.competences[id], let wording = known.wording else { return [] }
        return slices(
            [wording.title, wording.about], of: .competence(id), isOld: known.withdrawnOn.map { $0 <= today } ?? false)
    }

    private func asset(_ id: ID<Asset>) -> [SearchSlice] {
        guard let known = register.assets[id], let wording = known.wording else { return [] }
        let values = [wording.name] + [wording.about, wording.details.products].compactMap { $0 }
        return slices(values, of: .asset(id), isOld: !known.holds(on: today))
    }

    private func risk(_ id: ID<Risk>) -> [SearchSlice] {
        guard let known = register.risks[id], let wording = known.wording else { return [] }
        let values = [wording.title, wording.scenario] + [wording.vulnerabilities].compactMap { $0 }
        return slices(values, of: .risk(id), isOld: known.isClosed(on: today))
    }

    private func processing(_ id: ID<Processing>) -> [SearchSlice] {
        guard let known = register.processings[id], let wording = known.wording else { return [] }
        let values = [wording.title, wording.purpose] + [wording.kinds, wording.recipients].compactMap { $0 }
        return slices(values, of: .processing(id), isOld: known.isEnded(on: today))
    }

    private func campaign(_ id: ID<Campaign>) -> [SearchSlice] {
        guard let known = register.campaigns[id], let opening = known.opening else { return [] }
        return slices(
            [opening.title] + [opening.guide].compactMap { $0 }, of: .campaign(id),
            isOld: known.closedOn.map { $0 <= today } ?? false)
    }

    private func auditEngagement(_ id: ID<AuditEngagement>) -> [SearchSlice] {
        guard let known = register.auditEngagements[id], let opening = known.opening else { return [] }
        let closing = known.closing(on: today)
        return slices(
            [opening.standard] + [closing?.note].compactMap { $0 }, of: .auditEngagement(id), isOld: closing != nil)
    }

    private func evidenceRequest(_ id: ID<EvidenceRequest>) -> [SearchSlice] {
        guard let known = register.evidenceRequests[id], let making = known.making else { return [] }
        let isOpen = register.auditEngagements[making.engagement]?.isOpen(on: today) ?? false
        return slices(
            [making.what] + [making.why].compactMap { $0 } + known.answers.compactMap(\.note), of: .evidenceRequest(id),
            isOld: !isOpen || known.withdrawal.value(on: today) != nil)
    }

    private func slices(_ values: [ValueID], of subject: Subject, isOld: Bool) -> [SearchSlice] {
        let accessClass = register.accessClass(of: subject, on: today)
        return values.prefix(SearchRows.texts).enumerated().compactMap { place, value in
            short(place, value, .compliance, accessClass, .danish, isOld: isOld)
        }
    }

    private func short(
        _ ordinal: Int, _ value: ValueID, _ field: SearchShelf.Field, _ accessClass: AccessClass,
        _ reading: SearchShelf.Reading, isOld: Bool, closedIn body: Body.Kind? = nil
    ) -> SearchSlice? {
        guard !trail.isErased(Ref(value)) else { return nil }
        let shelf = SearchShelf(
            field: field, audience: SearchAudience.text(accessClass, closedIn: body), reading: reading, isOld: isOld)
        return SearchSlice(ordinal: ordinal, value: Ref(value), shelf: shelf) { [texts] in
            texts.text(value).map { [SearchLine(text: $0)] } ?? []
        }
    }

    private func reading(_ language: Language) -> SearchShelf.Reading {
        switch language {
        case .da: .danish
        case .en: .english
        }
    }
}

extension Meeting {
    /// The place of its number among what can be found of it: a number is no value that a person typed.
    var number: ValueID { ValueID(high: id.high, low: id.low) }
}

/// An access class as an index keeps it, and the body whose closed items a text is of.
enum SearchAudience {
    private static let closed = "closed"

    static func text(_ accessClass: AccessClass, closedIn body: Body.Kind? = nil) -> String {
        let own =
            switch accessClass {
            case .everyone: "everyone"
            case .unit(let id): "unit \(id)"
            case .circle(let id): "circle \(id)"
            case .governing: "governing"
            case .confided(let id): "confided \(id)"
            case .handled(let id): "handled \(id)"
            }
        return body.map { "\(closed) \($0.rawValue) \(own)" } ?? own
    }

    /// Nil for a text that no class has.
    static func read(_ text: String) -> (accessClass: AccessClass, closedIn: Body.Kind?)? {
        var parts = text.split(separator: " ").map(String.init)
        var body: Body.Kind?
        if parts.first == closed, parts.count > 2 {
            body = Body.Kind(rawValue: parts[1])
            guard body != nil else { return nil }
            parts.removeFirst(2)
        }
        switch (parts.first, parts.count) {
        case ("everyone", 1): return (.everyone, body)
        case ("unit", 2): return ID(parts[1]).map { (.unit($0), body) }
        case ("governing", 1): return (.governing, body)
        case ("confided", 2): return ID(parts[1]).map { (.confided($0), body) }
        case ("handled", 2): return ID(parts[1]).map { (.handled($0), body) }
        case ("circle", 2): return ID(parts[1]).map { (.circle($0), body) }
        case (_, _): return nil
        }
    }
}
