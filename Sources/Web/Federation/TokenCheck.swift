// SPDX-License-Identifier: MPL-2.0

import Domain

/// What a token must say before it is believed (OpenID Connect Core 1.0 §3.1.3.7; Back-Channel Logout 1.0 §2.6). The
/// signature is checked before.
struct TokenCheck: Sendable {
    let issuer: String
    let client: String
    let now: Instant

    /// How far two clocks may differ.
    static let leeway = 60
    /// A token comes straight from the provider; one that is older was lying somewhere.
    static let oldest = 600
    static let logoutEvent = "http://schemas.openid.net/event/backchannel-logout"

    private var seconds: Int { Int(now.milliseconds / 1000) }

    /// An ID token that answers a question with this nonce.
    ///
    /// - Parameter after: the person must have signed in at the provider since then; nil: whenever it was.
    func identity(_ token: SignedToken, nonce: String, after: Instant? = nil) throws(TokenFault) {
        guard token.type != "logout+jwt", token.claims["events"] == nil else { throw TokenFault("a logout token") }
        try common(token.claims)
        guard let end = token.claims["exp"]?.int, end > seconds - Self.leeway else { throw TokenFault("expired") }
        guard let found = token.claims["nonce"]?.text, Secret.equal(found, nonce) else { throw TokenFault("nonce") }
        guard let subject = token.claims["sub"]?.text, !subject.isEmpty, subject.utf8.count <= 255 else {
            throw TokenFault("no subject")
        }
        guard let after else { return }
        guard let time = token.claims["auth_time"]?.int else { throw TokenFault("no auth_time") }
        guard time >= Int(after.milliseconds / 1000) - Self.leeway else { throw TokenFault("no new sign-in") }
    }

    /// A token by which a provider ends sign-ins; answers its own name, which is taken once.
    func logout(_ token: SignedToken) throws(TokenFault) -> String {
        guard [nil, "jwt", "logout+jwt"].contains(token.type) else { throw TokenFault("no logout token") }
        try common(token.claims)
        if let end = token.claims["exp"] {
            guard let end = end.int, end > seconds - Self.leeway else { throw TokenFault("expired") }
        }
        guard case .object? = token.claims["events"]?[Self.logoutEvent] else { throw TokenFault("no logout event") }
        guard token.claims["nonce"] == nil else { throw TokenFault("a nonce") }
        guard token.claims["sub"]?.text != nil || token.claims["sid"]?.text != nil else {
            throw TokenFault("of nobody")
        }
        guard let name = token.claims["jti"]?.text, !name.isEmpty, name.utf8.count <= 255 else {
            throw TokenFault("no name")
        }
        return name
    }

    /// From whom, for whom, and when.
    private func common(_ claims: JSON) throws(TokenFault) {
        guard claims["iss"]?.text == issuer else { throw TokenFault("issuer") }
        let audience = claims.texts("aud")
        guard audience.contains(client) else { throw TokenFault("audience") }
        // Whoever else it is for, it was given to us.
        if audience.count > 1, claims["azp"] == nil { throw TokenFault("several audiences") }
        if let party = claims["azp"] { guard party.text == client else { throw TokenFault("authorised party") } }
        guard let made = claims["iat"]?.int, made <= seconds + Self.leeway, made >= seconds - Self.oldest else {
            throw TokenFault("made at another time")
        }
        if let start = claims["nbf"] {
            guard let start = start.int, start <= seconds + Self.leeway else { throw TokenFault("not yet valid") }
        }
    }
}
