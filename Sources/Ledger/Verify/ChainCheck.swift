// SPDX-License-Identifier: MPL-2.0

/// The half of verification that ties facts together: positions, hashes before, instants, revisions, commands, the tree
/// and what was erased. Takes facts in the order of their positions.
struct ChainCheck {
    private struct Lost {
        let position: Int
        let missing: FactCheck.Result.Missing
    }

    private(set) var tree = MerkleTree()
    private var last = Hash32.zero
    private var recorded = Int64.min
    private var revisions: [FactCheck.Subject: Int] = [:]
    private var commands: Set<Ref> = []
    /// The command that still lacks parts: which one comes next, of how many.
    private var open: (command: Ref, next: Int, parts: Int)?
    private var lost: [Lost] = []
    /// The newest `ledger.opened`: where it is, its epoch and its public key.
    private var opening: (position: Int, epoch: Int, key: Hash32?)?
    /// Where each value was said to be erased; the last place, if several say so.
    private(set) var erased: [Ref: Int] = [:]

    /// `expected`: about how many facts will come.
    init(expecting expected: Int = 0) { commands.reserveCapacity(expected) }

    /// Whether a leaf follows on one with this hash.
    static func follows(_ leaf: FactCheck.Link, _ hash: Hash32) -> Bool { leaf.prev == hash }

    /// Takes the next fact; reports what does not fit.
    mutating func take(_ fact: FactCheck.Result, _ report: (Finding) -> Void) {
        if fact.position != tree.count { report(Finding(.positionGap, at: fact.position)) }
        let remarks = fact.remarks
        for finding in remarks?.findings ?? [] { report(finding) }
        if let leaf = fact.leaf {
            follow(leaf, fact, report)
            link(leaf, fact.position, report)
        }
        if let remarks {
            for missing in remarks.missing { lost.append(Lost(position: fact.position, missing: missing)) }
            for ref in remarks.erased { erased[ref] = fact.position }
        }
        tree.append(fact.hash)
        last = fact.hash
    }

    /// Holds the leaf's origin against the epoch it lies in. A name that is none of this ledger's is reported already.
    private mutating func follow(_ leaf: FactCheck.Link, _ fact: FactCheck.Result, _ report: (Finding) -> Void) {
        guard let epoch = leaf.epoch else { return }
        if leaf.opens {
            if let opening, epoch <= opening.epoch { report(Finding(.openedOrigin, at: fact.position)) }
            opening = (fact.position, epoch, fact.opened)
        } else if let opening, epoch != opening.epoch {
            report(Finding(.otherLedger, at: fact.position))
        }
    }

    private mutating func link(_ leaf: FactCheck.Link, _ position: Int, _ report: (Finding) -> Void) {
        if !ChainCheck.follows(leaf, last) { report(Finding(.chain, at: position)) }
        if leaf.recorded < recorded { report(Finding(.recordedBackwards, at: position)) }
        recorded = max(recorded, leaf.recorded)
        if leaf.revision != revisions[leaf.subject, default: 0] + 1 { report(Finding(.revision, at: position)) }
        revisions[leaf.subject] = leaf.revision
        if let expected = open {
            let fits = leaf.command == expected.command && leaf.part == expected.next && leaf.parts == expected.parts
            if !fits { report(Finding(.command, at: position)) }
        } else if leaf.part != 1 || !commands.insert(leaf.command).inserted {
            report(Finding(.command, at: position))
        }
        open = leaf.part < leaf.parts ? (leaf.command, leaf.part + 1, leaf.parts) : nil
    }

    /// After the last fact: commands left open, values that are gone without a reason, and whether the newest epoch is
    /// the key's. Gives how many values are gone rightly.
    mutating func finish(_ name: OriginName, _ key: VerifierKey, _ report: (Finding) -> Void) -> Int {
        if let opening {
            if opening.epoch != name.epoch { report(Finding(.openedOrigin, at: opening.position)) }
            if let named = opening.key, named != Hash32(key.publicKey) {
                report(Finding(.openedKey, at: opening.position))
            }
        }
        if open != nil { report(Finding(.command, at: tree.count - 1)) }
        var gone = 0
        for item in lost {
            if let place = erased[item.missing.ref], place > item.position {
                gone += 1
            } else {
                report(
                    Finding(.valueMissing, at: item.position, field: item.missing.field, ref: item.missing.ref))
            }
        }
        return gone
    }
}
