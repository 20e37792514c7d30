// SPDX-License-Identifier: MPL-2.0

/// A framework that the organisation has adopted itself (policy §5): a catalogue of somebody else’s, or its own licensed
/// copy of a standard. The file is kept as it was handed in, and what was adopted never changes: a new edition is adopted
/// under a name of its own, so that what was stated from the former one says the same as then.
public struct AdoptedFramework: Hashable, Sendable {
    public enum Fact: Hashable, Sendable {
        case adopted(Adoption)
        case retired(reason: ValueID)
    }

    public struct Adoption: Hashable, Sendable {
        /// As in addresses and in `name:clause`; never used for another one.
        public let name: Framework.Name
        public let kind: Framework.Kind
        public let label: ValueID
        public let edition: ValueID?
        public let publisher: ValueID?
        /// Where it is published: an address.
        public let source: ValueID?
        /// What the file says of copyright and licence.
        public let rights: ValueID?
        /// Two letters each (ISO 639-1).
        public let languages: [String]
        /// The bytes, as they were handed in, the name they came with, and their SHA-256 in hexadecimal digits.
        public let file: ValueID
        public let fileName: ValueID
        public let sha256: String
        /// The catalogue that a profile chooses from; nil where the file says it all.
        public let catalogue: ValueID?
        /// How many clauses were read on the day, headings too: a later reader must find as many.
        public let clauses: Int

        public init(
            name: Framework.Name, kind: Framework.Kind, label: ValueID, edition: ValueID?, publisher: ValueID?,
            source: ValueID?, rights: ValueID?, languages: [String], file: ValueID, fileName: ValueID, sha256: String,
            catalogue: ValueID?, clauses: Int
        ) {
            self.name = name
            self.kind = kind
            self.label = label
            self.edition = edition
            self.publisher = publisher
            self.source = source
            self.rights = rights
            self.languages = languages
            self.file = file
            self.fileName = fileName
            self.sha256 = sha256
            self.catalogue = catalogue
            self.clauses = clauses
        }
    }

    public let id: ID<AdoptedFramework>
    /// Nil where it is annulled.
    public private(set) var adoption: Adoption?
    public private(set) var position = 0
    public private(set) var adoptedOn = Day.distantPast
    public private(set) var retirement = Timeline<ValueID>()
    public private(set) var revision = 0

    init(id: ID<AdoptedFramework>) { self.id = id }

    public func isRetired(on day: Day) -> Bool { retirement.value(on: day) != nil }

    mutating func evolve(_ fact: Fact, _ stamp: Stamp) {
        revision += 1
        switch fact {
        case .adopted(let adoption):
            self.adoption = adoption
            (position, adoptedOn) = (stamp.position, stamp.effective)
        case .retired(let reason): retirement.set(reason, from: stamp.effective, at: stamp.position)
        }
    }

    mutating func annul(_ position: Int) {
        revision += 1
        if self.position == position { adoption = nil }
        retirement.annul(position)
    }

    /// The names of those that come with Værn. They are there without being adopted.
    public static let shipped: Set<String> = ["27001", "27002", "nis2", "gdpr"]

    /// What was read out of the file before the command is decided. The domain reads no files.
    public struct Reading: Hashable, Sendable {
        public let sha256: String
        public let clauses: Int
        public let languages: [String]
        public let edition: String?
        public let publisher: String?
        public let source: String?
        public let rights: String?

        public init(
            sha256: String, clauses: Int, languages: [String], edition: String?, publisher: String?, source: String?,
            rights: String?
        ) {
            self.sha256 = sha256
            self.clauses = clauses
            self.languages = languages
            self.edition = edition
            self.publisher = publisher
            self.source = source
            self.rights = rights
        }

        /// As it was written by `encode`; nil for anything else.
        public init?(decoding bytes: [UInt8]) {
            let parts = bytes.split(separator: Reading.divider, omittingEmptySubsequences: false).map {
                String(decoding: $0, as: UTF8.self)
            }
            guard parts.count == 7, let clauses = Int(parts[1]) else { return nil }
            func part(_ index: Int) -> String? { parts[index].isEmpty ? nil : parts[index] }
            self.init(
                sha256: parts[0], clauses: clauses, languages: parts[2].split(separator: ",").map(String.init),
                edition: part(3), publisher: part(4), source: part(5), rights: part(6))
        }

        public func encode() -> [UInt8] {
            let parts = [
                sha256, String(clauses), languages.joined(separator: ","), edition ?? "", publisher ?? "",
                source ?? "", rights ?? "",
            ]
            return Array(
                parts.map { $0.utf8.filter { $0 != Reading.divider } }.joined(separator: [Reading.divider]))
        }

        /// The record separator of ASCII, which is in no text that somebody reads.
        private static let divider: UInt8 = 0x1E
    }
}

extension Register {
    func existingFramework(
        _ id: ID<AdoptedFramework>
    ) throws(Refusal) -> (AdoptedFramework, AdoptedFramework.Adoption) {
        guard let known = frameworks[id], let adoption = known.adoption else {
            throw .invalid("framework", da: "Vælg et rammeværk på listen.", en: "Choose a framework from the list.")
        }
        return (known, adoption)
    }

    /// The one that was adopted under a name, also when it is retired; the first where history has two.
    public func adoptedFramework(_ name: Framework.Name) -> AdoptedFramework? {
        frameworks.values.filter { $0.adoption?.name == name }.min { $0.position < $1.position }
    }

    /// How many requirements that hold are stated from one of its clauses or mapped to it.
    func requirements(from framework: Framework.Name, on day: Day) -> Int {
        requirements.values.lazy.filter { known in
            guard self.holds(known, on: day) else { return false }
            if case .clause(let clause)? = known.wording?.source, clause.framework == framework { return true }
            return known.mappings.contains { $0.key.framework == framework && ($0.value.newest ?? nil) != nil }
        }.count
    }

    /// Nothing new is stated from what is retired, and nothing ever from threats: a risk names them.
    func checkStands(
        _ framework: Framework.Name, on day: Day, _ field: String = "clause"
    ) throws(Refusal) {
        let known = adoptedFramework(framework)
        guard framework != ThreatCatalogue.own, known?.adoption?.kind != .threats else {
            throw .invalid(
                field, da: "\(framework) er et trusselskatalog. Vælg et punkt i et rammeværk, der kræver noget.",
                en: "\(framework) is a catalogue of threats. Choose a clause of a framework that demands something.")
        }
        guard let known, known.isRetired(on: day) else { return }
        throw .invalid(
            field, da: "Rammeværket \(framework) bruges ikke længere. Vælg et punkt i et andet.",
            en: "The framework \(framework) is retired. Choose a clause of another.")
    }
}
