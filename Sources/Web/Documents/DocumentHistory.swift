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

    init(_ document: Document, _ context: Context) {
        self.document = document
        self.context = context
    }

    var html: HTML { panel(entries) }

    func panel(_ entries: [Entry]) -> HTML {
        Panel(id: "historik", heading: context.say(da: "Historik", en: "History"), isWide: true)
            .html(History.list(entries.lazy.filter { $0.effective <= sight.day }.map(context.markup)))
    }

    private var entries: [Entry] {
        // Acknowledgements are many and have a page of their own.
        let subjects =
            [.document(document.id)] + sight.decisions(about: document.id).map { Subject.decision($0.id) }
            + sight.consultations(about: document.id).map { .consultation($0.id) }
        return sight.entries(about: subjects, most: Self.most)
    }
}
