# SPDX-License-Identifier: MPL-2.0
"""A new employee takes the e-learning, gets certificates, and the head of the unit and the security team see it (policy §9)."""

import base64
import json
import re
import subprocess
from urllib.parse import urlsplit

import jwt
import pytest
from cryptography.hazmat.primitives import serialization
from openbadgeslib.ob3.verifier import OB3Verifier

import checks
import taught
from steps import enter, named, text


@pytest.mark.parametrize("script", [True, False])
def test_a_newcomer_takes_the_courses_and_gets_certificates(server, looks, script):
    look = enter(looks, server, named(server, "zahra.noeddelund"), path="/kurser", width=390, script=script)
    page = look.page

    def check(name):
        look.console.clear()
        looks.check(look, f"learning-{name}")

    assert "at gennemføre" in text(page) and page.locator("#beviser").count() == 0
    check("courses")
    courses = [link.get_attribute("href") for link in page.locator("section[aria-labelledby=dine] a").all()]
    assert len(courses) == 3
    for number, course in enumerate(courses if script and checks.FULL else courses[:1]):
        page.goto(server.base + course)
        last = taught.take(page, taught.module_of(page), check=check if number == 0 else None, stumbles=number == 0)
        if number == 0:
            # Next year it begins anew: nobody finishes by the answers of before.
            assert page.locator("main a", has_text="Gå til kurset").get_attribute("href").endswith("/side/1")
            page.goto(f"{server.base}{course}/side/{last}")
            assert page.locator("main button", has_text="Svar").count() == 1
    page.goto(server.base + "/kurser")
    if script and checks.FULL:
        assert "Du har intet at gennemføre nu" in text(page)
    page.locator("section[aria-labelledby=beviser] a").first.click()
    shown = text(page)
    assert re.search(r"KB-\d{4}-\d{5}", shown) and "Zahra" in shown and "Gyldigt til" in shown
    check("certificate")
    body = page.context.request.get(page.url + "/kursusbevis.pdf").body()
    words = subprocess.run(["pdftotext", "-layout", "-", "-"], input=body, capture_output=True, check=True).stdout.decode()
    number = re.search(r"KB-\d{4}-\d{5}", shown)[0]
    assert number in words and "Zahra" in words and "har gennemført" in words and "Gyldigt til" in words
    check_badge(page, server, number)


def check_badge(page, server, number):
    """The badge of a certificate, by programs that we did not write and the keys that the organisation shows everybody."""
    assert page.locator("main a", has_text="Hent som badge").get_attribute("href").endswith("/kursusbevis.jwt")
    answer = page.context.request.get(page.url + "/kursusbevis.jwt")
    assert answer.status == 200 and answer.headers["content-type"] == "application/vc+jwt"
    token = answer.text()
    place, name = jwt.get_unverified_header(token)["kid"].split("#")
    keys = jwt.PyJWKSet.from_dict(json.loads(server.fetch(urlsplit(place).path)[2]))
    told = jwt.decode(token, keys[name], algorithms=["EdDSA"])
    public = keys[name].key.public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    badge = OB3Verifier(public).verify(token)
    assert "Zahra" in badge.identifiers[0].identity_hash and badge.achievement.achievement_type == "CertificateOfCompletion"
    status, _, shown = server.fetch(urlsplit(told["id"]).path)
    assert status == 200 and number in shown.decode() and "gælder i dag" in shown.decode() and "Zahra" not in shown.decode()
    # It is not the key of the ledger.
    key = server.installation.run("ledger", "checkpoint", "--key", "--organisation", "FKI").strip().split("+", 2)[2]
    assert base64.b64decode(key)[1:] != keys[name].key.public_bytes_raw()


def test_it_goes_on_where_it_was_left_and_the_head_and_the_security_team_see_it(server, looks):
    look = enter(looks, server, named(server, "zahra.noeddelund"), path="/kurser")
    page = look.page
    course = page.locator("section[aria-labelledby=dine] a").first.get_attribute("href")
    title = page.locator("section[aria-labelledby=dine] a").first.inner_text()
    page.goto(f"{server.base}{course}/side/11")
    taught.answer(page, taught.module(title))
    page.goto(f"{server.base}{course}/side/11")
    assert "Ja, det er rigtigt" in text(page), "the answer is gone"
    page.goto(f"{server.base}{course}")
    assert page.locator("main a", has_text="Fortsæt, hvor du slap").get_attribute("href").endswith("/side/11")
    # Nobody but the head of the unit sees names; the security team sees numbers and certificates.
    security = enter(looks, server, named(server, "oskar.maagedal"), path=course).page
    assert "Enheder" in text(security) and "I dine enheder" not in text(security)
    assert security.locator("section[aria-labelledby=enheder] tbody tr").count() > 3
    others = enter(looks, server, named(server, "zahra.noeddelund"), path=course).page
    assert others.locator("section[aria-labelledby=enheder]").count() == 0
    assert others.context.request.get(f"{server.base}{course}/side/99").status == 404
