// SPDX-License-Identifier: MPL-2.0

import Domain

/// Reads queries and forms. Whatever is broken is a fault of the one who sent it, never of the server.
enum FormReader {
    struct Malformed: Error {}

    /// Names and values of a query or an urlencoded form; nil texts are refused.
    static func pairs(_ text: some Sequence<UInt8>, most: Int = 5000) throws(Malformed) -> [String: [String]] {
        var found: [String: [String]] = [:]
        var count = 0
        for piece in Array(text).split(separator: 0x26, omittingEmptySubsequences: true) {
            count += 1
            guard count <= most else { throw Malformed() }
            let cut = piece.firstIndex(of: 0x3D) ?? piece.endIndex
            let name = try decoded(piece[..<cut], plus: true)
            let value = cut < piece.endIndex ? try decoded(piece[(cut + 1)...], plus: true) : ""
            found[name, default: []].append(value)
        }
        return found
    }

    /// Undoes percent-encoding once. Refuses what is not UTF-8, and NUL.
    static func decoded(_ text: some Sequence<UInt8>, plus: Bool) throws(Malformed) -> String {
        var out: [UInt8] = []
        var iterator = text.makeIterator()
        while let byte = iterator.next() {
            switch byte {
            case 0x2B where plus: out.append(0x20)
            case 0x25:
                guard let high = iterator.next().flatMap(digit), let low = iterator.next().flatMap(digit) else {
                    throw Malformed()
                }
                out.append(high << 4 | low)
            default: out.append(byte)
            }
        }
        guard !out.contains(0), let text = String(validating: out, as: UTF8.self) else { throw Malformed() }
        return text
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x41 + 10
        case 0x61...0x66: byte - 0x61 + 10
        default: nil
        }
    }

    /// The fields and files of a posted form, by its content type.
    static func arguments(_ body: [UInt8], type: String) throws(Malformed) -> Arguments {
        let kind = type.split(separator: ";").first.map { $0.lowercased() }?.filter { $0 != " " } ?? ""
        switch kind {
        case "application/x-www-form-urlencoded": return Arguments(try pairs(body))
        case "multipart/form-data":
            guard let boundary = parameter("boundary", of: type), (1...70).contains(boundary.utf8.count) else {
                throw Malformed()
            }
            return try multipart(body, boundary: Array(boundary.utf8))
        default: throw Malformed()
        }
    }

    /// A parameter of a header value, with or without quotes.
    static func parameter(_ name: String, of header: String) -> String? {
        for piece in header.split(separator: ";").dropFirst() {
            let pair = piece.drop { $0 == " " }
            guard pair.lowercased().hasPrefix(name + "=") else { continue }
            let value = pair.dropFirst(name.count + 1)
            return value.hasPrefix("\"") ? String(value.dropFirst().prefix { $0 != "\"" }) : String(value)
        }
        return nil
    }

    /// RFC 7578. A part without a file name is a text.
    private static func multipart(_ body: [UInt8], boundary: [UInt8]) throws(Malformed) -> Arguments {
        let dash: [UInt8] = [0x2D, 0x2D] + boundary
        var arguments = Arguments()
        guard body.starts(with: dash) else { throw Malformed() }
        var at = dash.count
        var count = 0
        while !body[at...].starts(with: [0x2D, 0x2D]) {
            count += 1
            guard count <= 5000, body[at...].starts(with: [0x0D, 0x0A]),
                let end = find([0x0D, 0x0A] + dash, in: body, at),
                let split = find([0x0D, 0x0A, 0x0D, 0x0A], in: body, at + 2), split + 4 <= end
            else { throw Malformed() }
            let head = String(decoding: body[(at + 2)..<split], as: UTF8.self)
            let content = Array(body[(split + 4)..<end])
            at = end + 2 + dash.count
            guard
                let line = head.split(whereSeparator: \.isNewline).first(where: {
                    $0.lowercased().hasPrefix("content-disposition:")
                }), let name = parameter("name", of: String(line))
            else { throw Malformed() }
            if let file = parameter("filename", of: String(line)) {
                if !(file.isEmpty && content.isEmpty) {
                    arguments.files[name] = .init(name: fileName(file), bytes: content)
                }
            } else {
                guard !content.contains(0), let text = String(validating: content, as: UTF8.self) else {
                    throw Malformed()
                }
                arguments.texts[name, default: []].append(text)
            }
        }
        return arguments
    }

    /// Without folders and invisible characters, at most 200 characters.
    static func fileName(_ sent: String) -> String {
        let last = sent.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last.map(String.init) ?? ""
        let kept = last.unicodeScalars.filter {
            $0.value >= 0x20 && $0.value != 0x7F && !$0.properties.isBidiControl && $0 != "\"" && $0 != "\u{FFFD}"
        }
        return String(String(String.UnicodeScalarView(kept)).prefix(200))
    }

    private static func find(_ needle: [UInt8], in bytes: [UInt8], _ start: Int) -> Int? {
        guard bytes.count >= needle.count, start <= bytes.count - needle.count else { return nil }
        return bytes.withUnsafeBufferPointer { bytes in
            var index = start
            let first = needle[0]
            while index <= bytes.count - needle.count {
                if bytes[index] == first, needle.indices.allSatisfy({ bytes[index + $0] == needle[$0] }) {
                    return index
                }
                index += 1
            }
            return nil
        }
    }
}
