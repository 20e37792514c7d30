// SPDX-License-Identifier: MPL-2.0

import Domain
import Office

/// The methods by which risks are judged, on the day shown.
extension API.Reading {
    func riskMethods() throws(APIProblem) -> APIAnswer {
        try page(Array(sight.riskMethods.reversed()), key: { $0.proposal.description }) { adopted in
            .members([
                ("proposal", .string(adopted.proposal.description)),
                ("decision", .string(adopted.decision.description)), ("from", day(adopted.from)),
                ("holds", .bool(adopted == sight.riskMethod)),
                ("method", riskMethod(adopted.method, sight.words(of: adopted))),
            ])
        }
    }

    /// A method with the words of its steps, its cells, and what they amount to.
    func riskMethod(_ method: RiskMethod, _ words: RiskWords) -> JSON {
        func step(_ number: Int, _ phrase: Phrase, _ from: [Int]?) -> JSON {
            var members: [(String, JSON)] = [("step", .number(number)), ("words", .string(language(phrase)))]
            if let from, from.indices.contains(number - 1) { members.append(("from", .number(from[number - 1]))) }
            return .members(members)
        }
        let steps = Array(1...method.steps)
        let dimensions = RiskMethod.Dimension.allCases.map { dimension in
            JSON.members([
                ("dimension", .string(dimension.rawValue)),
                (
                    "steps",
                    .array(
                        steps.map {
                            step(
                                $0, words.consequence(dimension, $0), dimension == .economy ? method.amounts : nil)
                        })
                ),
            ])
        }
        let cells = method.allCells.map { cell in
            JSON.members([
                ("likelihood", .number(cell.likelihood)), ("consequence", .number(cell.consequence)),
                ("level", .string(method.level(of: cell).rawValue)), ("number", .number(method.number(of: cell))),
            ])
        }
        let floors = method.floors.map { floor in
            JSON.members([
                ("dimension", .string(floor.dimension.rawValue)), ("consequence", .number(floor.consequence)),
                ("level", .string(floor.level.rawValue)),
            ])
        }
        let found = method.contradictions
        return .members([
            ("base", .string(method.base.rawValue)), ("score", .string(method.score.rawValue)),
            ("likelihood", .array(steps.map { step($0, words.likelihood($0), method.rates) })),
            ("consequences", .array(dimensions)), ("cells", .array(cells)),
            ("levels", .array(method.legend.map(riskLevel))), ("floors", .array(floors)),
            ("months", .number(method.months)),
            (
                "contradictions",
                .members([
                    ("pairs", .number(found.pairs)), ("opposite", .number(found.opposite)),
                    ("tied", .number(found.tied)), ("split", .number(found.split)),
                ])
            ),
        ])
    }

    private func riskLevel(_ row: RiskMethod.LegendRow) -> JSON {
        .members([
            ("level", .string(row.level.rawValue)),
            ("lowest_number", row.numbers.map { .number($0.lowerBound) } ?? .null),
            ("highest_number", row.numbers.map { .number($0.upperBound) } ?? .null),
            ("overlapping", .array(row.overlapping.map { .string($0.rawValue) })),
            ("acceptance", .string(row.acceptance.kind.rawValue)),
            ("months", row.acceptance.months.map { .number($0) } ?? .null),
            ("demand", .string(language(row.acceptance.demand))),
        ])
    }
}
