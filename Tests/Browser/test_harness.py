# SPDX-License-Identifier: MPL-2.0
"""The checks themselves are tested: each fault is planted in a small page, and the check that is there for it must say so.
Needs no server of ours."""

import http.server
import threading

import pytest

import checks
import nu

STYLE = """
:root { color-scheme: light dark; --ink: light-dark(#111, #eee); --ground: light-dark(#fff, #111); }
body { margin: 0 16px; font: 16px/1.5 sans-serif; color: var(--ink); background: var(--ground); }
a { color: light-dark(#00408a, #9cf); } a:focus-visible, button:focus-visible, input:focus-visible { outline: 3px solid; }
nav a, button, input { display: inline-block; min-height: 28px; color: inherit; background: var(--ground); }
.wide { width: 2000px } .small { min-height: 0; height: 12px; padding: 0; border: 0; font-size: 8px; line-height: 1 }
.bare:focus-visible { outline: none } .pale { color: light-dark(#ccc, #333) }
.cover { position: fixed; inset: 0; background: var(--ground) }
.hide:focus { position: absolute; left: -5000px }
"""
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'none'",
}
GOOD = """<nav aria-label="Hovedmenu"><a href="/">Forside</a></nav>
<main><h1>Overskrift</h1><p>En tekst med <a href="/">et link</a> i.</p>
<form action="/" method="get"><p><label for="a">Navn</label> <input id="a" name="a"></p>
<p><button>Gem</button></p></form></main>"""


def page_of(body: str) -> str:
    return (
        '<!DOCTYPE html><html lang="da"><head><meta charset="utf-8"><title>Prøve</title>'
        '<meta name="viewport" content="width=device-width"><link rel="icon" href="/icon.png">'
        f'<link rel="stylesheet" href="/style.css"></head><body>{body}</body></html>'
    )


class Site(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self):
        self.pages, self.files = {}, {}
        super().__init__(("127.0.0.1", 0), Handler)

    def put(self, body: str, whole=None) -> str:
        path = f"/page-{len(self.pages)}"
        self.pages[path] = whole or page_of(body)
        return f"http://127.0.0.1:{self.server_port}{path}"


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        kind, body = "text/html; charset=utf-8", self.server.pages.get(self.path, "").encode()
        if self.path == "/style.css":
            kind, body = "text/css", STYLE.encode()
        if self.path in self.server.files:
            kind, body = "text/javascript", self.server.files[self.path].encode()
        if self.path == "/icon.png":
            kind, body = "image/png", b""
        self.send_response(200 if body or self.path == "/icon.png" else 404)
        self.send_header("Content-Type", kind)
        for name, value in HEADERS.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def site():
    site = Site()
    threading.Thread(target=site.serve_forever, daemon=True).start()
    yield site
    site.shutdown()
    site.server_close()


@pytest.fixture(autouse=True)
def first_of_its_kind():
    """Nothing that a page before it had is left out: it is the checks that are looked at here."""
    checks.known.clear()
    checks.walked.clear()


@pytest.mark.parametrize("script", [True, False])
@pytest.mark.parametrize("width, scheme", [(1440, "light"), (1440, "dark"), (390, "light"), (320, "dark")])
def test_a_good_page_has_no_findings(site, looks, width, scheme, script):
    look = looks.open(width=width, scheme=scheme, script=script)
    look.goto(site.put(GOOD))
    looks.check(look, "harness-good")
    assert look.document.status == 200


def test_a_window_without_scripts_runs_none(site, looks):
    site.files["/mark.js"] = "document.title = 'scripted'"
    address = site.put(GOOD.replace("</main>", '<noscript><p>Uden</p></noscript></main><script src="/mark.js"></script>'))
    for script, title, notes in ((True, "scripted", 0), (False, "Prøve", 1)):
        look = looks.open(script=script)
        look.goto(address)
        looks.check(look, "harness-script")
        assert (look.page.title(), look.page.locator("noscript p").count()) == (title, notes)
        # Nor after it was examined.
        look.page.reload()
        assert look.page.title() == title


FAULTS = {
    "axe image-alt": '<img src="/icon.png">',
    "axe color-contrast": '<p class="pale">Bleg tekst</p>',
    "axe label": '<p><input name="b"></p>',
    "axe heading-order": "<h4>For dybt</h4>",
    "px wide on a screen": '<p class="wide">Bred</p>',
    "has no visible focus": '<p><a class="bare" href="/">Uden fokus</a></p>',
    "is covered or off the screen": '<p><a class="hide" href="/">Skjult</a></p>',
    "px high, less than 24": '<p><button class="small">Lille</button></p>',
    "is never reached": '<p><button id="b">Sprunget over</button></p>',
    "violates the following Content Security Policy": '<p style="color:red">Rød</p>',
    "asks https://example.org": '<script src="https://example.org/x.js"></script>',
    "status of 404": '<script src="/missing.js"></script>',
}
#: A button that Tab cannot reach for a reason that no attribute tells: the page moves the focus away from it.
TRAP = "document.querySelector('#b').addEventListener('focus', e => e.target.blur())"


@pytest.mark.parametrize("finding", FAULTS)
def test_a_planted_fault_is_found(site, looks, finding):
    look = looks.open()
    checks.known.clear()
    look.goto(site.put(GOOD.replace("</main>", FAULTS[finding] + "</main>")))
    if finding == "is never reached":
        look.page.evaluate(TRAP)
    found = checks.findings(look)
    assert any(finding in problem for problem in found), found
    # As if nobody had seen such a page before.
    checks.known.clear()
    with pytest.raises(AssertionError, match="harness-fault"):
        look.goto(look.page.url)
        if finding == "is never reached":
            look.page.evaluate(TRAP)
        looks.check(look, "harness-fault")
    # Its markup is wrong on purpose, so it does not wait for the checker.
    for file in looks.saved.folder.glob("harness-fault-*"):
        file.unlink()


def test_something_that_covers_the_page_is_found(site, looks):
    look = looks.open()
    look.goto(site.put(GOOD + '<div class="cover"></div>'))
    assert any("is covered" in problem for problem in checks.findings(look))


def test_a_page_of_a_server_in_trouble_is_found(site, looks):
    look = looks.open()
    look.goto(site.put(GOOD))
    look.document = type("Answer", (), {"status": 500})()
    assert "the server answered 500" in checks.findings(look)


def test_the_checker_finds_wrong_markup_and_passes_right(tmp_path):
    right, wrong = tmp_path / "right.html", tmp_path / "wrong.html"
    right.write_text(page_of(GOOD))
    wrong.write_text(page_of("<main><h1>A</h1><p><ul><li>B</li></ul></p></main>"))
    found = nu.check([right, wrong])
    assert found and all(problem.startswith("wrong.html") for problem in found), found


def test_equal_pages_are_kept_once(tmp_path):
    saved = nu.Saved(tmp_path)
    for markup in (b"a", b"a", b"b"):
        saved.keep("page", markup)
    assert len(saved.files()) == 2
