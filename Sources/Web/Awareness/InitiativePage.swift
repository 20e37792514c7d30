// SPDX-License-Identifier: MPL-2.0

import Domain
import HTML
import Office

/// One initiative: what it is to change, what was measured, and for an exercise what it came to in counts.
struct InitiativePage {
    let known: Initiative
    let plan: Initiative.Plan
    let context: Context

    private var sight: Sight { context.sight }
    private var language: Language { context.language }
    private var subject: Subject { .initiative(known.id) }

    static func content(_ id: ID<Initiative>, in context: Context) throws(Refusal) -> Content {
        let (known, plan) = try context.sight.initiative(id)
        return InitiativePage(known: known, plan: plan, context: context).content
    }

    private var content: Content {
        let head = Head(
            crumbs: [.init(context.say(InitiativesPage.title), Route.initiatives.link), .init(plan.label)],
            title: context.text(plan.title), state: state, acts: acts
        ).html(language)
        let rail: HTML = """
            <div class="rail">\(Reader.rail(
                context.say(da: "Om indsatsen", en: "About it"), SummaryList(rows: facts).html(language)))\
            \(basis)\(teaches)</div>
            """
        return Content(
            plan.label, menu: .initiatives,
            head + Columns.matter(about + effect + exercises + ending, side: rail, isNarrow: true)
                + context.historyPanel([subject]))
    }

    private var state: [HTML] {
        var found: [HTML] = [
            InitiativesPage.tag(known, context).html, "\(language(plan.kind.label))",
            "\(language.shortTime(plan.from))–\(language.shortTime(plan.until))",
        ]
        if !sight.isOpenToAll(subject) {
            found.append("\(context.say(da: "Ses af få", en: "Seen by few"))")
        }
        return found
    }

    // MARK: What can be done

    private var acts: [HTML] {
        let own: [(String, String?)] = [("initiative", known.id.description)]
        let today: (String, String?) = ("day", language.fieldDay(sight.today))
        let standing = known.standing(on: sight.today)
        guard standing != .dropped else { return [] }
        var acts: [HTML] = []
        func add(_ kind: CommandKind, _ query: [(String, String?)], _ label: String? = nil, isPrimary: Bool = false) {
            guard sight.may(kind, about: subject) else { return }
            acts.append(
                Button(label ?? context.say(kind.label), kind: isPrimary ? .primary : .normal).link(
                    Link(Route.command(kind), query: own + query)))
        }
        let moment = known.begunOn == nil ? "before" : "after"
        if standing != .ended {
            add(
                .planInitiative, AwarenessFields.values(of: plan, sight),
                context.say(da: "Ret planen", en: "Change the plan"))
            add(.dropInitiative, [])
        }
        if known.begunOn != nil, plan.kind == .exercise { add(.recordExercise, [today]) }
        add(
            .measureInitiative, [today, ("moment", moment)],
            isPrimary: standing == .ended && !known.isMeasured(on: sight.today))
        if known.begunOn == nil {
            add(.beginInitiative, [today], isPrimary: true)
        } else if standing != .ended {
            add(.endInitiative, [today], isPrimary: true)
        }
        return acts
    }

    // MARK: The matter

    private var about: HTML {
        Panel(id: "formaal", heading: context.say(da: "Formål", en: "Purpose")).padded(
            context.paragraphs(plan.purpose))
    }

    private var effect: HTML {
        let heading = context.say(da: "Virkning", en: "Effect")
        let measured = plan.unit.map { context.text($0) } ?? ""
        func value(_ made: Initiative.Made<Initiative.Measurement>?) -> HTML {
            guard let made else { return "\(context.say(da: "ikke målt", en: "not measured"))" }
            return """
                <b>\(language.number(made.what.value))</b> \(measured), \(language.shortTime(made.day))
                """
        }
        let after = known.measurement(.after, by: sight.day)
        var rows: [SummaryList.Row] = [
            .init(context.say(da: "Ventet virkning", en: "Expected effect"), text: context.text(plan.metric)),
            .init(context.say(da: "Før", en: "Before"), value(known.measurement(.before, by: sight.day))),
            .init(context.say(da: "Efter", en: "After"), value(after)),
        ]
        if let target = plan.target {
            let words = "\(language(target.direction.label)) \(language.number(target.value)) \(measured)"
            rows.insert(.init(context.say(da: "Mål", en: "Target"), text: words), at: 1)
        }
        if let difference = known.effect(on: sight.day) {
            let tag: HTML =
                plan.target.flatMap { target in after.map { target.isMet(by: $0.what.value) } }.map { isMet in
                    (isMet
                        ? Tag(context.say(da: "Nået", en: "Met"), .ok)
                        : Tag(context.say(da: "Ikke nået", en: "Not met"), .warn)).html
                } ?? HTML()
            rows.append(
                .init(
                    context.say(da: "Forskel", en: "Difference"),
                    "<b>\(context.signed(difference))</b> \(measured) \(tag)"))
        }
        let made = known.measurements.filter { $0.day <= sight.day }
        let table: HTML =
            made.isEmpty
            ? HTML()
            : WorkTable(
                caption: context.say(da: "Målinger", en: "Measurements"),
                columns: [
                    .init(context.say(da: "Dag", en: "Day"), .title),
                    .init(context.say(da: "Hvornår", en: "When"), .plain),
                    .init(context.say(da: "Målt", en: "Measured"), .number),
                ],
                groups: [
                    .init(
                        nil,
                        made.reversed().map { one in
                            WorkTable.Row([
                                .title(
                                    language.day(one.day), Route.entry(one.position).link,
                                    why: "\(context.text(one.what.method))"),
                                .init(text: language(one.what.moment.label)), .init(one.what.value, language),
                            ])
                        })
                ]
            ).html
        return Panel(id: "virkning", heading: heading).html(
            "<div class=\"pad\">\(SummaryList(rows: rows, isWide: true).html(language))</div>\(table)")
    }

    private var exercises: HTML {
        let held = known.exercises.filter { $0.day <= sight.day }
        guard !held.isEmpty else { return HTML() }
        let note = context.say(
            da: "Kun tal. Enheder med færre end \(Exercise.smallestGroup) modtagere står under øvrige.",
            en: "Counts alone. Units with fewer than \(Exercise.smallestGroup) recipients stand under others.")
        return HTML(
            joining: held.reversed().enumerated().map { index, made in
                let first = made.what.firstReport.map { minutes in
                    context.say(
                        da: " Den første anmeldelse kom efter \(context.minutes(minutes))",
                        en: " The first report came after \(context.minutes(minutes))")
                }
                return Panel(
                    id: "oevelse\(index == 0 ? "" : "-\(index)")",
                    heading: context.say(
                        da: "Øvelsen \(language.day(made.day))", en: "The exercise \(language.day(made.day))")
                ).html(
                    ExerciseTables.groups(made.what.counts, sight.groups(of: made.what), context)
                        + "<p class=\"pad muted small\">\(note)\(first ?? "")</p>")
            })
    }

    private var ending: HTML {
        if let said = known.dropping.entries.first, said.from <= sight.day {
            return Panel(id: "opgivet", heading: context.say(da: "Hvorfor den er opgivet", en: "Why it is dropped"))
                .padded(context.paragraphs(said.value))
        }
        guard let said = known.ending.entries.first, said.from <= sight.day else { return HTML() }
        return Panel(id: "udbytte", heading: context.say(da: "Hvad der kom ud af den", en: "What came of it")).padded(
            context.paragraphs(said.value))
    }

    // MARK: The rail

    private var facts: [SummaryList.Row] {
        func day(_ day: Day?) -> HTML? { day.flatMap { $0 <= sight.day ? language.shortTime($0) : nil } }
        var rows: [SummaryList.Row] = [
            .init(context.say(da: "For", en: "For"), text: sight.words(plan.audience, language)),
            .init(context.say(da: "Ansvarlig", en: "Responsible"), context.person(plan.responsible)),
            .init(context.say(da: "Klassifikation", en: "Classification"), text: language(plan.classification.label)),
        ]
        if let begun = day(known.begunOn) { rows.append(.init(context.say(da: "Begyndt", en: "Begun"), begun)) }
        if let ended = day(known.endedOn) { rows.append(.init(context.say(da: "Afsluttet", en: "Ended"), ended)) }
        if let dropped = day(known.droppedOn) { rows.append(.init(context.say(da: "Opgivet", en: "Dropped"), dropped)) }
        return rows
    }

    /// What it builds on, as far as the reader may see it: a module leads to its course.
    private var basis: HTML {
        let links = plan.documents.flatMap { id -> [(label: String, link: Link)] in
            guard let document = try? sight.document(id) else { return [] }
            let course = sight.course(of: id)
            let title = context.title(document)
            var found = [(label: title, link: course.map { Route.course($0.id).link } ?? Route.document(id).link)]
            if let sent = sight.notices(of: id).last {
                let label = context.say(da: "Udsendelsen af »\(title)«", en: "The notice of “\(title)”")
                found.append((label, Route.notice(sent.id).link))
            }
            return found
        }
        guard !links.isEmpty else { return HTML() }
        return Reader.rail(context.say(da: "Bygger på", en: "Builds on"), Reader.links(links))
    }

    /// The paragraphs and clauses of what it teaches, as far as the reader may see them.
    private var teaches: HTML {
        guard !plan.requirements.isEmpty else { return HTML() }
        let links = plan.requirements.compactMap { id in
            (try? sight.requirement(id)).map { context.stands(id, $0.1) }
        }
        let hidden = plan.requirements.count - links.count
        let rest: HTML =
            hidden > 0
            ? """
            <p class="muted small">\(context.say(
                da: "\(hidden) du ikke har adgang til", en: "\(hidden) you have no access to"))</p>
            """
            : HTML()
        return Reader.rail(
            context.say(da: "Lærer om", en: "Teaches"), (links.isEmpty ? HTML() : Reader.links(links)) + rest)
    }
}
