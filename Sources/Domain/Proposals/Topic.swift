// SPDX-License-Identifier: MPL-2.0

/// A subject that a topic policy is demanded for (policy §3.4). Nine are named by the policy; the direktion adds and takes
/// away.
public struct Topic: Hashable, Sendable, Identifiable {
    public enum Name: Hashable, Sendable {
        case fixed(Phrase)
        case own(ValueID)
    }

    public let id: ID<Topic>
    public let name: Name

    /// The nine that the policy names, in its order.
    public static let named: [Topic] = [
        Phrase(da: "Styring af aktiver", en: "Asset management"),
        Phrase(da: "Kryptering", en: "Cryptography"),
        Phrase(da: "Logning", en: "Logging"),
        Phrase(da: "Backup og restore", en: "Backup and restore"),
        Phrase(da: "Sletning af data", en: "Deletion of data"),
        Phrase(da: "Administration af dataadgange", en: "Administration of access to data"),
        Phrase(da: "Systemvedligeholdelse", en: "System maintenance"),
        Phrase(da: "Leverandørstyring", en: "Supplier management"),
        Phrase(da: "Sikkerhedshændelser og beredskab", en: "Security incidents and preparedness"),
    ].enumerated().map { index, name in
        Topic(id: ID(high: 0, low: UInt64(index + 1)), name: .fixed(name))
    }
}

/// That a unit answers for a topic from a day to a day, as the direktion decided (policy §3.4).
public struct TopicDelegation: Hashable, Sendable {
    public let decision: ID<Decision>
    public let topic: ID<Topic>
    public let unit: ID<Unit>
    public let from: Day
    /// The last day; nil: until another decision.
    public let to: Day?

    public func holds(on day: Day) -> Bool { from <= day && to.map { day <= $0 } ?? true }
}

extension Register {
    /// Every topic that was ever named: the nine, then those of proposals in the order in which they were made.
    public var topics: [Topic] {
        Topic.named
            + topicProposals.compactMap { id -> Topic? in
                guard case .topics(_, let added?)? = proposals[id]?.wording?.content else { return nil }
                return Topic(id: added.id, name: .own(added.name))
            }
    }

    public func topic(_ id: ID<Topic>) -> Topic? { topics.first { $0.id == id } }

    /// Whether a topic was ever demanded: one that was only proposed is none yet.
    func wasDemanded(_ topic: ID<Topic>) -> Bool { topicLists.contains { $0.topics.contains(topic) } }

    /// Whether the list in force is another one than when a proposal was made.
    func topicListChanged(since proposal: ID<Proposal>) -> Bool {
        guard let made = proposals[proposal]?.position else { return false }
        return topicLists.contains { list in
            list.decision.flatMap { decisions[$0]?.position }.map { $0 > made } ?? false
        }
    }

    /// The decisions that stand on proposals of topics and delegations, by the day they hold from.
    private var topicDecisions: [(Decision, Proposal.Content)] {
        topicProposals.compactMap { id -> (Decision, Proposal.Content)? in
            guard let content = proposals[id]?.wording?.content, let decision = approval(of: id) else { return nil }
            return (decision, content)
        }.sorted { ($0.0.day, $0.0.position) < ($1.0.day, $1.0.position) }
    }

    /// The lists of demanded topics, each with the first day it holds on and the decision it comes from. The first one is
    /// the policy's own.
    public var topicLists: [(from: Day, topics: [ID<Topic>], decision: ID<Decision>?)] {
        var lists: [(from: Day, topics: [ID<Topic>], decision: ID<Decision>?)] = [
            (openedOn ?? .distantPast, Topic.named.map(\.id), nil)
        ]
        for (decision, content) in topicDecisions {
            guard case .topics(let kept, let added) = content else { continue }
            lists.append((decision.day, kept + [added?.id].compactMap { $0 }, decision.id))
        }
        return lists
    }

    /// The topics that are demanded on `day`.
    public func demandedTopics(on day: Day) -> [ID<Topic>] {
        topicLists.last { $0.from <= day }?.topics ?? Topic.named.map(\.id)
    }

    /// Every delegation that was decided, by the day of the decision. One of the same topic to the same unit takes the
    /// place of the one before it from its first day.
    public var topicDelegations: [TopicDelegation] {
        var found: [TopicDelegation] = []
        for (decision, content) in topicDecisions {
            guard case .delegation(let topic, let unit, let from, let to) = content else { continue }
            let first = max(from, decision.day)
            found = found.compactMap { before in
                guard before.topic == topic, before.unit == unit, before.to.map({ $0 >= first }) ?? true else {
                    return before
                }
                // One that begins after this one has ended stays.
                if let to, to < before.from { return before }
                guard before.from < first else { return nil }
                return .init(
                    decision: before.decision, topic: topic, unit: unit, from: before.from, to: first - 1)
            }
            found.append(.init(decision: decision.id, topic: topic, unit: unit, from: first, to: to))
        }
        return found
    }

    /// The topic policies of a topic on `day`, in the order of their numbers.
    public func policies(on topic: ID<Topic>, day: Day) -> [Document] {
        (policiesOn[topic] ?? []).compactMap { documents[$0] }
            .filter { $0.created != nil && $0.kind == .topicPolicy && $0.topic.value(on: day) == .some(topic) }
            .sorted { $0.number < $1.number }
    }

    // MARK: Duties

    /// A demanded topic that no topic policy in force covers (policy §3.4).
    func coverageDuties() -> [Duty] {
        guard openedOn != nil else { return [] }
        let (lists, all) = (topicLists, topics)
        return all.enumerated().flatMap { index, topic -> [Duty] in
            let covered = (policiesOn[topic.id] ?? []).compactMap { documents[$0] }.flatMap { document in
                covering(document, topic.id)
            }
            return demanded(topic.id, in: lists).flatMap { stretch in
                gaps(in: covered, from: stretch.from, until: stretch.until).map { gap in
                    Duty(
                        rule: .coverage, subject: .organisation(organisation.id),
                        turn: (index + 1) * 1_000_000 + Int(gap.from.number), responsible: .role(.security),
                        access: .everyone, opens: gap.from, due: gap.from + 180, done: gap.to, holdsUntil: nil)
                }
            }
        }
    }

    /// The topic that a duty of coverage is about.
    public func topic(of duty: Duty) -> Topic? {
        let index = duty.turn / 1_000_000 - 1
        let all = topics
        return duty.rule == .coverage && all.indices.contains(index) ? all[index] : nil
    }

    /// The stretches of days on which a topic is demanded.
    private func demanded(
        _ topic: ID<Topic>, in lists: [(from: Day, topics: [ID<Topic>], decision: ID<Decision>?)]
    ) -> [(from: Day, until: Day?)] {
        var found: [(from: Day, until: Day?)] = []
        for (index, list) in lists.enumerated() where list.topics.contains(topic) {
            let until = index + 1 < lists.count ? lists[index + 1].from : nil
            if let until, until <= list.from { continue }
            if let last = found.last, last.until == list.from {
                found[found.count - 1].until = until
            } else {
                found.append((list.from, until))
            }
        }
        return found
    }

    /// The days on which a topic policy in force says that it is about the topic: the first and the last.
    private func covering(_ document: Document, _ topic: ID<Topic>) -> [(Day, Day?)] {
        guard document.created != nil, document.kind == .topicPolicy, let entered = document.firstEntered else {
            return []
        }
        let gone = document.withdrawnFrom.map { $0 - 1 }
        return document.topic.spans(of: topic).compactMap { span in
            let first = max(span.from, entered)
            let last = earlier(span.until.map { $0 - 1 }, gone)
            return last.map { $0 < first } == true ? nil : (first, last)
        }
    }

    /// What is due for a topic policy: a place on the direktion's list, a delegation to the unit that owns it, and a
    /// procedure that carries it out (policy §3.4). Calls with what there is.
    func topicDuties(of document: Document, _ add: (_ rule: Rule, _ turn: Int, _ opens: Day, _ done: Day?) -> Void) {
        guard document.kind == .topicPolicy, let entered = document.firstEntered, !document.topic.entries.isEmpty
        else { return }
        let until = document.withdrawnFrom
        let (lists, delegations) = (topicLists, topicDelegations)
        var (listed, owned): ([(Day, Day?)], [(Day, Day?)]) = ([], [])
        for (index, entry) in document.topic.entries.enumerated() {
            guard let topic = entry.value else { continue }
            let next = index + 1 < document.topic.entries.count ? document.topic.entries[index + 1].from : nil
            func cut(_ from: Day, _ last: Day?) -> (Day, Day?)? {
                let first = max(from, entry.from)
                let last = earlier(last, next.map { $0 - 1 })
                return last.map { $0 < first } == true ? nil : (first, last)
            }
            listed += demanded(topic, in: lists).compactMap { cut($0.from, $0.until.map { $0 - 1 }) }
            for (place, owner) in document.owner.entries.enumerated() {
                let left = place + 1 < document.owner.entries.count ? document.owner.entries[place + 1].from : nil
                for one in delegations where one.topic == topic && one.unit == owner.value {
                    let last = earlier(one.to, left.map { $0 - 1 })
                    let first = max(one.from, owner.from)
                    if let last, last < first { continue }
                    if let span = cut(first, last) { owned.append(span) }
                }
            }
        }
        for gap in gaps(in: listed, from: entered, until: until) {
            add(.unlisted, Int(gap.from.number), gap.from, gap.to)
        }
        for gap in gaps(in: owned, from: entered, until: until) {
            add(.delegation, Int(gap.from.number), gap.from, gap.to)
        }
        let procedures = (childrenOf[document.id] ?? []).compactMap { documents[$0] }
            .filter { $0.created != nil && $0.kind == .procedure }
            .flatMap { child -> [(Day, Day?)] in
                guard let first = child.firstEntered else { return [] }
                return child.parent.spans(of: document.id).compactMap { span in
                    let from = max(first, span.from)
                    let last = earlier(span.until, child.withdrawnFrom).map { $0 - 1 }
                    return last.map { $0 < from } == true ? nil : (from, last)
                }
            }
        for gap in gaps(in: procedures, from: entered, until: until) {
            add(.implementation, Int(gap.from.number), gap.from, gap.to)
        }
    }
}
