# SPDX-License-Identifier: MPL-2.0
"""Browsers as different people have them, each with a record of what went wrong in it."""

import contextlib
import dataclasses
import os
from pathlib import Path
from urllib.parse import urlsplit

import pytest

import checks

LOCALES = {"da": "da-DK", "en": "en-GB"}
#: What a page is looked at in: the usual screen, a telephone, and the narrowest that WCAG 1.4.10 names; in both schemes.
WIDTHS = (1440, 390, 320)
SCHEMES = ("light", "dark")
LAPTOPS = (1366, 1280, 1024, 768)
#: How a journey is walked: the long profile has every pair, the short one takes one of the first two.
JOURNEY = pytest.mark.parametrize(
    "width,script", [(1440, True), (390, False)] + ([(390, True), (1440, False)] if checks.FULL else []))


@dataclasses.dataclass
class Look:
    """One browser window: its page, how it was opened, and what it asked for and complained of."""

    page: object
    width: int
    scheme: str
    script: bool
    language: str
    console: list = dataclasses.field(default_factory=list)
    requests: list = dataclasses.field(default_factory=list)
    #: The answer that made the page that is shown now.
    document: object = None
    tools: object = None

    @contextlib.contextmanager
    def examined(self):
        """The checks are scripts themselves, some with timers: a window without scripts has them while it is examined.
        The page's own scripts were not loaded and do not run now."""
        if self.script:
            yield
            return
        self.allow_scripts(True)
        try:
            yield
        finally:
            self.allow_scripts(False)

    def allow_scripts(self, allowed: bool):
        # Not by playwright's option for the whole context: that one cannot be lifted again for the checks.
        if self.tools is None:
            self.tools = self.page.context.new_cdp_session(self.page)
        self.tools.send("Emulation.setScriptExecutionDisabled", {"value": not allowed})

    def goto(self, address: str):
        return self.page.goto(address)


class Looks:
    """Opens windows and closes them all at the end."""

    def __init__(self, browser, saved, shots: Path):
        self.browser, self.saved, self.shots = browser, saved, shots
        self.contexts = []

    def open(self, width=1440, height=900, scheme="light", script=True, language="da", state=None) -> Look:
        """A new window with cookies of its own, or with those of another (`state=look.page.context.storage_state()`)."""
        context = self.browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme=scheme,
            locale=LOCALES[language],
            timezone_id="Europe/Copenhagen",
            storage_state=state,
            reduced_motion="reduce",
        )
        context.set_default_timeout(10_000)
        self.contexts.append(context)
        page = context.new_page()
        look = Look(page, width, scheme, script, language)
        if not script:
            look.allow_scripts(False)
        page.on("console", lambda message: look.console.append((message.type, message.text, message.location)))
        page.on("pageerror", lambda error: look.console.append(("error", str(error), {})))
        page.on("request", lambda request: look.requests.append(request.url))
        page.on("response", lambda response: self._note(look, response))
        return look

    @staticmethod
    def _note(look: Look, response):
        request = response.request
        if request.is_navigation_request() and request.frame == look.page.main_frame and not 300 <= response.status < 400:
            look.document = response

    def check(self, look: Look, name: str):
        """Every page holds this: see checks.findings. Its markup is kept for the Nu HTML checker."""
        with look.examined():
            problems = checks.findings(look)
        if look.document is not None:
            self.saved.keep(name, look.document.body())
        if os.environ.get("VAERN_SHOTS"):
            self.shoot(look, name)
        assert not problems, f"{name} ({describe(look)}):\n" + "\n".join(f"- {problem}" for problem in problems)

    def survey(self, address, name: str, state=None, language="da"):
        """Checks one address in every width and scheme, with the cookies of `state`, and walks it by keyboard."""
        look = self.open(state=state, language=language)
        problems = self.around(look, lambda scheme: address, name, keyboard=True, briefly=not checks.FULL)
        look.page.context.close()
        self.contexts.remove(look.page.context)
        assert not problems, f"{name}:\n" + "\n".join(f"- {problem}" for problem in problems)

    def around(self, look: Look, address, name: str, keyboard=False, briefly=False) -> list:
        """What is wrong with a page (`address(scheme)`) in any width and scheme. The window is made wider and narrower,
        which is quicker than another one; what does not depend on the colours is asked in light alone. Briefly: axe-core
        looks where the page has elements that no page before it had, by what they are and where they stand."""
        problems = []
        # Pictures are wanted of everything.
        briefly = briefly and not os.environ.get("VAERN_SHOTS")
        for scheme in SCHEMES:
            if briefly and scheme == "dark" and not checks.is_new(look.page, scheme, WIDTHS[0]):
                break
            look.page.emulate_media(color_scheme=scheme)
            look.page.set_viewport_size({"width": WIDTHS[0], "height": 900})
            look.goto(address(scheme))
            found = [*checks.noise(look), *checks.strangers(look)]
            if scheme == "light":
                self.saved.keep(name, look.document.body())
            for width in WIDTHS:
                look.page.set_viewport_size({"width": width, "height": 900})
                look.width, look.scheme = width, scheme
                edge = width in (WIDTHS[0], WIDTHS[-1])
                if scheme == "light":
                    found += checks.overflow(look.page)
                    if width == WIDTHS[0]:
                        found += self.between(look)
                    found += checks.keyboard(look.page) if keyboard and (edge or not briefly) else []
                if scheme == "dark":
                    found += checks.axe(look.page, checks.COLOURS)
                elif not briefly:
                    found += checks.axe(look.page)
                elif edge and checks.is_new(look.page, scheme, width):
                    found += checks.axe(look.page)
                problems += [f"{width} px, {scheme}: {problem}" for problem in found]
                found = []
                if os.environ.get("VAERN_SHOTS"):
                    self.shoot(look, name)
                if briefly and scheme == "dark":
                    break
        return problems

    def between(self, look: Look) -> list:
        """What does not fit on screens of usual widths between the widest and a telephone."""
        problems = []
        for width in LAPTOPS:
            look.page.set_viewport_size({"width": width, "height": 900})
            problems += [f"at {width} px: {problem}" for problem in checks.overflow(look.page)]
        look.page.set_viewport_size({"width": look.width, "height": 900})
        return problems

    def shoot(self, look: Look, name: str) -> Path:
        """A picture of the whole page, for people to look at."""
        self.shots.mkdir(parents=True, exist_ok=True)
        path = self.shots / f"{name}-{look.width}-{look.scheme}.png"
        look.page.screenshot(path=path, full_page=True)
        return path

    def close(self):
        for context in self.contexts:
            context.close()


def describe(look: Look) -> str:
    script = "" if look.script else ", no script"
    return f"{look.width} px, {look.scheme}, {look.language}{script}, {urlsplit(look.page.url).path}"
