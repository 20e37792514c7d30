// SPDX-License-Identifier: MPL-2.0

import Domain

/// Takes clauses in as a file has them and gives them as a framework may have them: each identifier once, each parent
/// there, no circles, titles for all, nothing longer than a page can show. What it changes, it remarks.
struct ClauseGathering {
    typealias Remark = FrameworkReading.Remark

    /// Clauses of one framework. The largest that we know, the Secure Controls Framework, has 1,400.
    static let most = 20_000
    /// Levels below each other; laws and standards have five.
    static let deepest = 20
    /// Characters of a title: two lines of a page are 150.
    static let longestTitle = 500
    /// Characters of a text: twenty pages.
    static let longestText = 50_000
    /// Bytes of all texts together, also where a parameter is put in many times over.
    static let mostBytes = 60_000_000

    /// A clause as a file has it.
    struct Found {
        /// What the file calls it where it is pointed to; unique.
        var key: String
        var place: Remark.Place
        /// What it is called among people; nil: see `spare`.
        var id: String?
        /// An identifier to fall back upon.
        var spare: String?
        /// Others of the file are called the same: it is named after what it stands below.
        var isAmbiguous = false
        var label: String?
        var parent: String?
        var title = Words()
        var text = Words()
        /// Nil: it is one if it has no text and something below it.
        var isHeading: Bool?
    }

    /// A text in the languages that it is there in.
    struct Words {
        var da: String?
        var en: String?
        /// In the file's own language, where that is neither or is not told.
        var other: String?

        /// A word of a file in the given language (two letters, or nil).
        init(_ text: String? = nil, in language: String? = nil) {
            switch language {
            case "da": da = text
            case "en": en = text
            case _: other = text
            }
        }

        init(da: String?, en: String?, other: String? = nil) { (self.da, self.en, self.other) = (da, en, other) }

        func map(_ body: (String) -> String?) -> Words {
            Words(da: da.flatMap(body), en: en.flatMap(body), other: other.flatMap(body))
        }
        var phrase: Phrase? {
            guard let danish = da ?? other ?? en, let english = en ?? other ?? da else { return nil }
            return Phrase(da: danish, en: english)
        }
        var bytes: Int { [da, en, other].reduce(0) { $0 + ($1?.utf8.count ?? 0) } }
    }

    private(set) var remarks: [Remark] = []
    private var clauses: [FrameworkReading.Clause] = []
    private var parents: [String?] = []
    private var places: [Remark.Place] = []
    private var isHeading: [Bool?] = []
    /// From what the file calls it to its place among the clauses.
    private var indices: [String: Int] = [:]
    private var taken: Set<String> = []
    private var nextNumber: [String: Int] = [:]
    private var bytes = 0

    var count: Int { clauses.count }

    /// What a key of the file became; nil where there is none.
    func id(_ key: String) -> ClauseID? { indices[key].map { clauses[$0].id } }

    mutating func remark(_ kind: Remark.Kind, _ place: Remark.Place?, da: String, en: String) {
        remarks.note(kind, place, Phrase(da: da, en: en))
    }

    mutating func add(_ found: Found) throws(Refusal) {
        guard clauses.count < Self.most else { throw Self.tooMany }
        guard indices[found.key] == nil else {
            return remark(
                .unreadable, found.place, da: "Nummeret er brugt før. Kun det første er taget med.",
                en: "The identifier was used before. Only the first is taken along.")
        }
        guard let id = identifier(found) else {
            return remark(
                .unreadable, found.place, da: "Der er intet nummer. Det er ikke taget med.",
                en: "There is no identifier. It is not taken along.")
        }
        let title = found.title.map { PlainWords.line(PlainWords.beginning($0, of: Self.longestTitle)) }
        let text = found.text.map { PlainWords.lines(PlainWords.beginning($0, of: Self.longestText)) }
        bytes += title.bytes + text.bytes
        guard bytes <= Self.mostBytes else { throw Self.tooMany }
        indices[found.key] = clauses.count
        clauses.append(
            .init(
                id: id, label: label(found, id),
                parent: nil, title: self.title(title, text, id, found.place), text: self.text(text, found.place),
                isHeading: false))
        parents.append(found.parent)
        places.append(found.place)
        isHeading.append(found.isHeading)
    }

    // MARK: Identifiers

    private mutating func identifier(_ found: Found) -> ClauseID? {
        let written = found.id?.trimmed ?? ""
        var text = Self.allowed(written)
        if text.isEmpty { text = Self.allowed(found.spare ?? "") }
        guard ClauseID(text) != nil else { return nil }
        if !written.isEmpty, text != written {
            remark(
                .changed, found.place,
                da:
                    "Nummeret har tegn, der ikke kan stå i en adresse, eller er for langt. Der er sat bindestreger i stedet.",
                en: "The identifier has characters that an address cannot have, or is too long. Hyphens stand for them."
            )
        }
        if found.isAmbiguous, let above = found.parent.flatMap(id) {
            let whole = "\(above)(\(text))"
            if ClauseID(whole) != nil, !taken.contains(whole) {
                remark(
                    .changed, found.place,
                    da:
                        "Nummeret er brugt flere gange i filen. Det har fået nummeret på det, der står over, foran sig.",
                    en:
                        "The identifier is used several times in the file. It has got that of what stands above before it."
                )
                return keep(whole)
            }
        }
        if !taken.contains(text) { return keep(text) }
        remark(
            .changed, found.place, da: "Nummeret er brugt andetsteds i filen. Det har fået et tal efter sig.",
            en: "The identifier is used elsewhere in the file. It has got a number after it.")
        let base = String(text.prefix(ClauseID.longest - 6))
        var number = nextNumber[base] ?? 2
        while taken.contains("\(base)-\(number)") { number += 1 }
        nextNumber[base] = number + 1
        return keep("\(base)-\(number)")
    }

    /// As it is written in print: where it says so, and where it could not be kept as it was.
    private func label(_ found: Found, _ id: ClauseID) -> String? {
        let text = (found.label ?? found.id).flatMap { PlainWords.line(PlainWords.cut($0, to: 200)) }
        return text == id.text ? nil : text
    }

    private mutating func keep(_ text: String) -> ClauseID? {
        taken.insert(text)
        return ClauseID(text)
    }

    /// With a hyphen for each run of characters that an identifier cannot have, and none at the ends that was not there.
    static func allowed(_ text: String) -> String {
        var (out, hasGap) = ([UInt8](), false)
        func add(_ byte: UInt8) {
            if hasGap, !out.isEmpty { out.append(0x2D) }
            hasGap = false
            out.append(byte)
        }
        for scalar in text.unicodeScalars.prefix(4 * ClauseID.longest) {
            switch scalar {
            case "æ": "ae".utf8.forEach(add)
            case "ø": "oe".utf8.forEach(add)
            case "å": "aa".utf8.forEach(add)
            case _:
                if let byte = UInt8(exactly: scalar.value), ClauseID.isAllowed(byte) {
                    add(byte)
                } else {
                    hasGap = true
                }
            }
        }
        return String(decoding: out.prefix(ClauseID.longest), as: UTF8.self)
    }

    // MARK: Texts

    private mutating func title(_ title: Words, _ text: Words, _ id: ClauseID, _ place: Remark.Place) -> Phrase {
        if let phrase = title.phrase {
            guard phrase.da.utf8.count > Self.longestTitle || phrase.en.utf8.count > Self.longestTitle else {
                return phrase
            }
            let short = Phrase(
                da: PlainWords.cut(phrase.da, to: Self.longestTitle),
                en: PlainWords.cut(phrase.en, to: Self.longestTitle))
            if short != phrase {
                remark(
                    .changed, place, da: "Titlen er på over \(Self.longestTitle) tegn. Den er kortet af.",
                    en: "The title has more than \(Self.longestTitle) characters. It is cut.")
            }
            return short
        }
        guard let phrase = text.phrase else {
            remark(
                .changed, place, da: "Der er hverken titel eller tekst. Nummeret står som titel.",
                en: "There is neither title nor text. The identifier stands as title.")
            return Phrase(da: id.text, en: id.text)
        }
        remark(
            .changed, place, da: "Der er ingen titel. Tekstens begyndelse står som titel.",
            en: "There is no title. The beginning of the text stands as title.")
        func head(_ text: String) -> String {
            let line = text.prefix { !$0.isNewline }
            return PlainWords.cut(PlainWords.line(String(line)) ?? id.text, to: 100)
        }
        return Phrase(da: head(phrase.da), en: head(phrase.en))
    }

    private mutating func text(_ text: Words, _ place: Remark.Place) -> Phrase? {
        guard let phrase = text.phrase else { return nil }
        guard phrase.da.utf8.count > Self.longestText || phrase.en.utf8.count > Self.longestText else { return phrase }
        let short = Phrase(
            da: PlainWords.cut(phrase.da, to: Self.longestText), en: PlainWords.cut(phrase.en, to: Self.longestText))
        if short != phrase {
            remark(
                .changed, place, da: "Teksten er på over 50.000 tegn. Den er kortet af.",
                en: "The text has more than 50,000 characters. It is cut.")
        }
        return short
    }

    // MARK: What is above what

    /// All clauses, in the order in which they came.
    mutating func finish() -> [FrameworkReading.Clause] {
        var above = parents.indices.map { index -> Int? in
            guard let key = parents[index], !key.isEmpty else { return nil }
            if let found = indices[key] { return found }
            remark(
                .changed, places[index], da: "Det, der skulle stå over, findes ikke i filen. Det er sat øverst.",
                en: "What it should stand below is not in the file. It is put at the top.")
            return nil
        }
        var levels = [Int?](repeating: nil, count: clauses.count)
        for start in clauses.indices where levels[start] == nil {
            // Up to one whose level is known, to the top, or to where the way meets itself.
            var (way, at, onWay) = ([start], above[start], Set([start]))
            while let next = at, levels[next] == nil, onWay.insert(next).inserted {
                way.append(next)
                at = above[next]
            }
            if let next = at, levels[next] == nil, let last = way.last {
                above[last] = nil
                remark(
                    .changed, places[last], da: "Det står under sig selv. Det er sat øverst.",
                    en: "It stands below itself. It is put at the top.")
            }
            for index in way.reversed() {
                guard var parent = above[index] else {
                    levels[index] = 1
                    continue
                }
                var level = (levels[parent] ?? 1) + 1
                if level > Self.deepest {
                    remark(
                        .changed, places[index], da: "Der er mere end \(Self.deepest) niveauer. Det er rykket op.",
                        en: "There are more than \(Self.deepest) levels. It is moved up.")
                    parent = above[parent] ?? parent
                    level = Self.deepest
                }
                above[index] = parent
                levels[index] = level
            }
        }
        let withSomethingBelow = Set(above.compactMap { $0 })
        for index in clauses.indices {
            clauses[index].parent = above[index].map { clauses[$0].id }
            clauses[index].isHeading =
                isHeading[index] ?? (clauses[index].text == nil && withSomethingBelow.contains(index))
        }
        return clauses
    }

    private static let tooMany = Refusal.invalid(
        "file",
        da:
            "Filen har flere end 20.000 krav eller for meget tekst. Del den op i flere rammeværker, og vælg dem et ad gangen.",
        en:
            "The file has more than 20,000 clauses or too much text. Split it into several frameworks, and choose one at a time."
    )
}
