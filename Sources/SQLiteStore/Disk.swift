// SPDX-License-Identifier: MPL-2.0
import FoundationEssentials
import Glibc
import Ledger

/// What the operating system said when a file could not be handled.
public struct DiskError: Error, Equatable, CustomStringConvertible {
    public let operation: String
    public let path: String
    /// `errno` of the call.
    public let code: Int32

    init(_ operation: String, _ path: String, _ code: Int32 = errno) {
        self.operation = operation
        self.path = path
        self.code = code
    }

    public var isOutOfSpace: Bool { code == ENOSPC || code == EDQUOT }

    public var description: String { "\(operation) \(path): \(String(cString: strerror(code)))" }
}

/// Files that survive a power cut: what is written is synced, and so is the directory that names it.
enum Disk {
    static func exists(_ path: String) -> Bool {
        var info = stat()
        return lstat(path, &info) == 0
    }

    /// Makes the directory and those above it, readable by the owner alone.
    static func makeDirectory(_ path: String) throws(DiskError) {
        if exists(path) { return }
        let above = parent(of: path)
        if above != path { try makeDirectory(above) }
        guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw DiskError("mkdir", path) }
        try sync(directory: above)
    }

    static func names(in directory: String) throws(DiskError) -> [String] {
        do {
            return try FileManager.default.contentsOfDirectory(atPath: directory).sorted()
        } catch {
            throw DiskError("list", directory, EIO)
        }
    }

    static func sync(directory: String) throws(DiskError) {
        let file = try open(directory, O_RDONLY | O_DIRECTORY)
        defer { close(file) }
        guard fsync(file) == 0 else { throw DiskError("fsync", directory) }
    }

    /// Writes a new file, or `append`s to one, and syncs it. The caller syncs the directory.
    static func write(_ bytes: [UInt8], to path: String, append: Bool = false) throws(DiskError) {
        let file = try open(path, O_WRONLY | O_CREAT | (append ? O_APPEND : O_TRUNC))
        defer { close(file) }
        try write(bytes[...], to: file, path)
        guard fsync(file) == 0 else { throw DiskError("fsync", path) }
    }

    /// Puts new contents under the name in one step: after a power cut there is either the old file or the new one.
    static func replace(_ path: String, with bytes: [UInt8]) throws(DiskError) {
        let draft = path + ".new"
        try write(bytes, to: draft)
        try rename(draft, to: path)
        try sync(directory: parent(of: path))
    }

    static func read(_ path: String) throws(DiskError) -> [UInt8] {
        var bytes: [UInt8] = []
        try eachBlock(of: path) { (block) throws(DiskError) in bytes.append(contentsOf: block) }
        return bytes
    }

    /// Copies the contents, syncs the copy and returns the SHA-256 of what was read.
    @discardableResult
    static func copy(_ source: String, to target: String) throws(DiskError) -> String {
        let file = try open(target, O_WRONLY | O_CREAT | O_EXCL)
        defer { close(file) }
        var hash = Digest.Running()
        try eachBlock(of: source) { (block) throws(DiskError) in
            block.withUnsafeBytes { hash.update($0) }
            try write(block, to: file, target)
        }
        guard fsync(file) == 0 else { throw DiskError("fsync", target) }
        return hash.finish().hex
    }

    /// SHA-256 of the file's contents in hexadecimal.
    static func hash(_ path: String) throws(DiskError) -> String {
        var hash = Digest.Running()
        try eachBlock(of: path) { (block) throws(DiskError) in block.withUnsafeBytes { hash.update($0) } }
        return hash.finish().hex
    }

    /// Syncs a file that somebody else wrote and returns its SHA-256.
    static func syncAndHash(_ path: String) throws(DiskError) -> String {
        try sync(file: path)
        return try hash(path)
    }

    /// Syncs a file that somebody else wrote. Not for a database that is open: closing it would drop SQLite's locks.
    static func sync(file path: String) throws(DiskError) {
        let file = try open(path, O_RDONLY)
        defer { close(file) }
        guard fsync(file) == 0 else { throw DiskError("fsync", path) }
    }

    /// The path without links, as far down as it exists.
    static func resolved(_ path: String) -> String {
        if let real = realpath(path, nil) {
            defer { Glibc.free(real) }
            return String(cString: real)
        }
        let above = parent(of: path)
        guard above != path else { return path }
        let name = path.split(separator: "/").last.map(String.init) ?? ""
        let base = resolved(above)
        return base == "/" ? "/" + name : base + "/" + name
    }

    /// The caller syncs the directory.
    static func rename(_ path: String, to name: String) throws(DiskError) {
        guard Glibc.rename(path, name) == 0 else { throw DiskError("rename", path) }
    }

    /// Removes the name; a name that is not there is passed over.
    static func remove(_ path: String) throws(DiskError) {
        guard unlink(path) == 0 || errno == ENOENT else { throw DiskError("unlink", path) }
    }

    /// Bytes that an ordinary process may still write to the file system of `path`.
    static func free(at path: String) throws(DiskError) -> Int {
        var info = statvfs()
        guard statvfs(path, &info) == 0 else { throw DiskError("statvfs", path) }
        return Int(info.f_bavail) * Int(info.f_frsize)
    }

    static func parent(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    static func open(_ path: String, _ flags: Int32) throws(DiskError) -> Int32 {
        let file = Glibc.open(path, flags | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw DiskError("open", path) }
        return file
    }

    static func write(_ bytes: ArraySlice<UInt8>, to file: Int32, _ path: String) throws(DiskError) {
        var rest = bytes
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
            if written < 0 && errno == EINTR { continue }
            guard written > 0 else { throw DiskError("write", path) }
            rest = rest.dropFirst(written)
        }
    }

    private static func eachBlock(
        of path: String, _ body: (ArraySlice<UInt8>) throws(DiskError) -> Void
    ) throws(DiskError) {
        let file = try open(path, O_RDONLY)
        defer { close(file) }
        var buffer = [UInt8](repeating: 0, count: 1 << 18)
        while true {
            let count = buffer.withUnsafeMutableBytes { Glibc.read(file, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else { throw DiskError("read", path) }
            if count == 0 { return }
            try body(buffer[..<count])
        }
    }

    static func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }

    static func bytes(hexadecimal text: some StringProtocol) -> [UInt8]? {
        let digits = text.utf8.map { digit -> UInt8? in
            switch digit {
            case 48...57: digit - 48
            case 97...102: digit - 87
            default: nil
            }
        }
        guard digits.count.isMultiple(of: 2), !digits.contains(nil) else { return nil }
        let values = digits.compactMap { $0 }
        return stride(from: 0, to: values.count, by: 2).map { values[$0] << 4 | values[$0 + 1] }
    }
}
