# SPDX-License-Identifier: MPL-2.0
"""Every page of the product, found from the addresses in the code and the table of commands: it fits the screen, it is
accessible in light and dark, it asks nobody else for anything and complains of nothing. The twelve that are used most
are walked through by keyboard."""

import os
import re

import pytest

import checks
from looks import Looks
from nu import Saved
from steps import ID, ROOT, enter

#: Who opens a page: the first of these who may.
READERS = ("security", "administrator", "direktion", "dpo")
#: Addresses that only take forms, or are no pages.
NO_PAGES = {"/log-ud", "/organisation", "/sprog", "/udseende", "/konto/sessioner", "/konto/kode"}
NO_PAGES |= {"/assets", "/healthz", "/readyz", "/kontrolpunkt", "/bevis", "/original"}
#: Short addresses lead on, images and calendars are files, and a consultation has a journey of its own.
NO_PAGES |= {"/d/", "/afmeld/", "/kladder/", "/kalender/", "/billeder/\\(number)", "/hoeringer/"}
FULL = os.environ.get("VAERN_PROFILE") == "full"
#: Width, scheme, and whether axe looks too: what it finds depends on the colours and on what is folded away.
MODES = [(1440, "light", True), (1440, "dark", True), (390, "light", True), (320, "light", FULL)]
MODES += [(390, "dark", True), (320, "dark", True)] if FULL else []


@pytest.fixture(scope="module")
def readers(shared, chromium):
    """The cookies of each reader, from one sign-in each."""
    windows = Looks(chromium, Saved(None), None)
    states = {role: enter(windows, shared, role).page.context.storage_state() for role in READERS}
    windows.close()
    return states


@pytest.fixture(scope="module")
def pages(shared, readers, chromium):
    """Name, address and reader of every page."""
    contexts = {role: chromium.new_context(storage_state=state, base_url=shared.base) for role, state in readers.items()}

    def body(path, role="security"):
        return contexts[role].request.get(path).text()

    def first(pattern, path, role="security"):
        found = re.search(pattern.replace("ID", ID), body(path, role).replace("&amp;", "&"))
        assert found, f"{path} has no link like {pattern}"
        return found.group(0)

    document = first("/dokumenter/ID(?=\")", "/dokumenter")
    person = first("/personer/ID", "/personer")
    unit = first("/enheder/ID", "/enheder")
    task = first("/opgaver/ID", "/opgaver?vis=alle")
    entry = first(r"/revisionsspor/\d+(?=\")", "/revisionsspor?foer=130", "administrator")
    waiting = first("/dokumenter/ID(?=\")", "/dokumenter?status=venter")
    decide = first("/udfoer/decision.make[^\"]*adopt[^\"]*", waiting, "direktion")
    decision = first("/beslutninger/ID", document)
    notice = first("/udsendelser/ID", document)
    versions = re.findall(f"{waiting}/versioner/{ID}(?=\")", body(waiting))
    found = [
        ("overview", "/"), ("tasks", "/opgaver"), ("tasks-all", "/opgaver?vis=alle"), ("task", task),
        ("wheel", "/aarshjul"), ("inbox", "/indbakke"), ("mail", "/konto/mail"), ("delivery", "/mail"),
        ("documents", "/dokumenter"), ("documents-list", "/dokumenter?sorter=titel"),
        ("documents-due", "/dokumenter?sorter=frist"),
        ("document", document), ("document-waiting", waiting), ("version", versions[-1]),
        ("comparison", waiting + "/sammenlign"), ("decision", decision), ("notice", notice),
        ("manuscript", document + "/kladde"),
        ("persons", "/personer"), ("persons-left", "/personer?status=fratraadte"), ("person", person), ("units", "/enheder"),
        ("unit", unit), ("bodies", "/organer"), ("ledger", "/revisionsspor"), ("entry", entry), ("correct", entry + "/ret"),
        ("account", "/konto"), ("password", "/konto/adgangskode"), ("erasure", person + "/sletning"),
        ("search", "/soeg?q=politik"),
        ("search-nothing", "/soeg?q=xyzzy"), ("publication", "/offentliggoerelse"), ("again", "/log-ind/igen"), ("decide", decide), ("missing", "/findes-ikke"),
        ("past-overview", "/?pr=01.07.2026&viden=then"), ("past-document", document + "?pr=01.07.2026&viden=now"),
        ("today", "/?pr="),
    ]
    values = {"person": person, "document": document, "unit": unit, "action": task}
    for kind in (line.split("\t")[0] for line in shared.installation.run("do", "--list").splitlines() if line.strip()):
        if kind == "decision.make":
            continue
        fields = [line.split("\t")[0] for line in shared.installation.run("do", kind, "--fields").splitlines()]
        query = [f"{name}={values[name].split('/')[-1]}" for name in fields[:1] if name in values]
        query += ["body=direktion"] if fields[0] == "body" else []
        query += [f"position={entry.split('/')[-1]}"] if fields[0] == "position" else []
        found.append((kind, f"/udfoer/{kind}" + ("?" + "&".join(query) if query else "")))
    found.append(("fact.correct-chosen", f"/udfoer/fact.correct?position={entry.split('/')[-1]}&command=body.seat"))
    placed = []
    for name, path in found:
        if "pr=" in path:
            placed.append((name, path, "auditor"))
            continue
        able = [role for role in READERS if contexts[role].request.get(path, max_redirects=0).status < 400]
        assert able or name == "missing", f"nobody of {READERS} may open {path}"
        placed.append((name, path, (able or READERS)[0]))
    placed += [("sign-in", "/log-ind", None), ("first-time", "/foerste-gang", None), ("accessibility", "/tilgaengelighed", None)]
    for context in contexts.values():
        context.close()
    return placed


def test_no_address_of_the_product_is_left_out(pages):
    source = (ROOT / "Sources" / "Web" / "Route.swift").read_text()
    patterns = re.findall(r'case \.\w+[^:]*: "(/[^"]*)"', source)
    assert len(patterns) > 30
    visited = [path.split("?")[0] for _, path, _ in pages]
    left = []
    for pattern in patterns:
        expression = re.sub(r"\\\([^)]*\)", "[^/]+", pattern)
        if any(pattern.startswith(none) or pattern.endswith(none) for none in NO_PAGES):
            continue
        if not any(re.fullmatch(expression, path) for path in visited):
            left.append(pattern)
    assert not left, left


@pytest.mark.parametrize("width, scheme, with_axe", MODES)
def test_every_page(shared, readers, pages, looks, saved, width, scheme, with_axe):
    auditor = enter(looks, shared, "auditor").page.context.storage_state()
    windows, problems = {}, []
    for name, path, reader in pages:
        if reader not in windows:
            state = auditor if reader == "auditor" else readers.get(reader)
            windows[reader] = looks.open(width=width, scheme=scheme, state=state)
        look = windows[reader]
        look.goto(shared.base + path)
        found = [*checks.noise(look), *checks.strangers(look), *checks.overflow(look.page)]
        found += checks.axe(look.page) if with_axe else []
        problems += [f"{name} {path}: {problem}" for problem in found]
        if (width, scheme) == (1440, "light"):
            saved.keep(f"every-{name}", look.document.body())
        if os.environ.get("VAERN_SHOTS"):
            looks.shoot(look, f"every-{name}")
    assert not problems, f"{len(problems)} at {width} px, {scheme}:\n" + "\n".join(problems)


WALKED = [
    "overview", "tasks", "documents", "document", "person", "units", "ledger", "entry", "erasure", "decide",
    "document.import", "document.verify", "sign-in",
]


@pytest.mark.parametrize("width", [1440, 390])
def test_by_keyboard(shared, readers, pages, looks, width):
    problems, walked = [], []
    windows = {}
    for name, path, reader in pages:
        if name not in WALKED or (width == 390 and name not in WALKED[:4]):
            continue
        if reader not in windows:
            windows[reader] = looks.open(width=width, state=readers.get(reader))
        look = windows[reader]
        look.goto(shared.base + path)
        problems += [f"{name}: {problem}" for problem in checks.keyboard(look.page)]
        walked.append(name)
    assert len(walked) == (len(WALKED) if width == 1440 else 4), walked
    assert not problems, "\n".join(problems)
