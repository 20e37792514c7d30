// SPDX-License-Identifier: MPL-2.0

public import Ledger

/// What a house keeps outside its database: its key, the last signed checkpoint, and the references of erased values. A
/// database that is put back to an older day is found out by it, and what was erased stays erased.
public protocol Outside: Sendable {
    /// The last signed note; nil before the first.
    func checkpoint() -> String?
    /// Keeps a newer note durably; refuses an older one.
    func save(_ note: String) throws
    /// References of values that were erased.
    func erasures() -> [Ref]
    /// Adds references durably, before their values are erased.
    func add(erasures: [Ref]) throws
}

/// Why a house serves its readers but takes no commands.
public enum Alarm: Hashable, Sendable {
    /// The database ends before the outside checkpoint: facts that were acknowledged are missing.
    case behind(size: Int, known: Int)
    /// The database has other facts than the outside checkpoint signed.
    case otherRoot(at: Int)
    /// The outside checkpoint is missing, or not signed by the house's key.
    case badCheckpoint
    /// A fact of a kind that this program does not know; what follows it is not served.
    case unknownKind(position: Int, name: String)
    /// A fact that cannot be read.
    case damaged(position: Int, what: String)
    /// The full verification found a fault.
    case verification(position: Int, what: String)
    /// The disk or the database refused; nothing more is taken until the program is started again.
    case store(String)
}
