"""Identifiers: row numbers known before the row is written, references to be read aloud."""

import secrets
import threading
import time

_EPOCH_MS = 1_704_067_200_000  # 2024-01-01T00:00Z: leaves 41 bits of milliseconds, until 2093
_RANDOM_BITS = 22
# Crockford's base 32: no I, L, O or U, so that nobody mistakes a letter for a digit on the phone.
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
# Prime, so that a wrong letter or two swapped ones are found (all but a 0 taken for a Z).
_CHECK_MODULUS = 31
_BODY_LENGTH = 7

_lock = threading.Lock()
_last = 0


def new_id() -> int:
    """Return a positive 63-bit row number, later ones greater within this process.

    The encrypted field binds a value to its row, so the number must be known before the insert;
    rising numbers keep inserts at the end of the index.
    """
    global _last  # noqa: PLW0603  one counter a process is the point
    now = (time.time_ns() // 1_000_000 - _EPOCH_MS) << _RANDOM_BITS
    with _lock:
        _last = max(_last + 1, now | secrets.randbits(_RANDOM_BITS))
        return _last


def new_reference(prefix: str) -> str:
    """Return a reference such as ``R-7K3M9QA4``: prefix, seven random letters, one check letter.

    Random, so that nobody learns from his own reference how many people are missing.
    """
    body = "".join(secrets.choice(_ALPHABET) for _ in range(_BODY_LENGTH))
    return f"{prefix}-{body}{_check_letter(body)}"


def read_reference(written: str) -> str | None:
    """Return the reference as stored, from what somebody typed; None where it cannot be one.

    Small letters, spaces, a missing hyphen and O, I or L for 0 and 1 are forgiven; a wrong letter
    is not.
    """
    letters = "".join(written.upper().split()).replace("-", "")
    if len(letters) != _BODY_LENGTH + 2:
        return None
    prefix, rest = letters[0], letters[1:].translate(str.maketrans("OIL", "011"))
    body, check = rest[:-1], rest[-1]
    if not prefix.isalpha() or any(letter not in _ALPHABET for letter in rest):
        return None
    return f"{prefix}-{rest}" if _check_letter(body) == check else None


def _check_letter(body: str) -> str:
    total = sum((place + 2) * _ALPHABET.index(letter) for place, letter in enumerate(body))
    return _ALPHABET[total % _CHECK_MODULUS]
