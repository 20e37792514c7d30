// SPDX-License-Identifier: MPL-2.0

/// The lines of a module's file, and the few marks that may stand in them.
enum LearningText {
    struct Line {
        /// As an editor counts: the first is 1.
        let number: Int
        /// Without white space at its ends.
        let text: Substring
    }

    /// Divided at LF, CR LF or CR, without a byte order mark.
    static func lines(_ text: String) -> [Line] {
        var lines: [Line] = []
        let utf8 = text.utf8
        var start = utf8.startIndex
        if utf8.starts(with: [0xEF, 0xBB, 0xBF]) { utf8.formIndex(&start, offsetBy: 3) }
        var at = start
        func end() { lines.append(Line(number: lines.count + 1, text: trimmed(text[start..<at]))) }
        while at < utf8.endIndex {
            let byte = utf8[at]
            guard byte == 0x0A || byte == 0x0D else {
                utf8.formIndex(after: &at)
                continue
            }
            end()
            utf8.formIndex(after: &at)
            if byte == 0x0D, at < utf8.endIndex, utf8[at] == 0x0A { utf8.formIndex(after: &at) }
            start = at
        }
        if start < at { end() }
        return lines
    }

    static func trimmed(_ text: Substring) -> Substring {
        var utf8 = text.utf8
        while let first = utf8.first, first == 0x20 || first == 0x09 { utf8.removeFirst() }
        while let last = utf8.last, last == 0x20 || last == 0x09 { utf8.removeLast() }
        return Substring(utf8)
    }

    /// What stands after a word at the beginning of a line; nil if it does not begin so.
    static func rest(of line: Substring, after lead: String) -> Substring? {
        line.utf8.starts(with: lead.utf8) ? trimmed(Substring(line.utf8.dropFirst(lead.utf8.count))) : nil
    }

    /// Letters a–z, digits and hyphens: safe in an address and as the name of a file.
    static func isID(_ text: Substring) -> Bool {
        (1...40).contains(text.utf8.count) && text.utf8.first != 0x2D
            && text.utf8.allSatisfy { 0x61...0x7A ~= $0 || 0x30...0x39 ~= $0 || $0 == 0x2D }
    }

    /// Plain and strong pieces; nil if `**` has no partner or nothing stands between.
    static func runs(_ text: String) -> [LearningModule.Run]? {
        guard text.utf8.contains(where: { $0 == 0x2A || $0 == 0x5C }) else { return [.plain(text)] }
        var runs: [LearningModule.Run] = []
        var piece: [UInt8] = []
        var isStrong = false
        var bytes = text.utf8[...]
        func close() {
            if !piece.isEmpty {
                let text = String(decoding: piece, as: UTF8.self)
                runs.append(isStrong ? .strong(text) : .plain(text))
            }
            piece = []
        }
        while let byte = bytes.popFirst() {
            switch (byte, bytes.first) {
            case (0x2A, 0x2A):
                bytes.removeFirst()
                if isStrong, piece.isEmpty { return nil }
                close()
                isStrong.toggle()
            case (0x5C, let next?) where isPunctuation(next):
                bytes.removeFirst()
                piece.append(next)
            case (_, _): piece.append(byte)
            }
        }
        guard !isStrong else { return nil }
        close()
        return runs
    }

    /// Without the backslashes that stand before marks.
    static func plain(_ text: Substring) -> String {
        guard text.utf8.contains(0x5C) else { return String(text) }
        var out: [UInt8] = []
        var bytes = text.utf8[...]
        while let byte = bytes.popFirst() {
            if byte == 0x5C, let next = bytes.first, isPunctuation(next) {
                bytes.removeFirst()
                out.append(next)
            } else {
                out.append(byte)
            }
        }
        return String(decoding: out, as: UTF8.self)
    }

    private static func isPunctuation(_ byte: UInt8) -> Bool {
        0x21...0x2F ~= byte || 0x3A...0x40 ~= byte || 0x5B...0x60 ~= byte || 0x7B...0x7E ~= byte
    }

    /// What a module may not hold, and how it begins: a picture, or an element of HTML (also a comment).
    enum Foreign { case image, markup }

    static func foreign(_ text: Substring) -> Foreign? {
        guard text.utf8.contains(where: { $0 == 0x21 || $0 == 0x3C }) else { return nil }
        var before: UInt8 = 0
        var bytes = text.utf8[...]
        while let byte = bytes.popFirst() {
            defer { before = byte }
            guard before != 0x5C, let next = bytes.first else { continue }
            if byte == 0x21, next == 0x5B { return .image }
            guard byte == 0x3C else { continue }
            if next == 0x21 || next == 0x2F || next == 0x3F || 0x61...0x7A ~= next | 0x20 { return .markup }
        }
        return nil
    }
}
