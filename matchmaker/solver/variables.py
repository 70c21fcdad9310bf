"""Decisions in the words of the rules: which of the open pairs meet, in which of their open slots.

A neighbourhood opens some pairs and slots and keeps the other meetings as they are; the whole problem opens all. Only
legal combinations get a variable, so what `Problem` already excludes (absence, plenaries, avoided pairs) needs none.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from ortools.sat.python import cp_model

from matchmaker.problem import Placement, Problem


class MeetingVariables:
    """One literal per open (pair, slot); sums over them; and what the kept meetings leave of each limit."""

    def __init__(
        self, model: cp_model.CpModel, problem: Problem, options: Mapping[int, Iterable[int]], kept: Placement
    ) -> None:
        self.model = model
        self.problem = problem
        self.meets = {
            (pair, slot): model.new_bool_var(f"{pair}@{slot}") for pair, slots in options.items() for slot in slots
        }
        self.pairs = tuple(options)
        self._by_pair: dict[int, list[cp_model.IntVar]] = defaultdict(list)
        self._by_company: dict[int, list[cp_model.IntVar]] = defaultdict(list)
        self._by_overlap: dict[tuple[int, int], list[cp_model.IntVar]] = defaultdict(list)
        self._by_slot: dict[int, list[cp_model.IntVar]] = defaultdict(list)
        for (pair, slot), literal in self.meets.items():
            self._by_pair[pair].append(literal)
            self._by_slot[slot].append(literal)
            for company in self._companies(pair):
                self._by_company[company].append(literal)
                for overlap in problem.overlaps_of[slot]:
                    self._by_overlap[company, overlap].append(literal)
        self._count_kept(kept)

    def _companies(self, pair: int) -> tuple[int, int]:
        return int(self.problem.left[pair]), int(self.problem.right[pair])

    def _count_kept(self, kept: Placement) -> None:
        self._kept_of_company: Counter[int] = Counter()
        self._kept_in_overlap: Counter[tuple[int, int]] = Counter()
        self._kept_in_slot: Counter[int] = Counter(kept.values())
        for pair, slot in kept.items():
            for company in self._companies(pair):
                self._kept_of_company[company] += 1
                self._kept_in_overlap.update((company, overlap) for overlap in self.problem.overlaps_of[slot])

    def of_pair(self, pair: int) -> list[cp_model.IntVar]:
        """The pair's literals, one per slot."""
        return self._by_pair[pair]

    def per_company(self) -> Iterable[tuple[list[cp_model.IntVar], int]]:
        """For each company, its literals and how many more meetings its maximum allows."""
        for company, literals in self._by_company.items():
            yield literals, int(self.problem.maximum[company]) - self._kept_of_company[company]

    def per_overlap(self) -> Iterable[tuple[list[cp_model.IntVar], int]]:
        """For each company and overlap, its literals and how many delegates are left."""
        for (company, overlap), literals in self._by_overlap.items():
            yield literals, int(self.problem.delegates[company]) - self._kept_in_overlap[company, overlap]

    def per_slot(self) -> Iterable[tuple[list[cp_model.IntVar], int, int]]:
        """For each slot, its literals, and the tables and seats that are left."""
        for slot, literals in self._by_slot.items():
            kept = self._kept_in_slot[slot]
            yield literals, int(self.problem.tables[slot]) - kept, int(self.problem.seats[slot]) - 2 * kept

    def hint(self, placement: Placement) -> None:
        """Start from a placement."""
        for (pair, slot), literal in self.meets.items():
            self.model.add_hint(literal, placement.get(pair) == slot)

    def placement(self, solver: cp_model.CpSolver) -> dict[int, int]:
        """The meetings of a solution."""
        return {pair: slot for (pair, slot), literal in self.meets.items() if solver.boolean_value(literal)}
