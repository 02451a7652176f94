"""0 done, 1 failed, 2 a wrong call or input; one line that says how to mend it, no traceback."""

import sqlite3

import pytest
from tests.cli.conftest import Node


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (["import", "requests", "absent.csv", "--agency", "A"], "absent.csv"),
        (["import", "requests", "empty.csv", "--agency", "A"], "empty"),
        (["import", "requests", "list.csv", "--agency", "Nobody"], "no agency 'Nobody'"),
        (["import", "nonsense", "list.csv", "--agency", "A"], "nonsense"),
        (["export", "nonsense", "--format", "csv", "--agency", "A", "--out", "x"], "no kind"),
        (["export", "requests", "--format", "pdf", "--agency", "A", "--out", "x"], "no format"),
        (["export", "requests", "--format", "csv", "--agency", "A", "--out", "no/x"], "no such"),
        (["agency", "A", "--country", "LK", "--kind", "embassy"], "already"),
        (["agency", "B", "--country", "QQ", "--kind", "embassy"], "QQ"),
        (["demo"], "WAYHOME_DEMO"),
        (["audit", "verify", "--against", "empty.csv"], "tree head"),
        (["serve", "--port", "0"], "0"),
    ],
)
def test_a_wrong_call_ends_with_2_and_says_what_to_do(fresh, tmp_path, call, words):
    (tmp_path / "empty.csv").write_bytes(b"")
    (tmp_path / "list.csv").write_text("full_name\nMade Up\n")
    told = fresh.run(*call, cwd=tmp_path)
    assert told.returncode == 2, told.stderr
    assert words in told.stderr
    assert "Traceback" not in told.stderr
    assert told.stdout == ""
    assert not (tmp_path / "x").exists()


def test_a_node_that_was_not_set_up_says_so(tmp_path):
    told = Node(tmp_path / "nothing").run("audit", "verify")
    assert told.returncode == 2
    assert "wayhome setup" in told.stderr
    assert not (tmp_path / "nothing").exists()


def test_a_whole_log_ends_with_0_and_a_tampered_one_with_1(node):
    assert node.run("audit", "verify").returncode == 0
    with sqlite3.connect(node.data / "wayhome.sqlite3") as database:
        listed = database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        for (name,) in listed.fetchall():
            database.execute(f'DROP TRIGGER "{name}"')
        database.execute("UPDATE audit_entry SET subject = 'another' WHERE number = 1")
    told = node.run("audit", "verify")
    assert told.returncode == 1
    assert told.stdout.startswith("entry 1: its content was changed")


def test_the_log_cannot_be_rewritten_without_taking_its_guard_away(node):
    with sqlite3.connect(node.data / "wayhome.sqlite3") as database:
        with pytest.raises(sqlite3.DatabaseError, match="append"):
            database.execute("UPDATE audit_entry SET subject = 'another' WHERE number = 1")
        with pytest.raises(sqlite3.DatabaseError, match="append"):
            database.execute("DELETE FROM audit_entry")


def test_a_log_cut_short_is_not_the_one_of_an_earlier_tree_head(node, tmp_path):
    (tmp_path / "head.json").write_text(node.run("audit", "head").stdout)
    node.run("agency", "B", "--country", "TH", "--kind", "ngo").check_returncode()
    assert node.run("audit", "verify", "--against", tmp_path / "head.json").returncode == 0
