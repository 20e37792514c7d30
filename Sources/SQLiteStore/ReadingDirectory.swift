// SPDX-License-Identifier: MPL-2.0
public import Ledger

/// A data directory seen from outside, without its lock: for verification and proof beside the process that owns it.
/// Nothing is written.
public struct ReadingDirectory: Sendable {
    public let path: String
    public let installation: DataDirectory.Installation
    private let checkpoints: CheckpointFile
    let keys: KeyFolder
    let backupList: BackupFile

    public static func open(_ path: String) throws(DirectoryFailure) -> ReadingDirectory {
        do {
            return try ReadingDirectory(path)
        } catch {
            throw DirectoryFailure(error)
        }
    }

    private init(_ path: String) throws {
        self.path = path
        guard Disk.exists(path + "/vaern.json") else { throw DirectoryFailure.notADataDirectory(path) }
        installation = try InstallationFile.read(path + "/vaern.json")
        checkpoints = try CheckpointFile(path + "/checkpoints")
        keys = KeyFolder(path + "/keys")
        backupList = try BackupFile(path + "/backups")
    }

    /// The organisations that have a ledger here, in order of their references.
    public func organisations() throws(DirectoryFailure) -> [Ref] {
        do {
            return try Disk.names(in: path + "/houses").compactMap { Ref($0) }
                .filter { Disk.exists(path + "/houses/" + $0.text + "/ledger.sqlite") }.sorted()
        } catch {
            throw DirectoryFailure(error)
        }
    }

    /// The organisation's ledger, to read alone.
    public func house(_ organisation: Ref) throws(StoreFailure) -> SQLiteLedger {
        try SQLiteLedger(reading: path + "/houses/" + organisation.text)
    }

    /// The last signed checkpoint note of the organisation.
    public func checkpoint(for organisation: Ref) -> String? { checkpoints[organisation] }

    /// The organisation's secret key.
    public func key(for organisation: Ref) throws(DirectoryFailure) -> [UInt8] { try keys.key(for: organisation) }
}
