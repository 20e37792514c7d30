// SPDX-License-Identifier: MPL-2.0

public import Domain
public import Ledger

/// A fact as the ledger takes it: its kind, its payload, and the vault values that the payload refers to.
public struct EncodedFact: Sendable {
    public let kind: FactKind
    /// Canonical JSON.
    public let payload: [UInt8]
    /// The field under which each value stands in payload and leaf.
    public let values: [(field: String, id: ValueID)]
}

/// Facts to payloads and back. The effective day and the subject are the leaf's and are not repeated.
public enum FactCoding {
    /// Writes a fact in the newest version of its kind. `late` is the reason for recording it after its day; kinds that
    /// may not be backdated refuse it.
    public static func encode(_ fact: Fact, late: ValueID? = nil) throws(CanonicalFault) -> EncodedFact {
        let kind = FactKind.of(fact)
        var payload = PayloadWriter()
        fact.write(to: &payload)
        if let late {
            guard kind.mayBeBackdated else { throw CanonicalFault(.key, at: 0, key: "late_reason") }
            payload.value("late_reason", late)
        }
        return EncodedFact(kind: kind, payload: try payload.object.encoded(), values: payload.values)
    }

    /// Reads a payload of a kind and version; an older shape is brought up to date first (`Upcasts`).
    public static func decode(
        _ kind: FactKind, version: Int, subject: Subject, payload: UnsafeRawBufferPointer
    ) throws(WireFault) -> Fact {
        try decode(kind, version, newest: kind.version, subject, payload)
    }

    /// Reads the fact of a ledger row whose leaf is read already.
    public static func decode(
        _ leaf: LeafHeader, subject: Subject, payload: UnsafeRawBufferPointer
    ) throws(WireFault) -> Fact {
        guard let (kind, newest) = WireNames.table.find(leaf.kind) else {
            return try lifted(leaf.kind.string, leaf.kindVersion, subject, payload, .current)
        }
        return try decode(kind, leaf.kindVersion, newest: newest, subject, payload)
    }

    private static func decode(
        _ kind: FactKind, _ version: Int, newest: Int, _ subject: Subject, _ payload: UnsafeRawBufferPointer
    ) throws(WireFault) -> Fact {
        if version == newest { return try read(kind, subject, payload) }
        if version == newest - 1, let added = Upcasts.additions[kind] {
            return try read(kind, subject, payload, without: added)
        }
        return try lifted(kind.rawValue, version, subject, payload, .current)
    }

    static func lifted(
        _ name: String, _ version: Int, _ subject: Subject, _ payload: UnsafeRawBufferPointer, _ upcasts: Upcasts
    ) throws(WireFault) -> Fact {
        let (kind, bytes) = try upcasts.lift(name, version, payload)
        return try bytes.withRawBytes { (bytes) throws(WireFault) in try read(kind, subject, bytes) }
    }

    private static func read(
        _ kind: FactKind, _ subject: Subject, _ payload: UnsafeRawBufferPointer, without added: [StaticString] = []
    ) throws(WireFault) -> Fact {
        guard kind.subjectKind == subject.kind else { throw .wrongSubject(kind, subject.kind) }
        do throws(CanonicalFault) {
            var reader = try PayloadReader(payload)
            for member in added where reader.has(member) { throw reader.fault(.unexpected, member) }
            let fact = try kind.read(subject, &reader)
            try reader.end(late: kind.mayBeBackdated)
            return fact
        } catch {
            throw .malformed(error)
        }
    }
}

extension [UInt8] {
    /// `withUnsafeBytes` with a typed error.
    func withRawBytes<Result, Fault: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Fault) -> Result
    ) throws(Fault) -> Result {
        try withUnsafeBufferPointer { (buffer) throws(Fault) in try body(UnsafeRawBufferPointer(buffer)) }
    }
}
