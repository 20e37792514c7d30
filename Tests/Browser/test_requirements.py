# SPDX-License-Identifier: MPL-2.0
"""A »skal« becomes a requirement, is assessed with evidence, found wanting, put right and checked; a control is drawn by the
ledger, and somebody who does not trust Værn draws it again (policy §§7.2, 7.3)."""

import base64
import datetime
import hashlib
import re
from pathlib import Path

from looks import JOURNEY
from steps import ID, danish, enter, fill, last_id, send, shown_day, text

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def act(page, label):
    """A button at the head of the page."""
    with page.expect_navigation():
        page.locator(".acts a", has_text=re.compile(f"^{label}$")).click()
    return page


def state(page):
    return page.locator(".stateline").inner_text()


def assess(page, result, finding, **more):
    act(page, "Vurdér efterlevelse")
    fill(page, method="documents", result=result, finding=finding, **more)
    send(page)


@JOURNEY
def test_from_a_paragraph_to_a_correction_that_is_checked(server, looks, width, script):
    look = enter(looks, server, "security", width=width, script=script)
    page = look.page

    def check(name):
        look.console.clear()
        looks.check(look, name)

    # Where a document demands something and nobody answers for it.
    page.goto(server.base + "/krav")
    check("requirements")
    page.locator("section[aria-labelledby=uden] a[href^='/dokumenter/']").first.click()
    page.wait_for_url(re.compile("/dokumenter/"))
    with page.expect_navigation():
        page.locator("section[aria-labelledby=krav] a[href*='requirement.find']").first.click()
    today = shown_day(page)
    check("requirement-finding")
    assert page.locator('main [name="demand"]').input_value(), "the sentence is filled in"
    fill(page, months="12", trigger="En kontrakt indgås", expected="Rapport fra systemet")
    page.locator('main [name="unit"]').select_option(index=1)
    send(page)
    assert "Angiv enten et antal måneder" in text(page)
    fill(page, trigger="")
    send(page)
    requirement = last_id(page)
    assert "Ikke vurderet" in state(page)
    check("requirement-new")

    # Followed, says somebody; without evidence it is not green.
    assess(page, "complied", "Rapporterne er set")
    assert "Udokumenteret" in state(page) and f"/krav/{requirement}" in page.url
    check("requirement-unproven")

    # A program is no evidence, whatever it is called; nothing that was typed is lost.
    act(page, "Vurdér efterlevelse")
    fill(
        page, method="documents", result="complied", finding="Rapporterne er set", title="Rapport for året",
        file={"name": "rapport.pdf", "mimeType": "application/pdf", "buffer": b"MZ\x00\x01\x02program"})
    send(page)
    assert "Den slags fil tages ikke" in text(page)
    assert page.locator('main [name="finding"]').input_value() == "Rapporterne er set"
    fill(
        page, file={"name": "rapport.pdf", "mimeType": "application/pdf", "buffer": PDF},
        holds_until=danish(today + datetime.timedelta(days=300)))
    send(page)
    assert "Efterlevet" in state(page) and "Udokumenteret" not in state(page), text(page)[:400]
    check("requirement-proven")
    with page.expect_navigation():
        page.locator("main a", has_text="Rapport for året").first.click()
    with page.expect_download() as got:
        page.locator(".acts a", has_text="Hent filen").click()
    assert got.value.suggested_filename == "rapport.pdf"
    assert Path(got.value.path()).read_bytes() == PDF

    # Found wanting: a nonconformity, its cause, and a check that it was put right.
    page.goto(f"{server.base}/krav/{requirement}")
    assess(page, "failed", "To systemer mangler")
    assert "Ikke efterlevet" in state(page)
    act(page, "Meld afvigelse")
    fill(page, what="To systemer mangler i rapporten", severity="minor")
    send(page)
    deviation = last_id(page)
    assert "/afvigelser/" in page.url and "Årsagen mangler" in state(page)
    assert "Et styringsdokument følges ikke" in text(page)
    check("nonconformity-new")
    act(page, "Skriv årsagen")
    fill(page, cause="De blev ikke meldt til", check=danish(today + datetime.timedelta(days=30)))
    send(page)
    assert "Rettes" in state(page)
    act(page, "Kontrollér virkningen")
    fill(page, outcome="effective", finding="Alle systemer er i rapporten")
    send(page)
    assert "Vælg den dokumentation, der viser, at det hjalp" in text(page)
    page.locator('main [name="evidence"]').first.check()
    send(page)
    assert f"/afvigelser/{deviation}" in page.url and "Lukket" in state(page)
    check("nonconformity-closed")

    # It counts in a framework as far as it goes, and yesterday none of this was so.
    page.goto(f"{server.base}/udfoer/requirement.map?requirement={requirement}")
    fill(page, clause="27002:8.13", relation="superset", rationale="Alt, foranstaltningen beder om, er med")
    send(page)
    page.goto(server.base + "/rammevaerker/27002/8.13")
    assert "Ikke efterlevet" in page.locator("section[aria-labelledby=svar]").inner_text()
    check("clause-answered")
    before = today - datetime.timedelta(days=1)
    page.goto(f"{server.base}/krav/{requirement}?pr={before.isoformat()}&viden=now")
    assert "findes ikke" in text(page)


def drawn_again(root, round_, population, size):
    """The sample as docs/format.md says, with nothing of Værn's."""
    head = f"vaern-sample 1\n{root}\n{round_}\n"
    ranked = sorted((hashlib.sha256(f"{head}{n}\n".encode()).digest(), n) for n in range(1, population + 1))
    return sorted(n for _, n in ranked[:size])


def test_a_sample_that_nobody_chose(server, looks):
    look = enter(looks, server, "security")
    page = look.page
    page.goto(server.base + "/kontrol")
    look.console.clear()
    looks.check(look, "controls")
    act(page, "Planlæg intern kontrol")
    fill(page, title="Fratrådte har ingen adgang", method="Kontoen er lukket på den sidste dag", months="1", size="7")
    page.locator('main [name="unit"]').select_option(index=1)
    send(page)
    test = last_id(page)
    today = shown_day(page)
    act(page, "Lås population")
    items = [f"MED-{number}" for number in range(1, 41)]
    month = {"from": danish(today - datetime.timedelta(days=30)), "to": danish(today)}
    fill(page, items="\n".join(items + ["MED-7"]), source="Alle fratrådte i lønsystemet", **month)
    send(page)
    assert "mere end én gang" in text(page)
    fill(page, items="\n".join(items))
    send(page)
    assert "40 punkter" in text(page)
    look.console.clear()
    looks.check(look, "control-frozen")
    # The checkpoint is signed within a second.
    for _ in range(20):
        page.goto(f"{server.base}/udfoer/controlTest.draw?control_test={test}")
        send(page)
        if "efter=" in page.url:
            break
        page.wait_for_timeout(250)
    assert "Stikprøve: 7 af 40" in text(page)
    numbers = [int(one) for one in page.locator("section table.work tbody tr td:first-child, section table.work tbody tr th").all_inner_texts()]
    root = page.locator("main code").first.inner_text()
    assert len(base64.b64decode(root)) == 32
    look.console.clear()
    looks.check(look, "control-drawn")

    # The entry that locked it names the round; with it and the root anybody draws the same.
    entry = page.locator("main dl a[href^='/revisionsspor/']").first.get_attribute("href")
    page.goto(server.base + entry)
    rounds = [one for one in re.findall(ID, page.content()) if drawn_again(root, one, 40, 7) == numbers]
    assert rounds, (numbers, root)

    page.goto(f"{server.base}/kontrol/{test}")
    act(page, "Konkludér kontrol")
    fill(page, failed=[str(numbers[0])], finding="Én konto var åben")
    look.console.clear()
    looks.check(look, "control-concluding")
    send(page)
    assert "1 ikke i orden" in state(page)
    look.console.clear()
    looks.check(look, "control-concluded")
