// SPDX-License-Identifier: MPL-2.0

/// A person as SCIM shows one (RFC 7643 4.1).
public struct ScimUser: Hashable, Sendable {
    /// A group that the person is in.
    public struct Group: Hashable, Sendable {
        public let id: String, name: String, location: String

        public init(id: String, name: String, location: String) {
            (self.id, self.name, self.location) = (id, name, location)
        }
    }

    public let id: String
    public let userName: String
    public let externalID: String?
    public let name: String
    public let mail: String?
    public let title: String?
    public let isActive: Bool
    /// The unit, by its name; nil for the uppermost.
    public let department: String?
    public let number: String?
    public let groups: [Group]
    /// When the person was first and last recorded, and where the resource is.
    public let created: String, modified: String, location: String

    public init(
        id: String, userName: String, externalID: String?, name: String, mail: String?, title: String?, isActive: Bool,
        department: String?, number: String?, groups: [Group] = [], created: String, modified: String,
        location: String
    ) {
        (self.id, self.userName, self.externalID, self.name) = (id, userName, externalID, name)
        (self.mail, self.title, self.isActive, self.department) = (mail, title, isActive, department)
        (self.number, self.groups) = (number, groups)
        (self.created, self.modified, self.location) = (created, modified, location)
    }

    /// What is shown of it, all but the sign of its version.
    private var bare: DataTree {
        let enterprise = DataTree.members([
            ("employeeNumber", number.map { .text($0) }), ("department", department.map { .text($0) }),
        ])
        let all: [DataTree] = groups.map {
            .members([
                ("value", .text($0.id)), ("$ref", .text($0.location)), ("display", .text($0.name)),
                ("type", .text("direct")),
            ])
        }
        let schemas = [ScimSchema.core] + (enterprise.isNothing ? [] : [.enterprise])
        return .members([
            ("schemas", .list(schemas.map { .text($0.rawValue) })), ("id", .text(id)),
            ("externalId", externalID.map { .text($0) }), ("userName", .text(userName)),
            ("name", .members([("formatted", .text(name))])), ("displayName", .text(name)),
            ("title", title.map { .text($0) }), ("active", .truth(isActive)),
            (
                "emails",
                mail.map {
                    .list([.members([("value", .text($0)), ("type", .text("work"))])])
                }
            ),
            ("groups", DataTree.some(all)),
            (ScimSchema.enterprise.rawValue, enterprise.isNothing ? nil : enterprise),
        ])
    }

    var tree: DataTree {
        bare.with(
            "meta",
            .members([
                ("resourceType", .text("User")), ("created", .text(created)), ("lastModified", .text(modified)),
                ("location", .text(location)), ("version", .text(version)),
            ]))
    }

    /// A sign of what is shown, so that a client says which state it changes.
    public var version: String { bare.sign }

    public func body(_ query: ScimQuery) -> [UInt8] { query.shape(tree).compact }
}

/// What a client says that a person is to be.
public struct ScimChange: Hashable, Sendable {
    public var userName: String
    public var externalID: String?
    public var name: String
    public var mail: String?
    public var title: String?
    public var isActive = true
    /// The unit, below those above it; empty: nothing is said of it.
    public var department: [String] = []
    /// Whether the unit was taken away.
    public var leavesUnit = false
    public var number: String?
    /// The day on which the person begins.
    public var startDay: String?
    public var kind: String?
}

extension ScimChange {
    /// As a person who is new to the client: what is not said is not known.
    public init(new body: ScimBody) throws(ScimFault) { self = try ScimReader(body.tree).change(before: nil) }

    /// In the place of what was: what is not said is taken away, but not the unit and the number in the personnel system, nor
    /// whether the person is engaged.
    public init(_ body: ScimBody, replacing old: ScimUser) throws(ScimFault) {
        self = try ScimReader(body.tree).change(before: old)
        number = number ?? old.number
    }

    /// What was, with changes.
    public init(_ body: ScimBody, changing old: ScimUser) throws(ScimFault) {
        let tree = try ScimPatch.apply(body, to: old.tree)
        self = try ScimReader(tree.with("name", nil)).change(before: old)
        leavesUnit = old.department != nil && department.isEmpty
    }

    /// The fields of the command that carries it out.
    public var fields: [String: [String]] {
        let said: [(String, String?)] = [
            ("state", isActive ? "active" : "inactive"), ("user_name", userName), ("external_id", externalID),
            ("name", name), ("mail", mail), ("title", title), ("number", number), ("kind", kind), ("from", startDay),
            ("leaves_unit", leavesUnit ? "1" : nil),
            ("unit_path", department.isEmpty ? nil : department.joined(separator: " > ")),
        ]
        return said.reduce(into: [:]) { found, field in found[field.0] = field.1.map { [$0] } }
    }
}

/// Reads the attributes that Værn has a place for.
private struct ScimReader {
    private let core: DataTree
    private let enterprise: DataTree
    private let vaern: DataTree

    init(_ tree: DataTree) throws(ScimFault) {
        core = tree
        func home(_ schema: ScimSchema) throws(ScimFault) -> DataTree {
            let found = tree.attribute(schema.rawValue) ?? .null
            switch found {
            case .object, .null: return found
            case .list, .text, .number, .truth:
                throw ScimFault.value(schema.rawValue, da: "skal være et objekt.", en: "must be an object.")
            }
        }
        enterprise = try home(.enterprise)
        vaern = try home(.vaern)
    }

    func change(before old: ScimUser?) throws(ScimFault) -> ScimChange {
        guard let userName = try text(core, "userName", most: 200) else {
            throw ScimFault.value("userName", da: "mangler.", en: "is missing.")
        }
        var found = ScimChange(userName: userName, name: try name() ?? old?.name ?? userName)
        found.externalID = try text(core, "externalId", most: 200)
        found.mail = try mail()
        found.title = try text(core, "title", most: 120)
        // Who was disabled is not engaged again by a client that says nothing of it (RFC 7644 3.5.1 leaves it to the server).
        found.isActive = try active() ?? old?.isActive ?? true
        found.number = try text(enterprise, "employeeNumber", most: 200)
        found.department = (try text(enterprise, "department", most: 400) ?? "").split(separator: ">")
            .map { $0.trimmed }.filter { !$0.isEmpty }
        found.startDay = try text(vaern, "startDate", most: 40).map { String($0.prefix(10)) }
        found.kind = try text(vaern, "kind", most: 40)
        return found
    }

    private func text(_ home: DataTree, _ name: String, most: Int) throws(ScimFault) -> String? {
        try home.line(name, most: most)
    }

    /// The name that is shown, else the whole name, else its parts.
    private func name() throws(ScimFault) -> String? {
        if let shown = try text(core, "displayName", most: 120) { return shown }
        let home = core.attribute("name") ?? .null
        switch home {
        case .null: return nil
        case .object: break
        case .list, .text, .number, .truth:
            throw ScimFault.value("name", da: "skal være et objekt.", en: "must be an object.")
        }
        if let whole = try text(home, "formatted", most: 120) { return whole }
        let parts = [try text(home, "givenName", most: 120), try text(home, "familyName", most: 120)].compactMap { $0 }
        let whole = parts.joined(separator: " ")
        guard whole.unicodeScalars.count <= 120 else {
            throw ScimFault.value("name", da: "må højst have 120 tegn.", en: "may have at most 120 characters.")
        }
        return whole.isEmpty ? nil : whole
    }

    /// The first choice, else the one at work, else the first.
    private func mail() throws(ScimFault) -> String? {
        let all: [DataTree]
        switch core.attribute("emails") ?? .null {
        case .null: return nil
        case .list(let items): all = items
        case .object(let members): all = [.object(members)]
        case .text, .number, .truth:
            throw ScimFault.value("emails", da: "skal være en liste.", en: "must be a list.")
        }
        var read: [(value: String, item: DataTree)] = []
        for item in all.prefix(100) {
            guard case .object = item else {
                throw ScimFault.value("emails", da: "skal indeholde objekter.", en: "must hold objects.")
            }
            if let value = try text(item, "value", most: 254) { read.append((value, item)) }
        }
        let chosen =
            read.first { $0.item.attribute("primary")?.truth == true }
            ?? read.first { $0.item.attribute("type")?.word?.lowercased() == "work" } ?? read.first
        return chosen?.value
    }

    private func active() throws(ScimFault) -> Bool? {
        switch core.attribute("active") ?? .null {
        case .null: return nil
        case let value:
            guard let truth = value.truth else {
                throw ScimFault.value("active", da: "skal være true eller false.", en: "must be true or false.")
            }
            return truth
        }
    }
}

extension DataTree {
    /// A text under a name, without white space around it; nil where there is none.
    func line(_ name: String, most: Int) throws(ScimFault) -> String? {
        switch attribute(name) ?? .null {
        case .null: return nil
        case .text(let text):
            let text = Substring(text).trimmed
            guard text.unicodeScalars.count <= most else {
                throw ScimFault.value(
                    name, da: "må højst have \(most) tegn.", en: "may have at most \(most) characters.")
            }
            return text.isEmpty ? nil : text
        case .object, .list, .number, .truth:
            throw ScimFault.value(name, da: "skal være en tekst.", en: "must be a text.")
        }
    }

    /// A sign of what is shown (FNV-1a, 64 bits), as a weak entity tag.
    var sign: String {
        let hash = compact.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
        let text = String(hash, radix: 16)
        return "W/\"" + String(repeating: "0", count: 16 - text.count) + text + "\""
    }
}

extension Substring {
    fileprivate var trimmed: String {
        var text = self
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
