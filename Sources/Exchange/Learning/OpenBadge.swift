// SPDX-License-Identifier: MPL-2.0
public import Domain

/// A certificate as an Open Badge 3.0 (1EdTech): a verifiable credential as a signed token (VC-JWT, RFC 7519; EdDSA over Ed25519,
/// RFC 8037). Who is shown it can check it without Værn, by the issuer's public key at its address. Whether it was revoked
/// since is told by the page that ``id`` names, and by nothing in the token.
public struct OpenBadge: Hashable, Sendable {
    /// Who gives it.
    public struct Issuer: Hashable, Sendable {
        /// The organisation's address, HTTPS.
        public var id: String
        public var name: String

        public init(id: String, name: String) {
            self.id = id
            self.name = name
        }
    }

    /// Whom it is given to. It says no more than the certificate itself.
    public enum Recipient: Hashable, Sendable {
        /// The name that stands on the certificate.
        case name(String)
        case mail(String)
    }

    /// What it is given for: a module in one version.
    public struct Achievement: Hashable, Sendable {
        /// An address of its own, HTTPS.
        public var id: String
        public var name: String
        public var description: String
        /// What it took: »Mindst 7 af 8 rigtige svar«.
        public var criteria: String
        public var language: Language
        public var version: String

        public init(
            id: String, name: String, description: String, criteria: String, language: Language, version: String
        ) {
            self.id = id
            self.name = name
            self.description = description
            self.criteria = criteria
            self.language = language
            self.version = version
        }

        /// The achievement of having passed a module.
        ///
        /// - Parameter base: the organisation's address without a slash at its end.
        public init(_ module: LearningModule, at base: String) {
            let say = module.language
            self.init(
                id: "\(base)/moduler/\(module.id)/\(OpenBadge.segment(module.version))", name: module.title,
                description: say(
                    da: "E-læring i \(module.scope.label.da), \(module.minutes) minutter.",
                    en: "E-learning in \(module.scope.label.en), \(module.minutes) minutes."),
                criteria: say(
                    da: "Mindst \(module.needed) af \(module.questions.count) spørgsmål er besvaret rigtigt.",
                    en: "At least \(module.needed) of \(module.questions.count) questions were answered right."),
                language: module.language, version: module.version)
        }
    }

    /// The address of the page that shows whether the certificate is valid, HTTPS: the credential's identity.
    public var id: String
    public var issuer: Issuer
    public var recipient: Recipient
    public var achievement: Achievement
    public var validFrom: Instant
    /// Nil: it does not run out.
    public var validUntil: Instant?
    /// Right answers in whole per cent, where they are told.
    public var percent: Int?

    public init(
        id: String, issuer: Issuer, recipient: Recipient, achievement: Achievement, validFrom: Instant,
        validUntil: Instant?, percent: Int? = nil
    ) {
        self.id = id
        self.issuer = issuer
        self.recipient = recipient
        self.achievement = achievement
        self.validFrom = validFrom
        self.validUntil = validUntil
        self.percent = percent
    }

    /// The signed token. The same badge, key and signer give the same token.
    ///
    /// - Parameters:
    ///   - keyID: where the public key is found: the address of the key set, `#`, and the name of the key in it.
    ///   - sign: the Ed25519 signature (64 bytes, RFC 8032) over the bytes that it is given.
    public func token(keyID: String, sign: (_ bytes: [UInt8]) throws -> [UInt8]) rethrows -> String {
        let header = DataTree.members([("alg", .text("EdDSA")), ("kid", .text(keyID)), ("typ", .text("JWT"))])
        let signed = Base64URL.encode(header.compact) + "." + Base64URL.encode(credential.compact)
        return signed + "." + Base64URL.encode(try sign(Array(signed.utf8)))
    }

    /// The organisation's public keys as a JSON Web Key set (RFC 7517, RFC 8037): older ones stay in it, so that what they signed
    /// can be checked.
    ///
    /// - Parameter keys: the name of each and its 32 bytes.
    public static func keySet(_ keys: [(name: String, publicKey: [UInt8])]) -> [UInt8] {
        let keys = keys.map { key in
            DataTree.members([
                ("kty", .text("OKP")), ("crv", .text("Ed25519")), ("x", .text(Base64URL.encode(key.publicKey))),
                ("kid", .text(key.name)), ("use", .text("sig")), ("alg", .text("EdDSA")),
            ])
        }
        return DataTree.members([("keys", .list(keys))]).json
    }

    // MARK: The credential

    /// The credential with the registered claims beside its members (Open Badges 3.0, 8.2.4.1).
    private var credential: DataTree {
        let subject: DataTree? =
            switch recipient {
            case .name: nil
            case .mail(let mail): .text("mailto:" + mail)
            }
        let members: [(String, DataTree?)] = [
            (
                "@context",
                .list([
                    .text("https://www.w3.org/ns/credentials/v2"),
                    .text("https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"),
                ])
            ),
            ("id", .text(id)), ("type", .list([.text("VerifiableCredential"), .text("OpenBadgeCredential")])),
            ("name", .text(achievement.name)),
            (
                "issuer",
                .members([
                    ("id", .text(issuer.id)), ("type", .list([.text("Profile")])), ("name", .text(issuer.name)),
                    ("url", .text(issuer.id)),
                ])
            ),
            ("validFrom", .text(Self.moment(validFrom))), ("validUntil", validUntil.map { .text(Self.moment($0)) }),
            (
                "credentialSubject",
                .members([
                    ("id", subject), ("type", .list([.text("AchievementSubject")])), ("identifier", identifier),
                    ("achievement", told), ("result", result),
                ])
            ),
            ("iss", .text(issuer.id)), ("sub", subject), ("jti", .text(id)),
            ("nbf", .number("\(validFrom.milliseconds / 1000)")),
            ("exp", validUntil.map { .number("\($0.milliseconds / 1000)") }),
        ]
        return .members(members)
    }

    private var identifier: DataTree? {
        guard case .name(let name) = recipient else { return nil }
        return .list([
            .members([
                ("type", .text("IdentityObject")), ("hashed", .truth(false)), ("identityHash", .text(name)),
                ("identityType", .text("name")),
            ])
        ])
    }

    private var told: DataTree {
        .members([
            ("id", .text(achievement.id)), ("type", .list([.text("Achievement")])),
            ("achievementType", .text("CertificateOfCompletion")), ("name", .text(achievement.name)),
            ("description", .text(achievement.description)),
            ("criteria", .members([("narrative", .text(achievement.criteria))])),
            ("inLanguage", .text(achievement.language.rawValue)), ("version", .text(achievement.version)),
            (
                "resultDescription",
                percent.map { _ in
                    .list([
                        .members([
                            ("id", .text(achievement.id + "#resultat")), ("type", .list([.text("ResultDescription")])),
                            ("name", .text(achievement.language(da: "Rigtige svar", en: "Right answers"))),
                            ("resultType", .text("Percent")), ("valueMin", .text("0")), ("valueMax", .text("100")),
                        ])
                    ])
                }
            ),
        ])
    }

    private var result: DataTree? {
        percent.map { percent in
            .list([
                .members([
                    ("type", .list([.text("Result")])), ("resultDescription", .text(achievement.id + "#resultat")),
                    ("value", .text("\(percent)")),
                ])
            ])
        }
    }

    /// Whole seconds, so that the claims and the dates say the same.
    private static func moment(_ instant: Instant) -> String {
        Instant(milliseconds: instant.milliseconds / 1000 * 1000).description.replacing(".000Z", with: "Z")
    }

    /// A text as one segment of an address (RFC 3986).
    private static func segment(_ text: String) -> String {
        var out = ""
        for byte in text.utf8 {
            switch byte {
            case 0x61...0x7A, 0x41...0x5A, 0x30...0x39, 0x2D, 0x2E, 0x5F, 0x7E:
                out.unicodeScalars.append(Unicode.Scalar(byte))
            case _:
                out +=
                    byte < 16
                    ? "%0\(String(byte, radix: 16, uppercase: true))" : "%\(String(byte, radix: 16, uppercase: true))"
            }
        }
        return out
    }
}
