# SPDX-License-Identifier: MPL-2.0
"""What a person takes home of compliance: the statement of applicability as pages, with its table inside, and the files for
other programs. `Tests/Oscal` reads those."""

import io
import json
import subprocess
from pathlib import Path

import openpyxl
import pikepdf
import pytest

import archive
from steps import enter, text
from test_formats import HAS_PDF, check_pdf, ran

NEEDS_PDF = pytest.mark.skipif(not HAS_PDF, reason="WeasyPrint is not installed here")
ROOTS = {
    "oscal-profile": "profile", "oscal-component": "component-definition", "oscal-ssp": "system-security-plan",
    "oscal-catalog": "catalog", "oscal-plan": "assessment-plan", "oscal-results": "assessment-results",
    "oscal-poam": "plan-of-action-and-milestones",
}


def rows(data):
    """Every row of the first sheet, as words."""
    sheet = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
    return [[str(cell) if cell is not None else "" for cell in row] for row in sheet.iter_rows(values_only=True)]


def words(file):
    return " ".join(ran("pdftotext", "-layout", file, "-").split())


@NEEDS_PDF
def test_the_statement_of_applicability_is_printed_with_its_table_inside(shared, looks, tmp_path):
    page = enter(looks, shared, "security", path="/anvendelse").page
    page.locator("main a[href^='/anvendelse/']").first.click()
    place = page.url
    with page.expect_download(timeout=90_000) as download:
        page.get_by_role("link", name="PDF", exact=True).click()
    assert download.value.suggested_filename.startswith("Anvendelseserklæring Hele organisationen 20")
    file = tmp_path / "a.pdf"
    download.value.save_as(file)
    # 93 controls with their reasons, what is excluded, what is open, and how it is checked.
    check_pdf(file, ["Anvendelseserklæring", "Hele organisationen", "84 af 93 foranstaltninger er relevante", "Fravalgt, og hvorfor",
                     "Ikke afgjort endnu", "Vist pr.", "Rod"])
    shown = words(file)
    table = rows(page.context.request.get(place + "?som=xlsx").body())
    assert len(table) == 94
    for number, title, *_ in table[1:]:
        assert number in shown and title.split()[0] in shown, number
    with pikepdf.open(file) as pdf:
        assert str(pdf.Root.Lang) == "da"
        (inside,) = pdf.attachments.values()
        held = inside.get_file()
        assert held.mime_type.endswith("spreadsheetml.sheet") and inside.filename.endswith(".xlsx")
        assert rows(held.read_bytes()) == table
        assert str(pdf.Root.AF[0].AFRelationship) == "/Data"
    # A file inside that does not say what it is to the pages is found out.
    with pikepdf.open(file) as pdf:
        del pdf.Root.AF[0]["/AFRelationship"]
        pdf.save(tmp_path / "wrong.pdf")
    assert archive.problems(tmp_path / "wrong.pdf")


@NEEDS_PDF
def test_the_printed_statement_obeys_the_day_and_the_language(shared, looks, tmp_path):
    page = enter(looks, shared, "security", path="/anvendelse").page
    scope = page.locator("main a[href^='/anvendelse/']").first.get_attribute("href").split("/")[-1]
    token = Path(shared.installation.person("security").token_file).read_text().strip()

    def taken(query, language="da"):
        status, headers, body = shared.fetch(
            f"/api/v1/scopes/{scope}?format=pdf{query}",
            headers={"Authorization": f"Bearer {token}", "Accept-Language": language}, timeout=90)
        assert status == 200 and headers["content-type"] == "application/pdf", body[:300]
        file = tmp_path / "day.pdf"
        file.write_bytes(body)
        return words(file), file

    def decided(query):
        status, _, body = shared.fetch(f"/api/v1/scopes/{scope}?{query}", headers={"Authorization": f"Bearer {token}"})
        assert status == 200
        return json.loads(body)

    opened = decided("")["opened"]
    for reading, said in [("then", "som det var kendt da"), ("now", "med det, vi ved nu")]:
        past, _ = taken(f"&as_of={opened}&reading={reading}")
        applying = sum(bool(one["applies"]) for one in decided(f"as_of={opened}&reading={reading}")["controls"])
        assert f"{applying} af 93 foranstaltninger er relevante" in past and said in past
    english, file = taken("", "en")
    assert "84 of 93 controls apply" in english and "Excluded, and why" in english
    with pikepdf.open(file) as pdf:
        assert str(pdf.Root.Lang) == "en"
    assert archive.problems(file) == []


def test_every_file_for_other_programs_is_on_a_page(shared, looks):
    look = enter(looks, shared, "security", path="/anvendelse")
    page = look.page
    scope = page.locator("main a[href^='/anvendelse/']").first.get_attribute("href")
    found = {}
    for name, path in [("scope", scope), ("requirements", "/krav"), ("nonconformities", "/afvigelser"), ("controls", "/kontrol")]:
        page.goto(shared.base + path)
        looks.check(look, f"files-{name}")
        for link in page.locator("main a[href*='som=oscal-']").all():
            href = link.get_attribute("href")
            answer = page.context.request.get(shared.base + href)
            assert answer.status == 200 and "oscal+json" in answer.headers["content-type"], href
            found[href.split("som=")[1]] = next(iter(answer.json()))
    assert found == ROOTS


def test_whoever_asks_for_what_is_not_there_is_told_so(shared, looks, tmp_path):
    page = enter(looks, shared, "security", path="/anvendelse").page
    scope = page.locator("main a[href^='/anvendelse/']").first.get_attribute("href")
    # What a page does not give is the page itself.
    page.goto(shared.base + scope + "?som=oscal-poam")
    assert "foranstaltninger" in text(page).lower()
    installation = shared.installation
    command = [str(installation.program), "soa", "export", "Findes ikke", "--as", "oscal-profile"]
    done = subprocess.run(
        [*command, "--data", str(installation.data), "--organisation", "FKI"], capture_output=True, text=True, timeout=120)
    assert done.returncode == 1 and "There is no scope" in done.stderr and not done.stdout
    file = tmp_path / "oscal-profile.json"
    installation.run("soa", "export", "--as", "oscal-profile", "--out", file, "--organisation", "FKI")
    assert next(iter(json.loads(file.read_text()))) == "profile"
