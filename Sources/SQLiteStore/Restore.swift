// SPDX-License-Identifier: MPL-2.0
public import Ledger

extension DataDirectory {
    /// What a restore did.
    public struct Restored: Sendable, Equatable {
        /// Facts of each organisation.
        public let heads: [Ref: Int]
        /// Values that the backup still held and that were erased again.
        public let erasedAgain: Int
        /// When the backup was made, milliseconds since 1970, UTC.
        public let created: Int64
        /// The copy of the accounts that lay with the keys, as it was given to the backup.
        public let accounts: [UInt8]?
    }

    /// Makes a data directory at `target` (missing or empty) out of a backup and its keys, after checking both.
    ///
    /// - Parameter erasures: paths of further `erasures` lists, above all that of the installation that was lost: what
    ///   was erased after the backup is erased again before the restored installation can be opened.
    public static func restore(
        from backup: String, keysFrom: String, into target: String, erasures: [String] = []
    ) throws(DirectoryFailure) -> Restored {
        do {
            let manifest = try manifest(of: backup)
            try Folders.requireEmpty(target)
            try BackupCheck.verify(backup, manifest)
            let keys = try requireKeys(manifest, keysFrom)
            let accounts = try Ref(manifest.installation).flatMap { try KeyFolder(keysFrom).accounts(of: $0) }
            var lists: [ErasureFile.Entry] = []
            for path in [backup + "/erasures"].filter(Disk.exists) + erasures {
                lists += try ErasureFile.parse(try Disk.read(path), path).entries
            }
            try Disk.makeDirectory(target)
            // `vaern.json` last: until then the folder is no data directory and nothing opens it.
            for (name, hash) in manifest.files.sorted(by: { $0.key < $1.key }) where name != "vaern.json" {
                try copy(name, hash, from: backup, into: target)
            }
            try Disk.makeDirectory(target + "/keys")
            for key in keys { try Disk.copy(key.source, to: target + "/keys/" + key.name) }
            try Disk.sync(directory: target + "/keys")
            try ErasureFile(target + "/erasures").add(lists.map { ($0.organisation, $0.ref) })
            let done = try eraseAgain(manifest, lists, target)
            try copy("vaern.json", manifest.files["vaern.json"] ?? "", from: backup, into: target)
            return Restored(heads: done.heads, erasedAgain: done.erased, created: manifest.created, accounts: accounts)
        } catch {
            throw DirectoryFailure(error)
        }
    }

    private static func manifest(of backup: String) throws -> BackupManifest {
        let path = backup + "/" + BackupManifest.name
        guard Disk.exists(path) else {
            throw DirectoryFailure.damaged(
                file: BackupManifest.name, reason: "is missing: the backup was never finished")
        }
        let manifest = try SmallJSON.read(BackupManifest.self, path)
        let sums = backup + "/" + BackupManifest.sums
        guard Disk.exists(sums), try Disk.read(sums) == manifest.sums(own: Disk.hash(path)) else {
            throw DirectoryFailure.damaged(file: BackupManifest.sums, reason: "is not what was written")
        }
        guard manifest.format <= BackupManifest.format else { throw DirectoryFailure.newer(format: manifest.format) }
        for name in manifest.files.keys where name.hasPrefix("/") || name.split(separator: "/").contains("..") {
            throw DirectoryFailure.damaged(file: BackupManifest.name, reason: "names a file outside: \(name)")
        }
        return manifest
    }

    private static func requireKeys(
        _ manifest: BackupManifest, _ folder: String
    ) throws -> [(source: String, name: String)] {
        try manifest.houses.map { house in
            let name = house.organisation + ".key"
            let source = folder + "/" + name
            guard Disk.exists(source) else { throw DirectoryFailure.noKey(source) }
            if let hash = house.key, try Disk.hash(source) != hash { throw DirectoryFailure.noKey(source) }
            return (source, name)
        }
    }

    private static func copy(_ name: String, _ hash: String, from backup: String, into target: String) throws {
        let path = target + "/" + name
        try Disk.makeDirectory(Disk.parent(of: path))
        guard try Disk.copy(backup + "/" + name, to: path) == hash else {
            throw DirectoryFailure.damaged(file: name, reason: "changed while it was being restored")
        }
        try Disk.sync(directory: Disk.parent(of: path))
    }

    private static func eraseAgain(
        _ manifest: BackupManifest, _ lists: [ErasureFile.Entry], _ target: String
    ) throws -> (heads: [Ref: Int], erased: Int) {
        var heads: [Ref: Int] = [:]
        var erased = 0
        let space = Space(directory: target, floor: 0)
        for house in manifest.houses {
            guard let organisation = Ref(house.organisation) else {
                throw DirectoryFailure.damaged(file: BackupManifest.name, reason: "an organisation is no id")
            }
            let ledger = try SQLiteLedger(
                directory: target + "/houses/" + house.organisation, space: space, create: false)
            let refs = Set(lists.filter { $0.organisation == organisation }.map(\.ref))
            for ref in refs where try ledger.value(ref) != nil { erased += 1 }
            try ledger.erase(Array(refs))
            heads[organisation] = try ledger.head()
        }
        return (heads, erased)
    }
}
