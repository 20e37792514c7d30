// SPDX-License-Identifier: MPL-2.0
public import Ledger
import Synchronization

/// The folder an installation lives in. One process owns it.
///
///     vaern.json                     format, installation, demo or not, created
///     lock                           held while a process owns the folder; holds its pid
///     checkpoints, erasures, backups outside the databases, so that a restored database cannot take them back
///     keys/‹organisation›.key        0600
///     houses/‹organisation›/         ledger.sqlite, values/, search.sqlite
///     side.sqlite, ballast
public final class DataDirectory: Sendable {
    /// What an installation is from its first day.
    public struct Installation: Sendable, Equatable {
        public let id: Ref
        /// Holds invented data only; every page says so.
        public let isDemo: Bool
        /// Milliseconds since 1970, UTC.
        public let created: Int64

        public init(id: Ref, isDemo: Bool, created: Int64) {
            self.id = id
            self.isDemo = isDemo
            self.created = created
        }
    }

    /// Absolute or relative, as given.
    public let path: String
    public let installation: Installation
    /// The room on the disk and the ballast, shared by all houses.
    public let space: Space
    private let lock: DirectoryLock
    private let houses = Mutex<[Ref: SQLiteLedger]>([:])
    let checkpoints: CheckpointFile
    let erasureList: ErasureFile
    let backupList: BackupFile
    let keys: KeyFolder

    /// Opens the folder and takes its lock. With `create`, an empty or missing folder becomes a data directory; one
    /// that is there is opened as it is. `floor` is the free space, in bytes, below which ordinary facts are refused.
    public static func open(
        _ path: String, create: Installation?, floor: Int = 256 << 20
    ) throws(DirectoryFailure) -> DataDirectory {
        try DataDirectory(path, create: create, floor: floor)
    }

    private init(_ path: String, create: Installation?, floor: Int) throws(DirectoryFailure) {
        self.path = path
        do {
            let file = path + "/vaern.json"
            if !Disk.exists(file) {
                guard create != nil else { throw DirectoryFailure.notADataDirectory(path) }
                try Disk.makeDirectory(path)
            }
            lock = try DirectoryLock(path + "/lock")
            if let create, !Disk.exists(file) {
                guard try Disk.names(in: path) == ["lock"] else { throw DirectoryFailure.notEmpty(path) }
                try Disk.makeDirectory(path + "/keys")
                try Disk.makeDirectory(path + "/houses")
                try Disk.replace(file, with: InstallationFile.bytes(create))
            }
            installation = try InstallationFile.read(file)
            space = Space(directory: path, floor: floor)
            checkpoints = try CheckpointFile(path + "/checkpoints")
            erasureList = try ErasureFile(path + "/erasures")
            backupList = try BackupFile(path + "/backups")
            keys = KeyFolder(path + "/keys")
        } catch {
            throw DirectoryFailure(error)
        }
    }

    /// The organisations that have a ledger here, in order of their references.
    public func organisations() throws(DirectoryFailure) -> [Ref] {
        do {
            return try Disk.names(in: path + "/houses").compactMap { Ref($0) }
                .filter { Disk.exists(folder($0) + "/ledger.sqlite") }.sorted()
        } catch {
            throw DirectoryFailure(error)
        }
    }

    /// The organisation's ledger, opened once. With `create` an empty one is made, unless a checkpoint says that it has
    /// had facts: then it is lost, and making it anew would fork it.
    public func house(_ organisation: Ref, create: Bool) throws(DirectoryFailure) -> SQLiteLedger {
        do {
            return try houses.withLock { open in
                if let house = open[organisation] { return house }
                let isThere = Disk.exists(folder(organisation) + "/ledger.sqlite")
                if !isThere && (!create || checkpoints[organisation] != nil) {
                    throw DirectoryFailure.houseIsMissing(organisation.text)
                }
                // A power cut while it was being made may have left a file without tables.
                let mayBegin = create && checkpoints[organisation] == nil
                let house = try SQLiteLedger(directory: folder(organisation), space: space, create: mayBegin)
                open[organisation] = house
                return house
            }
        } catch {
            throw DirectoryFailure(error)
        }
    }

    /// What the organisation is searched by: a file beside its ledger that may be lost.
    public func search(_ organisation: Ref) -> SQLiteSearch { SQLiteSearch(directory: folder(organisation)) }

    /// Forgets the open ledger, so that the next `house` opens it anew: after an I/O error, say.
    public func close(_ organisation: Ref) {
        _ = houses.withLock { $0.removeValue(forKey: organisation) }
    }

    /// The side store of the installation; `onDamage` as in `SQLiteSide`.
    public func side(onDamage: (_ reason: String, _ setAside: String) -> Void) throws(StoreFailure) -> SQLiteSide {
        try SQLiteSide(directory: path, onDamage: onDamage)
    }

    /// The last signed checkpoint note of the organisation.
    public func checkpoint(for organisation: Ref) -> String? { checkpoints[organisation] }

    /// Keeps a signed note. Refuses one of a smaller size, or another root at the same size.
    public func saveCheckpoint(_ note: String, for organisation: Ref) throws(DirectoryFailure) {
        try checkpoints.save(note, for: organisation)
    }

    /// References of the organisation's values that have been erased; they are erased again at every start.
    public func erasures(for organisation: Ref) -> [Ref] { erasureList[organisation] }

    /// Adds to the list, synced. Called before the values are erased; lets the ballast go when the disk is full.
    public func addErasures(_ refs: [Ref], for organisation: Ref) throws(DirectoryFailure) {
        let new = refs.map { (organisation: organisation, ref: $0) }
        do {
            try erasureList.add(new)
        } catch .disk(let error) where error.isOutOfSpace && space.releaseBallast() {
            try erasureList.add(new)
        }
    }

    /// Backups made of this installation, the expired ones too.
    public func backups() -> [BackupRecord] { backupList.records }

    /// The organisation's secret key. Refused when others than the owner may read the file.
    public func key(for organisation: Ref) throws(DirectoryFailure) -> [UInt8] { try keys.key(for: organisation) }

    /// Keeps a new secret key; never writes over one.
    public func createKey(_ key: [UInt8], for organisation: Ref) throws(DirectoryFailure) {
        try keys.create(key, for: organisation)
    }

    func folder(_ organisation: Ref) -> String { path + "/houses/" + organisation.text }
}

extension DirectoryFailure {
    init(_ error: any Error) {
        switch error {
        case let failure as DirectoryFailure: self = failure
        case let failure as DiskError: self = .disk(failure)
        default: self = .store("\(error)")
        }
    }
}
