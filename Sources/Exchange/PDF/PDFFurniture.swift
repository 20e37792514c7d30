// SPDX-License-Identifier: MPL-2.0

/// Finds what a PDF prints on its pages beside the text: headers, footers, page numbers, lists of contents.
enum PDFFurniture {
    /// Marks such lines, and takes away pictures that stand in the same place on page after page.
    static func mark(_ pages: inout [PDFPage]) {
        markRepeated(&pages)
        markContents(&pages)
        dropRepeatedPictures(&pages)
    }

    /// The first and last lines of pages, with digits as one sign, that many pages share.
    private static func markRepeated(_ pages: inout [PDFPage]) {
        guard pages.count > 1 else { return }
        var counts: [String: Int] = [:]
        func edges(_ page: PDFPage) -> [(Int, String)] {
            let all = page.lines.indices
            let places = Set(all.prefix(3) + all.suffix(3))
            return places.sorted().map { index in
                let line = page.lines[index]
                let isTop = line.top < page.height / 2
                return (index, (isTop ? "t" : "b") + line.text.map { $0.isNumber ? "#" : String($0) }.joined())
            }
        }
        for page in pages { for key in Set(edges(page).map(\.1)) { counts[key, default: 0] += 1 } }
        let enough = max(2, pages.count * 2 / 5)
        for index in pages.indices {
            for (line, key) in edges(pages[index]) where counts[key, default: 0] >= enough {
                // A numbered heading at the top of two pages has other words; a rule of the house has not.
                pages[index].lines[line].isFurniture = true
            }
            let all = pages[index].lines
            for place in Set(all.indices.prefix(1) + all.indices.suffix(1))
            where isPageNumber(all[place].text, of: pages[index]) {
                pages[index].lines[place].isFurniture = true
            }
        }
    }

    /// `3`, `- 3 -`, `Side 3 af 12`, `3/12`.
    static func isPageNumber(_ text: String, of page: PDFPage) -> Bool {
        // A number that a table ends with is far from that of the page.
        let number = text.split { !$0.isNumber }.first.flatMap { Int($0) } ?? -1
        guard abs(number - page.number) <= 30 else { return false }
        let words = text.lowercased().split { !$0.isLetter && !$0.isNumber }
        let known: Set<Substring> = ["side", "page", "af", "of"]
        return (1...4).contains(words.count) && text.count <= 20
            && words.allSatisfy { known.contains($0) || $0.allSatisfy(\.isNumber) }
            && words.contains { $0.allSatisfy(\.isNumber) } && !text.hasSuffix(".")
    }

    /// Lines of a list of contents: dots up to a page number. The list is made anew from the headings.
    private static func markContents(_ pages: inout [PDFPage]) {
        for page in pages.indices {
            for line in pages[page].lines.indices where isContents(pages[page].lines[line].text) {
                pages[page].lines[line].isFurniture = true
            }
        }
    }

    static func isContents(_ text: String) -> Bool {
        guard text.last?.isNumber ?? false else { return false }
        let body = text.reversed().drop { $0.isNumber || $0 == " " }
        return body.prefix { $0 == "." || $0 == "…" || $0 == " " }.filter { $0 != " " }.count >= 4
            || body.prefix(2).filter { $0 == "…" }.count == 2
    }

    private static func dropRepeatedPictures(_ pages: inout [PDFPage]) {
        var counts: [[Int]: Int] = [:]
        func key(_ picture: PDFPage.Picture) -> [Int] {
            [picture.top, picture.left, picture.width, picture.height].map { Int($0) / 4 }
        }
        for page in pages { for key in Set(page.pictures.map(key)) { counts[key, default: 0] += 1 } }
        let enough = max(3, pages.count / 3)
        for index in pages.indices {
            // Smaller than a line of text it is an ornament.
            pages[index].pictures.removeAll { picture in
                counts[key(picture), default: 0] >= enough || picture.width < 40 || picture.height < 40
            }
        }
    }
}
