// SPDX-License-Identifier: MPL-2.0

import Domain

/// How somebody proved who they are. It stands with every fact that they make afterwards.
enum SignInWay: String, CaseIterable, Sendable {
    case password
    case code = "password+code"
    case recovery = "password+recovery"
    case passkey

    /// One thing known; two things; a key in a device that the device itself opens for its owner alone, and that answers to
    /// no other site.
    var strength: Int {
        switch self {
        case .password: 1
        case .code, .recovery: 2
        case .passkey: 3
        }
    }

    var label: Phrase {
        switch self {
        case .password: Phrase(da: "Adgangskode", en: "Password")
        case .code: Phrase(da: "Adgangskode og kode", en: "Password and code")
        case .recovery: Phrase(da: "Adgangskode og gendannelseskode", en: "Password and recovery code")
        case .passkey: Phrase(da: "Passkey", en: "Passkey")
        }
    }
}
