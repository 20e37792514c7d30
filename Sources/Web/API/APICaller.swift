// SPDX-License-Identifier: MPL-2.0

import Domain
import Ledger
import Office

extension API {
    /// Who asks: a person by a token, or at the socket the operator of the machine.
    struct Caller: Sendable {
        let house: House
        let actor: Actor
        let door: Door
        /// Nil: the operator.
        let person: ID<Person>?
        let mayWrite: Bool

        func sight(_ view: View) async throws(APIProblem) -> Sight {
            do {
                if let person { return try await house.sight(of: person, view) }
                return try await house.operatorSight(view)
            } catch let refusal as Refusal {
                throw APIProblem(refusal)
            } catch {
                throw .failed
            }
        }

        static func identify(_ request: APIRequest, in host: any APIHost) throws(APIProblem) -> Caller {
            let wanted = request.headers["x-vaern-organisation"] ?? request.query["organisation"]?.first
            if let header = request.headers["authorization"] { return try bearer(header, wanted, request, host) }
            guard case .socket(let user) = request.peer, request.headers["x-vaern-operator"] != nil, !user.isEmpty
            else {
                throw unauthorised(
                    da: "Send en adgangsnøgle: Authorization: Bearer … Du udsteder den i Værn under Konto.",
                    en: "Send a token: Authorization: Bearer … You issue it in Værn under Account.", code: nil)
            }
            return Caller(
                house: try choose(wanted, among: host.houses), actor: .operator(user: String(user.prefix(64))),
                door: .cli,
                person: nil, mayWrite: true)
        }

        /// The secret is only ever looked up by its hash, so how long it takes tells nothing of a secret that exists.
        private static func bearer(
            _ header: String, _ wanted: String?, _ request: APIRequest, _ host: any APIHost
        ) throws(APIProblem) -> Caller {
            let parts = header.split(separator: " ", omittingEmptySubsequences: true)
            guard parts.count == 2, parts[0].lowercased() == "bearer", parts[1].utf8.count <= 512 else {
                throw invalid()
            }
            guard let place = host.place(ofToken: String(parts[1])),
                let house = host.houses.first(where: { $0.id == place.organisation }),
                wanted.map({ matches($0, house) }) ?? true,
                let token = house.state.register.tokens[place.token], let person = token.person,
                token.isValid(on: host.clock.today), token.scope == .read || token.scope == .write,
                let known = house.state.register.persons[person], known.isActive(on: host.clock.today),
                !known.isLockedOut
            else { throw invalid() }
            let door: Door = if case .socket = request.peer { .cli } else { .api }
            return Caller(
                house: house,
                actor: .person(Ref(person), account: Ref(person), method: "token", strength: 1, authenticated: 0),
                door: door,
                person: person, mayWrite: token.scope == .write)
        }

        /// The same words whatever is wrong with it.
        private static func invalid() -> APIProblem {
            unauthorised(
                da: "Adgangsnøglen gælder ikke. Udsted en ny i Værn under Konto.",
                en: "The token is not valid. Issue a new one in Værn under Account.", code: "invalid_token")
        }

        /// RFC 6750: no error code where no token was sent.
        private static func unauthorised(da: String, en: String, code: String?) -> APIProblem {
            let error = code.map { ", error=\"\($0)\"" } ?? ""
            return APIProblem(
                .unauthorised, Phrase(da: da, en: en), headers: [("www-authenticate", "Bearer realm=\"vaern\"" + error)]
            )
        }

        private static func choose(_ wanted: String?, among houses: [House]) throws(APIProblem) -> House {
            let list = houses.map { $0.names.reversed().joined(separator: " / ") }.joined(separator: ", ")
            if let wanted {
                let found = Naming.matches(wanted, houses.map { ($0, $0.names) })
                if found.count == 1 { return found[0].0 }
                throw APIProblem(
                    .malformed, field: "organisation",
                    da: "»\(API.shown(wanted))« er ikke netop én organisation her. Der er: \(list)",
                    en: "“\(API.shown(wanted))” is not just one organisation here. There are: \(list)")
            }
            guard let only = houses.first else {
                throw APIProblem(
                    .outOfTurn, da: "Her er endnu ingen organisation. Opret den i browseren.",
                    en: "There is no organisation here yet. Set it up in the browser.")
            }
            guard houses.count == 1 else {
                throw APIProblem(
                    .malformed, field: "organisation", da: "Der er flere organisationer. Vælg en af dem: \(list)",
                    en: "There are several organisations. Choose one of them: \(list)")
            }
            return only
        }

        private static func matches(_ wanted: String, _ house: House) -> Bool {
            !Naming.matches(wanted, [(house, house.names)]).isEmpty
        }
    }
}
