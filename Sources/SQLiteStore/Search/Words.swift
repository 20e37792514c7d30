// SPDX-License-Identifier: MPL-2.0

import CStemmer
import Office

/// Reads words out of a text and says by which forms each is found: its stem by Snowball, itself for those who type its
/// beginning, and in Danish the parts of a compound, so that »hændelse« finds »sikkerhedshændelser«. Used by one at a
/// time: a stemmer is not shared.
final class Words {
    private let danish: OpaquePointer
    private let english: OpaquePointer

    init() throws {
        guard let danish = sb_stemmer_new("danish", "UTF_8"), let english = sb_stemmer_new("english", "UTF_8") else {
            throw SQLiteError(code: 1, message: "libstemmer knows no Danish or English")
        }
        (self.danish, self.english) = (danish, english)
    }

    deinit {
        sb_stemmer_delete(danish)
        sb_stemmer_delete(english)
    }

    /// Longer words are numbers of some kind, and found by their beginning.
    private static let longest = 64
    /// A compound has so many letters at least, and so do its last part and what stands before it.
    private static let (compound, tail, head) = (9, 5, 3)

    // MARK: Forms

    /// The forms that a word is found by: the stem first.
    func forms(_ word: [UInt8], _ reading: SearchShelf.Reading) -> [[UInt8]] {
        var forms = [stem(word, reading)]
        func add(_ form: [UInt8]) { if !forms.contains(form) { forms.append(form) } }
        add(word)
        switch reading {
        case .english: break
        case .danish, .names:
            for tail in Words.tails(of: word) {
                add(tail)
                add(stem(tail, reading))
            }
        }
        if reading == .names { add(Words.bare(word)) }
        return forms
    }

    /// What is looked for when a word is asked for: any of these.
    func asked(_ word: [UInt8], _ reading: SearchShelf.Reading, isBeginning: Bool) -> [[UInt8]] {
        let form = isBeginning ? word : stem(word, reading)
        return reading == .names ? [form, Words.bare(word)] : [form]
    }

    private func stem(_ word: [UInt8], _ reading: SearchShelf.Reading) -> [UInt8] {
        let stemmer =
            switch reading {
            case .danish, .names: danish
            case .english: english
            }
        guard let stem = sb_stemmer_stem(stemmer, word, Int32(word.count)) else { return word }
        return Array(UnsafeBufferPointer(start: stem, count: Int(sb_stemmer_length(stemmer))))
    }

    /// The last parts of a Danish compound: after each `s` that may join two, and after first parts that join without.
    static func tails(of word: [UInt8]) -> [[UInt8]] {
        guard word.count >= compound else { return [] }
        var tails: [[UInt8]] = []
        for start in head...(word.count - tail)
        where word[start - 1] == 0x73 && start > head && word[start] & 0xC0 != 0x80 {
            tails.append(Array(word[start...]))
        }
        for first in firsts where word.count >= first.count + tail && word.starts(with: first) {
            tails.append(Array(word[first.count...]))
        }
        return tails
    }

    /// First parts that Danish joins without an `s`, of words that governing documents use.
    private static let firsts = [
        "adgangskode", "backup", "borger", "bruger", "cyber", "data", "databehandler", "drift", "enhed", "risiko",
        "fil", "fjern", "hånd", "it", "kommune", "konto", "krise", "kunde", "leder", "leverandør", "log", "medarbejder",
        "mobil", "net", "netværk", "nød", "person", "persondata", "plan", "politi", "program", "proces", "rolle",
        "server",
        "sky", "sletning", "software", "styring", "system", "trussel", "underdatabehandler", "underleverandør", "video",
        "virus",
    ].map { Array($0.utf8) }

    /// The mark of a form without accents: no word begins with it.
    private static let mark = UInt8(ascii: "~")

    /// A name without what people leave out when they type it: å as a, ø as o, æ as ae.
    static func bare(_ word: [UInt8]) -> [UInt8] {
        var bytes = [mark]
        var index = 0
        while index < word.count {
            let next = index + 1 < word.count ? word[index + 1] : 0
            switch (word[index], next) {
            case (0xC3, 0xA5): bytes.append(0x61)
            case (0xC3, 0xB8): bytes.append(0x6F)
            case (0xC3, 0xA6): bytes += [0x61, 0x65]
            case (0x6F, 0x65), (0x61, 0x61): bytes.append(word[index])
            case (let byte, _):
                bytes.append(byte)
                index += 1
                continue
            }
            index += 2
        }
        return bytes
    }

    // MARK: Reading

    /// Hands over every word in small letters with where it stands, in bytes.
    static func read(
        _ text: UnsafeBufferPointer<UInt8>, from first: Int = 0, _ body: (_ word: [UInt8], Range<Int>) -> Bool
    ) {
        var word: [UInt8] = []
        var (start, index) = (first, first)
        func end(_ at: Int) -> Bool {
            guard !word.isEmpty else { return true }
            defer { word.removeAll(keepingCapacity: true) }
            return body(Array(word.prefix(longest)), start..<at)
        }
        while index < text.count {
            let before = index
            let scalar = next(text, &index)
            guard fold(scalar, into: &word) else {
                guard end(before) else { return }
                start = index
                continue
            }
            if word.isEmpty { start = index }
        }
        _ = end(text.count)
    }

    private static func next(_ text: UnsafeBufferPointer<UInt8>, _ index: inout Int) -> UInt32 {
        let first = text[index]
        let count = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
        guard index + count <= text.count else {
            index = text.count
            return 0
        }
        var value = count == 1 ? UInt32(first) : UInt32(first & (0xFF >> UInt8(count + 1)))
        for place in 1..<max(count, 1) { value = value << 6 | UInt32(text[index + place] & 0x3F) }
        index += count
        return value
    }

    /// Adds a letter or digit in its small form; false for what stands between words.
    private static func fold(_ scalar: UInt32, into word: inout [UInt8]) -> Bool {
        switch scalar {
        case 0x30...0x39: word.append(UInt8(scalar))
        case 0x61...0x7A: add(UInt8(scalar), &word)
        case 0x41...0x5A: add(UInt8(scalar) + 32, &word)
        case 0...0x7F: return false
        case 0xE5, 0xC5: word += [0xC3, 0xA5]
        case 0xE6, 0xC6, 0xE4, 0xC4: word += [0xC3, 0xA6]
        case 0xF8, 0xD8, 0xF6, 0xD6: word += [0xC3, 0xB8]
        // A ring that follows its a makes an å; other marks are left out, and so are soft hyphens.
        case 0x30A where word.last == 0x61: word.replaceSubrange(word.count - 1..<word.count, with: [0xC3, 0xA5])
        case 0x300...0x36F, 0xAD: return !word.isEmpty
        default: return foldOther(scalar, into: &word)
        }
        return true
    }

    /// A double a is an å.
    private static func add(_ letter: UInt8, _ word: inout [UInt8]) {
        if letter == 0x61, word.last == 0x61 {
            word.replaceSubrange(word.count - 1..<word.count, with: [0xC3, 0xA5])
        } else {
            word.append(letter)
        }
    }

    private static func foldOther(_ value: UInt32, into word: inout [UInt8]) -> Bool {
        guard let scalar = Unicode.Scalar(value) else { return false }
        let properties = scalar.properties
        guard properties.isAlphabetic || properties.numericType != nil else { return false }
        for small in properties.lowercaseMapping.unicodeScalars {
            if let letter = bases[small] { word.append(letter) } else { word += Array(String(small).utf8) }
        }
        return true
    }

    private static let bases: [Unicode.Scalar: UInt8] = {
        var table: [Unicode.Scalar: UInt8] = [:]
        for (base, letters) in [
            ("a", "àáâãāă"), ("c", "çćč"), ("d", "ðđ"), ("e", "èéêëēė"), ("i", "ìíîïī"), ("l", "ł"), ("n", "ñń"),
            ("o", "òóôõő"), ("s", "śš"), ("u", "ùúûüūů"), ("y", "ýÿ"), ("z", "źżž"),
        ] {
            for letter in letters.unicodeScalars { table[letter] = base.utf8.first }
        }
        return table
    }()
}
