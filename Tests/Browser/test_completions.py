# SPDX-License-Identifier: MPL-2.0
"""A list from another learning system is recorded: it lies among the evidence, is previewed, and becomes completions (policy §9)."""

import datetime

from looks import JOURNEY
from steps import danish, enter, fill, named, send, shown_day, text


@JOURNEY
def test_a_list_becomes_completions(server, looks, tmp_path, width, script):
    look = enter(looks, server, "security", path="/kurser", width=width, script=script)
    page = look.page
    today = shown_day(page)
    day = today - datetime.timedelta(days=3)
    link = page.locator("section[aria-labelledby=alle] tbody a").first
    course, title = link.get_attribute("href"), link.inner_text().replace("\u00ad", "")
    people = [person.account for person in server.installation.people if person.account != "zahra.noeddelund"][:2]
    rows = [
        "Bruger;Kursus;Gennemført;Status",
        f"zahra.noeddelund@fki.example;{title};{danish(day)};Bestået",
        f"{people[0]}@fki.example;{title};{danish(day)};Ikke bestået",
        f"{people[1]}@fki.example;Et andet kursus;{danish(day)};Bestået",
        f"ukendt@fki.example;{title};{danish(day)};Bestået",
    ]
    extract = tmp_path / "udtraek.csv"
    extract.write_text("\n".join(rows) + "\n")

    page.goto(server.base + "/udfoer/evidence.add")
    fill(page, title="Udtræk fra læringssystemet", file=extract)
    page.locator('main [name="unit"]').select_option(index=1)
    send(page)

    page.goto(server.base + course)
    page.locator("main a", has_text="Registrér gennemførelser fra en liste").click()
    # Nothing chosen.
    send(page, "Se forhåndsvisning")
    assert page.locator("main .summary, main [role=alert]").count() > 0
    looks.check(look, "completions-first")
    listed = page.locator('main [name="evidence"] option', has_text="Udtræk fra læringssystemet").first.get_attribute("value")
    page.locator('main [name="evidence"]').select_option(listed)
    send(page, "Se forhåndsvisning")
    shown = text(page)
    assert "Nye gennemførelser 1" in shown and "Ikke bestået eller ikke færdige 1" in shown
    assert "Rækker, der ikke kan bruges 1" in shown and "Ingen person i Værn har »ukendt@fki.example«" in shown
    look.console.clear()
    looks.check(look, "completions-preview")

    # One row cannot be used, and the day lies before today: both are said, and nothing is recorded.
    send(page, "Registrér")
    assert "Én række kan ikke bruges" in text(page)
    fill(page, skip_faults=True)
    send(page, "Registrér")
    assert "Skriv, hvorfor det først registreres nu" in text(page)
    fill(page, late_reason="Hentes hver måned")
    assert page.locator('main [name="skip_faults"]').is_checked()
    send(page, "Registrér")
    assert page.url.startswith(server.base + course)

    own = enter(looks, server, named(server, "zahra.noeddelund"), path="/kurser").page
    own.locator("section[aria-labelledby=beviser] a").first.click()
    told = own.locator("main time").evaluate_all("all => all.map(one => one.dateTime)")
    assert day.isoformat() in told and "Fra et andet system" in text(own), told
    assert own.locator("main a", has_text="Hent som badge").count() == 0

    # The same list again changes nothing.
    page.goto(f"{server.base}/udfoer/course.record_list?course={course.rsplit('/', 1)[1]}")
    page.locator('main [name="evidence"]').select_option(listed)
    send(page, "Se forhåndsvisning")
    assert "Registreret i forvejen 1" in text(page)
    assert page.locator("main").get_by_role("button", name="Registrér", exact=True).count() == 0
