// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Office

/// Everything that happened to a document and was decided about it, as sentences, newest first. What was annulled is
/// struck out; each line leads to its entry and to its proof, and for those who may, to where it is put right.
struct DocumentHistory {
    static let most = 100

    let document: Document
    let context: Context

    private var sight: Sight { context.sight }
    private var language: Language { context.language }

    init(_ document: Document, _ context: Context) {
        self.document = document
        self.context = context
    }

    var html: HTML { panel(entries) }

    func panel(_ entries: [Entry]) -> HTML {
        Panel(id: "historik", heading: context.say(da: "Historik", en: "History"), isWide: true)
            .html(History(entries: entries.filter { $0.effective <= sight.day }.map(line)).html(language))
    }

    private var entries: [Entry] {
        let own = sight.entries(about: .document(document.id), most: Self.most)
        let decided = sight.decisions(about: document.id).flatMap {
            sight.entries(about: .decision($0.id), most: Self.most)
        }
        return Array((own + decided).sorted { $0.position > $1.position }.prefix(Self.most))
    }

    private func line(_ entry: Entry) -> History.Entry {
        var remarks: [String] = []
        let isLater = entry.effective < Copenhagen.day(of: entry.recorded)
        if isLater || entry.effective > Copenhagen.day(of: entry.recorded) {
            remarks.append(
                context.say(
                    da: "gælder fra \(language.shortDay(entry.effective))",
                    en: "holds from \(language.shortDay(entry.effective))"))
        }
        if entry.isLate { remarks.append(context.say(da: "registreret senere", en: "recorded later")) }
        return History.Entry(
            entry.position, Route.entry(entry.position).link, recorded: entry.recorded, sentence(entry),
            who: Sentence.actor(of: entry, in: sight, language), reason: entry.lateReason.map { context.text($0) },
            remarks: remarks, annulled: annulment(of: entry))
    }

    private func sentence(_ entry: Entry) -> HTML {
        let said = Sentence.of(entry, in: sight, language)
        let number = language.number(entry.position)
        var html: HTML = """
            \(said). <a class="nowrap"\(href: Route.proof(entry.position))>\(context.say(da: "Bevis", en: "Proof"))\
            <span class="vh"> \(context.say(da: "for post \(number)", en: "of entry \(number)"))</span></a>
            """
        if mayCorrect(entry) {
            html += """
                 <a class="nowrap"\(href: Route.correction(entry.position))>\(context.say(da: "Ret", en: "Correct"))\
                <span class="vh"> \(context.say(da: "post \(number)", en: "entry \(number)"))</span></a>
                """
        }
        return html
    }

    private func mayCorrect(_ entry: Entry) -> Bool {
        if case .annulled = entry.fact { return false }
        return sight.annulled(by: entry.position) == nil && sight.may(.annulFact, about: entry.subject)
    }

    private func annulment(of entry: Entry) -> History.Annulment? {
        guard let position = sight.annulled(by: entry.position) else { return nil }
        var reason = context.say(Sentence.erased)
        if let by = try? sight.entry(position), case .annulled(_, let annulment) = by.fact {
            reason = context.text(annulment.reason)
        }
        return History.Annulment(position: position, link: Route.entry(position).link, reason: reason)
    }
}
