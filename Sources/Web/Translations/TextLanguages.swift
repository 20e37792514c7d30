// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Office

/// The languages that a version can be read in, above its text: which one is read, which one binds, and what is missing.
/// The address says which: `?tekst=en`.
struct TextLanguages {
    let document: Document
    /// The version as it is read.
    let version: Document.Version
    let context: Context

    private var sight: Sight { context.sight }

    init(_ document: Document, _ version: Document.Version, _ context: Context) {
        self.document = document
        self.version = version
        self.context = context
    }

    /// The language that the address asks for.
    static func asked(_ context: Context) -> Language? {
        context.argument("tekst").flatMap { Language(rawValue: $0) }
    }

    private var own: Language { version.translatedFrom ?? version.draft.language }

    var html: HTML {
        let isTranslation = version.translatedFrom != nil
        guard isTranslation || version.translation(on: sight.day) != nil else { return missing }
        let other = own.other
        let binds = context.say(
            da: "\(own.label.da) (gælder)", en: "\(own.label.en) (binding)")
        let translated = context.say(
            da: "\(other.label.da) oversættelse", en: "\(other.label.en) translation")
        let place = Route.version(document.id, version.id)
        let items: [(String, Link?)] = [
            (binds, isTranslation ? Link(place) : nil),
            (translated, isTranslation ? nil : Link(place, query: [("tekst", other.rawValue)])),
        ]
        let label = context.say(da: "Tekstens sprog", en: "Language of the text")
        let note = isTranslation ? remark : HTML()
        return """
            <nav class="langs" aria-label="\(label)">\(each: items, { item in
                item.1.map { "<a\(href: $0)>\(item.0)</a>" as HTML } ?? "<b aria-current=\"true\">\(item.0)</b>"
            })</nav>\(note)
            """
    }

    private var remark: HTML {
        let words = context.say(
            da: "Du læser en oversættelse. Den \(own.label.da.lowercased())e tekst er den, der gælder.",
            en: "You read a translation. The \(own.label.en) text is the one that binds.")
        return Note(.info).html("<p>\(words)</p>")
    }

    /// A translation that belongs to an older text is older than this one.
    private var missing: HTML {
        let other = own.other
        if let former = document.formerTranslated(before: version, on: sight.day), sight.sees(former, of: document) {
            let (number, old) = (version.draft.number, former.draft.number)
            let words = context.say(
                da:
                    "Version \(number) er ikke oversat til \(other.label.da.lowercased()). Oversættelsen af version \(old) er ældre end teksten her.",
                en:
                    "Version \(number) is not translated into \(other.label.en). The translation of version \(old) is older than this text."
            )
            let link = Link(Route.version(document.id, former.id), query: [("tekst", other.rawValue)])
            let read = context.say(da: "Læs den ældre oversættelse", en: "Read the older translation")
            return Note(.warn).html("<p>\(words) <a\(href: link)>\(read)</a>\(translate)</p>")
        }
        guard context.language == other else { return HTML() }
        let words = context.say(
            da: "Teksten er ikke oversat til \(other.label.da.lowercased()).",
            en: "The text is not translated into \(other.label.en).")
        return "<p class=\"small\">\(words)\(translate)</p>"
    }

    private var translate: HTML {
        guard sight.may(.translateVersion, about: .document(document.id)), !document.isWithdrawn(on: sight.day) else {
            return HTML()
        }
        let link = Link(
            Route.command(.translateVersion),
            query: [("document", document.id.description), ("number", version.draft.number.description)])
        return " <a\(href: link)>\(context.say(da: "Oversæt den", en: "Translate it"))</a>"
    }
}

/// An image of a version, or of its translation.
struct TextImage: HTML.Addressable {
    let path: String

    init(_ place: Route, _ language: Language?) {
        path = Link(place, query: [("tekst", language?.rawValue)]).text
    }
}
