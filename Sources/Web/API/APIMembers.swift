// SPDX-License-Identifier: MPL-2.0

import Domain
import Ledger

extension API {
    /// Reads the members of a JSON object as the fields of a command. Every member that is unknown or of a wrong type
    /// is
    /// named; what the values mean, the command itself checks.
    struct Members {
        /// What a member may hold.
        enum Slot: Hashable {
            case field(Domain.Field.Kind)
            /// Texts that an import takes beside the fields of the table.
            case texts

            /// Whether it holds any number of texts.
            var isList: Bool {
                switch self {
                case .texts, .field(.persons), .field(.units), .field(.paragraphs), .field(.topics), .field(.things),
                    .field(.duties), .field(.several), .field(.matters), .field(.evidences), .field(.documents),
                    .field(.samples), .field(.requirements), .field(.assets), .field(.competences):
                    true
                case .field: false
                }
            }
        }

        private let kind: CommandKind
        /// What is never taken, with the reason.
        private let refused: [Refusal]
        private(set) var arguments = Arguments()
        private var faults: [APIProblem.Fault] = []

        static func read(_ body: [UInt8], for kind: CommandKind) throws(APIProblem) -> Arguments {
            let value: JSON
            do {
                value = try JSONReader.read(body)
            } catch {
                throw APIProblem(
                    .malformed,
                    Phrase(
                        da: "Indholdet er ikke JSON, der kan læses. Det går galt ved byte \(error.offset).",
                        en: "The content is not JSON that can be read: byte \(error.offset), \(error.what)."))
            }
            guard case .object(let members) = value else {
                throw APIProblem(
                    .malformed, da: "Send et JSON-objekt med kommandoens felter.",
                    en: "Send a JSON object with the fields of the command.")
            }
            let right = value["command"]?.text
            var reader = Members(kind: kind, correctedBy: right)
            let allowed = slots(of: kind, correctedBy: right)
            for member in members { reader.take(member, allowed[member.name]) }
            try reader.check()
            return reader.arguments
        }

        /// The same of a form with files (RFC 7578), for clients that send large files.
        static func read(form body: [UInt8], type: String, for kind: CommandKind) throws(APIProblem) -> Arguments {
            let form: Arguments
            do { form = try FormReader.arguments(body, type: type) } catch {
                throw APIProblem(
                    .malformed, da: "Formularen kan ikke læses. Send multipart/form-data som RFC 7578 siger.",
                    en: "The form cannot be read. Send multipart/form-data as RFC 7578 says.")
            }
            let right = form.texts["command"]?.first
            var reader = Members(kind: kind, correctedBy: right)
            let allowed = slots(of: kind, correctedBy: right)
            for (name, texts) in form.texts.sorted(by: { $0.key < $1.key }) {
                let several: JSON = .list(texts)
                let isList = allowed[name]?.isList ?? false
                reader.take(
                    .init(name: name, value: isList || texts.count != 1 ? several : .string(texts[0])), allowed[name])
            }
            for (name, file) in form.files.sorted(by: { $0.key < $1.key }) {
                if allowed[name] == .field(.file) {
                    reader.arguments.files[name] = file
                } else {
                    reader.faultUnknown(name)
                }
            }
            try reader.check()
            return reader.arguments
        }

        private func check() throws(APIProblem) {
            if let first = faults.first { throw APIProblem(.invalid, first.detail, errors: faults) }
        }

        private init(kind: CommandKind, correctedBy command: String?) {
            self.kind = kind
            let right = kind == .correctFact ? command.flatMap { CommandKind(rawValue: $0) } : nil
            refused = kind.refused + (right?.refused ?? [])
        }

        /// The names that the command takes, with their kinds: its fields, what an import takes beside them, and for a
        /// correction the fields of the command that records what is right.
        static func slots(of kind: CommandKind, correctedBy command: String? = nil) -> [String: Slot] {
            var found: [String: Slot] = ["late_reason": .field(Domain.Field.late.kind)]
            if kind == .correctFact, let right = command.flatMap({ CommandKind(rawValue: $0) }), right != .correctFact {
                found = slots(of: right)
                found["reason_new"] = found["reason"]
            }
            for field in kind.fields { found[field.name] = .field(field.kind) }
            for name in extras(of: kind) { found[name] = .texts }
            return found
        }

        private static func extras(of kind: CommandKind) -> [String] {
            switch kind {
            case .importDocument: ["row_number", "row_unit", "row_update", "row_day", "row_drop", "adjust", "alt"]
            case .draftVersion: ["match", "adjust", "alt"]
            case .translateVersion: ["adjust", "alt"]
            case _: []
            }
        }

        private mutating func take(_ member: JSON.Member, _ slot: Slot?) {
            let name = member.name
            guard let slot else { return faultUnknown(name) }
            switch (slot, member.value) {
            case (_, .null): return
            case (.field(.file), let value): file(name, value)
            case (let slot, .array(let items)) where slot.isList:
                let texts = items.compactMap(\.text)
                guard texts.count == items.count else {
                    return fault(name, da: "Skriv en liste af tekster.", en: "Write a list of texts.")
                }
                arguments.texts[name] = texts
            case (_, .array):
                fault(
                    name, da: "Feltet tager kun én værdi. Giv det én gang.",
                    en: "The field takes one value only. Give it once.")
            case (.field(.tick), .bool(let yes)): arguments.texts[name] = [yes ? "true" : "false"]
            case (.field(.number), .number(let number)), (.field(.position), .number(let number)):
                arguments.texts[name] = [String(number)]
            case (_, .string(let text)): arguments.texts[name] = [text]
            case (.field(.tick), _): fault(name, da: "Skriv true eller false.", en: "Write true or false.")
            case (.field(.number), _), (.field(.position), _):
                fault(name, da: "Skriv et helt tal.", en: "Write a whole number.")
            case (.texts, _), (.field(.persons), _), (.field(.units), _), (.field(.things), _), (.field(.duties), _),
                (.field(.several), _):
                fault(name, da: "Skriv en liste af tekster.", en: "Write a list of texts.")
            case (.field, _): fault(name, da: "Skriv en tekst i anførselstegn.", en: "Write a text in quotation marks.")
            }
        }

        private mutating func file(_ name: String, _ value: JSON) {
            guard case .object(let members) = value, Set(members.map(\.name)) == ["name", "content"],
                let title = value["name"]?.text, let content = value["content"]?.text
            else {
                return fault(
                    name, da: "Skriv filen som {\"name\": …, \"content\": … i base64}.",
                    en: "Write the file as {\"name\": …, \"content\": … in base64}.")
            }
            guard let bytes = Base64.decode(Array(content.utf8)) else {
                return fault(name, da: "Filens indhold er ikke base64.", en: "The file's content is not base64.")
            }
            arguments.files[name] = .init(name: FormReader.fileName(title), bytes: bytes)
        }

        private mutating func faultUnknown(_ name: String) {
            if let refusal = refused.first(where: { $0.field == name }) {
                return fault(name, da: refusal.phrase.da, en: refusal.phrase.en)
            }
            let names = Members.slots(of: kind).keys.sorted().joined(separator: ", ")
            fault(
                API.shown(name), da: "Feltet findes ikke. Der findes: \(names)",
                en: "There is no such field. There are: \(names)")
        }

        private mutating func fault(_ name: String, da: String, en: String) {
            faults.append(APIProblem.Fault(field: name, detail: Phrase(da: da, en: en)))
        }
    }
}
