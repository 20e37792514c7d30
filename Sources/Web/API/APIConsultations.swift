// SPDX-License-Identifier: MPL-2.0

import Domain
import Office

extension API.Reading {
    /// A consultation with what was said in it and what came of it.
    func consultation(_ known: Consultation) throws(Refusal) -> JSON {
        guard let opening = known.opening else { throw .unknown }
        let hearing = Hearing(known, opening, sight, language)
        let comments = hearing.comments.map { comment -> JSON in
            let disposed = comment.disposition.value(on: sight.day)
            return .members([
                ("id", .string(comment.id.description)), ("by", named(comment.by, on: comment.day)),
                ("day", day(comment.day)), ("late", .bool(known.isLate(comment))),
                ("paragraph", comment.paragraph.map { .string($0.description) } ?? .null),
                ("address", hearing.address(of: comment).map { .string($0) } ?? .null),
                ("place", .string(hearing.place(of: comment))), ("text", text(comment.text)),
                (
                    "replies",
                    .array(
                        comment.replies.filter { $0.day <= sight.day }.map { reply in
                            .members([
                                ("id", .string(reply.id.description)), ("by", named(reply.by, on: reply.day)),
                                ("day", day(reply.day)), ("text", text(reply.text)),
                            ])
                        })
                ), ("disposition", disposed.map { .string($0.disposition.rawValue) } ?? .null),
                ("reason", text(disposed?.reason)),
            ])
        }
        return .members([
            ("id", .string(known.id.description)), ("document", named(.document(opening.document))),
            ("version", .string(opening.version.description)), ("question", text(opening.question)),
            ("opened", day(known.openedOn)), ("due", day(hearing.due)), ("open", .bool(known.isOpen(on: sight.day))),
            ("closed", day(known.closedOn.flatMap { $0 <= sight.day ? $0 : nil })),
            ("summary", text(known.closing.value(on: sight.day) ?? nil)),
            (
                "invited",
                .array(
                    opening.invited.map { invited in
                        .members([
                            ("responsible", .string(sight.name(invited, language))),
                            ("responsible_ref", reference(invited)),
                            ("answered", day(known.answered(invited).flatMap { $0 <= sight.day ? $0 : nil })),
                        ])
                    })
            ),
            ("agreed", .array(known.agreements.filter { $0.day <= sight.day }.map { named($0.by, on: $0.day) })),
            ("comments", .array(comments)), ("undisposed", .number(known.undisposed(on: sight.day).count)),
            ("revision", .number(known.revision)),
        ])
    }
}
