"""Write the README's screenshots from the made-up demonstration into docs/screenshots/.

usage: python scripts/screenshots.py [FOLDER-OF-A-DEMONSTRATION-NODE]

Without a folder a demonstration is made in a temporary one. Chromium is looked for in PATH.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

OUT = Path(__file__).parent.parent / "docs" / "screenshots"
WAYHOME = Path(sys.executable).with_name("wayhome")
PORT = 8765
WHERE = f"http://127.0.0.1:{PORT}"
PASSWORD = "made-up-river-2026"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}
LIMIT = 300_000  # bytes a picture: they are kept with the code


def main() -> int:
    """Serve the demonstration, take the pictures, end it."""
    chromium = next(
        filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
    )
    if chromium is None:
        print(
            "no Chromium in PATH: no screenshots (see scripts/install_browser.sh)", file=sys.stderr
        )
        return 1
    with tempfile.TemporaryDirectory() as folder:
        data = sys.argv[1] if len(sys.argv) > 1 else folder
        environment = {**os.environ, "WAYHOME_DATA": data, "WAYHOME_DEMO": "1"}
        for command in ("setup", "demo"):
            subprocess.run(
                [WAYHOME, command], env=environment, check=True, stdout=subprocess.DEVNULL
            )
        server = subprocess.Popen([WAYHOME, "serve", "--port", str(PORT)], env=environment)
        try:
            wait_for_answer()
            with sync_playwright() as driver:
                browser = driver.chromium.launch(executable_path=chromium, args=FLAGS)
                take_all(browser)
                browser.close()
        finally:
            server.terminate()
            server.wait(60)
    return 0


def wait_for_answer() -> None:
    """Wait until the node answers."""
    for _ in range(300):
        try:
            with urllib.request.urlopen(f"{WHERE}/sign-in/", timeout=5):
                return
        except OSError:
            time.sleep(0.2)
    raise SystemExit("the node did not answer")


def take_all(browser: Browser) -> None:
    """Take every picture, each as who uses the page."""
    OUT.mkdir(parents=True, exist_ok=True)
    embassy = signed_in(browser, "embassy")
    embassy.goto(f"{WHERE}/submissions/")
    embassy.locator("table a[href^='/submissions/S-']").first.click()
    take(embassy, "list")
    reviewer = signed_in(browser, "reviewer")
    reviewer.goto(f"{WHERE}/people/review/")
    open_best(reviewer, "/people/review/M-", assigned)
    take(reviewer, "review")
    dark = signed_in(browser, "reviewer", scheme="dark")
    dark.goto(reviewer.url)
    take(dark, "review-dark")
    case = signed_in(browser, "caseworker")
    case.goto(f"{WHERE}/cases/all/?state=identification")
    case.locator("main a[href^='/cases/C-']").first.click()
    take(case, "case")
    patrol = signed_in(browser, "patrol")
    patrol.goto(f"{WHERE}/encounters/")
    open_best(patrol, "/encounters/E-", nationalities)
    take(patrol, "encounter")
    phone = signed_in(browser, "patrol", size=PHONE)
    phone.goto(patrol.url)
    take(phone, "encounter-phone")
    duty = signed_in(browser, "duty")
    duty.goto(f"{WHERE}/documents/")
    open_best(duty, "/documents/D-", last_number)
    take(duty, "document")
    duty.goto(f"{WHERE}/")
    take(duty, "overview")


def signed_in(
    browser: Browser, name: str, *, size: dict[str, int] = DESKTOP, scheme: str = "light"
) -> Page:
    """Return a page of somebody who has signed in."""
    context = browser.new_context(viewport=size, color_scheme=scheme, locale="en-GB")  # type: ignore[arg-type]  # 'light' or 'dark'
    page = context.new_page()
    page.goto(f"{WHERE}/sign-in/")
    page.locator("[name=login]").fill(name)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("main button[type=submit], main form button").first.click()
    page.wait_for_url(f"{WHERE}/")
    return page


def open_best(page: Page, start: str, worth: Callable[[str], float]) -> None:
    """Open the row of a list whose text is worth most."""
    rows = page.locator(f"main tr:has(a[href^='{start}'])")
    found = [worth(text) for text in rows.all_inner_texts()]
    rows.nth(found.index(max(found))).locator(f"a[href^='{start}']").first.click()


def nationalities(text: str) -> int:
    """Return how many parts a head count has."""
    return text.count(" + ")


def last_number(text: str) -> int:
    """Return the number in the last column."""
    return max(map(int, re.findall(r"\d+$", text.strip())), default=0)


def assigned(text: str) -> int:
    """Prefer a pair of a request and a found person: only those are matched one to one."""
    return int("best on its list" in text)


def take(page: Page, name: str) -> None:
    """Write what the window shows; with fewer colours where it would be too large."""
    page.wait_for_load_state("networkidle")
    page.evaluate("document.activeElement.blur()")
    path = OUT / f"{name}.png"
    page.screenshot(path=path)
    if path.stat().st_size > LIMIT:
        raise SystemExit(f"{path.name}: {path.stat().st_size} bytes; the limit is {LIMIT}")
    print(f"{path.relative_to(OUT.parent.parent)}  {path.stat().st_size // 1024} kB  {page.url}")


if __name__ == "__main__":
    sys.exit(main())
