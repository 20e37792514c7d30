// SPDX-License-Identifier: MPL-2.0

import Domain

/// A library of CISO Assistant, whatever it is about: its objects, and its words in its own language and in translations.
struct CISOFile {
    let tree: DataTree
    let objects: DataTree
    /// Of the library's own texts: two letters.
    let locale: String?

    /// Nil: the file is something else.
    init?(_ tree: DataTree) {
        guard let objects = tree["objects"], tree["urn"] != nil || tree["ref_id"] != nil || tree["locale"] != nil else {
            return nil
        }
        (self.tree, self.objects) = (tree, objects)
        locale = tree.word("locale").map { String($0.lowercased().prefix(2)) }
    }

    /// What the objects hold under any of these names, in one or in many: older libraries have `framework`, newer ones lists.
    func all(_ names: [String]) -> [DataTree] {
        names.flatMap { name -> [DataTree] in
            guard let found = objects[name] else { return [] }
            return found.members.isEmpty ? found.items : [found]
        }
    }

    /// A text in Danish and English, where the library has them, and in its own language.
    func words(_ name: String, of node: DataTree) -> ClauseGathering.Words {
        var words = ClauseGathering.Words(node.word(name), in: locale)
        let translations = node["translations"]
        words.da = words.da ?? translations?["da"]?.word(name)
        words.en = words.en ?? translations?["en"]?.word(name)
        return words
    }

    /// Words about the library itself.
    func line(_ name: String, _ most: Int) -> String? { PlainWords.line(tree.word(name), to: most) }
}
