# SPDX-License-Identifier: MPL-2.0
"""The appraisal in ten minutes (policy §§7, 8): a system owner who is no expert judges a system by keyboard alone, and a year
later says that nothing is new. What is read and typed is counted, so that the minutes are a number and no promise."""

import dataclasses

import pytest

import keys
from steps import enter, text

#: Words a minute of somebody who reads a page for the first time, with care.
READING = 200
#: Keys a minute of somebody who types 40 words of five characters; a step with Tab or an arrow counts as much as a letter.
TYPING = 200
#: Seconds for a matrix: it is looked at, not read.
LOOKING = 10

#: What stands on the page for somebody who sees it: every line of text that is shown, without what only screen readers say.
LINES = """() => {
    const lines = [], walk = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
        const said = walk.currentNode.textContent.trim().replace(/\\s+/g, ' '), place = walk.currentNode.parentElement;
        if (said && !place.closest('.vh, .mx, textarea') && place.checkVisibility()) lines.push(said);
    }
    return lines;
}"""


def words(line: str) -> int:
    return sum(any(sign.isalnum() for sign in word) for word in line.split())


@dataclasses.dataclass
class Effort:
    """What one appraisal took. A line that stood on an earlier page is known there and not read again."""

    page: object
    lines: set = dataclasses.field(default_factory=set)
    pages: int = 0
    keys: int = 0
    characters: int = 0
    matrices: int = 0
    #: With every line of every page, also those that were read before.
    shown: int = 0
    is_on: bool = True

    def __post_init__(self):
        keyboard = self.page.keyboard
        self.undo = press, insert = keyboard.press, keyboard.insert_text

        def counted(key, **how):
            self.keys += self.is_on
            return press(key, **how)

        def typed(what):
            self.characters += len(what) * self.is_on
            return insert(what)

        keyboard.press, keyboard.insert_text = counted, typed

    def end(self):
        self.page.keyboard.press, self.page.keyboard.insert_text = self.undo

    def arrive(self):
        """Past the menu, as whoever uses the keyboard does."""
        self.pages += 1
        self.page.keyboard.press("Tab")
        assert self.page.locator("a.skip").evaluate(keys.FOCUS), "the first stop is not the way past the menu"
        self.page.keyboard.press("Enter")

    def read(self):
        """What is to be seen when the page is filled in: some questions show more when they are answered."""
        lines = self.page.evaluate(LINES)
        self.shown += sum(map(words, lines))
        self.lines.update(lines)
        self.matrices += sum(one.is_visible() for one in self.page.locator("main .mx").all())

    @property
    def words(self) -> int:
        return sum(map(words, self.lines))

    def minutes(self, read=None) -> float:
        return (read or self.words) / READING + (self.keys + self.characters) / TYPING + self.matrices * LOOKING / 60

    def __str__(self):
        return (f"{self.minutes():.1f} min: {self.pages} pages, {self.words} words read once ({self.shown} with those that "
                f"stand again: {self.minutes(self.shown):.1f} min), {self.keys} keys, {self.characters} characters")


def questions(page) -> list:
    """The names of the questions on the page, in their order."""
    names = page.locator("main input[type=radio]").evaluate_all("all => all.map(e => e.name)")
    return list(dict.fromkeys(names))


def is_answered(page, name) -> bool:
    return page.locator(f'main [name="{name}"]:checked').count() > 0


@pytest.mark.parametrize("width,scheme,script", [(1440, "light", True), (390, "dark", False)])
def test_ten_minutes_and_three(server, looks, width, scheme, script):
    look = enter(looks, server, "system_owner", path="/vurdering", width=width, scheme=scheme, script=script)
    page = look.page
    # The way there is not a part of it.
    keys.follow(page, page.locator("main .rows a").first)
    place = page.url.rsplit("/", 1)[0]

    def check(name, effort):
        effort.is_on = False
        look.console.clear()
        looks.check(look, name)
        # The walk of the check ends at the end of the page.
        page.goto(page.url)
        effort.is_on = True

    def tick_facts():
        for one in page.locator("main .facts input").all():
            keys.tick(page, one)

    def send(effort):
        effort.read()
        keys.send(page)

    # The first time.
    effort = Effort(page)
    for step in range(1, 7):
        assert f"Trin {step} af 6" in text(page), page.url
        check(f"wizard-{step}", effort)
        effort.arrive()
        if step == 1:
            tick_facts()
        elif step == 2:
            worst = {"citizens": "4", "operations": "3", "economy": "2", "regulation": "3", "reputation": "3", "contract": "1"}
            for name in questions(page):
                keys.fill(page, **{name: worst[name.rsplit("_", 1)[-1]]})
        elif step == 3:
            names = questions(page)
            assert 8 <= len(names) <= 12, names
            for name in names:
                keys.fill(page, **{name: "no" if name == names[1] else "yes"})
                if name == names[1]:
                    keys.fill(page, **{f"{name}.why": "Vi måler det hver dag og har rigeligt plads"})
        elif step == 4:
            asked = [name for name in questions(page) if name != "likelihood" and not is_answered(page, name)]
            for name in asked:
                keys.fill(page, **{name: "unknown" if name == asked[-1] else "yes"})
            keys.fill(page, likelihood="3")
            keys.fill(page, reason="Det er sket for to andre de seneste år")
        elif step == 5:
            # Numbers are first seen here, and why the level is what it is.
            assert "Det værste, der kan ske med" in text(page) and "Hvorfor høj?" in text(page)
            assert "Det ville sænke den mest" in text(page)
            assert page.locator(".mx td.sel").count() == 1
            effort.read()
            keys.follow(page, page.locator("main a.pri"))
            continue
        else:
            keys.fill(page, treatment="modify")
            keys.fill(page, task="Afprøv, om vi kan genskabe fra kopien")
        send(effort)
    assert "Det bliver registreret" in text(page)
    check("wizard-confirm", effort)
    effort.arrive()
    send(effort)
    effort.end()
    assert "/risici/" in page.url and "efter=" in page.url, text(page)[:400]
    assert "Vi måler det hver dag" in text(page) and "Afprøv, om vi kan genskabe fra kopien" in text(page)
    assert "Find ud af" in text(page), "what nobody knew is a task"
    risk = page.url.split("/risici/")[1].split("?")[0]
    first = effort

    # A year later nothing is new: the link stands on the risk.
    keys.follow(page, page.locator(".acts a", has_text="Vurdér på ti minutter"))
    assert page.url == f"{place}/1?risiko={risk}"
    effort = Effort(page)
    for step in range(1, 7):
        assert f"Trin {step} af 6" in text(page), page.url
        if step == 2:
            check("wizard-again", effort)
        effort.arrive()
        if step == 5:
            assert "Resultatet er det samme som sidst" in text(page)
            effort.read()
            keys.follow(page, page.locator("main a.pri"))
            continue
        if step == 1:
            tick_facts()
        for name in questions(page):
            keys.fill(page, **{name: "same"})
        send(effort)
    assert "vurderingen står ved magt" in text(page)
    effort.arrive()
    send(effort)
    effort.end()
    assert "efter=" in page.url and risk in page.url, text(page)[:400]

    print(f"\nfirst time, {width} px: {first}\na year later, {width} px: {effort}")
    assert first.minutes() <= 10, str(first)
    assert effort.minutes() <= 3, str(effort)
