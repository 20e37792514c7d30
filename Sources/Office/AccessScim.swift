// SPDX-License-Identifier: MPL-2.0

public import Domain
import Ledger

/// What a client of SCIM may do: say who is engaged and in which groups, with a token that opens nothing else.
extension Access {
    /// The name by which the ledger knows the client; its rule is the token.
    public static let scimClient = "scim"

    /// Whose token it is, if it opens SCIM on a day: an administrator's, while that person is one.
    public static func scimHolder(of token: Token, in register: Register, on day: Day) -> ID<Person>? {
        guard token.scope == .scim, token.isValid(on: day), let person = token.person,
            let known = register.persons[person], known.isActive(on: day), !known.isLockedOut,
            register.holders(of: .administrator, on: day).contains(person)
        else { return nil }
        return person
    }

    /// Whether Værn itself may give the command: a client of SCIM says of persons and groups what it is to say, with a token
    /// that holds, and nothing else; and nobody else says it.
    static func serves(_ order: Order, _ component: String, _ rule: String?, in register: Register, on day: Day) -> Bool
    {
        let isSaid = order.kind == .provisionPerson || order.kind == .provisionGroup
        guard component == scimClient || isSaid else { return true }
        guard component == scimClient, isSaid,
            let token = rule.flatMap({ ID<Token>($0) }).flatMap({ register.tokens[$0] })
        else { return false }
        return scimHolder(of: token, in: register, on: day) != nil
    }
}

extension Sentence {
    /// What of Værn did it; of a client of SCIM, whose token it had.
    static func system(_ component: String, _ rule: String?, in sight: Sight, _ language: Language) -> String {
        guard component == Access.scimClient else {
            return language(Phrase(da: "Værn, \(component)", en: "Værn, \(component)"))
        }
        let holder = rule.flatMap { ID<Token>($0) }.flatMap { sight.token($0)?.person }
        let name = holder.flatMap { sight.name($0) } ?? language(erased)
        return language(
            Phrase(da: "SCIM-klient med nøgle fra \(name)", en: "SCIM client with a token of \(name)"))
    }
}
