# SPDX-License-Identifier: MPL-2.0
"""Sign-in through a system of the organisation's own, against a provider that we did not write."""

import json
import subprocess
import urllib.request

import pytest

from provider import Provider, authorize
from steps import do, enter, fill, send, text
from vaern import Server

# What the provider's own libraries say of each other is not ours to mend.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


@pytest.fixture
def provider():
    with Provider() as one:
        yield one


def set_up(looks, server, provider):
    """The administrator sets the provider up, and says by which names it knows two people."""
    admin = enter(looks, server, "administrator")
    page = admin.page
    page.goto(server.base + "/login-system")
    looks.check(admin, "provider-none")
    page.get_by_role("link", name="Sæt eget login-system op").click()
    fill(page, name="Kommunens login", issuer=provider.issuer, client="vaern", scopes="openid profile", claim="sub",
         groups_claim="groups", groups="Vagt = dpo\nRevision = auditor", strong="mfa")
    looks.check(admin, "provider-form")
    send(page)
    if "/log-ind/igen" in page.url:
        fill(page, password=server.installation.person("administrator").password)
        send(page)
        send(page)
    do(page, server.base, "signIn.secret", secret="hemmelig")
    employee = server.installation.person("employee")
    page.goto(f"{server.base}/personer?status=alle&navn={employee.name}")
    path = page.locator("main a[href^='/personer/']", has_text=employee.name).first.get_attribute("href")
    return admin, employee, path


def sign_out(page):
    with page.expect_navigation():
        page.evaluate("document.querySelector(\"form[action='/log-ud']\").submit()")


def test_people_sign_in_through_it_and_roles_follow_groups(server, looks, provider):
    admin, employee, path = set_up(looks, server, provider)
    page = admin.page
    page.goto(server.base + "/login-system")
    assert provider.issuer in text(page) and "Gemt" in text(page) and "hemmelig" not in text(page).replace("hemmelighed", "")
    do(page, server.base, "person.identify", "?person=" + path.split("/")[-1], system="oidc", value="m-17")
    page.goto(server.base + "/login-system")
    fill(page, navn="m-17", grupper="Vagt\nAndet")
    page.get_by_role("button", name="Vis, hvad personen får").click()
    assert employee.name in text(page) and "Får: Databeskyttelsesrådgiver" in text(page)
    looks.check(admin, "provider-trial")

    look = looks.open()
    page = look.page
    provider.person("m-17", groups=["Vagt"])
    page.goto(server.base + "/log-ind?tilbage=/konto")
    looks.check(look, "sign-in-provider")
    page.get_by_role("link", name="Log ind med Kommunens login").click()
    authorize(look, "m-17")
    assert page.url == server.base + "/konto", page.url
    assert "Organisationens login" in text(page)
    page.goto(server.base + path)
    assert "Databeskyttelsesrådgiver (DPO)" in text(page)

    # Another key, and the old one gone.
    provider.rotate()
    provider.person("m-17", groups=[], amr=["pwd", "mfa"])
    sign_out(page)
    looks.check(look, "signed-out-here")
    page.get_by_role("link", name="Log også ud af Kommunens login").click()
    assert page.url.startswith(provider.issuer + "/oauth2/end_session?")
    page.goto(server.base + "/log-ind?tilbage=/konto")
    page.get_by_role("link", name="Log ind med Kommunens login").click()
    authorize(look, "m-17")
    assert "Organisationens login i to trin" in text(page)
    # Out of the group, the role is gone: asked again with it, the person would get it anew.
    admin.page.goto(server.base + "/login-system?navn=m-17&grupper=Vagt")
    assert "Får: Databeskyttelsesrådgiver" in text(admin.page)


def test_somebody_unknown_is_told_what_to_do_and_a_refusal_is_no_sign_in(server, looks, provider):
    set_up(looks, server, provider)
    look = looks.open()
    page = look.page
    page.goto(server.base + "/log-ind")
    page.get_by_role("link", name="Log ind med Kommunens login").click()
    authorize(look, "fremmed")
    assert look.document.status == 403 and "fremmed" in text(page) and "Intet er oprettet" in text(page)
    looks.check(look, "provider-unknown")
    page.goto(server.base + "/log-ind")
    page.get_by_role("link", name="Log ind med Kommunens login").click()
    authorize(look, "fremmed", "Deny")
    # This provider leaves the state out of a refusal, so it could be anybody's.
    assert look.document.status == 422 and "Du er ikke logget ind" in text(page)
    page.goto(server.base + "/")
    assert "/log-ind" in page.url


def test_whoever_runs_the_machine_sets_it_up_and_takes_it_away(example, tmp_path):
    installation = example.copy(tmp_path / "data")
    house = ("--organisation", "FKI")
    installation.run("provider", "set", *house, "--name", "Kommunens login", "--issuer", "https://login.example.dk/t/v2.0",
                     "--client", "vaern", "--claim", "oid", "--groups-claim", "groups", "--group", "A=dpo", "--group", "B=auditor")
    done = subprocess.run([installation.program, "provider", "secret", "--data", installation.data, *house], input="hemmelig17\n",
                          capture_output=True, text=True)
    assert done.returncode == 0 and "hemmelig17" not in done.stdout + done.stderr, done.stderr
    shown = json.loads(installation.run("provider", "show", *house))
    assert shown["issuer"] == "https://login.example.dk/t/v2.0" and shown["groups"] == "A=dpo\nB=auditor"
    refused = subprocess.run([installation.program, "provider", "set", "--data", installation.data, *house, "--name", "x", "--issuer",
                              "http://login.example.dk", "--client", "v"], capture_output=True, text=True)
    assert refused.returncode != 0 and "https://" in refused.stderr, refused.stderr
    with Server(installation) as server:
        page = urllib.request.urlopen(server.base + "/log-ind").read().decode()
        assert "Log ind med Kommunens login" in page
        running = subprocess.run([installation.program, "provider", "remove", "--data", installation.data, *house, "--reason", "x"],
                                 capture_output=True, text=True)
        assert running.returncode != 0 and "The server runs" in running.stderr
    installation.run("provider", "remove", *house, "--reason", "Skiftet ud")
    assert installation.run("provider", "show", *house).strip() == ""
