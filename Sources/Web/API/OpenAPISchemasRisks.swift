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
        (
            "RiskImportChange",
            "row:integer risk:Named? name:string standing:string judged:boolean fields:ImportedField*"
        ),
        (
            "RiskImportPlan",
            """
            sign:string format:string added:integer changed:integer unchanged:integer judged:integer likelihoods:integer* \
            consequences:integer* missing:Named* faults:ImportFault* remarks:ImportFault* changes:RiskImportChange*
            """
        ),
        ("RiskMethods", list("AdoptedRiskMethod")),
        ("RiskSummary", risk), ("Risks", list("RiskSummary")),
        ("RiskConsequence", "dimension:string step:integer? reason:string?"),
        (
            "RiskEstimate",
            """
            stage:string likelihood:integer level:string? organisation:string? citizens:string? \
            consequences:RiskConsequence*
            """
        ),
        (
            "RiskAssessment",
            """
            position:integer day:date method:uuid estimates:RiskEstimate* reason:string? confidence:string \
            disagreement:string? treatment:string next:date numbers:RiskNumbers?
            """
        ), ("PortfolioEstimate", "low:integer high:integer"), ("PortfolioLosses", "economy:PortfolioEstimate"),
        ("PortfolioRisk", "id:string frequency:PortfolioEstimate- losses:PortfolioLosses"),
        ("PortfolioBearer", "risk:string"),
        ("PortfolioGroup", "id:string frequency:PortfolioEstimate bearers:PortfolioBearer*"),
        ("PortfolioEffect", "risk:string frequency:integer loss:integer"),
        ("PortfolioControl", "id:string effects:PortfolioEffect*"),
        (
            "PortfolioFile",
            """
            years:integer seed:string dimensions:string* risks:PortfolioRisk* groups:PortfolioGroup* \
            controls:PortfolioControl*
            """
        ), ("RiskPortfolio", "portfolio:PortfolioFile? expected:integer? planned:integer? left_out:integer"),
        ("RiskEffect", "measure:Thing? often:integer cost:integer"),
        (
            "RiskNumbers",
            """
            often_low:integer often_high:integer cost_low:integer cost_high:integer shared:integer? planned:RiskEffect*
            """
        ),
        ("RiskVerification", "position:integer day:date assessment:integer cause:string finding:string? next:date"),
        ("RiskAcceptance", "proposal:uuid decision:uuid assessment:integer from:date until:date holds:boolean"),
        ("RiskTrigger", "cause:string about:Thing? day:date"),
        (
            "Risk",
            risk + """
                 scenario:string? assets:Thing* threats:string* vulnerabilities:string? properties:string* events:Thing* \
                events_left_out:integer measures:Thing* treatments:Thing* assessments:RiskAssessment* \
                verifications:RiskVerification* acceptances:RiskAcceptance* triggers:RiskTrigger*
                """
        ),
    ]

    private static let risk =
        """
        id:uuid number:string kind:string title:string? standing:string level:string? unit:Named? owner:Thing? \
        classification:string barred:boolean registered:date closed:date? accepted_until:date? revision:integer
        """
}
