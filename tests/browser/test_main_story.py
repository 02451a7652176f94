"""The main job from end to end: an embassy, a patrol, a reviewer and a case worker."""

import datetime as dt
import re

import openpyxl
import pytest
from tests import factories

HEADERS = ["ลำดับ", "ชื่อ-นามสกุล", "สัญชาติ", "วันเกิด", "เลขที่หนังสือเดินทาง"]
GIVEN = [
    "Nimal",
    "Sunil",
    "Kamala",
    "Ruwan",
    "Chathura",
    "Dilini",
    "Ishara",
    "Lahiru",
    "Malith",
    "Nadeesha",
    "Oshan",
]
FAMILY = [
    "Madeupsinghe",
    "Inventedara",
    "Fictiwardena",
    "Imaginkoon",
    "Nowherepala",
    "Untrueratne",
    "Fabulasuriya",
    "Paperweera",
    "Pretendage",
    "Storyarachchi",
    "Talegoda",
]


def person(number):
    """Return a made-up person's row by number."""
    name = f"{GIVEN[number % 11]} {FAMILY[number // 11 % 11]}"
    born = dt.date(1985, 1, 1) + dt.timedelta(days=number * 37)
    return [number + 1, name, "ศรีลังกา", born.isoformat(), f"N{7_000_000 + number * 13}"]


@pytest.fixture
def sheet(tmp_path):
    """Write a list with Thai headers."""

    def write(name, rows):
        book = openpyxl.Workbook()
        for row in [HEADERS, *rows]:
            book.active.append(row)
        book.save(tmp_path / name)
        return tmp_path / name

    return write


def send(page, path, *, take_in=True):
    """Send a list by the pages, as far as the preview or to the end."""
    if not page.url.endswith(f"target={path.stem}"):
        page.goto("/submissions/new/")
    page.locator("input[type=file]").set_input_files(path)
    page.keyboard.press("s")
    page.wait_for_url(re.compile("/submissions/S-"))
    if take_in:
        page.keyboard.press("s")
        page.get_by_role("heading", name="Row by row").wait_for()


def fill_group(page, parts):
    """Fill the page of a group of 39."""
    page.goto("/encounters/new/")
    page.get_by_label("Date").fill("2026-02-12")
    page.get_by_label("Place").fill("Made-up river bank")
    page.get_by_label("Country").select_option("TH")
    page.get_by_label("People in all").fill("39")
    for number, (country, people) in enumerate(parts.items()):
        page.locator(f"[name=count-{number}-nationality]").fill(country)
        page.locator(f"[name=count-{number}-people]").fill(str(people))
    page.get_by_role("button", name="Save").click()
    page.wait_for_url(re.compile("/encounters/E-"))


def test_from_a_list_of_missing_people_to_a_case(
    opened, clerk, officer, reviewer, patrol, sheet, settings
):
    embassy = opened()
    embassy.goto("/")
    embassy.locator("[name=login]").fill(clerk.username)
    embassy.locator("[name=password]").fill("password")
    embassy.keyboard.press("Enter")
    embassy.locator("nav").wait_for()

    # A list of 110 with Thai headers: preview, yes, a reference a person.
    send(embassy, sheet("one.xlsx", [person(n) for n in range(110)]), take_in=False)
    assert "Nothing has been taken in yet" in embassy.content()
    assert "Take 110 rows in" in embassy.content()
    embassy.keyboard.press("s")
    embassy.get_by_role("heading", name="Row by row").wait_for()
    assert len(re.findall(r">R-[0-9A-Z]+<", embassy.content())) == 100  # a page of them

    # Next week's: ten more, one changed, one gone. And the same file again: nothing.
    longer = [person(n) for n in range(1, 120)]
    longer[4][3] = "1999-09-09"
    path = sheet("two.xlsx", longer)
    send(embassy, path)
    counted = embassy.locator("main").inner_text()
    for words in (r"10\s*new", r"1\s*changed", r"1\s*gone", r"108\s*unchanged"):
        assert re.search(words, counted), words
    send(embassy, path, take_in=False)
    assert "This very file came before" in embassy.content()

    # The patrol: one group that does not add up, one that does, and its people as a list.
    bank = opened(officer)
    fill_group(bank, {"LK": 31, "NP": 5, "MY": 1, "RU": 1})
    assert "the parts make 38; 1 fewer than the total of 39" in bank.content()
    fill_group(bank, {"LK": 32, "NP": 5, "MY": 1, "RU": 1})
    assert "the parts add up" in bank.content()
    bank.get_by_role("link", name="Send a list of its people").click()
    found = [[n, *person(n)[1:]] for n in (3, 17, 42, 77)]
    bank.locator("input[type=file]").set_input_files(sheet("found.xlsx", found))
    bank.keyboard.press("s")
    bank.wait_for_url(re.compile("/submissions/S-"))
    bank.keyboard.press("s")
    bank.get_by_role("heading", name="Row by row").wait_for()

    # The reviewer, by keys alone: skip, same, undo, different, unsure, same.
    desk = opened(reviewer)
    desk.goto("/people/review/next/")
    first = desk.url
    desk.keyboard.press("ArrowRight")
    desk.wait_for_url(lambda url: url != first)
    for key, keep in (("s", False), ("d", True), ("u", True), ("s", True)):
        shown = desk.url
        desk.keyboard.press(key)
        desk.wait_for_url(lambda url, shown=shown: url != shown)
        if not keep:
            desk.keyboard.press("z")
            desk.wait_for_url(shown)
    desk.goto("/people/review/?show=decided")
    assert "Different people" in desk.content() or "different" in desk.content()

    # The embassy is told, without a name; its request is located.
    embassy.goto("/account/notices/")
    told = embassy.locator("main").inner_text()
    assert re.search(r"R-[0-9A-Z]+", told)
    assert not any(family in told for family in FAMILY)
    embassy.goto("/requests/?state=located")
    assert re.search(r">R-[0-9A-Z]+<", embassy.content())

    # Two case workers open the same case; the second to save sees both versions.
    worker = factories.user(patrol, "case-worker")
    one, other = opened(worker), opened(worker)
    one.goto("/cases/all/")
    one.locator("main a[href^='/cases/C-']").first.click()
    one.wait_for_url(re.compile("/cases/C-"))
    other.goto(one.url)
    one.get_by_label("Next step").fill("find an interpreter")
    one.get_by_role("button", name="Save", exact=False).last.click()
    one.get_by_text("find an interpreter").first.wait_for()
    other.get_by_label("Next step").fill("call the shelter")
    other.get_by_role("button", name="Save", exact=False).last.click()
    other.get_by_text("find an interpreter").first.wait_for()
    both = other.locator("main").inner_text()
    assert "find an interpreter" in both
    assert "call the shelter" in both


ARTICLE = (
    "MAE SOT: Police found 39 people near Mae Sot in Tak province on 12 February 2026, 32 from "
    "Sri Lanka, five from Nepal, one from Malaysia and one from Russia.\n"
)


def test_an_article_becomes_an_encounter_with_one_click(opened, centre, tmp_path):
    duty = opened(factories.user(centre, "case-worker"))
    path = tmp_path / "made-up.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    duty.goto("/documents/new/")
    duty.locator("input[type=file]").set_input_files(path)
    duty.locator("main form button").first.click()
    duty.wait_for_url(re.compile("/documents/D-"))
    assert duty.locator("article mark").count() >= 5
    duty.locator("main .answers button.primary").first.click()
    duty.get_by_label("People in all").wait_for()
    assert duty.get_by_label("People in all").input_value() == "39"
    duty.get_by_role("button", name="Save").click()
    duty.wait_for_url(re.compile("/encounters/E-"))
    assert "the parts add up" in duty.content()


@pytest.mark.parametrize(
    ("name", "searched"),
    [("สมหมาย แต่งขึ้น", "สมหมาย"), ("စမ်းသပ် မောင်", "စမ်းသပ်"), ("王小虛", "小虛")],
)
def test_the_search_box_finds_names_in_their_own_script(opened, clerk, embassy, name, searched):
    record = factories.record(embassy, full_name=name, native_name=name)
    factories.indexed(record)
    page = opened(clerk)
    page.goto("/")
    page.keyboard.press("/")
    page.keyboard.type(searched)
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/**")
    assert record.person.reference in page.locator("main").inner_text()
    assert page.url.endswith("/search/")


def test_the_language_is_changed_where_one_stands(opened, clerk):
    page = opened(clerk)
    page.goto("/requests/")
    page.locator("details.drop-menu summary").first.click()
    page.locator("button[name=language][value=th]").click()
    page.wait_for_load_state()
    assert page.url.endswith("/requests/")
    assert page.locator("html").get_attribute("lang") == "th"
    assert "คำขอ" in page.locator("main").inner_text()


def test_without_scripts_lists_are_sent_and_pairs_answered(
    opened, clerk, officer, reviewer, embassy, patrol, sheet
):
    page = opened(clerk, java_script_enabled=False)
    page.goto("/submissions/new/")
    page.locator("input[type=file]").set_input_files(sheet("one.xlsx", [person(1)]))
    page.get_by_role("button", name="Look at it").click()
    page.get_by_role("button", name="Take 1 row in").click()
    page.wait_for_url(re.compile("/submissions/S-"))
    assert "Row by row" in page.content()
    _number, name, _land, born, passport = person(1)
    seen = factories.record(
        patrol, "found", full_name=name, birth_date=born, document_number=passport
    )
    assert factories.matched(seen)
    desk = opened(reviewer, java_script_enabled=False)
    desk.goto("/people/review/next/")
    desk.get_by_role("button", name="Same").click()
    desk.wait_for_url("**/people/review/")
    assert "waits" in desk.content() or "wait" in desk.content()
