# SPDX-License-Identifier: MPL-2.0
"""A governing document from its file to its yearly verification, through the pages alone."""

import datetime
import re

import pytest

from steps import danish, do, enter, fill, judge, last_id, policy, send, shown_day, text
from vaern import Server, sign_in

BOTH = pytest.mark.parametrize("script", [True, False])
UNIT = "Cyber, Analyse og Informationssikkerhed"


def preview(page, base):
    page.goto(base + "/udfoer/document.import")
    fill(page, file=policy(), kind="politik")
    send(page, "Se forhåndsvisning")


def imported(page, base) -> str:
    preview(page, base)
    fill(page, unit=UNIT, classification="Offentlig")
    send(page)
    assert "efter=" in page.url, text(page)[:500]
    return last_id(page)


def duty_row(page):
    """The line of the yearly verification on a document's page."""
    return page.locator("#forpligtelser tr, section:has(#forpligtelser) tr").filter(has_text="Verificér").first


@BOTH
def test_import_with_preview(server, looks, script):
    look = enter(looks, server, "security", script=script)
    page = look.page
    preview(page, server.base)
    shown = text(page)
    headings = page.locator("main details").first.locator("li").all_text_contents()
    sections = [line for line in headings if re.match(r"\d+ ", line)]
    assert [int(line.split()[0]) for line in sections] == list(range(1, 13))
    assert any(line.startswith("7.3 ") for line in headings)
    days = [field.input_value() for field in page.locator('[name="row_day"]').all()]
    own = policy().name != "informationssikkerhedspolitik.txt"
    last = "27.02.2026" if own else "19.11.2025"
    assert days == (["14.01.2024", "05.03.2025"] if own else ["06.12.2023", "05.12.2024"]) + [last, ""]
    candidates = int(re.search(r"Mulige krav (\d+)", shown).group(1))
    if not own:
        assert candidates == 32
    assert candidates > 0
    looks.check(look, "import-preview")

    # A paragraph becomes a heading, and the preview shows it.
    page.locator("summary", has_text="Ret inddelingen").click()
    choice = page.get_by_label("Hvad er 1.p1", exact=True)
    assert "Afsnit" in choice.locator("option").first.inner_text()
    choice.select_option(label="Gør til overskrift 2")
    send(page, "Vis igen med rettelser")
    assert len(page.locator("main details").first.locator("li").all_text_contents()) == len(headings) + 1
    page.locator('select[name="adjust"]').first.wait_for()
    looks.check(look, "import-adjusted")
    row = page.locator("tr", has=page.locator('select[name="adjust"]')).filter(has_text="Overskrift 2").filter(
        has_not_text="Afsnit 1"
    )
    assert row.count() >= 1

    # Taken back: imported as the file has it.
    preview(page, server.base)
    fill(page, unit=UNIT, classification="Offentlig")
    send(page)
    assert "efter=" in page.url, text(page)[:500]
    toc = page.locator(".toc li").all_inner_texts()
    assert [int(n) for line in toc for n in re.findall(r"^(\d+)\s", line)] == list(range(1, 13))
    assert "Udkast" in page.locator(".stateline").inner_text()
    # Every requirement is listed with its address.
    listed = page.locator("section", has=page.locator("h2", has_text="Mulige krav")).last
    assert f"Mulige krav i teksten ({candidates})" in listed.inner_text()
    assert listed.locator("tbody tr").count() == candidates
    history = page.locator("section", has=page.locator("h2", has_text="Versionshistorik")).last.inner_text()
    for day in days[:3]:
        assert day in history
    # One year after the last row of the version table, by the policy's own rule.
    duty = duty_row(page).inner_text()
    assert last.replace(last[-4:], str(int(last[-4:]) + 1)) in duty and "afsnit 7.3" in duty, duty
    looks.check(look, "imported")


@BOTH
def test_from_a_draft_to_the_yearly_verification(server, looks, script):
    author = enter(looks, server, "security", script=script).page
    document = imported(author, server.base)
    address = f"{server.base}/dokumenter/{document}"
    do(author, server.base, "document.submit", f"?document={document}")

    look = enter(looks, server, "direktion", path=f"/dokumenter/{document}", script=script)
    member = look.page
    member.locator(".acts a.pri").click()
    member.wait_for_url("**/udfoer/decision.make*")
    looks.check(look, "decide")
    # Nothing is answered beforehand, and an empty form says what is missing.
    assert member.locator("main input:checked").count() == 0
    send(member)
    assert look.document.status == 422
    judge(member)
    send(member)
    record = text(member)
    assert "Underskriv godkendelsen" in record and "På et møde" in record and "Godkendt" in record
    looks.check(look, "decide-sign")
    send(member, "Underskriv godkendelsen")
    assert "/beslutninger/" in member.url, text(member)[:400]
    assert "Godkendt" in member.locator(".stateline").inner_text()
    assert "Grundlaget er ændret" not in text(member)
    looks.check(look, "decided")
    decision = last_id(member)

    author.goto(address)
    author.locator(".acts a.pri").click()
    author.wait_for_url("**/udfoer/document.enforce*")
    send(author)
    assert "efter=" in author.url, text(author)[:400]
    author.goto(address)
    author.locator(".acts a", has_text="Verificér").click()
    author.wait_for_url("**/udfoer/document.verify*")
    # All six questions must be answered, of the policy also the one about the strategy; what is written stays.
    fill(author, administration="Opgaverne løses som beskrevet.")
    send(author)
    assert author.locator('[name="administration"]').input_value() == "Opgaverne løses som beskrevet."
    for name in ("business", "threats", "society", "improvement"):
        fill(author, **{name: f"Set efter: {name}."})
    fill(author, outcome="unchanged")
    send(author)
    assert "i overensstemmelse med strategien" in author.locator("main .summary, main [role=alert]").first.inner_text()
    fill(author, strategy="Følger strategien for 2023–2027.")
    send(author)
    assert "efter=" in author.url, text(author)[:400]
    today = shown_day(author)
    history = author.locator("section", has=author.locator("h2", has_text="Versionshistorik")).last
    row = history.locator("tr", has_text="1.3").inner_text()
    assert "Verificeret" in row and danish(today) in row, row
    assert "Gældende" in author.locator(".stateline").inner_text()
    due = author.locator(".rail").inner_text()
    assert danish(one_year_after(today)) in due, due
    member.goto(f"{server.base}/beslutninger/{decision}")
    assert member.locator("main").get_by_text("Grundlaget er ændret").count() == 0


def one_year_after(day: datetime.date) -> datetime.date:
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, day=28)


def test_a_decision_demands_a_fresh_sign_in(example, tmp_path, looks):
    """The same session, six minutes later: the password is asked for, and nothing that was answered is lost."""
    installation = example.copy(tmp_path / "data")
    now = datetime.datetime.now(datetime.timezone.utc).replace(microsecond=0) + datetime.timedelta(minutes=1)
    person = installation.person("direktion")
    look = looks.open()
    page = look.page
    with Server(installation, "--clock", now.isoformat()) as early:
        sign_in(page, early.base, person)
    with Server(installation, "--clock", (now + datetime.timedelta(minutes=6)).isoformat()) as late:
        # It is another port now.
        look.requests.clear()
        page.goto(late.base + "/dokumenter?status=venter")
        link = page.locator("main a[href^='/dokumenter/']", has_text="Emnepolitik").first
        page.goto(late.base + link.get_attribute("href"))
        page.locator(".acts a.pri").click()
        page.wait_for_url("**/udfoer/decision.make*")
        judge(page, reason="Fire ændringer, alle drøftet.")
        send(page)
        send(page, "Underskriv godkendelsen")
        assert "/log-ind/igen" in page.url
        looks.check(look, "sign-in-again")
        fill(page, password="forkert adgangskode")
        send(page)
        assert look.document.status == 422 and "/log-ind/igen" in page.url
        fill(page, password=person.password)
        send(page)
        assert "/udfoer/decision.make" in page.url
        assert "Fire ændringer, alle drøftet." in text(page) or page.locator(
            '[name="reason"]'
        ).first.input_value() == "Fire ændringer, alle drøftet."
        if page.get_by_role("button", name="Underskriv godkendelsen").count() == 0:
            send(page)
        send(page, "Underskriv godkendelsen")
        assert "/beslutninger/" in page.url, text(page)[:400]
