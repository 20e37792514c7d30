# SPDX-License-Identifier: MPL-2.0
"""What a person does on a page: fills in a form, sends it, reads the answer. Works with and without scripts."""

import datetime
import os
import re
from pathlib import Path

from vaern import Person, sign_in

ROOT = Path(__file__).resolve().parents[2]
ID = r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"


def enter(looks, server, who, path="/", script=True, **how):
    """A new window, signed in as somebody (a Person, or a role of the example organisation)."""
    person = who if isinstance(who, Person) else server.installation.person(who)
    look = looks.open(script=script, **how)
    sign_in(look.page, server.base, person, path)
    return look


def named(server, account: str) -> Person:
    return next(person for person in server.installation.people if person.account == account)


def fill(page, **values):
    """Fills in the fields of the form on the page by their names: text, a choice by its label or value, ticks by True or
    by a list of values."""
    for name, value in values.items():
        field = page.locator(f'main [name="{name}"]:not([type=hidden])')
        kind = field.first.evaluate("e => e.tagName === 'SELECT' ? 'select' : e.type")
        if kind == "select":
            labels = field.first.locator("option").all_inner_texts()
            label = next((text for text in labels if text == value or text.startswith(f"{value},")), None)
            field.first.select_option(**({"label": label} if label else {"value": value}))
        elif kind in ("radio", "checkbox"):
            for wanted in [value] if isinstance(value, (str, bool)) else value:
                one = field if wanted is True else page.locator(f'main [name="{name}"][value="{wanted}"]')
                one.first.check()
        elif kind == "file":
            field.first.set_input_files(value)
        else:
            field.first.fill(str(value))


def send(page, button=None):
    """Sends the form: by the button with that text, else by the page's one primary button."""
    found = page.locator("main").get_by_role("button", name=button, exact=True) if button else page.locator("main button.pri")
    with page.expect_navigation():
        found.first.click()
    return page


def do(page, base: str, command: str, query="", /, **values):
    """Carries out a command by its form, and says what the page answers when it is refused."""
    page.goto(f"{base}/udfoer/{command}{query}")
    fill(page, **values)
    send(page)
    wrong = page.locator("main .summary, main [role=alert]").all_inner_texts()
    assert "efter=" in page.url, f"{command} was refused: {wrong or text(page)[:300]}"
    return page


def judge(page, outcome="approved", **answers):
    """Answers the questions of a decision: at a meeting, with everybody who may take part. Nothing is signed by it."""
    fill(page, outcome=outcome, method="meeting", **answers)
    for one in page.locator('main [name="members"]').all():
        one.check()


def text(page) -> str:
    return " ".join(page.locator("main").inner_text().split())


def house(page, base: str) -> str:
    """The reference of the organisation that the person is in: the origin of its ledger names it."""
    return re.search(ID, page.context.request.get(base + "/kontrolpunkt").text()).group(0)


def last_id(page) -> str:
    """The identity in the address of the page."""
    return re.findall(ID, page.url)[-1]


def policy() -> Path:
    """The policy that the product was made for, where it is at hand; else the invented one of the tests."""
    beside = ROOT.parent / "shared" / "policy" / "informationssikkerhedspolitik.txt"
    own = ROOT / "Tests" / "ExchangeTests" / "Fixtures" / "fki-politik.txt"
    given = os.environ.get("VAERN_POLICY")
    return Path(given) if given else beside if beside.exists() else own


def shown_day(page) -> datetime.date:
    """The day in the top bar."""
    return datetime.date.fromisoformat(page.locator(".top .asof time").first.get_attribute("datetime"))


def danish(day: datetime.date) -> str:
    return day.strftime("%d.%m.%Y")
