// SPDX-License-Identifier: MPL-2.0

/// The numbers that Word sets before headings by itself. They stand nowhere in the text: the document names a list and
/// a level, and the program counts (ISO/IEC 29500-1 clause 17.9). They are counted here in the same way.
struct WordNumbers {
    private struct Level {
        var start = 1
        var format = "decimal"
        /// `%1.%2`
        var pattern = ""
    }
    private struct Style {
        var parent: String?
        var list: Int?
        var level: Int?
        var isHeading = false
    }

    private var abstracts: [Int: [Int: Level]] = [:]
    private var lists: [Int: Int] = [:]
    private var styles: [String: Style] = [:]
    private var counters: [Int: [Int]] = [:]
    /// The headings in the order of the text, with the number that each shows.
    private var headings: [(words: String, number: String?)] = []
    private var next = 0

    /// Whether any heading has such a number.
    var isGuessed: Bool { headings.contains { $0.number != nil } }

    init(_ file: [UInt8]) {
        guard let archive = ZipDirectory(file),
            let numbering = archive.content("word/numbering.xml", of: file, most: 20_000_000),
            let styles = archive.content("word/styles.xml", of: file, most: 20_000_000),
            let document = archive.content("word/document.xml", of: file, most: 100_000_000)
        else { return }
        readLists(numbering)
        readStyles(styles)
        readDocument(document)
    }

    /// The number of the next heading with these words; nil if it shows none.
    mutating func number(of words: String) -> String? {
        let wanted = Self.bare(words)
        guard let found = headings[min(next, headings.count)...].firstIndex(where: { $0.words == wanted }) else {
            return nil
        }
        next = found + 1
        return headings[found].number
    }

    private static func bare(_ words: String) -> String { words.filter { !$0.isWhitespace } }

    private mutating func readLists(_ bytes: [UInt8]) {
        var reader = MarkupReader(bytes)
        var (abstract, list, level): (Int?, Int?, Int?) = (nil, nil, nil)
        while let event = reader.next() {
            guard case .open(let name, let attributes) = event else {
                if event == .close("w:abstractNum") { abstract = nil }
                if event == .close("w:num") { list = nil }
                continue
            }
            let value = attributes["w:val"]
            switch name {
            case "w:abstractNum": abstract = attributes["w:abstractNumId"].flatMap { Int($0) }
            case "w:num": list = attributes["w:numId"].flatMap { Int($0) }
            case "w:abstractNumId": if let list, let id = value.flatMap({ Int($0) }) { lists[list] = id }
            case "w:lvl":
                level = attributes["w:ilvl"].flatMap { Int($0) }
                if let abstract, let level { abstracts[abstract, default: [:]][level] = Level() }
            case "w:start", "w:numFmt", "w:lvlText":
                guard let abstract, let level, let value else { continue }
                if name == "w:start" { abstracts[abstract]?[level]?.start = Int(value) ?? 1 }
                if name == "w:numFmt" { abstracts[abstract]?[level]?.format = value }
                if name == "w:lvlText" { abstracts[abstract]?[level]?.pattern = value }
            case _: break
            }
        }
    }

    private mutating func readStyles(_ bytes: [UInt8]) {
        var reader = MarkupReader(bytes)
        var id: String?
        while let event = reader.next() {
            guard case .open(let name, let attributes) = event else { continue }
            let value = attributes["w:val"]
            switch name {
            case "w:style":
                id = attributes["w:type"] == "paragraph" ? attributes["w:styleId"] : nil
                if let id { styles[id] = Style() }
            case "w:basedOn": if let id { styles[id]?.parent = value }
            case "w:name":
                if let id, value?.lowercased().hasPrefix("heading ") ?? false { styles[id]?.isHeading = true }
            case "w:outlineLvl":
                if let id, value.flatMap({ Int($0) }).map({ $0 < 6 }) ?? false { styles[id]?.isHeading = true }
            case "w:numId": if let id { styles[id]?.list = value.flatMap { Int($0) } }
            case "w:ilvl": if let id { styles[id]?.level = value.flatMap { Int($0) } }
            case _: break
            }
        }
    }

    private func resolved(_ id: String?) -> Style {
        var (result, next) = (Style(), id)
        for _ in 0..<10 {
            guard let id = next, let style = styles[id] else { break }
            if result.list == nil { result.list = style.list }
            if result.level == nil { result.level = style.level }
            result.isHeading = result.isHeading || style.isHeading
            next = style.parent
        }
        return result
    }

    private mutating func readDocument(_ bytes: [UInt8]) {
        var reader = MarkupReader(bytes)
        var (style, list, level): (String?, Int?, Int?) = (nil, nil, nil)
        var (words, isText, inside) = ("", false, false)
        while let event = reader.next() {
            switch event {
            case .open("w:p", _): (style, list, level, words, inside) = (nil, nil, nil, "", true)
            case .open("w:pStyle", let attributes): style = attributes["w:val"]
            case .open("w:numId", let attributes): list = attributes["w:val"].flatMap { Int($0) }
            case .open("w:ilvl", let attributes): level = attributes["w:val"].flatMap { Int($0) }
            case .open("w:t", _): isText = true
            case .close("w:t"): isText = false
            case .text(let text) where isText && inside: words += text
            case .close("w:p"):
                inside = false
                let known = resolved(style)
                let number = number(list: list ?? known.list, level: level ?? known.level ?? 0)
                if known.isHeading { headings.append((Self.bare(words), number)) }
            case .open, .close, .text: break
            }
        }
    }

    /// Counts on in a list; what the paragraph shows.
    private mutating func number(list: Int?, level: Int) -> String? {
        guard let list, list != 0, let abstract = lists[list], let levels = abstracts[abstract],
            let own = levels[level], (0...8).contains(level)
        else { return nil }
        var count = counters[abstract] ?? []
        while count.count <= level { count.append((levels[count.count]?.start ?? 1) - (count.count < level ? 0 : 1)) }
        count[level] += 1
        count.removeSubrange((level + 1)...)
        counters[abstract] = count
        guard own.format != "bullet", own.format != "none", !own.pattern.isEmpty else { return nil }
        var text = own.pattern
        for place in 0...level {
            text = text.replacing("%\(place + 1)", with: Self.printed(count[place], levels[place]?.format ?? "decimal"))
        }
        return text
    }

    private static func printed(_ value: Int, _ format: String) -> String {
        let letter = Character(Unicode.Scalar(UInt8(min(25, max(0, value - 1)) + 0x61)))
        return switch format {
        case "lowerLetter": String(letter)
        case "upperLetter": letter.uppercased()
        case "lowerRoman": WordReading.roman(value)
        case "upperRoman": WordReading.roman(value).uppercased()
        case _: "\(value)"
        }
    }
}
