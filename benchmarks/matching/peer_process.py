"""Runs in build/peers-venv: a task's name as argument, JSON on standard input and output.

Alone on purpose: it imports nothing of Wayhome. `seconds` is this process's processor time for
the work itself, without start and import.
"""

import json
import sys
import time
import warnings
from typing import Any

warnings.filterwarnings("ignore")
Task = dict[str, Any]


def romanise(given: Task) -> Task:
    """uroman's Latin letters."""
    import uroman

    tool = uroman.Uroman()
    start = time.process_time()
    names = [str(tool.romanize_string(name)).lower() for name in given["names"]]
    return {"names": names, "seconds": time.process_time() - start}


def logic_rank(given: Task) -> Task:
    """For each task, the places of OpenSanctions' best candidates of each query."""
    compare, entity = _logic()
    start = time.process_time()
    found = []
    for task in given["tasks"]:
        candidates = [entity(name) for name in task["candidates"]]
        found.append([_best(compare, entity(query), candidates) for query in task["queries"]])
    return {"found": found, "seconds": time.process_time() - start}


def _best(compare: Any, query: Any, candidates: list[Any]) -> list[int]:
    scores = [compare(query, candidate) for candidate in candidates]
    order = sorted(range(len(scores)), key=lambda i: (-scores[i], i))[:5]
    return [i for i in order if scores[i] > 0]


def logic_pairs(given: Task) -> Task:
    """OpenSanctions' score of each pair."""
    compare, entity = _logic()
    start = time.process_time()
    scores = [compare(entity(a), entity(b)) for a, b in given["pairs"]]
    return {"scores": scores, "seconds": time.process_time() - start}


def _logic() -> Any:
    from followthemoney import model
    from nomenklatura.matching import LogicV2

    config = LogicV2.default_config()

    def entity(name: str) -> Any:
        properties = {"name": [name]}
        return model.get_proxy({"id": name, "schema": "Person", "properties": properties})

    def compare(a: Any, b: Any) -> float:
        return float(LogicV2.compare(a, b, config).score)

    return compare, entity


def ecm(given: Task) -> Task:
    """recordlinkage's ECM classifier: pairs with their probability, of two lists or of one.

    Candidates share a birth date, a document or the name's first letters; strings compare by
    Jaro-Winkler at .85, as its guide does.
    """
    import pandas as pd
    import recordlinkage as rl

    frames = [pd.DataFrame(rows).set_index("id").replace("", None) for rows in given["lists"]]
    names = [column for column in frames[0].columns if column.endswith("_name")]
    for frame in frames:
        frame["first_letters"] = frame[names[0]].str[:3]
    index = rl.Index()
    blocks = [c for c in ("birth_date", "document_number", "postcode") if c in frames[0].columns]
    for column in [*blocks, "first_letters"]:
        index.block(column)
    pairs = _without_nothing(index.index(*frames), frames, [*blocks, "first_letters"])
    comparing = rl.Compare()
    for column in frames[0].columns:
        if column in names:
            comparing.string(column, column, method="jarowinkler", threshold=0.85)
        elif column in {"birth_date", "document_number", "sex", "nationality"}:
            comparing.exact(column, column)
        elif column != "first_letters":
            comparing.string(column, column, method="levenshtein", threshold=0.85)
    start = time.process_time()
    levels = comparing.compute(pairs, *frames)
    levels = levels.loc[:, levels.nunique() > 1]
    classifier = rl.ECMClassifier(binarize=0.5)
    classifier.fit(levels)
    likely = classifier.prob(levels)
    found = [[str(a), str(b), float(p)] for (a, b), p in likely.items() if p >= 0.01]
    return {"pairs": found, "seconds": time.process_time() - start}


def _without_nothing(pairs: Any, frames: Any, blocks: list[str]) -> Any:
    """Without pairs that share nothing but a missing value."""
    left, right = frames[0], frames[-1]
    first, second = pairs.get_level_values(0), pairs.get_level_values(1)
    keep = None
    for column in blocks:
        one, two = left[column].reindex(first).values, right[column].reindex(second).values
        same = (one == two) & ~_missing(one)
        keep = same if keep is None else keep | same
    return pairs[keep]


def _missing(values: Any) -> Any:
    import pandas as pd

    return pd.isna(values)


TASKS = {
    "romanise": romanise,
    "logic_rank": logic_rank,
    "logic_pairs": logic_pairs,
    "ecm": ecm,
}

if __name__ == "__main__":
    json.dump(TASKS[sys.argv[1]](json.load(sys.stdin)), sys.stdout)
