# SPDX-License-Identifier: MPL-2.0
"""A document begins with a template, says what it lacks, refers to others, and has its text in two languages."""

import re

import pytest

from steps import do, enter, fill, last_id, named, send, text
from vaern import sign_in

DANISH = """## 1. Formål

Backup sikrer, at vi kan læse data igen. Se [aktiver](/d/1) og [intet](/d/9999).

## 2. Fremgangsmåde

1. Kopien tages hver nat.
2. Kopien skal prøves hvert kvartal.
"""
ENGLISH = """## 1. Purpose

Backups make sure that we can read our data again.

## 2. Steps

1. The copy is taken every night.
2. The copy must be tried every quarter.
"""
BOTH = pytest.mark.parametrize("script", [True, False], ids=["js", "nojs"])
SIZES = pytest.mark.parametrize("width, scheme, script", [(1440, "light", True), (390, "dark", False)])


def option(page, name, pattern):
    """The value of the choice whose words match."""
    found = page.locator(f'[name="{name}"] option').evaluate_all("all => all.map(one => [one.value, one.textContent])")
    return next(value for value, words in found if value and re.search(pattern, words))


def procedure(page, server, title):
    """A new procedure of a unit, without a text."""
    page.goto(server.base + "/udfoer/document.create")
    do(page, server.base, "document.create", kind="procedure", title=title, unit=option(page, "unit", "."),
       parent=option(page, "parent", "^Informationssikkerhedspolitik"))
    return last_id(page)


def written(page, server, title, words=DANISH):
    """A new procedure with a draft that was written in the app."""
    document = procedure(page, server, title)
    page.goto(f"{server.base}/dokumenter/{document}/kladde")
    fill(page, text=words)
    send(page, "Gør til version")
    fill(page, classification="intern")
    send(page, "Gem udkastet")
    return document


@SIZES
def test_a_new_document_begins_with_a_template(server, looks, width, scheme, script):
    look = enter(looks, server, named(server, "line.skovhede"), script=script, width=width, scheme=scheme)
    page = look.page
    document = procedure(page, server, f"Procedure for skabeloner {width}")
    page.goto(f"{server.base}/dokumenter/{document}/kladde")
    area = page.locator("#text")
    assert "## 3. Fremgangsmåde" in area.input_value() and "[Skriv" in area.input_value()
    shown = text(page)
    assert "Skabelon: Procedure på dansk" in shown and "Afsnit, der skal være" in shown
    assert page.locator("#skal ~ ul .tag, .panel:has(#skal) .tag").all_inner_texts() == ["Mangler"] * 3
    looks.check(look, f"template-{width}")
    # Another one, from the choice.
    page.locator("summary", has_text="Begynd med noget andet").click()
    page.get_by_role("link", name="Procedure på engelsk").click()
    page.wait_for_url("**skabelon=*")
    assert "## 3. Steps" in page.locator("#text").input_value()
    page.goto(f"{server.base}/dokumenter/{document}/kladde?skabelon=tom")
    assert page.locator("#text").input_value() == ""
    fill(page, text=DANISH)
    send(page, "Gem, og se den")
    tags = page.locator(".panel:has(#skal) .tag").all_inner_texts()
    assert tags == ["Skrevet", "Skrevet", "Mangler"]
    shown = text(page)
    assert "Disse link fører ingen steder hen" in shown and "/d/9999: der er intet dokument" in shown
    assert "/d/1:" not in shown
    looks.check(look, f"template-written-{width}")

    # What is missing is named where it is submitted, and its reason is asked for.
    send(page, "Gør til version")
    fill(page, classification="intern")
    send(page, "Gem udkastet")
    assert "Udkastet mangler afsnit" in text(page) and "Ansvar" in text(page)
    page.goto(f"{server.base}/udfoer/document.submit?document={document}")
    send(page)
    assert look.document.status == 422
    assert "Udkastet mangler afsnit, som arten skal have (politikkens afsnit 7.1): Ansvar" in text(page)
    look.console.clear()
    looks.check(look, f"submit-lacking-{width}")
    fill(page, lacking="Ansvaret står i driftsaftalen.")
    send(page)
    assert "efter=" in page.url
    assert "uden Ansvar: Ansvaret står i driftsaftalen." in text(page)


def test_a_topic_policy_begins_with_one_of_the_drafts(server, looks):
    look = enter(looks, server, named(server, "line.skovhede"), script=False)
    page = look.page
    page.goto(server.base + "/udfoer/document.create")
    do(page, server.base, "document.create", kind="emnepolitik", title="Emnepolitik om logning igen",
       unit=option(page, "unit", "."), parent=option(page, "parent", "^Informationssikkerhedspolitik"))
    document = last_id(page)
    page.goto(f"{server.base}/dokumenter/{document}/kladde")
    assert page.get_by_role("link", name="Udkast: ").count() == 0
    page.locator("summary", has_text="Begynd med noget andet").click()
    assert page.get_by_role("link", name="Udkast: ").count() == 9
    page.get_by_role("link", name="Udkast: Logning").click()
    kept = page.locator("#text").input_value()
    assert kept.startswith("# Emnepolitik for logning") and "*Skabelon." not in kept and "Versionshistorik" not in kept
    assert page.locator(".panel:has(#skal) .tag").all_inner_texts() == ["Skrevet"] * 3


@SIZES
def test_a_version_in_two_languages(server, looks, width, scheme, script):
    look = enter(looks, server, named(server, "line.skovhede"), script=script, width=width, scheme=scheme)
    page = look.page
    document = written(page, server, f"Procedure for to sprog {width}")
    address = f"{server.base}/dokumenter/{document}"
    page.goto(f"{server.base}/udfoer/document.translate?document={document}")
    assert "Oversættelsen besluttes sammen med den." in text(page)
    looks.check(look, f"translate-{width}")
    # Without a text it says so.
    fill(page, title="Procedure in two languages")
    send(page)
    assert look.document.status == 422 and "Skriv oversættelsen, eller vælg en fil med den." in text(page)
    look.console.clear()
    # It is written in a manuscript of its own, beside the original, and is no version until it is made the version's.
    page.goto(address + "/kladde?tekst=en")
    assert "Kopien tages hver nat." in page.locator(".panel:has(#original)").inner_text()
    fill(page, text=ENGLISH)
    send(page, "Gem, og se den")
    assert "The copy is taken every night." in page.locator(".panel:has(#visning)").inner_text()
    looks.check(look, f"translation-manuscript-{width}")
    page.goto(address + "/kladde")
    assert "hver nat" in page.locator("#text").input_value(), "the version's own manuscript is another one"
    page.goto(address + "/kladde?tekst=en")
    assert "every night" in page.locator("#text").input_value()
    send(page, "Gør til versionens oversættelse")
    fill(page, title=f"Procedure in two languages {width}")
    send(page, "Gem oversættelsen")
    assert "efter=" in page.url

    page.goto(address)
    assert "Kopien tages hver nat." in text(page)
    page.locator(".langs a").click()
    page.wait_for_url("**tekst=en*")
    article = page.locator("article.doc")
    assert article.get_attribute("lang") == "en" and "The copy is taken every night." in article.inner_text()
    assert page.locator("h1").inner_text().replace("\u00ad", "").startswith("Procedure in two languages")
    assert "Den danske tekst er den, der gælder." in text(page)
    looks.check(look, f"translation-{width}")
    # It goes out in its language, and what stands around it says which text binds.
    export = page.get_by_role("link", name="Hent som Markdown").get_attribute("href")
    body = page.context.request.get(server.base + export).text()
    assert "The copy is taken every night." in body and "Den danske tekst er den, der gælder" in body

    # It is found, and marked; and with a language, alone.
    page.goto(f"{server.base}/soeg?q=copy+taken+night")
    hit = page.locator(".lines li", has_text="copy").first
    assert "Oversættelse til engelsk" in hit.inner_text()
    hit.locator("a").first.click()
    page.wait_for_url("**tekst=en*")
    assert page.locator("article.doc").get_attribute("lang") == "en"

    # A new text: the translation is older than it, until it is written anew; both can be compared.
    page.goto(address + "/kladde")
    area = page.locator("#text")
    fill(page, text=area.input_value().replace("hver nat", "hver time") + "\n\n## 3. Ansvar\n\nDriften.\n")
    send(page, "Gør til version")
    fill(page, classification="intern")
    send(page, "Gem udkastet")
    do(page, server.base, "document.translate", f"?document={document}", title="Procedure in two languages",
       words=ENGLISH.replace("every night", "every hour"))
    page.goto(address + "/sammenlign?tekst=en")
    compared = page.locator("article.compared")
    assert compared.get_attribute("lang") == "en"
    assert "hour" in compared.locator("ins").first.inner_text() and "night" in compared.locator("del").first.inner_text()
    looks.check(look, f"compared-en-{width}")


def test_those_who_decide_see_the_translation_and_an_older_one_is_marked(server, looks):
    look = enter(looks, server, named(server, "line.skovhede"), script=False)
    page = look.page
    document = written(page, server, "Procedure for afgørelser", DANISH + "\n## 3. Ansvar\n\nDriften.\n")
    do(page, server.base, "document.translate", f"?document={document}", title="Procedure for decisions", words=ENGLISH)
    do(page, server.base, "document.submit", f"?document={document}")
    page.goto(f"{server.base}/udfoer/document.translate?document={document}")
    fill(page, title="For sent", words=ENGLISH)
    send(page)
    assert "venter på afgørelse" in text(page)
    look.console.clear()
    page.goto(f"{server.base}/udfoer/decision.make?document={document}&act=adopt")
    if page.locator("main [name=outcome]").count():
        assert "Læs oversættelsen til engelsk: Procedure for decisions" in page.locator("main").text_content()


@BOTH
def test_documents_refer_to_each_other(server, looks, script):
    look = enter(looks, server, named(server, "line.skovhede"), script=script)
    page = look.page
    first = written(page, server, f"Procedure for henvisninger {script}")
    second = procedure(page, server, f"Procedure der henvises til {script}")
    do(page, server.base, "document.relate", f"?document={first}", relation="udmoenter", other=second)
    assert f"Udmønter Procedure der henvises til {script}" in text(page)
    page.goto(f"{server.base}/dokumenter/{second}")
    assert f"Udmøntes også i Procedure for henvisninger {script}" in text(page)
    looks.check(look, f"related-{script}")
    # The link in the text leads there, the one to nothing is not offered as one that works.
    page.goto(f"{server.base}/dokumenter/{first}")
    page.locator("article.doc a", has_text="aktiver").click()
    page.wait_for_url("**/dokumenter/*")
    page.goto(f"{server.base}/dokumenter/{first}")
    page.get_by_role("link", name="Fjern henvisning").click()
    page.wait_for_url("**/udfoer/document.unrelate*")
    fill(page, reason="Slået sammen.")
    send(page)
    assert "Udmønter" not in page.locator("aside.rail").inner_text()
    assert "henviser ikke længere til" in text(page)
