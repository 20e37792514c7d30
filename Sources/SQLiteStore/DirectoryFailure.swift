// SPDX-License-Identifier: MPL-2.0

/// Why a data directory, a backup or a restore was refused. For the operator; the command line says what to do.
public enum DirectoryFailure: Error, Equatable, Sendable {
    /// Another process has the directory.
    case locked(by: Int32?)
    /// There is no `vaern.json`: not a data directory.
    case notADataDirectory(String)
    /// A data directory, a backup or a restore is to be made where there already is something.
    case notEmpty(String)
    /// Its format is newer than this program.
    case newer(format: Int)
    /// A file does not hold what it should.
    case damaged(file: String, reason: String)
    /// A key that others than its owner may read.
    case keyIsReadable(String)
    /// There is no key, or none that fits.
    case noKey(String)
    /// The house has been here: making it anew would fork its ledger.
    case houseIsMissing(String)
    /// A checkpoint smaller than the one that was signed, or another of the same size.
    case checkpointGoesBack(from: Int, to: Int)
    /// The keys would lie together with what they protect.
    case keysInsideBackup
    /// The backup would lie in what it is a copy of.
    case backupInsideData
    /// The disk refused.
    case disk(DiskError)
    /// The database refused.
    case store(String)
}
