// SPDX-License-Identifier: MPL-2.0

public import Domain

/// How people sign in: who is asked for a second step, and who sees how somebody does.
extension Access {
    /// A name in the organisation's own sign-in system is a key: whoever has that name there signs in as the person.
    static func givesKey(_ deed: any Deed) -> Bool {
        ((((deed as? CorrectFact)?.replacement) ?? deed) as? IdentifyPerson)?.system == .oidc
    }

    /// Who sees how others sign in: those who help them, and those who watch over it. To others it would tell whose account
    /// opens easily.
    private static let signInReaders: [Role] = [.administrator, .security, .dpo, .auditor]

    /// Whether a person may see how another signs in. One's own everybody may.
    static func seesSignIn(
        of other: ID<Person>, _ person: ID<Person>, in register: Register, on day: Day
    ) -> Bool {
        held(by: person, in: register, on: day).contains { signInReaders.contains($0.role) }
            || person == other && register.persons[person]?.isActive(on: day) == true
    }

    /// Whether a person sees the system of its own that the organisation's people sign in through.
    static func seesSignInProvider(_ person: ID<Person>, in register: Register, on day: Day) -> Bool {
        held(by: person, in: register, on: day).contains { signInReaders.contains($0.role) }
    }

    /// Whether Værn records what it saw a person do to the person's own ways of signing in. No door for people leads here.
    static func records(_ order: Order, _ deed: any Deed, by person: ID<Person>) -> Bool {
        order.kind == .recordSignIn && order.door == .system && (deed as? RecordSignIn)?.person == person
    }

    /// The roles of those who decide or administer: who may decide a matter, or give rights.
    private static let deciding = Set(
        [CommandKind.makeDecision, .resolveProposal, .grantRole].flatMap { rights($0).map(\.0) })

    /// Whether the organisation demands a second step of the person at the sign-in. A deputy is asked as the one who is
    /// stood in for.
    public static func demandsSecondStep(of person: ID<Person>, in register: Register, on day: Day) -> Bool {
        switch register.organisation.secondStep.value(on: day) ?? .nobody {
        case .nobody: false
        case .everybody: true
        case .deciders: held(by: person, in: register, on: day).contains { deciding.contains($0.role) }
        }
    }
}

extension Access {
    /// Whether the organisation demands a second step of anybody.
    public static func demandsSecondStep(in register: Register, on day: Day) -> Bool {
        (register.organisation.secondStep.value(on: day) ?? .nobody) != .nobody
    }
}

extension Sight {
    /// Whether the person may see how another signs in.
    public func seesSignIn(of other: ID<Person>) -> Bool {
        isOperator || Access.seesSignIn(of: other, person, in: newest, on: today)
    }

    /// How a person signs in beside the password, on the day shown; nothing for who may not see it.
    public func signInMethods(of person: ID<Person>) -> [SignInMethod] {
        guard seesSignIn(of: person) else { return [] }
        return (register.persons[person]?.signInMethods ?? []).filter {
            $0.from <= day && $0.removed.map { day < $0 } ?? true
        }
    }

    /// Of whom a second step is demanded on the day shown.
    public var secondStep: SecondStep { organisation.secondStep.value(on: day) ?? .nobody }
}

extension Sentence {
    func of(_ whom: SecondStep, _ reason: String) -> String {
        whom == .nobody
            ? say("Login i to trin kræves ikke mere: \(reason)", "Sign-in in two steps is demanded no more: \(reason)")
            : say(
                "Login i to trin kræves af: \(whom.label.da.lowercased()). \(reason)",
                "Sign-in in two steps is demanded of: \(whom.label.en.lowercased()). \(reason)")
    }

    /// What became of a person's ways of signing in.
    func signIn(_ fact: Person.Fact, _ id: ID<Person>) -> String {
        let who = name(id)
        return switch fact {
        case .signInMethodAdded(_, let kind, let label):
            say(
                "\(who) kan logge ind med \(kind.label.da.lowercased()) »\(text(label))«",
                "\(who) can sign in with the \(kind.label.en.lowercased()) “\(text(label))”")
        case .signInMethodRemoved(let method): removed(method, id)
        case .recoveryCodesMade(let count):
            say("\(who) har fået \(count) gendannelseskoder", "\(who) was given \(count) recovery codes")
        case .roleFollowsGroups(let grant):
            role(grant, id).map { say("\(who)s rolle \($0) følger grupper", "\(who)'s role \($0) follows groups") }
                ?? who
        case .recoveryCodeUsed(let left):
            say(
                "\(who) brugte en gendannelseskode; \(left) er tilbage",
                "\(who) used a recovery code; \(left) are left")
        case _: who
        }
    }

    private func role(_ grant: ID<Person.Grant>, _ id: ID<Person>) -> String? {
        let role = sight.register.persons[id]?.grants.last { $0.id == grant }?.role
        return role.map { "»" + language($0.label) + "«" }
    }

    private func removed(_ method: ID<SignInMethod>, _ id: ID<Person>) -> String {
        let known = sight.register.persons[id]?.signInMethods.last { $0.id == method }
        let (who, label) = (name(id), text(known?.label))
        return say("\(who)s loginmetode »\(label)« er fjernet", "\(who)'s way of signing in “\(label)” is removed")
    }
}
