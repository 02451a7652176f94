import csv
import io
import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from wayhome.simulate.resources import data
from wayhome.simulate.world import World, world
from wayhome.simulate.writing import files, write


@pytest.fixture(scope="module")
def written(small_world: World) -> dict[str, bytes]:
    return dict(files(small_world))


def test_the_same_seed_gives_the_same_bytes(written):
    assert dict(files(world(7, 600))) == written


def test_every_file_says_that_it_is_made_up(written):
    for name, content in written.items():
        if name.endswith(".xlsx"):
            cells = load_workbook(io.BytesIO(content)).active
            text = " ".join(str(cell) for row in cells.iter_rows(values_only=True) for cell in row)
        else:
            text = content.decode("utf-8-sig")
        assert "made up" in text or "SYNTHETIC" in text or '"synthetic": true' in text, name


def test_every_table_row_ends_with_the_mark(written):
    for name, content in written.items():
        if not name.endswith(".csv"):
            continue
        head, *rows = csv.reader(io.StringIO(content.decode("utf-8-sig")))
        assert head[-1] == "synthetic", name
        assert all(row[-1] == "made up" for row in rows), name


def test_the_truth_names_every_row_of_every_list(written, small_world: World):
    truth = list(csv.DictReader(io.StringIO(written["truth.csv"].decode())))
    known = {(row["record_source"], row["row_id"]) for row in truth}
    assert {row["person_id"] for row in truth} <= {person.id for person in small_world.people}
    listed = csv.DictReader(io.StringIO(written["requests/embassy-lk-v2.csv"].decode()))
    assert {("requests/embassy-lk-v2.csv", row["id"]) for row in listed} <= known
    for encounter in small_world.encounters:
        rows = csv.DictReader(io.StringIO(written[encounter.file].decode()))
        assert {(encounter.file, row["id"]) for row in rows} <= known


def test_encounters_are_described_with_totals_that_add_up(written):
    for encounter in json.loads(written["encounters.json"]):
        assert encounter["total"] == sum(encounter["head_count"].values())
        rows = list(csv.DictReader(io.StringIO(written[encounter["file"]].decode())))
        assert len(rows) == encounter["total"]


def test_workbooks_open_and_hold_title_header_rows_and_total(written, small_world: World):
    lists = [each for each in small_world.lists if each.file.endswith(".xlsx")]
    assert lists
    for each in lists:
        sheet = load_workbook(io.BytesIO(written[each.file])).active
        rows = list(sheet.iter_rows(values_only=True))
        assert len(rows) == len(each.rows) + 3
        assert rows[1][0] == data("layouts")[each.layout]["columns"][0][1]
        assert rows[-1][:2] == (data("layouts")[each.layout]["total"], str(len(each.rows)))


def test_wallets_fail_their_checksum(written):
    from hashlib import sha256

    from wayhome.simulate.network import BASE58

    for row in csv.DictReader(io.StringIO(written["payments.csv"].decode())):
        number = 0
        for letter in row["receiver"]:
            number = number * 58 + BASE58.index(letter)
        raw = number.to_bytes(25, "big")
        assert sha256(sha256(raw[:-4]).digest()).digest()[:4] != raw[-4:]


def test_a_folder_with_something_in_it_is_not_written_into(tmp_path: Path, small_world: World):
    (tmp_path / "older.txt").write_text("kept")
    with pytest.raises(FileExistsError, match="is not empty"):
        write(small_world, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["older.txt"]


def test_the_world_can_be_made_again_from_its_own_description(tmp_path: Path):
    write(world(11, 30), tmp_path / "one")
    said = json.loads((tmp_path / "one" / "world.json").read_text())
    write(world(said["seed"], said["people"]), tmp_path / "two")
    for path in (tmp_path / "one").rglob("*.*"):
        assert (tmp_path / "two" / path.relative_to(tmp_path / "one")).read_bytes() == (
            path.read_bytes()
        )
