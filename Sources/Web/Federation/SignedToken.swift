// SPDX-License-Identifier: MPL-2.0

import Exchange
import Office

/// Why a token is not believed: for the log. Whoever brought it is told no more than that it is not.
struct TokenFault: Error, Hashable, CustomStringConvertible {
    let what: String

    init(_ what: String) { self.what = what }
    var description: String { what }
}

/// A token of a sign-in provider (RFC 7515, compact), taken apart. Nothing in it is believed until ``check(_:)``.
struct SignedToken: Sendable {
    /// Longer than a token with two hundred groups.
    static let mostBytes = 64 << 10

    let algorithm: SigningKey.Algorithm
    /// Which key of the provider's.
    let key: String?
    let type: String?
    let claims: JSON
    private let signed: [UInt8]
    private let signature: [UInt8]

    init(_ text: String) throws(TokenFault) {
        guard text.utf8.count <= Self.mostBytes else { throw TokenFault("too long") }
        let parts = text.utf8.split(separator: 0x2E, omittingEmptySubsequences: false).map { String(Substring($0)) }
        guard parts.count == 3, let head = Base64URL.decode(parts[0]), let body = Base64URL.decode(parts[1]),
            let signature = Base64URL.decode(parts[2]), !signature.isEmpty
        else { throw TokenFault("not three parts in base64url") }
        guard let header = try? JSONReader.read(head), let claims = try? JSONReader.read(body, roundsDown: true),
            case .object = claims
        else { throw TokenFault("not JSON") }
        let named = header["alg"]?.text ?? ""
        guard let algorithm = SigningKey.Algorithm(rawValue: named) else {
            throw TokenFault("the algorithm »\(named.prefix(20))« is not among those believed")
        }
        // What must be understood and is not (RFC 7515 §4.1.11).
        guard header["crit"] == nil else { throw TokenFault("unknown critical members") }
        self.algorithm = algorithm
        key = header["kid"]?.text
        type = header["typ"]?.text?.lowercased()
        self.claims = claims
        self.signature = signature
        signed = Array((parts[0] + "." + parts[1]).utf8)
    }

    /// The keys that it may be signed with: the one it names; without a name the only one there is for its algorithm.
    func candidates(among keys: [SigningKey]) -> [SigningKey] {
        let fitting = keys.filter { $0.fits(algorithm) }
        guard let key else { return fitting.count == 1 ? fitting : [] }
        return fitting.filter { $0.id == key }
    }

    /// Whether its key is not among them. One without a name may be signed with a key that came since.
    func isUnknown(among keys: [SigningKey]) -> Bool {
        key == nil ? !isSigned(by: keys) : candidates(among: keys).isEmpty
    }

    /// - Returns: false if it is signed with none of them.
    func isSigned(by keys: [SigningKey]) -> Bool {
        candidates(among: keys).contains { $0.verifies(signature, of: signed, by: algorithm) }
    }
}

extension JSON {
    /// What an object says, in the form that all protocols come down to. Of an object inside it only the names are kept.
    var asClaims: Claims {
        guard case .object(let members) = self else { return [:] }
        var claims: Claims = [:]
        for member in members {
            let values: [String] =
                switch member.value {
                case .array(let items): items.compactMap(\.word)
                case .object(let inner): inner.map(\.name)
                case .null: []
                case .string, .number, .bool: member.value.word.map { [$0] } ?? []
                }
            claims[member.name] = values
        }
        return claims
    }

    fileprivate var word: String? {
        switch self {
        case .string(let text): text
        case .number(let number): "\(number)"
        case .bool(let value): value ? "true" : "false"
        case .null, .array, .object: nil
        }
    }

    /// The values of a member that is one text or several.
    func texts(_ name: String) -> [String] {
        self[name]?.text.map { [$0] } ?? (self[name]?.items ?? []).compactMap(\.text)
    }
}
