"""`wayhome names compare` shows the same reasons as the reviewer's page."""

import json

from click.testing import CliRunner

from wayhome.cli.names import names_command
from wayhome.people.matching import names


def run(*arguments):
    done = CliRunner().invoke(names_command, ["compare", *arguments])
    assert done.exit_code == 0, done.output
    return done.output


def test_the_letters_of_each_word_stand_under_its_reason():
    lines = run("นายณัฐพงษ์ แซ่ตั้ง", "Natthaphong Saetang").splitlines()
    assert lines[0].startswith("same")
    assert lines[2].strip() == "[ณั na=na] [ฐ ttha=ttha] [พ pho=pho] [ง ng=ng] [ษ์ ·]"
    assert "left: title นาย" in lines[-1]


def test_what_differs_and_what_helped_is_said():
    said = run("Than Than Nu", "Than Than Nwe")
    assert "[n=n] [–w] [u≠e]" in said
    assert names.said("helps", "short") in said
    assert names.said("helps", "place_hong_kong") in run("陳大文", "Chan Tai Man")


def test_as_json_the_words_and_letters_come_with_the_reasons():
    found = json.loads(run("陳大文", "Chan Tai Man", "--format", "json"))
    assert [word["left_read"] for word in found["words"]] == ["chan", "tai", "man"]
    assert found["words"][0]["columns"][0]["steps"][0] == {
        "left": "c",
        "right": "c",
        "state": "same",
    }
    assert len(found["reasons"]) == 3


def test_a_list_of_pairs_is_answered_without_the_letters(tmp_path):
    pairs = tmp_path / "pairs.tsv"
    pairs.write_text("Aung Min\tAung Min\n", encoding="utf-8")
    (found,) = map(json.loads, run("--pairs", str(pairs)).splitlines())
    assert set(found) == {"score", "verdict", "reasons"}
