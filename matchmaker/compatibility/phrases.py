"""Free text as compared: normal forms, words and letter groups of any script, and long texts in passages."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise

# Scripts written without spaces between words: there, groups of characters stand for words.
UNSPACED = (
    r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    r"\U00020000-\U0003ffff"
)
# Words have two letters or more; what stands between spaces may hold signs too: CO2-laser, 3D.
WORD = re.compile(rf"[{UNSPACED}]+|[^\W{UNSPACED}]{{2,}}")
TOKEN = re.compile(rf"[{UNSPACED}]+|[^\s{UNSPACED}]+")
IS_UNSPACED = re.compile(f"[{UNSPACED}]")
# Letter groups of words: as short as a stem, as long as two syllables. Of unspaced scripts: as short as a word.
GROUPS, UNSPACED_GROUPS = (5, 6), (2, 3)

# A text longer than this is a description, looked at in passages too.
LONGEST_PHRASE = 80
MOST_PASSAGES = 400
LONGEST_PASSAGE = 240
BREAK = re.compile(r"[\n\r;•·。；！？!?]+|(?<=\w)[.:]\s+|[，、,]\s*")


def normal(phrase: str) -> str:
    """A phrase as compared: compatibility forms unified, case and spacing ignored."""
    return " ".join(unicodedata.normalize("NFKC", phrase).casefold().split())


def words(text: str) -> list[str]:
    """The words of a text in normal form and its pairs of neighbouring words; of unspaced scripts, pairs of characters.

    >>> words("laser cutting 激光机")
    ['laser', 'cutting', '激光', '光机', 'laser cutting', 'cutting 激光机']
    """
    runs = WORD.findall(text)
    single = [part for run in runs for part in (_groups(run, (2,)) if IS_UNSPACED.match(run) else [run])]
    return [*single, *(f"{one} {other}" for one, other in pairwise(runs))]


def letter_groups(text: str) -> list[str]:
    """Groups of 5 and 6 letters between spaces, ends marked by a space; of unspaced scripts, of 2 or 3 characters.

    >>> letter_groups("laser")
    [' lase', 'laser', 'aser ', ' laser', 'laser ']
    """
    return [
        group
        for run in TOKEN.findall(text)
        for group in (_groups(run, UNSPACED_GROUPS) if IS_UNSPACED.match(run) else _groups(f" {run} ", GROUPS))
    ]


def _groups(run: str, sizes: tuple[int, ...]) -> list[str]:
    """All groups of these sizes; a run shorter than the shortest is a group of its own."""
    if len(run) < sizes[0]:
        return [run]
    return [run[start : start + size] for size in sizes for start in range(len(run) - size + 1)]


def passages(text: str) -> tuple[str, ...]:
    """What a text says, in pieces short enough to be compared with a phrase: the text itself unless it is long.

    Long texts are cut at the ends of sentences and clauses; the first 400 passages count.
    """
    if len(text) <= LONGEST_PHRASE:
        return (text,)
    return tuple(dict.fromkeys(piece for piece, _ in zip(_pieces(text), range(MOST_PASSAGES), strict=False)))


def _pieces(text: str) -> Iterator[str]:
    for part in BREAK.split(text):
        piece = part.strip()
        while len(piece) > LONGEST_PASSAGE:
            cut = piece.rfind(" ", 1, LONGEST_PASSAGE)
            cut = LONGEST_PASSAGE if cut < 0 else cut
            yield piece[:cut]
            piece = piece[cut:].strip()
        if piece:
            yield piece
