// SPDX-License-Identifier: MPL-2.0
public import Domain

/// Reads plain text: what a person saved as TXT, or what came out of a PDF, where every printed line is a line of its own,
/// often with an empty one after it, and pages end in the middle of paragraphs.
public enum TextImport {
    /// A proposal from the bytes of a text file.
    ///
    /// - Parameter mint: gives each block its identity.
    /// - Throws: a `Refusal` that says what is wrong with the file and what to do.
    public static func propose(
        _ bytes: [UInt8], fileName: String = "", limits: ImportLimits = ImportLimits(),
        mint: @escaping () -> ParagraphID
    ) throws(Refusal) -> ImportProposal {
        try ImportGate.check(bytes, limits: limits)
        var reader = TextReader(SourceLines(bytes), mint: mint)
        reader.read()
        var warnings = VersionTable.warnings(for: reader.versionRows)
        if reader.sectionCount == 0 {
            warnings.append(
                Phrase(
                    da: "Der er ikke fundet nummererede afsnit. Udpeg overskrifterne i forhåndsvisningen.",
                    en: "No numbered sections were found. Point out the headings in the preview."))
        }
        if let missing = reader.missingNumber {
            warnings.append(
                Phrase(
                    da: "Afsnit \(missing) er ikke fundet, selv om der er et senere. Se efter i forhåndsvisningen.",
                    en: "Section \(missing) was not found, although there is a later one. Check the preview."))
        }
        return ImportProposal(
            title: reader.title ?? DocumentImport.title(fromFileName: fileName), blocks: reader.builder.blocks,
            versionRows: reader.versionRows, warnings: warnings, details: [])
    }
}

/// Goes through the lines once and says of each: what it begins, or what it goes on with.
private struct TextReader {
    let source: SourceLines
    var builder: BlockBuilder
    private(set) var versionRows: [ImportProposal.VersionRow] = []
    private(set) var title: String?
    private let headings: [Int: SectionNumbers.Heading]
    private let furniture: Set<Int>
    private var inFootnote = false
    private var nextFootnote = 1
    /// Bytes up to here have been searched for the next footnote's reference.
    private var referenceSearched = 0
    private var isVersionTable = false
    private var listNumber: Int?
    private var indents: [Int] = []

    init(_ source: SourceLines, mint: @escaping () -> ParagraphID) {
        self.source = source
        builder = BlockBuilder(source: source, mint: mint)
        headings = SectionNumbers(source).headings
        furniture = PageFurniture.lines(of: source)
    }

    var sectionCount: Int { headings.count }

    /// The first number that the series of sections leaves out.
    var missingNumber: Int? {
        let numbers = Set(headings.values.filter { $0.level == 1 }.compactMap { Int($0.number) })
        guard let last = numbers.max(), last > 1 else { return nil }
        return (1..<last).first { !numbers.contains($0) }
    }

    mutating func read() {
        var index = 0
        while index < source.lines.count {
            index += take(index)
        }
        builder.close()
    }

    /// Takes one line, or a heading with the lines it goes on over; how many it took.
    private mutating func take(_ index: Int) -> Int {
        let line = source.lines[index]
        if furniture.contains(index) {
            inFootnote = false
            builder.aside(.furniture, line.start..<line.end)
            return 1
        }
        if let heading = headings[index] { return take(heading, at: index) }
        if takeFootnote(line) { return 1 }
        if let level = unnumberedHeading(index) {
            begin(.heading(level: level), line)
            enterSection(line)
            return 1
        }
        if takeVersionLine(line) || takeListItem(line, index) { return 1 }
        if let open = builder.open, continues(open, index) {
            builder.extend(line)
        } else {
            begin(.paragraph, line)
            listNumber = isNewBlock(index) && line.indent <= (indents.first ?? 0) && !isVersionTable ? listNumber : nil
        }
        return 1
    }

    private mutating func begin(_ kind: DocumentText.Kind, _ line: SourceLine) {
        builder.begin(kind, line.start..<line.end)
    }

    private mutating func take(_ heading: SectionNumbers.Heading, at index: Int) -> Int {
        let line = source.lines[index]
        builder.begin(
            .heading(level: min(6, heading.level)), heading.title..<line.end, mark: heading.mark, number: heading.number
        )
        for offset in 0..<heading.continued { builder.extend(source.lines[index + 1 + offset]) }
        enterSection(line)
        return 1 + heading.continued
    }

    private mutating func enterSection(_ line: SourceLine) {
        inFootnote = false
        listNumber = nil
        indents = []
        isVersionTable = VersionTable.isTitle(builder.open?.text ?? "")
    }

    /// A page's last lines may be notes: the next number of note, and a word with that number at its end further up.
    private mutating func takeFootnote(_ line: SourceLine) -> Bool {
        let digits = "\(nextFootnote)"
        let mark = line.start..<line.start + digits.utf8.count
        if mark.upperBound + 1 < line.end, source.bytes[mark].elementsEqual(digits.utf8),
            source.bytes[mark.upperBound] == 0x20, !source.opensLowercase(at: mark.upperBound + 1),
            refers(to: digits, before: line.start)
        {
            builder.aside(.footnote, mark.upperBound + 1..<line.end, mark: mark, number: digits)
            inFootnote = true
            nextFootnote += 1
            return true
        }
        guard inFootnote, line.gap == 0, !line.opensPage else {
            inFootnote = false
            return false
        }
        builder.extendAside(line)
        return true
    }

    private mutating func refers(to digits: String, before end: Int) -> Bool {
        let wanted = Array(digits.utf8)
        var at = max(referenceSearched, 1)
        while at + wanted.count <= end {
            if source.bytes[at] == wanted[0], source.bytes[at..<at + wanted.count].elementsEqual(wanted) {
                let before = source.bytes[at - 1]
                let after = source.bytes[at + wanted.count]
                let isEnd = !(0x30...0x39).contains(after) && after < 0x80 && !(0x61...0x7A).contains(after | 0x20)
                if isEnd, before >= 0x80 || (0x61...0x7A).contains(before | 0x20) || before == 0x29 || before == 0x2E {
                    referenceSearched = at
                    return true
                }
            }
            at += 1
        }
        // Nothing before here refers to this number; the next line that begins with it need not look again.
        referenceSearched = max(referenceSearched, end - wanted.count)
        return false
    }

    /// The level of a heading without number: a line that stands alone and has a name that such sections have; in a text
    /// without any numbered section, every line that stands alone like a heading; and the title at the top.
    private mutating func unnumberedHeading(_ index: Int) -> Int? {
        let line = source.lines[index]
        guard line.width <= 60, !source.isTerminated(line), source.lastByte(line) != 0x2C, isNewBlock(index),
            let first = source.scalar(at: line.start), first.properties.isUppercase
        else { return nil }
        let next = index + 1 < source.lines.count ? source.lines[index + 1] : nil
        let standsAlone = next.map { $0.opensPage || $0.gap > source.lineGap } ?? false
        let text = source.text(line)
        if standsAlone || source.isUnwrapped, Self.isSectionName(text) { return 1 }
        guard standsAlone, !isVersionTable else { return nil }
        if index == 0 {
            title = text
            return 1
        }
        return headings.isEmpty ? 1 : nil
    }

    private static func isSectionName(_ text: String) -> Bool {
        let words = text.lowercased().split { !$0.isLetter }
        let names = [
            "forord", "indhold", "indholdsfortegnelse", "resumé", "resume", "sammenfatning", "bilag", "ordliste",
            "appendiks", "referencer", "foreword", "preface", "contents", "summary", "annex", "appendix", "glossary",
            "references",
        ]
        return words.first.map { names.contains(String($0)) } ?? false || VersionTable.isTitle(text)
    }

    /// In the version table a row runs from a version number to its date, over as many lines as it needs.
    private mutating func takeVersionLine(_ line: SourceLine) -> Bool {
        let text = source.text(line)
        if VersionTable.isHeader(text) {
            isVersionTable = true
            begin(.tableRow(header: true), line)
            return true
        }
        guard isVersionTable else { return false }
        if VersionTable.number(atStartOf: text) != nil {
            begin(.tableRow(header: false), line)
        } else if case .tableRow(header: false) = builder.open?.kind,
            DayText.atEnd(of: builder.open?.text ?? "") == nil,
            builder.openLines < 8
        {
            builder.extend(line)
            _ = versionRows.popLast()
        } else {
            return false
        }
        if let row = VersionTable.row(builder.open?.text ?? "") { versionRows.append(row) }
        return true
    }

    private mutating func takeListItem(_ line: SourceLine, _ index: Int) -> Bool {
        guard let marker = ListMarker(source.bytes, line.start..<line.end) else { return false }
        let isNew = isNewBlock(index) || endsOnPurpose(before: index)
        if let value = marker.value {
            guard value == 1 && isNew || value == listNumber.map({ $0 + 1 }) else { return false }
            listNumber = value
        } else if marker.isDash, !isNew {
            guard case .listItem = builder.open?.kind, builder.open?.mark == marker.text else { return false }
        }
        builder.begin(
            .listItem(depth: depth(line.indent)), marker.textStart..<line.end, mark: marker.mark,
            number: marker.value.map(String.init))
        return true
    }

    private mutating func depth(_ indent: Int) -> Int {
        // A page that was pushed in by a space or two is no deeper level.
        while let last = indents.last, indent <= last - 2 { indents.removeLast() }
        if indents.last.map({ indent >= $0 + 2 }) ?? true { indents.append(indent) }
        return min(5, indents.count - 1)
    }

    /// Whether the spacing says that something new begins here.
    private func isNewBlock(_ index: Int) -> Bool {
        let line = source.lines[index]
        return index == 0 || line.opensPage || line.gap > source.lineGap || source.isUnwrapped
            || builder.open == nil || builder.open?.headingLevel != nil
    }

    /// Whether the line before was ended on purpose: it stops short, and the next begins like a sentence.
    private func endsOnPurpose(before index: Int) -> Bool {
        guard index > 0 else { return true }
        let (before, line) = (source.lines[index - 1], source.lines[index])
        if source.isTerminated(before) && source.lastByte(before) == 0x3A { return true }
        return !source.opensLowercase(line) && source.stopsShort(before, before: line)
    }

    private func continues(_ open: DocumentText.Block, _ index: Int) -> Bool {
        let line = source.lines[index]
        switch open.kind {
        case .paragraph, .listItem: break
        case .heading, .footnote, .image, .tableRow, .code, .furniture: return false
        }
        if source.isUnwrapped { return false }
        guard index > 0 else { return false }
        let before = source.lines[index - 1]
        if line.opensPage {
            // Over the end of a page only what is plainly unfinished goes on.
            let unfinished = ![0x2E, 0x3A, 0x21, 0x3F].contains(open.text.utf8.last ?? 0x2E)
            return unfinished && (source.opensLowercase(line) || before.width * 10 >= source.width * 8)
        }
        if line.gap > source.lineGap { return false }
        let isTitleOfPoint: Bool
        if case .listItem = open.kind { isTitleOfPoint = builder.openLines == 1 } else { isTitleOfPoint = false }
        guard isTitleOfPoint || source.isTerminated(before) else { return true }
        return source.opensLowercase(line) || !source.stopsShort(before, before: line)
    }
}

extension SourceLines {
    func opensLowercase(at offset: Int) -> Bool {
        scalar(at: offset)?.properties.isLowercase ?? false
    }
}
