# SPDX-License-Identifier: MPL-2.0
"""People: a file of them that is mended and taken in, and what happens inside an engagement."""

import datetime

import pytest

import keys
from steps import enter, fill, send, shown_day, text

BOTH = pytest.mark.parametrize("script", [True, False])
UNIT = "Direktionssekretariatet"


def table(tmp_path, name: str, *rows: str):
    path = tmp_path / name
    path.write_text("Navn;E-mail;Enhed;Titel;Medarbejdernummer\n" + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    return path


def person(page, base: str, name: str) -> str:
    page.goto(f"{base}/personer?status=alle&navn={name}")
    return page.locator("main a[href^='/personer/']", has_text=name).first.get_attribute("href")


@BOTH
def test_a_file_with_errors_is_mended_and_taken_in_at_once(server, looks, tmp_path, script):
    mark = "Med" if script else "Uden"
    look = enter(looks, server, "administrator", path="/personer", script=script)
    page = look.page
    page.get_by_role("link", name="Indlæs personer fra en fil").click()
    page.wait_for_url("**/udfoer/person.import*")
    looks.check(look, "import-choose")
    fill(page, file=table(
        tmp_path, "personer.csv", f"Nete {mark};nete.{mark}@fki.example;{UNIT};Tekniker;{mark}-1",
        f"Otto {mark};otto@@fki;{UNIT};Tekniker;{mark}-2", f"Pia {mark};pia.{mark}@fki.example;Findes ikke;;{mark}-3"))
    send(page, "Se forhåndsvisning")
    shown = text(page)
    assert "Skal rettes i filen" in shown and "Findes ikke" in shown and "e-mailadresse" in shown, shown[:600]
    assert page.get_by_role("button", name="Indlæs", exact=True).count() == 0, "nothing is taken in while a row is wrong"
    looks.check(look, "import-faults")

    # The mended file: the units are right, and the preview says what is new.
    mended = table(
        tmp_path, "rettet.csv", f"Nete {mark};nete.{mark}@fki.example;{UNIT};Tekniker;{mark}-1",
        f"Otto {mark};otto.{mark}@fki.example;{UNIT};;{mark}-2")
    fill(page, file=mended)
    send(page, "Se forhåndsvisning")
    assert "Forskelle" in text(page) and f"Nete {mark}" in text(page) and "først set" in text(page), text(page)[:600]
    looks.check(look, "import-preview")
    send(page, "Indlæs")
    assert "/personer" in page.url and "efter=" in page.url, text(page)[:400]

    address = person(page, server.base, f"Nete {mark}")
    page.goto(server.base + address)
    assert "Først set" in text(page) and "startdagen er ukendt" in text(page) and f"{mark}-1" in text(page)
    looks.check(look, "person-first-seen")
    # The same file again changes nothing, and says so.
    page.goto(server.base + "/udfoer/person.import")
    fill(page, file=mended)
    send(page, "Se forhåndsvisning")
    assert "Filen ændrer intet" in text(page)
    assert page.get_by_role("button", name="Indlæs", exact=True).count() == 0
    # Who may not take people in gets neither the form nor the numbers of others.
    other = enter(looks, server, "security")
    assert other.goto(server.base + "/udfoer/person.import").status == 403
    other.console.clear()
    other.goto(server.base + address)
    assert f"{mark}-1" not in text(other.page).split("Historik")[0]


def test_a_move_the_first_day_and_leave_by_keyboard_on_the_page_of_the_person(server, looks, tmp_path):
    look = enter(looks, server, "administrator", path="/udfoer/person.import")
    page = look.page
    fill(page, file=table(tmp_path, "en.csv", f"Gerda Flytter;gerda.flytter@fki.example;{UNIT};Tekniker;g-1"))
    send(page, "Se forhåndsvisning")
    send(page, "Indlæs")
    address = person(page, server.base, "Gerda Flytter")
    day = shown_day(page)

    page.goto(server.base + address)
    keys.follow(page, page.locator("main a", has_text="Registrér første arbejdsdag").first)
    page.wait_for_url("**/udfoer/engagement.firstWorkingDay*")
    choose_first(page, "engagement")
    fill(page, first_working_day=(day + datetime.timedelta(days=1)).isoformat())
    send(page)
    assert "faktisk" in text(page), text(page)[:500]

    keys.follow(page, page.locator("main a", has_text="Skift enhed eller titel").first)
    page.wait_for_url("**/udfoer/engagement.move*")
    choose_first(page, "engagement")
    fill(page, unit="It-drift", title="Rådgiver", **{"from": (day + datetime.timedelta(days=1)).isoformat()})
    send(page)
    assert "Flyttet" in text(page) and "Rådgiver" in text(page), text(page)[:500]

    keys.follow(page, page.locator("main a", has_text="Registrér orlov").first)
    page.wait_for_url("**/udfoer/leave.begin*")
    assert page.locator("main [name=reason]").count() == 0, "no field asks why"
    fill(page, **{"from": day.isoformat(), "to": (day + datetime.timedelta(days=40)).isoformat()})
    send(page)
    assert page.locator("#orlov").count() == 1
    looks.check(look, "person-leave-and-move")
    narrow = enter(looks, server, "administrator", path=address, width=390)
    looks.check(narrow, "person-leave-and-move-390")

    # A colleague sees the move, and nothing of the leave: neither on the page nor in its history.
    plain = next(one for one in server.installation.people if one.roles == ("employee",))
    colleague = enter(looks, server, plain, path=address)
    shown = text(colleague.page)
    assert "Rådgiver" in shown and "orlov" not in shown.lower() and "g-1" not in shown
    colleague.goto(server.base + "/revisionsspor")
    assert "orlov" not in text(colleague.page).lower()


def choose_first(page, name: str):
    """Chooses the first thing in a list that has a blank line at the top."""
    field = page.locator(f"main select[name={name}]")
    if field.input_value():
        return
    values = [value for value in field.locator("option").evaluate_all("all => all.map(one => one.value)") if value]
    field.select_option(values[0])
