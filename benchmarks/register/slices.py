"""Made-up people for registers of any size, ten thousand records a slice, kept in a cache folder.

Sealing and hashing are done here, on every core: filling a database from slices is then quick.
"""

import hashlib
import pickle
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import numpy.typing as npt
from tqdm import tqdm

VERSION = "2"  # raised whenever this module would make other slices
RECORDS = 10_000  # of a slice
PEOPLE = 9_000  # the rest are second records of some of them
HELD_OUT = 50  # further records of people of the slice, which are not in the register
REQUESTED = 0.6  # share of the records that come from whoever looks for the person (assumed)
SEARCHABLE = 10  # slices whose search keys are made: pages are measured at 100,000 records only
FIRST_SEED = 500_000  # far from the seeds of demonstration and evaluation
Ints = npt.NDArray[np.int64]
Details = dict[str, str]


@dataclass(frozen=True, slots=True)
class Slice:
    """Records as the database holds them, and as many facts as the measurements need."""

    ids: list[int]
    person: list[int]  # the true person: id of the first record of them
    sides: list[str]
    details: list[bytes]  # sealed
    nationalities: list[str]
    sexes: list[str]
    match: tuple[Ints, Ints]  # hash, record
    search: tuple[Ints, Ints]
    count: tuple[Ints, Ints]
    held_out: list[tuple[int, Details]]  # the true person, and what another source says of them


def observed(
    seed: int, people: int, again: int, held_out: int
) -> Iterator[tuple[int, str, Details]]:
    """Yield (number of the person, side, canonical columns), with the simulator's own noise.

    First each of ``people`` once, then ``again`` second records, then ``held_out`` further ones.
    """
    from wayhome.simulate.noise import Noise
    from wayhome.simulate.observation import asked_for, found, observe
    from wayhome.simulate.people import draw_people, quotas
    from wayhome.simulate.resources import data

    shares = {code: each["share"] for code, each in data("countries").items()}
    drawn = draw_people(seed, quotas(people, shares), data("world"))
    rng, noise = Random(seed), Noise()
    who = [*range(people), *rng.sample(range(people), again), *rng.sample(range(people), held_out)]
    for place, number in enumerate(who):
        person = drawn[number]
        asked = rng.random() < REQUESTED
        said = asked_for(person) if asked else found(person, "Mae Sot", person.lured_on)
        writer = "embassy" if asked else "patrol"
        side = "requested" if asked else "found"
        row = observe(
            said,
            person,
            row=f"{seed}-{place}",
            source=writer,
            kind=side,
            writer=writer,
            noise=noise,
            seed=seed,
        )
        yield number, side, {k: v for k, v in row.values.items() if v and k != "id"}


def make(number: int) -> Slice:
    """Build one slice. Needs a node's settings and key file."""
    from wayhome.cli.node import start_django

    start_django()
    from wayhome.people import comparing
    from wayhome.people.counting import count_terms
    from wayhome.vault.blind import blind_all
    from wayhome.vault.cipher import seal

    rows = list(observed(FIRST_SEED + number, PEOPLE, RECORDS - PEOPLE, HELD_OUT))
    kept, left_out = rows[:RECORDS], rows[RECORDS:]
    base = (number + 1) << 22
    ids = [base + place for place in range(len(kept))]
    match: list[tuple[int, int]] = []
    search: list[tuple[int, int]] = []
    count: list[tuple[int, int]] = []
    sealed = []
    for pk, (_person, _side, said) in zip(ids, kept, strict=True):
        profile = comparing.profile_of_details(said)
        match.extend((hashed, pk) for hashed in set(blind_all(comparing.match_terms(profile))))
        count.extend((hashed, pk) for hashed in set(blind_all(count_terms(profile))))
        if number < SEARCHABLE:
            search.extend(
                (hashed, pk) for hashed in set(blind_all(comparing.search_terms(profile)))
            )
        sealed.append(seal(_plain(said), f"people_record/{pk}/details"))
    return Slice(
        ids=ids,
        person=[base + person for person, _side, _said in kept],
        sides=[side for _person, side, _said in kept],
        details=sealed,
        nationalities=[
            comparing.nationality_code(said.get("nationality", "")) for _, _, said in kept
        ],
        sexes=[comparing.sex_code(said.get("sex", "")) for _, _, said in kept],
        match=_columns(match),
        search=_columns(search),
        count=_columns(count),
        held_out=[(base + person, said) for person, _side, said in left_out],
    )


def _plain(said: Details) -> bytes:
    from wayhome.people.models import Record

    field: Any = Record._meta.get_field("details")
    plain: bytes = field.encode(said)
    return plain


def _columns(pairs: list[tuple[int, int]]) -> tuple[Ints, Ints]:
    table = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    return table[:, 0].copy(), table[:, 1].copy()


def slices(folder: Path, records: int) -> list[Path]:
    """Return the files of as many slices as hold ``records``; make those that are missing."""
    folder.mkdir(parents=True, exist_ok=True)
    wanted = [folder / f"{number:04}.pickle" for number in range(-(-records // RECORDS))]
    missing = [path for path in wanted if not path.is_file()]
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        made = pool.map(_make_file, missing)
        list(tqdm(made, desc="Making people up", total=len(missing), unit="×10,000", disable=None))
    return wanted


def _make_file(path: Path) -> None:
    content = pickle.dumps(make(int(path.stem)), protocol=5)
    unfinished = path.with_suffix(".part")
    unfinished.write_bytes(content)
    unfinished.rename(path)


def load(path: Path) -> Slice:
    """Read a slice of our own making."""
    found: Slice = pickle.loads(path.read_bytes())
    return found


def fingerprint() -> str:
    """Return a digest of everything that decides which keys a record has."""
    import wayhome.people.matching

    digest = hashlib.sha256(VERSION.encode())
    matching = Path(wayhome.people.matching.__file__ or "").parent
    deciding = ("keys.py", "profile.py", "fields.py", "dates.py", "documents.py")
    rooms = (matching.parent / name for name in ("comparing.py", "counting.py"))
    files = [*(matching / name for name in deciding), matching / "commonness.py", *rooms]
    for path in (*files, *sorted((matching / "names").rglob("*"))):
        if path.is_file() and path.suffix != ".pyc":
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
