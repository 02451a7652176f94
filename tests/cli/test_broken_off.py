"""A process that is killed or stopped loses nothing and leaves nothing half-written."""

import json
import os
import signal
import sqlite3
import subprocess
import time
import urllib.request
from pathlib import Path

import pytest

WHILE = 20  # fiftieths of a second; keeping the original takes less, the rows take more
PORT = 8700 + os.getpid() % 250
STATE = """
from wayhome.casework.models import Request
from wayhome.intake.models import Submission
from wayhome.people.models import Record
print(json.dumps([
    Request.unguarded.count(), Record.unguarded.count(),
    list(Submission.unguarded.values_list("state", flat=True)),
]))
"""
QUEUE = """
from pathlib import Path
from wayhome.accounts.models import Agency
from wayhome.intake.services import confirm, receive_file
sent, _new = receive_file(agency=Agency.objects.get(name="A"), sender=None, kind="requests",
                          filename="made-up.csv", data=Path({path!r}).read_bytes())
confirm(submission=sent, user=None, columns=None, wake=False)
"""


def kill_while_writing(process, database):
    """Kill a command once it has held the database's one write lock for a while."""
    asking = sqlite3.connect(database, timeout=0, isolation_level=None)
    held = 0
    while process.poll() is None:
        try:
            asking.execute("BEGIN IMMEDIATE")
            asking.execute("ROLLBACK")
            held = 0
        except sqlite3.OperationalError:
            held += 1
        if held > WHILE:
            process.kill()
            process.wait()
            return True
        time.sleep(0.02)
    return False


@pytest.mark.slow
def test_an_import_that_is_killed_is_wholly_undone_and_completed_by_the_same_file(node, rows):
    path, call = rows(10_000), ("import", "requests")
    process = node.start(*call, path, "--agency", "A", stdout=subprocess.DEVNULL)
    assert kill_while_writing(process, node.data / "wayhome.sqlite3")
    assert node.ask(STATE) == [0, 0, ["queued"]]
    assert node.run("audit", "verify").returncode == 0
    again = json.loads(node.run(*call, path, "--agency", "A").stdout)
    assert (again["rows"]["accepted"], again["changes"]["new"]) == (10_000, 10_000)
    once_more = json.loads(node.run(*call, path, "--agency", "A").stdout)
    assert once_more["changes"] == {"new": 0, "changed": 0, "gone": 0, "unchanged": 10_000}
    assert node.ask(STATE) == [10_000, 10_000, ["imported"]]
    for kept in Path(node.data).glob("wayhome.sqlite3*"):
        assert b"Quaskabar" not in kept.read_bytes(), kept.name


@pytest.fixture
def serving(node):
    """Serve the node, wait until it answers; end it with one Ctrl-C and return the exit code."""
    started = []

    def start():
        process = node.start("serve", "--port", PORT, "--workers", "1", stderr=subprocess.DEVNULL)
        started.append(process)
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline and process.poll() is None:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{PORT}/sign-in/", timeout=5) as page:
                    assert page.status == 200
                    return process
            except OSError:
                time.sleep(0.2)
        raise AssertionError("it did not answer")

    yield start
    for process in started:
        if process.poll() is None:
            process.kill()


def stop(process):
    process.send_signal(signal.SIGINT)
    return process.wait(40)


def processes_of(node):
    """Return the processes that were started for this node and are still there."""
    mark = f"WAYHOME_DATA={node.data}".encode()
    found = []
    for entry in Path("/proc").glob("[0-9]*/environ"):
        try:
            if mark in entry.read_bytes().split(b"\0"):
                found.append(int(entry.parent.name))
        except OSError:
            continue
    return found


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks for processes in /proc")
def test_one_ctrl_c_ends_all_and_what_was_queued_goes_on_after_it(node, rows, serving):
    node.ask(QUEUE.format(path=str(rows(300))))
    assert stop(serving()) == 0
    assert processes_of(node) == []
    requests, records, states = node.ask(STATE)
    assert (requests, records, states) in ((0, 0, ["queued"]), (300, 300, ["imported"]))
    again = serving()
    deadline = time.monotonic() + 60
    while node.ask(STATE)[2] != ["imported"] and time.monotonic() < deadline:
        time.sleep(2)
    assert node.ask(STATE) == [300, 300, ["imported"]]
    assert stop(again) == 0
    assert node.run("audit", "verify").returncode == 0


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks for processes in /proc")
def test_when_the_server_is_killed_outright_its_workers_end_too(node, serving):
    process = serving()
    process.kill()
    process.wait()
    deadline = time.monotonic() + 40
    while processes_of(node) and time.monotonic() < deadline:
        time.sleep(0.3)
    assert processes_of(node) == []
