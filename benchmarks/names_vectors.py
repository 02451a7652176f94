"""Learn a vector space a script, in which a word lies near its Latin spellings.

Run: python benchmarks/names_vectors.py [--sets arabic,…]
Canonical correlation of letter groups (Hotelling 1936; regularised) over the same CC0 pairs as
names_learn.py, held-out forms left out; the weights that ship beside the names library are written
as bytes with a scale a row. The same data give the same file.
"""

import argparse
import sys
from collections import Counter
from pathlib import Path

import numpy as np
import scipy.linalg
import scipy.sparse
from names_learn import DATA, NAMES, SETS, spelled_pairs
from numpy.typing import NDArray

from wayhome.people.matching.names import channel, vectors

GROUPS = 3000  # the commonest letter groups of each side; more learned rare words by heart
LEAST_MET = 3
RIDGE = 0.1  # of the mean variance: keeps rare groups from being trusted
ROUNDS = 4  # of the power iteration
SEED = 1
PAIRS = 60_000
Floats = NDArray[np.float64]


class Counted:
    """Words as rows of letter groups, weighed by how rare a group is, each of length one."""

    def __init__(self, words: list[list[str]]) -> None:
        met = Counter(one for word in words for one in set(word))
        common = [one for one, n in met.most_common(GROUPS) if n >= LEAST_MET]
        self.groups = sorted(common)
        self.places = {one: place for place, one in enumerate(self.groups)}
        self.weights = np.array([np.log(len(words) / met[one]) for one in self.groups])

    def table(self, words: list[list[str]]) -> "scipy.sparse.csr_array":
        """One row a word."""
        places = [[self.places[one] for one in word if one in self.places] for word in words]
        ends = np.cumsum([0, *map(len, places)])
        columns = np.array([place for word in places for place in word], dtype=np.int64)
        made = scipy.sparse.csr_array(
            (self.weights[columns], columns, ends), shape=(len(words), len(self.groups))
        )
        made.sum_duplicates()
        lengths = np.sqrt(made.multiply(made).sum(axis=1))
        scale = 1 / np.maximum(np.asarray(lengths).ravel(), 1e-9)
        return scipy.sparse.csr_array(scipy.sparse.diags_array(scale) @ made)


def learn(script: str) -> dict[str, NDArray[np.generic]]:
    """The arrays of a script's file."""
    pairs = spelled_pairs(script)[:PAIRS]
    native = [vectors.groups(channel.units(word, script)) for word, _ in pairs]
    latin = [vectors.groups(spelled) for _, spelled in pairs]
    sides = Counted(native), Counted(latin)
    one, two = sides[0].table(native), sides[1].table(latin)
    means = one.mean(axis=0), two.mean(axis=0)
    roots = [_root(table, mean) for table, mean in zip((one, two), means, strict=True)]
    cross = (one.T @ two).toarray() / len(pairs) - np.outer(*means)
    cross = scipy.linalg.solve_triangular(roots[0], cross, lower=True)
    cross = scipy.linalg.solve_triangular(roots[1], cross.T, lower=True).T
    found = _singular(cross)
    stored: dict[str, NDArray[np.generic]] = {}
    for which, side, root, mean, directions in zip(
        ("native", "latin"), sides, roots, means, (found[0], found[2]), strict=True
    ):
        weights = scipy.linalg.solve_triangular(root.T, directions, lower=False) * found[1]
        stored |= _stored(which, side, weights, mean)
    return stored


def _root(table: "scipy.sparse.csr_array", mean: Floats) -> Floats:
    covariance = (table.T @ table).toarray() / table.shape[0] - np.outer(mean, mean)
    covariance[np.diag_indices_from(covariance)] += RIDGE * np.trace(covariance) / len(covariance)
    root: Floats = scipy.linalg.cholesky(covariance, lower=True)
    return root


def _singular(matrix: Floats) -> tuple[Floats, Floats, Floats]:
    """The first directions of both sides and their correlations (Halko 2011)."""
    chance = np.random.default_rng(SEED)
    base = chance.standard_normal((matrix.shape[1], vectors.DIMENSIONS + 30))
    for _ in range(ROUNDS):
        base, _r = np.linalg.qr(matrix.T @ (matrix @ base))
    left, values, right = np.linalg.svd(matrix @ base, full_matrices=False)
    return (
        left[:, : vectors.DIMENSIONS],
        values[: vectors.DIMENSIONS],
        (right @ base.T)[: vectors.DIMENSIONS].T,
    )


def _stored(
    which: str, side: Counted, weights: Floats, mean: Floats
) -> dict[str, NDArray[np.generic]]:
    rows = weights * side.weights[:, None]
    scales = np.maximum(np.abs(rows).max(axis=1), 1e-9) / 127
    return {
        f"{which}_groups": np.frombuffer("\n".join(side.groups).encode(), dtype=np.uint8),
        f"{which}_rows": np.round(rows / scales[:, None]).astype(np.int8),
        f"{which}_scales": scales.astype(np.float32),
        f"{which}_lengths": side.weights.astype(np.float32),
        f"{which}_mean": (mean @ weights).astype(np.float32),
    }


def main() -> int:
    """Learn and write the files asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sets", default="")
    asked = parser.parse_args()
    if not NAMES.is_dir():
        print("skipped: ../shared/data/names is not here", file=sys.stderr)
        return 0
    for script in SETS:
        if asked.sets and script not in asked.sets.split(","):
            continue
        path: Path = DATA / f"vectors_{script}.npz"
        np.savez_compressed(path, **learn(script))
        print(script, path.stat().st_size, "bytes", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
