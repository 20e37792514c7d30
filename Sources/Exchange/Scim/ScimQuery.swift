// SPDX-License-Identifier: MPL-2.0

/// What a client asks of a list, and which attributes it wants to see (RFC 7644 3.4.2).
public struct ScimQuery: Hashable, Sendable {
    /// Nil: all of them.
    private var wanted: [ScimPath]?
    private var excluded: [ScimPath] = []
    private var filter: ScimFilter?
    /// Counted from 1.
    private var start = 1
    private var count = most

    /// Resources of one answer.
    public static let most = 200

    /// What it is asked of.
    public enum Range: Sendable {
        case users, groups, all

        fileprivate var resource: ScimResource {
            switch self {
            case .users: .user
            case .groups: .group
            case .all: .all
            }
        }
    }

    /// Everything of everybody.
    public init() {}

    /// - Parameter texts: the values of each parameter, by its name; those of others are passed over.
    public init(_ texts: [String: [String]], of range: Range = .users) throws(ScimFault) {
        for (name, values) in texts {
            guard let value = values.first, !value.isEmpty else { continue }
            switch name.lowercased() {
            case "attributes": wanted = Self.paths(value, range.resource)
            case "excludedattributes": excluded = Self.paths(value, range.resource)
            case "filter": filter = try ScimFilter(value, of: range.resource)
            case "startindex": start = max(1, try Self.number(name, value))
            case "count": count = min(Self.most, max(0, try Self.number(name, value)))
            case _: break
            }
        }
    }

    /// The same, sent as a body (RFC 7644 3.4.3).
    public init(_ body: ScimBody, of range: Range = .users) throws(ScimFault) {
        var texts: [String: [String]] = [:]
        for member in body.tree.members {
            let words =
                if case .list(let items) = member.value { items.compactMap(\.word) } else {
                    member.value.word.map { [$0] } ?? []
                }
            if !words.isEmpty { texts[member.name] = [words.joined(separator: ",")] }
        }
        try self.init(texts, of: range)
    }

    private static func number(_ name: String, _ text: String) throws(ScimFault) -> Int {
        guard let number = Int(text) else {
            throw ScimFault(400, .invalidValue, da: "\(name) skal være et tal.", en: "\(name) must be a number.")
        }
        return number
    }

    /// Attributes that there are not are in no answer anyway.
    private static func paths(_ text: String, _ resource: ScimResource) -> [ScimPath] {
        text.split(separator: ",").prefix(100).compactMap { name in
            try? ScimPath(String(name.filter { $0 != " " }), of: resource)
        }
    }

    /// A page of the users and groups that are meant.
    public func list(_ users: [ScimUser], _ groups: [ScimGroup] = []) -> [UInt8] {
        var (total, shown) = (0, [DataTree]())
        func look(_ tree: @autoclosure () -> DataTree) {
            // Without a filter only those of the page are made.
            let made = filter == nil ? nil : tree()
            if let made, filter?.matches(made) == false { return }
            total += 1
            if total >= start, shown.count < count { shown.append(shape(made ?? tree())) }
        }
        for user in users { look(user.tree) }
        for group in groups { look(group.tree) }
        return Self.list(shown, total: total, start: start)
    }

    /// A page of so many users, in their order. Without a filter only those of the page are made: there may be thousands.
    ///
    /// - Parameter user: makes one, by its place from 0; nil: it is gone by now.
    public func list(count number: Int, _ user: (Int) -> ScimUser?) -> [UInt8] {
        guard filter == nil else { return list((0..<number).compactMap(user)) }
        let first = min(start - 1, number)
        let shown = (first..<min(number, first + count)).compactMap(user).map { shape($0.tree) }
        return Self.list(shown, total: number, start: start)
    }

    static func list(_ shown: [DataTree], total: Int, start: Int = 1) -> [UInt8] {
        DataTree.members([
            ("schemas", .list([.text("urn:ietf:params:scim:api:messages:2.0:ListResponse")])),
            ("totalResults", .number("\(total)")), ("startIndex", .number("\(start)")),
            ("itemsPerPage", .number("\(shown.count)")), ("Resources", .list(shown)),
        ]).compact
    }

    /// The name that a filter asks for alone, so that nobody else need be looked at.
    public var onlyUserName: String? {
        guard case .compare(.path(let path), .eq, .text(let text))? = filter, path.schema == .core,
            path.attribute?.lowercased() == "username", path.part == nil
        else { return nil }
        return text
    }

    /// A resource as it was asked for. Its identity is always there.
    func shape(_ tree: DataTree) -> DataTree {
        guard wanted != nil || !excluded.isEmpty else { return tree }
        let always: Set<String> = ["id", "schemas"]
        var found = tree
        for member in tree.members where !always.contains(member.name.lowercased()) {
            let schema = ScimSchema.named(member.name)
            var value: DataTree? = member.value
            if let wanted {
                value = Self.keeping(wanted.filter { Self.isAbout($0, member.name, schema) }, member.value, schema)
            } else {
                for path in excluded where Self.isAbout(path, member.name, schema) {
                    value = value.flatMap { Self.without(path, $0, schema) }
                }
            }
            found = found.with(member.name, value.flatMap { $0.isNothing ? nil : $0 })
        }
        return found
    }

    private static func isAbout(_ path: ScimPath, _ name: String, _ schema: ScimSchema?) -> Bool {
        if let schema { return path.schema == schema }
        return path.schema == .core
            && (path.attribute == nil || path.attribute?.lowercased() == name.lowercased())
    }

    /// The name inside a value that a path picks; nil: all of it.
    private static func inner(_ path: ScimPath, _ schema: ScimSchema?) -> String? {
        schema == nil ? path.part : path.attribute
    }

    private static func keeping(_ paths: [ScimPath], _ value: DataTree, _ schema: ScimSchema?) -> DataTree? {
        guard !paths.isEmpty else { return nil }
        let names = paths.map { inner($0, schema)?.lowercased() }
        guard !names.contains(nil) else { return value }
        return each(value) { item in
            .object(item.members.filter { names.contains($0.name.lowercased()) })
        }
    }

    private static func without(_ path: ScimPath, _ value: DataTree, _ schema: ScimSchema?) -> DataTree? {
        guard let name = inner(path, schema) else { return nil }
        return each(value) { $0.with(name, nil) }
    }

    private static func each(_ value: DataTree, _ change: (DataTree) -> DataTree) -> DataTree {
        if case .list(let items) = value { return .list(items.map(change)) }
        return change(value)
    }
}
