// SPDX-License-Identifier: MPL-2.0

/// What a client tells of, and what it asks for.
enum ScimResource: Hashable, Sendable {
    case user, group
    /// Both: what is asked of everything.
    case all

    /// The names of schemas that may stand before an attribute.
    fileprivate var schemas: [ScimSchema] {
        switch self {
        case .user: [.core, .enterprise, .vaern]
        case .group: [.group]
        case .all: ScimSchema.allCases
        }
    }

    /// The schema of its own attributes.
    fileprivate var own: ScimSchema { self == .user ? .core : .group }
}

/// The attributes of a user and a group that RFC 7643 knows, and two of our own. What Værn has no place for is read and left
/// out.
enum ScimSchema: String, CaseIterable, Sendable {
    case core = "urn:ietf:params:scim:schemas:core:2.0:User"
    case enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"
    case group = "urn:ietf:params:scim:schemas:core:2.0:Group"
    /// When somebody begins, and as what: SCIM has no words for it.
    case vaern = "urn:ietf:params:scim:schemas:extension:vaern:2.0:User"

    /// How values of an attribute come.
    enum Shape {
        case simple, complex, many
    }

    static func named(_ urn: String) -> ScimSchema? { allCases.first { $0.rawValue.lowercased() == urn.lowercased() } }

    private static let coreShapes: [String: Shape] = {
        let many = [
            "emails", "phoneNumbers", "ims", "photos", "addresses", "groups", "entitlements", "roles",
            "x509Certificates", "schemas",
        ]
        let simple = [
            "id", "externalId", "userName", "displayName", "nickName", "profileUrl", "title", "userType",
            "preferredLanguage", "locale", "timezone", "active", "password",
        ]
        var found: [String: Shape] = ["name": .complex, "meta": .complex]
        for name in many { found[name.lowercased()] = .many }
        for name in simple { found[name.lowercased()] = .simple }
        return found
    }()

    /// How an attribute comes; nil: the schema has none of the name.
    func shape(_ attribute: String) -> Shape? {
        let key = attribute.lowercased()
        return switch self {
        case .core: Self.coreShapes[key]
        // What a client says of a group as if it were a user is left out, as what Værn has no place for.
        case .group: key == "members" ? .many : Self.coreShapes[key]
        case .enterprise:
            key == "manager"
                ? .complex
                : ["employeenumber", "costcenter", "organization", "division", "department"].contains(key)
                    ? .simple : nil
        case .vaern: ["startdate", "kind"].contains(key) ? .simple : nil
        }
    }

    /// What no client sets.
    static let readOnly: Set<String> = ["id", "meta", "schemas", "groups"]
}

/// Where an attribute stands: `name`, `emails.value`, `emails[type eq "work"].value`, or below the name of a schema.
struct ScimPath: Hashable, Sendable {
    /// `core`: the resource's own attributes, also those of a group.
    var schema = ScimSchema.core
    /// Nil: the schema itself, with all its attributes.
    var attribute: String?
    /// How the attribute comes; nil where there is none.
    var shape: ScimSchema.Shape?
    var filter: ScimFilter?
    var part: String?

    /// - Throws: `kind` for what is no path, and for an attribute that there is not.
    init(
        _ text: String, _ kind: ScimFault.Kind = .invalidPath, of resource: ScimResource = .user
    ) throws(ScimFault) {
        func fault() -> ScimFault {
            let shown = String(text.prefix(80))
            return ScimFault(
                400, kind, da: "Værn kender ikke attributten »\(shown)«. Fjern den fra tilknytningen i klienten.",
                en: "Værn does not know the attribute “\(shown)”. Take it out of the mapping of the client.")
        }
        guard text.utf8.count <= 1000 else { throw fault() }
        var rest = Substring(text)
        if text.lowercased().hasPrefix("urn:") {
            let low = text.lowercased()
            guard let found = resource.schemas.first(where: { low.hasPrefix($0.rawValue.lowercased()) }) else {
                throw fault()
            }
            schema = found == .group ? .core : found
            rest = text.dropFirst(found.rawValue.count)
            if rest.isEmpty { return }
            guard rest.first == ":" || rest.first == "." else { throw fault() }
            rest = rest.dropFirst()
        }
        let name = rest.prefix { $0 != "." && $0 != "[" }
        shape = (schema == .core ? resource.own : schema).shape(String(name))
        guard shape != nil else { throw fault() }
        attribute = String(name)
        rest = rest.dropFirst(name.count)
        if rest.first == "[" {
            guard let end = Self.end(of: rest) else { throw fault() }
            filter = try ScimFilter(String(rest[rest.index(after: rest.startIndex)..<end]), ofItems: true)
            rest = rest[rest.index(after: end)...]
        }
        if rest.first == "." {
            let name = rest.dropFirst()
            guard !name.isEmpty, name.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || "$_-".contains($0)) })
            else { throw fault() }
            part = String(name)
            rest = ""
        }
        guard rest.isEmpty else { throw fault() }
    }

    /// The bracket that ends a filter; one inside a text does not.
    private static func end(of text: Substring) -> String.Index? {
        var (isText, isEscaped) = (false, false)
        for index in text.indices {
            switch text[index] {
            case _ where isEscaped: isEscaped = false
            case "\\" where isText: isEscaped = true
            case "\"": isText.toggle()
            case "]" where !isText: return index
            case _: break
            }
        }
        return nil
    }

    /// The name of the whole attribute, for messages and for what is read only.
    var name: String { attribute ?? schema.rawValue }

    /// What stands there in a resource.
    func values(in resource: DataTree) -> [DataTree] {
        let home = schema == .core ? resource : resource.attribute(schema.rawValue) ?? .null
        guard let attribute else { return home.isNothing ? [] : [home] }
        guard let found = home.attribute(attribute) else { return [] }
        var all = if case .list(let items) = found { items } else { [found] }
        if let filter { all = all.filter { filter.matches($0) } }
        guard let part else { return all }
        return all.compactMap { $0.attribute(part) }
    }
}
