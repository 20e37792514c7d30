# SPDX-License-Identifier: MPL-2.0
"""A dispensation from a rule, through the pages alone, on a screen and on a telephone (policy §7.4): asked for, advised on,
refused with a reason, asked for anew, granted for six months under two conditions, shown at the paragraph, looked at again
when its basis changes; and one that has expired is extended by a new decision."""

import datetime
import re

import pytest

import checks
import keys
import steps
from steps import ID, danish, enter, last_id, shown_day, text

TITLE = "Ugentlig backup i testmiljøet"
WORDS = {
    "situation": "Lageret til backup er fyldt, indtil det nye datacenter står klart.",
    "reason": "Testmiljøet rummer kun opdigtede data og kan genskabes på tre dage.",
    "risk": "Vi kan miste op til fem dages opsætning.",
    "measures": "Opsætningen gemmes som kode, og den kode sikkerhedskopieres hver dag.",
}
WALKS = [(1440, True, True), (390, False, False)]
WALKS += [(1440, True, False), (390, True, False), (1440, False, False)] if checks.FULL else []
BOTH = pytest.mark.parametrize("width,script,keyboard", WALKS)


class Case:
    """One matter, and the people around it."""

    def __init__(self, server, looks, width, script, keyboard=False):
        self.server, self.looks, self.width, self.script = server, looks, width, script
        self.fill, self.send = (keys.fill, keys.send) if keyboard else (steps.fill, steps.send)
        self.keyboard = keyboard
        self.security = self.enter("security")
        self.dispensation = ""

    def enter(self, role, path="/"):
        return enter(self.looks, self.server, role, path=path, width=self.width, script=self.script)

    def follow(self, page, one):
        """A link or a button."""
        if self.keyboard:
            return keys.follow(page, one)
        with page.expect_navigation():
            one.click()

    def tick(self, page, one):
        keys.tick(page, one) if self.keyboard else one.check()

    @property
    def address(self):
        return f"{self.server.base}/dispensationer/{self.dispensation}"

    def check(self, look, name):
        look.console.clear()
        self.looks.check(look, f"dispensation-{name}")

    def act(self, look, label):
        """The button of the matter's page."""
        look.page.goto(self.address)
        self.follow(look.page, look.page.locator(".acts a", has_text=re.compile(f"^{label}$")))
        return look.page

    def stands(self, look, words):
        look.page.goto(self.address)
        assert words in look.page.locator(".stateline").inner_text(), text(look.page)[:400]

    # MARK: The steps

    def document(self):
        """A procedure in force that nobody deviates from."""
        page = self.security.page
        page.goto(self.server.base + "/dokumenter?type=procedure&status=gaeldende")
        for link in [one.get_attribute("href") for one in page.locator("main tbody a[href^='/dokumenter/']").all()]:
            page.goto(self.server.base + link)
            if page.locator("#dispensationer").count() == 0 and page.get_by_role("link", name="Søg dispensation").count():
                return re.search(ID, link).group(0)
        raise AssertionError("no procedure without a dispensation")

    def ask(self, document):
        page = self.security.page
        page.goto(f"{self.server.base}/dokumenter/{document}")
        self.follow(page, page.get_by_role("link", name="Søg dispensation").first)
        today = shown_day(page)
        self.check(self.security, "request")
        self.tick(page, page.locator('main [name="paragraphs"]').first)
        self.tick(page, page.locator('main [name="units"]').first)
        self.fill(page, title=TITLE, level="lav", to=danish(today + datetime.timedelta(days=181)), **WORDS)
        if self.keyboard:
            keys.select(page, page.locator('main [name="unit"]'), self.unit(page))
        else:
            page.locator('main [name="unit"]').select_option(index=self.unit(page))
        self.fill(page, **{"from": danish(today)})
        self.send(page)
        assert "/dispensationer/" in page.url, text(page)[:500]
        self.dispensation = last_id(page)
        self.stands(self.security, "Under forberedelse")
        self.check(self.security, "asked")

    @staticmethod
    def unit(page):
        """A unit whose head does not sit in the direktion: the last of the list."""
        return page.locator('main [name="unit"] option').count() - 1

    def advise(self, role, advisor, stance, words):
        look = self.security if role == "security" else self.enter(role)
        page = self.act(look, "Afgiv udtalelse")
        self.fill(page, advisor=advisor, stance=stance, text=words)
        self.send(page)
        look.page.goto(self.address)
        assert words in text(look.page)

    def recommend(self, conditions):
        page = self.act(self.security, "Skriv CAI’s anbefaling")
        self.fill(
            page, outcome="approved", reasons="Lageret er fyldt.\nData er opdigtede.\nRisikoen er lav.",
            if_granted="Reglen fraviges i et halvt år.", if_refused="Der lejes lager, som ikke er budgetteret.",
            conditions=conditions)
        self.send(page)

    def submit(self):
        page = self.act(self.security, "Forelæg for direktionen")
        self.fill(page, due=danish(shown_day(page) + datetime.timedelta(days=14)))
        self.send(page)
        self.stands(self.security, "Venter på direktionen")

    def decide(self, outcome, name, **answers):
        member = self.enter("direktion")
        page = member.page
        page.goto(self.address)
        self.follow(page, page.locator(".acts a.pri"))
        assert page.locator("h1").inner_text().startswith("Må »")
        self.check(member, f"decide-{name}")
        self.fill(page, outcome=outcome, method="meeting", update="no", update_reason="Reglen er rigtig.", **answers)
        away = {one.get_attribute("value") for one in page.locator('main [name="recused"]:checked').all()}
        for one in page.locator('main [name="members"]').all():
            if one.get_attribute("value") not in away:
                self.tick(page, one)
        self.send(page)
        assert page.locator("dl.record").count() == 1, text(page)[:600]
        self.check(member, f"sign-{name}")
        self.follow(page, page.locator("main button.pri").first)
        assert "/beslutninger/" in page.url, text(page)[:600]
        self.check(member, f"decision-{name}")
        return member


@BOTH
def test_from_the_request_to_the_confirmation(server, looks, width, script, keyboard):
    case = Case(server, looks, width, script, keyboard)
    document = case.document()
    case.ask(document)
    case.advise("dpo", "dpo", "ingen_indvending", "Jeg har ingen indvending, så længe der ikke er personoplysninger.")
    case.recommend("Kun opdigtede data i miljøet.")
    case.submit()

    # Nobody else has the button, and whoever goes to the form is refused.
    look = case.security
    look.page.goto(case.address)
    assert look.page.locator(".acts a", has_text="Afgør").count() == 0

    member = case.decide("rejected", "refused", reason="Skriv, hvornår lageret er på plads.")
    assert "Afvist" in member.page.locator(".stateline").inner_text()
    case.stands(case.security, "Afvist")
    assert "Skriv, hvornår lageret er på plads." in text(case.security.page)

    # Asked anew: the words are there, and the new matter says what it follows.
    first = case.dispensation
    page = case.act(case.security, "Søg på ny")
    assert page.locator('main [name="title"]').input_value() == TITLE
    case.fill(
        page, reason=WORDS["reason"] + " Lageret er på plads i maj.",
        to=danish(shown_day(page) + datetime.timedelta(days=181)))
    case.send(page)
    case.dispensation = last_id(page)
    assert case.dispensation != first
    case.advise("dpo", "dpo", "paa_vilkaar", "Fint, hvis vilkåret om opdigtede data kontrolleres hver måned.")
    case.recommend("Kun opdigtede data i miljøet.\nEkstra kopi før hver opgradering.")
    case.submit()
    member = case.decide("approved", "granted", conditions="Kun opdigtede data i miljøet.\nEkstra kopi før hver opgradering.")
    member.page.goto(case.address)
    assert "Gælder" in member.page.locator(".stateline").inner_text()
    assert member.page.locator(".rail a[href^='/opgaver/']").count() == 2
    case.check(member, "granted")

    # It hangs on the paragraph, for everybody who reads it.
    reader = case.enter("employee", f"/dokumenter/{document}")
    note = reader.page.locator("article .note", has_text="Dispensation til og med")
    assert note.count() >= 1 and TITLE in note.first.inner_text()
    case.check(reader, "at-the-paragraph")

    # The owner changes: the basis is no longer what it was.
    page = case.security.page
    page.goto(f"{server.base}/dokumenter/{document}")
    owner = re.search(ID, page.locator(".rail a[href^='/enheder/']").first.get_attribute("href")).group(0)
    page.goto(f"{server.base}/udfoer/document.transfer?document={document}")
    options = page.locator('main [name="unit"] option').evaluate_all("all => all.map(one => one.value)")
    page.locator('main [name="unit"]').select_option(next(one for one in options if one and one != owner))
    case.fill(page, reason="Opgaven er flyttet.", **{"from": danish(shown_day(page))})
    case.send(page)
    assert "efter=" in page.url, text(page)[:300]
    member.page.goto(case.address)
    assert "Grundlaget er ændret" in text(member.page)
    case.check(member, "basis-changed")
    case.follow(member.page, member.page.locator(".acts a", has_text="Bekræft uændret"))
    case.fill(member.page, reason="Den nye ejer følger samme regel.")
    case.send(member.page)
    member.page.goto(case.address)
    assert "Grundlaget er ændret" not in text(member.page) and "Bekræftet uændret" in text(member.page)


def test_what_has_expired_is_extended_by_a_new_decision(server, looks):
    case = Case(server, looks, 1440, True)
    page = case.security.page
    page.goto(server.base + "/dispensationer")
    case.check(case.security, "list")
    expired = page.locator("main tbody tr", has_text="Udløbet").first.locator("a").first
    case.dispensation = re.search(ID, expired.get_attribute("href")).group(0)
    page.goto(case.address)
    assert "er udløbet" in text(page)
    before = case.address
    page = case.act(case.security, "Søg forlængelse")
    case.fill(page, to=danish(shown_day(page) + datetime.timedelta(days=90)))
    case.send(page)
    case.dispensation = last_id(page)
    case.recommend("Samme vilkår som før.")
    page = case.act(case.security, "Forelæg for direktionen")
    case.fill(page, due=danish(shown_day(page) + datetime.timedelta(days=7)), unheard="DPO har udtalt sig om den første.")
    case.send(page)
    case.decide("approved", "extended", conditions="Samme vilkår som før.")
    case.stands(case.security, "Gælder")
    page.goto(f"{server.base}/opgaver?vis=alle")
    duties = " ".join(page.locator("main tbody a").all_inner_texts())
    number = page.context.request.get(before).text()
    title = re.search(r"<h1[^>]*>(.*?)</h1>", number, re.S).group(1)
    assert f"Følg reglen igen, eller søg forlængelse: {title.strip()}" not in duties
