"""Allot the chosen pairs to sessions by topic: choose again, with classes of slots instead of none.

Slots that suit every pair alike form a class (all sessions on one topic). Forgetting slots but not classes leaves a
transportation problem with a floor on total weight, so that the goal before is kept. Pairs that a schedule of that
weight must take, or cannot take, are fixed by their reduced profit, which keeps the model small and its bound true.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from ortools.sat.python import cp_model

from matchmaker.problem import BoolArray, IntArray, Problem
from matchmaker.solver import cpsat
from matchmaker.solver.bounds import most_fit
from matchmaker.solver.certificate import room_in_slots
from matchmaker.solver.choice import together
from matchmaker.solver.choose import undecided
from matchmaker.solver.needs import Needs
from matchmaker.solver.progress import Control
from matchmaker.solver.relax import WHOLE, Relaxation

# Pairs that may be taken or left; with more, the pairs stay as chosen, and no bound is known from here.
MOST_OPEN = 3000
# Deterministic work: some for any model, some for each of its literals.
EFFORT, EFFORT_PER_LITERAL = 0.2, 0.0004


@dataclass(frozen=True, eq=False)
class Allotment:
    """For each pair that meets, the slots it is allotted to; and what no schedule of the same weight can beat."""

    slots: Mapping[int, tuple[int, ...]]
    bound: int


def allot(
    problem: Problem, relaxation: Relaxation, needs: Needs, chosen: IntArray, seed: int, control: Control
) -> Allotment:
    """The best allotment by topic fit among choices that weigh at least as much as `chosen` and keep what is needed."""
    floor = int(problem.weight[chosen].sum())
    is_open = undecided(problem, relaxation, relaxation.bound - floor)
    taken = (relaxation.halves == WHOLE) & ~is_open
    taken[list(problem.must)] = True
    as_chosen = np.zeros(len(taken), dtype=bool)
    as_chosen[chosen] = True
    first = _Model(problem, as_chosen, as_chosen)
    best, bound = first.solve(seed, control, {}), most_fit(problem)
    if is_open.sum() <= MOST_OPEN:
        whole = _Model(problem, taken, taken | is_open)
        whole.weigh_at_least(floor)
        whole.keep(needs)
        found = whole.solve(seed, control, best.goes)
        best, bound = max((best, found), key=lambda answer: answer.fit), min(bound, found.bound)
    if not best.goes:
        return Allotment({int(pair): problem.domains[pair] for pair in chosen}, bound)
    slots = {
        pair: tuple(slot for slot in first.classes[place] if problem.common[pair, slot])
        for pair, place in sorted(best.goes.items())
    }
    return Allotment(slots, bound)


@dataclass(frozen=True, slots=True)
class _Answer:
    """The class of slots each pair goes to, how well they fit, and what no answer can beat."""

    goes: dict[int, int]
    fit: int
    bound: int


class _Model:
    """Which class of slots each pair goes to: those `taken` in any case, the others `allowed` if they fit."""

    def __init__(self, problem: Problem, taken: BoolArray, allowed: BoolArray) -> None:
        self.problem = problem
        self.taken = taken
        self.classes = slot_classes(problem)
        self.model = cp_model.CpModel()
        self.goes = {
            (int(pair), place): self.model.new_bool_var("")
            for pair in np.flatnonzero(allowed)
            for place, slots in enumerate(self.classes)
            if problem.common[pair, list(slots)].any()
        }
        self.fits = [int(problem.fit[pair, self.classes[place][0]]) for pair, place in self.goes]
        self.most = int(problem.fit[allowed].max(axis=1, initial=0).sum())
        self.limit()

    def limit(self) -> None:
        """Each pair at most once (once if taken); classes hold what their slots hold; companies what they can."""
        by_pair, by_class, by_company, by_both = (defaultdict(list) for _ in range(4))
        for (pair, place), literal in self.goes.items():
            by_pair[pair].append(literal)
            by_class[place].append(literal)
            for company in (int(self.problem.left[pair]), int(self.problem.right[pair])):
                by_company[company].append(literal)
                by_both[place, company].append(literal)
        for pair, literals in by_pair.items():
            (self.model.add_exactly_one if self.taken[pair] else self.model.add_at_most_one)(literals)
        for most, pairs in together(self.problem):
            self.at_most([literal for pair in sorted(pairs) for literal in by_pair.get(pair, ())], most)
        room = room_in_slots(self.problem)
        for place, literals in by_class.items():
            self.at_most(literals, int(room[list(self.classes[place])].sum()))
        degree = self.problem.degrees()
        for company, literals in by_company.items():
            self.at_most(literals, int(degree[company]))
        within = [self.problem.degrees(slots) for slots in self.classes]
        for (place, company), literals in by_both.items():
            self.at_most(literals, int(within[place][company]))

    def at_most(self, literals: list[cp_model.IntVar], most: int) -> None:
        if len(literals) > most:
            self.model.add(cp_model.LinearExpr.sum(literals) <= most)

    def weigh_at_least(self, floor: int) -> None:
        weights = [int(self.problem.weight[pair]) for pair, _ in self.goes]
        self.model.add(cp_model.LinearExpr.weighted_sum(list(self.goes.values()), weights) >= floor)

    def keep(self, needs: Needs) -> None:
        by_company: dict[int, list[tuple[int, cp_model.IntVar]]] = defaultdict(list)
        for (pair, _), literal in self.goes.items():
            for company in (int(self.problem.left[pair]), int(self.problem.right[pair])):
                by_company[company].append((int(self.problem.weight[pair]), literal))
        for company, own in by_company.items():
            weights, literals = zip(*own, strict=True)
            if needs.weight[company] > 0:
                weight = cp_model.LinearExpr.weighted_sum(literals, weights)
                self.model.add(weight >= int(needs.weight[company]))
            if needs.meetings[company] > 0:
                self.model.add(cp_model.LinearExpr.sum(literals) >= int(needs.meetings[company]))

    def solve(self, seed: int, control: Control, start: Mapping[int, int]) -> _Answer:
        """The best fit found, starting from an answer known."""
        if start:
            for (pair, place), literal in self.goes.items():
                self.model.add_hint(literal, start.get(pair) == place)
        self.model.maximize(cp_model.LinearExpr.weighted_sum(list(self.goes.values()), self.fits))
        effort = EFFORT + EFFORT_PER_LITERAL * len(self.goes)
        match cpsat.run(self.model, seed, effort, control):
            case cpsat.Found(solver) as found:
                goes = dict(key for key, literal in self.goes.items() if solver.boolean_value(literal))
                return _Answer(goes, found.value(), found.bound())
            case cpsat.Nothing():
                return _Answer({}, -1, self.most)


def slot_classes(problem: Problem) -> tuple[tuple[int, ...], ...]:
    """Slots grouped so that every pair fits all slots of a group alike."""
    found: dict[bytes, list[int]] = defaultdict(list)
    for slot in range(len(problem.slots)):
        found[problem.fit[:, slot].tobytes()].append(slot)
    return tuple(map(tuple, found.values()))
