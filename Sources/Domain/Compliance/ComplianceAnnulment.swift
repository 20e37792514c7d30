// SPDX-License-Identifier: MPL-2.0

extension Deciding {
    /// What others rest on is not annulled from below them: a requirement that was assessed, the topmost of tailored
    /// statements, the sample of a round that is concluded, the cause that a check was about.
    func keepCompliance(_ subject: Subject, _ position: Int) throws(Refusal) {
        switch subject.kind {
        case .requirement:
            let id = subject.id.seen(as: Requirement.self)
            guard let known = register.requirements[id], known.position == position else { return }
            guard known.assessments.isEmpty, register.nonconformities(of: id).isEmpty,
                register.controlTests(of: id).isEmpty, register.measures(around: subject).isEmpty
            else {
                throw .outOfTurn(
                    da: """
                        Vurderinger, afvigelser, kontroller eller foranstaltninger bygger på kravet. Ret det, eller træk \
                        det tilbage.
                        """,
                    en: """
                        Assessments, nonconformities, controls or measures rest on the requirement. Amend or withdraw it.
                        """)
            }
        case .scope:
            let id = subject.id.seen(as: Scope.self)
            guard register.scopes[id]?.position == position,
                register.scopes.values.contains(where: { $0.baseline == id && $0.name != nil })
            else { return }
            throw .outOfTurn(
                da: "En anden erklæring tilpasser den. Luk den først.",
                en: "Another statement tailors it. Close that first.")
        case .controlTest:
            let rounds = register.controlTests[subject.id.seen(as: ControlTest.self)]?.rounds ?? []
            guard rounds.contains(where: { $0.drawn == position && $0.conclusion != nil }) else { return }
            throw .outOfTurn(
                da: "Runden er konkluderet på den stikprøve. Annullér konklusionen først.",
                en: "The round is concluded on that sample. Annul the conclusion first.")
        case .nonconformity:
            guard let known = register.nonconformities[subject.id.seen(as: Nonconformity.self)],
                known.explanations.contains(where: { $0.position == position }),
                known.checks.contains(where: { $0.position > position })
            else { return }
            throw .outOfTurn(
                da: "Virkningen er kontrolleret efter den årsag. Annullér kontrollen først.",
                en: "The effect was checked after that cause. Annul the check first.")
        case .auditEngagement:
            let id = subject.id.seen(as: AuditEngagement.self)
            guard register.auditEngagements[id]?.position == position, !register.evidenceRequests(of: id).isEmpty
            else { return }
            throw .outOfTurn(
                da: "Der er bestilt dokumentation under opgaven. Luk den i stedet.",
                en: "Evidence has been asked for under the engagement. Close it instead.")
        case .evidenceRequest:
            guard let known = register.evidenceRequests[subject.id.seen(as: EvidenceRequest.self)],
                known.answers.contains(where: { $0.position == position }),
                known.judgements.contains(where: { $0.position > position })
            else { return }
            throw .outOfTurn(
                da: "Revisor har taget stilling til svaret. Svar på ny i stedet.",
                en: "The auditor has judged the answer. Answer anew instead.")
        case .campaign:
            let id = subject.id.seen(as: Campaign.self)
            guard let known = register.campaigns[id], known.position == position,
                !known.answers.isEmpty || register.campaigns.values.contains(where: { $0.opening?.follows == id })
            else { return }
            throw .outOfTurn(
                da: "Der er svaret i kampagnen, eller en anden følger den. Luk den i stedet.",
                en: "The campaign has answers, or another one follows it. Close it instead.")
        case .measure:
            guard let known = register.measures[subject.id.seen(as: Measure.self)],
                known.wordings.isOnly(position), known.implementedOn != nil || !known.tests.isEmpty
            else { return }
            throw .outOfTurn(
                da: "Foranstaltningen er indført eller efterprøvet. Annullér det først, eller sæt den om.",
                en: "The measure is in place or tested. Annul that first, or set it anew.")
        case .asset:
            let id = subject.id.seen(as: Asset.self)
            guard register.assets[id]?.wordings.isOnly(position) == true else { return }
            try keepBorne(id)
            guard !register.measures(around: subject).isEmpty || !(register.requirementsBinding[id] ?? []).isEmpty
            else { return }
            throw .outOfTurn(
                da: "Foranstaltninger eller krav bygger på aktivet. Ret det, eller tag det ud af brug.",
                en: "Measures or requirements rest on the asset. Change it, or retire it.")
        case .risk: try keepRisk(subject.id.seen(as: Risk.self), position)
        case .processing: try keepProcessing(subject.id.seen(as: Processing.self), position)
        case .subjectRequest: try keepRequest(subject.id.seen(as: SubjectRequest.self), position)
        case .organisation, .unit, .person, .body, .document, .decision, .action, .token, .consultation, .notice,
            .reminder, .dispensation, .proposal, .meeting, .evidence, .audit, .framework, .report, .objective,
            .initiative, .suspicion,
            .competence,
            .course:
            return
        }
    }
}
