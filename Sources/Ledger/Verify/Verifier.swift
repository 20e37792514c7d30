// SPDX-License-Identifier: MPL-2.0

/// Full verification of one organisation's ledger and vault against a signed checkpoint: every byte of every leaf,
/// payload, key and value that is there. `docs/format.md`, "Verification", step by step.
public struct Verifier: Sendable {
    private let ledger: any LedgerStore
    private let vault: any VaultStore
    private let key: VerifierKey
    private let checkpoint: [UInt8]

    /// - Parameters:
    ///   - key: the ledger's public key; its name is the ledger's origin (of the newest epoch).
    ///   - checkpoint: the signed note that the ledger must agree with. It should come from outside the ledger.
    public init(ledger: any LedgerStore, vault: any VaultStore, key: VerifierKey, checkpoint: String) {
        self.init(ledger: ledger, vault: vault, key: key, checkpoint: Array(checkpoint.utf8))
    }

    /// As above, with the note's bytes as they were read from a file.
    public init(ledger: any LedgerStore, vault: any VaultStore, key: VerifierKey, checkpoint: [UInt8]) {
        self.ledger = ledger
        self.vault = vault
        self.key = key
        self.checkpoint = checkpoint
    }

    /// Looks at everything. `limit`: how many findings are kept; the earliest of each stretch come first.
    /// `progress` is called with the number of facts done and in all; it returns false to stop.
    /// Throws only what the store throws.
    public func run(
        limit: Int = 100, progress: (_ done: Int, _ of: Int) -> Bool = { _, _ in true }
    ) throws -> Verification {
        var result = Verification()
        func report(_ finding: Finding) {
            if result.findings.count < limit { result.findings.append(finding) }
        }
        let opened = try? Checkpoint.open(checkpoint, key: key)
        if opened == nil { report(Finding(.checkpointInvalid, at: nil)) }
        result.checkpoint = opened

        let check = FactCheck(origin: key.name)
        let head = try ledger.head()
        var chain = ChainCheck(expecting: head)
        let reader = StretchReader(ledger, vault, head: head)
        defer { reader.stop() }
        while let stretch = try reader.next() {
            let at = stretch.range.upperBound
            stretch.examine(check) { fact in
                chain.take(fact, report)
                result.values += fact.values
            }
            for stray in stretch.strays { report(stray) }
            reader.giveBack(stretch)
            if chain.tree.count < at {
                // Rows are missing: what follows cannot be placed.
                report(Finding(.positionGap, at: chain.tree.count))
                break
            }
            if !progress(at, reader.head) {
                result.stopped = true
                break
            }
        }
        result.facts = chain.tree.count
        result.root = chain.tree.root
        if !result.stopped {
            let erased = try finish(&chain, reader.head, opened, report)
            result.erased = erased
        }
        result.findings.sort { ($0.position ?? -1, $0.fault.rawValue) < ($1.position ?? -1, $1.fault.rawValue) }
        return result
    }

    private func finish(
        _ chain: inout ChainCheck, _ head: Int, _ opened: Checkpoint?, _ report: (Finding) -> Void
    ) throws -> Int {
        let erased = chain.finish(OriginName(key.name), key, report)
        for (ref, position) in chain.erased.sorted(by: { ($0.value, $0.key) < ($1.value, $1.key) }) {
            if let value = try vault.value(ref) {
                report(Finding(.erasedStillThere, at: position, field: value.field, ref: ref))
            }
        }
        // Values of facts that are not there: a head that was cut off leaves them behind.
        var beyond: [Finding] = []
        try vault.values(head..<Int.max) { row in
            let field = String(decoding: row.field.raw, as: UTF8.self)
            beyond.append(Finding(.valueExtra, at: row.position, field: field, ref: row.ref))
            return true
        }
        // Facts that were written since the reading began have brought their values with them.
        let later = try ledger.head()
        for finding in beyond where finding.position ?? 0 >= later { report(finding) }
        if head == 0 { report(Finding(.notOpened, at: 0)) }
        guard let opened else { return erased }
        if let root = chain.tree.root(at: opened.size) {
            if root != opened.root { report(Finding(.rootDiffers, at: opened.size)) }
        } else {
            report(Finding(.checkpointAhead, at: opened.size))
        }
        return erased
    }
}
