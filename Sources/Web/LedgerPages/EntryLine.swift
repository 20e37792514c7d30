// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Office

extension Context {
    /// An entry of the ledger as a line of a history: what happened, who did it, when, and whether it still counts.
    func line(_ entry: Entry) -> History.Entry {
        var remarks: [String] = []
        if entry.effective != Copenhagen.day(of: entry.recorded) {
            let day = language.shortDay(entry.effective)
            remarks.append(say(da: "gælder fra \(day)", en: "holds from \(day)"))
        }
        if sight.closure(of: entry) != nil { remarks.append(say(da: "efter lukning", en: "after closing")) }
        if entry.isLate { remarks.append(say(da: "registreret senere", en: "recorded later")) }
        return History.Entry(
            entry.position, Route.entry(entry.position).link, recorded: entry.recorded,
            "\(Sentence.of(entry, in: sight, language).stopped)",
            who: Sentence.actor(of: entry, in: sight, language), reason: entry.lateReason.map { text($0) },
            remarks: remarks, links: links(entry), annulled: annulment(of: entry))
    }

    /// The line as it stands in a history.
    func markup(_ entry: Entry) -> HTML {
        kept(.entry(entry.position)) { History.line(line(entry), language) }
    }

    /// The way to the proof of an entry, and for those who may, to where it is put right.
    private func links(_ entry: Entry) -> [HTML] {
        let number = language.number(entry.position)
        let which = say(da: "for post \(number)", en: "of entry \(number)")
        var links: [HTML] = [
            """
            <a\(href: Route.proof(entry.position))>\(say(da: "Bevis", en: "Proof"))\
            <span class="vh"> \(which)</span></a>
            """
        ]
        if mayCorrect(entry) {
            links.append(
                """
                <a\(href: Route.correction(entry.position))>\(say(da: "Ret", en: "Correct"))\
                <span class="vh"> \(say(da: "post \(number)", en: "entry \(number)"))</span></a>
                """)
        }
        return links
    }

    /// »post 18.377«, with the way to it.
    func entryLink(_ position: Int) -> HTML {
        let number = language.number(position)
        return "<a\(href: Route.entry(position))>\(say(da: "post \(number)", en: "entry \(number)"))</a>"
    }

    /// Whether the person may annul or correct the entry now.
    func mayCorrect(_ entry: Entry) -> Bool {
        sight.annulled(by: entry.position) == nil && sight.mayAnnul(entry)
    }

    func annulment(of entry: Entry) -> History.Annulment? {
        guard let position = sight.annulled(by: entry.position) else { return nil }
        var reason = say(Sentence.erased)
        if let by = try? sight.entry(position), case .annulled(_, let annulment) = by.fact {
            reason = text(annulment.reason)
        }
        return History.Annulment(position: position, link: Route.entry(position).link, reason: reason)
    }

    /// The panel of everything that happened to some subjects, newest first.
    func historyPanel(_ subjects: [Subject], most: Int = 50) -> HTML {
        let entries = sight.entries(about: subjects, most: most + 1)
        let heading = say(da: "Historik", en: "History")
        var body: HTML
        if entries.isEmpty {
            body =
                Empty(
                    say(
                        da: "Der er intet registreret på den dag, du ser.",
                        en: "Nothing is recorded by the day you see.")
                ).html
        } else {
            body = History.list(entries.prefix(most).lazy.map(markup))
        }
        if entries.count > most {
            let rest = say(
                da: "De \(most) nyeste vises. Ældre poster står i revisionssporet.",
                en: "The newest \(most) are shown. Older entries are in the audit trail.")
            body += "<p class=\"pad\"><a\(href: Route.ledger)>\(rest)</a></p>"
        }
        return Panel(id: "historik", heading: heading, isWide: true).html(body)
    }
}

extension SubjectKind {
    var label: Phrase {
        switch self {
        case .organisation: Phrase(da: "Organisation", en: "Organisation")
        case .unit: Phrase(da: "Enhed", en: "Unit")
        case .person: Phrase(da: "Person", en: "Person")
        case .body: Phrase(da: "Organ", en: "Body")
        case .document: Phrase(da: "Dokument", en: "Document")
        case .decision: Phrase(da: "Beslutning", en: "Decision")
        case .action: Phrase(da: "Opgave", en: "Task")
        case .token: Phrase(da: "Adgangsnøgle", en: "Token")
        case .consultation: Phrase(da: "Høring", en: "Consultation")
        case .reminder: Phrase(da: "Påmindelse", en: "Reminder")
        case .proposal: Phrase(da: "Indstilling", en: "Proposal")
        case .meeting: Phrase(da: "Møde", en: "Meeting")
        case .dispensation: Phrase(da: "Dispensation", en: "Dispensation")
        case .notice: Phrase(da: "Udsendelse", en: "Notice")
        case .requirement: Phrase(da: "Krav", en: "Requirement")
        case .evidence: Phrase(da: "Dokumentation", en: "Evidence")
        case .nonconformity: Phrase(da: "Afvigelse", en: "Nonconformity")
        case .controlTest: Phrase(da: "Intern kontrol", en: "Internal control")
        case .audit: Phrase(da: "Ekstern kontrol", en: "External control")
        case .auditEngagement: Phrase(da: "Revisionsopgave", en: "Audit engagement")
        case .evidenceRequest: Phrase(da: "Bestilling af dokumentation", en: "Request for evidence")
        case .scope: Phrase(da: "Anvendelseserklæring", en: "Statement of applicability")
        case .report: Phrase(da: "Rapport", en: "Report")
        case .course: Phrase(da: "Kursus", en: "Course")
        case .initiative: Phrase(da: "Indsats", en: "Initiative")
        case .suspicion: Phrase(da: "Anmeldelse", en: "Report of a mail")
        case .competence: Phrase(da: "Kompetence", en: "Competence")
        case .objective: Phrase(da: "Mål", en: "Objective")
        case .measure: Phrase(da: "Foranstaltning", en: "Measure")
        case .asset: Phrase(da: "Aktiv", en: "Asset")
        case .risk: Phrase(da: "Risiko", en: "Risk")
        case .processing: Phrase(da: "Behandling", en: "Processing")
        case .subjectRequest: Phrase(da: "Henvendelse", en: "Request")
        case .campaign: Phrase(da: "Kampagne", en: "Campaign")
        case .framework: Phrase(da: "Rammeværk", en: "Framework")
        }
    }
}

extension String {
    /// As a sentence of its own: with a full stop, unless it ends with one, as a text that somebody typed may.
    var stopped: String { last.map { ".?…".contains($0) } ?? true ? self : self + "." }
}
