# SPDX-License-Identifier: MPL-2.0
"""Who gets in, how long, into which organisation, and in which language."""

import datetime
import re

import pytest

from steps import enter, fill, send, text
from vaern import Server, sign_in

BOTH = pytest.mark.parametrize("script", [True, False])


def attempt(page, base, account, password):
    page.goto(base + "/log-ind")
    fill(page, username=account, password=password)
    send(page)


@BOTH
def test_a_wrong_password_says_the_same_whoever_it_is_and_then_waits(server, looks, script):
    look = looks.open(script=script)
    page = look.page
    known = server.installation.person("employee")
    answers = {}
    for account in (known.account, "findes.ikke"):
        attempt(page, server.base, account, "forkert adgangskode")
        assert look.document.status == 422
        # The password is not sent back; the name is, to be put right.
        assert page.locator('[name="password"]').input_value() == ""
        assert page.locator('[name="username"]').input_value() == account
        answers[account] = text(page)
    assert len(set(answers.values())) == 1, answers
    looks.check(look, "sign-in-wrong")
    for account in (known.account, "findes.ikke"):
        for _ in range(8):
            attempt(page, server.base, account, "forkert adgangskode")
            if look.document.status == 429:
                break
        assert look.document.status == 429, "nobody is slowed down"
        assert int(look.document.headers["retry-after"]) >= 1
        assert "Vent" in text(page)
    looks.check(look, "sign-in-wait")
    # Another account is not stopped by it.
    other = server.installation.person("dpo")
    sign_in(page, server.base, other)
    assert other.name in page.locator(".me").inner_text()


@BOTH
def test_signing_out_ends_the_session_everywhere_it_was_known(server, looks, script):
    look = enter(looks, server, "employee", script=script)
    page = look.page
    stolen = page.context.cookies()
    looks.check(look, "signed-in")
    page.locator(".me summary").click()
    with page.expect_navigation():
        page.locator(".me form button").click()
    assert page.url.endswith("/log-ind")
    page.goto(server.base + "/personer")
    assert "/log-ind" in page.url and "tilbage=" in page.url
    thief = looks.open(script=script)
    thief.page.context.add_cookies(stolen)
    thief.page.goto(server.base + "/personer")
    assert "/log-ind" in thief.page.url


def test_a_session_ends_when_nobody_uses_it_and_leads_back(example, tmp_path, looks):
    installation = example.copy(tmp_path / "data")
    now = datetime.datetime.now(datetime.timezone.utc).replace(microsecond=0) + datetime.timedelta(minutes=1)
    person = installation.person("employee")
    look = looks.open()
    page = look.page
    with Server(installation, "--clock", now.isoformat()) as early:
        sign_in(page, early.base, person)
    with Server(installation, "--clock", (now + datetime.timedelta(minutes=29)).isoformat()) as later:
        page.goto(later.base + "/personer")
        assert page.url == later.base + "/personer"
    with Server(installation, "--clock", (now + datetime.timedelta(minutes=29 + 31)).isoformat()) as last:
        page.goto(last.base + "/personer")
        assert "/log-ind" in page.url
        fill(page, username=person.account, password=person.password)
        send(page)
        assert page.url == last.base + "/personer"


@BOTH
def test_what_was_typed_when_the_session_ran_out_is_not_lost(example, tmp_path, looks, script):
    installation = example.copy(tmp_path / "data")
    now = datetime.datetime.now(datetime.timezone.utc).replace(microsecond=0) + datetime.timedelta(minutes=1)
    person = installation.person("administrator")
    look = looks.open(script=script)
    page = look.page
    with Server(installation, "--clock", now.isoformat()) as server:
        sign_in(page, server.base, person, "/udfoer/person.add")
        fill(page, name="Sent Ankommen")
        server.stop()
        server.again("--clock", (now + datetime.timedelta(minutes=40)).isoformat())
        send(page)
        assert "/log-ind" in page.url
        assert "er gemt: log ind" in text(page)
        looks.check(look, "sign-in-late")
        fill(page, username=person.account, password=person.password)
        send(page)
        assert page.locator('[name="name"]').input_value() == "Sent Ankommen"
        assert "Intet er gjort endnu" in text(page)
        looks.check(look, "form-late")
        send(page)
        assert "efter=" in page.url, text(page)[:300]
        assert "Sent Ankommen" in text(page)


@pytest.mark.parametrize(
    "elsewhere",
    ["https://ond.example/", "//ond.example/", "/\\ond.example/", "javascript:alert(1)", "/%5Cond.example", "http:ond.example"],
)
def test_the_way_back_leads_nowhere_else(shared, looks, elsewhere):
    look = looks.open()
    person = shared.installation.person("auditor")
    look.page.goto(shared.base + "/")
    look.page.goto(shared.base + "/log-ind?tilbage=" + elsewhere)
    fill(look.page, username=person.account, password=person.password)
    send(look.page)
    assert look.page.url.startswith(shared.base + "/")
    assert all(address.startswith(shared.base) for address in look.requests)


@BOTH
def test_two_organisations_keep_apart(server, looks, script):
    look = enter(looks, server, "dpo", path="/personer", script=script)
    page = look.page
    own = page.locator("main a[href^='/personer/']").first
    name, address = own.inner_text(), own.get_attribute("href")
    page.goto(server.base + "/dokumenter")
    document = page.locator("main .work a[href^='/dokumenter/']").first.get_attribute("href")
    switch = page.locator("form[action='/organisation']")
    if switch.count() == 0:
        page.goto(server.base + "/konto")
        switch = page.locator("form[action='/organisation']")
    looks.check(look, "two-houses")
    button = switch.locator("button", has_text="Nordby")
    if button.count() == 0:
        switch.locator("select").first.select_option(label="Nordby Kommune")
        button = switch.locator("button").first
    else:
        button.locator("xpath=ancestor::details").first.evaluate("e => e.open = true") if button.locator(
            "xpath=ancestor::details").count() else None
    with page.expect_navigation():
        button.first.click()
    assert page.locator(".brand small").inner_text() != "FKI"
    page.goto(server.base + "/personer")
    assert name not in text(page)
    for path in (address, document):
        assert page.goto(server.base + path).status == 404
        look.console.clear()
    looks.check(look, "other-house")

    # Somebody of the municipality alone sees nothing of the other either, and no way to it.
    local = enter(looks, server, next(p for p in server.installation.people if p.name == "Else Tornby"), script=script)
    assert local.page.locator("form[action='/organisation']").count() == 0
    for path in (address, document):
        assert local.page.goto(server.base + path).status == 404
    local.page.goto(f"{server.base}/soeg?q={name.split()[0]}")
    assert name not in text(local.page)


@BOTH
def test_the_whole_shell_is_english_and_danish_content_says_so(server, looks, script):
    look = enter(looks, server, "security", script=script)
    page = look.page
    with page.expect_navigation():
        page.locator(".foot").get_by_role("button", name="English").click()
    assert page.locator("html").get_attribute("lang") == "en"
    own = {person.name for person in server.installation.people}
    pages = ["/", "/opgaver", "/aarshjul", "/dokumenter", "/personer", "/enheder", "/organer", "/revisionsspor", "/konto", "/indbakke"]
    pages += ["/udfoer/document.import", "/udfoer/action.add"]
    for path in pages:
        page.goto(server.base + path)
        assert page.locator("html").get_attribute("lang") == "en"
        chrome = chrome_of(page)
        danish = {word for word in re.findall(r"\w*[æøåÆØÅ]\w*", chrome)}
        danish -= {word for name in own for word in name.split()} | {"Værn"}
        assert not danish, f"{path}: {sorted(danish)}"
    looks.check(look, "english")
    page.goto(server.base + "/dokumenter")
    page.goto(server.base + page.locator("main .work a[href^='/dokumenter/']").first.get_attribute("href"))
    assert page.locator(".doc").get_attribute("lang") == "da"
    looks.check(look, "english-document")
    # It is remembered with the account, also in another browser.
    other = enter(looks, server, "security", script=script)
    assert other.page.locator("html").get_attribute("lang") == "en"


def chrome_of(page) -> str:
    """What the product itself says: headings, labels, buttons, column names, tags; not what people typed."""
    parts = "h2, label:not(.opts label), legend, button, thead th, .tag, .top, nav h2, .side a, .foot, .hint, .btn, .keys dt"
    return " ".join(page.locator(parts).all_inner_texts())
