// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Office

/// One person: where they are engaged, which roles and seats they hold from when to when, who stands in for whom, what
/// is
/// theirs to do, and everything that was recorded about them.
enum PersonPage {
    static func content(_ id: ID<Person>, in context: Context) async throws -> Content {
        let sight = context.sight
        let person = try sight.person(id)
        let name = context.name(id)
        let acts = PersonActs(person, context)
        let tables = PersonTables(person, context)
        var state: [HTML] = [context.engagementTag(person)]
        if let title = sight.title(id) { state.append("\(title)") }
        if let unit = person.unit(on: sight.day) {
            state.append("<a\(href: Route.unit(unit))>\(context.name(unit))</a>")
        }
        var body = Head(
            crumbs: [.init(context.say(PersonsPage.title), Route.persons.link), .init(name)], title: name, state: state,
            acts: acts.buttons
        ).html(context.language)
        body += Columns.main(
            tables.engagements + tables.leaves + tables.roles + tables.seats + tables.deputies + tables.duties,
            side: facts(person, context) + MethodList(person: id, context: context).side + tables.holds + acts.changes)
        let held = sight.credentials(of: id)
        if !held.isEmpty { body += context.credentialPanel(held) }
        body += context.historyPanel([.person(id)])
        return Content(name, menu: .persons, body)
    }

    private static func facts(_ person: Person, _ context: Context) -> HTML {
        let (sight, language) = (context.sight, context.language)
        let none = context.say(da: "Ingen", en: "None")
        let mail = person.mail.value(on: sight.day).flatMap { $0 }
        let account = person.account.value(on: sight.day).flatMap { $0 }
        var rows: [SummaryList.Row] = [
            .init(context.say(da: "E-mail", en: "E-mail"), mail.map { address(context.text($0)) } ?? "\(none)"),
            .init(context.say(da: "Konto", en: "Account"), text: account.map { context.text($0) } ?? none),
        ]
        rows += identities(person, context)
        let former = person.name.entries.filter { $0.from <= sight.day }.dropLast()
        if !former.isEmpty {
            rows.append(
                .init(
                    context.say(da: "Tidligere navne", en: "Former names"),
                    "\(each: former, between: "<br>", { "\(context.text($0.value))" })"))
        }
        let erasures = sight.erasures(of: person)
        if !erasures.isEmpty {
            rows.append(
                .init(
                    context.say(da: "Slettet", en: "Erased"),
                    "\(each: erasures, between: ", ", { context.entryLink($0) })"))
        }
        return Panel(id: "om", heading: context.say(da: "Om personen", en: "About the person"))
            .padded(SummaryList(rows: rows).html(language))
    }

    /// By which other systems know the person, for those who keep it right.
    private static func identities(_ person: Person, _ context: Context) -> [SummaryList.Row] {
        guard context.sight.may(.identifyPerson, about: .person(person.id)) else { return [] }
        let names: [SummaryList.Row] = Person.ForeignSystem.allCases.compactMap { system in
            person.identity(in: system).map { value in
                let isOld = system == .oidc && context.sight.hasOldName(person)
                let note = isOld ? context.say(da: " (af en tidligere udsteder)", en: " (by a former issuer)") : ""
                return .init(context.say(system.label), text: context.text(value) + note)
            }
        }
        let groups = context.sight.groupNames(of: person.id)
        guard !groups.isEmpty else { return names }
        let label = context.say(da: "Grupper fra SCIM", en: "Groups from SCIM")
        return names + [.init(label, text: groups.joined(separator: ", "))]
    }

    private static func address(_ mail: String) -> HTML {
        guard let link = HTML.External("mailto:\(mail)") else { return "\(mail)" }
        return "<a\(href: Link(link))>\(mail)</a>"
    }
}

/// What may be done about a person, by whoever looks.
struct PersonActs {
    let person: Person
    let context: Context

    private var sight: Sight { context.sight }

    init(_ person: Person, _ context: Context) {
        self.person = person
        self.context = context
    }

    private func may(_ kind: CommandKind) -> Bool { sight.may(kind, about: .person(person.id)) }

    private func link(_ kind: CommandKind) -> Link {
        Link(Route.command(kind), query: [("person", person.id.description)])
    }

    var buttons: [HTML] {
        guard may(.renamePerson) else { return [] }
        return [Button(context.say(CommandKind.renamePerson.label), icon: .edit).link(link(.renamePerson))]
    }

    /// The other acts, as links in the narrow column. Ending something stands at the thing itself.
    var changes: HTML {
        let hasAccount = person.account.newest.flatMap { $0 } != nil
        var rows: [Rows.Row] = []
        let kinds: [CommandKind] = [
            .beginEngagement, .moveEngagement, .recordFirstWorkingDay, .beginLeave, .identifyPerson, .grantRole,
            .appointDeputy, hasAccount ? .closeAccount : .openAccount, .issueToken,
            .placeHold,
            .recordCredential,
        ]
        let isEngaged = person.isActive(on: sight.day)
        for kind in kinds where may(kind) {
            if !isEngaged, [.moveEngagement, .recordFirstWorkingDay, .beginLeave].contains(kind) { continue }
            rows.append(.init(label: context.say(kind.label), link: link(kind)))
        }
        if sight.mayHandOver(.person(person.id)), !sight.held(by: .person(person.id)).isEmpty {
            rows.append(
                .init(label: context.say(CommandKind.handOver.label), link: HandOverForm.link(of: .person(person.id))))
        }
        if !sight.isPast, sight.mayEver(.seatMember) {
            rows.append(.init(label: context.say(CommandKind.seatMember.label), link: link(.seatMember)))
        }
        if sight.seesHeld(about: person.id) {
            rows.append(
                .init(
                    label: context.say(da: "Se, hvad Værn har", en: "See what Værn holds"),
                    link: person.id == sight.person ? Route.held.link : Route.heldOf(person.id).link))
        }
        if may(.erasePerson) {
            rows.append(
                .init(
                    label: context.say(CommandKind.erasePerson.label), link: Route.erasure(person.id).link,
                    text:
                        """
                        \(context.say(
                            da: "Viser først, hvad der ville blive slettet og bevaret.",
                            en: "Shows first what would be erased and kept."))
                        """
                ))
        }
        var body: HTML = rows.isEmpty ? HTML() : Rows(rows: rows).html
        if hasAccount, may(.openAccount) { body += invitation }
        guard !body.isEmpty else { return HTML() }
        return Panel(id: "udfoer", heading: context.say(da: "Udfør", en: "Act")).html(body)
    }

    /// A new one-time code, with which the person sets a password.
    private var invitation: HTML {
        let label = context.say(da: "Giv ny engangskode", en: "Hand out a new one-time code")
        let form = context.form(to: .invitation, label: label, hidden: [("person", person.id.description)])
        return "<div class=\"pad\">\(form.html(Button(label, size: .small, icon: .key).submit))</div>"
    }
}
