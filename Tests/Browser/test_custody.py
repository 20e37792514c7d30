# SPDX-License-Identifier: MPL-2.0
"""What is kept in order between the big days: another classification, what somebody leaves behind, reminders, and the
filters that somebody saved."""

import re
import subprocess

import pytest

from steps import ID, enter, fill, judge, send, text

BOTH = pytest.mark.parametrize("script", [True, False])
TOPIC = "Emnepolitik for logning"


def found(page, base: str, title: str) -> str | None:
    """The address of a document in the list of documents; None if the list does not have it."""
    page.goto(base + "/dokumenter?sorter=titel")
    link = page.locator("main a[href^='/dokumenter/']", has_text=title)
    return link.first.get_attribute("href") if link.count() else None


def propose(page, base: str, address: str, classification: str, reason: str):
    page.goto(base + address)
    page.get_by_role("link", name="Foreslå anden klassifikation").first.click()
    page.wait_for_url("**/udfoer/document.reclassify*")
    fill(page, classification=classification, reason=reason)
    send(page)


def decide(page, base: str, address: str, outcome: str):
    page.goto(base + address)
    page.get_by_role("link", name="Afgør klassifikation").first.click()
    page.wait_for_url("**/udfoer/decision.make*")
    judge(page, outcome, **({"reason": "Den røber intet."} if outcome == "rejected" else {}))
    send(page)
    with page.expect_navigation():
        page.locator("main button.pri").last.click()


@BOTH
def test_a_stricter_class_holds_at_once_and_is_confirmed_or_not(server, looks, script):
    owner = enter(looks, server, "security", script=script)
    plain = next(person for person in server.installation.people if person.roles == ("employee",))
    reader = enter(looks, server, plain, script=script)
    address = found(reader.page, server.base, TOPIC)
    assert reader.goto(server.base + address).status == 200
    propose(owner.page, server.base, address, "strengt_fortrolig", "Bilaget viser, hvad der ikke logges.")
    assert "efter=" in owner.page.url, text(owner.page)[:300]
    assert "Gælder allerede, skal bekræftes" in text(owner.page)

    # Whoever may not read it any more finds it nowhere, and it is answered like one that never was.
    reader.goto(server.base + address)
    assert reader.document.status == 404
    reader.console.clear()
    assert found(reader.page, server.base, TOPIC) is None
    reader.goto(server.base + "/soeg?q=logning")
    assert reader.page.locator(f"main a[href*='{re.search(ID, address).group(0)}']").count() == 0
    assert f"{TOPIC} " not in " ".join(reader.page.locator("main a").all_inner_texts())

    # The direktion looks at it, and says no: it is as it was, from that day.
    member = enter(looks, server, "direktion", script=script)
    decide(member.page, server.base, address, "rejected")
    assert "er afvist" in text(member.page) or "Afvist" in text(member.page), text(member.page)[:400]
    assert reader.goto(server.base + address).status == 200
    # There is nothing left to decide, and the page says so instead of asking.
    again = member.goto(f"{server.base}/udfoer/decision.make?document={re.search(ID, address).group(0)}&act=reclassify")
    assert again.status == 200 and "Ingen anden klassifikation er foreslået" in text(member.page)
    assert member.page.locator("main button").count() == 0
    looks.check(member, "class-nothing-to-decide")

    # Proposed again and approved: hidden for good.
    propose(owner.page, server.base, address, "fortrolig", "Der er kommet et bilag til.")
    decide(member.page, server.base, address, "approved")
    assert found(reader.page, server.base, TOPIC) is None
    owner.page.goto(server.base + address)
    assert "skal bekræftes" not in text(owner.page) and "Fortrolig" in text(owner.page)


def test_a_text_that_is_opened_to_all_is_published_only_when_it_is_decided(server, looks):
    owner = enter(looks, server, "security")
    address = found(owner.page, server.base, "Informationssikkerhedspolitik")
    public = re.search(r'href="(/offentlig/\d+)"', server.fetch("/offentlig")[2].decode()).group(1)
    # The file of a public text is a PDF of the version in force that says where it can be checked.
    status, headers, body = server.fetch(f"{public}/pdf")
    assert status == 200 and headers["content-type"] == "application/pdf"
    words = subprocess.run(["pdftotext", "-", "-"], input=body, capture_output=True, check=True).stdout.decode()
    assert "Informationssikkerhedspolitik" in words and f"{server.base}{public}" in words.replace("\n", "")
    propose(owner.page, server.base, address, "intern", "Den skal læses igennem først.")
    for path in ["", "/pdf"]:
        assert server.fetch(public + path)[0] == 404
    assert "Informationssikkerhedspolitik" not in server.fetch("/offentlig")[2].decode()
    member = enter(looks, server, "direktion")
    decide(member.page, server.base, address, "approved")
    propose(owner.page, server.base, address, "offentlig", "Den er læst igennem.")
    assert "Venter på afgørelse" in text(owner.page) and server.fetch(public)[0] == 404
    decide(member.page, server.base, address, "approved")
    assert server.fetch(public)[0] == 200
    assert server.fetch(f"{public}/pdf")[0] == 200


@BOTH
def test_what_is_classified_for_the_state_is_not_taken(server, looks, script):
    look = enter(looks, server, "security", script=script)
    address = found(look.page, server.base, TOPIC)
    propose(look.page, server.base, address, "statslig", "Det står på forsiden.")
    assert look.document.status == 422
    assert "Statsligt klassificerede oplysninger må ikke ligge i Værn" in text(look.page)
    assert look.page.locator('main [name="reason"]').input_value() == "Det står på forsiden."
    look.console.clear()
    looks.check(look, "class-of-the-state")


@BOTH
def test_a_filter_is_saved_renamed_and_removed(server, looks, script):
    look = enter(looks, server, "security", path="/opgaver?vis=alle&regel=afgoerelser", script=script)
    page = look.page
    page.locator(".saved summary", has_text="Gem dette filter").click()
    page.locator(".saved [name=name]").fill("Afgørelser hos andre")
    send(page, "Gem")
    assert page.locator(".saved a[aria-current=true]").inner_text() == "Afgørelser hos andre"
    looks.check(look, "saved-filter")
    page.goto(server.base + "/opgaver")
    page.get_by_role("link", name="Afgørelser hos andre").click()
    page.wait_for_url("**regel=afgoerelser*")
    page.locator(".saved summary", has_text="Ret gemte filtre").click()
    page.locator(".saved [name=name]").last.fill("Hos direktionen")
    send(page, "Omdøb")
    assert page.get_by_role("link", name="Hos direktionen").count() == 1
    # Somebody else has filters of his own.
    other = enter(looks, server, "dpo", path="/opgaver", script=script).page
    assert other.get_by_role("link", name="Hos direktionen").count() == 0
    page.locator(".saved summary", has_text="Ret gemte filtre").click()
    send(page, "Fjern")
    assert page.get_by_role("link", name="Hos direktionen").count() == 0


@BOTH
def test_many_are_reminded_at_once_and_nobody_twice_a_day(server, looks, script):
    look = enter(looks, server, "security", path="/opgaver?vis=alle&regel=verifikation", script=script)
    page = look.page
    ticks = page.locator('main [name="duties"]')
    count = ticks.count()
    assert count >= 2
    # Nothing chosen: said so.
    send(page, "Påmind om de valgte")
    assert look.document.status == 422, text(page)[:200]
    look.console.clear()
    page.goto(server.base + "/opgaver?vis=alle&regel=verifikation")
    ticks.nth(0).check()
    ticks.nth(1).check()
    send(page, "Påmind om de valgte")
    assert "vis=alle" in page.url and "efter=" in page.url, page.url
    assert page.locator("main .tag", has_text="Påmindet i dag").count() == 2
    assert ticks.count() == count - 2
    looks.check(look, "reminded")


@BOTH
def test_what_a_closed_unit_left_is_handed_over(server, looks, script):
    look = enter(looks, server, "security", path="/udfoer/responsibility.handOver", script=script)
    page = look.page
    looks.check(look, "hand-over-list")
    page.get_by_role("link", name="Projektkontoret").click()
    page.wait_for_url("**unit=*")
    looks.check(look, "hand-over")
    send(page)
    # Nobody was chosen, and no reason given.
    assert look.document.status == 422
    look.console.clear()
    fill(page, to_unit="It-drift", reason="Projektkontoret er nedlagt.")
    send(page)
    assert "Her er intet tilbage" in text(page), text(page)[:300]
    address = found(page, server.base, "Procedure for projekter og faser")
    page.goto(server.base + address)
    owner = page.locator("main aside, main .rail, main").first.inner_text()
    assert "It-drift" in owner
