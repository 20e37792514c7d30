# SPDX-License-Identifier: MPL-2.0
"""Risks, with the marker in every text."""

import base64

STAGES = ("current", "inherent", "residual", "target")
DIMENSIONS = ("economy", "reputation", "contract", "regulation", "citizens", "operations")


def judged(mark):
    """Every stage and dimension with its reason; the level is one that the direktion decides."""
    words = {"reason": f"{mark} sandsynlighed", "disagreement": f"{mark} uenige", "confidence": "medium", "treatment": "retain"}
    for stage in STAGES:
        words[f"{stage}_likelihood"] = 3
        for dimension in DIMENSIONS:
            words |= {f"{stage}_{dimension}": "2", f"{stage}_{dimension}_reason": f"{mark} {stage} {dimension}"}
    return words


def endanger(mark, do, unit, today, next_year):
    risk = do("risk.set", kind="strategic", title=f"{mark} risiko", scenario=f"{mark} scenarie", unit=unit,
              vulnerabilities=f"{mark} sårbarhed", classification="intern")["id"]
    do("risk.assess", risk=risk, day=today, **judged(mark))
    do("risk.verify", risk=risk, day=today, cause="yearly", finding=f"{mark} gennemgået")
    case = {name: f"{mark} {name}" for name in ("question", "reasons", "if_yes", "if_no", "conditions")}
    do("acceptance.propose", risk=risk, until=next_year, due=next_year, **case)
    do("risk.close", risk=risk, reason=f"{mark} lukket")
    appraise(mark, do, unit, next_year)


def appraise(mark, do, unit, next_year):
    """Answers in plain words about an asset, with every text there is, and a level that the direktion decides."""
    needs = {}
    for need in ("confidentiality", "integrity", "availability", "authenticity"):
        needs |= {need: "high", f"{need}_reason": f"{mark} behov"}
    asset = do("asset.set", kind="solution", name=f"{mark} system", unit=unit, users=f"{mark} folk", months=6, **needs)["id"]
    answers = {dimension: "2" for dimension in ("reputation", "contract")}
    for need in ("confidentiality", "integrity", "availability"):
        answers |= {f"{need}_{dimension}": "2" for dimension in ("citizens", "operations", "economy", "regulation")}
    answers |= {f"{dimension}_reason": f"{mark} {dimension}" for dimension in DIMENSIONS}
    case = {name: f"{mark} {name}" for name in ("question", "reasons", "if_yes", "if_no", "conditions")}
    do("risk.appraise", asset=asset, threats="trusler:T23", dismissed=f"trusler:T18 {mark} ikke her", likelihood=3,
       in_place=f"27002:8.5 unknown {mark} find ud af det", reason=f"{mark} så tit", title=f"{mark} vurderet",
       scenario=f"{mark} forløb", vulnerabilities=f"{mark} svagt", treatment="retain", task=f"{mark} opgave",
       task_due=next_year, until=next_year, due=next_year, **answers, **case)
    table = "\n".join((
        "risiko;enhed;scenarie;sårbarheder;sandsynlighed (trin);økonomi (trin);hvorfor denne sandsynlighed;håndtering",
        f"{mark} fra fil;{unit};{mark} sker;{mark} svagt;2;2;{mark} derfor;nedbringe", ""))
    file = {"name": f"{mark}.csv", "content": base64.b64encode(table.encode()).decode()}
    do("risk.import", file=file, scale="own", irrelevant=f"{mark} ikke relevant")


def recall(mark, do, ask, back, late):
    """A risk that was there before is assessed and verified late."""
    first = ask("/api/v1/risks")["items"][0]["id"]
    do("risk.assess", risk=first, day=back, **judged(mark), **late)
    do("risk.verify", risk=first, day=back, cause="other", finding=f"{mark} set igennem", **late)
