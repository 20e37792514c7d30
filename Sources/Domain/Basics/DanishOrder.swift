// SPDX-License-Identifier: MPL-2.0

/// The place of a text in Danish order (DS 377; the Danish tailoring of the Unicode collation): æ ø å last, »aa« as å, ä
/// with æ, ö with ø, ü with y; é with e; digits by their number (»5.10« after »5.9«); space before punctuation before
/// digits before letters before other scripts. Texts that differ only in accents, then only in capitals, come in that
/// order, capitals first. The bytes are made once, so that comparing two keys is comparing bytes.
public struct DanishKey: Comparable, Hashable, Sendable {
    private let bytes: [UInt8]

    public init(_ text: String) {
        var writer = DanishKeyWriter()
        for scalar in text.unicodeScalars { writer.take(scalar) }
        bytes = writer.finish()
    }

    public static func < (left: DanishKey, right: DanishKey) -> Bool {
        left.bytes.withUnsafeBytes { left in
            right.bytes.withUnsafeBytes { right in left.lexicographicallyPrecedes(right) }
        }
    }
}

/// Three levels of weights, each ended by a byte lower than any weight: letters, accents, capitals.
private struct DanishKeyWriter {
    private enum Weight {
        static let end: UInt8 = 0x01
        static let space: UInt8 = 0x02
        static let mark: UInt8 = 0x03
        static let number: UInt8 = 0x20
        static let letter: UInt8 = 0x40  // a; b is 0x42 …
        static let aWithRing: UInt8 = letter + 2 * 28
        static let other: UInt8 = 0xF0
        static let plain: UInt8 = 0x02
        static let capital: UInt8 = 0x02
        static let firstCapital: UInt8 = 0x03  // Aa
        static let small: UInt8 = 0x04
    }

    private var letters: [UInt8] = []
    private var accents: [UInt8] = []
    private var capitals: [UInt8] = []
    private var digits: [UInt8] = []
    private var zeros: UInt8 = 0
    private var inNumber = false
    /// Whether the »a« just written is a capital, which another a or a ring makes an å.
    private var openA: Bool?

    mutating func take(_ scalar: Unicode.Scalar) {
        if (0x30...0x39).contains(scalar.value) {
            openA = nil
            inNumber = true
            if digits.isEmpty, scalar == "0" {
                zeros = zeros == 255 ? 255 : zeros + 1
            } else {
                digits.append(UInt8(scalar.value))
            }
            return
        }
        endNumber()
        switch scalar.value {
        case 0x61...0x7A: letter(UInt8(scalar.value - 0x61), isCapital: false)
        case 0x41...0x5A: letter(UInt8(scalar.value - 0x41), isCapital: true)
        case 0x300...0x36F: combining(scalar)
        case 0...0x20, 0x7F...0xA0, 0x2000...0x200A, 0x202F, 0x205F, 0x3000: put(Weight.space)
        case 0x21...0x7E, 0xA1...0xBF, 0xD7, 0xF7, 0x2010...0x205E, 0x20A0...0x20CF:
            letters += [Weight.mark, UInt8(scalar.value >> 8), UInt8(scalar.value & 0xFF)]
            level(Weight.plain, Weight.small)
        default:
            if let known = DanishKeyWriter.table[scalar.value] {
                for (index, base) in known.bases.enumerated() {
                    letters.append(Weight.letter + 2 * base)
                    level(index == 0 ? known.accent : Weight.plain, known.isCapital ? Weight.capital : Weight.small)
                }
            } else {
                let value = scalar.value
                letters += [Weight.other, UInt8(value >> 16), UInt8(value >> 8 & 0xFF), UInt8(value & 0xFF)]
                level(Weight.plain, Weight.small)
            }
        }
    }

    mutating func finish() -> [UInt8] {
        endNumber()
        while accents.last == Weight.plain { accents.removeLast() }
        return letters + [Weight.end] + accents + [Weight.end] + capitals
    }

    private mutating func put(_ weight: UInt8) {
        letters.append(weight)
        level(Weight.plain, Weight.small)
    }

    private mutating func level(_ accent: UInt8, _ capital: UInt8) {
        accents.append(accent)
        capitals.append(capital)
        openA = nil
    }

    private mutating func letter(_ base: UInt8, isCapital: Bool) {
        if base == 0, let first = openA, first || !isCapital {
            replaceA(accent: 0x03, capital: first ? (isCapital ? Weight.capital : Weight.firstCapital) : Weight.small)
            return
        }
        letters.append(Weight.letter + 2 * base)
        level(Weight.plain, isCapital ? Weight.capital : Weight.small)
        if base == 0 { openA = isCapital }
    }

    /// A mark written after its letter: a ring makes an å, dots an æ or ø, all others are accents.
    private mutating func combining(_ scalar: Unicode.Scalar) {
        guard let last = letters.last, !accents.isEmpty else { return }
        let accent = UInt8(0x10 + scalar.value % 0xE0)
        switch (last, scalar.value) {
        case (Weight.letter, 0x30A): replaceA(accent: Weight.plain, capital: capitals[capitals.count - 1])
        case (Weight.letter, 0x308): letters[letters.count - 1] = Weight.letter + 2 * 26
        case (Weight.letter + 2 * 14, 0x308): letters[letters.count - 1] = Weight.letter + 2 * 27
        default: break
        }
        if scalar.value != 0x30A || last != Weight.letter { accents[accents.count - 1] = accent }
        openA = nil
    }

    private mutating func replaceA(accent: UInt8, capital: UInt8) {
        letters[letters.count - 1] = Weight.aWithRing
        accents[accents.count - 1] = accent
        capitals[capitals.count - 1] = capital
        openA = nil
    }

    private mutating func endNumber() {
        guard inNumber else { return }
        // A longer number is greater; leading zeros count only between equal numbers.
        letters += [Weight.number, UInt8(min(digits.count, 255))] + digits
        level(zeros == 0 ? Weight.plain : 2 + min(zeros, 200), Weight.small)
        digits.removeAll(keepingCapacity: true)
        zeros = 0
        inNumber = false
    }

    private struct Known {
        let bases: [UInt8]
        let accent: UInt8
        let isCapital: Bool
    }

    /// Letters beyond a–z, small and capital, by the letter they stand with. 26 is æ, 27 ø, 28 å.
    private static let table: [UInt32: Known] = {
        var table: [UInt32: Known] = [:]
        func add(_ bases: [UInt8], _ pairs: [(Unicode.Scalar, Unicode.Scalar)], from accent: UInt8 = 0x04) {
            for (index, pair) in pairs.enumerated() {
                table[pair.0.value] = Known(bases: bases, accent: accent + UInt8(index), isCapital: false)
                table[pair.1.value] = Known(bases: bases, accent: accent + UInt8(index), isCapital: true)
            }
        }
        add([26], [("æ", "Æ")], from: 0x02)
        add([27], [("ø", "Ø")], from: 0x02)
        add([28], [("å", "Å")], from: 0x02)
        add([26], [("ä", "Ä"), ("ǽ", "Ǽ")])
        add([27], [("ö", "Ö"), ("ő", "Ő"), ("ǿ", "Ǿ"), ("œ", "Œ")])
        add([28], [("ǻ", "Ǻ")])
        add([0], [("á", "Á"), ("à", "À"), ("â", "Â"), ("ã", "Ã"), ("ā", "Ā"), ("ą", "Ą")])
        add([2], [("ç", "Ç"), ("č", "Č"), ("ć", "Ć")])
        add([3], [("đ", "Đ"), ("ð", "Ð"), ("ď", "Ď")])
        add([4], [("é", "É"), ("è", "È"), ("ê", "Ê"), ("ë", "Ë"), ("ē", "Ē"), ("ę", "Ę"), ("ě", "Ě")])
        add([6], [("ğ", "Ğ"), ("ģ", "Ģ")])
        add([8], [("í", "Í"), ("ì", "Ì"), ("î", "Î"), ("ï", "Ï"), ("ī", "Ī"), ("ı", "İ")])
        add([11], [("ł", "Ł"), ("ľ", "Ľ")])
        add([13], [("ñ", "Ñ"), ("ń", "Ń"), ("ň", "Ň")])
        add([14], [("ó", "Ó"), ("ò", "Ò"), ("ô", "Ô"), ("õ", "Õ"), ("ō", "Ō")])
        add([17], [("ř", "Ř"), ("ŕ", "Ŕ")])
        add([18], [("š", "Š"), ("ś", "Ś"), ("ş", "Ş")])
        add([18, 18], [("ß", "ẞ")])
        add([19], [("ť", "Ť"), ("ţ", "Ţ")])
        add([19, 7], [("þ", "Þ")])
        add([20], [("ú", "Ú"), ("ù", "Ù"), ("û", "Û"), ("ū", "Ū"), ("ů", "Ů")])
        add([24], [("ü", "Ü"), ("ű", "Ű"), ("ý", "Ý"), ("ÿ", "Ÿ")])
        add([25], [("ž", "Ž"), ("ź", "Ź"), ("ż", "Ż")])
        return table
    }()
}
