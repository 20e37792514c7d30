// SPDX-License-Identifier: MPL-2.0
import Ledger
import Synchronization

/// `checkpoints`: the last signed checkpoint note (C2SP tlog-checkpoint) of each organisation, replaced in one step.
/// It never goes back, so a restored database cannot silently begin another history.
final class CheckpointFile: Sendable {
    private let path: String
    private let notes: Mutex<[Ref: String]>

    init(_ path: String) throws {
        self.path = path
        var notes: [Ref: String] = [:]
        if Disk.exists(path) {
            for (name, note) in try SmallJSON.read([String: String].self, path) {
                guard let organisation = Ref(name), CheckpointBody(note) != nil else {
                    throw DirectoryFailure.damaged(file: path, reason: "\(name) has no checkpoint")
                }
                notes[organisation] = note
            }
        }
        self.notes = Mutex(notes)
    }

    subscript(organisation: Ref) -> String? { notes.withLock { $0[organisation] } }

    var all: [Ref: String] { notes.withLock { $0 } }

    func save(_ note: String, for organisation: Ref) throws(DirectoryFailure) {
        guard let body = CheckpointBody(note) else {
            throw .damaged(file: path, reason: "what is to be kept is no checkpoint")
        }
        do {
            try notes.withLock { notes in
                if let last = notes[organisation].flatMap(CheckpointBody.init), !body.isLaterEpoch(than: last),
                    body.size < last.size || (body.size == last.size && body != last)
                {
                    throw DirectoryFailure.checkpointGoesBack(from: last.size, to: body.size)
                }
                var all = notes
                all[organisation] = note
                let named = Dictionary(uniqueKeysWithValues: all.map { ($0.key.text, $0.value) })
                try Disk.replace(path, with: try SmallJSON.bytes(named))
                notes = all
            }
        } catch {
            throw DirectoryFailure(error)
        }
    }
}

/// The three lines of a checkpoint that are signed: origin, size, root.
struct CheckpointBody: Equatable {
    let origin: Substring
    let size: Int
    let root: Substring

    /// Whether it is of a recovery epoch after the other's: the same origin but for a greater number at its end. Facts
    /// were lost then, so its size may be smaller.
    func isLaterEpoch(than other: CheckpointBody) -> Bool {
        let (own, others) = (origin.split(separator: "/"), other.origin.split(separator: "/"))
        guard own.dropLast() == others.dropLast(), let epoch = own.last.flatMap({ Int($0) }),
            let before = others.last.flatMap({ Int($0) })
        else { return false }
        return epoch > before
    }

    init?(_ note: String) {
        let lines = note.split(separator: "\n", maxSplits: 4, omittingEmptySubsequences: false)
        guard lines.count >= 4, let size = Int(lines[1]), size >= 0, !lines[0].isEmpty, !lines[2].isEmpty else {
            return nil
        }
        origin = lines[0]
        self.size = size
        root = lines[2]
    }
}
