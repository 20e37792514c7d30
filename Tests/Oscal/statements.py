# SPDX-License-Identifier: MPL-2.0
"""What Værn says of an organisation's compliance in OSCAL, read by compliance-trestle and by NIST's own schema;
what it says is compared with what the interface says. From the example world, and from one in which
people were erased with all that they wrote and nothing is decided."""
import copy
import functools
import gzip
import json
import logging
import os
import re
import subprocess
import sys
import tempfile
import urllib.error
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import jsonschema

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / "Browser"), str(HERE.parent / "Erasure")]
from compliance import comply, packed  # noqa: E402
from trestle.core.profile_resolver import ProfileResolver  # noqa: E402
from trestle.oscal import assessment_plan, assessment_results, catalog, component, poam, profile, ssp  # noqa: E402
from vaern import Installation, Server  # noqa: E402

BIN = Path(os.environ.get("VAERN_BIN", ".build/debug/vaern")).resolve()
NAMESPACE = "urn:x-vaern:oscal:1"
MODELS = {
    "oscal-profile": profile.Profile, "oscal-component": component.ComponentDefinition,
    "oscal-ssp": ssp.SystemSecurityPlan, "oscal-catalog": catalog.Catalog, "oscal-plan": assessment_plan.AssessmentPlan,
    "oscal-results": assessment_results.AssessmentResults, "oscal-poam": poam.PlanOfActionAndMilestones,
}
OF_SCOPE = {"oscal-profile", "oscal-component", "oscal-ssp"}
MARK = "qzxmarkoer"


def schema():
    """NIST's schema of the release 1.1.2, as it was published."""
    # Python's expressions do not know the classes of Unicode by name.
    text = gzip.decompress((HERE / "NIST" / "oscal_complete_schema.json.gz").read_bytes()).decode().replace(r"\\p{L}", r"[^\\W\\d_]").replace(r"\\p{N}", r"\\d")
    tree = json.loads(text)
    return jsonschema.validators.validator_for(tree)(tree)


def own(thing, name):
    return [p["value"] for p in thing.get("props", []) if (p["name"], p.get("ns")) == (name, NAMESPACE)]


def nodes(tree):
    """Every object of a file."""
    if isinstance(tree, dict):
        yield tree
        for value in tree.values():
            yield from nodes(value)
    elif isinstance(tree, list):
        for value in tree:
            yield from nodes(value)


class World:
    """A server with its data, and what it says to one person."""

    def __init__(self, server, check, validator):
        self.server, self.check, self.validator = server, check, validator
        #: The properties of our own that were met.
        self.named = set()

    def token(self, role):
        return Path(self.server.installation.person(role).token_file)

    def ask(self, path, role="security"):
        headers = {"Authorization": "Bearer " + self.token(role).read_text().strip()}
        status, _, body = self.server.fetch("/api/v1/" + path, headers=headers)
        assert status == 200, (path, status, body[:300])
        return json.loads(body)

    def command(self, *arguments, role="security", language="da"):
        """What `vaern` prints, or nil where it is refused."""
        line = [str(BIN), *arguments, "--data", str(self.server.installation.data), "--organisation", "FKI",
                "--token-file", str(self.token(role))]
        done = subprocess.run(line, capture_output=True, timeout=120, env={**os.environ, "LC_ALL": language})
        return done.stdout if done.returncode == 0 else None

    def take(self, name, *arguments, **more):
        """A file in OSCAL, checked in every way that does not ask what it is about."""
        noun = "soa" if name in OF_SCOPE else "requirements"
        data = self.command(noun, "export", *arguments, "--as", name, **more)
        if data is None:
            return None
        what = " ".join([name, *arguments, *map(str, more.values())])
        self.check(f"{what} is taken by trestle", is_read(MODELS[name], data))
        tree = json.loads(data)
        found = [error.message[:200] for error in self.validator.iter_errors(tree)]
        self.check(f"{what} follows NIST's schema", not found, found[:3])
        (root,) = tree.values()
        self.refers(what, root)
        self.named |= {node["name"] for node in nodes(root) if node.get("ns") == NAMESPACE}
        head = root["metadata"]
        self.check(f"{what} says what it is", head["oscal-version"] == "1.1.2" and own(head, "as-of") and own(head, "entries"))
        return root

    def refers(self, what, root):
        """What a file refers to inside itself is there, and what has an identity has its own."""
        parties = {party["uuid"] for party in root["metadata"]["parties"]}
        resources = {one["uuid"] for one in root.get("back-matter", {}).get("resources", [])}
        uuids = [node["uuid"] for node in nodes(root) if "uuid" in node]
        self.check(f"{what}: each identity once", len(set(uuids)) == len(uuids))
        roles = {role["id"] for role in root["metadata"]["roles"]}
        kinds = {"observation-uuid": {o["uuid"] for o in nodes(root) if "methods" in o},
                 "risk-uuid": {o["uuid"] for o in nodes(root) if "statement" in o},
                 "activity-uuid": set(uuids), "component-uuid": set(uuids), "subject-uuid": parties,
                 "actor-uuid": parties, "role-id": roles}
        lost = []
        for node in nodes(root):
            lost += [(key, node[key]) for key, known in kinds.items() if key in node and node[key] not in known]
            lost += [("party", one) for one in node.get("party-uuids", []) if one not in parties]
            href = node.get("href", "")
            if href.startswith("#") and href[1:] not in resources:
                lost.append(("href", href))
        self.check(f"{what}: nothing is referred to that is not there", not lost, lost[:3])


def is_read(model, data):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.json"
        path.write_bytes(data)
        try:
            return model.oscal_read(path) is not None
        except Exception:  # noqa: BLE001: whatever it is, the file was not taken
            return False


def token_of(control):
    return "c-" + control


def statements(world):
    """Each statement of applicability against what the interface says of it."""
    check = world.check
    for scope in world.ask("scopes")["items"]:
        name = scope["name"]
        controls = world.ask("scopes/" + scope["id"])["controls"]
        chosen = {token_of(one["control"]) for one in controls if one["applies"]}
        decided = {token_of(one["control"]): one for one in controls if one["applies"] is not None}
        picked = world.take("oscal-profile", name)["imports"][0]
        ids = {id for one in picked.get("include-controls", []) for id in one["with-ids"]}
        check(f"the profile of {name} has what applies", ids == chosen, sorted(ids ^ chosen))
        resolved(world, name, chosen)
        (part,) = world.take("oscal-component", name)["components"]
        lines = [one for kind in part.get("control-implementations", []) for one in kind["implemented-requirements"]]
        check(f"the component of {name} has what is decided", {one["control-id"] for one in lines} == set(decided))
        check(f"the component of {name} counts the rest", own(part, "undecided") == [str(93 - scope["decided"])])
        for line in lines:
            said = decided[line["control-id"]]
            status = said["status"] if said["applies"] else "excluded"
            words = line["description"] + line.get("remarks", "")
            plain = re.sub(r"\\(.)", r"\1", words)
            check(f"{line['control-id']} of {name} says how and why", own(line, "status") == [status]
                  and " ".join(said["reason"].split()) in " ".join(plain.split()), line)
        whole = world.take("oscal-ssp", name)
        check(f"the plan of {name} is refused where nothing is chosen", (whole is None) == (not chosen))
        if whole:
            met = whole["control-implementation"]["implemented-requirements"]
            check(f"the plan of {name} has what applies", {one["control-id"] for one in met} == chosen)
            states = {one["by-components"][0]["implementation-status"]["state"] for one in met}
            check(f"the plan of {name} says how far", states <= {"implemented", "partial", "planned"}, states)


def resolved(world, name, chosen):
    """A profile that trestle resolves, and that our own reader reads, gives the controls that apply."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / ".trestle").mkdir()
        catalogue = subprocess.run(
            [BIN, "framework", "export", "27002", "--language", "da"], capture_output=True, check=True).stdout
        (root / "27002.oscal.json").write_bytes(catalogue)
        path = root / "oscal-profile.json"
        path.write_bytes(world.command("soa", "export", name, "--as", "oscal-profile"))
        read = subprocess.run(
            [BIN, "framework", "read", path, "--catalogue", root / "27002.oscal.json", "--language", "da"],
            capture_output=True).stdout.decode()
        ours = {token_of(line.split("\t")[1]) for line in read.splitlines() if not line.split("\t")[2]}
        world.check(f"we read the profile of {name} as it was written", ours == chosen, sorted(ours ^ chosen)[:5])
        if chosen:
            tree = json.loads(path.read_text())
            tree["profile"]["imports"][0]["href"] = (root / "27002.oscal.json").as_uri()
            path.write_text(json.dumps(tree))
            catalog = ProfileResolver.get_resolved_profile_catalog(root, path.as_uri())
            theirs = {node["id"] for node in nodes(json.loads(catalog.oscal_serialize_json()))
                      if node.get("class") == "control"}
            world.check(f"trestle resolves the profile of {name}", theirs == chosen, sorted(theirs ^ chosen)[:5])


def assessments(world):
    check = world.check
    known = {one["number"]: world.ask("requirements/" + one["id"]) for one in world.ask("requirements?limit=500")["items"]}
    catalogue = world.take("oscal-catalog")
    controls = {control["id"]: control for control in catalogue.get("controls", [])}
    check("the catalogue has each requirement", set(controls) == {number.lower() for number in known})
    parts = {part["id"] for control in controls.values() for part in control["parts"]}
    plan = world.take("oscal-plan")
    asked = {one["control-id"] for node in nodes(plan) for one in node.get("include-controls", [])}
    check("the plan is about requirements of the catalogue", asked == set(controls), sorted(asked ^ set(controls)))
    (result,) = world.take("oscal-results")["results"]
    findings = {own(f, "compliance")[0]: 0 for f in result.get("findings", [])}
    for finding in result.get("findings", []):
        number = finding["title"].split(":")[0]
        compliance = known[number]["compliance"]
        findings[compliance] = findings.get(compliance, 0) + 1
        state = finding["target"]["status"]["state"]
        check(f"{number} is found as it stands", own(finding, "compliance") == [compliance]
              and (state == "satisfied") == (compliance in ("complied", "irrelevant")), finding["target"])
        check(f"{number} is in the catalogue", finding["target"]["target-id"] in parts)
        seen = len(finding.get("related-observations", []))
        check(f"{number} rests on its assessments", seen >= len(known[number]["assessments"]), seen)
    assessed = {number for number, one in known.items() if one["assessments"]}
    check("each assessed requirement has a finding", {f["title"].split(":")[0] for f in result.get("findings", [])} == assessed)
    rounds = [one for one in result.get("observations", []) if own(one, "population")]
    for one in rounds:
        items = own(one, "sample-items")
        numbers = [int(number) for number in items[0].split(", ")] if items else []
        wanting = [int(n) for value in own(one, "failed-items") for n in value.split(", ")]
        check("a sample is of its population, and can be drawn again",
              all(1 <= n <= int(own(one, "population")[0]) for n in numbers) and set(wanting) <= set(numbers)
              and bool(own(one, "seed")) == bool(items) == bool(own(one, "seed-size")), one["title"])
    return result, rounds


def milestones(world):
    check = world.check
    known = {one["number"]: one for one in world.ask("nonconformities?limit=500")["items"]}
    plan = world.take("oscal-poam")
    states = {"open": "open", "treated": "remediating", "closed": "closed"}
    risks = {own(risk, "number")[0]: risk for risk in plan["risks"]}
    check("each nonconformity is a risk and an item", set(risks) == set(known)
          and {own(item, "number")[0] for item in plan["poam-items"]} == set(known), sorted(set(risks) ^ set(known)))
    for number, risk in risks.items():
        said = known[number]
        check(f"{number} stands as it does", risk["status"] == states[said["standing"]], risk["status"])
        tasks = [task for one in risk.get("remediations", []) for task in one["tasks"]]
        references = {value for task in tasks for value in own(task, "reference")}
        check(f"{number} has its tasks", references == set(said["actions"]), references)
        check(f"{number} has its milestone", bool(said["causes"]) == any(task["type"] == "milestone" for task in tasks))
        log = risk.get("risk-log", {}).get("entries", [])
        check(f"{number} has its log", len(log) == len(said["causes"]) + len(said["checks"]), len(log))
    return plan


def planted(world):
    """What is wrong by the schema is found, by each of those who look."""
    with_faults = {
        "oscal-component": lambda t: t["components"][0].pop("description"),
        "oscal-profile": lambda t: t["imports"][0].update(href=1),
        "oscal-ssp": lambda t: t["system-characteristics"].pop("system-information"),
        "oscal-plan": lambda t: t["reviewed-controls"].update(controls=[]),
        "oscal-results": lambda t: t["results"][0]["findings"][0]["target"]["status"].pop("state"),
        "oscal-poam": lambda t: t["risks"][0].update(uuid="AFV-2026-01"),
        "oscal-catalog": lambda t: t["controls"][0].update(id="5 a"),
    }
    for name, fault in with_faults.items():
        noun = "soa" if name in OF_SCOPE else "requirements"
        tree = json.loads(world.command(noun, "export", "--as", name))
        world.check(f"{name} itself is taken", is_read(MODELS[name], json.dumps(tree).encode()))
        (root,) = copy.deepcopy(tree).items()
        fault(root[1])
        world.check(f"a fault in {name} is found by trestle", not is_read(MODELS[name], json.dumps(dict([root])).encode()))
        if world.validator:
            world.check(f"a fault in {name} is found by the schema", list(world.validator.iter_errors(dict([root]))))


def days_and_rights(world):
    check = world.check
    # Nothing was decided before the first statement; on the day after it, what stood then stands.
    scope = world.ask("scopes")["items"][0]
    for reading in ("then", "now"):
        day = scope["opened"]
        arguments = ["--as-of", day, "--reading", reading]
        controls = world.ask(f"scopes/{scope['id']}?as_of={day}&reading={reading}")["controls"]
        chosen = {token_of(one["control"]) for one in controls if one["applies"]}
        root = world.take("oscal-profile", *arguments)
        ids = {id for one in root["imports"][0].get("include-controls", []) for id in one["with-ids"]}
        check(f"a past day has its own profile, {reading}", ids == chosen, len(ids))
        check("the file says which day", (own(root["metadata"], "as-of"), own(root["metadata"], "reading")) == ([day], [reading]))
    # What may not be seen is counted and not named.
    every = {one["title"] for one in world.ask("evidence?limit=500")["items"] if one["title"]}
    some = {one["title"] for one in world.ask("evidence?limit=500", "secretary")["items"]}
    whole = json.dumps(world.take("oscal-results"), ensure_ascii=False)
    root = world.take("oscal-results", role="secretary")
    text = json.dumps(root, ensure_ascii=False)
    hidden = [title for title in every - some if title in whole]
    check("there is evidence that not everybody sees", hidden)
    check("what may not be seen is not named", not [title for title in hidden if title in text])
    check("what may not be seen is counted", [node for node in nodes(root) if own(node, "evidence-left-out")])
    same = [world.command("requirements", "export", "--as", "oscal-poam") for _ in range(2)]
    check("the same is the same bytes", same[0] == same[1])
    english = world.take("oscal-poam", language="en_GB.UTF-8")
    danish = json.loads(same[0])["plan-of-action-and-milestones"]
    check("a thing has one identity in both languages", [r["uuid"] for r in english["risks"]] == [r["uuid"] for r in danish["risks"]]
          and english["uuid"] != danish["uuid"] and "Plan of action" in english["metadata"]["title"])


def erased(world):
    """Somebody writes into everything and is erased with all of it; a statement has nothing decided."""
    server = world.server

    def post(token, kind, /, **members):
        headers = {"Authorization": "Bearer " + token, "Content-Type": "application/json"}
        status, _, body = server.fetch(
            f"/api/v1/commands/{kind}", method="POST", headers=headers, body=json.dumps(members).encode())
        if status >= 400:
            raise urllib.error.HTTPError(kind, status, body.decode()[:400], {}, None)
        return json.loads(body)

    def operate(kind, /, **members):
        fields = [part for name, value in members.items() for part in ("--field", f"{name}={value}")]
        return json.loads(server.installation.run("do", kind, *fields, "--organisation", "FKI", "--json"))

    now = datetime.now(ZoneInfo("Europe/Copenhagen")).date()
    today, earlier = now.isoformat(), (now - timedelta(60)).isoformat()
    unit = next(one["id"] for one in world.ask("units")["items"] if one["open"])
    writer = operate("person.add", name=f"{MARK} Navnesen")["id"]
    operate("engagement.begin", person=writer, kind="employee", unit=unit, title="Afløser", **{"from": today})
    operate("role.grant", person=writer, role="security", **{"from": today})
    operate("role.grant", person=writer, role="auditor", to=(now + timedelta(80)).isoformat(), **{"from": today})
    operate("account.open", person=writer, username="navnesen")
    token = operate("token.issue", person=writer, scope="write", until=(now + timedelta(80)).isoformat())["secret"]
    above = next(one["id"] for one in world.ask("documents?limit=200")["items"] if one["kind"] == "politik")
    document = post(token, "document.import", kind="procedure", title="Prøve", unit=unit, parent=above,
                    classification="intern", placement="Hører til", file=packed("a.md", "# Regel\n\nDet skal være sådan.\n"))["id"]
    paragraph = world.ask("documents/" + document)["sections"][0]["blocks"][-1]["id"]
    comply(MARK, functools.partial(post, token), unit, document, paragraph, today, earlier, {"late_reason": "Glemt"}, writer)
    before = [world.take(name) for name in ("oscal-catalog", "oscal-plan", "oscal-results", "oscal-poam")]
    dpo = world.token("dpo").read_text().strip()
    plain = json.dumps(before)
    world.check("it is written there before it is erased", plain.count(MARK) > 10, plain.count(MARK))
    post(dpo, "person.erase", person=writer, decision="Prøve", basis="request", override_reason="Prøve: alt")
    after = [world.take(name) for name in ("oscal-catalog", "oscal-plan", "oscal-results", "oscal-poam")]
    plain = json.dumps(after)
    world.check("what is erased is in no file", MARK not in plain and "slettet" in plain)
    empty = next(one["id"] for one in world.ask("scopes")["items"] if one["decided"] == 0)
    (part,) = world.take("oscal-component", empty)["components"]
    world.check("of a statement without decisions all is undecided",
                own(part, "undecided") == ["93"] and "control-implementations" not in part, part)
    picked = world.take("oscal-profile", empty)["imports"][0]
    world.check("its profile chooses nothing", len(picked["exclude-controls"][0]["with-ids"]) == 93 and "include-all" in picked)
    world.check("it has no plan", world.take("oscal-ssp", empty) is None)
    assessments(world)
    milestones(world)


def run(check):
    """All of it."""
    logging.disable(logging.CRITICAL)
    validator = schema()
    with tempfile.TemporaryDirectory() as folder:
        installation = Installation.demo(BIN, Path(folder) / "data")
        with Server(installation) as server:
            world = World(server, check, validator)
            statements(world)
            _, rounds = assessments(world)
            check("the example has rounds of control that are drawn", any(own(one, "seed") for one in rounds))
            milestones(world)
            planted(world)
            days_and_rights(world)
            erased(world)
            told = set(re.findall(r"`([a-z-]+)`", (HERE.parent.parent / "docs" / "oscal.md").read_text())) | {"language"}
            check("docs/oscal.md tells of every property", not world.named - told, sorted(world.named - told))
            check("most of them were met", len(world.named) > 50, len(world.named))
