# SPDX-License-Identifier: MPL-2.0
"""What a year should look like on any of its days, worked out from what was done on which day (the journal of
examples/et-aar.py) and from nothing that Værn answers. A second fold, as small as it can be: what the lists show as of a
day is compared with it."""

import datetime

FOREVER = "9999-12-31"


class Told:
    def __init__(self, written: dict):
        self.first = datetime.date.fromisoformat(written["first"])
        self.made = written["made"]
        self.journal = written["journal"]

    def day(self, number: int) -> str:
        return (self.first + datetime.timedelta(days=number)).isoformat()

    def known(self, on: str, reading: str) -> list:
        """What counts on a day: as it was known then, or with what is known now; never what was annulled by then."""
        done = [one for one in self.journal if reading == "now" or one["day"] <= on]
        annulled = {int(one["fields"]["position"]) for one in done if one["command"] == "fact.annul"}
        return [one for one in done if annulled.isdisjoint(one["positions"])]

    def requirements(self, on: str, reading: str) -> dict:
        """How each of the year's requirements stands: by its name, without those that are not stated yet."""
        known = self.known(on, reading)
        stated = {one["id"] for one in known if one["command"] == "requirement.find" and one["day"] <= on}
        return {
            name: self._compliance(id, on, known) for name, id in self.made["requirements"].items() if id in stated}

    def _compliance(self, requirement: str, on: str, known: list) -> str:
        made = [
            (one["fields"].get("day", one["day"]), one["positions"][-1], one["fields"])
            for one in known if one["command"] == "requirement.assess" and one["fields"]["requirement"] == requirement]
        made = sorted((one for one in made if one[0] <= on), key=lambda one: one[:2])
        if not made:
            return "never"
        day, _, newest = made[-1]
        if newest["result"] != "complied":
            return newest["result"]
        spans = [(day, newest.get("holds_until", FOREVER))] if "title" in newest else []
        for one in known:
            if one["command"] == "evidence.add" and one["id"] in newest.get("evidence", []):
                spans.append((one["day"], one["fields"].get("holds_until", FOREVER)))
        return "complied" if any(begins <= on <= ends for begins, ends in spans) else "unproven"

    def statement(self, on: str, reading: str) -> dict:
        """The controls that the statement of applicability has decided: status, or »excluded« where it does not apply."""
        found = {}
        for one in self.known(on, reading):
            if one["command"] == "scope.decide" and one["day"] <= on:
                found[one["fields"]["control"]] = one["fields"].get("status", "excluded")
        return found

    @property
    def every_report(self) -> set:
        return {one["id"] for one in self.journal if one["command"] == "report.issue"}

    def reports(self, on: str, reading: str) -> set:
        """The reports that there are on a day."""
        return {one["id"] for one in self.known(on, reading) if one["command"] == "report.issue" and one["day"] <= on}

    def matrix(self, on: str, reading: str, clause: str) -> dict:
        """Which of the year's requirements answer for a clause, and how they stand."""
        standing = self.requirements(on, reading)
        names = {id: name for name, id in self.made["requirements"].items()}
        mapped = {
            names[one["fields"]["requirement"]] for one in self.known(on, reading)
            if one["command"] == "requirement.map" and one["fields"]["clause"] == clause and one["day"] <= on}
        return {name: standing[name] for name in mapped if name in standing}
