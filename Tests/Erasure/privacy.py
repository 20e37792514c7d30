# SPDX-License-Identifier: MPL-2.0
"""The record of processing activities and requests of data subjects, with the marker in every text."""

TEXTS = ("purpose", "controllers", "law", "people", "kinds", "recipients", "countries", "erasure", "security")


def record(mark, do, unit, today):
    words = {name: f"{mark} {name}" for name in TEXTS}
    processing = do("processing.set", capacity="joint", title=f"{mark} behandling", unit=unit, transfer="third", **words)["id"]
    do("processing.review", processing=processing, day=today, finding=f"{mark} set igennem")
    do("processing.end", processing=processing, reason=f"{mark} ophørt")


def asking(mark, do, ask, back):
    """A request of a data subject, through all that can be done about it."""
    first, second = (ask("/api/v1/processings")["items"][place]["responsible"]["id"] for place in (0, 1))
    asked = do("subjectRequest.receive", came=back, rights=["access"], handler=first, name=f"{mark} borger",
               contact=f"{mark} adresse", about=f"{mark} spørger")["id"]
    one = {"subject_request": asked}
    do("subjectRequest.identify", identity="confirmed", how=f"{mark} kendt", **one)
    do("subjectRequest.extend", told=back, reason=f"{mark} mange sider", **one)
    do("subjectRequest.assign", handler=second, reason=f"{mark} en anden", **one)
    do("subjectRequest.note", note=f"{mark} fundet", **one)
    do("subjectRequest.answer", outcome="partly", told=back, answer=f"{mark} svar", refusal=f"{mark} ikke det hele",
       guided=True, **one)


def recall(mark, do, ask, back, late):
    """A processing that was there before is gone through late."""
    first = ask("/api/v1/processings")["items"][0]["id"]
    do("processing.review", processing=first, day=back, finding=f"{mark} set igennem", **late)
