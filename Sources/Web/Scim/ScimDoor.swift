// SPDX-License-Identifier: MPL-2.0

import Domain
import Exchange
import Ledger
import Office

/// The door of SCIM 2.0 (RFC 7643, RFC 7644), by which a directory such as Entra ID says who is engaged and in which groups.
/// It opens with a token of its own, and what comes through it is one command a request.
enum ScimDoor {
    static let root = "/scim/v2"
    static let type = "application/scim+json"

    /// What there is below the root.
    enum Place: Hashable {
        case configuration
        /// Nil: all of them.
        case resourceTypes(String?), schemas(String?), users(String?), groups(String?)
        /// A list that is asked for by a body.
        case search(ScimQuery.Range)

        init?(path: String) {
            let parts = path.dropFirst(root.count).split(separator: "/", omittingEmptySubsequences: false).dropFirst()
            guard let first = parts.first, parts.count <= 2 else { return nil }
            let last = parts.count == 2 ? try? FormReader.decoded(parts[parts.startIndex + 1].utf8, plus: false) : nil
            guard parts.count == 1 || last?.isEmpty == false else { return nil }
            switch first.lowercased() {
            case "serviceproviderconfig" where last == nil: self = .configuration
            case "resourcetypes": self = .resourceTypes(last)
            case "schemas": self = .schemas(last)
            case ".search" where last == nil: self = .search(.all)
            case "users" where last?.lowercased() == ".search": self = .search(.users)
            case "groups" where last?.lowercased() == ".search": self = .search(.groups)
            case "users": self = .users(last)
            case "groups": self = .groups(last)
            case _: return nil
            }
        }

        var methods: [String] {
            switch self {
            case .configuration, .resourceTypes, .schemas: ["GET", "HEAD"]
            case .users(nil), .groups(nil): ["GET", "HEAD", "POST"]
            case .search: ["POST"]
            case .users, .groups: ["GET", "HEAD", "PUT", "PATCH", "DELETE"]
            }
        }

        var template: String {
            switch self {
            case .configuration: root + "/ServiceProviderConfig"
            case .resourceTypes(let name): root + "/ResourceTypes" + (name == nil ? "" : "/{name}")
            case .schemas(let name): root + "/Schemas" + (name == nil ? "" : "/{name}")
            case .users(let id): root + "/Users" + (id == nil ? "" : "/{id}")
            case .search(.all): root + "/.search"
            case .search(.users): root + "/Users/.search"
            case .search(.groups): root + "/Groups/.search"
            case .groups(let id): root + "/Groups" + (id == nil ? "" : "/{id}")
            }
        }
    }

    static func isMeant(_ path: String) -> Bool { path == root || path.hasPrefix(root + "/") }

    /// The most that is read of a body.
    static func most(_ path: String) -> Int {
        if case .groups? = Place(path: path) { ScimBody.mostOfGroup } else { ScimBody.most }
    }

    /// The address without what names a person: for the log and the figures.
    static func template(_ path: String) -> String { Place(path: path)?.template ?? root + "/-" }

    /// As the site asks: nobody fills the memory before a token is known.
    static func answer(_ ask: Ask, in installation: Installation) async -> Answer {
        let most = most(ask.rawPath)
        var (body, fault): ([UInt8], ScimFault?) = ([], (ask.length ?? 0) > most ? tooLarge(most) : nil)
        let parts = (ask.header("authorization") ?? "").split(separator: " ")
        if fault == nil, parts.count == 2, installation.tokens[String(parts[1])] != nil {
            do {
                body = try await ask.body(most)
            } catch is Ask.TooLarge {
                fault = tooLarge(most)
            } catch {
                fault = ScimFault(
                    408, da: "Det kom for langsomt frem. Prøv igen.", en: "It arrived too slowly. Try again.")
            }
        }
        let query = try? FormReader.pairs(ask.rawQuery.utf8)
        let request = APIRequest(
            method: ask.method, path: ask.rawPath, query: query ?? [:],
            brokenQuery: query == nil || ask.header("host")?.contains(",") == true, headers: ask.headers, body: body,
            peer: .network(ask.client))
        let found = await answer(request, fault, in: installation)
        var answer = Answer(found.status, found.body, headers: found.headers)
        answer.headers.removeAll { $0.0 == "content-type" }
        answer.headers += found.headers.filter { $0.0 == "content-type" }
        return answer
    }

    /// - Parameter unread: why the body was not read.
    static func answer(_ request: APIRequest, _ unread: ScimFault? = nil, in host: any APIHost) async -> APIAnswer {
        let language = API.language(of: request)
        var answer: APIAnswer
        do throws(ScimFault) {
            answer = try await respond(request, unread, in: host)
        } catch {
            answer = APIAnswer(error.status, type: type, error.body(language))
            switch error.status {
            case 401: answer.headers.append(("www-authenticate", "Bearer realm=\"vaern-scim\""))
            case 405:
                answer.headers.append(("allow", Place(path: request.path)?.methods.joined(separator: ", ") ?? ""))
            case 503: answer.headers.append(("retry-after", "5"))
            case _: break
            }
        }
        answer.headers += [
            ("content-language", language.rawValue), ("cache-control", "no-store"),
            ("vary", "accept-language, authorization"),
        ]
        if request.method == "HEAD" {
            answer.headers.append(("content-length", String(answer.body.count)))
            answer.body = []
        }
        return answer
    }

    private static func respond(
        _ request: APIRequest, _ unread: ScimFault?, in host: any APIHost
    ) async throws(ScimFault) -> APIAnswer {
        let caller = try Caller(request, host)
        guard let place = Place(path: request.path) else { throw unknown }
        guard place.methods.contains(request.method) else {
            throw ScimFault(405, da: "Metoden findes ikke her.", en: "There is no such method here.")
        }
        guard !request.brokenQuery else {
            throw ScimFault(
                400, .invalidSyntax, da: "Det, der står efter ?, kan ikke læses.",
                en: "What stands after ? cannot be read.")
        }
        let users = ScimUsers(caller, host)
        let address = host.baseURL + root
        switch place {
        case .configuration:
            return APIAnswer(
                200, type: type, ScimDiscovery.configuration(root: address, documentation: host.baseURL + "/"))
        case .resourceTypes(let name):
            guard let body = ScimDiscovery.resourceTypes(root: address, named: name) else { throw unknown }
            return APIAnswer(200, type: type, body)
        case .schemas(let name):
            let units = try await users.units()
            guard let body = ScimDiscovery.schemas(root: address, named: name, units: units) else { throw unknown }
            return APIAnswer(200, type: type, body)
        case .search(let range):
            return try await list(try ScimQuery(try body(request, unread), of: range), range, users)
        case .groups(let id):
            let groups = ScimGroups(caller, host)
            guard writing.contains(request.method) else { return try await groups.answer(request, id) }
            return try await groups.answer(request, id, try body(request, unread))
        case .users(let id):
            guard writing.contains(request.method) else { return try await users.answer(request, id) }
            return try await users.answer(request, id, try body(request, unread))
        }
    }

    private static let writing = ["POST", "PUT", "PATCH"]

    private static func list(
        _ query: ScimQuery, _ range: ScimQuery.Range, _ users: ScimUsers
    ) async throws(ScimFault) -> APIAnswer {
        let groups = ScimGroups(users.caller, users.host)
        switch range {
        case .users: return try await users.list(query)
        case .groups: return try await groups.list(query)
        case .all: return APIAnswer(200, type: type, query.list(try await users.all(), try await groups.all()))
        }
    }

    private static func body(_ request: APIRequest, _ unread: ScimFault?) throws(ScimFault) -> ScimBody {
        if let unread { throw unread }
        let bare = String((request.headers["content-type"] ?? "").prefix { $0 != ";" }).filter { $0 != " " }
        guard [type, "application/json"].contains(bare.lowercased()),
            request.headers["content-encoding"].map({ $0.lowercased() == "identity" }) ?? true
        else {
            throw ScimFault(
                415, da: "Send \(type) uden komprimering.", en: "Send \(type), not compressed.")
        }
        let most = most(request.path)
        guard request.body.count <= most else { throw tooLarge(most) }
        return try ScimBody(request.body)
    }

    // MARK: What may go wrong

    static let unknown = ScimFault(
        404, da: "Det findes ikke i Værn. Er personen eller gruppen slettet eller fjernet, så opret den på ny.",
        en: "There is no such thing in Værn. If the person or group was erased or taken away, create it anew.")

    private static func tooLarge(_ most: Int) -> ScimFault {
        let isOfGroup = most > ScimBody.most
        return ScimFault(
            413,
            da: "Kroppen fylder for meget: højst \(most >> 10) kB."
                + (isOfGroup ? " Send færre medlemmer ad gangen." : ""),
            en: "The body is too large: at most \(most >> 10) kB." + (isOfGroup ? " Send fewer members at a time." : "")
        )
    }

    /// `If-Match` names the state that is changed (RFC 7644 3.14).
    static func check(_ request: APIRequest, _ version: String) throws(ScimFault) {
        guard !["GET", "HEAD"].contains(request.method), let wanted = request.headers["if-match"], wanted != "*",
            !wanted.split(separator: ",").contains(where: { $0.filter { $0 != " " } == version })
        else { return }
        throw ScimFault(
            412, da: "Det er ændret siden. Hent det igen, og send ændringen på ny.",
            en: "It has changed since. Fetch it again, and send the change anew.")
    }

    /// Who asks: a client, by a token of an administrator.
    struct Caller: Sendable {
        let house: House
        let token: ID<Token>
        let holder: ID<Person>

        init(_ request: APIRequest, _ host: any APIHost) throws(ScimFault) {
            let parts = (request.headers["authorization"] ?? "").split(separator: " ")
            guard parts.count == 2, parts[0].lowercased() == "bearer", parts[1].utf8.count <= 512,
                let place = host.place(ofToken: String(parts[1])),
                let house = host.houses.first(where: { $0.id == place.organisation }),
                let token = house.state.register.tokens[place.token], token.isValid(on: host.clock.today)
            else { throw Self.invalid }
            guard token.scope == .scim else {
                throw ScimFault(
                    403, da: "Nøglen er ikke til SCIM. Udsted en, der må levere personer gennem SCIM.",
                    en: "The token is not for SCIM. Issue one that may provide persons by SCIM.")
            }
            guard let holder = Access.scimHolder(of: token, in: house.state.register, on: host.clock.today) else {
                throw Self.invalid
            }
            (self.house, self.token, self.holder) = (house, token.id, holder)
        }

        private static let invalid = ScimFault(
            401, da: "Nøglen mangler eller gælder ikke. En administrator udsteder en til SCIM i Værn under Min konto.",
            en: "The token is missing or not valid. An administrator issues one for SCIM in Værn under My account.")

        func sight() async throws(ScimFault) -> Sight {
            do { return try await house.sight(of: holder) } catch { throw Self.invalid }
        }

        /// One command; the ledger names the client. Nil: it stood so already.
        func perform(
            _ kind: CommandKind, _ fields: [String: [String]], _ expected: Int?, _ host: any APIHost
        ) async throws(ScimFault) -> Receipt? {
            do throws(Refusal) {
                return try await host.carryOut(
                    kind, Arguments(fields),
                    as: .system(component: Access.scimClient, rule: "\(token)", version: host.version), door: .api,
                    in: house.id, command: nil, expected: expected
                ).receipt
            } catch {
                guard error != ProvisionPerson.unchanged else { return nil }
                throw ScimFault(error)
            }
        }
    }
}

extension ScimFault {
    /// A refusal, as SCIM says it.
    init(_ refusal: Refusal) {
        let (status, kind): (Int, Kind?) =
            switch refusal.reason {
            case .invalid where [ProvisionFinding.taken, GroupFinding.taken].contains(refusal.phrase):
                (409, .uniqueness)
            case .invalid: (400, .invalidValue)
            case .outOfTurn: (409, nil)
            case .unknown: (404, nil)
            case .notAllowed, .freshSignInRequired: (403, nil)
            case .stale: (412, nil)
            case .readOnly, .busy: (503, nil)
            }
        let names = [
            "user_name": "userName", "external_id": "externalId", "number": "employeeNumber", "mail": "emails",
            "unit_path": "department", "from": "startDate", "name": "displayName",
        ]
        guard let field = refusal.field.map({ names[$0] ?? $0 }) else {
            self.init(status, kind, refusal.phrase)
            return
        }
        self.init(status, kind, da: "\(field): \(refusal.phrase.da)", en: "\(field): \(refusal.phrase.en)")
    }
}
