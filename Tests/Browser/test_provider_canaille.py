# SPDX-License-Identifier: MPL-2.0
"""Sign-in at a second provider that we did not write, which names itself in every answer (RFC 9207), leaves the claim of groups
out for who is in none, and tells more beside the ID token."""

import re

from provider_canaille import CLIENT, SECRET, Canaille, sign_in
from steps import do, enter, fill, send, text
from vaern import free_port


def person(page, base: str, name: str) -> str:
    page.goto(f"{base}/personer?status=alle&navn={name}")
    return page.locator("main a[href^='/personer/']", has_text=name).first.get_attribute("href")


def set_up(admin, server, issuer: str):
    """The administrator sets it up; answers whose page it is about."""
    page = admin.page
    page.goto(server.base + "/udfoer/signIn.provider")
    fill(page, name="Canaille", issuer=issuer, client=CLIENT, scopes="openid profile groups", claim="sub", groups_claim="groups",
         groups="Vagt = dpo", strong="mfa")
    send(page)
    if "/log-ind/igen" in page.url:
        fill(page, password=server.installation.person("administrator").password)
        send(page)
        send(page)
    do(page, server.base, "signIn.secret", secret=SECRET)
    path = person(page, server.base, server.installation.person("employee").name)
    page.goto(server.base + path)
    assert "Databeskyttelsesrådgiver" not in text(page)
    do(page, server.base, "person.identify", "?person=" + path.split("/")[-1], system="oidc", value="vagn")
    return path


def begin(look, base: str):
    look.page.goto(base + "/log-ind?tilbage=/konto")
    look.page.get_by_role("link", name="Log ind med Canaille").click()


def test_people_sign_in_there_with_roles_by_group_and_sign_out(server, looks):
    admin = enter(looks, server, "administrator")
    admin.page.goto(server.base + "/login-system")
    back = re.search(r"http://\S+/log-ind/organisation/svar/[0-9a-f-]{36}", text(admin.page)).group(0)
    port = free_port()
    with Canaille(port, back, server.base + "/log-ind") as provider:
        path = set_up(admin, server, provider.issuer)

        look = looks.open()
        page = look.page
        begin(look, server.base)
        sign_in(look, "vagn")
        assert page.url == server.base + "/konto", page.url + text(page)[:400]
        # One step: `pwd` is all that its tokens say.
        assert "Organisationens login" in text(page) and "Organisationens login i to trin" not in text(page)
        page.goto(server.base + path)
        assert "rolle »Databeskyttelsesrådgiver (DPO)« følger grupper" in text(page)
        assert not provider.was_asked("/oauth/userinfo"), "the token said it all"

        # Out of the group: the claim is in no token any more, nor where more is told, and the role ends.
        provider.empty("Vagt")
        with page.expect_navigation():
            page.evaluate("document.querySelector(\"form[action='/log-ud']\").submit()")
        with page.expect_navigation():
            page.get_by_role("link", name="Log også ud af Canaille").click()
        assert page.url.startswith(server.base + "/log-ind"), page.url
        begin(look, server.base)
        assert page.url.startswith(provider.issuer), "signed out there too, so it asks who it is"
        sign_in(look, "vagn")
        assert page.url == server.base + "/konto", page.url + text(page)[:400]
        assert provider.was_asked("/oauth/userinfo")
        page.goto(server.base + path)
        assert "»Login-systemets grupper giver ikke rollen mere.«" in text(page)
        admin.page.goto(server.base + "/login-system?navn=vagn&grupper=Vagt")
        assert "Får: Databeskyttelsesrådgiver" in text(admin.page)

        # Whom nobody has recorded is told so, also by this one.
        other = looks.open()
        begin(other, server.base)
        sign_in(other, "ulla")
        assert other.document.status == 403 and "ulla" in text(other.page) and "Intet er oprettet" in text(other.page)
