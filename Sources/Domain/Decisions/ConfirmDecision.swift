// SPDX-License-Identifier: MPL-2.0

/// »Uændret«: the body has looked at a decision again after its basis changed, and leaves it as it is.
public struct ConfirmDecision: Deed {
    let decision: ID<Decision>, reason: String, minutes: String?

    public static let fields = [
        Field("decision", .decision, da: "Beslutning", en: "Decision"),
        Field(
            "reason", .text(most: 2000), da: "Hvorfor gælder den uændret?", en: "Why does it hold unchanged?"),
        Field("minutes", .line(most: 120), da: "Referat", en: "Minutes", optional: true),
    ]

    public init(_ arguments: Arguments) throws(Refusal) {
        decision = try arguments.id("decision")
        reason = try arguments.text("reason", most: 2000)
        minutes = try arguments.optionalLine("minutes", most: 120)
    }

    /// The affair of whoever would decide it today: a document that was given to another unit is that unit's.
    public func concern(in register: Register, on day: Day) -> Concern {
        register.confirming(decision, on: day)
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        guard let known = desk.register.decisions[decision], let made = known.made, !known.annulled else {
            throw .invalid("decision", da: "Vælg en beslutning.", en: "Choose a decision.")
        }
        guard made.outcome == .approved, desk.register.basisHasChanged(known, on: desk.today) else {
            throw .outOfTurn(
                da: "Grundlaget er ikke ændret. Der er intet at bekræfte.",
                en: "The basis has not changed. There is nothing to confirm.")
        }
        if let request = made.matter.dispensation.flatMap({ desk.register.dispensations[$0]?.request }),
            let document = desk.register.documents[request.document],
            request.paragraphs.contains(where: { document.statute(of: $0, on: desk.today) != nil })
        {
            throw .outOfTurn(
                da: "Et af afsnittene følger nu af lov. Direktionen kan ikke dispensere fra lov. Følg reglen igen.",
                en:
                    "One of the paragraphs follows from law now. The direktion cannot dispense from law. Follow the rule again."
            )
        }
        if let by = desk.by, let known = made.matter.dispensation.flatMap({ desk.register.dispensations[$0] }),
            desk.register.sits(by, in: .direktion, on: desk.today),
            desk.register.recused(from: known, on: desk.today).contains(by)
        {
            throw .outOfTurn(
                da: "Du er inhabil i sagen. Lad en anden bekræfte den.",
                en: "You are recused from the matter. Let somebody else confirm it.")
        }
        if let by = desk.by, made.recused.contains(by) {
            throw .outOfTurn(
                da: "Du var inhabil, da det blev besluttet. Lad en anden bekræfte det.",
                en: "You were recused when it was decided. Let somebody else confirm it.")
        }
        if let by = desk.by, case .body(let body) = made.decider,
            !desk.register.sits(by, in: body, on: desk.today)
        {
            guard desk.register.roles(of: by, on: desk.today).contains(where: { $0.role == .secretary }) else {
                throw .notAllowed
            }
            guard minutes != nil else {
                throw .invalid(
                    "minutes", da: "Angiv referatet, fx DIR 2026-05, punkt 2.",
                    en: "Give the minutes, such as DIR 2026-05, item 2.")
            }
        }
        let basis = known.basis.map {
            Decision.Basis(subject: $0.subject, revision: desk.register.revision(of: $0.subject))
        }
        let (reason, minutes): (ValueID, ValueID?) = (desk.keep(reason), desk.keep(minutes))
        try desk.record(.decision(decision, .confirmed(basis: basis, reason: reason, minutes: minutes)))
    }
}

extension Register {
    /// Who looks at a decision again on a day: the body that made it, or whoever heads the unit that owns the document now.
    public func confirming(_ decision: ID<Decision>, on day: Day) -> Concern {
        guard let made = decisions[decision]?.made, case .head = made.decider,
            let document = made.matter.document.flatMap({ documents[$0] }),
            case .head(let unit)? = decider(of: document, on: day)
        else { return concern(of: .decision(decision), on: day) }
        return Concern(unit: unit)
    }
}
