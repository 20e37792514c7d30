// SPDX-License-Identifier: MPL-2.0

import Domain

/// How somebody proved who they are. It stands with every fact that they make afterwards.
enum SignInWay: String, CaseIterable, Sendable {
    case password
    case code = "password+code"
    case recovery = "password+recovery"
    case passkey
    /// The organisation's own system said who it is; it also said that there was a second step.
    case federated = "oidc"
    case federatedStrong = "oidc+mfa"

    /// One thing known; two things; a key in a device that the device itself opens for its owner alone, and that answers to
    /// no other site.
    var strength: Int {
        switch self {
        case .password, .federated: 1
        case .code, .recovery, .federatedStrong: 2
        case .passkey: 3
        }
    }

    var label: Phrase {
        switch self {
        case .password: Phrase(da: "Adgangskode", en: "Password")
        case .code: Phrase(da: "Adgangskode og kode", en: "Password and code")
        case .recovery: Phrase(da: "Adgangskode og gendannelseskode", en: "Password and recovery code")
        case .passkey: Phrase(da: "Passkey", en: "Passkey")
        case .federated: Phrase(da: "Organisationens login", en: "The organisation's sign-in")
        case .federatedStrong:
            Phrase(da: "Organisationens login i to trin", en: "The organisation's sign-in in two steps")
        }
    }
}
