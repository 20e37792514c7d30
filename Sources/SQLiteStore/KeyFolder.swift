// SPDX-License-Identifier: MPL-2.0
import Glibc
import Ledger

/// `keys/`: one secret key for each organisation, in hexadecimal, readable by the owner alone.
struct KeyFolder: Sendable {
    let path: String

    init(_ path: String) { self.path = path }

    func file(for organisation: Ref) -> String { path + "/" + organisation.text + ".key" }

    func key(for organisation: Ref) throws(DirectoryFailure) -> [UInt8] {
        let file = file(for: organisation)
        var info = stat()
        guard stat(file, &info) == 0 else { throw .noKey(file) }
        guard info.st_mode & 0o077 == 0 else { throw .keyIsReadable(file) }
        do {
            let text = String(decoding: try Disk.read(file), as: UTF8.self)
            guard text.hasSuffix("\n"), let key = Disk.bytes(hexadecimal: text.dropLast()), !key.isEmpty else {
                throw DirectoryFailure.damaged(file: file, reason: "not one line of hexadecimal digits")
            }
            return key
        } catch {
            throw DirectoryFailure(error)
        }
    }

    func create(_ key: [UInt8], for organisation: Ref) throws(DirectoryFailure) {
        let file = file(for: organisation)
        guard !Disk.exists(file) else { throw .notEmpty(file) }
        do {
            try Disk.makeDirectory(path)
            try Disk.replace(file, with: Array((Disk.hexadecimal(key) + "\n").utf8))
        } catch {
            throw DirectoryFailure(error)
        }
    }
}
