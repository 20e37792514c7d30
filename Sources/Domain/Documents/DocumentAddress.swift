// SPDX-License-Identifier: MPL-2.0

extension DocumentText {
    /// The same text with an address for every block:
    ///
    /// - a numbered heading: its number with hyphens, `7-3`;
    /// - a heading without number: its words, `forord-fra-ledelsen`;
    /// - every other block: its heading's address and its place below it, `7-3.p2`; before the first heading `top.p1`;
    /// - a footnote: `fn-1`; furniture: `page-1`, counted apart so that it moves no paragraph.
    ///
    /// A second block that would have the same address gets `_2`, a third `_3`. An address holds only `a–z 0–9 - _ .`.
    public func addressed() -> DocumentText {
        var result = self
        var taken: [String: Int] = [:]
        var section = "top"
        var (place, footnotes, furniture) = (0, 0, 0)
        for index in result.blocks.indices {
            let block = result.blocks[index]
            let wanted: String
            switch block.kind {
            case .heading:
                wanted = Self.fragment(of: block)
            case .footnote:
                footnotes += 1
                wanted = "fn-\(Self.slug(block.number ?? "", limit: 8) ?? "\(footnotes)")"
            case .furniture:
                furniture += 1
                wanted = "page-\(furniture)"
            case .paragraph, .listItem, .tableRow, .code, .image:
                place += 1
                wanted = "\(section).p\(place)"
            }
            let given = Self.unused(wanted, &taken)
            result.blocks[index].address = given
            if block.headingLevel != nil {
                section = given
                place = 0
            }
        }
        return result
    }

    private static func unused(_ wanted: String, _ taken: inout [String: Int]) -> String {
        guard let count = taken[wanted] else {
            taken[wanted] = 1
            return wanted
        }
        var next = count + 1
        while taken["\(wanted)_\(next)"] != nil { next += 1 }
        taken[wanted] = next
        taken["\(wanted)_\(next)"] = 1
        return "\(wanted)_\(next)"
    }

    private static func fragment(of heading: Block) -> String {
        if let number = heading.number, let slug = slug(number, limit: 20) { return slug }
        return slug(heading.text, limit: 40) ?? "section"
    }

    /// Lower-case words with hyphens between, æ ø å written ae oe aa; nil if nothing is left.
    private static func slug(_ text: String, limit: Int) -> String? {
        var bytes: [UInt8] = []
        for scalar in text.unicodeScalars {
            guard bytes.count < limit else { break }
            switch scalar {
            case "a"..."z", "0"..."9": bytes.append(UInt8(scalar.value))
            case "A"..."Z": bytes.append(UInt8(scalar.value + 32))
            case "æ", "Æ", "ä", "Ä": bytes += [0x61, 0x65]
            case "ø", "Ø", "ö", "Ö": bytes += [0x6F, 0x65]
            case "å", "Å": bytes += [0x61, 0x61]
            case "é", "É", "è": bytes.append(0x65)
            case "ü", "Ü": bytes.append(0x75)
            default: if let last = bytes.last, last != 0x2D { bytes.append(0x2D) }
            }
        }
        while bytes.last == 0x2D { bytes.removeLast() }
        return bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self)
    }
}
