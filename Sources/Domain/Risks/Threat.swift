// SPDX-License-Identifier: MPL-2.0

/// Something that could happen and do harm to what is to be protected (trussel): a line of a catalogue, in both languages.
/// It is data in one edition and is never changed; a risk names it by its catalogue and code (policy §8-b).
public struct Threat: Hashable, Sendable {
    /// What its catalogue calls it: »T01«. It is as what a framework calls a clause: text that stands in addresses and is sorted
    /// as people count.
    public typealias Code = ClauseID

    /// What kind of thing happens, in the order in which they are listed.
    public enum Category: String, Choosable {
        case physical, environment, utilities, technical
        case humanError = "human_error"
        case malicious
        case supplyChain = "supply_chain"
        case insider, people, legal, organisational

        public var label: Phrase {
            switch self {
            case .physical: Phrase(da: "Bygninger og udstyr", en: "Buildings and equipment")
            case .environment: Phrase(da: "Omgivelser", en: "Surroundings")
            case .utilities: Phrase(da: "Forsyning", en: "Utilities")
            case .technical: Phrase(da: "Teknik", en: "Technology")
            case .humanError: Phrase(da: "Menneskelige fejl", en: "Human error")
            case .malicious: Phrase(da: "Angreb udefra", en: "Attacks from outside")
            case .supplyChain: Phrase(da: "Leverandører", en: "Suppliers")
            case .insider: Phrase(da: "Misbrug indefra", en: "Abuse from inside")
            case .people: Phrase(da: "Bemanding", en: "Staffing")
            case .legal: Phrase(da: "Lovgivning", en: "Law")
            case .organisational: Phrase(da: "Organisation", en: "Organisation")
            }
        }
    }

    /// How it comes about (ISO/IEC 27005:2022, annex A).
    public enum Origin: String, Choosable {
        case accidental, deliberate, environmental

        public var label: Phrase {
            switch self {
            case .accidental: Phrase(da: "Hændeligt", en: "Accidental")
            case .deliberate: Phrase(da: "Bevidst", en: "Deliberate")
            case .environmental: Phrase(da: "Fra naturen", en: "Environmental")
            }
        }
    }

    /// A kind of assets that it is proposed for when a risk is described.
    public typealias Target = Asset.Kind

    public let code: Code
    public let name: Phrase
    /// What it is, where the catalogue says more than the name.
    public let about: Phrase?
    /// Nil for a catalogue that sorts its threats in another way: see `group`.
    public let category: Category?
    /// What its catalogue calls the group that it stands in.
    public let group: Phrase?
    /// Empty: not said.
    public let origins: [Origin]
    /// What it can harm, each for itself (policy §1). Empty: not said.
    public let affects: [ControlAttributes.Property]
    /// What typically lets it happen.
    public let vulnerabilities: [Phrase]
    /// Controls of ISO/IEC 27002 that are proposed against it.
    public let controls: [ClauseID]
    /// Empty: not said, so it is proposed for none and can be chosen for all.
    public let targets: [Target]

    public init(
        code: Code, name: Phrase, about: Phrase? = nil, category: Category? = nil, group: Phrase? = nil,
        origins: [Origin] = [], affects: [ControlAttributes.Property] = [], vulnerabilities: [Phrase] = [],
        controls: [ClauseID] = [], targets: [Target] = []
    ) {
        self.code = code
        self.name = name
        self.about = about
        self.category = category
        self.group = group
        self.origins = origins
        self.affects = affects
        self.vulnerabilities = vulnerabilities
        self.controls = controls
        self.targets = targets
    }

    /// Over the threats that stand together; nil where the catalogue has no groups.
    public var heading: Phrase? { category?.label ?? group }
}
