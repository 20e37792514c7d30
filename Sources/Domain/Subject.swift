// SPDX-License-Identifier: MPL-2.0

/// The kinds of things that facts are about. The raw value is the wire name and never changes its meaning.
public enum SubjectKind: String, Hashable, Sendable, CaseIterable, Comparable {
    case organisation, unit, person, body, document, decision, action, token

    public static func < (left: SubjectKind, right: SubjectKind) -> Bool { left.rawValue < right.rawValue }
}

/// The one thing that a fact is about. Its facts are numbered 1, 2, 3 … without gaps, which proves that none is left out.
public struct Subject: Hashable, Comparable, Sendable {
    public let kind: SubjectKind
    public let id: ID<Subject>

    public init(_ kind: SubjectKind, _ id: ID<Subject>) {
        self.kind = kind
        self.id = id
    }

    public static func < (left: Subject, right: Subject) -> Bool {
        left.kind == right.kind ? left.id < right.id : left.kind < right.kind
    }

    public static func unit(_ id: ID<Unit>) -> Subject { Subject(.unit, id.seen(as: Subject.self)) }
    public static func person(_ id: ID<Person>) -> Subject { Subject(.person, id.seen(as: Subject.self)) }
    public static func body(_ body: Body.Kind) -> Subject { Subject(.body, body.id) }
    public static func document(_ id: ID<Document>) -> Subject { Subject(.document, id.seen(as: Subject.self)) }
    public static func decision(_ id: ID<Decision>) -> Subject { Subject(.decision, id.seen(as: Subject.self)) }
    public static func action(_ id: ID<Action>) -> Subject { Subject(.action, id.seen(as: Subject.self)) }
    public static func token(_ id: ID<Token>) -> Subject { Subject(.token, id.seen(as: Subject.self)) }
    public static func organisation(_ id: ID<Organisation>) -> Subject {
        Subject(.organisation, id.seen(as: Subject.self))
    }
}
