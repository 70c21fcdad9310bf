"""Making any text safe to print: nothing invisible that disturbs its neighbours, no box for a missing character."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from matchmaker.render.fonts import Gaps, code_point

if TYPE_CHECKING:
    from collections.abc import Iterable

# Format characters that shape or break words; all others (direction overrides, byte order marks, tags) are dropped.
_KEPT_FORMAT = frozenset("\u00ad\u061c\u200b\u200c\u200d\u200e\u200f\u2060")
# Words of alphabetic scripts that are wider than a column, and how many of their letters stay together.
_LONG_WORD = re.compile("[!-~\u00c0-\u02ff\u0370-\u04ff]{22,}")
_TOGETHER = re.compile(".{4}(?=.{4})")

# Keys of data that are never read: a picture, what a code says.
_PICTURES = frozenset({"code", "logo"})

_WIDE = frozenset("WF")


class Printer:
    """Turns the texts of one booklet into texts that print, missing characters as `[U+1F600]`."""

    def __init__(self, texts: Iterable[str]) -> None:
        texts = set(texts)
        gaps = Gaps.of(texts)
        self._table = {ord(c): _plain(c) for c in set().union(*texts)} | {ord(c): _shown(c) for c in gaps.characters}
        self._clusters = {cluster: cluster[0] + "".join(map(_shown, cluster[1:])) for cluster in gaps.clusters}
        self._known: dict[str, str] = {}

    def lines(self, text: str) -> str:
        """The text with its own line breaks, and places where a very long word may break."""
        if text not in self._known:
            self._known[text] = "\n".join(map(self._line, text.strip().splitlines()))
        return self._known[text]

    def _line(self, text: str) -> str:
        return _LONG_WORD.sub(_breakable, " ".join(self._mended(text).split()))

    def _mended(self, text: str) -> str:
        for cluster, shown in self._clusters.items():
            text = text.replace(cluster, shown)
        return text.translate(self._table)


def printable(data: Any) -> Any:
    """Data of texts, lists and dicts with every text in it made safe to print."""
    return _mapped(data, Printer(_texts(data)))


def _texts(data: Any) -> set[str]:
    found: set[str] = set()
    left = [data]
    while left:
        value = left.pop()
        if isinstance(value, str):
            found.add(value)
        elif isinstance(value, dict):
            left += [inner for key, inner in value.items() if key not in _PICTURES]
        elif isinstance(value, list | tuple):
            left += value
    return found


def _mapped(data: Any, printer: Printer) -> Any:
    if isinstance(data, str):
        return printer.lines(data)
    if isinstance(data, dict):
        return {key: value if key in _PICTURES else _mapped(value, printer) for key, value in data.items()}
    return [_mapped(value, printer) for value in data] if isinstance(data, list | tuple) else data


@lru_cache(100_000)
def width(text: str) -> int:
    """How wide a text is, in Latin letters; Han, kana and Hangul count as two, marks as none."""
    if text.isascii() and text.isprintable():
        return len(text)
    return sum(map(_width, text))


@lru_cache(100_000)
def shortened(text: str, limit: int) -> str:
    """The text, cut to the width of `limit` Latin letters if it is wider; never between a letter and its marks."""
    if width(text) <= limit:
        return text
    room = limit - 1
    for place, character in enumerate(text):
        room -= _width(character)
        if room < 0:
            return text[:place].rstrip() + "\u2026"
    return text


def _breakable(word: re.Match[str]) -> str:
    return _TOGETHER.sub("\\g<0>\u200b", word[0])


@cache
def _width(character: str) -> int:
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in _WIDE else 1


def _shown(character: str) -> str:
    return f"[{code_point(character)}]"


def _plain(character: str) -> str:
    category = unicodedata.category(character)
    if category in {"Cc", "Zl", "Zp"}:
        return " "
    return "" if category == "Cf" and character not in _KEPT_FORMAT else character
