# SPDX-License-Identifier: MPL-2.0
"""Engagements, an import and what happens inside them, with the marker wherever a text can be typed."""

import base64


def engagements(do, ask, admin, person, unit, mark, late, back, ahead):
    """Two engagements, a move, an actual first working day, leave, and the name in another system."""
    do(admin, "engagement.begin", person=person, kind="employee", unit=unit, title=f"{mark} titel", **late, **{"from": back})
    do(admin, "engagement.begin", person=person, kind="embedded", unit=unit, title=f"{mark} biting", **late, **{"from": back})
    spare = ask(f"/api/v1/persons/{person}", admin)["engagements"][-1]["id"]
    do(admin, "engagement.end", person=person, engagement=spare, to=ahead, **late)

    def engagement():
        return ask(f"/api/v1/persons/{person}", admin)["engagements"][0]["id"]

    do(admin, "engagement.move", person=person, engagement=engagement(), unit=unit, title=f"{mark} flyttet titel", **late,
       **{"from": back})
    do(admin, "engagement.firstWorkingDay", person=person, engagement=engagement(), first_working_day=back)
    do(admin, "person.identify", person=person, system="employeeNumber", value=f"{mark}-4711")
    table = f"navn;e-mail\n{mark} Fra Fil;{mark}@example.org\n"
    file = {"name": f"{mark}.csv", "content": base64.b64encode(table.encode()).decode()}
    do(admin, "person.import", file=file, **late, **{"from": back})
    do(admin, "leave.begin", person=person, **late, **{"from": back})
    leave = ask(f"/api/v1/persons/{person}", admin)["leaves"][0]["id"]
    do(admin, "leave.end", person=person, leave=leave, to=ahead, **late)


def lift_others(do, ask, dpo, person):
    """A hold on another whose data a value is too stops the erasure of that value: the file that was taken in, which may have
    anybody in it. Lifts all that stand; returns what is wrong."""
    standing = {}
    for row in ask("/api/v1/persons?limit=200", dpo)["items"]:
        holds = ask(f"/api/v1/persons/{row['id']}", dpo)["holds"]
        standing |= {hold["id"]: row["id"] for hold in holds if not hold["lifted"]}

    def is_kept():
        kept = ask(f"/api/v1/persons/{person}/erasure", dpo)["keep"]
        return any(item["kind"] == "organisation.personsImported" for item in kept)

    faults = [] if standing and is_kept() else ["a legal hold on another does not keep the file of people"]
    for hold, whose in standing.items():
        do(dpo, "hold.lift", person=whose, hold=hold, reason="Sagen er slut")
    return faults + (["the file of people is kept though no hold stands"] if is_kept() else [])


def competences(do, ask, operate, person, mark, late, today, back):
    """A competence with all that is written of it, a credential of the person's own, and a talk."""
    known = do("competence.set", title=f"{mark} kompetence", about=f"{mark} kræver", months=24, **late, **{"from": back})["id"]
    do("competence.demand", competence=known, reach="chosen", roles=["dpo"], days=30, basis=f"{mark} afsnit", **{"from": today})
    do("credential.record", competence=known, person=person, day=back, issuer=f"{mark} udsteder", number=f"{mark} 7", **late)
    shown = ask(f"/api/v1/competences/{known}")
    do("credential.revoke", competence=known, credential=shown["credentials"][-1]["id"], reason=f"{mark} tilbage", **late,
       **{"from": back})
    do("competence.end_demand", competence=known, demand=shown["demands"][-1]["id"], reason=f"{mark} ophævet", **late,
       **{"from": today})
    operate("talk.record", person=person, day=back, need="none", **late)
    do("competence.withdraw", competence=known, reason=f"{mark} trukket")


def held_id(person):
    return person["holds"][-1]["id"]
