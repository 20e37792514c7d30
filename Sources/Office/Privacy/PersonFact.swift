// SPDX-License-Identifier: MPL-2.0

public import Domain
import Ledger

/// A fact about a person, by a person, or that names a person, with the vault values it refers to: what the plan of an erasure
/// and the page of what is held about somebody are both made of, so that neither can forget what the other knows.
public struct PersonFact: Sendable {
    public struct Value: Sendable {
        public let field: WireField
        public let id: ValueID
        /// It is the person's own data, or what the person typed as a person.
        public let isOwn: Bool
        /// Everybody whose data it is, as far as the fact names them; empty where the person has no part in the fact.
        let whose: [ID<Person>]
    }

    public let position: Int
    public let subject: Subject
    public let kind: FactKind
    public let recorded: Instant
    /// The fact is about the person.
    public let isSubject: Bool
    /// The person did it.
    public let isActor: Bool
    /// Its payload names the person: as a member, as responsible, as somebody who was told.
    public let isNamed: Bool
    /// All values of the fact, whosever they are.
    public let values: [Value]

    /// Whether the fact has anything to do with the person.
    public var concerns: Bool { isSubject || isActor || isNamed || values.contains(where: \.isOwn) }

    /// Reads the facts from `start` on and hands over those that have to do with the person. It reads the whole ledger once.
    ///
    /// - Parameter isKnown: whether something was recorded of the person before `start`; what of it is known after.
    static func each(
        of person: ID<Person>, from start: Int, to end: Int, in store: any LedgerStore, isKnown: inout Bool,
        _ body: (PersonFact) -> Void
    ) throws {
        let ref = Ref(person)
        let name = Array(ref.text.utf8)
        var known = isKnown
        try store.read(start..<end) { row in
            if let fact = try PersonFact(row, of: ref, written: name, isKnown: &known) { body(fact) }
            return true
        }
        isKnown = known
    }

    private init?(_ row: LedgerRow, of person: Ref, written name: [UInt8], isKnown: inout Bool) throws {
        let header = try LeafHeader(row.leaf)
        let (about, by) = (header.subject == person && header.subjectKind == "person", header.person == person)
        if about { isKnown = true }
        let named = PersonFact.holds(row.payload, name)
        guard header.valueCount > 0 || about || by || named, let kind = FactKind(wire: header.kind) else { return nil }
        var values: [Value] = []
        if header.valueCount > 0 {
            let payload = try FlatObject(row.payload)
            try kind.forEachValue(in: payload) { field, ref in
                let isOwn = field.concerns(person, isSubject: about, isActor: by, isKnown: isKnown, payload)
                let whose =
                    isOwn || about || by
                    ? field.everybody(subject: header.personalSubject, actor: header.person, payload) : []
                values.append(Value(field: field, id: ID(ref), isOwn: isOwn, whose: whose.map { ID($0) }))
            }
        }
        position = header.position
        recorded = Instant(milliseconds: header.recorded)
        subject = try Subject(header)
        self.kind = kind
        (isSubject, isActor, isNamed) = (about, by, named)
        self.values = values
        guard concerns else { return nil }
    }

    /// Whether a payload has the reference somewhere in it, at any depth.
    private static func holds(_ payload: UnsafeRawBufferPointer, _ name: [UInt8]) -> Bool {
        guard let start = payload.baseAddress, payload.count >= name.count else { return false }
        return name.withUnsafeBytes { name in
            let first = name.loadUnaligned(as: UInt64.self)
            for place in 0...payload.count - name.count
            where (start + place).loadUnaligned(as: UInt64.self) == first {
                if UnsafeRawBufferPointer(start: start + place, count: name.count).elementsEqual(name) { return true }
            }
            return false
        }
    }
}

extension LeafHeader {
    /// The person whom the fact is about; nil: it is about something else.
    var personalSubject: Ref? { subjectKind == "person" ? subject : nil }
}
