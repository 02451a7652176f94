from collections.abc import Callable
from pathlib import Path

import pytest
from tests.people.matching.bulk.lists import again, people, written

from wayhome.people.matching.errors import WrongInput
from wayhome.people.matching.files import dedupe_files

Clusters = Callable[..., dict[str, str]]


def pairs_of(clusters: dict[str, str]) -> set[tuple[str, str]]:
    groups: dict[str, list[str]] = {}
    for one, group in clusters.items():
        groups.setdefault(group, []).append(one)
    return {(a, b) for group in groups.values() for a in group for b in group if a < b}


def test_people_written_down_twice_come_together_and_strangers_stay_apart(
    tmp_path: Path, clusters: Clusters
) -> None:
    first = people(1500)
    rows = [*first, *again(first[:500])]
    found = pairs_of(clusters(written(tmp_path / "l.csv", rows)))
    true = {tuple(sorted((str(n), str(1500 + n)))) for n in range(500)}
    assert len(found & true) >= 480
    assert len(found - true) <= 20


def test_every_row_is_in_the_result_in_the_order_of_the_list(
    tmp_path: Path, clusters: Clusters
) -> None:
    found = clusters(written(tmp_path / "l.csv", people(50)))
    assert list(found) == [str(number) for number in range(50)]


def test_a_cluster_is_called_by_its_first_record(tmp_path: Path, clusters: Clusters) -> None:
    first = people(300)
    found = clusters(written(tmp_path / "l.csv", [*first, first[7]]))
    assert found["300"] == "7"


def test_reviewers_words_are_obeyed(tmp_path: Path, clusters: Clusters) -> None:
    first = people(300)
    listed = written(tmp_path / "l.csv", [*first, first[7], first[8]])
    labels = tmp_path / "labels.csv"
    labels.write_text("left_id,right_id,same\n7,300,0\n1,2,1\n", encoding="utf-8")
    found = clusters(listed, labels=labels)
    assert found["300"] != found["7"]
    assert found["1"] == found["2"]
    assert found["301"] == "8"


def test_many_labels_are_weighed_and_the_reader_told_what_they_taught(
    tmp_path: Path, in_bulk: None
) -> None:
    first = people(300)
    listed, labels = written(tmp_path / "l.csv", [*first, *again(first)]), tmp_path / "labels.csv"
    lines = [f"{n},{300 + n},1" for n in range(100)] + [f"{n},{n + 1},0" for n in range(100)]
    labels.write_text("\n".join(["left_id,right_id,same", *lines]), encoding="utf-8")
    notes = dedupe_files(listed, tmp_path / "o.csv", labels=labels).notes
    assert any("200 labels " in note for note in notes)


def test_a_few_labels_are_obeyed_and_the_reader_told_that_they_teach_nothing(
    tmp_path: Path, in_bulk: None
) -> None:
    listed, labels = written(tmp_path / "l.csv", people(300)), tmp_path / "labels.csv"
    labels.write_text("left_id,right_id,same\n1,2,1\n", encoding="utf-8")
    notes = dedupe_files(listed, tmp_path / "o.csv", labels=labels).notes
    assert any("labels given: 1; they are obeyed" in note for note in notes)


def test_labels_that_contradict_each_other_are_refused_by_name(
    tmp_path: Path, in_bulk: None
) -> None:
    listed = written(tmp_path / "l.csv", people(20), "p")
    labels = tmp_path / "labels.csv"
    labels.write_text("left_id,right_id,same\np1,p2,1\np2,p3,1\np1,p3,0\n", encoding="utf-8")
    with pytest.raises(WrongInput, match=r"labels contradict each other: 'p\d' and 'p\d'"):
        dedupe_files(listed, tmp_path / "o.csv", labels=labels)


def test_ten_thousand_of_one_name_are_too_common_to_compare(tmp_path: Path, in_bulk: None) -> None:
    listed = tmp_path / "l.csv"
    listed.write_text("full_name\n" + "Mohamed Ahmed\n" * 10_000, encoding="utf-8")
    written = dedupe_files(listed, tmp_path / "o.csv")
    assert "too common to compare: up to 10000 of 10000 records" in written.notes[0]
    assert len((tmp_path / "o.csv").read_text("utf-8").splitlines()) == 10_001


def test_an_empty_list_is_called_empty(tmp_path: Path, in_bulk: None) -> None:
    listed = tmp_path / "l.csv"
    listed.write_text("id,full_name\n", encoding="utf-8")
    assert dedupe_files(listed, tmp_path / "o.csv").notes == ("the list is empty",)
    assert (tmp_path / "o.csv").read_text("utf-8") == "id,cluster_id\n"


def test_a_column_of_constants_joins_nobody(tmp_path: Path, clusters: Clusters) -> None:
    rows = [row | {"nationality": "MM", "last_known_place": "Mae Sot"} for row in people(800)]
    found = clusters(written(tmp_path / "l.csv", rows))
    assert len(set(found.values())) >= 795


@pytest.mark.parametrize(
    ("written_here", "written_there"),
    [
        (("สมชาย", "ใจดี"), ("Somchai", "Jaidee")),
        (("大文", "陳"), ("Tai Man", "Chan")),
        (("大文", "陳"), ("Dawen", "Chen")),
    ],
)
def test_names_of_other_letters_meet_their_latin_form(
    tmp_path: Path,
    clusters: Clusters,
    written_here: tuple[str, str],
    written_there: tuple[str, str],
) -> None:
    rows = people(400)
    for given, family in (written_here, written_there):
        names = {"given_name": given, "family_name": family}
        rows.append(rows[0] | names | {"birth_date": "1981-02-03"})
    found = clusters(written(tmp_path / "l.csv", rows))
    assert found["401"] == "400"


@pytest.mark.parametrize(
    "name",
    [
        {"full_name": "Nok Suk", "other_names": "Wai Linn; Somchai Jaidee"},
        {"full_name": "Nok Suk alias Somchai Jaidee"},
        {"full_name": "Nok Suk", "native_name": "สมชาย ใจดี"},
    ],
)
def test_a_record_of_several_names_meets_whoever_bears_one_of_them(
    tmp_path: Path, clusters: Clusters, name: dict[str, str]
) -> None:
    blank = {"full_name": "", "other_names": "", "native_name": ""}
    rows = [
        blank | {"full_name": f"{row['given_name']} {row['family_name']}"} | row
        for row in people(400)
    ]
    for row in rows:
        del row["given_name"], row["family_name"]
    rows += [rows[0] | blank | name | {"birth_date": "1981-02-03"}]
    rows += [rows[0] | blank | {"full_name": "Somchai Jaidee", "birth_date": "1981-02-03"}]
    found = clusters(written(tmp_path / "l.csv", rows))
    assert found["401"] == "400"
    assert len(set(found.values())) >= 398


def test_a_cell_of_two_lines_and_a_short_row_are_read(tmp_path: Path, clusters: Clusters) -> None:
    listed = tmp_path / "l.csv"
    listed.write_text('id,full_name,notes\n1,Nok Suk\n2,Moe Aung,"two\nlines"\n', encoding="utf-8")
    assert clusters(listed) == {"1": "1", "2": "2"}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("id,full_name\n1,A B\n1,C D\n", r"row 2, column 'id': '1' stands in row 1 already"),
        ("id,full_name\n1,A,B,C\n", "line 2: more cells than the 2 columns"),
        ("id,full_name\n1,\0\n", "no CSV text"),
        ("Naam\nx\n", "no known column among Naam"),
    ],
)
def test_a_wrong_list_is_refused_by_name_and_place_and_nothing_is_left_behind(
    tmp_path: Path, in_bulk: None, text: str, message: str
) -> None:
    wrong = tmp_path / "wrong.csv"
    wrong.write_text(text, encoding="utf-8")
    with pytest.raises(WrongInput, match=message) as refusal:
        dedupe_files(wrong, tmp_path / "o.csv")
    assert "wrong.csv" in str(refusal.value)
    assert [path.name for path in tmp_path.iterdir()] == ["wrong.csv"]


def test_another_encoding_is_refused(tmp_path: Path, in_bulk: None) -> None:
    wrong = tmp_path / "l.csv"
    wrong.write_bytes("id,full_name\n1,สมชาย\n".encode("tis-620"))
    with pytest.raises(WrongInput, match="line 2: is not UTF-8"):
        dedupe_files(wrong, tmp_path / "o.csv")
