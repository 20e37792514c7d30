// SPDX-License-Identifier: MPL-2.0

import Domain
import Office

extension API {
    /// Puts references in the place of names: a unit, a person and a document may be given by name or by how it begins,
    /// a person by user name too. A convenience for those who type; it reads only what the caller may see.
    struct Names {
        let sight: Sight

        func resolve(_ arguments: inout Arguments, _ slots: [String: Members.Slot]) throws(APIProblem) {
            for (name, slot) in slots.sorted(by: { $0.key < $1.key }) {
                guard case .field(let kind) = slot, let texts = arguments.texts[name], !texts.isEmpty else { continue }
                switch kind {
                case .unit, .units: arguments.texts[name] = try each(texts, name, unit)
                case .person, .persons: arguments.texts[name] = try each(texts, name, person)
                case .document, .documents: arguments.texts[name] = try each(texts, name, document)
                case .line, .text, .mail, .day, .tick, .number, .choice, .several, .things, .duties, .topics,
                    .consultation,
                    .comment,
                    .paragraph,
                    .version, .engagement, .leave, .grant, .notice,
                    .seat,
                    .deputyship, .hold, .signInMethod, .token, .action, .decision, .position, .command, .file,
                    .dispensation,
                    .proposal, .topic,
                    .paragraphs, .meeting, .item, .matters, .requirement, .evidence, .evidences, .nonconformity,
                    .scope, .framework, .clause, .control, .controlTest, .audit, .samples, .report, .objective,
                    .campaign, .auditEngagement, .measure, .asset, .course, .certificate,
                    .initiative, .suspicion,
                    .processing,
                    .subjectRequest,
                    .competence, .competences, .competenceDemand, .credential,
                    .risk, .risks, .measures,
                    .requirements, .assets,
                    .evidenceRequest:
                    continue
                }
            }
        }

        /// The same for the place in a path: a document by its title, a person by name.
        func resolve(_ place: String?, _ resource: APIRoute.Resource) throws(APIProblem) -> String? {
            guard let written = place, ID<Subject>(written) == nil, written.utf8.count <= 1200,
                let place = try? FormReader.decoded(written.utf8, plus: false)
            else { return place }
            switch resource {
            case .document, .export, .comparison:
                return try there { () throws(APIProblem) in try document(place, "document") }
            case .person, .erasure: return try there { () throws(APIProblem) in try person(place, "person") }
            case .documents, .persons, .units, .bodies, .obligations, .actions, .action, .decision, .consultation,
                .dispensations, .dispensation, .proposals, .proposal, .meetings, .meeting, .topics, .topic,
                .frameworks, .framework, .terms, .entries, .entry, .accesses, .decisionPackage,
                .meetingPackage, .checkpoint, .proof, .search, .requirements, .requirement, .evidenceList, .evidence,
                .nonconformities, .nonconformity, .scopes, .scope, .matrix, .reports, .report, .objectives, .objective,
                .dependences,
                .measures, .measure, .assets, .asset, .campaigns, .campaign, .controlTests, .controlTest, .audits,
                .audit,
                .auditEngagements, .auditEngagement, .evidenceRequests, .evidenceRequest, .courses, .course,
                .held,
                .riskMethods,
                .risks, .risk,
                .riskPortfolio,
                .threats,
                .progress,
                .initiatives, .initiative, .suspicions, .suspicion, .awareness,
                .talks,
                .processings, .processing,
                .subjectRequests, .subjectRequest,
                .competences, .competence:
                return place
            }
        }

        /// An address that names nothing is not found; what there is instead is said all the same.
        private func there(_ find: () throws(APIProblem) -> String) throws(APIProblem) -> String {
            do { return try find() } catch { throw APIProblem(.unknown, error.detail) }
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
            let open = sight.units().lazy.filter { $0.isOpen(on: sight.today) }
            return try one(
                text, field,
                open.map { unit in
                    (unit.id.description, Language.allCases.compactMap { sight.name(unit.id, on: sight.today, $0) })
                })
        }

        private func document(_ text: String, _ field: String) throws(APIProblem) -> String {
            try one(
                text, field,
                sight.documents().map { ($0.id.description, [sight.label(.document($0.id))].compactMap { $0 }) })
        }

        private func person(_ text: String, _ field: String) throws(APIProblem) -> String {
            if let id = sight.house.listing.person(username: text.lowercased()) { return id.description }
            let known = sight.persons().lazy.filter { $0.isActive(on: sight.today) }
            return try one(
                text, field, known.map { ($0.id.description, [sight.name($0.id)].compactMap { $0 }) })
        }

        /// The one thing that is meant; else a problem that says what there is to choose from.
        private func one(
            _ text: String, _ field: String, _ all: some Sequence<(String, [String])>
        ) throws(APIProblem) -> String {
            let found = Naming.matches(text, all)
            if found.count == 1 { return found[0].0 }
            let (typed, few) = (API.shown(text), found.isEmpty)
            let list = Naming.list(
                (few ? all.map { $0 } : found).compactMap { thing in
                    thing.1.first.map { few ? $0 : "\($0) (\(thing.0))" }
                })
            throw APIProblem(
                .invalid, field: field,
                da: few
                    ? "Intet hedder »\(typed)« i dag. Der er: \(list)"
                    : "»\(typed)« kan være: \(list). Skriv mere af navnet, eller brug referencen.",
                en: few
                    ? "Nothing is named “\(typed)” today. There are: \(list)"
                    : "“\(typed)” can be: \(list). Write more of the name, or use the reference.")
        }
    }
}
