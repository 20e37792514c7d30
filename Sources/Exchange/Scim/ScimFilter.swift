// SPDX-License-Identifier: MPL-2.0

/// Which resources, or which values of an attribute, are meant (RFC 7644 3.4.2.2).
indirect enum ScimFilter: Hashable, Sendable {
    enum Comparison: String, Sendable {
        case eq, ne, co, sw, ew, gt, ge, lt, le
    }

    case and(ScimFilter, ScimFilter)
    case or(ScimFilter, ScimFilter)
    case not(ScimFilter)
    case present(Place)
    case compare(Place, Comparison, DataTree)

    /// What a filter asks about: an attribute of a resource, or a part of one value.
    enum Place: Hashable, Sendable {
        case path(ScimPath)
        case part(String)

        func values(in tree: DataTree) -> [DataTree] {
            switch self {
            case .path(let path): path.values(in: tree)
            case .part(let name): tree.attribute(name).map { [$0] } ?? []
            }
        }
    }

    /// - Parameter ofItems: whether it picks values of an attribute, and not resources.
    init(_ text: String, ofItems: Bool = false, of resource: ScimResource = .user) throws(ScimFault) {
        var reader = ScimFilterReader(text, ofItems, resource)
        self = try reader.read()
    }

    func matches(_ tree: DataTree) -> Bool {
        switch self {
        case .and(let left, let right): left.matches(tree) && right.matches(tree)
        case .or(let left, let right): left.matches(tree) || right.matches(tree)
        case .not(let filter): !filter.matches(tree)
        case .present(let place): place.values(in: tree).contains { !$0.isNothing }
        // Not equal is what no value is equal to, also where there is none.
        case .compare(let place, .ne, let wanted):
            !place.values(in: tree).contains { Self.compares($0, .eq, wanted) }
        case .compare(let place, let comparison, let wanted):
            place.values(in: tree).contains { Self.compares($0, comparison, wanted) }
                || wanted == .null && comparison == .eq && place.values(in: tree).isEmpty
        }
    }

    /// How many comparisons it makes of one resource or value at most.
    var comparisons: Int {
        switch self {
        case .and(let left, let right), .or(let left, let right): left.comparisons + right.comparisons
        case .not(let filter): filter.comparisons
        case .present, .compare: 1
        }
    }

    private static func compares(_ value: DataTree, _ comparison: Comparison, _ wanted: DataTree) -> Bool {
        // Of a value with parts, its own part is meant.
        if case .object = value { return compares(value.attribute("value") ?? .null, comparison, wanted) }
        if case .truth(let truth) = value { return comparison == .eq && truth == wanted.truth }
        if wanted.truth != nil, value.truth != nil, comparison == .eq { return value.truth == wanted.truth }
        guard let left = value.word?.lowercased(), let right = wanted.word?.lowercased() else { return false }
        return switch comparison {
        case .eq: left == right
        case .ne: left != right
        case .co: left.contains(right)
        case .sw: left.hasPrefix(right)
        case .ew: left.hasSuffix(right)
        case .gt: left > right
        case .ge: left >= right
        case .lt: left < right
        case .le: left <= right
        }
    }

    /// What a value must say to be picked by it, where it only asks for equality: such a value can be made.
    var made: DataTree? {
        switch self {
        case .compare(.part(let name), .eq, let value): .members([(name, value)])
        case .and(let left, let right):
            if let left = left.made, let right = right.made { left.merged(with: right) } else { nil }
        case .compare, .or, .not, .present: nil
        }
    }
}

/// Reads the text of a filter. `and` binds closer than `or`.
private struct ScimFilterReader {
    private let characters: [Character]
    private let ofItems: Bool
    private let resource: ScimResource
    private var at = 0
    private var depth = 0

    /// Characters of a filter: what clients send has some hundred.
    private static let most = 2000
    private static let deepest = 20

    init(_ text: String, _ ofItems: Bool, _ resource: ScimResource) {
        characters = text.utf8.count <= Self.most ? Array(text) : []
        self.ofItems = ofItems
        self.resource = resource
    }

    private var fault: ScimFault {
        ScimFault(
            400, .invalidFilter,
            da: "Filteret kan ikke læses. Skriv fx: userName eq \"ada@example.dk\" and active eq true",
            en: "The filter cannot be read. Write for example: userName eq \"ada@example.dk\" and active eq true")
    }

    mutating func read() throws(ScimFault) -> ScimFilter {
        let filter = try either()
        skip()
        guard at == characters.count else { throw fault }
        return filter
    }

    private mutating func skip() { while at < characters.count, characters[at] == " " { at += 1 } }

    private mutating func word() -> String {
        skip()
        let start = at
        while at < characters.count, !" ()[]\"".contains(characters[at]) { at += 1 }
        return String(characters[start..<at])
    }

    /// Takes a word if it stands next.
    private mutating func take(_ wanted: String) -> Bool {
        let start = at
        if word().lowercased() == wanted { return true }
        at = start
        return false
    }

    private mutating func take(mark character: Character) -> Bool {
        skip()
        guard at < characters.count, characters[at] == character else { return false }
        at += 1
        return true
    }

    private mutating func either() throws(ScimFault) -> ScimFilter {
        depth += 1
        guard depth <= Self.deepest else { throw fault }
        var left = try both()
        while take("or") { left = .or(left, try both()) }
        depth -= 1
        return left
    }

    private mutating func both() throws(ScimFault) -> ScimFilter {
        var left = try one()
        while take("and") { left = .and(left, try one()) }
        return left
    }

    private mutating func one() throws(ScimFault) -> ScimFilter {
        if take(mark: "(") { return try closed() }
        if take("not") {
            guard take(mark: "(") else { throw fault }
            return .not(try closed())
        }
        let place = try place()
        // A value that is there is enough: `emails[type eq "work"]`.
        if case .path(let path) = place, path.filter != nil, path.part == nil { return .present(place) }
        let comparison = word().lowercased()
        if comparison == "pr" { return .present(place) }
        guard let comparison = ScimFilter.Comparison(rawValue: comparison) else { throw fault }
        let value = try value()
        if case .truth = value, comparison != .eq, comparison != .ne { throw fault }
        return .compare(place, comparison, value)
    }

    private mutating func closed() throws(ScimFault) -> ScimFilter {
        let filter = try either()
        guard take(mark: ")") else { throw fault }
        return filter
    }

    private mutating func place() throws(ScimFault) -> ScimFilter.Place {
        var name = word()
        guard !name.isEmpty else { throw fault }
        if ofItems {
            guard name.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || "$_-".contains($0)) }) else {
                throw fault
            }
            return .part(name)
        }
        if at < characters.count, characters[at] == "[" {
            var isText = false
            while at < characters.count, isText || characters[at] != "]" {
                if characters[at] == "\"" { isText.toggle() }
                name.append(characters[at])
                at += 1
            }
            guard at < characters.count else { throw fault }
            at += 1
            name += "]" + word()
            return .path(try ScimPath(name, .invalidFilter, of: resource))
        }
        let path = try ScimPath(name, .invalidFilter, of: resource)
        guard path.attribute != nil, path.attribute?.lowercased() != "password" else { throw fault }
        return .path(path)
    }

    private mutating func value() throws(ScimFault) -> DataTree {
        skip()
        if at < characters.count, characters[at] == "\"" {
            let start = at
            at += 1
            while at < characters.count, characters[at] != "\"" { at += characters[at] == "\\" ? 2 : 1 }
            guard at < characters.count else { throw fault }
            at += 1
            guard let text = try? JSONTree.read(Array(String(characters[start..<at]).utf8)) else { throw fault }
            return text
        }
        let word = word()
        guard let value = try? JSONTree.read(Array(word.lowercased().utf8)), !word.isEmpty else { throw fault }
        switch value {
        case .truth, .number, .null: return value
        case .object, .list, .text: throw fault
        }
    }
}
