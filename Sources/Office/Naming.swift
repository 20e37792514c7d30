// SPDX-License-Identifier: MPL-2.0

/// What somebody typed in the place of a reference: a name, or how it begins.
public enum Naming {
    /// The things that are meant: those with exactly that name, else those with a name that begins so. Upper and lower
    /// case are the same.
    public static func matches<Thing>(_ typed: String, _ things: some Sequence<(Thing, [String])>) -> [(
        Thing, [String]
    )] {
        let wanted = typed.lowercased()
        guard !wanted.isEmpty else { return [] }
        let begin = things.filter { thing in thing.1.contains { $0.lowercased().hasPrefix(wanted) } }
        let exact = begin.filter { thing in thing.1.contains { $0.lowercased() == wanted } }
        return exact.isEmpty ? begin : exact
    }

    /// At most ten names to choose from.
    public static func list(_ names: some Sequence<String>) -> String {
        let first = Array(names.prefix(11))
        return first.prefix(10).joined(separator: ", ") + (first.count > 10 ? " …" : "")
    }
}

extension House {
    /// By what people call the organisation: its reference, its short name and its name.
    public var names: [String] {
        let organisation = state.register.organisation
        return [id.description]
            + [organisation.short.newest, organisation.name.newest].compactMap { $0.flatMap { texts.text($0) } }
    }
}
