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

    private struct Held {
        let house: ID<Organisation>
        let file: ValueID
        /// Of the house's texts when it was opened: another number, and it is asked of the vault again.
        let erasures: Int
        let opened: Opened
    }

    private static let most = 3
    private let held = Mutex<[Held]>([])

    /// Nil where the file is erased, or is not the one that the text of its version names. Whoever comes while a package is
    /// opened waits for it, rather than open it too.
    func opened(_ package: PlayedPackage, in house: House) -> Opened? {
        let (id, erasures) = (house.id, house.texts.erasures)
        return held.withLock { held in
            held.removeAll { $0.house == id && $0.erasures != erasures }
            if let index = held.firstIndex(where: { $0.house == id && $0.file == package.file }) {
                let found = held.remove(at: index)
                held.insert(found, at: 0)
                return found.opened
            }
            guard let bytes = house.texts.bytes(package.file), Digest.sha256(bytes).hex == package.module.digest,
                let read = try? ScormPackage.read(bytes)
            else { return nil }
            let opened = Opened(read, bytes)
            held.insert(Held(house: id, file: package.file, erasures: erasures, opened: opened), at: 0)
            if held.count > Self.most { held.removeLast() }
            return opened
        }
    }
}
