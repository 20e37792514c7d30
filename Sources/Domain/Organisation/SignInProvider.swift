// SPDX-License-Identifier: MPL-2.0

/// The system of the organisation's own through which its people sign in (OpenID Connect), as it is set up. The client's
/// secret is never a fact: it lies with the other secrets, beside the ledger.
public struct SignInProvider: Hashable, Sendable {
    /// What people call it: it stands on the button.
    public let name: ValueID
    /// The address by which the provider names itself; everything else is found from it (OpenID Connect Discovery 1.0).
    public let issuer: ValueID
    /// The name by which the provider knows Værn.
    public let client: ValueID
    /// What is asked for, with spaces between.
    public let scopes: ValueID
    /// The claim that says which person it is.
    public let claim: ValueID
    /// The claim that lists groups; nil: groups are not read.
    public let groupsClaim: ValueID?
    /// Which group gives which role, as it was written: a line for each.
    public let groups: ValueID?
    /// Values of `acr` and `amr` that say that there was a second step.
    public let strong: ValueID?

    public init(
        name: ValueID, issuer: ValueID, client: ValueID, scopes: ValueID, claim: ValueID, groupsClaim: ValueID?,
        groups: ValueID?, strong: ValueID?
    ) {
        self.name = name
        self.issuer = issuer
        self.client = client
        self.scopes = scopes
        self.claim = claim
        self.groupsClaim = groupsClaim
        self.groups = groups
        self.strong = strong
    }
}

extension SignInProvider {
    /// That it was set up, changed or taken away.
    public struct Change: Hashable, Sendable {
        public let position: Int
        /// Nil: taken away.
        public let provider: SignInProvider?
    }
}

extension Organisation {
    /// The system of its own that people sign in through; nil: there is none.
    public var signInProvider: SignInProvider? { signInProviders.last?.provider }

    /// The system whose name for a person a name is that was recorded at a position: the one that was set up then, and
    /// where there was none, the next one. A name says nothing to any other: each issuer gives its own (OpenID Connect
    /// Core 1.0 §5.7).
    public func provider(at position: Int) -> SignInProvider? {
        signInProviders.last { $0.position < position }?.provider
            ?? signInProviders.first { $0.position > position && $0.provider != nil }?.provider
    }
}

/// A group of another system and the role that it gives here.
public struct GroupRole: Hashable, Sendable {
    public let group: String
    public let role: Role

    public init(group: String, role: Role) {
        self.group = group
        self.role = role
    }

    /// The roles that a group may give: those that are granted and reach everything. Whom a unit has as its head, and who
    /// sits in a body, is decided here and not elsewhere.
    public static let roles: [Role] = Role.allCases.filter { $0.isGranted && $0 != .unitHead }

    /// Reads lines like `VAERN-admin = administrator`. The role is written as the interface of programs has it, or as
    /// pages call it.
    public static func read(_ text: String) throws(Refusal) -> [GroupRole] {
        var found: [GroupRole] = []
        for line in text.split(whereSeparator: \.isNewline) {
            let written = trimmed(line)
            guard !written.isEmpty else { continue }
            guard let sign = written.lastIndex(of: "=") else { throw noRole(written) }
            let group = trimmed(written[..<sign])
            let word = trimmed(written[written.index(after: sign)...]).lowercased()
            let role = roles.first {
                $0.rawValue == word || $0.label.da.lowercased() == word || $0.label.en.lowercased() == word
            }
            guard !group.isEmpty, let role else { throw noRole(written) }
            let one = GroupRole(group: group, role: role)
            if !found.contains(one) { found.append(one) }
        }
        return found
    }

    private static func trimmed(_ text: some StringProtocol) -> String {
        var kept = Substring(text)
        while kept.first?.isWhitespace == true { kept.removeFirst() }
        while kept.last?.isWhitespace == true { kept.removeLast() }
        return String(kept)
    }

    private static func noRole(_ line: String) -> Refusal {
        let words = roles.map(\.rawValue).joined(separator: ", ")
        let shown = String(line.prefix(60))
        return .invalid(
            "groups",
            da: "Skriv en gruppe, et lighedstegn og en af rollerne \(words) på hver linje. »\(shown)« kan ikke læses.",
            en: "Write a group, an equals sign and one of the roles \(words) on each line. “\(shown)” cannot be read.")
    }
}

/// Sets up, or changes, the organisation's own system for signing in.
public struct SetSignInProvider: Deed {
    let name: String, issuer: String, client: String, scopes: String, claim: String
    let groupsClaim: String?, groups: String?, strong: String?
    /// What groups that another system told of gave until now, found by the office.
    public var gave: GroupRights?

    public static let fields = [
        Field(
            "name", .line(most: 40), da: "Navn på knappen", en: "Name on the button",
            hint: Phrase(da: "Fx Kommunens login.", en: "Such as The municipality's sign-in.")),
        Field(
            "issuer", .line(most: 300), da: "Udstederens adresse", en: "Address of the issuer",
            hint: Phrase(
                da: "Begynder med https:// og står som »issuer« i udbyderens opsætning.",
                en: "Begins with https:// and stands as “issuer” in the provider's configuration.")),
        Field("client", .line(most: 200), da: "Klient-id", en: "Client id"),
        Field(
            "scopes", .line(most: 300), da: "Scopes", en: "Scopes",
            hint: Phrase(da: "Med mellemrum. openid skal være med.", en: "With spaces. openid must be among them.")),
        Field(
            "claim", .line(most: 100), da: "Claim, der siger, hvem personen er",
            en: "Claim that says who the person is",
            hint: Phrase(
                da: "Fx oid eller sub. Vælg et, som aldrig får en ny ejer; en e-mailadresse kan få det.",
                en: "Such as oid or sub. Choose one that never gets a new owner; an e-mail address can.")),
        Field("groups_claim", .line(most: 100), da: "Claim med grupper", en: "Claim with groups", optional: true),
        Field(
            "groups", .text(most: 8000), da: "Grupper og roller", en: "Groups and roles",
            hint: Phrase(
                da: "Én på hver linje, fx VAERN-admin = administrator.",
                en: "One on each line, such as VAERN-admin = administrator."), optional: true),
        Field(
            "strong", .line(most: 300), da: "Tegn på login i to trin", en: "Signs of a sign-in in two steps",
            hint: Phrase(
                da: "Værdier af acr eller amr, med mellemrum, fx mfa. Uden dem tæller login som ét trin.",
                en: "Values of acr or amr, with spaces, such as mfa. Without them a sign-in counts as one step."),
            optional: true),
    ]

    public init(_ arguments: Arguments) throws(Refusal) {
        name = try arguments.line("name", most: 40)
        issuer = try Self.issuer(try arguments.line("issuer", most: 300))
        client = try arguments.line("client", most: 200)
        scopes = try arguments.line("scopes", most: 300)
        claim = try arguments.line("claim", most: 100)
        groupsClaim = try arguments.optionalLine("groups_claim", most: 100)
        groups = try arguments.optionalText("groups", most: 8000)
        strong = try arguments.optionalLine("strong", most: 300)
        guard scopes.split(separator: " ").contains("openid") else {
            throw .invalid("scopes", da: "openid skal være med.", en: "openid must be among them.")
        }
        if let groups {
            guard try GroupRole.read(groups).isEmpty || groupsClaim != nil else {
                throw .invalid(
                    "groups_claim", da: "Skriv, i hvilket claim grupperne står.",
                    en: "Write in which claim the groups stand.")
            }
        }
    }

    /// An address over TLS, or on this machine, with nothing after its path. A slash at its end belongs to it: the issuer is
    /// compared letter by letter.
    static func issuer(_ text: String) throws(Refusal) -> String {
        guard let address = WebAddress(text), address.isSecure || address.isLocal, !text.contains(where: "?#@".contains)
        else {
            throw .invalid(
                "issuer", da: "Skriv adressen, som den står hos udbyderen: https:// og uden ?, # og @.",
                en: "Write the address as it stands with the provider: https://, and without ?, # and @.")
        }
        return text
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        let organisation = desk.register.organisation.id
        let kept = SignInProvider(
            name: desk.keep(name), issuer: desk.keep(issuer), client: desk.keep(client), scopes: desk.keep(scopes),
            claim: desk.keep(claim), groupsClaim: desk.keep(groupsClaim), groups: desk.keep(groups),
            strong: desk.keep(strong))
        let before = desk.register
        try desk.record(.organisation(organisation, .signInProviderSet(kept)))
        // Who is in a group that another system told of has what is written now, at once.
        guard let gave else { return }
        let gives = gave.writing(try groups.map { text throws(Refusal) in try GroupRole.read(text) } ?? [])
        let people = before.persons.values.filter { !$0.inGroups.isEmpty }.map(\.id)
        try desk.follow(people, since: before, gave, gives, because: "Opsætningen giver ikke rollen mere.")
    }
}

/// Changes the client's secret. The fact says that it was done; the secret goes beside the ledger.
public struct SetProviderSecret: Deed {
    public static let fields = [
        Field(
            "secret", .line(most: 500), da: "Klientens hemmelighed", en: "Secret of the client",
            hint: Phrase(
                da: "Den gemmes uden for revisionssporet og vises aldrig igen.",
                en: "It is kept outside the audit trail and never shown again."))
    ]

    public init(_ arguments: Arguments) throws(Refusal) {
        _ = try arguments.line("secret", most: 500)
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        let organisation = desk.register.organisation
        guard organisation.signInProvider != nil else { throw RemoveSignInProvider.none }
        try desk.record(.organisation(organisation.id, .signInSecretSet))
    }
}

/// Ends sign-in through the organisation's own system, at once. Local accounts go on.
public struct RemoveSignInProvider: Deed {
    let reason: String

    public static let fields = [Field.reason]

    public init(_ arguments: Arguments) throws(Refusal) {
        reason = try arguments.text("reason", most: 2000)
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        let organisation = desk.register.organisation
        guard organisation.signInProvider != nil else { throw Self.none }
        let kept: ValueID = desk.keep(reason)
        try desk.record(.organisation(organisation.id, .signInProviderRemoved(reason: kept)))
    }

    static let none = Refusal.outOfTurn(
        da: "Der er intet eget login-system sat op.", en: "No sign-in system of your own is set up.")
}

/// Brings the roles that follow from somebody's groups in step with them, at a sign-in. Værn alone gives it, after it has
/// checked the token. A role that a person here gave stays as it is.
public struct FollowGroups: Deed {
    public let person: ID<Person>
    let roles: [Role]

    public static let fields = [
        Field.person,
        Field("roles", .line(most: 300), da: "Roller", en: "Roles", optional: true),
    ]

    public init(_ arguments: Arguments) throws(Refusal) {
        person = try arguments.id("person")
        var found: [Role] = []
        for word in try arguments.optionalLine("roles", most: 300)?.split(separator: " ") ?? [] {
            guard let role = GroupRole.roles.first(where: { $0.rawValue == word }) else {
                throw .invalid(
                    "roles", da: "Vælg roller, som en gruppe kan give.", en: "Choose roles that a group gives.")
            }
            found.append(role)
        }
        roles = found
    }

    public func concern(in register: Register, on day: Day) -> Concern { Concern(person: person) }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        let known = try desk.register.existingPerson(person)
        guard known.isActive(on: desk.today) else {
            throw .invalid(
                "person", da: "Personen er ikke tilknyttet organisationen i dag.",
                en: "The person is not engaged in the organisation today.")
        }
        let why = "Login-systemets grupper giver ikke rollen mere."
        guard try desk.follow([(person, Set(roles))], because: why) else {
            throw .outOfTurn(da: "Rollerne passer allerede.", en: "The roles fit already.")
        }
    }
}
