// SPDX-License-Identifier: MPL-2.0

public import Domain

/// A group that a client of SCIM told of, as it is on the day shown.
public struct ToldGroup: Hashable, Sendable {
    public let id: ID<ForeignGroup>
    public let name: String
    /// By what the client's system knows it.
    public let external: String?
    /// How many persons are in it; those who are erased are nobody.
    public let members: Int
    /// What it gives, by the set-up of the sign-in system.
    public let roles: [Role]
}

extension House {
    /// The roles by groups of somebody who signs in: by the groups that the sign-in said, and by those that a client of SCIM
    /// told of.
    func roles(of said: [String], and person: ID<Person>, _ register: Register) -> [Role] {
        let said = signInProvider?.roles(of: said) ?? []
        let told = GroupRights(register) { texts.text($0) }.roles(of: register.groups(of: person, on: clock.today))
        return GroupRole.roles.filter { said.contains($0) || told.contains($0) }
    }
}

extension Sight {
    /// The groups that a client of SCIM told of, by name; none for those who may not know what other systems say.
    public var toldGroups: [ToldGroup] {
        guard seesSources else { return [] }
        let rights = GroupRights(register) { text($0) }
        return organisation.groups.filter { $0.isTold(on: day) }.compactMap { group in
            text(group.name.value(on: day)).map { name in
                let gives = rights.roles(of: [group.id])
                let members = register.members(of: group.id, on: day).count {
                    text(register.persons[$0]?.name.newest) != nil
                }
                return ToldGroup(
                    id: group.id, name: name, external: text(group.external.value(on: day).flatMap { $0 }),
                    members: members, roles: GroupRole.roles.filter { gives.contains($0) })
            }
        }.sorted { ($0.name, $0.id) < ($1.name, $1.id) }
    }

    /// The names of the groups that a person is in on the day shown: one's own, or for those who may know.
    public func groupNames(of other: ID<Person>) -> [String] {
        guard seesSources || other == person else { return [] }
        return names(of: register.groups(of: other, on: day))
    }

    /// The names of groups, in their order; those without a text are left out.
    func names(of groups: [ID<ForeignGroup>]) -> [String] {
        groups.compactMap { text(organisation.group($0)?.name.value(on: day)) }
    }
}

extension Sentence {
    /// What became of a group of another system.
    func group(_ fact: Organisation.Fact) -> String {
        switch fact {
        case .groupNamed(let id, let name, _):
            // Of a group that was there, only its name is news.
            let isNew = sight.organisation.group(id)?.name.entries.first?.value == name
            return isNew
                ? say(
                    "SCIM har oplyst gruppen »\(text(name))«", "The group “\(text(name))” was told of by SCIM")
                : say(
                    "En gruppe fra SCIM hedder nu »\(text(name))«", "A group from SCIM is now named “\(text(name))”")
        case .groupGone(let id):
            return say("SCIM kender ikke gruppen \(group(id)) mere", "SCIM knows the group \(group(id)) no more")
        case _: return language(Sentence.erased)
        }
    }

    /// Who came into a group of another system, or left it.
    func group(_ fact: Person.Fact, _ id: ID<Person>) -> String {
        let who = name(id)
        return switch fact {
        case .groupJoined(let group):
            say(
                "\(who) er kommet med i gruppen \(self.group(group))",
                "\(who) has come into the group \(self.group(group))")
        case .groupLeft(let group):
            say("\(who) er ude af gruppen \(self.group(group))", "\(who) has left the group \(self.group(group))")
        case _: who
        }
    }

    private func group(_ id: ID<ForeignGroup>) -> String {
        let known = sight.organisation.group(id)?.name
        let name = known?.value(on: day) ?? known?.newest
        return say("»\(text(name))«", "“\(text(name))”")
    }
}
