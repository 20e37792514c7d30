// SPDX-License-Identifier: MPL-2.0

import Domain

/// What the operations of the description share: parameters, answers, how a token is sent.
extension OpenAPI {
    static func both(_ phrase: Phrase) -> String { phrase.da + " / " + phrase.en }
    static func ref(_ shelf: String, _ name: String) -> JSON {
        .members([("$ref", .string("#/components/\(shelf)/\(name)"))])
    }
    static var problem: JSON { ref("responses", "Problem") }

    /// - Parameter files: media types in which the same can be had as a file.
    static func content(_ schema: JSON, _ description: String, files: [String] = []) -> JSON {
        .members([
            ("description", .string(description)),
            (
                "content",
                .members(
                    [("application/json", .members([("schema", schema)]))]
                        + files.map { ($0, .members([("schema", .members([("type", "string")]))])) })
            ),
        ])
    }

    static func parameter(_ name: String, in place: String, _ schema: JSON, _ description: String) -> JSON {
        .members([
            ("name", .string(name)), ("in", .string(place)), ("required", place == "path" ? true : nil),
            ("description", .string(description)), ("schema", schema),
        ])
    }

    static var components: JSON {
        let text: JSON = .members([("type", "string")])
        let date: JSON = .members([("type", "string"), ("format", "date")])
        return .members([
            (
                "securitySchemes",
                .members([
                    (
                        "token",
                        .members([
                            ("type", "http"), ("scheme", "bearer"),
                            ("description", "A token that is issued in Værn under Konto / Account."),
                        ])
                    )
                ])
            ), ("schemas", OpenAPISchemas.all),
            (
                "responses",
                .members([
                    (
                        "Problem",
                        .members([
                            ("description", "Et problem (RFC 9457) / A problem (RFC 9457)"),
                            (
                                "content",
                                .members([
                                    ("application/problem+json", .members([("schema", ref("schemas", "Problem"))]))
                                ])
                            ),
                        ])
                    )
                ])
            ),
            (
                "parameters",
                .members([
                    (
                        "Id",
                        parameter(
                            "id", in: "path", .members([("type", "string"), ("format", "uuid")]), "The reference.")
                    ),
                    (
                        "Position",
                        parameter(
                            "position", in: "path", .members([("type", "integer"), ("minimum", 0)]), "Counted from 0.")
                    ),
                    (
                        "Name",
                        parameter(
                            "name", in: "path", .members([("type", "string"), ("pattern", "^[a-z0-9-]{1,40}$")]),
                            "The name, such as 27002.")
                    ),
                    ("AsOf", parameter("as_of", in: "query", date, "The day to show.")),
                    (
                        "Reading",
                        parameter(
                            "reading", in: "query", .members([("type", "string"), ("enum", .list(["then", "now"]))]),
                            "As it was known then, or with what is known now.")
                    ),
                    (
                        "Limit",
                        parameter(
                            "limit", in: "query",
                            .members([("type", "integer"), ("minimum", 1), ("maximum", 500), ("default", 100)]),
                            "How many.")
                    ), ("Cursor", parameter("cursor", in: "query", text, "»next« of the page before, unchanged.")),
                    (
                        "OrganisationQuery",
                        parameter(
                            "organisation", in: "query", text, "Reference or short name, where there are several.")
                    ),
                    (
                        "Organisation",
                        parameter(
                            "X-Vaern-Organisation", in: "header", text,
                            "Reference or short name, where there are several.")
                    ),
                    (
                        "Format",
                        parameter(
                            "format", in: "query",
                            .members([("type", "string"), ("enum", .list(SheetFormat.allCases.map(\.rawValue)))]),
                            "The whole list as a spreadsheet instead of a page of JSON: Excel, CSV for Danish Excel, or RFC 4180."
                        )
                    ),
                    ("AcceptLanguage", parameter("Accept-Language", in: "header", text, "da (default) or en.")),
                    (
                        "IdempotencyKey",
                        parameter(
                            "Idempotency-Key", in: "header",
                            .members([("type", "string"), ("minLength", 1), ("maxLength", 255)]),
                            "The same key twice is carried out once; best a UUID.")
                    ),
                    (
                        "IfMatch",
                        parameter("If-Match", in: "header", text, "The revision that was looked at, or the entity tag.")
                    ),
                ])
            ),
        ])
    }
}
