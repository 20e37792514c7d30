# SPDX-License-Identifier: MPL-2.0
"""A new employee's first fortnight, on a telephone and by keyboard alone: recorded by an administrator, told by mail, signed in
with a first password and a second step, the policy read and its quiz answered, three modules, certificates; then what the head
of the unit and the direktion see of it (policy §§9, 11)."""

import datetime
import json
import re
import subprocess
import time
import urllib.request
from pathlib import Path

import keys
import taught
from authenticator import code
from sink import Sink, words
from steps import ROOT, enter, last_id, shown_day, text
from vaern import Server

#: A Monday morning, before the weekly mail leaves at seven, and just before it does.
MORNING = "2026-11-30T06:50:00+01:00"
SEVEN = "2026-11-30T06:59:50+01:00"
QUIZ = ROOT / "Sources" / "vaern" / "Demo" / "DemoQuiz.swift"
POLICY = "Informationssikkerhedspolitik"
PASSWORD = "blåbær under stjernerne"
NAME, ACCOUNT = "Ylva Førstedag", "ylva.foerstedag"


class Fortnight:
    """The newcomer, and those who have something to do with it."""

    def __init__(self, server, looks):
        self.server, self.looks = server, looks
        self.head = server.installation.person("unit_head")
        own = next(row for row in self.ask("persons") if row["name"] == self.head.name)
        #: The unit that the head answers for, and the policy.
        self.unit = next(role["unit"]["name"] for role in own["roles"] if role["role"] == "unit_head")
        self.policy = next(row["id"] for row in self.ask("documents") if row["kind"] == "politik")
        self.look = None
        self.notice, self.courses = "", []

    @property
    def page(self):
        return self.look.page

    def check(self, look, name):
        # What was refused on the way was answered with 4xx, as it should be.
        look.console.clear()
        self.looks.check(look, f"fortnight-{name}")

    def ask(self, what) -> list:
        token = Path(self.head.token_file).read_text().strip()
        request = urllib.request.Request(
            f"{self.server.base}/api/v1/{what}?limit=200", headers={"Authorization": "Bearer " + token})
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.load(answer)["items"]

    # MARK: The steps

    def recorded(self) -> str:
        """The administrator records the newcomer with a first working day of today; says the one-time code."""
        look = enter(self.looks, self.server, "administrator", "/udfoer/person.add", width=390)
        page, base = look.page, self.server.base
        day = shown_day(page).isoformat()
        keys.fill(page, name=NAME, mail=f"{ACCOUNT}@fki.example")
        keys.send(page)
        person = last_id(page)
        page.goto(f"{base}/udfoer/engagement.begin?person={person}")
        keys.fill(page, kind="employee", unit=self.unit, title="Sagsbehandler", first_working_day=day, **{"from": day})
        self.check(look, "engagement")
        keys.send(page)
        assert "efter=" in page.url, text(page)[:400]
        page.goto(f"{base}/udfoer/account.open?person={person}")
        keys.fill(page, username=ACCOUNT)
        keys.send(page)
        self.check(look, "one-time-code")
        return page.locator("#kode").inner_text()

    def told(self, sink):
        """The mail says what is to be read and completed, and until when."""
        deadline = time.monotonic() + 60
        own = []
        while not own and time.monotonic() < deadline:
            time.sleep(0.2)
            own = [
                letter for letter in sink.taken() if letter["to"].addresses[0].addr_spec == f"{ACCOUNT}@fki.example"
                and letter["subject"].startswith("Din uge i Værn: ")]
        assert own, self.server.tail()
        said = words(own[0])
        assert "At læse" in said and POLICY in said, said

    def signed_in(self, given, started):
        """With the code, then a password of one's own, then an app; the next time both are asked for."""
        base = self.server.base
        self.look = self.looks.open(width=390)
        self.page.goto(base + "/foerste-gang")
        keys.fill(self.page, code=given, password=PASSWORD)
        self.check(self.look, "first-password")
        keys.send(self.page)
        assert self.page.url == base + "/", text(self.page)[:300]
        self.check(self.look, "overview")
        self.page.goto(base + "/konto")
        keys.follow(self.page, self.page.get_by_role("link", name="Tilføj godkendelsesapp"))
        now = datetime.datetime.fromisoformat(SEVEN) + datetime.timedelta(seconds=time.monotonic() - started)
        shown = code(
            self.page.locator("#noegle").get_attribute("data-full"), f"{now.astimezone(datetime.UTC):%Y-%m-%d %H:%M:%S} UTC")
        keys.fill(self.page, label="Telefon", code=shown)
        keys.send(self.page)
        spare = self.page.locator(".codes code").first.inner_text()
        self.look = self.looks.open(width=390)
        self.page.goto(base + "/log-ind")
        keys.fill(self.page, username=ACCOUNT, password=PASSWORD)
        keys.send(self.page)
        assert "/log-ind/trin" in self.page.url
        keys.fill(self.page, code=spare)
        keys.send(self.page)
        assert self.page.url == base + "/", text(self.page)[:300]

    def read(self):
        """The policy, which was there before the newcomer was, with its quiz: once wrongly, then rightly."""
        page = self.page
        page.goto(self.server.base + "/opgaver?regel=laesning")
        self.check(self.look, "to-read")
        keys.follow(page, page.locator("main tbody a", has_text=POLICY).first)
        assert "Kvittér senest" in page.locator(".ack").inner_text()
        keys.follow(page, page.locator(".ack a", has_text="Til quizzen"), way="Shift+Tab")
        right = taught.right_answers(QUIZ.read_text().split("let english")[0])
        names = [one.locator("input").first.get_attribute("name") for one in page.locator("main fieldset").all()]
        for number, (name, labels) in enumerate(zip(names, right.values(), strict=True)):
            others = page.locator(f'main label:has([name="{name}"]) b').all_inner_texts()
            keys.choose(page, name, [next(one for one in others if one not in labels)] if number == 0 else labels)
        keys.send(page)
        assert "Det er ikke rigtigt. Svar igen." in text(page)
        self.check(self.look, "quiz-wrong")
        keys.choose(page, names[0], next(iter(right.values())))
        keys.send(page)
        assert "Du kvitterede for version" in text(page) and "svaret på quizzen" in text(page), text(page)[:500]
        self.check(self.look, "receipt")

    def taught(self):
        """Three modules, within 14 days of the first working day."""
        page, base = self.page, self.server.base
        page.goto(base + "/kurser")
        self.check(self.look, "courses")
        self.courses = [link.get_attribute("href") for link in page.locator("section[aria-labelledby=dine] a").all()]
        assert len(self.courses) == 3
        for course in self.courses:
            page.goto(base + "/kurser")
            keys.follow(page, page.locator(f"section[aria-labelledby=dine] a[href='{course}']"))
            taught.take(page, taught.module_of(page), reach=keys.reach)
        page.goto(base + "/kurser")
        assert "Du har intet at gennemføre nu" in text(page)

    def certified(self):
        """Three certificates in a list, each with a printed one."""
        page = self.page
        links = page.locator("section[aria-labelledby=beviser] tbody a")
        assert links.count() == 3
        self.check(self.look, "certificates")
        keys.follow(page, links.first)
        shown = text(page)
        number = re.search(r"KB-\d{4}-\d{5}", shown)[0]
        assert NAME in shown and "Gyldigt til" in shown
        self.check(self.look, "certificate")
        body = page.context.request.get(page.url + "/kursusbevis.pdf").body()
        printed = subprocess.run(["pdftotext", "-layout", "-", "-"], input=body, capture_output=True, check=True)
        assert number in printed.stdout.decode() and NAME in printed.stdout.decode()

    def report_a_suspicious_mail(self):
        """From the overview to the page where a mail that looks wrong is told of."""
        self.page.goto(self.server.base + "/")
        keys.follow(self.page, self.page.locator("main a", has_text="Anmeld mistænkelig mail").first)
        keys.fill(self.page, act="nothing", sender="pakke.example")
        self.check(self.look, "suspicious-mail")
        keys.send(self.page)
        assert "Anmeldelse" in text(self.page) or "ANM-" in text(self.page)

    # MARK: Those who follow up

    def seen_by_the_head(self, isDone):
        """The head of the unit sees by name who has yet to read and to learn; nobody else does."""
        look = enter(self.looks, self.server, self.head, width=390)
        page = look.page
        if not self.notice:
            page.goto(f"{self.server.base}/dokumenter/{self.policy}")
            self.notice = page.locator("aside a[href^='/udsendelser/']").first.get_attribute("href")
        for address, name in [(self.notice, "notice"), *((course, "course") for course in self.courses[:1])]:
            page.goto(self.server.base + address)
            waiting = " ".join(page.locator("section[aria-labelledby=mangler]").all_inner_texts())
            assert (NAME in waiting) != isDone, text(page)[:900]
            if isDone:
                self.check(look, f"head-{name}")

    def seen_by_others(self):
        """Who follows up and heads nobody sees how many are behind, and never who. That somebody has read stands in the ledger."""
        look = enter(self.looks, self.server, "dpo", width=390)
        for address in (self.notice, *self.courses[:1]):
            look.page.goto(self.server.base + address)
            shown = text(look.page)
            assert look.page.locator("h1").count() == 1 and NAME not in shown, shown[shown.find(NAME) - 400:][:600]

    def seen_by_the_direktion(self):
        """The direktion sees the rates, and of what was reported nothing but a number."""
        look = enter(self.looks, self.server, "direktion", width=390)
        self.check(look, "direktion-overview")
        for address, name in ((self.notice, "notice"), (self.courses[0], "course"), ("/indsatser", "initiatives")):
            look.page.goto(self.server.base + address)
            assert "pakke.example" not in text(look.page), name
            self.check(look, f"direktion-{name}")
        assert NAME not in text(look.page), "who reported is between her and the team"


def test_the_first_fortnight(looks, example, tmp_path):
    installation = example.copy(tmp_path / "data")

    def options(sink, clock):
        return (
            "--smtp", f"127.0.0.1:{sink.port}", "--smtp-tls", "none", "--smtp-from", "vaern@fki.example", "--clock", clock)

    with Sink() as sink, Server(installation, *options(sink, MORNING)) as server:
        fortnight = Fortnight(server, looks)
        given = fortnight.recorded()
        fortnight.seen_by_the_head(isDone=False)
        fortnight.seen_by_others()
        server.stop()
        started = time.monotonic()
        server.again(*options(sink, SEVEN))
        fortnight.told(sink)
        fortnight.signed_in(given, started)
        fortnight.read()
        fortnight.taught()
        fortnight.certified()
        fortnight.report_a_suspicious_mail()
        fortnight.seen_by_the_head(isDone=True)
        fortnight.seen_by_the_direktion()
