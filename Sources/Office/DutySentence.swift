// SPDX-License-Identifier: MPL-2.0

public import Domain

extension Sight {
    /// A duty as what is to be done, verb first.
    public func sentence(_ duty: Duty, _ language: Language) -> String {
        let sentence = Sentence(sight: self, language: language, day: day)
        let what = sentence.label(duty.subject)
        return switch duty.rule {
        case .verification: sentence.verification(duty, what)
        case .review: sentence.review(duty, what)
        case .answer: sentence.say("Svar på: \(what)", "Answer: \(what)")
        case .disposition: sentence.say("Tag stilling til bemærkninger: \(what)", "Dispose of comments: \(what)")
        case .parent: sentence.say("Giv et nyt overordnet dokument: \(what)", "Give a new document above: \(what)")
        case .owner: sentence.say("Find en ny ejer: \(what)", "Find a new owner: \(what)")
        case .decision: sentence.say("Afgør: \(what)", "Decide: \(what)")
        case .classification:
            sentence.say("Afgør klassifikationen: \(what)", "Decide the classification: \(what)")
        case .entry: sentence.say("Sæt i kraft: \(what)", "Put in force: \(what)")
        case .action: what
        case .head: sentence.say("Udpeg en leder: \(what)", "Appoint a head: \(what)")
        case .function:
            duty.turn % 10 == 0
                ? sentence.say("Bemand informationssikkerhedsteamet", "Staff the information-security team")
                : sentence.say("Udpeg en databeskyttelsesrådgiver", "Appoint a data protection officer")
        case .competence:
            sentence.say("Opnå og dokumentér kompetencen: \(what)", "Get and document the competence: \(what)")
        case .talk: sentence.say("Hold medarbejdersamtale med \(what)", "Hold the employee talk with \(what)")
        case .training: sentence.say("Gennemfør e-læring: \(what)", "Complete e-learning: \(what)")
        case .acknowledgement: sentence.say("Læs og kvittér: \(what)", "Read and acknowledge: \(what)")
        case .seats: sentence.say("Indsæt medlemmer: \(what)", "Seat members: \(what)")
        case .securityContact:
            sentence.say("Bekræft kontakten for sårbarheder", "Confirm the contact for vulnerabilities")
        case .statement:
            sentence.say("Ajourfør tilgængelighedserklæringen", "Bring the accessibility statement up to date")
        case .dispensation: sentence.say("Afgør: \(what)", "Decide: \(what)")
        case .proposal: sentence.say("Afgør: \(what)", "Decide: \(what)")
        case .coverage: sentence.coverage(duty)
        case .unlisted:
            sentence.say(
                "Få direktionen til at tage stilling til emnet: \(what)",
                "Have the direktion consider the topic: \(what)")
        case .delegation:
            sentence.say(
                "Få direktionen til at delegere emnet til ejeren: \(what)",
                "Have the direktion delegate the topic to the owner: \(what)")
        case .implementation:
            sentence.say(
                "Lav en procedure, der gennemfører: \(what)", "Make a procedure that carries out: \(what)")
        case .rights: sentence.rights(duty)
        case .expiry:
            sentence.say(
                "Følg reglen igen, eller søg forlængelse: \(what)",
                "Follow the rule again, or ask for an extension: \(what)")
        case .basis:
            sentence.basis(duty, what)
        case .dispensations:
            sentence.say(
                "Overvej, om dokumentet skal ændres, når så mange fraviger det: \(what)",
                "Consider changing the document when so many deviate from it: \(what)")
        case .minutes: sentence.say("Få referatet godkendt: \(what)", "Get the minutes approved: \(what)")
        case .reply: sentence.say("Svar skriftligt: \(what)", "Reply in writing: \(what)")
        case .assessment:
            sentence.say("Vurdér, om det efterleves: \(what)", "Assess whether it is complied with: \(what)")
        case .proof: sentence.say("Find gyldig dokumentation: \(what)", "Find evidence that holds: \(what)")
        case .wanting: sentence.say("Meld afvigelse: \(what)", "Raise a nonconformity: \(what)")
        case .cause: sentence.say("Find årsagen: \(what)", "Find the cause: \(what)")
        case .effect: sentence.say("Kontrollér, om det hjalp: \(what)", "Check whether it helped: \(what)")
        case .control: sentence.say("Udfør kontrollen: \(what)", "Carry out the control: \(what)")
        case .audit:
            sentence.say(
                "Få en erklæring, der dækker \(duty.turn)", "Get a statement that covers \(duty.turn)")
        case .report:
            sentence.say(
                "Forelæg \(sentence.language(duty.reportKind.label)), der går til og med "
                    + sentence.language.day(duty.reportEnd),
                "Put the \(sentence.language(duty.reportKind.label)) until \(sentence.language.day(duty.reportEnd)) "
                    + "before its body")
        case .initiativeBegun: sentence.say("Begynd indsatsen: \(what)", "Begin the initiative: \(what)")
        case .initiativeEffect:
            sentence.say(
                "Mål effekten, og afslut indsatsen: \(what)", "Measure the effect and end the initiative: \(what)")
        case .initiatives:
            sentence.say(
                "Gennemfør en indsats, der gør folk opmærksomme", "Carry out an initiative that makes people aware")
        case .suspicion: sentence.say("Besvar anmeldelsen: \(what)", "Answer the report: \(what)")
        case .measurement: sentence.say("Mål: \(what)", "Measure: \(what)")
        case .measureDue: sentence.say("Indfør: \(what)", "Put in place: \(what)")
        case .measureTest: sentence.say("Efterprøv virkningen: \(what)", "Test the effect: \(what)")
        case .mending: sentence.say("Ret, afslut eller efterprøv igen: \(what)", "Mend, end or test again: \(what)")
        case .need: sentence.need(duty, what)
        case .access: sentence.say("Gennemgå adgangene: \(what)", "Review access: \(what)")
        case .availability:
            sentence.say("Nå målet for tilgængelighed: \(what)", "Meet the availability target: \(what)")
        case .lawMeasure: sentence.say("Find en foranstaltning: \(what)", "Find a measure: \(what)")
        case .riskComplete:
            sentence.say(
                "Skriv aktiv, trussel, sårbarhed og følge: \(what)",
                "Add asset, threat, vulnerability and harm: \(what)")
        case .riskAssessed: sentence.say("Vurdér: \(what)", "Assess: \(what)")
        case .riskVerified: sentence.say("Verificér: \(what)", "Verify: \(what)")
        case .riskTrigger: sentence.trigger(duty, what)
        case .riskDecision:
            sentence.say(
                "Nedbring risikoen, eller indstil accept: \(what)", "Reduce the risk, or propose acceptance: \(what)")
        case .riskUnacceptable:
            sentence.say("Nedbring straks, kan ikke accepteres: \(what)", "Reduce at once, cannot be accepted: \(what)")
        case .riskTold:
            sentence.say("Læg straks for direktionen: \(what)", "Put before the direktion at once: \(what)")
        case .riskAssessment: sentence.say("Knyt en risikovurdering: \(what)", "Link a risk assessment: \(what)")
        case .requestIdentity: sentence.say("Find ud af, hvem der spørger: \(what)", "Find out who asks: \(what)")
        case .requestAnswer: sentence.say("Svar den, der spørger: \(what)", "Answer who asks: \(what)")
        case .processingComplete: sentence.gaps(duty, what)
        case .processingOwner:
            sentence.say("Find en ny ansvarlig: \(what)", "Find somebody new to answer for it: \(what)")
        case .processingReview: sentence.say("Gennemgå: \(what)", "Go through: \(what)")
        case .campaign: sentence.say("Svar på kravene i \(what)", "Answer about the requirements in \(what)")
        case .request:
            sentence.say("Send revisor det bestilte: \(what)", "Send the auditor what was asked for: \(what)")
        case .applicability:
            sentence.say("Tag stilling til alle foranstaltninger: \(what)", "Decide all controls: \(what)")
        case .handOver: sentence.say("Overdrag ansvaret efter \(what)", "Hand over the responsibility of \(what)")
        case .leaver:
            sentence.say(
                "Luk roller, poster og konto for en fratrådt: \(what)",
                "End the roles, seats and account of a leaver: \(what)")
        }
    }
}

extension Sentence {
    /// The yearly verification; where a material change makes it due earlier, with the cause (policy §7.3).
    func verification(_ duty: Duty, _ what: String) -> String {
        let document = sight.register.documents[duty.subject.id.seen(as: Document.self)]
        let declared = document?.changes.filter { $0.due == duty.due && $0.day >= duty.since } ?? []
        guard let change = declared.last else { return say("Verificér: \(what)", "Verify: \(what)") }
        return say(
            "Verificér efter væsentlig ændring (\(change.cause.label.da.lowercased())): \(what)",
            "Verify after a material change (\(change.cause.label.en.lowercased())): \(what)")
    }

    /// What is to be looked at again because a new version entered into force above it.
    func review(_ duty: Duty, _ what: String) -> String {
        let document = sight.register.documents[duty.subject.id.seen(as: Document.self)]
        let parents = document?.parent.entries.compactMap { $0.value.flatMap { sight.register.documents[$0] } } ?? []
        for parent in parents where sight.sees(.document(parent.id)) {
            guard let version = parent.versions.first(where: { $0.position == duty.turn }) else { continue }
            let (above, number) = (label(.document(parent.id)), version.draft.number)
            return say(
                "Verificér, at det stadig passer til »\(above)« version \(number): \(what)",
                "Verify that it still fits “\(above)” version \(number): \(what)")
        }
        return say(
            "Verificér, at det stadig passer til det overordnede dokument: \(what)",
            "Verify that it still fits the document above it: \(what)")
    }

    /// A decision, with what it is about, that is to be looked at again.
    func basis(_ duty: Duty, _ what: String) -> String {
        let decision = sight.register.decisions[duty.subject.id.seen(as: Decision.self)]
        let about = duty.subject.kind == .decision ? decision?.matter?.subject : nil
        let what = about.map { "\(what), \(label($0))" } ?? what
        return say("Grundlaget er ændret. Se på igen: \(what)", "The basis has changed. Look again at: \(what)")
    }
}
