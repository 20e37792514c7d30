# SPDX-License-Identifier: MPL-2.0
"""E-learning that others made is taken in, decided and taken as a course. Our own package comes back through our own player
(the round trip); a hostile one reaches nothing."""

import json
import re
import zipfile

import pytest

import checks
import packages
from steps import danish, do, enter, fill, judge, last_id, named, send, shown_day, text
from test_scorm import package, questions
from vaern import sign_in

UNIT = "Cyber, Analyse og Informationssikkerhed"
HEAD = "line.skovhede"
LEARNER = "zahra.noeddelund"
#: What a browser notes of every frame that may run scripts and keep its origin; here the origin is another one.
REMARK = "can escape its sandboxing"

@pytest.fixture
def ours(program, tmp_path):
    return package(program, tmp_path, "gdpr", "--language", "da")


@pytest.fixture
def hostile(tmp_path):
    return packages.hostile(tmp_path / "ond.zip")


def opened(server, looks, file, title) -> str:
    """Takes a package in, decides it, and opens it as a course: its address."""
    page = enter(looks, server, named(server, HEAD), path="/udfoer/document.import", script=False).page
    fill(page, file=file, kind="modul")
    send(page, "Se forhåndsvisning")
    assert "Pakken er et program fra andre" in text(page)
    parent = page.locator('[name="parent"] option').evaluate_all("all => all.map(one => [one.value, one.textContent])")
    above = next(value for value, words in parent if re.search("^Informationssikkerhedspolitik", words))
    fill(page, title=title, unit=UNIT, parent=above, classification="intern")
    send(page)
    assert "efter=" in page.url, text(page)[:500]
    document = last_id(page)
    do(page, server.base, "document.submit", f"?document={document}")
    page.goto(f"{server.base}/udfoer/decision.make?document={document}&act=adopt")
    judge(page)
    send(page)
    send(page, "Underskriv godkendelsen")
    assert "/beslutninger/" in page.url, text(page)[:500]
    do(page, server.base, "document.enforce", f"?document={document}", **{"from": danish(shown_day(page))})
    security = enter(looks, server, "security", script=False).page
    do(security, server.base, "course.open", f"?document={document}", scope="gdpr", reach="everybody", rhythm="yearly",
       **{"from": danish(shown_day(security))})
    return f"/kurser/{last_id(security)}"


def inside(page):
    """The package in its frame."""
    return page.frame_locator("#pakke-frame").frame_locator("iframe")


def heading(page, words):
    inside(page).locator("h2:visible", has_text=words).wait_for()


def kept(page):
    page.locator("#pakke-line", has_text="Gemt").wait_for()


def noise(look, server) -> list:
    """What the page complained of, and whom it asked but its server and the packages' address."""
    look.console[:] = [one for one in look.console if REMARK not in one[1]]
    look.requests[:] = [one for one in look.requests if not one.startswith(server.apart + "/")]
    return [*checks.noise(look), *checks.strangers(look)]


def test_our_own_package_comes_back(server, looks, saved, ours):
    course = opened(server, looks, ours, "Pas på oplysningerne, pakket")
    person = named(server, LEARNER)
    look = enter(looks, server, person, path=course)
    page = look.page
    page.get_by_role("link", name="Gå til kurset").click()
    heading(page, "Hvorfor det handler om mennesker")
    assert person.name not in page.locator("#pakke").get_attribute("data-start")
    saved.keep("scorm-player", look.document.body())
    for width in (1440, 390):
        page.set_viewport_size({"width": width, "height": 900})
        assert checks.overflow(page) == [] and checks.axe(page) == []
    page.set_viewport_size({"width": 1440, "height": 900})
    assert noise(look, server) == []
    # What is in the frames is looked at where it is.
    assert [checks.axe(frame) for frame in page.frames[1:]] == [[], []]

    # Into the frame by keyboard, and out of it again.
    page.locator("#pakke-frame").focus()
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.innerText") == "Luk kurset":
            break
    else:
        raise AssertionError("the keyboard does not leave the package")

    # It goes on where it was left.
    inside(page).get_by_role("button", name="Næste").click()
    heading(page, "Hvad er en personoplysning?")
    kept(page)
    with page.expect_navigation():
        page.locator("main").get_by_role("link", name="Luk kurset").click()
    with page.expect_navigation():
        page.get_by_role("link", name="Fortsæt, hvor du slap").click()
    heading(page, "Hvad er en personoplysning?")

    # Signed out in another window: nothing is lost.
    other = page.context.new_page()
    other.goto(server.base + "/konto")
    other.evaluate("document.querySelector('form[action=\"/log-ud\"]').submit()")
    other.wait_for_url("**/log-ind*")
    inside(page).get_by_role("button", name="Næste").click()
    page.locator("#pakke-line", has_text="Det kunne ikke gemmes").wait_for()
    sign_in(other, server.base, person)
    other.close()
    page.get_by_role("button", name="Prøv igen").click()
    kept(page)
    page.reload()
    inside(page).locator("h2:visible").wait_for()
    look.console.clear()

    # A wrong answer, then all of them right.
    inside(page).get_by_role("button", name="Gå til spørgsmålene").click()
    for round in (1, 2):
        for number, right in enumerate(questions("gdpr", "da")):
            wrong = round == 1 and number < 2
            places = [place for place in range(3) if place not in right][:1] if wrong else right
            for place in places:
                inside(page).locator("form:visible input").nth(place).check()
            inside(page).get_by_role("button", name="Svar", exact=True).click()
            inside(page).get_by_role("button", name="Næste").click()
        if round == 1:
            heading(page, "Resultat")
            kept(page)
            assert page.locator("#pakke-passed").is_hidden()
            inside(page).get_by_role("button", name="Begynd spørgsmålene forfra").click()
    page.locator("#pakke-passed").wait_for()
    with page.expect_navigation():
        page.get_by_role("link", name="Se resultatet").click()
    assert "Bestået, 100 procent" in text(page) and "din browser meldte" in text(page)
    assert noise(look, server) == []
    looks.check(look, "scorm-player-result")
    send(page, "Afslut kurset, og få kursusbevis")
    assert "Gyldigt bevis" in text(page)
    page.locator("section[aria-labelledby=beviser] a").first.click()
    page.wait_for_url("**/bevis/**")
    assert "deltagerens browser meldte" in text(page) and "Bestået, 100 procent" in text(page)
    assert page.locator("main a", has_text="Hent som badge").count() == 0


@pytest.fixture
def careless(hostile, tmp_path):
    """A system that keeps nothing apart: its address, and what it was asked."""
    with zipfile.ZipFile(hostile) as archive:
        archive.extractall(tmp_path / "files")
    heard = []
    with packages.careless(tmp_path / "files", heard) as address:
        yield address, heard


def asked(server) -> list:
    """What the server of the pages was asked, by its own log."""
    rows = [json.loads(line) for line in server.log.read_text().splitlines() if line.startswith("{")]
    return [f"{row['method']} {row['route']}" for row in rows if "route" in row and row["route"] != "/{ticket}"]


def test_the_attack_succeeds_where_nothing_is_kept_apart(looks, careless):
    home, heard = careless
    page = looks.open().page
    page.goto(home)
    found = packages.begun(page).evaluate("home => attack(home)", home)
    assert "stopped" not in found.values(), found
    assert found["name"] == "Zahra"
    for _ in range(50):
        quiet = {path.removeprefix("/?") for path in heard if "?" in path}
        if quiet == packages.QUIET:
            break
        page.wait_for_timeout(100)
    assert quiet == packages.QUIET
    for way in packages.begun(page).evaluate("leave()"):
        # A browser for each: the navigation of the way before may still be under way in the old one, which then does not
        # close either.
        page = looks.open().page
        page.goto(home)
        frame = packages.begun(page)
        heard.clear()
        frame.evaluate("([way, home]) => leave(way, home + '/assets/favicon.svg')", [way, home])
        for _ in range(50):
            if heard:
                break
            page.wait_for_timeout(100)
        assert "/assets/favicon.svg" in heard, way


def test_a_hostile_package_reaches_nothing(server, looks, hostile):
    course = opened(server, looks, hostile, "Ond pakke")
    look = enter(looks, server, named(server, LEARNER), path=course + "/side/1")
    page, context = look.page, look.page.context
    requests, pages, files = [], [], []
    page.on("request", lambda one: requests.append(one))
    page.on("download", lambda one: files.append(one))
    context.on("page", lambda one: pages.append(one))
    frame = packages.begun(page)
    assert frame.url.startswith(server.apart + "/")
    cookies, before = context.cookies(server.base), asked(server)
    assert cookies and before
    found = frame.evaluate("home => attack(home)", server.base)
    assert found.pop("own file") == "mine" and found.pop("name") == "Deltager"
    # It may be made; nobody is reached by it.
    found.pop("socket")
    assert set(found.values()) == {"stopped"}, found
    assert asked(server) == before
    assert context.cookies(server.base) == cookies
    secrets = [one["value"] for one in cookies]
    sent = [one.all_headers().get("cookie", "") for one in requests if one.url.startswith(server.apart)]
    assert [one for one in sent if any(secret in one for secret in secrets)] == []
    # It takes itself, the frame around it and the page away, and asks for windows and files.
    for way in frame.evaluate("leave()"):
        page.goto(server.base + course + "/side/1")
        frame, before = packages.begun(page), asked(server)
        frame.evaluate("([way, home]) => leave(way, home + '/konto')", [way, server.base])
        page.wait_for_timeout(400)
        assert asked(server) == before, way
        assert page.url == server.base + course + "/side/1", way
        assert [one.url for one in page.frames[1:] if one.url.startswith(server.base)] == [], way
    assert (pages, files) == ([], [])
    # Signed in as before, and nothing was believed of what the package said past the frame around it.
    page.goto(server.base + course)
    assert "Log ud" in page.content() and "forfalsket" not in page.content()
    page.goto(server.base + course + "/side/2")
    assert "Ikke bestået endnu" in text(page)


def test_a_window_that_was_left_open_passes_no_later_turn(server, looks, hostile):
    course = opened(server, looks, hostile, "En pakke i to vinduer")
    page = enter(looks, server, named(server, LEARNER), path=course + "/side/1").page
    says = """(values) => [parent.API.LMSInitialize(""),
        ...Object.entries(values).map(([name, value]) => parent.API.LMSSetValue("cmi.core." + name, value)), parent.API.LMSCommit("")]"""
    left = page.context.new_page()
    left.goto(page.url)
    # As a script writes two thirds of a hundred, and a time that no course has.
    values = {"score.raw": "66.66666666666667", "lesson_status": "completed", "session_time": "9999:59:59"}
    assert packages.begun(page).evaluate(says, values) == ["true"] * 5
    page.locator("#pakke-passed").wait_for()
    with page.expect_navigation():
        page.get_by_role("link", name="Se resultatet").click()
    assert "Gennemført, 66 procent" in text(page) and "din browser meldte" in text(page)
    send(page, "Afslut kurset, og få kursusbevis")
    page.locator("section[aria-labelledby=beviser] a").first.click()
    page.wait_for_url("**/bevis/**")
    assert "deltagerens browser meldte" in text(page) and "Gennemført, 66 procent" in text(page)
    packages.begun(left).evaluate(says, {"score.raw": "100", "lesson_status": "passed"})
    left.locator("#pakke-line", has_text="afsluttet eller ændret").wait_for()
    page.goto(server.base + course + "/side/2")
    assert "Ikke bestået endnu" in text(page)
    # Opened again it counts.
    left.reload()
    packages.begun(left).evaluate(says, {"score.raw": "100", "lesson_status": "passed"})
    left.locator("#pakke-passed").wait_for()


def test_the_address_opens_nothing_by_itself(server, looks, hostile):
    course = opened(server, looks, hostile, "Ond pakke alene")
    page = enter(looks, server, named(server, LEARNER), path=course + "/side/1").page
    source = page.locator("#pakke").get_attribute("data-source")
    # In a window of its own, and in the frame of somebody else.
    assert page.context.new_page().goto(source).status == 403
    stranger = looks.open().page
    stranger.set_content(f'<iframe src="{source}"></iframe>')
    stranger.wait_for_timeout(800)
    assert [frame for frame in stranger.frames if "/pakke/" in frame.url] == []
    # After the sign-out it is gone.
    page.goto(server.base + "/konto")
    page.evaluate("document.querySelector('form[action=\"/log-ud\"]').submit()")
    page.wait_for_url("**/log-ind*")
    assert page.context.request.get(source).status == 404


def test_without_scripts_it_says_so(server, looks, ours):
    course = opened(server, looks, ours, "Pakken uden scripts")
    look = enter(looks, server, named(server, LEARNER), path=course + "/side/1", width=390, script=False)
    shown = text(look.page)
    assert "Kurset kræver scripts" in shown and "om en anden måde at tage kurset på" in shown
    # The frame stands there empty: nothing was asked of the packages' address.
    assert look.page.locator("#pakke-frame").is_hidden()
    assert [one.url for one in look.page.frames[1:]] == ["about:blank"]
    assert [one for one in look.requests if one.startswith(server.apart)] == []
    assert "/{ticket}" not in server.log.read_text()
    look.console.clear()
    looks.check(look, "scorm-player-no-scripts")
