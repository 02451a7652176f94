"""(d) Open lists: FEBRL 1-3, fake_1000 and the historical figures, in canonical columns.

Ids tell nothing; the truth stands apart and no matcher sees it. FEBRL's and fake_1000's people are
invented; the historical figures are public figures born before 1900 (Wikidata, CC0).
"""

import csv
import random
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

from wayhome.people.matching.dedupe import dedupe
from wayhome.people.matching.link import link

from . import peers, splink
from .figures import WAYHOME, Figure, gap
from .list_results import best_clusters, connected
from .places import CACHE, LINKAGE, ROOT
from .truth import best_threshold, of_clusters, of_links

FEBRL, HISTORICAL = "febrl", "historical"
LABELS = 200
Rows = list[dict[str, str]]
Truth = Mapping[str, str]


def febrl(number: int, *, full: bool) -> tuple[Rows, dict[str, str]]:
    """Rows of FEBRL 1, 2 or 3 and the person of each id; originals' ids start with L, others R."""
    path = LINKAGE / f"febrl{number}.csv"
    with path.open(encoding="utf-8") as file:
        given = list(csv.DictReader(file, skipinitialspace=True))
    random.Random(number).shuffle(given)
    rows, truth = [], {}
    for place, row in enumerate(given):
        record = f"{'L' if row['rec_id'].endswith('org') else 'R'}{place}"
        truth[record] = row["rec_id"].split("-")[1]
        made = {
            "id": record,
            "given_name": row["given_name"],
            "family_name": row["surname"],
            "birth_date": row["date_of_birth"],
        }
        if full:
            made["address"] = f"{row['street_number']} {row['address_1']}"
            made["postcode"] = row["postcode"]
            made["last_known_place"] = row["suburb"]
            made["document_number"] = row["soc_sec_id"]
        rows.append(made)
    return rows, truth


def two_lists(rows: Rows, truth: Truth) -> tuple[Rows, Rows, dict[str, str]]:
    """Originals against one duplicate a person, and the truth of these."""
    left = [row for row in rows if row["id"].startswith("L")]
    right: dict[str, dict[str, str]] = {}
    for row in rows:
        if row["id"].startswith("R"):
            right.setdefault(truth[row["id"]], row)
    kept = [*left, *right.values()]
    return left, list(right.values()), {row["id"]: truth[row["id"]] for row in kept}


def fake() -> tuple[Rows, dict[str, str]]:
    """fake_1000."""
    with (LINKAGE / "fake_1000.csv").open(encoding="utf-8") as file:
        given = list(csv.DictReader(file))
    columns = {"id": "unique_id", "given_name": "first_name", "family_name": "surname"}
    columns |= {"birth_date": "dob", "address": "city", "email": "email"}
    rows = [{ours: row[theirs] for ours, theirs in columns.items()} for row in given]
    return rows, {row["unique_id"]: row["cluster"] for row in given}


def historical(people: int = 0) -> tuple[Rows, dict[str, str]]:
    """The historical figures, all 2,558 or a sample by person."""
    import pandas as pd

    table = pd.read_parquet(LINKAGE / "historical_dev.parquet").fillna("")
    everybody = sorted(table["cluster"].unique())
    chosen = set(random.Random(3).sample(everybody, people) if people else everybody)
    columns = {"full_name": "full_name", "birth_date": "dob", "place_of_birth": "birth_place"}
    columns |= {"postcode": "postcode_fake", "sex": "gender", "occupation": "occupation"}
    given = table[table["cluster"].isin(chosen)].to_dict("records")
    random.Random(5).shuffle(given)
    rows, truth = [], {}
    for place, row in enumerate(given):
        rows.append({"id": str(place)} | {k: str(row[v]) for k, v in columns.items()})
        truth[str(place)] = str(row["cluster"])
    return rows, truth


def measure_febrl(*, with_peers: bool = True, quick: bool = False) -> Iterator[Figure]:
    """FEBRL 1-3 and fake_1000, linked and tidied; `quick`: FEBRL 1 linked by name and date."""
    if not LINKAGE.is_dir():
        return
    if quick:
        rows, truth = febrl(1, full=False)
        yield from _link("FEBRL 1, two lists, name and birth date", rows, truth, with_peers)
        return
    for number, full in ((1, False), (2, False), (3, False), (3, True)):
        what = "all fields" if full else "name and birth date"
        rows, truth = febrl(number, full=full)
        yield from _link(f"FEBRL {number}, two lists, {what}", rows, truth, with_peers)
        yield from _dedupe(FEBRL, f"FEBRL {number}, one list, {what}", rows, truth, with_peers)
    yield from _dedupe(FEBRL, "fake_1000, one list", *fake(), with_peers)


def _link(of: str, rows: Rows, truth: Truth, with_peers: bool) -> Iterator[Figure]:
    left, right, told = two_lists(rows, truth)
    result = link(left, right)
    said = [(x.left_id, x.right_id) for x in result.asserted]
    yield from of_links(FEBRL, of, WAYHOME, said, told)
    stated = [(x.probability, told[x.left_id] == told[x.right_id]) for x in result.asserted]
    yield gap(FEBRL, of, "stated less true, asserted", WAYHOME, stated)
    if not with_peers:
        return
    found = {"Splink": splink.link(left, right)}
    found["Splink, then one-to-one"] = splink.one_to_one(found["Splink"])
    if peers.installed():
        found["recordlinkage ECM"] = peers.asked("ecm", {"lists": [left, right]})["pairs"]
    for system, pairs in found.items():
        at = best_threshold(pairs, told)
        kept = [(a, b) for a, b, p in pairs if p >= at]
        yield from of_links(FEBRL, of, system, kept, told, f"{at:.3g}")


def _dedupe(part: str, of: str, rows: Rows, truth: Truth, with_peers: bool) -> Iterator[Figure]:
    result = dedupe(rows)
    yield from of_clusters(part, of, WAYHOME, result.clusters, truth)
    stated = [(x.probability, truth[x.left_id] == truth[x.right_id]) for x in result.pairs]
    yield gap(part, of, "stated less true, asserted", WAYHOME, stated)
    if not with_peers:
        return
    yield from best_clusters(part, of, "Splink", splink.dedupe(rows), truth)
    if peers.installed() and len(rows) <= 5000:
        ecm = peers.asked("ecm", {"lists": [rows]})["pairs"]
        found = {at: connected(rows, ecm, at) for at in splink.THRESHOLDS}
        yield from best_clusters(part, of, "recordlinkage ECM", found, truth)


def measure_historical(people: int = 0, *, with_peers: bool = True) -> Iterator[Figure]:
    """The historical figures without labels, and with 200 through `wayhome dedupe --labels`."""
    if not LINKAGE.is_dir():
        return
    rows, truth = historical(people)
    of = f"historical figures, {len(rows):,} rows"
    yield from _dedupe(HISTORICAL, of, rows, truth, with_peers)
    clusters = by_command(rows, labels(rows, truth))
    yield from of_clusters(HISTORICAL, f"{of}, {LABELS} labels", WAYHOME, clusters, truth)


def labels(rows: Rows, truth: Truth) -> list[tuple[str, str, int]]:
    """What a reviewer would have said of 200 pairs: half of one person, half of two.

    Both kinds are drawn from pairs with a postcode, a birth date or the name's first eight signs
    in common: what any tool would lay before a reviewer. No score is looked at.
    """
    rng = random.Random(13)
    groups: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in rows:
        keys = {"postcode": row["postcode"], "birth": row["birth_date"]}
        keys["name"] = row["full_name"][:8].lower()
        for kind, key in keys.items():
            if key:
                groups[kind, key].append(row["id"])
    wanted = {True: LABELS // 2, False: LABELS // 2}
    found: dict[tuple[str, str], bool] = {}
    shared = sorted(key for key, members in groups.items() if len(members) > 1)
    while any(wanted.values()):
        a, b = sorted(rng.sample(groups[rng.choice(shared)], 2))
        same = truth[a] == truth[b]
        if wanted[same] and (a, b) not in found:
            found[a, b] = same
            wanted[same] -= 1
    return [(a, b, int(same)) for (a, b), same in found.items()]


def by_command(rows: Rows, words: list[tuple[str, str, int]]) -> dict[str, str]:
    """Clusters as `wayhome dedupe --labels` writes them."""
    CACHE.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=CACHE) as name:
        folder = Path(name)
        _write(folder / "list.csv", list(rows[0]), [list(row.values()) for row in rows])
        _write(folder / "labels.csv", ["left_id", "right_id", "same"], [list(w) for w in words])
        options = ["--labels", str(folder / "labels.csv"), "--out", str(folder / "out.csv")]
        wayhome = [sys.executable, "-c", "from wayhome.cli import main; main()"]
        command = [*wayhome, "dedupe", str(folder / "list.csv"), *options]
        subprocess.run(command, check=True, cwd=ROOT)
        with (folder / "out.csv").open(encoding="utf-8") as file:
            return {row["id"]: row["cluster_id"] for row in csv.DictReader(file)}


def _write(path: Path, header: list[str], lines: list[list[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *lines])
