// SPDX-License-Identifier: MPL-2.0

import Domain
import Office

extension API.Reading {
    func topics() throws(APIProblem) -> APIAnswer {
        try page(sight.knownTopics.map(\.id), key: \.description, topicWithCoverage)
    }

    func topic() throws(APIProblem) -> APIAnswer {
        let id: ID<Topic> = try id()
        guard sight.knownTopics.contains(where: { $0.id == id }) else { throw .unknown }
        // A topic is no subject of the ledger: what it says is its tag alone.
        return tagged(topicWithCoverage(id), 0)
    }

    /// A topic and its name.
    func topic(_ id: ID<Topic>) -> JSON {
        .members([
            ("id", .string(id.description)), ("name", sight.name(id, language).map { .string($0) } ?? .null),
        ])
    }

    /// Whether it is demanded, what covers it, who answers for it, and what is not as it should be (policy §3.4).
    private func topicWithCoverage(_ id: ID<Topic>) -> JSON {
        let isDemanded = sight.demandedTopics.contains(id)
        let delegations = sight.topicDelegations.filter { $0.topic == id }
        let covering = sight.policy(covering: id)
        let findings = covering.map { sight.findings(of: $0, on: id) } ?? (isDemanded ? [.missing] : [])
        return .members([
            ("id", .string(id.description)), ("name", sight.name(id, language).map { .string($0) } ?? .null),
            ("demanded", .bool(isDemanded)),
            ("list_decision", sight.topicLists.last?.decision.map { .string($0.description) } ?? .null),
            ("responsible", .array(sight.units(answeringFor: id).map { named($0) })),
            ("delegations", .array(delegations.map(delegation))),
            ("policies", .array(sight.policies(on: id).map { policy($0, on: id) })),
            ("findings", .array(findings.map { .string($0.rawValue) })),
        ])
    }

    private func delegation(_ one: TopicDelegation) -> JSON {
        .members([
            ("unit", named(one.unit)), ("from", day(one.from)), ("to", day(one.to)),
            ("decision", .string(one.decision.description)), ("holds", .bool(one.holds(on: sight.day))),
        ])
    }

    private func policy(_ document: Document, on topic: ID<Topic>) -> JSON {
        .members([
            ("document", named(.document(document.id))), ("owner", named(document.owner.value(on: sight.day))),
            ("in_force", .bool(document.versionInForce(on: sight.day) != nil)),
            ("procedures", .number(sight.procedures(of: document))),
            ("findings", .array(sight.findings(of: document, on: topic).map { .string($0.rawValue) })),
        ])
    }
}
