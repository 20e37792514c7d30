// SPDX-License-Identifier: MPL-2.0

import Domain
import HTML
import Office

/// Everything that one person has been told, and what waits for an answer: decisions, consultations, versions to read, and
/// the mails that were sent. It needs no mail to work.
enum InboxPage {
    static let title = Phrase(da: "Indbakke", en: "Inbox")
    /// So many of each are shown.
    static let most = 50

    /// - Parameter mails: what was sent or waits to be sent to the person, newest first; nil: mail is not set up.
    static func content(_ mails: [Errand]?, in context: Context) -> Content {
        let inbox = Inbox(mails: mails, context: context)
        let body =
            Head(title: context.say(title), sentence: inbox.sentence, acts: inbox.acts).html(context.language)
            + inbox.waiting + context.answeredMails + inbox.told + inbox.mailed
        return Content(context.say(title), menu: .inbox, body)
    }

    /// What asks the person for something because it was sent or put to that person.
    static func asks(_ rule: Domain.Rule) -> Bool {
        switch rule {
        case .decision, .classification, .dispensation, .proposal, .answer, .reply, .acknowledgement, .request,
            .suspicion,
            .training, .competence:
            true
        case .verification, .review, .parent, .owner, .entry, .disposition, .action, .head, .function, .seats, .leaver,
            .handOver, .securityContact, .statement, .expiry, .basis, .dispensations, .coverage,
            .unlisted, .delegation, .implementation, .rights, .minutes, .assessment, .proof, .wanting, .cause, .effect,
            .applicability, .control, .audit, .report, .measurement, .campaign,
            .initiativeBegun, .initiativeEffect, .initiatives,
            .talk,
            .measureDue, .measureTest, .mending, .need, .access, .availability,
            .riskComplete, .riskAssessed, .riskVerified, .riskTrigger, .riskDecision, .riskUnacceptable, .riskTold,
            .processingComplete, .processingOwner, .processingReview,
            .requestIdentity, .requestAnswer,
            .lawMeasure, .riskAssessment:
            false
        }
    }
}

private struct Inbox {
    let mails: [Errand]?
    let context: Context
    private let asked: [Duty]

    private var sight: Sight { context.sight }
    private var language: Language { context.language }

    init(mails: [Errand]?, context: Context) {
        self.mails = mails
        self.context = context
        asked = context.sight.myDuties(most: TasksPage.most).filter { InboxPage.asks($0.rule) }
    }

    var sentence: HTML {
        guard !asked.isEmpty else {
            return "\(context.say(da: "Intet venter på dig her.", en: "Nothing waits for you here."))"
        }
        let things = Plural(
            one: Phrase(da: "ting venter", en: "thing waits"), many: Phrase(da: "ting venter", en: "things wait"))
        let late = asked.count { $0.due < sight.day }
        let all = language.count(asked.count, things)
        return late > 0
            ? "\(all) \(context.say(da: "på dig, \(language.number(late)) over frist.", en: "for you, \(language.number(late)) overdue."))"
            : "\(all) \(context.say(da: "på dig.", en: "for you."))"
    }

    var acts: [HTML] {
        [Button(context.say(MailPage.title), icon: .edit).link(Route.mail.link)]
    }

    var waiting: HTML {
        guard !asked.isEmpty else { return HTML() }
        return Panel(id: "venter", heading: context.say(da: "Venter på dig", en: "Waits for you")).html(
            DutyTable(context).html(
                Array(asked.prefix(InboxPage.most)),
                empty: Empty(context.say(da: "Intet venter.", en: "Nothing waits."))))
    }

    // MARK: What was sent out to the person

    var told: HTML {
        let told = sight.readings(of: sight.person).filter { $0.opens <= sight.day }
            .sorted { ($1.opens, $1.key) < ($0.opens, $0.key) }
        let table = WorkTable(
            caption: context.say(da: "Sendt ud til dig", en: "Sent out to you"),
            columns: [
                .init(context.say(da: "Dokument", en: "Document"), .title),
                .init(context.say(da: "Sendt ud", en: "Sent out"), .due, isNamedWhenFolded: true),
                .init(context.say(da: "Status", en: "Status"), .end),
            ],
            groups: [.init(nil, told.prefix(InboxPage.most).compactMap(row))],
            empty: Empty(
                context.say(da: "Intet er sendt ud til dig.", en: "Nothing has been sent out to you."),
                """
                <p>\(context.say(
                    da: "Her kommer de dokumenter, der vedrører dit arbejde, når de træder i kraft.",
                    en: "The documents that concern your work come here when they enter into force."))</p>
                """))
        return Panel(
            id: "sendt", heading: context.say(da: "Sendt ud til dig", en: "Sent out to you"), isWide: !asked.isEmpty
        ).html(table.html)
    }

    private func row(_ duty: Duty) -> WorkTable.Row? {
        guard let notice = try? sight.notice(duty.subject.id.seen(as: Notice.self)), let id = notice.document,
            let document = try? sight.document(id)
        else { return nil }
        let number = document.versions.first { $0.id == notice.version }?.draft.number
        var why = number.map { context.say(da: "Version \($0)", en: "Version \($0)") } ?? ""
        if let reminded = notice.reminders.last(where: { $0.day <= sight.day && $0.day >= duty.opens }),
            duty.done == nil
        {
            let day = language.shortDay(reminded.day)
            why += context.say(da: ". Påmindelse \(day)", en: ". Reminder \(day)")
        }
        return WorkTable.Row([
            .title(context.title(document), DutyTable(context).link(duty), why: "\(why)"),
            .init(language.shortTime(duty.opens)), .init(state(duty, notice).html),
        ])
    }

    private func state(_ duty: Duty, _ notice: Notice) -> Tag {
        switch duty.standing(on: sight.day) {
        case .planned, .open: return Tag(context.say(da: "Mangler at læse", en: "To read"), .info)
        case .overdue: return Tag(context.say(da: "Over frist", en: "Overdue"), .bad)
        case .done:
            guard let done = notice.acknowledgements[sight.person], done.day <= sight.day else {
                return Tag(context.say(da: "Afløst", en: "Replaced"))
            }
            let day = language.shortDay(done.day)
            return Tag(context.say(da: "Kvitteret \(day)", en: "Acknowledged \(day)"), .ok)
        }
    }

    // MARK: Mail

    var mailed: HTML {
        // What was sent is known as it is, not as it was known.
        guard !sight.isPast, let mails else { return HTML() }
        let table = WorkTable(
            caption: context.say(da: "Mail til dig", en: "Mail to you"),
            columns: [
                .init(context.say(da: "Mail", en: "Mail"), .title),
                .init(context.say(da: "Tidspunkt", en: "Time"), .due, isNamedWhenFolded: true),
                .init(context.say(da: "Status", en: "Status"), .end),
            ],
            groups: [.init(nil, mails.filter { $0.state != .lapsed }.prefix(InboxPage.most).map(row))],
            empty: Empty(context.say(da: "Ingen mail er sendt til dig.", en: "No mail has been sent to you.")))
        return Panel(id: "mail", heading: context.say(MailPage.title), isWide: true).html(table.html)
    }

    private func row(_ errand: Errand) -> WorkTable.Row {
        let tag: Tag
        switch errand.state {
        case .sent: tag = Tag(context.say(da: "Sendt", en: "Sent"), .ok)
        case .waiting: tag = Tag(context.say(da: "Venter på at blive sendt", en: "Waits to be sent"), .info)
        case .refused:
            tag = Tag(
                context.say(da: "Kom ikke frem: ret din adresse", en: "Not delivered: correct your address"), .bad)
        case .lapsed: tag = Tag(context.say(da: "Bortfaldet", en: "Lapsed"))
        }
        let about = errand.about.flatMap { subject in sight.label(subject, language).map { (subject, $0) } }
        return WorkTable.Row([
            .title(
                context.say(errand.kind.label), about.map { Route($0.0).link }, why: about.map { "\($0.1)" as HTML }),
            .init(language.time(errand.ended ?? errand.made)), .init(tag.html),
        ])
    }
}

extension Site {
    func inbox(_ visit: inout Visit) async throws -> Answer {
        guard let place = visit.session?.place else { return toSignIn(visit) }
        let mails: [Errand]? =
            installation.postman == nil
            ? nil : try await installation.aside.mail(to: place.person, in: place.organisation)
        return try await page(&visit) { InboxPage.content(mails, in: $0) }
    }
}
