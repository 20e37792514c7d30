# SPDX-License-Identifier: MPL-2.0
"""SCIM 2.0 over the network, by clients and checkers that we did not write."""

import datetime
import json
import subprocess
import sys
import urllib.parse
from pathlib import Path

import pytest
import scim2_tester.filling as filling
from httpx2 import Client
from scim2_client.engines.httpx2 import SyncSCIMClient
from scim2_tester import Status, check_server
from steps import enter, text

PATCH = "urn:ietf:params:scim:api:messages:2.0:PatchOp"
ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"


@pytest.fixture
def scim(server):
    """Asks with a token of its own, which an administrator of the machine issued."""
    administrator = server.installation.person("administrator").name
    # Who is told of without a unit stands in the uppermost, so there is one alone here.
    own = server.installation.person("administrator").token_file
    status, _, listed = server.fetch(
        "/api/v1/units?limit=200", headers={"Authorization": "Bearer " + Path(own).read_text().strip()})
    assert status == 200, listed
    tops = [unit["id"] for unit in json.loads(listed)["items"] if unit["open"] and not unit["parent"]]
    for unit in tops[1:]:
        server.installation.run(
            "do", "unit.move", "--field", f"unit={unit}", "--field", f"parent={tops[0]}", "--field",
            f"from={datetime.date.today()}", "--organisation", "FKI")
    secret = server.installation.run(
        "token", "create", "--scope", "scim", "--person", administrator, "--organisation", "FKI").strip()

    def ask(method, path, body=None):
        status, headers, answer = server.fetch(
            f"/scim/v2{path}", method=method, body=None if body is None else json.dumps(body).encode(),
            headers={"Authorization": f"Bearer {secret}", "Content-Type": "application/scim+json"})
        return status, headers, json.loads(answer) if answer else None

    ask.secret, ask.base = secret, f"{server.base}/scim/v2"
    return ask


def sensible(monkeypatch):
    """The checker fills in anything. Whether somebody is engaged, and since when, it says as a directory would: nobody
    who is not engaged has a title or a unit."""
    anything = filling.generate_random_value

    def value(context, path, *arguments, **named):
        last = str(path).split(":")[-1].split(".")[-1]
        made = anything(context, path, *arguments, **named)
        if made is None:
            return None
        return {"active": True, "startDate": datetime.date.today().isoformat()}.get(last, made)

    for module in [module for name, module in sys.modules.items() if name.startswith("scim2_tester")]:
        if hasattr(module, "generate_random_value"):
            monkeypatch.setattr(module, "generate_random_value", value)


def test_the_server_is_what_the_standard_says(scim, monkeypatch):
    sensible(monkeypatch)
    with Client(base_url=scim.base, headers={"Authorization": f"Bearer {scim.secret}"}) as network:
        results = check_server(SyncSCIMClient(network))
    bad = [result for result in results if result.status in (Status.ERROR, Status.CRITICAL, Status.DEVIATION)]
    # An extension that is written and never shown: the checker looks for the whole of it in the answer.
    unseen = "unexpected value for 'urn:ietf:params:scim:schemas:extension:vaern:2.0:User'"
    bad = [result for result in bad if unseen not in (result.reason or "")]
    assert not bad, "\n".join(f"{result.status} {result.title}: {result.reason}" for result in bad)
    good = [result for result in results if result.status in (Status.SUCCESS, Status.COMPLIANT)]
    # A checker that found nothing to check is not content with us.
    assert len(good) > 40, len(good)
    groups = [result for result in good if result.resource_type == "Group" or "Group" in (result.reason or "")]
    assert groups, "nothing of groups was looked at"


@pytest.mark.parametrize("resource", ["User", "Group"])
@pytest.mark.parametrize("profile", [[], ["--profile", "entra"]])
def test_a_probe_finds_nothing_wrong(scim, profile, resource):
    done = subprocess.run(
        [sys.executable, "-m", "scim_sanity", "probe", scim.base, "--token", scim.secret, "--resource", resource,
         "--json-output", "--i-accept-side-effects", *profile], capture_output=True, text=True, timeout=120)
    report = json.loads(done.stdout)
    results = report["results"]
    bad = [result for result in results if result["status"] not in ("pass", "PASS", "skip", "SKIP")]
    assert not bad, json.dumps(bad, indent=1)
    assert len([result for result in results if result["status"].lower() == "pass"]) > 10


def test_a_year_of_entra_id(scim):
    """What Entra ID does with a person: looks, creates, changes, disables, enables, takes away."""
    name = "nete.ny@example.dk"
    asked = "/Users?filter=" + urllib.parse.quote(f'userName eq "{name}"')
    assert scim("GET", asked)[2]["totalResults"] == 0
    status, headers, made = scim("POST", "/Users", {
        "schemas": ["urn:ietf:params:scim:schemas:core:2.0:User", ENTERPRISE], "externalId": "nete.ny", "userName": name,
        "active": True, "displayName": "Nete Ny", "emails": [{"primary": True, "type": "work", "value": name}],
        "meta": {"resourceType": "User"}, "name": {"formatted": "Ny, Nete", "familyName": "Ny", "givenName": "Nete"},
        "roles": [], "title": "Tekniker"})
    assert status == 201 and headers["Location"].endswith(made["id"]) and headers["Content-Type"] == "application/scim+json"
    assert scim("GET", asked)[2]["Resources"][0]["id"] == made["id"]
    person = f"/Users/{made['id']}"
    status, _, changed = scim("PATCH", person, {"schemas": [PATCH], "Operations": [
        {"op": "Replace", "path": 'emails[type eq "work"].value', "value": "nete.gift@example.dk"},
        {"op": "Add", "path": "name.familyName", "value": "Gift"},
        {"op": "Replace", "path": "displayName", "value": "Nete Gift"},
        {"op": "Add", "path": f"{ENTERPRISE}:manager", "value": made["id"]}]})
    assert status == 200 and changed["displayName"] == changed["name"]["formatted"] == "Nete Gift"
    assert changed["emails"][0]["value"] == "nete.gift@example.dk" and changed["title"] == "Tekniker"
    for place in ("/Users/.search", "/.search"):
        found = scim("POST", place, {"filter": f'userName eq "{name}"', "attributes": ["userName"], "count": 1})[2]
        assert [user["userName"] for user in found["Resources"]] == [name] and "title" not in found["Resources"][0]
    for truth in ("False", "True", "False"):
        status, _, now = scim("PATCH", person, {
            "schemas": [PATCH], "Operations": [{"op": "Replace", "path": "active", "value": truth}]})
        assert status == 200 and now["active"] is (truth == "True")
    assert scim("DELETE", person)[0] == 204 and scim("GET", person)[0] == 404


def test_a_year_of_a_group_in_entra_id(scim, server, looks):
    """What Entra ID does with a group: looks without members, creates, puts in and takes out in both ways, renames, deletes."""
    people = [
        scim("POST", "/Users", {"userName": f"vagt{n}@example.dk", "displayName": f"Vagt {n}"})[2]["id"] for n in (1, 2)]
    asked = "/Groups?excludedAttributes=members&filter=" + urllib.parse.quote('displayName eq "Vagten"')
    assert scim("GET", asked)[2]["totalResults"] == 0
    status, headers, made = scim("POST", "/Groups", {
        "schemas": ["urn:ietf:params:scim:schemas:core:2.0:Group",
                    "http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group"],
        "externalId": "8aa1a0c0-c4c3-4bc0-b4a5-2ef676900159", "displayName": "Vagten", "members": [],
        "meta": {"resourceType": "Group"}})
    assert status == 201 and headers["Location"].endswith(made["id"]) and "members" not in made
    group = f"/Groups/{made['id']}"
    assert scim("GET", asked)[2]["Resources"][0]["id"] == made["id"]

    def change(*operations):
        status, _, answer = scim("PATCH", group, {"schemas": [PATCH], "Operations": list(operations)})
        assert status == 200, answer
        return {member["value"] for member in answer.get("members", [])}

    assert change({"op": "Add", "path": "members", "value": [{"$ref": None, "value": one} for one in people]}) == set(people)
    found = scim("GET", "/Groups?filter=" + urllib.parse.quote(f'id eq "{made["id"]}" and members.value eq "{people[0]}"'))[2]
    assert found["totalResults"] == 1
    assert scim("GET", f"/Users/{people[0]}")[2]["groups"][0]["display"] == "Vagten"
    # The administrator sees the group and how many are in it; on a phone too.
    for width in (1440, 390):
        look = enter(looks, server, "administrator", path="/login-system", width=width)
        row = look.page.locator("main tr", has_text="Vagten").first
        assert "2" in row.inner_text() and "Vagt 1" not in text(look.page)
        looks.check(look, f"scim-groups-{width}")
    assert change({"op": "Remove", "path": f'members[value eq "{people[0]}"]'}) == {people[1]}
    assert change({"op": "Remove", "path": "members", "value": [{"$ref": None, "value": people[1]}]}) == set()
    assert change({"op": "Replace", "path": "displayName", "value": "Natvagten"}) == set()
    assert scim("GET", f"{group}?excludedAttributes=members")[2]["displayName"] == "Natvagten"
    assert scim("DELETE", group)[0] == 204 and scim("GET", group)[0] == 404
    for person in people:
        assert scim("DELETE", f"/Users/{person}")[0] == 204


def test_whatever_is_sent_is_no_fault_of_the_server(scim):
    _, _, made = scim("POST", "/Users", {"userName": "sær@example.dk", "displayName": "Sær"})
    _, _, group = scim("POST", "/Groups", {"displayName": "Sære"})
    odd = [None, 1, -1.5, True, "", "x" * 5000, [], [[]], {}, {"value": {}}, "\u0000", "\u202eabc", [None], "æøå" * 40]
    names = ["userName", "externalId", "displayName", "name", "emails", "title", "active", ENTERPRISE, "schemas", "id",
             "meta", "groups", "members", "Operations"]
    for value in odd:
        for name in names:
            for method, path, body in [
                ("POST", "/Users", {"userName": "ny@example.dk", name: value}), ("PUT", f"/Users/{made['id']}", {name: value}),
                ("PATCH", f"/Users/{made['id']}", {"Operations": [{"op": "replace", "path": name, "value": value}]}),
                ("PATCH", f"/Users/{made['id']}", {"Operations": [{"op": value, "path": value, name: value}]}),
                ("PATCH", f"/Users/{made['id']}", {"Operations": value}),
                ("PUT", f"/Groups/{group['id']}", {"displayName": "Sære", name: value}),
                ("PATCH", f"/Groups/{group['id']}", {"Operations": [{"op": "add", "path": name, "value": value}]}),
            ]:
                status, _, answer = scim(method, path, body)
                assert status < 500, (method, body, answer)
                if status >= 400:
                    assert answer["status"] == str(status) and answer["detail"], answer
        assert scim("GET", "/Users?filter=" + urllib.parse.quote(str(value)))[0] < 500
