// SPDX-License-Identifier: MPL-2.0

/// What others demand or recommend, as a catalogue that an organisation holds its own work against: a standard, a law. It
/// is data in one edition and is never changed; what an organisation decides about a clause is in its ledger (policy §§1, 5).
public struct Framework: Sendable {
    /// What its clauses are.
    public enum Kind: String, Choosable {
        /// Something that must be so.
        case requirements
        /// Something that can be done about it: a control of ISO/IEC 27002, in Danish a foranstaltning.
        case controls
        /// Something that could happen (trussel). Nothing answers for it: a risk names it. See ``ThreatCatalogue``.
        case threats

        /// What its clauses are, many of them.
        public var label: Phrase {
            switch self {
            case .requirements: Phrase(da: "Krav", en: "Requirements")
            case .controls: Phrase(da: "Foranstaltninger", en: "Controls")
            case .threats: Phrase(da: "Trusler", en: "Threats")
            }
        }
    }

    /// The name in addresses and mappings: `27001`. Small letters, digits and hyphens, at most forty.
    public struct Name: Hashable, Sendable, CustomStringConvertible {
        public let text: String
        public var description: String { text }

        public init?(_ text: String) {
            guard 1...40 ~= text.utf8.count,
                text.utf8.allSatisfy({ 0x30...0x39 ~= $0 || 0x61...0x7A ~= $0 || $0 == 0x2D })
            else { return nil }
            self.text = text
        }

        /// One that is written in the program.
        init(known text: String) { self.text = text }
    }

    public let name: Name
    public let kind: Kind
    /// What it is called among people: »ISO/IEC 27001:2022«.
    public let label: Phrase
    /// What it is about.
    public let about: Phrase
    /// Where it is published.
    public let source: Phrase
    /// In the order of their identifiers.
    public let clauses: [Clause]
    private let places: [ClauseID: Int]

    /// - Precondition: no two clauses have the same identifier.
    public init(
        name: Name, kind: Kind, label: Phrase, about: Phrase, source: Phrase, clauses: some Sequence<Clause>
    ) {
        self.name = name
        self.kind = kind
        self.label = label
        self.about = about
        self.source = source
        self.clauses = clauses.sorted { $0.id < $1.id }
        places = Dictionary(uniqueKeysWithValues: self.clauses.enumerated().map { ($1.id, $0) })
    }

    public subscript(id: ClauseID) -> Clause? { places[id].map { clauses[$0] } }

    /// The clauses that demand or recommend something themselves; the others are headings.
    public var demands: some Collection<Clause> { clauses.lazy.filter { !$0.isHeading } }

    /// Those directly below a clause.
    public func below(_ id: ClauseID) -> [Clause] { clauses.filter { $0.parent == id } }
}

/// One clause of a framework: a requirement, a control, or a heading over them. Titles and texts are our own words.
public struct Clause: Sendable {
    public let id: ClauseID
    /// The heading or clause above it.
    public let parent: ClauseID?
    public let title: Phrase
    /// What is demanded; nil for headings and for controls, which have a title alone.
    public let text: Phrase?
    public let isHeading: Bool
    /// Whether the clause itself asks for documented information.
    public let asksForDocuments: Bool
    /// Where it stands in a law: article, paragraph, letter.
    public let source: String?
    /// Of a control of ISO/IEC 27002.
    public let attributes: ControlAttributes?

    public init(
        id: ClauseID, parent: ClauseID? = nil, title: Phrase, text: Phrase? = nil, isHeading: Bool = false,
        asksForDocuments: Bool = false, source: String? = nil, attributes: ControlAttributes? = nil
    ) {
        self.id = id
        self.parent = parent
        self.title = title
        self.text = text
        self.isHeading = isHeading
        self.asksForDocuments = asksForDocuments
        self.source = source
        self.attributes = attributes
    }
}
