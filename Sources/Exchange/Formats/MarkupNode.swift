// SPDX-License-Identifier: MPL-2.0

/// An element with what is in it, or a piece of text (then the name is empty). What is nested deeper than documents are
/// is taken as if it stood at that depth.
final class MarkupNode {
    static let deepest = 100

    let name: String
    let attributes: [String: String]
    let text: String
    private(set) var children: [MarkupNode] = []

    private init(_ name: String, _ attributes: [String: String] = [:], text: String = "") {
        self.name = name
        self.attributes = attributes
        self.text = text
    }

    /// The elements of a whole text, under a node of no name.
    static func tree(_ bytes: [UInt8]) -> MarkupNode {
        let root = MarkupNode("")
        var open = [root]
        var reader = MarkupReader(bytes)
        while let event = reader.next() {
            switch event {
            case .text(let text): open[open.count - 1].children.append(MarkupNode("", text: text))
            case .open(let name, let attributes):
                let node = MarkupNode(name, attributes)
                open[open.count - 1].children.append(node)
                if open.count < deepest { open.append(node) }
            case .close(let name):
                // An end without its beginning closes nothing.
                guard let index = open.lastIndex(where: { $0.name == name }), index > 0 else { continue }
                open.removeSubrange(index...)
            }
        }
        return root
    }

    /// The elements with this name anywhere below, in the order of the text.
    func all(_ name: String) -> [MarkupNode] {
        children.flatMap { ($0.name == name ? [$0] : []) + $0.all(name) }
    }

    func first(_ name: String) -> MarkupNode? {
        for child in children {
            if child.name == name { return child }
            if let found = child.first(name) { return found }
        }
        return nil
    }

    /// All text below, in order.
    var words: String { name.isEmpty && children.isEmpty ? text : children.map(\.words).joined() }

    func has(_ word: String) -> Bool {
        attributes["class"]?.split(separator: " ").contains { $0 == word } ?? false
    }
}
