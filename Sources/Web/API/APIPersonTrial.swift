// SPDX-License-Identifier: MPL-2.0

import Domain
import Office

extension API {
    /// The dry run of an import: what the file would change, from the reader's own view, and nothing is kept.
    struct PersonTrial {
        private let kind: CommandKind
        private let arguments: Arguments
        private let caller: Caller
        private let request: APIRequest

        init(_ kind: CommandKind, _ arguments: Arguments, _ caller: Caller, _ request: APIRequest) {
            (self.kind, self.arguments, self.caller, self.request) = (kind, arguments, caller, request)
        }

        /// Nil where it is no dry run.
        func answer() async throws(APIProblem) -> APIAnswer? {
            guard kind == .importPersons, (try? arguments.flag("trial")) == true else { return nil }
            let sight = try await caller.sight(.today)
            do throws(Refusal) {
                guard let reading = try await PersonIntake.read(arguments) else {
                    throw .invalid("file", da: "Vælg en fil, der ikke er tom.", en: "Choose a file that is not empty.")
                }
                var rules = try ImportPersons.rules(arguments)
                if !rules.hasDay { rules.0.day = sight.today }
                guard let plan = sight.plan(reading, rules.0) else { throw .notAllowed }
                return APIAnswer(200, json(plan, sight, API.language(of: request)))
            } catch {
                throw APIProblem(error)
            }
        }

        private func named(_ id: ID<Person>, _ sight: Sight) -> JSON {
            let name: JSON = sight.name(id).map { .string($0) } ?? .null
            return .members([("id", .string(id.description)), ("name", name)])
        }

        private func json(_ plan: PersonPlan, _ sight: Sight, _ language: Language) -> JSON {
            let missing: [JSON] = plan.missing.map { named($0, sight) }
            let units: [JSON] = plan.units.map { .string($0.name) }
            let faults: [JSON] = plan.faults.map { fault in
                .members([("row", .number(fault.row)), ("detail", .string(language(fault.what)))])
            }
            let changes: [JSON] = plan.changes.map { json($0, sight) }
            return .members([
                ("sign", .string(plan.sign)), ("added", .number(plan.added)), ("changed", .number(plan.changed)),
                ("ended", .number(plan.ended)), ("unchanged", .number(plan.unchanged)), ("missing", .array(missing)),
                ("units", .array(units)), ("faults", .array(faults)), ("changes", .array(changes)),
            ])
        }

        private func json(_ change: PersonPlan.Change, _ sight: Sight) -> JSON {
            let standing = change.isNew ? "new" : change.row == nil ? "left" : "changed"
            let row: JSON = change.row.map { .number($0) } ?? .null
            let person: JSON = change.person.map { named($0, sight) } ?? .null
            let name: JSON = change.name.map { .string($0) } ?? .null
            let what: [JSON] = words(change).map { .string($0) }
            return .members([
                ("row", row), ("person", person), ("name", name), ("standing", .string(standing)),
                ("changes", .array(what)),
            ])
        }

        private func words(_ change: PersonPlan.Change) -> [String] {
            [
                change.isRenamed ? "name" : nil, change.key != nil ? "identity" : nil,
                change.beginning.map { $0.from == nil ? "first_seen" : "engagement" },
                change.move != nil ? "move" : nil, change.ending != nil ? "end" : nil,
            ].compactMap { $0 }
        }
    }
}
