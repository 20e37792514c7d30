// SPDX-License-Identifier: MPL-2.0

import Domain
import Office

extension API {
    /// The dry run of an import of risks: what the file would change, field by field, and nothing is kept.
    struct RiskTrial {
        private let arguments: Arguments
        private let caller: Caller
        private let request: APIRequest

        init(_ arguments: Arguments, _ caller: Caller, _ request: APIRequest) {
            (self.arguments, self.caller, self.request) = (arguments, caller, request)
        }

        func answer() async throws(APIProblem) -> APIAnswer {
            let sight = try await caller.sight(.today)
            do throws(Refusal) {
                guard let found = try await RiskIntake.plan(arguments, sight) else {
                    throw .invalid("file", da: "Vælg en fil, der ikke er tom.", en: "Choose a file that is not empty.")
                }
                return APIAnswer(200, json(found.plan, found.reading, sight, API.language(of: request)))
            } catch {
                throw APIProblem(error)
            }
        }

        private func json(_ plan: RiskImportPlan, _ reading: RiskReading, _ sight: Sight, _ language: Language) -> JSON
        {
            func told(_ all: [RowFault]) -> JSON {
                .array(all.map { .members([("row", .number($0.row)), ("detail", .string(language($0.what)))]) })
            }
            func text(_ text: String?) -> JSON { text.map { .string($0) } ?? .null }
            func named(_ id: ID<Risk>) -> JSON {
                .members([("id", .string("\(id)")), ("name", text(sight.label(.risk(id), language)))])
            }
            let changes: [JSON] = plan.changes.map { change in
                .members([
                    ("row", .number(change.row)), ("risk", change.risk.map(named) ?? .null),
                    ("name", .string(change.title)), ("standing", .string(change.isNew ? "new" : "changed")),
                    ("judged", .bool(change.isJudged)),
                    (
                        "fields",
                        .array(
                            change.differences.map { one in
                                .members([
                                    ("field", .string(one.column.rawValue)), ("before", text(one.before)),
                                    ("after", text(one.after)),
                                ])
                            })
                    ),
                ])
            }
            return .members([
                ("sign", .string(plan.sign)), ("format", .string(reading.form.rawValue)),
                ("added", .number(plan.added)), ("changed", .number(plan.changed)),
                ("unchanged", .number(plan.unchanged)), ("judged", .number(plan.judged)),
                ("likelihoods", .array(reading.likelihoods.map { .number($0) })),
                ("consequences", .array(reading.consequences.map { .number($0) })),
                ("missing", .array(plan.missing.map(named))), ("faults", told(plan.faults)),
                ("remarks", told(plan.remarks)), ("changes", .array(changes)),
            ])
        }
    }
}
