// SPDX-License-Identifier: MPL-2.0

/// What stands at the top of a module's file: as much of YAML as it takes, so that the file needs no reader of YAML, which can
/// do far more than a module should.
struct ModuleDetails {
    var id = ""
    var language = Language.da
    var title = ""
    var version = ""
    var scope = ModuleScope.other
    var minutes = 0
    var passMark = 0
    var teaches: [String] = []
    private(set) var faults: [LearningModule.Fault] = []
    /// How many lines were read; 0 if there is no front matter.
    private(set) var count = 0

    private struct Value {
        let line: Int
        var texts: [String]
        /// Written as a list, in brackets or in points.
        var isList: Bool
    }

    init(_ lines: [LearningText.Line]) {
        guard lines.first?.text == "---" else {
            fault(1, ModuleFault.noFrontMatter)
            return
        }
        guard let end = lines.dropFirst().prefix(200).firstIndex(where: { $0.text == "---" }) else {
            fault(1, ModuleFault.openFrontMatter)
            return
        }
        count = end + 1
        let values = read(lines[1..<end])
        take(values, lines[end].number)
    }

    private mutating func fault(_ line: Int, _ phrase: Phrase) {
        faults.append(LearningModule.Fault(line: line, phrase: phrase))
    }

    // MARK: The lines

    private mutating func read(_ lines: ArraySlice<LearningText.Line>) -> [String: Value] {
        var values: [String: Value] = [:]
        var open: String?
        for line in lines {
            if line.text.isEmpty || line.text.utf8.first == 0x23 { continue }
            if line.text.utf8.first == 0x2D, let key = open {
                guard let point = LearningText.rest(of: line.text, after: "-"), !point.isEmpty else { continue }
                values[key]?.texts.append(Self.unquoted(point))
                values[key]?.isList = true
                continue
            }
            open = nil
            guard let colon = line.text.utf8.firstIndex(of: 0x3A) else { continue }
            let key = String(LearningText.trimmed(line.text[..<colon]))
            let rest = LearningText.trimmed(line.text[line.text.utf8.index(after: colon)...])
            guard values[key] == nil else {
                fault(line.number, ModuleFault.twice(key))
                continue
            }
            if rest.isEmpty { open = key }
            let isList = rest.utf8.first == 0x5B && rest.utf8.last == 0x5D
            let texts = isList ? Self.items(rest.dropFirst().dropLast()) : rest.isEmpty ? [] : [Self.unquoted(rest)]
            values[key] = Value(line: line.number, texts: texts, isList: isList)
        }
        return values
    }

    static func unquoted(_ text: Substring) -> String {
        guard text.utf8.count >= 2, let first = text.utf8.first, first == 0x22 || first == 0x27,
            text.utf8.last == first
        else { return String(text) }
        return String(text.dropFirst().dropLast())
    }

    /// The parts between commas that stand outside of quotation marks.
    private static func items(_ text: Substring) -> [String] {
        var items: [String] = []
        var start = text.startIndex
        var quote: UInt8?
        func end(_ at: Substring.Index) {
            let item = LearningText.trimmed(text[start..<at])
            if !item.isEmpty { items.append(unquoted(item)) }
        }
        for at in text.utf8.indices {
            let byte = text.utf8[at]
            if let open = quote {
                if byte == open { quote = nil }
            } else if byte == 0x22 || byte == 0x27 {
                quote = byte
            } else if byte == 0x2C {
                end(at)
                start = text.utf8.index(after: at)
            }
        }
        end(text.endIndex)
        return items
    }

    // MARK: The values

    private mutating func take(_ values: [String: Value], _ end: Int) {
        /// The one text of a key; nil with its fault told if there is none.
        func single(_ key: String) -> (line: Int, text: String)? {
            guard let value = values[key], !value.isList, let text = value.texts.first, !text.isEmpty else {
                fault(values[key]?.line ?? end, ModuleFault.missing(key))
                return nil
            }
            return (value.line, text)
        }
        func number(_ key: String, _ range: ClosedRange<Int>) -> Int? {
            guard let (line, text) = single(key) else { return nil }
            guard let number = Int(text), range.contains(number) else {
                let bounds = (range.lowerBound, range.upperBound)
                fault(
                    line,
                    ModuleFault.value(
                        key, da: "et helt tal fra \(bounds.0) til \(bounds.1)",
                        en: "a whole number from \(bounds.0) to \(bounds.1)"))
                return nil
            }
            return number
        }
        func line(_ key: String, most: Int) -> String? {
            guard let (line, text) = single(key) else { return nil }
            guard text.count <= most else {
                fault(line, ModuleFault.value(key, da: "højst \(most) tegn", en: "at most \(most) characters"))
                return nil
            }
            return text
        }
        if let (line, text) = single("id") {
            if !LearningText.isID(text[...]) {
                fault(
                    line,
                    ModuleFault.value(
                        "id", da: "små bogstaver a–z, tal og bindestreg, højst 40 tegn",
                        en: "small letters a–z, digits and hyphens, at most 40 characters"))
            }
            id = text
        }
        if let (line, text) = single("language") {
            if let found = Language(rawValue: text) {
                language = found
            } else {
                fault(line, ModuleFault.value("language", da: "da eller en", en: "da or en"))
            }
        }
        title = line("title", most: LearningModule.mostLine) ?? ""
        version = line("version", most: LearningModule.mostVersion) ?? ""
        if let (line, text) = single("scope") {
            if let found = ModuleScope(rawValue: text) {
                scope = found
            } else {
                let names = ModuleScope.allCases.map(\.rawValue)
                fault(
                    line,
                    ModuleFault.value(
                        "scope", da: Language.da.oneOf(names), en: Language.en.oneOf(names)))
            }
        }
        minutes = number("minutes", 1...240) ?? 0
        passMark = number("pass_mark", 1...100) ?? 0
        takeTeaches(values["teaches"])
    }

    /// `framework:clause`; it may be left out.
    private mutating func takeTeaches(_ value: Value?) {
        guard let value else { return }
        let isWhole = value.texts.allSatisfy { text in
            guard text.utf8.count <= 80, let colon = text.utf8.firstIndex(of: 0x3A) else { return false }
            return colon > text.startIndex && text.utf8.index(after: colon) < text.endIndex
        }
        guard isWhole, value.texts.count <= LearningModule.mostTeaches else {
            return fault(
                value.line,
                ModuleFault.value(
                    "teaches", da: "højst \(LearningModule.mostTeaches) henvisninger med rammeværk, kolon og punkt",
                    en: "at most \(LearningModule.mostTeaches) references with framework, colon and clause"))
        }
        teaches = value.texts
    }
}

extension Language {
    /// `da, en eller sv`
    fileprivate func oneOf(_ names: [String]) -> String {
        names.dropLast().joined(separator: ", ") + self(da: " eller ", en: " or ") + (names.last ?? "")
    }
}
