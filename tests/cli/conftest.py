"""The command as people run it: a process of its own on a node of its own, on SQLite."""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

WAYHOME = Path(sys.executable).with_name("wayhome")


@dataclass
class Node:
    """A node's folder and the commands on it."""

    data: Path

    @property
    def environment(self):
        given = {k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "WAYHOME_DEMO")}
        return {
            **given,
            "WAYHOME_DATA": str(self.data),
            "WAYHOME_KEY_FILE": str(self.data / "keys" / "wayhome.json"),
            "DJANGO_SETTINGS_MODULE": "wayhome.config.settings",
            "PYTHONUTF8": "1",
        }

    def run(self, *args, **more):
        """Run a command to its end."""
        return subprocess.run(
            [WAYHOME, *map(str, args)],
            capture_output=True,
            text=True,
            timeout=120,
            env=self.environment,
            check=False,
            **more,
        )

    def start(self, *args, **more):
        """Start a command and leave it running."""
        return subprocess.Popen([WAYHOME, *map(str, args)], env=self.environment, **more)

    def ask(self, code):
        """Run Python with the rooms loaded; return what it printed, read as JSON."""
        head = "import django, json; django.setup()\n"
        told = subprocess.run(
            [sys.executable, "-c", head + code],
            capture_output=True,
            text=True,
            timeout=120,
            env=self.environment,
            check=True,
        )
        return json.loads(told.stdout or "null")


@pytest.fixture(scope="session")
def fresh(tmp_path_factory):
    """A node that was set up, with the agency A."""
    if os.environ.get("DATABASE_URL"):
        pytest.skip("the commands' own tests run on SQLite alone")
    made = Node(tmp_path_factory.mktemp("node"))
    made.run("setup").check_returncode()
    made.run("agency", "A", "--country", "LK", "--kind", "embassy").check_returncode()
    return made


@pytest.fixture
def node(fresh, tmp_path):
    """A copy of the node, to be changed."""
    shutil.copytree(fresh.data, tmp_path / "node", ignore=shutil.ignore_patterns("static"))
    (tmp_path / "node" / "static").symlink_to(fresh.data / "static")
    return Node(tmp_path / "node")


@pytest.fixture
def rows(tmp_path):
    """Write a list of so many made-up people."""

    def write(count):
        path = tmp_path / f"list-{count}.csv"
        lines = [
            f"{n},Zorvelin{n} Quaskabar{n * 7 % 9973},{1970 + n % 30}-{n % 12 + 1:02},LK,N{n:07}"
            for n in range(count)
        ]
        head = "id,full_name,birth_date,nationality,document_number"
        path.write_text("\n".join([head, *lines]), encoding="utf-8")
        return path

    return write
