# SPDX-License-Identifier: MPL-2.0
"""A version in force reaches those it concerns: seen in one's tasks, read, acknowledged, counted."""

import json
import re
import urllib.request
from pathlib import Path

import keys
import taught
from looks import JOURNEY
from steps import ROOT, enter, named, send, text

#: The text of the example organisation that has a quiz.
POLICY = "Informationssikkerhedspolitik"
QUIZ = ROOT / "Sources" / "vaern" / "Demo" / "DemoQuiz.swift"


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
                rows = [row for row in json.load(answer)["items"] if row["rule"] == "notice.acknowledgement"]
                if any(POLICY not in row["title"] for row in rows):
                    return person
    raise AssertionError("nobody has anything to read")


@JOURNEY
def test_read_and_acknowledge(server, looks, width, script):
    look = enter(looks, server, reader(server), "/opgaver?regel=laesning", width=width, script=script)
    page = look.page
    looks.check(look, "to-read")
    first = page.locator("main tbody a", has_text="Læs og kvittér").filter(has_not_text=POLICY).first
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


def test_a_quiz_is_answered_again_until_it_is_right(server, looks):
    """By keyboard alone, without scripts, on a telephone."""
    look = enter(looks, server, named(server, "zahra.noeddelund"), "/opgaver?regel=laesning", width=390, script=False)
    page = look.page
    right = taught.right_answers(QUIZ.read_text().split("let english")[0])
    keys.follow(page, page.locator("main tbody a", has_text=POLICY).first)
    assert page.locator("form.ack").count() == 0, "nobody acknowledges past the quiz"
    keys.follow(page, page.locator(".ack a", has_text="Til quizzen"), way="Shift+Tab")
    looks.check(look, "quiz")
    questions = page.locator("main fieldset")
    assert [one.locator("legend").inner_text() for one in questions.all()] == list(right)
    # The first is left out and the second answered wrongly: both are said, and the second is explained.
    names = [one.locator("input").first.get_attribute("name") for one in questions.all()]
    wrong = questions.nth(1).locator(".opts b").filter(has_not_text=right[list(right)[1]][0]).first.inner_text()
    keys.choose(page, names[1], [wrong])
    keys.choose(page, names[2], right[list(right)[2]])
    keys.send(page)
    assert look.document.status == 422
    shown = text(page)
    assert "Vælg et svar." in shown and "Det er ikke rigtigt. Svar igen." in shown and "Læs afsnittet: 7.4" in shown
    assert "Rigtigt" in shown and page.locator(".errors a").count() == 2
    look.console.clear()
    looks.check(look, "quiz-wrong")
    keys.choose(page, names[0], right[list(right)[0]])
    keys.choose(page, names[1], right[list(right)[1]])
    keys.send(page)
    assert re.search(r"Du kvitterede for version .*: post [\d.]+\. Du har svaret på quizzen i post", text(page)), text(page)[:600]
    looks.check(look, "quiz-receipt")
    page.locator("aside a[href^='/udsendelser/']").first.click()
    assert "3 spørgsmål, som besvares, når man kvitterer" in text(page)


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
