"""A real browser against a live server on the test database; skipped, and said so, without one."""

import os
import shutil

import pytest
from django.db import connection
from django.test import Client

NAMES = ("chromium", "chromium-browser", "google-chrome")
CHROMIUM = os.environ.get("WAYHOME_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_collection_modifyitems(items):
    for item in items:
        if "tests/browser" in item.path.as_posix():
            item.add_marker(pytest.mark.browser)
            if CHROMIUM is None:
                item.add_marker(pytest.mark.skip(reason=f"no browser in PATH: {', '.join(NAMES)}"))


@pytest.fixture(scope="module")
def browser():
    playwright = pytest.importorskip("playwright.sync_api")
    # The browser's own event loop must not make Django refuse its database.
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with playwright.sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()
    if before is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def opened(browser, live_server, transactional_db):
    """Open a window for a user. At the end no window has complained or asked another host."""
    if connection.vendor != "sqlite":
        pytest.skip("browser tests run on SQLite alone")
    contexts, complaints, strangers = [], [], []

    def open_(user=None, **options):
        options.setdefault("viewport", {"width": 1280, "height": 900})
        context = browser.new_context(base_url=live_server.url, locale="en-GB", **options)
        contexts.append(context)
        if user is not None:
            client = Client()
            client.force_login(user)
            session = client.cookies["sessionid"].value
            context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda line: complaints.append(line.text) if _bad(line) else None)
        page.on(
            "request", lambda request: strangers.append(request.url) if _away(request) else None
        )
        return page

    def _bad(line):
        # A form that was not valid or met a conflict answers 4xx, which the browser mentions.
        return line.type == "error" and "Failed to load resource" not in line.text

    def _away(request):
        return not request.url.startswith((live_server.url, "data:", "blob:"))

    yield open_
    for context in contexts:
        context.close()
    assert complaints == []
    assert strangers == []
