// SPDX-License-Identifier: MPL-2.0

import Domain
import HTML
import Office

/// What pages say of where a decided matter is filed: its number, the way to the package, and who still lacks one.
struct JournalParts {
    let subject: Subject
    let context: Context

    private var mark: Journal.Mark? { context.sight.journal(of: subject) }
    private var query: [(String, String?)] { [(subject.kind.rawValue, subject.id.description)] }

    private var package: Link {
        switch Journal.Matter(subject) {
        case .meeting(let id): Route.meetingPackage(id).link
        case .decision(let id): Route.decisionPackage(id).link
        case nil: Route(subject).link
        }
    }

    /// The package, and for those who may the number.
    ///
    /// - Parameter isOver: whether it counts no more: then it is not filed.
    func links(isOver: Bool = false) -> [(label: String, link: Link)] {
        var links = [(context.say(da: "Hent til journalisering (ZIP)", en: "Get for filing (ZIP)"), package)]
        guard !isOver, context.sight.may(.recordJournal, about: subject) else { return links }
        let label =
            mark == nil
            ? context.say(CommandKind.recordJournal.label)
            : context.say(da: "Ret ESDH-sagsnummer", en: "Change the ESDH case number")
        links.append((label, Link(Route.command(.recordJournal), query: query)))
        if mark != nil {
            links.append(
                (context.say(CommandKind.removeJournal.label), Link(Route.command(.removeJournal), query: query)))
        }
        return links
    }

    /// The case number and that of the document, and the day.
    var rows: [SummaryList.Row] {
        guard let mark else {
            return [
                .init(
                    context.say(da: "ESDH-sag", en: "ESDH case"),
                    text: context.say(da: "Ikke registreret", en: "Not recorded"))
            ]
        }
        var rows: [SummaryList.Row] = [
            .init(context.say(da: "ESDH-sag", en: "ESDH case"), text: context.text(mark.caseNumber))
        ]
        if let number = mark.documentNumber {
            rows.append(.init(context.say(da: "ESDH-dokument", en: "ESDH document"), text: context.text(number)))
        }
        rows.append(.init(context.say(da: "Journaliseret", en: "Filed"), context.language.shortTime(mark.day)))
        return rows
    }

    /// Both, as a part of the facts beside a matter.
    func rail(isOver: Bool = false) -> HTML {
        Reader.rail(
            context.say(da: "Journalisering", en: "Filing"),
            SummaryList(rows: rows).html(context.language) + Reader.links(links(isOver: isOver)))
    }

    // MARK: Those without a number

    private static let most = 200

    /// What the bodies have decided and approved that has no case number, for those who may record one.
    static func missing(_ context: Context) -> HTML {
        let sight = context.sight
        guard Body.Kind.allCases.contains(where: { sight.may(.recordJournal, Concern(body: $0)) }) else {
            return HTML()
        }
        let found = sight.unjournalised(most: most) { sight.may(.recordJournal, about: $0) }
        func rows(_ kind: SubjectKind) -> [WorkTable.Row] {
            found.filter { $0.subject.kind == kind }.map { row($0.subject, $0.day, context) }
        }
        let heading = context.say(da: "Mangler journalisering", en: "Not filed yet")
        let table = WorkTable(
            caption: heading,
            columns: [
                .init(context.say(da: "Beslutning eller referat", en: "Decision or minutes"), .title),
                .init(context.say(da: "Afgjort", en: "Decided"), .due, isNamedWhenFolded: true),
                .init(context.say(da: "ESDH-sag", en: "ESDH case"), .end),
            ],
            groups: [
                .init(context.say(da: "Beslutninger", en: "Decisions"), rows(.decision)),
                .init(context.say(da: "Referater", en: "Minutes"), rows(.meeting)),
            ],
            empty: Empty(
                context.say(
                    da: "Alt, hvad organerne har besluttet, har et sagsnummer.",
                    en: "All that the bodies have decided has a case number."),
                HTML()))
        let why = context.say(
            da: "Hent pakken på sagens side, læg den på sagen i ESDH-systemet, og registrér sagens nummer her.",
            en:
                "Get the package on the matter's page, put it into the case in the ESDH system, and record its number here."
        )
        return Panel(id: "journalisering", heading: heading, isWide: true).html(
            "<p class=\"pad\">\(why)</p>" + table.html)
    }

    private static func row(_ subject: Subject, _ day: Day, _ context: Context) -> WorkTable.Row {
        let (sight, language) = (context.sight, context.language)
        let label = sight.label(subject, on: nil, language) ?? context.say(Sentence.erased)
        var why = context.say(da: "Godkendt referat", en: "Approved minutes")
        if subject.kind == .decision, let known = try? sight.decision(subject.id.seen(as: Decision.self)),
            let about = known.matter?.subject
        {
            why = sight.label(about, on: nil, language) ?? ""
        }
        let link = Link(Route.command(.recordJournal), query: [(subject.kind.rawValue, subject.id.description)])
        let act = context.say(da: "Registrér", en: "Record")
        return WorkTable.Row([
            .title(label, Route(subject).link, why: "\(why)"), .init(language.shortTime(day)),
            .init(
                """
                <a class="btn small"\(href: link)>\(act)<span class="vh"> \
                \(context.say(da: "sagsnummer for \(label)", en: "the case number of \(label)"))</span></a>
                """),
        ])
    }
}
