"""`wayhome serve`: web workers and background workers, together up and together down."""

import ctypes
import os
import signal
import subprocess
import sys
import time

import click

from wayhome.cli.node import open_node

# A worker each: a list must not wait until another one's ten thousand rows are matched.
QUEUES = ("lists", "default")
_PATIENCE = 30  # seconds a child has to finish what it holds
_PR_SET_PDEATHSIG = 1  # prctl(2)


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--workers", default=2, show_default=True, type=click.IntRange(1, 64))
@click.option("--threads", default=8, show_default=True, type=click.IntRange(1, 64))
def serve_command(host: str, port: int, workers: int, threads: int) -> None:
    """Run the web application, the API and the background work; Ctrl-C ends them cleanly."""
    open_node()
    _wake_up()
    web = [
        *(sys.executable, "-m", "gunicorn", "wayhome.config.wsgi:application"),
        *("--worker-class", "gthread", "--workers", str(workers), "--threads", str(threads)),
        *("--bind", f"{host}:{port}", "--graceful-timeout", str(_PATIENCE)),
        # Loaded once and forked: what workers never change, they share.
        *("--log-level", "warning", "--no-control-socket", "--preload"),
    ]
    worker = [sys.executable, "-m", "django", "db_worker", "--interval", "1", "--queue-name"]
    children = [_start(command) for command in (web, *([*worker, one] for one in QUEUES))]
    click.echo(f"Wayhome answers on http://{host}:{port}/ (Ctrl-C ends it)", err=True)
    sys.exit(_watch(children))


def _wake_up() -> None:
    """Enqueue the wake-up calls: what a killed process left undone stands in the tables' state."""
    from wayhome.intake.tasks import import_queued_lists
    from wayhome.people.tasks import match_pending

    import_queued_lists.enqueue()
    match_pending.enqueue()


def _start(command: list[str]) -> subprocess.Popen[bytes]:
    # A session of its own, so that Ctrl-C reaches this process alone and it ends the others.
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "wayhome.config.settings"}
    return subprocess.Popen(  # noqa: S603  our own command line
        command,
        start_new_session=True,
        env=environment,
        preexec_fn=_die_with_parent,  # noqa: PLW1509  no threads here
    )


def _die_with_parent() -> None:
    """Ask Linux to end this child when its parent is killed outright."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


def _watch(children: list[subprocess.Popen[bytes]]) -> int:
    """Wait for Ctrl-C or for a child to end by itself; end the others; return the exit code."""
    asked_to_end = []
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: asked_to_end.append(True))
    while not asked_to_end and all(child.poll() is None for child in children):
        time.sleep(0.2)
    for child in children:
        if child.poll() is None:
            child.terminate()
    deadline = time.monotonic() + _PATIENCE
    for child in children:
        try:
            child.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            child.kill()
    return 0 if asked_to_end else 1
