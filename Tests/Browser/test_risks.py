# SPDX-License-Identifier: MPL-2.0
"""A risk from its registration to the direktion's acceptance, through the pages alone (policy §8): set, assessed in all six
dimensions, put before the direktion, accepted until a day, told on one sheet; and found again in the matrix."""

import datetime
import re

import pytest

from steps import danish, enter, fill, judge, last_id, send, shown_day, text


def press(page, selector):
    """Follows a link by keyboard."""
    page.locator(selector).first.focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")


@pytest.mark.parametrize("width,scheme", [(1440, "light"), (390, "dark")])
def test_a_risk_is_assessed_and_accepted(server, looks, width, scheme):
    look = enter(looks, server, "security", path="/risici", width=width, scheme=scheme)
    page = look.page

    def check(name, one=look):
        one.console.clear()
        looks.check(one, name)

    check("risks")
    today = shown_day(page)
    # Every cell says where it is, how many risks it holds, and its level; those with risks are links.
    cells = page.locator(".mx tbody td")
    assert cells.count() == 25
    assert "Sandsynlighed 5, konsekvens 5: " in cells.nth(4).text_content()
    assert "Kritisk" in cells.nth(4).text_content()
    press(page, ".mx a")
    assert page.locator(".mx a[aria-current=true]").count() == 1
    assert page.locator("section[aria-labelledby=felt] li").count() >= 1
    check("risks-cell")

    with page.expect_navigation():
        page.locator(".acts a", has_text="Ny risiko").click()
    unit = next(one for one in page.locator('[name="unit"] option').all_inner_texts() if one.startswith("It-drift"))
    fill(page, kind="operational", title="Kopien kan ikke læses", unit=unit, classification="fortrolig",
         scenario="Båndet er slidt, og en fejl i driften gør, at kopien skal bruges.", threats="trusler:T01",
         vulnerabilities="Ingen har prøvet at læse båndet", properties="Availability")
    page.locator('main [name="assets"]').first.check()
    send(page)
    risk = last_id(page)
    place = f"{server.base}/risici/{risk}"
    page.goto(place)
    assert "Ikke vurderet" in page.locator(".stateline").inner_text()
    check("risk-unassessed")

    press(page, ".acts a.pri")
    check("risk-assessing")
    # A dimension that is left blank is asked for, and what was chosen stays.
    fill(page, current_likelihood="3", current_economy="2", current_reputation="2", current_contract="none",
         current_regulation="2", current_citizens="2", current_operations="3", confidence="medium",
         treatment="modify", reason="Det er sket to gange på fem år")
    send(page)
    assert "Skriv, hvorfor dimensionen ikke er relevant" in text(page)
    assert page.locator('[name="current_operations"]').input_value() == "3"
    fill(page, current_contract_reason="Kopien er ikke aftalt med nogen")
    send(page)
    page.goto(place)
    assert "Skal besluttes" in page.locator(".stateline").inner_text()
    assert "Hvorfor moderat?" in text(page) and "Drift af velfærdsydelser" in page.locator(".six tr.driver").first.inner_text()
    assert "Kopien er ikke aftalt med nogen" in text(page)
    check("risk-undecided")

    with page.expect_navigation():
        page.locator(".acts a[href*='accept']").click()
    fill(page, until=danish(today + datetime.timedelta(days=180)), question="Skal risikoen for kopien accepteres?",
         due=danish(today + datetime.timedelta(days=14)), reasons="Den nye kopi kommer til foråret.",
         if_yes="Vi bruger båndet til foråret.", if_no="Vi køber en ny kopi nu.")
    send(page)
    assert "/indstillinger/" in page.url, text(page)[:400]
    proposal = last_id(page)
    page.goto(place)
    assert "Venter på direktionen" in page.locator(".stateline").inner_text()

    board = enter(looks, server, "direktion", path=f"/indstillinger/{proposal}", width=width, scheme=scheme)
    with board.page.expect_navigation():
        board.page.locator(".acts a", has_text=re.compile("^Afgør$")).click()
    judge(board.page)
    send(board.page, "Se, hvad der bliver skrevet")
    send(board.page)
    assert "efter=" in board.page.url, text(board.page)[:400]
    board.page.goto(f"{place}/kort")
    assert "Hvad kan ske?" in text(board.page) and "Båndet er slidt" in text(board.page)
    assert "Direktionen har accepteret risikoen den" in text(board.page)
    check("risk-card", board)

    page.goto(place)
    assert "Accepteret af direktionen" in page.locator(".stateline").inner_text()
    check("risk-accepted")
    page.goto(server.base + "/risici/liste?status=accepted")
    assert "Kopien kan ikke læses" in text(page)
    check("risk-list")


def test_the_same_numbers_for_three_readers(server, looks):
    look = enter(looks, server, "security", path="/risici")
    page = look.page
    for tab, words in (("Taktisk", "Risici efter enhed"), ("Operationel", "Dine opgaver om risici"), ("Strategisk", "Acceptkriterier")):
        with page.expect_navigation():
            page.locator(".tabs a", has_text=tab).click()
        assert page.locator(".tabs a[aria-current=page]").inner_text() == tab and words in text(page)
        look.console.clear()
        looks.check(look, f"risks-{tab.lower()}")
    page.goto(server.base + "/risici/tal")
    assert "Hvad et år koster" in text(page) and page.locator(".curve svg[role=img]").count() == 1
    look.console.clear()
    looks.check(look, "risks-in-numbers")
    # On a day before the method was adopted there is nothing to hold a risk against.
    page.goto(server.base + "/risici?pr=01.01.2020&viden=now")
    assert "Der gælder ingen metode" in text(page)
