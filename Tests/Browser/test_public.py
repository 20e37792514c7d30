# SPDX-License-Identifier: MPL-2.0
"""What everybody may read: no sign-in, nothing kept about the reader, and a text that anybody can check with the tools of
others."""

import base64
import datetime
import hashlib
import hmac
import json
import os
import re
import subprocess

import feedparser
import pytest

from steps import ID, enter, send, text

#: Whatever is asked, a public answer has none of these.
FORBIDDEN = {"set-cookie"}


def policy(server) -> str:
    """The address of the published policy."""
    _, _, body = server.fetch("/offentlig")
    return re.search(r'href="(/offentlig/\d+)"', body.decode()).group(1)


def test_the_public_pages_are_for_everybody(shared, looks):
    address = policy(shared)
    for name, path in [("public-list", "/offentlig"), ("public", address), ("public-en", "/en" + address)]:
        looks.survey(shared.base + path, name, language="en" if path.startswith("/en") else "da")
    look = looks.open(script=False)
    look.goto(shared.base + "/offentlig")
    look.page.get_by_role("link", name="Informationssikkerhedspolitik").first.click()
    assert "Gældende fra" in text(look.page) and look.page.context.cookies() == []
    look.page.get_by_role("link", name="English").first.click()
    assert look.page.locator("html").get_attribute("lang") == "en" and "English summary" in text(look.page)
    look.goto(shared.base + "/offentlig/9999")
    looks.check(look, "public-missing")
    assert look.document.status == 404 and look.page.context.cookies() == []


def test_no_public_answer_keeps_anything_about_the_reader(shared):
    address = policy(shared)
    number = re.search(r'href="[^"]*/(\d+\.\d+)/tekst"', shared.fetch(address)[2].decode()).group(1)
    for path in [
        "/offentlig", "/en/offentlig", address, f"{address}/{number}", f"{address}/{number}/tekst", f"{address}/{number}/bevis",
        "/offentlig/kontrolpunkt", "/offentlig/aendringer.atom", "/.well-known/security.txt", "/was", "/robots.txt",
        "/sitemap.xml", "/offentlig/9999", "/offentlig/findes/ikke", "/assets/vaern.css",
    ]:
        status, headers, body = shared.fetch(path)
        assert status in (200, 302, 404), f"{path}: {status}"
        assert not FORBIDDEN & {name.lower() for name in headers.keys()}, path
        if path == "/assets/vaern.css" or status == 302:
            continue
        assert "script-src" not in headers["content-security-policy"], path
        assert b"<script" not in body, path
        if status == 200:
            assert headers["cache-control"] == "public, max-age=0, must-revalidate"
            again, _, nothing = shared.fetch(path, headers={"if-none-match": headers["etag"]})
            assert (again, nothing) == (304, b""), path


def test_somebody_with_nothing_of_ours_verifies_the_text(shared, tmp_path):
    oracle = os.environ.get("VAERN_ORACLE")
    if not oracle:
        assert not os.environ.get("VAERN_STRICT"), "VAERN_ORACLE names no oracle"
        pytest.skip("VAERN_ORACLE names no oracle: sh Tests/Oracle/build.sh FILE")
    page = shared.fetch(policy(shared))[2].decode()
    section = page[page.index('id="bevis"') :]
    hashes = re.findall(r'<span class="hash">([^<]+)</span>', section)
    fingerprint, origin, key = hashes
    text_address = re.search(r'href="([^"]+/tekst)"', section).group(1)
    proof_address = re.search(r'href="([^"]+/bevis)"', section).group(1)
    content = shared.fetch(text_address)[2]
    proof = tmp_path / "tekst.tlog-proof"
    proof.write_bytes(shared.fetch(proof_address)[2])
    (tmp_path / "tekst.txt").write_bytes(content)
    assert hashlib.sha256(content).hexdigest() == fingerprint
    # The commands of the page, as they stand there.
    commands = [re.sub(r"&#39;|&#x27;", "'", line) for line in re.findall(r"<pre>(.*?)</pre>", section, re.S)]
    summed, committed, leaf = (
        subprocess.run(["sh", "-c", command], cwd=tmp_path, capture_output=True, text=True, check=True).stdout
        for command in commands
    )
    assert summed.split()[0] == fingerprint
    assert committed.strip() in section
    entry = json.loads(leaf)
    assert entry["values"]["text"] == committed.strip() and entry["ledger"] == origin
    opened = bytes.fromhex(re.search(r"hexkey:([0-9a-f]{64})", section).group(1))
    assert base64.b64encode(hmac.digest(opened, content, "sha256")).decode() == entry["values"]["text"]
    done = subprocess.run([oracle, "proof", key, str(proof)], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0 and done.stdout.strip() == "OK", done.stderr
    note = shared.fetch("/offentlig/kontrolpunkt")[2]
    done = subprocess.run([oracle, "note", key], input=note, capture_output=True, timeout=60)
    assert done.returncode == 0, done.stderr
    # One letter of the text: neither the fingerprint nor the commitment fits any more.
    other = content.replace(b"e", b"a", 1)
    assert base64.b64encode(hmac.digest(opened, other, "sha256")).decode() != entry["values"]["text"]


def test_the_feed_the_map_and_security_txt_are_what_their_standards_say(shared):
    status, headers, body = shared.fetch("/offentlig/aendringer.atom")
    assert status == 200 and headers["content-type"].startswith("application/atom+xml")
    feed = feedparser.parse(body)
    assert not feed.bozo, feed.bozo_exception
    assert feed.version == "atom10" and feed.entries and feed.feed.title and feed.feed.updated_parsed
    identities = [entry.id for entry in feed.entries]
    assert len(set(identities)) == len(identities) and all(each.startswith("tag:") for each in identities)
    assert all(entry.updated_parsed and entry.title and entry.link.startswith(shared.base) for entry in feed.entries)
    assert feedparser.parse(shared.fetch("/offentlig/aendringer.atom")[2]).entries[0].id == identities[0]
    assert "sitemap" in shared.fetch("/robots.txt")[2].decode().lower()
    places = re.findall(r"<loc>([^<]+)</loc>", shared.fetch("/sitemap.xml")[2].decode())
    assert len(places) >= 4 and all(place.startswith(shared.base) for place in places)
    for place in places:
        assert shared.fetch(place.removeprefix(shared.base))[0] == 200
    fields = dict(line.split(": ", 1) for line in shared.fetch("/.well-known/security.txt")[2].decode().splitlines())
    assert fields["Contact"].startswith("mailto:") and "@" in fields["Contact"]
    expires = datetime.datetime.fromisoformat(fields["Expires"])
    now = datetime.datetime.now(datetime.timezone.utc)
    assert now < expires < now + datetime.timedelta(days=366)
    status, headers, _ = shared.fetch("/was")
    assert status == 302 and headers["location"].startswith("https://was.digst.dk/")


def test_switching_publication_off_takes_everything_away_at_once(server, looks):
    address = policy(server)
    tag = server.fetch(address)[1]["etag"]
    look = enter(looks, server, "administrator", path="/offentliggoerelse")
    looks.check(look, "publication")
    look.page.get_by_role("link", name="Ret indstillinger").click()
    looks.check(look, "publication-form")
    assert look.page.locator("main [name=contact]").input_value().startswith("kontakt@")
    look.page.locator("main [name=on]").uncheck()
    send(look.page)
    assert "/offentliggoerelse" in look.page.url and "Intet er offentligt" in text(look.page)
    for path in [address, "/offentlig", "/.well-known/security.txt", "/offentlig/aendringer.atom"]:
        assert server.fetch(path, headers={"if-none-match": tag})[0] == 404, path


def test_a_second_process_does_not_publish_the_same_house(server):
    done = subprocess.run(
        [str(server.installation.program), "serve", "--data", str(server.installation.data), "--listen", "127.0.0.1:0"],
        capture_output=True, text=True, timeout=60,
    )
    assert done.returncode == 1 and done.stderr
    # What another process changes goes through the one that serves, so its pages know it at once.
    address = policy(server)
    token = server.installation.person("administrator").token_file
    house = re.search(ID, server.fetch("/offentlig/kontrolpunkt")[2].decode()).group(0)
    title = server.fetch(address)[2].decode()
    assert "noindex" not in title and server.fetch(address)[0] == 200
    server.installation.run("do", "publication.set", "--token-file", token, "--organisation", house, "--field", "on=nej")
    assert server.fetch(address)[0] == 404
