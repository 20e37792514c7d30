# SPDX-License-Identifier: MPL-2.0
"""Who may do what, through the pages alone, on a screen and on a telephone (policy §6): the list is filtered, a past day is
looked at, two days are compared, and the quarterly review is carried out and leaves its record."""

import datetime

from looks import JOURNEY
from steps import danish, enter, fill, named, send, shown_day, text



def rows(page):
    return page.locator("section[aria-labelledby=personer] tbody tr")


@JOURNEY
def test_the_quarterly_review(server, looks, width, script):
    look = enter(looks, server, "security", path="/adgange", width=width, script=script)
    page = look.page
    everybody = rows(page).count()
    assert everybody > 10
    looks.check(look, "accesses")

    # One kind of right; then a name.
    page.locator("#f-har").select_option("unit_head")
    send(page, "Vis")
    heads = rows(page).count()
    assert 0 < heads < everybody and "Enhedsleder" in rows(page).first.inner_text()
    page.goto(server.base + "/adgange")
    page.locator("#f-navn").fill("mads rav")
    send(page, "Vis")
    assert rows(page).count() == 1 and "Revisor" in rows(page).inner_text()

    # Two days.
    page.goto(server.base + "/adgange")
    today = shown_day(page)
    page.locator("#f-fra").fill(danish(today - datetime.timedelta(days=365)))
    page.locator("#f-til").fill(danish(today))
    send(page, "Vis")
    changes = page.locator("section[aria-labelledby=aendringer]")
    assert "Kommet til" in changes.inner_text() and "Ophørt" in changes.inner_text()
    looks.check(look, "accesses-between")

    # A past day, as it was known then; nothing can be done there.
    past = today - datetime.timedelta(days=700)
    page.goto(f"{server.base}/adgange?pr={past.isoformat()}&viden=then")
    assert rows(page).count() < everybody
    assert page.locator(".acts a").count() == 0 and "Mads Ravnsholt" in text(page)
    page.locator(".asbar a", has_text="Tilbage til i dag").click()

    # What should be kept apart, and the review of it.
    conflicts = page.locator("section[aria-labelledby=funktioner]")
    assert "Accepteret indtil videre" in conflicts.inner_text() and "Skal vurderes" in conflicts.inner_text()
    with page.expect_navigation():
        page.locator(".acts a", has_text="Gennemgå adgange").click()
    looks.check(look, "rights-review")
    send(page)
    assert page.locator(".bad-field").count() == 1, "without a conclusion nothing is recorded"
    notes = page.locator("main input[name^='note.']")
    notes.nth(notes.count() - 1).fill("Vi er få, og en ekstern revisor er på vej.")
    fill(page, conclusion="Listen er gennemgået med enhedslederne.")
    send(page)
    assert "efter=" in page.url, text(page)[:500]
    assert "Registreret som post" in text(page)
    history = page.locator("section[aria-labelledby=gennemgange]")
    assert "Listen er gennemgået med enhedslederne." in history.inner_text()
    assert "Vi er få, og en ekstern revisor er på vej." in text(page)
    # That a form was refused stands in the console.
    look.console.clear()
    looks.check(look, "accesses-reviewed")

    # The record leads to its entry, with the proof.
    with page.expect_navigation():
        history.locator("tbody a").first.click()
    assert "/revisionsspor/" in page.url and "Adgange er gennemgået for" in text(page)


def test_an_employee_sees_only_what_is_ones_own(server, looks):
    look = enter(looks, server, named(server, "zahra.noeddelund"), path="/adgange")
    assert rows(look.page).count() <= 1
    assert look.page.locator("#gennemgange").count() == 0
    looks.check(look, "accesses-own")
