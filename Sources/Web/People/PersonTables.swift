// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Office

/// What a person is and was: roles, seats, deputies both ways, holds and duties.
struct PersonTables {
    let person: Person
    let context: Context

    var sight: Sight { context.sight }
    var language: Language { context.language }

    init(_ person: Person, _ context: Context) {
        self.person = person
        self.context = context
    }

    var from: WorkTable.Column {
        .init(context.say(da: "Fra og med", en: "From"), .due, isNamedWhenFolded: true)
    }
    var to: WorkTable.Column {
        .init(context.say(da: "Til og med", en: "Until"), .due, isNamedWhenFolded: true)
    }
    var end: WorkTable.Column { .init(context.say(da: "Status", en: "Status"), .end) }

    /// What something that holds from a day to a day is on the day shown, with the way to end it.
    func state(
        _ from: Day, _ last: Day?, _ kind: CommandKind, _ name: String, _ id: String, may: Bool? = nil
    ) -> WorkTable.Cell {
        let day = sight.day
        if let last, last < day { return .init(Tag(context.say(da: "Afsluttet", en: "Ended")).html) }
        if from > day { return .init(Tag(context.say(da: "Begynder senere", en: "Begins later"), .info).html) }
        let tag = Tag(context.say(da: "Gælder", en: "In effect"), .ok).html
        guard last == nil, may ?? sight.may(kind, about: .person(person.id)) else { return .init(tag) }
        let query: [(String, String?)] = [("person", person.id.description), (name, id)]
        return .init("\(tag) \(Self.ending(Link(Route.command(kind), query: query), context.say(kind.label), context))")
    }

    /// A short link that says fully to a screen reader what it ends.
    static func ending(_ link: Link, _ label: String, _ context: Context) -> HTML {
        """
        <a class="nowrap"\(href: link)><span aria-hidden="true">\(context.say(
            da: "Afslut",
            en: "End"))</span><span class="vh">\(label)</span></a>
        """
    }

    func panel(_ id: String, _ heading: Phrase, _ table: WorkTable) -> HTML {
        Panel(id: id, heading: context.say(heading)).html(table.html)
    }

    var roles: HTML {
        let rows = person.grants.reversed().map { grant in
            WorkTable.Row(
                [.title(context.name(grant.role, grant.unit), grant.unit.map { Route.unit($0).link })]
                    + context.period(grant.from, grant.last)
                    + [state(grant.from, grant.last, .endRole, "grant", grant.id.description)])
        }
        let heading = Phrase(da: "Roller", en: "Roles")
        return panel(
            "roller", heading,
            WorkTable(
                caption: context.say(heading),
                columns: [.init(context.say(da: "Rolle", en: "Role"), .title), from, to, end],
                groups: [.init(nil, rows)],
                empty: Empty(
                    context.say(da: "Ingen roller ud over medarbejder.", en: "No roles but employee."))))
    }

    /// Seats in direktion and bestyrelse; nothing for those who never had one.
    var seats: HTML {
        let held = Body.Kind.allCases.flatMap { kind in
            sight.body(kind).seats.filter { $0.person == person.id }.map { (kind, $0) }
        }
        guard !held.isEmpty else { return HTML() }
        let rows = held.map { kind, seat in
            let chair = seat.chair ? "\(context.say(da: "Formand", en: "Chair"))" as HTML : nil
            return WorkTable.Row(
                [.title(context.say(kind.label), Route.bodies.link, why: chair)] + context.period(seat.from, seat.last)
                    + [BodiesPage.state(seat, kind, context)])
        }
        let heading = Phrase(da: "Pladser i organer", en: "Seats in bodies")
        return panel(
            "pladser", heading,
            WorkTable(
                caption: context.say(heading),
                columns: [.init(context.say(da: "Organ", en: "Body"), .title), from, to, end],
                groups: [.init(nil, rows)]))
    }

    /// Who stands in for the person, and for whom the person stands in.
    var deputies: HTML {
        let own = person.deputyships.reversed().map { deputyship in
            WorkTable.Row(
                [.title(context.name(deputyship.deputy), Route.person(deputyship.deputy).link)]
                    + context.period(deputyship.from, deputyship.last)
                    + [state(deputyship.from, deputyship.last, .endDeputy, "deputyship", deputyship.id.description)])
        }
        let others = sight.principals(of: person.id).flatMap { principal in
            let known = (try? sight.person(principal))?.deputyships ?? []
            return known.filter { $0.deputy == person.id && $0.holds(on: sight.day) }.map { deputyship in
                WorkTable.Row(
                    [.title(context.name(principal), Route.person(principal).link)]
                        + context.period(deputyship.from, deputyship.last)
                        + [.init(Tag(context.say(da: "Gælder", en: "In effect"), .ok).html)])
            }
        }
        guard !own.isEmpty || !others.isEmpty else { return HTML() }
        let heading = Phrase(da: "Stedfortrædere", en: "Deputies")
        let name = context.name(person.id)
        return panel(
            "stedfortraedere", heading,
            WorkTable(
                caption: context.say(heading),
                columns: [.init(context.say(da: "Person", en: "Person"), .title), from, to, end],
                groups: [
                    .init(context.say(da: "Stedfortrædere for \(name)", en: "Deputies for \(name)"), own),
                    .init(context.say(da: "\(name) er stedfortræder for", en: "\(name) is deputy for"), others),
                ]))
    }

    /// Legal holds; nothing where none was placed.
    var holds: HTML {
        let placed = sight.seesHolds ? person.holds.reversed() : []
        guard !placed.isEmpty else { return HTML() }
        let rows = placed.map { hold in
            let isLifted = hold.lifted != nil
            var text: HTML = hold.by.map { "\(context.name($0))" } ?? HTML()
            if !isLifted, sight.may(.liftHold, about: .person(person.id)) {
                let link = Link(
                    Route.command(.liftHold), query: [("person", person.id.description), ("hold", hold.id.description)])
                text += " \(Self.ending(link, context.say(CommandKind.liftHold.label), context))"
            }
            return Rows.Row(
                label: context.text(hold.reason),
                end: isLifted
                    ? Tag(context.say(da: "Løftet", en: "Lifted")).html
                    : Tag(context.say(da: "Gælder", en: "In effect"), .warn).html, text: text)
        }
        return Panel(id: "hensyn", heading: context.say(da: "Bevaringshensyn", en: "Legal holds")).html(
            Rows(rows: rows).html)
    }

    /// What is the person's to do, and what others must do about the person.
    var duties: HTML {
        let own = sight.duties(of: [.person(person.id)], most: 50, planned: true)
        let about = sight.duties(about: .person(person.id)).filter { $0.standing(on: sight.day) != .done }
        return Panel(id: "opgaver", heading: context.say(da: "Opgaver", en: "Tasks")).html(
            DutyTable(context).list(
                (own + about).sorted { $0.key < $1.key },
                empty: Empty(
                    context.say(
                        da: "Ingen opgaver er givet til personen selv.", en: "No tasks are given to the person alone."))
            ))
    }
}
