"""A list of ten thousand rows comes in as a workbook: read, taken in, matched."""

import time
from typing import Any

from tqdm import tqdm

from register import slices

COLUMNS = {
    "id": "No.",
    "full_name": "Full name",
    "native_name": "Name in own script",
    "sex": "Sex",
    "birth_date": "Date of birth",
    "nationality": "Nationality",
    "document_number": "Passport no.",
    "phone": "Phone",
    "last_known_place": "Last known place",
    "last_contact_date": "Last contact",
    "family_contact": "Family contact",
}


def workbook(rows: int) -> bytes:
    """The list as an embassy might send it."""
    from wayhome.simulate.xlsx import workbook as written

    said = (details for _p, _s, details in slices.observed(slices.FIRST_SEED - 2, rows, 0, 0))
    body = [[{"id": str(n), **one}.get(c, "") for c in COLUMNS] for n, one in enumerate(said, 1)]
    return written([list(COLUMNS.values()), *body])


def measure(rows: int, matched: int) -> dict[str, Any]:
    """Rows a second: reading, taking in, and (over the first ``matched`` of them) matching."""
    from wayhome.accounts.models import Agency
    from wayhome.intake import reading
    from wayhome.intake.services import confirm, import_submission, receive_file
    from wayhome.people.models import Pair, Record
    from wayhome.people.pending import CHUNK, Profiles, match_records

    data = workbook(rows)
    agency = Agency.objects.filter(kind="embassy").order_by("pk").first()
    if agency is None:
        raise RuntimeError("the register was not filled")
    began = time.perf_counter()
    understood = reading.understand(data, "list.xlsx", "requests")
    read = time.perf_counter()
    submission, _new = receive_file(
        agency=agency,
        sender=None,
        kind="requests",
        filename="list.xlsx",
        data=data,
        series="measured",
        synthetic=True,
    )
    confirm(submission=submission, user=None, columns=None, wake=False)
    import_submission(submission, actor=None)
    taken = time.perf_counter()
    waiting = list(Record.unguarded.filter(matched_at=None).order_by("pk")[:matched])
    profiles = Profiles()
    with tqdm(desc="Matching the list", total=len(waiting), unit="rows", disable=None) as shown:
        matching = time.perf_counter()
        for start in range(0, len(waiting), CHUNK):
            match_records(waiting[start : start + CHUNK], profiles)
            shown.update(CHUNK)
        done = time.perf_counter()
    return {
        "rows": rows,
        "bytes": len(data),
        "accepted": len(understood.reading.accepted),
        "read_a_second": rows / (read - began),
        # Taking in reads the file again: the whole of it counts.
        "taken_in_a_second": rows / (taken - read),
        "matched": len(waiting),
        "matched_a_second": len(waiting) / (done - matching),
        "pairs": Pair.unguarded.filter(left__submission=submission).count()
        + Pair.unguarded.filter(right__submission=submission).count(),
    }
