"""The base page in a real browser: keys, dialogs and uploads work, axe finds nothing serious."""

import os
from pathlib import Path

import pytest

CHROMIUM = Path(os.environ.get("WAYHOME_CHROMIUM", "/usr/bin/chromium"))
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"no browser at {CHROMIUM}"),
]


@pytest.fixture(scope="module")
def browser():
    playwright = pytest.importorskip("playwright.sync_api")
    # The browser's own event loop must not make Django refuse its database.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with playwright.sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield chromium
        chromium.close()
    os.environ.pop("DJANGO_ALLOW_ASYNC_UNSAFE", None)


@pytest.fixture
def page(browser, live_server, base_only):
    context = browser.new_context(base_url=live_server.url, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.complaints = []
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.on(
        "console",
        lambda line: page.complaints.append(line.text) if line.type == "error" else None,
    )
    yield page
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("address", ["/look/", "/sign-in/"])
def test_axe_finds_nothing_and_nothing_sticks_out(
    browser, live_server, base_only, address, width, scheme
):
    axe = pytest.importorskip("axe_core_python.sync_playwright").Axe()
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True
    )
    page = context.new_page()
    page.goto(live_server.url + address)
    found = axe.run(page)["violations"]
    wide = page.evaluate("document.documentElement.scrollWidth")
    context.close()
    assert [(rule["id"], [node["target"] for node in rule["nodes"]]) for rule in found] == []
    assert wide <= width


def test_the_policy_is_never_offended(page):
    page.goto("/look/")
    page.wait_for_load_state("networkidle")
    assert page.complaints == []


def test_a_key_presses_its_button(page):
    page.goto("/look/")
    page.keyboard.press("d")
    page.wait_for_url("**verdict=different")


def test_a_key_does_nothing_while_somebody_types(page):
    page.goto("/look/")
    page.locator("#id_name").focus()
    page.keyboard.type("dsu")
    assert page.locator("#id_name").input_value() == "dsu"
    assert "verdict" not in page.url


def test_keys_can_be_listed_and_switched_off(page):
    page.goto("/look/")
    page.keyboard.press("?")
    keys = page.locator("#keys[open]")
    assert "Different" in keys.inner_text()
    keys.locator("input[type=checkbox]").check()
    keys.locator("button").click()
    page.keyboard.press("d")
    page.wait_for_timeout(200)
    assert "verdict" not in page.url


def test_a_question_is_asked_before_a_form_is_sent(page):
    page.goto("/look/")
    form = page.locator("form[data-confirm]")
    form.evaluate("form => { form.noValidate = true }")
    form.locator("button.danger").click()
    dialog = page.locator("#confirm[open]")
    assert "withdrawn" in dialog.inner_text()
    dialog.get_by_text("No, go back").click()
    assert page.url.endswith("/look/")
    form.locator("button.danger").click()
    dialog.get_by_text("Withdraw it").click()
    page.wait_for_url("**/look/?**")


def test_a_file_travels_with_a_bar_and_the_answer_takes_the_page(page, tmp_path):
    page.route(
        "**/arrived/",
        lambda route: route.fulfill(
            content_type="text/html",
            body="<html><head><title>Wayhome · Arrived</title></head>"
            "<body><main id=main tabindex=-1>It arrived</main></body></html>",
        ),
    )
    page.goto("/look/")
    path = tmp_path / "list.csv"
    path.write_text("name\nA\n")
    form = page.locator("form[data-upload]")
    form.evaluate("form => { form.action = '/arrived/' }")
    form.locator("input[type=file]").set_input_files(path)
    form.locator("button").click()
    page.get_by_text("It arrived").wait_for()
    assert page.title() == "Wayhome · Arrived"
    assert page.url.endswith("/arrived/")


def test_leaving_is_quick_and_leaves_no_way_back(page):
    page.route("https://**", lambda route: route.fulfill(content_type="text/html", body="calm"))
    page.goto("/sign-in/")
    page.goto("/look/")
    for _ in range(3):
        page.keyboard.press("Escape")
    page.wait_for_url("https://www.wikipedia.org/")
    page.go_back()
    assert "/look/" not in page.url


def test_on_a_phone_the_rooms_open_from_a_button_without_scripts(
    browser, live_server, base_only, client, reviewer
):
    client.force_login(reviewer)
    session = {"name": "sessionid", "value": client.cookies["sessionid"].value}
    context = browser.new_context(viewport={"width": 390, "height": 800}, java_script_enabled=False)
    context.add_cookies([{**session, "url": live_server.url}])
    page = context.new_page()
    page.goto(live_server.url + "/look/")
    review = page.locator("nav a", has_text="Review")
    assert not review.is_visible()
    page.locator(".menu-button").click()
    assert review.is_visible()
    context.close()
