// SPDX-License-Identifier: MPL-2.0

import Domain
import Yams

/// Reads YAML from a stranger. Every plain word is text, so that `5.10` and `no` stay what is written. Aliases are refused
/// before the parser sees them: a few lines of them can stand for a billion values, also as the key of a mapping, which is
/// compared while it is read.
enum YAMLTree {
    /// Bytes of a file: the largest library that we know has 3 MB.
    static let mostBytes = 8_000_000
    /// Signs that part values. The parser takes 200 bytes of memory for each value, and we see them only when it is done.
    private static let mostSigns = 400_000
    /// Keys after a question mark may be whole mappings, which the parser compares at every level; nobody writes them.
    private static let mostLongKeys = 20

    static func read(_ text: String) throws(Refusal) -> DataTree {
        let bytes = Array(text.utf8)
        guard bytes.count <= mostBytes else { throw ImportGate.tooLarge(bytes.count, mostBytes) }
        guard !hasAliases(bytes) else { throw aliased }
        guard signs(bytes) <= mostSigns, longKeys(bytes) <= mostLongKeys else { throw .tooEntangled }
        let root: Node?
        do { root = try compose(yaml: text, .basic) } catch { throw fault(error) }
        guard let root else { return .null }
        var left = DataTree.most
        return try tree(root, depth: 0, &left)
    }

    private static func tree(_ node: Node, depth: Int, _ left: inout Int) throws(Refusal) -> DataTree {
        guard depth < DataTree.deepest, left > 0 else { throw .tooEntangled }
        left -= 1
        switch node {
        case .scalar(let scalar):
            if scalar.style == .plain, ["", "~", "null", "Null", "NULL"].contains(scalar.string) { return .null }
            return .text(scalar.string)
        case .sequence(let sequence):
            var items: [DataTree] = []
            for item in sequence { items.append(try tree(item, depth: depth + 1, &left)) }
            return .list(items)
        case .mapping(let mapping):
            var members: [DataTree.Member] = []
            for (key, value) in mapping {
                // A key that is a list or a mapping names nothing that we read.
                guard case .scalar(let name) = key else { continue }
                members.append(.init(name: name.string, value: try tree(value, depth: depth + 1, &left)))
            }
            return .object(members)
        case .alias: throw aliased
        }
    }

    /// Whether a name is both anchored (`&name`) and used (`*name`). Both may stand in prose, seldom with the same name.
    static func hasAliases(_ bytes: [UInt8]) -> Bool {
        func names(after mark: UInt8) -> Set<ArraySlice<UInt8>> {
            var found: Set<ArraySlice<UInt8>> = []
            var at = 0
            while let start = bytes[at...].firstIndex(of: mark) {
                at = start + 1
                while at < bytes.count, isName(bytes[at]) { at += 1 }
                if at > start + 1 { found.insert(bytes[(start + 1)..<at]) }
            }
            return found
        }
        let anchors = names(after: 0x26)
        return !anchors.isEmpty && !anchors.isDisjoint(with: names(after: 0x2A))
    }

    /// Commas, brackets and line ends, and the signs that stand before a space: more than there are values.
    private static func signs(_ bytes: [UInt8]) -> Int {
        var count = 0
        var last: UInt8 = 0
        for byte in bytes {
            switch byte {
            case 0x2C, 0x5B, 0x7B, 0x0A, 0x0D: count += 1
            case 0x20, 0x09: if last == 0x2D || last == 0x3A || last == 0x3F { count += 1 }
            default: break
            }
            last = byte
        }
        return count
    }

    /// Question marks at which a key may begin: before white space, and after nothing but signs that part values.
    private static func longKeys(_ bytes: [UInt8]) -> Int {
        var (count, last): (Int, UInt8) = (0, 0x0A)
        for (index, byte) in bytes.enumerated() where byte != 0x20 && byte != 0x09 {
            if byte == 0x3F, [0x0A, 0x0D, 0x2C, 0x2D, 0x3A, 0x3F, 0x5B, 0x7B].contains(last) {
                let next = index + 1 < bytes.count ? bytes[index + 1] : 0x0A
                if TextFile.isSpace(next) { count += 1 }
            }
            last = byte
        }
        return count
    }

    private static func isName(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x5F: true
        default: false
        }
    }

    private static let aliased = Refusal.invalid(
        "file",
        da: "Filen bruger henvisninger (&navn og *navn), som ikke læses. Skriv indholdet ud, eller gem filen uden dem.",
        en:
            "The file uses aliases (&name and *name), which are not read. Write the content out, or save the file without."
    )

    private static func fault(_ error: any Error) -> Refusal {
        let line: Int? =
            switch error as? YamlError {
            case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _): mark.line
            case .duplicatedKeysInMapping(_, let context): context.mark.line
            case _: nil
            }
        return .invalid(
            "file",
            da:
                "Filen er ikke gyldig YAML\(line.map { ": linje \($0) kan ikke læses" } ?? ""). Ret den, eller hent den igen.",
            en:
                "The file is not valid YAML\(line.map { ": line \($0) cannot be read" } ?? ""). Correct it, or fetch it again."
        )
    }
}
