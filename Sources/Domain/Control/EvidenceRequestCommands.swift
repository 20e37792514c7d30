// SPDX-License-Identifier: MPL-2.0

extension Field {
    public static let evidenceRequest = Field(
        "evidence_request", .evidenceRequest, da: "Bestilling", en: "Request")
}

/// Asks for evidence: the auditor does, or the security team on the auditor's behalf.
public struct RequestEvidence: Deed {
    let engagement: ID<AuditEngagement>, what: String, requirement: ID<Requirement>?, controlTest: ID<ControlTest>?
    let why: String?, unit: ID<Unit>, due: Day

    public static let fields = [
        Field.auditEngagement,
        Field(
            "what", .text(most: 2000), da: "Hvad bestilles?", en: "What is asked for?",
            hint: Phrase(
                da: "Fx listen over brugere med udvidede rettigheder pr. 31. december.",
                en: "Such as the list of users with extended rights as of 31 December.")),
        Field("requirement", .requirement, da: "Krav, det skal vise", en: "Requirement it is to show", optional: true),
        Field(
            "control_test", .controlTest, da: "Eller intern kontrol, det skal vise",
            en: "Or internal control it is to show", optional: true),
        Field(
            "why", .text(most: 2000), da: "Hvorfor?", en: "Why?",
            hint: Phrase(
                da: "Skal udfyldes, hvis der ikke er valgt et krav eller en kontrol.",
                en: "Needed if neither a requirement nor a control is chosen."), optional: true),
        Field("unit", .unit, da: "Enhed, der svarer", en: "Unit that answers"),
        Field("due", .day, da: "Frist", en: "Due day"),
    ]

    public init(_ arguments: Arguments) throws(Refusal) {
        engagement = try arguments.id("audit_engagement")
        what = try arguments.text("what", most: 2000)
        requirement = try arguments.optionalID("requirement")
        controlTest = try arguments.optionalID("control_test")
        why = try arguments.optionalText("why", most: 2000)
        unit = try arguments.id("unit")
        due = try arguments.day("due")
    }

    public func concern(in register: Register, on day: Day) -> Concern {
        Concern(person: register.auditEngagements[engagement]?.opening?.auditor)
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        _ = try desk.register.openAuditEngagement(engagement, on: desk.today)
        guard requirement == nil || controlTest == nil else {
            throw .invalid(
                "control_test", da: "Vælg enten et krav eller en kontrol.",
                en: "Choose either a requirement or a control.")
        }
        guard requirement != nil || controlTest != nil || why != nil else {
            throw .invalid(
                "why", da: "Vælg et krav eller en kontrol, eller skriv, hvorfor det bestilles.",
                en: "Choose a requirement or a control, or write why it is asked for.")
        }
        if let requirement { _ = try desk.register.existingRequirement(requirement) }
        if let controlTest, desk.register.controlTests[controlTest]?.plan == nil {
            throw .invalid("control_test", da: "Vælg en kontrol.", en: "Choose a control test.")
        }
        _ = try desk.register.openUnit(unit, "unit", on: desk.today)
        guard due >= desk.today else {
            throw .invalid(
                "due", da: "Fristen ligger før i dag. Vælg en senere dag.",
                en: "The due day lies before today. Choose a later one.")
        }
        let making = EvidenceRequest.Making(
            number: desk.register.next(.evidenceRequest, 0), engagement: engagement, what: desk.keep(what),
            requirement: requirement, controlTest: controlTest, why: desk.keep(why), unit: unit, due: due)
        let id: ID<EvidenceRequest> = desk.new()
        try desk.record(.evidenceRequest(id, .made(making)))
    }
}

protocol EvidenceRequestDeed: Deed {
    var request: ID<EvidenceRequest> { get }
}

extension EvidenceRequestDeed {
    public func concern(in register: Register, on day: Day) -> Concern {
        register.concern(of: .evidenceRequest(request), on: day)
    }
}

/// Answers a request with evidence that is there, or says why there is none.
public struct AnswerRequest: EvidenceRequestDeed {
    let request: ID<EvidenceRequest>, evidence: [ID<Evidence>], note: String?

    public static let fields = [
        Field.evidenceRequest,
        Field(
            "evidence", .evidences, da: "Dokumentation", en: "Evidence",
            hint: Phrase(
                da: "Tilføj den under Dokumentation først, hvis den ikke er på listen.",
                en: "Add it under Evidence first if it is not on the list."), optional: true),
        Field(
            "note", .text(most: 4000), da: "Bemærkning", en: "Note",
            hint: Phrase(
                da: "Skal udfyldes, hvis der ikke er dokumentation: skriv hvorfor.",
                en: "Needed if there is no evidence: write why."), optional: true),
    ]

    public init(_ arguments: Arguments) throws(Refusal) {
        request = try arguments.id("evidence_request")
        evidence = try arguments.ids("evidence")
        note = try arguments.optionalText("note", most: 4000)
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        let (known, _) = try desk.register.standingRequest(request, on: desk.today)
        guard known.standing(on: desk.today) != .accepted else {
            throw .outOfTurn(
                da: "Revisor har godtaget svaret. Der er intet at gøre.",
                en: "The auditor has accepted the answer. There is nothing to do.")
        }
        guard !evidence.isEmpty || note != nil else {
            throw .invalid(
                "note", da: "Vælg dokumentation, eller skriv, hvorfor der ikke er nogen.",
                en: "Choose evidence, or write why there is none.")
        }
        for id in evidence {
            let (proof, giving) = try desk.register.existingEvidence(id)
            guard proof.withdrawal.value(on: desk.today) == nil else {
                throw .invalid(
                    "evidence", da: "Noget af dokumentationen er trukket tilbage. Vælg anden dokumentation.",
                    en: "Some of the evidence is withdrawn. Choose other evidence.")
            }
            // An auditor reads what is confidential, and nothing above that (policy §7.2).
            guard giving.classification != .strict else {
                throw .invalid(
                    "evidence",
                    da:
                        "Revisor har ikke adgang til strengt fortrolig dokumentation. Skriv i stedet, hvor revisor kan se den.",
                    en:
                        "The auditor has no access to strictly confidential evidence. Write where it can be seen instead."
                )
            }
        }
        let note: ValueID? = desk.keep(note)
        try desk.record(.evidenceRequest(request, .answered(evidence: evidence, note: note)))
    }
}

/// The auditor's word about an answer. Nobody else gives it.
public struct JudgeAnswer: EvidenceRequestDeed {
    let request: ID<EvidenceRequest>, judgement: EvidenceRequest.Judgement, reason: String?, due: Day?

    public static let fields = [
        Field.evidenceRequest,
        Field("judgement", .choice(EvidenceRequest.Judgement.choices), da: "Svaret er", en: "The answer is"),
        Field(
            "reason", .text(most: 2000), da: "Begrundelse", en: "Reason",
            hint: Phrase(
                da: "Skal udfyldes, når svaret sendes retur: skriv, hvad der mangler.",
                en: "Needed when the answer is returned: write what is missing."), optional: true),
        Field(
            "due", .day, da: "Ny frist", en: "New due day",
            hint: Phrase(
                da: "14 dage, hvis svaret sendes retur og feltet står tomt.",
                en: "14 days if the answer is returned and this is left empty."), optional: true),
    ]

    public init(_ arguments: Arguments) throws(Refusal) {
        request = try arguments.id("evidence_request")
        judgement = try arguments.choice("judgement")
        reason = try arguments.optionalText("reason", most: 2000)
        due = try arguments.optionalDay("due")
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        let (known, _) = try desk.register.standingRequest(request, on: desk.today)
        switch (known.standing(on: desk.today), judgement) {
        case (.requested, _), (.withdrawn, _):
            throw .outOfTurn(da: "Der er intet svar endnu.", en: "There is no answer yet.")
        case (.accepted, .accepted), (.returned, .returned):
            throw .outOfTurn(
                da: "Det er allerede sagt om svaret. Vent på et nyt svar.",
                en: "That has been said about the answer already. Wait for a new one.")
        case (.delivered, _), (.accepted, .returned), (.returned, .accepted): break
        }
        var next: Day?
        switch judgement {
        case .accepted: break
        case .returned:
            guard reason != nil else {
                throw .invalid("reason", da: "Skriv, hvad der mangler.", en: "Write what is missing.")
            }
            let day = due ?? desk.today + 14
            guard day >= desk.today else {
                throw .invalid(
                    "due", da: "Fristen ligger før i dag. Vælg en senere dag.",
                    en: "The due day lies before today. Choose a later one.")
            }
            next = day
        }
        let reason: ValueID? = desk.keep(reason)
        try desk.record(.evidenceRequest(request, .judged(judgement, reason: reason, due: next)))
    }
}

/// The auditor does not need it any more.
public struct WithdrawRequest: EvidenceRequestDeed {
    let request: ID<EvidenceRequest>, reason: String

    public static let fields = [Field.evidenceRequest, .reason]

    public init(_ arguments: Arguments) throws(Refusal) {
        request = try arguments.id("evidence_request")
        reason = try arguments.text("reason", most: 2000)
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        let (known, _) = try desk.register.standingRequest(request, on: desk.today)
        guard known.standing(on: desk.today) != .accepted else {
            throw .outOfTurn(
                da: "Svaret er godtaget. Bestillingen kan ikke trækkes tilbage.",
                en: "The answer is accepted. The request cannot be withdrawn.")
        }
        let reason: ValueID = desk.keep(reason)
        try desk.record(.evidenceRequest(request, .withdrawn(reason: reason)))
    }
}
