// SPDX-License-Identifier: MPL-2.0

import Domain
import HTML
import Ledger
import Office

/// The index of the working papers, once as a tree for programs: each claim with the entry that says so.
struct WorkingIndex {
    let papers: WorkingPapers
    let evidence: [Evidence]
    let kept: [ID<Evidence>: WorkingPapers.Kept]
    let disclosed: [Disclosure]
    /// The positions of the entries that have a proof in the archive.
    let proven: Set<Int>

    init(
        papers: WorkingPapers, evidence: [Evidence], kept: [ID<Evidence>: WorkingPapers.Kept], disclosed: [Disclosure]
    ) {
        self.papers = papers
        self.evidence = evidence
        self.kept = kept
        self.disclosed = disclosed
        proven = Set(disclosed.filter { $0.proof != nil }.map(\.entry.position))
    }

    var sight: Sight { papers.sight }
    var language: Language { papers.language }
    var context: Context { papers.context }

    var node: JournalNode {
        let house = sight.house
        let note = try? Checkpoint.unverified(papers.checkpoint)
        return .members([
            ("formatVersion", .number(1)), ("language", .text(language.rawValue)),
            ("organisation", .members([("id", .text("\(house.id)")), ("name", .text(house.fullName))])),
            ("day", .text(sight.day.description)),
            (
                "asOf",
                sight.isPast
                    ? .members([("day", .text(sight.day.description)), ("known", .number(sight.known))]) : nil
            ),
            ("seenBy", person(sight.person, on: nil)), ("engagement", engagement),
            (
                "ledger",
                .members([
                    ("origin", .text(sight.state.book.origin)), ("key", .text(house.key.verifier.text)),
                    (
                        "checkpoint",
                        note.map {
                            .members([("size", .number($0.size)), ("root", .text($0.root.base64))])
                        }
                    ),
                ])
            ), ("requests", .list(of: "request", papers.requests.compactMap(request))),
            ("requirements", .list(of: "requirement", papers.requirements.compactMap(requirement))),
            ("controls", .list(of: "control", papers.controlTests.compactMap(control))),
            ("nonconformities", .list(of: "nonconformity", papers.nonconformities.compactMap(nonconformity))),
            ("evidence", .list(of: "piece", evidence.compactMap(piece))),
            ("entries", .list(of: "entry", disclosed.map(entry))),
            ("seen", papers.seen.map { .list(of: "line", $0.reversed().map(line)) }),
        ])
    }

    private func person(_ id: ID<Person>?, on day: Day?) -> JournalNode? {
        id.map {
            .members([
                ("id", .text("\($0)")), ("name", .text(context.name($0, on: day))),
                ("title", .optional(sight.title($0, on: day ?? sight.day))),
            ])
        }
    }

    private func text(_ id: ValueID?) -> JournalNode? { .optional(id.map { context.text($0) }) }

    private func cited(_ ids: [ID<Evidence>]) -> JournalNode {
        .list(
            of: "evidence",
            ids.map { id in
                .text((try? sight.evidence(id))?.1.label ?? context.say(da: "ikke synlig", en: "not visible"))
            }
        )
    }

    private var engagement: JournalNode {
        let opening = papers.opening
        var until: Day?
        if case .until(let last) = sight.auditorAccess(of: opening) { until = last }
        return .members([
            ("number", .text(opening.label)), ("auditor", person(opening.auditor, on: papers.known.openedOn)),
            ("matter", .text(opening.matter.rawValue)), ("standard", text(opening.standard)),
            ("from", .text(opening.from.description)), ("until", .text(opening.until.description)),
            ("openedOn", .text(papers.known.openedOn.description)),
            ("accessUntil", .optional(until?.description)),
            (
                "closed",
                papers.known.closing(on: sight.day).map { closing in
                    .members([
                        ("note", text(closing.note)),
                        ("audit", .optional(closing.audit.flatMap { sight.label(.audit($0), language) })),
                    ])
                }
            ), ("position", .number(papers.known.position)),
        ])
    }

    private func request(_ known: EvidenceRequest) -> JournalNode? {
        guard let making = known.making else { return nil }
        let answers = known.answers.filter { $0.day <= sight.day }.map { one -> JournalNode in
            .members([
                ("day", .text(one.day.description)), ("by", person(one.by, on: one.day)), ("note", text(one.note)),
                ("evidence", cited(one.evidence)), ("position", .number(one.position)),
            ])
        }
        let judgements = known.judgements.filter { $0.day <= sight.day }.map { one -> JournalNode in
            .members([
                ("judgement", .text(one.judgement.rawValue)), ("reason", text(one.reason)),
                ("due", .optional(one.due?.description)), ("day", .text(one.day.description)),
                ("by", person(one.by, on: one.day)), ("position", .number(one.position)),
            ])
        }
        return .members([
            ("number", .text(making.label)), ("what", text(making.what)), ("why", text(making.why)),
            ("requirement", .optional(making.requirement.flatMap { sight.label(.requirement($0), language) })),
            ("control", .optional(making.controlTest.flatMap { sight.label(.controlTest($0), language) })),
            ("unit", .text(context.name(making.unit))), ("madeOn", .text(known.madeOn.description)),
            ("by", person(known.by, on: known.madeOn)),
            ("due", .optional(known.due(on: sight.day)?.description)),
            ("standing", .text(known.standing(on: sight.day).rawValue)), ("answers", .list(of: "answer", answers)),
            ("judgements", .list(of: "judgement", judgements)),
            (
                "withdrawn",
                known.withdrawal.entries.last { $0.from <= sight.day }.map { one in
                    .members([
                        ("reason", text(one.value)), ("day", .text(one.from.description)),
                        ("position", .number(one.position)),
                    ])
                }
            ), ("position", .number(known.position)),
        ])
    }

    private func requirement(_ known: Requirement) -> JournalNode? {
        guard let wording = known.wording(on: sight.day) else { return nil }
        let made = known.assessments.filter { papers.isInPeriod($0.day) }.map { one -> JournalNode in
            .members([
                ("day", .text(one.day.description)), ("from", .text(one.from.description)),
                ("until", .text(one.until.description)), ("method", .text(one.method.rawValue)),
                ("sample", text(one.sample)), ("result", .text(one.result.rawValue)), ("finding", text(one.finding)),
                ("evidence", cited(one.evidence)), ("assessor", person(one.assessor, on: one.day)),
                ("recordedBy", person(one.by, on: one.day)), ("position", .number(one.position)),
            ])
        }
        return .members([
            ("number", .text(wording.label)), ("demand", text(wording.demand)),
            ("unit", .text(context.name(wording.unit))),
            ("standing", .text(sight.compliance(of: known).rawValue)),
            ("assessments", .list(of: "assessment", made)), ("position", .number(known.position)),
        ])
    }

    private func control(_ test: ControlTest) -> JournalNode? {
        guard let plan = test.plan else { return nil }
        let rounds = papers.rounds(of: test).map { round -> JournalNode in
            let drawn = round.sample(on: sight.day).map { draw -> JournalNode in
                .members([
                    ("size", .number(draw.size)), ("root", .text(draw.root)),
                    ("items", .list(of: "item", draw.items.map { .number($0) })),
                    ("position", round.drawn.map { .number($0) }),
                ])
            }
            let isOver = round.concludedOn.map { $0 <= sight.day } ?? false
            let conclusion = round.conclusion.flatMap { isOver ? $0 : nil }.map { one -> JournalNode in
                .members([
                    ("day", .optional(round.concludedOn?.description)),
                    ("failed", .list(of: "item", one.failed.map { .number($0) })),
                    ("untested", .list(of: "item", one.untested.map { .number($0) })),
                    ("finding", text(one.finding)), ("evidence", cited(one.evidence)),
                    ("by", person(round.by, on: round.concludedOn)),
                    ("position", round.concluded.map { .number($0) }),
                ])
            }
            return .members([
                ("id", .text("\(round.id)")), ("from", .text(round.population.from.description)),
                ("until", .text(round.population.until.description)), ("frozenOn", .text(round.frozenOn.description)),
                (
                    "population",
                    .members([
                        ("count", .number(round.population.count)), ("source", text(round.population.source)),
                        ("file", .text(WorkingPapers.population(plan, round))), ("position", .number(round.frozen)),
                    ])
                ), ("sample", drawn), ("conclusion", conclusion),
            ])
        }
        return .members([
            ("number", .text(plan.label)), ("title", text(plan.title)), ("method", text(plan.method)),
            ("unit", .text(context.name(plan.unit))), ("rounds", .list(of: "round", rounds)),
            ("position", .number(test.position)),
        ])
    }

    private func nonconformity(_ known: Nonconformity) -> JournalNode? {
        guard let raised = known.raised else { return nil }
        return .members([
            ("number", .text(raised.label)), ("what", text(raised.what)), ("day", .text(known.day.description)),
            ("severity", .text(raised.severity.rawValue)), ("origin", .text(raised.origin.rawValue)),
            ("requirement", .optional(raised.requirement.flatMap { sight.label(.requirement($0), language) })),
            ("unit", .text(context.name(raised.unit))),
            ("standing", .text(known.standing(on: sight.day).rawValue)), ("position", .number(known.position)),
        ])
    }

    private func piece(_ known: Evidence) -> JournalNode? {
        guard let giving = known.giving else { return nil }
        var more: [(String, JournalNode?)] = []
        switch giving.content {
        case .file(_, let name, let kind, _):
            let file = kept[known.id]
            more = [
                ("name", text(name)), ("format", .text(kind.rawValue)),
                ("file", .optional(file.flatMap { $0.isInside ? $0.path : nil })), ("sha256", .optional(file?.hash)),
                ("size", file.map { .number($0.size) }),
                ("leftOut", file.flatMap { $0.isInside ? nil : .text("size") }),
            ]
        case .link(let link): more = [("link", text(link))]
        case .entry(let position, _, let revision):
            more = [("entry", .number(position)), ("revision", .number(revision))]
        }
        return .members(
            [
                ("number", .text(giving.label)), ("title", text(giving.title)),
                ("kind", .text(giving.content.kind.rawValue)), ("unit", .text(context.name(giving.unit))),
                ("from", .text(known.from.description)), ("until", .optional(giving.until?.description)),
            ] + more + [("position", .number(known.position))])
    }

    private func entry(_ one: Disclosure) -> JournalNode {
        .members([
            ("position", .number(one.entry.position)), ("kind", .text(one.entry.kind.rawValue)),
            ("revision", .number(one.entry.revision)), ("effective", .text(one.entry.effective.description)),
            ("recorded", .text(one.entry.recorded.description)),
            ("by", .text(Sentence.actor(of: one.entry, in: sight, language))),
            ("what", .text(Sentence.of(one.entry, in: sight, language))),
            ("annulledBy", sight.annulled(by: one.entry.position).map { .number($0) }),
            ("proof", one.proof.map { _ in .text(WorkingPapers.path(one.entry.position)) }),
        ])
    }

    private func line(_ line: SeenLine) -> JournalNode {
        .members([
            ("at", .text(line.at.description)), ("what", .text(line.label(context))), ("path", .text(line.path)),
        ])
    }
}
