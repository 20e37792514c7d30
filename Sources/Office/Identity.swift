// SPDX-License-Identifier: MPL-2.0

public import Domain

/// What a system outside says of somebody who signs in, in the one form that all protocols come down to: names of
/// attributes, each with its values.
public typealias Claims = [String: [String]]

/// Who somebody is, as a system outside says: **the one place where claims become a name, groups and a strength**. OpenID
/// Connect hands in the claims of an ID token whose signature was checked; SAML will hand in the attributes of an assertion,
/// and needs nothing else here. What follows from it (which person, which roles) is ``House/recognised(_:)``'s to say.
public struct Identity: Hashable, Sendable {
    /// Which register of names the name belongs to.
    public let system: Person.ForeignSystem
    /// Who gave it, where several could; nil: whoever is set up.
    public let issuer: String?
    public let name: String
    public let groups: [String]
    /// Whether there was a second step.
    public let isStrong: Bool

    public init(
        system: Person.ForeignSystem, issuer: String? = nil, name: String, groups: [String], isStrong: Bool
    ) {
        self.system = system
        self.issuer = issuer
        self.name = name
        self.groups = groups
        self.isStrong = isStrong
    }

    /// Reads claims as the organisation set them up; nil: the claim that says who it is is missing, empty, or has several
    /// values. An address of mail that the provider itself calls unconfirmed says nothing of who it is.
    public init?(_ claims: Claims, by provider: ProviderSettings) {
        let names = claims[provider.claim] ?? []
        guard names.count == 1, let name = names.first, !name.isEmpty, name.utf8.count <= 400 else { return nil }
        if provider.claim == "email", claims["email_verified"] != ["true"] { return nil }
        self.init(
            system: .oidc, issuer: provider.issuer, name: name,
            groups: provider.groupsClaim.flatMap { claims[$0] } ?? [],
            isStrong: !provider.strong.isDisjoint(with: (claims["acr"] ?? []) + (claims["amr"] ?? [])))
    }
}

/// The system of the organisation's own, with its words.
public struct ProviderSettings: Hashable, Sendable {
    public let name: String
    public let issuer: String
    public let client: String
    public let scopes: String
    public let claim: String
    public let groupsClaim: String?
    /// What was written about groups, line by line.
    public let written: String?
    public let groups: [GroupRole]
    public let strong: Set<String>

    /// Nil: a word of it is gone, so nobody can sign in by it.
    init?(_ provider: SignInProvider, _ text: (ValueID) -> String?) {
        guard let name = text(provider.name), let issuer = text(provider.issuer), let client = text(provider.client),
            let scopes = text(provider.scopes), let claim = text(provider.claim)
        else { return nil }
        self.name = name
        self.issuer = issuer
        self.client = client
        self.scopes = scopes
        self.claim = claim
        groupsClaim = provider.groupsClaim.flatMap(text)
        written = provider.groups.flatMap(text)
        groups = written.flatMap { try? GroupRole.read($0) } ?? []
        strong = Set((provider.strong.flatMap(text) ?? "").split(separator: " ").map(String.init))
    }

    /// The roles that somebody in these groups gets, each once. A group is compared letter by letter.
    public func roles(of groups: [String]) -> [Role] {
        let found = self.groups.filter { groups.contains($0.group) }.map(\.role)
        return GroupRole.roles.filter { found.contains($0) }
    }
}

/// What comes of an identity here.
public enum Recognised: Hashable, Sendable {
    /// This person, with exactly these roles by groups.
    case person(ID<Person>, roles: [Role])
    /// Nobody has that name in that system.
    case nobody
    /// More than one has it, after an annulment: none of them is picked.
    case several([ID<Person>])
    /// The person has no account, or it is closed.
    case noAccount(ID<Person>)
    /// The person is not engaged on the day.
    case away(ID<Person>)

    public var person: ID<Person>? {
        switch self {
        case .person(let id, _), .noAccount(let id), .away(let id): id
        case .nobody, .several: nil
        }
    }
}

extension House {
    /// The system that the organisation's people sign in through; nil: there is none.
    public var signInProvider: ProviderSettings? {
        state.register.organisation.signInProvider.flatMap { ProviderSettings($0) { texts.text($0) } }
    }

    /// The issuer of that system; nil: there is none.
    public var signInIssuer: String? {
        state.register.organisation.signInProvider.flatMap { texts.text($0.issuer) }
    }

    /// Who an identity is here, today. Nothing is made by it: somebody unknown stays unknown.
    public func recognised(_ identity: Identity) -> Recognised {
        let register = state.register
        // The provider may have been changed while somebody was on the way to it and back.
        if let issuer = identity.issuer, issuer != signInIssuer { return .nobody }
        let holders = register.holders(of: identity.name, in: identity.system) { texts.text($0) }
        guard holders.count < 2 else { return .several(holders) }
        guard let id = holders.first, let person = register.persons[id] else { return .nobody }
        guard person.account.newest.flatMap({ $0 }) != nil else { return .noAccount(id) }
        guard person.isActive(on: clock.today) else { return .away(id) }
        return .person(id, roles: roles(of: identity.groups, and: id, register))
    }
}

extension Sight {
    /// Whether the person sees how the organisation's people sign in through a system of its own: those who see how others
    /// sign in.
    public var seesSignInProvider: Bool { isOperator || Access.seesSignInProvider(person, in: newest, on: today) }

    /// That system as it is set up on the day shown.
    public var signInProvider: ProviderSettings? {
        guard seesSignInProvider else { return nil }
        return organisation.signInProvider.flatMap { ProviderSettings($0) { text($0) } }
    }

    /// Whether the person's name in OpenID Connect is one of an issuer that is set up no more, so that it opens nothing.
    public func hasOldName(_ person: Person) -> Bool {
        guard let known = person.foreignIdentity(in: .oidc) else { return false }
        return !newest.isOfIssuer(known) { texts.text($0) }
    }

    /// How many are engaged today whose name is one of an issuer that is set up no more; nil for whoever may not know.
    public var oldNames: Int? {
        guard seesSignInProvider, seesSources else { return nil }
        return newest.persons.values.count { $0.isActive(on: today) && hasOldName($0) }
    }

    /// What an identity would come to today; nil for whoever may not ask.
    public func wouldBe(_ identity: Identity) -> WouldBe? {
        guard seesSignInProvider, seesSources else { return nil }
        let found = house.recognised(identity)
        guard case .person(let person, let roles) = found else { return WouldBe(found: found) }
        let held = newest.persons[person]?.grants.filter { $0.holds(on: today) } ?? []
        return WouldBe(
            found: found, groups: names(of: newest.groups(of: person, on: today)),
            kept: held.filter { !$0.followsGroups || roles.contains($0.role) }.map(\.role),
            lost: held.filter { $0.followsGroups && !roles.contains($0.role) }.map(\.role),
            gained: roles.filter { role in !held.contains { $0.role == role } })
    }
}

/// What would come of a sign-in: who it is, and what becomes of the person's roles.
public struct WouldBe: Hashable, Sendable {
    public let found: Recognised
    /// The groups that the person is in as a client of SCIM told.
    public var groups: [String] = []
    public var kept: [Role] = []
    public var lost: [Role] = []
    public var gained: [Role] = []
}

extension Sentence {
    /// What became of the organisation's own system for signing in.
    func signInProvider(_ fact: Organisation.Fact) -> String {
        switch fact {
        case .signInProviderSet(let provider):
            say(
                "Login gennem »\(text(provider.name))« (\(text(provider.issuer))) er sat op",
                "Sign-in through “\(text(provider.name))” (\(text(provider.issuer))) is set up")
        case .signInProviderRemoved(let reason):
            say(
                "Login gennem eget login-system er slået fra: \(text(reason))",
                "Sign-in through the organisation's own system is off: \(text(reason))")
        case _:
            say(
                "Hemmeligheden til eget login-system er skiftet",
                "The secret for the organisation's own sign-in system is changed")
        }
    }
}
