# SPDX-License-Identifier: MPL-2.0
"""An auditor from outside: asks for evidence, returns an answer, accepts the next, takes the working papers home and checks
them with programs that we did not write; then access ends by itself (policy §7.3)."""

import base64
import copy
import datetime
import hashlib
import hmac
import io
import json
import os
import re
import subprocess
import zipfile

import pytest

from looks import JOURNEY
from steps import danish, do, enter, fill, house, last_id, named, send, shown_day, text
from vaern import Server

ORACLE = pytest.mark.skipif(
    not os.environ.get("VAERN_ORACLE") and not os.environ.get("VAERN_STRICT"), reason="VAERN_ORACLE names no oracle")
FILE = "konto;lukket\n1;ja\n2;ja\n".encode()


def act(page, label):
    with page.expect_navigation():
        page.locator(".acts a", has_text=re.compile(f"^{label}$")).click()
    return page


def state(page):
    return page.locator(".stateline").inner_text()


def engagement(page, base):
    page.goto(base + "/kontrol")
    return page.locator("section[aria-labelledby=revisionsopgaver] a[href^='/revisionsopgaver/']").first.get_attribute("href")


def key_of(server, page):
    """The key, from the machine itself and not from the package."""
    said = server.installation.run("ledger", "checkpoint", "--key", "--organisation", house(page, server.base)).strip()
    return json.loads(said)["key"] if said.startswith("{") else said.splitlines()[-1]


def faults(files: dict, key: str, folder) -> list:
    """What somebody finds who has the files and the key, and nothing of Værn's: README, steps 1 to 5."""
    found = []
    for line in files["SHA256SUMS"].decode().splitlines():
        said, path = line.split("  ", 1)
        if hashlib.sha256(files.get(path, b"")).hexdigest() != said:
            found.append(f"{path} is another file")
    leaves = {}
    for path in sorted(files):
        if not path.startswith("bevis/"):
            continue
        place = folder / path.replace("/", "-")
        place.write_bytes(files[path])
        done = subprocess.run([os.environ["VAERN_ORACLE"], "proof", key, str(place)], capture_output=True, text=True, timeout=60)
        if done.returncode != 0:
            found.append(f"{path}: {done.stderr.strip()}")
            continue
        lines = files[path].decode().splitlines()
        leaf = json.loads(base64.b64decode(lines[1].removeprefix("extra ")))
        leaves[leaf["position"]] = leaf
        if path != f"bevis/{leaf['position']}.tlog-proof" or not files[path].endswith(files["kontrolpunkt.txt"]):
            found.append(f"{path} proves something else")

    def locked(key, content):
        return base64.b64encode(hmac.new(base64.b64decode(key), content, hashlib.sha256).digest()).decode()

    revisions = {}
    for line in files["poster.jsonl"].decode().splitlines():
        entry = json.loads(line)
        leaf = leaves.get(entry["position"])
        if leaf is None:
            found.append(f"entry {entry['position']} has no proof")
            continue
        payload = base64.b64decode(entry["payload"])
        if locked(entry["key"], payload) != leaf["payload"]:
            found.append(f"the payload of entry {entry['position']} is another")
        for value in entry["values"]:
            content = files.get(value["file"], b"") if "file" in value else base64.b64decode(value["value"])
            if locked(value["key"], content) != leaf["values"][value["field"]]:
                found.append(f"{value['field']} of entry {entry['position']} is another")
        revisions.setdefault((leaf["subject"]["kind"], leaf["subject"]["id"]), []).append(leaf["revision"])
    for subject, numbers in revisions.items():
        if sorted(numbers) != list(range(1, len(numbers) + 1)):
            found.append(f"{subject} has a gap: {numbers}")
    for control in json.loads(files["index.json"])["controls"]:
        for round_ in control["rounds"]:
            sample = round_.get("sample")
            if not sample:
                continue
            items = files[round_["population"]["file"]].decode().splitlines()
            head = f"vaern-sample 1\n{sample['root']}\n{round_['id']}\n"
            ranked = sorted((hashlib.sha256(f"{head}{n}\n".encode()).digest(), n) for n in range(1, len(items) + 1))
            if sorted(n for _, n in ranked[: len(sample["items"])]) != sample["items"]:
                found.append(f"the sample of {control['number']} is another")
    return found


def papers(page):
    with page.expect_download() as got:
        page.get_by_role("link", name="Hent arbejdspapirer").click()
    content = got.value.path().read_bytes()
    assert got.value.suggested_filename.endswith(".zip")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


@ORACLE
@JOURNEY
def test_from_a_request_to_working_papers_that_are_checked_elsewhere(server, looks, tmp_path, width, script):
    base = server.base
    desk = enter(looks, server, "security", width=width, script=script)
    look = enter(looks, server, named(server, "agnete.rosenvinge"), width=width, script=script)
    page = look.page

    def check(name, one=look):
        one.console.clear()
        looks.check(one, name)

    # The desk asks on behalf of the auditor, who sees it on the first page.
    place = engagement(desk.page, base)
    today = shown_day(desk.page)
    check("controls-with-engagements", desk)
    desk.page.goto(base + place)
    act(desk.page, "Bestil dokumentation")
    check("request-form", desk)
    fill(desk.page, what="Lukkede konti i november", unit="It-drift", due=danish(today + datetime.timedelta(days=9)))
    send(desk.page)
    assert "Vælg et krav eller en kontrol, eller skriv" in text(desk.page)
    fill(desk.page, why="Revisors kontrolmål om adgange")
    send(desk.page)
    asked = last_id(desk.page)
    assert "Bestilt" in state(desk.page)
    page.goto(base + "/")
    home = page.locator("section", has_text="Din revisionsopgave")
    assert "dage tilbage" in home.inner_text() and home.locator(f"a[href='/bestillinger/{asked}']").count() == 1
    check("auditor-home")
    assert page.goto(f"{base}/udfoer/evidence.add").status == 403, "an auditor writes nothing else"

    # The unit says why there is nothing, gets it back, and hands in a file.
    answerer = enter(looks, server, named(server, "asger.humletoft"), width=width, script=script)
    answering = answerer.page
    answering.goto(f"{base}/bestillinger/{asked}")
    assert answering.locator(".acts a", has_text="Godtag").count() == 0
    act(answering, "Svar på bestilling")
    send(answering)
    assert "skriv, hvorfor der ikke er nogen" in text(answering)
    fill(answering, note="Listen trækkes først i december")
    send(answering)
    assert "Besvaret" in state(answering)
    page.goto(f"{base}/bestillinger/{asked}")
    check("request-answered")
    act(page, "Send retur")
    send(page)
    assert "Skriv, hvad der mangler" in text(page)
    fill(page, reason="Listen for november er nødvendig")
    send(page)
    assert "Sendt retur" in state(page)
    check("request-returned")
    do(answering, base, "evidence.add", title="Lukkede konti, november", unit="It-drift",
       file={"name": "lukkede.csv", "mimeType": "text/csv", "buffer": FILE})
    proof = last_id(answering)
    answering.goto(f"{base}/bestillinger/{asked}")
    act(answering, "Svar på bestilling")
    piece = answering.locator(f'main [name="evidence"][value="{proof}"]')
    check("request-answer-form", answerer)
    sift = answering.get_by_label("Find på listen")
    if sift.is_visible():  # it is shown by script alone, and finds the piece by its words
        sift.fill("NOVEMBER lukkede")
        assert answering.locator("main .choices label:visible").count() == 1
    else:
        answering.locator(f'details.choices:has([value="{proof}"]) > summary').click()
    piece.check()
    send(answering)
    page.goto(f"{base}/bestillinger/{asked}")
    act(page, "Godtag")
    send(page)
    assert "Godtaget" in state(page)
    check("request-accepted")
    page.goto(f"{base}{place}?status=accepted")
    assert page.locator(f"section[aria-labelledby=bestillinger] a[href='/bestillinger/{asked}']").count() == 1
    page.goto(base + place)
    assert "Set af revisor" in text(page) and "ikke bevises" in text(page)
    check("engagement")

    # The working papers: every step of the README, with zipfile, hmac and the oracle.
    files = papers(page)
    key = key_of(server, page)
    assert faults(files, key, tmp_path) == []
    index = json.loads(files["index.json"])
    mine = next(one for one in index["requests"] if one["what"] == "Lukkede konti i november")
    assert [one["judgement"] for one in mine["judgements"]] == ["returned", "accepted"]
    assert mine["answers"][1]["evidence"] and mine["answers"][1]["by"]["name"]
    cited = next(one for one in index["evidence"] if one["number"] == mine["answers"][1]["evidence"][0])
    assert files[cited["file"]] == FILE and cited["sha256"] == hashlib.sha256(FILE).hexdigest()
    positions = {one["position"] for one in index["entries"]}
    claims = [mine["position"]] + [one["position"] for one in mine["answers"] + mine["judgements"]] + [cited["position"]]
    assert positions.issuperset(claims) and all(f"bevis/{one}.tlog-proof" in files for one in claims)
    assert index["requirements"] and index["controls"] and index["nonconformities"], "the period has them all"
    assert any("Lukkede konti i november" in one["what"] for one in index["seen"])
    shown = files["index.html"].decode()
    links = re.findall(r'href="([^"]+)"', shown)
    assert "<script" not in shown and links and set(links) <= set(files), set(links) - set(files)

    # One byte is another: it is found, in each kind of file.
    for path in [cited["file"], f"bevis/{mine['position']}.tlog-proof", "poster.jsonl", "index.json"]:
        bad = copy.copy(files)
        at = len(bad[path]) // 3
        bad[path] = bad[path][:at] + bytes([bad[path][at] ^ 1]) + bad[path][at + 1 :]
        sums = [f"{hashlib.sha256(bad[name]).hexdigest()}  {name}\n" for name in sorted(bad) if name != "SHA256SUMS"]
        assert any("is another file" in one for one in faults_of_sums(bad)), path
        # Also where whoever changed it makes the sums anew; what stands in the index alone is told by nothing but them.
        if path != "index.json":
            bad["SHA256SUMS"] = "".join(sums).encode()
            try:
                assert faults(bad, key, tmp_path), path
            except (ValueError, KeyError):
                pass  # It cannot even be read.


def faults_of_sums(files):
    return [
        f"{line[66:]} is another file" for line in files["SHA256SUMS"].decode().splitlines()
        if hashlib.sha256(files.get(line[66:], b"")).hexdigest() != line[:64]
    ]


def test_after_the_last_day_the_auditor_comes_in_no_more(server, looks):
    base = server.base
    look = enter(looks, server, named(server, "agnete.rosenvinge"))
    place = engagement(look.page, base)
    look.page.goto(base + place)
    last = re.search(r"(\d+) dage tilbage", text(look.page))
    over = shown_day(look.page) + datetime.timedelta(days=int(last.group(1)))
    server.stop()
    with Server(server.installation, "--clock", over.isoformat() + "T10:00:00Z") as later:
        page = looks.open().page
        person = named(later, "agnete.rosenvinge")
        page.goto(later.base + place)
        page.locator('[name="username"]').fill(person.account)
        page.locator('[name="password"]').fill(person.password)
        page.locator("form button").last.click()
        page.wait_for_load_state()
        assert "/log-ind" in page.url and "Bestilt dokumentation" not in page.content()
        desk = enter(looks, later, "security", path=place).page
        assert "Revisors adgang er slut" in text(desk)


def test_on_a_past_day_the_papers_are_of_that_day(server, looks):
    look = enter(looks, server, "security")
    page = look.page
    place = engagement(page, server.base)
    today = shown_day(page)
    before = today - datetime.timedelta(days=20)
    page.goto(f"{server.base}{place}?pr={before.isoformat()}&viden=then")
    looks.check(look, "engagement-past")
    files = papers(page)
    index = json.loads(files["index.json"])
    assert index["asOf"]["day"] == before.isoformat()
    assert all(one["effective"] <= before.isoformat() for one in index["entries"])
    now = [one for one in index["requests"] if one["standing"] in ("returned", "accepted")]
    assert index["requests"] and not now, "nothing was judged yet"


def test_dark_and_narrow(server, looks):
    for who in [named(server, "agnete.rosenvinge"), "security"]:
        look = enter(looks, server, who, width=390, scheme="dark")
        for path, name in [("/", "home"), (engagement(look.page, server.base), "engagement")]:
            look.page.goto(server.base + path)
            looks.check(look, f"auditor-dark-{name}-{who if isinstance(who, str) else 'auditor'}")
