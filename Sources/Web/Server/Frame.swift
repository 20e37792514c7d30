// SPDX-License-Identifier: MPL-2.0

import Domain
import HTML
import Ledger
import Office
import Synchronization

/// Puts the frame around what a page gives: bar, menu, foot, the day that is shown, and what was just recorded.
struct Frame: Sendable {
    let visit: Visit
    let context: Context
    private var sight: Sight { context.sight }
    private var language: Language { visit.language }

    func page(_ content: Content) -> HTML {
        let frame = context.kept(.frame(context.theme, verified: house.lastVerification?.0)) { shell.template }
        return Shell.page(frame) { gap in
            switch gap {
            case .title: HTML(text: content.title)
            case .navigation:
                context.kept(.navigation(content.menu)) {
                    HTML(each: navigation(content.menu)) { $0.html(language) }
                }
            case .page: "\(action: Place(visit.ask.rawPath))"
            case .back: HTML(text: context.here)
            case .kept: kept
            case .csrf: CSRF(context.csrf).written
            case .body: HTML(joining: [switcher, flash, pinned(content.menu), content.body])
            }
        }
    }

    /// What is the same on all pages of the reader, until the next fact. Nothing of the session or the address is in it.
    private var shell: Shell {
        Shell(
            language: language, organisation: house.shortName, home: Route.overview.link, user: user,
            search: .init(
                action: Route.search.link,
                placeholder: visit.say(da: "Søg i alt", en: "Search everything")),
            asOf: asOf, foot: foot, isDemo: context.isDemo, theme: context.theme)
    }

    /// The query of the page, which choosing a day does not change.
    private var kept: HTML {
        let others = visit.query.filter { !Visit.ofFrame.contains($0.key) }
        guard !others.isEmpty else { return HTML() }
        return HTML(each: others.sorted { $0.key < $1.key }) { name, values in
            HTML(each: values) { "<input type=\"hidden\" name=\"\(name)\" value=\"\($0)\">" }
        }
    }

    private var house: House { sight.house }

    private var user: User {
        let name = sight.house.texts.text(person?.name.newest ?? nothing) ?? context.account.username
        let title = person?.title(on: sight.today).flatMap { house.texts.text($0) }
        let unit = person?.unit(on: sight.today).flatMap { sight.name($0, on: sight.today, language) }
        let words = name.split(separator: " ")
        let initials = [words.first, words.count > 1 ? words.last : nil].compactMap { $0?.first.map(String.init) }
            .joined()
        return User(
            name: name, title: [title, unit].compactMap { $0 }.joined(separator: ", "), initials: initials.uppercased(),
            account: Route.account.link, mail: Route.mail.link, signOut: Route.signOut.link)
    }

    private var person: Person? { house.state.register.persons[sight.person] }
    private var nothing: ValueID { ValueID(high: 0, low: 0) }

    private func navigation(_ current: Route?) -> [NavigationGroup] {
        func item(_ route: Route, _ da: String, _ en: String, count: Int? = nil, isHot: Bool = false) -> NavigationItem
        {
            NavigationItem(
                label: visit.say(da: da, en: en), link: route.link, count: count, isHot: isHot,
                isCurrent: current == route)
        }
        let mine = sight.myCounts()
        let tasks = mine.open + mine.overdue
        return [
            NavigationGroup(
                items: [
                    item(.overview, "Overblik", "Overview"), item(.inbox, "Indbakke", "Inbox"),
                    item(.tasks, "Mine opgaver", "My tasks", count: tasks > 0 ? tasks : nil, isHot: mine.overdue > 0),
                    item(.courses, "E-læring", "E-learning"), item(.competences, "Kompetencer", "Competences"),
                    item(.part, "Mit ansvar", "My part"),
                    item(.suspicions, "Mistænkelige mails", "Suspicious mails"),
                    item(.wheel, "Årshjul", "Year wheel"),
                ]),
            NavigationGroup(
                heading: visit.say(da: "Styring", en: "Governance"),
                items: [
                    item(.documents, "Dokumenter", "Documents", count: documents),
                    item(.topics, "Emner", "Topics"), item(.proposals, "Indstillinger", "Proposals"),
                    item(.dispensations, "Dispensationer", "Dispensations"),
                    item(.initiatives, "Indsatser", "Initiatives"),
                    item(.objectives, "Mål", "Objectives"), item(.reports, "Rapporter", "Reports"),
                ]),
            NavigationGroup(
                heading: visit.say(da: "Risici", en: "Risks"),
                items: [
                    item(.risks, "Risikobillede", "Picture of risks"),
                    item(.riskList, "Risikoregister", "Register of risks"),
                    item(.riskNumbers, "Risikotal", "Risks in numbers"),
                    item(.assets, "Aktiver", "Assets"), item(.threats, "Trusler", "Threats"),
                    item(.riskMethod, "Risikometode", "Risk method"),
                ]),
            NavigationGroup(
                heading: visit.say(da: "Efterlevelse", en: "Compliance"),
                items: [
                    item(.requirements, "Krav", "Requirements"), item(.measures, "Foranstaltninger", "Measures"),
                    item(.matrix, "Matrix", "Matrix"),
                    item(.evidenceList, "Dokumentation", "Evidence"),
                    item(.campaigns, "Kampagner", "Campaigns"),
                    item(.nonconformities, "Afvigelser", "Nonconformities"),
                    item(.controls, "Kontrol", "Control"), item(.scopes, "Anvendelse", "Applicability"),
                    item(.frameworks, "Rammeværker", "Frameworks"),
                ]),
            NavigationGroup(
                heading: visit.say(da: "Persondata", en: "Personal data"),
                items: [
                    item(.processings, "Behandlinger", "Processing"),
                    item(.subjectRequests, "Henvendelser", "Requests"),
                ]),
            NavigationGroup(
                heading: visit.say(da: "Organisation", en: "Organisation"),
                items: [
                    item(.persons, "Personer", "Persons"), item(.units, "Enheder", "Units"),
                    item(.bodies, "Organer", "Bodies"), item(.meetings, "Møder", "Meetings"),
                    item(.accesses, "Adgange", "Access"),
                ] + (sight.seesDelivery ? [item(.delivery, "Levering af mail", "Delivery of mail")] : [])
                    + (sight.seesRetention ? [item(.retention, "Opbevaring", "Retention")] : [])),
            NavigationGroup(
                heading: visit.say(da: "Bevis", en: "Proof"),
                items: [item(.ledger, "Revisionsspor", "Audit trail")]),
        ]
    }

    /// How many documents the person sees; no number where there are very many.
    private var documents: Int? {
        sight.documentCount(most: 250).flatMap { $0 == 0 ? nil : $0 }
    }

    private var asOf: AsOf {
        let reading: AsOf.Reading? =
            switch sight.view {
            case .today: nil
            case .then: .then
            case .now: .now
            }
        let place = Place(context.here)
        return AsOf(
            day: sight.day, reading: reading,
            today: reading.map { _ in Link(place, query: [("pr", "")]) },
            otherReading: reading.map { reading in
                let other: AsOf.Reading = reading == .then ? .now : .then
                return Link(place, query: [("pr", sight.day.description), ("viden", other.rawValue)])
            })
    }

    private var foot: Foot {
        let state = house.state
        let root = state.root.hex
        return Foot(
            ledger: .init(
                size: state.book.head, root: "\(root.prefix(4))…\(root.suffix(4))", verified: house.lastVerification?.0,
                page: Route.ledger.link), accessibility: Route.accessibility.link,
            languages: .form(
                action: Route.language.link, csrf: CSRF(gap: Shell.Gap.csrf.html), back: Shell.Gap.back.html),
            links: [(visit.say(TermsPage.title), Route.terms.link)])
    }

    /// The way to another house, where the account has several.
    private var switcher: HTML {
        guard context.houses.count > 1 else { return HTML() }
        let label = visit.say(da: "Organisation", en: "Organisation")
        let form = context.form(to: .house, label: label)
        let field = Field(
            "organisation", label, id: "skift-organisation",
            .choice(context.houses.map { ($0.id.description, $0.name) }, chosen: house.id.description))
        return form.html(
            "<div class=\"flow\">\(field.html(language))\(Button(visit.say(da: "Skift", en: "Switch"), size: .small).submit)</div>"
        )
    }

    /// An auditor has the period on every page; on the first one it stands in full.
    private func pinned(_ menu: Route?) -> HTML { menu == .overview ? HTML() : AuditorHome(context).line }

    /// What the person just did.
    private var flash: HTML {
        if visit.query["efter"]?.first == "adgangskode" {
            let words = visit.say(da: "Adgangskoden er skiftet.", en: "The password is changed.")
            return Note(.ok, isAnswer: true).html("<p>\(words)</p>")
        }
        if visit.query["efter"]?.first == "mail" {
            let words = visit.say(da: "Dit valg er gemt.", en: "Your choice is saved.")
            return Note(.ok, isAnswer: true).html("<p>\(words)</p>")
        }
        guard let text = visit.query["efter"]?.first, let position = Int(text), let entry = try? sight.entry(position),
            entry.actor.person == Ref(sight.person)
        else { return HTML() }
        let link = Route.entry(position)
        let words = visit.say(da: "Registreret som post", en: "Recorded as entry")
        return Note(.ok, isAnswer: true).html("<p>\(words) <a\(href: link)>\(language.number(position))</a>.</p>")
    }
}
