// SPDX-License-Identifier: MPL-2.0

public import Domain

extension Sentence {
    /// What happened with a request for a dispensation.
    func of(_ fact: Dispensation.Fact, _ subject: Subject) -> String {
        let what = label(subject)
        switch fact {
        case .requested(let request):
            return say("\(name(request.unit)) har søgt om \(what)", "\(name(request.unit)) has asked for \(what)")
        case .amended: return say("Forespørgslen om \(what) er rettet", "The request for \(what) is amended")
        case .advised(let advisor, let stance, _):
            switch advisor {
            case .security, .dpo:
                return say(
                    "\(advisor.label.da) har udtalt sig om \(what): \(stance.label.da.lowercased())",
                    "\(advisor.label.en) has given an opinion on \(what): \(stance.label.en.lowercased())")
            case .other:
                return say(
                    "Der er afgivet en udtalelse om \(what): \(stance.label.da.lowercased())",
                    "An opinion is given on \(what): \(stance.label.en.lowercased())")
            }
        case .recommended(let recommendation):
            let isYes = recommendation.outcome == .approved
            return say(
                "CAI anbefaler at \(isYes ? "godkende" : "afvise") \(what)",
                "CAI recommends to \(isYes ? "grant" : "refuse") \(what)")
        case .submitted(let due, _):
            return say(
                "\(what) er forelagt direktionen til afgørelse senest \(language.day(due))",
                "\(what) is put before the direktion, to be decided by \(language.day(due))")
        case .withdrawn(let reason):
            return say("\(what) er trukket tilbage: \(text(reason))", "\(what) is withdrawn: \(text(reason))")
        case .ended(let note):
            return say(
                "\(what) bruges ikke mere: \(text(note))", "\(what) is no longer used: \(text(note))")
        }
    }
}

extension Dispensation.Request {
    /// What a person wrote of it.
    var texts: [ValueID] { [title, situation, reason, risk, measures] + [solutions].compactMap { $0 } }
}

extension Sight {
    /// A dispensation that the person may see, as it stood on the day shown.
    public func dispensation(_ id: ID<Dispensation>) throws(Refusal) -> Dispensation {
        guard let known = register.dispensations[id], known.requestedOn.map({ $0 <= day }) == true,
            sees(.dispensation(id))
        else { throw Refusal.unknown }
        return known
    }

    /// Those about a document that the person may see, in the order of the requests.
    public func dispensations(about document: ID<Document>) -> [Dispensation] {
        register.dispensations(about: document).filter {
            $0.requestedOn.map { $0 <= day } == true && sees(.dispensation($0.id))
        }
    }

    /// All that the person may see, newest first.
    public var dispensations: [Dispensation] {
        register.dispensations.values.filter {
            $0.requestedOn.map { $0 <= day } == true && sees(.dispensation($0.id))
        }.sorted { ($0.requested ?? 0) > ($1.requested ?? 0) }
    }

    /// Those who take no part in deciding it.
    public func recused(from dispensation: Dispensation) -> Set<ID<Person>> {
        register.recused(from: dispensation, on: day)
    }

    public func standing(of dispensation: Dispensation) -> Dispensation.Standing {
        register.standing(of: dispensation, on: day)
    }

    /// The days that were granted by the day shown.
    public func period(of dispensation: Dispensation) -> Dispensation.Period? {
        register.grant(of: dispensation.id, by: day) == nil ? nil : register.period(of: dispensation)
    }

    /// The decisions on it by the day shown, oldest first.
    public func decisions(on dispensation: ID<Dispensation>) -> [Decision] {
        register.decisions(on: dispensation).filter { $0.day <= day }
    }

    /// The dispensations that hold on the day shown, by the paragraph that they are from.
    public func liveDispensations(from document: ID<Document>) -> [ParagraphID: [Dispensation]] {
        var found: [ParagraphID: [Dispensation]] = [:]
        for known in dispensations(about: document) where register.isLive(known, on: day) {
            for paragraph in known.request(on: day)?.paragraphs ?? [] { found[paragraph, default: []].append(known) }
        }
        return found
    }

    /// Whether the person can decide a dispensation: a deputy of a member cannot (policy §7.4), nor who is recused.
    public func mayDispense(_ dispensation: Dispensation) -> Bool {
        may(.makeDecision, Concern(body: .direktion))
            && (newest.sits(person, in: .direktion, on: today)
                ? !newest.recused(from: dispensation, on: today).contains(person)
                : roles.contains { $0.role == .secretary })
    }

    /// »D-2026-06, Ugentlig backup i udviklingsmiljøet«, as it was called on a day.
    func label(_ dispensation: ID<Dispensation>, on day: Day) -> String? {
        guard let known = register.dispensations[dispensation], let newest = known.request else { return nil }
        let request = known.request(on: day) ?? newest
        return text(request.title).map { "\(request.label), \($0)" } ?? request.label
    }
}
