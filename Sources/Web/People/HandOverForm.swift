// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Office

/// What somebody who goes leaves behind, on one page: everything the reader may see, each thing with a tick, and who
/// takes over. Without a name in the address it lists those who have left something.
enum HandOverForm {
    static let title = Phrase(da: "Overdragelse", en: "Hand-over")

    /// The page for a person or a unit.
    static func link(_ subject: Subject) -> Link {
        let name = subject.kind == .unit ? "unit" : "person"
        return Link(Route.command(.handOver), query: [(name, subject.id.description)])
    }

    static func link(of holder: Responsible) -> Link {
        switch holder {
        case .unit(let id): link(Subject.unit(id))
        case .person(let id): link(Subject.person(id))
        case .role, .body: Route.command(.handOver).link
        }
    }

    static func content(_ refusal: Refusal?, in context: Context) throws(Refusal) -> Content {
        let person: ID<Person>? = context.argument("person").flatMap { ID<Person>($0) }
        let unit: ID<Unit>? = context.argument("unit").flatMap { ID<Unit>($0) }
        guard let holder: Responsible = person.map({ .person($0) }) ?? unit.map({ .unit($0) }) else {
            return list(refusal, context)
        }
        switch holder {
        case .person(let id): _ = try context.sight.person(id)
        case .unit(let id): _ = try context.sight.unit(id)
        case .role, .body: throw .unknown
        }
        guard context.sight.mayHandOver(holder) else { throw .notAllowed }
        return HandOverReading(holder: holder, refusal: refusal, context: context).content
    }

    // MARK: Those who have gone

    private static let most = 200

    private static func list(_ refusal: Refusal?, _ context: Context) -> Content {
        let language = context.language
        let rows = context.sight.leavers(most: most).map { leaver in
            WorkTable.Row([
                .title(context.sight.name(leaver.holder, language), link(of: leaver.holder)),
                .init(language.shortTime(leaver.gone)),
                .init("\(language.number(leaver.count))"),
            ])
        }
        let table = WorkTable(
            caption: context.say(da: "Fratrådte og nedlagte enheder", en: "Leavers and closed units"),
            columns: [
                .init(context.say(da: "Hvem", en: "Who"), .title),
                .init(context.say(da: "Væk fra", en: "Gone from"), .due, isNamedWhenFolded: true),
                .init(context.say(da: "Skal overtages", en: "To be taken over"), .number, isNamedWhenFolded: true),
            ], groups: [.init(nil, rows)],
            empty: Empty(
                context.say(
                    da: "Ingen, der er fratrådt eller nedlagt, har efterladt noget, du kan overdrage.",
                    en: "Nobody who has left, and no closed unit, has left anything that you can hand over."),
                "<p>\(context.say(da: "Du kan også overdrage fra en persons eller enheds side.", en: "You can also hand over from the page of a person or a unit."))</p>"
            ))
        let head = Head(
            title: context.say(title),
            sentence:
                "\(context.say(da: "Ansvaret følger organisationen (politikkens afsnit 6). Når nogen går, overtager en anden.", en: "Responsibility follows the organisation (section 6 of the policy). When somebody goes, another takes over."))"
        ).html(language)
        return Content(
            context.say(title), menu: .persons, status: CommandForm.status(refusal),
            head + CommandForm.summary(refusal, in: context)
                + Panel(id: "hvem", heading: context.say(title), isHeadingHidden: true).html(table.html))
    }
}

private struct HandOverReading {
    let holder: Responsible
    let refusal: Refusal?
    let context: Context

    private var sight: Sight { context.sight }
    private var language: Language { context.language }

    var content: Content {
        let name = sight.name(holder, language)
        let heading = context.say(da: "Overdragelse efter \(name)", en: "Hand-over from \(name)")
        let held = sight.held(by: holder)
        var crumbs: [Head.Crumb] = [.init(context.say(HandOverForm.title), Route.command(.handOver).link)]
        crumbs.append(.init(name, page))
        let head = Head(crumbs: crumbs, title: heading, state: state(held.count)).html(language)
        let body = held.isEmpty ? nothing : form(held)
        return Content(
            heading, menu: menu, status: CommandForm.status(refusal),
            head + CommandForm.summary(refusal, in: context) + body + kept)
    }

    private var page: Link? {
        switch holder {
        case .person(let id): Route.person(id).link
        case .unit(let id): Route.unit(id).link
        case .role, .body: nil
        }
    }

    private var menu: Route {
        if case .unit = holder { .units } else { .persons }
    }

    private static let things = Plural(one: Phrase(da: "ting", en: "thing"), many: Phrase(da: "ting", en: "things"))

    private func state(_ count: Int) -> [HTML] {
        var line: [HTML] = []
        if let gone = sight.gone(holder) {
            let tag =
                if case .unit = holder { context.say(da: "Nedlagt", en: "Closed") } else {
                    context.say(da: "Fratrådt", en: "Gone")
                }
            line.append(Tag(tag, .warn).html)
            line.append("\(context.say(da: "Væk fra", en: "Gone from")) \(language.time(gone))")
        }
        line.append(
            count == 0
                ? "\(context.say(da: "Intet mangler", en: "Nothing is missing"))"
                : "\(language.count(count, Self.things)) \(context.say(da: "skal overtages", en: "to be taken over"))")
        if let heir = sight.heir(of: holder) {
            line.append(
                "\(context.say(da: "Ansvar for overdragelsen:", en: "Responsible for the hand-over:")) <a\(href: Route.unit(heir))>\(context.name(heir))</a>"
            )
        } else {
            line.append(
                "\(context.say(da: "Ansvar for overdragelsen:", en: "Responsible for the hand-over:")) \(language(Role.security.label))"
            )
        }
        return line
    }

    private var nothing: HTML {
        Panel(id: "liste", heading: context.say(HandOverForm.title), isHeadingHidden: true).padded(
            Empty(
                context.say(
                    da: "Her er intet tilbage, som du kan overdrage.",
                    en: "There is nothing left here that you can hand over.")
            ).html)
    }

    private func form(_ held: [Holding]) -> HTML {
        let hidden: [(String, String)] =
            switch holder {
            case .person(let id): [("person", id.description)]
            case .unit(let id): [("unit", id.description)]
            case .role, .body: []
            }
        // What is left is shown next.
        let back = Route.command(.handOver).path + hidden.map { "?\($0.0)=\($0.1)" }.joined()
        let asked = Set(context.arguments.texts["things"] ?? [])
        let choices = held.map { holding in
            Choices.Choice(
                holding.name, sight.label(holding.subject, on: nil, language) ?? context.say(Sentence.erased),
                detail: detail(holding))
        }
        let things = Choices(
            name: "things", legend: context.say(da: "Hvad overdrages?", en: "What is handed over?"),
            hint: context.say(
                da: "Fjern krydset ved det, en anden skal overtage. Det kan du overdrage bagefter.",
                en: "Clear what somebody else is to take over. You can hand that over afterwards."),
            error: CommandForm.error("things", refusal, in: context), choices: choices,
            chosen: asked.isEmpty ? Set(held.map(\.name)) : asked, isMany: true
        ).html(language)
        func field(_ name: String) -> HTML { CommandForm.field(name, of: .handOver, refusal, in: context) }
        let button = Button(context.say(da: "Overdrag det valgte", en: "Hand over what is chosen"), kind: .primary)
        return Panel(id: "liste", heading: context.say(da: "Skal overtages", en: "To be taken over")).padded(
            CommandForm.open(.handOver, in: context, hidden: hidden + [("_back", back)], asksBeforeLeaving: true).html(
                """
                \(things)\(Field.pair(field("to_person"), field("to_unit")))\(field("reason"))\
                \(PostForm.foot([button.submit], remark: remark(held)))
                """))
    }

    /// What goes to whom: a document is owned by a unit, its contact is a person.
    private func remark(_ held: [Holding]) -> String {
        let parts = Set(held.map(\.part))
        if parts.contains(.owner) {
            return context.say(
                da: "Dokumenter går til enheden, resten til personen.",
                en: "Documents go to the unit, the rest to the person.")
        }
        return parts.contains(.contact)
            ? context.say(da: "Kontakten for et dokument er en person.", en: "The contact of a document is a person.")
            : context.say(da: "Vælg en person eller en enhed.", en: "Choose a person or a unit.")
    }

    private func detail(_ holding: Holding) -> String {
        var text = context.say(holding.part.label)
        switch holding.subject.kind {
        case .document:
            if let document = try? sight.document(holding.subject.id.seen(as: Document.self)) {
                text += ", \(language(document.kind.label).lowercased())"
            }
        case .action:
            if let action = try? sight.action(holding.subject.id.seen(as: Action.self)),
                let due = action.due.value(on: sight.day)
            {
                text += context.say(da: ", frist \(language.day(due))", en: ", due \(language.day(due))")
            }
        case .consultation:
            if let due = (try? sight.consultation(holding.subject.id.seen(as: Consultation.self)))?.due.newest {
                text += context.say(da: ", svar senest \(language.day(due))", en: ", answers by \(language.day(due))")
            }
        case .organisation, .unit, .person, .body, .decision, .token, .notice, .reminder, .dispensation, .proposal,
            .meeting, .requirement, .evidence, .nonconformity, .scope, .controlTest, .audit, .framework, .report,
            .objective, .measure, .asset, .course, .campaign,
            .risk,
            .initiative, .suspicion,
            .processing,
            .subjectRequest,
            .competence,
            .auditEngagement, .evidenceRequest:
            break
        }
        return text
    }

    /// What cannot be handed over, because it is rights: roles, seats and the account are ended by an administrator.
    private var kept: HTML {
        guard case .person(let id) = holder, let person = try? sight.person(id) else { return HTML() }
        var rows = person.grants.filter { $0.last == nil && $0.from <= sight.day }.map { grant in
            Rows.Row(label: context.say(grant.role.label) + (grant.unit.map { ", \(context.name($0))" } ?? ""))
        }
        for kind in Body.Kind.allCases
        where sight.body(kind).seats.contains(where: { $0.person == id && $0.holds(on: sight.day) }) {
            rows.append(.init(label: context.say(kind.role.label)))
        }
        if person.account.value(on: sight.day).flatMap({ $0 }) != nil {
            rows.append(.init(label: context.say(da: "Konto", en: "Account")))
        }
        guard !rows.isEmpty else { return HTML() }
        let why = context.say(
            da: "Roller, poster og konto er rettigheder. De går ikke videre, men afsluttes af en administrator på",
            en: "Roles, seats and the account are rights. They are not handed on, but ended by an administrator on")
        let link: HTML = "<a\(href: Route.person(id))>\(context.say(da: "personens side", en: "the person's page"))</a>"
        return Panel(id: "rettigheder", heading: context.say(da: "Skal afsluttes", en: "To be ended"), isWide: true)
            .html("<div class=\"pad\"><p>\(why) \(link).</p></div>" + Rows(rows: rows).html)
    }
}
