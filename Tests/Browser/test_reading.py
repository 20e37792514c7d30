# SPDX-License-Identifier: MPL-2.0
"""A version in force reaches those it concerns: seen in one's tasks, read, acknowledged, counted."""

import json
import re
import urllib.request
from pathlib import Path

from looks import JOURNEY
from steps import enter, send, text


def reader(server):
    """Somebody of the example organisation who has something to read and may follow up: found by the API."""
    for person in server.installation.people:
        if "security" not in person.roles and "unit_head" not in person.roles or not person.token_file:
            continue
        token = Path(person.token_file).read_text().strip()
        for standing in ("open", "overdue"):
            request = urllib.request.Request(
                f"{server.base}/api/v1/obligations?mine=true&standing={standing}&limit=200",
                headers={"Authorization": "Bearer " + token})
            with urllib.request.urlopen(request, timeout=60) as answer:
                if any(row["rule"] == "notice.acknowledgement" for row in json.load(answer)["items"]):
                    return person
    raise AssertionError("nobody has anything to read")


@JOURNEY
def test_read_and_acknowledge(server, looks, width, script):
    look = enter(looks, server, reader(server), "/opgaver?regel=laesning", width=width, script=script)
    page = look.page
    looks.check(look, "to-read")
    first = page.locator("main tbody a", has_text="Læs og kvittér").first
    waiting = page.locator("main tbody a", has_text="Læs og kvittér").count()
    first.click()
    bar = page.locator("form.ack")
    button = bar.get_by_role("button", name="Jeg har læst og forstået")
    # In view before anything is scrolled, and not over the menu or the foot.
    box = button.bounding_box()
    assert box and 0 <= box["y"] and box["y"] + box["height"] <= 900, box
    assert "Kvittér senest" in bar.inner_text() or "Fristen var" in bar.inner_text()
    looks.check(look, "reader")
    button.focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert re.search(r"Du kvitterede for version .*: post [\d.]+", text(page)), text(page)[:600]
    assert page.locator("form.ack").count() == 0
    looks.check(look, "receipt")

    page.locator("aside a[href^='/udsendelser/']").first.click()
    shown = text(page)
    assert "Har kvitteret" in shown and "Målgruppe" in shown
    looks.check(look, "notice")

    page.goto(server.base + "/opgaver?regel=laesning")
    assert page.locator("main tbody a", has_text="Læs og kvittér").count() == waiting - 1


def test_a_reminder_and_an_audience(server, looks):
    look = enter(looks, server, reader(server), "/opgaver?regel=laesning", script=False)
    page = look.page
    page.goto(server.base + "/dokumenter")
    page.locator("main tbody a[href^='/dokumenter/']").first.click()
    page.locator("aside a", has_text="Vælg målgruppe").click()
    looks.check(look, "audience")
    page.locator('[name="reach"][value="chosen"]').check()
    page.locator('[name="way"][value="immediate"]').check()
    page.locator('[name="reason"]').fill("Kun dem, der arbejder med det.")
    send(page)
    assert "Vælg mindst én enhed eller rolle" in text(page)
    page.locator('[name="roles"][value="dpo"]').check()
    send(page)
    assert "efter=" in page.url, text(page)[:400]
    page.goto(server.base + "/opgaver?regel=laesning")
    page.locator("main tbody a", has_text="Læs og kvittér").first.click()
    page.locator("aside a[href^='/udsendelser/']").first.click()
    send(page, "Send påmindelse")
    assert "Registreret som post" in text(page)
    send(page, "Send påmindelse")
    assert "Prøv igen i morgen" in text(page)
