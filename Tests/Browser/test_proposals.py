# SPDX-License-Identifier: MPL-2.0
"""The direktion demands a topic policy for one more topic, through the pages alone (policy §3.4): proposed by CAI, sent back
with a question, put forward anew, approved with a condition; and a measure about what was not done in time (§7.2)."""

import datetime
import re

from looks import JOURNEY
from steps import ID, danish, enter, fill, judge, last_id, send, shown_day, text

WORDS = {
    "reasons": "Tre enheder bruger droner.\nIngen har regler for optagelserne.",
    "if_yes": "CAI skriver en emnepolitik inden sommer.", "if_no": "Enhederne gør, som de plejer.",
}


class Board:
    def __init__(self, server, looks, width, script):
        self.server, self.looks, self.width, self.script = server, looks, width, script
        self.security, self.director = self.enter("security"), self.enter("direktion")

    def enter(self, role):
        return enter(self.looks, self.server, role, width=self.width, script=self.script)

    def check(self, look, name):
        look.console.clear()
        self.looks.check(look, name)

    def act(self, look, path, label):
        look.page.goto(self.server.base + path)
        with look.page.expect_navigation():
            look.page.locator(".acts a", has_text=re.compile(f"^{label}$")).click()
        return look.page

    def decide(self, proposal, outcome, **answers):
        """The two steps of the direktion: the answers, and the record that is signed."""
        page = self.act(self.director, f"/indstillinger/{proposal}", "Afgør")
        self.check(self.director, "proposal-deciding")
        judge(page, outcome, **answers)
        send(page, "Se, hvad der bliver skrevet")
        self.check(self.director, "proposal-signing")
        send(page)
        assert "efter=" in page.url, text(page)[:400]


@JOURNEY
def test_from_a_proposal_to_a_demanded_topic(server, looks, width, script):
    board = Board(server, looks, width, script)
    page = board.act(board.security, "/emner", "Foreslå ændrede emner")
    due = danish(shown_day(page) + datetime.timedelta(days=14))
    board.check(board.security, "topics-proposing")
    # Without a change there is nothing to decide.
    fill(page, question="Skal droner have en emnepolitik?", due=due, **WORDS)
    send(page)
    assert "Tilføj eller fjern et emne" in text(page)
    fill(page, added="Brug af droner")
    send(page)
    assert "/indstillinger/" in page.url, text(page)[:500]
    first = last_id(page)
    board.check(board.security, "proposal-waiting")

    board.decide(first, "returned", reason="Hvem kender reglerne for luftrummet?")
    page = board.security.page
    page.goto(f"{server.base}/indstillinger/{first}")
    assert "Sendt tilbage" in page.locator(".stateline").inner_text()
    assert "Hvem kender reglerne for luftrummet?" in text(page)
    page = board.act(board.security, f"/indstillinger/{first}", "Indstil på ny")
    fill(page, due=due, conditions="Spørg Trafikstyrelsen først.")
    send(page)
    again = last_id(page)
    assert again != first
    board.decide(again, "approved")
    page = board.security.page
    page.goto(f"{server.base}/indstillinger/{again}")
    assert "Godkendt" in page.locator(".stateline").inner_text()
    assert "Spørg Trafikstyrelsen først." in page.locator(".rail").inner_text()
    board.check(board.security, "proposal-approved")

    # It is demanded from today, and was not the day before.
    page.goto(server.base + "/emner")
    row = page.locator("#krav tr, section[aria-labelledby=krav] tr").filter(has_text="Brug af droner")
    assert row.count() == 1 and "Mangler emnepolitik" in row.inner_text()
    board.check(board.security, "topics-demanded")
    before = shown_day(page) - datetime.timedelta(days=1)
    page.goto(f"{server.base}/emner?pr={before.isoformat()}&viden=now")
    assert "Brug af droner" not in page.locator("section[aria-labelledby=krav]").inner_text()

    # The decision is a record with its proof.
    page.goto(f"{server.base}/indstillinger/{again}?pr=")
    with page.expect_navigation():
        page.locator(".rail a[href^='/beslutninger/']").first.click()
    assert "Hent bevis" in text(page) and re.search(ID, page.url)
    board.check(board.security, "decision-resolved")


def test_what_is_late_becomes_a_measure(server, looks):
    board = Board(server, looks, 1440, True)
    page = board.security.page
    page.goto(server.base + "/indstillinger")
    late = page.locator("section[aria-labelledby=eskaleret]")
    assert "Hos direktionen" in late.inner_text()
    with page.expect_navigation():
        late.locator("a.btn", has_text="Foreslå").first.click()
    today = shown_day(page)
    fill(
        page, measure="Skriv proceduren færdig", done=danish(today + datetime.timedelta(days=60)),
        question="Skal proceduren skrives færdig?", due=danish(today + datetime.timedelta(days=14)), **WORDS)
    page.locator('main [name="unit"]').select_option(index=1)
    send(page)
    proposal = last_id(page)
    board.decide(proposal, "approved")
    tasks = []
    for side in range(1, 5):
        page.goto(f"{server.base}/opgaver?vis=alle&side={side}")
        tasks.append(text(page))
    assert "Skriv proceduren færdig" in " ".join(tasks)
    page.goto(server.base + "/indstillinger")
    assert "Besluttet" in page.locator("section[aria-labelledby=eskaleret]").inner_text()
