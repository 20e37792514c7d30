// SPDX-License-Identifier: MPL-2.0

import Domain
import Office

extension API.Reading {
    func proposals() throws(APIProblem) -> APIAnswer {
        try page(sight.proposals, key: { $0.id.description }, proposal)
    }

    /// A proposal as it was put before its body, and what was decided.
    func proposal(_ known: Proposal) -> JSON {
        guard let wording = known.wording else { return .null }
        var members: [(String, JSON)] = [
            ("id", .string(known.id.description)), ("number", .string(wording.label)),
            ("question", text(wording.question)), ("standing", .string(sight.standing(of: known).rawValue)),
            ("body", .string(wording.body.rawValue)), ("content", .string(wording.content.kind.rawValue)),
            ("put_forward", day(known.day)), ("due", day(wording.due)), ("reasons", text(wording.reasons)),
            ("if_yes", text(wording.ifYes)), ("if_no", text(wording.ifNo)), ("conditions", text(wording.conditions)),
            ("follows", named(wording.follows.map { .proposal($0) })),
            ("decisions", .array(sight.decisions(on: known.id).map { .string($0.id.description) })),
            ("revision", .number(known.revision)),
        ]
        switch wording.content {
        case .topics(let topics, let added):
            let all = topics + [added?.id].compactMap { $0 }
            members.append(("topics", .array(all.map { topic($0) })))
        case .delegation(let topic, let unit, let from, let until):
            members += [
                ("topic", self.topic(topic)), ("unit", named(.unit(unit))), ("from", day(from)), ("until", day(until)),
            ]
        case .measure(let measure, let about, let unit, let due):
            members += [
                ("text", text(measure)), ("about", named(about)), ("unit", named(.unit(unit))), ("done_by", day(due)),
            ]
        case .acceptance(let risk, let assessment, let until):
            members += [
                ("about", named(.risk(risk))), ("assessment", .number(assessment)), ("until", day(until)),
            ]
        case .method(let method, let words): members.append(("method", riskMethod(method, sight.words(method, words))))
        case .other(let resolution): members.append(("text", text(resolution)))
        }
        return .members(members)
    }
}
