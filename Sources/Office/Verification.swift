// SPDX-License-Identifier: MPL-2.0

import Dispatch
public import Ledger

extension House {
    /// Verifies every byte of the ledger and the vault against the checkpoint outside, while facts are written.
    public func verify(progress: (_ done: Int, _ of: Int) -> Bool = { _, _ in true }) throws -> Ledger.Verification {
        let note = outside.checkpoint() ?? ""
        var result = try Verifier(ledger: store, vault: store, key: key.verifier, checkpoint: note).run(
            progress: progress)
        try result.settle(store)
        if result.isSound { noteVerification(of: result.facts) }
        return result
    }

    /// Verifies in the background after the start. A fault makes the house read-only with an alarm.
    public func verifyInBackground(_ done: @escaping @Sendable (Ledger.Verification?) -> Void = { _ in }) {
        DispatchQueue.global(qos: .utility).async {
            let result = try? self.verify()
            if let first = result?.findings.first {
                let isNote = first.fault == .checkpointInvalid
                self.raise(
                    isNote ? .badCheckpoint : .verification(position: first.position ?? 0, what: first.fault.rawValue))
            }
            done(result)
        }
    }
}
