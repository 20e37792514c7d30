// SPDX-License-Identifier: MPL-2.0

import Domain
import HTML
import Office

/// »Mit ansvar« (policy §6): what the documents in force ask of the one who reads, by role, seat and unit, paragraph by
/// paragraph, each with the way to the text and to what shows how it stands. Nothing of it is kept: it is read from the duties,
/// requirements, readings, courses and competences of the day shown.
enum PartPage {
    static let title = Phrase(da: "Mit ansvar", en: "My part")
    /// So many requirements are shown of one page.
    static let size = 50

    static func content(in context: Context) -> Content {
        let part = Part(context)
        let body =
            Head(title: context.say(title), sentence: part.sentence, state: part.state, acts: part.acts)
            .html(context.language)
            + Columns.main(
                part.policy + part.requirements + part.readings + part.courses + part.competences,
                side: part.roles + part.topics)
        return Content(context.say(title), menu: .part, body)
    }
}

private struct Part {
    let context: Context
    private let duties: [Duty]
    /// The policy that stands above all else, as far as the reader may see it.
    private let root: (document: Document, text: DocumentText)?
    /// The reader's own unit, and those that the reader heads.
    private let units: [ID<Unit>]

    private var sight: Sight { context.sight }
    private var language: Language { context.language }

    init(_ context: Context) {
        self.context = context
        let sight = context.sight
        duties = sight.myDuties(most: TasksPage.most, planned: true)
        root = sight.documents().first { document in
            document.kind == .policy && document.parent.value(on: sight.day).flatMap { $0 } == nil
                && document.versionInForce(on: sight.day) != nil && !document.isWithdrawn(on: sight.day)
        }.flatMap { document in
            document.versionInForce(on: sight.day).flatMap { sight.text(of: $0) }.map { (document, $0) }
        }
        units = sight.mine().compactMap { if case .unit(let id) = $0 { id } else { nil } }
    }

    // MARK: Head

    /// What everybody may meet on any day.
    var acts: [HTML] {
        guard sight.mayEver(.reportSuspicion) else { return [] }
        return [Button(context.say(CommandKind.reportSuspicion.label)).link(Route.command(.reportSuspicion).link)]
    }

    var sentence: HTML {
        let open = duties.filter { $0.standing(on: sight.day) != .planned }
        let late = open.count { $0.due < sight.day }
        let things = Plural(
            one: Phrase(da: "ting venter", en: "thing waits"), many: Phrase(da: "ting venter", en: "things wait"))
        guard !open.isEmpty else {
            return "\(context.say(da: "Intet venter på dig i dag.", en: "Nothing waits for you today."))"
        }
        let count = language.count(open.count, things)
        let link: HTML = "<a\(href: Route.tasks)>\(count)</a>"
        return late > 0
            ? "\(link) \(context.say(da: "på dig, \(language.number(late)) over frist.", en: "for you, \(language.number(late)) overdue."))"
            : "\(link) \(context.say(da: "på dig, intet over frist.", en: "for you, nothing overdue."))"
    }

    var state: [HTML] {
        units.prefix(4).map { "<a\(href: Route.unit($0))>\(context.name($0))</a>" }
    }

    // MARK: What the policy asks, by paragraph

    var policy: HTML {
        // Reading, courses and competences have lists of their own below.
        let asked = duties.filter { !$0.rule.isPersonal || $0.rule == .talk }
        let byClause = Dictionary(grouping: asked) { language($0.rule.clause) }
        let clauses = byClause.keys.sorted { Self.order($0) < Self.order($1) }
        let groups = clauses.map { clause in
            let byRule = Dictionary(grouping: byClause[clause] ?? []) { $0.rule }
            return WorkTable.Group(clause, byRule.keys.sorted().map { row($0, byRule[$0] ?? []) })
        }
        let heading = context.say(da: "Det skal du sørge for", en: "What you are to see to")
        let table = WorkTable(
            caption: heading,
            columns: [
                .init(context.say(da: "Opgave", en: "Task"), .title),
                .init(context.say(da: "Kræves i", en: "Demanded in")),
                .init(context.say(da: "Antal", en: "Number"), .number, isNamedWhenFolded: true),
                .init(context.say(da: "Næste frist", en: "Next due"), .due, isNamedWhenFolded: true),
                .init(context.say(da: "Status", en: "Status"), .end),
            ], groups: groups,
            empty: Empty(
                context.say(
                    da: "Politikken giver dig ingen opgaver i dag.", en: "The policy gives you no tasks today."),
                """
                <p>\(context.say(
                    da: "Du har ingen roller med opgaver, og din enhed har intet, der skal gøres. Får du en rolle, "
                        + "eller får din enhed et krav, står det her.",
                    en: "You hold no roles with tasks, and your unit has nothing to do. When you are given a role, or "
                        + "your unit a requirement, it stands here."))</p>
                """))
        return Panel(id: "politik", heading: heading).html(table.html)
    }

    private func row(_ rule: Domain.Rule, _ duties: [Duty]) -> WorkTable.Row {
        let standing = duties.map { $0.standing(on: sight.day) }
        let worst: Duty.Standing =
            standing.contains(.overdue) ? .overdue : standing.contains(.open) ? .open : .planned
        let link = duties.count == 1 ? DutyTable(context).link(duties[0]) : Route.tasks.link
        return WorkTable.Row([
            .title(language(rule.label), link), paragraph(rule), .init(duties.count, language),
            .init(due: duties[0].due, today: sight.day, language),
            .init(worst.tag(language)),
        ])
    }

    /// The way to the paragraph of the policy that demands it.
    private func paragraph(_ rule: Domain.Rule) -> WorkTable.Cell {
        guard let root, let number = Self.number(rule.clause.da),
            let block = root.text.blocks.first(where: { $0.headingLevel != nil && $0.number == number })
        else { return .none(language(rule.clause)) }
        let link = Link(Route.document(root.document.id), fragment: DocumentReading.anchor(block.address))
        return .init(
            """
            <a class="nowrap"\(href: link)>\(context.say(da: "Afsnit \(number)", en: "Section \(number)"))\
            <span class="vh">: \(language(rule.label))</span></a>
            """)
    }

    /// »7.3« of »Politikkens afsnit 7.3«.
    private static func number(_ clause: String) -> String? {
        let start = "Politikkens afsnit "
        return clause.hasPrefix(start) ? String(clause.dropFirst(start.count)) : nil
    }

    /// By number as people count, sections of the policy first.
    private static func order(_ clause: String) -> (Int, Int, Int, String) {
        let numbers = clause.split { !($0.isNumber || $0 == ".") }.last.map { $0.split(separator: ".") } ?? []
        let isPolicy = clause.hasPrefix("Politikken") || clause.hasPrefix("Section")
        return (
            isPolicy ? 0 : 1, numbers.first.flatMap { Int($0) } ?? 99,
            numbers.dropFirst().first.flatMap { Int($0) } ?? 0,
            clause
        )
    }

    // MARK: Requirements found in documents in force

    var requirements: HTML {
        let heading = context.say(da: "Krav, din enhed har ansvar for", en: "Requirements your unit answers for")
        let mine = Set(units)
        let asked = sight.requirements.compactMap { known -> (Requirement, Requirement.Wording)? in
            guard let wording = known.wording(on: sight.day), mine.contains(wording.unit) else { return nil }
            if case .paragraph(let document, _, _) = wording.source {
                guard let found = try? sight.document(document), found.versionInForce(on: sight.day) != nil else {
                    return nil
                }
            }
            return (known, wording)
        }
        let (shown, pager) = context.paged(asked, size: PartPage.size, of: .part)
        let rows = shown.map { known, wording in
            let next = sight.duties(about: .requirement(known.id)).first {
                $0.rule == .assessment && $0.standing(on: sight.day) != .done
            }
            return WorkTable.Row([
                .title(
                    sight.label(.requirement(known.id), language) ?? wording.label, Route.requirement(known.id).link,
                    why: "\(context.source(of: wording))\(units.count > 1 ? " · \(context.name(wording.unit))" : "")"),
                next.map { .init(due: $0.due, today: sight.day, language) }
                    ?? .none(context.say(da: "ingen", en: "none")),
                .init(sight.compliance(of: known).tag(language).html),
            ])
        }
        let table = WorkTable(
            caption: heading,
            columns: [
                .init(context.say(da: "Krav og afsnit", en: "Requirement and paragraph"), .title),
                .init(context.say(da: "Vurderes igen", en: "Assessed again"), .due, isNamedWhenFolded: true),
                .init(context.say(da: "Status", en: "Status"), .end),
            ], groups: [.init(nil, rows)],
            empty: Empty(
                context.say(
                    da: "Din enhed har ikke ansvar for noget krav.", en: "Your unit answers for no requirement."),
                """
                <p>\(context.say(
                    da: "Et krav står her, når det er fundet i et dokument, der gælder, og din enhed har fået ansvaret.",
                    en: "A requirement stands here once it is found in a document in force and your unit answers for it."
                ))</p>
                """))
        return Panel(id: "krav", heading: heading, aside: Tag(language.number(asked.count)).html, isWide: true)
            .html(table.html + pager)
    }

    // MARK: What is to be read and learned

    var readings: HTML {
        let heading = context.say(da: "Det skal du læse", en: "What you are to read")
        let rows = sight.readings(of: sight.person).filter { $0.opens <= sight.day }.sorted {
            // What is still to be read first, then what was sent last.
            let (left, right) = ($0.standing(on: sight.day) == .done, $1.standing(on: sight.day) == .done)
            return left == right ? $0.opens > $1.opens : right
        }.compactMap {
            duty -> WorkTable.Row? in
            guard let notice = try? sight.notice(duty.subject.id.seen(as: Notice.self)),
                let document = notice.document.flatMap({ try? sight.document($0) }),
                document.versionInForce(on: sight.day)?.id == notice.version
            else { return nil }
            let receipt = notice.acknowledgements[sight.person].flatMap { $0.day <= sight.day ? $0 : nil }
            let proof: HTML =
                receipt.map {
                    "\(context.say(da: "Kvitteret, ", en: "Acknowledged, "))\(context.entryLink($0.position))"
                } ?? HTML()
            return WorkTable.Row([
                .title(context.title(document), Route.document(document.id).link, why: proof),
                receipt == nil
                    ? .init(due: duty.due, today: sight.day, language) : .none(context.say(da: "læst", en: "read")),
                .init(duty.standing(on: sight.day).tag(language)),
            ])
        }
        let table = WorkTable(
            caption: heading,
            columns: [
                .init(context.say(da: "Dokument", en: "Document"), .title),
                .init(context.say(da: "Frist", en: "Due"), .due, isNamedWhenFolded: true),
                .init(context.say(da: "Status", en: "Status"), .end),
            ], groups: [.init(nil, Array(rows.prefix(PartPage.size)))],
            empty: Empty(
                context.say(da: "Intet, der gælder, er sendt ud til dig.", en: "Nothing in force was sent out to you."),
                """
                <p>\(context.say(
                    da: "Når et dokument, der vedrører dit arbejde, træder i kraft, kommer det her og i indbakken.",
                    en: "When a document that concerns your work enters into force, it comes here and into the inbox."
                ))</p>
                """))
        return Panel(id: "laes", heading: heading, isWide: true).html(table.html)
    }

    var courses: HTML {
        let heading = context.say(da: "Det skal du lære", en: "What you are to learn")
        let held = sight.certificates(of: sight.person).filter { !$0.certificate.isRevoked }
        let table = context.ownCourses(
            sight.trainings(of: sight.person), heading: heading,
            hint: context.say(
                da: "Politikkens afsnit 9 kræver e-læring af alle. Når et kursus åbnes for dig, står det her.",
                en: "Section 9 of the policy demands e-learning of everybody. When a course is opened for you it "
                    + "stands here.")
        ) { id, turn in
            held.first { $0.course == id }.map {
                "<a\(href: Route.certificate(id, $0.certificate.certificate))>\($0.certificate.label)</a>"
            } ?? "\(context.why(turn))"
        }
        return Panel(id: "laer", heading: heading, isWide: true).html(table)
    }

    var competences: HTML {
        context.ownCompetences(heading: context.say(da: "Det kræver dine opgaver", en: "What your tasks demand"))
    }

    // MARK: Why it is asked of the reader

    var roles: HTML {
        let heading = context.say(da: "Derfor er det dig", en: "Why it is you")
        let known = try? sight.person(sight.person)
        var rows = (known?.grants ?? []).filter { $0.holds(on: sight.day) }.map { grant in
            Rows.Row(
                label: context.name(grant.role, grant.unit), link: grant.unit.map { Route.unit($0).link },
                text: since(grant.from, grant.position))
        }
        rows += Body.Kind.allCases.flatMap { kind in
            sight.body(kind).seats.filter { $0.person == sight.person && $0.holds(on: sight.day) }.map { seat in
                Rows.Row(
                    label: context.name(.seat(kind, chair: seat.chair)), link: Route.bodies.link,
                    text: since(seat.from, seat.position))
            }
        }
        rows += sight.principals(of: sight.person).map { principal in
            Rows.Row(label: context.name(.deputy(of: principal)), link: Route.person(principal).link)
        }
        let plain = context.say(
            da: "Du har ingen roller ud over medarbejder. Det, der står her, gælder dig som ansat i din enhed.",
            en: "You hold no roles but employee. What stands here applies to you as a member of your unit.")
        return Panel(id: "roller", heading: heading).html(
            rows.isEmpty ? "<p class=\"pad muted small\">\(plain)</p>" : Rows(rows: rows).html)
    }

    private func since(_ from: Day, _ position: Int) -> HTML {
        "\(context.say(da: "Siden", en: "Since")) \(language.shortTime(from)), \(context.entryLink(position))"
    }

    /// The topics that the units answer for, as the direktion decided.
    var topics: HTML {
        let mine = Set(units)
        let rows = sight.topicDelegations.filter { mine.contains($0.unit) && $0.holds(on: sight.day) }.map { given in
            Rows.Row(
                label: sight.name(given.topic, language) ?? "",
                link: sight.policy(covering: given.topic).map { Route.document($0.id).link },
                text: "\(sight.label(.decision(given.decision), language) ?? "")")
        }
        guard !rows.isEmpty else { return HTML() }
        let heading = context.say(da: "Emner, din enhed har", en: "Topics of your unit")
        return Panel(id: "emner", heading: heading, isWide: true).html(Rows(rows: rows).html)
    }
}
