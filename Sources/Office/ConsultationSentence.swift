// SPDX-License-Identifier: MPL-2.0

public import Domain

extension Sentence {
    /// What happened in a consultation. What was said in it stands on its page, not in the ledger's list.
    func of(_ fact: Consultation.Fact, _ subject: Subject) -> String {
        let title = label(subject)
        switch fact {
        case .opened(let opening):
            let count = opening.invited.count
            return say(
                "\(title) er åbnet med svar senest \(language.day(opening.due)); \(count) er spurgt",
                "\(title) is opened, answers by \(language.day(opening.due)); \(count) are asked")
        case .extended(let due, let reason):
            return say(
                "Fristen for \(title) er nu \(language.day(due)): \(text(reason))",
                "\(title) now ends on \(language.day(due)): \(text(reason))")
        case .commented(_, let by, _, let paragraph, _):
            return paragraph == nil
                ? say(
                    "\(name(by)) har en bemærkning til det hele i \(title)",
                    "\(name(by)) comments on the whole in \(title)")
                : say(
                    "\(name(by)) har en bemærkning til et afsnit i \(title)",
                    "\(name(by)) comments on a paragraph in \(title)")
        case .agreed(let by, _):
            return say("\(name(by)) har ingen bemærkninger i \(title)", "\(name(by)) has no remarks in \(title)")
        case .replied(_, _, let by, _):
            return say(
                "\(name(by)) har svaret på en bemærkning i \(title)", "\(name(by)) has replied to a comment in \(title)"
            )
        case .disposed(_, let disposition, _):
            return say(
                "En bemærkning i \(title) er \(disposition.label.da.lowercased())",
                "A comment in \(title) is \(disposition.label.en.lowercased())")
        case .handedOver(let from, let to, let reason):
            return say(
                "\(who(to)) svarer i \(title) i stedet for \(who(from)): \(text(reason))",
                "\(who(to)) answers in \(title) in the place of \(who(from)): \(text(reason))")
        case .closed: return say("\(title) er lukket", "\(title) is closed")
        }
    }
}

extension Sight {
    /// A consultation whose text the person may read.
    public func consultation(_ id: ID<Consultation>) throws(Refusal) -> Consultation {
        guard let known = register.consultations[id], known.opening != nil, known.openedOn <= day,
            sees(.consultation(id))
        else { throw Refusal.unknown }
        return known
    }

    /// The consultations about a document whose texts the person may read, oldest first.
    public func consultations(about document: ID<Document>) -> [Consultation] {
        register.consultations(about: document).filter { $0.openedOn <= day && sees(.consultation($0.id)) }
    }

    /// The newest consultations that the person may see, at most `most`.
    public func consultations(most: Int) -> [Consultation] {
        let all = register.consultations.values.filter { $0.opening != nil && $0.openedOn <= day }
        return Array(
            all.sorted { ($0.opened ?? 0) > ($1.opened ?? 0) }.lazy.filter { self.sees(.consultation($0.id)) }.prefix(
                most))
    }

    /// For which of those invited the person answers today, in person and as deputy: whom, and for whom.
    public func answering(_ consultation: Consultation) -> [(person: ID<Person>, invited: [Responsible])] {
        guard let opening = consultation.opening, !isPast, consultation.isOpen(on: today) else { return [] }
        return ([person] + newest.principals(of: person, on: today)).compactMap { who in
            let invited = newest.answers(of: who, to: opening, on: today)
            return invited.isEmpty ? nil : (who, invited)
        }
    }

    /// Whether somebody who is invited by name may not read the text, and so cannot answer (policy §7.2).
    public func isShutOut(_ invited: Responsible, of consultation: Consultation) -> Bool {
        guard case .person(let person) = invited,
            let accessClass = newest.accessClass(ofTextIn: consultation.id, on: today)
        else {
            return false
        }
        return !Access.sees(accessClass, person, in: newest, on: today)
    }

    /// »Høring om Backup, version 1.2«.
    func label(_ consultation: ID<Consultation>, on day: Day, _ language: Language) -> String? {
        guard let opening = register.consultations[consultation]?.opening,
            let document = register.documents[opening.document], let title = title(of: document, on: day),
            let version = document.versions.first(where: { $0.id == opening.version })
        else { return nil }
        return language(
            Phrase(
                da: "Høring om \(title), version \(version.draft.number)",
                en: "Consultation about \(title), version \(version.draft.number)"))
    }
}
