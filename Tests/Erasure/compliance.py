# SPDX-License-Identifier: MPL-2.0
"""Requirements, evidence, nonconformities, statements of applicability, control and frameworks, with the marker in every
text."""

import base64
import json
import time
import urllib.error

import audits
import privacy
import risks


def packed(name, text):
    return {"name": name, "content": base64.b64encode(text.encode()).decode()}


def comply(mark, do, unit, document, paragraph, today, earlier, late, person):
    """Every command about compliance. `today` is the day of the server, `earlier` one before it; `person` acts, and is auditor
    until a day."""
    wording = {"demand": f"{mark} skal være sådan", "unit": unit, "trigger": f"{mark} udløser", "expected": f"{mark} vises ved"}
    law = do("requirement.law", law=f"{mark} lov", binds=f"{mark} bindes", **wording, **{"from": earlier})["id"]
    do("requirement.find", document=document, paragraph=paragraph, **wording)
    clause = do("requirement.clause", clause="27001:9.3.1", **wording)["id"]
    do("requirement.amend", requirement=law, reason=f"{mark} rettet", **wording)
    do("requirement.map", requirement=law, clause="27002:8.13", relation="subset", rationale=f"{mark} hører sammen")
    do("requirement.unmap", requirement=law, clause="27002:8.13", reason=f"{mark} hører ikke sammen")
    proof = do("evidence.add", unit=unit, title=f"{mark} bevis", file=packed(f"{mark}.txt", f"{mark} i filen\n"))["id"]
    link = do("evidence.add", unit=unit, title=f"{mark} link", link=f"https://x.example/{mark}")["id"]
    do("evidence.withdraw", evidence=link, reason=f"{mark} forkert")
    record = {"requirement": law, "from": today, "to": today, "method": "sample", "sample": f"{mark} fem af ti"}
    do("requirement.assess", **record, result="complied", finding=f"{mark} fundet", title=f"{mark} ny",
       file=packed(f"{mark}.csv", f"{mark};1\n"))
    do("requirement.assess", **record, result="failed", finding=f"{mark} galt", title=f"{mark} adresse",
       link=f"https://x.example/{mark}/2")
    do("requirement.withdraw", requirement=clause, reason=f"{mark} trukket")
    wrong = {"what": f"{mark} er galt", "origin": "internal", "severity": "minor", "unit": unit}
    case = do("nonconformity.raise", requirement=law, **wrong)["id"]
    do("nonconformity.raise", **wrong, day=earlier, **late)
    do("nonconformity.explain", nonconformity=case, cause=f"{mark} årsag", check=later_than(today))
    do("nonconformity.check", nonconformity=case, outcome="effective", finding=f"{mark} hjalp", evidence=[proof])
    scope = do("scope.open", name=f"{mark} omfang")["id"]
    part = do("scope.open", name=f"{mark} del", baseline=scope)["id"]
    do("scope.decide", scope=part, control="8.13", applies="yes", status="partly", reason=f"{mark} fordi", how=f"{mark} sådan",
       unit=unit)
    do("scope.resume", scope=part, control="8.13", reason=f"{mark} følger igen")
    do("scope.close", scope=part, reason=f"{mark} lukket")
    control(mark, do, unit, today)
    statement = {"matter": "other", "auditor": f"{mark} revisor", "standard": f"{mark} standard", "opinion": "qualified",
                 "exceptions": f"{mark} forbehold", "from": earlier, "to": earlier}
    do("audit.record", **statement, day=earlier, **late)
    frameworks(mark, do)
    reports(mark, do, unit, today, earlier, late)
    measures(mark, do, unit, today, earlier, late)
    risks.endanger(mark, do, unit, today, later_than(today))
    privacy.record(mark, do, unit, today)
    audits.audit(mark, do, person, unit, proof, today, later_than(today))


def later_than(day):
    year, rest = day.split("-", 1)
    return f"{int(year) + 1}-{rest}"


def control(mark, do, unit, today):
    test = do("controlTest.plan", title=f"{mark} kontrol", method=f"{mark} metode", unit=unit, months=1, size=2)["id"]
    do("controlTest.freeze", control_test=test, items=f"{mark} et\n{mark} to\n{mark} tre", source=f"{mark} kilde",
       **{"from": today, "to": today})
    for _ in range(40):
        # The population is signed within a second.
        try:
            do("controlTest.draw", control_test=test)
            break
        except urllib.error.HTTPError as refused:
            if refused.code not in (429, 503):
                raise
            time.sleep(0.25)
    do("controlTest.conclude", control_test=test, finding=f"{mark} konklusion")
    do("controlTest.retire", control_test=test, reason=f"{mark} stopper")


def frameworks(mark, do):
    """A profile with its catalogue: both are kept as they came."""
    catalogue = {"catalog": {
        "uuid": "0b6a7c0e-7d0e-4f0a-9c1e-6d6c1f7f0001",
        "metadata": {"title": f"{mark} katalog", "last-modified": "2026-01-01T00:00:00Z", "version": "1",
                     "oscal-version": "1.1.2"},
        "controls": [{"id": "a-1", "title": f"{mark} punkt", "parts": [
            {"id": "a-1_smt", "name": "statement", "prose": f"{mark} skal gøres"}]}]}}
    profile = {"profile": {
        "uuid": "0b6a7c0e-7d0e-4f0a-9c1e-6d6c1f7f0002",
        "metadata": {"title": f"{mark} profil", "last-modified": "2026-01-01T00:00:00Z", "version": "1",
                     "oscal-version": "1.1.2"},
        "imports": [{"href": "#0b6a7c0e-7d0e-4f0a-9c1e-6d6c1f7f0001", "include-controls": [{"with-ids": ["a-1"]}]}]}}
    adopted = do("framework.adopt", name="eget-katalog", label=f"{mark} rammeværk",
                 file=packed(f"{mark}-profil.json", json.dumps(profile, ensure_ascii=False)),
                 catalogue=packed(f"{mark}.json", json.dumps(catalogue, ensure_ascii=False)))["id"]
    do("framework.retire", framework=adopted, reason=f"{mark} ude af brug")


def reports(mark, do, unit, today, earlier, late):
    """Objectives, reports, a closed period and campaigns. `earlier` is a day before today."""
    period = {"from": earlier, "to": earlier}
    report = do("report.issue", kind="quarterly", assessment=f"{mark} viser", asks=f"{mark} bedes", **period)["id"]
    do("report.present", report=report, question=f"{mark} til efterretning?", due=later_than(today))
    inputs = ["follow_up", "changes", "parties", "feedback", "risks", "improvement"]
    do("review.issue", assessment=f"{mark} evaluering", asks=f"{mark} beslut", **period,
       **{name: f"{mark} om {name}" for name in inputs})
    wording = {"title": f"{mark} mål", "measure": f"{mark} dage", "direction": "at_most", "target": 9, "by": later_than(today),
               "months": 3, "unit": unit}
    aim = do("objective.set", **wording)["id"]
    do("objective.measure", objective=aim, value=8, day=today, note=f"{mark} målt")
    do("objective.end", objective=aim, reason=f"{mark} nået")
    do("period.close", until=earlier, reason=f"{mark} gjort op")
    requirement = do("requirement.law", law=f"{mark} lov igen", demand=f"{mark} kræves", unit=unit, months=12,
                     expected=f"{mark} ses", areas=["anden_data"], **{"from": earlier})["id"]
    # Only that one: others stand in documents that not everybody may see.
    asked = {"title": f"{mark} kampagne", "areas": ["anden_data"], "units": [unit], "due": later_than(today),
             "guide": f"{mark} svar sådan"}
    first = do("campaign.open", **asked, **period)["id"]
    again = do("campaign.open", follows=first, **asked, **period)["id"]
    answer = {"unit": unit, "requirement": requirement, "result": "partly", "finding": f"{mark} mangler lidt"}
    do("campaign.answer", campaign=again, **answer)
    third = do("campaign.open", follows=again, **asked, **period)["id"]
    do("campaign.confirm", campaign=third, unit=unit)
    for one in (first, again, third):
        do("campaign.close", campaign=one, conclusion=f"{mark} viste")


def measures(mark, do, unit, today, earlier, late):
    """Assets and measures. `earlier` is a day before today."""
    needs = {}
    for need in ("confidentiality", "integrity", "availability", "authenticity"):
        needs |= {need: "high", f"{need}_reason": f"{mark} om {need}"}
    solution = do("asset.set", kind="solution", name=f"{mark} løsning", about=f"{mark} bruges til", unit=unit, available="99,9",
                  users=f"{mark} brugere", months=6, criticality="society", criticality_reason=f"{mark} kritisk",
                  products=f"{mark}; {mark} produkt; 1.0", **needs)["id"]
    do("asset.measure", asset=solution, available="99,8", note=f"{mark} bag tallet", **{"from": earlier, "to": earlier})
    do("asset.review", asset=solution, day=today, outcome="in_order", finding=f"{mark} set igennem")
    measure = do("measure.set", title=f"{mark} foranstaltning", what=f"{mark} gøres", unit=unit, by=later_than(today), months=12,
                 confidentiality=[solution])["id"]
    do("measure.implement", measure=measure, day=earlier, how=f"{mark} sådan", **late)
    do("measure.test", measure=measure, day=earlier, method="technical", outcome="works", finding=f"{mark} virker", **late)
    do("measure.end", measure=measure, reason=f"{mark} slut")
    bill = {"bomFormat": "CycloneDX", "specVersion": "1.6", "components": [
        {"name": f"{mark} bibliotek", "version": "1.2", "supplier": {"name": f"{mark} firma"}}]}
    do("asset.inventory", asset=solution, file=packed(f"{mark}.json", json.dumps(bill, ensure_ascii=False)))
    table = f"aktiv;slags;ejes af;hvad bruges det til\n{mark} fra fil;komponent;{unit};{mark} bruges\n"
    do("asset.import", file=packed(f"{mark}.csv", table))
    do("asset.retire", asset=solution, reason=f"{mark} lukket")


def recall(mark, do, ask, back, late):
    """What is recorded late of a thing that was there before: of the example organisation's own."""
    objective = ask("/api/v1/objectives")["items"][0]["id"]
    solutions = [one["id"] for one in ask("/api/v1/assets?kind=solution")["items"]]
    do("objective.measure", objective=objective, value=1, day=back, **late)
    do("asset.review", asset=solutions[0], day=back, outcome="in_order", finding=f"{mark} i orden", **late)
    both = {"asset": solutions[0], "other": solutions[1], "kind": "located_at"}
    do("asset.depend", reason=f"{mark} ligger der", **both, **late, **{"from": back})
    do("dependence.end", reason=f"{mark} flyttet", **both, **late, **{"from": back})

    risks.recall(mark, do, ask, back, late)
    privacy.recall(mark, do, ask, back, late)
    privacy.asking(mark, do, ask, back)
    learning(mark, do, ask, back, late)
    awareness(mark, do, ask, back, late)


def awareness(mark, do, ask, back, late):
    """Initiatives, an exercise and a reported mail, with the marker in every text."""
    responsible = ask("/api/v1/initiatives")["items"][0]["responsible"]["id"]
    plan = {"purpose": f"{mark} formål", "reach": "everybody", "from": back, "to": back, "responsible": responsible,
            "metric": f"{mark} virkning", "measured_in": f"{mark} procent", "direction": "at_least", "target": 5,
            "classification": "intern"}
    first = do("initiative.plan", title=f"{mark} øvelse", kind="exercise", **plan)["id"]
    second = do("initiative.plan", title=f"{mark} kampagne", kind="campaign", **plan)["id"]
    do("initiative.begin", initiative=first, day=back, **late)
    do("initiative.measure", initiative=first, moment="after", value=4, day=back, method=f"{mark} talt", **late)
    do("initiative.exercise", initiative=first, day=back, sent=40, clicked=3, reported=20, **late)
    do("initiative.end", initiative=first, day=back, outcome=f"{mark} udbytte", **late)
    do("initiative.drop", initiative=second, reason=f"{mark} opgivet")
    mail = do("suspicion.report", came=back, act="nothing", sender=f"{mark}.example", look=f"{mark} så sådan ud")["id"]
    do("suspicion.answer", suspicion=mail, verdict="phishing", word=f"{mark} tak")


def learning(mark, do, ask, back, late):
    """The courses of the example organisation, with the marker in every text; a completion is recorded and taken back."""
    first, second = [course["id"] for course in ask("/api/v1/courses")["items"]][:2]
    plan = {"reach": "everybody", "rhythm": "once", "days": 21, "from": back}
    do("course.plan", course=first, reason=f"{mark} anden plan", **plan, **late)
    do("course.renew", course=first, due=later_than(back), reason=f"{mark} ny lov")
    person, evidence = (ask(f"/api/v1/{name}")["items"][0]["id"] for name in ("persons", "evidence"))
    do("course.record", course=first, person=person, day=back, evidence=evidence, **late)
    rows = f"E-mail;Kursus;Gennemført\nzahra.noeddelund@fki.example;{mark};{back}\n"
    unit = ask("/api/v1/units")["items"][0]["id"]
    extract = do("evidence.add", unit=unit, title=f"{mark} udtræk", file=packed(f"{mark} liste.csv", rows))["id"]
    do("course.record_list", course=first, evidence=extract, module=mark, **late)
    certificate = ask(f"/api/v1/courses/{first}")["certificates"][-1]["id"]
    do("certificate.revoke", course=first, certificate=certificate, reason=f"{mark} en anden svarede")
    do("course.close", course=second, reason=f"{mark} afløst")
