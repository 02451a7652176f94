import importlib.util
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.people.matching.bulk.lists import again, people, written

from wayhome.people.matching.bulk import spark
from wayhome.people.matching.errors import WrongInput
from wayhome.people.matching.files import dedupe_files


def why_not() -> str:
    """What keeps Spark from running here; nothing where it runs."""
    if importlib.util.find_spec("pyspark") is None:
        return "PySpark is not installed (half a gigabyte); run `make test-spark`"
    if not spark.java_is_there():
        return "Java is not installed; on Debian: apt-get install openjdk-17-jre-headless"
    return ""


@pytest.mark.slow
@pytest.mark.skipif(bool(why_not()), reason=why_not())
def test_spark_and_duckdb_put_the_same_records_together(
    tmp_path: Path, clusters: Callable[..., dict[str, str]]
) -> None:
    first = [
        row
        | {"phone": "", "document_number": f"AB{1000000 + number}", "sex": "F"}
        | {"other_names": "Wai Linn; Hanna Tesfaye" if number % 50 == 0 else ""}
        for number, row in enumerate(people(600))
    ]
    rows = [*first, *again(first[:250])]
    rows[3] |= {"given_name": "สมชาย", "family_name": "ใจดี"}
    rows[700] |= {"birth_date": "1990", "document_number": "AB12…"}
    listed = written(tmp_path / "l.csv", rows)
    assert clusters(listed, engine="spark") == clusters(listed, engine="duckdb")


def test_without_java_it_is_said_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed = written(tmp_path / "l.csv", people(5))
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("JAVA_HOME", raising=False)
    with pytest.raises(WrongInput, match="install Java 17"):
        dedupe_files(listed, tmp_path / "o.csv", engine="spark")
    assert [path.name for path in tmp_path.iterdir()] == ["l.csv"]


def test_without_the_extra_it_is_said_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sys

    listed = written(tmp_path / "l.csv", people(5))
    monkeypatch.setitem(sys.modules, "pyspark.sql", None)
    with pytest.raises(WrongInput, match=r"pip install -e '.\[bulk,spark\]'"):
        dedupe_files(listed, tmp_path / "o.csv", engine="spark")


def test_a_hash_is_of_64_bits_in_spark() -> None:
    assert "XXHASH64(a, b)" in spark.translated("SELECT hash(a, b) FROM t")
