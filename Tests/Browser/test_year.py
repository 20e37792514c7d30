# SPDX-License-Identifier: MPL-2.0
"""A year in the life: the script that a person reads and runs, and what it left behind, seen on any of its days."""

import importlib.util
import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from told import Told
from vaern import Installation, Server

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
HOUSE = "Fælleskommunalt"
#: Before anything was assessed; documented; found wanting; between two readings; when the first evidence has expired.
DAYS = [5, 20, 50, 95, 320]


@pytest.fixture(scope="module")
def oracle():
    path = os.environ.get("VAERN_ORACLE")
    if not path:
        assert not os.environ.get("VAERN_STRICT"), "VAERN_ORACLE names no oracle"
        pytest.skip("VAERN_ORACLE names no oracle: sh Tests/Oracle/build.sh FILE")
    return path


@pytest.fixture(scope="module")
def year(program, oracle, tmp_path_factory):
    """The year, gone through by the script as anybody runs it: what it printed, how long it took, what it did when."""
    folder = tmp_path_factory.mktemp("year")
    begun = time.monotonic()
    done = subprocess.run(
        [sys.executable, EXAMPLES / "et-aar.py", "--data", folder / "data", "--journal", folder / "journal.json",
         "--oracle", oracle],
        capture_output=True, text=True, timeout=300, env={**os.environ, "VAERN_BIN": str(program)})
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    told = Told(json.loads((folder / "journal.json").read_text()))
    told.printed, told.seconds, told.folder = done.stdout, time.monotonic() - begun, folder
    return told


@pytest.fixture(scope="module")
def after(program, year):
    """The day after: the same installation, served on."""
    installation = Installation(program, year.folder / "data", [])
    with Server(installation, "--clock", f"{year.day(382)}T09:00+01:00") as server:
        yield server


def token(server, year, person):
    until = ["--until", year.day(382), "--organisation", HOUSE]
    return server.installation.run("token", "create", "--person", person, *until).strip()


@pytest.fixture(scope="module")
def security(after, year):
    """Requests of somebody of the security team: status and answer."""
    headers = {"Authorization": "Bearer " + token(after, year, "Line Skovhede"), "Accept-Language": "da"}

    def ask(path, **fields):
        if not fields:
            status, _, body = after.fetch("/api/v1/" + path, headers=headers)
        else:
            status, _, body = after.fetch(
                "/api/v1/commands/" + path, "POST", {**headers, "Content-Type": "application/json"},
                json.dumps(fields).encode())
        return status, json.loads(body)

    return ask


@pytest.fixture(scope="module")
def auditor():
    return module("auditor")


def module(name):
    spec = importlib.util.spec_from_file_location(name.replace("-", "_"), EXAMPLES / f"{name}.py")
    loaded = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(loaded)
    return loaded


# The year itself

def test_a_year_in_the_life(year):
    wanted = [
        "22 steder siger »skal«", "hver 12. måned", "Kravet overlapper 27002:8.13", "3 af 93 foranstaltninger",
        "(prøvet): udokumenteret", "Den slags fil tages ikke", "(prøvet): efterlevet", "(genskabt): efterlevet",
        "Et frø, nogen har valgt, er afvist", "af 24 løsninger", "(genskabt): ikke efterlevet",
        "Afvist: Årsagen er ikke fundet", "er meldt, med årsag og opgave", "som ikke er udført",
        "Opgaven er meldt udført", "Afvist: Vælg den dokumentation", "er lukket med dokumentation",
        "(genskabt): efterlevet", "som det var kendt da: efterlevet", "med det, vi ved nu: delvist efterlevet",
        "fravalgt, som det var kendt da; uafklaret med det, vi ved nu", "Bestyrelsen får sin redegørelse",
        "(genskabt): udokumenteret", "(prøvet): udokumenteret", "(udsendt): ikke vurderet",
        "Find gyldig dokumentation", "Udfør kontrollen", "Revisor kan ikke selv ændre noget",
        "Udtrukket igen af revisor: 6 af 24, de samme", "Det uafhængige program siger OK", "Bladet fører ikke op",
        "Året er gået, og alt var, som det skulle være."]
    at = 0
    for words in wanted:
        found = year.printed.find(words, at)
        assert found >= 0, f"»{words}« is not said after:\n{year.printed[max(0, at - 300):at]}"
        at = found
    assert year.printed.count("\nDag ") == 10
    assert year.seconds < 120


def test_the_year_stops_where_something_is_not_as_it_should_be(program, tmp_path, monkeypatch, capsys):
    monkeypatch.syspath_prepend(str(EXAMPLES))
    monkeypatch.setenv("VAERN_BIN", str(program))
    monkeypatch.setattr(sys, "argv", ["et-aar.py", "--data", str(tmp_path / "data")])
    story = module("et-aar")
    # A policy that demands one thing less.
    text = story.POLICY.read_text()
    assert "skal foreslå dagen" in text
    policy = tmp_path / "politik.txt"
    policy.write_text(text.replace("skal foreslå dagen", "foreslår dagen"))
    monkeypatch.setattr(story, "POLICY", policy)
    with pytest.raises(SystemExit) as stopped:
        story.main()
    said = capsys.readouterr()
    assert stopped.value.code == 1 and "så 21, ventede 22" in said.err and "Året er gået" not in said.out


# Breaches, the day after

def assess(security, year, name, **fields):
    return security(
        "requirement.assess", requirement=year.made["requirements"][name], method="documents", result="complied",
        finding="Det ser rigtigt ud.", **{"from": year.day(360), "to": year.day(382)}, **fields)


def test_complied_without_evidence_that_holds_is_undocumented(security, year):
    requirement = "requirements/" + year.made["requirements"]["udsendt"]
    assert security(requirement)[1]["compliance"] == "never"
    assert assess(security, year, "udsendt")[0] == 201
    assert security(requirement)[1]["compliance"] == "unproven"
    # What expired a year ago is no evidence today.
    expired = next(one["id"] for one in year.journal if one["command"] == "evidence.add")
    status, problem = assess(security, year, "udsendt", evidence=[expired])
    assert status == 422 and "gælder ikke på vurderingens dag" in problem["detail"]
    status, _ = assess(security, year, "udsendt", title="Kvitteringer", link="https://fki.example/kvitteringer")
    assert status == 201 and security(requirement)[1]["compliance"] == "complied"


def test_a_nonconformity_is_not_closed_on_somebodys_word(security, year):
    raised = security(
        "nonconformity.raise", requirement=year.made["requirements"]["prøvet"], origin="internal", severity="minor",
        unit="Løsninger", what="En løsning er ikke prøvet.")[1]["id"]
    closing = {"nonconformity": raised, "outcome": "effective", "finding": "Den er prøvet."}
    status, problem = security("nonconformity.check", **closing)
    assert status == 409 and "Årsagen er ikke fundet" in problem["detail"]
    assert security("nonconformity.explain", nonconformity=raised, cause="Glemt.", check=year.day(390))[0] == 201
    status, problem = security("nonconformity.check", **closing)
    assert status == 422 and "viser, at det hjalp" in problem["detail"]
    expired = next(one["id"] for one in year.journal if one["command"] == "evidence.add")
    assert security("nonconformity.check", **closing, evidence=[expired])[0] == 422
    assert security("nonconformities/" + raised)[1]["standing"] == "treated"


def test_what_was_sampled_is_not_sampled_again_until_it_comes_right(security, year):
    status, problem = security("controlTest.draw", control_test=year.made["test"])
    assert status == 409 and "Ingen population er låst" in problem["detail"]
    drawn = next(one["positions"][0] for one in year.journal if one["command"] == "controlTest.draw")
    status, problem = security("fact.annul", position=str(drawn), reason="En anden stikprøve ville være bedre.")
    assert status == 409 and "Annullér konklusionen først" in problem["detail"]


# What the auditor holds

def test_a_proof_with_one_byte_changed_is_refused(year, after, oracle, auditor, tmp_path):
    proof = (year.folder / "vurdering.tlog-proof").read_bytes()
    key = after.installation.run("ledger", "checkpoint", "--key", "--organisation", HOUSE).strip()
    path = tmp_path / "rettet.tlog-proof"

    def verdict(changed):
        path.write_bytes(changed)
        return subprocess.run([oracle, "proof", key, path], capture_output=True, timeout=60).returncode

    assert verdict(proof) == 0 and auditor.follow(proof.decode())["leaf"]["kind"] == "requirement.assessed"
    signature = proof.rindex(b" ") + 1
    # One letter of the leaf, of the path, of the checkpoint, and of the signature beyond the key's own mark.
    lines = proof.split(b"\n")
    places = [len(lines[0]) + 1 + 6 + 40, proof.index(lines[4]) + 7, proof.index(b"\n\n") + 3, signature + 30]
    places += range(0, len(proof) - 1, 97)
    for place in places:
        letter = proof[place:place + 1]
        other = b"B" if letter == b"A" else b"A"
        changed = proof[:place] + other + proof[place + 1:]
        assert verdict(changed) == 1, (place, letter)
        if place < proof.index(b"\n\n"):
            with pytest.raises(auditor.NotProven):
                auditor.follow(changed.decode(errors="replace"))


def test_a_sample_that_somebody_chose_is_found(year, auditor):
    ledger = auditor.Ledger((year.folder / "revisionsspor.jsonl").read_text())
    assert year.made["test"] in [one["test"] for one in auditor.samples(ledger)]
    drawn = next(
        one for one in ledger.facts("controlTest.drawn") if one["leaf"]["subject"]["id"] == year.made["test"])
    honest = drawn["payload"]
    chosen = sorted({1, 2, 3, 4, 5, 6} ^ {item["number"] for item in honest["items"]})[:6]
    for forged in [
        {**honest, "items": [{"number": number} for number in chosen]},
        {**honest, "items": honest["items"][:5]},
        {**honest, "root": "A" * 43 + "="},
        {**honest, "size": honest["size"] + 1, "root": ledger.root(honest["size"] + 1)},
    ]:
        drawn["payload"] = forged
        with pytest.raises(auditor.NotProven):
            auditor.samples(ledger)
    drawn["payload"] = honest
    assert auditor.samples(ledger)
    # A leaf that was changed does not fit the next one.
    lines = (year.folder / "revisionsspor.jsonl").read_text().splitlines()
    assert '"effective":"20' in lines[-2]
    lines[-2] = lines[-2].replace('"effective":"20', '"effective":"21')
    with pytest.raises(auditor.NotProven):
        auditor.Ledger("\n".join(lines))


def test_the_auditors_own_tool_says_what_holds_and_what_does_not(year, tmp_path):
    def run(*arguments):
        return subprocess.run([sys.executable, EXAMPLES / "auditor.py", *arguments], capture_output=True, text=True)

    ledger, proof = year.folder / "revisionsspor.jsonl", year.folder / "vurdering.tlog-proof"
    done = run("sample", ledger)
    assert done.returncode == 0 and f"6 af 24, de samme: {year.made['sample']}" in done.stdout, done.stderr
    done = run("proof", proof)
    assert done.returncode == 0 and f"Post {year.made['assessed']}, requirement.assessed" in done.stdout, done.stderr
    changed = tmp_path / "rettet"
    changed.write_text(proof.read_text().replace("\nindex ", "\nindex 1", 1))
    done = run("proof", changed)
    assert done.returncode == 1 and "Bladet fører ikke op" in done.stderr and not done.stdout
    assert run("proof").returncode == 2


# The year, seen on any of its days

def test_the_five_days_tell_everything_apart(year):
    """The days are chosen so that each standing is seen, and the readings differ for a requirement and a control."""
    seen = {
        (number, reading): (year.requirements(year.day(number), reading), year.statement(year.day(number), reading))
        for number in DAYS for reading in ("then", "now")}
    standings = {one for requirements, _ in seen.values() for one in requirements.values()}
    assert standings == {"never", "complied", "unproven", "partly", "failed"}
    for part in (0, 1):
        assert any(seen[number, "then"][part] != seen[number, "now"][part] for number in DAYS)


@pytest.mark.parametrize("reading", ["then", "now"])
@pytest.mark.parametrize("number", DAYS)
def test_a_past_day_in_both_readings(after, security, year, tmp_path, number, reading):
    on = year.day(number)
    wanted = year.requirements(on, reading)
    status, answer = security(f"requirements?limit=500&as_of={on}&reading={reading}")
    assert status == 200 and answer["next"] is None
    names = {id: name for name, id in year.made["requirements"].items()}
    shown = {names[one["id"]]: one for one in answer["items"] if one["id"] in names}
    assert {name: one["compliance"] for name, one in shown.items()} == wanted
    status, answer = security(f"scopes/{year.made['scope']}?as_of={on}&reading={reading}")
    decided = {one["control"]: one["status"] or "excluded" for one in answer["controls"] if one["applies"] is not None}
    assert status == 200 and decided == year.statement(on, reading)

    # Reports and the matrix: what there was, and what answered for a control.
    reports = security(f"reports?limit=500&as_of={on}&reading={reading}")[1]["items"]
    assert {one["id"] for one in reports} & year.every_report == year.reports(on, reading)
    status, matrix = security(f"frameworks/27002/matrix?as_of={on}&reading={reading}")
    line = next(one for one in matrix["clauses"] if one["clause"] == "8.13")
    answers = {one["requirement"]["id"]: one["compliance"] for one in line["requirements"]}
    assert {names[id]: said for id, said in answers.items() if id in names} == year.matrix(on, reading, "27002:8.13")

    # The same on the command line.
    handed = tmp_path / "token"
    handed.write_text(token(after, year, "Line Skovhede"))

    def listed(*arguments):
        options = ["--token-file", handed, "--organisation", HOUSE, "--as-of", on, "--reading", reading]
        return [line.split("\t") for line in after.installation.run(*arguments, *options).splitlines()]

    standings = {row[0]: row[1] for row in listed("requirements")}
    assert {name: standings[one["number"]] for name, one in shown.items()} == wanted
    statement = {row[0]: row[1] for row in listed("soa", "Fælles løsninger") if row[1] != "undecided"}
    assert statement == year.statement(on, reading)


def test_a_report_says_the_same_on_every_day_after_it(security, year):
    last = year.day(400)
    kept = [id for id in year.every_report if id in year.reports(last, "now")]
    assert len(kept) == 2, "one to the direktion, one to the bestyrelse; the annulled one is gone"
    for id in kept:
        issued = next(one["day"] for one in year.journal if one["id"] == id)
        figures = [
            security(f"reports/{id}" + query)[1]["figures"]
            for query in ("", f"?as_of={issued}&reading=then", f"?as_of={issued}&reading=now")]
        assert figures[0] == figures[1] == figures[2] and figures[0]


def test_before_the_year_there_was_nothing_of_it(security, year):
    on = year.day(-1)
    for reading in ("then", "now"):
        items = security(f"requirements?limit=500&as_of={on}&reading={reading}")[1]["items"]
        assert items and not {one["id"] for one in items} & set(year.made["requirements"].values())
        assert security(f"scopes/{year.made['scope']}?as_of={on}&reading={reading}")[0] == 404
