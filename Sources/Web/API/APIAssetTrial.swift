// SPDX-License-Identifier: MPL-2.0

import Domain
import Office

extension API {
    /// The dry run of an import of assets: what the file would change, field by field, and nothing is kept.
    struct AssetTrial {
        private let arguments: Arguments
        private let caller: Caller
        private let request: APIRequest

        init(_ arguments: Arguments, _ caller: Caller, _ request: APIRequest) {
            (self.arguments, self.caller, self.request) = (arguments, caller, request)
        }

        func answer() async throws(APIProblem) -> APIAnswer {
            let sight = try await caller.sight(.today)
            do throws(Refusal) {
                guard let found = try await AssetIntake.plan(arguments, sight) else {
                    throw .invalid("file", da: "Vælg en fil, der ikke er tom.", en: "Choose a file that is not empty.")
                }
                return APIAnswer(200, json(found.plan, found.reading, sight, API.language(of: request)))
            } catch {
                throw APIProblem(error)
            }
        }

        private func json(
            _ plan: AssetPlan, _ reading: AssetReading, _ sight: Sight, _ language: Language
        ) -> JSON {
            func assets(_ ids: [ID<Domain.Asset>]) -> JSON {
                .array(ids.map { named($0, sight, language) })
            }
            func told(_ all: [RowFault]) -> JSON {
                .array(all.map { .members([("row", .number($0.row)), ("detail", .string(language($0.what)))]) })
            }
            let changes: [JSON] = plan.changes.map { change in
                .members([
                    ("row", .number(change.row)), ("asset", change.asset.map { named($0, sight, language) } ?? .null),
                    ("kind", .string(change.kind.rawValue)), ("name", .string(change.name)),
                    ("standing", .string(change.isNew ? "new" : "changed")),
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
                ("unchanged", .number(plan.unchanged)), ("dependences", .number(plan.ties.count)),
                ("missing", assets(plan.missing)), ("gone", assets(plan.gone)), ("faults", told(plan.faults)),
                ("remarks", told(plan.remarks)), ("changes", .array(changes)),
            ])
        }

        private func text(_ text: String?) -> JSON { text.map { .string($0) } ?? .null }

        private func named(_ id: ID<Domain.Asset>, _ sight: Sight, _ language: Language) -> JSON {
            .members([("id", .string("\(id)")), ("name", text(sight.label(.asset(id), language)))])
        }
    }

    /// What a command would do, where it has a dry run and one is asked for; nil: it is to be carried out.
    static func trial(
        _ kind: CommandKind, _ arguments: Arguments, _ caller: Caller, _ request: APIRequest
    ) async throws(APIProblem) -> APIAnswer? {
        guard trials[kind] != nil, (try? arguments.flag("trial")) == true else { return nil }
        if kind == .importAssets { return try await AssetTrial(arguments, caller, request).answer() }
        if kind == .importRisks { return try await RiskTrial(arguments, caller, request).answer() }
        return try await PersonTrial(kind, arguments, caller, request).answer()
    }

    /// The commands that have a dry run, and the shape of what it answers.
    static let trials: [CommandKind: String] = [
        .importPersons: "ImportPlan", .importAssets: "AssetImportPlan", .importRisks: "RiskImportPlan",
    ]
}
