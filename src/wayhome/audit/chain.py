"""The chain: each entry's digest covers its content and the digest before it. Pure."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

GENESIS = sha256(b"wayhome audit log").hexdigest()


def canonical(entry: Mapping[str, Any]) -> bytes:
    """Return the bytes that are hashed: JSON with sorted keys, times in UTC to the microsecond."""

    def plain(value: Any) -> str:
        if isinstance(value, datetime):
            return value.astimezone(UTC).isoformat(timespec="microseconds")
        raise TypeError(f"{type(value).__name__} cannot be logged")

    text = json.dumps(
        entry, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=plain
    )
    return text.encode()


def digest(previous: str, entry: Mapping[str, Any]) -> str:
    """Return the SHA-256, in hexadecimal, of the digest before and the entry."""
    return sha256(previous.encode() + b"\n" + canonical(entry)).hexdigest()
