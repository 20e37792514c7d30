# SPDX-License-Identifier: MPL-2.0
"""What a person meets when something does not go: a page that says what to do, and nothing is lost or written."""

import uuid

import pytest

from steps import do, enter, fill, house, last_id, send, text

BOTH = pytest.mark.parametrize("script", [True, False])


@BOTH
def test_an_address_that_leads_nowhere(shared, looks, script):
    look = enter(looks, shared, "employee", script=script)
    for path in (f"/dokumenter/{uuid.uuid4()}", "/findes/ikke", "/revisionsspor/999999", "/personer/ikke-et-nummer"):
        answer = look.page.goto(shared.base + path)
        assert answer.status == 404, path
        assert "Siden findes ikke" in text(look.page) and look.page.locator(".side a").count() > 3
        look.console.clear()
    looks.check(look, "error-404")


@BOTH
def test_a_command_that_one_may_not_give(shared, looks, script):
    look = enter(looks, shared, named_employee(shared), script=script)
    for kind in ("person.add", "role.grant", "document.import"):
        answer = look.page.goto(f"{shared.base}/udfoer/{kind}")
        assert answer.status == 403, kind
        assert look.page.locator("main form[method=post]").count() == 0
        assert len(text(look.page)) > 30
        look.console.clear()
    looks.check(look, "error-403")


def named_employee(server):
    return next(person for person in server.installation.people if person.roles == ("employee",))


@BOTH
def test_a_file_that_is_too_large(server, looks, script, tmp_path):
    large = tmp_path / "stor.txt"
    large.write_bytes(b"Alle styringsdokumenter skal verificeres.\n" * (50 * 1024 * 1024 // 42))
    look = enter(looks, server, "security", path="/udfoer/document.import", script=script)
    page = look.page
    before = server.installation.run("ledger", "checkpoint", "--organisation", house(page, server.base))
    fill(page, file=large, kind="politik")
    # The answer comes before the whole file was sent, as it must.
    page.set_default_timeout(60_000)
    send(page, "Se forhåndsvisning")
    assert look.document.status == 413
    assert "for stor" in text(page) and "25 MB" in text(page)
    looks.check(look, "error-413")
    # And the page works on.
    assert page.goto(server.base + "/udfoer/document.import").status == 200
    assert server.installation.run("ledger", "checkpoint", "--organisation", house(page, server.base)) == before


@BOTH
@pytest.mark.parametrize(
    "content, says",
    [
        (b"\xff\xfe\x00\xd8 broken \xc3", "UTF-8"),
        (b"", ""),
        ("Præcis én\x00linje".encode(), ""),
    ],
)
def test_a_file_that_cannot_be_read(server, looks, script, tmp_path, content, says):
    file = tmp_path / "fil.txt"
    file.write_bytes(content)
    look = enter(looks, server, "security", path="/udfoer/document.import", script=script)
    fill(look.page, file=file, kind="politik", title="Bevaret titel")
    send(look.page, "Se forhåndsvisning")
    assert look.document.status == 422
    assert look.page.locator(".errors").count() == 1 and says in look.page.locator(".errors").inner_text()
    assert look.page.locator('[name="title"]').input_value() == "Bevaret titel"
    looks.check(look, "file-refused")


@BOTH
def test_a_form_that_is_refused_keeps_what_was_typed(server, looks, script):
    look = enter(looks, server, "administrator", path="/udfoer/unit.open", script=script)
    page = look.page
    fill(page, name="Enheden for Tålmodighed", name_en="Patience", **{"from": "31.02.2026"})
    send(page)
    assert look.document.status == 422
    assert page.locator('[name="name"]').input_value() == "Enheden for Tålmodighed"
    assert page.locator('[name="name_en"]').input_value() == "Patience"
    assert page.locator('[name="from"]').input_value() == "31.02.2026"
    assert page.locator('[name="from"]').get_attribute("aria-invalid") == "true"
    summary = page.locator(".errors")
    assert summary.locator("a[href='#from']").count() == 1
    looks.check(look, "error-422")
    # A day before today asks why; answered, it goes through.
    fill(page, **{"from": "01.02.2026"})
    send(page)
    assert look.document.status == 422 and "Hvorfor" in text(page)
    fill(page, late_reason="Glemt i foråret.")
    send(page)
    assert "efter=" in page.url, text(page)[:300]


@BOTH
def test_two_tabs_that_change_the_same_thing(server, looks, script):
    look = enter(looks, server, "administrator", script=script)
    first = look.page
    do(first, server.base, "unit.open", name="Toldkammeret")
    unit = last_id(first)
    second = enter(looks, server, "administrator", script=script)
    for page in (first, second.page):
        page.goto(f"{server.base}/udfoer/unit.rename?unit={unit}")
    fill(first, name="Toldboden")
    send(first)
    assert "efter=" in first.url
    fill(second.page, name="Toldhuset")
    send(second.page)
    assert second.document.status in (409, 412)
    shown = text(second.page)
    assert second.page.locator(".errors, .note.warn").count() >= 1
    assert second.page.locator('[name="name"]').input_value() == "Toldhuset"
    looks.check(second, "error-stale")
    first.goto(f"{server.base}/enheder/{unit}")
    assert first.locator("h1").inner_text() == "Toldboden", shown
    # Seen and meant: the second time it goes through.
    send(second.page)
    assert "efter=" in second.page.url, text(second.page)[:300]


def test_a_form_from_another_site_changes_nothing(server, looks):
    look = enter(looks, server, "administrator")
    token = look.page.locator("form[method=post] input[type=hidden]").first
    form = {token.get_attribute("name"): token.get_attribute("value"), "name": "Fremmed Formular"}
    post = look.page.context.request.post
    for headers in ({"Origin": "https://ond.example"}, {"Sec-Fetch-Site": "cross-site", "Origin": server.base}):
        answer = post(server.base + "/udfoer/person.add", form=form, headers=headers)
        assert answer.status == 403
    forged = form | {token.get_attribute("name"): "x" * 43}
    answer = post(server.base + "/udfoer/person.add", form=forged, headers={"Origin": server.base})
    assert answer.status == 403
    look.page.goto(server.base + "/personer?navn=Fremmed")
    assert "Fremmed Formular" not in text(look.page)
