// SPDX-License-Identifier: MPL-2.0

/// The metadata of a package, once: JSON and XML are two ways to write the same tree.
indirect enum JournalNode: Sendable {
    case text(String)
    case number(Int)
    case flag(Bool)
    case group([(name: String, value: JournalNode)])
    /// Things of one kind, each under that name in XML.
    case list(of: String, [JournalNode])

    /// A group without the members that have no value.
    static func members(_ members: [(String, JournalNode?)]) -> JournalNode {
        .group(members.compactMap { name, value in value.map { (name, $0) } })
    }

    static func optional(_ text: String?) -> JournalNode? { text.map { .text($0) } }

    // MARK: JSON

    /// Indented, so that a person can read it too.
    var json: [UInt8] {
        var out: [UInt8] = []
        write(json: &out, 0)
        out.append(0x0A)
        return out
    }

    private func write(json out: inout [UInt8], _ depth: Int) {
        switch self {
        case .text(let text): out += JSON.string(text).bytes
        case .number(let number): out += Array("\(number)".utf8)
        case .flag(let value): out += Array((value ? "true" : "false").utf8)
        case .group(let members):
            JournalNode.write(members, "{", "}", &out, depth) { member, out in
                out += JSON.string(member.name).bytes + Array(": ".utf8)
                member.value.write(json: &out, depth + 1)
            }
        case .list(_, let items):
            JournalNode.write(items, "[", "]", &out, depth) { item, out in item.write(json: &out, depth + 1) }
        }
    }

    private static func write<Item>(
        _ items: [Item], _ open: String, _ close: String, _ out: inout [UInt8], _ depth: Int,
        _ one: (Item, inout [UInt8]) -> Void
    ) {
        out += Array(open.utf8)
        for (index, item) in items.enumerated() {
            out += Array((index == 0 ? "\n" : ",\n").utf8) + [UInt8](repeating: 0x20, count: 2 * (depth + 1))
            one(item, &out)
        }
        if !items.isEmpty { out += [0x0A] + [UInt8](repeating: 0x20, count: 2 * depth) }
        out += Array(close.utf8)
    }

    // MARK: XML

    /// A namespace of the product's own (`docs/journalisering.md`).
    static let namespace = "urn:x-vaern:journalpakke:1"

    /// The tree as a document with `name` at its root.
    func xml(_ name: String) -> [UInt8] {
        var out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        write(xml: name, " xmlns=\"\(JournalNode.namespace)\"", &out, 0)
        return Array(out.utf8)
    }

    private func write(xml name: String, _ attributes: String = "", _ out: inout String, _ depth: Int) {
        let indent = String(repeating: "  ", count: depth)
        out += indent + "\u{3C}" + name + attributes + "\u{3E}"
        switch self {
        case .text(let text): out += JournalNode.escaped(text)
        case .number(let number): out += "\(number)"
        case .flag(let value): out += value ? "true" : "false"
        case .group(let members):
            out += "\n"
            for member in members { member.value.write(xml: member.name, "", &out, depth + 1) }
            out += indent
        case .list(let one, let items):
            out += "\n"
            for item in items { item.write(xml: one, "", &out, depth + 1) }
            out += indent
        }
        out += "\u{3C}/" + name + "\u{3E}\n"
    }

    /// A carriage return would be read as a line feed; what XML 1.0 (2.2) has no way to write is replaced.
    private static func escaped(_ text: String) -> String {
        var out = ""
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x26: out += "&amp;"
            case 0x3C: out += "&lt;"
            case 0x3E: out += "&gt;"
            case 0x0D: out += "&#13;"
            case 0x09, 0x0A, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: out.unicodeScalars.append(scalar)
            case _: out += "\u{FFFD}"
            }
        }
        return out
    }
}
