# SPDX-License-Identifier: MPL-2.0
"""What the management is told: a report is issued with figures that Værn counted, printed, put before its body and compared
with the last one; a period is closed; objectives are measured; units answer a campaign (policy §§1, 4, 5, 7.2, 8)."""

import datetime
import hashlib
import json
import re
from pathlib import Path

import pikepdf
from looks import JOURNEY
from steps import danish, enter, fill, judge, last_id, send, shown_day, text
from test_formats import HAS_PDF, check_archived


def act(page, label):
    """A button at the head of the page."""
    with page.expect_navigation():
        page.locator(".acts a", has_text=re.compile(f"^{label}$")).click()
    return page


def state(page):
    return page.locator(".stateline").inner_text()


def reading(server, role):
    token = Path(server.installation.person(role).token_file).read_text().strip()

    def read(path):
        status, _, body = server.fetch("/api/v1/" + path, headers={"Authorization": "Bearer " + token})
        return status, json.loads(body)

    return read


@JOURNEY
def test_a_report_is_issued_printed_and_dealt_with(server, looks, width, script):
    look = enter(looks, server, "security", path="/rapporter", width=width, script=script)
    page = look.page

    def check(name):
        look.console.clear()
        looks.check(look, name)

    check("reports")
    today = shown_day(page)
    act(page, "Udsend rapport")
    check("report-form")
    # A period that is not over is refused, and nothing that was typed is lost.
    fill(page, **{"from": danish(today - datetime.timedelta(days=50)), "to": danish(today + datetime.timedelta(days=1))},
         assessment="Adgange følges.\nGendannelse skal prøves oftere.", asks="At der sættes tid af.")
    send(page)
    assert "Perioden skal begynde, før den slutter, være gået" in text(page)
    assert "Gendannelse skal prøves oftere." in page.locator('main [name="assessment"]').input_value()
    fill(page, to=danish(today - datetime.timedelta(days=1)))
    send(page)
    report = last_id(page)
    page.goto(f"{server.base}/rapporter/{report}")
    assert "Ikke forelagt" in state(page)
    check("report-new")
    if HAS_PDF:
        with page.expect_download() as got:
            page.locator(".acts a", has_text="Hent som PDF").click()
        file = Path(got.value.path())
        check_archived(file, ["Kvartalsrapport til direktionen", "Gendannelse skal prøves oftere.", "At der sættes tid af.", "Bilag", "Rod"])
        # The very file is bound by the report's entry: again it is the same, and the page says its hash.
        with page.expect_download() as got:
            page.locator(".acts a", has_text="Hent som PDF").click()
        assert Path(got.value.path()).read_bytes() == file.read_bytes()
        assert hashlib.sha256(file.read_bytes()).hexdigest()[:4] in page.locator(".rail").inner_text()
        with pikepdf.open(file) as pdf:
            assert len(pdf.pages) >= 2, "one page and an appendix"
    # Every number leads to its list.
    links = page.locator("section[id^=tal], section[aria-labelledby^=tal]").locator("tbody a")
    assert links.count() >= 20
    for address in {links.nth(i).get_attribute("href") for i in range(links.count())}:
        assert page.context.request.get(server.base + address).status == 200, address
    # They show the report's last day; what is done is done today.
    page.goto(f"{server.base}/rapporter/{report}?pr=")

    act(page, "Forelæg rapport")
    fill(page, due=danish(today + datetime.timedelta(days=14)))
    send(page)
    page.goto(f"{server.base}/rapporter/{report}")
    assert "Venter på afgørelse" in state(page)
    proposal = page.locator("main a[href^='/indstillinger/']").first.get_attribute("href")
    chief = enter(looks, server, "direktion", path=proposal, width=width, script=script)
    assert chief.page.locator(f"main a[href='/rapporter/{report}']").count() == 1
    act(chief.page, "Afgør")
    judge(chief.page, "approved", minutes="DIR 2026-20, punkt 2")
    send(chief.page, "Se, hvad der bliver skrevet")
    send(chief.page)
    page.goto(f"{server.base}/rapporter/{report}")
    assert "Godkendt" in state(page)
    check("report-approved")
    # Those who do not steer see that there are reports, and none of them.
    plain = enter(looks, server, "employee", path="/rapporter", width=width, script=script)
    assert "Rapporterne læses af direktion" in text(plain.page)
    assert plain.page.goto(f"{server.base}/rapporter/{report}").status == 404


def test_a_closed_period_marks_what_comes_later(server, looks):
    page = enter(looks, server, "security").page
    today = shown_day(page)
    page.goto(server.base + "/udfoer/audit.record")
    inside = danish(today - datetime.timedelta(days=20))
    statement = dict(matter="other", auditor="Rønnebær Revision (opdigtet)", standard="ISAE 3000", opinion="unqualified",
                     **{"from": inside, "to": inside})
    fill(page, **statement, day=inside, late_reason="Brevet lå i en bunke")
    send(page)
    before = last_id(page)
    page.goto(f"{server.base}/revision/{before}")
    assert "efter lukning" not in page.locator("section[aria-labelledby=historik]").inner_text()
    page.goto(server.base + "/udfoer/period.close")
    fill(page, until=danish(today), reason="Oktober er gjort op")
    send(page)
    assert "Vælg en dag før i dag" in text(page)
    fill(page, until=danish(today - datetime.timedelta(days=10)))
    send(page)
    page.goto(server.base + "/udfoer/period.close")
    fill(page, until=danish(today - datetime.timedelta(days=11)), reason="Mindre")
    send(page)
    assert "En lukket periode kan ikke åbnes igen" in text(page)
    page.goto(server.base + "/udfoer/audit.record")
    fill(page, **statement, day=inside, late_reason="Det andet brev")
    send(page)
    after = last_id(page)
    page.goto(f"{server.base}/revision/{after}")
    assert "efter lukning" in page.locator("section[aria-labelledby=historik]").inner_text()
    page.goto(f"{server.base}/revision/{before}")
    assert "efter lukning" not in page.locator("section[aria-labelledby=historik]").inner_text()


@JOURNEY
def test_a_unit_answers_what_it_is_asked(server, looks, width, script):
    look = enter(looks, server, "security", path="/kampagner", width=width, script=script)
    page = look.page

    def check(name):
        look.console.clear()
        looks.check(look, name)

    check("campaigns")
    page.locator("main tbody a[href^='/kampagner/']").first.click()
    page.wait_for_url(re.compile("/kampagner/."))
    check("campaign")
    # The one that has answered nothing yet, and answered last year.
    page.locator("main tbody tr", has_text="Løsninger og Udvikling").locator("a").first.click()
    page.wait_for_url(re.compile("/kampagner/[^/]+/[^/]+$"))
    place = page.url
    assert "4 af 4 krav mangler svar" in text(page)
    check("campaign-unit")
    with page.expect_navigation():
        page.locator("main tbody a", has_text="Svar").first.click()
    fill(page, result="failed", finding="")
    send(page)
    assert "Skriv, hvad der mangler" in text(page)
    fill(page, finding="Listen er ikke ført siden juni")
    send(page)
    page.goto(place)
    assert "3 af 4 krav mangler svar" in text(page) and "Listen er ikke ført siden juni" in text(page)
    act(page, "Bekræft tidligere svar")
    send(page)
    page.goto(place)
    assert "Alle 4 krav er besvaret" in text(page) and "Bekræftet uændret" in text(page)
    check("campaign-answered")


def test_an_objective_is_measured(server, looks):
    look = enter(looks, server, "security", path="/maal")
    page = look.page
    looks.check(look, "objectives")
    page.locator("main tbody a[href^='/maal/']").first.click()
    page.wait_for_url(re.compile("/maal/."))
    looks.check(look, "objective")
    today = shown_day(page)
    act(page, "Registrér måling")
    fill(page, value="96", day=danish(today), note="Alle løsninger har et vindue hver uge")
    send(page)
    assert "Nået" in state(page) and "Ikke nået" not in state(page)


def test_the_matrix_says_what_the_clauses_say(shared, looks):
    look = enter(looks, shared, "security", path="/efterlevelse?ramme=nis2")
    page = look.page
    looks.check(look, "matrix")
    for row in range(page.locator("main tbody tr").count()):
        line = page.locator("main tbody tr").nth(row)
        if "Intet krav" in line.inner_text():
            continue
        requirement = line.locator("a[href^='/krav/']").first.get_attribute("href")
        said = line.locator("td").last.inner_text()
        other = page.context.new_page()
        other.goto(shared.base + requirement)
        assert said in other.locator(".stateline").inner_text(), requirement
        other.close()
