# SPDX-License-Identifier: MPL-2.0
"""Passkeys: in Chromium with its virtual authenticator, and with a device whose answers are made wrong one by one."""

import pytest

from passkey import ATTESTED, PRESENT, VERIFIED, Device, Visitor, base64url, plain
from steps import enter, fill, send, text
from vaern import sign_in

ALGORITHMS = pytest.mark.parametrize("algorithm", ["ES256", "EdDSA", "RS256"])


def authenticator(page) -> str:
    """Gives the page's browser a device that knows its owner."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
        "isUserVerified": True, "automaticPresenceSimulation": True,
    }
    added = devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return devtools, added["authenticatorId"]


def test_a_person_adds_a_passkey_and_signs_in_with_it_alone(server, looks):
    person = server.installation.person("administrator")
    base = server.base.replace("127.0.0.1", "localhost")
    look = looks.open()
    page = look.page
    devtools, device = authenticator(page)
    sign_in(page, base, person)
    page.goto(base + "/konto/passkey")
    looks.check(look, "passkey-new")
    fill(page, label="Min bærbare")
    send(page, "Tilføj passkey")
    page.wait_for_url("**/konto/passkey")
    assert page.locator(".codes code").count() == 10, text(page)[:300]
    looks.check(look, "recovery-codes")
    page.goto(base + "/konto")
    assert "Min bærbare" in text(page)
    looks.check(look, "account-passkey")
    kept = devtools.send("WebAuthn.getCredentials", {"authenticatorId": device})["credentials"]
    assert len(kept) == 1 and kept[0]["rpId"] == "localhost" and kept[0]["isResidentCredential"]

    # Out, and in again without a password.
    page.locator(".me summary").click()
    with page.expect_navigation():
        page.locator(".me form button").click()
    page.goto(base + "/log-ind")
    looks.check(look, "sign-in-passkey")
    with page.expect_navigation(url=base + "/"):
        page.get_by_role("button", name="Log ind med passkey").click()
    assert person.name in page.locator(".me").inner_text()

    # Before what counts.
    page.goto(base + "/log-ind/igen?tilbage=/personer")
    looks.check(look, "again-passkey")
    with page.expect_navigation(url=base + "/personer"):
        page.get_by_role("button", name="Brug din passkey").click()

    # What is done from it says so.
    page.goto(base + "/udfoer/person.add")
    fill(page, name="Kirsten Ny")
    send(page)
    assert "efter=" in page.url
    page.goto(base + "/revisionsspor")
    with page.expect_navigation():
        page.locator("main a[href^='/revisionsspor/']").first.click()
    assert "med passkey" in text(page), text(page)[:600]

    # After the password the passkey is the second step.
    other = looks.open(state=None)
    other.page.goto(base + "/log-ind")
    fill(other.page, username=person.account, password=person.password)
    send(other.page, "Log ind")
    assert "/log-ind/trin" in other.page.url
    other.page.goto(base + "/konto")
    assert "/log-ind" in other.page.url, "the password alone opened something"

    # Removed, it opens nothing.
    page.goto(base + "/konto")
    with page.expect_navigation():
        page.locator("#metoder").locator("xpath=ancestor::section").get_by_role("link", name="Fjern").click()
    send(page)
    page.locator(".me summary").click()
    with page.expect_navigation():
        page.locator(".me form button").click()
    page.goto(base + "/log-ind")
    assert page.get_by_role("button", name="Log ind med passkey").count() == 0, "there is a passkey left"


def test_without_script_there_is_no_button_and_everything_else_works(server, looks):
    base = server.base.replace("127.0.0.1", "localhost")
    visitor = Visitor(server.base)
    person = server.installation.person("employee")
    visitor.sign_in(person)
    assert visitor.register(Device())[0] == 200
    look = looks.open(script=False)
    look.page.goto(base + "/log-ind")
    assert not look.page.get_by_role("button", name="Log ind med passkey").is_visible()
    looks.check(look, "sign-in-no-script")
    other = server.installation.person("dpo")
    sign_in(look.page, base, other)
    assert other.name in look.page.locator(".me").inner_text()


@ALGORITHMS
def test_a_device_registers_and_signs_in(server, algorithm):
    person = server.installation.person("employee")
    owner, device = Visitor(server.base), Device(algorithm)
    owner.sign_in(person)
    status, _ = owner.register(device)
    assert status == 200 and owner.page.count("<li><code>") == 10, owner.page[:400]
    for _ in range(2):
        other = Visitor(server.base)
        assert other.answer(device) == (303, "/")
        assert other.is_in() and person.name in other.page
    assert other.answer(device, "/log-ind/igen")[0] == 303


def test_every_forgery_at_the_registration_is_refused(server):
    owner = Visitor(server.base)
    owner.sign_in(server.installation.person("employee"))
    spent = {}

    def refused(why, device=None, **wrong):
        status, _ = owner.register(device or Device(), **wrong)
        assert status == 422, f"{why}: {status}"
        assert "blev ikke godkendt" in owner.page, why

    refused("another origin", origin="https://vaern.example")
    refused("another port", origin="http://localhost:1")
    refused("another party", party="vaern.example")
    refused("nobody was there", flags=VERIFIED | ATTESTED)
    refused("the user was not verified", flags=PRESENT | ATTESTED)
    refused("no key", flags=PRESENT | VERIFIED)
    refused("another purpose", client={"type": "webauthn.get"})
    refused("inside another site", client={"crossOrigin": True})
    refused("a challenge that is not ours", client={"challenge": base64url(bytes(139))})
    refused("no attestation", attestation=b"")
    refused("a cut attestation", attestation=b"\xa3\x63fmt")
    refused("deep as a well", attestation=b"\x81" * 5000 + b"\x00")
    refused("a length beyond everything", attestation=b"\xa1\x68authData\x5b\x7f\xff\xff\xff\xff\xff\xff\xff")
    # What was taken once is not taken again, neither the challenge nor the key.
    device = Device()
    owner.ask("GET", "/konto/passkey")
    spent = owner.asked()
    answer = device.create(spent, owner.origin)
    assert owner.ask("POST", "/konto/passkey", {"csrf": owner.csrf(), "label": "Nøgle", **answer})[0] == 200
    refused("the challenge again", client={"challenge": spent["challenge"]})
    refused("the key again", device)
    thief = Visitor(server.base)
    thief.sign_in(server.installation.person("dpo"))
    assert thief.register(device)[0] == 422, "one key for two accounts"


@ALGORITHMS
def test_every_forgery_at_the_sign_in_is_refused(server, algorithm):
    owner, device = Visitor(server.base), Device(algorithm)
    owner.sign_in(server.installation.person("employee"))
    assert owner.register(device)[0] == 200
    thief = Visitor(server.base)

    def refused(why, **wrong):
        status, _ = thief.answer(device, **wrong)
        assert status == 422, f"{why}: {status}"
        assert not thief.is_in(), why

    refused("another key", key=Device(algorithm).key)
    refused("no signature", signature=b"")
    refused("a signature of zeros", signature=bytes(70))
    refused("another origin", origin="https://vaern.example")
    refused("another party", party="vaern.example")
    refused("nobody was there", flags=VERIFIED)
    refused("the user was not verified", flags=PRESENT)
    refused("another purpose", client={"type": "webauthn.create"})
    refused("inside another site", client={"crossOrigin": True})
    refused("a challenge that is not ours", client={"challenge": base64url(bytes(139))})
    refused("a credential that is nobody's", credential=bytes(32))
    refused("somebody else's name", user=b"0190a4c2-7f31-7abc-8def-001122334455")
    # A challenge that another browser was given.
    other = Visitor(server.base)
    other.ask("GET", "/log-ind")
    refused("another browser's challenge", client={"challenge": other.asked()["challenge"]})
    # A challenge for a registration.
    owner.ask("GET", "/konto/passkey")
    refused("a challenge for a registration", client={"challenge": owner.asked()["challenge"]})

    # The whole answer again, in the browser that it was made for.
    replayer = Visitor(server.base)
    replayer.ask("GET", "/log-ind")
    cookies, fields = dict(replayer.cookies), {"csrf": replayer.csrf(), **device.get(replayer.asked(), replayer.origin)}
    assert replayer.ask("POST", "/log-ind", fields)[0] == 303
    replayer.cookies = cookies
    assert replayer.ask("POST", "/log-ind", fields)[0] == 422, "the same answer was taken twice"

    # A copy of the key lags behind, or stands still.
    refused("a count that goes back", count=1)
    refused("a count that stands still", count=device.count - 1)
    refused("a count that begins anew", count=0)
    device.count += 100
    assert Visitor(server.base).answer(device) == (303, "/")


def test_a_passkey_belongs_to_its_account(server):
    """Another's key is no fresh sign-in, and no second step."""
    mine, yours = Device(), Device()
    one, two = Visitor(server.base), Visitor(server.base)
    first, second = server.installation.person("employee"), server.installation.person("dpo")
    one.sign_in(first)
    two.sign_in(second)
    assert one.register(mine)[0] == 200 and two.register(yours)[0] == 200
    assert one.answer(yours, "/log-ind/igen")[0] == 422
    assert one.answer(mine, "/log-ind/igen")[0] == 303
    half = Visitor(server.base)
    assert half.sign_in(first) == (303, "/log-ind/trin")
    assert half.answer(yours, "/log-ind/trin")[0] == 422 and not half.is_in()
    assert half.sign_in(first) == (303, "/log-ind/trin")
    assert half.answer(mine, "/log-ind/trin") == (303, "/") and half.is_in()
    assert plain(base64url(b"\xff\xfe\xfd")) == b"\xff\xfe\xfd"


def test_whoever_runs_the_machine_helps_the_last_administrator(server):
    """A new code alone gives no way past the passkey; that the device is lost is said, and recorded."""
    person = server.installation.person("administrator")
    owner, device = Visitor(server.base), Device()
    owner.sign_in(person)
    assert owner.register(device)[0] == 200
    for lost, place in (([], "/log-ind/trin"), (["--lost-device"], "/")):
        server.stop()
        code = server.installation.run("account", "code", "--organisation", "FKI", "--person", person.account, *lost)
        server.again()
        visitor = Visitor(server.base)
        password = f"sne over Anholt i maj {len(lost)}"
        assert visitor.fill("/foerste-gang", code=code.strip(), password=password) == (303, place)
        assert visitor.is_in() == bool(lost)
    visitor.ask("GET", "/revisionsspor")
    assert "er fjernet" in visitor.page
