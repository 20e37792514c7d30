# SPDX-License-Identifier: MPL-2.0
"""What the chapters of the year have in common: to assess, to decide, and to ask how it stands on a day."""

from installation import ORGANISATION, expect, tell

STANDINGS = {
    "complied": "efterlevet", "unproven": "udokumenteret", "partly": "delvist efterlevet", "failed": "ikke efterlevet",
    "never": "ikke vurderet"}
READINGS = {"then": ", som det var kendt da", "now": ", med det, vi ved nu"}


def chapter(year, number, title, play):
    year.turn_to(number)
    print(f"\nDag {number} ({year.today}): {title}", flush=True)
    play(year)


def period(year, first, last):
    return {"from": year.day(first), "to": year.day(last)}


def assess(year, by, name, result, finding, first, last, method="documents", **more):
    """An assessment of compliance for the days `first` to `last`: where it stands in the ledger."""
    receipt = year.do(
        by, "requirement.assess", requirement=year.made.requirements[name], method=method, result=result,
        finding=finding, **period(year, first, last), **more)
    # New evidence is an entry of its own, right before the assessment.
    return receipt["positions"][-1]


def sees(year, by, name, wanted, **day):
    """How a requirement stands today, or on the day that is asked for."""
    known = year.get(by, "requirements/" + year.made.requirements[name], **day)
    expect(" ".join([known["number"], *day.values()]), known["compliance"], wanted)
    when = f" den {day['as_of']}{READINGS[day['reading']]}" if day else ""
    tell(f"{known['number']} ({name}){when}: {STANDINGS[wanted]}")


def number(year, by, name):
    return year.get(by, "requirements/" + year.made.requirements[name])["number"]


def decide(year, by, control, status, reason):
    """Decides a control in the statement of applicability; without a status it does not apply."""
    answer = {"applies": "yes", "status": status, "unit": "It-drift"} if status else {"applies": "no"}
    receipt = year.do(by, "scope.decide", scope=year.made.scope, control=control, reason=reason, **answer)
    year.made.decided[control] = receipt["positions"][0]


def soa(year, by, **day):
    """What the statement of applicability has decided, today or on the day that is asked for."""
    controls = year.get(by, "scopes/" + year.made.scope, **day)["controls"]
    expect("foranstaltninger i alt", len(controls), 93)
    return {one["control"]: one["status"] or "excluded" for one in controls if one["applies"] is not None}


def duties(year, by):
    return year.get(by, "obligations", limit=500)


def paragraph(document, address):
    """The reference of the paragraph of a document that has the address."""
    blocks = [block for section in document["sections"] for block in section["blocks"]]
    return next(block["id"] for block in blocks if block["address"] == address)


def let_the_auditor_in(year):
    """En revisor udefra har adgang fra en dag til en dag. Sidste års er udløbet af sig selv, og rollen
    virker kun, mens den dækkes; driften giver en ny."""
    name = next(one["name"] for one in year.people if "auditor" in one["roles"])
    cai = year.person("security")
    person = next(one["id"] for one in year.get(cai, "persons") if one["name"] == name)
    unit = next(one["id"] for one in year.get(cai, "units") if one["name"].startswith("Cyber"))
    span = ["--field", f"from={year.today}", "--field", f"to={year.day(400)}"]
    year.vaern(
        "do", "engagement.begin", "--organisation", ORGANISATION, "--field", f"person={person}", "--field",
        f"unit={unit}", "--field", "kind=consultant", "--field", "title=Revisor", *span)
    tell(f"{name} har adgang til og med {year.day(400)} og ikke længere")
