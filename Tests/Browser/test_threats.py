# SPDX-License-Identifier: MPL-2.0
"""Threats are found for a kind of asset, and a catalogue of others is looked at before it is adopted (policy §8)."""

from looks import JOURNEY
from steps import enter, fill, send, text


@JOURNEY
def test_threats_are_found_and_a_catalogue_is_adopted(server, looks, tmp_path, width, script):
    look = enter(looks, server, "security", path="/trusler", width=width, script=script)
    page = look.page
    page.goto(server.base + "/trusler?aktiv=location")
    assert page.locator("main tbody tr[id^=trussel-]").count() == 8
    assert page.locator("#trussel-T06 a[href='/rammevaerker/27002/7.11']").count() == 1
    looks.check(look, "threats")

    catalogue = tmp_path / "havn.csv"
    catalogue.write_text(
        "Nummer;Trussel;Kategori;Sårbarheder\nH1;Stormflod over kajen;Vejr;Lav kaj\n;Uden nummer;Vejr;\n")
    page.locator("main a", has_text="Indfør et katalog").click()
    fill(page, file=catalogue)
    send(page, "Se forhåndsvisning")
    told = text(page)
    assert "intet nummer" in told and "række 3" in told and "Stormflod over kajen" in told
    looks.check(look, "threats-preview")
    fill(page, name="havnens-trusler", label="Havnens trusler")
    send(page, "Indfør")
    assert "Lav kaj" in page.locator("#trussel-H1").inner_text()
    looks.check(look, "threats-adopted")
    page.goto(server.base + "/trusler")
    assert page.locator("main a", has_text="Havnens trusler").count() == 1
