# SPDX-License-Identifier: MPL-2.0
"""The list of assets is fetched as a spreadsheet, changed in another program, and taken in again: what the file would change
is shown first, a wrong row keeps all of it out, and what is not in the file stays (policy §8)."""

import io

import openpyxl

from looks import JOURNEY
from steps import enter, fill, send, text


def names(row):
    return {cell.value: cell.column for cell in row}


@JOURNEY
def test_assets_go_out_and_come_in(server, looks, tmp_path, width, script):
    mark = f"{width} {'med' if script else 'uden'}"
    look = enter(looks, server, "security", path="/aktiver", width=width, script=script)
    page = look.page
    book = openpyxl.load_workbook(io.BytesIO(page.request.get(server.base + "/aktiver?som=xlsx").body()))
    sheet = book.worksheets[0]
    head = names(sheet[1])
    unit, first = sheet.cell(2, head["Ejes af"]).value, sheet.cell(2, head["Aktiv"]).value

    page.get_by_role("link", name="Indlæs aktiver fra en fil").click()
    page.wait_for_url("**/udfoer/asset.import*")
    looks.check(look, "assets-choose")
    same = tmp_path / "samme.xlsx"
    book.save(same)
    fill(page, file=same)
    send(page, "Se forhåndsvisning")
    assert "Filen ændrer intet" in text(page), text(page)[:800]

    # One field is changed, one asset is new, and one row is wrong.
    sheet.cell(2, head["Hvad bruges det til"]).value = f"Rettet i et regneark, {mark}"
    for number, (name, owner) in enumerate(((f"Nyt fagsystem {mark}", unit), (f"Galt {mark}", "Findes ikke"))):
        row = sheet.max_row + 1
        sheet.cell(row, head["Aktiv"]).value, sheet.cell(row, head["Slags"]).value = name, "Løsning"
        sheet.cell(row, head["Ejes af"]).value = owner
    wrong = tmp_path / "gal.xlsx"
    book.save(wrong)
    page.goto(server.base + "/udfoer/asset.import")
    fill(page, file=wrong)
    send(page, "Se forhåndsvisning")
    shown = text(page)
    assert "Skal rettes i filen" in shown and "Findes ikke" in shown and "Ejes af" in shown, shown[:800]
    assert page.get_by_role("button", name="Indlæs", exact=True).count() == 0, "nothing is taken in while a row is wrong"
    looks.check(look, "assets-faults")

    sheet.delete_rows(sheet.max_row)
    right = tmp_path / "rettet.xlsx"
    book.save(right)
    fill(page, file=right)
    send(page, "Se forhåndsvisning")
    shown = text(page)
    assert f"Nyt fagsystem {mark}" in shown and f"Rettet i et regneark, {mark}" in shown and first in shown, shown[:800]
    assert "Ikke vurderet" in shown, "a new asset says nothing of its needs"
    looks.check(look, "assets-preview")
    send(page, "Indlæs")
    assert "/aktiver" in page.url and "efter=" in page.url, text(page)[:400]
    page.goto(server.base + "/aktiver?slags=solution")
    assert f"Nyt fagsystem {mark}" in text(page)
