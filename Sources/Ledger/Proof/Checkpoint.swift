// SPDX-License-Identifier: MPL-2.0

/// Why a text is not the checkpoint that was expected.
public enum CheckpointFault: Error, Sendable, Equatable {
    /// Not a signed note: no empty line before the signatures, a line without an end, control characters, bad UTF-8.
    case notANote
    /// A signature line that is not `— name base64`.
    case badSignatureLine
    /// The body is not exactly origin, size and root.
    case badBody
    /// No signature names the expected key.
    case unsigned
    /// The expected key's signature does not fit the body.
    case badSignature
    /// The checkpoint is of another ledger.
    case otherOrigin(String)
    /// The key could not sign.
    case cannotSign
}

/// What a ledger says of itself at one moment: its origin, how many facts it has and the root of their tree
/// (C2SP tlog-checkpoint in a C2SP signed note).
public struct Checkpoint: Sendable, Hashable {
    public let origin: String
    public let size: Int
    public let root: Hash32

    public init(origin: String, size: Int, root: Hash32) {
        self.origin = origin
        self.size = size
        self.root = root
    }

    /// The three lines that are signed.
    public var body: String { "\(origin)\n\(size)\n\(root.base64)\n" }

    /// The signed note.
    public func signed(by key: LogKey) throws(CheckpointFault) -> String {
        let signature: [UInt8]
        do { signature = try key.sign(Array(body.utf8)) } catch { throw .cannotSign }
        let id = key.verifier.id
        let head = stride(from: 24, through: 0, by: -8).map { UInt8(truncatingIfNeeded: id >> UInt32($0)) }
        let text = String(decoding: Base64.encode(head + signature), as: UTF8.self)
        return "\(body)\n— \(key.verifier.name) \(text)\n"
    }

    /// Opens a signed note: its body must be a checkpoint of the key's name, signed by the key. Signatures of others
    /// (witnesses) are passed over, but must have their form.
    public static func open(_ note: String, key: VerifierKey) throws(CheckpointFault) -> Checkpoint {
        try open(Array(note.utf8), key: key)
    }

    /// Opens a signed note.
    public static func open(_ note: [UInt8], key: VerifierKey) throws(CheckpointFault) -> Checkpoint {
        let (body, signatures) = try split(note)
        let text = String(decoding: body, as: UTF8.self)
        var found = false
        for line in signatures {
            let signature = try parse(line)
            guard signature.name == key.name, signature.id == key.id else { continue }
            guard key.verifies(signature.bytes, over: body) else { throw .badSignature }
            found = true
        }
        guard found else { throw .unsigned }
        let checkpoint = try parse(body: text)
        guard checkpoint.origin == key.name else { throw .otherOrigin(checkpoint.origin) }
        return checkpoint
    }

    /// What a note says without looking at its signatures. For showing only.
    public static func unverified(_ note: String) throws(CheckpointFault) -> Checkpoint {
        let (body, _) = try split(Array(note.utf8))
        return try parse(body: String(decoding: body, as: UTF8.self))
    }

    private static func split(_ note: [UInt8]) throws(CheckpointFault) -> ([UInt8], [[UInt8]]) {
        guard note.last == 0x0A, !note.contains(where: { $0 < 0x20 && $0 != 0x0A }),
            String(validating: note, as: UTF8.self) != nil
        else { throw .notANote }
        // Signatures hold no empty line, so the last one in the note is the end of the body.
        var at = note.count - 2
        while at > 0, note[at] != 0x0A || note[at - 1] != 0x0A { at -= 1 }
        guard at > 0 else { throw .notANote }
        let lines = note[(at + 1)..<(note.count - 1)].split(separator: 0x0A, omittingEmptySubsequences: false)
        return (Array(note[..<at]), lines.map { Array($0) })
    }

    private static func parse(_ line: [UInt8]) throws(CheckpointFault) -> (name: String, id: UInt32, bytes: [UInt8]) {
        let dash: [UInt8] = [0xE2, 0x80, 0x94, 0x20]
        guard line.starts(with: dash) else { throw .badSignatureLine }
        let parts = line[dash.count...].split(separator: 0x20, omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, !parts[0].contains(0x2B), let bytes = Base64.decode(Array(parts[1])),
            bytes.count >= 5
        else { throw .badSignatureLine }
        let id = bytes[0..<4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        return (String(decoding: parts[0], as: UTF8.self), id, Array(bytes[4...]))
    }

    private static func parse(body: String) throws(CheckpointFault) -> Checkpoint {
        let lines = body.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).map { String($0) ?? "" }
        guard lines.count == 4, lines[3].isEmpty, !lines[0].isEmpty, let size = Int(lines[1]), size >= 0,
            String(size) == lines[1], size <= Limits.integer, let root = Hash32(base64: lines[2])
        else { throw .badBody }
        return Checkpoint(origin: lines[0], size: size, root: root)
    }
}
