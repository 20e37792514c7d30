// SPDX-License-Identifier: MPL-2.0

/// The five attributes and the theme that ISO/IEC 27002:2022 gives each of its controls, by the words of the standard.
public struct ControlAttributes: Sendable, Hashable {
    public let theme: Theme
    public let types: [ControlType]
    public let properties: [Property]
    public let concepts: [Concept]
    public let capabilities: [Capability]
    public let domains: [Domain]

    public init(
        theme: Theme, types: [ControlType], properties: [Property], concepts: [Concept], capabilities: [Capability],
        domains: [Domain]
    ) {
        self.theme = theme
        self.types = types
        self.properties = properties
        self.concepts = concepts
        self.capabilities = capabilities
        self.domains = domains
    }

    /// The chapter that it stands in.
    public enum Theme: String, CaseIterable, Sendable, Hashable {
        case organizational, people, physical, technological

        public var label: Phrase {
            switch self {
            case .organizational: Phrase(da: "Organisatorisk", en: "Organizational")
            case .people: Phrase(da: "Mennesker", en: "People")
            case .physical: Phrase(da: "Fysisk", en: "Physical")
            case .technological: Phrase(da: "Teknologisk", en: "Technological")
            }
        }
    }

    /// When it takes effect: before, while or after something happens.
    public enum ControlType: String, CaseIterable, Sendable, Hashable {
        case preventive = "Preventive"
        case detective = "Detective"
        case corrective = "Corrective"

        public var label: Phrase {
            switch self {
            case .preventive: Phrase(da: "Forebyggende", en: "Preventive")
            case .detective: Phrase(da: "Opdagende", en: "Detective")
            case .corrective: Phrase(da: "Korrigerende", en: "Corrective")
            }
        }
    }

    /// What it protects; kept apart, since security is not one number (policy §1).
    public enum Property: String, Choosable {
        case confidentiality = "Confidentiality"
        case integrity = "Integrity"
        case availability = "Availability"

        public var label: Phrase {
            switch self {
            case .confidentiality: Phrase(da: "Fortrolighed", en: "Confidentiality")
            case .integrity: Phrase(da: "Integritet", en: "Integrity")
            case .availability: Phrase(da: "Tilgængelighed", en: "Availability")
            }
        }
    }

    /// The concepts of cybersecurity of ISO/IEC TS 27110.
    public enum Concept: String, CaseIterable, Sendable, Hashable {
        case identify = "Identify"
        case protect = "Protect"
        case detect = "Detect"
        case respond = "Respond"
        case recover = "Recover"

        public var label: Phrase {
            switch self {
            case .identify: Phrase(da: "Identificere", en: "Identify")
            case .protect: Phrase(da: "Beskytte", en: "Protect")
            case .detect: Phrase(da: "Opdage", en: "Detect")
            case .respond: Phrase(da: "Reagere", en: "Respond")
            case .recover: Phrase(da: "Genoprette", en: "Recover")
            }
        }
    }

    /// Which part of the work it belongs to.
    public enum Capability: String, CaseIterable, Sendable, Hashable {
        case governance = "Governance"
        case assets = "Asset_management"
        case information = "Information_protection"
        case people = "Human_resource_security"
        case physical = "Physical_security"
        case network = "System_and_network_security"
        case applications = "Application_security"
        case configuration = "Secure_configuration"
        case identity = "Identity_and_access_management"
        case vulnerabilities = "Threat_and_vulnerability_management"
        case continuity = "Continuity"
        case suppliers = "Supplier_relationships_security"
        case legal = "Legal_and_compliance"
        case events = "Information_security_event_management"
        case assurance = "Information_security_assurance"

        public var label: Phrase {
            switch self {
            case .governance: Phrase(da: "Ledelse og styring", en: "Governance")
            case .assets: Phrase(da: "Styring af aktiver", en: "Asset management")
            case .information: Phrase(da: "Beskyttelse af information", en: "Information protection")
            case .people: Phrase(da: "Personalesikkerhed", en: "Human resource security")
            case .physical: Phrase(da: "Fysisk sikkerhed", en: "Physical security")
            case .network: Phrase(da: "System- og netværkssikkerhed", en: "System and network security")
            case .applications: Phrase(da: "Applikationssikkerhed", en: "Application security")
            case .configuration: Phrase(da: "Sikker konfiguration", en: "Secure configuration")
            case .identity: Phrase(da: "Identiteter og adgange", en: "Identity and access management")
            case .vulnerabilities: Phrase(da: "Trusler og sårbarheder", en: "Threats and vulnerabilities")
            case .continuity: Phrase(da: "Kontinuitet", en: "Continuity")
            case .suppliers: Phrase(da: "Leverandørsikkerhed", en: "Supplier security")
            case .legal: Phrase(da: "Lovgivning og efterlevelse", en: "Legal and compliance")
            case .events: Phrase(da: "Håndtering af sikkerhedsbegivenheder", en: "Security event management")
            case .assurance: Phrase(da: "Vished for sikkerheden", en: "Information security assurance")
            }
        }
    }

    /// The area of security that it belongs to.
    public enum Domain: String, CaseIterable, Sendable, Hashable {
        case governance = "Governance_and_Ecosystem"
        case protection = "Protection"
        case defence = "Defence"
        case resilience = "Resilience"

        public var label: Phrase {
            switch self {
            case .governance: Phrase(da: "Styring og omverden", en: "Governance and ecosystem")
            case .protection: Phrase(da: "Beskyttelse", en: "Protection")
            case .defence: Phrase(da: "Forsvar", en: "Defence")
            case .resilience: Phrase(da: "Robusthed", en: "Resilience")
            }
        }
    }
}
