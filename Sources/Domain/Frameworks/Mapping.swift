// SPDX-License-Identifier: MPL-2.0

/// A clause of a framework, named from outside it.
public struct ClauseReference: Hashable, Sendable, CustomStringConvertible {
    public let framework: Framework.Name
    public let clause: ClauseID
    /// `27002:5.10`.
    public var description: String { "\(framework):\(clause)" }

    public init(_ framework: Framework.Name, _ clause: ClauseID) {
        self.framework = framework
        self.clause = clause
    }

    /// As `description` writes it; nil for anything else.
    public init?(_ text: String) {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, let framework = Framework.Name(parts[0]), let clause = ClauseID(parts[1]) else {
            return nil
        }
        self.init(framework, clause)
    }
}

/// How what one clause asks for lies to what another asks for. None of them means that evidence may be used again unread.
public enum ClauseRelation: String, Choosable {
    /// Both ask for the same.
    case equal
    /// All that the first asks for, the second asks for too.
    case subset
    /// All that the second asks for, the first asks for too.
    case superset
    /// What proves one proves a part of the other.
    case intersects

    /// The same seen from the other side.
    public var turned: ClauseRelation {
        switch self {
        case .equal: .equal
        case .subset: .superset
        case .superset: .subset
        case .intersects: .intersects
        }
    }

    public var label: Phrase {
        switch self {
        case .equal: Phrase(da: "Kræver det samme", en: "Asks for the same")
        case .subset: Phrase(da: "Er indeholdt i", en: "Is contained in")
        case .superset: Phrase(da: "Indeholder", en: "Contains")
        case .intersects: Phrase(da: "Overlapper", en: "Overlaps with")
        }
    }
}

/// That two clauses of different frameworks have to do with each other, and why.
public struct ClauseMapping: Sendable {
    public let from: ClauseReference
    public let relation: ClauseRelation
    public let to: ClauseReference
    public let rationale: Phrase

    public init(from: ClauseReference, _ relation: ClauseRelation, to: ClauseReference, rationale: Phrase) {
        self.from = from
        self.relation = relation
        self.to = to
        self.rationale = rationale
    }

    /// The same seen from the other clause.
    var turned: ClauseMapping { ClauseMapping(from: to, relation.turned, to: from, rationale: rationale) }
}

/// The frameworks there are and how their clauses are mapped to each other.
public struct Frameworks: Sendable {
    public let all: [Framework]
    /// As they were given, in one direction.
    private let given: [ClauseMapping]
    private let places: [Framework.Name: Int]
    /// From each clause, in both directions.
    private let mappings: [ClauseReference: [ClauseMapping]]

    /// - Precondition: no two frameworks have the same name.
    public init(_ all: [Framework], mappings: [ClauseMapping]) {
        self.all = all
        given = mappings
        places = Dictionary(uniqueKeysWithValues: all.enumerated().map { ($1.name, $0) })
        var found: [ClauseReference: [ClauseMapping]] = [:]
        for mapping in mappings {
            found[mapping.from, default: []].append(mapping)
            found[mapping.to, default: []].append(mapping.turned)
        }
        let order = places
        self.mappings = found.mapValues { list in
            list.sorted {
                (order[$0.to.framework] ?? .max, $0.to.clause) < (order[$1.to.framework] ?? .max, $1.to.clause)
            }
        }
    }

    /// These and others. One of the others that has the name of one of these stands in its place.
    public func adding(_ others: [Framework], mappings: [ClauseMapping]) -> Frameworks {
        let names = Set(others.map(\.name))
        return Frameworks(all.filter { !names.contains($0.name) } + others, mappings: given + mappings)
    }

    public subscript(name: Framework.Name) -> Framework? { places[name].map { all[$0] } }

    /// The clause that a reference names, with its framework.
    public subscript(reference: ClauseReference) -> (framework: Framework, clause: Clause)? {
        guard let framework = self[reference.framework], let clause = framework[reference.clause] else { return nil }
        return (framework, clause)
    }

    /// What a clause is mapped to, seen from it: by framework, then by clause.
    public func mappings(of reference: ClauseReference) -> [ClauseMapping] { mappings[reference] ?? [] }
}
