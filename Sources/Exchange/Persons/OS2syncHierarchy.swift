// SPDX-License-Identifier: MPL-2.0

import Domain

/// Reads the hierarchy that OS2sync hands out: `OUs` with uuid, name and parent, and `Users` with uuid, user id, name, e-mail
/// and positions, each in one OU. It has no first day, so whoever is new is first seen on the day of the import. Of several
/// positions the first one counts. Names are compared without regard to case, since two spellings are met.
enum OS2syncHierarchy {
    static func read(_ tree: DataTree) throws(Refusal) -> PersonReading {
        guard let units = member(tree, "ous"), let users = member(tree, "users") else { throw other }
        var reading = PersonReading(.os2sync, system: .os2sync)
        var names: [String: (name: String, parent: String?)] = [:]
        for unit in units.items {
            guard let uuid = word(unit, "uuid")?.lowercased(), let name = word(unit, "name") else { continue }
            names[uuid] = (name, word(unit, "parentou")?.lowercased())
        }
        var paths: [String: [String]] = [:]
        // Persons are counted as the file has them: the first is 1.
        for (index, user) in users.items.enumerated() {
            var reader = PersonRowReader(index + 1)
            reader.take(.name, word(user, "name") ?? "")
            reader.take(.mail, word(user, "email") ?? "")
            reader.take(.number, word(user, "uuid") ?? "")
            if reader.row.name.isEmpty {
                reader.fault(Phrase(da: "Brugeren har intet navn.", en: "The user has no name."))
            }
            if reader.row.key == nil {
                reader.fault(Phrase(da: "Brugeren har ingen Uuid.", en: "The user has no Uuid."))
            }
            if let position = member(user, "positions")?.items.first {
                reader.take(.title, word(position, "name") ?? "")
                let unit = (word(position, "ouuuid") ?? word(position, "uuid"))?.lowercased() ?? ""
                let path = paths[unit] ?? path(to: unit, names)
                paths[unit] = path
                if path.isEmpty {
                    reader.fault(
                        Phrase(
                            da: "Stillingens enhed er ikke i filen.", en: "The unit of the position is not in the file."
                        ))
                }
                reader.row.unit = path
            } else {
                reader.fault(Phrase(da: "Brugeren har ingen stilling.", en: "The user has no position."))
            }
            reading.faults += reader.faults
            if reader.faults.isEmpty { reading.rows.append(reader.row) }
        }
        guard !users.items.isEmpty else { throw PersonFile.empty }
        return reading
    }

    /// The names from the top down; nothing for a unit that is not there, or that stands above itself.
    private static func path(to uuid: String, _ names: [String: (name: String, parent: String?)]) -> [String] {
        var (path, next, seen): ([String], String?, Set<String>) = ([], uuid, [])
        while let key = next, !key.isEmpty {
            guard let unit = names[key] else { return path.isEmpty ? [] : path }
            guard seen.insert(key).inserted else { return [] }
            guard let line = try? PersonFile.line(unit.name, most: 120) else { return [] }
            path.insert(line, at: 0)
            next = unit.parent
        }
        return path
    }

    private static func member(_ tree: DataTree, _ name: String) -> DataTree? {
        tree.members.first { $0.name.lowercased() == name }?.value
    }

    private static func word(_ tree: DataTree, _ name: String) -> String? { member(tree, name)?.word }

    private static let other = Refusal.invalid(
        "file", da: "Filen er JSON, men ikke et hierarki fra OS2sync: den skal have OUs og Users.",
        en: "The file is JSON, but no hierarchy from OS2sync: it must have OUs and Users.")
}
