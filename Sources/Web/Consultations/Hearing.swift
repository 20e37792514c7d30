// SPDX-License-Identifier: MPL-2.0
import Domain
import Office

/// A consultation as pages and interface show it: its comments in the order of the text, each at its place.
struct Hearing {
    let consultation: Consultation
    let opening: Consultation.Opening
    let sight: Sight
    let language: Language
    let document: Document?
    let version: Document.Version?
    let text: DocumentText?
    /// The text that is newest now, where it is another: paragraphs may be gone from it.
    let newest: (version: Document.Version, text: DocumentText)?
    /// In the order of the text; those about the whole first, those about a paragraph that is not there last.
    let comments: [Consultation.Comment]
    private let places: [ParagraphID: Int]

    init(_ consultation: Consultation, _ opening: Consultation.Opening, _ sight: Sight, _ language: Language) {
        self.consultation = consultation
        self.opening = opening
        self.sight = sight
        self.language = language
        let document = try? sight.document(opening.document)
        self.document = document
        version = document?.versions.first { $0.id == opening.version }
        let text = version.flatMap { sight.text(of: $0) }
        self.text = text
        var places: [ParagraphID: Int] = [:]
        for (index, block) in (text?.blocks ?? []).enumerated() { places[block.id] = index }
        self.places = places
        let last = document.flatMap { sight.newestVersion(of: $0) }
        if let document, let last, last.id != opening.version, sight.sees(last, of: document),
            let now = sight.text(of: last)
        {
            newest = (last, now)
        } else {
            newest = nil
        }
        func order(_ comment: Consultation.Comment) -> Int {
            comment.paragraph.map { places[$0] ?? Int.max } ?? -1
        }
        comments = consultation.comments.filter { $0.day <= sight.day }.sorted {
            (order($0), $0.position) < (order($1), $1.position)
        }
    }

    var due: Day {
        consultation.due.value(on: sight.day) ?? opening.due
    }

    func index(of comment: Consultation.Comment) -> Int? { comment.paragraph.flatMap { places[$0] } }
    func address(of comment: Consultation.Comment) -> String? {
        index(of: comment).flatMap { text?.blocks[$0].address }
    }

    /// »7.3, stk. 2«; »Hele teksten«.
    func place(of comment: Consultation.Comment) -> String {
        guard comment.paragraph != nil else { return language(Phrase(da: "Hele teksten", en: "The whole text")) }
        guard let index = index(of: comment), let text else {
            return language(Phrase(da: "Afsnittet er udgået", en: "The paragraph is gone"))
        }
        return text.name(of: index, language)
    }

    /// Whether the paragraph of a comment is gone from the newest text.
    func isGone(_ comment: Consultation.Comment) -> Bool {
        guard let paragraph = comment.paragraph, let newest else { return false }
        return newest.text.block(paragraph) == nil
    }

    /// How many of those invited have answered by the day shown.
    var answered: Int {
        opening.invited.count { consultation.answered($0).map { $0 <= sight.day } ?? false }
    }
}
