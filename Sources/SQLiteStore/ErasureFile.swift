// SPDX-License-Identifier: MPL-2.0
import Ledger
import Synchronization

/// `erasures`: a line for each erased value, organisation and reference, never removed. Random references say nothing
/// about the person, and with them a value that an old backup brings back is erased again.
final class ErasureFile: Sendable {
    struct Entry: Hashable {
        let organisation: Ref
        let ref: Ref
    }

    private let path: String
    private let entries: Mutex<[Entry]>

    init(_ path: String) throws {
        self.path = path
        let read = Disk.exists(path) ? try Self.parse(try Disk.read(path), path) : (entries: [], isTorn: false)
        // A line that a power cut has torn was never acknowledged.
        if read.isTorn { try Disk.replace(path, with: Self.lines(read.entries)) }
        entries = Mutex(read.entries)
    }

    subscript(organisation: Ref) -> [Ref] {
        entries.withLock { $0.filter { $0.organisation == organisation }.map(\.ref) }
    }

    var all: [Entry] { entries.withLock { $0 } }

    func add(_ new: [(organisation: Ref, ref: Ref)]) throws(DirectoryFailure) {
        do {
            try entries.withLock { entries in
                let known = Set(entries)
                let more = new.map { Entry(organisation: $0.organisation, ref: $0.ref) }.filter { !known.contains($0) }
                if more.isEmpty { return }
                let isNew = !Disk.exists(path)
                do {
                    try Disk.write(Self.lines(more), to: path, append: true)
                } catch {
                    // Half a line must not stand before the next one.
                    try? Disk.replace(path, with: Self.lines(entries))
                    throw error
                }
                if isNew { try Disk.sync(directory: Disk.parent(of: path)) }
                entries += more
            }
        } catch {
            throw DirectoryFailure(error)
        }
    }

    static func lines(_ entries: [Entry]) -> [UInt8] {
        Array(entries.map { $0.organisation.text + " " + $0.ref.text + "\n" }.joined().utf8)
    }

    static func parse(_ bytes: [UInt8], _ path: String) throws -> (entries: [Entry], isTorn: Bool) {
        var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
        let isTorn = lines.popLast()?.isEmpty == false
        let entries = try lines.map { line in
            let words = String(decoding: line, as: UTF8.self).split(separator: " ")
            guard words.count == 2, let organisation = Ref(words[0]), let ref = Ref(words[1]) else {
                throw DirectoryFailure.damaged(file: path, reason: "a line is not two ids")
            }
            return Entry(organisation: organisation, ref: ref)
        }
        return (entries, isTorn)
    }
}
