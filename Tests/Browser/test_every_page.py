# SPDX-License-Identifier: MPL-2.0
"""Every page of the product in its notable states, as `vaern stories` tells them: it fits the screen, it is accessible in
light and dark, it asks nobody else for anything and complains of nothing, in both languages. Those that are used most are
walked through by keyboard. That no page is without a story, the Swift tests see to."""

import re

import pytest

import checks
from looks import WIDTHS
from vaern import Stories

#: So many tests share the stories, so that several processes can take some each.
PARTS = 6
#: What is being written is of no language yet, and a control's method, sources and findings are longer than the page around
#: them, in the language of whoever wrote them: the markup checker's guess at them in an English frame says nothing.
OF_NO_LANGUAGE = {"manuscript", "control-concluded"}


def names(stories, part=0, parts=1) -> list:
    found = [story["name"] for story in stories.all()]
    assert len(found) > 120 and len(set(found)) == len(found)
    return found[part::parts]


@pytest.mark.parametrize("part", range(PARTS))
def test_every_page(stories, looks, part):
    look = looks.open()
    problems = []
    for name in names(stories, part, PARTS):
        found = looks.around(
            look, lambda scheme: stories.base + stories.path(name, theme=scheme), f"every-{name}", briefly=not checks.FULL)
        # The other language, where words are of another length: on the widest and the narrowest screen.
        look.page.emulate_media(color_scheme="light")
        look.page.set_viewport_size({"width": WIDTHS[0], "height": 900})
        look.goto(stories.base + stories.path(name, "en"))
        wide = checks.overflow(look.page)
        look.page.set_viewport_size({"width": WIDTHS[-1], "height": 900})
        if name not in OF_NO_LANGUAGE:
            looks.saved.keep(f"every-{name}-en", look.document.body())
        english = [*checks.noise(look), *checks.strangers(look), *checks.overflow(look.page)]
        english += checks.axe(look.page) if checks.FULL else []
        assert look.page.locator("html").get_attribute("lang") == "en"
        problems += [f"{name}: {problem}" for problem in found + [f"en, 320 px: {one}" for one in english]]
        problems += [f"{name}: en, {WIDTHS[0]} px: {problem}" for problem in wide]
    assert not problems, f"{len(problems)}:\n" + "\n".join(problems)


WALKED = [
    "overview", "tasks-all", "wheel", "documents", "document", "consultation", "person", "units", "ledger",
    "entry.decision.made", "erasure", "decision.make", "document.import", "document.verify", "manuscript", "sign-in",
    "public-document",
]


@pytest.mark.parametrize("width", [1440, 390])
def test_by_keyboard(stories, looks, width):
    look = looks.open(width=width)
    problems = []
    for name in WALKED if width == 1440 else WALKED[:6]:
        look.goto(stories.base + stories.path(name))
        problems += [f"{name}: {problem}" for problem in checks.keyboard(look.page)]
    assert not problems, "\n".join(problems)


def test_a_story_is_shown_in_its_language_and_its_colours_under_the_strict_policy(stories, looks):
    look = looks.open(scheme="light")
    for language, theme in [("da", "dark"), ("en", "light"), ("en", "dark")]:
        look.goto(stories.base + stories.path("overview", language, theme))
        page = look.page.locator("html")
        assert (page.get_attribute("lang"), page.get_attribute("data-theme")) == (language, theme)
        assert "default-src 'none'" in look.document.headers["content-security-policy"]
        assert "set-cookie" not in look.document.headers
        ground = look.page.evaluate("getComputedStyle(document.body).backgroundColor")
        bright = sum(int(part) for part in re.findall(r"\d+", ground)[:3]) > 380
        assert bright == (theme == "light"), f"{theme}: {ground}"


def test_nothing_can_be_done_where_stories_are_told(stories):
    assert stories.fetch("/udfoer/action.add", "POST", body=b"title=x")[0] == 405
    assert stories.fetch("/api/v1/documents")[0] == 303
    assert stories.fetch("/dokumenter")[1]["location"] == "/stories"
    status, headers, body = stories.fetch("/stories")
    assert status == 200 and all(f"/da/dark/{name}" in body.decode() for name in names(stories))


#: What no two forms share (the identity of the command, the seal of the session), and what follows from the keys of the
#: commitments, which nobody can foresee: hashes and proofs.
NEVER_TWICE = r'name="(_command|csrf|window|origin|writer|seal)" value="[^"]*"|[0-9a-f]{4,}…[0-9a-f]{4,}|[0-9a-f]{64}'
#: And the root and the signature of a checkpoint.
NEVER_TWICE += r"|[A-Za-z0-9+/]{91}=|[A-Za-z0-9+/]{43}=|<pre.*?</pre>"


def test_the_world_of_the_stories_is_the_same_every_time(program, tmp_path):
    # Two new ones: what the auditor opened in the one of the other tests stands on a page of it.
    with Stories(program, tmp_path / "one") as first, Stories(program, tmp_path / "two") as second:
        # What is found follows the index, which is made beside the start.
        told_alike = [name for name in names(first) if not name.startswith("search")]
        for name in told_alike[::9]:
            pages = [told.fetch(told.path(name))[2].decode().replace(told.base, "") for told in (first, second)]
            one, two = (re.sub(NEVER_TWICE, "", page, flags=re.DOTALL) for page in pages)
            assert one == two, name
