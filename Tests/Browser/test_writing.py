# SPDX-License-Identifier: MPL-2.0
"""A document is written in the app, by two people at once, over connections that drop: not one word is lost."""

import datetime
import random
import re
import time

import pytest
from playwright.sync_api import expect

import checks
from steps import do, enter, fill, last_id, named, send, text
from vaern import sign_in

#: For so long two people write: ten minutes in the full profile.
SECONDS = 600 if checks.FULL else 30
BEGINNING = "# 1. Formål\n\nVi passer på oplysninger.\n\n# 2. Omfang\n\nAlle er omfattet.\n\nOgså leverandører."

#: Puts the cursor at the end of a paragraph.
AIM = """share => {
    const area = document.getElementById('text');
    const ends = [...area.value.matchAll(/\\n\\n|$/g)].map(found => found.index);
    const end = ends[Math.floor(share * ends.length)];
    area.focus();
    area.setSelectionRange(end, end);
}"""


def make(server, looks, title="Emnepolitik for kladder", script=True):
    """A new policy without text, and the window of its maker on the manuscript."""
    look = enter(looks, server, named(server, "line.skovhede"), script=script)
    page = look.page
    page.goto(server.base + "/udfoer/document.create")
    units = page.locator('[name="unit"] option').evaluate_all("all => all.map(one => one.value).filter(Boolean)")
    do(page, server.base, "document.create", kind="politik", title=title, unit=units[0])
    return look, f"/dokumenter/{last_id(page)}/kladde"


class Writer:
    """Types numbered words, each of which must be found again."""

    def __init__(self, server, look, person, letter, path):
        self.server, self.look, self.person, self.letter, self.path = server, look, person, letter, path
        self.page = look.page
        self.words = []
        self.page.on("dialog", lambda dialog: dialog.accept())

    def type(self, chance: random.Random):
        word = f"{self.letter}{len(self.words)};"
        self.page.evaluate(AIM, chance.random())
        # A new paragraph now and then.
        self.page.keyboard.insert_text(("\n\n" if chance.random() < 0.2 else " ") + word)
        self.words.append(word)

    def come_back(self):
        """Signs in again where the page says so."""
        self.page.locator("#kladde-ind a").click()
        self.page.wait_for_url("**/log-ind*")
        fill(self.page, username=self.person.account, password=self.person.password)
        send(self.page)
        assert self.page.url.endswith(self.path)

    def settle(self):
        """Saves, and keeps both wordings wherever there are two."""
        for _ in range(20):
            send(self.page, "Gem kladden")
            choices = self.page.locator('main input[value="both"]')
            if choices.count() == 0:
                return
            for choice in choices.all():
                choice.check()
        raise AssertionError("the wordings that wait do not come to an end")


def test_two_people_write_and_not_one_word_is_lost(server, looks):
    chance = random.Random(20261128)
    look, path = make(server, looks)
    first, second = named(server, "line.skovhede"), named(server, "oskar.maagedal")
    look.page.goto(server.base + path)
    fill(look.page, text=BEGINNING)
    send(look.page, "Gem kladden")
    other = enter(looks, server, second, path=path)
    writers = [Writer(server, look, first, "a", path), Writer(server, other, second, "b", path)]

    written = 0

    def write(seconds):
        nonlocal written
        seconds = seconds * SECONDS / 56
        written += seconds
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            for writer in writers:
                writer.type(chance)
            time.sleep(chance.uniform(0.1, 0.5))

    write(7)
    assert "Oskar Mågedal skriver også her." in look.page.locator("#kladde-stand").inner_text()
    # One after the other loses the connection.
    for writer in writers:
        writer.page.context.set_offline(True)
        write(5)
        expect(writer.page.locator("#kladde-stand")).to_contain_text("Ingen forbindelse")
        writer.page.context.set_offline(False)
        write(4)
    # The power goes: nothing is closed, nothing is flushed.
    server.kill()
    write(3)
    server.again()
    write(6)
    # One browser is closed in the middle of a sentence, without a connection, and opened again.
    writers[1].page.context.set_offline(True)
    write(4)
    writers[1].page.goto("about:blank")
    writers[1].page.context.set_offline(False)
    writers[1].page.goto(server.base + path)
    write(4)
    # Half an hour later nobody is signed in any more.
    later = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(minutes=31)
    server.kill()
    server.again("--clock", later.replace(microsecond=0).isoformat())
    write(8)
    for writer in writers:
        assert "Du er logget ud" in writer.page.locator("#kladde-stand").inner_text()
        writer.come_back()
    write(6)
    assert round(written) == SECONDS
    for writer in [*writers, *writers]:
        writer.settle()
    kept = look.page.locator("#text").input_value()
    for writer in writers:
        assert len(writer.words) > 30
        lost = [word for word in writer.words if not re.search(rf"(?<![a-z\d]){word}", kept)]
        assert not lost, f"{writer.letter}: {len(lost)} of {len(writer.words)} words are lost: {lost}"
    for line in BEGINNING.split("\n\n"):
        assert line in kept or line.startswith("#"), line


def test_what_was_not_sent_is_shown_to_its_writer_alone(server, looks):
    look, path = make(server, looks)
    page = look.page
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(server.base + path)
    page.context.set_offline(True)
    page.locator("#text").press_sequentially("Skrevet uden forbindelse.")
    expect(page.locator("#kladde-stand")).to_contain_text("Ingen forbindelse")
    page.goto("about:blank")
    page.context.set_offline(False)
    page.context.clear_cookies()
    # Somebody else at the same machine.
    sign_in(page, server.base, named(server, "oskar.maagedal"), path)
    assert "Skrevet uden" not in page.locator("#text").input_value()
    page.context.clear_cookies()
    sign_in(page, server.base, named(server, "line.skovhede"), path)
    expect(page.locator("#kladde-stand")).to_contain_text("Gemt")
    page.reload()
    assert "Skrevet uden forbindelse." in page.locator("#text").input_value()


@pytest.mark.parametrize("width, scheme", [(1440, "light"), (390, "dark")] + ([(1440, "dark"), (390, "light")] if checks.FULL else []))
def test_writing_without_a_script(server, looks, width, scheme):
    look, path = make(server, looks, script=False)
    look.page.goto(server.base + path)
    fill(look.page, text=BEGINNING + "\n\n| Krav | Ansvarlig |\n|---|---|\n| Log gemmes | Drift |\n\n<script>alert(1)</script>")
    send(look.page, "Gem, og se den")
    assert look.page.url.endswith("#visning")
    shown = look.page.locator(".prose")
    assert shown.locator("th").all_inner_texts() == ["Krav", "Ansvarlig"]
    assert "<script>alert(1)</script>" in shown.inner_text()
    other = enter(looks, server, named(server, "oskar.maagedal"), path=path, script=False, width=width, scheme=scheme)
    looks.check(other, f"manuscript-{width}")
    for one, words in ((look, "Alle er omfattet, også gæster."), (other, "Alle ansatte er omfattet.")):
        area = one.page.locator("#text")
        area.fill(area.input_value().replace("Alle er omfattet.", words))
    send(look.page, "Gem kladden")
    send(other.page, "Gem kladden")
    assert other.page.url.endswith("#valg")
    shown = text(other.page)
    for words in ("Alle er omfattet, også gæster.", "Alle ansatte er omfattet.", "Line Skovhede", "Oskar Mågedal"):
        assert words in shown, words
    looks.check(other, f"manuscript-choice-{width}")
    other.page.locator('main input[value="other"]').check()
    send(other.page, "Gør til version")
    assert "/udfoer/document.draft" in other.page.url
    assert "Alle ansatte er omfattet." in other.page.locator("main").text_content()
    looks.check(other, f"manuscript-version-{width}")
    fill(other.page, classification="intern")
    send(other.page, "Gem udkastet")
    assert "Alle ansatte er omfattet." in text(other.page)
