# SPDX-License-Identifier: MPL-2.0
"""What is filed in an ESDH system: the package of a decided matter, opened by programs that we did not write (zipfile,
lxml, poppler, pikepdf, the oracle), what a reader may not see of it, and the case number that is typed afterwards."""

import hashlib
import io
import json
import os
import re
import subprocess
import zipfile
from pathlib import Path

import pytest
from lxml import etree

import archive
from looks import JOURNEY
from steps import ID, danish, enter, fill, send, shown_day, text

HAS_PDF = pytest.mark.skipif(
    not os.environ.get("VAERN_PDF") and not os.environ.get("VAERN_STRICT"), reason="VAERN_PDF names no folder")
SPACE = "{urn:x-vaern:journalpakke:1}"
OWN = {"metadata.json", "metadata.xml", "SHA256SUMS"}
CLOSED = "Personalesag i Drift"
WAITING = "section[aria-labelledby=journalisering]"


def bearer(server, role):
    return {"Authorization": "Bearer " + Path(server.installation.person(role).token_file).read_text().strip()}


def read(server, path, role="security"):
    status, _, body = server.fetch(path, headers=bearer(server, role))
    assert status == 200, (path, body[:300])
    return json.loads(body)


def about(server, kind):
    """What entries of a kind are about, the newest first."""
    found, cursor = [], ""
    while True:
        page = read(server, f"/api/v1/entries?limit=200{cursor}")
        found += [one["subject"]["id"] for one in page["items"] if one["kind"] == kind]
        if found or not page.get("next"):
            return found
        cursor = f"&cursor={page['next']}"


def words(pdf: bytes) -> str:
    shown = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True)
    return " ".join(shown.stdout.decode().split())


def tree(node):
    """An element as JSON has it, without types: a list where all children have one name and the parent is a plural."""
    name = node.tag.removeprefix(SPACE)
    children = [child for child in node if isinstance(child.tag, str)]
    lists = {"legalBasis", "persons", "conditions", "reasons", "opinions", "confirmations", "basis", "items", "files"}
    if name in lists:
        return [tree(child) for child in children]
    return {child.tag.removeprefix(SPACE): tree(child) for child in children} if children else node.text or ""


def plain(value):
    """JSON with all values as texts."""
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    return str(value).lower() if isinstance(value, bool) else str(value)


def opened(body: bytes, tmp_path: Path) -> tuple:
    """The files and the metadata of a package, which is what it says it is."""
    with zipfile.ZipFile(io.BytesIO(body)) as held:
        assert held.testzip() is None
        names = held.namelist()
        files = {name: held.read(name) for name in names}
    assert names[1:] == sorted(names[1:]) and names[0] == "SHA256SUMS" and len(files) == len(names)
    assert all(re.fullmatch(r"[A-Za-z0-9._/-]+", name) and ".." not in name for name in names), names
    told = json.loads(files["metadata.json"])
    # Every file is named, with its own sum and size.
    assert {one["path"] for one in told["files"]} == set(names) - OWN
    for one in told["files"]:
        assert hashlib.sha256(files[one["path"]]).hexdigest() == one["sha256"], one["path"]
        assert len(files[one["path"]]) == one["size"] and one["title"] and one["mediaType"]
    sums = dict(reversed(line.split("  ")) for line in files["SHA256SUMS"].decode().splitlines())
    assert sums == {name: hashlib.sha256(files[name]).hexdigest() for name in names if name != "SHA256SUMS"}
    # The XML follows the schema that lies beside it, and says what the JSON says.
    schema = etree.XMLSchema(etree.fromstring(files["metadata.xsd"]))
    document = etree.fromstring(files["metadata.xml"])
    schema.assertValid(document)
    assert tree(document) == plain(told)
    # A schema that takes anything would take this too.
    document.find(f"{SPACE}decidedOn").text = "i går"
    assert not schema.validate(document)
    for one in told["files"]:
        if one["mediaType"] == "application/pdf":
            path = tmp_path / "checked.pdf"
            path.write_bytes(files[one["path"]])
            marks = subprocess.run(["pdfinfo", "-meta", path], capture_output=True, check=True, text=True).stdout
            assert 'pdfaid:part="3"' in marks and 'pdfaid:conformance="A"' in marks, one["path"]
            assert archive.problems(path) == [], one["path"]
    prove(files, told, tmp_path)
    return files, told


def prove(files, told, tmp_path):
    oracle = os.environ.get("VAERN_ORACLE")
    if not oracle:
        assert not os.environ.get("VAERN_STRICT"), "VAERN_ORACLE names no oracle"
        return
    ledger = told["ledger"]
    proof = tmp_path / "one.tlog-proof"
    proof.write_bytes(files[ledger["proof"]])
    done = subprocess.run([oracle, "proof", ledger["key"], str(proof)], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0 and done.stdout.strip() == "OK", done.stderr
    lines = proof.read_text()
    assert f"index {ledger['position']}\n" in lines and ledger["checkpoint"]["root"] in lines
    proof.write_text(lines.replace(f"index {ledger['position']}\n", f"index {ledger['position'] - 1}\n"))
    assert subprocess.run([oracle, "proof", ledger["key"], str(proof)], capture_output=True, timeout=60).returncode == 1


def fetched(server, path, role="security", language="da"):
    headers = bearer(server, role) | {"Accept-Language": language}
    status, answer, body = server.fetch(path, headers=headers)
    assert status == 200, body[:400]
    assert answer["Content-Type"] == "application/zip" and "attachment" in answer["Content-Disposition"]
    return body


@HAS_PDF
@pytest.mark.parametrize("kind,paper", [
    ("decision.dispensed", "forespoergsel.pdf"), ("decision.resolved", "indstilling.pdf"), ("decision.made", "version-")])
def test_a_decision_as_a_package(shared, tmp_path, kind, paper):
    decision = about(shared, kind)[0]
    path = f"/api/v1/decisions/{decision}/package"
    body = fetched(shared, path)
    files, told = opened(body, tmp_path)
    said = read(shared, f"/api/v1/decisions/{decision}")
    assert told["kind"] == "decision" and told["number"] == said["number"] and told["decidedOn"] == said["day"]
    assert told["subject"] == {"kind": "decision", "id": decision, "revision": said["revision"]}
    assert told["ledger"]["position"] == said["position"]
    named = {(one["id"], one["role"]) for one in told["persons"]}
    assert {(one["id"], "participated") for one in said["members"]} <= named
    assert {(one["id"], "recused") for one in said["recused"]} == {one for one in named if one[1] == "recused"}
    assert [one["revision"] for one in told["decision"]["basis"]] == [one["revision"] for one in said["basis"]]
    assert any(paper in name for name in files), sorted(files)
    shown = words(files["beslutning.pdf"])
    for part in [told["number"], told["decision"]["outcomeName"], told["ledger"]["checkpoint"]["root"], "Hvem deltog",
                 "Grundlag", *[one["name"] for one in said["members"]]]:
        assert part in shown, part
    # The paper that the members had, byte for byte: its sum stands in the record.
    held = next(name for name in files if name.endswith("beslutningsgrundlag.txt"))
    assert hashlib.sha256(files[held]).hexdigest() == told["decision"]["paperSha256"] and b"Beslutningsgrundlag" in files[held]
    assert told["number"] in files["LAESMIG.txt"].decode() and "README.txt" not in files
    # The same state gives the same bytes.
    assert fetched(shared, path) == body
    english, _ = opened(fetched(shared, path, language="en"), tmp_path)
    assert "README.txt" in english and "LAESMIG.txt" in english and "Who took part" in words(english["beslutning.pdf"])


@HAS_PDF
def test_a_file_that_was_handed_in_is_in_the_package_unchanged(shared, tmp_path):
    for decision in about(shared, "decision.made"):
        told = read(shared, f"/api/v1/decisions/{decision}")
        if told["act"] != "adopt":
            continue
        files, metadata = opened(fetched(shared, f"/api/v1/decisions/{decision}/package"), tmp_path)
        version = next(name for name in files if "version-" in name)
        export = fetched_pdf(shared, told["document"]["id"], told["version"])
        assert words(files[version])[:200].split()[:6] == words(export)[:200].split()[:6]
        for one in metadata["files"]:
            if one["role"] == "original":
                status, _, body = shared.fetch(
                    f"/api/v1/documents/{told['document']['id']}/export?version={told['version']}", headers=bearer(shared, "security"))
                assert status == 200 and files[one["path"]] and body
        return
    raise AssertionError("no version was approved")


def fetched_pdf(server, document, version):
    status, _, body = server.fetch(
        f"/api/v1/documents/{document}/export?version={version}&format=pdf", headers=bearer(server, "security"))
    assert status == 200
    return body


@HAS_PDF
def test_minutes_as_a_package_without_what_the_reader_may_not_see(shared, looks, tmp_path):
    secretary = enter(looks, shared, "secretary", path="/moeder")
    links = [one.get_attribute("href") for one in secretary.page.locator("main tbody a[href^='/moeder/']").all()]
    address = None
    for link in links:
        secretary.page.goto(shared.base + link)
        if CLOSED in text(secretary.page) and "Godkendt" in secretary.page.locator(".stateline").inner_text():
            address = link
            break
    assert address, "no approved minutes with a closed item"
    looks.check(secretary, "meeting-filed")

    def package(look):
        answer = look.page.context.request.get(f"{shared.base}{address}/journalpakke.zip", timeout=120_000)
        assert answer.status == 200, answer.text()[:300]
        return opened(answer.body(), tmp_path)

    files, told = package(secretary)
    assert told["kind"] == "minutes" and told["documentType"] == "Referat" and told["esdh"]["caseNumber"]
    whole, public = ([one for one in told["files"] if one["path"] == name][0] for name in ("referat.pdf", "referat-offentligt.pdf"))
    assert whole["closed"] and whole["classification"] == "fortrolig"
    assert not public["closed"] and public["classification"] == "offentlig"
    assert CLOSED in words(files["referat.pdf"]) and "Lukket punkt" in words(files["referat.pdf"])
    assert CLOSED not in words(files["referat-offentligt.pdf"])
    assert [one["closed"] for one in told["meeting"]["items"] if one["title"] == CLOSED] == [True]
    # Somebody who may not see the item finds nothing of it.
    reader = enter(looks, shared, "employee")
    files, told = package(reader)
    everything = b"".join(body for name, body in files.items() if not name.endswith(".pdf")).decode()
    everything += "".join(words(body) for name, body in files.items() if name.endswith(".pdf"))
    assert CLOSED not in everything and "du ikke har adgang til" not in everything
    assert not any(one["closed"] for one in told["files"])


def hide(server, request):
    """A decision that somebody saw a moment ago, and sees no more since its document is classified higher."""
    headers = bearer(server, "security") | {"Content-Type": "application/json"}
    for decision in about(server, "decision.made"):
        document = read(server, f"/api/v1/decisions/{decision}")["document"]["id"]
        package = f"{server.base}/beslutninger/{decision}"
        if request.get(package).status != 200:
            continue
        body = json.dumps({"document": document, "classification": "fortrolig", "reason": "Den nævner nøgler"}).encode()
        status, _, _ = server.fetch("/api/v1/commands/document.reclassify", method="POST", headers=headers, body=body)
        if status == 201 and request.get(package).status == 404:
            return decision
    raise AssertionError("the reader sees every decision")


def test_what_may_not_be_seen_is_answered_like_what_is_not_there(server, looks):
    reader = enter(looks, server, "employee")
    request = reader.page.context.request
    hidden = hide(server, request)
    nowhere = "01935a7c-2e00-7000-8000-00000000ffff"

    def answer(identity, path):
        got = request.get(server.base + path.replace("ID", identity))
        return got.status, re.sub(r'(content|value)="[0-9a-f]{64}"', "", got.text().replace(identity, "ID"))

    for path in ("/beslutninger/ID/journalpakke.zip", "/udfoer/journal.record?decision=ID"):
        assert answer(hidden, path) == answer(nowhere, path), path
    assert answer(hidden, "/beslutninger/ID/journalpakke.zip")[0] == 404
    headers = bearer(server, "employee") if server.installation.person("employee").token_file else None
    if headers:
        one, two = (server.fetch(f"/api/v1/decisions/{id}/package", headers=headers) for id in (hidden, nowhere))
        assert one[0] == two[0] == 404
    # Nobody gets one without signing in.
    assert server.fetch(f"/beslutninger/{hidden}/journalpakke.zip")[0] == 303


def test_minutes_that_are_not_approved_are_not_filed(shared, looks):
    look = enter(looks, shared, "secretary", path="/moeder")
    rows = look.page.locator("main tbody tr", has_text="Referat mangler")
    address = rows.first.locator("a").first.get_attribute("href")
    answer = look.page.context.request.get(f"{shared.base}{address}/journalpakke.zip")
    assert answer.status == 409 and "ikke godkendt" in answer.text()
    look.page.goto(shared.base + address)
    assert look.page.get_by_role("link", name="Hent til journalisering (ZIP)").count() == 0


@JOURNEY
def test_the_case_number_from_the_list_to_the_package(server, looks, tmp_path, width, script):
    secretary = enter(looks, server, "secretary", path="/indstillinger", width=width, script=script)
    page = secretary.page
    waiting = page.locator(f"{WAITING} tbody tr:not(.grp)")
    assert waiting.count() > 0, "everything of the example is filed"
    looks.check(secretary, "journal-missing")
    link = waiting.first.locator("a[href^='/beslutninger/'], a[href^='/moeder/']").first
    address, count = link.get_attribute("href"), waiting.count()
    with page.expect_navigation():
        waiting.first.get_by_role("link", name=re.compile("^Registrér")).click()
    looks.check(secretary, "journal-record")
    # What cannot be a number is refused with a word about it.
    for wrong, said in [("", "Skriv sagens nummer"), ("9" * 101, "højst have 100 tegn")]:
        page.locator('main [name="case_number"]').evaluate("e => e.removeAttribute('maxlength')")
        page.locator('main [name="case_number"]').evaluate("e => e.removeAttribute('required')")
        fill(page, case_number=wrong)
        send(page)
        assert said in text(page), text(page)[:400]
        looks.check(secretary, "journal-record-refused")
        secretary.console.clear()
    fill(page, case_number="2026-012345", document_number="7", journalised=danish(shown_day(page)))
    send(page)
    page.goto(server.base + address)
    assert "2026-012345" in text(page) and "er journaliseret på sag 2026-012345, dokument 7" in text(page)
    looks.check(secretary, "journal-filed")
    page.goto(server.base + "/indstillinger")
    assert page.locator(f"{WAITING} a[href='{address}']").count() == 0
    assert page.locator(f"{WAITING} tbody tr:not(.grp)").count() == count - 1

    # Mistyped: another one takes its place.
    page.goto(server.base + address)
    with page.expect_navigation():
        page.get_by_role("link", name="Ret ESDH-sagsnummer").click()
    assert page.locator('main [name="case_number"]').input_value() == "2026-012345"
    fill(page, case_number="2026-543210")
    send(page)
    page.goto(server.base + address)
    assert "2026-543210" in page.locator("dl.sum", has_text="ESDH-sag").first.inner_text()
    if os.environ.get("VAERN_PDF") and (width, script) == (1440, True):
        link = page.get_by_role("link", name="Hent til journalisering (ZIP)").get_attribute("href")
        answer = page.context.request.get(server.base + link, timeout=120_000)
        assert "%20til%20journalisering.zip" in answer.headers["content-disposition"]
        files, told = opened(answer.body(), tmp_path)
        assert told["esdh"] == {
            "caseNumber": "2026-543210", "documentNumber": "7", "journalisedOn": shown_day(page).isoformat()}
        record = next(one["path"] for one in told["files"] if one["role"] == "record")
        assert record == "referat.pdf" or "2026-543210" in words(files[record])

    # Removed with a reason; then it is missing again.
    with page.expect_navigation():
        page.get_by_role("link", name="Fjern ESDH-sagsnummer").click()
    looks.check(secretary, "journal-remove")
    fill(page, reason="Lagt på en forkert sag.")
    with page.expect_navigation():
        page.locator("main button.danger").click()
    page.goto(server.base + "/indstillinger")
    assert page.locator(f"{WAITING} a[href='{address}']").count() == 1

    # Others see the number and the package, and change nothing.
    reader = enter(looks, server, "employee", path=address, width=width, script=script)
    if "Ikke registreret" in text(reader.page):
        assert reader.page.get_by_role("link", name="Registrér ESDH-sagsnummer").count() == 0
        assert reader.page.get_by_role("link", name="Hent til journalisering (ZIP)").count() == 1
    reader.page.goto(server.base + "/indstillinger")
    assert reader.page.locator(WAITING).count() == 0
    assert re.search(ID, address)


def test_a_number_by_command_line_and_interface(server):
    decision = about(server, "decision.made")[0]
    body = json.dumps({"decision": decision, "case_number": "API-1", "document_number": "3"}).encode()
    headers = bearer(server, "security") | {"Content-Type": "application/json"}
    status, _, answer = server.fetch("/api/v1/commands/journal.record", method="POST", headers=headers, body=body)
    assert status == 201, answer
    journal = read(server, f"/api/v1/decisions/{decision}")["journal"]
    assert journal["case_number"] == "API-1" and journal["document_number"] == "3" and journal["journalised"]
    wrong = json.dumps({"decision": decision, "case_number": "A\u0007"}).encode()
    status, _, answer = server.fetch("/api/v1/commands/journal.record", method="POST", headers=headers, body=wrong)
    assert status == 422 and json.loads(answer)["errors"][0]["field"] == "case_number", answer
