// SPDX-License-Identifier: MPL-2.0

import Dispatch

/// What is wrong with a ledger. The raw value is the machine's name for it; texts for people are made elsewhere.
public enum Fault: String, Sendable, CaseIterable {
    /// A position is missing, doubled or out of order in the store.
    case positionGap = "position-gap"
    /// The leaf is not a canonical leaf of the format.
    case leafForm = "leaf-form"
    /// The leaf says another position than the one it lies at.
    case leafPosition = "leaf-position"
    /// The leaf belongs to another ledger, or to another epoch than the one it lies in.
    case otherLedger = "other-ledger"
    /// The leaf does not name the hash of the leaf before it.
    case chain
    /// The fact was recorded before the one before it.
    case recordedBackwards = "recorded-backwards"
    /// The subject's revisions have a gap or a repetition.
    case revision
    /// The command's facts are not complete and together, or the command occurs twice.
    case command
    /// The payload or its key is not the one the leaf commits to.
    case payloadCommitment = "payload-commitment"
    /// The payload is not a canonical object of at most 32 KiB.
    case payloadForm = "payload-form"
    /// The value or its key is not the one the leaf commits to.
    case valueCommitment = "value-commitment"
    /// The payload does not name the value under its field.
    case valueReference = "value-reference"
    /// A value is gone and no later fact says that it was erased.
    case valueMissing = "value-missing"
    /// A value lies there that no leaf commits to.
    case valueExtra = "value-extra"
    /// A value lies there that a fact says was erased.
    case erasedStillThere = "erased-still-there"
    /// What the database keeps of the fact is not what the leaf says.
    case indexDiffers = "index-differs"
    /// The first fact is not `ledger.opened`, or a later one opens an epoch without saying what it recovers from.
    case notOpened = "not-opened"
    /// `ledger.opened` names another origin than its leaf, or than the key; or its epoch is not after the one before.
    case openedOrigin = "opened-origin"
    /// The newest `ledger.opened` names another public key than the ledger's.
    case openedKey = "opened-key"
    /// The checkpoint is not one of this ledger, or not signed by its key.
    case checkpointInvalid = "checkpoint-invalid"
    /// The checkpoint counts more facts than there are.
    case checkpointAhead = "checkpoint-ahead"
    /// The facts' tree has another root than the checkpoint.
    case rootDiffers = "root-differs"
}

/// One thing that is wrong, and where.
public struct Finding: Sendable, Hashable {
    /// The fact it was found at; for a checkpoint its size, or nil where it could not be read.
    public let position: Int?
    public let fault: Fault
    /// The value's field, where it is about a value.
    public let field: String?
    /// The value, where it is about one.
    public let ref: Ref?

    public init(_ fault: Fault, at position: Int?, field: String? = nil, ref: Ref? = nil) {
        self.position = position
        self.fault = fault
        self.field = field
        self.ref = ref
    }
}

/// What a verification found and how much it looked at.
public struct Verification: Sendable, Equatable {
    /// What is wrong, ordered by position; at most as many as were asked for.
    public var findings: [Finding] = []
    /// Facts looked at.
    public var facts = 0
    /// Values whose bytes were compared with their commitments.
    public var values = 0
    /// Values that are gone, and rightly so.
    public var erased = 0
    /// The root of all facts.
    public var root = Hash32.zero
    /// The checkpoint that was compared with, if it could be opened.
    public var checkpoint: Checkpoint?
    /// Whether the caller stopped it before the end.
    public var stopped = false

    /// Nothing wrong, and everything looked at.
    public var isSound: Bool { findings.isEmpty && !stopped }

    /// Beside a writer: a value is erased a moment after the fact that says so. Waits at most `patience` for values that
    /// were found in between, and drops the findings of those that are gone by then.
    public mutating func settle(_ vault: any VaultStore, patience: Duration = .seconds(5)) throws {
        let clock = ContinuousClock()
        let end = clock.now + patience
        while true {
            try findings.removeAll { finding in
                guard finding.fault == .erasedStillThere, let ref = finding.ref else { return false }
                return try vault.value(ref) == nil
            }
            guard findings.contains(where: { $0.fault == .erasedStillThere }), clock.now < end else { return }
            _ = DispatchSemaphore(value: 0).wait(timeout: .now() + .milliseconds(20))
        }
    }
}
