// SPDX-License-Identifier: MPL-2.0

public import Domain
import HashTreeCollections
public import Ledger

/// A register's fingerprint: the same for the same register in every run, whatever the order and the seed of its
/// collections. For tests, and to compare what a replay made with what serves.
///
/// It reads every stored property, private ones too, so that a new one cannot be forgotten.
public enum RegisterDigest {
    /// SHA-256 over all of the register's properties, collections in the order of their keys' text.
    public static func of(_ register: Register) -> Hash32 {
        digest(of: register)
    }

    private static func digest(of value: Any) -> Hash32 {
        var bytes: [UInt8] = []
        for child in Mirror(reflecting: value).children {
            bytes += Array("\(child.label ?? "")=".utf8)
            bytes += form(of: child.value)
        }
        return Digest.sha256(bytes)
    }

    private static func form(of value: Any) -> [UInt8] {
        let mirror = Mirror(reflecting: value)
        if mirror.displayStyle == .dictionary || mirror.displayStyle == .set {
            return collection(mirror)
        }
        // Duties are collections in a property of their own.
        if value is Duties || value is Readers || value is Learners { return digest(of: value).bytes }
        return text(of: value)
    }

    private static func collection(_ mirror: Mirror) -> [UInt8] {
        var lines: [(key: String, form: [UInt8])] = []
        for child in mirror.children {
            let parts = Array(Mirror(reflecting: child.value).children)
            let pair = mirror.displayStyle == .dictionary && parts.count == 2
            let key = String(describing: pair ? parts[0].value : child.value)
            lines.append((key, pair ? text(of: parts[1].value) : []))
        }
        lines.sort { $0.key < $1.key }
        var bytes: [UInt8] = []
        for line in lines {
            bytes += Digest.sha256(Array(line.key.utf8) + [0x3A] + line.form).bytes
        }
        return Digest.sha256(bytes).bytes
    }

    private static func text(of value: Any) -> [UInt8] {
        // What holds collections itself; their order is no part of it.
        if value is Notice || value is Course || value is Competence || value is Readers.Reading
            || value is Learners.Taught || value is Duties.Month || value is Requirement
            || value is Scope
            || value is Campaign
        {
            return digest(of: value).bytes
        }
        let mirror = Mirror(reflecting: value)
        if mirror.displayStyle == .dictionary || mirror.displayStyle == .set { return collection(mirror) }
        if let shelf = value as? any ShelfText { return Array(shelf.digestText.utf8) }
        return Array(String(describing: value).utf8)
    }
}

/// How a shelf is cut into chunks tells of its past, not of what it holds.
private protocol ShelfText {
    var digestText: String { get }
}

extension Shelf: ShelfText {
    var digestText: String { elements().map { String(describing: $0) }.joined(separator: ",") }
}
