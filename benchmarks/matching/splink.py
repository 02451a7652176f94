"""Splink on the same rows, set up as its own guides do; no part of the product."""

import logging
from collections.abc import Sequence
from typing import Any

Rows = list[dict[str, str]]
Scored = list[tuple[str, str, float]]
THRESHOLDS = (0.2, 0.5, 0.8, 0.9, 0.95, 0.99, 0.999, 0.9999)
_EXACT = {"sex", "occupation", "nationality"}


def link(left: Rows, right: Rows) -> Scored:
    """Pairs of two lists with their match probability."""
    linker = _trained([left, right], "link_only")
    found = linker.inference.predict(threshold_match_probability=0.01).as_pandas_dataframe()
    columns = found[["unique_id_l", "unique_id_r", "match_probability"]]
    return [tuple(row) for row in columns.itertuples(index=False)]


def one_to_one(pairs: Scored) -> Scored:
    """Greedily, the likeliest first, nobody twice."""
    left: set[str] = set()
    right: set[str] = set()
    kept = []
    for a, b, p in sorted(pairs, key=lambda pair: (-pair[2], pair[0], pair[1])):
        if a not in left and b not in right:
            left.add(a)
            right.add(b)
            kept.append((a, b, p))
    return kept


def dedupe(rows: Rows) -> dict[float, dict[str, str]]:
    """Clusters of one list (connected components) by threshold."""
    linker = _trained([rows], "dedupe_only")
    predictions = linker.inference.predict(threshold_match_probability=0.1)
    found = {}
    for probability in THRESHOLDS:
        clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(
            predictions, threshold_match_probability=probability
        ).as_pandas_dataframe()
        ids = (clusters["unique_id"], clusters["cluster_id"])
        found[probability] = {str(a): str(b) for a, b in zip(*ids, strict=True)}
    return found


def _trained(lists: list[Rows], link_type: Any) -> Any:
    import pandas as pd
    from splink import Linker, SettingsCreator, block_on
    from splink.backends.duckdb import DuckDBAPI

    logging.getLogger("splink").setLevel(logging.ERROR)
    database = DuckDBAPI()
    tables = [database.register(_frame(pd, rows)) for rows in lists]
    columns = [c for c in lists[0][0] if c != "id"]
    settings = SettingsCreator(
        link_type=link_type,
        comparisons=[_comparison(column) for column in columns],
        blocking_rules_to_generate_predictions=[block_on(*r) for r in rules(columns)],
        retain_intermediate_calculation_columns=False,
    )
    linker = Linker(tables if len(tables) > 1 else tables[0], settings, log_level=40)
    name = "family_name" if "family_name" in columns else "full_name"
    linker.training.estimate_probability_two_random_records_match(
        [block_on(name, "birth_date")], recall=0.7
    )
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6)
    for column in (name, "birth_date"):
        linker.training.estimate_parameters_using_expectation_maximisation(block_on(column))
    return linker


def _frame(pd: Any, rows: Rows) -> Any:
    table = pd.DataFrame(rows).rename(columns={"id": "unique_id"})
    return table.replace("", None)


def _comparison(column: str) -> Any:
    import splink.comparison_library as cl

    if column.endswith("_name"):
        return cl.JaroWinklerAtThresholds(column, [0.95, 0.88, 0.7]).configure(
            term_frequency_adjustments=True
        )
    if column == "birth_date":
        return cl.DamerauLevenshteinAtThresholds(column, [1, 2])
    if column in _EXACT:
        return cl.ExactMatch(column)
    return cl.LevenshteinAtThresholds(column, [1, 3])


def rules(columns: Sequence[str]) -> list[tuple[str, ...]]:
    """What two rows must share to be looked at."""
    found: list[tuple[str, ...]] = [("birth_date",)]
    if "family_name" in columns:
        found += [("given_name", "family_name"), ("substr(birth_date,1,4)", "given_name")]
        found += [("substr(birth_date,1,4)", "family_name")]
        found += [("substr(family_name,1,3)", "substr(given_name,1,3)")]
    else:
        found += [("substr(full_name,1,4)",), ("substr(birth_date,1,4)", "substr(full_name,1,2)")]
        if "place_of_birth" in columns:
            found.append(("substr(birth_date,1,4)", "place_of_birth"))
    for column in ("document_number", "email", "postcode"):
        if column in columns:
            found.append((column,))
    return found
