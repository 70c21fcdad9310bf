"""Which fonts print, and which characters no font has.

Fonts come as dependencies: Python packages that announce their folders under the entry point group `justmytype.packs`.
Whoever needs another script installs another pack. System fonts are never used, so that every machine prints the same.
"""

from __future__ import annotations

import os
import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.metadata import entry_points
from typing import TYPE_CHECKING

import typst
from fontTools.ttLib import TTFont

from matchmaker.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

PACKS = "justmytype.packs"

# Texts are set in the first of these that has the character; Noto Sans SC comes first among the Han fonts.
_SCRIPTS = [
    "SC",
    "TC",
    "JP",
    "KR",
    "Khmer",
    "Thai",
    "Lao",
    "Myanmar",
    "Arabic",
    "Hebrew",
    "Devanagari",
    "Bengali",
    "Tamil",
    "Telugu",
]
PREFERRED = ("Noto Sans", *(f"Noto Sans {script}" for script in _SCRIPTS))

# Only if nothing else has the character: these would stand out in a line of text.
_LAST_RESORT = re.compile(r"\b(Mono|Symbols|Math|Serif|Emoji)\b")

_NO_GLYPH_NEEDED = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})
_VARIATION = re.compile("[\u034f\u180b-\u180d\ufe00-\ufe0f\U000e0100-\U000e01ef]")


@dataclass(frozen=True, slots=True)
class Face:
    """A font file, known by its family."""

    family: str
    path: str


@dataclass(frozen=True, slots=True)
class Missing:
    """A character that no installed font has, in a text of `owner`."""

    owner: str
    character: str
    code_point: str


@cache
def font_folders() -> tuple[str, ...]:
    """The folders of all installed packs, sorted so that the order of installation does not matter."""
    packs = (entry.load()() for entry in entry_points(group=PACKS))
    return tuple(sorted({str(folder) for pack in packs for folder in pack.get_font_directories()}))


@cache
def faces() -> tuple[Face, ...]:
    """One upright face of each family, in the order in which texts try them."""
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=list(font_folders()))
    upright = {font.family: font.path for font in reversed(fonts.fonts()) if font.style == "normal" and font.path}
    if not upright:
        msg = "no fonts are installed; run: pip install justmytype-western-core justmytype-intl-cjk justmytype-intl-sea"
        raise UsageError(msg)
    return tuple(Face(family, upright[family]) for family in sorted(upright, key=_rank))


def families() -> tuple[str, ...]:
    """The families to set texts in, first choice first."""
    return tuple(face.family for face in faces())


def missing_characters(texts_by_owner: Mapping[str, Iterable[str]]) -> tuple[Missing, ...]:
    """Every character that would not print, once per owner, in the order of the owners."""
    texts = {owner: tuple(found) for owner, found in texts_by_owner.items()}
    gaps = Gaps.of(text for found in texts.values() for text in found)
    return tuple(
        Missing(owner, character, code_point(character))
        for owner, found in texts.items()
        for character in gaps.in_texts(found)
    )


def code_point(character: str) -> str:
    """The character's number as Unicode writes it."""
    return f"U+{ord(character):04X}"


@dataclass(frozen=True, slots=True)
class Gaps:
    """What of some texts cannot be printed: single characters, and marks that no font can put on their base."""

    characters: frozenset[str]
    clusters: frozenset[str]
    marks: str

    @classmethod
    def of(cls, texts: Iterable[str]) -> Gaps:
        """Find the gaps of all texts at once: the character maps are read only as far as they are needed."""
        texts = set(texts)
        used = set().union(*texts)
        characters = frozenset(_uncovered(used))
        marks = "".join(sorted(c for c in used - characters if _is_mark(c)))
        clusters = {cluster for text in texts for cluster in _clusters(text, marks)}
        return cls(characters, frozenset(c for c in clusters if not characters & set(c) and not _in_one_font(c)), marks)

    def in_texts(self, texts: Iterable[str]) -> tuple[str, ...]:
        """The characters among `texts` that cannot be printed, sorted."""
        found: set[str] = set()
        for text in texts:
            found |= self.characters.intersection(text)
            for cluster in self.clusters and self.clusters.intersection(_clusters(text, self.marks)):
                found |= set(cluster[1:])
        return tuple(sorted(found))


def _rank(family: str) -> tuple[int, int, str]:
    if family in PREFERRED:
        return (0, PREFERRED.index(family), family)
    return (2 if _LAST_RESORT.search(family) else 1, 0, family)


def _is_mark(character: str) -> bool:
    return unicodedata.category(character).startswith("M") and not _VARIATION.match(character)


def _clusters(text: str, marks: str) -> Iterator[str]:
    """The base characters of `text` that carry marks, with them."""
    if marks:
        yield from re.findall(f"[^{re.escape(marks)}][{re.escape(marks)}]+", text)


def _uncovered(characters: set[str]) -> set[str]:
    left = {c for c in characters if unicodedata.category(c) not in _NO_GLYPH_NEEDED and not _VARIATION.match(c)}
    for face in faces():
        if not left:
            break
        left -= {c for c in left if ord(c) in character_map(face.path)}
    return left


def _in_one_font(cluster: str) -> bool:
    forms = {cluster, unicodedata.normalize("NFC", cluster)}
    return any(all(ord(c) in character_map(face.path) for c in form) for face in faces() for form in forms)


@cache
def character_map(path: str) -> frozenset[int]:
    """Which characters a font file has."""
    with TTFont(os.fspath(path), lazy=True) as font:
        # Only the characters are wanted: to decode the names of their glyphs would take five times as long.
        font.setGlyphOrder(["glyph"] * font["maxp"].numGlyphs)
        return frozenset(font.getBestCmap() or ())
