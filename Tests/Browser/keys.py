# SPDX-License-Identifier: MPL-2.0
"""What a person does on a page with the keyboard alone: the same steps as in steps.py, without a pointer."""

FOCUS = "e => e === document.activeElement"
VISIBLE = """e => {
    const [own, label] = [getComputedStyle(e), e.labels && e.labels[0] ? getComputedStyle(e.labels[0]) : null];
    return own.outlineStyle !== 'none' || own.boxShadow !== 'none'
        || (label !== null && (label.outlineStyle !== 'none' || label.boxShadow !== 'none'));
}"""


def reach(page, one, most=600, way="Tab"):
    """Moves on with Tab until it has the focus, which can be seen; with Shift+Tab from the end of the page."""
    for _ in range(most):
        page.keyboard.press(way)
        if one.evaluate(FOCUS):
            assert one.evaluate(VISIBLE), f"the focus cannot be seen on {one}"
            return
    raise AssertionError(f"Tab never comes to {one}")


def follow(page, one, way="Tab"):
    """A link or a button."""
    reach(page, one, way=way)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def tick(page, one):
    if not one.is_checked():
        reach(page, one)
        page.keyboard.press("Space")
    assert one.is_checked()


def choose(page, name, labels):
    """Answers a question: exactly the answers with these labels are chosen."""
    group = page.locator(f'main .opts label:has([name="{name}"])')
    wanted = [one.locator("input") for one in group.all() if one.locator("b").inner_text() in labels]
    assert len(wanted) == len(labels), f"{labels} are not all among the answers"
    if wanted[0].get_attribute("type") == "radio":
        return fill(page, **{name: wanted[0].get_attribute("value")})
    for one in group.locator("input").all():
        if one.is_checked() != any(one.get_attribute("value") == right.get_attribute("value") for right in wanted):
            reach(page, one)
            page.keyboard.press("Space")


def select(page, field, index):
    reach(page, field)
    page.keyboard.press("Home")
    for _ in range(index):
        page.keyboard.press("ArrowDown")
    assert field.evaluate("e => e.selectedIndex") == index


def fill(page, **values):
    """As in steps.py, one field after the other."""
    for name, value in values.items():
        field = page.locator(f'main [name="{name}"]:not([type=hidden])')
        kind = field.first.evaluate("e => e.tagName === 'SELECT' ? 'select' : e.type")
        if kind == "select":
            labels = field.first.locator("option").evaluate_all("all => all.map(e => [e.textContent.trim(), e.value])")
            index = next(i for i, (label, own) in enumerate(labels) if value in (label, own) or label.startswith(f"{value},"))
            select(page, field.first, index)
        elif kind == "radio":
            chosen = field.and_(page.locator(":checked"))
            reach(page, chosen if chosen.count() else field.first)
            wanted = page.locator(f'main [name="{name}"][value="{value}"]')
            page.keyboard.press("Space")
            for _ in range(field.count()):
                if wanted.is_checked():
                    break
                page.keyboard.press("ArrowDown")
            assert wanted.is_checked(), f"{name}={value}"
        else:
            reach(page, field.first)
            page.keyboard.press("Control+A")
            page.keyboard.press("Delete")
            page.keyboard.insert_text(str(value))


def send(page):
    follow(page, page.locator("main button.pri").first)
    return page
