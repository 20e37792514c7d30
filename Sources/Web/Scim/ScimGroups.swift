// SPDX-License-Identifier: MPL-2.0

import Domain
import Exchange
import Office

/// The groups that a client of SCIM has told of, with those of their members whom it has told of too.
struct ScimGroups {
    let caller: ScimDoor.Caller
    let host: any APIHost

    init(_ caller: ScimDoor.Caller, _ host: any APIHost) { (self.caller, self.host) = (caller, host) }

    /// Reads or takes away.
    func answer(_ request: APIRequest, _ id: String?) async throws(ScimFault) -> APIAnswer {
        let query = try ScimQuery(request.query, of: .groups)
        guard let id else { return try await list(query) }
        let (group, shown) = try await find(id)
        try ScimDoor.check(request, shown.version)
        if request.method == "DELETE" {
            var fields = ["group": [id], "state": ["gone"], "name": [shown.name]]
            fields["revision"] = seen(request, group)
            _ = try await caller.perform(.provisionGroup, fields, nil, host)
            return APIAnswer(204, headers: [], body: [])
        }
        if let known = request.headers["if-none-match"], known == shown.version || known == "*" {
            return APIAnswer(304, headers: [("etag", shown.version)], body: [])
        }
        return show(200, shown, query)
    }

    func list(_ query: ScimQuery) async throws(ScimFault) -> APIAnswer {
        APIAnswer(200, type: ScimDoor.type, query.list([], try await all()))
    }

    /// Creates, replaces or changes one.
    func answer(_ request: APIRequest, _ id: String?, _ body: ScimBody) async throws(ScimFault) -> APIAnswer {
        let query = try ScimQuery(request.query, of: .groups)
        guard let id else {
            let change = try ScimGroupChange(new: body)
            _ = try await caller.perform(.provisionGroup, fields(change), nil, host)
            let key = Person.identityKey(change.name)
            guard let made = try await all().first(where: { Person.identityKey($0.name) == key }) else {
                throw ScimDoor.unknown
            }
            return show(201, made, query)
        }
        // What another wrote meanwhile is looked at again, unless the client named the state that it changes.
        for attempt in 1... {
            let (group, shown) = try await find(id)
            try ScimDoor.check(request, shown.version)
            let change =
                request.method == "PUT"
                ? try ScimGroupChange(body, replacing: shown) : try ScimGroupChange(body, changing: shown)
            var fields = fields(change)
            fields["group"] = [id]
            // A change of the members sends the name along: it must not undo what another named the group meanwhile.
            fields["revision"] = ["\(group.revision)"]
            do throws(ScimFault) {
                _ = try await caller.perform(.provisionGroup, fields, nil, host)
            } catch {
                guard error.status == 412, attempt < 5, seen(request, group) == nil else { throw error }
                continue
            }
            break
        }
        return show(200, try await find(id).shown, query)
    }

    /// Who is meant by no person's identity is left out, as who is not told of.
    private func fields(_ change: ScimGroupChange) -> [String: [String]] {
        func persons(_ names: [String]) -> [String] { names.compactMap { ID<Person>($0.lowercased())?.description } }
        return [
            "state": ["told"], "name": [change.name], "external_id": change.externalID.map { [$0] } ?? [],
            "joins": persons(change.joins), "leaves": persons(change.leaves),
        ]
    }

    /// The state that the client named, so that what others wrote meanwhile is not overwritten.
    private func seen(_ request: APIRequest, _ group: ForeignGroup) -> [String]? {
        request.headers["if-match"].flatMap { $0 == "*" ? nil : ["\(group.revision)"] }
    }

    private func show(_ status: Int, _ group: ScimGroup, _ query: ScimQuery) -> APIAnswer {
        APIAnswer(
            status, type: ScimDoor.type, headers: [("etag", group.version), ("location", group.location)],
            group.body(query))
    }

    // MARK: What there is

    /// All groups, in the order of their identities.
    func all() async throws(ScimFault) -> [ScimGroup] {
        let sight = try await caller.sight()
        let told = sight.toldGroups.sorted { $0.id < $1.id }
        guard !told.isEmpty else { return [] }
        return told.compactMap { group in
            sight.state.register.organisation.group(group.id).map { shown(group, $0, members(of: group.id, sight)) }
        }
    }

    private func find(_ text: String) async throws(ScimFault) -> (group: ForeignGroup, shown: ScimGroup) {
        let sight = try await caller.sight()
        guard let id = ID<ForeignGroup>(text), let group = sight.state.register.organisation.group(id),
            let told = sight.toldGroups.first(where: { $0.id == id })
        else { throw ScimDoor.unknown }
        return (group, shown(told, group, members(of: id, sight)))
    }

    /// Who is in a group, of those whom the client has told of.
    private func members(of group: ID<ForeignGroup>, _ sight: Sight) -> [ID<Person>] {
        let register = sight.state.register
        return register.members(of: group, on: sight.today).filter {
            sight.text(register.persons[$0]?.identity(in: .userName)) != nil
        }
    }

    private func shown(_ told: ToldGroup, _ group: ForeignGroup, _ members: [ID<Person>]) -> ScimGroup {
        let address = host.baseURL + ScimDoor.root
        return ScimGroup(
            id: "\(told.id)", name: told.name, externalID: told.external, members: members.map { "\($0)" },
            created: "\(group.told)", modified: "\(group.changed)", location: "\(address)/Groups/\(told.id)",
            users: "\(address)/Users")
    }
}
