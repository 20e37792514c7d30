# SPDX-License-Identifier: MPL-2.0
"""The task of an auditor, with the marker in every text."""


def audit(mark, do, person, unit, proof, today, later):
    """Every command about it. `do` acts as `person`, who is auditor until a day, `today` is the day of the server."""
    task = do("auditEngagement.open", auditor=person, matter="other", standard=f"{mark} standard",
              **{"from": today, "to": today})["id"]

    def ask():
        return do("evidenceRequest.make", audit_engagement=task, what=f"{mark} bestilt", why=f"{mark} hvorfor", unit=unit,
                  due=later)["id"]

    first, second = ask(), ask()
    do("evidenceRequest.answer", evidence_request=first, evidence=[proof], note=f"{mark} svar")
    do("evidenceRequest.judge", evidence_request=first, judgement="returned", reason=f"{mark} mangler", due=later)
    do("evidenceRequest.withdraw", evidence_request=second, reason=f"{mark} ikke nødvendig")
    do("auditEngagement.close", audit_engagement=task, note=f"{mark} slut")
