"""Every main page in a browser: axe finds nothing serious, nothing sticks out, keys reach all."""

import pytest
from tests.web import world

# Pages by the persona that uses them; {…} are the world's own rows.
PAGES = {
    "own case-worker": [
        "/",
        "/people/",
        "/people/{person}/",
        "/requests/",
        "/requests/new/",
        "/requests/{request}/",
        "/encounters/",
        "/encounters/new/",
        "/encounters/{encounter}/",
        "/encounters/{encounter}/edit/",
        "/encounters/{encounter}/people/",
        "/cases/",
        "/cases/all/",
        "/cases/{case}/",
        "/submissions/",
        "/submissions/new/",
        "/submissions/{submission}/",
        "/submissions/{waiting submission}/",
        "/documents/",
        "/documents/new/",
        "/documents/{document}/",
        "/exports/",
        "/account/notices/",
        "/search/",
        "/no-such-page/",
    ],
    "own reviewer": [
        "/people/review/",
        "/people/review/?show=decided",
        "/people/review/{pair}/",
        "/people/review/{decided pair}/",
    ],
    "own agency-administrator": [
        "/account/agency/",
        "/account/agency/people/{somebody}/",
        "/account/log/",
    ],
    "nobody": ["/sign-in/"],
}
SERIOUS = {"serious", "critical"}


@pytest.fixture
def made(transactional_db):
    return world.build()


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_axe_finds_nothing_serious_and_nothing_sticks_out(opened, made, width, scheme):
    axe = pytest.importorskip("axe_core_python.sync_playwright").Axe()
    size = {"width": width, "height": 900}
    found = []
    for persona, addresses in PAGES.items():
        page = opened(made.user(persona), viewport=size, color_scheme=scheme, bypass_csp=True)
        for address in addresses:
            page.goto(address.format(**made.rows))
            for rule in axe.run(page)["violations"]:
                if rule["impact"] in SERIOUS:
                    where = [node["target"] for node in rule["nodes"]][:3]
                    found.append(f"{address}: {rule['id']} at {where}")
            wide = page.evaluate("document.documentElement.scrollWidth")
            if wide > width:
                found.append(f"{address}: {wide} px wide")
    assert found == []


def test_no_page_offends_the_policy_or_asks_another_host(opened, made):
    """What `opened` holds at its end."""
    for persona, addresses in PAGES.items():
        page = opened(made.user(persona))
        for address in addresses:
            page.goto(address.format(**made.rows))
            page.wait_for_load_state("networkidle")


FOCUS = """() => {
    const at = document.activeElement, style = getComputedStyle(at);
    const ring = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0;
    return [at.tagName + '#' + at.id + '.' + at.name + at.getAttribute('href'),
            ring || style.boxShadow !== 'none', at === document.body];
}"""
REACHABLE = """() => [...document.querySelectorAll(
    'main a[href], main button, main input:not([type=hidden]), main select, main textarea')]
    .filter(e => e.checkVisibility() && !e.disabled)
    .map(e => e.tagName + '#' + e.id + '.' + e.name + e.getAttribute('href'))"""


@pytest.mark.parametrize(
    ("persona", "address"),
    [
        ("own reviewer", "/people/review/"),
        ("own reviewer", "/people/review/{pair}/"),
        ("own case-worker", "/cases/{case}/"),
        ("own case-worker", "/submissions/new/"),
    ],
)
def test_the_keyboard_alone_reaches_every_control_and_shows_where_it_is(
    opened, made, persona, address
):
    page = opened(made.user(persona))
    page.goto(address.format(**made.rows))
    wanted, seen = set(page.evaluate(REACHABLE)), set()
    for _ in range(150):
        page.keyboard.press("Tab")
        name, visible, left = page.evaluate(FOCUS)
        if left:
            break
        assert visible, name
        seen.add(name)
    assert wanted - seen == set()


def test_the_answers_of_a_review_are_seen_without_scrolling(opened, made):
    page = opened(made.user("own reviewer"))
    page.goto(f"/people/review/{made.rows['pair']}/")
    box = page.get_by_role("button", name="Same").bounding_box()
    assert box["y"] + box["height"] <= 900
