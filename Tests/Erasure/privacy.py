# SPDX-License-Identifier: MPL-2.0
"""The record of processing activities, with the marker in every text."""

TEXTS = ("purpose", "controllers", "law", "people", "kinds", "recipients", "countries", "erasure", "security")


def record(mark, do, unit, today):
    words = {name: f"{mark} {name}" for name in TEXTS}
    processing = do("processing.set", capacity="joint", title=f"{mark} behandling", unit=unit, transfer="third", **words)["id"]
    do("processing.review", processing=processing, day=today, finding=f"{mark} set igennem")
    do("processing.end", processing=processing, reason=f"{mark} ophørt")


def recall(mark, do, ask, back, late):
    """A processing that was there before is gone through late."""
    first = ask("/api/v1/processings")["items"][0]["id"]
    do("processing.review", processing=first, day=back, finding=f"{mark} set igennem", **late)
