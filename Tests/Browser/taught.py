# SPDX-License-Identifier: MPL-2.0
"""How somebody takes a course: pages, questions, a certificate. The right answers are read here from the modules' files, and
not by Værn."""

import re
from pathlib import Path

from steps import ROOT, text

MODULES = ROOT / "Sources" / "Exchange" / "Learning" / "Data"


def right_answers(lines: str) -> dict:
    """The right answers of the questions of a file, by the question's words."""
    found, question = {}, None
    for line in lines.splitlines():
        line = line.strip()
        if heading := re.match(r"## (.*) \{#q\d+\}", line):
            question = heading[1]
            found[question] = []
        elif answer := re.match(r"- \[x\] (.*)", line):
            found[question].append(answer[1])
    return found


def module(title: str) -> dict:
    """Those of the module that comes with Værn under this title."""
    return right_answers(next(words for words in map(Path.read_text, MODULES.glob("*.da.md")) if f"title: {title}" in words))


def heading(page) -> str:
    return page.locator("h1").inner_text().replace("\u00ad", "")


def module_of(page) -> dict:
    """Those of the course whose page is shown."""
    return module(heading(page))


def jump(page, one):
    one.focus()


def press(page, key="Enter"):
    with page.expect_navigation():
        page.keyboard.press(key)


def onward(page, label, reach=jump):
    """Goes on by keyboard: to the link or the button, and Enter."""
    reach(page, page.locator("main").locator("a, button").filter(has_text=re.compile(f"^{label}$")).first)
    press(page)


def answer(page, answers, wrongly=False, reach=jump):
    right = answers[heading(page)]
    for label in page.locator("main .opts label").all():
        is_right = label.locator("b").inner_text() in right
        control = label.locator("input")
        if is_right != wrongly:
            pick(page, control, reach)
            if control.get_attribute("type") == "radio":
                break
    onward(page, "Svar", reach)


def pick(page, control, reach):
    """A group of round buttons is one stop of Tab, in which the arrows choose."""
    if control.get_attribute("type") != "radio" or reach is jump:
        reach(page, control)
        return page.keyboard.press("Space")
    first = page.locator("main .opts input").first
    reach(page, first)
    page.keyboard.press("Space")
    for _ in range(page.locator("main .opts input").count()):
        if control.is_checked():
            return
        page.keyboard.press("ArrowDown")
    assert control.is_checked()


def take(page, answers, check=None, stumbles=False, reach=jump):
    """From the page of a course to its certificate.

    `check` looks at pages on the way; whoever stumbles sends nothing, answers wrongly, fails, and tries again. Says on which
    page the last question stands."""
    look_at = check or (lambda name: None)
    look_at("course")
    onward(page, "Gå til kurset", reach)
    seen = 0
    while page.locator("main button", has_text="Svar").count() == 0:
        seen += 1
        if seen in (1, 4):
            look_at("page")
        onward(page, "(Næste|Til spørgsmålene)", reach)
    assert 8 <= seen <= 12
    if stumbles:
        # Nothing chosen, then a wrong answer: both are said, and the explanation stands there either way.
        onward(page, "Svar", reach)
        assert "Vælg, før du svarer" in text(page)
        look_at("question")
    for question in range(len(answers)):
        wrongly = stumbles and question < 2
        answer(page, answers, wrongly, reach)
        assert ("Nej, det er ikke rigtigt" if wrongly else "Ja, det er rigtigt") in text(page)
        if question == 0:
            look_at("answered")
        onward(page, "(Næste|Se resultatet)", reach)
    if stumbles:
        # Six of eight are too few; a new try asks all of them again.
        assert "Ikke bestået endnu" in text(page)
        look_at("failed")
        onward(page, "Prøv igen", reach)
        for _ in answers:
            answer(page, answers, reach=reach)
            onward(page, "(Næste|Se resultatet)", reach)
    assert "Bestået" in text(page)
    look_at("passed")
    onward(page, "Afslut kurset, og få kursusbevis", reach)
    assert "Gyldigt bevis" in text(page)
    return seen + len(answers)
