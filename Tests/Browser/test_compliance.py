# SPDX-License-Identifier: MPL-2.0
"""Requirements and the statement of applicability, as programs read them: by address and by command."""

import json
from pathlib import Path

import pytest

STANDINGS = {"complied", "unproven", "partly", "failed", "irrelevant", "never"}


@pytest.fixture(scope="module")
def read(shared):
    """What the interface answers to a person with a role."""

    def read(path, role="security"):
        person = shared.installation.person(role)
        token = Path(person.token_file).read_text().strip()
        status, _, body = shared.fetch("/api/v1/" + path, headers={"Authorization": "Bearer " + token})
        assert status == 200, (path, status, body[:300])
        return json.loads(body)

    return read


def test_the_example_has_a_requirement_in_every_standing(read):
    found = read("requirements")["items"]
    assert {one["compliance"] for one in found} == STANDINGS
    for standing in STANDINGS:
        only = read(f"requirements?compliance={standing}")["items"]
        assert only == [one for one in found if one["compliance"] == standing]


def test_what_is_complied_with_rests_on_evidence_that_holds(read):
    holding = {one["id"] for one in read("evidence?limit=500")["items"] if one["holds"]}
    for one in read("requirements")["items"]:
        newest = read("requirements/" + one["id"])["assessments"][:1]
        cited = {evidence["id"] for made in newest for evidence in made["evidence"]}
        said = newest[0]["result"] if newest else "never"
        if said == "complied":
            assert one["compliance"] == ("complied" if cited & holding else "unproven"), one["number"]
        else:
            assert one["compliance"] == said, one["number"]


def test_a_page_of_a_list_leads_to_the_next(read):
    numbers, cursor = [], ""
    while cursor is not None:
        page = read("requirements?limit=5" + cursor)
        numbers += [one["number"] for one in page["items"]]
        cursor = page["next"] and "&cursor=" + page["next"]
    assert numbers == [one["number"] for one in read("requirements")["items"]]


def test_a_nonconformity_is_followed_until_it_is_closed(read):
    found = read("nonconformities")["items"]
    assert {one["standing"] for one in found} == {"open", "treated", "closed"}
    again = [one for one in found if [check["outcome"] for check in one["checks"]] == ["ineffective", "effective"]]
    assert again and again[0]["closed"] == again[0]["checks"][-1]["day"] and len(again[0]["causes"]) == 2


def test_a_statement_of_applicability_has_all_controls(read):
    whole, part = read("scopes")["items"]
    controls = {one["control"]: one for one in read("scopes/" + whole["id"])["controls"]}
    assert len(controls) == 93
    assert sum(one["applies"] is None for one in controls.values()) == 93 - whole["decided"] == 6
    assert all(one["reason"] for one in controls.values() if one["applies"] is False)
    own = [one for one in read("scopes/" + part["id"])["controls"] if one["decided_in"] == part["id"]]
    assert part["baseline"]["id"] == whole["id"] and len(own) == 5


def test_what_may_not_be_seen_is_counted_and_not_named(read):
    def left_out(role):
        hidden = 0
        for one in read("requirements", role)["items"]:
            for made in read("requirements/" + one["id"], role)["assessments"]:
                hidden += made["evidence_left_out"]
        return hidden

    assert left_out("security") == 0
    assert left_out("secretary") > 0
    assert len(read("evidence?limit=500", "secretary")["items"]) < len(read("evidence?limit=500")["items"])


def test_a_past_day_has_its_own_standing(read):
    day = read("requirements")["items"][1]["stated"]
    assert {one["compliance"] for one in read(f"requirements?as_of={day}")["items"]} == {"never"}


def test_the_commands_say_what_the_interface_says(shared, read):
    first = json.loads(shared.installation.run("requirements", "--organisation", "FKI", "--status", "failed", "--json"))
    assert [one["number"] for one in first["items"]] == [
        one["number"] for one in read("requirements?compliance=failed")["items"]
    ]
    lines = shared.installation.run("soa", "--organisation", "FKI").splitlines()
    assert len(lines) == 93 and lines[0].startswith("5.1\t")
    assert sum(line.split("\t")[1] == "undecided" for line in lines) == 6
    own = shared.installation.run("soa", "Sagsbro", "--organisation", "FKI")
    assert any(line.startswith("8.4\texcluded\t") for line in own.splitlines())
