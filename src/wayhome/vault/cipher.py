"""Seal and open bytes with AES-256-GCM, bound to the place where they are kept."""

import secrets
import struct

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from wayhome.vault.keys import key_ring

_SCHEME = 1
_HEADER = struct.Struct(">BI")  # scheme, number of the master key
_NONCE_BYTES = 12  # NIST SP 800-38D: 96-bit nonces


class Tampered(ValueError):
    """What was sealed does not open at this place: moved, changed, or sealed with another key."""


def seal(plain: bytes, place: str) -> bytes:
    """Return ``plain`` sealed for ``place`` (for example ``people_record/17/details``)."""
    ring = key_ring()
    header = _HEADER.pack(_SCHEME, ring.current)
    nonce = secrets.token_bytes(_NONCE_BYTES)
    cipher = AESGCM(ring.derive("field"))
    return header + nonce + cipher.encrypt(nonce, plain, header + place.encode())


def unseal(sealed: bytes, place: str) -> bytes:
    """Return what was sealed for ``place``. Raises Tampered."""
    header, rest = sealed[: _HEADER.size], sealed[_HEADER.size :]
    if len(header) < _HEADER.size or header[0] != _SCHEME:
        raise Tampered(f"{place}: not something this version sealed")
    cipher = AESGCM(key_ring().derive("field", _HEADER.unpack(header)[1]))
    nonce, body = rest[:_NONCE_BYTES], rest[_NONCE_BYTES:]
    try:
        return cipher.decrypt(nonce, body, header + place.encode())
    except (InvalidTag, ValueError) as error:
        raise Tampered(f"{place}: what is stored here was moved or changed") from error
