# SPDX-License-Identifier: MPL-2.0
"""Files that people take home: lists as spreadsheets and due days as a calendar, read by programs that are not ours."""

import csv
import datetime
import io
import json
import re
import subprocess
from pathlib import Path

import openpyxl
import pytest
from icalendar import Calendar

import steps

DOOR = ["documents", "persons", "units", "accesses", "obligations", "entries"]


def token_of(server, role):
    return Path(server.installation.person(role).token_file).read_text().strip()


def take(server, path, token):
    status, headers, body = server.fetch(path, headers={"Authorization": f"Bearer {token}"})
    assert status == 200, (path, status, body)
    return headers, body


@pytest.mark.parametrize("name", DOOR)
def test_a_list_is_the_same_in_excel_in_csv_and_on_the_screen(shared, name):
    token = token_of(shared, "security")
    headers, bytes_ = take(shared, f"/api/v1/{name}?format=xlsx", token)
    assert "spreadsheetml" in headers["content-type"] and ".xlsx" in headers["content-disposition"]
    book = openpyxl.load_workbook(io.BytesIO(bytes_))
    page, about = book.worksheets
    assert page.freeze_panes == "A2" and page.auto_filter.ref.startswith("A1:")
    rows = [list(row) for row in page.iter_rows(values_only=True)]
    _, text = take(shared, f"/api/v1/{name}?format=csv-rfc4180", token)
    read = list(csv.reader(io.StringIO(text.decode("utf-8"), newline="")))
    assert [str(one) for one in rows[0]] == read[0]
    assert len(rows) == len(read) > 1
    for left, right in zip(rows[1:], read[1:]):
        for cell, text in zip(left, right):
            if isinstance(cell, datetime.datetime):
                cell = cell.date().isoformat()
            assert ("" if cell is None else str(cell)) == text.removeprefix("'")
    notes = {row[0]: row[1] for row in about.iter_rows(values_only=True)}
    assert notes["Rod (SHA-256)"] and notes["Vist pr."] and notes["Bemærk"] == "Eksempeldata"
    _, danish = take(shared, f"/api/v1/{name}?format=csv", token)
    assert danish.startswith(b"\xef\xbb\xbf") and b"\r\n" in danish
    again = list(csv.reader(io.StringIO(danish.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert [len(row) for row in again] == [len(row) for row in read]


def test_a_list_holds_what_its_reader_may_see_and_no_more(shared):
    every = take(shared, "/api/v1/documents?format=csv-rfc4180", token_of(shared, "security"))[1].decode()
    some = take(shared, "/api/v1/documents?format=csv-rfc4180", token_of(shared, "employee"))[1].decode()
    seen = {row["title"] for row in json.loads(take(shared, "/api/v1/documents", token_of(shared, "employee"))[1])["items"]}
    rows = list(csv.DictReader(io.StringIO(some, newline="")))
    assert {row["Titel"] for row in rows} == seen
    assert len(list(csv.DictReader(io.StringIO(every, newline="")))) >= len(rows)


def test_the_command_line_saves_a_list(example, tmp_path):
    installation = example.copy(tmp_path / "data")
    file = tmp_path / "personer.xlsx"
    command = [str(installation.program), "person", "list", "--xlsx", str(file)]
    done = subprocess.run(
        [*command, "--data", str(installation.data), "--organisation", "FKI"], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0 and done.stdout == "", done.stderr
    assert openpyxl.load_workbook(file).worksheets[0].max_row > 20


def test_due_days_stand_in_a_calendar_until_the_address_is_revoked(server, looks):
    page = steps.enter(looks, server, "security").page
    page.goto(server.base + "/konto")
    page.get_by_role("link", name="Frister i din kalender").click()
    steps.send(page)
    addresses = [one.get_attribute("data-full") for one in page.locator("[data-full]").all()]
    calendars = ["/kalender/" + one.split("/kalender/")[1] for one in addresses]
    status, headers, told = server.fetch(calendars[0])
    assert status == 200 and headers["content-type"].startswith("text/calendar")
    calendar = Calendar.from_ical(told)
    events = calendar.walk("VEVENT")
    assert events and len({str(one["UID"]) for one in events}) == len(events)
    due = {row["title"]: row["due"] for row in json.loads(
        take(server, "/api/v1/obligations?mine=true&limit=500", token_of(server, "security"))[1])["items"]}
    over = [one for one in events if one["STATUS"] == "CANCELLED"]
    # What is over says so, and reminds nobody.
    assert all(re.match("(Udført|Bortfaldet): ", one["SUMMARY"]) and not one.walk("VALARM") for one in over)
    assert {one["STATUS"] for one in events} <= {"CONFIRMED", "CANCELLED"}
    for event in [one for one in events if one["STATUS"] == "CONFIRMED"]:
        assert event.decoded("DTSTART").isoformat() == due[str(event["SUMMARY"])]
        assert str(event["URL"]).startswith("http") and len(event.walk("VALARM")) == 2
    assert all(len(line) <= 75 for line in told.split(b"\r\n"))
    assert server.fetch(calendars[0], headers={"If-None-Match": headers["etag"]})[0] == 304
    assert all(server.fetch(one)[0] == 200 for one in calendars)
    # It opens nothing else, and nobody else's.
    secret = calendars[0].removeprefix("/kalender/").removesuffix(".ics")
    assert server.fetch("/api/v1/documents", headers={"Authorization": f"Bearer {secret}"})[0] == 401
    page.goto(server.base + "/konto")
    page.get_by_role("row").filter(has_text="kalender").get_by_role("button", name="Tilbagekald").first.click()
    assert server.fetch(calendars[0])[0] == 404


def test_a_calendar_says_what_was_moved_and_what_is_over(server, looks):
    person = server.installation.person("security")
    page = steps.enter(looks, server, person).page
    page.goto(server.base + "/konto")
    page.get_by_role("link", name="Frister i din kalender").click()
    steps.send(page)
    address = page.locator("[data-full]").first.get_attribute("data-full")
    calendar = "/kalender/" + address.split("/kalender/")[1]

    def told(title):
        events = Calendar.from_ical(server.fetch(calendar)[2]).walk("VEVENT")
        found = [one for one in events if title in one["SUMMARY"]]
        assert len(found) <= 1, f"{title} stands in it {len(found)} times"
        return found[0] if found else None

    today = steps.shown_day(page)
    first, later = today + datetime.timedelta(20), today + datetime.timedelta(41)
    for title, end in (("Mål støjen i serverrummet", "action.done"), ("Mal døren grøn", "action.drop")):
        steps.do(
            page, server.base, "action.add", title=title, why="Det er aftalt", person=person.name, due=steps.danish(first))
        action = "?action=" + steps.last_id(page)
        added = told(title)
        assert (added.decoded("DTSTART"), added["STATUS"]) == (first, "CONFIRMED") and len(added.walk("VALARM")) == 2
        steps.do(page, server.base, "action.move", action, due=steps.danish(later), reason="Måleren er til eftersyn")
        moved = told(title)
        assert (moved.decoded("DTSTART"), moved["STATUS"]) == (later, "CONFIRMED")
        assert moved["UID"] == added["UID"] and moved["SEQUENCE"] > added["SEQUENCE"]
        assert f"Fristen er flyttet fra {steps.danish(first)}." in moved["DESCRIPTION"]
        steps.do(page, server.base, end, action, **{"note" if end == "action.done" else "reason": "Det er klaret"})
        over = told(title)
        assert over["UID"] == added["UID"] and over["SEQUENCE"] > moved["SEQUENCE"]
        assert (over["STATUS"], over.walk("VALARM")) == ("CANCELLED", [])
        word = "Udført" if end == "action.done" else "Bortfaldet"
        assert over["SUMMARY"] == f"{word}: {title}" and f"{word} {steps.danish(today)}." in over["DESCRIPTION"]


def test_every_list_of_a_page_is_taken_home_with_its_filters(shared, looks):
    """What a page shows as a list goes home as the page has it; a list that is new in the program is missed here."""
    source = (steps.ROOT / "Sources" / "Web" / "Sheets" / "ListSheet.swift").read_text()
    known = set(re.findall(r"case \.(\w+)(?:\(let \w+\))?: self = ", source))
    page = steps.enter(looks, shared, "security", path="/dokumenter").page
    document = page.locator("main tbody a[href^='/dokumenter/']").first.get_attribute("href")
    page.goto(shared.base + "/anvendelse")
    scope = page.locator("main a[href^='/anvendelse/']").first.get_attribute("href")
    page.goto(shared.base + "/kampagner")
    campaign = page.locator("main a[href^='/kampagner/']").first.get_attribute("href")
    page.goto(shared.base + "/kontrol")
    engagement = page.locator("main a[href^='/revisionsopgaver/']").first.get_attribute("href")
    places = {
        "documents": ["/dokumenter", "/dokumenter?status=udkast"], "document": [document], "tasks": ["/opgaver?vis=alle"],
        "wheel": ["/aarshjul"], "persons": ["/personer", "/personer?navn=a"], "units": ["/enheder"],
        "dispensations": ["/dispensationer"], "decisions": ["/beslutninger", "/beslutninger?organ=direktion"],
        "proposals": ["/indstillinger"], "meetings": ["/moeder"], "accesses": ["/adgange"],
        "ledger": ["/revisionsspor"], "framework": ["/rammevaerker/27002", "/rammevaerker/nis2"],
        "terms": ["/begreber", "/begreber?ord=risiko"],
        "threats": ["/trusler", "/trusler?aktiv=location"],
        "requirements": ["/krav", "/krav?kilde=law"], "evidenceList": ["/dokumentation"],
        "nonconformities": ["/afvigelser"], "scope": [scope], "controls": ["/kontrol"],
        "competences": ["/kompetencer"], "courses": ["/kurser"], "initiatives": ["/indsatser"], "reports": ["/rapporter"], "objectives": ["/maal"], "measures": ["/foranstaltninger"], "assets": ["/aktiver"], "dependences": ["/afhaengigheder"], "matrix": ["/efterlevelse?ramme=nis2"], "riskList": ["/risici/liste", "/risici/liste?status=over"], "campaign": [campaign],
        "processings": ["/behandlinger", "/behandlinger?rolle=processor"],
        "auditEngagement": [engagement, f"{engagement}?status=returned"],
    }
    assert known == set(places)

    def fetch(path, format):
        answer = page.context.request.get(f"{shared.base}{path}{'&' if '?' in path else '?'}som={format}")
        assert answer.status == 200 and "attachment" in answer.headers["content-disposition"], path
        return answer.body()

    counts = {}
    for path in sum(places.values(), []):
        book = openpyxl.load_workbook(io.BytesIO(fetch(path, "xlsx")))
        sheet = book.worksheets[0]
        assert sheet.freeze_panes == "A2" and sheet.auto_filter.ref, path
        cells = [cell for row in sheet.iter_rows() for cell in row]
        assert not any(cell.data_type == "f" for cell in cells), path
        days = [cell for cell in cells if cell.is_date]
        assert days or "?" in path or path.startswith(("/personer", "/enheder", "/rammevaerker/", "/begreber", "/trusler")), path
        rows = list(csv.reader(io.StringIO(fetch(path, "csv").decode("utf-8-sig"), newline=""), delimiter=";"))
        assert len(rows) == sheet.max_row and [str(cell.value) for cell in sheet[1]] == rows[0], path
        counts[path] = len(rows)
    assert counts["/dokumenter?status=udkast"] < counts["/dokumenter"]
    assert 1 < counts["/krav?kilde=law"] < counts["/krav"]
    assert 1 < counts["/personer?navn=a"] < counts["/personer"]
