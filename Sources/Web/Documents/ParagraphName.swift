// SPDX-License-Identifier: MPL-2.0
import Domain

extension DocumentText {
    /// What a block is called when it is spoken of: »7.3«, »7.3, stk. 2«, »Formål, stk. 1«.
    func name(of index: Int, _ language: Language) -> String {
        let block = blocks[index]
        if block.headingLevel != nil { return block.number ?? InlineText.plain(block.text) }
        if case .footnote = block.kind, let number = block.number {
            return language(Phrase(da: "note \(number)", en: "note \(number)"))
        }
        let section = heading(above: index).map { $0.number ?? InlineText.plain($0.text) }
        let place = block.address.split(separator: ".").last.flatMap { $0.first == "p" ? $0.dropFirst() : nil }
        let part = place.map { language(Phrase(da: "stk. \($0)", en: "para \($0)")) }
        return [section, part].compactMap { $0 }.joined(separator: ", ")
    }
}
