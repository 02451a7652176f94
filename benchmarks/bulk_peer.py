"""Plain Splink on a long list, set up as its guides do, and how many true pairs blocking finds.

`bulk_peer.py dedupe LIST OUT` writes OUT.<threshold>.csv for several thresholds (only the first is
needed; the others take a second each). `bulk_peer.py blocking-splink LIST TRUTH` and
`blocking-wayhome LIST TRUTH` print recall and candidates a record as JSON.
"""

import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

THRESHOLDS = (0.5, 0.95, 0.99, 0.999)
RULES = (
    ("given_name", "family_name"),
    ("family_name", "birth_date"),
    ("given_name", "birth_date"),
    ("postcode", "birth_date"),
    ("email",),
)


def main() -> None:
    """Do what is asked for."""
    what, listed, other = sys.argv[1], sys.argv[2], Path(sys.argv[3])
    if what == "dedupe":
        _dedupe(listed, other)
    elif what == "blocking-splink":
        print(json.dumps(_splink_blocking(listed, other)))
    else:
        print(json.dumps(_wayhome_blocking(Path(listed), other)))


def _connection(listed: str) -> Any:
    import duckdb

    connection = duckdb.connect()
    connection.execute("SET memory_limit = '3GB'").fetchall()
    connection.execute(
        "CREATE TABLE records AS SELECT CAST(id AS BIGINT) AS unique_id, * EXCLUDE (id) "
        f"FROM read_csv('{listed}', all_varchar = true)"
    ).fetchall()
    return connection


def _rules(connection: Any) -> list[tuple[str, ...]]:
    columns = {row[0] for row in connection.execute("DESCRIBE records").fetchall()}
    return [rule for rule in RULES if set(rule) <= columns]


def _dedupe(listed: str, out: Path) -> None:
    from splink import Linker, SettingsCreator, block_on
    from splink.backends.duckdb import DuckDBAPI

    connection = _connection(listed)
    database = DuckDBAPI(connection)
    settings = SettingsCreator(
        link_type="dedupe_only",
        comparisons=_comparisons(connection),
        blocking_rules_to_generate_predictions=[block_on(*r) for r in _rules(connection)],
        retain_intermediate_calculation_columns=False,
    )
    linker = Linker(database.register("records"), settings, log_level=40)
    training = linker.training
    training.estimate_probability_two_random_records_match(
        [block_on("given_name", "family_name", "birth_date")], recall=0.6
    )
    training.estimate_u_using_random_sampling(max_pairs=1e6)
    for rule in (("given_name", "family_name"), ("birth_date", "postcode")):
        training.estimate_parameters_using_expectation_maximisation(block_on(*rule), max_pairs=1e6)
    predictions = linker.inference.predict(threshold_match_probability=0.1)
    for threshold in THRESHOLDS:
        clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(
            predictions, threshold_match_probability=threshold
        )
        path = out.with_suffix(f".{threshold}.csv")
        connection.execute(
            f"COPY (SELECT unique_id AS id, cluster_id FROM {clusters.physical_name}) "
            f"TO '{path}' (HEADER)"
        ).fetchall()


def _comparisons(connection: Any) -> list[Any]:
    import splink.comparison_library as cl

    columns = {row[0] for row in connection.execute("DESCRIBE records").fetchall()}
    common = {"term_frequency_adjustments": True}
    wanted = {
        "birth_date": cl.DateOfBirthComparison("birth_date", input_is_string=True),
        "postcode": cl.ExactMatch("postcode").configure(**common),
        "last_known_place": cl.ExactMatch("last_known_place").configure(**common),
        "sex": cl.ExactMatch("sex"),
        "nationality": cl.ExactMatch("nationality"),
        "document_number": cl.LevenshteinAtThresholds("document_number", 1),
        "phone": cl.ExactMatch("phone"),
        "email": cl.EmailComparison("email"),
    }
    names = cl.ForenameSurnameComparison("given_name", "family_name")
    return [names, *(one for column, one in wanted.items() if column in columns)]


def _splink_blocking(listed: str, truth: Path) -> dict[str, float]:
    connection = _connection(listed)
    met = " OR ".join(
        "(" + " AND ".join(f"l.{c} = r.{c}" for c in rule) + ")" for rule in _rules(connection)
    )
    union = " UNION ".join(
        "SELECT l.unique_id AS a, r.unique_id AS b FROM records l JOIN records r ON "
        + " AND ".join(f"l.{c} = r.{c}" for c in rule)
        + " AND l.unique_id < r.unique_id"
        for rule in _rules(connection)
    )
    found = _number(connection, f"SELECT count(*) FROM ({union})")
    records = _number(connection, "SELECT count(*) FROM records")
    connection.execute(
        f"CREATE TABLE truth AS SELECT CAST(id AS BIGINT) AS id, person FROM read_csv('{truth}')"
    ).fetchall()
    pairs = (
        "FROM truth a JOIN truth b ON a.person = b.person AND a.id < b.id "
        "JOIN records l ON l.unique_id = a.id JOIN records r ON r.unique_id = b.id"
    )
    true = _number(connection, f"SELECT count(*) {pairs}")
    blocked = _number(connection, f"SELECT count(*) {pairs} WHERE {met}")
    return {"recall": blocked / true, "candidates": found / records}


def _number(connection: Any, sql: str) -> float:
    ((found,),) = connection.execute(sql).fetchall()
    return float(found)


def _wayhome_blocking(listed: Path, truth: Path) -> dict[str, float]:
    from wayhome.people.matching.bulk.blocking import find_pairs
    from wayhome.people.matching.bulk.engine import opened
    from wayhome.people.matching.bulk.preparing import prepare
    from wayhome.people.matching.bulk.reading import Source, first_line, head, read

    header = first_line(head(listed), ",")
    with opened("duckdb", truth.with_name("blocking.csv")) as engine:
        given = read(engine, [Source(listed, header, {name: name for name in header}, ",")])
        columns = prepare(engine, given, date(2026, 1, 1))
        records = engine.count("SELECT count(*) FROM listed")
        list(find_pairs(engine, columns, records, across=False))
        engine.make(
            "truth",
            "SELECT l.pid, t.person FROM listed l JOIN "
            f"read_csv('{truth}', all_varchar = true) t ON t.id = l.id",
        )
        true = engine.count(
            "SELECT CAST(sum(n * (n - 1) / 2) AS BIGINT) FROM (SELECT count(*) AS n FROM truth "
            "GROUP BY person)"
        )
        blocked = engine.count(
            "SELECT count(*) FROM pairs p JOIN truth a ON a.pid = p.join_key_l "
            "JOIN truth b ON b.pid = p.join_key_r WHERE a.person = b.person"
        )
        pairs = engine.count("SELECT count(*) FROM pairs")
    return {"recall": blocked / true, "candidates": pairs / records}


if __name__ == "__main__":
    main()
