// SPDX-License-Identifier: MPL-2.0

import Domain
import HTML
import Office

/// What changed among the published documents, as an Atom feed (RFC 4287). The same change has the same identity for ever:
/// it is named by the ledger and the position of its entry.
struct PublicFeed {
    let context: PublicContext

    private var sight: PublicSight { context.sight }
    private var language: Language { context.language }

    init(_ context: PublicContext) {
        self.context = context
    }

    var answer: Answer {
        let title = context.say(da: "Offentlige dokumenter", en: "Public documents")
        let newest = sight.changes.first.map(\.day) ?? Day(number: 0)
        let feed: HTML = """
            <?xml version="1.0" encoding="utf-8"?>
            <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="\(language.rawValue)" xml:base="\(context.base)/">
            <id>\(identity("feed"))</id>
            <title>\(sight.name): \(title)</title>
            <updated>\(moment(newest))</updated>
            <author><name>\(sight.name)</name></author>
            <link rel="self" type="application/atom+xml"\(href: context.to(.changes))/>
            <link rel="alternate" type="text/html"\(href: context.to(.list))/>
            \(each: sight.changes, { entry($0) })</feed>

            """
        return Answer(200, type: "application/atom+xml; charset=utf-8", feed.bytes)
    }

    private func entry(_ change: PublicChange) -> HTML {
        let title = change.title ?? context.say(da: "Titlen er slettet", en: "The title is erased")
        let version = change.version?.description ?? ""
        let what =
            switch change.what {
            case .entered:
                context.say(
                    da: "»\(title)«, version \(version), er trådt i kraft",
                    en: "“\(title)”, version \(version), has entered into force")
            case .verified:
                context.say(
                    da: "»\(title)« er verificeret som version \(version)",
                    en: "“\(title)” is verified as version \(version)")
            case .withdrawn: context.say(da: "»\(title)« er ophævet", en: "“\(title)” is withdrawn")
            }
        let place = change.what == .withdrawn ? context.to(.list) : context.to(.document(change.number))
        return """
            <entry>
            <id>\(identity("\(change.position)"))</id>
            <title>\(what)</title>
            <updated>\(moment(change.day))</updated>
            <published>\(moment(change.day))</published>
            <link rel="alternate" type="text/html"\(href: place)/>
            <summary>\(what), \(language.day(change.day)).</summary>
            </entry>

            """
    }

    /// A tag URI (RFC 4151) of the ledger's own name, which never changes: `domain/vaern/organisation/epoch`.
    private func identity(_ name: String) -> String {
        let parts = sight.origin.split(separator: "/", maxSplits: 1)
        let rest = parts.count > 1 ? parts[1].description : sight.origin
        return "tag:\(parts.first?.description ?? "vaern.invalid"),2026:\(rest)/\(language.rawValue)/\(name)"
    }

    private func moment(_ day: Day) -> String { Copenhagen.start(of: day).description }
}
