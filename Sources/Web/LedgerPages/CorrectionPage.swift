// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Office

/// A wrong entry is put right here: corrected in one act, or only annulled. What it says stands first, then what
/// follows.
enum CorrectionPage {
    static func content(_ position: Int, in context: Context) async throws -> Content {
        let entry = try context.sight.entry(position)
        let page = Correction(entry: entry, context: context)
        let number = context.language.number(position)
        let title = context.say(da: "Ret post \(number)", en: "Correct entry \(number)")
        var body = Head(
            crumbs: [
                .init(context.say(LedgerPage.title), Route.ledger.link),
                .init(context.say(da: "Post \(number)", en: "Entry \(number)"), Route.entry(position).link),
                .init(context.say(da: "Ret", en: "Correct")),
            ], title: title
        ).html(context.language)
        body += page.recorded
        body += page.hindrance ?? page.ways
        return Content(title, menu: .ledger, body)
    }
}

private struct Correction {
    let entry: Entry
    let context: Context

    private var sight: Sight { context.sight }
    private var language: Language { context.language }

    /// What was recorded, word for word.
    var recorded: HTML {
        Panel(id: "registreret", heading: context.say(da: "Det blev registreret", en: "This was recorded")).html(
            History(entries: [plain]).html(language))
    }

    /// The line without its links: this page is where they lead.
    private var plain: History.Entry {
        var line = context.line(entry)
        line.links = []
        return line
    }

    /// Why nothing can be done here; nil if it can.
    var hindrance: HTML? {
        if sight.isPast {
            return note(
                Phrase(da: "Du ser en dag, der er gået.", en: "You see a day that has passed."),
                Phrase(da: "Gå tilbage til i dag for at rette posten.", en: "Go back to today to correct the entry."))
        }
        if sight.annulled(by: entry.position) != nil {
            return note(
                Phrase(da: "Posten er allerede annulleret.", en: "The entry is annulled already."),
                Phrase(da: "Der er ikke mere at rette i den.", en: "There is nothing more to correct in it."))
        }
        if !entry.kind.mayBeAnnulled {
            return note(
                Phrase(
                    da: "Den post kan ikke annulleres: det, den siger, skete.",
                    en: "That entry cannot be annulled: what it says did happen."),
                Phrase(da: "Registrér i stedet det, der gælder nu.", en: "Record what holds now instead."))
        }
        if !sight.mayAnnul(entry) {
            return note(
                Phrase(da: "Du har ikke ret til at rette denne post.", en: "You have no right to correct this entry."),
                Phrase(
                    da: "Bed en administrator eller informationssikkerhedsteamet om det.",
                    en: "Ask an administrator or the information-security team."))
        }
        return nil
    }

    private func note(_ what: Phrase, _ next: Phrase) -> HTML {
        Note(.info).html(context.say(what), "\(context.say(next))")
    }

    var ways: HTML { correct + annul }

    // MARK: Something right stands instead

    private var correct: HTML {
        let heading = context.say(da: "Ret: noget andet er rigtigt", en: "Correct: something else is right")
        let panel = Panel(id: "ret", heading: heading, isWide: true)
        if let rename = Prefill.rename(entry, in: context) {
            let text = context.say(
                da: "Posten oprettede personen eller enheden. Ret navnet fra samme dag, så består alt andet.",
                en: "The entry made the person or the unit. Change the name from the same day, and all else remains.")
            return panel.padded(
                """
                <div class="stack"><p>\(text)</p>\
                <p>\(Button(context.say(rename.kind.label), kind: .primary).link(rename.link))</p></div>
                """
            )
        }
        guard let right = Prefill.replacement(entry, in: context), sight.mayEver(right.kind) else {
            let text = context.say(
                da: "Annullér posten, og registrér det rigtige bagefter.",
                en: "Annul the entry and record what is right afterwards.")
            return panel.padded("<p>\(text)</p>")
        }
        guard let asked = context.argument("command").flatMap({ CommandKind(rawValue: $0) }), asked == right.kind else {
            let link = Link(
                Route.correction(entry.position), query: [("command", right.kind.rawValue)] + right.values,
                fragment: "ret")
            let label = context.say(right.kind.label)
            let text = context.say(
                da:
                    "Posten annulleres, og det rigtige registreres som »\(label)« i samme handling. Felterne "
                    + "er udfyldt på forhånd, så langt posten rækker.",
                en:
                    "The entry is annulled and what is right is recorded as “\(label)” in the same act. The "
                    + "fields are filled in as far as the entry goes."
            )
            let button = Button(context.say(da: "Skriv det rigtige", en: "Write what is right"), kind: .primary).link(
                link)
            return panel.padded("<div class=\"stack\"><p>\(text)</p><p>\(button)</p></div>")
        }
        return panel.padded(form(right.kind))
    }

    private func form(_ kind: CommandKind) -> HTML {
        let hasReason = kind.fields.contains { $0.name == "reason" }
        let why = Field(
            "reason", context.say(da: "Hvad var forkert?", en: "What was wrong?"),
            .area(context.argument("reason") ?? "", rows: 3))
        let because = Field(
            "reason_new", context.say(Domain.Field.reason.label), .area(context.argument("reason_new") ?? "", rows: 3))
        let fields = CommandForm.fields(kind, except: ["reason"], nil, in: context)
        let button = Button(context.say(da: "Ret posten", en: "Correct the entry"), kind: .primary).submit
        return CommandForm.open(
            .correctFact, in: context, about: entry.subject,
            hidden: [
                ("position", "\(entry.position)"), ("command", kind.rawValue),
                ("_back", Route.entry(entry.position).path),
            ],
            hasFiles: kind.fields.contains { $0.kind == .file },
            label: context.say(da: "Ret posten", en: "Correct the entry"),
            asksBeforeLeaving: true
        ).html(
            """
            \(why.html(language))<h3>\(context.say(kind.label))</h3>\(fields)\(when: hasReason, because.html(language))\
            \(PostForm.foot([button, cancel]))
            """)
    }

    private var cancel: HTML {
        Button(context.say(da: "Fortryd", en: "Cancel"), kind: .quiet).link(Route.entry(entry.position).link)
    }

    // MARK: It is only taken back

    private var annul: HTML {
        let reason = Field(
            "reason", context.say(da: "Hvad var forkert?", en: "What was wrong?"), id: "annul-reason",
            .area("", rows: 3))
        let button = Button(context.say(da: "Annullér posten", en: "Annul the entry"), kind: .danger).submit
        let form = CommandForm.open(
            .annulFact, in: context, about: entry.subject,
            // What it was about may be gone afterwards; the entry stays.
            hidden: [("position", "\(entry.position)"), ("_back", Route.entry(entry.position).path)],
            label: context.say(da: "Annullér posten", en: "Annul the entry"))
        return Panel(
            id: "annuller",
            heading: context.say(
                da: "Annullér: det skulle ikke være registreret", en: "Annul: it should not have been recorded"),
            isWide: true
        ).padded(
            """
            <div class="stack">\(Note(.warn).html(
                context.say(da: "Læs, hvad der følger, før du annullerer.", en: "Read what follows before you annul."),
                "\(context.say(consequence))"))\
            \(form.html("\(reason.html(language))\(PostForm.foot([button, cancel]))"))</div>
            """)
    }

    /// What an annulment changes. It is said in general terms for the kind of entry, so that it is always true.
    private var consequence: Phrase {
        switch entry.subject.kind {
        case .document:
            Phrase(
                da:
                    "Dokumentet bliver, som det var uden posten: også versioner, frister og det, der er i "
                    + "kraft. Posten står i sporet, streget over.",
                en:
                    "The document becomes what it was without the entry: versions, due days and what is in "
                    + "force too. The entry stays in the trail, struck out."
            )
        case .decision:
            Phrase(
                da: "Beslutningen tæller ikke mere. En version, der er i kraft på grund af den, er det ikke længere.",
                en: "The decision counts no more. A version that is in force because of it no longer is.")
        case .person, .body:
            Phrase(
                da:
                    "Personens ansættelse, rolle eller plads bliver, som den var uden posten: også retten til "
                    + "at udføre og se. Det, der er gjort imens, består.",
                en:
                    "The person's engagement, role or seat becomes what it was without the entry: the right to "
                    + "act and to see too. What was done meanwhile remains."
            )
        case .unit:
            Phrase(
                da:
                    "Enheden bliver, som den var uden posten. Er det posten, der oprettede den, mangler "
                    + "dokumenter og personer en enhed.",
                en:
                    "The unit becomes what it was without the entry. If it is the entry that opened it, "
                    + "documents and persons lack a unit."
            )
        case .action:
            Phrase(
                da:
                    "Opgaven bliver, som den var uden posten. Er det posten, der oprettede den, forsvinder den "
                    + "fra listerne.",
                en:
                    "The task becomes what it was without the entry. If it is the entry that added it, it "
                    + "leaves the lists."
            )
        case .organisation, .token, .consultation, .notice, .reminder, .dispensation, .proposal, .meeting,
            .requirement, .evidence, .nonconformity, .scope, .controlTest, .audit, .framework, .report, .objective,
            .measure, .asset, .course, .campaign,
            .risk,
            .initiative, .suspicion,
            .processing,
            .subjectRequest,
            .competence,
            .auditEngagement, .evidenceRequest:
            Phrase(
                da: "Det bliver, som det var uden posten. Posten står i sporet, streget over.",
                en: "It becomes what it was without the entry. The entry stays in the trail, struck out.")
        }
    }
}
