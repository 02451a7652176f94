"""Keyed hashes: equality can be looked up in the database, and the value cannot be read there."""

import hmac
from collections.abc import Iterable
from hashlib import sha256

from wayhome.vault.keys import key_ring

_HASH_BYTES = 8  # a signed 64-bit integer: the widest plain number that both databases index


def blind(kind: str, value: str) -> int:
    """Return the keyed hash of ``value`` among values of ``kind`` as a signed 64-bit integer."""
    return next(iter(blind_all([(kind, value)])))


def blind_all(pairs: Iterable[tuple[str, str]]) -> list[int]:
    """Return the keyed hashes of (kind, value) pairs, in order."""
    key = key_ring().derive("index")
    return [
        int.from_bytes(
            hmac.digest(key, f"{kind}\x1f{value}".encode(), sha256)[:_HASH_BYTES],
            "big",
            signed=True,
        )
        for kind, value in pairs
    ]


def keyed_digest(kind: str, pieces: Iterable[bytes]) -> str:
    """Return what shows whoever has the key that bytes of ``kind`` are the same; others nothing.

    The bare digest of a file that holds one person confirms a guess at its content. The number of
    the key stands first.
    """
    ring = key_ring()
    made = hmac.new(ring.derive("digest"), f"{kind}\x1f".encode(), sha256)
    for piece in pieces:
        made.update(piece)
    return f"{ring.current}:{made.hexdigest()}"


def cache_key(key: str, prefix: str, version: int) -> str:
    """Return the name under which a shared cache keeps something (Django's KEY_FUNCTION).

    Names of keys hold addresses of machines and numbers of users.
    """
    secret = key_ring().derive("cache")
    return hmac.digest(secret, f"{prefix}\x1f{version}\x1f{key}".encode(), sha256).hex()
