// SPDX-License-Identifier: MPL-2.0
import Domain
import Office

/// The rows of a version table as they are printed (policy §12): who, and what was done.
struct VersionRows {
    let sight: Sight
    let language: Language

    init(_ sight: Sight, _ language: Language) {
        self.sight = sight
        self.language = language
    }

    init(_ context: Context) {
        self.init(context.sight, context.language)
    }

    /// Unit, name, title.
    func author(_ row: Document.Row) -> String {
        switch row.author {
        case .imported(let value): return printed(value)
        case .unit(let unit, let person):
            var parts = [sight.name(unit, on: row.day, language) ?? erased]
            if let person {
                parts.append(sight.name(person, on: row.day) ?? erased)
                if let title = sight.title(person, on: row.day) { parts.append(title) }
            }
            return parts.joined(separator: ", ")
        }
    }

    /// What was done: the same words on pages, in files and in the interface.
    func update(_ row: Document.Row) -> String {
        switch row.update {
        case .imported(let value): printed(value)
        case .entered: language(Phrase(da: "Trådt i kraft", en: "Entered into force"))
        case .verified(let outcome):
            language(
                Phrase(
                    da: "Verificeret: \(outcome.label.da.lowercased())",
                    en: "Verified: \(outcome.label.en.lowercased())"))
        }
    }

    private func printed(_ value: ValueID) -> String { sight.text(value) ?? erased }
    private var erased: String { language(Sentence.erased) }
}
