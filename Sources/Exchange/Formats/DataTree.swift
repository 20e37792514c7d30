// SPDX-License-Identifier: MPL-2.0

/// What a JSON or YAML file says: objects, lists and words. Numbers are kept as they are written, since 5.10 is not 5.1.
/// A member that is missing or is something else than was expected is nil, so that one odd place does not cost the file.
enum DataTree: Hashable, Sendable {
    case object([Member])
    case list([DataTree])
    case text(String)
    case number(String)
    case truth(Bool)
    case null

    struct Member: Hashable, Sendable {
        let name: String
        let value: DataTree
    }

    /// Lists and objects inside each other: more than any catalogue has, and few enough for the stack of any thread.
    static let deepest = 100
    /// Values of one file. The whole of NIST SP 800-53 has 60,000; at this number a file takes some 100 MB of memory.
    static let most = 1_500_000

    subscript(_ name: String) -> DataTree? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.name == name }?.value
    }

    var members: [Member] { if case .object(let members) = self { members } else { [] } }

    /// What a list holds; nothing for anything else.
    var items: [DataTree] { if case .list(let items) = self { items } else { [] } }

    /// A word, also one that is written as a number; nil where nothing is said.
    var word: String? {
        switch self {
        case .text(let text): text.isEmpty ? nil : text
        case .number(let text): text
        case .truth(let truth): truth ? "true" : "false"
        case .object, .list, .null: nil
        }
    }

    func word(_ name: String) -> String? { self[name]?.word }
    func items(_ name: String) -> [DataTree] { self[name]?.items ?? [] }

    // MARK: Writing

    /// An object without the members whose value is nil.
    static func members(_ members: [(String, DataTree?)]) -> DataTree {
        .object(members.compactMap { name, value in value.map { Member(name: name, value: $0) } })
    }

    /// A list, or nil where there is nothing to list: OSCAL allows no empty ones.
    static func some(_ items: [DataTree]) -> DataTree? { items.isEmpty ? nil : .list(items) }

    /// As JSON, two spaces a level, with a line break at the end: for people and for comparing by lines.
    var json: [UInt8] {
        var out: [UInt8] = []
        write(to: &out, level: 0)
        out.append(0x0A)
        return out
    }

    private func write(to out: inout [UInt8], level: Int) {
        func line(_ level: Int) { out += [0x0A] + [UInt8](repeating: 0x20, count: 2 * level) }
        switch self {
        case .null: out += "null".utf8
        case .truth(let truth): out += (truth ? "true" : "false").utf8
        case .number(let text): out += text.utf8
        case .text(let text): DataTree.quote(text, to: &out)
        case .list(let items):
            out.append(0x5B)
            for (index, item) in items.enumerated() {
                if index > 0 { out.append(0x2C) }
                line(level + 1)
                item.write(to: &out, level: level + 1)
            }
            if !items.isEmpty { line(level) }
            out.append(0x5D)
        case .object(let members):
            out.append(0x7B)
            for (index, member) in members.enumerated() {
                if index > 0 { out.append(0x2C) }
                line(level + 1)
                DataTree.quote(member.name, to: &out)
                out += [0x3A, 0x20]
                member.value.write(to: &out, level: level + 1)
            }
            if !members.isEmpty { line(level) }
            out.append(0x7D)
        }
    }

    /// As JSON without a space that means nothing.
    var compact: [UInt8] {
        var out: [UInt8] = []
        writeCompact(to: &out)
        return out
    }

    private func writeCompact(to out: inout [UInt8]) {
        func put<Items: Collection>(_ items: Items, _ open: UInt8, _ close: UInt8, each: (Items.Element) -> Void) {
            out.append(open)
            for (index, item) in items.enumerated() {
                if index > 0 { out.append(0x2C) }
                each(item)
            }
            out.append(close)
        }
        switch self {
        case .null: out += "null".utf8
        case .truth(let truth): out += (truth ? "true" : "false").utf8
        case .number(let text): out += text.utf8
        case .text(let text): DataTree.quote(text, to: &out)
        case .list(let items): put(items, 0x5B, 0x5D) { $0.writeCompact(to: &out) }
        case .object(let members):
            put(members, 0x7B, 0x7D) { member in
                DataTree.quote(member.name, to: &out)
                out.append(0x3A)
                member.value.writeCompact(to: &out)
            }
        }
    }

    private static func quote(_ text: String, to out: inout [UInt8]) {
        out.append(0x22)
        for byte in text.utf8 {
            switch byte {
            case 0x22, 0x5C: out += [0x5C, byte]
            case 0x0A: out += [0x5C, 0x6E]
            case 0x00..<0x20:
                let hex = String(byte, radix: 16)
                out += "\\u00\(byte < 16 ? "0" : "")\(hex)".utf8
            default: out.append(byte)
            }
        }
        out.append(0x22)
    }
}
