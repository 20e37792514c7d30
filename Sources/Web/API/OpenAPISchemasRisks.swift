// SPDX-License-Identifier: MPL-2.0

/// The shapes of the methods by which risks are judged. Rates are times per million years, amounts are øre.
extension OpenAPISchemas {
    static let riskShapes: [(String, String)] = [
        ("RiskStep", "step:integer words:string from:integer-"),
        ("RiskDimension", "dimension:string steps:RiskStep*"),
        ("RiskCell", "likelihood:integer consequence:integer level:string number:integer"),
        (
            "RiskLevel",
            """
            level:string lowest_number:integer? highest_number:integer? overlapping:string* acceptance:string \
            months:integer? demand:string
            """
        ), ("RiskFloor", "dimension:string consequence:integer level:string"),
        ("RiskContradictions", "pairs:integer opposite:integer tied:integer split:integer"),
        (
            "RiskMethod",
            """
            base:string score:string likelihood:RiskStep* consequences:RiskDimension* cells:RiskCell* levels:RiskLevel* \
            floors:RiskFloor* months:integer contradictions:RiskContradictions
            """
        ), ("AdoptedRiskMethod", "proposal:uuid decision:uuid from:date holds:boolean method:RiskMethod"),
        ("RiskMethods", list("AdoptedRiskMethod")),
    ]
}
