// SPDX-License-Identifier: MPL-2.0

import Domain
import Exchange
import HTML
import Ledger
import Office

/// Writes the letter of an errand, from what its person may see at that moment.
enum Letters {
    /// A letter, and what its person is told by it: what the ledger is to say once the relay has taken it.
    struct Written: Sendable {
        let letter: Letter
        let tells: [Told.Matter]
    }

    /// Nil: there is nothing to say any more, or the person cannot or does not want to be written to.
    static func letter(_ errand: Errand, _ installation: Installation) async throws -> Written? {
        let (organisation, person) = (errand.organisation, errand.person)
        guard let house = installation.room(organisation)?.house, let home = HTML.Home(installation.baseURL),
            let sight = try? await house.sight(of: person), sight.maySignIn, let address = sight.mailAddress
        else { return nil }
        let choice = try await installation.aside.mailChoice(of: person, in: organisation)
        let language = installation.mailLanguage(choice, of: person, in: organisation)
        var paper: MailPaper?
        var unsubscribe: Route?
        switch errand.kind {
        case .decision:
            if choice.decisions { paper = decision(errand, sight, language, home) }
        case .reading, .reminder: paper = reading(errand, sight, language, home)
        case .access: paper = AuditorLetter(errand, sight, language, home).access
        case .answer:
            if choice.decisions { paper = AuditorLetter(errand, sight, language, home).answer }
        case .word:
            if choice.decisions { paper = SuspicionLetter(errand, sight, language, home)?.paper }
        case .courseSoon, .courseToday, .courseLate: paper = CourseLetter(errand, sight, language, home)?.paper
        case .digest:
            guard choice.weekly else { return nil }
            unsubscribe = .unsubscribe(
                organisation, person, installation.unsubscribeSecret(person, organisation))
            paper = WeeklyLetter(sight: sight, language: language, home: home, unsubscribe: unsubscribe).paper
        }
        guard let paper else { return nil }
        let letter = Letter(
            to: address, subject: paper.title, text: paper.text, html: paper.html,
            // The key itself would tell of persons and things to whoever reads the headers.
            id: String(Secret.derived(installation.seal, "mail \(errand.key)").prefix(40)),
            written: installation.clock.now, language: language,
            unsubscribe: unsubscribe.map { home.text + $0.path })
        return Written(letter: letter, tells: tells(errand, sight))
    }

    /// Of a version each person is told once, of a decision and of a week by each mail.
    private static func tells(_ errand: Errand, _ sight: Sight) -> [Told.Matter] {
        switch errand.kind {
        case .decision: waiting(errand, sight).map { [.decision(.init($0))] } ?? []
        case .reading, .reminder: new(errand.about.map { [$0] } ?? [], sight)
        // Of what was confided the ledger says nothing.
        case .access, .answer, .word, .courseSoon, .courseToday, .courseLate: []
        case .digest:
            [.week(Day(number: Int32(clamping: errand.turn)))]
                + new(WeeklyLetter.Matter(sight, isOwn: true).reading.prefix(WeeklyLetter.most).map(\.subject), sight)
        }
    }

    private static func new(_ named: [Subject], _ sight: Sight) -> [Told.Matter] {
        named.map { $0.id.seen(as: Notice.self) }.filter { (try? sight.notice($0))?.told[sight.person] == nil }
            .map { .notice($0) }
    }

    /// The duty that waits for the person's decision; nil if it waits no more, or for others.
    private static func waiting(_ errand: Errand, _ sight: Sight) -> Duty? {
        guard let subject = errand.about,
            let duty = sight.duties(about: subject).first(where: {
                $0.rule.isDecision && $0.turn == errand.turn && $0.done == nil
            }), sight.mine().contains(duty.responsible), sight.sees(duty.accessClass(on: sight.day))
        else { return nil }
        return duty
    }

    private static func decision(
        _ errand: Errand, _ sight: Sight, _ language: Language, _ home: HTML.Home
    ) -> MailPaper? {
        guard let duty = waiting(errand, sight) else { return nil }
        let name = sight.mailName(duty.subject, language)
        let decider = sight.name(duty.responsible, language)
        let title = language(da: "Venter på din afgørelse: \(name)", en: "Waits for your decision: \(name)")
        return MailPaper(
            language: language, home: home, title: title,
            words: [
                (duty.rule == .classification
                    ? language(
                        da: "\(name) er foreslået klassificeret anderledes, og \(decider) afgør det.",
                        en: "\(name) is proposed to be classified otherwise, and \(decider) decides.")
                    : language(
                        da: "\(name) er indstillet til afgørelse hos \(decider).",
                        en: "\(name) is submitted to \(decider) for decision."))
                    .capitalisedSentence,
                language(
                    da: "Afgørelsen ventes senest \(language.day(duty.due)). Læs teksten, og træf afgørelsen i Værn.",
                    en: "The decision is expected by \(language.day(duty.due)). Read the text and decide in Værn."),
            ],
            button: .init(
                text: language(da: "Se sagen i Værn", en: "See the matter in Værn"), place: Route(duty.subject)),
            foot: [
                why(
                    language(
                        da: "Du får mailen, fordi sagen venter på dig. Vælg, hvilken mail du får:",
                        en: "You get this mail because the matter waits for you. Choose which mail you get:"))
            ], seal: seal(sight, language))
    }

    /// A version is in force that the person is to read, or is still to read.
    private static func reading(
        _ errand: Errand, _ sight: Sight, _ language: Language, _ home: HTML.Home
    ) -> MailPaper? {
        guard let id = errand.about?.id.seen(as: Notice.self), let duty = sight.reading(id),
            let notice = try? sight.notice(id), let document = notice.document
        else { return nil }
        switch duty.standing(on: sight.day) {
        case .done, .planned: return nil
        case .open, .overdue: break
        }
        let name = sight.mailName(duty.subject, language)
        let isReminder = errand.kind == .reminder
        let title =
            isReminder
            ? language(da: "Påmindelse: læs og kvittér for \(name)", en: "Reminder: read and acknowledge \(name)")
            : language(da: "Læs og kvittér for \(name)", en: "Read and acknowledge \(name)")
        let due = language.day(duty.due)
        let isLate = duty.due < sight.day
        return MailPaper(
            language: language, home: home, title: title,
            words: [
                isReminder
                    ? language(
                        da: "Du mangler at læse \(name) og kvittere for det.",
                        en: "You have yet to read \(name) and acknowledge it.")
                    : language(
                        da: "En ny version af \(name) gælder nu, og den vedrører dig.",
                        en: "A new version of \(name) is in force, and it concerns you."),
                isLate
                    ? language(da: "Fristen var \(due).", en: "It was due on \(due).")
                    : language(da: "Fristen er \(due).", en: "It is due on \(due)."),
            ],
            button: .init(
                text: language(da: "Læs den i Værn", en: "Read it in Værn"), place: .document(document)),
            foot: [
                why(
                    language(
                        da: "Du får mailen, fordi teksten vedrører dit arbejde. Se din indbakke:",
                        en: "You get this mail because the text concerns your work. See your inbox:"), .inbox)
            ], seal: seal(sight, language))
    }

    static func why(_ words: String, _ place: Route = .mail) -> MailPaper.Item { .init(text: words, place: place) }

    /// How long the ledger was and what its root was when the mail was written: whoever keeps the mail can hold the
    /// ledger to it.
    static func seal(_ sight: Sight, _ language: Language) -> String {
        let (size, root) = (language.number(sight.state.book.head), sight.state.root.hex)
        return language(
            da: "Revisionssporet havde \(size) poster, da mailen blev skrevet; rod \(root).",
            en: "The audit trail had \(size) entries when this was written; root \(root).")
    }
}

extension String {
    /// With a capital first letter.
    fileprivate var capitalisedSentence: String { prefix(1).uppercased() + dropFirst() }
}

/// The weekly mail: what waits for one person, is overdue, is due soon, and is to be read.
struct WeeklyLetter: Sendable {
    /// So many lines of a part; the rest is a number.
    static let most = 20
    /// So many duties are looked through.
    static let depth = 500

    /// What of the person's duties belongs in the mail.
    struct Matter: Sendable {
        var waiting: [Duty] = []
        var overdue: [Duty] = []
        var soon: [Duty] = []
        var reading: [Duty] = []
        /// What others are late with, and the direktion is to decide a measure about.
        var atDirektion: [Duty] = []
        /// What others are late with, and the person has as their head.
        var atHead: [Duty] = []
        /// Open, but not due in the next seven days.
        var later = 0

        /// - Parameter isOwn: without what others are late with, which takes a look at all that is late.
        init(_ sight: Sight, isOwn: Bool = false) {
            for duty in sight.myDuties(most: WeeklyLetter.depth) where sight.sees(duty.subject) {
                switch duty.rule {
                case .acknowledgement, .training: reading.append(duty)
                case .decision, .classification, .dispensation, .proposal, .answer, .reply, .request,
                    .suspicion:
                    waiting.append(duty)
                case .verification, .review, .parent, .owner, .entry, .disposition, .action, .head, .function, .seats,
                    .leaver, .handOver, .securityContact, .statement, .expiry, .basis, .dispensations, .coverage,
                    .unlisted, .delegation, .implementation, .rights, .minutes, .assessment, .proof, .wanting, .cause,
                    .effect, .applicability, .control, .audit, .report, .measurement, .campaign,
                    .initiatives, .initiativeBegun, .initiativeEffect,
                    .competence, .talk,
                    .measureDue, .measureTest, .mending, .need, .access, .availability,
                    .riskComplete, .riskAssessed, .riskVerified, .riskTrigger, .riskDecision, .riskUnacceptable,
                    .processingComplete, .processingOwner, .processingReview,
                    .requestIdentity, .requestAnswer,
                    .riskTold,
                    .lawMeasure, .riskAssessment:
                    if duty.due < sight.day {
                        overdue.append(duty)
                    } else if duty.due <= sight.day + 7 {
                        soon.append(duty)
                    } else {
                        later += 1
                    }
                }
            }
            guard !isOwn else { return }
            atDirektion = sight.escalatedToMyBody()
            atHead = sight.escalatedToMe()
        }

        /// Then no mail is sent. What is due later alone is no reason to write.
        var isEmpty: Bool {
            [waiting, overdue, soon, reading, atDirektion, atHead].allSatisfy(\.isEmpty)
        }
    }

    let sight: Sight
    let language: Language
    let home: HTML.Home
    let unsubscribe: Route?

    /// Nil: there is nothing to say.
    var paper: MailPaper? {
        let matter = Matter(sight)
        guard !matter.isEmpty else { return nil }
        let organisation = sight.house.shortName
        var paper = MailPaper(
            language: language, home: home, title: title(matter),
            words: [
                language(
                    da: "Det venter på dig i \(organisation) i \(language.week(of: sight.day)).",
                    en: "This waits for you at \(organisation) in \(language.week(of: sight.day)).")
            ])
        paper.parts = [
            part(language(da: "Venter på dig", en: "Waits for you"), matter.waiting),
            part(
                language(
                    da: "Ikke gjort i tide, uden en forholdsregel: hos direktionen",
                    en: "Not done in time, without a measure: with the direktion"), matter.atDirektion),
            part(language(da: "Over frist", en: "Overdue"), matter.overdue),
            part(
                language(
                    da: "Andres, længe over frist: hos dig som leder", en: "Others’, long overdue: with you as head"),
                matter.atHead),
            part(language(da: "Frist inden for syv dage", en: "Due within seven days"), matter.soon),
            part(language(da: "At læse", en: "To read"), matter.reading),
        ].compactMap { $0 }
        if matter.later > 0 {
            let count = language.count(
                matter.later, Plural(one: Phrase(da: "opgave", en: "task"), many: Phrase(da: "opgaver", en: "tasks")))
            paper.parts.append(
                .init(
                    heading: nil,
                    items: [
                        .init(
                            text: language(da: "Se også \(count) med senere frist", en: "See also \(count) due later"),
                            place: .tasks)
                    ]))
        }
        paper.foot = [
            Letters.why(language(da: "Vælg, hvilken mail du får:", en: "Choose which mail you get:"))
        ]
        if let unsubscribe {
            paper.foot.append(
                .init(
                    text: language(da: "Slå den ugentlige mail fra:", en: "Turn the weekly mail off:"),
                    place: unsubscribe))
        }
        paper.seal = Letters.seal(sight, language)
        return paper
    }

    private func title(_ matter: Matter) -> String {
        var counts: [String] = []
        func add(_ duties: [Duty], da: String, en: String) {
            if !duties.isEmpty { counts.append("\(language.number(duties.count)) \(language(da: da, en: en))") }
        }
        add(matter.waiting, da: "venter på dig", en: "waiting for you")
        add(matter.atDirektion, da: "uden forholdsregel", en: "without a measure")
        add(matter.atHead, da: "hos dig som leder", en: "with you as head")
        add(matter.overdue, da: "over frist", en: "overdue")
        add(matter.soon, da: "snart", en: "due soon")
        add(matter.reading, da: "at læse", en: "to read")
        return language(da: "Din uge i Værn: ", en: "Your week in Værn: ") + language.list(counts)
    }

    private func part(_ heading: String, _ duties: [Duty]) -> MailPaper.Part? {
        guard !duties.isEmpty else { return nil }
        let items = duties.prefix(Self.most).map { duty in
            MailPaper.Item(text: sight.mailSentence(duty, language), place: place(duty), note: note(duty))
        }
        let left = duties.count - items.count
        return .init(
            heading: heading, items: items,
            more: left > 0
                ? language(da: "Og \(language.number(left)) mere.", en: "And \(language.number(left)) more.") : nil)
    }

    private func place(_ duty: Duty) -> Route {
        switch duty.rule {
        case .function: .persons
        case .rights: .accesses
        case .coverage: .topics
        case .talk: .talks
        case .securityContact, .statement: .publication
        case .audit: .controls
        case .report: .reports
        case .initiatives: .initiatives
        case .acknowledgement:
            (try? sight.notice(duty.subject.id.seen(as: Notice.self)))?.document.map { .document($0) } ?? .inbox
        case .verification, .review, .parent, .owner, .answer, .disposition, .decision, .classification, .entry,
            .action, .head, .seats, .leaver, .handOver, .dispensation, .expiry, .basis, .dispensations,
            .proposal, .unlisted, .delegation, .implementation, .minutes, .reply, .assessment, .proof, .wanting, .cause,
            .effect, .applicability, .control, .measurement, .request, .campaign, .training,
            .competence,
            .measureDue, .measureTest,
            .initiativeBegun, .initiativeEffect, .suspicion,
            .riskComplete, .riskAssessed, .riskVerified, .riskTrigger, .riskDecision, .riskUnacceptable, .riskTold,
            .processingComplete, .processingOwner, .processingReview,
            .requestIdentity, .requestAnswer,
            .mending, .need, .access, .availability, .lawMeasure, .riskAssessment:
            Route(duty.subject)
        }
    }

    private func note(_ duty: Duty) -> String {
        let distance = language.distance(to: duty.due, from: sight.day)
        return language(
            da: "Frist \(language.day(duty.due)), \(distance)", en: "Due \(language.day(duty.due)), \(distance)")
    }
}
