// SPDX-License-Identifier: MPL-2.0

public import Domain

/// What a file with a framework was read as, before anybody has decided to use it: the clauses, where it comes from, and
/// what could not be taken along. It is shown to the one who brought it; nothing of it is kept here.
public struct FrameworkReading: Sendable {
    public let format: FrameworkFile.Format
    /// A proposal, made of what the file calls itself; nil where nothing is left of that in an address.
    public internal(set) var name: Framework.Name?
    /// Whether its clauses are requirements or controls, as far as the format tells.
    public internal(set) var kind: Framework.Kind
    /// What it calls itself; empty for a table, which does not say it.
    public internal(set) var label: Phrase
    /// What it says that it is about.
    public internal(set) var about: Phrase?
    public internal(set) var version: String?
    /// Who publishes it.
    public internal(set) var publisher: String?
    /// What it says about copyright and licence. Whether the organisation may use it is for the organisation to know.
    public internal(set) var rights: String?
    /// Where it is published: an address.
    public internal(set) var address: String?
    /// Two letters each (ISO 639-1), the file's own first; empty where it does not say. A text that is in one language alone
    /// stands in both halves of a phrase.
    public internal(set) var languages: [String] = []
    /// In the order of the file, each identifier once, each parent among them.
    public internal(set) var clauses: [Clause] = []
    public internal(set) var mappings: [Mapping] = []
    /// Of a catalogue of threats: what more it says of each. Its clauses are the same ones, and the headings over them.
    public internal(set) var threats: [Threat] = []
    /// What was left out, changed or could not be read, in the order in which it was met.
    public internal(set) var remarks: [Remark] = []

    public struct Clause: Hashable, Sendable {
        public internal(set) var id: ClauseID
        /// How it is written in print, where that is not the identifier: »AC-2(1)« for `ac-2.1`.
        public internal(set) var label: String?
        public internal(set) var parent: ClauseID?
        public internal(set) var title: Phrase
        /// Lines are divided by line breaks; an item of a list begins with its mark.
        public internal(set) var text: Phrase?
        /// Nothing that can be assessed by itself.
        public internal(set) var isHeading: Bool
    }

    /// That two clauses have to do with each other, as the file says. The other framework need not be known.
    public struct Mapping: Hashable, Sendable {
        /// A clause and what the file calls the framework that it is of.
        public struct Place: Hashable, Sendable {
            public let framework: String
            public let clause: ClauseID
        }
        public let from: Place
        public let relation: ClauseRelation
        public let to: Place
        public let rationale: String?
    }

    /// Something to know about the import, with all the places that it holds for.
    public struct Remark: Hashable, Sendable {
        public enum Kind: Hashable, Sendable {
            /// It is in the file and not in the reading, on purpose.
            case leftOut
            /// It is in the reading in another form.
            case changed
            /// It should be there, and could not be read.
            case unreadable
        }
        public enum Place: Hashable, Sendable {
            case row(Int)
            /// As the file calls it.
            case clause(String)

            public var label: Phrase {
                switch self {
                case .row(let number): Phrase(da: "række \(number)", en: "row \(number)")
                case .clause(let name): Phrase(da: name, en: name)
                }
            }
        }
        public let kind: Kind
        public let what: Phrase
        /// The first of them; `count` says how many there are. None: it is about the file.
        public internal(set) var places: [Place]
        public internal(set) var count: Int

        /// So many places are kept of each remark: a page shows fewer.
        static let mostPlaces = 500
    }

    init(_ format: FrameworkFile.Format, _ kind: Framework.Kind, label: Phrase) {
        self.format = format
        self.kind = kind
        self.label = label
    }

    /// Takes a remark down; what was said before gets one more place.
    mutating func remark(_ kind: Remark.Kind, _ place: Remark.Place?, da: String, en: String) {
        remarks.note(kind, place, Phrase(da: da, en: en))
    }

    /// As a framework, under the name and with the words that somebody chose.
    public func framework(name: Framework.Name, kind: Framework.Kind, label: Phrase, about: Phrase, source: Phrase)
        -> Framework
    {
        Framework(
            name: name, kind: kind, label: label, about: about, source: source,
            clauses: clauses.map {
                Domain.Clause(
                    id: $0.id, parent: $0.parent, title: $0.title, text: $0.text, isHeading: $0.isHeading,
                    source: $0.label)
            })
    }
}

extension [FrameworkReading.Remark] {
    mutating func note(
        _ kind: FrameworkReading.Remark.Kind, _ place: FrameworkReading.Remark.Place?, _ what: Phrase
    ) {
        // There are some twenty different ones at most, since no remark names what a stranger wrote.
        guard let index = firstIndex(where: { $0.kind == kind && $0.what == what }) else {
            append(.init(kind: kind, what: what, places: place.map { [$0] } ?? [], count: 1))
            return
        }
        // Several things in one place are said once.
        if let place, self[index].places.last == place { return }
        self[index].count += 1
        if let place, self[index].places.count < FrameworkReading.Remark.mostPlaces {
            self[index].places.append(place)
        }
    }
}

extension Framework.Name {
    /// A proposal made of a title or of a file's name: »NIST SP 800-53« becomes `nist-sp-800-53`.
    public init?(proposedFrom text: String) {
        var out = ""
        for character in text.lowercased() {
            switch character {
            case "a"..."z", "0"..."9": out.append(character)
            case "æ", "ä": out += "ae"
            case "ø", "ö": out += "oe"
            case "å": out += "aa"
            case "ü": out += "ue"
            case _: if !out.isEmpty, out.last != "-" { out.append("-") }
            }
            if out.utf8.count > 60 { break }
        }
        // Whole words, as many as there is room for.
        while out.utf8.count > 40 || out.last == "-" {
            out = out.lastIndex(of: "-").map { String(out[..<$0]) } ?? String(out.prefix(40))
        }
        self.init(out)
    }
}
