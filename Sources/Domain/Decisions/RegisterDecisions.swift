// SPDX-License-Identifier: MPL-2.0

/// How the register takes in facts about decisions, and what they touch beside themselves.
extension Register {
    private mutating func noteConsulted(_ basis: [Decision.Basis], of id: ID<Decision>) {
        for one in basis where one.subject.kind == .consultation {
            Register.add(id, to: &decidedFrom[one.subject.id.seen(as: Consultation.self), default: []])
        }
    }

    mutating func note(
        _ fact: Decision.Fact, of id: ID<Decision>, isNew: Bool, _ touched: inout Set<Subject>
    ) {
        switch fact {
        case .made(let made):
            use(.decision, made.year, made.number)
            noteConsulted(made.basis, of: id)
            if let document = made.matter.document {
                Register.add(id, to: &decisionsAbout[document, default: []], isNew: isNew)
                touched.insert(.document(document))
            }
            if let proposal = made.matter.proposal {
                Register.add(id, to: &resolutionsOn[proposal, default: []], isNew: isNew)
                touchAround(proposal, &touched)
            }
            if let dispensation = made.matter.dispensation {
                Register.add(id, to: &decisionsOn[dispensation, default: []], isNew: isNew)
                touchAround(dispensation, &touched)
            }
        case .confirmed(let basis, _, _):
            noteConsulted(basis, of: id)
            if let dispensation = decisions[id]?.matter?.dispensation { touchAround(dispensation, &touched) }
        case .journal: break
        }
    }
}
