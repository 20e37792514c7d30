// SPDX-License-Identifier: MPL-2.0

import Domain

/// Takes threats in as a file has them and gives them as a catalogue may have them: each code once and fit for an address,
/// names for all, nothing longer than a page can show. What it changes or leaves out is a fault of its row and column.
struct ThreatGathering {
    typealias Fault = ThreatReading.Fault
    typealias Words = ClauseGathering.Words

    /// Threats of one catalogue. The largest that we know, the techniques of MITRE ATT&CK as a galaxy, has 1,300.
    static let most = 20_000
    /// Characters of a name, and of what is said about it.
    static let (longestName, longestAbout) = (300, 10_000)
    /// Vulnerabilities of one threat, and the characters of each.
    static let (mostVulnerabilities, longestVulnerability) = (50, 300)
    /// Bytes of all texts together.
    static let mostBytes = 30_000_000

    /// A threat as a file has it.
    struct Found {
        var number: Int
        /// What it is called among people; empty: it has nothing of the kind.
        var code: String
        /// What makes it the same one next year, where its code alone does not: a machine tag, a UUID.
        var tag: String?
        /// What is shown beside a code that is not what the file calls it; nil: `code`.
        var written: String?
        var name = Words()
        var about = Words()
        var group = Words()
        var category: Threat.Category?
        var origins: [Threat.Origin] = []
        var affects: [ControlAttributes.Property] = []
        var vulnerabilities: [Words] = []
        var controls: [ClauseID] = []
        var targets: [Threat.Target] = []

        init(_ number: Int, code: String, tag: String? = nil, written: String? = nil) {
            self.number = number
            self.code = code
            self.tag = tag
            self.written = written
        }

        /// What no other one of the file is.
        var identity: String { (tag ?? code).trimmed }
    }

    private(set) var rows: [ThreatReading.Row] = []
    private(set) var faults: [Fault] = []
    private(set) var faultCount = 0
    /// By code without regard to case: `t1` and `T1` are one place to people.
    private var taken: [String: (number: Int, identity: String)] = [:]
    private var bytes = 0

    mutating func fault(
        _ row: Int, _ column: ThreatReading.Column?, _ outcome: Fault.Outcome = .leftOut, da: String, en: String
    ) {
        faultCount += 1
        guard faults.count < ThreatReading.mostFaults else { return }
        faults.append(.init(row: row, column: column, outcome: outcome, what: Phrase(da: da, en: en)))
    }

    mutating func add(_ found: Found) throws(Refusal) {
        guard rows.count < Self.most else { throw Self.tooMany }
        guard let code = code(found) else { return }
        let about = words(found.about, Self.longestAbout, .about, found.number, lines: true)
        guard let name = name(found, about) else { return }
        let group = found.group.map { PlainWords.line(PlainWords.beginning($0, of: 200)) }.phrase
        let vulnerabilities = found.vulnerabilities.prefix(Self.mostVulnerabilities).compactMap { one in
            one.map {
                PlainWords.line(PlainWords.beginning($0, of: Self.longestVulnerability)).map {
                    PlainWords.cut($0, to: Self.longestVulnerability)
                }
            }.phrase
        }
        if found.vulnerabilities.count > Self.mostVulnerabilities {
            fault(
                found.number, .vulnerabilities, .changed,
                da: "Der er flere end \(Self.mostVulnerabilities) sårbarheder. Kun de første er taget med.",
                en: "There are more than \(Self.mostVulnerabilities) vulnerabilities. Only the first are taken along.")
        }
        for phrase in [name] + vulnerabilities + [about, group].compactMap({ $0 }) {
            bytes += phrase.da.utf8.count + phrase.en.utf8.count
        }
        guard bytes <= Self.mostBytes else { throw Self.tooMany }
        let written = (found.written ?? found.code).trimmed
        taken[code.text.lowercased()] = (found.number, found.identity)
        rows.append(
            .init(
                number: found.number,
                threat: Threat(
                    code: code, name: name, about: about, category: found.category,
                    group: group.map { Phrase(da: PlainWords.cut($0.da, to: 200), en: PlainWords.cut($0.en, to: 200)) },
                    origins: once(found.origins), affects: once(found.affects), vulnerabilities: once(vulnerabilities),
                    controls: once(found.controls), targets: once(found.targets)),
                written: written == code.text ? nil : PlainWords.line(written, to: 200)))
    }

    private func once<Value: Hashable>(_ values: [Value]) -> [Value] {
        var seen: Set<Value> = []
        return values.filter { seen.insert($0).inserted }
    }

    // MARK: Codes

    private mutating func code(_ found: Found) -> Threat.Code? {
        let written = found.code.trimmed
        let whole = ClauseGathering.allowed(written)
        guard ClauseID(whole) != nil else {
            fault(
                found.number, .code,
                da: "Truslen har intet nummer med bogstaver eller cifre. Giv den et, og vælg filen igen.",
                en: "The threat has no number with letters or digits. Give it one, and choose the file again.")
            return nil
        }
        // Cut, or said another way in an address: what it is made of stands after it, so that it is the same next year too.
        let isWhole = written.utf8.count <= ClauseID.longest && whole == written
        var text = written.utf8.count <= ClauseID.longest ? whole : Self.short(written, written)
        if let first = taken[text.lowercased()] {
            guard first.identity != found.identity, !isWhole || found.tag != nil else {
                fault(
                    found.number, .code,
                    da: "Nummeret er brugt i nr. \(first.number). Kun den første er taget med.",
                    en: "The number is used in no. \(first.number). Only the first is taken along.")
                return nil
            }
            text = Self.short(written, found.identity)
            guard taken[text.lowercased()] == nil else {
                fault(
                    found.number, .code, da: "Nummeret er brugt før. Kun den første er taget med.",
                    en: "The number was used before. Only the first is taken along.")
                return nil
            }
        }
        return ClauseID(text)
    }

    /// The beginning, and eight digits made of all that it is called (FNV-1a, 32 bits: no secret rests on it).
    private static func short(_ text: String, _ whole: String) -> String {
        var hash: UInt32 = 0x811C_9DC5
        for byte in whole.utf8 { hash = (hash ^ UInt32(byte)) &* 0x0100_0193 }
        let digits = String(hash, radix: 16)
        let head = ClauseGathering.allowed(text).prefix(ClauseID.longest - 9)
        return "\(head)-\(String(repeating: "0", count: 8 - digits.count))\(digits)"
    }

    // MARK: Texts

    private mutating func name(_ found: Found, _ about: Phrase?) -> Phrase? {
        if let name = words(found.name, Self.longestName, .name, found.number, lines: false) { return name }
        guard let about else {
            fault(
                found.number, .name, da: "Truslen har intet navn. Skriv et, og vælg filen igen.",
                en: "The threat has no name. Write one, and choose the file again.")
            return nil
        }
        func head(_ text: String) -> String {
            PlainWords.cut(String(text.prefix { !$0.isNewline }), to: 100)
        }
        fault(
            found.number, .name, .changed, da: "Der er intet navn. Beskrivelsens begyndelse står som navn.",
            en: "There is no name. The beginning of the description stands as name.")
        return Phrase(da: head(about.da), en: head(about.en))
    }

    private mutating func words(
        _ words: Words, _ most: Int, _ column: ThreatReading.Column, _ number: Int, lines: Bool
    ) -> Phrase? {
        let clean = words.map { text in
            let text = PlainWords.beginning(text, of: most)
            return lines ? PlainWords.lines(text) : PlainWords.line(text)
        }
        guard let phrase = clean.phrase else { return nil }
        let short = Phrase(da: PlainWords.cut(phrase.da, to: most), en: PlainWords.cut(phrase.en, to: most))
        if short != phrase {
            fault(
                number, column, .changed, da: "Teksten er på over \(most) tegn. Den er kortet af.",
                en: "The text has more than \(most) characters. It is cut.")
        }
        return short
    }

    private static let tooMany = Refusal.invalid(
        "file",
        da: "Filen har flere end 20.000 trusler eller for meget tekst. Del den op, og vælg delene en ad gangen.",
        en: "The file has more than 20,000 threats or too much text. Split it, and choose the parts one at a time.")
}
