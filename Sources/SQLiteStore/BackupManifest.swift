// SPDX-License-Identifier: MPL-2.0
import Ledger
import Synchronization

/// A backup that was made, as the data directory remembers it: erasure is complete when the last one that holds the
/// value has expired.
public struct BackupRecord: Sendable, Equatable, Codable {
    /// Where it was written.
    public let path: String
    /// Milliseconds since 1970, UTC.
    public let created: Int64
    /// Milliseconds since 1970, UTC; the day it must have been destroyed.
    public let expires: Int64

    public init(path: String, created: Int64, expires: Int64) {
        self.path = path
        self.created = created
        self.expires = expires
    }
}

/// `backup.json`: what a backup holds. It and `backup.sha256` are written last, so a backup without them was never
/// finished.
struct BackupManifest: Codable, Equatable {
    struct House: Codable, Equatable {
        let organisation: String
        /// Facts in the copy.
        let head: Int
        /// The note that was the last one when the copy began.
        let checkpoint: String?
        /// SHA-256 of the key file, which lies elsewhere.
        let key: String?
    }

    static let format = 1
    static let name = "backup.json"

    let format: Int
    let installation: String
    let created: Int64
    let expires: Int64
    let houses: [House]
    /// Path inside the backup → SHA-256.
    let files: [String: String]

    /// `backup.sha256`: all files and `backup.json` itself, so that `sha256sum -c` can check a backup by itself.
    static let sums = "backup.sha256"

    func sums(own: String) -> [UInt8] {
        let all = files.merging([Self.name: own]) { first, _ in first }.sorted { $0.key < $1.key }
        return Array(all.map { "\($0.value)  \($0.key)\n" }.joined().utf8)
    }
}

/// `backups`: the register of backups, replaced in one step.
final class BackupFile: Sendable {
    private let path: String
    private let writing = Mutex(())

    init(_ path: String) throws {
        self.path = path
        _ = try read()
    }

    /// Read anew each time: a backup may be made by another process than the one that owns the folder.
    var records: [BackupRecord] { (try? read()) ?? [] }

    func add(_ record: BackupRecord) throws {
        try writing.withLock { _ in
            let all = try read().filter { $0.path != record.path } + [record]
            try Disk.replace(path, with: try SmallJSON.bytes(all))
        }
    }

    private func read() throws -> [BackupRecord] {
        Disk.exists(path) ? try SmallJSON.read([BackupRecord].self, path) : []
    }
}
