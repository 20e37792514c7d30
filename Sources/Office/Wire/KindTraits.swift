// SPDX-License-Identifier: MPL-2.0

extension FactKind {
    private var line: KindLine? { KindLine.lines[self] }

    /// The newest version of its shape; new facts are written in it.
    public var version: Int { line?.version ?? 1 }

    /// Whether a decision made from the subject must be looked at again after such a fact.
    public var isMaterial: Bool { line?.traits.contains(.material) ?? false }

    /// Whether its day may lie before the day it is recorded, with a reason.
    public var mayBeBackdated: Bool { line?.traits.contains(.backdated) ?? false }

    /// Whether it may be annulled when it was wrong from the start. What opened the ledger, what started the program, an
    /// erasure, accounts, tokens and an annulment may not: they did happen.
    public var mayBeAnnulled: Bool { line?.traits.contains(.annullable) ?? false }

    /// The members of its payload, with what they hold.
    public var fields: [WireField] { line?.fields ?? [] }
}
