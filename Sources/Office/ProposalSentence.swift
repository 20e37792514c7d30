// SPDX-License-Identifier: MPL-2.0

public import Domain

extension Sentence {
    /// What happened with a proposal.
    func of(_ fact: Proposal.Fact, _ subject: Subject) -> String {
        let what = label(subject)
        switch fact {
        case .made(let wording):
            return say(
                "\(what) er indstillet til \(wording.body.label.da.lowercased())",
                "\(what) is put before the \(wording.body.rawValue)")
        case .withdrawn(let reason):
            return say("\(what) er trukket tilbage: \(text(reason))", "\(what) is withdrawn: \(text(reason))")
        }
    }

    /// A topic without a topic policy.
    func coverage(_ duty: Duty) -> String {
        let name = sight.topic(of: duty).flatMap { sight.name($0, language) } ?? ""
        return say("Lav en emnepolitik: \(name)", "Make a topic policy: \(name)")
    }
}

extension Proposal.Wording {
    /// What a person wrote of it.
    var texts: [ValueID] {
        let own: [ValueID?] =
            switch content {
            case .topics(_, let added): [added?.name]
            case .delegation: []
            case .acceptance: []
            case .measure(let text, _, _, _), .other(let text): [text]
            case .method(_, let words): [words]
            }
        return ([question, reasons, ifYes, ifNo, conditions] + own).compactMap { $0 }
    }
}

extension Sight {
    /// A proposal that the person may see, as it stood on the day shown.
    public func proposal(_ id: ID<Proposal>) throws(Refusal) -> (Proposal, Proposal.Wording) {
        guard let known = register.proposals[id], let wording = known.wording, known.day <= day,
            sees(.proposal(id))
        else { throw Refusal.unknown }
        return (known, wording)
    }

    /// All that the person may see, newest first.
    public var proposals: [Proposal] {
        register.proposals.values.filter { $0.wording != nil && $0.day <= day && sees(.proposal($0.id)) }
            .sorted { $0.position > $1.position }
    }

    public func standing(of proposal: Proposal) -> Proposal.Standing { register.standing(of: proposal, on: day) }

    /// The decisions on it by the day shown, oldest first.
    public func decisions(on proposal: ID<Proposal>) -> [Decision] {
        register.decisions(on: proposal).filter { $0.day <= day }
    }

    /// The measures that were proposed about a thing by the day shown, and that the person may see.
    public func proposals(about subject: Subject) -> [Proposal] {
        register.proposals(about: subject).filter {
            $0.wording != nil && $0.day <= day && sees(.proposal($0.id))
        }
    }

    /// The measures about a thing that were approved by the day shown, and that the person may see.
    public func measures(about subject: Subject) -> [Proposal] {
        register.measures(about: subject, by: day).filter { sees(.proposal($0.id)) }
    }

    // MARK: Topics

    /// Every topic that was ever named.
    public var topics: [Topic] { register.topics }
    /// Those that are demanded on the day shown.
    public var demandedTopics: [ID<Topic>] { register.demandedTopics(on: day) }
    /// The lists up to the day shown, oldest first.
    public var topicLists: [(from: Day, topics: [ID<Topic>], decision: ID<Decision>?)] {
        register.topicLists.filter { $0.from <= day }
    }
    /// Every delegation that was decided by the day shown.
    public var topicDelegations: [TopicDelegation] {
        register.topicDelegations.filter { one in
            (register.decisions[one.decision]?.day).map { $0 <= day } ?? false
        }
    }

    /// The topic policies of a topic that the person may see.
    public func policies(on topic: ID<Topic>) -> [Document] {
        register.policies(on: topic, day: day).filter { sees(.document($0.id)) && !$0.isWithdrawn(on: day) }
    }

    public func topic(of duty: Duty) -> Topic? { register.topic(of: duty) }

    public func name(_ topic: Topic, _ language: Language) -> String? {
        switch topic.name {
        case .fixed(let phrase): language(phrase)
        case .own(let value): text(value)
        }
    }

    public func name(_ topic: ID<Topic>, _ language: Language) -> String? {
        register.topic(topic).flatMap { name($0, language) }
    }

    /// »I-2026-04, Skal logning have en emnepolitik?«
    func label(_ proposal: ID<Proposal>) -> String? {
        register.proposals[proposal]?.wording.map { wording in
            text(wording.question).map { "\(wording.label), \($0)" } ?? wording.label
        }
    }
}
