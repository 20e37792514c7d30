// SPDX-License-Identifier: MPL-2.0

extension Asset {
    /// The name by which another system knows an asset, in that system's own spelling. It is a code, never words, and stands
    /// in the ledger for good; so what looks like a person's number is refused.
    public struct ExternalID: Hashable, Sendable, Comparable {
        public let system: String
        public let id: String

        public init(system: String, id: String) {
            self.system = system
            self.id = id
        }

        public static func < (left: ExternalID, right: ExternalID) -> Bool {
            (left.system, left.id) < (right.system, right.id)
        }

        /// Nil for a system that Værn knows nothing of.
        public var known: Known? { Known(rawValue: system) }
    }

    /// The systems whose names are checked.
    public enum Known: String, Choosable {
        case kitosSystem = "kitos-system"
        case kitosUsage = "kitos-usage"
        case cvr

        public var label: Phrase {
            switch self {
            case .kitosSystem: Phrase(da: "It-system i KITOS", en: "IT system in KITOS")
            case .kitosUsage: Phrase(da: "Anvendelse i KITOS", en: "Usage in KITOS")
            case .cvr: Phrase(da: "CVR-nummer", en: "CVR number")
            }
        }

        /// The field of the command that takes it.
        var field: String {
            switch self {
            case .kitosSystem: "kitos_system"
            case .kitosUsage: "kitos_usage"
            case .cvr: "cvr"
            }
        }

        /// Whether it names one asset alone; a company can be behind many.
        var isUnique: Bool {
            switch self {
            case .kitosSystem, .kitosUsage: true
            case .cvr: false
            }
        }

        /// In the one spelling that is kept; nil: it is none.
        public func spelling(_ text: String) -> String? {
            switch self {
            case .kitosSystem, .kitosUsage: Known.uuid(text)
            case .cvr: Known.companyNumber(text)
            }
        }

        /// The 36 characters of RFC 9562, in small letters.
        static func uuid(_ text: String) -> String? {
            let bytes = Array(text.lowercased().utf8)
            guard bytes.count == 36 else { return nil }
            for (index, byte) in bytes.enumerated() {
                let isDash = [8, 13, 18, 23].contains(index)
                guard isDash ? byte == 0x2D : (0x30...0x39 ~= byte || 0x61...0x66 ~= byte) else { return nil }
            }
            return String(decoding: bytes, as: UTF8.self)
        }

        /// Eight digits whose sum, weighted 2, 7, 6, 5, 4, 3, 2 and 1, can be divided by 11. Blanks and »DK« before it are
        /// left out.
        static func companyNumber(_ text: String) -> String? {
            var bytes = text.utf8.filter { $0 != 0x20 }
            if bytes.count == 10, bytes[0] | 0x20 == 0x64, bytes[1] | 0x20 == 0x6B { bytes.removeFirst(2) }
            guard bytes.count == 8, bytes.allSatisfy({ 0x30...0x39 ~= $0 }), bytes[0] != 0x30 else { return nil }
            let sum = zip(bytes, [2, 7, 6, 5, 4, 3, 2, 1]).reduce(0) { $0 + Int($1.0 - 0x30) * $1.1 }
            return sum % 11 == 0 ? String(decoding: bytes, as: UTF8.self) : nil
        }
    }

    /// A number of KLE, the register of municipal tasks that KL keeps: main group, group and subject, such as 27.36.00, or
    /// only the first of them.
    public struct TaskArea: Hashable, Sendable, CustomStringConvertible {
        public let description: String

        public init?(_ text: String) {
            let parts = text.utf8.split(separator: 0x2E, omittingEmptySubsequences: false)
            guard 1...3 ~= parts.count, parts.allSatisfy({ $0.count == 2 && $0.allSatisfy { 0x30...0x39 ~= $0 } })
            else {
                return nil
            }
            description = text
        }
    }
}

extension Asset.ExternalID {
    /// So many at most: one asset is known in a handful of systems.
    static let most = 20

    /// One a line, the system before a colon: »cmdb: SRV-0042«.
    static func list(_ text: String, _ field: String) throws(Refusal) -> [Asset.ExternalID] {
        var found: [Asset.ExternalID] = []
        for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            let written = Arguments.trimmed(String(line))
            if written.isEmpty { continue }
            let (place, parts) = (index + 1, written.split(separator: ":", maxSplits: 1))
            guard parts.count == 2 else {
                throw .invalid(
                    field, da: "Linje \(place): skriv systemets navn, et kolon og navnet dér, fx cmdb: SRV-0042.",
                    en:
                        "Line \(place): write the name of the system, a colon and the name there, such as cmdb: SRV-0042."
                )
            }
            let system = Arguments.trimmed(String(parts[0])).lowercased()
            let id = Arguments.trimmed(String(parts[1]))
            guard isSystem(system) else {
                throw .invalid(
                    field,
                    da: "Linje \(place): systemets navn må have op til 40 bogstaver a–z, tal, punktum og bindestreg.",
                    en: "Line \(place): the name of the system may have up to 40 letters a–z, digits, dots and hyphens."
                )
            }
            guard Asset.Known(rawValue: system) == nil else {
                throw .invalid(
                    field, da: "Linje \(place): »\(system)« har sit eget felt. Skriv det dér.",
                    en: "Line \(place): “\(system)” has a field of its own. Write it there.")
            }
            guard isCode(id) else {
                throw .invalid(
                    field, da: "Linje \(place): navnet i systemet må have op til 80 tegn uden mellemrum, æ, ø og å.",
                    en: "Line \(place): the name in the system may have up to 80 characters of ASCII without blanks.")
            }
            guard !isPersonNumber(id) else {
                throw .invalid(
                    field, da: "Linje \(place): det ligner et CPR-nummer. Et aktiv har ikke sådan et.",
                    en: "Line \(place): that looks like a person's CPR number. An asset has none.")
            }
            let one = Asset.ExternalID(system: system, id: id)
            guard !found.contains(one) else {
                throw .invalid(
                    field, da: "Linje \(place) står der to gange. Slet den ene.",
                    en: "Line \(place) is there twice. Delete one of them.")
            }
            found.append(one)
        }
        guard found.count <= most else {
            throw .invalid(
                field, da: "Et aktiv kan have højst \(most) navne i andre systemer.",
                en: "An asset can have \(most) names in other systems at most.")
        }
        return found
    }

    private static func isSystem(_ text: String) -> Bool {
        1...40 ~= text.utf8.count
            && text.utf8.allSatisfy { 0x61...0x7A ~= $0 || 0x30...0x39 ~= $0 || $0 == 0x2E || $0 == 0x2D }
    }

    private static func isCode(_ text: String) -> Bool {
        1...80 ~= text.utf8.count && text.utf8.allSatisfy { 0x21...0x7E ~= $0 }
    }

    /// Six digits that are a day, and four more, with a hyphen between them or not.
    static func isPersonNumber(_ text: String) -> Bool {
        var bytes = Array(text.utf8)
        if bytes.count == 11, bytes[6] == 0x2D { bytes.remove(at: 6) }
        guard bytes.count == 10, bytes.allSatisfy({ 0x30...0x39 ~= $0 }) else { return false }
        func pair(_ index: Int) -> Int { Int(bytes[index] - 0x30) * 10 + Int(bytes[index + 1] - 0x30) }
        return 1...31 ~= pair(0) && 1...12 ~= pair(2)
    }
}
