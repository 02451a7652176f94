import csv
from pathlib import Path

import pytest

from wayhome.people.matching import files
from wayhome.people.matching.errors import WrongInput
from wayhome.people.matching.files import dedupe_files, link_files


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


LIST = "id,full_name,birth_date\n1,Somchai Jaidee,1990-02-03\n2,Nok Suk,1988\n"


def test_links_are_written_with_their_columns(tmp_path: Path) -> None:
    left, out = write(tmp_path / "l.csv", LIST), tmp_path / "o.csv"
    link_files(left, left, out)
    found = rows(out)
    assert list(found[0]) == ["left_id", "right_id", "probability", "bits", "explanation"]
    assert ("1", "1") in {(r["left_id"], r["right_id"]) for r in found}


def test_a_map_names_the_columns_of_the_list_that_has_them(tmp_path: Path) -> None:
    left = write(tmp_path / "l.csv", LIST)
    right = write(tmp_path / "r.csv", "nr;Naam;geb\n7;Somchai Jaidee;1990-02-03\n")
    names = write(tmp_path / "map.yaml", "id: nr\nfull_name: Naam\nbirth_date: geb\n")
    link_files(left, right, tmp_path / "o.csv", column_map=names)
    assert rows(tmp_path / "o.csv")[0]["right_id"] == "7"


def test_every_row_gets_its_cluster(tmp_path: Path) -> None:
    dedupe_files(write(tmp_path / "l.csv", LIST), tmp_path / "o.csv")
    assert [r["id"] for r in rows(tmp_path / "o.csv")] == ["1", "2"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "is empty"),
        ("id,id\n1,2\n", "line 1: column 'id' stands twice"),
        ("Naam\nx\n", "no known column among Naam"),
        ("id,full_name\n1,A B\n1,C D\n", "line 3, column 'id': '1' stands in line 2 already"),
        ("id,full_name\n1,A,B,C\n", "line 2: 4 cells under 2 columns"),
        ("id,full_name\n1,\0\n", "no CSV text"),
    ],
)
def test_a_wrong_list_is_refused_by_name_and_place_and_nothing_is_written(
    tmp_path: Path, text: str, message: str
) -> None:
    wrong, out = write(tmp_path / "wrong.csv", text), tmp_path / "o.csv"
    with pytest.raises(WrongInput, match=message) as refusal:
        dedupe_files(wrong, out)
    assert "wrong.csv" in str(refusal.value)
    assert not out.exists()


def test_another_encoding_is_refused_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "l.csv"
    path.write_bytes("id,full_name\n1,สมชาย\n".encode("tis-620"))
    with pytest.raises(WrongInput, match="line 2: is not UTF-8"):
        dedupe_files(path, tmp_path / "o.csv")


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(WrongInput, match=r"absent\.csv: cannot be read"):
        link_files(tmp_path / "absent.csv", tmp_path / "absent.csv", tmp_path / "o.csv")


def test_an_engine_that_is_not_there_is_refused(tmp_path: Path) -> None:
    left = write(tmp_path / "l.csv", LIST)
    with pytest.raises(WrongInput, match="write one of duckdb, spark"):
        link_files(left, left, tmp_path / "o.csv", engine="oracle")


def test_a_long_list_without_the_extra_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sys

    monkeypatch.setattr(files, "SHORT_LIST", 1)
    monkeypatch.setattr(files, "MOST_ROWS", 2)
    monkeypatch.setitem(sys.modules, "splink", None)
    left = write(tmp_path / "l.csv", LIST)
    with pytest.raises(WrongInput, match=r"pip install -e '.\[bulk\]'"):
        dedupe_files(left, tmp_path / "o.csv")


def test_a_failed_run_leaves_the_old_result_as_it_was(tmp_path: Path) -> None:
    old = write(tmp_path / "o.csv", "old")
    with pytest.raises(WrongInput):
        dedupe_files(write(tmp_path / "l.csv", ""), old)
    assert old.read_text() == "old"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["l.csv", "o.csv"]


def test_a_map_with_an_unknown_column_names_its_line(tmp_path: Path) -> None:
    left = write(tmp_path / "l.csv", LIST)
    names = write(tmp_path / "map.yaml", "id: nr\ncolour: c\n")
    with pytest.raises(WrongInput, match=r"line 2: 'colour' is no column"):
        link_files(left, left, tmp_path / "o.csv", column_map=names)


def test_a_file_that_is_read_is_never_written_over(tmp_path: Path) -> None:
    left = write(tmp_path / "l.csv", LIST)
    words = write(tmp_path / "labels.csv", "left_id,right_id,same\n1,2,0\n")
    right = write(tmp_path / "r.csv", LIST)
    for call in (
        lambda: link_files(left, right, left),
        lambda: link_files(left, right, tmp_path / "." / "r.csv"),
        lambda: dedupe_files(left, left),
        lambda: dedupe_files(left, words, labels=words),
    ):
        with pytest.raises(WrongInput, match="name another file"):
            call()
    assert left.read_text(encoding="utf-8") == right.read_text(encoding="utf-8") == LIST
    assert words.read_text(encoding="utf-8").startswith("left_id")


def test_a_map_that_names_a_column_no_list_has_is_refused(tmp_path: Path) -> None:
    left = write(tmp_path / "l.csv", "nr,Naam,Baz\n7,Somchai Jaidee,1990-02-03\n")
    names = write(tmp_path / "map.yaml", "full_name: Naam\nbirth_date: Bazz\n")
    with pytest.raises(WrongInput, match=r"no column .Bazz. in .*l\.csv; the columns are nr, Naam"):
        dedupe_files(left, tmp_path / "o.csv", column_map=names)


def test_ordinary_headings_are_known_beside_canonical_ones(tmp_path: Path) -> None:
    listed = "id,full_name,DOB,Passport No.\n1,Somchai Jaidee,1990-02-03,AA1234567\n"
    row = files.read_list(write(tmp_path / "l.csv", listed))[0]
    assert row["birth_date"] == "1990-02-03"
    assert row["document_number"] == "AA1234567"


def test_a_workbook_is_named_as_one(tmp_path: Path) -> None:
    book = tmp_path / "l.xlsx"
    book.write_bytes(b"PK\x03\x04rest")
    with pytest.raises(WrongInput, match="is a workbook"):
        dedupe_files(book, tmp_path / "o.csv")


def test_the_writer_is_told_what_the_file_holds(tmp_path: Path) -> None:
    left, out = write(tmp_path / "l.csv", LIST), tmp_path / "o.csv"
    link_files(left, left, out)
    says = link_files(left, left, out).says
    asserted = sum(float(row["probability"]) >= 0.5 for row in rows(out))
    assert says.startswith(f"{asserted} pairs held to be one person")
    assert dedupe_files(left, out).says.startswith("2 rows, 2 people")


def test_a_quotation_that_is_never_closed_is_refused_and_swallows_nobody(tmp_path: Path) -> None:
    half = write(tmp_path / "l.csv", 'id,full_name\n1,"Ann Lee\n2,Bob Ray\n3,Cy Dee\n')
    with pytest.raises(WrongInput, match="mend the line"):
        dedupe_files(half, tmp_path / "o.csv")


def test_an_output_that_is_no_file_is_refused(tmp_path: Path) -> None:
    left = write(tmp_path / "l.csv", LIST)
    with pytest.raises(WrongInput, match="is no file"):
        dedupe_files(left, Path("/dev/null"))
    assert Path("/dev/null").is_char_device()
