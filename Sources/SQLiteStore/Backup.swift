// SPDX-License-Identifier: MPL-2.0
import GRDB
import Ledger
import Synchronization

/// What a backup is made from: the data directory of its owner, or one seen from outside while its owner runs.
protocol BackupSource {
    var path: String { get }
    var installation: DataDirectory.Installation { get }
    var backupList: BackupFile { get }
    var keys: KeyFolder { get }
    func organisations() throws(DirectoryFailure) -> [Ref]
    func checkpoint(for organisation: Ref) -> String?
    func ledger(of organisation: Ref) throws -> SQLiteLedger
}

extension DataDirectory: BackupSource {
    func ledger(of organisation: Ref) throws -> SQLiteLedger { try house(organisation, create: false) }
}

extension ReadingDirectory: BackupSource {
    func ledger(of organisation: Ref) throws -> SQLiteLedger { try house(organisation) }

    /// Copies the installation while its owner runs; see `DataDirectory.backup`. An erasure at the same moment makes it
    /// fail rather than keep a value: make it again then.
    @discardableResult
    public func backup(
        to target: String, keysTo: String?, accounts: [UInt8]? = nil, now: Int64, keepDays: Int = 90
    ) throws(DirectoryFailure) -> BackupRecord {
        try write(to: target, keysTo: keysTo, accounts, now: now, keepDays: keepDays)
    }
}

extension DataDirectory {
    /// Copies the installation while it runs, and reads the copy back: hashes, `integrity_check`, and as many facts as
    /// the checkpoint says. `target` is missing or empty; the keys go to `keysTo`, apart from it, or are left out when
    /// it is nil (then a restore needs those of an earlier backup). The side store is not evidence and is left out.
    ///
    /// - Parameter accounts: what of the side store must come back, secret as the keys are: it is kept with them.
    /// - Parameter now: milliseconds since 1970, UTC.
    /// - Parameter keepDays: days after which the copy must be destroyed; erasure promises no more than that.
    @discardableResult
    public func backup(
        to target: String, keysTo: String?, accounts: [UInt8]? = nil, now: Int64, keepDays: Int = 90
    ) throws(DirectoryFailure) -> BackupRecord {
        try write(to: target, keysTo: keysTo, accounts, now: now, keepDays: keepDays)
    }
}

extension BackupSource {
    fileprivate func write(
        to target: String, keysTo: String?, _ accounts: [UInt8]?, now: Int64, keepDays: Int
    ) throws(DirectoryFailure) -> BackupRecord {
        do {
            if let keysTo, Folders.lies(keysTo, inside: target) || Folders.lies(target, inside: keysTo) {
                throw DirectoryFailure.keysInsideBackup
            }
            // The data directory is what is copied; a copy in it would lie where it is lost together with it.
            guard !Folders.lies(target, inside: path) else { throw DirectoryFailure.backupInsideData }
            try Folders.requireEmpty(target)
            try Disk.makeDirectory(target)
            var files: [String: String] = [:]
            var houses: [BackupManifest.House] = []
            for organisation in try organisations() {
                // The checkpoint first: the copy then holds at least what it promises.
                let note = checkpoint(for: organisation)
                let folder = "houses/" + organisation.text
                let copied = try ledger(of: organisation).copy(to: target + "/" + folder)
                for (name, hash) in copied.files { files[folder + "/" + name] = hash }
                let key = try keysTo.map { try copyKey(of: organisation, to: $0) }
                houses.append(
                    BackupManifest.House(
                        organisation: organisation.text, head: copied.head, checkpoint: note, key: key))
            }
            let record = BackupRecord(
                path: target, created: now, expires: now + Int64(keepDays) * 86_400_000)
            // Remembered before it is finished: half a backup holds values too.
            try backupList.add(record)
            for name in ["vaern.json", "checkpoints", "erasures", "backups"] where Disk.exists(path + "/" + name) {
                files[name] = try Disk.copy(path + "/" + name, to: target + "/" + name)
            }
            let manifest = BackupManifest(
                format: BackupManifest.format, installation: installation.id.text, created: record.created,
                expires: record.expires, houses: houses, files: files)
            try BackupCheck.verify(target, manifest)
            if let keysTo, let accounts { try KeyFolder(keysTo).keep(accounts: accounts, of: installation.id) }
            let file = target + "/" + BackupManifest.name
            try Disk.replace(file, with: try SmallJSON.bytes(manifest))
            try Disk.replace(target + "/" + BackupManifest.sums, with: manifest.sums(own: try Disk.hash(file)))
            return record
        } catch {
            throw DirectoryFailure(error)
        }
    }

    private func copyKey(of organisation: Ref, to folder: String) throws -> String {
        _ = try keys.key(for: organisation)
        let source = keys.file(for: organisation)
        let target = KeyFolder(folder).file(for: organisation)
        let hash = try Disk.hash(source)
        if Disk.exists(target) {
            // The folder may hold the keys of earlier backups; a key never changes under the same organisation.
            guard try Disk.hash(target) == hash else { throw DirectoryFailure.notEmpty(target) }
            return hash
        }
        try Disk.makeDirectory(folder)
        try Disk.copy(source, to: target)
        try Disk.sync(directory: folder)
        return hash
    }
}

extension SQLiteLedger {
    /// Copies one snapshot of the database and the files it names; appends go on meanwhile, erasures wait.
    func copy(to target: String) throws -> (head: Int, files: [String: String]) {
        try whole.withLock { _ in
            try Disk.makeDirectory(target + "/values")
            let file = target + "/ledger.sqlite"
            try Disk.write([], to: file)
            var configuration = Configuration()
            configuration.readonly = true
            configuration.busyMode = .timeout(5)
            // A second connection for the time of the copy: a reader of the log does not stop the writer.
            try DatabaseQueue(path: databaseFile, configuration: configuration).inDatabase { db in
                try db.execute(sql: "VACUUM INTO ?", arguments: [file])
            }
            var files = ["ledger.sqlite": try Disk.syncAndHash(file)]
            var head = 0
            var large: [Ref] = []
            try DatabaseQueue(path: file, configuration: configuration).inDatabase { db in
                head = try SQLiteLedger.count(db)
                let row = Prepared(
                    try db.makeStatement(sql: "SELECT ref FROM value WHERE bytes IS NULL AND erased = 0"))
                while try row.step() { large += [Ref(bytes: row.buffer(0))].compactMap { $0 } }
            }
            for ref in large {
                files["values/" + ref.text] = try Disk.copy(
                    valueFile(ref), to: target + "/values/" + ref.text)
            }
            try Disk.sync(directory: target + "/values")
            try Disk.sync(directory: target)
            return (head, files)
        }
    }
}

/// Reads a backup back, as a restore will.
enum BackupCheck {
    static func verify(_ folder: String, _ manifest: BackupManifest) throws {
        for (name, hash) in manifest.files {
            guard Disk.exists(folder + "/" + name), try Disk.hash(folder + "/" + name) == hash else {
                throw DirectoryFailure.damaged(file: name, reason: "is not the file that was copied")
            }
        }
        for house in manifest.houses {
            let file = "houses/" + house.organisation + "/ledger.sqlite"
            guard manifest.files[file] != nil else {
                throw DirectoryFailure.damaged(file: file, reason: "is not in the backup")
            }
            try check(folder + "/" + file, name: file, house)
        }
    }

    private static func check(_ path: String, name: String, _ house: BackupManifest.House) throws {
        var configuration = Configuration()
        configuration.readonly = true
        let promised = house.checkpoint.flatMap(CheckpointBody.init)?.size ?? 0
        try DatabaseQueue(path: path, configuration: configuration).inDatabase { db in
            let verdict = try String.fetchOne(db, sql: "PRAGMA integrity_check(1)")
            guard verdict == "ok" else {
                throw DirectoryFailure.damaged(file: name, reason: verdict ?? "integrity_check")
            }
            let head = try SQLiteLedger.count(db)
            guard head == house.head, head >= promised else {
                throw DirectoryFailure.damaged(
                    file: name, reason: "\(head) facts, \(house.head) copied, \(promised) signed")
            }
        }
    }
}

/// Where folders lie in relation to each other.
enum Folders {
    static func requireEmpty(_ path: String) throws {
        guard try !Disk.exists(path) || Disk.names(in: path).isEmpty else { throw DirectoryFailure.notEmpty(path) }
    }

    /// Whether `path` is `folder` or below it, links resolved as far as the folders exist.
    static func lies(_ path: String, inside folder: String) -> Bool {
        let outer = Disk.resolved(folder)
        let inner = Disk.resolved(path)
        return inner == outer || inner.hasPrefix(outer == "/" ? outer : outer + "/")
    }
}
