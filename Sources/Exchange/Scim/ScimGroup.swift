// SPDX-License-Identifier: MPL-2.0

/// A group as SCIM shows one (RFC 7643 4.2). Those who are in it are persons; a group inside a group is none.
public struct ScimGroup: Hashable, Sendable {
    public let id: String
    public let name: String
    public let externalID: String?
    /// The persons in it, by their identities.
    public let members: [String]
    /// When the group was told of, when it or its members changed last, and where the resource is.
    public let created: String, modified: String, location: String
    /// The address below which persons are.
    public let users: String

    public init(
        id: String, name: String, externalID: String?, members: [String], created: String, modified: String,
        location: String, users: String
    ) {
        (self.id, self.name, self.externalID, self.members) = (id, name, externalID, members)
        (self.created, self.modified, self.location, self.users) = (created, modified, location, users)
    }

    private var bare: DataTree {
        let all: [DataTree] = members.map {
            .members([("value", .text($0)), ("$ref", .text("\(users)/\($0)")), ("type", .text("User"))])
        }
        return .members([
            ("schemas", .list([.text(ScimSchema.group.rawValue)])), ("id", .text(id)),
            ("externalId", externalID.map { .text($0) }), ("displayName", .text(name)),
            ("members", DataTree.some(all)),
        ])
    }

    var tree: DataTree {
        bare.with(
            "meta",
            .members([
                ("resourceType", .text("Group")), ("created", .text(created)), ("lastModified", .text(modified)),
                ("location", .text(location)), ("version", .text(version)),
            ]))
    }

    /// A sign of what is shown, so that a client says which state it changes.
    public var version: String { bare.sign }

    public func body(_ query: ScimQuery) -> [UInt8] { query.shape(tree).compact }
}

/// What a client says of a group: its names, and who came into it or left it since the client's state. Who stays is not
/// named, so two changes at once do not undo each other.
public struct ScimGroupChange: Hashable, Sendable {
    public var name: String
    public var externalID: String?
    public var joins: [String] = []
    public var leaves: [String] = []

    /// A group that is new to the client.
    public init(new body: ScimBody) throws(ScimFault) { try self.init(body.tree, before: []) }

    /// In the place of what was: what is not said is taken away, also who is in it.
    public init(_ body: ScimBody, replacing old: ScimGroup) throws(ScimFault) {
        try self.init(body.tree, before: old.members)
    }

    /// What was, with changes.
    public init(_ body: ScimBody, changing old: ScimGroup) throws(ScimFault) {
        try self.init(try ScimPatch.apply(body, to: old.tree, of: .group), before: old.members)
    }

    private init(_ tree: DataTree, before: [String]) throws(ScimFault) {
        guard let name = try tree.line("displayName", most: 256) else {
            throw ScimFault.value("displayName", da: "mangler.", en: "is missing.")
        }
        self.name = name
        externalID = try tree.line("externalId", most: 256)
        let after = try Self.members(tree)
        let (had, has) = (Set(before), Set(after))
        joins = after.filter { !had.contains($0) }
        leaves = before.filter { !has.contains($0) }
    }

    /// Who is said to be in it, each once: objects with a value, or the values alone.
    private static func members(_ tree: DataTree) throws(ScimFault) -> [String] {
        let items: [DataTree]
        switch tree.attribute("members") ?? .null {
        case .null: return []
        case .list(let all): items = all
        case .object(let members): items = [.object(members)]
        case .text, .number, .truth:
            throw ScimFault.value("members", da: "skal være en liste.", en: "must be a list.")
        }
        var (found, known) = ([String](), Set<String>())
        for item in items {
            let value: String?
            switch item {
            case .object: value = try item.line("value", most: 200)
            case .text(let text): value = text
            case .list, .number, .truth, .null: value = nil
            }
            guard let value, !value.isEmpty else {
                throw ScimFault.value(
                    "members", da: "hvert medlem skal have personens id i value.",
                    en: "each member must have the person's id in value.")
            }
            if known.insert(value).inserted { found.append(value) }
        }
        return found
    }
}
