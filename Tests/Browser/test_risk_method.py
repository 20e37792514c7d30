# SPDX-License-Identifier: MPL-2.0
"""The direktion adopts another method for judging risks, through the pages alone (policy §8): what breaks the matrix is shown at
its cell, the cells are chosen by keyboard, and the page says what was changed and by which decision."""

import datetime

from looks import JOURNEY
from steps import danish, fill, last_id, send, shown_day, text
from test_proposals import Board

WORDS = {
    "reasons": "Små kommuner kan ikke bære det.", "if_yes": "De næste vurderinger bruger den.", "if_no": "Alt bliver ved det gamle.",
}


@JOURNEY
def test_a_method_is_proposed_adopted_and_read(server, looks, width, script):
    board = Board(server, looks, width, script)
    page = board.security.page
    page.goto(server.base + "/risici/metode")
    assert "5×5 med lige store spring" in text(page)
    board.check(board.security, "risk-method")
    board.act(board.security, "/risici/metode", "Foreslå en risikometode")
    due = danish(shown_day(page) + datetime.timedelta(days=14))
    board.check(board.security, "risk-method-proposing")
    # A cell that is lower than the one to its left is refused, at the cell.
    fill(page, due=due, cell_1_2="high", **WORDS)
    send(page)
    assert "er lavere end feltet" in text(page)
    assert page.locator("#cell_1_3").get_attribute("aria-invalid") == "true"
    assert page.locator("#cell_1_2").input_value() == "high" and page.locator("#cell_5_5").input_value() == "critical"
    fill(page, cell_1_2="low")
    # By keyboard: one step up.
    page.locator("#cell_1_5").focus()
    page.keyboard.press("ArrowDown")
    assert page.locator("#cell_1_5").input_value() == "high"
    send(page)
    proposal = last_id(page)
    assert "Sandsynlighed 1, konsekvens 5: Moderat → Høj" in text(page)

    board.decide(proposal, "approved")
    page.goto(server.base + "/risici/metode")
    history = page.locator("section[aria-labelledby=historik]")
    assert "Sandsynlighed 1, konsekvens 5: Moderat → Høj" in history.inner_text()
    yesterday = shown_day(page) - datetime.timedelta(days=1)
    page.goto(f"{server.base}/risici/metode?pr={yesterday.isoformat()}&viden=now")
    assert "Moderat → Høj" not in text(page)
