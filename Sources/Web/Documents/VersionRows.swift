// SPDX-License-Identifier: MPL-2.0
import Domain
import Office

/// The rows of a version table as they are printed (policy §12): who, and what was done.
struct VersionRows {
    let context: Context

    init(_ context: Context) {
        self.context = context
    }

    func author(_ row: Document.Row) -> String {
        switch row.author {
        case .imported(let value): return context.text(value)
        case .unit(let unit, let person):
            var parts = [context.name(unit, on: row.day)]
            if let person {
                parts.append(context.name(person, on: row.day))
                if let title = context.sight.title(person, on: row.day) { parts.append(title) }
            }
            return parts.joined(separator: ", ")
        }
    }

    func update(_ row: Document.Row) -> String {
        switch row.update {
        case .imported(let value): context.text(value)
        case .entered: context.say(da: "Trådt i kraft", en: "Entered into force")
        case .verified(let outcome):
            context.say(
                da: "Verificeret: \(outcome.label.da.lowercased())", en: "Verified: \(outcome.label.en.lowercased())")
        }
    }
}
