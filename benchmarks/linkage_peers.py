"""Splink on the same rows, set up as its own guides do; no part of the product."""

from collections.abc import Iterator
from typing import Any

Rows = list[dict[str, str]]
_PROBABILITIES = (0.5, 0.8, 0.9, 0.95, 0.99, 0.999)


def splink_link(left: Rows, right: Rows) -> list[tuple[str, str, float]]:
    """Pairs of two lists with their match probability."""
    linker = _trained([left, right], "link_only")
    found = linker.inference.predict(threshold_match_probability=0.01).as_pandas_dataframe()
    columns = found[["unique_id_l", "unique_id_r", "match_probability"]]
    return [tuple(row) for row in columns.itertuples(index=False)]


def splink_dedupe(rows: Rows) -> Iterator[dict[str, str]]:
    """Clusters of one list (connected components) at several thresholds."""
    linker = _trained([rows], "dedupe_only")
    predictions = linker.inference.predict(threshold_match_probability=0.1)
    for probability in _PROBABILITIES:
        clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(
            predictions, threshold_match_probability=probability
        ).as_pandas_dataframe()
        ids = (clusters["unique_id"], clusters["cluster_id"])
        yield {str(a): str(b) for a, b in zip(*ids, strict=True)}


def _trained(lists: list[Rows], link_type: str) -> Any:
    import pandas as pd
    from splink import Linker, SettingsCreator, block_on
    from splink.backends.duckdb import DuckDBAPI

    database = DuckDBAPI()
    tables = [database.register(_frame(pd, rows)) for rows in lists]
    columns = [c for c in _frame(pd, lists[0]).columns if c not in {"unique_id", "source_dataset"}]
    settings = SettingsCreator(
        link_type=link_type,
        comparisons=[_comparison(column) for column in columns],
        blocking_rules_to_generate_predictions=[block_on(*r) for r in _rules(columns)],
        retain_intermediate_calculation_columns=False,
    )
    linker = Linker(tables if len(tables) > 1 else tables[0], settings, log_level=40)
    first, second = ("family_name", "birth_date")
    if first not in columns:
        first = "full_name"
    linker.training.estimate_probability_two_random_records_match(
        [block_on(first, second)], recall=0.7
    )
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6)
    for column in (first, second):
        linker.training.estimate_parameters_using_expectation_maximisation(block_on(column))
    return linker


def _frame(pd: Any, rows: Rows) -> Any:
    table = pd.DataFrame(rows).rename(columns={"id": "unique_id"})
    return table.replace("", None)


def _comparison(column: str) -> Any:
    import splink.comparison_library as cl

    if column in {"given_name", "family_name", "full_name"}:
        return cl.JaroWinklerAtThresholds(column, [0.95, 0.88, 0.7]).configure(
            term_frequency_adjustments=True
        )
    if column == "birth_date":
        return cl.DamerauLevenshteinAtThresholds(column, [1, 2])
    if column in {"sex", "occupation"}:
        return cl.ExactMatch(column)
    return cl.LevenshteinAtThresholds(column, [1, 3])


def _rules(columns: list[str]) -> list[tuple[str, ...]]:
    rules: list[tuple[str, ...]] = [("birth_date",)]
    if "family_name" in columns:
        rules += [("given_name", "family_name"), ("substr(birth_date,1,4)", "given_name")]
        rules += [("substr(birth_date,1,4)", "family_name")]
        rules += [("substr(family_name,1,3)", "substr(given_name,1,3)")]
    else:
        rules += [("full_name",), ("postcode",)]
    for column in ("document_number", "email"):
        if column in columns:
            rules.append((column,))
    return rules
