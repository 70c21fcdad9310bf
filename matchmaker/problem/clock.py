"""Which times clash: they share a moment, or leave no time to walk from one hall to the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from matchmaker.problem.arrays import BoolArray


@dataclass(frozen=True, slots=True)
class Occupied:
    """A stretch of time, in minutes, in a hall."""

    start: int
    end: int
    hall: int


@dataclass(frozen=True, slots=True)
class Walks:
    """Minutes on foot between halls, by position: the shortest ways, so that a detour is never quicker."""

    minutes: tuple[tuple[int, ...], ...] = ()

    def between(self, one: int, other: int) -> int:
        """Minutes from one hall to another."""
        return self.minutes[one][other] if self.minutes else 0

    def clash(self, one: Occupied, other: Occupied) -> bool:
        """Whether one person cannot be at both."""
        way = self.between(one.hall, other.hall)
        return one.start < other.end + way and other.start < one.end + way

    def clashes(self, times: Sequence[Occupied]) -> BoolArray:
        """The same for every two of several times; none clashes with itself."""
        size = len(times)
        found = np.zeros((size, size), dtype=np.bool_)
        for place, one in enumerate(times):
            for beside in range(place):
                found[place, beside] = found[beside, place] = self.clash(one, times[beside])
        return found


def cliques(clashes: BoolArray) -> tuple[tuple[int, ...], ...]:
    """The largest sets of times of which every two clash (Bron and Kerbosch 1973, with pivots), in order.

    "Can be followed by" is a partial order of times, so that as many people as the largest such set has times can share
    out all of them (Dilworth 1950): who has a delegate for every meeting of each set has enough delegates.
    """
    beside = [sum(1 << int(other) for other in np.flatnonzero(row)) for row in clashes]
    found = _cliques(beside, 0, (1 << len(beside)) - 1, 0) if beside else ()
    return tuple(sorted(tuple(_bits(one)) for one in found))


def _cliques(beside: Sequence[int], held: int, open_: int, shut: int) -> Iterator[int]:
    if not open_ and not shut:
        yield held
        return
    pivot = max(_bits(open_ | shut), key=lambda one: (open_ & beside[one]).bit_count())
    for one in _bits(open_ & ~beside[pivot]):
        yield from _cliques(beside, held | 1 << one, open_ & beside[one], shut & beside[one])
        open_ &= ~(1 << one)
        shut |= 1 << one


def _bits(mask: int) -> Iterable[int]:
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low
