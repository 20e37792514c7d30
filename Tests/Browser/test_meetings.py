# SPDX-License-Identifier: MPL-2.0
"""A meeting of the direktion through the pages alone, on a screen and on a telephone (policy §§4, 6): called with what
waits, decided from the agenda, its minutes written, approved by the chair and taken home as PDF, the public ones without
the closed item; and a written procedure that one member wants to talk about."""

import datetime
import re
import subprocess

from looks import JOURNEY
from steps import ID, danish, do, enter, fill, last_id, send, shown_day, text

CLOSED = "Forhandling om løn til en leder"
SAID = "Direktionen gennemgik sagen og spurgte til økonomien."


def waiting(page):
    """The items that are still to be dealt with, as the forms about them name them."""
    return [re.findall(ID, one.get_attribute("href"))[-1] for one in page.get_by_role("link", name="Skriv referat").all()]


def decide(member, looks, address, name):
    """The first matter of the agenda, with what the meeting has filled in."""
    page = member.page
    page.goto(address)
    with page.expect_navigation():
        page.get_by_role("link", name="Afgør", exact=True).first.click()
    assert page.locator('main [name="minutes"]').input_value().startswith("DIR ")
    assert page.locator('main [name="method"][value="meeting"]').is_checked()
    fill(page, outcome="approved")
    if page.locator('main [name="update"]').count():
        fill(page, update="no", update_reason="Reglen er rigtig.")
    away = {one.get_attribute("value") for one in page.locator('main [name="recused"]:checked').all()}
    for one in page.locator('main [name="members"]').all():
        if one.get_attribute("value") not in away:
            one.check()
    send(page)
    with page.expect_navigation():
        page.locator("main button.pri").first.click()
    assert "/beslutninger/" in page.url, text(page)[:600]


@JOURNEY
def test_a_meeting_from_its_call_to_its_approved_minutes(server, looks, tmp_path, width, script):
    secretary = enter(looks, server, "secretary", path="/moeder", width=width, script=script)
    page = secretary.page
    looks.check(secretary, "meetings")
    call_off_the_next(page, server.base)
    page.goto(f"{server.base}/moeder")
    with page.expect_navigation():
        page.get_by_role("link", name="Indkald direktionen").click()
    # All that waits is ticked at once.
    matters = page.locator('main [name="matters"]')
    assert matters.count() >= 2 and all(one.is_checked() for one in matters.all())
    looks.check(secretary, "meeting-call")
    today = shown_day(page)
    fill(page, meeting_day=danish(today), place="Mødelokale 1")
    send(page)
    assert "/moeder/" in page.url, text(page)[:600]
    meeting = last_id(page)
    address = f"{server.base}/moeder/{meeting}"
    # The item about pay is placed open, and closed before anybody reads it.
    do(page, server.base, "meeting.place", f"?meeting={meeting}", title=CLOSED)
    page.goto(address)
    with page.expect_navigation():
        page.get_by_role("link", name="Luk for offentligheden").last.click()
    looks.check(secretary, "meeting-close")
    send(page)
    page.goto(address)
    assert page.get_by_text("Lukket punkt", exact=True).count() == 1
    assert "I gang" in page.locator(".stateline").inner_text() and "minutters læsning" in text(page)
    looks.check(secretary, "meeting-under-way")

    member = enter(looks, server, "direktion", width=width, script=script)
    for _ in range(matters_on(page)):
        decide(member, looks, address, "decided")
    member.page.goto(address)
    assert member.page.get_by_role("link", name="Afgør", exact=True).count() == 0
    assert "Godkendt" in text(member.page)

    # The minutes: nobody submits them before it is said who was there and what was said.
    do_refused(page, server.base, "meeting.submit", f"?meeting={meeting}", "hvem der var til stede")
    secretary.console.clear()
    page.goto(f"{server.base}/udfoer/meeting.hold?meeting={meeting}")
    assert all(one.is_checked() for one in page.locator('main [name="present"]').all())
    looks.check(secretary, "meeting-hold")
    fill(page, chair=server.installation.person("direktion").name)
    send(page)
    page.goto(address)
    for item in waiting(page):
        do(page, server.base, "meeting.minute", f"?meeting={meeting}&item={item}", text=SAID)
    # The form fetches what is written already; the address names the item and nothing else.
    page.goto(address)
    assert all("text=" not in one.get_attribute("href") for one in page.get_by_role("link", name="Skriv referat").all())
    with page.expect_navigation():
        page.get_by_role("link", name="Skriv referat").first.click()
    assert page.locator('main [name="text"]').input_value() == SAID
    do(page, server.base, "meeting.submit", f"?meeting={meeting}")
    page.goto(address)
    assert "Referat til godkendelse" in page.locator(".stateline").inner_text()
    assert page.locator(".acts a", has_text="Godkend referat").count() == 0
    looks.check(secretary, "meeting-submitted")

    member.page.goto(address)
    with member.page.expect_navigation():
        member.page.locator(".acts a.pri", has_text="Godkend referat").click()
    send(member.page)
    member.page.goto(address)
    assert "Godkendt" in member.page.locator(".stateline").inner_text()
    looks.check(member, "meeting-approved")
    assert member.page.get_by_role("link", name="Skriv referat").count() == 0

    # The minutes as a page, and as PDF; the public ones without the closed item, which is counted.
    for path, has in [("referat", True), ("referat-offentligt", False)]:
        member.page.goto(f"{address}/{path}")
        looks.check(member, f"minutes-{path}")
        assert (CLOSED in text(member.page)) == has and SAID in text(member.page)
        body = member.page.context.request.get(f"{address}/{path}.pdf").body()
        assert body.startswith(b"%PDF"), body[:200]
        words = subprocess.run(["pdftotext", "-layout", "-", "-"], input=body, capture_output=True, check=True)
        words = " ".join(words.stdout.decode().split())
        assert (CLOSED in words) == has and "Mødelokale 1" in words and "Rod" in words
        assert bool(re.search(r"\d lukke(t|de) punkt", words)) != has
        (tmp_path / f"{path}.pdf").write_bytes(body)

    # Somebody else of the organisation does not see the closed item.
    reader = enter(looks, server, "employee", path=f"/moeder/{meeting}", width=width, script=script)
    assert CLOSED not in text(reader.page) and "Et punkt, du ikke har adgang til" in text(reader.page)
    looks.check(reader, "meeting-reader")


def call_off_the_next(page, base):
    """A matter stands on one agenda: the meeting that has them all is called off."""
    page.goto(f"{base}/moeder")
    with page.expect_navigation():
        page.locator("tr", has_text="Indkaldt").filter(has_text="Direktionen").get_by_role("link").first.click()
    do(page, base, "meeting.cancel", f"?meeting={last_id(page)}", reason="Mødet holdes i dag i stedet.")


def matters_on(page) -> int:
    return page.get_by_role("link", name="Læs sagen").count()


def do_refused(page, base, command, query, words):
    page.goto(f"{base}/udfoer/{command}{query}")
    send(page)
    assert words in text(page), text(page)[:400]


def test_a_file_shows_the_day_that_its_address_says(server, looks):
    page = enter(looks, server, "secretary", path="/moeder").page
    today = shown_day(page)
    with page.expect_navigation():
        page.locator("tr", has_text="Godkendt").get_by_role("link").first.click()
    address = page.url.split("?")[0] + "/referat.pdf"
    past = enter(looks, server, "secretary").page.context.request
    body = past.get(f"{address}?pr={danish(today - datetime.timedelta(days=1))}").body()
    words = subprocess.run(["pdftotext", "-layout", "-", "-"], input=body, capture_output=True, check=True)
    months = "januar februar marts april maj juni juli august september oktober november december".split()
    before = today - datetime.timedelta(days=1)
    assert f"Vist pr. {before.day}. {months[before.month - 1]} {before.year}" in " ".join(words.stdout.decode().split())


def test_long_words_stay_on_the_page(server, looks, tmp_path):
    """What nobody can break is broken where the line ends: nothing is cut off in print."""
    page = enter(looks, server, "secretary").page
    page.goto(f"{server.base}/udfoer/meeting.call?body=direktion&method=meeting")
    fill(page, meeting_day=danish(shown_day(page)))
    send(page)
    meeting, word = last_id(page), "x".join(f"{number:03}" for number in range(50))
    do(page, server.base, "meeting.place", f"?meeting={meeting}", title=word[:190])
    page.goto(f"{server.base}/moeder/{meeting}")
    do(page, server.base, "meeting.minute", f"?meeting={meeting}&item={waiting(page)[-1]}", text=word)
    body = page.context.request.get(f"{server.base}/moeder/{meeting}/referat.pdf").body()
    (tmp_path / "long.pdf").write_bytes(body)
    boxes = subprocess.run(
        ["pdftotext", "-bbox", tmp_path / "long.pdf", "-"], capture_output=True, check=True, text=True).stdout
    width = float(re.search(r'page width="([\d.]+)"', boxes).group(1))
    rights = [float(right) for right in re.findall(r'xMax="([\d.]+)"', boxes)]
    assert rights and max(rights) < width - 50, max(rights)


def test_a_member_who_wants_a_meeting(server, looks):
    secretary = enter(looks, server, "secretary")
    page = secretary.page
    call_off_the_next(page, server.base)
    page.goto(f"{server.base}/udfoer/meeting.call?body=direktion&method=written")
    today = shown_day(page)
    fill(page, meeting_day=danish(today), deadline=danish(today + datetime.timedelta(days=7)))
    send(page)
    meeting = last_id(page)
    address = f"{server.base}/moeder/{meeting}"
    member = enter(looks, server, "direktion")
    member.page.goto(address)
    with member.page.expect_navigation():
        member.page.get_by_role("link", name="Svar", exact=True).first.click()
    looks.check(member, "meeting-answer")
    fill(member.page, stance="meeting", comment="Det skal vi tale om.")
    send(member.page)
    member.page.goto(address)
    assert "Et medlem ønsker et møde" in text(member.page) and "Mangler svar" in text(member.page)
    looks.check(member, "meeting-wants-a-meeting")

    # The secretary postpones it; the next meeting is offered it first.
    page.goto(address)
    with page.expect_navigation():
        page.get_by_role("link", name="Udsæt eller tag af").first.click()
    fill(page, fate="postponed", reason="Et medlem ønsker et møde.")
    send(page)
    page.goto(f"{server.base}/udfoer/meeting.call?body=direktion&method=meeting")
    assert "(udsat)" in page.locator("main .opts label", has=page.locator('[name="matters"]')).first.inner_text()
