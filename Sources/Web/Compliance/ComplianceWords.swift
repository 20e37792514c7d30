// SPDX-License-Identifier: MPL-2.0
import Domain
import Exchange
import HTML
import Office

extension Compliance {
    /// Green only where evidence holds (policy §7.3).
    func tag(_ language: Language) -> Tag {
        switch self {
        case .complied: Tag(language(label), .ok)
        case .unproven, .partly: Tag(language(label), .warn)
        case .failed: Tag(language(label), .bad)
        case .irrelevant, .never: Tag(language(label))
        }
    }
}

extension ClauseStanding {
    func tag(_ language: Language) -> Tag {
        switch self {
        case .unanswered: Tag(language(Phrase(da: "Intet krav", en: "No requirement")))
        case .answered(let compliance): compliance.tag(language)
        case .partly: Tag(language(Phrase(da: "Kun delvist dækket", en: "Only partly covered")), .warn)
        }
    }
}

extension Assessment.Result {
    func tag(_ language: Language) -> Tag {
        switch self {
        case .complied: Tag(language(label), .ok)
        case .partly: Tag(language(label), .warn)
        case .failed: Tag(language(label), .bad)
        case .irrelevant: Tag(language(label))
        }
    }
}

extension Nonconformity.Standing {
    func tag(_ language: Language) -> Tag {
        switch self {
        case .open: Tag(language(label), .warn)
        case .treated: Tag(language(label), .info)
        case .closed: Tag(language(label), .ok)
        }
    }
}

extension Scope.Status {
    func tag(_ language: Language) -> Tag {
        switch self {
        case .planned: Tag(language(label), .info)
        case .partly: Tag(language(label), .warn)
        case .implemented: Tag(language(label), .ok)
        }
    }
}

extension Context {
    /// A clause of a framework, with its title.
    func name(_ reference: ClauseReference) -> String {
        guard let (framework, clause) = sight.frameworks[reference] else { return reference.description }
        return "\(language(framework.label)), \(clause.id) \(language(clause.title))"
    }

    /// A control of ISO/IEC 27002: its number and our words for it.
    func name(control: ClauseID) -> String {
        guard let clause = Framework.Name("27002").flatMap({ ShippedFrameworks.all[$0] })?[control] else {
            return control.text
        }
        return "\(control) \(language(clause.title))"
    }

    /// Where a requirement comes from, with a link where there is a page.
    func source(of wording: Requirement.Wording) -> HTML {
        switch wording.source {
        case .paragraph(let document, let paragraph, let version):
            guard let known = try? sight.document(document) else {
                return "\(say(da: "et dokument, du ikke har adgang til", en: "a document you have no access to"))"
            }
            let place = place(of: paragraph, version, in: known)
            let link = place.flatMap { _ in Link(Route.document(document), fragment: paragraph.description) }
            return """
                <a\(href: link ?? Route.document(document).link)>\(title(known))\
                \(if: place, { ", \($0)" })</a>
                """
        case .law(let law, _, _, _): return "\(text(law))"
        case .clause(let clause):
            return "<a\(href: Route.clause(clause.framework, clause.clause))>\(name(clause))</a>"
        }
    }

    /// What a requirement stands in, as a link to it: the paragraph of a document, or the clause of a framework. What a law
    /// demands is on the requirement's own page.
    func stands(_ id: ID<Requirement>, _ wording: Requirement.Wording) -> (label: String, link: Link) {
        switch wording.source {
        case .paragraph(let document, let paragraph, let version):
            guard let known = try? sight.document(document), let place = place(of: paragraph, version, in: known)
            else { break }
            return ("\(title(known)), \(place)", Link(Route.document(document), fragment: paragraph.description))
        case .clause(let clause): return (name(clause), Route.clause(clause.framework, clause.clause).link)
        case .law: break
        }
        return (sight.label(.requirement(id), language) ?? "", Route.requirement(id).link)
    }

    /// »afsnit 7.2«, as the version that it was read in calls it; nil where that is erased or may not be seen.
    func place(of paragraph: ParagraphID, _ version: ID<Document.Version>, in document: Document) -> String? {
        guard let known = document.versions.first(where: { $0.id == version }), sight.sees(known, of: document),
            let text = sight.text(of: known), let index = text.blocks.firstIndex(where: { $0.id == paragraph })
        else { return nil }
        return text.name(of: index, language)
    }

    func rhythm(_ rhythm: Requirement.Rhythm) -> String {
        switch rhythm {
        case .months(12): say(da: "Hvert år", en: "Every year")
        case .months(1): say(da: "Hver måned", en: "Every month")
        case .months(3): say(da: "Hvert kvartal", en: "Every quarter")
        case .months(6): say(da: "Hvert halve år", en: "Every half-year")
        case .months(24): say(da: "Hvert andet år", en: "Every other year")
        case .months(let months): say(da: "Hver \(months). måned", en: "Every \(months) months")
        case .trigger(let trigger): say(da: "Når: \(text(trigger))", en: "When: \(text(trigger))")
        }
    }

    /// Evidence in a list: its title, until when it holds, and whether it does on the day shown. What may not be seen is
    /// counted, not named; nothing where nothing is cited.
    func evidenceRows(_ cited: [ID<Evidence>]) -> HTML {
        guard !cited.isEmpty else { return HTML() }
        var rows: [Rows.Row] = []
        var hidden = 0
        for id in cited {
            guard let (known, giving) = try? sight.evidence(id) else {
                hidden += 1
                continue
            }
            let holds: HTML =
                giving.until.map { until in
                    "\(say(da: "Gælder til og med", en: "Holds until")) \(language.shortTime(until))"
                } ?? "\(say(da: "Udløber ikke", en: "Does not expire"))"
            rows.append(
                .init(
                    label: sight.label(.evidence(id), language) ?? giving.label, link: Route.evidence(id).link,
                    end: known.holds(on: sight.day)
                        ? Tag(say(da: "Gælder", en: "Holds"), .ok).html
                        : Tag(say(da: "Gælder ikke", en: "Does not hold"), .warn).html, text: holds))
        }
        if hidden > 0 {
            rows.append(
                .init(
                    label: say(
                        da: "\(hidden) du ikke har adgang til", en: "\(hidden) you have no access to")))
        }
        return Rows(rows: rows).html
    }
}

/// Which command records what an entry about compliance should have said, with its fields.
struct ComplianceFields {
    typealias Found = (kind: CommandKind, values: [(String, String?)])

    let sight: Sight
    /// The day that the entry counts from, as a field has it.
    let day: String

    func read(_ fact: Requirement.Fact, _ id: ID<Requirement>) -> Found? {
        let own: (String, String?) = ("requirement", "\(id)")
        switch fact {
        case .stated(let wording):
            let rest = fields(wording.amendment)
            switch wording.source {
            case .paragraph(let document, let paragraph, _):
                return (.findRequirement, [("document", "\(document)"), ("paragraph", "\(paragraph)")] + rest)
            case .law(let law, let binds, let from, let until):
                return (
                    .stateLaw,
                    [
                        ("law", sight.text(law)), ("binds", sight.text(binds)), ("from", from.description),
                        ("to", until?.description),
                    ] + rest
                )
            case .clause(let clause): return (.adoptClause, [("clause", clause.description)] + rest)
            }
        case .amended(let amendment, let reason):
            return (.amendRequirement, [own] + fields(amendment) + [("reason_new", sight.text(reason))])
        case .withdrawn(let reason): return (.withdrawRequirement, [own, ("reason_new", sight.text(reason))])
        case .mapped(let clause, let relation, let rationale):
            return (
                .mapRequirement,
                [
                    own, ("clause", clause.description), ("relation", relation.rawValue),
                    ("rationale", sight.text(rationale)),
                ]
            )
        case .unmapped(let clause, let reason):
            return (.unmapRequirement, [own, ("clause", clause.description), ("reason_new", sight.text(reason))])
        case .assessed(let made):
            return (
                .assessRequirement,
                [
                    own, ("from", made.from.description), ("to", made.until.description),
                    ("method", made.method.rawValue), ("sample", sight.text(made.sample)),
                    ("result", made.result.rawValue), ("finding", sight.text(made.finding)),
                ] + made.evidence.map { ("evidence", "\($0)") } + [
                    ("assessor", made.assessor.map { "\($0)" }), ("next", made.next?.description), ("day", day),
                ]
            )
        }
    }

    /// What a requirement says, as its form has it.
    func fields(_ wording: Requirement.Amendment) -> [(String, String?)] {
        var found: [(String, String?)] = [
            ("demand", sight.text(wording.demand)), ("unit", "\(wording.unit)"),
            ("expected", sight.text(wording.expected)),
        ]
        switch wording.rhythm {
        case .months(let months): found.append(("months", "\(months)"))
        case .trigger(let trigger): found.append(("trigger", sight.text(trigger)))
        }
        found += wording.areas.map { ("areas", $0.rawValue) }
        found += wording.properties.map { ("properties", $0.rawValue) }
        found += wording.assets.map { ("solutions", "\($0)") }
        if wording.demandsRiskAssessment { found.append(("risk_assessment", "1")) }
        return found
    }

    func read(_ fact: Nonconformity.Fact, _ id: ID<Nonconformity>) -> Found? {
        let own: (String, String?) = ("nonconformity", "\(id)")
        switch fact {
        case .raised(let raised):
            return (
                .raiseNonconformity,
                [
                    ("requirement", raised.requirement.map { "\($0)" }), ("what", sight.text(raised.what)),
                    ("origin", raised.origin.rawValue), ("severity", raised.severity.rawValue),
                    ("unit", "\(raised.unit)"), ("due", raised.due.description), ("day", day),
                ]
            )
        case .explained(let cause, let check):
            return (.explainNonconformity, [own, ("cause", sight.text(cause)), ("check", check.description)])
        case .checked(let outcome, let finding, let evidence):
            return (
                .checkNonconformity,
                [own, ("outcome", outcome.rawValue), ("finding", sight.text(finding))]
                    + evidence.map { ("evidence", "\($0)") }
            )
        }
    }

    func read(_ fact: Scope.Fact, _ id: ID<Scope>) -> Found? {
        let own: (String, String?) = ("scope", "\(id)")
        switch fact {
        case .opened(let name, let baseline):
            return (.openScope, [("name", sight.text(name)), ("baseline", baseline.map { "\($0)" })])
        case .decided(let control, let decision):
            return (
                .decideApplicability,
                [
                    own, ("control", control.text), ("applies", decision.applies ? "yes" : "no"),
                    ("reason_new", sight.text(decision.reason)), ("status", decision.status?.rawValue),
                    ("how", sight.text(decision.how)),
                ] + decision.documents.map { ("documents", "\($0)") } + [("unit", decision.unit.map { "\($0)" })]
            )
        case .resumed(let control, let reason):
            return (.resumeBaseline, [own, ("control", control.text), ("reason_new", sight.text(reason))])
        case .closed(let reason): return (.closeScope, [own, ("reason_new", sight.text(reason))])
        }
    }

    func read(_ record: Audit.Record) -> Found? {
        (
            .recordAudit,
            [
                ("matter", record.matter.rawValue), ("auditor", sight.text(record.auditor)),
                ("standard", sight.text(record.standard)), ("from", record.from.description),
                ("to", record.until.description), ("opinion", record.opinion.rawValue),
                ("exceptions", sight.text(record.exceptions)), ("day", day),
            ] + record.evidence.map { ("evidence", "\($0)") }
        )
    }

    func read(_ fact: AdoptedFramework.Fact, _ id: ID<AdoptedFramework>) -> Found? {
        switch fact {
        // The file is handed in anew.
        case .adopted(let adoption):
            return (
                .adoptFramework,
                [
                    ("name", adoption.name.text), ("label", sight.text(adoption.label)),
                    ("kind", adoption.kind.rawValue),
                ]
            )
        case .retired(let reason):
            return (.retireFramework, [("framework", "\(id)"), ("reason_new", sight.text(reason))])
        }
    }
}
