"""Twenty people at work at once: each signs in and opens pages one after another."""

import http.client
import os
import re
import socket
import subprocess
import sys
import threading
import time
from collections import defaultdict
from random import Random
from typing import Any
from urllib.parse import urlencode

import numpy as np
from tqdm import tqdm

from register.filling import PASSWORD, USERS

_READING = (1.0, 3.0)  # seconds between two pages of a user: brisk work (assumed)
_PATIENCE = 120  # seconds to come up
_MARKED = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
SEARCH = "search by name"
REVIEW = ("review queue", "a pair")
_NAMES = ("Nimal Perera", "Aung Kyaw", "สมชาย", "Kumar", "王伟", "Nguyen Van", "Siti", "Tadesse")


class Reader:
    """A browser as far as this needs one: cookies, one connection kept open."""

    def __init__(self, port: int) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.cookies: dict[str, str] = {}
        self.token = ""

    def ask(self, method: str, path: str, form: dict[str, str] | None = None) -> tuple[int, str]:
        """Return status and text."""
        head = {"Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())}
        if form:
            head["Content-Type"] = "application/x-www-form-urlencoded"
        answer = self._answer(method, path, urlencode(form or {}), head)
        for given in answer.headers.get_all("Set-Cookie") or ():
            name, _, value = given.split(";")[0].partition("=")
            self.cookies[name] = value
        return answer.status, answer.read().decode()

    def _answer(
        self, method: str, path: str, body: str, head: dict[str, str]
    ) -> http.client.HTTPResponse:
        """Ask again, as browsers do, where the server had closed a connection that was idle."""
        try:
            self.connection.request(method, path, body, head)
            return self.connection.getresponse()
        except (http.client.RemoteDisconnected, ConnectionResetError, BrokenPipeError):
            self.connection.close()
            self.connection.request(method, path, body, head)
            return self.connection.getresponse()

    def open(self, kind: str, path: str) -> str:
        """Open a page; return what went wrong, empty where nothing did.

        A search sends its words in the form's body and must find somebody.
        """
        if kind != SEARCH:
            status, _page = self.ask("GET", path)
            return "" if status == 200 else str(status)
        status, page = self.ask("POST", "/search/", {"q": path, "csrfmiddlewaretoken": self.token})
        return str(status) if status != 200 else "" if "/people/P-" in page else "nothing found"

    def sign_in(self, username: str) -> None:
        """Sign in as one of the made-up users."""
        _status, page = self.ask("GET", "/sign-in/")
        found = _MARKED.search(page)
        form = {"login": username, "password": PASSWORD}
        form["csrfmiddlewaretoken"] = found.group(1) if found else ""
        status, page = self.ask("POST", "/sign-in/", form)
        if status != 302:
            raise RuntimeError(f"{username} could not sign in: status {status}")
        found = _MARKED.search(self.ask("GET", "/search/")[1])
        self.token = found.group(1) if found else ""


def measure(requests: int) -> dict[str, Any]:
    """Serve the node on this machine alone and time ``requests`` pages of each user."""
    port = _free_port()
    command = [sys.executable, "-c", "from wayhome.cli.main import main; main()", "serve"]
    command += ["--port", str(port)]
    server = subprocess.Popen(command, env=os.environ)
    try:
        _wait_for(port)
        return _measured(port, requests)
    finally:
        server.terminate()
        server.wait(40)


def _measured(port: int, requests: int) -> dict[str, Any]:
    pages = _addresses()
    readers = []
    for number in tqdm(range(USERS), desc="Signing in", disable=None):
        reader = Reader(port)
        reader.sign_in(f"made-up-{number}")
        readers.append(reader)
    for kind, choice in pages.items():
        for _worker in range(2):  # templates and code lists are read once a worker
            if failed := readers[1].open(kind, choice[0]):
                raise RuntimeError(f"{kind}, {choice[0]}: {failed}")
    return {
        "users": USERS,
        "reading": _paced(readers, pages, requests, _READING),
        "back to back": _paced(readers, pages, requests, (0.0, 0.0)),
        "alone": _alone(readers[1], pages),
    }


def _paced(
    readers: list[Reader], pages: dict[str, list[str]], requests: int, pause: tuple[float, float]
) -> dict[str, Any]:
    """Let every reader open ``requests`` pages, with a pause of so many seconds between two."""
    times: dict[str, list[float]] = defaultdict(list)
    errors: dict[str, list[str]] = defaultdict(list)
    shown = tqdm(desc="Pages", total=USERS * requests, disable=None)

    def work(number: int) -> None:
        rng = Random(number)
        mine = [kind for kind in pages if number % 2 or kind not in REVIEW]  # odd ones review
        kinds = [kind for kind in mine for _ in range(-(-requests // len(mine)))]
        rng.shuffle(kinds)
        for kind in kinds[:requests]:
            time.sleep(rng.uniform(*pause))
            path = rng.choice(pages[kind])
            began = time.perf_counter()
            try:
                failed = readers[number].open(kind, path)
            except OSError as error:
                failed = str(error)
            times[kind].append(time.perf_counter() - began)
            if failed:
                errors[kind].append(failed)
            shown.update(1)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(USERS)]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    whole = time.perf_counter() - began
    every = [one for each in times.values() for one in each]
    return {
        "a_second": len(every) / whole,
        "pages": {kind: _row(times[kind], errors[kind]) for kind in pages},
        "all": _row(every, [one for each in errors.values() for one in each]),
    }


def _alone(reader: Reader, pages: dict[str, list[str]]) -> dict[str, float]:
    """Milliseconds of each page with nobody else asking: the median of seven."""
    found = {}
    for kind, paths in pages.items():
        taken = []
        for path in (paths * 7)[:7]:
            began = time.perf_counter()
            reader.open(kind, path)
            taken.append(time.perf_counter() - began)
        found[kind] = float(np.median(taken) * 1000)
    return found


def _row(taken: list[float], errors: list[str]) -> dict[str, Any]:
    median, p95 = np.percentile(np.array(taken) * 1000, (50, 95))
    return {"n": len(taken), "median": float(median), "p95": float(p95), "errors": errors}


def _addresses() -> dict[str, list[str]]:
    """Addresses of each kind of page; both roles that sign in may open them."""
    from wayhome.casework.models import Case, Encounter, Request
    from wayhome.documents.models import Document
    from wayhome.people.models import Pair

    def some(model: Any, path: str) -> list[str]:
        references = model.unguarded.order_by("pk").values_list("reference", flat=True)[:200]
        return [path.format(reference) for reference in references]

    return {
        "overview": ["/"],
        "requests": ["/requests/", "/requests/?page=2", "/requests/?state=open"],
        "a request": some(Request, "/requests/{}/"),
        "encounters": ["/encounters/", "/encounters/?page=3"],
        "an encounter": some(Encounter, "/encounters/{}/"),
        "cases: the board": ["/cases/"],
        "cases: a list": ["/cases/all/?state=screened", "/cases/all/?waiting_for=screening"],
        "a case": some(Case, "/cases/{}/"),
        "people": ["/people/"],
        SEARCH: list(_NAMES),
        "documents": ["/documents/"],
        "a document": some(Document, "/documents/{}/"),
        "review queue": ["/people/review/"],
        "a pair": some(Pair, "/people/review/{}/"),
    }


def _free_port() -> int:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        port: int = held.getsockname()[1]
        return port


def _wait_for(port: int) -> None:
    deadline = time.monotonic() + _PATIENCE
    while time.monotonic() < deadline:
        try:
            Reader(port).ask("GET", "/sign-in/")
        except OSError:
            time.sleep(0.3)
        else:
            return
    raise RuntimeError(f"the server did not come up within {_PATIENCE} seconds")
