#!/usr/bin/env python3
# SPDX-License-Identifier: MPL-2.0
"""What is erased is found in no file afterwards, not in an older backup that is restored either; the ledger verifies.

Two persons get a marker in every text that is written about them and write one into every text of their own; the
interface's description says which texts there are, and one that no step here marks is a fault. A backup is made, then all
of it is erased, also what the rules would keep. Every file of the data directory is searched for the marker as UTF-8,
UTF-16, hexadecimal and base64. Every page that did not name them is, between `<main>` and its end, what it was.
"""
import base64
import contextlib
import functools
import html
import json
import os
import re
import sys
import tempfile
import urllib.error
import urllib.request
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "Browser"))
import boards  # noqa: E402
import compliance  # noqa: E402
import people  # noqa: E402
import reading  # noqa: E402
from pages import Pages  # noqa: E402
from tables import KEPT, NAMED, NEVER_LATE, SLUGS  # noqa: E402
from vaern import Installation, Server, run  # noqa: E402

BIN = Path(os.environ.get("VAERN_BIN", ".build/debug/vaern")).resolve()
MARK = "qzxjkvwmarkoer"
NAME = "Fælleskommunalt It-samarbejde"


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


def texts(description):
    """Each command's fields that take free text, from the interface's own description."""
    for path, methods in description["paths"].items():
        if "/commands/" in path:
            schema = methods["post"]["requestBody"]["content"]["application/json"]["schema"]
            if "$ref" in schema:
                schema = description["components"]["schemas"][schema["$ref"].split("/")[-1]]
            for name, field in schema["properties"].items():
                free = field.get("type") == "string" and "enum" not in field and field.get("format", "email") == "email"
                if (free or "content" in field.get("properties", {})) and name not in NAMED:
                    yield path.split("/")[-1], name


def main():
    faults = []
    with tempfile.TemporaryDirectory() as folder, contextlib.ExitStack() as stack:
        folder = Path(folder)
        installation = Installation.demo(BIN, folder / "data")
        tokens = {role: Path(installation.person(role).token_file).read_text().strip()
                  for role in ("security", "administrator", "dpo")}
        server = stack.enter_context(Server(installation))

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
            mark(kind, members)
            return ask(f"/api/v1/commands/{kind}", token, members)

        def mark(kind, members):
            for name, value in members.items():
                held = base64.b64decode(value["content"]).decode() if name == "file" else str(value)
                if MARK in held:
                    marked.add((kind, name))

        def operate(kind, /, **members):
            fields = [part for name, value in members.items() for part in ("--field", f"{name}={value}")]
            mark(kind, members)
            return json.loads(run(
                BIN, "do", kind, *fields, "--data", installation.data, "--organisation", organisation, "--json"))

        def click(kind, query, **members):
            mark(kind, members)
            director.do(kind, query, members)

        marked = set()
        late = {"late_reason": f"{MARK} for sent"}
        organisation = house_of(installation)
        admin, dpo = tokens["administrator"], tokens["dpo"]
        units = {row["name"]: row["id"] for row in ask("/api/v1/units", admin)["items"] if row["open"]}
        unit, directors = units["It-drift"], units["Direktionssekretariatet"]
        known = {row["mail"]: row["id"] for row in ask("/api/v1/persons?limit=200", admin)["items"]}
        documents = ask("/api/v1/documents?limit=200", admin)["items"]
        policy, topic = (next(row["id"] for row in documents if row["kind"] == kind) for kind in ("politik", "emnepolitik"))

        # What must have been there for a while: the person and a document. The rest happens a month later, so that it is late.
        birthe = known["birthe.tangmose@fki.example"]
        person = do(admin, "person.add", name=f"{MARK} Navnesen", mail=f"{MARK}@example.org")["id"]
        other = do(admin, "person.add", name="En Anden")["id"]
        for one in (person, other):
            do(admin, "engagement.begin", person=one, kind="employee", unit=unit, title="Afløser", **{"from": today()})
        for role in ("security", "administrator", "dpo"):
            operate("role.grant", person=person, role=role, **{"from": today()})
        operate("account.open", person=person, username=f"{MARK}.navnesen")
        own = operate("token.issue", person=person, scope="write", until=later())["secret"]
        text = base64.b64encode((f"# Procedure\n\n1. {MARK} skal læses.\n\n" + f"{MARK} fyld.\n\n" * 6000).encode()).decode()
        file = {"name": f"{MARK}.md", "content": text}
        document = do(own, "document.import", kind="procedure", title=f"{MARK} procedure", unit=unit, parent=policy,
                      classification="intern", note=f"{MARK} note", placement=f"{MARK} hører til", file=file)["id"]
        do(own, "document.draft", document=document, classification="intern", note=f"{MARK} udkast", file=file)
        do(own, "document.translate", document=document, title=f"{MARK} title", reason=f"{MARK} why",
           words=f"# {MARK} heading\n\n{MARK} must be read.\n")
        do(own, "document.submit", document=document, lacking=f"{MARK} mangler afsnit")
        server.stop()
        server = stack.enter_context(Server(installation, "--clock", later(30) + "T10:00:00Z"))
        director = Pages(server.base, installation.person("direktion").account, installation.person("direktion").password)
        back, ahead = later(1), later(2)

        # About the person, by others.
        do(admin, "person.rename", person=birthe, name=f"{MARK} Nynavn", mail=f"{MARK}.ny@example.org",
           **late, **{"from": back})
        people.engagements(do, ask, admin, person, unit, MARK, late, back, ahead)
        operate("role.grant", person=person, role="auditor", **late, **{"from": back, "to": later(90)})
        operate("body.seat", body="bestyrelse", person=person, **late, **{"from": back})
        hold = do(dpo, "hold.place", person=person, reason=f"{MARK} sag")

        # By the person.
        do(own, "organisation.name", name=f"{MARK} hus", short=f"{MARK}")
        do(admin, "organisation.name", name=NAME, short="FKI")
        top = do(own, "unit.open", name=f"{MARK} enhed", name_en=f"{MARK} unit", **late, **{"from": back})["id"]
        do(own, "unit.rename", unit=top, name=f"{MARK} navn", name_en=f"{MARK} name", **late, **{"from": back})
        do(own, "unit.move", unit=top, parent=unit, **late, **{"from": back})
        do(own, "unit.close", unit=top, to=ahead, **late)
        operate("deputy.appoint", person=person, deputy=other, reason=f"{MARK} orlov", **late, **{"from": back})
        deputyship = ask(f"/api/v1/persons/{person}", admin)["deputyships"][0]["id"]
        do(own, "deputy.end", person=person, deputyship=deputyship, to=ahead, **late)
        held = do(own, "hold.place", person=other, reason=f"{MARK} anden sag")
        do(own, "hold.lift", person=other, hold=people.held_id(ask(f"/api/v1/persons/{other}", dpo)), reason=f"{MARK} løftet")
        action = do(own, "action.add", title=f"{MARK} opgave", why=f"{MARK} hvorfor", unit=unit, due=later())["id"]
        do(own, "action.move", action=action, due=later(), reason=f"{MARK} flyttet")
        do(own, "action.done", action=action, note=f"{MARK} gjort")
        second = do(own, "action.add", title=f"{MARK} nummer to", why=f"{MARK} hvorfor", unit=unit, due=later())["id"]
        do(own, "action.drop", action=second, reason=f"{MARK} opgivet")
        third = do(own, "action.add", title=f"{MARK} nummer tre", why=f"{MARK} hvorfor", person=other, due=later())["id"]
        do(own, "responsibility.handOver", person=other, things=[f"action:{third}"], to_unit=unit,
           reason=f"{MARK} overdraget")
        do(own, "document.retitle", document=document, title=f"{MARK} ny titel", reason=f"{MARK} derfor")
        do(own, "document.summarise", document=document, summary=f"{MARK} in English")
        do(own, "publication.set", on=True, host=f"{MARK}.example.org", contact=f"{MARK}@example.org",
           statement=f"https://{MARK}.example.org/was", security=f"{MARK}@example.org")
        do(own, "publication.review", matter="security_contact")
        if MARK not in Pages.public(server.base):
            faults.append("the public pages do not hold the marker: the test looks wrongly")
        do(own, "document.transfer", document=document, unit=directors, reason=f"{MARK} flyttes", **late, **{"from": back})
        do(own, "document.place", document=document, parent=topic, reason=f"{MARK} plads")
        do(own, "document.history", document=document, number="0.9", unit=f"{MARK} før", update=f"{MARK} ændring",
           day="2020-01-01", **late)
        consultation = do(own, "consultation.open", document=document, question=f"{MARK} spørger", persons=[person],
                          due=later(40))["id"]
        do(own, "consultation.extend", consultation=consultation, due=later(50), reason=f"{MARK} mere tid")
        do(own, "consultation.comment", consultation=consultation, person=person, text=f"{MARK} bemærker")
        comment = ask(f"/api/v1/consultations/{consultation}", own)["comments"][0]["id"]
        do(own, "consultation.reply", consultation=consultation, comment=comment, person=person, text=f"{MARK} svarer")
        do(own, "consultation.dispose", consultation=consultation, comment=comment, disposition="ikke_fulgt",
           reason=f"{MARK} følges ikke")
        do(own, "consultation.close", consultation=consultation, note=f"{MARK} sammenfatter")
        click("decision.make", {"document": document, "act": "adopt"}, outcome="approved", method="minutes",
              members=[birthe], minutes=f"{MARK} pkt. 4", conditions=f"{MARK} vilkår",
              reason=f"{MARK} begrundelse", day=ahead, **late)
        do(own, "document.enforce", document=document, **late, **{"from": later(3)})
        reading.quiz(MARK, functools.partial(do, own), document, ask(f"/api/v1/documents/{document}", own))
        do(own, "document.verify", document=document, outcome="unchanged", strategy=f"{MARK} s", administration=f"{MARK} a",
           business=f"{MARK} b", threats=f"{MARK} c", society=f"{MARK} d", improvement=f"{MARK} e", day=later(4), **late)
        do(own, "document.materialChange", document=document, cause="andet", reason=f"{MARK} ny lov",
           reference=f"{MARK} lov nr. 1", due=later(60), day=later(6), **late)
        do(own, "document.audience", document=document, reach="everybody", way="digest", reason=f"{MARK} alle", days=20,
           **late, **{"from": later(3)})
        # Leave to deviate from it: asked for, spoken of, decided, looked at again and ended.
        reader = Pages(server.base, installation.person("security").account, installation.person("security").password)
        asking = reader.get("/udfoer/dispensation.request?document=" + document)
        paragraph = re.search(r'name="paragraphs"[^>]* value="([0-9a-f-]{36})"', asking).group(1)
        words = {name: f"{MARK} {name}" for name in ("title", "situation", "reason", "risk", "measures", "solutions")}
        words |= {"paragraphs": [paragraph], "level": "lav", "from": later(30), "to": later(100)}
        asked = do(own, "dispensation.request", document=document, unit=unit, **words)["id"]
        do(own, "dispensation.amend", dispensation=asked, **words)
        do(own, "dispensation.advise", dispensation=asked, advisor="other", stance="paa_vilkaar", text=f"{MARK} mener")
        do(own, "dispensation.recommend", dispensation=asked, outcome="approved", reasons=f"{MARK} grund",
           if_granted=f"{MARK} ja", if_refused=f"{MARK} nej", conditions=f"{MARK} vilkår")
        do(own, "dispensation.submit", dispensation=asked, due=later(40), unheard=f"{MARK} ikke hørt")
        # One of them has left the room, for a reason that is typed.
        seated = members_of(ask("/api/v1/bodies", admin), "direktion")
        away = next(one for one in reversed(seated) if one != birthe)
        sitting = [one for one in seated if one != away]
        recusal = {"recused": [away], "recusal": f"{MARK} er part i sagen"}
        click("decision.make", {"document": document, "act": "dispense", "dispensation": asked}, outcome="approved",
              method="written", members=sitting, seen="5", update="yes", update_reason=f"{MARK} for strengt", **recusal)
        decision = re.search(r"/beslutninger/([0-9a-f-]{36})", director.get(f"/dispensationer/{asked}")).group(1)
        do(own, "document.translate", document=document, title=f"{MARK} new title", reason=f"{MARK} corrected", file=file)
        click("decision.confirm", {"decision": decision}, reason=f"{MARK} uændret", minutes=f"{MARK} pkt. 5")
        do(own, "journal.record", decision=decision, case_number=f"{MARK} sag", document_number=f"{MARK} 7")
        do(own, "journal.remove", decision=decision, reason=f"{MARK} forkert sag")
        do(own, "dispensation.end", dispensation=asked, note=f"{MARK} følges igen")
        again = do(own, "dispensation.request", document=document, unit=unit, **words)["id"]
        do(own, "dispensation.withdraw", dispensation=again, reason=f"{MARK} ikke mere")
        do(own, "document.statute", document=document, paragraph=paragraph, law=f"{MARK} lov")
        do(own, "document.dropStatute", document=document, paragraph=paragraph, reason=f"{MARK} læst forkert")
        # A meeting of the bestyrelse, where the person sits, and a written procedure.
        secretary = installation.person("secretary")
        keeper = Pages(server.base, secretary.account, secretary.password)

        def item_of(meeting):
            return re.search(r"item=([0-9a-f-]{36})", keeper.get(f"/moeder/{meeting}")).group(1)

        board = {"body": "bestyrelse", "meeting_day": later(30)}
        called = do(own, "meeting.call", method="meeting", place=f"{MARK} lokale", **board)["id"]
        do(own, "meeting.move", meeting=called, meeting_day=later(30), reason=f"{MARK} samme dag")
        do(own, "meeting.place", meeting=called, title=f"{MARK} punkt", why=f"{MARK} er på")
        do(own, "meeting.close", meeting=called, item=item_of(called))
        do(own, "meeting.minute", meeting=called, item=item_of(called), text=f"{MARK} sagde")
        do(own, "meeting.settle", meeting=called, item=item_of(called), fate="dropped", reason=f"{MARK} ikke nu")
        do(own, "meeting.cancel", meeting=called, reason=f"{MARK} aflyst")
        asked = do(own, "meeting.call", method="written", deadline=later(31), **board)["id"]
        do(own, "meeting.place", meeting=asked, title="Mødeplan")
        do(own, "meeting.answer", meeting=asked, item=item_of(asked), stance="agree", comment=f"{MARK} enig")
        boards.propose(MARK, functools.partial(do, own), click, reader, unit, {"members": sitting, **recusal}, later)
        compliance.comply(MARK, functools.partial(do, own), unit, document, paragraph, later(30), back, late, person)
        compliance.recall(MARK, functools.partial(do, own), functools.partial(ask, token=own), back, late)
        people.competences(functools.partial(do, own), functools.partial(ask, token=own), operate, person, MARK, late,
                           later(30), back)
        operate("role.grant", person=birthe, role="security", **{"from": later(30)})
        boards.review(MARK, click, director)
        do(own, "document.reclassify", document=document, classification="offentlig", reason=f"{MARK} kan læses af alle")
        do(own, "document.relate", document=document, other=topic, relation="se_ogsaa", **late, **{"from": back})
        do(own, "document.unrelate", document=document, other=topic, relation="se_ogsaa",
           reason=f"{MARK} henviser ikke", **late, **{"from": ahead})
        do(own, "document.withdraw", document=document, reason=f"{MARK} ophævet", **late, **{"from": later(5)})
        created = do(own, "document.create", kind="procedure", title=f"{MARK} tom", unit=unit, parent=policy)
        do(own, "document.create", kind="procedure", title=f"{MARK} tom til", unit=unit, parent=policy,
           placement=f"{MARK} hører hertil")
        position = do(own, "action.add", title=f"{MARK} fejl", why=f"{MARK} fejl", unit=unit, due=later())["position"]
        do(own, "fact.annul", position=position, reason=f"{MARK} annulleret")
        do(own, "fact.correct", position=created["position"], reason=f"{MARK} rettet", command="document.create",
           kind="procedure", title=f"{MARK} rettet", unit=unit, parent=policy)
        # A manuscript that two write in: the words of the one go, those of the other stay.
        written = do(tokens["security"], "document.create", kind="procedure", title="Procedure i kladde", unit=directors,
                     parent=policy)["id"]
        director.write(written, f"{MARK} er skrevet af den ene.")
        reader.write(written, "Dette er skrevet af den anden.")
        if not found_in(installation.data, f"{MARK} er skrevet"):
            faults.append("the manuscript is in no file: the test looks wrongly")
        operate("role.grant", person=birthe, role="administrator", **late, **{"from": back})
        click("signIn.require", {}, whom="everybody", reason=f"{MARK} login", **{"from": later(3000)})
        click("signIn.provider", {}, name="Login", issuer="https://login.example.dk", client="vaern", scopes="openid", claim="sub")
        click("signIn.providerRemove", {}, reason=f"{MARK} login-system")
        click("role.grant", {"person": other}, role="auditor", **late, **{"from": back})
        grant = ask(f"/api/v1/persons/{other}", admin)["grants"][-1]["id"]
        click("role.end", {"person": other, "grant": grant}, to=ahead, **late)
        click("body.seat", {"body": "bestyrelse"}, person=other, **late, **{"from": back})
        seat = next(seat["id"] for body in ask("/api/v1/bodies", admin)["items"] for seat in body["seats"]
                    if seat["person"]["id"] == other)
        click("body.unseat", {"body": "bestyrelse", "seat": seat}, to=ahead, **late)

        unmarked = set(texts(ask("/api/openapi.json", admin))) - marked - KEPT - SLUGS - {(one, "late_reason") for one in NEVER_LATE}
        faults += [f"no step marks {field} of {kind}" for kind, field in sorted(unmarked)]

        # A hold stops the erasure.
        try:
            do(dpo, "person.erase", person=person, decision="Prøve", basis="request")
            faults.append("a legal hold did not stop the erasure")
        except urllib.error.HTTPError as refused:
            if refused.code != 409:
                faults.append(f"the hold was answered with {refused.code}")
        do(dpo, "hold.lift", person=person, hold=people.held_id(ask(f"/api/v1/persons/{person}", dpo)), reason=f"{MARK} løftet")
        faults += people.lift_others(do, ask, dpo, person)
        run(BIN, "backup", folder / "backup", "--keys", folder / "keys", "--data", installation.data)
        if not any(hit.endswith(("search.sqlite", "search.sqlite-wal")) for hit in found_in(installation.data, MARK)):
            faults.append("the search file does not hold the marker: the test looks wrongly")
        if not found_in(folder / "backup", MARK):
            faults.append("the backup does not hold the marker: the test looks wrongly")
        if found_in(folder / "keys", MARK):
            faults.append("the keys' folder holds the marker")
        said = run(BIN, "person", "erase", person, "--data", installation.data, "--organisation", house_of(installation))
        ends = (datetime.now(ZoneInfo("Europe/Copenhagen")) + timedelta(days=90)).date().isoformat()
        if ends not in said or ask(f"/api/v1/persons/{person}/erasure", dpo).get("last_backup_expires") != ends:
            faults.append(f"it is not said that the last backup expires on {ends}")
        before = reader.crawl(["/dokumenter", "/personer", "/enheder", "/organer", "/opgaver", "/opgaver?vis=alle", "/aarshjul"], 400)
        titles = {task["id"]: task["title"] for task in tasks_of(ask, dpo) if task["title"]}
        for erased in (person, birthe):
            do(dpo, "person.erase", person=erased, decision="Prøve af sletning", basis="request",
               override_reason="Prøve: også det, der ellers bevares")
        # A page may hold what they wrote without their name: a task that a decision of theirs made.
        kept = {task["id"] for task in tasks_of(ask, dpo) if task["title"]}
        gone = [html.escape(title) for task, title in titles.items() if task not in kept]
        named = re.compile("|".join([MARK, "Birthe Tangmose"] + [re.escape(title) for title in gone]))
        others = {path: body for path, body in before.items() if not named.search(body)}
        if len(others) < 40 or len(others) == len(before):
            faults.append(f"{len(others)} of {len(before)} pages are about others: the test looks wrongly")
        faults += [f"another page changed: {path}" for path, body in others.items() if reader.main(path) != body]
        faults += [f"still on the page {path}" for path in before if MARK in reader.main(path)]
        if MARK in Pages.public(server.base):
            faults.append("still on the public pages")
        if "Dette er skrevet af den anden." not in reader.get(f"/dokumenter/{written}/kladde"):
            faults.append("what somebody else wrote in the manuscript is gone")
        print(f"{len(marked)} texts marked, {len(others)} of {len(before)} pages about others")
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
        # Everybody else signs in as before; the one who was erased has no secret left.
        server = stack.enter_context(Server(Installation(BIN, folder / "restored", installation.people)))
        ask("/api/v1/units", admin)
        try:
            ask("/api/v1/units", own)
            faults.append("the token of the erased person came back")
        except urllib.error.HTTPError as refused:
            if refused.code != 401:
                faults.append(f"the token of the erased person was answered with {refused.code}")
        server.stop()
        # Without a server too, in one go: the command starts one of its own.
        run(BIN, "person", "erase", other, "--decision", "Prøve", "--data", folder / "restored", "--organisation", organisation)
        for house in sorted(path.name for path in (folder / "restored" / "houses").iterdir()):
            told = json.loads(run(BIN, "ledger", "verify", "--data", folder / "restored", "--organisation", house, "--json", check=False))
            if not told["sound"]:
                faults.append(f"{house} does not verify after the restore: {told}")
    for fault in faults:
        print(fault)
    print(f"{1 if not faults else 0} passed, {len(faults)} failed")
    return 1 if faults else 0


def house_of(installation):
    """The larger house, where the example people are."""
    houses = sorted((installation.data / "houses").iterdir(), key=lambda path: (path / "ledger.sqlite").stat().st_size)
    return houses[-1].name


def tasks_of(ask, token):
    found, cursor = [], ""
    while True:
        part = ask("/api/v1/actions?limit=100" + (f"&cursor={cursor}" if cursor else ""), token)
        found += part["items"]
        cursor = part.get("next")
        if not cursor:
            return found


def members_of(bodies, name):
    body = next(body for body in bodies["items"] if body["kind"] == name)
    return [seat["person"]["id"] for seat in body["seats"] if seat["sits"]]


def today():
    return datetime.now(ZoneInfo("Europe/Copenhagen")).date().isoformat()


def later(days=80):
    return (datetime.now(ZoneInfo("Europe/Copenhagen")) + timedelta(days)).date().isoformat()


if __name__ == "__main__":
    sys.exit(main())
