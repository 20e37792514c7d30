// SPDX-License-Identifier: MPL-2.0

import Domain
import Exchange
import Ledger
import Office
import Synchronization

/// The packages that are being played, opened: the archive in memory, and what is in it. Few at a time, since one can be
/// 20 MB.
final class PackageShelf: Sendable {
    final class Opened: Sendable {
        let package: ScormPackage
        private let archive: [UInt8]
        /// The paths by their small letters: archives are made on systems where a link may differ from the file in them.
        private let paths: [String: String]

        init(_ package: ScormPackage, _ archive: [UInt8]) {
            self.package = package
            self.archive = archive
            paths = Dictionary(package.files.map { ($0.path.lowercased(), $0.path) }) { first, _ in first }
        }

        /// The content of a file, by the path of an address; nil if the package has none there. Whatever the path says, it
        /// is one that the archive has, or none.
        func content(_ path: String) -> [UInt8]? {
            paths[path.lowercased()].flatMap { package.content(of: $0, in: archive) }
        }
    }

    /// One package, and whoever opens it: others wait for it, and nobody who asks for another one.
    private final class Slot: Sendable {
        let house: ID<Organisation>
        let file: ValueID
        /// Of the house's texts when it was asked for: another number, and it is asked of the vault again.
        let erasures: Int
        let opened = Mutex<Opened?>(nil)

        init(_ house: ID<Organisation>, _ file: ValueID, _ erasures: Int) {
            (self.house, self.file, self.erasures) = (house, file, erasures)
        }
    }

    private static let most = 3
    private let held = Mutex<[Slot]>([])
    private let read: @Sendable (ValueID, House) -> [UInt8]?

    /// - Parameter read: gets the archive, which may be large.
    init(read: @escaping @Sendable (ValueID, House) -> [UInt8]? = { $1.texts.bytes($0) }) { self.read = read }

    /// Nil where the file is erased, or is not the one that the text of its version names. Whoever comes while a package is
    /// opened waits for it, rather than open it too.
    func opened(_ package: PlayedPackage, in house: House) -> Opened? {
        let slot = slot(package.file, house)
        return slot.opened.withLock { opened in
            if let opened { return opened }
            guard let bytes = read(package.file, house), Digest.sha256(bytes).hex == package.module.digest,
                let known = try? ScormPackage.read(bytes)
            else { return nil }
            let fresh = Opened(known, bytes)
            opened = fresh
            return fresh
        }
    }

    /// Nothing is read under the lock that all share.
    private func slot(_ file: ValueID, _ house: House) -> Slot {
        let (id, erasures) = (house.id, house.texts.erasures)
        return held.withLock { held in
            held.removeAll { $0.house == id && $0.erasures != erasures }
            let index = held.firstIndex { $0.house == id && $0.file == file }
            let slot = index.map { held.remove(at: $0) } ?? Slot(id, file, erasures)
            held.insert(slot, at: 0)
            if held.count > Self.most { held.removeLast() }
            return slot
        }
    }
}
