# SPDX-License-Identifier: MPL-2.0
"""Mail: it leaves through a real server, says the right thing to the right person, and survives what may happen."""

import base64
import collections
import json
import re
import ssl
import subprocess
import urllib.request
from pathlib import Path

import pytest
from aiosmtpd.smtp import AuthResult

from sink import Sink, certificate, page, words
from steps import enter
from vaern import Server, run

#: A Monday after all that the example organisation tells of.
BEFORE = "2026-11-30T06:59:50+01:00"
#: The same week, when nothing is due to be sent but what happens.
TUESDAY = "2026-12-01T10:00:00+01:00"


def options(sink, clock):
    return (
        "--smtp", f"127.0.0.1:{sink.port}", "--smtp-tls", "none", "--smtp-from", "vaern@fki.example", "--clock", clock
    )


def by_person(letters):
    return collections.Counter(letter["to"].addresses[0].addr_spec for letter in letters)


def weekly(letters):
    return [letter for letter in letters if letter["list-unsubscribe"]]


def decisions(letters):
    return [letter for letter in letters if "afgørelse" in letter["subject"]]


def test_the_weekly_mail_comes_once(example, tmp_path):
    installation = example.copy(tmp_path / "data")
    with Sink() as sink:
        with Server(installation, *options(sink, BEFORE)) as server:
            letters = sink.wait(len(installation.people))
            assert weekly(letters), server.tail()
        with Server(installation, *options(sink, "2026-11-30T07:20:00+01:00")):
            again = sink.wait(0)
    assert len(again) == len(letters)
    assert max(by_person(weekly(letters)).values()) == 1
    letter = weekly(letters)[0]
    assert letter["subject"].startswith("Din uge i Værn: ")
    assert letter["date"].datetime.strftime("%a %H") == "Mon 07"
    assert letter["content-language"] == "da"
    text, markup = words(letter), page(letter)
    assert "Revisionssporet havde" in text and "/konto/mail" in text
    for heading in ("Venter på dig", "Over frist", "At læse"):
        assert any(heading in words(one) for one in weekly(letters)), heading
    assert all(line.startswith("http") or len(line) <= 90 for line in text.splitlines() if "http" not in line)
    # Every address in the text is in the markup, and leads to us.
    for address in re.findall(r"http\S+", text):
        assert address.startswith("http://127.0.0.1:") and address in markup
    # Nothing in the mail is fetched from anywhere.
    assert "<img" not in markup and "<script" not in markup and "<link" not in markup


def test_unsubscribing_takes_one_click_and_no_session(example, tmp_path):
    installation = example.copy(tmp_path / "data")
    with Sink() as sink, Server(installation, *options(sink, BEFORE)) as server:
        letter = weekly(sink.wait(len(installation.people)))[0]
        assert letter["list-unsubscribe-post"] == "List-Unsubscribe=One-Click"
        address = letter["list-unsubscribe"].strip("<>")
        assert address.startswith(server.base + "/afmeld/")
        with urllib.request.urlopen(address) as asked:
            assert "Slå den ugentlige mail fra" in asked.read().decode()
        with urllib.request.urlopen(address, data=b"List-Unsubscribe=One-Click") as done:
            assert "er slået fra" in done.read().decode()


def test_a_decision_is_told_at_once_and_nothing_is_lost_while_the_relay_is_away(looks, example, tmp_path):
    installation = example.copy(tmp_path / "data")
    sink = Sink()
    with Server(installation, *options(sink, TUESDAY)) as server:
        document = policy_in_the_hands_of_the_direktion(installation, server)
        # The relay is not there. Kill the server while the mail waits.
        server.kill()
        server.again()
        server.kill()
        with sink:
            server.again(*options(sink, "2026-12-01T11:00:00+01:00"))
            letters = sink.wait(1)
            server.kill()
            server.again(*options(sink, "2026-12-01T12:00:00+01:00"))
            letters = sink.wait(len(letters))
            told = [letter for letter in decisions(letters) if document in words(letter)]
            assert told, [letter["subject"] for letter in letters]
            assert set(by_person(told).values()) == {1}
            assert all("»Politik for æbler, ørreder og ål«" in letter["subject"] for letter in told)
            assert all("er indstillet til afgørelse" in words(letter) for letter in told)
            # The ledger says so: where mail is seen to, and where the decision waits.
            look = enter(looks, server, "administrator", "/mail")
            sent = look.page.get_by_role("region", name="Sendt").locator("tbody tr", has_text="Politik for æbler")
            assert sent.locator("a[href*=revisionsspor]").count() == 1
            looks.survey(server.base + "/mail", "mail-sendt", state=look.page.context.storage_state())
            with look.page.expect_navigation():
                sent.get_by_role("link", name="Noget venter på afgørelse").click()
            waiting = look.page.get_by_role("region", name="Forpligtelser").get_by_text("Mail sendt")
            assert waiting.count() == 1 and installation.person("direktion").name in waiting.inner_text()
            looks.survey(look.page.url, "dokument-mail-sendt", state=look.page.context.storage_state())


def policy_in_the_hands_of_the_direktion(installation, server) -> str:
    """Written and submitted through the interface, as the security team does it."""
    token = Path(installation.person("security").token_file).read_text().strip()

    def give(kind, /, **members):
        request = urllib.request.Request(
            f"{server.base}/api/v1/commands/{kind}", data=json.dumps(members).encode(), method="POST",
            headers={"Authorization": "Bearer " + token, "Content-Type": "application/json"},
        )
        with urllib.request.urlopen(request) as answer:
            return json.load(answer)

    house = json.loads(run(installation.program, "document", "list", "--data", installation.data, "--json",
                           "--organisation", "FKI", "--token-file", installation.person("security").token_file))
    unit = next(item["owner"]["id"] for item in house["items"] if item.get("owner"))
    text = base64.b64encode("1. Formål\n\nAlle skal læse den.\n".encode()).decode()
    made = give(
        "document.import", kind="politik", title="Politik for æbler, ørreder og ål", unit=unit, classification="intern",
        note="Ny", file={"name": "tekst.txt", "content": text},
    )
    give("document.submit", document=made["id"], lacking="Kun til test")
    return made["id"]


def test_what_cannot_be_delivered_is_shown(looks, example, tmp_path):
    installation = example.copy(tmp_path / "data")
    with Sink() as sink, Server(installation, *options(sink, TUESDAY)) as server:
        director = installation.person("direktion")
        sink.refuse(f"{director.account}@fki.example", "550 5.1.1 Ukendt modtager")
        policy_in_the_hands_of_the_direktion(installation, server)
        sink.wait(1)
        look = enter(looks, server, "administrator", "/mail")
        assert "550 5.1.1" in look.page.locator("main").inner_text()
        looks.survey(server.base + "/mail", "mail-levering", state=look.page.context.storage_state())
        mine = enter(looks, server, director, "/indbakke")
        assert "Kom ikke frem" in mine.page.locator("main").inner_text()
        looks.survey(server.base + "/indbakke", "indbakke", state=mine.page.context.storage_state())
        looks.survey(server.base + "/konto/mail", "mail-valg", state=mine.page.context.storage_state())


@pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")
@pytest.mark.parametrize("way", ["starttls", "tls"])
def test_the_relay_is_encrypted_and_signed_in_to(example, tmp_path, way):
    chain, key = certificate(tmp_path)
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(chain, key)
    asked = []

    def authenticate(server, session, envelope, mechanism, data):
        asked.append((mechanism, data.login, data.password))
        return AuthResult(success=(data.login, data.password) == ("værn".encode(), b"hemmelig kode"))

    locked = dict(authenticator=authenticate, auth_required=True)
    if way == "starttls":
        locked |= dict(tls_context=context, require_starttls=True)
    else:
        # The library knows of encryption only when it was asked for; here the line is encrypted from its first byte.
        locked |= dict(ssl_context=context, auth_require_tls=False)
    password = tmp_path / "password"
    password.write_text("hemmelig kode\n")
    password.chmod(0o600)
    wrong = tmp_path / "wrong"
    wrong.write_text("en anden\n")
    wrong.chmod(0o600)

    def given(sink, *more):
        place = ["--smtp", f"127.0.0.1:{sink.port}", "--smtp-tls", way, "--smtp-from", "vaern@fki.example"]
        return *place, "--smtp-user", "værn", *more

    installation = example.copy(tmp_path / "data")
    with Sink(**locked) as sink:
        # An authority that nobody knows, then a wrong password: nothing leaves, the mail waits, and it is said why.
        with Server(installation, *given(sink, "--smtp-password-file", str(password), "--clock", TUESDAY)) as server:
            policy_in_the_hands_of_the_direktion(installation, server)
            assert sink.wait(0) == [] and asked == []
        with Server(
            installation,
            *given(sink, "--smtp-password-file", str(wrong), "--smtp-ca", chain, "--clock", "2026-12-01T11:00:00+01:00"),
        ):
            assert sink.wait(0) == [] and asked and {one[2] for one in asked} == {b"en anden"}
        with Server(
            installation,
            *given(sink, "--smtp-password-file", str(password), "--smtp-ca", chain, "--clock", "2026-12-01T12:00:00+01:00"),
        ) as server:
            assert decisions(sink.wait(1)), server.tail()
    # The password stands in no file of the installation.
    assert not [file for file in installation.data.rglob("*") if file.is_file() and b"hemmelig kode" in file.read_bytes()]


@pytest.mark.parametrize("script", [True, False])
def test_a_person_chooses_which_mail_to_get(looks, shared, script):
    look = enter(looks, shared, "security", "/", script=script)
    look.page.locator(".top details.me summary").click()
    with look.page.expect_navigation():
        look.page.locator(".top details.me").get_by_role("link", name="Mail til dig").click()
    box = look.page.get_by_label("Ugens mail")
    assert box.is_checked()
    box.uncheck()
    with look.page.expect_navigation():
        look.page.get_by_role("button", name="Gem").click()
    assert "Dit valg er gemt" in look.page.locator("main").inner_text()
    assert not look.page.get_by_label("Ugens mail").is_checked()
    look.page.get_by_label("Ugens mail").check()
    with look.page.expect_navigation():
        look.page.get_by_role("button", name="Gem").click()


@pytest.mark.parametrize(
    "given, said",
    [
        (["--smtp", "relay.example", "--smtp-from", "vaern@fki.example"], "relay on this machine only"),
        (["--smtp", "127.0.0.1:1"], "--smtp-from is missing"),
        (["--smtp-from", "vaern@fki.example"], "a relay is missing"),
        (["--smtp", "127.0.0.1:x", "--smtp-from", "a@b.example"], "HOST or HOST:PORT"),
        (["--smtp", "127.0.0.1", "--smtp-from", "a b@c.example"], "takes one address"),
        (["--smtp", "127.0.0.1", "--smtp-from", "a@b.example", "--smtp-tls", "ssl"], "none, starttls or tls"),
        (["--smtp", "127.0.0.1", "--smtp-from", "a@b.example", "--smtp-user", "u"], "go together"),
        (
            ["--smtp", "127.0.0.1", "--smtp-from", "a@b.example", "--smtp-user", "u", "--smtp-password-file", "/nej"],
            "cannot be read",
        ),
    ],
)
def test_a_wrong_relay_is_said_at_the_start(example, given, said):
    done = subprocess.run(
        [str(example.program), "serve", "--data", str(example.data), "--listen", "127.0.0.1:0", *given],
        capture_output=True, text=True, timeout=60, stdin=subprocess.DEVNULL,
    )
    assert done.returncode == 1 and said in done.stderr, done.stderr
