# SPDX-License-Identifier: MPL-2.0
"""What can be shown to an outsider, and what can be taken away without breaking it."""

import json
import os
import re
import subprocess

import pytest

from steps import enter, fill, house, named, send, text


def test_a_proof_from_the_page_convinces_a_verifier_that_we_did_not_write(server, looks, tmp_path):
    oracle = os.environ.get("VAERN_ORACLE")
    if not oracle:
        assert not os.environ.get("VAERN_STRICT"), "VAERN_ORACLE names no oracle"
        pytest.skip("VAERN_ORACLE names no oracle: sh Tests/Oracle/build.sh FILE")
    look = enter(looks, server, "auditor", path="/revisionsspor")
    page = look.page
    looks.check(look, "ledger")
    address = page.locator(".log a[href^='/revisionsspor/']").nth(8).get_attribute("href")
    page.goto(server.base + re.match(r"/revisionsspor/\d+", address).group(0))
    looks.check(look, "entry")
    with page.expect_download() as download:
        page.get_by_role("link", name="Hent bevis").click()
    proof = tmp_path / download.value.suggested_filename
    download.value.save_as(proof)
    assert proof.suffix == ".tlog-proof"
    key = server.installation.run("ledger", "checkpoint", "--key", "--organisation", house(page, server.base)).strip()
    key = json.loads(key)["key"] if key.startswith("{") else key.splitlines()[-1]
    done = subprocess.run([oracle, "proof", key, str(proof)], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0 and done.stdout.strip() == "OK", done.stderr
    # Another entry's number, or one letter of the proof: refused.
    lines = proof.read_text().splitlines(keepends=True)
    at = next(n for n, line in enumerate(lines) if line.startswith("index "))
    index = int(lines[at].split()[1])
    proof.write_text("".join([*lines[:at], f"index {index - 1}\n", *lines[at + 1 :]]))
    assert subprocess.run([oracle, "proof", key, str(proof)], capture_output=True, timeout=60).returncode == 1


@pytest.mark.parametrize("script", [True, False])
def test_an_erasure_is_planned_then_done_and_the_ledger_still_verifies(server, looks, script):
    base = server.base
    look = enter(looks, server, "dpo", script=script)
    page = look.page
    victim = named(server, "zahra.noeddelund").name
    page.goto(base + "/personer?navn=" + victim.split()[0])
    person = page.locator("main a[href^='/personer/']", has_text=victim).first.get_attribute("href")
    # Where the name stands today.
    places = ["/personer", person, "/opgaver?vis=alle", "/revisionsspor", "/"]
    page.goto(base + person)
    with page.expect_navigation():
        page.locator("main a[href$='/sletning']").first.click()
    shown = text(page)
    assert victim in shown and "Det slettes" in shown and "Det bevares" in shown and "Intet er slettet endnu" in shown
    looks.check(look, "erasure-plan")
    fill(page, decision="DPO, sag 2026-114", basis=basis(page))
    send(page, button=page.locator("main button.danger").inner_text())
    if "/log-ind/igen" in page.url:
        fill(page, password=server.installation.person("dpo").password)
        send(page)
        page.locator("main button.danger, main button.pri").first.click()
        page.wait_for_load_state()
    assert "efter=" in page.url, text(page)[:400]
    for place in places:
        page.goto(base + place)
        assert victim not in page.content(), place
    page.goto(base + person)
    assert "slettet" in text(page).lower()
    looks.check(look, "erased-person")
    page.goto(base + "/revisionsspor")
    assert "slettet" in text(page).lower()
    verdict = server.installation.run("ledger", "verify", "--organisation", house(page, server.base), "--json")
    assert json.loads(verdict), verdict


def basis(page) -> str:
    return page.locator('main [name="basis"]').first.get_attribute("value")
