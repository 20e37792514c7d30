// SPDX-License-Identifier: MPL-2.0

public import Ledger

/// Whose data a vault value is.
public enum Whose: Sendable {
    /// The person whom the fact is about.
    case subject
    /// Whoever acted, and therefore typed it.
    case actor
    /// The person, or each of the persons, whom this payload field names.
    case named(StaticString)
    /// Everybody of whom something was recorded before: a file that may have any of them in it.
    case known
    /// Somebody whom the register does not know: a citizen who asked. It goes when its period has ended.
    case outsider
}

/// What a field of a payload holds. A field without a class does not pass the tests.
public enum FieldClass: Sendable {
    /// Identities, days, numbers and words of the program's own, in the payload itself; never erased.
    case record
    /// A vault value that is nobody's personal data.
    case vaulted
    /// A vault value that is the named persons' personal data (GDPR Article 4(1)).
    case personal([Whose])
    /// A vault value that may tell of health, belief, membership of a union and the like (GDPR Article 9(1)).
    case special([Whose])
}

/// For how long a vault value is kept when a person asks for erasure.
public enum Retention: Sendable {
    /// The organisation's governance record; it must be able to prove it (GDPR Articles 5(2) and 17(3)(b) and (e)).
    case record
    /// Erased when the person asks for it, unless a legal hold stands.
    case person
}

/// One field of a kind's payload.
public struct WireField: Sendable {
    /// The member of the payload; for vault values also the name in the leaf.
    public let key: StaticString
    public let content: FieldClass
    public let retention: Retention

    public var name: String { "\(key)" }

    /// Whether the payload holds a reference to a vault value here.
    public var isValue: Bool {
        if case .record = content { false } else { true }
    }

    static func record(_ key: StaticString) -> WireField {
        WireField(key: key, content: .record, retention: .record)
    }

    static func vaulted(_ key: StaticString) -> WireField {
        WireField(key: key, content: .vaulted, retention: .record)
    }

    static func personal(_ key: StaticString, _ whose: Whose..., kept retention: Retention = .person) -> WireField {
        WireField(key: key, content: .personal(whose), retention: retention)
    }

    /// Whether the value is the person's data, in a fact about the person (`isSubject`) or by the person (`isActor`).
    /// Something was recorded of the person before, if `isKnown`.
    public func concerns(
        _ person: Ref, isSubject: Bool, isActor: Bool, isKnown: Bool = false, _ payload: FlatObject
    ) -> Bool {
        switch content {
        case .record, .vaulted: false
        case .personal(let whose), .special(let whose):
            whose.contains { whose in
                switch whose {
                case .subject: isSubject
                case .actor: isActor
                case .known: isKnown
                case .outsider: false
                case .named(let key): WireField.persons(key, payload).contains(person)
                }
            }
        }
    }

    /// The persons whom a field names: one, several, the one who is responsible, or the one it is about.
    static func persons(_ key: StaticString, _ payload: FlatObject) -> [Ref] {
        if let one = try? payload.ref(key) { return [one] }
        if let several = try? payload.refs(key) { return several }
        guard let inner = try? payload.object(key) else { return [] }
        if let person = try? inner.ref("person") { return [person] }
        guard (try? inner.string("kind")) == "person", let person = try? inner.ref("id") else { return [] }
        return [person]
    }

    /// The first person whom the payload names as the one whose data the value is.
    func named(in payload: FlatObject) -> Ref? {
        switch content {
        case .record, .vaulted: nil
        case .personal(let whose), .special(let whose):
            whose.lazy.compactMap { whose -> Ref? in
                guard case .named(let key) = whose else { return nil }
                return WireField.persons(key, payload).first
            }.first
        }
    }
}

extension FactKind {
    /// Hands over each vault value that a payload of this kind refers to, with its field.
    public func forEachValue(in payload: FlatObject, _ body: (WireField, Ref) throws -> Void) throws {
        for field in fields where field.isValue {
            if let ref = try payload.refIfPresent(field.key) { try body(field, ref) }
        }
    }
}
