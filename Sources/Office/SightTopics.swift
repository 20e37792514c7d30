// SPDX-License-Identifier: MPL-2.0

public import Domain

/// What is not as it should be with a topic or with one of its policies (policy §3.4).
public enum TopicFinding: String, Hashable, Sendable, CaseIterable {
    /// The topic is demanded, and nothing is written about it.
    case missing
    case notInForce = "not_in_force"
    /// A section that every topic policy has is not in it.
    case lacking
    /// The unit that owns it was not given the topic by the direktion.
    case notDelegated = "not_delegated"
    /// No procedure below it is in force.
    case notCarriedOut = "not_carried_out"
    /// The direktion does not demand the topic.
    case notDecided = "not_decided"
}

extension Sight {
    /// The topics that were demanded by the day shown, and those that a policy that the person may see is about.
    public var knownTopics: [Topic] {
        let demanded = Set(topicLists.flatMap(\.topics))
        return topics.filter { demanded.contains($0.id) || !policies(on: $0.id).isEmpty }
    }

    /// The units that answer for a topic on the day shown.
    public func units(answeringFor topic: ID<Topic>) -> [ID<Unit>] {
        topicDelegations.filter { $0.topic == topic && $0.holds(on: day) }.map(\.unit)
    }

    /// The policy that a topic is covered by: of several the first that is in force.
    public func policy(covering topic: ID<Topic>) -> Document? {
        let policies = policies(on: topic)
        return policies.first { $0.versionInForce(on: day) != nil } ?? policies.first
    }

    /// How many procedures that the person may see carry a policy out.
    public func procedures(of policy: Document) -> Int {
        children(of: policy.id).count {
            $0.kind == .procedure && $0.versionInForce(on: day) != nil && !$0.isWithdrawn(on: day)
        }
    }

    /// What is not as it should be with a policy of a topic, the first thing to do first.
    public func findings(of policy: Document, on topic: ID<Topic>) -> [TopicFinding] {
        var found: [TopicFinding] = []
        if let version = policy.versionInForce(on: day) {
            if version.lacking.map({ !$0.sections.isEmpty }) ?? false { found.append(.lacking) }
            if let owner = policy.owner.value(on: day), !units(answeringFor: topic).contains(owner) {
                found.append(.notDelegated)
            }
            if procedures(of: policy) == 0 { found.append(.notCarriedOut) }
        } else {
            found.append(.notInForce)
        }
        if !demandedTopics.contains(topic) { found.append(.notDecided) }
        return found
    }
}
