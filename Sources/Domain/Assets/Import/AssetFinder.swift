// SPDX-License-Identifier: MPL-2.0

/// Finds assets by what files call them. Everything is looked up in maps that are made once.
struct AssetFinder {
    private struct Name: Hashable {
        let kind: Asset.Kind
        let name: String
    }

    private let register: Register
    private let day: Day
    /// Those in use.
    private var byName: [Name: [ID<Asset>]] = [:]
    private var byPlainName: [String: [ID<Asset>]] = [:]
    /// All whose words stand, also those out of use.
    private var byLabel: [String: ID<Asset>] = [:]

    init(_ register: Register, on day: Day, _ text: (ValueID) -> String?) {
        (self.register, self.day) = (register, day)
        for asset in register.assets.values {
            guard let wording = asset.wording else { continue }
            byLabel[wording.label.lowercased()] = asset.id
            guard asset.holds(on: day), let name = text(wording.name)?.lowercased() else { continue }
            byName[Name(kind: wording.kind, name: name), default: []].append(asset.id)
            byPlainName[name, default: []].append(asset.id)
        }
    }

    /// By Værn's own identity or number; also one that is out of use.
    func find(reference: String) -> ID<Asset>? {
        if let id = ID<Asset>(reference.lowercased()) { return register.assets[id]?.wording == nil ? nil : id }
        return byLabel[reference.lowercased()]
    }

    func find(_ key: Asset.ExternalID) -> [ID<Asset>] { register.assets(knownAs: key, on: day).map(\.id) }

    /// By kind and name, if no other system knows the one found by another name than the file has.
    func find(_ kind: Asset.Kind, _ name: String, _ keys: [Asset.ExternalID]) -> Found<Asset> {
        let fitting = (byName[Name(kind: kind, name: name.lowercased())] ?? []).filter { id in
            let known = register.assets[id]?.wording?.details.externalIDs ?? []
            return !keys.contains { key in known.contains { $0.system == key.system && $0.id != key.id } }
        }
        return one(of: fitting)
    }

    /// What somebody wrote of another asset: its reference, its number, »system: name« or its name.
    func find(written: String) -> Found<Asset> {
        if let id = find(reference: written) { return register.assets[id]?.holds(on: day) == true ? .one(id) : .none }
        if let key = AssetFinder.key(written) {
            let found = find(key)
            if !found.isEmpty { return one(of: found) }
        }
        return one(of: byPlainName[written.lowercased()] ?? [])
    }

    /// »cmdb: SRV-0042«.
    static func key(_ written: String) -> Asset.ExternalID? {
        let parts = written.split(separator: ":", maxSplits: 1)
        guard parts.count == 2 else { return nil }
        return .init(
            system: Arguments.trimmed(String(parts[0])).lowercased(), id: Arguments.trimmed(String(parts[1])))
    }

    private func one(of found: [ID<Asset>]) -> Found<Asset> {
        switch found.count {
        case 0: .none
        case 1: .one(found[0])
        default: .several
        }
    }
}

/// Finds people by what files call them: identity, address, or a name that one alone has.
struct PeopleFinder {
    private var byMail: [String: [ID<Person>]] = [:]
    private var byName: [String: [ID<Person>]] = [:]
    private let register: Register

    init(_ register: Register, _ text: (ValueID) -> String?) {
        self.register = register
        for person in register.persons.values {
            guard let name = person.name.newest.flatMap(text) else { continue }
            byName[name.lowercased(), default: []].append(person.id)
            if let mail = person.mail.newest.flatMap({ $0 }).flatMap(text) {
                byMail[mail.lowercased(), default: []].append(person.id)
            }
        }
    }

    /// - Parameter now: who stands there already, and is meant where the name is theirs too.
    func find(_ written: String, now: ID<Person>?) -> Found<Person> {
        if let id = ID<Person>(written) {
            return register.persons[id]?.name.entries.isEmpty == false ? .one(id) : .none
        }
        let key = written.lowercased()
        let found = byMail[key] ?? byName[key] ?? []
        if let now, found.contains(now) { return .one(now) }
        return found.count == 1 ? .one(found[0]) : found.isEmpty ? .none : .several
    }
}

/// What was found by what a file calls it.
enum Found<Kind> {
    case one(ID<Kind>)
    case none
    case several
}
