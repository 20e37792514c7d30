// SPDX-License-Identifier: MPL-2.0

extension Deciding {
    /// After an annulment of a fact about `subject`: a unit that others hang on is still there, and nothing stands above
    /// itself. A deed checks that before it records; what is annulled may have been what made it so. (A document that
    /// others stand under may go: they get the duty to find another.)
    func keepStanding(_ subject: Subject, _ position: Int, since before: Register) throws(Refusal) {
        switch subject.kind {
        case .unit: try keep(subject.id.seen(as: Unit.self), since: before)
        case .document: try keep(subject.id.seen(as: Document.self))
        case .meeting: try keep(subject.id.seen(as: Meeting.self), position, since: before)
        case .framework: try keep(subject.id.seen(as: AdoptedFramework.self), since: before)
        case .proposal: try keep(subject.id.seen(as: Proposal.self), since: before)
        case .asset: try keepStraight(subject.id.seen(as: Asset.self))
        case .organisation, .person, .body, .decision, .action, .token, .consultation, .notice,
            .reminder, .dispensation, .requirement, .evidence, .nonconformity, .scope, .controlTest, .audit,
            .report, .objective, .measure, .course, .campaign,
            .risk,
            .initiative, .suspicion,
            .processing,
            .subjectRequest,
            .competence,
            .auditEngagement, .evidenceRequest:
            return
        }
    }

    /// A proposal of another class is annulled while nothing rests on it. A stricter one holds already, so only whoever
    /// decides the document takes it away again (policy §7.2).
    func keepClass(_ subject: Subject, _ position: Int) throws(Refusal) {
        guard subject.kind == .document,
            let proposal = register.documents[subject.id.seen(as: Document.self)]?.reclassifications.first(where: {
                $0.position == position
            })
        else { return }
        guard proposal.judgement == nil else {
            throw .outOfTurn(
                da: "Forslaget er afgjort. Foreslå en anden klassifikation i stedet.",
                en: "The proposal is decided. Propose another classification instead.")
        }
        guard !proposal.isStricter else {
            throw .outOfTurn(
                da: "En strengere klassifikation gælder, til forslaget er afgjort. Bed om, at det afvises.",
                en: "A stricter classification holds until the proposal is decided. Ask for it to be rejected.")
        }
    }

    private func keep(_ unit: ID<Unit>, since before: Register) throws(Refusal) {
        let wasThere = before.units[unit]?.from != nil
        if wasThere, register.units[unit]?.from == nil, register.isUsed(unit) {
            throw .outOfTurn(
                da: """
                    Andet bygger på enheden: underenheder, ansættelser, roller, dokumenter eller opgaver. Flyt det først. \
                    Er navnet forkert, så omdøb enheden.
                    """,
                en: """
                    Other things rest on the unit: units below it, engagements, roles, documents or tasks. Move them \
                    first. If the name is wrong, rename the unit.
                    """)
        }
        for day in register.treeDays(from: .distantPast) {
            guard let parent = register.units[unit]?.parent.value(on: day) ?? nil else { continue }
            if register.ancestry(of: parent, on: day).contains(unit) { throw .aboveItself }
        }
    }

    /// A report lies before its body in one matter: a withdrawn one does not come back beside a newer.
    private func keep(_ proposal: ID<Proposal>, since before: Register) throws(Refusal) {
        guard let report = register.reportsIn[proposal], before.matters(of: report).count == 1,
            register.matters(of: report).count > 1
        else { return }
        throw .outOfTurn(
            da: "Rapporten er forelagt igen i en anden indstilling. Træk den tilbage først.",
            en: "The report is put forward again in another matter. Withdraw that first.")
    }

    private func keep(_ document: ID<Document>) throws(Refusal) {
        let parent = register.documents[document]?.parent.newest ?? nil
        if register.stands(document, atOrAbove: parent) { throw .aboveItself }
    }
}

extension Refusal {
    fileprivate static let aboveItself = Refusal.outOfTurn(
        da: "Uden den post ville noget stå over sig selv. Flyt det, der nu står under, først.",
        en: "Without that entry something would stand above itself. Move what stands below it now first.")
}

extension Register {
    fileprivate func isUsed(_ unit: ID<Unit>) -> Bool {
        units.values.contains { child in child.from != nil && child.parent.entries.contains { $0.value == unit } }
            || persons.values.contains { person in
                person.engagements.contains { $0.units.entries.contains { $0.value == unit } }
                    || person.grants.contains { $0.unit == unit }
            }
            || documents.values.contains { $0.created != nil && $0.owner.newest == unit }
            || actions.values.contains { $0.assignments.entries.contains { $0.value == .unit(unit) } }
    }
}
