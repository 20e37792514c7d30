// SPDX-License-Identifier: MPL-2.0

import Domain

/// What the server says of itself (RFC 7643 5–7): what it can do, which resources there are, and their attributes.
public enum ScimDiscovery {
    private static let base = "urn:ietf:params:scim:schemas:core:2.0:"

    /// - Parameter root: the address of `/scim/v2`.
    public static func configuration(root: String, documentation: String) -> [UInt8] {
        func supported(_ truth: Bool, _ more: [(String, DataTree?)] = []) -> DataTree {
            .members([("supported", .truth(truth))] + more)
        }
        return DataTree.members([
            ("schemas", .list([.text(base + "ServiceProviderConfig")])), ("documentationUri", .text(documentation)),
            ("patch", supported(true)),
            ("bulk", supported(false, [("maxOperations", .number("0")), ("maxPayloadSize", .number("0"))])),
            ("filter", supported(true, [("maxResults", .number("\(ScimQuery.most)"))])),
            ("changePassword", supported(false)), ("sort", supported(false)), ("etag", supported(true)),
            (
                "authenticationSchemes",
                .list([
                    .members([
                        ("type", .text("oauthbearertoken")), ("name", .text("Bearer token")),
                        ("description", .text("A token that an administrator of Værn issued for SCIM (RFC 6750).")),
                        ("specUri", .text("https://www.rfc-editor.org/info/rfc6750")), ("primary", .truth(true)),
                    ])
                ])
            ),
            ("meta", meta("ServiceProviderConfig", "\(root)/ServiceProviderConfig")),
        ]).compact
    }

    private static func meta(_ type: String, _ location: String) -> DataTree {
        .members([("resourceType", .text(type)), ("location", .text(location))])
    }

    /// The types of resources: all, or the one of a name; nil: there is none.
    public static func resourceTypes(root: String, named name: String?) -> [UInt8]? {
        let user = DataTree.members([
            ("schemas", .list([.text(base + "ResourceType")])), ("id", .text("User")), ("name", .text("User")),
            ("description", .text("A person and the person's engagement.")), ("endpoint", .text("/Users")),
            ("schema", .text(ScimSchema.core.rawValue)),
            (
                "schemaExtensions",
                .list(
                    [ScimSchema.enterprise, .vaern].map {
                        .members([("schema", .text($0.rawValue)), ("required", .truth(false))])
                    })
            ), ("meta", meta("ResourceType", "\(root)/ResourceTypes/User")),
        ])
        let group = DataTree.members([
            ("schemas", .list([.text(base + "ResourceType")])), ("id", .text("Group")), ("name", .text("Group")),
            ("description", .text("A group of persons, which may give them a role.")), ("endpoint", .text("/Groups")),
            ("schema", .text(ScimSchema.group.rawValue)), ("meta", meta("ResourceType", "\(root)/ResourceTypes/Group")),
        ])
        switch name {
        case nil: return ScimQuery.list([user, group], total: 2)
        case "User": return user.compact
        case "Group": return group.compact
        case _: return nil
        }
    }

    /// The schemas: all, or the one of a name; nil: there is none.
    ///
    /// - Parameter units: the names by which a unit is told.
    public static func schemas(root: String, named name: String?, units: [String]) -> [UInt8]? {
        let all = ScimSchema.allCases.map { ($0, schema($0, root, units)) }
        guard let name else { return ScimQuery.list(all.map(\.1), total: all.count) }
        guard let wanted = ScimSchema.named(name) else { return nil }
        return all.first { $0.0 == wanted }?.1.compact
    }

    private static func schema(_ schema: ScimSchema, _ root: String, _ units: [String]) -> DataTree {
        let (name, about, attributes): (String, String, [DataTree]) =
            switch schema {
            case .core: ("User", "A person", core)
            case .group: ("Group", "A group of persons", group)
            case .enterprise: ("EnterpriseUser", "What the organisation knows of a person", enterprise(units))
            case .vaern: ("VaernUser", "How an engagement begins; used when it begins, and never shown", begins)
            }
        return .members([
            ("schemas", .list([.text(base + "Schema")])), ("id", .text(schema.rawValue)), ("name", .text(name)),
            ("description", .text(about)), ("attributes", .list(attributes)),
            ("meta", meta("Schema", "\(root)/Schemas/\(schema.rawValue)")),
        ])
    }

    // MARK: Attributes

    private static func attribute(
        _ name: String, _ about: String, type: String = "string", isMany: Bool = false, isRequired: Bool = false,
        mutability: String = "readWrite", returned: String = "default", uniqueness: String = "none",
        values: [String] = [], references: [String] = [], parts: [DataTree] = []
    ) -> DataTree {
        .members([
            ("name", .text(name)), ("type", .text(type)), ("multiValued", .truth(isMany)),
            ("description", .text(about)), ("required", .truth(isRequired)),
            ("canonicalValues", .some(values.map { .text($0) })),
            ("referenceTypes", DataTree.some(references.map { .text($0) })),
            ("caseExact", type == "string" ? .truth(false) : type == "reference" ? .truth(true) : nil),
            ("mutability", .text(mutability)),
            ("returned", .text(returned)), ("uniqueness", type == "complex" ? nil : .text(uniqueness)),
            ("subAttributes", .some(parts)),
        ])
    }

    private static var core: [DataTree] {
        [
            attribute("userName", "The name the client knows the person by", isRequired: true, uniqueness: "server"),
            attribute("displayName", "The person's name in Værn", isRequired: true),
            attribute(
                "name", "The same name; taken from here where a new person has no displayName", type: "complex",
                mutability: "readOnly",
                parts: [attribute("formatted", "The whole name", mutability: "readOnly")]),
            attribute("title", "The title of the engagement"),
            attribute(
                "active", "Whether the person has an engagement that goes on after today", type: "boolean",
                isRequired: true),
            attribute(
                "emails",
                "The address to which Værn sends mail; one is kept, the one that is sent as primary before others",
                type: "complex", isMany: true,
                parts: [
                    attribute("value", "The address"), attribute("type", "Always work", values: ["work"]),
                ]),
            attribute(
                "groups", "The groups that the person is in; changed through the group", type: "complex", isMany: true,
                mutability: "readOnly",
                parts: [
                    attribute("value", "The id of the group", mutability: "readOnly"),
                    attribute(
                        "$ref", "The address of the group", type: "reference", mutability: "readOnly",
                        references: ["Group"]),
                    attribute("display", "The name of the group", mutability: "readOnly"),
                    attribute("type", "Always direct", mutability: "readOnly", values: ["direct"]),
                ]),
        ]
    }

    private static var group: [DataTree] {
        [
            attribute(
                "displayName", "The name of the group, by which it may give a role", isRequired: true,
                uniqueness: "server"),
            attribute(
                "members", "The persons in the group; one whom the client has not told of is left out",
                type: "complex", isMany: true,
                parts: [
                    attribute("value", "The id of the person", mutability: "immutable"),
                    attribute(
                        "$ref", "The address of the person", type: "reference", mutability: "immutable",
                        references: ["User"]),
                    attribute("type", "Always User", mutability: "immutable", values: ["User"]),
                ]),
        ]
    }

    private static func enterprise(_ units: [String]) -> [DataTree] {
        [
            attribute("employeeNumber", "The number in the personnel system", uniqueness: "server"),
            attribute("department", "The name of a unit that is open in Værn", values: units),
        ]
    }

    private static var begins: [DataTree] {
        [
            attribute(
                "startDate", "The first day (YYYY-MM-DD) of a person's first engagement", mutability: "writeOnly",
                returned: "never"),
            attribute(
                "kind", "The kind of engagement", mutability: "writeOnly", returned: "never",
                values: Person.Engagement.Kind.allCases.map(\.rawValue)),
        ]
    }
}
