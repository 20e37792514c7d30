// SPDX-License-Identifier: MPL-2.0

import Dispatch
public import Ledger

extension House {
    /// Verifies every byte of the ledger and the vault against the checkpoint outside. Facts are written meanwhile: a
    /// value whose erasure was recorded but not finished when it was looked at is no fault once it is gone.
    public func verify(progress: (_ done: Int, _ of: Int) -> Bool = { _, _ in true }) throws -> Ledger.Verification {
        let note = outside.checkpoint() ?? ""
        var result = try Verifier(ledger: store, vault: store, key: key.verifier, checkpoint: note).run(
            progress: progress)
        let erased = trail.erased
        result.findings.removeAll { finding in
            guard finding.fault == .erasedStillThere, let ref = finding.ref, erased.contains(ref) else { return false }
            return (try? store.value(ref)) == .some(nil)
        }
        if result.isSound { noteVerification(of: result.facts) }
        return result
    }

    /// Verifies in the background after the start. A fault makes the house read-only with an alarm; since facts are
    /// written meanwhile, only what is found twice counts.
    public func verifyInBackground(_ done: @escaping @Sendable (Ledger.Verification?) -> Void = { _ in }) {
        DispatchQueue.global(qos: .utility).async {
            var result = try? self.verify()
            if result?.isSound == false { result = try? self.verify() }
            if let first = result?.findings.first {
                self.raise(.verification(position: first.position ?? 0, what: first.fault.rawValue))
            }
            done(result)
        }
    }
}
