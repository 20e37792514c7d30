# SPDX-License-Identifier: MPL-2.0
"""What is held about somebody, for how long, and what the documents ask of the one who reads (policy §§6, 9; GDPR Article 15)."""

import io
import json
import subprocess

import openpyxl
import pytest

import keys
from steps import enter, text

LOOKS = [(1440, "light"), (1440, "dark"), (390, "light"), (390, "dark")]


def plain(server):
    """Somebody with no role but that of an employee."""
    return next(one for one in server.installation.people if tuple(one.roles) in ((), ("employee",)))


def check(looks, look, name):
    look.console.clear()
    looks.check(look, name)


@pytest.mark.parametrize("width,scheme", LOOKS)
def test_i_see_what_is_held_about_me(shared, looks, width, scheme):
    look = enter(looks, shared, plain(shared), width=width, scheme=scheme)
    page = look.page
    page.goto(shared.base + "/konto")
    # Without a mouse: from one's account, on to a kind, and to an entry.
    keys.follow(page, page.get_by_role("link", name="Det har Værn om dig"))
    page.wait_for_url("**/mine-oplysninger")
    check(looks, look, "held")
    words = text(page)
    for wanted in ("Ansættelser og enhed", "Konto, login og adgangsnøgler", "10 år efter fratrædelse", "Dine rettigheder", "DPO"):
        assert wanted in words, wanted
    assert "Ingen andre har slået op" in words
    keys.follow(page, page.get_by_role("link", name="Ansættelser og enhed"))
    check(looks, look, "held-kind")
    words = text(page)
    assert "Retsgrundlag" in words and "databeskyttelseslovens § 12" in words and "Ses af" in words
    entry = page.locator("ol.log .pos a").first
    keys.follow(page, entry)
    page.wait_for_url("**/revisionsspor/*")


def test_all_of_it_is_taken_home_and_is_what_the_page_says(shared, looks):
    page = enter(looks, shared, plain(shared), path="/mine-oplysninger").page
    shown = {}
    for row in page.locator("section[aria-labelledby=slags] tbody tr").all():
        cells = row.locator("td, th").all_inner_texts()
        shown[cells[0].splitlines()[0]] = int(cells[1].split()[-1].replace(".", ""))
    get = page.context.request.get
    held = json.loads(get(shared.base + "/mine-oplysninger?som=json").body())
    assert {kind["label"]: kind["count"] for kind in held["kinds"]} == shown and len(shown) > 3
    entries = [entry for kind in held["kinds"] for entry in kind["entries"]]
    assert all(len(kind["entries"]) == kind["count"] and kind["purpose"] and kind["kept"] for kind in held["kinds"])
    assert len({entry["position"] for entry in entries}) == len(entries)
    values = [value for entry in entries for value in entry["values"]]
    assert {"field": "name", "text": held["name"]} in values
    book = openpyxl.load_workbook(io.BytesIO(get(shared.base + "/mine-oplysninger?som=xlsx").body()))
    rows = list(book.worksheets[0].iter_rows(values_only=True))
    assert {row[1] for row in rows[1:] if row[1] is not None} == {entry["position"] for entry in entries}
    assert held["name"] in {row[7] for row in rows}


def test_another_looks_and_i_am_told(server, looks):
    mine = enter(looks, server, plain(server), path="/mine-oplysninger").page
    held = json.loads(mine.context.request.get(server.base + "/mine-oplysninger?som=json").body())
    place = f"/personer/{held['person']}/oplysninger"
    for role, status in (("security", 404), ("unit_head", 404), ("dpo", 200)):
        other = enter(looks, server, role)
        assert other.page.context.request.get(server.base + place).status == status, role
    page = other.page
    page.goto(server.base + f"/personer/{held['person']}")
    page.get_by_role("link", name="Se, hvad Værn har").click()
    check(looks, other, "held-of")
    assert held["name"] in page.title()
    mine.goto(server.base + "/mine-oplysninger")
    told = mine.locator("section[aria-labelledby=set]").inner_text()
    assert server.installation.person("dpo").name in told


@pytest.mark.parametrize("width,scheme", [(1440, "light"), (390, "dark")])
def test_what_goes_when(shared, looks, width, scheme):
    look = enter(looks, shared, "dpo", path="/opbevaring", width=width, scheme=scheme)
    check(looks, look, "retention")
    words = text(look.page)
    assert "Navn og e-mail" in words and "10 år efter fratrædelse" in words
    assert "Slettet efter frist" in words


def test_the_command_line_shows_what_would_go(example, tmp_path):
    installation = example.copy(tmp_path / "data")
    done = subprocess.run(
        [str(installation.program), "retention", "--dry-run", "--data", str(installation.data)],
        capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    rows = [line.split("\t") for line in done.stdout.splitlines()]
    assert all(len(row) == 5 for row in rows), done.stdout


def test_a_fault_in_one_organisation_stops_retention_in_no_other(example, tmp_path):
    installation = example.copy(tmp_path / "data")
    kept = installation.data / "checkpoints"
    notes = json.loads(kept.read_text())
    broken, *others = sorted(notes)
    assert others, "the example has several organisations"
    # A signature that does not fit: the organisation is read-only with an alarm.
    head, line = notes[broken].rstrip("\n").rsplit("\n", 1)
    name, signature = line.rsplit(" ", 1)
    changed = signature[:-8] + ("B" if signature[-8] != "B" else "C") + signature[-7:]
    notes[broken] = f"{head}\n{name} {changed}\n"
    kept.write_text(json.dumps(notes))
    done = subprocess.run(
        [str(installation.program), "retention", "--data", str(installation.data)], capture_output=True, text=True, timeout=120)
    assert done.returncode == 1, done.stderr
    assert broken in done.stderr and broken not in done.stdout
    assert [line.split(":")[0] for line in done.stdout.splitlines()] == others, done.stdout


@pytest.mark.parametrize("width,scheme", LOOKS)
def test_my_part_by_paragraph(shared, looks, width, scheme):
    look = enter(looks, shared, "unit_head", path="/", width=width, scheme=scheme)
    page = look.page
    page.goto(shared.base + "/mit-ansvar")
    check(looks, look, "part-head")
    words = text(page)
    assert "Det skal du sørge for" in words and "Derfor er det dig" in words and "Enhedsleder" in words
    section = page.locator("section[aria-labelledby=politik] a[href*='#']").first
    target = section.get_attribute("href")
    keys.follow(page, section)
    page.wait_for_url("**" + target)
    assert page.locator(f"[id='{target.split('#')[1]}']").count() == 1


@pytest.mark.parametrize("width,scheme", [(1440, "light"), (390, "light")])
def test_an_employees_part_says_why_it_is_empty(shared, looks, width, scheme):
    look = enter(looks, shared, plain(shared), path="/mit-ansvar", width=width, scheme=scheme)
    check(looks, look, "part-employee")
    words = text(look.page)
    assert "Du har ingen roller ud over medarbejder." in words and "Det skal du læse" in words
    assert "Det skal du lære" in words
