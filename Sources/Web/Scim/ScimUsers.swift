// SPDX-License-Identifier: MPL-2.0

import Domain
import Exchange
import Ledger
import Office

/// The persons whom a client of SCIM has told of. Others are not there for it.
struct ScimUsers {
    let caller: ScimDoor.Caller
    let host: any APIHost

    init(_ caller: ScimDoor.Caller, _ host: any APIHost) { (self.caller, self.host) = (caller, host) }

    /// Reads or takes away.
    func answer(_ request: APIRequest, _ id: String?) async throws(ScimFault) -> APIAnswer {
        let query = try ScimQuery(request.query)
        guard let id else { return try await list(query) }
        let people = People(try await caller.sight(), host.baseURL)
        let (person, user) = try people.find(id)
        try ScimDoor.check(request, user.version)
        if request.method == "DELETE" {
            var fields = ["state": "gone", "user_name": user.userName, "name": user.name]
            fields["person"] = "\(person.id)"
            _ = try await perform(fields.mapValues { [$0] }, people.revision(of: person.id))
            return APIAnswer(204, headers: [], body: [])
        }
        if let known = request.headers["if-none-match"], known == user.version || known == "*" {
            return APIAnswer(304, headers: [("etag", user.version)], body: [])
        }
        return show(200, user, query)
    }

    func list(_ query: ScimQuery) async throws(ScimFault) -> APIAnswer {
        let people = People(try await caller.sight(), host.baseURL)
        // Who is asked for by name is found without making all the others.
        let key = query.onlyUserName.map(Person.identityKey)
        let told = people.told { key == nil || people.userName(of: $0).map(Person.identityKey) == key }
        return APIAnswer(200, type: ScimDoor.type, query.list(count: told.count) { people.user(told[$0]) })
    }

    /// Everybody whom the client has told of.
    func all() async throws(ScimFault) -> [ScimUser] {
        let people = People(try await caller.sight(), host.baseURL)
        return people.told { _ in true }.compactMap { people.user($0) }
    }

    private func show(_ status: Int, _ user: ScimUser, _ query: ScimQuery) -> APIAnswer {
        APIAnswer(
            status, type: ScimDoor.type, headers: [("etag", user.version), ("location", user.location)],
            user.body(query))
    }

    /// Creates, replaces or changes one.
    func answer(_ request: APIRequest, _ id: String?, _ body: ScimBody) async throws(ScimFault) -> APIAnswer {
        let query = try ScimQuery(request.query)
        guard let id else {
            let subject = try await perform(try ScimChange(new: body).fields, nil)
            guard let subject else { throw ScimDoor.unknown }
            return show(201, try People(try await caller.sight(), host.baseURL).find("\(subject.id)").user, query)
        }
        // What another wrote meanwhile is looked at again, unless the client named the state that it changes.
        for attempt in 1... {
            let people = People(try await caller.sight(), host.baseURL)
            let (person, user) = try people.find(id)
            try ScimDoor.check(request, user.version)
            let change =
                request.method == "PUT"
                ? try ScimChange(body, replacing: user) : try ScimChange(body, changing: user)
            var fields = change.fields
            fields["person"] = ["\(person.id)"]
            do throws(ScimFault) {
                _ = try await perform(fields, people.revision(of: person.id))
            } catch {
                guard error.status == 412, attempt < 5, request.headers["if-match"] == nil else { throw error }
                continue
            }
            break
        }
        return show(200, try People(try await caller.sight(), host.baseURL).find(id).user, query)
    }

    private func perform(
        _ fields: [String: [String]], _ expected: Int?
    ) async throws(ScimFault) -> Subject? {
        // A first day in the past is told late by its nature.
        let fields = fields.merging(["late_reason": ["Meldt gennem SCIM"]]) { $1 }
        return try await caller.perform(.provisionPerson, fields, expected, host)?.subjects.first
    }

    /// The names of the units by which a client says where somebody is.
    func units() async throws(ScimFault) -> [String] {
        People(try await caller.sight(), host.baseURL).units.values.sorted()
    }
}

/// The persons of one sight, as SCIM shows them.
private struct People {
    private let sight: Sight
    private let baseURL: String
    /// The groups that there are, as a person's resource names them.
    private let groups: [ID<ForeignGroup>: ScimUser.Group]
    /// How each unit is named but the uppermost, which is none.
    let units: [ID<Unit>: String]

    init(_ sight: Sight, _ baseURL: String) {
        (self.sight, self.baseURL) = (sight, baseURL)
        let (day, register) = (sight.today, sight.state.register)
        groups = sight.toldGroups.reduce(into: [:]) { found, group in
            found[group.id] = ScimUser.Group(
                id: "\(group.id)", name: group.name, location: "\(baseURL)\(ScimDoor.root)/Groups/\(group.id)")
        }
        let top = register.topUnit(on: day)
        let open = sight.units().filter { $0.isOpen(on: day) }
        var (names, count) = ([ID<Unit>: String](), [String: Int]())
        for unit in open {
            guard let name = sight.name(unit.id) else { continue }
            names[unit.id] = name
            count[name.lowercased(), default: 0] += 1
        }
        // Of several with one name, each is told with those above it.
        units = names.filter { $0.key != top }.reduce(into: [:]) { found, entry in
            let path = register.ancestry(of: entry.key, on: day).reversed().compactMap { names[$0] }
            found[entry.key] = count[entry.value.lowercased()] == 1 ? entry.value : path.joined(separator: " > ")
        }
    }

    func revision(of person: ID<Person>) -> Int { sight.revision(of: .person(person)) }

    /// The name that the client knows the person by; nil: it does not, or it is erased.
    func userName(of person: Person) -> String? { sight.text(person.identity(in: .userName)) }

    /// Those of whom the client has told and who are not erased, in the order of their identities.
    func told(_ isMeant: (Person) -> Bool) -> [Person] {
        guard sight.seesSources else { return [] }
        return sight.persons().filter {
            userName(of: $0) != nil && sight.text($0.name.newest) != nil && isMeant($0)
        }.sorted { $0.id < $1.id }
    }

    func find(_ id: String) throws(ScimFault) -> (person: Person, user: ScimUser) {
        guard sight.seesSources, let id = ID<Person>(id), let person = try? sight.person(id), let user = user(person)
        else { throw ScimDoor.unknown }
        return (person, user)
    }

    func user(_ person: Person) -> ScimUser? {
        guard let userName = userName(of: person), let name = sight.text(person.name.newest),
            let recorded = sight.house.trail.recorded(about: .person(person.id))
        else { return nil }
        let running = person.engagement(after: sight.today)
        let held = running ?? person.engagements.last
        let day = held?.nearest(sight.today) ?? sight.today
        // Who has no title stands with the kind of the engagement as one.
        let title = held.flatMap { sight.text($0.title(on: day)) }.flatMap { $0 == held?.kind.label.da ? nil : $0 }
        return ScimUser(
            id: "\(person.id)", userName: userName, externalID: sight.text(person.identity(in: .scim)), name: name,
            mail: sight.text(person.mail.newest.flatMap { $0 }), title: title, isActive: running != nil,
            department: held.flatMap { units[$0.unit(on: day)] },
            number: sight.text(person.identity(in: .employeeNumber)),
            groups: sight.state.register.groups(of: person.id, on: sight.today).compactMap { groups[$0] },
            created: recorded.first.description,
            modified: recorded.last.description, location: "\(baseURL)\(ScimDoor.root)/Users/\(person.id)")
    }
}

extension APIAnswer {
    /// An answer that says nothing.
    init(_ status: Int, headers: [(String, String)], body: [UInt8]) {
        (self.status, self.headers, self.body) = (status, headers, body)
    }
}

extension Installation {
    /// Whoever is engaged no more is signed in nowhere any more, and tokens that were revoked open nothing.
    func endProvisioned(
        _ arguments: Arguments, _ receipt: Receipt, _ organisation: ID<Organisation>
    ) async throws {
        guard arguments.texts["state"]?.first != ProvisionPerson.State.active.rawValue,
            let person = receipt.subjects.first(where: { $0.kind == .person })?.id.seen(as: Person.self)
        else { return }
        let place = Account.Place(organisation: organisation, person: person)
        if room(organisation)?.house.state.register.persons[person]?.isLockedOut == true { try await unlink(place) }
        try await sessions.endAll(in: place)
        for subject in receipt.subjects where subject.kind == .token {
            try await tokens.revoke(.init(organisation: organisation, token: subject.id.seen(as: Token.self)))
        }
    }
}
