#!/usr/bin/env python3
# SPDX-License-Identifier: MPL-2.0
"""What is erased is found in no file afterwards, not in an older backup that is restored either; the ledger verifies.

A person gets a marker in every text that is written about them and writes one into every text of their own: names,
mail, title, user name, reasons, tasks, notes, a document. A backup is made, then all of it is erased, also what the rules
would keep. Every file of the data directory is searched for the marker as UTF-8, UTF-16, hexadecimal and base64.
"""
import base64
import json
import os
import sys
import tempfile
import urllib.error
import urllib.request
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "Browser"))
from vaern import Installation, Server, run  # noqa: E402

BIN = Path(os.environ.get("VAERN_BIN", ".build/debug/vaern")).resolve()
MARK = "qzxjkvwmarkoer"


def forms(text):
    """The ways in which a text may lie in a file."""
    plain = text.encode()
    yield plain
    yield text.upper().encode()
    yield text.encode("utf-16-le")
    yield text.encode("utf-16-be")
    yield plain.hex().encode()
    yield plain.hex().upper().encode()
    for offset in range(3):
        encoded = base64.b64encode(b"\0" * offset + plain)
        # The characters that do not depend on what stands before and after.
        yield encoded[(4 if offset else 0):len(encoded) // 4 * 4 - 4]


def found_in(folder, text):
    hits = []
    for path in sorted(Path(folder).rglob("*")):
        if path.is_file() and not path.is_socket():
            held = path.read_bytes()
            hits += [f"{path.relative_to(folder)}" for form in forms(text) if form in held][:1]
    return hits


def main():
    faults = []
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        installation = Installation.demo(BIN, folder / "data")
        tokens = {role: Path(installation.person(role).token_file).read_text().strip()
                  for role in ("security", "administrator", "dpo")}
        server = Server(installation)
        server.start()

        def ask(path, token, members=None):
            request = urllib.request.Request(
                server.base + path, data=None if members is None else json.dumps(members).encode(),
                headers={"Authorization": "Bearer " + token, "Content-Type": "application/json"})
            try:
                with urllib.request.urlopen(request, timeout=60) as answer:
                    return json.load(answer)
            except urllib.error.HTTPError as refused:
                refused.msg = f"{path}: {refused.read().decode(errors='replace')[:400]}"
                raise

        def do(token, kind, /, **members):
            return ask(f"/api/v1/commands/{kind}", token, members)

        def operate(kind, *fields):
            organisation = next(row["organisation"] for row in people if row["account"] == installation.person("security").account)
            return json.loads(run(
                BIN, "do", kind, *[part for field in fields for part in ("--field", field)], "--data", installation.data,
                "--organisation", organisation, "--json"))

        people = [{"account": person.account, "organisation": organisation}
                  for person in installation.people for organisation in [house_of(installation, person)]]
        unit = next(row["id"] for row in ask("/api/v1/units", tokens["administrator"])["items"] if not row.get("closed"))
        admin = tokens["administrator"]
        person = do(admin, "person.add", name=f"{MARK} Navnesen", mail=f"{MARK}@prøve.example".replace("ø", "oe"))["id"]
        do(admin, "engagement.begin", person=person, kind="employee", unit=unit, title=f"{MARK} titel", **{"from": "2026-01-01", "late_reason": f"{MARK} for sent"})
        other = do(admin, "person.add", name="En Anden")["id"]
        do(admin, "engagement.begin", person=other, kind="employee", unit=unit, title="Afløser", **{"from": "2026-01-01", "late_reason": "Prøve"})
        operate("role.grant", f"person={person}", "role=security", "from=2026-11-01", "late_reason=Prøve")
        operate("account.open", f"person={person}", f"username={MARK}.navnesen")
        own = operate("token.issue", f"person={person}", "scope=write", "until=" + later())["secret"]
        do(own, "deputy.appoint", person=person, deputy=other, reason=f"{MARK} orlov", **{"from": today()})
        action = do(own, "action.add", title=f"{MARK} opgave", why=f"{MARK} hvorfor", unit=unit, due=later())["id"]
        do(own, "action.move", action=action, due=later(), reason=f"{MARK} flyttet")
        do(own, "action.done", action=action, note=f"{MARK} gjort")
        second = do(own, "action.add", title=f"{MARK} nummer to", why=f"{MARK} hvorfor", unit=unit, due=later())["id"]
        do(own, "action.drop", action=second, reason=f"{MARK} opgivet")
        policy = next(row["id"] for row in ask("/api/v1/documents?limit=200", own)["items"] if row["kind"] == "politik")
        text = f"# Procedure\n\n1. {MARK} skal læses.\n\n" + f"{MARK} fyld.\n\n" * 6000
        document = do(own, "document.import", kind="procedure", title=f"{MARK} procedure", unit=unit, parent=policy,
                      classification="intern", note=f"{MARK} note",
                      file={"name": "p.md", "content": base64.b64encode(text.encode()).decode()})["id"]
        do(own, "document.retitle", document=document, title=f"{MARK} ny titel", reason=f"{MARK} derfor")
        do(own, "document.withdraw", document=document, reason=f"{MARK} ophævet", **{"from": today()})
        position = do(own, "action.add", title=f"{MARK} fejl", why=f"{MARK} fejl", unit=unit, due=later())["position"]
        do(own, "fact.annul", position=position, reason=f"{MARK} annulleret")
        hold = do(tokens["dpo"], "hold.place", person=person, reason=f"{MARK} sag")
        before = {row["id"]: row for row in ask("/api/v1/persons?limit=500", admin)["items"]}
        # A hold stops the erasure.
        try:
            do(tokens["dpo"], "person.erase", person=person, decision="Prøve", basis="request")
            faults.append("a legal hold did not stop the erasure")
        except urllib.error.HTTPError as refused:
            if refused.code != 409:
                faults.append(f"the hold was answered with {refused.code}")
        held = ask(f"/api/v1/persons/{person}", admin)
        holds = held.get("holds") or []
        do(tokens["dpo"], "hold.lift", person=person, hold=holds[0]["id"], reason=f"{MARK} løftet")
        run(BIN, "backup", folder / "backup", "--keys", folder / "keys", "--data", installation.data)
        if not found_in(folder / "backup", MARK):
            faults.append("the backup does not hold the marker: the test looks wrongly")
        do(tokens["dpo"], "person.erase", person=person, decision="Prøve af sletning", basis="request",
           override_reason="Prøve: også det, der ellers bevares")
        after = {row["id"]: row for row in ask("/api/v1/persons?limit=500", admin)["items"]}
        changed = [key for key in before if key != person and before[key] != after.get(key)]
        if changed:
            faults.append(f"other persons changed: {changed}")
        server.stop()
        hits = found_in(installation.data, MARK)
        faults += [f"still in {hit}" for hit in hits]
        if MARK in server.log.read_text(errors="replace"):
            faults.append("still in the log")
        for house in sorted(path.name for path in (installation.data / "houses").iterdir()):
            told = json.loads(run(BIN, "ledger", "verify", "--data", installation.data, "--organisation", house, "--json", check=False))
            if not told["sound"]:
                faults.append(f"{house} does not verify: {told}")
        run(BIN, "restore", folder / "backup", "--keys", folder / "keys", "--data", folder / "restored",
            "--erasures", installation.data / "erasures")
        faults += [f"came back in {hit} of the restored backup" for hit in found_in(folder / "restored", MARK)]
    for fault in faults:
        print(fault)
    print(f"{max(0, 8 - len(faults))} passed, {len(faults)} failed")
    return 1 if faults else 0


def house_of(installation, person):
    """The organisation that a person's token opens: the larger house, where most people are."""
    houses = sorted((installation.data / "houses").iterdir(), key=lambda path: (path / "ledger.sqlite").stat().st_size)
    return houses[-1].name


def today():

    return datetime.now(ZoneInfo("Europe/Copenhagen")).date().isoformat()


def later():

    return (datetime.now(ZoneInfo("Europe/Copenhagen")) + timedelta(days=80)).date().isoformat()


if __name__ == "__main__":
    sys.exit(main())
