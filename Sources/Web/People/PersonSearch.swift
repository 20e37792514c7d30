// SPDX-License-Identifier: MPL-2.0
import Domain
import Office

/// A text as it is searched: without capitals and accents, å and aa as a, ø and oe as o, æ as ae, so that »Soren«,
/// »Soeren« and
/// »Søren« find each other.
struct Folded: Hashable, Sendable {
    private let bytes: [UInt8]

    init(_ text: String) {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars { Folded.add(scalar, to: &bytes) }
        // A double a is an å and is searched as one a; so are oe and ø.
        var read: [UInt8] = []
        for byte in bytes {
            if byte == 0x61, read.last == 0x61 { continue }
            if byte == 0x65, read.last == 0x6F { continue }
            read.append(byte)
        }
        self.bytes = read
    }

    var isEmpty: Bool { bytes.isEmpty }

    func contains(_ other: Folded) -> Bool {
        guard let first = other.bytes.first, other.bytes.count <= bytes.count else { return other.isEmpty }
        let last = bytes.count - other.bytes.count
        return (0...last).contains { start in
            bytes[start] == first && bytes[start..<(start + other.bytes.count)].elementsEqual(other.bytes)
        }
    }

    private static func add(_ scalar: Unicode.Scalar, to bytes: inout [UInt8]) {
        switch scalar.value {
        case 0x41...0x5A: bytes.append(UInt8(scalar.value + 32))
        case 0x00...0x7F: bytes.append(UInt8(scalar.value))
        case 0xE5, 0xC5: bytes.append(0x61)
        case 0xE6, 0xC6: bytes += [0x61, 0x65]
        case 0xF8, 0xD8: bytes.append(0x6F)
        case 0x300...0x36F: break
        default:
            for letter in String(scalar).lowercased().withoutAccents.unicodeScalars
            where !(0x300...0x36F).contains(letter.value) {
                bytes += Array(String(letter).utf8)
            }
        }
    }
}

extension String {
    /// The letters with their accents apart, for the Latin letters that Danish names have.
    fileprivate var withoutAccents: String {
        String(String.UnicodeScalarView(unicodeScalars.map { String.bare[$0] ?? $0 }))
    }

    private static let bare: [Unicode.Scalar: Unicode.Scalar] = {
        let rows: [(Unicode.Scalar, String)] = [
            ("a", "àáâãäāă"), ("c", "çćč"), ("e", "èéêëēė"), ("i", "ìíîïī"), ("n", "ñń"), ("o", "òóôõöő"),
            ("s", "śš"), ("u", "ùúûüūů"), ("y", "ýÿ"), ("z", "źżž"), ("l", "ł"), ("d", "ðđ"),
        ]
        var table: [Unicode.Scalar: Unicode.Scalar] = [:]
        for (base, letters) in rows {
            for letter in letters.unicodeScalars { table[letter] = base }
        }
        return table
    }()
}

/// Persons whose name has a text in it.
enum PersonSearch {
    /// At most `most` of them, in the order of names.
    static func find(_ text: String, in context: Context, most: Int) -> Set<ID<Person>> {
        let wanted = Folded(text)
        guard !wanted.isEmpty else { return [] }
        let found = context.sight.persons().lazy.filter { matches($0, wanted, context) }.prefix(most)
        return Set(found.map(\.id))
    }

    static func matches(_ person: Person, _ wanted: Folded, _ context: Context) -> Bool {
        guard let name = context.sight.name(person.id) else { return false }
        return Folded(name).contains(wanted)
    }
}
