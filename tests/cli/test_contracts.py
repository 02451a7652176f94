"""The commands whose form is fixed keep it."""

import re
import subprocess
import sys

import pytest
from tests.cli.conftest import WAYHOME


def test_the_fixed_commands_keep_their_form(shared, fresh):
    check = shared / "contracts" / "check.py"
    if not check.is_file():
        pytest.skip("the contracts are not beside this checkout")
    parts = re.findall(r'"(\w+)": \w+', re.search(r"parts = \{(.*?)\}", check.read_text())[1])
    there = fresh.run("--help").stdout
    wanted = [p for p in parts if p == "errors" or re.search(rf"^  {p} ", there, re.MULTILINE)]
    assert "import" in wanted
    told = subprocess.run(
        [sys.executable, check, WAYHOME, "--only", ",".join(wanted), "--agency", "A"],
        capture_output=True,
        text=True,
        timeout=300,
        env=fresh.environment,
        check=False,
    )
    assert told.returncode == 0, told.stdout + told.stderr
