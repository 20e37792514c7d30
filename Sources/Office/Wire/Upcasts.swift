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

    /// Every old shape that is to be rewritten: none so far.
    static let current = Upcasts(steps: [])

    /// The members that the newest version of a kind may have and the one before it had not. A payload of that one without
    /// them reads as one of the newest, where it lies.
    static let additions: [FactKind: [StaticString]] = [
        // A version had no extract before documents came from Word and PDF.
        .documentDrafted: ["extract"],
        // A verification of the policy said nothing of the strategy.
        .documentVerified: ["strategy"],
        // Before kinds had mandatory sections nobody asked what a version lacked.
        .documentSubmitted: ["lacking", "reason"],
    ]

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
