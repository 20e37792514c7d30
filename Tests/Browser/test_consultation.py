# SPDX-License-Identifier: MPL-2.0
"""A new version from its text to its decision through a consultation, and what changed, through the pages alone."""

import base64
import datetime
import json
from pathlib import Path

from steps import danish, do, enter, fill, judge, last_id, send, shown_day, text
from test_documents import imported


def test_from_text_through_consultation_to_decision(server, looks):
    look = enter(looks, server, "security")
    author = look.page
    document = imported(author, server.base)
    address = f"{server.base}/dokumenter/{document}"

    # Write: the owner asks a colleague and a role.
    author.goto(f"{server.base}/udfoer/consultation.open?document={document}")
    due = shown_day(author) + datetime.timedelta(days=10)
    fill(author, question="Kan alle følge afsnit 7?", due=danish(due), roles=["dpo"])
    send(author)
    assert "/hoeringer/" in author.url, text(author)[:400]
    consultation = last_id(author)

    # Comment at a paragraph, without scripts: the form opens at its place in the text.
    asked = enter(looks, server, "dpo", path="/opgaver", script=False)
    page = asked.page
    page.locator("a", has_text="Svar på: Høring om").first.click()
    page.wait_for_url("**/hoeringer/*")
    page.get_by_role("link", name="Læs teksten med bemærkninger").click()
    page.wait_for_url("**hoering=*")
    page.locator(".par", has_text="verificeres").first.get_by_role("link", name="Skriv bemærkning").click()
    page.locator("#bemaerkning").fill("Skriv, hvem der verificerer.")
    page.get_by_role("button", name="Skriv bemærkning").click()
    page.wait_for_url("**/hoeringer/*")
    assert "Skriv, hvem der verificerer." in text(page)
    looks.check(asked, "consultation-asked")

    # The draft waits for an answer to the comment.
    author.goto(f"{server.base}/udfoer/document.submit?document={document}")
    send(author)
    assert "Luk den først" in text(author)
    author.goto(f"{server.base}/hoeringer/{consultation}")
    assert "1 af 1 har svaret" in text(author)
    author.get_by_role("link", name="Tag stilling").first.click()
    author.wait_for_url("**/udfoer/consultation.dispose*")
    fill(author, disposition="delvist", reason="Det står i proceduren.")
    send(author)
    assert "Delvist fulgt" in text(author) and "Det står i proceduren." in text(author)
    do(author, server.base, "consultation.close", f"?consultation={consultation}", note="Én bemærkning, delvist fulgt.")
    author.goto(f"{server.base}/hoeringer/{consultation}")
    # What was refused on the way was answered with 409, as it should be.
    look.console.clear()
    looks.check(look, "consultation")
    looks.survey(f"{address}?hoering={consultation}", "consultation-reader", author.context.storage_state())
    do(author, server.base, "document.submit", f"?document={document}")

    # Decide: the note lies before those who decide.
    member = enter(looks, server, "direktion", path=f"/dokumenter/{document}").page
    member.locator(".acts a.pri").click()
    member.wait_for_url("**/udfoer/decision.make*")
    assert "Der er taget stilling til dem alle." in text(member)
    judge(member)
    send(member)
    send(member, "Underskriv godkendelsen")
    assert "Høring om" in text(member), text(member)[:600]


def test_a_comparison_is_seen_and_printed(server, looks):
    token = Path(server.installation.person("security").token_file).read_text().strip()

    def give(command, words, **members):
        content = base64.b64encode(("1. Formål\nPolitikken skal følges af alle.\n" + words).encode()).decode()
        members["file"] = {"name": "politik.txt", "content": content}
        status, _, body = server.fetch(
            f"/api/v1/commands/{command}", method="POST", body=json.dumps(members).encode(),
            headers={"Authorization": f"Bearer {token}", "Content-Type": "application/json"})
        assert status == 201, body
        return json.loads(body)["id"]

    document = give(
        "document.import", "2. Sletning\nSikkerhedskopier slettes efter et år.\n", kind="politik", unit="Cyber",
        classification="intern", number="1.0", title="Politik for sletning")
    give(
        "document.draft", "2. Sletning\nSikkerhedskopier slettes efter tre måneder.\n", document=document,
        classification="intern", number="1.1", note="Kortere frist")
    look = enter(looks, server, "security", path=f"/dokumenter/{document}/sammenlign?fra=1.0&til=1.1")
    page = look.page
    words = text(page)
    assert "Fra version" in words and page.locator("ins, del").count() > 0, words[:300]
    # What was struck and inserted is said in words too.
    assert page.locator("ins .vh, del .vh").first.inner_text().strip("(").startswith(("fjernet", "indsat"))
    looks.survey(page.url, "comparison", page.context.storage_state())
