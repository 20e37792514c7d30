# SPDX-License-Identifier: MPL-2.0
"""The life of a governing document through the pages alone, on a screen and on a telephone: written, heard about, decided,
in force, sent, acknowledged, verified, replaced, withdrawn. Every page on the way is checked, and printed where people
print."""

import datetime
import re
import subprocess

import pytest

import checks
from steps import danish, do, enter, fill, judge, last_id, send, shown_day, text

TITLE = "Emnepolitik for adgang til serverrum"
FIRST = """# 1. Formål og mål

Politikken skal sikre, at kun de rette har adgang til vores serverrum.

# 2. Metode og ansvar

Adgang gives af lederen af It-drift. Alle besøg skal skrives på listen ved døren.

| Rum | Ansvarlig |
|---|---|
| Hal A | It-drift |
| Hal B | Netværk |

# 3. Krav

Listen skal gennemgås hver måned."""
COMMENT = "Skriv, hvem der gennemgår listen."
SECOND = FIRST.replace("Listen skal gennemgås hver måned.", "Lederen af It-drift skal gennemgå listen hver måned.")


class Life:
    """One document, and the people who meet it."""

    def __init__(self, server, looks, width):
        self.server, self.looks, self.width = server, looks, width
        self.author = self.enter("security")
        self.document = ""

    def enter(self, role, path="/"):
        return enter(self.looks, self.server, role, path=path, width=self.width)

    @property
    def address(self):
        return f"{self.server.base}/dokumenter/{self.document}"

    def check(self, look, name):
        # What was refused on the way was answered with 4xx, as it should be.
        look.console.clear()
        self.looks.check(look, f"life-{name}")

    def open(self, look, name):
        look.page.goto(self.address)
        self.check(look, name)
        return look.page

    def step(self, look, label, command):
        """The button of the document's page that leads to its next step."""
        look.page.goto(self.address)
        look.page.locator(".acts a", has_text=re.compile(f"^{label}$")).click()
        look.page.wait_for_url(f"**/udfoer/{command}*")
        return look.page

    # MARK: The steps

    def write(self, words, number, first=False):
        page = self.author.page
        page.goto(self.address + "/kladde")
        fill(page, text=words)
        send(page, "Gem, og se den")
        assert "Listen" in page.locator(".prose").inner_text() or "listen" in page.locator(".prose").inner_text()
        self.check(self.author, f"manuscript-{number}")
        send(page, "Gør til version")
        fill(page, classification="offentlig", number=number, note="Første version" if first else "Hvem der gennemgår listen")
        self.check(self.author, f"draft-{number}")
        send(page, "Gem udkastet")
        self.open(self.author, f"written-{number}")
        assert "Udkast" in text(page)

    def consult(self):
        page = self.step(self.author, "Send i høring", "consultation.open")
        fill(page, question="Kan den følges i praksis?", due=danish(shown_day(page) + datetime.timedelta(days=14)), roles=["dpo"])
        self.check(self.author, "consultation-open")
        send(page)
        consultation = last_id(page)
        asked = self.enter("dpo", "/opgaver")
        asked.page.locator("a", has_text="Svar på: Høring om").first.click()
        asked.page.get_by_role("link", name="Læs teksten med bemærkninger").click()
        asked.page.wait_for_url("**hoering=*")
        asked.page.locator(".par", has_text="gennemgås hver måned").first.get_by_role("link", name="Skriv bemærkning").click()
        asked.page.locator("#bemaerkning").fill(COMMENT)
        self.check(asked, "consultation-comment")
        asked.page.get_by_role("button", name="Skriv bemærkning").click()
        asked.page.wait_for_url("**/hoeringer/*")
        page.goto(f"{self.address}?hoering={consultation}")
        assert COMMENT in text(page)
        self.check(self.author, "consultation-column")
        page.goto(f"{self.server.base}/hoeringer/{consultation}")
        page.get_by_role("link", name="Tag stilling").first.click()
        page.wait_for_url("**/udfoer/consultation.dispose*")
        fill(page, disposition="fulgt", reason="Det kommer med i næste version.")
        send(page)
        do(page, self.server.base, "consultation.close", f"?consultation={consultation}", note="Én bemærkning, fulgt.")
        page.goto(f"{self.server.base}/hoeringer/{consultation}")
        self.check(self.author, "consultation-closed")

    def decide(self, act, name):
        """The body decides; whoever opens the form has just signed in."""
        member = self.enter("direktion")
        if act == "withdraw":
            page = self.step(member, "Afgør ophævelse", "decision.make")
        else:
            page = self.primary(member, "decision.make")
        judge(page)
        self.check(member, f"decide-{name}")
        send(page)
        self.check(member, f"sign-{name}")
        page.locator("main button.pri").first.click()
        page.wait_for_url("**/beslutninger/*")
        assert "Godkendt" in page.locator(".stateline").inner_text()
        self.check(member, f"decision-{name}")

    def primary(self, look, command):
        """The most pressing step has the primary button."""
        look.page.goto(self.address)
        look.page.locator(".acts a.pri").click()
        look.page.wait_for_url(f"**/udfoer/{command}*")
        return look.page

    def submit_and_enforce(self, number):
        page = self.step(self.author, "Indstil", "document.submit")
        send(page)
        assert "efter=" in page.url, text(page)[:400]
        self.open(self.author, f"waiting-{number}")
        self.decide("adopt", number)
        self.primary(self.author, "document.enforce")
        self.check(self.author, f"enforce-{number}")
        send(page)
        self.open(self.author, f"in-force-{number}")
        assert "Gældende" in page.locator(".stateline").inner_text()

    def read(self, number):
        """It lies with an employee, who acknowledges; whoever follows up sees the count."""
        reader = self.enter("employee", "/opgaver?regel=laesning")
        page = reader.page
        self.check(reader, f"to-read-{number}")
        link = page.locator("main tbody a", has_text=TITLE)
        assert link.count() == 1
        link.first.click()
        page.wait_for_url(f"**/dokumenter/{self.document}*")
        self.check(reader, f"reader-{number}")
        with page.expect_navigation():
            page.locator("form.ack").get_by_role("button", name="Jeg har læst og forstået").click()
        assert f"Du kvitterede for version {number}" in text(page), text(page)[:500]
        self.check(reader, f"receipt-{number}")
        page = self.author.page
        page.goto(self.address)
        page.locator("aside a[href^='/udsendelser/']").first.click()
        page.wait_for_url("**/udsendelser/*")
        assert "Har kvitteret" in text(page)
        self.check(self.author, f"notice-{number}")
        return reader

    def verify(self):
        page = self.step(self.author, "Verificér", "document.verify")
        for name in ("administration", "business", "threats", "society", "improvement"):
            fill(page, **{name: f"Set efter for {name}: ingen ændringer siden sidst, gennemgået med It-drift."})
        fill(page, outcome="unchanged")
        self.check(self.author, "verify")
        send(page)
        assert "efter=" in page.url, text(page)[:400]
        self.open(self.author, "verified")
        row = page.locator("#versioner tr, section:has(#versioner) tr").filter(has_text="Verificeret").first.inner_text()
        assert row.startswith("1.1") and danish(shown_day(page)) in row, row

    def public(self):
        """What everybody reads: on the screen, in print, and the older version marked as such."""
        page = self.author.page
        page.goto(self.address)
        link = page.locator("aside a", has_text="Offentlig side").first.get_attribute("href")
        everybody = self.looks.open(width=self.width)
        everybody.goto(self.server.base + link)
        self.check(everybody, "public")
        return everybody, self.server.base + link

    def print(self, look, name):
        """As the browser prints it: pages that have something on them, nothing of the screen's own."""
        if self.width != 1440:
            return
        page = look.page
        folder = self.looks.shots / "print"
        folder.mkdir(parents=True, exist_ok=True)
        page.emulate_media(media="print")
        file = folder / f"{name}.pdf"
        page.pdf(path=file, format="A4", print_background=False)
        page.emulate_media(media="screen")
        shown = subprocess.run(["pdftotext", "-layout", str(file), "-"], capture_output=True, text=True, check=True).stdout
        sheets = [sheet for sheet in shown.split("\f")][:-1]
        assert sheets and all(len(sheet.split()) > 5 for sheet in sheets), [len(sheet.split()) for sheet in sheets]
        for words in ("Log ud", "Spring til indhold", "Jeg har læst"):
            assert words not in shown, words
        return " ".join(shown.split())


@pytest.mark.parametrize("width", [1440, 390] if checks.FULL else [1440])
def test_from_the_first_word_to_the_withdrawal(server, looks, width):
    life = Life(server, looks, width)
    page = life.author.page
    page.goto(server.base + "/udfoer/document.create")
    units = page.locator('[name="unit"] option').evaluate_all("all => all.map(one => one.value).filter(Boolean)")
    parents = page.locator('[name="parent"] option').evaluate_all(
        "all => all.filter(one => one.textContent.includes('Informationssikkerhedspolitik')).map(one => one.value)")
    life.check(life.author, "create")
    do(page, server.base, "document.create", kind="emnepolitik", title=TITLE, unit=units[0], parent=parents[0])
    life.document = last_id(page)
    life.open(life.author, "empty")

    life.write(FIRST, "1.0", first=True)
    life.consult()
    life.submit_and_enforce("1.0")
    reader = life.read("1.0")
    life.verify()
    everybody, public = life.public()
    life.print(life.author, "document")
    printed = life.print(everybody, "public")
    assert printed is None or TITLE.split()[0] in printed

    # A newer version takes its place: the old one says so, and those who read it are asked anew.
    life.write(SECOND, "2.0")
    life.submit_and_enforce("2.0")
    page.goto(f"{life.address}/sammenlign?fra=1.0&til=2.0")
    assert page.locator("ins, del").count() > 0
    # What changed has the width of the page, also on a telephone.
    assert page.locator(".par.mark > div").first.bounding_box()["width"] > 200
    life.check(life.author, "comparison")
    life.print(life.author, "comparison")
    page.goto(life.address)
    old = page.locator("section:has(#tekster) a, #tekster a", has_text="Version 1.0").first
    old.click()
    page.wait_for_url("**/versioner/*")
    assert "Erstattet" in page.locator(".stateline").inner_text()
    life.check(life.author, "replaced")
    reader.page.goto(life.address)
    assert "Hvad er ændret" in text(reader.page) or "ændret" in text(reader.page)
    life.check(reader, "changed-since")
    everybody.goto(public)
    assert "Lederen af It-drift skal gennemgå listen" in text(everybody.page)
    life.check(everybody, "public-new")

    # Withdrawn: by the decision of the body, and nobody meets it as something that holds.
    life.decide("withdraw", "withdrawal")
    withdrawal = life.step(life.author, "Ophæv", "document.withdraw")
    fill(withdrawal, reason="Dækkes af en anden emnepolitik.", **{"from": danish(shown_day(page))})
    life.check(life.author, "withdraw")
    send(withdrawal)
    life.open(life.author, "withdrawn")
    assert "Ophævet" in page.locator(".stateline").inner_text()
    everybody.goto(public)
    assert everybody.document.status == 404
    reader.page.goto(server.base + "/opgaver?regel=laesning")
    assert reader.page.locator("main tbody a", has_text=TITLE).count() == 0
    page.goto(f"{server.base}/soeg?q=serverrum&vis=dokumenter")
    assert page.locator("#fundet a", has_text=TITLE).count() == 0
    life.check(life.author, "not-found")
