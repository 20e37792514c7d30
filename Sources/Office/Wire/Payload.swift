// SPDX-License-Identifier: MPL-2.0

import Domain
import Ledger

/// Writes a payload and notes the vault values that it refers to. A missing value leaves its member out.
struct PayloadWriter {
    private(set) var object = CanonicalObject()
    private(set) var values: [(field: String, id: ValueID)] = []

    mutating func id<Kind>(_ key: String, _ id: ID<Kind>?) { object.set(key, id.map { Ref($0) }) }

    mutating func ids<Kind>(_ key: String, _ ids: [ID<Kind>]) { object.set(key, ids.map { Ref($0) }) }

    /// The reference of a vault value; the leaf commits to the value under the same name.
    mutating func value(_ key: String, _ id: ValueID?) {
        guard let id else { return }
        object.set(key, Ref(id))
        values.append((key, id))
    }

    mutating func day(_ key: String, _ day: Day?) { object.set(key, day: day?.number) }

    mutating func number(_ key: String, _ number: Int) { object.set(key, number) }

    mutating func flag(_ key: String, _ flag: Bool) { object.set(key, flag) }

    mutating func text(_ key: String, _ text: String) { object.set(key, text) }

    mutating func word(_ key: String, _ word: some RawRepresentable<String>) { object.set(key, word.rawValue) }

    mutating func nested(_ key: String, _ build: (inout PayloadWriter) -> Void) {
        var inner = PayloadWriter()
        build(&inner)
        object.set(key, inner.object)
    }

    mutating func nested<Item>(_ key: String, _ items: [Item], _ build: (inout PayloadWriter, Item) -> Void) {
        object.set(
            key,
            items.map { item in
                var inner = PayloadWriter()
                build(&inner, item)
                return inner.object
            })
    }
}

/// Reads a payload and counts what was read, so that a member that nobody asked for is found.
struct PayloadReader {
    private let object: FlatObject
    private var used = 0

    init(_ bytes: UnsafeRawBufferPointer) throws(CanonicalFault) {
        object = try FlatObject(bytes)
    }

    init(_ object: FlatObject) {
        self.object = object
    }

    @inline(__always)
    mutating func id<Kind>(_ key: StaticString, _: Kind.Type = Kind.self) throws(CanonicalFault) -> ID<Kind> {
        used += 1
        return ID(try object.ref(key))
    }

    @inline(__always)
    mutating func optionalID<Kind>(_ key: StaticString, _: Kind.Type = Kind.self) throws(CanonicalFault) -> ID<Kind>? {
        guard let ref = try object.refIfPresent(key) else { return nil }
        used += 1
        return ID(ref)
    }

    mutating func ids<Kind>(_ key: StaticString, _: Kind.Type = Kind.self) throws(CanonicalFault) -> [ID<Kind>] {
        used += 1
        return try object.refs(key).map { ID($0) }
    }

    mutating func day(_ key: StaticString) throws(CanonicalFault) -> Day {
        used += 1
        return Day(number: try object.day(key))
    }

    mutating func optionalDay(_ key: StaticString) throws(CanonicalFault) -> Day? {
        guard let number = try object.dayIfPresent(key) else { return nil }
        used += 1
        return Day(number: number)
    }

    mutating func number(_ key: StaticString) throws(CanonicalFault) -> Int {
        used += 1
        return try object.int(key)
    }

    mutating func optionalNumber(_ key: StaticString) throws(CanonicalFault) -> Int? {
        has(key) ? try number(key) : nil
    }

    mutating func flag(_ key: StaticString) throws(CanonicalFault) -> Bool {
        used += 1
        return try object.bool(key)
    }

    mutating func text(_ key: StaticString) throws(CanonicalFault) -> String {
        used += 1
        return try object.string(key)
    }

    /// One of the words of an enumeration.
    mutating func word<Word: RawRepresentable<String>>(
        _ key: StaticString, _: Word.Type = Word.self
    ) throws(CanonicalFault) -> Word {
        used += 1
        guard let word = Word(rawValue: try object.string(key)) else { throw fault(.form, key) }
        return word
    }

    func has(_ key: StaticString) -> Bool { object.has(key) }

    /// An object inside the payload; all of its members must be read, too.
    mutating func nested<Value>(
        _ key: StaticString, _ read: (inout PayloadReader) throws(CanonicalFault) -> Value
    ) throws(CanonicalFault) -> Value {
        used += 1
        var inner = PayloadReader(try object.object(key))
        let value = try read(&inner)
        try inner.end()
        return value
    }

    /// An array of objects inside the payload.
    mutating func list<Value>(
        _ key: StaticString, _ read: (inout PayloadReader) throws(CanonicalFault) -> Value
    ) throws(CanonicalFault) -> [Value] {
        used += 1
        guard object.has(key) else { throw fault(.missing, key) }
        var values: [Value] = []
        try object.forEach(key) { (element) throws(CanonicalFault) in
            var inner = PayloadReader(element)
            values.append(try read(&inner))
            try inner.end()
        }
        return values
    }

    /// Every member must have been read: what this program does not understand it does not pass over.
    func end() throws(CanonicalFault) {
        if used != object.count { throw CanonicalFault(.unexpected, at: 0) }
    }

    /// As `end()`, where the reason for a late record may stand beside the fact's own members.
    mutating func end(late: @autoclosure () -> Bool) throws(CanonicalFault) {
        if used == object.count { return }
        if late(), try object.refIfPresent("late_reason") != nil { used += 1 }
        try end()
    }

    func fault(_ problem: CanonicalFault.Problem, _ key: StaticString) -> CanonicalFault {
        CanonicalFault(problem, at: 0, key: "\(key)")
    }
}
