// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Ledger
import Office

/// One entry of the ledger: what it says, who recorded it and when, exactly which bytes are proven, and what of it has
/// been erased since.
enum EntryPage {
    static func content(_ position: Int, in context: Context) async throws -> Content {
        let entry = try context.sight.entry(position)
        let kept = try Kept.read(entry, in: context.sight)
        let page = EntryReading(entry: entry, kept: kept, context: context)
        let title = context.say(
            da: "Post \(context.language.number(position))", en: "Entry \(context.language.number(position))")
        var body = Head(
            crumbs: [.init(context.say(LedgerPage.title), Route.ledger.link), .init(title)], title: title,
            sentence: "\(Sentence.of(entry, in: context.sight, context.language).stopped)", acts: page.acts
        ).html(context.language)
        body += page.annulled
        let payload = context.sight.namesUnseen(entry) ? HTML() : page.payload
        body += Columns.main(page.facts + page.values + payload, side: page.proof)
        return Content(title, menu: .ledger, body)
    }
}

/// What lies beside the leaf: the payload, and the references of its values.
private struct Kept: Sendable {
    struct Value: Sendable {
        let field: String
        let id: ValueID
    }

    let payload: String
    let values: [Value]

    static func read(_ entry: Entry, in sight: Sight) throws -> Kept {
        var found: Kept?
        try sight.house.store.read(entry.position..<entry.position + 1) { row in
            var values: [Value] = []
            try entry.kind.forEachValue(in: FlatObject(row.payload)) { field, ref in
                values.append(Value(field: field.name, id: ID(ref)))
            }
            found = Kept(payload: String(decoding: row.payload, as: UTF8.self), values: values)
            return false
        }
        guard let found else { throw Refusal.unknown }
        return found
    }
}

private struct EntryReading {
    let entry: Entry
    let kept: Kept
    let context: Context

    private var sight: Sight { context.sight }
    private var language: Language { context.language }

    var acts: [HTML] {
        guard context.mayCorrect(entry) else { return [] }
        return [
            Button(context.say(da: "Annullér", en: "Annul")).link(Route.correction(entry.position).at("annuller")),
            Button(context.say(da: "Ret", en: "Correct"), icon: .edit).link(Route.correction(entry.position).link),
        ]
    }

    /// That the entry does not count any more, and why; nothing if it does.
    var annulled: HTML {
        guard let annulment = context.annulment(of: entry) else { return HTML() }
        let number = language.number(annulment.position)
        let by: HTML =
            "<a\(href: Route.entry(annulment.position))>\(context.say(da: "post \(number)", en: "entry \(number)"))</a>"
        return Note(.warn).html(
            context.say(
                da: "Posten er annulleret og tæller ikke mere.", en: "The entry is annulled and counts no more."),
            "\(context.say(da: "Af", en: "By")) \(by): \(language.quoted(annulment.reason))")
    }

    // MARK: Who, what, when

    var facts: HTML {
        let about =
            sight.label(entry.subject, language).map {
                "<a\(href: Route(entry.subject))>\($0)</a>" as HTML
            } ?? "\(context.say(Sentence.erased))"
        var rows: [SummaryList.Row] = [
            .init(context.say(entry.subject.kind.label), about),
            .init(context.say(da: "Registreret af", en: "Recorded by"), who),
            .init(context.say(da: "Registreret", en: "Recorded"), language.time(entry.recorded)),
            .init(context.say(da: "Gælder fra", en: "Holds from"), effective),
        ]
        if let closure = sight.closure(of: entry) {
            rows.append(
                .init(
                    context.say(da: "Efter lukning", en: "After closing"),
                    """
                    \(context.say(da: "Perioden til og med", en: "The period until")) \(language.time(closure.until)) \
                    \(context.say(da: "var lukket, da det blev registreret:", en: "was closed when it was recorded:")) \
                    \(context.entryLink(closure.position))
                    """))
        }
        if let reason = entry.lateReason {
            rows.append(.init(context.say(da: "Hvorfor først nu", en: "Why only now"), text: context.text(reason)))
        }
        rows.append(.init(context.say(da: "Kom ind ad", en: "Came in by"), text: context.say(entry.door.label)))
        if case .person(_, _, let method, _, let authenticated) = entry.actor {
            rows.append(confirmed(method, authenticated))
        }
        rows += VerificationRecord(entry, context).rows
        let number = language.number(entry.revision)
        rows.append(
            .init(
                context.say(da: "Nummer om emnet", en: "Number about the subject"),
                text: context.say(
                    da: "\(number) (numrene er uden huller)", en: "\(number) (the numbers have no gaps)")))
        return Panel(id: "om", heading: context.say(da: "Om posten", en: "About the entry")).padded(
            SummaryList(rows: rows, isWide: true).html(language))
    }

    private var who: HTML {
        let name = Sentence.actor(of: entry, in: sight, language)
        guard let person = entry.actor.person else { return "\(name)" }
        return "<a\(href: Route.person(ID(person)))>\(name)</a>"
    }

    /// When and by what the person last proved who they are. A token says nothing of when: its moment is 0.
    private func confirmed(_ method: String, _ authenticated: Int64) -> SummaryList.Row {
        let way =
            method == "token"
            ? context.say(da: "adgangsnøgle", en: "token")
            : SignInWay(rawValue: method).map { context.say($0.label).lowercased() } ?? method
        guard authenticated != 0 else {
            return .init(context.say(da: "Bekræftet med", en: "Confirmed with"), text: way)
        }
        let when = language.time(Instant(milliseconds: authenticated))
        return .init(
            context.say(da: "Senest bekræftet", en: "Last confirmed"),
            "\(when) \(context.say(da: "med", en: "with")) \(way)")
    }

    private var effective: HTML {
        guard entry.isLate else { return language.time(entry.effective) }
        let tag = Tag(context.say(da: "Registreret senere", en: "Recorded later"), .warn).html
        return "\(language.time(entry.effective)) \(tag)"
    }

    // MARK: The values

    /// Free text and names lie outside the leaf, so that they can be erased while the proof stays.
    var values: HTML {
        guard !kept.values.isEmpty else { return HTML() }
        guard !sight.tellsAnswers(entry) else {
            let why = context.say(
                da: "Quizzens to tekster er udeladt: de har de rigtige svar. Dem ser kun de, der må skrive quizzen.",
                en: "The two texts of the quiz are left out: they have the right answers, for those who may write it."
            )
            return Panel(id: "vaerdier", heading: context.say(da: "Tekster i posten", en: "Texts of the entry")).padded(
                "<p>\(why)</p>")
        }
        let rows = kept.values.map { SummaryList.Row(FieldName.label(of: $0.field, language), value($0)) }
        let remark = context.say(
            da: "Teksterne ligger ved siden af posten. Slettes en af dem, består posten og dens bevis.",
            en: "The texts lie beside the entry. If one is erased, the entry and its proof remain.")
        return Panel(id: "vaerdier", heading: context.say(da: "Tekster i posten", en: "Texts of the entry")).padded(
            """
            <div class="stack">\(SummaryList(rows: rows, isWide: true).html(language))\
            <p class="xs muted">\(remark)</p></div>
            """)
    }

    private func value(_ value: Kept.Value) -> HTML {
        guard FieldName.isFile(value.field) else {
            guard let text = sight.text(value.id) else { return gone }
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
            return "\(each: lines, between: "<br>", { "\($0)" })"
        }
        guard let bytes = sight.texts.bytes(value.id)?.count else { return gone }
        let size = language.number(bytes)
        return "\(context.say(da: "\(size) byte", en: "\(size) bytes"))"
    }

    private var gone: HTML { Tag(context.say(Sentence.erased)).html }

    // MARK: What is proven

    var payload: HTML {
        let remark = context.say(
            da: "Ordret, i kanonisk JSON. Lange koder er henvisninger til personer, enheder og tekster.",
            en: "Word for word, in canonical JSON. Long codes refer to people, units and texts.")
        return Panel(
            id: "indhold-json", heading: context.say(da: "Indhold, som det er gemt", en: "Content as it is kept")
        )
        .padded(
            """
            <p><code class="hash" id="json" data-full="\(kept.payload)">\(kept.payload)</code></p>\
            <p class="xs muted">\(remark)</p>
            """)
    }

    var proof: HTML {
        let get = Button(context.say(da: "Hent bevis", en: "Get the proof"), icon: .download).link(
            Route.proof(entry.position).link)
        let rows: [SummaryList.Row] = [
            .init(
                context.say(da: "Hash", en: "Hash"),
                Hash(id: "hash", full: entry.hash.hex, isWhole: true).html(language)),
            .init(context.say(da: "Slags", en: "Kind"), "<code>\(entry.kind.rawValue)</code>"),
            .init(
                context.say(da: "Kontrol", en: "Check"),
                """
                <a\(href: Route.ledger.at("kontrol"))>\(context.say(
                    da: "Sådan kontrolleres den",
                    en: "How to check it"))</a>
                """
            ),
        ]
        return Panel(id: "bevis", heading: context.say(da: "Bevis", en: "Proof")).padded(
            "<div class=\"stack\">\(SummaryList(rows: rows).html(language))<p>\(get)</p></div>")
    }
}

/// The names of the texts that entries have.
enum FieldName {
    /// Texts that are whole documents or files: only their size is shown.
    static func isFile(_ field: String) -> Bool {
        ["text", "original", "extract", "paper", "contents"].contains(field)
    }

    static func label(of field: String, _ language: Language) -> String {
        if field.hasPrefix(ReviewRights.notePrefix) { return language(Phrase(da: "Begrundelse", en: "Reason")) }
        if let known = names[field] ?? RiskFields.label(of: field) ?? ProcessingFields.names[field]
            ?? SubjectRequestFields.names[field]
        {
            return language(known)
        }
        return language.capitalised(field)
    }

    private static let names: [String: Phrase] = [
        "name": Phrase(da: "Navn", en: "Name"), "name_en": Phrase(da: "Navn på engelsk", en: "Name in English"),
        "short": Phrase(da: "Kort navn", en: "Short name"), "mail": Phrase(da: "E-mail", en: "E-mail"),
        "title": Phrase(da: "Titel", en: "Title"), "reason": Phrase(da: "Begrundelse", en: "Reason"),
        "late_reason": Phrase(da: "Hvorfor først nu", en: "Why only now"),
        "recovery_reason": Phrase(da: "Hvorfor sporet går videre", en: "Why the trail goes on"),
        "username": Phrase(da: "Brugernavn", en: "User name"),
        "decision": Phrase(da: "Hvem besluttede det", en: "Who decided it"),
        "text": Phrase(da: "Dokumentets tekst", en: "Text of the document"),
        "original": Phrase(da: "Den oprindelige fil", en: "The original file"),
        "extract": Phrase(da: "Teksten og billederne i filen", en: "Text and images of the file"),
        "disagreement": Phrase(da: "Uenighed", en: "Disagreement"),
        "guide_dismissals": Phrase(da: "Trusler, der ikke er relevante", en: "Threats that are not relevant"),
        "note": Phrase(da: "Bemærkning", en: "Note"), "unit": Phrase(da: "Enhed, navn, titel", en: "Unit, name, title"),
        "update": Phrase(da: "Opdatering", en: "Update"),
        "danish": Phrase(da: "På dansk", en: "In Danish"), "english": Phrase(da: "På engelsk", en: "In English"),
        "strategy": Phrase(da: "Strategi", en: "Strategy"),
        "administration": Phrase(da: "Forvaltning", en: "Administration"),
        "business": Phrase(da: "Forretning", en: "Business"), "threats": Phrase(da: "Trusler", en: "Threats"),
        "society": Phrase(da: "Samfund", en: "Society"),
        "improvement": Phrase(da: "Hvad kan blive bedre", en: "What can be improved"),
        "minutes": Phrase(da: "Referat", en: "Minutes"), "conditions": Phrase(da: "Betingelser", en: "Conditions"),
        "paper": Phrase(da: "Beslutningsgrundlag", en: "Paper of the decision"),
        "why": Phrase(da: "Hvorfor", en: "Why"), "comment": Phrase(da: "Kommentar", en: "Comment"),
        "conclusion": Phrase(da: "Konklusion", en: "Conclusion"),
        "contact": Phrase(da: "Kontakt", en: "Contact"), "host": Phrase(da: "Navn i nettet", en: "Host name"),
        "if_granted": Phrase(da: "Hvis der siges ja", en: "If the answer is yes"),
        "if_refused": Phrase(da: "Hvis der siges nej", en: "If the answer is no"),
        "if_yes": Phrase(da: "Hvis der siges ja", en: "If the answer is yes"),
        "words": Phrase(da: "Egne ord for trinene", en: "Own words for the steps"),
        "if_no": Phrase(da: "Hvis der siges nej", en: "If the answer is no"),
        "law": Phrase(da: "Lov og paragraf", en: "Law and section"),
        "measures": Phrase(da: "Hvad der gøres i stedet", en: "What is done instead"),
        "notes": Phrase(da: "Begrundelser", en: "Reasons given"), "place": Phrase(da: "Sted", en: "Place"),
        "question": Phrase(da: "Spørgsmål", en: "Question"), "reasons": Phrase(da: "Grunde", en: "Reasons"),
        "reference": Phrase(da: "Henvisning", en: "Reference"), "risk": Phrase(da: "Risiko", en: "Risk"),
        "security": Phrase(da: "Kontakt om sikkerhed", en: "Security contact"),
        "scenario": Phrase(da: "Scenarie", en: "Scenario"),
        "vulnerabilities": Phrase(da: "Sårbarheder", en: "Vulnerabilities"),
        "situation": Phrase(da: "Situation", en: "Situation"), "solutions": Phrase(da: "Løsninger", en: "Solutions"),
        "statement": Phrase(da: "Erklæring", en: "Statement"), "summary": Phrase(da: "Kort fortalt", en: "Summary"),
        "unheard": Phrase(da: "Hvorfor ikke hørt", en: "Why not heard"),
        "purpose": Phrase(da: "Formål", en: "Purpose"), "outcome": Phrase(da: "Udbytte", en: "Outcome"),
        "metric": Phrase(da: "Ventet virkning", en: "Expected effect"),
        "measured_in": Phrase(da: "Tallet tæller", en: "The number counts"),
        "method": Phrase(da: "Metode", en: "Method"), "sender": Phrase(da: "Afsender", en: "Sender"),
        "look": Phrase(da: "Sådan så den ud", en: "What it looked like"), "word": Phrase(da: "Svar", en: "Answer"),
        "contents": Phrase(da: "Produkter i styklisten", en: "Products in the bill"),
        "about": Phrase(da: "Hvad det er", en: "What it is"), "products": Phrase(da: "Produkter", en: "Products"),
        "users": Phrase(da: "Hvem må bruge det", en: "Who may use it"),
        "criticality_reason": Phrase(da: "Hvorfor så kritisk", en: "Why as critical"),
        "confidentiality_reason": Phrase(da: "Behov for fortrolighed, hvorfor", en: "Need of confidentiality, why"),
        "integrity_reason": Phrase(da: "Behov for integritet, hvorfor", en: "Need of integrity, why"),
        "availability_reason": Phrase(da: "Behov for tilgængelighed, hvorfor", en: "Need of availability, why"),
        "authenticity_reason": Phrase(da: "Behov for ægthed, hvorfor", en: "Need of authenticity, why"),
        "update_reason": Phrase(da: "Skal dokumentet ændres", en: "Is the document to be changed"),
    ]
}

extension Door {
    var label: Phrase {
        switch self {
        case .web: Phrase(da: "Siderne i browseren", en: "The pages in the browser")
        case .api: Phrase(da: "Programgrænsefladen", en: "The programming interface")
        case .cli: Phrase(da: "Kommandolinjen", en: "The command line")
        case .import: Phrase(da: "En indlæst fil", en: "An imported file")
        case .letter: Phrase(da: "Et brev fra en anden organisation", en: "A letter from another organisation")
        case .system: Phrase(da: "Værn selv", en: "Værn itself")
        }
    }
}
