// SPDX-License-Identifier: MPL-2.0

import Domain

/// The addresses of sign-in through an organisation's own system.
enum FederationStep: Hashable, Sendable {
    /// Leads to the provider.
    case start
    /// Takes what comes back, one address for each organisation: an answer that one provider had sent to another's address
    /// is not taken, also where the provider does not say who it is (RFC 9700 §4.4.2.2).
    case answer(ID<Organisation>)
    /// Leads to the sign-out at the provider.
    case leave
    /// Takes what the provider says of a sign-out.
    case notice

    private static let root = "/log-ind/organisation"

    var path: String {
        switch self {
        case .start: Self.root
        case .answer(let organisation): "\(Self.root)/svar/\(organisation)"
        case .leave: Self.root + "/log-ud"
        case .notice: Self.root + "/afmelding"
        }
    }

    /// - Parameter parts: what stands after the root.
    init?(_ parts: ArraySlice<String>) {
        let parts = Array(parts)
        switch (parts.first, parts.count) {
        case (nil, 0): self = .start
        case ("svar", 2):
            guard let organisation = ID<Organisation>(parts[1]) else { return nil }
            self = .answer(organisation)
        case ("log-ud", 1): self = .leave
        case ("afmelding", 1): self = .notice
        case _: return nil
        }
    }
}
