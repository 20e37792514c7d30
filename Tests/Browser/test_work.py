# SPDX-License-Identifier: MPL-2.0
"""Tasks, days that have passed, mistakes that are put right."""

import re

import pytest

from steps import ID, do, enter, fill, send, shown_day, text

BOTH = pytest.mark.parametrize("script", [True, False])


def ask_for_day(page, day: str, reading="then"):
    """The form in the top bar."""
    page.locator(".top .asof summary").first.click()
    page.locator('.top-end > .asof input[name="pr"]').fill(day)
    page.locator(f'.top-end > .asof input[name="viden"][value="{reading}"]').check()
    with page.expect_navigation():
        page.locator(".top-end > .asof button").click()


@BOTH
def test_a_task_that_is_done_leaves_the_list(server, looks, script):
    look = enter(looks, server, "system_owner", path="/opgaver", script=script)
    page = look.page
    tasks = page.locator("main a[href^='/opgaver/']")
    before = tasks.count()
    title, address = tasks.first.inner_text(), tasks.first.get_attribute("href")
    count = int(page.locator(".side .count").first.inner_text())
    page.goto(server.base + address)
    looks.check(look, "task")
    page.locator("main a[href*='action.done']").first.click()
    page.wait_for_url("**/udfoer/action.done*")
    # Without a word on what was done it is not done.
    send(page)
    assert look.document.status == 422
    page.locator('[name="note"]').fill("Standserne er udpeget og skrevet ind i ydelsesbeskrivelsen.")
    send(page)
    assert "efter=" in page.url, text(page)[:300]
    assert "Udført" in text(page)
    page.goto(server.base + "/opgaver")
    assert page.locator("main a[href^='/opgaver/']").count() == before - 1
    assert page.locator(f"main a[href='{address}']").count() == 0, title
    shown = page.locator(".side .count").first
    assert (int(shown.inner_text()) if shown.count() else 0) < count


@BOTH
def test_a_past_day_has_two_readings_and_no_buttons(server, looks, script):
    look = enter(looks, server, "administrator", script=script)
    page = look.page
    today = shown_day(page)
    # Recorded today, but true since July: only the knowledge of today has it on a day in August.
    late = {"from": "01.07.2026", "late_reason": "Det blev glemt i sommerferien."}
    do(page, server.base, "unit.open", name="Forsyningskontoret", **late)
    page.goto(server.base + "/enheder")
    assert "Forsyningskontoret" in text(page)

    ask_for_day(page, "15.08.2026")
    assert "15. august 2026" in page.locator(".asbar").inner_text()
    assert "som det var kendt da" in page.locator(".asbar b").inner_text()
    assert page.locator("body.past").count() == 1
    assert "Forsyningskontoret" not in text(page)
    assert page.locator("main form[method=post], main .btn[href^='/udfoer']").count() == 0
    looks.check(look, "past-then")
    with page.expect_navigation():
        page.locator(".asbar a").first.click()
    assert "med det, vi ved nu" in page.locator(".asbar b").inner_text()
    assert "Forsyningskontoret" in text(page)
    looks.check(look, "past-now")

    # The day stays while one goes from page to page, and a form that was open before is refused.
    page.goto(server.base + "/dokumenter")
    assert page.locator(".asbar").count() == 1
    assert page.locator("main form[method=post], main .btn[href^='/udfoer']").count() == 0
    assert past_post(page, server) == 409

    page.goto(server.base + "/dokumenter")
    with page.expect_navigation():
        page.get_by_role("link", name="Tilbage til i dag").click()
    assert page.locator(".asbar").count() == 0 and shown_day(page) == today

    # A day that does not exist or has not come: said so, and nothing changes.
    for wrong in ("31.02.2026", "01.01.2999"):
        ask_for_day(page, wrong)
        assert page.locator("main .note.warn").count() == 1
        assert page.locator(".asbar").count() == 0


def past_post(page, server) -> int:
    """A form that another tab had open, sent while this one shows a past day."""
    token = page.locator("form[method=post] input[type=hidden]").first
    name, value = token.get_attribute("name"), token.get_attribute("value")
    answer = page.context.request.post(
        server.base + "/udfoer/person.add",
        form={name: value, "name": "Ingen Tid"},
        headers={"Origin": server.base, "Sec-Fetch-Site": "same-origin"},
    )
    assert "tidligere dag" in answer.text()
    assert "Ingen Tid" not in page.context.request.get(server.base + "/personer").text()
    return answer.status


@BOTH
def test_a_mistake_is_annulled_or_corrected_and_stays_to_be_seen(server, looks, script):
    look = enter(looks, server, "administrator", script=script)
    page = look.page
    base = server.base
    do(page, base, "unit.open", name="Enheden for Fejl")
    position = re.search(r"efter=(\d+)", page.url).group(1)
    page.goto(f"{base}/revisionsspor/{position}/ret")
    looks.check(look, "correct")
    annul = page.locator("form[action='/udfoer/fact.annul']")
    annul.locator("textarea, input[name=reason]").first.fill("Enheden findes ikke.")
    with page.expect_navigation():
        annul.locator("button").last.click()
    assert "efter=" in page.url, text(page)[:300]
    page.goto(f"{base}/revisionsspor/{position}")
    assert "annulleret" in text(page) and "Enheden findes ikke." in text(page)
    looks.check(look, "annulled")
    page.goto(base + "/revisionsspor")
    struck = page.locator(".log .annulled s", has_text="Enheden for Fejl")
    assert struck.count() == 1
    page.goto(base + "/enheder")
    assert "Enheden for Fejl" not in text(page)
    # Corrected: the wrong one is struck out, the right one counts.
    page.goto(base + "/personer")
    person = re.search(ID, page.locator("main a[href^='/personer/']", has_text="Emil").first.get_attribute("href")).group(0)
    do(page, base, "role.grant", f"?person={person}", role="system_owner")
    position = re.search(r"efter=(\d+)", page.url).group(1)
    page.goto(f"{base}/revisionsspor/{position}/ret")
    page.locator("main a.pri").click()
    page.wait_for_url("**command=role.grant*")
    form = page.locator("form[action='/udfoer/fact.correct']")
    # What was right in it is filled in already.
    assert form.locator('[name="person"]').first.input_value() == person
    fill(page, role="auditor")
    form.locator('[name="reason"]').fill("Det var en anden rolle.")
    with page.expect_navigation():
        form.locator("button.pri").click()
    assert "efter=" in page.url, text(page)[:400]
    page.goto(f"{base}/personer/{person}")
    roles = page.locator("section", has=page.locator("h2", has_text="Roller")).last.inner_text()
    assert "Revisor" in roles and "Systemejer" not in roles, roles
    page.goto(base + "/revisionsspor")
    assert page.locator(".log .annulled s", has_text="Systemejer").count() == 1
    looks.check(look, "ledger-struck")
