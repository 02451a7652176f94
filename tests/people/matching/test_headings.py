"""The commands for lists read the headings that people really write."""

from wayhome.people.matching.files import read_list


def test_ordinary_headings_are_read_without_a_map(tmp_path):
    path = tmp_path / "list.csv"
    path.write_text("Full name,Date of birth\nMade Up,1990-02-03\n", encoding="utf-8")
    assert read_list(path)[0] | {"id": ""} == {
        "id": "",
        "full_name": "Made Up",
        "birth_date": "1990-02-03",
    }


def test_canonical_headings_keep_their_meaning(tmp_path):
    path = tmp_path / "list.csv"
    path.write_text("id,full_name,Name of mother\n7,Made Up,Somebody\n", encoding="utf-8")
    assert read_list(path) == [{"id": "7", "full_name": "Made Up"}]
