"""Splink on the same records: the same names, romanised by the same rules; no part of the product.

Splink 5 links new records to a register by ``predict_between``; blocking and comparisons as its
guides set them, with term frequencies, trained by EM on the register.
"""

import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from tqdm import tqdm

from register import lookup, slices

_RULES = (
    ("birth_date", "family"),
    ("birth_date", "given"),
    ("family", "given"),
    ("document_number",),
    ("phone",),
    ("birth_date", "nationality"),
)
_WARMING = 3
_TRAINED_ON = 100_000  # records: EM over a million pairs up more than this memory holds


def measure(files: Sequence[Path], number: int) -> dict[str, Any]:
    """Milliseconds of one new record against the register, and what was found."""
    asked = lookup.queries(files, lookup.QUERIES + lookup.WARMING)[lookup.WARMING :]
    asked = asked[: number + _WARMING]
    began = time.perf_counter()
    linker, register, database = _linker(files)
    ready = time.perf_counter() - began
    truth = _truth(files)
    taken, wanted, right, proposed = [], 0, 0, 0
    for place, query in enumerate(tqdm(asked, desc="Splink: one record", disable=None)):
        start = time.perf_counter()
        new = database.register(_frame([(f"q{place}", query.details)]))
        found = linker.inference.predict_between(
            register, new, threshold_match_probability=0.5, warning_mode="never"
        ).as_pandas_dataframe()
        if place < _WARMING:
            continue
        taken.append(time.perf_counter() - start)
        same = truth.get(query.person, set())
        ids = {int(i) for i in (*found["unique_id_l"], *found["unique_id_r"]) if i[0] != "q"}
        wanted, proposed = wanted + len(same), proposed + len(ids)
        right += len(same & ids)
    whole = np.array(taken) * 1000
    return {
        "queries": len(taken),
        "median": float(np.median(whole)),
        "p95": float(np.percentile(whole, 95)),
        "ready": ready,
        "precision": right / max(proposed, 1),
        "recall": right / max(wanted, 1),
    }


def _truth(files: Sequence[Path]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = {}
    for path in files:
        one = slices.load(path)
        for pk, person in zip(one.ids, one.person, strict=True):
            found.setdefault(person, set()).add(pk)
    return found


def _linker(files: Sequence[Path]) -> tuple[Any, Any, Any]:
    import splink.comparison_library as cl
    from splink import Linker, SettingsCreator, block_on
    from splink.backends.duckdb import DuckDBAPI

    database = DuckDBAPI()
    people = _frame(_opened(files))
    settings = SettingsCreator(
        link_type="dedupe_only",
        comparisons=[
            cl.JaroWinklerAtThresholds("given", [0.95, 0.88, 0.7]).configure(
                term_frequency_adjustments=True
            ),
            cl.JaroWinklerAtThresholds("family", [0.95, 0.88, 0.7]).configure(
                term_frequency_adjustments=True
            ),
            cl.DamerauLevenshteinAtThresholds("birth_date", [1, 2]),
            cl.LevenshteinAtThresholds("document_number", [1, 3]),
            cl.ExactMatch("phone"),
            cl.ExactMatch("nationality"),
            cl.ExactMatch("sex"),
        ],
        blocking_rules_to_generate_predictions=[block_on(*rule) for rule in _RULES],
        retain_intermediate_calculation_columns=False,
    )
    trained = Linker(database.register(people.head(_TRAINED_ON)), settings, log_level=40)
    trained.training.estimate_probability_two_random_records_match(
        [block_on("document_number"), block_on("given", "family", "birth_date")], recall=0.8
    )
    trained.training.estimate_u_using_random_sampling(max_pairs=1e6)
    for column in ("birth_date", "document_number"):
        trained.training.estimate_parameters_using_expectation_maximisation(block_on(column))
    register = database.register(people)
    linker = Linker(register, trained.misc.save_model_to_json(), log_level=40)
    for column in ("given", "family"):
        linker.table_management.compute_tf_table(column)
    return linker, register, database


def _opened(files: Sequence[Path]) -> Any:
    """Yield (id, canonical columns) of the records, opened."""
    from wayhome.people.models import Record
    from wayhome.vault.cipher import unseal

    field: Any = Record._meta.get_field("details")
    for path in tqdm(files, desc="Splink: names romanised", unit="×10,000", disable=None):
        one = slices.load(path)
        for pk, sealed in zip(one.ids, one.details, strict=True):
            yield str(pk), field.decode(unseal(sealed, f"people_record/{pk}/details"))


def _frame(rows: Any) -> Any:
    import pandas as pd

    return pd.DataFrame([_romanised(name, said) for name, said in rows])


def _romanised(name: str, said: dict[str, str]) -> dict[str, str | None]:
    from wayhome.people.matching.names import parse

    written = said.get("full_name") or said.get("native_name", "")
    words = [token.variants[0].latin for token in parse(written).tokens]
    document = "".join(c for c in said.get("document_number", "") if c.isalnum())
    phone = "".join(c for c in said.get("phone", "") if c.isdigit())[-8:]
    return {
        "unique_id": name,
        "given": " ".join(words[:-1]) or None,
        "family": words[-1] if words else None,
        "birth_date": said.get("birth_date") or None,
        "document_number": document or None,
        "phone": phone or None,
        "nationality": said.get("nationality") or None,
        "sex": said.get("sex") or None,
    }
