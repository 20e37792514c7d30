// SPDX-License-Identifier: MPL-2.0

/// Changes of a resource (RFC 7644 3.5.2), taken as Entra ID sends them too: the operation in any case, values without a
/// path whose names have dots or the name of a schema, and a filter that no value fits yet. All are made, or none.
enum ScimPatch {
    private enum Act: String {
        case add, replace, remove
    }

    /// Operations of one request.
    private static let most = 1000

    /// What one request may cost, so that a thousand operations on a group of many thousands do not hold a processor.
    private struct Work {
        /// Values looked at, times the comparisons: a thousand operations on five thousand members, some seconds.
        static let most = 5_000_000

        private var done = 0
        /// The values of the attribute that was added to last, while nothing else is changed.
        var known: (path: ScimPath, values: Set<DataTree>)?

        func knows(_ path: ScimPath) -> Bool { known?.path == path }

        mutating func takes(_ count: Int) throws(ScimFault) {
            done += count
            guard done <= Self.most else {
                throw ScimFault(
                    413, da: "Ændringen er for stor. Del den i flere, eller send hele ressourcen med PUT.",
                    en: "The change is too large. Split it, or send the whole resource by PUT.")
            }
        }
    }

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
        var (tree, work) = (resource, Work())
        for operation in items {
            guard let act = operation.word(lax: "op").flatMap({ Act(rawValue: $0.lowercased()) }) else {
                throw ScimFault(
                    400, .invalidSyntax, da: "op skal være add, replace eller remove.",
                    en: "op must be add, replace or remove.")
            }
            let value = operation.attribute("value")
            switch operation.attribute("path") ?? .null {
            case .text(let text) where !text.isEmpty:
                tree = try change(tree, act, try ScimPath(text, of: kind), value, kind, true, &work)
            case .null, .text: tree = try change(tree, act, value, kind, &work)
            case .object, .list, .number, .truth:
                throw ScimFault(400, .invalidPath, da: "path skal være en tekst.", en: "path must be a text.")
            }
        }
        return tree
    }

    /// Without a path the value names what it changes.
    private static func change(
        _ tree: DataTree, _ act: Act, _ value: DataTree?, _ kind: ScimResource, _ work: inout Work
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
            tree = try change(tree, act, path, member.value, kind, false, &work)
        }
        return tree
    }

    /// - Parameter isNamed: whether the path was given as such; what is read only is else passed over.
    private static func change(
        _ tree: DataTree, _ act: Act, _ path: ScimPath, _ value: DataTree?, _ kind: ScimResource, _ isNamed: Bool,
        _ work: inout Work
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
            return try change(tree, act, value, kind, &work)
        }
        guard path.schema != .core else { return try put(tree, act, path, value, &work) }
        let home = tree.attribute(path.schema.rawValue) ?? .object([])
        var changed: DataTree
        if path.attribute != nil {
            changed = try put(home, act, path, value, &work)
        } else if act == .remove {
            (changed, work.known) = (.object([]), nil)
        } else {
            guard case .object(let members)? = value else {
                throw ScimFault.value(path.name, da: "skal være et objekt.", en: "must be an object.")
            }
            changed = home
            for member in members where !ScimSchema.readOnly.contains(member.name.lowercased()) {
                let inner = try ScimPath("\(path.schema.rawValue):\(member.name)")
                changed = try put(changed, member.value == .null ? .remove : act, inner, member.value, &work)
            }
        }
        return tree.with(path.schema.rawValue, changed.isNothing ? nil : changed)
    }

    private static func put(
        _ home: DataTree, _ act: Act, _ path: ScimPath, _ value: DataTree?, _ work: inout Work
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
            new = .list(try change(items, act, path, value, &work))
        }
        return home.with(name, new.flatMap { $0.isNothing ? nil : $0 })
    }

    private static func change(
        _ items: [DataTree], _ act: Act, _ path: ScimPath, _ value: DataTree?, _ work: inout Work
    ) throws(ScimFault) -> [DataTree] {
        let given: [DataTree] = if case .list(let items)? = value { items } else { value.map { [$0] } ?? [] }
        if act == .add, path.filter == nil, path.part == nil { return try add(given, to: items, path, &work) }
        work.known = nil
        // What is changed is looked for first.
        try work.takes(given.count + items.count * (path.filter?.comparisons ?? 1) * (act == .remove ? 1 : 2))
        func isMeant(_ item: DataTree) -> Bool { path.filter?.matches(item) ?? true }
        if act == .remove {
            if let part = path.part { return items.map { isMeant($0) ? $0.with(part, nil) : $0 } }
            if path.filter == nil, !given.isEmpty {
                let gone = Set(given.compactMap { $0.attribute("value")?.word ?? $0.word })
                return items.filter { $0.attribute("value")?.word.map { !gone.contains($0) } ?? true }
            }
            return path.filter == nil ? [] : items.filter { !isMeant($0) }
        }
        guard path.filter != nil || path.part != nil else { return given }
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

    /// Those that are not there yet. What is there is read once for all operations that add to it one after the other.
    private static func add(
        _ given: [DataTree], to items: [DataTree], _ path: ScimPath, _ work: inout Work
    ) throws(ScimFault) -> [DataTree] {
        if work.knows(path) {
            // The list itself is copied for each, which is far less.
            try work.takes(given.count + items.count / 16)
        } else {
            try work.takes(given.count + items.count)
            work.known = (path, Set(items))
        }
        let new = given.filter { work.known?.values.contains($0) == false }
        // Only one is the first choice: the newest that says so.
        guard !new.contains(where: { $0.attribute("primary")?.truth == true }) else {
            try work.takes(items.count)
            work.known = nil
            return items.map { $0.with("primary", nil) } + new
        }
        work.known?.values.formUnion(new)
        return items + new
    }
}

extension DataTree {
    /// A text under a name in any case.
    func word(lax name: String) -> String? { if case .text(let text)? = attribute(name) { text } else { nil } }
}
