# SPDX-License-Identifier: MPL-2.0
"""What a solution needs is met by measures that work, and a law that applies has a measure (policy §§1, 5)."""

import datetime
import re

import pytest

from steps import danish, do, enter, fill, last_id, send, shown_day, text


def act(page, label):
    with page.expect_navigation():
        page.locator(".acts a, .panel a", has_text=re.compile(label)).first.click()
    return page


def tasks(page, server):
    """Everybody's duties, as the sheet of the page has them."""
    return page.context.request.get(server.base + "/opgaver?vis=alle&som=csv").text()


def state(page):
    return page.locator(".stateline").inner_text()


@pytest.mark.parametrize("width,scheme", [(1440, "light"), (390, "dark")])
def test_a_need_is_met_by_a_measure_that_works(server, looks, width, scheme):
    look = enter(looks, server, "security", path="/aktiver", width=width, scheme=scheme)
    page = look.page

    def check(name):
        look.console.clear()
        looks.check(look, name)

    check("assets")
    today = shown_day(page)
    act(page, "Registrér aktiv")
    check("asset-kinds")
    with page.expect_navigation():
        page.get_by_role("link", name="Løsning", exact=True).click()
    check("asset-form")
    unit = next(one for one in page.locator('[name="unit"] option').all_inner_texts() if one.startswith("It-drift"))
    fill(page, name="Venteværelset", unit=unit, confidentiality="high", confidentiality_reason="Den har navne på syge",
         integrity="none", integrity_reason="Fejl rettes i døren", availability="none", availability_reason="Den kan undværes",
         available="99,5", users="Lægesekretærer", months="6")
    send(page)
    solution = last_id(page)
    place = f"{server.base}/aktiver/{solution}"
    page.goto(place)
    # The need without a measure is seen, and is a task of the unit.
    assert "Uden foranstaltning" in state(page)
    assert "Find en foranstaltning for fortrolighed: LØS-4, Venteværelset" in tasks(page, server)
    check("asset-missing")
    page.locator("section[aria-labelledby=confidentiality] a", has_text="Planlæg foranstaltning").click()
    page.wait_for_url(re.compile("udfoer/measure.set"))
    assert page.locator(f'main input[type=checkbox][name="confidentiality"][value="{solution}"]').is_checked()
    check("measure-form")
    fill(page, title="Kode i døren", what="Alle bruger en kode", by=danish(today + datetime.timedelta(days=30)), months="12")
    send(page)
    measure = f"{server.base}/foranstaltninger/{last_id(page)}"
    page.goto(measure)
    assert "Planlagt" in state(page)
    page.goto(place)
    assert "Uden foranstaltning" in state(page) and "Kode i døren" in text(page)
    page.goto(measure)
    act(page, "Meld foranstaltning indført")
    send(page)
    page.goto(measure)
    assert "Indført, ikke efterprøvet" in state(page)
    act(page, "Registrér efterprøvning")
    check("measure-test-form")
    fill(page, method="technical", outcome="works", finding="Ti døre er prøvet")
    send(page)
    page.goto(measure)
    assert "Virker" in state(page)
    check("measure-works")
    page.goto(place)
    assert "Opfyldt" in state(page)
    assert "Find en foranstaltning for fortrolighed: LØS-4" not in tasks(page, server)
    # Another title is the same measure; another thing that is done is to be tested anew.
    for field, value, after in (("title", "Kode i hver dør", "Virker"), ("what", "Kun den ene dør", "ikke efterprøvet")):
        page.goto(measure)
        act(page, "^Ret$")
        fill(page, **{field: value})
        send(page)
        page.goto(measure)
        assert after in state(page)
    # Who has access, and how available it was.
    page.goto(place)
    act(page, "Registrér gennemgang af adgange")
    fill(page, outcome="corrected", finding="To er fjernet")
    send(page)
    page.goto(place)
    act(page, "Registrér tilgængelighed")
    fill(page, **{"from": danish(today - datetime.timedelta(days=30)), "to": danish(today - datetime.timedelta(days=1))},
         available="99,1")
    send(page)
    page.goto(place)
    assert "Ikke nået" in text(page) and "99,1 procent" in text(page) and "To er fjernet" in text(page)
    check("asset")
    page.goto(server.base + "/foranstaltninger")
    check("measures")


def test_a_law_gets_its_measure_and_its_risk_assessment(server, looks):
    look = enter(looks, server, "security", path="/krav?kilde=law")
    page = look.page
    today = shown_day(page)
    page.goto(server.base + "/udfoer/requirement.law")
    unit = next(one for one in page.locator('[name="unit"] option').all_inner_texts() if one.startswith("It-drift"))
    fill(page, law="Ventelov § 1", demand="Ingen venter uden at vide det", unit=unit, months="12", expected="En liste",
         risk_assessment=True, **{"from": danish(today)})
    send(page)
    place = f"{server.base}/krav/{last_id(page)}"
    page.goto(place)
    assert "Loven gælder, og der er ingen foranstaltning" in text(page)
    assert "Der mangler en risikovurdering" in text(page)
    looks.check(look, "requirement-without-measure")
    page.locator("section[aria-labelledby=foranstaltninger] a", has_text="Planlæg foranstaltning").click()
    page.wait_for_url(re.compile("udfoer/measure.set"))
    fill(page, title="Skærm i venteværelset", what="En skærm viser køen", by=danish(today + datetime.timedelta(days=30)),
         months="12")
    send(page)
    page.goto(place)
    assert "Skærm i venteværelset" in text(page) and "der er ingen foranstaltning" not in text(page)
    identity = place.rsplit("/", 1)[1]
    do(page, server.base, "requirement.assess", f"?requirement={identity}", method="documents", result="complied",
       finding="Listen er ført", title="Risikovurdering af køen", link="https://risiko.example/koe", is_risk_assessment=True,
       **{"from": danish(today), "to": danish(today)})
    page.goto(place)
    assert "Efterlevet" in state(page) and "Der mangler en risikovurdering" not in text(page)
    page.goto(server.base + "/krav?kilde=law")
    assert "uden foranstaltning" not in page.locator("tr", has_text="Ingen venter uden").inner_text()


def test_a_location_is_an_asset_by_keyboard(server, looks):
    """What a location needs not be asked is not asked, and it has a number of its own series."""
    look = enter(looks, server, "security", path="/udfoer/asset.set", width=390)
    page = look.page
    link = page.get_by_role("link", name="Lokation", exact=True)
    link.focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.locator('[name="users"]').count() == 1 and page.locator('[name="kle"]').count() == 0
    unit = next(one for one in page.locator('[name="unit"] option').all_inner_texts() if one.startswith("It-drift"))
    fill(page, name="Serverrummet i kælderen", unit=unit, criticality="business", external_ids="dørsystem: 7")
    send(page)
    # What must be put right stands with the field, and nothing that was written is gone.
    assert "Linje 1: systemets navn" in text(page)
    assert page.locator('[name="name"]').input_value() == "Serverrummet i kælderen"
    fill(page, criticality_reason="Alle servere står der", external_ids="doersystem: 7")
    looks.check(look, "asset-location-form")
    send(page)
    page.goto(f"{server.base}/aktiver/{last_id(page)}")
    assert "Lokation" in state(page) and "Forretningskritisk" in state(page)
    assert "doersystem" in text(page) and "Ingen har vurderet det for sig selv" in text(page)
    looks.check(look, "asset-location")
    page.goto(f"{server.base}/aktiver?slags=location")
    assert "Serverrummet i kælderen" in text(page) and "Sagsbro" not in text(page)
