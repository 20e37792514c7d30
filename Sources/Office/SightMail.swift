// SPDX-License-Identifier: MPL-2.0

public import Domain

/// What a mail to the person may say. A mail leaves the house, so it says less than a page: nothing above Intern is named
/// in it, also not to those who may read it (policy §7.2).
extension Sight {
    /// The person's own address; nil: there is none, or it is erased.
    public var mailAddress: String? {
        let person = newest.persons[person]
        return text(person?.mail.value(on: today).flatMap { $0 })
    }

    /// Whether the person can open what a mail leads to.
    public var maySignIn: Bool { newest.persons[person]?.account.newest.flatMap { $0 } != nil }

    /// Whether the person may see what is not delivered to whom.
    public var seesDelivery: Bool { isOperator || Access.seesDelivery(person, in: newest, on: today) }

    /// Whether the person may see that the weekly mail was sent, and to whom.
    var seesWeeklyMail: Bool { isOperator || Access.seesWeeklyMail(person, in: newest, on: today) }

    /// Whether what a subject is about may be named in a mail: everybody who is engaged may read it, in the version in
    /// force and in the one that is coming.
    public func mayNameInMail(_ subject: Subject) -> Bool {
        guard sees(subject), newest.accessClass(of: subject, on: today) == .everyone else { return false }
        switch subject.kind {
        case .document: return isOpen(subject.id.seen(as: Document.self))
        case .consultation:
            let consultation = subject.id.seen(as: Consultation.self)
            return newest.accessClass(ofTextIn: consultation, on: today) == .everyone
                && newest.consultations[consultation]?.opening.map { isOpen($0.document) } ?? false
        case .notice: return newest.notices[subject.id.seen(as: Notice.self)]?.document.map { isOpen($0) } ?? false
        case .decision:
            // Not in one expression: the optimiser of Swift 6.3.1 fails on what is borrowed in it.
            guard let decision = newest.decisions[subject.id.seen(as: Decision.self)], let matter = decision.matter
            else { return false }
            return matter.subject.map { $0.kind == .document || mayNameInMail($0) } ?? false
                && matter.document.map { isOpen($0) } ?? true
        case .action: return newest.actions[subject.id.seen(as: Action.self)]?.about.map { mayNameInMail($0) } ?? true
        case .reminder:
            return newest.reminders[subject.id.seen(as: Reminder.self)]?.target.map { mayNameInMail($0.subject) }
                ?? true
        // Its number and its day; what is on the agenda is named by no mail.
        case .meeting: return true
        case .dispensation:
            return newest.dispensations[subject.id.seen(as: Dispensation.self)]?.request.map { isOpen($0.document) }
                ?? false
        case .proposal:
            switch newest.proposals[subject.id.seen(as: Proposal.self)]?.wording?.content {
            case .measure(_, let about, _, _): return mayNameInMail(about)
            case .acceptance(let risk, _, _): return mayNameInMail(.risk(risk))
            case .topics, .delegation, .method, .other, nil: return true
            }
        case .requirement:
            guard let known = newest.requirements[subject.id.seen(as: Requirement.self)]?.wording,
                case .paragraph(let document, _, _) = known.source
            else { return true }
            return isOpen(document)
        case .nonconformity:
            let known = newest.nonconformities[subject.id.seen(as: Nonconformity.self)]?.raised
            return known?.requirement.map { mayNameInMail(.requirement($0)) } ?? true
        case .controlTest:
            let known = newest.controlTests[subject.id.seen(as: ControlTest.self)]?.plan
            return known?.requirement.map { mayNameInMail(.requirement($0)) } ?? true
        case .evidenceRequest:
            let known = newest.evidenceRequests[subject.id.seen(as: EvidenceRequest.self)]?.making
            let about: Subject? =
                known?.requirement.map { .requirement($0) } ?? known?.controlTest.map { .controlTest($0) }
            return about.map { mayNameInMail($0) } ?? true
        case .competence:
            let course = newest.competences[subject.id.seen(as: Competence.self)]?.wording?.course
            return course.map { mayNameInMail(.course($0)) } ?? true
        case .organisation, .unit, .person, .body, .token, .evidence, .scope, .audit, .framework, .report, .objective,
            .measure, .asset,
            .initiative,
            .processing,
            .campaign, .auditEngagement:
            return true
        case .suspicion: return false
        case .subjectRequest: return false
        case .risk: return newest.accessClass(of: subject, on: today) == .everyone
        case .course:
            let document = newest.courses[subject.id.seen(as: Course.self)]?.opening?.document
            return document.map { mayNameInMail(.document($0)) } ?? true
        }
    }

    private func isOpen(_ id: ID<Document>) -> Bool {
        guard let document = newest.documents[id] else { return false }
        return ([document.versions.last, document.versionInForce(on: today)].compactMap { $0 }).allSatisfy {
            document.accessClass($0.classification(on: today)) == .everyone
        }
    }

    /// The title of a document as a mail may say it: »et dokument« where it may not be named.
    public func mailName(_ subject: Subject, _ language: Language) -> String {
        guard mayNameInMail(subject), let label = label(subject, language) else {
            if subject.kind == .proposal { return language(da: "en indstilling", en: "a proposal") }
            if subject.kind == .competence { return language(da: "en kompetence", en: "a competence") }
            if subject.kind == .requirement { return language(da: "et krav", en: "a requirement") }
            if subject.kind == .controlTest { return language(da: "en intern kontrol", en: "an internal control") }
            if subject.kind == .evidenceRequest {
                return language(da: "en bestilling fra revisor", en: "a request of the auditor")
            }
            if subject.kind == .initiative { return language(da: "en indsats", en: "an initiative") }
            if subject.kind == .subjectRequest { return language(da: "en henvendelse", en: "a request") }
            if subject.kind == .suspicion {
                return language(da: "en anmeldelse af en mail", en: "a report of a mail")
            }
            if subject.kind == .nonconformity { return language(da: "en afvigelse", en: "a nonconformity") }
            return subject.kind == .dispensation
                ? language(da: "en dispensation", en: "a dispensation") : language(da: "et dokument", en: "a document")
        }
        return language(da: "»\(label)«", en: "“\(label)”")
    }

    /// A duty as a mail says it, verb first.
    public func mailSentence(_ duty: Duty, _ language: Language) -> String {
        // With whom a talk is to be held is no matter for a mail.
        guard duty.accessClass(on: today) == .everyone, mayNameInMail(duty.subject), duty.rule != .talk else {
            return language(duty.rule.unnamed)
        }
        // What stands above it may be less open than the document itself.
        if duty.rule == .review, let title = label(duty.subject, language) {
            return language(
                da: "Verificér, at det stadig passer til det overordnede dokument: \(title)",
                en: "Verify that it still fits the document above it: \(title)")
        }
        return sentence(duty, language)
    }
}

extension Rule {
    /// What is to be done, where it may not be said about what.
    fileprivate var unnamed: Phrase {
        switch self {
        case .verification, .review: Phrase(da: "Verificér et dokument", en: "Verify a document")
        case .parent: Phrase(da: "Giv et dokument et nyt overordnet", en: "Give a document a new one above it")
        case .owner: Phrase(da: "Find en ny ejer til et dokument", en: "Find a new owner of a document")
        case .decision: Phrase(da: "Afgør en sag om et dokument", en: "Decide a matter about a document")
        case .classification:
            Phrase(da: "Afgør klassifikationen af et dokument", en: "Decide the classification of a document")
        case .entry: Phrase(da: "Sæt et dokument i kraft", en: "Put a document in force")
        case .answer: Phrase(da: "Svar på en høring om et dokument", en: "Answer a consultation about a document")
        case .disposition:
            Phrase(
                da: "Tag stilling til bemærkninger til et dokument", en: "Dispose of comments on a document")
        case .action: Phrase(da: "En opgave om et dokument", en: "A task about a document")
        case .competence: Phrase(da: "Opnå en kompetence", en: "Get a competence")
        case .talk: Phrase(da: "Hold en medarbejdersamtale", en: "Hold an employee talk")
        case .training: Phrase(da: "Gennemfør e-læring", en: "Complete e-learning")
        case .acknowledgement: Phrase(da: "Læs og kvittér for et dokument", en: "Read and acknowledge a document")
        case .head, .function, .seats, .leaver, .handOver, .rights:
            Phrase(da: "En opgave om organisationen", en: "A task about the organisation")
        case .dispensation:
            Phrase(da: "Afgør en sag om en dispensation", en: "Decide a matter about a dispensation")
        case .proposal: Phrase(da: "Afgør en indstilling", en: "Decide a proposal")
        case .coverage: Phrase(da: "Et emne mangler en emnepolitik", en: "A topic lacks a topic policy")
        case .unlisted, .delegation:
            Phrase(da: "Få et emne for direktionen", en: "Put a topic before the direktion")
        case .implementation: Phrase(da: "Lav en procedure", en: "Make a procedure")
        case .expiry: Phrase(da: "En dispensation udløber", en: "A dispensation expires")
        case .basis:
            Phrase(da: "Grundlaget for en beslutning er ændret", en: "The basis of a decision has changed")
        case .dispensations:
            Phrase(da: "Overvej at ændre et dokument", en: "Consider changing a document")
        case .minutes: Phrase(da: "Få et referat godkendt", en: "Get minutes approved")
        case .reply: Phrase(da: "Svar i en skriftlig behandling", en: "Reply in a written procedure")
        case .assessment: Phrase(da: "Vurdér et krav", en: "Assess a requirement")
        case .proof: Phrase(da: "Find dokumentation for et krav", en: "Find evidence for a requirement")
        case .wanting, .cause: Phrase(da: "En opgave om en afvigelse", en: "A task about a nonconformity")
        case .control: Phrase(da: "Udfør en intern kontrol", en: "Carry out an internal control")
        case .audit: Phrase(da: "Få en erklæring fra revisor", en: "Get a statement from the auditor")
        case .request: Phrase(da: "Send revisor bestilt dokumentation", en: "Send the auditor evidence asked for")
        case .effect: Phrase(da: "Kontrollér en rettelse", en: "Check a correction")
        case .report: Phrase(da: "Forelæg en rapport", en: "Put a report before its body")
        case .initiatives: Phrase(da: "Gennemfør en indsats", en: "Carry out an initiative")
        case .initiativeBegun: Phrase(da: "Begynd en indsats", en: "Begin an initiative")
        case .initiativeEffect: Phrase(da: "Mål effekten af en indsats", en: "Measure the effect of an initiative")
        case .suspicion: Phrase(da: "Besvar en anmeldelse af en mail", en: "Answer a report of a mail")
        case .measurement: Phrase(da: "Mål, om et mål er nået", en: "Measure an objective")
        case .measureDue: Phrase(da: "Indfør en foranstaltning", en: "Put a measure in place")
        case .measureTest: Phrase(da: "Efterprøv en foranstaltning", en: "Test a measure")
        case .mending: Phrase(da: "Ret en foranstaltning, der ikke virker", en: "Mend a measure that does not work")
        case .need: Phrase(da: "Find en foranstaltning for et aktiv", en: "Find a measure for an asset")
        case .access: Phrase(da: "Gennemgå adgange til et aktiv", en: "Review access to an asset")
        case .availability: Phrase(da: "Få et aktiv tilbage på sit mål", en: "Bring an asset back to its target")
        case .lawMeasure: Phrase(da: "Find en foranstaltning for et krav", en: "Find a measure for a requirement")
        case .riskComplete: Phrase(da: "Gør en risiko færdig", en: "Complete a risk")
        case .riskAssessed: Phrase(da: "Vurdér en risiko", en: "Assess a risk")
        case .riskVerified: Phrase(da: "Verificér en risiko", en: "Verify a risk")
        case .requestIdentity: Phrase(da: "Find ud af, hvem der spørger", en: "Find out who asks")
        case .requestAnswer: Phrase(da: "Svar på en henvendelse", en: "Answer a request")
        case .processingComplete: Phrase(da: "Gør fortegnelsen færdig", en: "Complete the record of processing")
        case .processingOwner:
            Phrase(da: "Find en ansvarlig for en behandling", en: "Find who answers for a processing")
        case .processingReview: Phrase(da: "Gennemgå en behandling", en: "Go through a processing")
        case .riskTrigger: Phrase(da: "Se på en risiko igen", en: "Look at a risk again")
        case .riskDecision: Phrase(da: "Få en risiko besluttet", en: "Get a risk decided")
        case .riskUnacceptable: Phrase(da: "Nedbring en risiko", en: "Reduce a risk")
        case .riskTold: Phrase(da: "Læg en risiko for direktionen", en: "Put a risk before the direktion")
        case .riskAssessment: Phrase(da: "Knyt en risikovurdering til et krav", en: "Link a risk assessment")
        case .campaign: Phrase(da: "Svar i en kampagne", en: "Answer in a campaign")
        case .applicability:
            Phrase(da: "Tag stilling til foranstaltninger", en: "Decide controls")
        case .securityContact, .statement:
            Phrase(da: "En opgave om offentliggørelse", en: "A task about publication")
        }
    }
}
