# SPDX-License-Identifier: MPL-2.0
"""Sign-in in two steps in a browser; the codes are those of Debian's oathtool, and the picture
is read by its zbar."""

import re
import subprocess

import pytest

from authenticator import code, next_code
from steps import enter, fill, send, text

BOTH = pytest.mark.parametrize("script", [True, False])


def scanned(picture, file) -> str:
    """What a phone would read."""
    picture.screenshot(path=file)
    told = subprocess.run(["zbarimg", "--quiet", "--raw", file], capture_output=True, text=True, check=True)
    return told.stdout.strip()


@BOTH
def test_a_person_adds_an_app_and_is_asked_for_its_code(server, looks, script, tmp_path):
    person = server.installation.person("employee")
    look = enter(looks, server, person, script=script)
    page = look.page
    page.goto(server.base + "/konto")
    looks.check(look, "account-one-step")
    with page.expect_navigation():
        page.get_by_role("link", name="Tilføj godkendelsesapp").click()
    looks.check(look, "authenticator-new")
    key = page.locator("#noegle").get_attribute("data-full")
    address = page.locator("#adresse").get_attribute("data-full")
    assert re.fullmatch(r"[A-Z2-7]{32}", key) and f"secret={key}&" in address and address.startswith("otpauth://totp/")
    assert scanned(page.locator("svg.qr"), tmp_path / "qr.png") == address
    fill(page, label="Min telefon", code="000000")
    send(page)
    assert look.document.status == 422 and page.locator("#noegle").get_attribute("data-full") == key
    looks.check(look, "authenticator-wrong")
    used = code(key)
    fill(page, code=used)
    send(page)
    codes = page.locator(".codes code").all_inner_texts()
    assert len(set(codes)) == 10, text(page)[:300]
    looks.check(look, "authenticator-codes")
    page.goto(server.base + "/konto")
    assert "Min telefon" in text(page) and "10 gendannelseskoder" in text(page)
    looks.check(look, "account-two-steps")

    other = looks.open(script=script)
    page = other.page
    page.goto(server.base + "/log-ind?tilbage=/personer")
    fill(page, username=person.account, password=person.password)
    send(page)
    assert "/log-ind/trin" in page.url
    looks.check(other, "second-step")
    fill(page, code=used)
    send(page)
    assert other.document.status == 422, "a code was taken twice"
    looks.check(other, "second-step-wrong")
    fill(page, code=next_code(key, used))
    send(page)
    assert page.url == server.base + "/personer"

    # A recovery code, once.
    for again in (False, True):
        third = looks.open(script=script)
        third.page.goto(server.base + "/log-ind")
        fill(third.page, username=person.account, password=person.password)
        send(third.page)
        fill(third.page, code=codes[0])
        send(third.page)
        assert (third.document.status == 422) == again
    page.goto(server.base + "/konto")
    assert "9 gendannelseskoder" in text(page)


def test_an_organisation_demands_it_and_an_administrator_helps(server, looks):
    administrator = server.installation.person("administrator")
    plain = next(person for person in server.installation.people if person.roles == ("employee",))
    chief = enter(looks, server, administrator)
    page = chief.page
    page.goto(server.base + "/udfoer/signIn.require")
    looks.check(chief, "demand")
    fill(page, whom="everybody", reason="NIS2, artikel 21, stk. 2, litra j.")
    send(page)
    # It holds for the one who demanded it too.
    assert "/konto/godkendelsesapp" in page.url
    looks.check(chief, "demanded")

    look = looks.open()
    page = look.page
    page.goto(server.base + "/log-ind")
    fill(page, username=plain.account, password=plain.password)
    send(page)
    assert "/konto/godkendelsesapp" in page.url, page.url
    for path in ("/", "/dokumenter", "/konto", "/personer"):
        page.goto(server.base + path)
        assert "/konto/godkendelsesapp" in page.url
    key = page.locator("#noegle").get_attribute("data-full")
    fill(page, code=code(key))
    send(page)
    page.goto(server.base + "/personer")
    assert page.url.endswith("/personer")

    # The administrator adds one too, sees the other's, and takes it away: the phone is lost.
    page = chief.page
    own = page.locator("#noegle").get_attribute("data-full")
    fill(page, code=code(own))
    send(page)
    page.goto(server.base + "/adgange")
    looks.check(chief, "accesses-two-steps")
    assert "Kræves af" in text(page)
    page.goto(f"{server.base}/personer?q={plain.name.split()[0]}")
    with page.expect_navigation():
        page.locator("main .work").get_by_role("link", name=plain.name, exact=True).click()
    looks.check(chief, "person-two-steps")
    with page.expect_navigation():
        page.get_by_role("link", name="Fjern").click()
    send(page)
    assert "efter=" in page.url, text(page)[:300]
    look.page.goto(server.base + "/personer")
    assert "/log-ind" in look.page.url, "the session of the lost phone went on"
    # The one whose phone it was begins anew, and sees nothing of how the administrator signs in.
    page = look.page
    page.goto(server.base + "/log-ind")
    fill(page, username=plain.account, password=plain.password)
    send(page)
    assert "/konto/godkendelsesapp" in page.url
    fill(page, code=code(page.locator("#noegle").get_attribute("data-full")))
    send(page)
    page.goto(server.base + "/revisionsspor")
    shown = text(page)
    assert f"{plain.name} kan logge ind med godkendelsesapp" in shown, shown[:600]
    assert f"{administrator.name} kan logge ind" not in shown
