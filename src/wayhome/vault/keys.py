"""The key ring: one file outside the database, from which every working key is derived.

A key has a number that is written before everything sealed with it, so that a later key (or one
of an agency's own) can be added without touching what older keys sealed.
"""

import base64
import json
import os
import secrets
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_KEY_BYTES = 32


class KeyMissing(RuntimeError):
    """The key file is not there or not readable; nothing sealed can be read or written."""


@dataclass(frozen=True, slots=True)
class KeyRing:
    """Master keys by number, and the number that seals what is new."""

    current: int
    masters: dict[int, bytes]

    def derive(self, purpose: str, number: int | None = None) -> bytes:
        """Return the 32-byte working key for ``purpose`` (HKDF-SHA-256, RFC 5869).

        Raises KeyMissing where the ring has no key of that number.
        """
        number = self.current if number is None else number
        if number not in self.masters:
            raise KeyMissing(f"key {number} is not in the key file; restore it from its backup")
        return _derive(self.masters[number], purpose)


@lru_cache(maxsize=64)
def _derive(master: bytes, purpose: str) -> bytes:
    info = f"wayhome/{purpose}".encode()
    return HKDF(algorithm=SHA256(), length=_KEY_BYTES, salt=None, info=info).derive(master)


def create_key_file(path: Path) -> bool:
    """Write a new key file, readable by its owner alone; return False where there is one."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    master = base64.b64encode(secrets.token_bytes(_KEY_BYTES)).decode()
    content = json.dumps({"current": 1, "keys": {"1": master}}, indent=1)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return False
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(content + "\n")
    return True


def load_key_ring(path: Path) -> KeyRing:
    """Read a key file. Raises KeyMissing, naming the file and the mend."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        masters = {int(n): base64.b64decode(key) for n, key in content["keys"].items()}
        ring = KeyRing(current=int(content["current"]), masters=masters)
    except FileNotFoundError:
        raise KeyMissing(f"no key file at {path}; run 'wayhome setup', or restore it") from None
    except (ValueError, KeyError, TypeError, AttributeError, OSError) as error:
        raise KeyMissing(f"key file {path} cannot be read ({error}); restore its backup") from error
    if any(len(key) != _KEY_BYTES for key in masters.values()) or ring.current not in masters:
        raise KeyMissing(f"key file {path} is damaged; restore its backup")
    return ring


@cache
def key_ring() -> KeyRing:
    """Return this node's key ring, from the file that the settings name."""
    from django.conf import settings  # not at import: pure users of this module have no settings

    return load_key_ring(Path(settings.WAYHOME_KEY_FILE))
