# SPDX-License-Identifier: MPL-2.0
"""A competence is demanded of a role, shown with a credential that another confirms, and a need of one is found in a talk
(policy §9; ISO/IEC 27001 7.2)."""

import pytest

from steps import danish, do, enter, fill, last_id, named, send, shown_day, text


def check(looks, look, name):
    look.console.clear()
    looks.check(look, name)


@pytest.mark.parametrize("width,scheme,script", [(1440, "light", True), (390, "dark", False)])
def test_a_competence_is_demanded_shown_and_confirmed(server, looks, width, scheme, script):
    look = enter(looks, server, "security", path="/kompetencer", width=width, scheme=scheme, script=script)
    page = look.page
    check(looks, look, "competences")
    # The board's member without a course is counted for all, and named to those who follow up.
    page.locator("section[aria-labelledby=alle] a", has_text="Cybersikkerhed for ledelsesorganer").first.click()
    page.wait_for_url("**/kompetencer/*")
    check(looks, look, "competence")
    words = text(page)
    assert "NIS 2-direktivet, artikel 20, stk. 2" in words and "Palle Østermarksen" in words and "Mangler" in words
    place = page.url
    # A new one: defined, demanded, and then lacked.
    do(page, server.base, "competence.set", title="Sikker skytjeneste", about="To dage og en prøve", months="24")
    competence = last_id(page)
    page.goto(f"{server.base}/kompetencer/{competence}")
    assert "Ingen opgaver kræver den endnu" in text(page)
    do(page, server.base, "competence.demand", f"?competence={competence}", reach="chosen", roles=["dpo"], days="30",
       basis="Politikkens afsnit 9")
    page.goto(f"{server.base}/kompetencer/{competence}")
    assert "Skal opnås" in text(page) and "30 dage" in text(page)
    # The one of whom it is demanded records the credential, which waits.
    own = enter(looks, server, "dpo", path="/kompetencer", width=width, scheme=scheme, script=script)
    assert "Sikker skytjeneste" in text(own.page) and "Skal opnås" in text(own.page)
    own.page.goto(f"{server.base}/kompetencer/{competence}")
    today = danish(shown_day(own.page))
    own.page.locator(".acts a", has_text="Registrér kompetencebevis").click()
    own.page.wait_for_url("**/udfoer/credential.record*")
    check(looks, own, "credential-form")
    fill(own.page, issuer="Kursushuset Eksempel", day=today)
    send(own.page)
    own.page.goto(server.base + "/kompetencer")
    assert "Venter på bekræftelse" in text(own.page)
    check(looks, own, "competences-own")
    page.goto(f"{server.base}/kompetencer/{competence}")
    check(looks, look, "competence-confirm")
    page.locator("section[aria-labelledby=bekraeft]").get_by_role("button", name="Bekræft").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    own.page.goto(server.base + "/kompetencer")
    assert "Har den" in text(own.page) and "Venter på bekræftelse" not in text(own.page)
    # Somebody whose task it is not sees how many, and no names.
    other = enter(looks, server, named(server, "zahra.noeddelund"), width=width, scheme=scheme, script=script)
    other.page.goto(place)
    assert "Mangler" in text(other.page) and "Palle Østermarksen" not in text(other.page)


def test_the_head_records_a_talk_and_nobody_else_sees_it(server, looks):
    head = enter(looks, server, named(server, "henrik.solbjerget"), path="/medarbejdersamtaler")
    page = head.page
    check(looks, head, "talks")
    page.locator("section[aria-labelledby=holder] tbody a", has_text="Registrér").first.click()
    page.wait_for_url("**/udfoer/talk.record*")
    # There is no place for what was said.
    assert page.locator("main textarea").count() == 0
    check(looks, head, "talk-form")
    name = page.locator('main [name="person"] option:checked').inner_text().split(",")[0]
    page.locator('main [name="need"][value="some"]').check()
    page.locator('main [name="competences"]').first.check()
    send(page)
    page.goto(server.base + "/medarbejdersamtaler")
    row = page.locator("section[aria-labelledby=holder] tbody tr", has_text=name)
    assert "ehov for" in row.inner_text()
    security = enter(looks, server, "security", path="/medarbejdersamtaler", width=390)
    assert "ehov for" not in text(security.page) or name not in text(security.page)
    security.page.goto(server.base + "/revisionsspor")
    assert "medarbejdersamtale med" not in text(security.page)
