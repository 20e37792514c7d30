// SPDX-License-Identifier: MPL-2.0

/// Which of the yearly duties of policy §9 an e-learning module serves.
public enum ModuleScope: String, Choosable {
    case gdpr, information, cyber, other

    public var label: Phrase {
        switch self {
        case .gdpr: Phrase(da: "GDPR", en: "GDPR")
        case .information: Phrase(da: "Informationssikkerhed", en: "Information security")
        case .cyber: Phrase(da: "Cybersikkerhed", en: "Cyber security")
        case .other: Phrase(da: "Andet", en: "Other")
        }
    }
}
