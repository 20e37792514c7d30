// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Office

/// What an erasure would do, before anybody does it: what goes, what stays and why, what stops it; then the form
/// (GDPR Article 17).
enum ErasurePage {
    /// In the place of a reason that the reader may not see.
    static let hidden = Phrase(da: "Spørg DPO'en om begrundelsen.", en: "Ask the DPO for the reason.")

    static func content(_ id: ID<Person>, in context: Context) async throws -> Content {
        let sight = context.sight
        let person = try sight.person(id)
        guard sight.isPast || sight.may(.erasePerson, about: .person(id)) else { throw Refusal.notAllowed }
        let house = sight.house
        // It reads the whole ledger.
        let (plan, seen) = try await Blocking.run {
            let plan = try ErasurePlan.make(for: id, in: house)
            return (plan, plan.seen(by: sight))
        }
        let name = context.name(id)
        let title = context.say(da: "Slet oplysninger om \(name)", en: "Erase data about \(name)")
        let page = Erasure(person: person, plan: plan, seen: seen, context: context)
        var body = Head(
            crumbs: [
                .init(context.say(PersonsPage.title), Route.persons.link), .init(name, Route.person(id).link),
                .init(context.say(da: "Sletning", en: "Erasure")),
            ], title: title, sentence: page.sentence
        ).html(context.language)
        body += page.holds
        body += page.goes
        body += page.stays
        body += page.isHeld
        body += page.backups
        body += page.form
        return Content(title, menu: .persons, body)
    }
}

private struct Erasure {
    let person: Person
    let plan: ErasurePlan
    /// Those items that are shown; the others are counted.
    let seen: [ErasurePlan.Item]
    let context: Context

    private var sight: Sight { context.sight }
    private var language: Language { context.language }
    private var goesAway: [ErasurePlan.Item] { plan.items.filter { $0.ground == .erase } }
    private var isKept: [ErasurePlan.Item] { plan.items.filter { $0.ground == .keepAsRecord } }
    private var keptForHold: [ErasurePlan.Item] { plan.items.filter { $0.ground == .keepForHold } }
    private let values = Plural(
        one: Phrase(da: "oplysning", en: "value"), many: Phrase(da: "oplysninger", en: "values"))

    init(person: Person, plan: ErasurePlan, seen: [ErasurePlan.Item], context: Context) {
        self.person = person
        self.plan = plan
        self.seen = seen
        self.context = context
    }

    var sentence: HTML {
        let stay = isKept.count + keptForHold.count
        let (goes, stays) = (language.count(goesAway.count, values), language.count(stay, values))
        let erased = context.say(da: "\(goes) slettes", en: "\(goes) would be erased")
        let kept = context.say(da: "\(stays) bevares", en: "\(stays) would be kept")
        return """
            <a\(href: Link(fragment: "slettes"))>\(erased)</a>, <a\(href: Link(fragment: "bevares"))>\(kept)</a>. \
            \(context.say(da: "Intet er slettet endnu.", en: "Nothing is erased yet."))
            """
    }

    /// What stops it.
    var holds: HTML {
        guard !plan.holds.isEmpty else { return HTML() }
        let heading = context.say(
            da: "Et bevaringshensyn står i vejen. Det skal løftes, før noget kan slettes.",
            en: "A legal hold stands in the way. It must be lifted before anything can be erased.")
        return Note(.warn).html(
            heading,
            !sight.seesHolds
                ? "\(context.say(ErasurePage.hidden))"
                : "\(each: plan.holds, between: "<br>", { hold in "\(context.text(hold.reason)) \(each: [hold.by].compactMap { $0 }, { "(\(context.name($0)))" })" })"
        )
    }

    // MARK: What goes and what stays

    var goes: HTML {
        panel(
            "slettes", Phrase(da: "Det slettes", en: "This would be erased"), goesAway,
            reason: Phrase(
                da:
                    "Personens egne oplysninger, og det, personen selv har skrevet, hvor reglerne ikke kræver "
                    + "det bevaret. Posterne består med deres numre og beviser.",
                en:
                    "The person's own data, and what the person typed where the rules do not demand that it be "
                    + "kept. The entries remain with their numbers and proofs."
            ),
            empty: Phrase(da: "Der er intet at slette.", en: "There is nothing to erase."))
    }

    var stays: HTML {
        panel(
            "bevares", Phrase(da: "Det bevares", en: "This would be kept"), isKept,
            reason: Phrase(
                da:
                    "Organisationen skal kunne dokumentere det: politikkens afsnit 7.2 og 7.3 og GDPR artikel "
                    + "5, stk. 2, og artikel 17, stk. 3, litra b og e. Reglen er fastlagt i Værn for hver slags "
                    + "post; DPO'en kan fravige den nedenfor med en begrundelse.",
                en:
                    "The organisation must be able to prove it: sections 7.2 and 7.3 of the policy and GDPR "
                    + "Articles 5(2) and 17(3)(b) and (e). The rule is set in Værn for each kind of entry; the "
                    + "DPO can override it below with a reason."
            ),
            empty: Phrase(da: "Intet bevares.", en: "Nothing would be kept."))
    }

    /// What is another's too, on whose data a hold lies.
    var isHeld: HTML {
        guard !keptForHold.isEmpty else { return HTML() }
        let others = Set(seen.flatMap(\.heldFor)).map { context.name($0) }.sorted()
        let who = sight.seesHolds ? others.joined(separator: ", ") : context.say(ErasurePage.hidden)
        return panel(
            "hensyn", Phrase(da: "Det bevares af hensyn til andre", en: "This would be kept because of others"),
            keptForHold,
            reason: Phrase(
                da:
                    "Det er også en andens oplysninger, og på dem ligger et bevaringshensyn. Det kan ikke slettes, før det "
                    + "er løftet, heller ikke med en begrundelse (GDPR artikel 17, stk. 3, litra e). \(who)",
                en:
                    "It is another's data too, and a legal hold lies on those. It cannot be erased until that is lifted, "
                    + "also not with a reason (GDPR Article 17(3)(e)). \(who)"
            ),
            empty: Phrase(da: "Intet bevares.", en: "Nothing would be kept."))
    }

    private func panel(
        _ id: String, _ heading: Phrase, _ items: [ErasurePlan.Item], reason: Phrase, empty: Phrase
    ) -> HTML {
        // By what kind of text it is, so that a reader sees at once what it is about.
        let positions = Set(seen.map(\.position))
        let known = items.filter { positions.contains($0.position) }
        let groups = Dictionary(grouping: known, by: \.field).sorted { $0.key < $1.key }
        var rows = groups.map { field, items in
            let shown = items.prefix(12)
            let entries: HTML = """
                \(each: shown, between: ", ", {
                    "<a\(href: Route.entry($0.position))>\(language.number($0.position))</a>"
                })\
                \(when: items.count > shown.count, " …")
                """
            return WorkTable.Row([
                .init("\(FieldName.label(of: field, language))"), .init(items.count, language), .init(entries),
            ])
        }
        if known.count < items.count {
            let other = context.say(da: "andet, som du ikke må se", en: "other things that you may not see")
            rows.append(WorkTable.Row([.init(text: other), .init(items.count - known.count, language), .none("")]))
        }
        let table = WorkTable(
            caption: context.say(heading),
            columns: [
                .init(context.say(da: "Slags", en: "Kind"), .title),
                .init(context.say(da: "Antal", en: "Number"), .number, isNamedWhenFolded: true),
                .init(context.say(da: "I post", en: "In entries"), isNamedWhenFolded: true),
            ],
            groups: [.init(nil, rows)], empty: Empty(context.say(empty)))
        let why: HTML = items.isEmpty ? HTML() : "<p class=\"pad small muted\">\(context.say(reason))</p>"
        return Panel(
            id: id, heading: context.say(heading), aside: Tag(language.number(items.count)).html, isWide: true
        ).html(why + table.html)
    }

    /// What copies of the data directory still hold.
    var backups: HTML {
        let text =
            if let day = context.lastBackupExpires() {
                Phrase(
                    da: "Sikkerhedskopier fra før sletningen har oplysningerne, til de udløber. Den sidste, der er "
                        + "taget, udløber \(Language.da.day(day)). Gendannes en kopi, slettes oplysningerne igen, før "
                        + "den tages i brug.",
                    en: "Backups from before the erasure hold the data until they expire. The last one made expires on "
                        + "\(Language.en.day(day)). If one is restored, the data are erased again before it is used.")
            } else {
                Phrase(
                    da: "Der er ingen sikkerhedskopi, som Værn har taget, og som ikke er udløbet.",
                    en: "There is no backup that Værn has made and that has not expired.")
            }
        return Panel(id: "kopier", heading: context.say(da: "Sikkerhedskopier", en: "Backups"), isWide: true)
            .padded("<p>\(context.say(text))</p>")
    }

    // MARK: The form

    var form: HTML {
        guard !sight.isPast, plan.holds.isEmpty, !plan.toErase(override: true).isEmpty else { return HTML() }
        let kind = CommandKind.erasePerson
        let fields = CommandForm.fields(kind, except: ["person"], nil, in: context)
        let button = Button(
            context.say(
                da: "Slet \(language.count(goesAway.count, values))",
                en: "Erase \(language.count(goesAway.count, values))"),
            kind: .danger
        ).submit
        let cancel = Button(context.say(da: "Fortryd", en: "Cancel"), kind: .quiet).link(Route.person(person.id).link)
        let final = context.say(
            da:
                "En sletning kan ikke tages tilbage. Hvem der besluttede den, på hvilket grundlag og hvilke "
                + "oplysninger det var, står i revisionssporet.",
            en:
                "An erasure cannot be undone. Who decided it, on which ground and which values it was stands "
                + "in the audit trail."
        )
        let form = CommandForm.open(
            kind, in: context, about: .person(person.id), hidden: [("person", person.id.description)],
            label: context.say(kind.label), asksBeforeLeaving: true
        ).html(fields + PostForm.foot([button, cancel]))
        return Panel(id: "slet", heading: context.say(da: "Slet", en: "Erase"), isWide: true).padded(
            "<div class=\"stack\">\(Note(.warn).html("<p>\(final)</p>"))\(form)</div>")
    }
}
