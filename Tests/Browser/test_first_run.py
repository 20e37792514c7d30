# SPDX-License-Identifier: MPL-2.0
"""From an empty data directory to an organisation with units, people, roles and deputies."""

import re

import pytest

from steps import do, fill, last_id, send, text

ANSWERS = {
    "organisation": "Sønderlund Forsyning",
    "short": "SF",
    "unit": "Sekretariatet",
    "name": "Bodil Ærenlund",
    "title": "Sikkerhedskoordinator",
    "username": "bodil",
    "password": "kajak hængebro solsort",
}


def code_of(server) -> str:
    """Each start prints a new code as long as nobody can sign in; the newest is the one that counts."""
    printed = re.findall(r"one-time code: ([0-9A-Z-]{20,})", server.log.read_text())
    return printed[-1] if printed else server.installation.code


def set_up(page, server):
    page.goto(server.base + "/")
    assert page.url.endswith("/foerste-gang")
    fill(page, code=code_of(server), **ANSWERS)
    send(page)


@pytest.mark.parametrize("script", [True, False])
def test_from_a_code_to_an_organisation(empty, looks, script):
    look = looks.open(script=script)
    page = look.page
    page.goto(empty.base + "/")
    looks.check(look, "first-run")

    # A wrong code and a weak password: nothing is founded, and what was typed stays.
    fill(page, **ANSWERS | {"code": "AAAAA-AAAAA-AAAAA-AAAAA"})
    send(page)
    assert look.document.status == 422
    assert page.locator('[name="organisation"]').input_value() == ANSWERS["organisation"]
    assert page.locator('[name="password"]').input_value() == ""
    fill(page, code=code_of(empty), password="kodeord")
    send(page)
    assert look.document.status == 422
    looks.check(look, "first-run-refused")

    fill(page, code=code_of(empty), password=ANSWERS["password"])
    send(page)
    assert page.url == empty.base + "/", text(page)[:300]
    assert page.locator(".brand small").inner_text() == "SF"
    steps = page.locator("#skridt, section:has(#skridt)").first
    assert "Importér politikken" in text(page) and steps.count() == 1
    looks.check(look, "first-steps")

    base = empty.base
    do(page, base, "unit.open", name="Måling og Drift", name_en="Metering and Operations", parent="Sekretariatet")
    unit = last_id(page)
    assert "Måling og Drift" in page.locator("h1").inner_text()
    do(page, base, "person.add", name="Thøger Løvskov", mail="thoeger@sf.example")
    person = last_id(page)
    query = f"?person={person}"
    do(page, base, "engagement.begin", query, kind="employee", unit="Måling og Drift", title="Driftsleder")
    do(page, base, "role.grant", query, role="unit_head", unit="Måling og Drift")
    do(page, base, "person.add", name="Karen Ulvedal")
    do(page, base, "engagement.begin", f"?person={last_id(page)}", kind="employee", unit="Måling og Drift", title="Tekniker")
    # Nobody takes another's place by himself.
    page.goto(f"{base}/udfoer/deputy.appoint{query}")
    fill(page, deputy="Bodil Ærenlund", reason="Ferie i uge 42")
    send(page)
    assert "Ingen udpeger sig selv" in text(page)
    look.console.clear()
    do(page, base, "deputy.appoint", query, deputy="Karen Ulvedal", reason="Ferie i uge 42")
    page.goto(f"{base}/personer/{person}")
    shown = text(page)
    for expected in ("Thøger Løvskov", "Driftsleder", "Måling og Drift", "Enhedsleder", "Karen Ulvedal"):
        assert expected in shown, expected
    looks.check(look, "first-person")
    page.goto(f"{base}/enheder/{unit}")
    assert "Thøger Løvskov" in text(page)

    # The code was good for one time.
    other = looks.open(script=script)
    other.page.goto(base + "/foerste-gang")
    fill(other.page, code=code_of(empty), password="en helt anden sætning")
    send(other.page)
    assert other.document.status == 422 and other.page.url.endswith("/foerste-gang")


def test_a_new_colleague_chooses_a_password_with_a_code(empty, looks):
    look = looks.open()
    page = look.page
    set_up(page, empty)
    do(page, empty.base, "person.add", name="Thøger Løvskov")
    person = last_id(page)
    do(page, empty.base, "engagement.begin", f"?person={person}", kind="employee", unit="Sekretariatet", title="Jurist")
    page.goto(f"{empty.base}/udfoer/account.open?person={person}")
    fill(page, username="thoeger")
    send(page)
    # It is shown once, in the answer.
    code = page.locator("#kode").inner_text()
    looks.check(look, "one-time-code")

    new = looks.open()
    new.page.goto(empty.base + "/foerste-gang")
    looks.check(new, "choose-password")
    fill(new.page, code=code, password="blåbær under stjernerne")
    send(new.page)
    assert new.page.url == empty.base + "/", text(new.page)[:300]
    assert "Thøger Løvskov" in new.page.locator(".me").inner_text()
