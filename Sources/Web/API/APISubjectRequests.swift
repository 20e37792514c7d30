// SPDX-License-Identifier: MPL-2.0

import Domain
import Office

/// Requests of data subjects that the caller may see, on the day shown.
extension API.Reading {
    func subjectRequests() throws(APIProblem) -> APIAnswer {
        try page(sight.subjectRequests, key: { $0.id.description }) { known in
            known.receipt.map { subjectRequest(known, $0) } ?? .null
        }
    }

    func subjectRequest(_ known: SubjectRequest, _ receipt: SubjectRequest.Receipt) -> JSON {
        let identities = known.identities.filter { $0.day <= sight.day }.map { one in
            JSON.members([
                ("day", day(one.day)), ("identity", .string(one.what.identity.rawValue)), ("how", text(one.what.how)),
                ("position", .number(one.position)),
            ])
        }
        let notes = known.notes.filter { $0.day <= sight.day }.map { one in
            JSON.members([("day", day(one.day)), ("note", text(one.what)), ("position", .number(one.position))])
        }
        let more = known.extended(by: sight.day)
        let answer = known.answer(by: sight.day)?.what
        return .members([
            ("id", .string(known.id.description)), ("number", .string(receipt.label)), ("came", day(receipt.came)),
            ("rights", .array(receipt.rights.map { .string($0.rawValue) })),
            ("handler", named(known.handler(on: sight.day))), ("name", text(receipt.name)),
            ("contact", text(receipt.contact)), ("about", text(receipt.about)),
            ("processing", named(receipt.processing.map { .processing($0) })), ("due", day(known.due(on: sight.day))),
            ("standing", .string(known.standing(on: sight.day).rawValue)), ("identities", .array(identities)),
            ("extended", day(more?.what.told)), ("extension_reason", text(more?.what.reason)),
            ("notes", .array(notes)), ("outcome", answer.map { .string($0.outcome.rawValue) } ?? .null),
            ("told", day(answer?.told)), ("answer", text(answer?.text)), ("refusal", text(answer?.reason)),
            ("guided", answer.map { .bool($0.isGuided) } ?? .null), ("revision", .number(known.revision)),
        ])
    }
}
