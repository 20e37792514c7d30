// SPDX-License-Identifier: MPL-2.0

/// What a door was given for a command: names and texts, as a form, a JSON object or a command line has them. Reading a
/// value checks it and says in the person's words what is wrong, so that all doors answer alike.
public struct Arguments: Sendable {
    public struct File: Hashable, Sendable {
        public let name: String
        public let bytes: [UInt8]

        public init(name: String, bytes: [UInt8]) {
            self.name = name
            self.bytes = bytes
        }
    }

    public var texts: [String: [String]]
    public var files: [String: File]

    public init(_ texts: [String: [String]] = [:], files: [String: File] = [:]) {
        self.texts = texts
        self.files = files
    }

    /// Short free text of one line, at most `most` characters.
    public func line(_ field: String, most: Int = 200) throws(Refusal) -> String {
        guard let text = try optionalLine(field, most: most) else { throw Arguments.missing(field) }
        return text
    }

    public func optionalLine(_ field: String, most: Int = 200) throws(Refusal) -> String? {
        guard let text = try optionalText(field, most: most) else { return nil }
        guard !text.contains(where: \.isNewline) else {
            throw .invalid(
                field, da: "Skriv det på én linje.", en: "Write it on one line.")
        }
        // They make a name look like another one (Unicode TR 36 3.1); a document's own text keeps them.
        guard !text.unicodeScalars.contains(where: { (0x202A...0x202E ~= $0.value) || (0x2066...0x2069 ~= $0.value) })
        else {
            throw .invalid(
                field, da: "Teksten har usynlige tegn, der vender skriveretningen. Skriv den uden at indsætte den.",
                en: "The text has invisible characters that turn the direction of writing. Type it without pasting.")
        }
        return text
    }

    /// Free text of several lines.
    public func text(_ field: String, most: Int = 10_000) throws(Refusal) -> String {
        guard let text = try optionalText(field, most: most) else { throw Arguments.missing(field) }
        return text
    }

    public func optionalText(_ field: String, most: Int = 10_000) throws(Refusal) -> String? {
        guard let raw = texts[field]?.first else { return nil }
        let text = Arguments.trimmed(raw)
        guard !text.isEmpty else { return nil }
        guard text.utf8.count <= most * 4, text.count <= most else {
            throw .invalid(
                field, da: "Teksten er for lang. Den må højst have \(most) tegn.",
                en: "The text is too long. It may have at most \(most) characters.")
        }
        guard !text.unicodeScalars.contains(where: { $0.value < 0x20 && $0 != "\n" && $0 != "\t" && $0 != "\r" }) else {
            throw .invalid(
                field, da: "Teksten har usynlige styretegn. Skriv den igen uden at indsætte den.",
                en: "The text has invisible control characters. Type it again instead of pasting it.")
        }
        return text
    }

    public func day(_ field: String) throws(Refusal) -> Day {
        guard let day = try optionalDay(field) else { throw Arguments.missing(field) }
        return day
    }

    public func optionalDay(_ field: String) throws(Refusal) -> Day? {
        guard let text = try optionalText(field, most: 40) else { return nil }
        guard let day = Day(typed: text), (1900...2999).contains(day.year) else {
            throw .invalid(
                field, da: "Angiv en dag, der findes, fx 23.11.2026 eller 2026-11-23.",
                en: "Give a day that exists, such as 23.11.2026 or 2026-11-23.")
        }
        return day
    }

    public func id<Kind>(_ field: String, of kind: Kind.Type = Kind.self) throws(Refusal) -> ID<Kind> {
        guard let id = try optionalID(field, of: kind) else { throw Arguments.missing(field) }
        return id
    }

    public func optionalID<Kind>(_ field: String, of kind: Kind.Type = Kind.self) throws(Refusal) -> ID<Kind>? {
        guard let text = try optionalText(field, most: 80) else { return nil }
        guard let id = ID<Kind>(text) else {
            throw .invalid(field, da: "Vælg på listen.", en: "Choose from the list.")
        }
        return id
    }

    public func ids<Kind>(_ field: String, of kind: Kind.Type = Kind.self) throws(Refusal) -> [ID<Kind>] {
        // Of a mail to a whole organisation there are thousands.
        var (found, known): ([ID<Kind>], Set<ID<Kind>>) = ([], [])
        for text in texts[field] ?? [] where !text.isEmpty {
            guard let id = ID<Kind>(text) else {
                throw .invalid(field, da: "Vælg på listen.", en: "Choose from the list.")
            }
            if known.insert(id).inserted { found.append(id) }
        }
        return found
    }

    public func choice<Choice: RawRepresentable>(
        _ field: String, _ type: Choice.Type = Choice.self
    ) throws(Refusal) -> Choice where Choice.RawValue == String {
        guard let choice = try optionalChoice(field, type) else { throw Arguments.missing(field) }
        return choice
    }

    public func optionalChoice<Choice: RawRepresentable>(
        _ field: String, _ type: Choice.Type = Choice.self
    ) throws(Refusal) -> Choice? where Choice.RawValue == String {
        guard let text = try optionalText(field, most: 80) else { return nil }
        guard let choice = Choice(rawValue: text) else {
            throw .invalid(
                field, da: "»\(text)« er ikke en af mulighederne. Vælg på listen.",
                en: "“\(text)” is not one of the choices. Choose from the list.")
        }
        return choice
    }

    /// Any number of choices, each once.
    public func choices<Choice: RawRepresentable & Equatable>(
        _ field: String, _ type: Choice.Type = Choice.self
    ) throws(Refusal) -> [Choice] where Choice.RawValue == String {
        var found: [Choice] = []
        for text in texts[field] ?? [] where !text.isEmpty {
            guard let choice = Choice(rawValue: text) else {
                throw .invalid(
                    field, da: "»\(text.prefix(80))« er ikke en af mulighederne. Vælg på listen.",
                    en: "“\(text.prefix(80))” is not one of the choices. Choose from the list.")
            }
            if !found.contains(choice) { found.append(choice) }
        }
        return found
    }

    /// A whole number in a range.
    public func number(_ field: String, in range: ClosedRange<Int>) throws(Refusal) -> Int {
        guard let number = try optionalNumber(field, in: range) else { throw Arguments.missing(field) }
        return number
    }

    public func optionalNumber(_ field: String, in range: ClosedRange<Int>) throws(Refusal) -> Int? {
        guard let text = try optionalText(field, most: 20) else { return nil }
        guard let number = Int(text), range.contains(number) else {
            throw .invalid(
                field, da: "Angiv et helt tal fra \(range.lowerBound) til \(range.upperBound).",
                en: "Give a whole number from \(range.lowerBound) to \(range.upperBound).")
        }
        return number
    }

    /// A tick: »ja«, »true«, »on« and »1« are yes; nothing, »nej«, »false« and »0« are no.
    public func flag(_ field: String) throws(Refusal) -> Bool {
        guard let text = try optionalText(field, most: 10) else { return false }
        switch text.lowercased() {
        case "ja", "true", "on", "1", "yes": return true
        case "nej", "false", "off", "0", "no": return false
        default: throw .invalid(field, da: "Svar ja eller nej.", en: "Answer yes or no.")
        }
    }

    public func optionalFile(_ field: String, most: Int) throws(Refusal) -> File? {
        guard let file = files[field], !file.bytes.isEmpty else { return nil }
        guard file.bytes.count <= most else {
            throw .invalid(
                field,
                da: "Filen fylder \(file.bytes.count / 1024) kB. Den må højst fylde \(most / 1024) kB.",
                en: "The file has \(file.bytes.count / 1024) kB. It may have at most \(most / 1024) kB.")
        }
        return file
    }

    static func missing(_ field: String) -> Refusal {
        .invalid(field, da: "Udfyld feltet.", en: "Fill in this field.")
    }

    static func trimmed(_ text: String) -> String {
        var view = text[...]
        while let first = view.first, first.isBlank { view.removeFirst() }
        while let last = view.last, last.isBlank { view.removeLast() }
        return String(view)
    }
}

extension Character {
    /// White space, or nothing that anybody could see.
    fileprivate var isBlank: Bool {
        isWhitespace || unicodeScalars.allSatisfy(\.properties.isDefaultIgnorableCodePoint)
    }
}
