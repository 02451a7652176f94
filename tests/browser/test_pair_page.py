"""The reviewer's page of a pair in a browser: names of many scripts are laid letter by letter."""

import os
from pathlib import Path

import pytest
from tests import factories

from wayhome.people import comparing

NAMES = {
    "thai": ("ณัฐพงษ์ แซ่ตั้ง", "Natthaphong Saetang", "th"),
    "chinese": ("陳大文", "Chan Tai Man", "zh"),
    "burmese": ("အောင်ကျော်မိုး", "Aung Kyaw Moe", "my"),
    "ethiopic": ("ተስፋዬ በቀለ", "Tesfaye Bekele", "und-Ethi"),
    "arabic": ("محمد حسين", "Mohammad Hussain", "und-Arab"),
    "near-miss": ("Than Than Nu", "Than Than Nwe", ""),
    "long": ("ศิริวัฒนพงศ์ สุวรรณประเสริฐกุล", "Siriwatthanaphong Suwannaprasoetkun", "th"),
}
# Where pictures of the pages go, for people to look at; nowhere unless asked for.
PICTURES = os.environ.get("WAYHOME_PICTURES")


@pytest.fixture
def pairs(transactional_db):
    """Return the reviewer, and by script the pair of a request and a found person."""
    centre = factories.agency("Centre", kind="centre")
    embassy, patrol = factories.agency("Embassy"), factories.agency("Patrol")
    made = {}
    for script, (asked, found, _language) in NAMES.items():
        more = {"nationality": "TH", "sex": "F"}
        one = factories.record(embassy, "requested", full_name=asked, birth_year="1998", **more)
        other = factories.record(
            patrol, "found", full_name=found, birth_date="1998-04-12", phone="0811223344", **more
        )
        pair = factories.pair(one, other)
        left, right = (comparing.profile_of_details(side.details) for side in (one, other))
        (compared,) = comparing.compare(left, [(right, False)], register_size=300)
        pair.reasons, pair.bits = list(compared.reasons), compared.bits
        pair.probability = compared.probability
        pair.save()
        made[script] = pair
    return factories.user(centre, "reviewer"), made


def photograph(page, name):
    if PICTURES:
        page.screenshot(path=Path(PICTURES) / f"{name}.png", full_page=True)


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (320, "dark")])
def test_names_of_every_script_are_laid_letter_by_letter_and_nothing_sticks_out(
    opened, pairs, width, scheme
):
    reviewer, made = pairs
    page = opened(reviewer, viewport={"width": width, "height": 900}, color_scheme=scheme)
    for script, pair in made.items():
        page.goto(f"/people/review/{pair.reference}/")
        photograph(page, f"{script}-{width}")
        asked, found, language = NAMES[script]
        words = page.locator(".words > li")
        heads = [head.inner_text() for head in words.locator("b").all()]
        assert "".join(heads[0::2]).replace(" ", "") == asked.replace(" ", "")
        assert heads[1::2] == found.split()
        if language:
            assert page.locator(f'.words b bdi[lang="{language}"]').count() == len(heads) // 2
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_screen_reader_is_told_a_table_with_words_for_the_signs(opened, pairs):
    reviewer, made = pairs
    page = opened(reviewer)
    page.goto(f"/people/review/{made['near-miss'].reference}/")
    table = page.get_by_role("table", name="Letters of Nu and Nwe")
    assert table.get_by_role("columnheader").count() == 3
    rows = [row.inner_text().split() for row in table.get_by_role("row").all()[1:]]
    assert rows[0][0] == "n"
    assert "missing" in rows[1]
    assert "another" in rows[2]


def test_axe_finds_nothing_on_the_page_of_a_pair_at_phone_width(opened, pairs):
    axe = pytest.importorskip("axe_core_python.sync_playwright").Axe()
    reviewer, made = pairs
    found = []
    for scheme in ("light", "dark"):
        size = {"width": 320, "height": 800}
        page = opened(reviewer, viewport=size, color_scheme=scheme, bypass_csp=True)
        for pair in made.values():
            page.goto(f"/people/review/{pair.reference}/")
            violations = axe.run(page)["violations"]
            found += [
                (scheme, rule["id"], [node["target"] for node in rule["nodes"]][:3])
                for rule in violations
                if rule["impact"] in {"serious", "critical"}
            ]
    assert found == []
