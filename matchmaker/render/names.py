"""Names that outlive the program: of files, readable and allowed on every system; of meetings in calendars."""

from __future__ import annotations

import base64
import hashlib
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_LONGEST_BYTES = 120
# Names that Windows keeps for devices.
_RESERVED = frozenset({"con", "prn", "aux", "nul", *(f"{name}{n}" for name in ("com", "lpt") for n in range(1, 10))})


def file_names(ids: Iterable[str]) -> dict[str, str]:
    """A name, without suffix, for each id. Ids that come to the same name are numbered in their order."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for one in ids:
        base = name = _plain(one)
        number = 1
        while name.casefold() in taken:
            number += 1
            name = f"{base}-{number}"
        taken.add(name.casefold())
        found[one] = name
    return found


def uid(event: str, meeting: str) -> str:
    """A meeting's identity in calendars, whatever its time and place: 80 bits that say nothing of who meets."""
    digest = hashlib.sha256(f"{event}\0{meeting}".encode(errors="surrogatepass")).digest()
    return base64.b32encode(digest[:10]).decode("ascii").lower()


def _plain(one: str) -> str:
    text = unicodedata.normalize("NFC", one)
    kept = "".join(c if unicodedata.category(c)[0] in "LNM" else "-" for c in text)
    name = "-".join(filter(None, kept.split("-"))).encode()[:_LONGEST_BYTES].decode(errors="ignore") or "unnamed"
    return f"{name}-" if name.casefold() in _RESERVED else name
