// SPDX-License-Identifier: MPL-2.0

import Office

/// The shelves of an index with their numbers, and the groups that they make: the shelves of one field and one kind of
/// class (»unit«, »circle«), in one language, of today or old. A group has lists of its own, so that a reader who may see
/// every shelf of it is answered from one list instead of hundreds. Nobody else is asked for it.
struct SearchShelves: Sendable {
    /// What is read for a question about one field.
    struct Asked {
        var lists: [(number: Int64, reading: SearchShelf.Reading)] = []
        /// The shelves that may be seen, by number.
        var seen: [Int64: SearchShelf] = [:]
    }

    private struct Group {
        /// The number of its own lists.
        let number: Int64?
        var members: [(shelf: SearchShelf, number: Int64)] = []
    }

    let numbers: [SearchShelf: Int64]
    /// The greatest number; 0 if there is none.
    let newest: Int64
    private let groups: [Group]

    init(_ numbers: [SearchShelf: Int64]) {
        self.numbers = numbers
        newest = numbers.values.max() ?? 0
        var groups: [SearchShelf: Group] = [:]
        for (shelf, number) in numbers where !shelf.isGroup {
            let whole = shelf.group ?? shelf
            groups[whole, default: Group(number: numbers[whole])].members.append((shelf, number))
        }
        self.groups = groups.values.map { group in
            var group = group
            group.members.sort { $0.number < $1.number }
            return group
        }
    }

    /// - Parameter isWhole: whether these are all shelves there are. A shelf that came meanwhile may be one that the reader
    ///   may not see, and then no group is asked for.
    func asked(_ sees: (SearchShelf) -> Bool, isWhole: Bool) -> [SearchShelf.Field: Asked] {
        var found: [SearchShelf.Field: Asked] = [:]
        for group in groups {
            let seen = group.members.filter { sees($0.shelf) }
            guard let first = seen.first else { continue }
            var asked = found[first.shelf.field] ?? Asked()
            for (shelf, number) in seen { asked.seen[number] = shelf }
            if isWhole, let number = group.number, seen.count == group.members.count {
                asked.lists.append((number, first.shelf.reading))
            } else {
                asked.lists += seen.map { ($0.number, $0.shelf.reading) }
            }
            found[first.shelf.field] = asked
        }
        return found
    }
}

extension SearchShelf {
    private static let all = " *"

    var isGroup: Bool { audience.hasSuffix(Self.all) }

    /// The group that it belongs to; nil for a class that is alone of its kind.
    var group: SearchShelf? {
        guard !isGroup, let end = audience.firstIndex(of: " ") else { return nil }
        return SearchShelf(field: field, audience: audience[..<end] + Self.all, reading: reading, isOld: isOld)
    }
}
