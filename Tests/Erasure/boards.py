# SPDX-License-Identifier: MPL-2.0
"""What is put before the direktion and decided, and the review of rights, with the marker in every text."""

import re
import urllib.parse


def propose(mark, do, click, reader, unit, sitting, later):
    """Every kind of proposal; one is withdrawn, and one that was there before is decided late."""
    waiting = re.search(r"/indstillinger/([0-9a-f-]{36})", reader.get("/indstillinger")).group(1)
    case = {name: f"{mark} {name}" for name in ("question", "reasons", "if_yes", "if_no", "conditions")}
    case["due"] = later(40)
    topics = re.findall(r'name="topics"[^>]* value="([0-9a-f-]{36})"', reader.get("/udfoer/topics.propose"))
    do("topics.propose", topics=topics[:3], added=f"{mark} emne", **case)
    do("delegation.propose", topic=topics[0], unit=unit, **case, **{"from": later(30)})
    do("matter.propose", body="direktion", resolution=f"{mark} beslutning", **case)
    do("riskMethod.propose", base="five", words=f"Økonomi 3: {mark} ord", **case)
    late = urllib.parse.unquote(re.search(r'duties=([^"&]+)', reader.get("/indstillinger")).group(1))
    do("measure.propose", duties=[late], measure=f"{mark} forholdsregel", unit=unit, done=later(60), **case)
    click("proposal.resolve", {"proposal": waiting}, outcome="approved", method="minutes", seen="1", **sitting,
          minutes=f"{mark} pkt. 6", conditions=f"{mark} vilkår for ja", reason=f"{mark} fordi", day=later(2),
          late_reason=f"{mark} for sent")
    gone = do("matter.propose", body="direktion", resolution=f"{mark} andet", **case)["id"]
    do("proposal.withdraw", proposal=gone, reason=f"{mark} ikke alligevel")


def review(mark, click, director):
    """The review of rights, by one of the security team."""
    key = re.search(r'name="note\.([^"]+)"', director.get("/udfoer/rights.review")).group(1)
    click("rights.review", {}, conclusion=f"{mark} konklusion", considered=f"{key}: {mark} accepteret")
