// SPDX-License-Identifier: MPL-2.0

extension Document {
    /// A section that documents of a kind must have (policy §7.1: understanding and format match; §3.4: a topic policy
    /// sets objectives and method).
    public enum Section: String, Choosable {
        case purpose = "formaal"
        case objectives = "maal"
        case method = "metode"
        case requirements = "krav"
        case responsibility = "ansvar"
        case steps = "fremgangsmaade"
        case maintenance = "vedligeholdelse"

        public var label: Phrase {
            switch self {
            case .purpose: Phrase(da: "Formål", en: "Purpose")
            case .objectives: Phrase(da: "Målsætninger", en: "Objectives")
            case .method: Phrase(da: "Metode", en: "Method")
            case .requirements: Phrase(da: "Krav", en: "Requirements")
            case .responsibility: Phrase(da: "Ansvar", en: "Responsibility")
            case .steps: Phrase(da: "Fremgangsmåde", en: "Steps")
            case .maintenance: Phrase(da: "Vedligeholdelse", en: "Maintenance")
            }
        }

        /// Words of a heading by which the section is known, in lower case; one that ends with `-` may go on.
        var words: [String] {
            switch self {
            case .purpose: ["formål", "indledning", "hvorfor", "purpose", "introduction", "why"]
            case .objectives: ["mål", "målene", "målsætning-", "objective-", "goal-", "aims"]
            case .method: ["metode-", "method-", "approach"]
            case .requirements: ["krav", "kravene", "requirement-"]
            case .responsibility: ["ansvar-", "roller", "organisering-", "responsib-", "roles"]
            case .steps: ["fremgangsmåde-", "trin", "trinene", "sådan", "step-", "how"]
            case .maintenance:
                [
                    "vedligehold-", "verifikation-", "forbedring-", "ajourfør-", "opdatering-", "maintenance",
                    "review", "improvement",
                ]
            }
        }
    }

    /// What a version was put before its body without, and why.
    public struct Lacking: Hashable, Sendable {
        public let sections: [Section]
        public let reason: ValueID

        public init(sections: [Section], reason: ValueID) {
            self.sections = sections
            self.reason = reason
        }
    }
}

extension Document.Kind {
    /// The sections that a document of the kind must have, in the order of its template.
    public var mandatorySections: [Document.Section] {
        switch self {
        case .policy: [.purpose, .requirements, .responsibility, .maintenance]
        case .topicPolicy: [.objectives, .method, .requirements]
        case .procedure: [.purpose, .steps, .responsibility]
        case .guideline: [.purpose, .steps]
        case .module: []
        }
    }

    /// The sections that no reason does away with: policy §3.4 says that topic policies set objectives and method.
    public var indispensableSections: [Document.Section] {
        switch self {
        case .topicPolicy: [.objectives, .method]
        case .policy, .procedure, .guideline, .module: []
        }
    }
}

extension DocumentText {
    /// The mandatory sections that the text has not, or that have nothing below their heading but what a template
    /// says is to be written there.
    public func lacks(of kind: Document.Kind) -> [Document.Section] {
        let all = sections
        let least = all.map(\.level).min()
        // A title names what the document is about and is no section of it.
        let hasTitle = all.first?.level == least && all.count { $0.level == least } == 1 && all.count > 1
        let filled = all.dropFirst(hasTitle ? 1 : 0).filter { section in
            blocks[section.blocks].contains { $0.isWritten }
        }.map { Self.words(of: $0.title) }
        return kind.mandatorySections.filter { wanted in
            !filled.contains { $0.contains { word in wanted.words.contains { Self.matches(word, $0) } } }
        }
    }

    /// The headings of sections in which something of a template still waits to be written.
    public var unwritten: [String] {
        var found: [String] = []
        for (position, block) in blocks.enumerated() where block.isGuidance {
            let title = heading(above: position)?.text ?? block.text
            if found.last != title { found.append(title) }
        }
        return found
    }

    private static func words(of heading: String) -> [String] {
        heading.lowercased().split { !$0.isLetter }.map(String.init)
    }

    private static func matches(_ word: String, _ known: String) -> Bool {
        known.hasSuffix("-") ? word.hasPrefix(known.dropLast()) : word == known
    }
}

extension DocumentText.Block {
    /// Whether it says what is to be written in its place, as templates do: a paragraph in square brackets.
    public var isGuidance: Bool {
        kind == .paragraph && text.hasPrefix("[") && text.hasSuffix("]") && !text.contains("](")
    }

    /// Whether it is words of the document's own below a heading.
    fileprivate var isWritten: Bool {
        switch kind {
        case .heading, .furniture, .footnote: false
        case .paragraph, .listItem, .image, .tableRow, .code: !isGuidance && !text.isEmpty
        }
    }
}
