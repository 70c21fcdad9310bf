"""The published B2BSP instances: a reader of their MiniZinc data files (.dzn), and the judge of answers to them.

What the items mean, and what a valid schedule is, says section 2 of Bofill et al., Journal of Artificial Intelligence
Research 74 (2022). Plain Python that shares nothing with the solver. Meetings and participants are numbered from 0
here, slots from 1 as in the files. The arrays that only repeat `requested` are ignored.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

Value: TypeAlias = "int | bool | str | frozenset[int] | list[Value]"

MORNING, AFTERNOON, ANY = 1, 2, 3

TOKEN = re.compile(
    r"(?:[\s\ufeff]+|%[^\n]*|/\*.*?\*/)"  # passed over: white space, byte order marks and comments
    r"|(?P<name>[A-Za-z_]\w*)|(?P<whole>-?\d+)|(?P<text>\"[^\"\n]*\")"
    r"|(?P<sign>\.\.|\[\||\|\]|[\[\]{}|,;=()])",
    re.DOTALL,
)


class FormatError(ValueError):
    """The text is no B2BSP instance."""


@dataclass(frozen=True)
class Instance:
    """One instance: who meets whom, and when each meeting may take place."""

    participants: int
    tables: int
    slots: int
    morning: int  # slots 1 to this one are the morning
    pairs: tuple[tuple[int, int], ...]
    sessions: tuple[int, ...]  # of each meeting
    forbidden: tuple[frozenset[int], ...]  # slots in which each participant cannot meet
    fixed: tuple[int, ...]  # the slot of each meeting, 0 if free
    before: tuple[frozenset[int], ...]  # the meetings that come before each meeting

    def allowed(self, meeting: int) -> list[int]:
        """The slots of a meeting's session, or the one it is fixed to, without those forbidden to its participants."""
        one, two = self.pairs[meeting]
        barred = self.forbidden[one] | self.forbidden[two]
        return [
            slot
            for slot in range(1, self.slots + 1)
            if slot not in barred
            and self.fixed[meeting] in {0, slot}
            and self.sessions[meeting] in {ANY, MORNING if slot <= self.morning else AFTERNOON}
        ]


def breaks_of(instance: Instance, slots: Sequence[int]) -> list[int]:
    """The breaks of each participant: how often two meetings in turn are not in adjacent slots."""
    taken: list[list[int]] = [[] for _ in range(instance.participants)]
    for pair, slot in zip(instance.pairs, slots, strict=True):
        for participant in pair:
            taken[participant].append(slot)
    return [sum(later > earlier + 1 for earlier, later in pairwise(sorted(day))) for day in taken]


def violations(instance: Instance, slots: Sequence[int], fairness: int) -> list[str]:
    """Every rule that a schedule breaks, in words."""
    if len(slots) != len(instance.pairs):
        return [f"{len(slots)} slots for {len(instance.pairs)} meetings"]
    wrong: list[str] = []
    busy = Counter(
        (participant, slot) for pair, slot in zip(instance.pairs, slots, strict=True) for participant in pair
    )
    for meeting, slot in enumerate(slots):
        if slot not in instance.allowed(meeting):
            wrong.append(f"meeting {meeting} may not take slot {slot}")
        wrong += [
            f"meeting {meeting} is not after {other}" for other in instance.before[meeting] if slots[other] >= slot
        ]
    wrong += [
        f"participant {one} meets {count} times in slot {slot}" for (one, slot), count in busy.items() if count > 1
    ]
    full = Counter(slots).items()
    wrong += [f"slot {slot} has {count} meetings" for slot, count in full if count > instance.tables]
    counts = breaks_of(instance, slots)
    if counts and max(counts) - min(counts) > fairness:
        wrong.append(f"from {min(counts)} to {max(counts)} breaks, a difference of more than {fairness}")
    return wrong


def parse(text: str) -> Instance:
    """The instance that the text of a data file states.

    Raises:
        FormatError: if it states none.
    """
    data = _Parser(text).items()
    people, slots = _whole(data, "nBusiness"), _whole(data, "nTotalSlots")
    rows = _requests(data)
    count = _whole(data, "nMeetings", len(rows))
    _must(count == len(rows), f"nMeetings is {count}, but requested has {len(rows)} rows")
    for one, two, session in rows:
        known = {one, two} <= set(range(1, people + 1)) and one != two and session in {MORNING, AFTERNOON, ANY}
        _must(known, f"requested has a row {one}, {two}, {session}")
    before = [group - {0} for group in _sets(data, "precedences", count)]
    _must(set().union(*before) <= set(range(1, count + 1)), "precedences names an unknown meeting")
    fixed = _wholes(data.get("fixed") or [0] * count, "fixed")
    _must(
        len(fixed) == count and set(fixed) <= set(range(slots + 1)), f"fixed needs a slot for each of {count} meetings"
    )
    return Instance(
        participants=people,
        tables=_whole(data, "nTables"),
        slots=slots,
        morning=_whole(data, "nMorningSlots", slots),
        pairs=tuple((one - 1, two - 1) for one, two, _ in rows),
        sessions=tuple(session for _, _, session in rows),
        forbidden=tuple(group - {0} for group in _sets(data, "forbidden", people)),
        fixed=tuple(fixed),
        before=tuple(frozenset(meeting - 1 for meeting in group) for group in before),
    )


def _must(holds: bool, message: str) -> None:  # noqa: FBT001 - reads as a sentence
    if not holds:
        raise FormatError(message)


def _whole(data: dict[str, Value], name: str, default: int | None = None) -> int:
    """An item that is a number; required if there is no default."""
    value = data.get(name, default)
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        message = f"{name} is missing or no number"
        raise FormatError(message)
    return value


def _wholes(value: Value, name: str) -> list[int]:
    """A list of numbers."""
    found = [one for one in value if type(one) is int] if isinstance(value, list) else []
    _must(isinstance(value, list) and len(found) == len(value), f"{name} is no list of numbers")
    return found


def _sets(data: dict[str, Value], name: str, size: int) -> list[frozenset[int]]:
    """A list of sets; all empty if the item is missing or has no entries."""
    value = data.get(name) or [frozenset[int]() for _ in range(size)]
    found = [one for one in value if isinstance(one, frozenset)] if isinstance(value, list) else []
    _must(isinstance(value, list) and len(found) == len(value) == size, f"{name} needs {size} sets")
    return found


def _requests(data: dict[str, Value]) -> list[list[int]]:
    """Rows of participant, participant, session, written as rows or one after the other."""
    value = data.get("requested", [])
    rows = value if isinstance(value, list) else [value]
    if not any(isinstance(row, list) for row in rows):
        flat = _wholes(value, "requested")
        found = [list(flat[at : at + 3]) for at in range(0, len(flat), 3)]
    else:
        found = [_wholes(row, "requested") for row in rows]
    _must(all(len(row) == 3 for row in found), "a row of requested needs three numbers")
    return found


class _Parser:
    """Reads `name = value;` items by recursive descent: numbers, truth, texts, sets, ranges, lists and rows."""

    def __init__(self, text: str) -> None:
        self.tokens: list[tuple[str, str]] = []
        at = 0
        while at < len(text):
            match = TOKEN.match(text, at)
            if match is None:
                message = f"unexpected {text[at]!r} at character {at}"
                raise FormatError(message)
            if match.lastgroup:
                self.tokens.append((match.lastgroup, match.group()))
            at = match.end()
        self.at = 0

    def items(self) -> dict[str, Value]:
        """All items; the last semicolon may be missing."""
        data: dict[str, Value] = {}
        while self.at < len(self.tokens):
            kind, name = self._take()
            _must(kind == "name" and name not in data, f"expected the name of an item, found {name}")
            self._take("=")
            data[name] = self._value()
            if self.at < len(self.tokens):
                self._take(";")
        return data

    def _next(self) -> str:
        return self.tokens[self.at][1] if self.at < len(self.tokens) else ""

    def _take(self, expected: str = "") -> tuple[str, str]:
        _must(self.at < len(self.tokens), "the text ends too early")
        token = self.tokens[self.at]
        _must(expected in {"", token[1]}, f"expected {expected}, found {token[1]}")
        self.at += 1
        return token

    def _value(self) -> Value:
        kind, text = self._take()
        if text == "[|":
            return self._rows()
        if text == "[":
            return self._list("]")
        if text == "{":
            return self._set()
        if kind == "whole":
            return self._range(int(text)) if self._next() == ".." else int(text)
        if kind == "name" and self._next() == "(":  # array1d(1..n, [...]): the last argument has the entries
            self._take("(")
            return (self._list(")") or [""])[-1]
        _must(kind in {"name", "text"}, f"unexpected {text}")
        return text == "true" if text in {"true", "false"} else text

    def _range(self, first: int) -> frozenset[int]:
        self._take("..")
        kind, last = self._take()
        _must(kind == "whole", f"a range ends in {last}")
        return frozenset(range(first, int(last) + 1))

    def _list(self, end: str) -> list[Value]:
        values: list[Value] = []
        while self._next() != end:
            values.append(self._value())
            if self._next() != end:
                self._take(",")
        self._take(end)
        return values

    def _set(self) -> frozenset[int]:
        found: set[int] = set()
        for value in self._list("}"):
            found |= value if isinstance(value, frozenset) else set(_wholes([value], "a set"))
        return frozenset(found)

    def _rows(self) -> list[Value]:
        """Rows between bars; a comma or a bar may follow the last entry."""
        rows: list[list[Value]] = [[]]
        while self._next() != "|]":
            if self._next() == "|":
                self._take()
                rows.append([])
            else:
                rows[-1].append(self._value())
                if self._next() == ",":
                    self._take()
        self._take("|]")
        return [row for row in rows if row]
