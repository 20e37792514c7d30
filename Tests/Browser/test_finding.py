# SPDX-License-Identifier: MPL-2.0
"""A document is found in two steps, as one types or by a form, at an address that lasts, and printed (policy §7.2)."""

import re

import pytest
from playwright.sync_api import expect

from steps import enter, text

POLICY = "Informationssikkerhedspolitik"
BOTH = pytest.mark.parametrize("script", [True, False])


@BOTH
@pytest.mark.parametrize("width", [1440, 390])
def test_two_steps_from_anywhere(shared, looks, width, script):
    """From any page: one step to search or to the list, one to the document. What is shown is what holds today."""
    look = enter(looks, shared, "employee", path="/opgaver", width=width, script=script)
    page = look.page
    for way in ("search", "list"):
        page.goto(shared.base + "/opgaver")
        before = len(look.requests)
        if way == "search":
            if width < 600:
                page.locator("details.menu > summary").first.click()
            page.locator('[role="search"] input:visible').fill(POLICY)
            with page.expect_navigation():
                page.keyboard.press("Enter")
        else:
            if width < 600:
                page.locator("details.menu > summary").first.click()
            with page.expect_navigation():
                page.locator("nav a[href='/dokumenter']:visible").first.click()
        with page.expect_navigation():
            page.locator("main a", has_text=re.compile(f"^{POLICY}$")).first.click()
        pages = [one for one in look.requests[before:] if "/assets/" not in one]
        assert len(pages) == 2, pages
        assert page.locator("h1").inner_text().replace("\xad", "") == POLICY
        assert re.search("Gældende|Over frist", page.locator(".stateline").inner_text())
    looks.check(look, "found-in-two-steps")


def test_a_lasting_address_and_its_print(shared, looks, tmp_path):
    """The short address leads to what holds, the one with a number to that text; the browser prints what is read, and
    nothing of what only works on a screen."""
    look = enter(looks, shared, "security", path="/dokumenter")
    page = look.page
    page.locator("main a", has_text=re.compile(f"^{POLICY}$")).first.click()
    short = page.locator("#kort").get_attribute("data-full")
    assert re.fullmatch(re.escape(shared.base) + r"/d/\d+", short), short
    address = page.url.split("?")[0]
    page.goto(short)
    assert page.url == address
    page.emulate_media(media="print")
    for gone in (".top", "nav", ".acts", ".rail form", ".toc"):
        assert page.locator(gone).count() == 0 or not page.locator(gone).first.is_visible(), gone
    assert page.locator("article").first.is_visible() and page.locator("#versioner").is_visible()
    wide, room = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    assert wide <= room
    file = tmp_path / "politik.pdf"
    page.pdf(path=file, format="A4")
    assert file.read_bytes().startswith(b"%PDF-")


def test_what_is_found_is_shown_while_one_types(shared, looks):
    look = enter(looks, shared, "security", path="/opgaver")
    page = look.page
    # »/« goes to the field at the top, which leads to the page of search; there it goes to the one that answers at once.
    page.keyboard.press("/")
    page.keyboard.type("politik")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.url.endswith("/soeg?q=politik")
    page.locator("h1").click()
    page.keyboard.press("/")
    field = page.locator("form[data-live] [name=q]")
    assert field.evaluate("e => e === document.activeElement")
    documents = len(look.requests)
    field.select_text()
    page.keyboard.type("hændelse", delay=40)
    found = page.locator("#fundet")
    expect(found.locator("mark").first).to_have_text(re.compile("hændelse", re.I))
    # What is typed stands in the address, the cursor stays where one types, and no page was loaded anew.
    expect(page).to_have_url(re.compile(r"[?&]q=h%C3%A6ndelse"))
    assert field.evaluate("e => e === document.activeElement") and field.input_value() == "hændelse"
    asked = [one for one in look.requests[documents:] if "/soeg" in one]
    assert 1 <= len(asked) <= 8, asked
    # Whoever does not see the screen is told the number, and that there is nothing.
    status = page.get_by_role("status")
    expect(status).to_have_text(re.compile(r"^\d+ fundet$"))
    looks.check(look, "search-typed")
    field.fill("xyzzyq")
    expect(status).to_have_text("0 fundet")
    expect(found).to_contain_text("Intet, du har adgang til")
    # By keyboard alone to the first hit.
    field.fill("hændelse")
    expect(found.locator("mark").first).to_be_visible()
    first = found.locator("a").first
    for _ in range(30):
        page.keyboard.press("Tab")
        if first.evaluate("e => e === document.activeElement"):
            break
    assert first.evaluate("e => e === document.activeElement")
    wanted = first.get_attribute("href")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.url.endswith(wanted)
    # Back is where one was, with what was typed.
    page.go_back()
    expect(page.locator("form[data-live] [name=q]")).to_have_value("hændelse")
    expect(page.locator("#fundet mark").first).to_be_visible()


def test_without_a_script_the_same_is_found_by_sending(shared, looks):
    live = enter(looks, shared, "security", path="/soeg")
    live.page.locator("form[data-live] [name=q]").fill("leverandør")
    expect(live.page.locator("#fundet mark").first).to_be_visible()
    look = enter(looks, shared, "security", path="/soeg", script=False)
    page = look.page
    field = page.locator("main form [name=q]")
    field.fill("leverandør")
    page.wait_for_timeout(600)
    assert page.locator("#fundet mark").count() == 0
    with page.expect_navigation():
        field.press("Enter")
    assert page.locator("#fundet mark").count() > 0
    assert page.locator("#fundet").inner_text() == live.page.locator("#fundet").inner_text()
    looks.check(look, "search-sent")


def test_a_slow_answer_does_not_take_the_place_of_a_newer_one(shared, looks):
    look = enter(looks, shared, "security", path="/soeg")
    page = look.page
    field = page.locator("form[data-live] [name=q]")
    held = []
    page.route("**/soeg?*q=hændelse*", lambda route: held.append(route))
    page.route("**/soeg?*q=h%C3%A6ndelse*", lambda route: held.append(route))
    field.fill("hændelse")
    for _ in range(50):
        if held:
            break
        page.wait_for_timeout(50)
    assert held, "the search was not asked"
    field.fill("leverandør")
    expect(page.locator("#fundet mark").first).to_have_text(re.compile("leverandør", re.I))
    for route in held:
        try:
            route.continue_()
        except Exception:  # noqa: BLE001 – it was given up already, as it should be
            pass
    page.wait_for_timeout(400)
    assert "leverandør" in page.locator("#fundet mark").first.inner_text().lower()
    # A connection that is gone takes nothing away.
    page.context.set_offline(True)
    field.fill("leverandører")
    page.wait_for_timeout(500)
    assert page.locator("#fundet mark").count() > 0 and text(page)
    look.console.clear()
