// SPDX-License-Identifier: MPL-2.0

/// Changes of a resource (RFC 7644 3.5.2), taken as Entra ID sends them too: the operation in any case, values without a
/// path whose names have dots or the name of a schema, and a filter that no value fits yet. All are made, or none.
enum ScimPatch {
    private enum Act: String {
        case add, replace, remove
    }

    /// Operations of one request.
    private static let most = 1000

    static func apply(
        _ body: ScimBody, to resource: DataTree, of kind: ScimResource = .user
    ) throws(ScimFault) -> DataTree {
        guard let operations = body.tree.attribute("Operations"), case .list(let items) = operations, !items.isEmpty,
            items.count <= most
        else {
            throw ScimFault(
                400, .invalidSyntax, da: "Send mindst én ændring i Operations, og højst \(most).",
                en: "Send at least one change in Operations, and at most \(most).")
        }
        var tree = resource
        for operation in items {
            guard let act = operation.word(lax: "op").flatMap({ Act(rawValue: $0.lowercased()) }) else {
                throw ScimFault(
                    400, .invalidSyntax, da: "op skal være add, replace eller remove.",
                    en: "op must be add, replace or remove.")
            }
            let value = operation.attribute("value")
            switch operation.attribute("path") ?? .null {
            case .text(let text) where !text.isEmpty:
                tree = try change(tree, act, try ScimPath(text, of: kind), value, kind, true)
            case .null, .text: tree = try change(tree, act, value, kind)
            case .object, .list, .number, .truth:
                throw ScimFault(400, .invalidPath, da: "path skal være en tekst.", en: "path must be a text.")
            }
        }
        return tree
    }

    /// Without a path the value names what it changes.
    private static func change(
        _ tree: DataTree, _ act: Act, _ value: DataTree?, _ kind: ScimResource
    ) throws(ScimFault) -> DataTree {
        guard act != .remove else {
            throw ScimFault(
                400, .noTarget, da: "remove kræver path: skriv, hvad der skal fjernes.",
                en: "remove demands path: write what is to be removed.")
        }
        guard case .object(let members)? = value else {
            throw ScimFault(
                400, .invalidValue, da: "Uden path skal value være et objekt.",
                en: "Without path, value must be an object.")
        }
        var tree = tree
        for member in members {
            let path = try ScimPath(member.name, of: kind)
            tree = try change(tree, act, path, member.value, kind, false)
        }
        return tree
    }

    /// - Parameter isNamed: whether the path was given as such; what is read only is else passed over.
    private static func change(
        _ tree: DataTree, _ act: Act, _ path: ScimPath, _ value: DataTree?, _ kind: ScimResource, _ isNamed: Bool
    ) throws(ScimFault) -> DataTree {
        if path.schema == .core, ScimSchema.readOnly.contains(path.name.lowercased()) {
            guard isNamed else { return tree }
            throw ScimFault(
                400, .mutability, da: "\(path.name) kan ikke ændres.", en: "\(path.name) cannot be changed.")
        }
        guard act == .remove || value != nil else {
            throw ScimFault(400, .invalidValue, da: "Ændringen mangler value.", en: "The change lacks value.")
        }
        let act = value == .null ? .remove : act
        if path.schema == .core, path.attribute == nil {
            guard act != .remove else { throw ScimFault(400, .noTarget, da: "path mangler.", en: "path is missing.") }
            return try change(tree, act, value, kind)
        }
        guard path.schema != .core else { return try put(tree, act, path, value) }
        let home = tree.attribute(path.schema.rawValue) ?? .object([])
        var changed: DataTree
        if path.attribute != nil {
            changed = try put(home, act, path, value)
        } else if act == .remove {
            changed = .object([])
        } else {
            guard case .object(let members)? = value else {
                throw ScimFault.value(path.name, da: "skal være et objekt.", en: "must be an object.")
            }
            changed = home
            for member in members where !ScimSchema.readOnly.contains(member.name.lowercased()) {
                let inner = try ScimPath("\(path.schema.rawValue):\(member.name)")
                changed = try put(changed, member.value == .null ? .remove : act, inner, member.value)
            }
        }
        return tree.with(path.schema.rawValue, changed.isNothing ? nil : changed)
    }

    private static func put(
        _ home: DataTree, _ act: Act, _ path: ScimPath, _ value: DataTree?
    ) throws(ScimFault) -> DataTree {
        guard let name = path.attribute, let shape = path.shape else { return home }
        let old = home.attribute(name)
        let new: DataTree?
        switch shape {
        case .simple:
            guard path.part == nil, path.filter == nil else {
                throw ScimFault(
                    400, .invalidPath, da: "\(name) har ingen dele.", en: "\(name) has no parts.")
            }
            new = act == .remove ? nil : value
        case .complex:
            guard path.filter == nil else {
                throw ScimFault(
                    400, .invalidPath, da: "\(name) har kun én værdi.", en: "\(name) has one value only.")
            }
            if let part = path.part {
                new = (old ?? .object([])).with(part, act == .remove ? nil : value)
            } else if act == .remove {
                new = nil
            } else if case .object? = value, let value {
                new = (old ?? .object([])).merged(with: value)
            } else {
                new = value
            }
        case .many:
            let items = if case .list(let items)? = old { items } else { old.map { [$0] } ?? [] }
            new = .list(try change(items, act, path, value))
        }
        return home.with(name, new.flatMap { $0.isNothing ? nil : $0 })
    }

    private static func change(
        _ items: [DataTree], _ act: Act, _ path: ScimPath, _ value: DataTree?
    ) throws(ScimFault) -> [DataTree] {
        let given: [DataTree] = if case .list(let items)? = value { items } else { value.map { [$0] } ?? [] }
        func isMeant(_ item: DataTree) -> Bool { path.filter?.matches(item) ?? true }
        if act == .remove {
            if let part = path.part { return items.map { isMeant($0) ? $0.with(part, nil) : $0 } }
            if path.filter == nil, !given.isEmpty {
                let gone = Set(given.compactMap { $0.attribute("value")?.word ?? $0.word })
                return items.filter { $0.attribute("value")?.word.map { !gone.contains($0) } ?? true }
            }
            return path.filter == nil ? [] : items.filter { !isMeant($0) }
        }
        guard path.filter != nil || path.part != nil else {
            if act == .replace { return given }
            let known = Set(items)
            let new = given.filter { !known.contains($0) }
            // Only one is the first choice: the newest that says so.
            let old =
                new.contains { $0.attribute("primary")?.truth == true } ? items.map { $0.with("primary", nil) } : items
            return old + new
        }
        if items.contains(where: isMeant) {
            return items.map { item in
                guard isMeant(item) else { return item }
                if let part = path.part { return item.with(part, value) }
                return act == .replace ? value ?? item : item.merged(with: value ?? item)
            }
        }
        guard let made = path.filter.map({ $0.made }) ?? .object([]) else {
            throw ScimFault(
                400, .noTarget, da: "Ingen værdi af \(path.name) passer til filteret.",
                en: "No value of \(path.name) fits the filter.")
        }
        return items + [path.part.map { made.with($0, value) } ?? made.merged(with: value ?? .null)]
    }
}

extension DataTree {
    /// A text under a name in any case.
    func word(lax name: String) -> String? { if case .text(let text)? = attribute(name) { text } else { nil } }
}
