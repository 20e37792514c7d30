// SPDX-License-Identifier: MPL-2.0

import Domain
import Exchange
import Ledger

/// What is read out of the file of a framework before it is adopted, alike for all doors.
enum FrameworkIntake {
    /// Puts what the file says beside it, and fills in what nobody said. What a door was handed under that name is never
    /// believed.
    ///
    /// - Returns: what was read, so that it need not be read again; nil for other commands.
    static func add(to arguments: inout Arguments, of kind: CommandKind) async throws(Refusal) -> FrameworkReading? {
        arguments.files["reading"] = nil
        let acted = kind == .correctFact ? try arguments.optionalChoice("command", CommandKind.self) ?? kind : kind
        guard acted == .adoptFramework, let file = arguments.files["file"],
            let reading = try await read(arguments)
        else { return nil }
        func fill(_ name: String, _ text: String?) {
            if arguments.texts[name]?.first?.isEmpty ?? true { arguments.texts[name] = text.map { [$0] } }
        }
        fill("name", reading.name?.text)
        fill("label", reading.proposedTitle)
        fill("kind", reading.kind.rawValue)
        // Another file than a profile needs none, and what is not read is not kept.
        if reading.format != .oscalProfile { arguments.files["catalogue"] = nil }
        let found = AdoptedFramework.Reading(
            sha256: Digest.sha256(file.bytes).hex, clauses: reading.clauses.count, languages: reading.languages,
            edition: short(reading.version, 100), publisher: short(reading.publisher, 300),
            source: short(reading.address, 500), rights: short(reading.rights, 4000))
        arguments.files["reading"] = .init(name: "reading", bytes: found.encode())
        return reading
    }

    /// What the file of the arguments says; nil without a file. Large ones take a second or two, so they are read aside.
    static func read(_ arguments: Arguments) async throws(Refusal) -> FrameworkReading? {
        guard let file = arguments.files["file"], !file.bytes.isEmpty else { return nil }
        let catalogue = arguments.files["catalogue"].flatMap { $0.bytes.isEmpty ? nil : $0.bytes }
        let reading = try await Extraction.aside { () throws(Refusal) in
            try FrameworkFile.read(file.bytes, fileName: file.name, catalogue: catalogue)
        }
        guard !reading.clauses.isEmpty else {
            throw .invalid(
                "file", da: "Filen forbinder kun andre rammeværker og har ingen punkter selv. Vælg en, der har.",
                en: "The file only connects other frameworks and has no clauses itself. Choose one that has.")
        }
        return reading
    }

    private static func short(_ text: String?, _ most: Int) -> String? {
        text.flatMap { $0.isEmpty ? nil : String($0.prefix(most)) }
    }
}
