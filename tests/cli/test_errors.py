"""What goes wrong is one line that says how to go on, never a traceback."""

import pytest
from django.db import OperationalError

from wayhome.cli.errors import plain_errors


@pytest.mark.parametrize(
    ("error", "code", "words"),
    [
        (OperationalError("database is locked"), 1, "database is locked"),
        (UnicodeDecodeError("utf-8", b"\xfe", 0, 1, "invalid start byte"), 2, "save it as UTF-8"),
        (FileNotFoundError(2, "No such file", "made-up.csv"), 2, "made-up.csv"),
    ],
)
def test_it_is_one_line_with_its_exit_code(capsys, error, code, words):
    with pytest.raises(SystemExit) as left, plain_errors():
        raise error
    said = capsys.readouterr().err
    assert (left.value.code, said.count("\n")) == (code, 1)
    assert words in said


def test_a_fault_of_ours_is_not_called_the_databases():
    with pytest.raises(ZeroDivisionError), plain_errors():
        _ = 1 / 0
