# SPDX-License-Identifier: MPL-2.0
"""The fixtures of the browser journeys. What they stand on: vaern.py (a real server), looks.py (a real browser),
checks.py (what every page must hold), nu.py (valid markup)."""

import collections
import os
import zlib
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

import checks
import nu
from looks import Looks
from vaern import Installation, Server, Stories


def build_folder() -> Path:
    root = Path(__file__).resolve().parents[2]
    return Path(os.environ.get("VAERN_BUILD", root / ".build"))


@pytest.fixture(scope="session")
def program() -> Path:
    """The executable under test. That it is missing is a failure, not a reason to skip."""
    path = Path(os.environ.get("VAERN_BIN", build_folder() / "debug" / "vaern"))
    assert path.exists(), f"{path} is not built: run ./test build"
    return path


@pytest.fixture(scope="session")
def saved(tmp_path_factory) -> nu.Saved:
    """Every page that a check saw, as it was served; the last test gives them to the Nu HTML checker. Where several
    processes look at pages, they keep them in one folder, and that test runs after them."""
    folder = os.environ.get("VAERN_SAVED")
    if folder:
        Path(folder).mkdir(parents=True, exist_ok=True)
    return nu.Saved(Path(folder) if folder else tmp_path_factory.mktemp("html"))


@pytest.fixture(scope="session")
def chromium():
    with sync_playwright() as playwright:
        # A sandbox needs a user of its own; as root Chromium refuses to start with one.
        arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
        path = os.environ.get("VAERN_CHROMIUM", "/usr/bin/chromium-headless-shell")
        browser = playwright.chromium.launch(executable_path=path, args=arguments)
        yield browser
        browser.close()


@pytest.fixture
def looks(chromium, saved):
    """Opens browsers as different people have them: `looks.open(width=390, scheme="dark", script=False)`."""
    opened = Looks(chromium, saved, build_folder() / "shots")
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def example(program, tmp_path_factory) -> Installation:
    """The example organisation, made once; tests that change it work on copies."""
    return Installation.demo(program, tmp_path_factory.mktemp("example") / "data")


@pytest.fixture(scope="session")
def shared(example, tmp_path_factory):
    """A server with the example organisation, for tests that only read."""
    with Server(example.copy(tmp_path_factory.mktemp("shared") / "data")) as server:
        yield server


@pytest.fixture(scope="session")
def stories(program, tmp_path_factory):
    """Every page with canned data, on a day that stands still."""
    with Stories(program, tmp_path_factory.mktemp("stories")) as told:
        yield told


@pytest.fixture
def server(example, tmp_path):
    """A server with the example organisation of this test's own, for tests that change something."""
    with Server(example.copy(tmp_path / "data")) as server:
        yield server


@pytest.fixture
def empty(program, tmp_path):
    """A server before its first set-up; `empty.installation.code` is the first administrator's one-time code."""
    with Server(Installation.init(program, tmp_path / "data")) as server:
        yield server


#: What only says how a journey is walked: on which screen, in which colours, with or without scripts or a mouse.
WAYS = {"width", "scheme", "script", "keyboard"}


def pytest_collection_modifyitems(config, items):
    # The markup of all pages is checked when all pages have been seen.
    items.sort(key=lambda item: item.path.name == "test_markup.py")
    if checks.FULL or any("[" in argument for argument in config.args):
        return
    # The short profile walks each journey one of its ways. Which one follows from its name, so that all ways are walked by
    # some; every page is looked at on every screen besides, in test_every_page.py.
    ways = collections.defaultdict(list)
    for item in items:
        callspec = getattr(item, "callspec", None)
        if callspec and set(callspec.params) <= WAYS:
            ways[item.path.name, item.originalname].append(item)
    left = []
    for (_, name), walks in ways.items():
        kept = zlib.crc32(name.encode()) % len(walks)
        left += walks[:kept] + walks[kept + 1:]
    config.hook.pytest_deselected(items=left)
    items[:] = [item for item in items if item not in left]
