// SPDX-License-Identifier: MPL-2.0

import Domain
import Office

extension API {
    /// Puts references in the place of names: a unit may be given by its name today, a person by user name. A
    /// convenience
    /// for those who type; it reads only what the caller may see.
    struct Names {
        let sight: Sight

        func resolve(_ arguments: inout Arguments, _ slots: [String: Members.Slot]) throws(APIProblem) {
            for (name, slot) in slots.sorted(by: { $0.key < $1.key }) {
                guard case .field(let kind) = slot, let texts = arguments.texts[name], !texts.isEmpty else { continue }
                switch kind {
                case .unit: arguments.texts[name] = try each(texts, name, unit)
                case .person, .persons: arguments.texts[name] = try each(texts, name, person)
                case .line, .text, .mail, .day, .tick, .number, .choice, .document, .version, .engagement, .grant,
                    .seat,
                    .deputyship, .hold, .token, .action, .decision, .position, .command, .file:
                    continue
                }
            }
        }

        private func each(
            _ texts: [String], _ field: String, _ find: (String, String) throws(APIProblem) -> String
        ) throws(APIProblem) -> [String] {
            var found: [String] = []
            for text in texts {
                let known = text.isEmpty || text.utf8.count > 400 || ID<Subject>(text) != nil
                found.append(known ? text : try find(text, field))
            }
            return found
        }

        private func unit(_ text: String, _ field: String) throws(APIProblem) -> String {
            let wanted = text.lowercased()
            let matching = sight.units().filter { unit in
                guard unit.isOpen(on: sight.today) else { return false }
                return Language.allCases.contains { sight.name(unit.id, on: sight.today, $0)?.lowercased() == wanted }
            }
            guard let first = matching.first else {
                throw APIProblem(
                    .invalid, field: field, da: "Ingen enhed hedder »\(API.shown(text))« i dag.",
                    en: "No unit is named “\(API.shown(text))” today.")
            }
            guard matching.count == 1 else {
                throw APIProblem(
                    .invalid, field: field,
                    da: "\(matching.count) enheder hedder »\(API.shown(text))«. Brug enhedens reference.",
                    en: "\(matching.count) units are named “\(API.shown(text))”. Use the unit's reference.")
            }
            return first.id.description
        }

        private func person(_ text: String, _ field: String) throws(APIProblem) -> String {
            guard let id = sight.house.listing.person(username: text.lowercased()) else {
                throw APIProblem(
                    .invalid, field: field, da: "Ingen har brugernavnet »\(API.shown(text))«.",
                    en: "Nobody has the user name “\(API.shown(text))”.")
            }
            return id.description
        }
    }
}
