// SPDX-License-Identifier: MPL-2.0
import Domain
import Glibc

/// An empty folder of our own that a tool works in. It is removed with all that was written there, however the work
/// ends. Names in it are ours: nothing that a person typed becomes a path or an argument.
struct Workshop: ~Copyable {
    let path: String

    /// - Throws: a `Refusal` when the disk gives no folder.
    init() throws(Refusal) {
        let base = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        var template = Array((base + "/vaern-XXXXXX").utf8CString)
        guard template.withUnsafeMutableBufferPointer({ mkdtemp($0.baseAddress!) }) != nil else { throw Self.full }
        path = template.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
    }

    deinit {
        Self.remove(path, depth: 0)
    }

    func write(_ bytes: [UInt8], to name: String) throws(Refusal) {
        let file = open(path + "/" + name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw Self.full }
        defer { close(file) }
        var sent = 0
        while sent < bytes.count {
            let count = bytes.withUnsafeBytes { Glibc.write(file, $0.baseAddress! + sent, bytes.count - sent) }
            guard count > 0 else { throw Self.full }
            sent += count
        }
    }

    /// A regular file of at most so many bytes; nil if there is none such.
    func read(_ name: String, most: Int) -> [UInt8]? {
        let file = open(path + "/" + name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var facts = stat()
        guard fstat(file, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG, facts.st_size <= most else { return nil }
        var bytes = [UInt8](repeating: 0, count: Int(facts.st_size))
        var filled = 0
        while filled < bytes.count {
            let left = bytes.count - filled
            let count = bytes.withUnsafeMutableBytes { Glibc.read(file, $0.baseAddress! + filled, left) }
            guard count > 0 else { return nil }
            filled += count
        }
        return bytes
    }

    private static func remove(_ path: String, depth: Int) {
        if depth < 20, let folder = opendir(path) {
            while let entry = Glibc.readdir(folder) {
                let name = withUnsafePointer(to: &entry.pointee.d_name) {
                    $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
                }
                guard name != ".", name != ".." else { continue }
                let inner = path + "/" + name
                if unlink(inner) != 0 { remove(inner, depth: depth + 1) }
            }
            closedir(folder)
        }
        rmdir(path)
    }

    private static let full = Refusal(
        .busy,
        Phrase(
            da: "Serveren har ikke plads til at læse filen. Sig det til driften, eller prøv igen om lidt.",
            en: "The server has no room to read the file. Tell operations, or try again in a while."))
}
