// SPDX-License-Identifier: MPL-2.0

import Ledger

/// The one place where old shapes of payloads are rewritten, JSON to JSON, before anything reads them as facts. What
/// lies in the ledger stays as it is; the meaning of a kind and a version never changes, so a step is never changed.
struct Upcasts: Sendable {
    /// One kind in one version becomes another: the next version, or a kind with another name.
    struct Step: Sendable {
        let kind: String
        let version: Int
        let newKind: String
        let newVersion: Int
        let rewrite: @Sendable (FlatObject) throws(CanonicalFault) -> CanonicalObject
    }

    let steps: [Step]

    /// Every old shape there is.
    static let current = Upcasts(steps: [
        // A version had no extract before documents came from Word and PDF.
        Step(kind: "document.drafted", version: 1, newKind: "document.drafted", newVersion: 2) {
            old throws(CanonicalFault) in
            var new = CanonicalObject()
            for word in ["classification", "language"] as [StaticString] { new.set("\(word)", try old.string(word)) }
            for number in ["major", "minor"] as [StaticString] { new.set("\(number)", try old.int(number)) }
            for reference in ["text", "version"] as [StaticString] { new.set("\(reference)", try old.ref(reference)) }
            for reference in ["note", "original"] as [StaticString] {
                new.set("\(reference)", try old.refIfPresent(reference))
            }
            // What this program does not understand it does not pass over.
            let known = 6 + (old.has("note") ? 1 : 0) + (old.has("original") ? 1 : 0)
            guard old.count == known else { throw CanonicalFault(.unexpected, at: 0) }
            return new
        },
        // A verification of the policy said nothing of the strategy.
        Step(kind: "document.verified", version: 1, newKind: "document.verified", newVersion: 2) {
            old throws(CanonicalFault) in
            var new = CanonicalObject()
            new.set("outcome", try old.string("outcome"))
            for number in ["major", "minor"] as [StaticString] { new.set("\(number)", try old.int(number)) }
            for reference in ["administration", "business", "improvement", "society", "threats", "version"]
                as [StaticString]
            {
                new.set("\(reference)", try old.ref(reference))
            }
            new.set("late_reason", try old.refIfPresent("late_reason"))
            guard old.count == 9 + (old.has("late_reason") ? 1 : 0) else { throw CanonicalFault(.unexpected, at: 0) }
            return new
        },
        // Before kinds had mandatory sections nobody asked what a version lacked.
        Step(kind: "document.submitted", version: 1, newKind: "document.submitted", newVersion: 2) {
            old throws(CanonicalFault) in
            var new = CanonicalObject()
            new.set("version", try old.ref("version"))
            guard old.count == 1 else { throw CanonicalFault(.unexpected, at: 0) }
            return new
        },
    ])

    /// Brings a payload to the newest version of a kind of today, step by step.
    func lift(
        _ kind: String, _ version: Int, _ payload: UnsafeRawBufferPointer
    ) throws(WireFault) -> (FactKind, [UInt8]) {
        var (name, number, bytes) = (kind, version, Array(payload))
        // A chain without a cycle uses each step at most once.
        for _ in 0...steps.count {
            let known = FactKind(rawValue: name)
            if let known, known.version == number { return (known, bytes) }
            guard let step = steps.first(where: { $0.kind == name && $0.version == number }) else {
                throw known == nil ? .unknownKind(name) : .unknownVersion(name, number)
            }
            do {
                bytes = try bytes.withRawBytes { (bytes) throws(CanonicalFault) in
                    try step.rewrite(try FlatObject(bytes)).encoded()
                }
            } catch {
                throw .malformed(error)
            }
            (name, number) = (step.newKind, step.newVersion)
        }
        throw .unknownVersion(kind, version)
    }
}
