"""Decisions: one cell for each pair and slot in which it could meet.

Only legal combinations get a cell: what `Problem` excludes (absence, plenaries, pairs kept apart) has none.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Self

import numpy as np

from matchmaker.problem import BoolArray, IntArray, Placement, Problem


@dataclass(frozen=True, eq=False)
class Cells:
    """The pair and the slot of every cell, in order of pairs, then slots."""

    problem: Problem
    pair: IntArray
    slot: IntArray

    @classmethod
    def of(cls, problem: Problem) -> Self:
        """All cells of a problem."""
        pair, slot = np.nonzero(problem.common)
        return cls(problem, pair.astype(np.int64), slot.astype(np.int64))

    @cached_property
    def attending(self) -> tuple[IntArray, IntArray]:
        """Cells, and whose time they take: one entry for each of the two sides, and for whoever comes along."""
        pair, holder = self.problem.attending
        first = np.searchsorted(pair, np.arange(len(self.problem.weight) + 1))
        count = (first[1:] - first[:-1])[self.pair]
        cell = np.repeat(np.arange(len(self.pair)), count)
        within = np.arange(len(cell)) - np.repeat(np.cumsum(count) - count, count)
        return cell, holder[first[self.pair[cell]] + within]

    def __len__(self) -> int:
        return len(self.pair)

    def held(self, placement: Placement) -> BoolArray:
        """Which cells a placement uses."""
        slot_of = np.full(len(self.problem.weight), -1, dtype=np.int64)
        slot_of[list(placement.keys())] = list(placement.values())
        used: BoolArray = slot_of[self.pair] == self.slot
        return used

    def placement(self, held: BoolArray) -> dict[int, int]:
        """The placement that uses the given cells."""
        return dict(zip(self.pair[held].tolist(), self.slot[held].tolist(), strict=True))
