// SPDX-License-Identifier: MPL-2.0

/// The shape of what is answered where something cannot be done.
extension OpenAPISchemas {
    static var problem: JSON {
        .members([
            ("type", "object"),
            (
                "properties",
                .members([
                    (
                        "type",
                        .members([("type", "string"), ("enum", .list(APIProblem.Kind.allCases.map(\.rawValue)))])
                    ),
                    ("title", .members([("type", "string")])), ("status", .members([("type", "integer")])),
                    ("detail", .members([("type", "string")])),
                    ("errors", .members([("type", "array"), ("items", OpenAPI.ref("schemas", "Fault"))])),
                    ("page", .members([("type", "string"), ("format", "uri")])),
                ])
            ), ("required", .list(["type", "title", "status", "detail"])),
        ])
    }
}
