// SPDX-License-Identifier: MPL-2.0

extension Rule {
    /// What it is about, in a list of rules.
    public var label: Phrase {
        switch self {
        case .verification: Phrase(da: "Årlig verifikation af et dokument", en: "Yearly verification of a document")
        case .parent: Phrase(da: "Dokument uden gyldigt overordnet", en: "Document without a valid one above it")
        case .review: Phrase(da: "Gennemsyn efter ny overordnet version", en: "Review after a new version above it")
        case .owner: Phrase(da: "Dokument uden ejer", en: "Document without an owner")
        case .decision: Phrase(da: "Afgørelse om en version", en: "Decision on a version")
        case .classification: Phrase(da: "Afgørelse om en klassifikation", en: "Decision on a classification")
        case .entry: Phrase(da: "Ikrafttræden af en godkendt version", en: "Entry into force of an approved version")
        case .answer: Phrase(da: "Svar på en høring", en: "Answer to a consultation")
        case .disposition: Phrase(da: "Stillingtagen til høringssvar", en: "Disposition of comments")
        case .action: Phrase(da: "Aftalt opgave", en: "Agreed task")
        case .head: Phrase(da: "Enhed uden leder", en: "Unit without a head")
        case .function: Phrase(da: "Funktion uden indehaver", en: "Function that nobody holds")
        case .seats: Phrase(da: "Organ uden medlemmer", en: "Body without members")
        case .leaver: Phrase(da: "Rettigheder hos en fratrådt", en: "Rights held by somebody who has left")
        case .handOver: Phrase(da: "Overdragelse af ansvar", en: "Hand-over of responsibility")
        case .securityContact: Phrase(da: "Kontakt for sårbarheder", en: "Contact for vulnerabilities")
        case .statement: Phrase(da: "Tilgængelighedserklæring", en: "Accessibility statement")
        case .acknowledgement: Phrase(da: "Læsning og kvittering", en: "Reading and acknowledgement")
        case .dispensation: Phrase(da: "Afgørelse om en dispensation", en: "Decision on a dispensation")
        case .expiry: Phrase(da: "Udløb af en dispensation", en: "Expiry of a dispensation")
        case .basis: Phrase(da: "Ændret grundlag for en beslutning", en: "Changed basis of a decision")
        case .dispensations:
            Phrase(da: "Mange dispensationer fra ét afsnit", en: "Many dispensations from one paragraph")
        case .proposal: Phrase(da: "Afgørelse om en indstilling", en: "Decision on a proposal")
        case .coverage: Phrase(da: "Emne uden emnepolitik", en: "Topic without a topic policy")
        case .unlisted: Phrase(da: "Emnepolitik uden for listen", en: "Topic policy outside the list")
        case .delegation: Phrase(da: "Emnepolitik uden delegation", en: "Topic policy without a delegation")
        case .implementation: Phrase(da: "Emnepolitik uden procedure", en: "Topic policy without a procedure")
        case .rights: Phrase(da: "Gennemgang af rettigheder", en: "Review of rights")
        case .minutes: Phrase(da: "Godkendelse af et referat", en: "Approval of minutes")
        case .reply: Phrase(da: "Svar i en skriftlig behandling", en: "Reply in a written procedure")
        case .assessment: Phrase(da: "Vurdering af et krav", en: "Assessment of a requirement")
        case .proof: Phrase(da: "Dokumentation for efterlevelse", en: "Evidence of compliance")
        case .wanting:
            Phrase(da: "Manglende efterlevelse uden afvigelse", en: "Failed assessment without a nonconformity")
        case .cause: Phrase(da: "Årsag til en afvigelse", en: "Cause of a nonconformity")
        case .effect: Phrase(da: "Kontrol af en rettelses virkning", en: "Check of the effect of a correction")
        case .control: Phrase(da: "Intern kontrol", en: "Internal control")
        case .audit: Phrase(da: "Årlig ekstern kontrol", en: "Yearly external control")
        case .report: Phrase(da: "Rapport til ledelsen", en: "Report to the management")
        case .training: Phrase(da: "E-læring", en: "E-learning")
        case .initiativeBegun: Phrase(da: "Indsats, der skal begynde", en: "Initiative that is to begin")
        case .initiativeEffect: Phrase(da: "Effekt af en indsats", en: "Effect of an initiative")
        case .initiatives: Phrase(da: "Årlig indsats for opmærksomhed", en: "Yearly initiative for awareness")
        case .suspicion: Phrase(da: "Svar på en mistænkelig mail", en: "Answer about a suspicious mail")
        case .competence: Phrase(da: "Kompetence, som opgaver kræver", en: "Competence that tasks demand")
        case .talk: Phrase(da: "Årlig medarbejdersamtale", en: "Yearly employee talk")
        case .measurement: Phrase(da: "Måling af et mål", en: "Measurement of an objective")
        case .measureDue: Phrase(da: "Foranstaltning, der skal indføres", en: "Measure to be put in place")
        case .measureTest: Phrase(da: "Efterprøvning af en foranstaltning", en: "Test of a measure")
        case .mending: Phrase(da: "Foranstaltning, der ikke virker", en: "Measure that does not work")
        case .need: Phrase(da: "Behov uden foranstaltning", en: "Need without a measure")
        case .access: Phrase(da: "Gennemgang af adgange til et aktiv", en: "Review of access to an asset")
        case .availability:
            Phrase(da: "Mål for tilgængelighed, der ikke er nået", en: "Target of availability that is missed")
        case .lawMeasure: Phrase(da: "Lovkrav uden foranstaltning", en: "Requirement of law without a measure")
        case .riskAssessment: Phrase(da: "Krav uden risikovurdering", en: "Requirement without a risk assessment")
        case .campaign: Phrase(da: "Svar i en kampagne", en: "Answers in a campaign")
        case .request: Phrase(da: "Dokumentation bestilt af revisor", en: "Evidence asked for by an auditor")
        case .applicability:
            Phrase(
                da: "Anvendelseserklæring med valg, der mangler", en: "Statement of applicability with open decisions")
        }
    }
}
