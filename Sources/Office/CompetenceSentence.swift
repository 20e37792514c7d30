// SPDX-License-Identifier: MPL-2.0

public import Domain

extension Sentence {
    func of(_ fact: Competence.Fact, _ subject: Subject) -> String {
        let title = label(subject)
        switch fact {
        case .set(let wording):
            let (name, months) = (text(wording.title), wording.months.map { period($0) })
            return say(
                "Kompetencen »\(name)« er fastlagt\(months.map { "; den holder i \($0)" } ?? "")",
                "The competence “\(name)” is set\(months.map { "; it holds for \($0)" } ?? "")")
        case .demanded(_, let demand):
            let (who, basis) = (audience(demand.audience), text(demand.basis))
            return say(
                "»\(title)« kræves af \(who), opnået inden \(days(demand.days)): \(basis)",
                "“\(title)” is demanded of \(who), to be got within \(days(demand.days)): \(basis)")
        case .demandEnded(let id, let reason):
            let who =
                sight.register.competences[subject.id.seen(as: Competence.self)]?.demand(id).map {
                    audience($0.audience)
                } ?? language(Sentence.erased)
            return say(
                "»\(title)« kræves ikke mere af \(who): \(text(reason))",
                "“\(title)” is no longer demanded of \(who): \(text(reason))")
        case .credited(_, let credential):
            let who = name(credential.person)
            return credential.isOwnWord
                ? say(
                    "\(who) har selv registreret et bevis for »\(title)«; det venter på bekræftelse",
                    "\(who) has recorded a credential for “\(title)” herself; it waits for confirmation")
                : say("\(who) har bevis for »\(title)«", "\(who) has a credential for “\(title)”")
        case .confirmed(let id):
            let who = holder(id, subject)
            return say(
                "Beviset for »\(title)« til \(who) er bekræftet", "The credential for “\(title)” of \(who) is confirmed"
            )
        case .revoked(let id, _):
            let who = holder(id, subject)
            return say(
                "Beviset for »\(title)« til \(who) er tilbagekaldt",
                "The credential for “\(title)” of \(who) is revoked")
        case .withdrawn(let reason):
            return say(
                "Kompetencen »\(title)« er trukket tilbage: \(text(reason))",
                "The competence “\(title)” is withdrawn: \(text(reason))")
        }
    }

    /// The yearly talk: that it was held, and what it showed a need of; what was said is nowhere.
    func talk(with who: String, _ needs: [ID<Competence>]) -> String {
        guard !needs.isEmpty else {
            return say(
                "Der er holdt medarbejdersamtale med \(who); der er ikke brug for mere uddannelse",
                "An employee talk was held with \(who); no more training is needed")
        }
        let names = needs.map { label(.competence($0)) }.joined(separator: ", ")
        return say(
            "Der er holdt medarbejdersamtale med \(who); der er brug for: \(names)",
            "An employee talk was held with \(who); what is needed: \(names)")
    }

    func talks(_ kinds: [Person.Engagement.Kind]) -> String {
        guard !kinds.isEmpty else {
            return say("Der følges ikke op på medarbejdersamtaler", "Employee talks are not followed up")
        }
        let names = kinds.map { language($0.label).lowercased() }.joined(separator: ", ")
        return say(
            "Der holdes medarbejdersamtaler hvert år med: \(names)", "Employee talks are held every year with: \(names)"
        )
    }

    private func holder(_ id: ID<Competence.Credential>, _ subject: Subject) -> String {
        sight.register.competences[subject.id.seen(as: Competence.self)]?.credential(id).map { name($0.person) }
            ?? language(Sentence.erased)
    }

    private func days(_ count: Int) -> String {
        count == 1 ? say("1 dag", "1 day") : say("\(count) dage", "\(count) days")
    }

    func period(_ months: Int) -> String {
        months == 1 ? say("1 måned", "1 month") : say("\(months) måneder", "\(months) months")
    }
}

extension Sight {
    /// »KOM-3, Revisionsledelse«.
    func label(_ id: ID<Competence>, on day: Day) -> String? {
        register.competences[id]?.wording(on: day).map { wording in
            text(wording.title).map { "\(wording.label), \($0)" } ?? wording.label
        }
    }

    /// How long it holds, in words.
    public func words(months: Int, _ language: Language) -> String {
        Sentence(sight: self, language: language, day: day).period(months)
    }
}
