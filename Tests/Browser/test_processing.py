# SPDX-License-Identifier: MPL-2.0
"""A processing of personal data from its registration to its review, through the pages alone (GDPR Article 30): what is missing is
said, filled in, and gone through; the list narrows and leads to it."""

import pytest

from steps import danish, enter, fill, last_id, send, shown_day, text


@pytest.mark.parametrize("width,scheme", [(1440, "light"), (390, "dark")])
def test_a_processing_is_recorded_and_gone_through(server, looks, width, scheme):
    look = enter(looks, server, "security", path="/behandlinger", width=width, scheme=scheme)
    page = look.page

    def check(name):
        look.console.clear()
        looks.check(look, name)

    today = shown_day(page)
    assert "BEH-1" in text(page)
    check("processings")
    with page.expect_navigation():
        page.locator(".acts a.pri").click()
    unit = next(one for one in page.locator('[name="unit"] option').all_inner_texts() if one.startswith("It-drift"))
    fill(page, capacity="controller", title=f"Besøg i huset {width}", purpose="At vide, hvem der er i huset ved brand",
         unit=unit, grounds=["6_1_f"], people="Gæster", personal_data=["ordinary"], kinds="Navn, firma og tid",
         transfer="none", security="Bogen ligger i receptionen")
    check("processing-form")
    send(page)
    place = f"{server.base}/behandlinger/{last_id(page)}"
    page.goto(place)
    assert "Mangelfuld" in page.locator(".stateline").inner_text()
    assert "slettefrister" in text(page) and "modtagere" in text(page)
    check("processing-lacking")
    # By keyboard to the form, which is filled in.
    page.locator(".acts a", has_text="Ret").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.locator('[name="people"]').input_value() == "Gæster"
    person = page.locator('[name="responsible"] option').nth(1).get_attribute("value")
    fill(page, responsible=person, recipients="Ingen", erasure="Efter en måned", begins=danish(today))
    send(page)
    page.goto(place)
    assert "I orden" in page.locator(".stateline").inner_text(), text(page)[:300]
    with page.expect_navigation():
        page.locator(".acts a.pri").click()
    fill(page, finding="Modtagere og frister er de samme")
    send(page)
    page.goto(place)
    assert "Modtagere og frister er de samme" in text(page)
    check("processing")
    page.goto(f"{server.base}/behandlinger?rolle=processor")
    assert f"Besøg i huset {width}" not in text(page)


def test_a_request_is_answered_in_time_and_a_no_says_how_to_complain(server, looks):
    look = enter(looks, server, "dpo", path="/henvendelser", width=390)
    page = look.page
    today = shown_day(page)
    looks.check(look, "requests")
    with page.expect_navigation():
        page.locator(".acts a.pri").click()
    handler = page.locator('[name="handler"] option').nth(1).get_attribute("value")
    fill(page, came=danish(today), rights=["erasure"], handler=handler, name="Eksempel Spørger",
         about="Vil have alt slettet.")
    send(page)
    place = f"{server.base}/henvendelser/{last_id(page)}"
    page.goto(place)
    assert "Under behandling" in page.locator(".stateline").inner_text()
    looks.check(look, "request-open")
    with page.expect_navigation():
        page.locator(".acts a[href*='answer']").click()
    fill(page, outcome="refused", told=danish(today), answer="Sagen skal bevares")
    send(page)
    assert "Udfyld feltet" in text(page)
    fill(page, refusal="Arkivloven kræver det")
    send(page)
    assert "Et nej skal vejlede om klage" in text(page)
    fill(page, guided=True)
    send(page)
    page.goto(place)
    assert "Besvaret" in page.locator(".stateline").inner_text()
    assert "Arkivloven kræver det" in text(page)
    # The browser notes that two answers were refused.
    look.console.clear()
    looks.check(look, "request-answered")
