// SPDX-License-Identifier: MPL-2.0

import Domain
import Office

@testable import Web

/// How people sign in.
extension ExampleWorld {
    private static let method = ID<SignInMethod>(high: 0x0190_A4C2_7F31_7ABC, low: 0x8DEF_0011_2233_9999)

    func prepareSignIn(_ kind: CommandKind) async throws {
        if kind == .setProviderSecret || kind == .removeSignInProvider {
            try await rooms.give(
                .setSignInProvider,
                [
                    "name": "Login", "issuer": "https://login.example.dk", "client": "vaern", "scopes": "openid",
                    "claim": "sub",
                ])
        }
        guard kind == .removeSignInMethod else { return }
        try await rooms.give(
            .recordSignIn,
            [
                "person": "\(bo)", "act": "added", "method": "\(Self.method)", "kind": "passkey", "label": "Nøgle",
            ])
    }

    func signInMembers(_ kind: CommandKind) -> [(String, JSON)] {
        let person: (String, JSON) = ("person", .string("\(bo)"))
        return switch kind {
        case .recordSignIn: [person, ("act", "codes_made"), ("count", 10)]
        case .setSignInProvider:
            [
                ("name", "Login"), ("issuer", "https://login.example.dk"), ("client", "vaern"), ("scopes", "openid"),
                ("claim", "oid"), ("groups_claim", "groups"), ("groups", "Vagt = dpo"), ("strong", "mfa"),
            ]
        case .setProviderSecret: [("secret", "hemmelig")]
        case .removeSignInProvider: [("reason", "Skiftet ud")]
        case .followGroups: [person, ("roles", "dpo auditor")]
        case .provisionPerson:
            [("state", "active"), ("user_name", "nete"), ("name", "Nete Ny"), ("unit_path", "It-drift")]
        case .provisionGroup: [("state", "told"), ("name", "Vagten"), ("external_id", "g-1")]
        case .removeSignInMethod: [person, ("method", .string("\(Self.method)"))]
        case _:
            [("whom", "everybody"), ("from", .string("\(rooms.today + 1)")), ("reason", "NIS2 artikel 21")]
        }
    }
}
