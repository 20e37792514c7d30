// SPDX-License-Identifier: MPL-2.0

public import Domain

/// What Værn says of compliance in OSCAL 1.1.2 (NIST), for programs that others run. Together they follow the layers of the
/// standard: what is chosen, how it is met, what was found, and what is done about it. The raw value stands in addresses and
/// on the command line.
public enum OSCALFile: String, CaseIterable, Sendable {
    /// The controls that a statement of applicability has as applicable.
    case profile = "oscal-profile"
    /// How each control that is decided is met, by whom, and why others are excluded.
    case component = "oscal-component"
    /// The same as a plan for the whole of what the statement is about.
    case systemPlan = "oscal-ssp"
    /// The requirements, as a catalogue that the next two are about.
    case catalogue = "oscal-catalog"
    /// What is assessed and tested, how often, by which method.
    case plan = "oscal-plan"
    /// What was found.
    case results = "oscal-results"
    /// What is wrong, and what is done about it.
    case milestones = "oscal-poam"

    /// What it is made of.
    public enum Matter: Sendable {
        case scope, requirements, nonconformities
    }

    public var matter: Matter {
        switch self {
        case .profile, .component, .systemPlan: .scope
        case .catalogue, .plan, .results: .requirements
        case .milestones: .nonconformities
        }
    }

    public static func of(_ matter: Matter) -> [OSCALFile] { allCases.filter { $0.matter == matter } }

    public var label: Phrase {
        switch self {
        case .profile: Phrase(da: "Profil", en: "Profile")
        case .component: Phrase(da: "Komponentdefinition", en: "Component definition")
        case .systemPlan: Phrase(da: "Systemsikkerhedsplan (SSP)", en: "System security plan (SSP)")
        case .catalogue: Phrase(da: "Katalog over krav", en: "Catalogue of requirements")
        case .plan: Phrase(da: "Vurderingsplan", en: "Assessment plan")
        case .results: Phrase(da: "Vurderingsresultater", en: "Assessment results")
        case .milestones: Phrase(da: "Handlingsplan (POA&M)", en: "Plan of action and milestones")
        }
    }

    /// Not registered, but told apart from the JSON of our own interface by it.
    public static let mediaType = "application/oscal+json"

    /// What a file calls another that lies beside it.
    var fileName: String { "\(rawValue).json" }
}
