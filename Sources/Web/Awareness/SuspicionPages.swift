// SPDX-License-Identifier: MPL-2.0

import Domain
import HTML
import Office

/// The suspicious mails that were reported: one's own, and for the security team all of them. Nobody else sees one.
enum SuspicionsPage {
    static let title = Phrase(da: "Mistænkelige mails", en: "Suspicious mails")
    static let size = 50

    static func content(in context: Context) throws(Refusal) -> Content {
        let (sight, language) = (context.sight, context.language)
        let all = sight.suspicions
        let answers = sight.mayEver(.answerSuspicion)
        // What waits for an answer first, the oldest of it on top.
        let waiting = all.filter { $0.answer(by: sight.day) == nil }.reversed()
        let (shown, pager) = context.paged(
            Array(waiting) + all.filter { $0.answer(by: sight.day) != nil }, size: size, of: .suspicions)
        let rows = shown.compactMap { known -> WorkTable.Row? in
            guard let report = known.report else { return nil }
            let due = known.answer(by: sight.day) == nil ? known.reportedOn.nextWorkingDay : nil
            return WorkTable.Row([
                .title(
                    report.label, Route.suspicion(known.id).link,
                    why: answers ? "\(context.name(report.reporter))" : nil),
                .init(language.shortTime(known.reportedOn)),
                due.map { .init(due: $0, today: sight.day, language) }
                    ?? .none(context.say(da: "besvaret", en: "answered")),
                .init(tag(known, context).html),
            ])
        }
        let table = WorkTable(
            caption: context.say(title),
            columns: [
                .init(context.say(da: "Anmeldelse", en: "Report"), .title),
                .init(context.say(da: "Anmeldt", en: "Reported"), .due, isNamedWhenFolded: true),
                .init(context.say(da: "Svar senest", en: "Answer by"), .due, isNamedWhenFolded: true),
                .init(context.say(da: "Status", en: "Status"), .end),
            ], groups: [.init(nil, Array(rows))],
            empty: Empty(
                context.say(da: "Du har ikke anmeldt nogen mail.", en: "You have reported no mail."),
                """
                <p>\(context.say(
                    da: "Ser en mail forkert ud, så anmeld den, også hvis du er i tvivl. Det tager et minut.",
                    en: "If a mail looks wrong, report it, also when in doubt. It takes a minute."))</p>
                """))
        var acts: [HTML] = []
        if sight.mayEver(.reportSuspicion) {
            acts.append(
                Button(context.say(CommandKind.reportSuspicion.label), kind: .primary).link(
                    Route.command(.reportSuspicion).link))
        }
        let sentence =
            answers
            ? context.say(
                da: "\(waiting.count) venter på svar. Hvem der har anmeldt, ser kun I.",
                en: "\(waiting.count) wait for an answer. Who reported, you alone see.")
            : context.say(
                da: "Det, du har anmeldt. Kun du og informationssikkerhedsteamet ser det.",
                en: "What you have reported. You and the information security team alone see it.")
        return Content(
            context.say(title), menu: .suspicions,
            Head(title: context.say(title), sentence: "\(sentence)", acts: acts).html(language)
                + Panel(id: "anmeldelser", heading: context.say(title), isHeadingHidden: true, isWide: true)
                .html(table.html + pager))
    }

    static func tag(_ known: Suspicion, _ context: Context) -> Tag {
        guard let verdict = known.answer(by: context.sight.day)?.answer.verdict else {
            return Tag(context.say(da: "Venter på svar", en: "Waits for an answer"), .info)
        }
        switch verdict {
        case .harmless, .exercise: return Tag(context.say(verdict.label), .ok)
        case .phishing, .incident: return Tag(context.say(verdict.label), .warn)
        }
    }
}

/// One report of a mail: what was told, what to do meanwhile, and what it was.
enum SuspicionPage {
    static func content(_ id: ID<Suspicion>, in context: Context) throws(Refusal) -> Content {
        let (sight, language) = (context.sight, context.language)
        let (known, report) = try sight.suspicion(id)
        let isOwn = report.reporter == sight.person
        var acts: [HTML] = []
        if sight.may(.answerSuspicion, about: .suspicion(id)) {
            acts.append(
                Button(context.say(CommandKind.answerSuspicion.label), kind: known.answers.isEmpty ? .primary : .normal)
                    .link(Link(Route.command(.answerSuspicion), query: [("suspicion", id.description)])))
        }
        let head = Head(
            crumbs: [.init(context.say(SuspicionsPage.title), Route.suspicions.link), .init(report.label)],
            title: context.say(da: "Anmeldt mail \(report.label)", en: "Reported mail \(report.label)"),
            state: [SuspicionsPage.tag(known, context).html, language.time(known.reportedOn)], acts: acts
        ).html(language)
        let answer = known.answer(by: sight.day)
        let thanks: HTML =
            isOwn && answer == nil
            ? Note(.ok, isAnswer: true).html(
                """
                <p><b>\(context.say(da: "Tak, fordi du sagde til.", en: "Thank you for saying so."))</b> \
                \(context.say(
                    da: "Informationssikkerhedsteamet svarer senest \(language.day(known.reportedOn.nextWorkingDay)). "
                        + "Ingen bebrejder dig noget.",
                    en: "The information security team answers by \(language.day(known.reportedOn.nextWorkingDay)). "
                        + "Nobody blames you."))</p><p>\(context.say(advice(report.act)))</p>
                """) : HTML()
        var rows: [SummaryList.Row] = [
            .init(context.say(da: "Anmeldt af", en: "Reported by"), context.person(report.reporter)),
            .init(context.say(da: "Mailen kom", en: "The mail came"), text: came(report, language)),
            .init(context.say(da: "Rørt ved den", en: "Touched it"), text: context.say(report.act.label)),
        ]
        if let took = known.minutes {
            rows.append(.init(context.say(da: "Tid til anmeldelse", en: "Time to report"), text: context.minutes(took)))
        }
        if let sender = report.sender {
            rows.append(
                .init(context.say(da: "Så ud til at komme fra", en: "Seemed to come from"), text: context.text(sender)))
        }
        if let look = report.look {
            rows.append(.init(context.say(da: "Sådan så den ud", en: "What it looked like"), context.paragraphs(look)))
        }
        let told = Panel(id: "anmeldt", heading: context.say(da: "Det er anmeldt", en: "What is reported")).padded(
            SummaryList(rows: rows, isWide: true).html(language))
        return Content(
            report.label, menu: .suspicions,
            head + thanks + said(answer, context) + told + context.historyPanel([.suspicion(id)]))
    }

    private static func said(_ made: Suspicion.Answer.Made?, _ context: Context) -> HTML {
        guard let made else { return HTML() }
        var body = context.paragraphs(made.answer.word)
        let exercise = made.answer.exercise.flatMap { id in
            context.sight.label(.initiative(id)).map { (label: $0, link: Route.initiative(id).link) }
        }
        if let exercise { body += "<p><a\(href: exercise.link)>\(exercise.label)</a></p>" }
        let by = made.by.map { context.name($0, on: made.day) } ?? ""
        let day = context.language.day(made.day)
        body += "<p class=\"muted small\">\(by), \(day)</p>"
        return Panel(
            id: "svar", heading: context.say(da: "Svar", en: "Answer"),
            aside: Tag(context.say(made.answer.verdict.label)).html
        ).padded(body)
    }

    private static func came(_ report: Suspicion.Report, _ language: Language) -> String {
        guard let minute = report.minute else { return language.day(report.came) }
        let time = "\(minute / 60)\(language == .da ? "." : ":")\(minute % 60 < 10 ? "0" : "")\(minute % 60)"
        return language(da: "\(language.day(report.came)) kl. \(time)", en: "\(language.day(report.came)) at \(time)")
    }

    /// What to do now, calmly.
    static func advice(_ act: Suspicion.Act) -> Phrase {
        switch act {
        case .nothing:
            Phrase(
                da: "Lad mailen ligge, og åbn intet i den, til du har fået svar.",
                en: "Leave the mail, and open nothing in it until you are answered.")
        case .opened, .unsure:
            Phrase(
                da: "Luk det, du åbnede. Skriv ikke noget i det. Ring til it-support, hvis noget ser anderledes ud.",
                en: "Close what you opened. Write nothing in it. Call IT support if anything looks different.")
        case .gave:
            Phrase(
                da: "Skift din adgangskode nu, og ring til it-support. Det er det eneste, du skal gøre lige nu.",
                en: "Change your password now, and call IT support. That is all you need to do right now.")
        }
    }
}

/// Reporting a mail: five fields, two of which must be filled in.
enum SuspicionForm {
    private static let kind = CommandKind.reportSuspicion

    static func content(_ refusal: Refusal?, in given: Context) -> Content {
        var context = given
        // Most report on the day that the mail comes.
        if context.arguments.texts["came"] == nil {
            context.arguments.texts["came"] = [context.language.fieldDay(context.sight.today)]
        }
        let title = context.say(kind.label)
        let sentence = context.say(
            da:
                "Det tager et minut. Du gør det rigtige, også hvis du er i tvivl eller har klikket. Ingen bebrejder dig noget.",
            en: "It takes a minute. You do right, also when in doubt or after a click. Nobody blames you.")
        let who = context.say(
            da: "Kun informationssikkerhedsteamet ser, at det er dig. Andre ser tal uden navne.",
            en: "The information security team alone sees that it is you. Others see numbers without names.")
        let head = Head(
            crumbs: [.init(context.say(SuspicionsPage.title), Route.suspicions.link), .init(title)], title: title,
            sentence: "\(sentence)"
        ).html(context.language)
        func field(_ name: String) -> HTML { CommandForm.field(name, of: kind, refusal, in: context) }
        let send = Button(context.say(da: "Anmeld", en: "Report"), kind: .primary, size: .big).submit
        let cancel = Button(context.say(da: "Fortryd", en: "Cancel"), kind: .quiet).link(Route.suspicions.link)
        let form = CommandForm.open(kind, in: context, asksBeforeLeaving: true).html(
            Field.pair(field("came"), field("time")) + field("act") + field("sender") + field("look")
                + PostForm.foot([send, cancel], remark: who))
        return Content(
            title, menu: .suspicions, status: CommandForm.status(refusal),
            head + CommandForm.summary(refusal, in: context)
                + Panel(id: "mailen", heading: context.say(da: "Mailen", en: "The mail"), isWide: true).padded(form))
    }
}

extension Context {
    /// The answers to what the reader reported in the last month; nothing where there are none.
    var answeredMails: HTML {
        let rows = sight.ownSuspicions.compactMap { known -> Rows.Row? in
            guard let report = known.report, let made = known.answer(by: sight.day), made.day > sight.day - 31 else {
                return nil
            }
            return Rows.Row(
                label: say(da: "Svar på din anmeldelse \(report.label)", en: "Answer to your report \(report.label)"),
                link: Route.suspicion(known.id).link, end: language.shortTime(made.day),
                text: "\(text(made.answer.word))")
        }
        guard !rows.isEmpty else { return HTML() }
        return Panel(
            id: "svar", heading: say(da: "Svar til dig", en: "Answers to you"), isWide: true
        ).html(Rows(rows: rows).html)
    }
}
