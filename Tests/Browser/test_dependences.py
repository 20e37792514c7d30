# SPDX-License-Identifier: MPL-2.0
"""What others depend on inherits their needs, and says from where (policy §1)."""

import re

import pytest

from steps import enter, fill, send, text


@pytest.mark.parametrize("width,scheme", [(1440, "light"), (390, "dark")])
def test_a_need_is_inherited_and_says_from_where(server, looks, width, scheme):
    look = enter(looks, server, "security", path="/aktiver", width=width, scheme=scheme)
    page = look.page

    def check(name):
        look.console.clear()
        looks.check(look, name)

    def reference(name):
        return page.locator("main a[href^='/aktiver/']", has_text=name).first.get_attribute("href").rsplit("/", 1)[1]

    above, below = reference("Sagsbro"), reference("Mødearkivet")
    place = f"{server.base}/aktiver/"
    page.goto(place + below)
    assert "Behov i alt" not in text(page)
    page.goto(place + above)
    with page.expect_navigation():
        page.locator("section[aria-labelledby=afhaenger] a", has_text="Registrér afhængighed").click()
    check("dependence-form")
    fill(page, kind="located_at", other=below, reason="Bilag fra sagerne lægges der")
    send(page)
    page.goto(place + below)
    told = text(page)
    assert "Arver Kritisk fra LØS-1, Sagsbro" in told and "Arver 8 timer fra LØS-1, Sagsbro" in told
    # The drawing is reached by keyboard, and scrolls by itself.
    drawing = page.locator(".ties")
    drawing.focus()
    assert drawing.evaluate("e => document.activeElement === e && e.scrollWidth >= e.clientWidth")
    assert "Sagsbro" in drawing.locator("svg text").all_text_contents()
    check("dependence-inherited")
    # The other way round it would be a circle.
    page.goto(f"{server.base}/udfoer/asset.depend?asset={below}")
    fill(page, kind="runs_on", other=above)
    send(page)
    assert "ring" in text(page) and "LØS-3 → LØS-1 → LØS-3" in text(page)
    check("dependence-circle")
    page.goto(f"{server.base}/afhaengigheder?baerer={below}")
    assert "Bilag fra sagerne lægges der" in text(page)
    check("dependences")
    # It ends, and nothing is left of what was inherited.
    page.goto(place + above)
    with page.expect_navigation():
        page.locator("section[aria-labelledby=afhaenger] a", has_text=re.compile("Afslut.*Mødearkivet", re.S)).click()
    fill(page, reason="Bilagene ligger et andet sted")
    send(page)
    page.goto(place + below)
    assert "Behov i alt" not in text(page)
