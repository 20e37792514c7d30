# SPDX-License-Identifier: MPL-2.0
"""What every page must hold, whoever looks at it and however wide the screen is."""

import collections
import itertools
import json
import os
import re
from pathlib import Path
from urllib.parse import urlsplit

import axe_playwright_python

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()
#: The long profile asks everything of every page; the short one asks what another page or window answers only once.
FULL = os.environ.get("VAERN_PROFILE") == "full"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
#: WCAG 2.2, 2.5.8.
SMALLEST_TARGET = 24
#: More stops than any page has: a walk that does not end is a keyboard trap.
MOST_STOPS = 1_000
STOPS_AT_A_TIME = 10


def findings(look) -> list:
    """Everything that is wrong with the page that is shown; an empty list is the good answer. In the short profile it is
    walked through by keyboard and axe-core looks at it where it has elements that no page before it had, and the first time
    that a page of its kind is shown: every page in its notable states is looked at in test_every_page.py."""
    # Before anything is injected: what the page itself did.
    problems = [*noise(look), *strangers(look)]
    problems += overflow(look.page)
    walk = template(look.page.url), look.width < 700
    is_first = FULL or walk not in walked
    walked.add(walk)
    if is_new(look.page, "keyboard", look.width) or is_first:
        problems += keyboard(look.page)
    has_new_colours = is_new(look.page, look.scheme, look.width) or FULL
    if has_new_colours or is_first:
        problems += axe(look.page, without=() if has_new_colours else COLOURS)
    return problems


def noise(look) -> list:
    """Errors and warnings in the console; a violation of the content security policy is one of them."""
    problems = []
    if look.document is not None and look.document.status >= 500:
        problems.append(f"the server answered {look.document.status}")
    for kind, text, location in look.console:
        # The browser notes that the page itself is an error page; whether it should be one is the journey's business.
        own = location.get("url") == look.page.url and text.startswith("Failed to load resource")
        if kind in ("error", "warning") and not own:
            problems.append(f"console: {text}")
    look.console.clear()
    return problems


def strangers(look) -> list:
    """Requests to anybody but the server of the page."""
    home = urlsplit(look.page.url)
    foreign = {
        address
        for address in look.requests
        if (urlsplit(address).scheme, urlsplit(address).netloc) != (home.scheme, home.netloc)
    }
    look.requests.clear()
    return [f"asks {address} for something" for address in sorted(foreign)]


def overflow(page) -> list:
    """WCAG 1.4.10: nobody scrolls sideways."""
    wide, room = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    if wide <= room:
        return [f"{name} is wider than its panel" for name in page.evaluate(SPILLED)]
    widest = page.evaluate(
        """room => [...document.querySelectorAll('body *')]
            .filter(e => e.getBoundingClientRect().right > room + 1)
            .slice(0, 3).map(e => e.tagName.toLowerCase() + (e.className ? '.' + e.className : ''))""",
        room,
    )
    return [f"is {wide} px wide on a screen of {room} px: {', '.join(widest)}"]


#: What hangs out of the panel that it stands in, though the page as a whole fits. On a phone tables fold into rows.
SPILLED = """innerWidth < 700 ? [] : [...document.querySelectorAll('.panel table.work')].filter(table => {
    if (!table.checkVisibility()) return false;
    const panel = table.closest('.panel').getBoundingClientRect();
    for (let box = table.parentElement; !box.matches('.panel'); box = box.parentElement)
        if (getComputedStyle(box).overflowX !== 'visible') return false;
    return table.getBoundingClientRect().right > panel.right + 1;
}).map(table => `the table »${(table.caption?.innerText || '').trim()}«`)"""

#: The rules whose answer depends on the colours; every other one says the same of a page in light and in dark.
COLOURS = ["color-contrast", "link-in-text-block"]


#: Each element by what its colours can depend on, with its parent.
ELEMENTS = """() => {
    const states = /^(aria-(current|pressed|invalid|expanded|disabled|selected)|disabled|hidden|open|required|role|type)$/;
    const name = e => [e.tagName, ...e.classList,
        ...[...e.attributes].filter(a => states.test(a.name)).map(a => a.name + '=' + a.value),
        ...Object.keys(e.dataset)].join('.');
    return [...new Set([...document.querySelectorAll('body *')].map(e => name(e.parentElement) + ' ' + name(e)))];
}"""
#: The kinds of pages that were looked at, and whether the screen was narrow.
walked = set()


def template(address: str) -> str:
    """An address without what it names."""
    return re.sub(r"/[^/]*[0-9][^/]*", "/…", urlsplit(address).path)


#: Those that were looked at, by what was asked of them and whether the screen is narrow.
known = collections.defaultdict(set)


def is_new(page, what: str, width: int) -> bool:
    """Whether a page has elements that no page before it had when this was asked: their colours in a scheme, the way
    through them by keyboard. They are known afterwards."""
    found, before = set(page.evaluate(ELEMENTS)), known[what, width < 700]
    is_new = not found <= before
    before.update(found)
    return is_new


def axe(page, rules=None, without=()) -> list:
    """axe-core, the rules of WCAG 2.2 A and AA and its best practices (or only some, or all but some): no violation at
    all."""
    # From the top: further down the bar that stays covers what happens to lie below it.
    page.evaluate("window.scrollTo(0, 0)")
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    only = {"type": "rule", "values": rules} if rules else {"type": "tag", "values": TAGS}
    # Without preload it asks for nothing, so a strict policy is not broken by the check itself.
    # A page in a frame is looked at by itself: axe-core would post to it, which a browser notes where it is another's.
    options = {"runOnly": only, "preload": False, "resultTypes": ["violations"], "iframes": False}
    options["rules"] = {rule: {"enabled": False} for rule in without}
    violations = page.evaluate(f"async () => (await axe.run(document, {json.dumps(options)})).violations")
    return [
        f"axe {violation['id']} ({violation['impact']}): {violation['help']}: "
        + "; ".join(node["html"][:120] for node in violation["nodes"][:3])
        for violation in violations
    ]


def keyboard(page) -> list:
    """Tab from the top to the end: every stop is seen, is not covered, and is large enough; and every control is one."""
    page.evaluate(
        """smallest => {
            document.activeElement?.blur();
            document.body.tabIndex = -1;
            document.body.focus({preventScroll: true});
            document.body.removeAttribute('tabindex');
            window.scrollTo(0, 0);
            window.__stops = [];
            window.__said = [];
            window.__ended = false;
            // The key comes up when the focus has moved and the page has scrolled to it.
            const look = """ + STOP + """;
            window.__walk = event => {
                if (event.key !== 'Tab' || window.__ended) return;
                const stop = look(smallest);
                window.__ended = stop === null;
                window.__said.push(stop);
            };
            window.addEventListener('keyup', window.__walk, true);
        }""",
        SMALLEST_TARGET,
    )
    problems = []
    for _ in range(MOST_STOPS // STOPS_AT_A_TIME):
        for _ in range(STOPS_AT_A_TIME):
            page.keyboard.press("Tab")
        said = page.evaluate("window.__said.splice(0)")
        # A key that the page does not see went to the browser's own controls, after the last stop.
        stops = list(itertools.takewhile(lambda stop: stop is not None, said))
        problems += [f"keyboard: {stop['name']} {problem}" for stop in stops for problem in stop["problems"]]
        if len(stops) < STOPS_AT_A_TIME:
            break
    else:
        problems.append(f"keyboard: the walk does not end after {MOST_STOPS} stops")
    problems += [f"keyboard: {name} is never reached" for name in page.evaluate(UNREACHED)]
    # The keys after the last stop led round to the first ones again.
    page.evaluate(
        """() => {
            window.removeEventListener('keyup', window.__walk, true);
            document.activeElement?.blur();
            window.scrollTo(0, 0);
        }"""
    )
    return problems


#: Says what is wrong with the element that has the focus; null at the end of the walk.
STOP = """smallest => {
    const element = document.activeElement;
    if (!element || element === document.body || element === document.documentElement) return null;
    if (window.__stops.includes(element)) return null;
    window.__stops.push(element);
    const problems = [];
    const label = element.labels?.[0] ?? element.closest('label');

    // The browser's own outline counts, and so does one of a label that stands for a hidden control.
    const outlined = e => {
        const style = e && getComputedStyle(e);
        return style && style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1;
    };
    if (![element, label, element.nextElementSibling].some(outlined)) problems.push('has no visible focus');

    const boxes = [...element.getClientRects()].filter(box => box.width > 1 && box.height > 1);
    const shown = boxes.length ? boxes : [...(label?.getClientRects() ?? [])];
    const mine = hit => hit && (element.contains(hit) || hit.contains(element) || label?.contains(hit));
    const seen = shown.some(box => [[.5, .5], [.1, .2], [.9, .2], [.1, .8], [.9, .8]].some(([x, y]) => {
        const hit = document.elementFromPoint(box.left + box.width * x, box.top + box.height * y);
        return hit && hit !== document.body && hit !== document.documentElement && mine(hit);
    }));
    if (!seen) problems.push('is covered or off the screen when it has the focus');

    // A link in a sentence is as high as its line; a control beside its own large label is as large as both.
    const style = getComputedStyle(element);
    const inSentence = style.display === 'inline' && [...element.parentElement.childNodes].some(
        node => node.nodeType === Node.TEXT_NODE && /[\\p{L}\\p{N}]/u.test(node.textContent));
    const tall = Math.max(0, ...shown.map(box => box.height), label?.getBoundingClientRect().height ?? 0);
    if (!inSentence && tall < smallest - 0.5) problems.push(`is ${tall.toFixed(1)} px high, less than ${smallest}`);

    const text = (element.getAttribute('aria-label') || label?.innerText || element.innerText || element.name || '').trim();
    const name = `<${element.tagName.toLowerCase()}> »${text.replace(/\\s+/g, ' ').slice(0, 40)}«`;
    return {name, problems};
}"""

#: The visible controls that the walk did not come by. A group of radio buttons is one stop.
UNREACHED = """() => {
    const groups = new Set(window.__stops.filter(e => e.type === 'radio').map(e => e.name));
    return [...document.querySelectorAll('a[href], button, input, select, textarea, summary')]
        .filter(e => !e.disabled && e.type !== 'hidden' && e.tabIndex >= 0 && !e.closest('[inert]'))
        .filter(e => e.checkVisibility({visibilityProperty: true}) && e.getClientRects().length)
        .filter(e => !window.__stops.includes(e) && !(e.type === 'radio' && groups.has(e.name)))
        .map(e => `<${e.tagName.toLowerCase()}> »${(e.innerText || e.name || '').trim().slice(0, 40)}«`);
}"""
