// SPDX-License-Identifier: MPL-2.0

import Domain

extension APIRoute.Resource {
    /// What it gives, in the description.
    var summary: Phrase {
        switch self {
        case .documents:
            Phrase(da: "Styringsdokumenter efter titel", en: "Governing documents in the order of titles")
        case .document: Phrase(da: "Et styringsdokument med tekst", en: "One governing document with its text")
        case .export:
            Phrase(da: "En version som Markdown, Word eller PDF", en: "A version as Markdown, Word or PDF")
        case .comparison:
            Phrase(da: "Hvad der er ændret mellem to versioner", en: "What changed between two versions")
        case .persons: Phrase(da: "Personer efter navn", en: "Persons in the order of names")
        case .person: Phrase(da: "En person", en: "One person")
        case .erasure:
            Phrase(da: "Hvad der ville blive slettet for en person", en: "What would be erased for a person")
        case .held:
            Phrase(
                da: "Det, Værn har om dig, med formål, grundlag og frist (GDPR artikel 15 og 20)",
                en: "What Værn holds about you, with purpose, ground and period (GDPR Articles 15 and 20)")
        case .units: Phrase(da: "Enheder efter navn", en: "Units in the order of names")
        case .bodies: Phrase(da: "Organer og deres medlemmer", en: "Bodies and their members")
        case .obligations: Phrase(da: "Forpligtelser efter frist", en: "Obligations in the order of due days")
        case .actions: Phrase(da: "Opgaver efter frist", en: "Tasks in the order of due days")
        case .action: Phrase(da: "En opgave", en: "One task")
        case .decision: Phrase(da: "En beslutning", en: "One decision")
        case .decisionPackage:
            Phrase(
                da: "En beslutning med bilag til journalisering (ZIP)",
                en: "One decision with papers for filing (ZIP)")
        case .meetingPackage:
            Phrase(da: "Et godkendt referat til journalisering (ZIP)", en: "Approved minutes for filing (ZIP)")
        case .dispensations: Phrase(da: "Dispensationer, de nyeste først", en: "Dispensations, the newest first")
        case .dispensation:
            Phrase(da: "En dispensation med udtalelser", en: "One dispensation with the opinions on it")
        case .proposals: Phrase(da: "Indstillinger, de nyeste først", en: "Proposals, the newest first")
        case .proposal: Phrase(da: "En indstilling", en: "One proposal")
        case .meetings: Phrase(da: "Møder, de nyeste først", en: "Meetings, the newest first")
        case .meeting:
            Phrase(
                da: "Et møde med dagsorden, beslutninger og godkendt referat",
                en: "One meeting with its agenda, decisions and approved minutes")
        case .topics:
            Phrase(
                da: "Emner, der kræver en emnepolitik, og hvordan de er dækket",
                en: "Topics that a topic policy is demanded for, and how they are covered")
        case .topic: Phrase(da: "Et emne", en: "One topic")
        case .riskMethods:
            Phrase(
                da: "Vedtagne metoder til at vurdere risici, den nyeste først",
                en: "Adopted methods for judging risks, the newest first")
        case .riskPortfolio:
            Phrase(
                da: "Risici med tal som en portefølje, som vaern risk simulate læser den",
                en: "Risks in numbers as a portfolio, as vaern risk simulate reads it")
        case .risks:
            Phrase(da: "Risici efter niveau og nummer", en: "Risks by level and number")
        case .risk:
            Phrase(
                da: "En risiko med vurderinger, verifikationer og accept",
                en: "One risk with its assessments, verifications and acceptances")
        case .subjectRequests:
            Phrase(
                da: "Henvendelser fra registrerede, som du må se",
                en: "Requests of data subjects that you may see")
        case .subjectRequest: Phrase(da: "En henvendelse med frist og svar", en: "One request with deadline and answer")
        case .processings:
            Phrase(
                da: "Fortegnelsen over behandlinger (GDPR artikel 30)",
                en: "The record of processing activities (GDPR Article 30)")
        case .processing:
            Phrase(da: "En behandling med alt, fortegnelsen har", en: "One processing with all of its record")
        case .frameworks:
            Phrase(da: "Rammeværker, som krav er taget fra", en: "Frameworks that requirements are taken from")
        case .framework:
            Phrase(
                da: "Et rammeværk med dets bestemmelser og deres forbindelser",
                en: "One framework with its clauses and their connections")
        case .terms: Phrase(da: "Fagets begreber efter navn, med kilde", en: "Terms by name, with their source")
        case .threats:
            Phrase(
                da: "Trusler: Værns egne og dem, organisationen har indført",
                en: "Threats: those of Værn and those that the organisation has adopted")
        case .progress:
            Phrase(
                da: "Hvor langt en fil er kommet, som er ved at blive indlæst",
                en: "How far a file has come that is being imported")
        case .accesses: Phrase(da: "Hvem der har hvilke adgange, efter navn", en: "Who holds which access, by name")
        case .requirements:
            Phrase(
                da: "Krav og om de er efterlevet, efter nummer", en: "Requirements and how they stand, by number")
        case .requirement: Phrase(da: "Et krav med dets vurderinger", en: "One requirement with its assessments")
        case .evidenceList: Phrase(da: "Dokumentation, det nyeste først", en: "Evidence, the newest first")
        case .evidence:
            Phrase(
                da: "Dokumentation, uden filens indhold: det hentes på adressen i »page«",
                en:
                    "One piece of evidence, without the content of its file: that is fetched at the address in »page«"
            )
        case .nonconformities: Phrase(da: "Afvigelser, de nyeste først", en: "Nonconformities, the newest first")
        case .nonconformity:
            Phrase(
                da: "En afvigelse med årsager, opgaver og kontroller",
                en: "One nonconformity with its causes, tasks and checks")
        case .scopes:
            Phrase(
                da: "Anvendelseserklæringer, de ældste først", en: "Statements of applicability, the oldest first")
        case .scope:
            Phrase(
                da: "En anvendelseserklæring med alle 93 foranstaltninger",
                en: "One statement of applicability with all 93 controls")
        case .courses: Phrase(da: "Kurser efter nummer", en: "Courses by number")
        case .course:
            Phrase(
                da: "Et kursus med tal for enhederne og de beviser, man må se",
                en: "One course with the numbers of the units and the certificates that one may see")
        case .competences: Phrase(da: "Kompetencer efter nummer", en: "Competences by number")
        case .competence:
            Phrase(
                da: "En kompetence med krav, tal og de beviser, man må se",
                en: "One competence with demands, numbers and the credentials that one may see")
        case .talks:
            Phrase(
                da: "Medarbejdersamtaler: dem, man selv holder, ens egne, og tal for enhederne uden navne",
                en: "Employee talks: those that one holds, one's own, and the numbers of units without names")
        case .matrix:
            Phrase(
                da: "Hvad der svarer for hvert punkt i et rammeværk, og hvordan det står",
                en: "What answers for each clause of a framework, and how that stands")
        case .reports: Phrase(da: "Rapporter til ledelsen, de nyeste først", en: "Reports, the newest first")
        case .report: Phrase(da: "En rapport med dens tal", en: "One report with its figures")
        case .initiatives: Phrase(da: "Indsatser, de nyeste først", en: "Initiatives, the newest first")
        case .initiative:
            Phrase(
                da: "En indsats med målinger og tal fra øvelser",
                en: "One initiative with its measurements and the counts of exercises")
        case .suspicions:
            Phrase(
                da: "Anmeldte mails: egne, eller alle for informationssikkerhedsteamet",
                en: "Reported mails: one's own, or all for the information security team")
        case .suspicion: Phrase(da: "En anmeldt mail med svar", en: "One reported mail with its answers")
        case .awareness:
            Phrase(
                da: "Antal anmeldte mails måned for måned, uden navne",
                en: "Counts of reported mails by month, without names")
        case .objectives: Phrase(da: "Mål efter nummer", en: "Objectives by number")
        case .objective: Phrase(da: "Et mål med dets målinger", en: "One objective with its measurements")
        case .measures: Phrase(da: "Foranstaltninger efter nummer", en: "Measures by number")
        case .measure: Phrase(da: "En foranstaltning med dens efterprøvninger", en: "One measure with its tests")
        case .assets: Phrase(da: "Aktiver efter slags og nummer", en: "Assets by kind and number")
        case .asset: Phrase(da: "Et aktiv med dets behov", en: "One asset with its needs")
        case .dependences:
            Phrase(
                da: "Afhængigheder, eventuelt for et aktiv eller af et aktiv",
                en: "Dependences, if asked for those of an asset or on an asset")
        case .campaigns: Phrase(da: "Kampagner, de nyeste først", en: "Campaigns, the newest first")
        case .campaign: Phrase(da: "En kampagne med enhedernes svar", en: "One campaign with the units' answers")
        case .controlTests: Phrase(da: "Interne kontroller efter nummer", en: "Internal controls by number")
        case .controlTest:
            Phrase(
                da: "En intern kontrol med runder og stikprøver",
                en: "One internal control with its rounds and samples")
        case .audits: Phrase(da: "Eksterne kontroller, de nyeste først", en: "External controls, the newest first")
        case .audit: Phrase(da: "En ekstern kontrol", en: "One external control")
        case .auditEngagements:
            Phrase(da: "Revisionsopgaver, de nyeste først", en: "Audit engagements, the newest first")
        case .auditEngagement: Phrase(da: "En revisionsopgave", en: "One audit engagement")
        case .evidenceRequests:
            Phrase(
                da: "Dokumentation, som revisorer har bestilt, efter nummer",
                en: "Evidence that auditors asked for, by number")
        case .evidenceRequest:
            Phrase(
                da: "En bestilling med svar og revisors stillingtagen",
                en: "One request with its answers and what the auditor said of them")
        case .consultation: Phrase(da: "En høring med bemærkninger", en: "One consultation with its comments")
        case .entries: Phrase(da: "Revisionssporet, det nyeste først", en: "The ledger, newest first")
        case .entry: Phrase(da: "En post i revisionssporet", en: "One entry of the ledger")
        case .checkpoint: Phrase(da: "Det sidste underskrevne kontrolpunkt", en: "The last signed checkpoint")
        case .proof:
            Phrase(da: "Beviset for en post (C2SP tlog-proof)", en: "The proof of an entry (C2SP tlog-proof)")
        case .search:
            Phrase(
                da: "Søg i afsnit, titler, personer, enheder, beslutninger, opgaver og møder",
                en: "Search paragraphs, titles, persons, units, decisions, tasks and meetings")
        }
    }
}
