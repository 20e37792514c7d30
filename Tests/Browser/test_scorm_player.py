# SPDX-License-Identifier: MPL-2.0
"""E-learning that others made is taken in, decided and taken as a course. Our own package comes back through our own player
(the round trip); a hostile one reaches nothing; and the learning system that packages find is held against SCORM 1.2 (Run-Time
Environment, 3.3 and 3.4)."""

import contextlib
import http.server
import json
import re
import threading
import zipfile
from functools import partial
from pathlib import Path

import pytest

import checks
from steps import danish, do, enter, fill, judge, last_id, named, send, shown_day, text
from test_scorm import package, questions
from vaern import sign_in

RUNTIME = Path(__file__).resolve().parents[2] / "Sources" / "Web" / "Assets" / "scorm.js"
UNIT = "Cyber, Analyse og Informationssikkerhed"
HEAD = "line.skovhede"
LEARNER = "zahra.noeddelund"
#: What a browser notes of every frame that may run scripts and keep its origin; here the origin is another one.
REMARK = "can escape its sandboxing"

MANIFEST = """<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="ond" xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2">
<metadata><schema>ADL SCORM</schema><schemaversion>1.2</schemaversion></metadata>
<organizations default="o"><organization identifier="o"><title>Ond pakke</title>
<item identifier="i" identifierref="r"><title>Ond pakke</title></item></organization></organizations>
<resources><resource identifier="r" type="webcontent" adlcp:scormtype="sco" href="index.html"/></resources></manifest>"""

#: Tries what a package must not, and says how far it came; what says nothing of it is seen by whoever is asked.
ATTACK = """
window.attack = async (home) => {
  const found = {};
  const tried = async (name, work) => {
    try { found[name] = await work() ?? "done"; } catch (error) { found[name] = "stopped"; }
  };
  const made = (name, values, place = document) => Object.assign(place.createElement(name), values);
  const loads = (element, place = document) => new Promise((resolve) => {
    element.onload = () => resolve("done");
    element.onerror = () => resolve("stopped");
    place.body.append(element);
    setTimeout(() => resolve("stopped"), 5000);
  });
  const asks = (view) => view.fetch(home + "/konto", { credentials: "include", mode: "no-cors" }).then(() => "done");
  await tried("cookies", () => document.cookie ? "done" : "stopped");
  await tried("page", () => parent.parent.document.title);
  await tried("address of the page", () => parent.parent.location.href);
  await tried("storage of the page", () => String(parent.parent.localStorage.length));
  await tried("window", () => window.open(home + "/konto") ? "done" : "stopped");
  await tried("window of the frame around", () => parent.open(home + "/konto") ? "done" : "stopped");
  await tried("question", () => asks(window));
  await tried("question of the frame around", () => asks(parent));
  await tried("picture", () => loads(made("img", { src: home + "/assets/favicon.svg" })));
  await tried("script", () => loads(made("script", { src: home + "/assets/vaern.js" })));
  await tried("script of the frame around",
    () => loads(made("script", { src: home + "/assets/vaern.js" }, parent.document), parent.document));
  await tried("worker", () => navigator.serviceWorker.register("tjener.js").then(() => "done"));
  await tried("outside of the package", () => fetch("../../../").then(() => "done"));
  await tried("own file", () => fetch("data.json").then((answer) => answer.json()).then((data) => data.mine));
  await tried("name", () => parent.API.LMSInitialize("") && parent.API.LMSGetValue("cmi.core.student_name"));
  navigator.sendBeacon(home + "/?beacon", "x");
  new EventSource(home + "/?events").onerror = (event) => event.target.close();
  await tried("socket", () => void new WebSocket(home.replace("http", "ws") + "/?socket"));
  document.head.append(made("link", { rel: "stylesheet", href: home + "/?style" }));
  document.body.style.background = `url(${home}/?background)`;
  document.body.append(made("iframe", { src: home + "/?frame" }), made("video", { src: home + "/?film" }));
  document.body.append(made("object", { data: home + "/?object", type: "text/html" }));
  // A cookie for the page's own name, and what only the frame around it may say.
  document.cookie = "vaern=forfalsket; path=/";
  const state = { status: "passed", raw: "100", min: "", max: "", location: "forfalsket", suspend: "", exit: "", total: 1 };
  parent.parent.postMessage({ vaern: "scorm", act: "state", state }, "*");
  await new Promise((resolve) => setTimeout(resolve, 800));
  return found;
};
window.leave = (how, to) => {
  const link = (values) => {
    const made = Object.assign(document.createElement("a"), { href: to, ...values });
    document.body.append(made);
    made.click();
  };
  const form = (values) => {
    const made = Object.assign(document.createElement("form"), { method: "post", action: to, ...values });
    document.body.append(made);
    made.submit();
  };
  const ways = {
    "the frame": () => { location.href = to; },
    "the frame around": () => { parent.location.href = to; },
    "the page": () => { top.location.href = to; },
    "the page by a link": () => link({ target: "_top" }),
    "the page by a form": () => form({ target: "_top" }),
    "the page by a frame inside": () => {
      const frame = document.createElement("iframe");
      frame.sandbox = "allow-scripts allow-same-origin allow-top-navigation allow-popups";
      frame.srcdoc = `<script>top.location.href = "${to}"</script>`;
      document.body.append(frame);
    },
    "a window by a link": () => link({ target: "_blank" }),
    "a window by a form": () => form({ target: "_blank" }),
    "a form": () => form({}),
    "a file to keep": () => link({ download: "ond.svg" }),
    "a while later": () => {
      document.head.append(Object.assign(document.createElement("meta"), { httpEquiv: "refresh", content: `0; url=${to}` }));
    },
  };
  // The frame may be gone before an answer is.
  setTimeout(how ? ways[how] : () => {});
  return Object.keys(ways);
};
"""
#: What a package asks for without being told whether it had it.
QUIET = {"beacon", "events", "socket", "style", "background", "frame", "film", "object"}


@pytest.fixture
def ours(program, tmp_path):
    return package(program, tmp_path, "gdpr", "--language", "da")


@pytest.fixture
def hostile(tmp_path):
    path = tmp_path / "ond.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("imsmanifest.xml", MANIFEST)
        archive.writestr("index.html", "<!DOCTYPE html><title>Ond</title><h1>Ond</h1><script src=ond.js></script>")
        archive.writestr("ond.js", ATTACK)
        archive.writestr("tjener.js", "self.onfetch = null;")
        archive.writestr("data.json", '{"mine": "mine"}')
    return path


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


class Careless(http.server.SimpleHTTPRequestHandler):
    """Shows a package as one must not: in a frame of its own address, without a policy."""

    PAGE = """<!DOCTYPE html><title>Skødesløs</title><script>var API = {LMSInitialize: () => "true", LMSGetValue: () => "Zahra"};
        </script><iframe src="/pakke/index.html"></iframe>"""
    heard = None

    def do_GET(self):
        if self.path.startswith("/pakke/"):
            self.path = self.path.removeprefix("/pakke")
            return super().do_GET()
        self.heard.append(self.path)
        body, kind = (self.PAGE, "text/html") if self.path == "/" else ("", "text/javascript")
        if self.path.endswith(".svg"):
            body, kind = '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>', "image/svg+xml"
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Set-Cookie", "bruger=zahra")
        self.end_headers()
        with contextlib.suppress(OSError):
            self.wfile.write(body.encode())

    do_POST = do_GET

    def log_message(self, *_):
        pass


@pytest.fixture
def careless(hostile, tmp_path):
    """A system that keeps nothing apart: its address, and what it was asked."""
    with zipfile.ZipFile(hostile) as archive:
        archive.extractall(tmp_path / "files")
    heard = []
    handler = partial(type("Handler", (Careless,), {"heard": heard}), directory=str(tmp_path / "files"))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as system:
        threading.Thread(target=system.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{system.server_port}", heard
        system.shutdown()


def packed(page):
    """The package's frame, when it has begun."""
    for _ in range(100):
        for frame in page.frames:
            if "/pakke/" in frame.url and frame.evaluate("'attack' in window"):
                return frame
        page.wait_for_timeout(100)
    raise AssertionError(f"no package in {[frame.url for frame in page.frames]}")


def asked(server) -> list:
    """What the server of the pages was asked, by its own log."""
    rows = [json.loads(line) for line in server.log.read_text().splitlines() if line.startswith("{")]
    return [f"{row['method']} {row['route']}" for row in rows if "route" in row and row["route"] != "/{ticket}"]


def test_the_attack_succeeds_where_nothing_is_kept_apart(looks, careless):
    home, heard = careless
    page = looks.open().page
    page.goto(home)
    found = packed(page).evaluate("home => attack(home)", home)
    assert "stopped" not in found.values(), found
    assert found["name"] == "Zahra"
    for _ in range(50):
        quiet = {path.removeprefix("/?") for path in heard if "?" in path}
        if quiet == QUIET:
            break
        page.wait_for_timeout(100)
    assert quiet == QUIET
    for way in packed(page).evaluate("leave()"):
        page.goto(home)
        frame = packed(page)
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
    frame = packed(page)
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
        frame, before = packed(page), asked(server)
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
    assert packed(page).evaluate(says, values) == ["true"] * 5
    page.locator("#pakke-passed").wait_for()
    with page.expect_navigation():
        page.get_by_role("link", name="Se resultatet").click()
    assert "Gennemført, 66 procent" in text(page) and "din browser meldte" in text(page)
    send(page, "Afslut kurset, og få kursusbevis")
    page.locator("section[aria-labelledby=beviser] a").first.click()
    page.wait_for_url("**/bevis/**")
    assert "deltagerens browser meldte" in text(page) and "Gennemført, 66 procent" in text(page)
    packed(left).evaluate(says, {"score.raw": "100", "lesson_status": "passed"})
    left.locator("#pakke-line", has_text="afsluttet eller ændret").wait_for()
    page.goto(server.base + course + "/side/2")
    assert "Ikke bestået endnu" in text(page)
    # Opened again it counts.
    left.reload()
    packed(left).evaluate(says, {"score.raw": "100", "lesson_status": "passed"})
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


# MARK: The learning system that packages find


START = {"id": "0a1b", "name": "Deltager", "status": "", "raw": "", "min": "", "max": "", "location": "", "suspend": "",
         "total": 0, "entry": "ab-initio", "mastery": "", "data": "x=1"}


@pytest.fixture
def system(looks):
    """The object that packages call, alone in a page: `system([["LMSInitialize", ""]])` gives answers with the error after each."""
    page = looks.open().page
    page.goto("about:blank")
    page.evaluate(RUNTIME.read_text())

    def play(calls, **start):
        return page.evaluate(
            """([start, calls]) => {
                window.told = []; window.time = 0;
                const api = ScormRuntime(start, (state, isDone) => told.push({...state, isDone}), () => window.time);
                const answers = calls.map(([name, ...given]) => {
                    if (name === "wait") { window.time += given[0]; return null; }
                    return [api[name](...given), api.LMSGetLastError()];
                });
                return { answers: answers.filter((one) => one), told: window.told };
            }""",
            [{**START, **start}, calls],
        )

    return play


GET, SET, INIT, END = "LMSGetValue", "LMSSetValue", ["LMSInitialize", ""], ["LMSFinish", ""]


@pytest.mark.parametrize("call, answer", [
    ([GET, "cmi.core.student_id"], ["0a1b", "0"]), ([GET, "cmi.core.student_name"], ["Deltager", "0"]),
    ([GET, "cmi.core.lesson_status"], ["not attempted", "0"]), ([GET, "cmi.core.entry"], ["ab-initio", "0"]),
    ([GET, "cmi.core.credit"], ["credit", "0"]), ([GET, "cmi.core.lesson_mode"], ["normal", "0"]),
    ([GET, "cmi.core.score.raw"], ["", "0"]), ([GET, "cmi.core.total_time"], ["0000:00:00.00", "0"]),
    ([GET, "cmi.launch_data"], ["x=1", "0"]), ([GET, "cmi.student_data.mastery_score"], ["", "0"]),
    ([GET, "cmi.core.score._children"], ["raw,max,min", "0"]),
    ([GET, "cmi.core.exit"], ["", "404"]), ([GET, "cmi.core.session_time"], ["", "404"]),
    ([GET, "cmi.core.student_id._children"], ["", "202"]), ([GET, "cmi.core.score._count"], ["", "203"]),
    ([GET, "cmi.interactions._count"], ["", "401"]), ([GET, "cmi.objectives.0.id"], ["", "401"]),
    ([GET, "cmi.toString"], ["", "401"]), ([GET, "toString"], ["", "201"]), ([GET, "adl.nav"], ["", "201"]),
    ([SET, "cmi.core.student_id", "1"], ["false", "403"]), ([SET, "cmi.core.total_time", "00:00:01"], ["false", "403"]),
    ([SET, "cmi.core._children", "x"], ["false", "402"]), ([SET, "cmi.interactions.0.id", "a"], ["false", "401"]),
    ([SET, "cmi.core.lesson_status", "bestået"], ["false", "405"]),
    ([SET, "cmi.core.lesson_status", "not attempted"], ["false", "405"]),
    ([SET, "cmi.core.lesson_status", "passed"], ["true", "0"]),
    ([SET, "cmi.core.score.raw", 85], ["true", "0"]), ([SET, "cmi.core.score.raw", "85.5"], ["true", "0"]),
    ([SET, "cmi.core.score.raw", "66.66666666666667"], ["true", "0"]), ([SET, "cmi.core.score.raw", "1." + "0" * 19], ["false", "405"]),
    ([SET, "cmi.core.score.raw", "101"], ["false", "405"]), ([SET, "cmi.core.score.raw", "-1"], ["false", "405"]),
    ([SET, "cmi.core.score.raw", "mange"], ["false", "405"]), ([SET, "cmi.core.exit", "suspend"], ["true", "0"]),
    ([SET, "cmi.core.exit", "senere"], ["false", "405"]), ([SET, "cmi.core.session_time", "00:01:02.5"], ["true", "0"]),
    ([SET, "cmi.core.session_time", "1:2:3"], ["false", "405"]),
    ([SET, "cmi.core.lesson_location", "æ" * 255], ["true", "0"]),
    ([SET, "cmi.core.lesson_location", "æ" * 256], ["false", "405"]),
    ([SET, "cmi.suspend_data", "a\0"], ["false", "405"]), ([SET, "cmi.suspend_data", "æ" * 4096], ["true", "0"]), ([SET, "cmi.suspend_data", "æ" * 4097], ["false", "405"]),
    (["LMSInitialize", ""], ["false", "101"]), (["LMSCommit", ""], ["true", "0"]), (["LMSCommit", "x"], ["false", "201"]),
    (["LMSFinish", "x"], ["false", "201"]),
])
def test_each_call_has_its_answer_and_its_error(system, call, answer):
    assert system([INIT, call])["answers"] == [["true", "0"], answer]


def test_nothing_is_answered_before_the_beginning_and_after_the_end(system):
    closed = [[GET, "cmi.core.entry"], [SET, "cmi.core.exit", ""], ["LMSCommit", ""], END]
    expected = [["", "301"], ["false", "301"], ["false", "301"], ["false", "301"]]
    assert system(closed)["answers"] == expected
    assert system([INIT, END, *closed])["answers"][2:] == expected
    assert system([["LMSInitialize", "x"]])["answers"] == [["false", "201"]]


def test_errors_have_words(system):
    answers = system([["LMSGetErrorString", "405"], ["LMSGetDiagnostic", "301"], ["LMSGetErrorString", "9"]])["answers"]
    assert [one[0] for one in answers] == ["Incorrect Data Type", "Not initialized", ""]


@pytest.mark.parametrize("mastery, raw, said, status", [
    ("80", "80", "completed", "passed"), ("80", "79.9", "passed", "failed"), ("80", "90", "failed", "passed"),
    ("80", "", "completed", "completed"), ("", "10", "passed", "passed"), ("80", "90", "incomplete", "incomplete"),
])
def test_the_mastery_score_decides_at_the_end(system, mastery, raw, said, status):
    calls = [INIT, [SET, "cmi.core.score.raw", raw], [SET, "cmi.core.lesson_status", said], END]
    assert system(calls, mastery=mastery)["told"][-1]["status"] == status


def test_a_package_that_says_nothing_is_not_finished(system):
    assert system([INIT, END])["told"][-1]["status"] == "not attempted"


def test_time_is_added_up_and_what_was_left_is_given_back(system):
    start = {"status": "incomplete", "location": "side-3", "suspend": "a=1", "total": 6150, "entry": "resume"}
    calls = [INIT, [GET, "cmi.core.total_time"], [GET, "cmi.core.lesson_location"], [GET, "cmi.suspend_data"],
             [GET, "cmi.core.entry"], [SET, "cmi.core.session_time", "0001:00:01.50"], ["LMSCommit", ""],
             [SET, "cmi.core.exit", "suspend"], END, INIT, [GET, "cmi.core.total_time"], [GET, "cmi.core.entry"],
             ["wait", 2000], ["LMSCommit", ""]]
    played = system(calls, **start)
    values = [one[0] for one in played["answers"]]
    assert values[1:5] == ["0000:01:01.50", "side-3", "a=1", "resume"]
    assert values[10:12] == ["0001:01:03.00", "resume"]
    assert [one["total"] for one in played["told"] if one["isDone"]] == [366300, 366300, 366500]
    assert played["told"][0]["isDone"] is False


def test_a_package_that_counts_wrongly_loses_nothing_else(system):
    played = system([INIT, [SET, "cmi.core.session_time", "9999:59:59"], END, INIT, END], total=4200)
    assert {one["total"] for one in played["told"]} == {70 * 86_400 * 100}
