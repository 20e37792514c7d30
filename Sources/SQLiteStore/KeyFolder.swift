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

    /// The copy of the installation's accounts that a backup left here: `‹installation›.accounts`, SHA-256 of the rest
    /// in hexadecimal, a newline, the rest. Nil if there is none.
    func accounts(of installation: Ref) throws -> [UInt8]? {
        let file = accountsFile(installation)
        guard Disk.exists(file) else { return nil }
        let bytes = try Disk.read(file)
        let rest = Array(bytes.dropFirst(65))
        guard bytes.prefix(65).elementsEqual((Digest.sha256(rest).hex + "\n").utf8) else {
            throw DirectoryFailure.damaged(file: file, reason: "is not what was written")
        }
        return rest
    }

    /// Keeps the copy in place of an older one, so that what is gone from the installation is soon gone here, and reads
    /// it back.
    func keep(accounts: [UInt8], of installation: Ref) throws {
        let sum = Digest.sha256(accounts).hex + "\n"
        try Disk.makeDirectory(path)
        try Disk.replace(accountsFile(installation), with: Array(sum.utf8) + accounts)
        _ = try self.accounts(of: installation)
    }

    private func accountsFile(_ installation: Ref) -> String { path + "/" + installation.text + ".accounts" }

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
