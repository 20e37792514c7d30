// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Office

/// What data subjects ask for: the requests that the reader handles or follows up, and for those who steer the numbers.
enum SubjectRequestsPage {
    static let title = Phrase(da: "Henvendelser fra registrerede", en: "Requests of data subjects")
    private static let size = 50

    static func content(in context: Context) throws(Refusal) -> Content {
        let (sight, language) = (context.sight, context.language)
        let all = sight.subjectRequests
        let (shown, pager) = context.paged(all, size: size, of: .subjectRequests)
        let rows = shown.compactMap { known -> WorkTable.Row? in
            guard let receipt = known.receipt else { return nil }
            let isOpen = known.answer(by: sight.day) == nil
            return WorkTable.Row([
                .title(
                    receipt.label, Route.subjectRequest(known.id).link,
                    why: "\(language.list(receipt.rights.map { language($0.label) }))"),
                .init(text: known.handler(on: sight.day).map { context.name($0, on: sight.day) } ?? ""),
                isOpen
                    ? .init(due: known.due(on: sight.day), today: sight.day, language)
                    : .none(context.say(da: "besvaret", en: "answered")),
                .init(known.standing(on: sight.day).tag(language).html),
            ])
        }
        let table = WorkTable(
            caption: context.say(title),
            columns: [
                .init(context.say(da: "Henvendelse", en: "Request"), .title),
                .init(context.say(da: "Behandles af", en: "Handled by"), .who, room: .notOnPhone),
                .init(context.say(da: "Svar senest", en: "Answer by"), .due, isNamedWhenFolded: true),
                .init(context.say(da: "Status", en: "Status"), .end),
            ], groups: [.init(nil, Array(rows))],
            empty: Empty(
                context.say(da: "Der er ingen henvendelser, du behandler.", en: "You handle no requests."),
                """
                <p>\(context.say(
                    da: "Skriver nogen til dig om indsigt, sletning eller en anden ret over egne oplysninger, så giv det videre til databeskyttelsesrådgiveren samme dag. Der er en måned til at svare.",
                    en: "If somebody writes to you about access, erasure or another right over their data, pass it on to the data protection officer the same day. There is a month to answer."))</p>
                """))
        var acts: [HTML] = []
        if sight.mayEver(.receiveSubjectRequest) {
            acts.append(
                Button(context.say(CommandKind.receiveSubjectRequest.label), kind: .primary, icon: .plus).link(
                    Route.command(.receiveSubjectRequest).link))
        }
        let who = context.say(
            da:
                "En henvendelse ses af den, der behandler den, databeskyttelsesrådgiveren og informationssikkerhedsteamet.",
            en: "A request is seen by who handles it, the data protection officer and the information security team.")
        return Content(
            context.say(title), menu: .subjectRequests,
            Head(title: context.say(title), sentence: "\(who)", acts: acts).html(language) + figures(context)
                + Panel(id: "henvendelser", heading: context.say(title), isHeadingHidden: true, isWide: true)
                .html(table.html + pager) + rights(context))
    }

    /// Numbers of the year of the day shown, without a name.
    private static func figures(_ context: Context) -> HTML {
        let year = context.sight.day.year
        guard let counts = context.sight.requestCounts(year) else { return HTML() }
        let answered = counts.inTime + counts.tooLate
        return KeyFigures(figures: [
            .init(context.say(da: "Modtaget i \(year)", en: "Received in \(year)"), counts.received),
            .init(
                context.say(da: "Besvaret til tiden", en: "Answered in time"), counts.inTime, of: answered, target: 100),
            .init(context.say(da: "Under behandling", en: "Being handled"), counts.open),
            .init(context.say(da: "Over fristen nu", en: "Past the deadline now"), counts.late),
        ]).html(context.language)
    }

    private static func rights(_ context: Context) -> HTML {
        let (year, language) = (context.sight.day.year, context.language)
        guard let counts = context.sight.requestCounts(year), counts.received > 0 else { return HTML() }
        let heading = context.say(da: "Hvad der bliver bedt om i \(year)", en: "What is asked for in \(year)")
        let rows = SubjectRequest.Right.allCases.compactMap { right -> WorkTable.Row? in
            guard let count = counts.rights[right] else { return nil }
            return WorkTable.Row([.title(language(right.label), nil), .init(count, language)])
        }
        let table = WorkTable(
            caption: heading,
            columns: [
                .init(context.say(da: "Ret", en: "Right"), .title),
                .init(context.say(da: "Antal", en: "Count"), .number, isNamedWhenFolded: true),
            ], groups: [.init(nil, rows)])
        let note = context.say(
            da: "Kun tal, uden navne. \(counts.extended) har fået fristen forlænget.",
            en: "Counts alone, without names. \(counts.extended) had the deadline extended.")
        return Panel(id: "rettigheder", heading: heading, isWide: true).html(
            table.html + "<p class=\"pad muted small\">\(note)</p>")
    }
}

extension SubjectRequest.Standing {
    func tag(_ language: Language) -> Tag {
        switch self {
        case .open: Tag(language(label), .info)
        case .extended: Tag(language(label), .warn)
        case .late: Tag(language(label), .bad)
        case .answered: Tag(language(label), .ok)
        case .answeredLate: Tag(language(label), .warn)
        }
    }
}

/// One request: what is asked for and by when, who asks, what was done, and what was answered.
struct SubjectRequestPage {
    let known: SubjectRequest
    let receipt: SubjectRequest.Receipt
    let context: Context

    private var sight: Sight { context.sight }
    private var language: Language { context.language }
    private var subject: Subject { .subjectRequest(known.id) }

    static func content(_ id: ID<SubjectRequest>, in context: Context) throws(Refusal) -> Content {
        let (known, receipt) = try context.sight.subjectRequest(id)
        return Content(
            receipt.label, menu: .subjectRequests,
            SubjectRequestPage(known: known, receipt: receipt, context: context).body)
    }

    private var body: HTML {
        let due = known.due(on: sight.day)
        let standing = known.standing(on: sight.day)
        var state = [standing.tag(language).html]
        if known.answer(by: sight.day) == nil {
            state.append("\(context.say(da: "svar senest", en: "answer by")) \(language.time(due))")
        }
        let head = Head(
            crumbs: [
                .init(context.say(SubjectRequestsPage.title), Route.subjectRequests.link), .init(receipt.label),
            ], title: context.say(da: "Henvendelse \(receipt.label)", en: "Request \(receipt.label)"), state: state,
            acts: acts
        ).html(language)
        return head + Columns.matter(answer + asked + steps, side: rail, isNarrow: true)
            + context.historyPanel([subject])
    }

    private var acts: [HTML] {
        guard !sight.isPast, known.answers.isEmpty else { return [] }
        let own: [(String, String?)] = [("subject_request", known.id.description)]
        let today: (String, String?) = ("told", language.fieldDay(sight.today))
        let isKnown = known.identities.last?.what.identity == .confirmed
        var acts: [HTML] = []
        func offer(_ kind: CommandKind, _ query: [(String, String?)] = [], isPrimary: Bool = false) {
            guard sight.may(kind, about: subject) else { return }
            acts.append(
                Button(context.say(kind.label), kind: isPrimary ? .primary : .normal).link(
                    Link(Route.command(kind), query: own + query)))
        }
        offer(.assignSubjectRequest)
        offer(.noteSubjectRequest)
        if known.extensions.isEmpty, sight.today <= known.due(on: sight.today) { offer(.extendSubjectRequest, [today]) }
        offer(.identifyRequester, isPrimary: !isKnown)
        offer(.answerSubjectRequest, [today], isPrimary: isKnown)
        return acts
    }

    private var answer: HTML {
        guard let made = known.answer(by: sight.day) else { return HTML() }
        var rows: [SummaryList.Row] = [
            .init(context.say(da: "Udfald", en: "Outcome"), text: language(made.what.outcome.label)),
            .init(context.say(da: "Fortalt", en: "Told"), language.time(made.what.told)),
            .init(context.say(da: "Gjort og svaret", en: "Done and answered"), context.paragraphs(made.what.text)),
        ]
        if let reason = made.what.reason {
            rows.append(.init(context.say(da: "Hvorfor ikke", en: "Why not"), context.paragraphs(reason)))
        }
        if made.what.outcome.saysNo {
            rows.append(
                .init(
                    context.say(da: "Vejledt om klage", en: "Told how to complain"),
                    text: made.what.isGuided ? context.say(da: "Ja", en: "Yes") : context.say(da: "Nej", en: "No")))
        }
        return Panel(id: "svar", heading: context.say(da: "Svar", en: "Answer")).padded(
            SummaryList(rows: rows, isWide: true).html(language))
    }

    private var asked: HTML {
        let none = context.say(da: "Ikke angivet", en: "Not stated")
        var rows: [SummaryList.Row] = [
            .init(
                context.say(da: "Beder om", en: "Asks for"),
                text: language.list(receipt.rights.map { language($0.label).lowercasedFirst })),
            .init(context.say(da: "Skriver", en: "Writes"), context.paragraphs(receipt.about)),
            .init(context.say(da: "Hvem", en: "Who"), text: receipt.name.map { context.text($0) } ?? none),
            .init(
                context.say(da: "Svares på", en: "Answered at"),
                text: receipt.contact.map { context.text($0) } ?? none),
        ]
        if let processing = receipt.processing, let label = sight.label(.processing(processing), language) {
            rows.append(
                .init(
                    context.say(da: "Behandling", en: "Processing"),
                    "<a\(href: Route.processing(processing))>\(label)</a>"))
        }
        return Panel(id: "spurgt", heading: context.say(da: "Det, der bliver spurgt om", en: "What is asked")).padded(
            SummaryList(rows: rows, isWide: true).html(language))
    }

    /// What was done, oldest first: who asks, more time, and what somebody wrote down.
    private var steps: HTML {
        var found: [(position: Int, day: Day, what: String, text: ValueID)] = []
        found += known.identities.map { ($0.position, $0.day, language($0.what.identity.label), $0.what.how) }
        found += known.extensions.map {
            (
                $0.position, $0.day,
                context.say(
                    da: "Frist forlænget, fortalt \(language.day($0.what.told))",
                    en: "Extended, told on \(language.day($0.what.told))"), $0.what.reason
            )
        }
        found += known.notes.map { ($0.position, $0.day, context.say(da: "Gjort", en: "Done"), $0.what) }
        let heading = context.say(da: "Det, der er gjort", en: "What was done")
        let rows = found.filter { $0.day <= sight.day }.sorted { $0.position < $1.position }.map { one in
            Rows.Row(
                label: one.what, link: Route.entry(one.position).link, end: language.shortTime(one.day),
                text: "\(context.text(one.text))")
        }
        guard !rows.isEmpty else {
            return Panel(id: "gjort", heading: heading).html(
                Empty(context.say(da: "Der er ikke gjort noget endnu.", en: "Nothing was done yet.")).html)
        }
        return Panel(id: "gjort", heading: heading).html(Rows(rows: rows).html)
    }

    private var rail: HTML {
        var rows: [SummaryList.Row] = [
            .init(context.say(da: "Modtaget", en: "Received"), language.shortTime(receipt.came)),
            .init(context.say(da: "Svar senest", en: "Answer by"), language.shortTime(known.due(on: sight.day))),
        ]
        if let handler = known.handler(on: sight.day) {
            rows.append(.init(context.say(da: "Behandles af", en: "Handled by"), context.person(handler)))
        }
        rows.append(.init(context.say(da: "Registreret", en: "Recorded"), language.shortTime(known.recordedOn)))
        let note = context.say(
            da: "Teksterne slettes fem år efter, at de er skrevet.",
            en: "The texts are erased five years after they were written.")
        return """
            <div class="rail">\(Reader.rail(
                context.say(da: "Om henvendelsen", en: "About it"), SummaryList(rows: rows).html(language)))\
            <p class="xs muted">\(note)</p></div>
            """
    }
}

/// Which command records what an entry about a request should have said, with its fields.
struct SubjectRequestFields {
    typealias Found = (kind: CommandKind, values: [(String, String?)])

    let sight: Sight

    func read(_ fact: SubjectRequest.Fact, _ id: ID<SubjectRequest>) -> Found? {
        let own: (String, String?) = ("subject_request", "\(id)")
        switch fact {
        case .received(let receipt):
            let rights: [(String, String?)] = receipt.rights.map { ("rights", $0.rawValue) }
            return (
                .receiveSubjectRequest,
                [
                    ("came", receipt.came.description), ("handler", "\(receipt.handler)"),
                    ("name", sight.text(receipt.name)), ("contact", sight.text(receipt.contact)),
                    ("about", sight.text(receipt.about)), ("processing", receipt.processing.map { "\($0)" }),
                ] + rights
            )
        case .assigned(let handler, let reason):
            return (.assignSubjectRequest, [own, ("handler", "\(handler)"), ("reason_new", sight.text(reason))])
        case .identified(let identity, let how):
            return (.identifyRequester, [own, ("identity", identity.rawValue), ("how", sight.text(how))])
        case .extended(let told, let reason):
            return (.extendSubjectRequest, [own, ("told", told.description), ("reason_new", sight.text(reason))])
        case .noted(let note): return (.noteSubjectRequest, [own, ("note", sight.text(note))])
        case .answered(let answer):
            return (
                .answerSubjectRequest,
                [
                    own, ("outcome", answer.outcome.rawValue), ("told", answer.told.description),
                    ("answer", sight.text(answer.text)), ("refusal", sight.text(answer.reason)),
                    ("guided", answer.isGuided ? "1" : nil),
                ]
            )
        }
    }

    /// What its texts are called in an entry.
    static let names: [String: Phrase] = [
        "how": Phrase(da: "Hvordan", en: "How"), "answer": Phrase(da: "Gjort og svaret", en: "Done and answered"),
        "refusal": Phrase(da: "Hvorfor ikke", en: "Why not"),
    ]
}

extension Options {
    /// Those that are open, as many as a list can hold.
    static func subjectRequests(in context: Context) -> [Option] {
        context.sight.subjectRequests.filter { $0.answers.isEmpty }.prefix(most).map { known in
            (known.id.description, context.sight.label(.subjectRequest(known.id)) ?? known.id.description)
        }
    }
}
