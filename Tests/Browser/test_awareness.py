# SPDX-License-Identifier: MPL-2.0
"""An employee reports a suspicious mail by keyboard, the security team answers, and the direktion sees counts without a name
(policy §9)."""

import csv
import io
import re

import pytest

import keys
from steps import enter, fill, last_id, named, send, text


@pytest.mark.parametrize("width,scheme", [(1440, "light"), (390, "dark")])
def test_a_reported_mail_is_answered_and_counted_without_names(server, looks, width, scheme):
    mark = f"pakke-{width}.example"
    look = enter(looks, server, named(server, "zahra.noeddelund"), path="/mit-ansvar", width=width, scheme=scheme)
    page = look.page

    def check(look, name):
        look.console.clear()
        looks.check(look, f"awareness-{name}")

    # By keyboard alone: from one's own page to the form, through it, and sent.
    keys.follow(page, page.locator("main a", has_text="Anmeld mistænkelig mail").first)
    check(look, "report-form")
    assert "Ingen bebrejder dig noget" in text(page)
    assert page.locator('[name="came"]').input_value(), "the day is filled in"
    keys.fill(page, act="opened", sender=mark)
    keys.send(page)
    own = f"{server.base}/anmeldelser/{last_id(page)}"
    page.goto(own)
    said = text(page)
    assert "Tak, fordi du sagde til." in said and "Luk det, du åbnede" in said and mark in said
    check(look, "report")

    # The team finds it among what waits, and answers.
    team = enter(looks, server, "security", path="/anmeldelser", width=width, scheme=scheme)
    check(team, "list")
    team.page.goto(own)
    with team.page.expect_navigation():
        team.page.locator(".acts a", has_text="Besvar anmeldelse").click()
    fill(team.page, verdict="phishing", word="Tak. Den er falsk, og du skal ikke gøre mere.")
    send(team.page)
    team.page.goto(own)
    assert "Den er falsk" in text(team.page) and "Phishing" in team.page.locator(".stateline").inner_text()
    page.goto(own)
    assert "Den er falsk" in text(page) and "Tak, fordi du sagde til." not in text(page)
    check(look, "answered")
    page.goto(server.base + "/indbakke")
    assert "Svar på din anmeldelse" in page.locator("section[aria-labelledby=svar]").inner_text()

    # The direktion sees how many, and not who; the report itself is not there for them.
    chief = enter(looks, server, "direktion", path="/indsatser", width=width, scheme=scheme)
    counts = chief.page.locator("section[aria-labelledby=anmeldt]").inner_text()
    assert re.search(r"\b\d+\b", counts) and "Nøddelund" not in text(chief.page) and mark not in text(chief.page)
    assert chief.page.locator("section[aria-labelledby=oevelser] svg.trend").count() == 1
    check(chief, "counts")
    assert chief.page.goto(own).status == 404


def test_an_exercise_is_recorded_from_a_list_and_small_units_stand_together(server, looks, tmp_path):
    look = enter(looks, server, "security", path="/indsatser", width=1440)
    page = look.page
    with page.expect_navigation():
        page.locator("main tbody a", has_text="Julegaven").first.click()
    place = page.url
    with page.expect_navigation():
        page.locator(".acts a", has_text="Begynd indsats").click()
    send(page)
    page.goto(place)
    with page.expect_navigation():
        page.locator(".acts a", has_text="Registrér tal fra phishingøvelse").click()
    looks.check(look, "awareness-exercise-form")
    sheet = page.context.request.get(server.base + "/enheder?som=csv").body().decode("utf-8-sig")
    rows = csv.DictReader(io.StringIO(sheet, newline=""), delimiter=";")
    names = [row["Enhed"] for row in rows if not row["Nedlagt fra"]][:2]
    wrong = tmp_path / "personer.csv"
    wrong.write_text("Navn;Enhed;Sendt;Klikket;Anmeldt\nEn;It-drift;1;1;0\n")
    fill(page, file=str(wrong))
    send(page, "Se forhåndsvisning")
    assert "kun i tal" in text(page)
    right = tmp_path / "tal.csv"
    right.write_text("Enhed;Sendt;Klikket;Anmeldt\n" + f"{names[0]};20;2;9\n{names[1]};4;1;2\n")
    fill(page, file=str(right))
    send(page, "Se forhåndsvisning")
    said = text(page)
    # Four cannot stand alone, and with twenty there is nothing left to tell apart.
    assert "I alt" in said and "24" in said and "Øvrige enheder" not in said
    looks.check(look, "awareness-exercise-preview")
    send(page, "Registrér")
    page.goto(place)
    assert "24" in page.locator("section[aria-labelledby=oevelse]").inner_text()
    looks.check(look, "awareness-exercise")
