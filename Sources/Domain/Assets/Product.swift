// SPDX-License-Identifier: MPL-2.0

extension Asset {
    /// A product that an asset is made of, named so that an advisory about it can be found: in words, and by the two names
    /// that catalogues of vulnerabilities use.
    public struct Product: Hashable, Sendable {
        /// Empty where nobody has said.
        public let vendor: String
        public let name: String
        public let version: String
        /// CPE 2.3 in its form as text (NISTIR 7695 §6.2).
        public let cpe: String?
        /// A package URL (ECMA-427).
        public let purl: String?

        public init(vendor: String, name: String, version: String, cpe: String? = nil, purl: String? = nil) {
            self.vendor = vendor
            self.name = name
            self.version = version
            self.cpe = cpe
            self.purl = purl
        }

        /// So many at most: what an asset is made of by its own name. A list of every library is another file.
        static let most = 200

        /// As it is kept: »leverandør; produkt; version; cpe; purl«, without what is missing at the end.
        public var line: String {
            let words = version.isEmpty && cpe == nil && purl == nil ? [vendor, name] : [vendor, name, version]
            return (words + [cpe, purl].compactMap { $0 }).joined(separator: "; ")
        }

        /// The lines that are kept, as far as they can be read.
        public static func list(_ text: String) -> [Product] {
            text.split(whereSeparator: \.isNewline).compactMap { try? read(String($0), "products", 0) }
        }

        /// What was typed, one a line.
        static func list(_ text: String, _ field: String) throws(Refusal) -> [Product] {
            var (found, known): ([Product], Set<Product>) = ([], [])
            for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated()
            {
                guard let one = try read(Arguments.trimmed(String(line)), field, index + 1) else { continue }
                guard known.insert(one).inserted else {
                    throw .invalid(
                        field, da: "Linje \(index + 1) står der to gange. Slet den ene.",
                        en: "Line \(index + 1) is there twice. Delete one of them.")
                }
                found.append(one)
            }
            guard found.count <= most else {
                throw .invalid(
                    field, da: "Et aktiv kan have højst \(most) produkter. Tag dem med, der skal holdes øje med.",
                    en: "An asset can have \(most) products at most. Keep those that are to be watched.")
            }
            return found
        }

        /// One line; nil if nothing stands there.
        private static func read(_ line: String, _ field: String, _ place: Int) throws(Refusal) -> Product? {
            if line.isEmpty { return nil }
            var (words, cpe, purl): ([String], String?, String?) = ([], nil, nil)
            for part in parts(line) {
                if part.hasPrefix("cpe:") {
                    guard cpe == nil, isCPE(part) else {
                        throw .invalid(
                            field, da: "Linje \(place): et CPE-navn begynder med cpe:2.3: og har elleve led mere.",
                            en: "Line \(place): a CPE name begins with cpe:2.3: and has eleven parts more.")
                    }
                    cpe = part
                } else if part.hasPrefix("pkg:") {
                    guard purl == nil, isPackage(part) else {
                        throw .invalid(
                            field, da: "Linje \(place): en purl skrives som pkg:npm/navn@1.2.3.",
                            en: "Line \(place): a purl is written as pkg:npm/name@1.2.3.")
                    }
                    purl = part
                } else {
                    words.append(part)
                }
            }
            guard 2...3 ~= words.count, !words[1].isEmpty, words.allSatisfy({ $0.count <= 200 }) else {
                throw .invalid(
                    field,
                    da:
                        "Linje \(place): skriv leverandør; produkt; version, med semikolon imellem. Version, CPE og purl kan udelades.",
                    en:
                        "Line \(place): write vendor; product; version, with semicolons. Version, CPE and purl may be left out."
                )
            }
            return Product(
                vendor: words[0], name: words[1], version: words.count > 2 ? words[2] : "", cpe: cpe, purl: purl)
        }

        /// What stands between semicolons that no backslash is before.
        private static func parts(_ line: String) -> [String] {
            var (found, isQuoted) = ([""], false)
            for letter in line {
                if letter == ";", !isQuoted { found.append("") } else { found[found.count - 1].append(letter) }
                isQuoted = letter == "\\" && !isQuoted
            }
            return found.map { Arguments.trimmed($0) }
        }

        /// »cpe:2.3:« and eleven parts: a, o or h, then each a word, `*` or `-`.
        public static func isCPE(_ text: String) -> Bool {
            guard text.utf8.count <= 500, text.hasPrefix("cpe:2.3:") else { return false }
            var (parts, isQuoted): ([[UInt8]], Bool) = ([[]], false)
            for byte in text.utf8.dropFirst(8) {
                guard 0x21...0x7E ~= byte else { return false }
                if byte == 0x3A, !isQuoted { parts.append([]) } else { parts[parts.count - 1].append(byte) }
                isQuoted = byte == 0x5C && !isQuoted
            }
            guard parts.count == 11, !isQuoted else { return false }
            guard parts[0].count == 1, Array("aoh*-".utf8).contains(parts[0][0]) else { return false }
            return parts.dropFirst().allSatisfy(isPart)
        }

        /// Letters, digits, `.`, `_`, `-` and what a backslash stands before; `?` and one `*` at the ends alone.
        private static func isPart(_ part: [UInt8]) -> Bool {
            if part == [0x2A] || part == [0x2D] { return true }
            var body = part[...]
            if body.first == 0x2A {
                body.removeFirst()
            } else {
                while body.first == 0x3F { body.removeFirst() }
            }
            // A wild card at the end that is quoted is no wild card.
            func endsQuoted() -> Bool {
                let slashes = body.dropLast().reversed().prefix { $0 == 0x5C }.count
                return slashes % 2 == 1
            }
            if body.last == 0x2A, !endsQuoted() {
                body.removeLast()
            } else {
                while body.last == 0x3F, !endsQuoted() { body.removeLast() }
            }
            guard !body.isEmpty else { return false }
            var isQuoted = false
            for byte in body {
                let isPlain =
                    0x30...0x39 ~= byte || 0x41...0x5A ~= byte || 0x61...0x7A ~= byte || byte == 0x2E || byte == 0x5F
                    || byte == 0x2D
                if isQuoted {
                    // Letters and digits are never quoted.
                    if isPlain, byte != 0x2D, byte != 0x2E, byte != 0x5F { return false }
                    isQuoted = false
                } else if byte == 0x5C {
                    isQuoted = true
                } else if !isPlain {
                    return false
                }
            }
            return !isQuoted
        }

        /// `pkg:type/namespace/name@version?qualifiers#subpath`, of which type and name must be there.
        public static func isPackage(_ text: String) -> Bool {
            let bytes = Array(text.utf8)
            guard bytes.count <= 500, text.hasPrefix("pkg:"), bytes.allSatisfy({ 0x21...0x7E ~= $0 && $0 != 0x3B })
            else {
                return false
            }
            // A per cent sign stands before two digits of sixteen.
            for (index, byte) in bytes.enumerated() where byte == 0x25 {
                guard index + 2 < bytes.count, bytes[index + 1...index + 2].allSatisfy(isHex) else { return false }
            }
            let path = bytes.dropFirst(4).prefix { $0 != 0x3F && $0 != 0x23 }
            let named = path.lastIndex(of: 0x40).map { path[..<$0] } ?? path
            if let at = path.lastIndex(of: 0x40), at == path.endIndex - 1 { return false }
            let segments = named.split(separator: 0x2F, omittingEmptySubsequences: false)
            guard segments.count >= 2, let type = segments.first, segments.allSatisfy({ !$0.isEmpty }),
                type.first.map({ 0x41...0x5A ~= $0 || 0x61...0x7A ~= $0 }) == true
            else { return false }
            return type.allSatisfy {
                0x30...0x39 ~= $0 || 0x41...0x5A ~= $0 || 0x61...0x7A ~= $0 || $0 == 0x2E || $0 == 0x2D || $0 == 0x2B
            }
        }

        private static func isHex(_ byte: UInt8) -> Bool {
            0x30...0x39 ~= byte || 0x41...0x46 ~= byte || 0x61...0x66 ~= byte
        }
    }
}
