// SPDX-License-Identifier: MPL-2.0
import Domain

/// Finds sentences, and the words in them that demand something.
enum Sentences {
    /// One candidate for every »skal« in a Danish text, every »shall« and »must« in an English one, all of them where the
    /// language is not known. Page furniture is not searched.
    static func candidates(in text: DocumentText, language: Language?) -> [ImportProposal.Candidate] {
        let words: [String]
        switch language {
        case .da: words = ["skal"]
        case .en: words = ["shall", "must"]
        case nil: words = ["skal", "shall", "must"]
        }
        let wanted = words.map { Array($0.utf8) }
        var result: [ImportProposal.Candidate] = []
        for (index, block) in text.blocks.enumerated() where block.kind != .furniture {
            let bytes = Array(block.text.utf8)
            let places = places(of: wanted, in: bytes)
            guard !places.isEmpty else { continue }
            // Words of one sentence share its string: a line of nothing but »skal« must not fill the memory.
            var sentences = ranges(in: bytes)[...]
            var sentence = ""
            for place in places {
                while let first = sentences.first, first.lowerBound <= place.lowerBound {
                    sentence = String(decoding: bytes[first], as: UTF8.self)
                    sentences.removeFirst()
                }
                result.append(
                    ImportProposal.Candidate(
                        block: index, address: block.address, word: String(decoding: bytes[place], as: UTF8.self),
                        offset: place.lowerBound, sentence: sentence))
            }
        }
        return result
    }

    /// Danish or English by how often the small words of each occur; nil if they are too few or too even.
    static func language(of text: DocumentText) -> Language? {
        let danish: Set = [
            "og", "at", "er", "det", "af", "en", "til", "på", "med", "ikke", "som", "den", "der", "skal",
        ]
        let english: Set = [
            "the", "and", "of", "to", "is", "that", "with", "not", "shall", "must", "which", "be", "are",
        ]
        var (da, en, seen) = (0, 0, 0)
        for block in text.blocks where block.kind != .furniture {
            for word in block.text.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
                let word = word.lowercased()
                if danish.contains(word) { da += 1 }
                if english.contains(word) { en += 1 }
                seen += 1
            }
            if seen > 5000 { break }
        }
        guard da + en >= 3 else { return nil }
        if da >= en * 2 { return .da }
        return en >= da * 2 ? .en : nil
    }

    /// Where one of the words stands alone, in capitals or not.
    private static func places(of words: [[UInt8]], in bytes: [UInt8]) -> [Range<Int>] {
        var result: [Range<Int>] = []
        for start in bytes.indices {
            let first = bytes[start] | 0x20
            for word in words where word[0] == first && start + word.count <= bytes.count {
                let range = start..<start + word.count
                if zip(bytes[range], word).allSatisfy({ $0 | 0x20 == $1 && $0 >= 0x41 }), !isWord(bytes, before: start),
                    !isWord(bytes, at: range.upperBound)
                {
                    result.append(range)
                }
            }
        }
        return result
    }

    private static func isWord(_ bytes: [UInt8], at offset: Int) -> Bool {
        guard offset < bytes.count else { return false }
        if bytes[offset] < 0x80 { return isWordByte(bytes[offset]) }
        let end = min(offset + 4, bytes.count)
        let scalar = String(decoding: bytes[offset..<end], as: UTF8.self).unicodeScalars.first
        return scalar?.properties.isAlphabetic ?? false
    }

    private static func isWord(_ bytes: [UInt8], before offset: Int) -> Bool {
        guard offset > 0 else { return false }
        var start = offset - 1
        while start > 0, offset - start < 4, bytes[start] & 0xC0 == 0x80 { start -= 1 }
        return isWord(bytes, at: start)
    }

    private static func isWordByte(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20) || byte == 0x5F
    }

    /// After these a capital letter begins no new sentence.
    private static let abbreviations: Set<String> = [
        "bl.a", "f.eks", "fx", "jf", "nr", "stk", "pct", "ca", "dvs", "evt", "inkl", "ekskl", "hhv", "kap", "art",
        "pkt",
        "vedr", "kl", "tlf", "adm", "afd", "e.g", "i.e", "cf", "vs", "dr", "mr", "mrs", "ms", "sec", "para", "fig",
        "no",
    ]

    /// The sentences of a text, without the white space between them. A line break ends a sentence.
    static func ranges(in bytes: [UInt8]) -> [Range<Int>] {
        var result: [Range<Int>] = []
        var start = 0
        func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A }
        func close(at end: Int) {
            var (low, high) = (start, end)
            while low < high, isBlank(bytes[low]) { low += 1 }
            while high > low, isBlank(bytes[high - 1]) { high -= 1 }
            if low < high { result.append(low..<high) }
            start = end
        }
        for index in bytes.indices {
            switch bytes[index] {
            case 0x0A: close(at: index + 1)
            case 0x2E, 0x21, 0x3F:
                var next = index + 1
                while next < bytes.count, [0x29, 0x22, 0x2A].contains(bytes[next]) { next += 1 }
                let space = next
                while next < bytes.count, bytes[next] == 0x20 || bytes[next] == 0x09 { next += 1 }
                guard next > space, next < bytes.count, opensSentence(bytes, next),
                    bytes[index] != 0x2E || !isAbbreviated(bytes, from: start, to: index)
                else { continue }
                close(at: space)
            default: continue
            }
        }
        close(at: bytes.count)
        return result
    }

    private static func opensSentence(_ bytes: [UInt8], _ offset: Int) -> Bool {
        let byte = bytes[offset]
        if byte < 0x80 {
            return (0x41...0x5A).contains(byte) || (0x30...0x39).contains(byte) || byte == 0x22 || byte == 0x2A
        }
        let end = min(offset + 4, bytes.count)
        guard let scalar = String(decoding: bytes[offset..<end], as: UTF8.self).unicodeScalars.first else {
            return false
        }
        return scalar.properties.isUppercase || ["»", "”", "“"].contains(scalar)
    }

    private static func isAbbreviated(_ bytes: [UInt8], from start: Int, to dot: Int) -> Bool {
        var low = dot
        while low > start, dot - low < 8, bytes[low - 1] == 0x2E || isWordByte(bytes[low - 1]) { low -= 1 }
        let word = String(decoding: bytes[low..<dot], as: UTF8.self).lowercased()
        // A number with a dot is a day or a place in a row (»19. november«), unless it is a year.
        if word.utf8.count <= 2, !word.isEmpty, word.utf8.allSatisfy({ (0x30...0x39).contains($0) }) { return true }
        return abbreviations.contains(word)
    }
}
