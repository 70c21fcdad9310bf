"""Event files whose wrong places are marked, so that a table of cases can say where a mistake stands."""

from __future__ import annotations

from matchmaker.errors import InputError, Mistake
from matchmaker.inputs.event_file import Loaded, parse_event

MARK = "▶"
FILE = "fair.yaml"

Place = tuple[int, int]


def without_marks(text: str) -> tuple[str, list[Place]]:
    """The text, and the line and column of every mark in it (of the character that follows)."""
    places = []
    lines = text.split("\n")
    for number, line in enumerate(lines, start=1):
        before, *parts = line.split(MARK)
        column = len(before) + 1
        for part in parts:
            places.append((number, column))
            column += len(part)
    return text.replace(MARK, ""), places


def read(text: str) -> Loaded:
    """The event in a text."""
    return parse_event(text.encode(), FILE)


def mistakes(text: str | bytes) -> tuple[Mistake, ...]:
    """What is wrong with a text; nothing if it can be read."""
    try:
        parse_event(text if isinstance(text, bytes) else text.encode(), FILE)
    except InputError as error:
        return error.mistakes
    return ()


def places(found: tuple[Mistake, ...]) -> list[Place]:
    """Where the mistakes are."""
    return [(one.line, one.column) for one in found]
