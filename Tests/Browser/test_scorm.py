# SPDX-License-Identifier: MPL-2.0
"""A module of e-learning as a SCORM 1.2 package: what is in it, by the rules of ADL's and IMS's documents (ADL SCORM 1.2,
Content Aggregation Model 2.3; IMS Content Packaging 1.1.2), and how it plays in a learning system that we made for this
(learning.py), by keyboard alone."""

import re
import subprocess
import zipfile
from pathlib import Path

import pytest
from lxml import etree

import checks
from learning import System

DATA = Path(__file__).resolve().parents[2] / "Sources" / "Exchange" / "Learning" / "Data"
CP = "{http://www.imsproject.org/xsd/imscp_rootv1p1p2}"
ADL = "{http://www.adlnet.org/xsd/adlcp_rootv1p2}"
NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*")
MODULES = ["gdpr", "informationssikkerhed", "cybersikkerhed"]


def package(program, folder, *arguments) -> Path:
    path = folder / "pakke.zip"
    subprocess.run([program, "learning", "scorm", *arguments, "--out", path], check=True, capture_output=True)
    return path


@pytest.fixture(scope="module")
def gdpr(program, tmp_path_factory) -> Path:
    """The files of a package in both languages."""
    folder = tmp_path_factory.mktemp("scorm")
    with zipfile.ZipFile(package(program, folder, "gdpr")) as archive:
        archive.extractall(folder / "pakke")
    return folder / "pakke"


def faults(path) -> list:
    """What is wrong with a package; nothing is the good answer."""
    found = []
    with zipfile.ZipFile(path) as archive:
        if archive.testzip():
            found.append("a file of the archive is damaged")
        names = set(archive.namelist())
        if "imsmanifest.xml" not in names:
            return [*found, "there is no imsmanifest.xml at the root"]
        root = etree.fromstring(archive.read("imsmanifest.xml"), etree.XMLParser(resolve_entities=False))
    identifiers = root.xpath("//@identifier")
    if root.tag != CP + "manifest":
        found.append(f"the root is {root.tag}")
    if not all(NAME.fullmatch(name) for name in identifiers) or len(set(identifiers)) < len(identifiers):
        found.append(f"identifiers: {identifiers}")
    if [child.tag for child in root] != [CP + "metadata", CP + "organizations", CP + "resources"]:
        found.append(f"the manifest has {[child.tag for child in root]}")
        return found
    if (root.findtext(f".//{CP}schema"), root.findtext(f".//{CP}schemaversion")) != ("ADL SCORM", "1.2"):
        found.append("it is not SCORM 1.2")
    organisations = root.find(CP + "organizations")
    if organisations.get("default") not in [child.get("identifier") for child in organisations]:
        found.append("the default organisation is not there")
    resources = {one.get("identifier"): one for one in root.iter(CP + "resource")}
    items = list(root.iter(CP + "item"))
    if not items:
        found.append("nothing can be launched")
    for item in items:
        order = [child.tag for child in item]
        if order[:1] != [CP + "title"] or not item.findtext(CP + "title"):
            found.append("an item begins without its title")
        if any(not tag.startswith(ADL) for tag in order[1:]):
            found.append(f"an item has {order}")
        mastery = item.findtext(ADL + "masteryscore")
        if mastery is not None and not 0 <= float(mastery) <= 100:
            found.append(f"mastery score {mastery}")
        if item.get("identifierref") not in resources:
            found.append(f"an item launches {item.get('identifierref')}")
        elif resources[item.get("identifierref")].get(ADL + "scormtype") != "sco":
            found.append("what is launched is no SCO")
    listed = set()
    for resource in resources.values():
        own = [file.get("href") for file in resource.iter(CP + "file")]
        listed |= set(own)
        if resource.get("type") != "webcontent" or resource.get("href") not in own:
            found.append(f"the resource {resource.get('identifier')} does not launch a file of its own")
    if listed != names - {"imsmanifest.xml"}:
        found.append(f"the manifest names {sorted(listed)}, the archive holds {sorted(names)}")
    if any(name.startswith("/") or ".." in name.split("/") or ":" in name for name in listed):
        found.append("a file lies outside of the package")
    return found


@pytest.mark.parametrize("module", MODULES)
@pytest.mark.parametrize("language", [[], ["--language", "da"], ["--language", "en"]])
def test_the_package_is_one(program, tmp_path, module, language):
    assert faults(package(program, tmp_path, module, *language)) == []


@pytest.mark.parametrize(
    "before, after",
    [
        ('identifierref="sco"', 'identifierref="oscar"'),
        ('default="module"', 'default="other"'),
        ("<schemaversion>1.2<", "<schemaversion>2004<"),
        (">80<", ">180<"),
        ('<file href="modul.js"/>', ""),
        ('scormtype="sco"', 'scormtype="asset"'),
        ('identifier="item"', 'identifier="1 item"'),
    ],
)
def test_a_broken_package_is_found(program, tmp_path, before, after):
    with zipfile.ZipFile(package(program, tmp_path, "gdpr")) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    manifest = files["imsmanifest.xml"].decode()
    assert before in manifest
    files["imsmanifest.xml"] = manifest.replace(before, after).encode()
    with zipfile.ZipFile(tmp_path / "other.zip", "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    assert faults(tmp_path / "other.zip")


# MARK: Playing


def questions(module, language):
    """The answers and the places of the right ones of each question, read from the file by lines."""
    text = (DATA / f"{module}.{language}.md").read_text()
    found = []
    for line in text.splitlines():
        if line.startswith("## "):
            found.append([])
        elif line.startswith("- ["):
            found[-1].append(line[3] == "x")
    return [[place for place, is_right in enumerate(answers) if is_right] for answers in found if answers]


@pytest.fixture
def system(gdpr, looks):
    with System(gdpr, looks.open()) as system:
        yield system


def answer_all(system, wrong=()):
    for number, right in enumerate(questions("gdpr", "da")):
        chosen = [place for place in range(3) if place not in right][:1] if number in wrong else right
        system.choose(chosen)
        system.press("Svar")
        assert system.focused_text() == ("Det er ikke rigtigt." if number in wrong else "Det er rigtigt.")
        system.press("Næste")


def test_it_is_played_to_the_end_by_keyboard(system):
    system.launch()
    assert system.heading() == "Hvorfor det handler om mennesker"
    assert system.value("cmi.core.lesson_status") == "incomplete"
    for _ in range(10):
        assert system.value("cmi.core.score.raw") is None
        system.press("Næste")
    assert system.heading() == "Hvad er en personoplysning?" and system.legend()
    answer_all(system)
    assert system.heading() == "Resultat"
    assert "8 af 8" in system.text(".score") and "bestået" in system.text(".passed")
    system.leave()
    assert system.faults() == []
    assert {name: system.value(name) for name in system.names("cmi.core.score")} == {
        "cmi.core.score.raw": "100", "cmi.core.score.min": "0", "cmi.core.score.max": "100"}
    assert system.value("cmi.core.lesson_status") == "passed"
    assert re.fullmatch(r"\d{4}:\d\d:\d\d\.\d\d", system.value("cmi.core.session_time"))
    calls = [name for name, *_ in system.calls()]
    assert calls[0] == "LMSInitialize" and calls[-2:] == ["LMSCommit", "LMSFinish"]
    assert calls.count("LMSInitialize") == calls.count("LMSFinish") == 1


def test_who_fails_reads_again_and_passes(system):
    system.launch()
    system.press("Gå til spørgsmålene")
    answer_all(system, wrong=(2, 5))
    assert "6 af 8" in system.text(".score") and "7 rigtige" in system.text(".failed")
    assert system.value("cmi.core.lesson_status") == "failed" and system.value("cmi.core.score.raw") == "75"
    assert len(system.all_text(".again li")) == 2
    system.press("Læs igen: Kun det, du skal bruge")
    assert system.heading() == "Kun det, du skal bruge"
    system.press("Gå til spørgsmålene")
    assert system.heading() == "Resultat"
    # Two questions that rest on one page name it once.
    system.press("Begynd spørgsmålene forfra")
    answer_all(system, wrong=(3, 4))
    assert system.all_text(".again li") == ["Læs igen: Når noget går galt"]
    system.press("Begynd spørgsmålene forfra")
    answer_all(system, wrong=(7,))
    assert system.value("cmi.core.lesson_status") == "passed" and system.value("cmi.core.score.raw") == "87"
    # Who tries again for practice loses nothing.
    system.press("Begynd spørgsmålene forfra")
    answer_all(system, wrong=(0, 1, 2, 3))
    assert system.value("cmi.core.lesson_status") == "passed" and system.value("cmi.core.score.raw") == "87"
    system.leave()
    assert system.faults() == []


def test_it_goes_on_where_it_was_left(system):
    system.launch()
    system.press("Gå til spørgsmålene")
    system.choose([2])
    system.press("Svar")
    system.press("Næste")
    system.leave()
    assert system.value("cmi.core.exit") == "suspend" and system.value("cmi.core.lesson_status") == "incomplete"
    system.launch()
    assert system.heading().startswith("Vi driver en løsning")
    system.press("Tilbage")
    assert system.text(".verdict") == "Det er rigtigt."
    # The other language goes on at the same place.
    system.press("English")
    assert system.heading() == "What is personal data?" and system.text(".verdict") == "That is right."
    system.leave()
    system.launch()
    assert system.heading() == "What is personal data?"
    system.leave()
    assert system.faults() == []


def test_a_question_is_not_passed_by(system):
    system.launch()
    system.press("Gå til spørgsmålene")
    assert not system.is_shown("Næste")
    system.press("Svar")
    assert system.text(".choose") == "Vælg først et svar."
    # A learning system that says that one was further on is not believed.
    system.leave()
    system.keep({"cmi.core.lesson_location": "_resultat", "cmi.core.lesson_status": "incomplete"})
    system.launch()
    assert system.heading() == "Hvad er en personoplysning?"
    system.leave()
    assert system.faults() == []


@pytest.mark.parametrize("kept", ["2 da q1=0", "1 xx q9=1 q1=9;9 q2", "{}", "1 da q1=<b> " + "x" * 4000])
def test_what_it_does_not_understand_begins_anew(system, kept):
    system.keep({"cmi.suspend_data": kept, "cmi.core.lesson_location": "ukendt", "cmi.core.lesson_status": "incomplete"})
    system.launch()
    assert system.heading() == "Hvorfor det handler om mennesker"
    system.leave()
    assert system.faults() == []


def test_it_finds_the_system_that_opened_it(system):
    system.launch(popup=True)
    assert system.value("cmi.core.lesson_status") == "incomplete"
    system.press("Næste")
    assert system.value("cmi.core.lesson_location") == "personoplysning"


def test_alone_it_plays_and_says_that_nothing_is_kept(gdpr, looks):
    look = looks.open()
    look.goto((gdpr / "index.html").as_uri())
    assert look.page.locator(".unkept:visible").inner_text().startswith("Der er ingen forbindelse")
    look.page.get_by_role("button", name="Næste").click()
    assert look.page.locator("h2:visible").inner_text() == "Hvad er en personoplysning?"
    assert checks.noise(look) == []


def test_without_script_it_is_a_text(gdpr, looks):
    look = looks.open(script=False)
    look.goto((gdpr / "index.html").as_uri())
    with look.examined():
        assert look.page.locator("section h2:visible").count() == 20
        assert look.page.locator("button:visible").count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everybody_can_use_it(gdpr, looks, saved, scheme):
    with System(gdpr, looks.open(scheme=scheme)) as system:
        look = system.look
        look.goto(f"{system.address}/pakke/index.html")
        saved.keep("scorm", look.document.body())
        steps = [
            lambda: None,
            lambda: system.press("Gå til spørgsmålene"),
            lambda: (system.choose([0]), system.press("Svar")),
            lambda: (system.press("Næste"), answer_rest(system)),
        ]
        for step in steps:
            step()
            for width in (1440, 390, 320):
                look.page.set_viewport_size({"width": width, "height": 900})
                assert checks.axe(look.page) == [] and checks.overflow(look.page) == []
            assert checks.keyboard(look.page) == []
        assert checks.noise(look) == [] and checks.strangers(look) == []


def answer_rest(system):
    """Chooses the first answer of every question that is left."""
    while system.legend():
        system.choose([0])
        system.press("Svar")
        system.press("Næste")
