"""A choice of pairs as a CP-SAT model: some pairs decided, the others open, slots forgotten."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from ortools.sat.python import cp_model

from matchmaker.problem import BoolArray, IntArray, Problem
from matchmaker.satisfaction import WHOLE_DAY, meetings_of, weights_of
from matchmaker.solver import cpsat
from matchmaker.solver.certificate import most_meetings
from matchmaker.solver.model import FloatArray
from matchmaker.solver.needs import Needs
from matchmaker.solver.progress import Control


@dataclass(frozen=True, eq=False)
class Picked:
    """The pairs that meet, in ascending order, and whether no other choice of the open ones is better."""

    pairs: IntArray
    optimal: bool


class ChoiceModel:
    """Pairs `taken` in any case and `open` ones, within every company's degree, all tables, and what is needed."""

    def __init__(self, problem: Problem, taken: IntArray, is_open: BoolArray, needs: Needs) -> None:
        self.problem = problem
        self.taken = taken
        self.open = np.flatnonzero(is_open)
        self.place_of = {pair: place for place, pair in enumerate(self.open.tolist())}
        self.is_taken = frozenset(taken.tolist())
        self.model = cp_model.CpModel()
        self.meets = [self.model.new_bool_var("") for _ in self.open]
        self.weights = problem.weight[self.open].tolist()
        self.places: dict[int, list[int]] = defaultdict(list)
        for place, (left, right) in enumerate(zip(problem.left[self.open], problem.right[self.open], strict=True)):
            self.places[int(left)].append(place)
            self.places[int(right)].append(place)
        self.has_weight, self.has_meetings = weights_of(problem, taken), meetings_of(problem, taken)
        self._limit()
        self._keep(needs)

    def companies(self) -> Sequence[int]:
        """All of them."""
        return range(len(self.problem.companies))

    def weight(self, company: int) -> cp_model.LinearExprT:
        """What the company's meetings weigh."""
        places = self.places[company]
        own = cp_model.LinearExpr.weighted_sum([self.meets[k] for k in places], [self.weights[k] for k in places])
        return own + int(self.has_weight[company])

    def meetings(self, company: int) -> cp_model.LinearExprT:
        """How many meetings the company has."""
        own = cp_model.LinearExpr.sum([self.meets[k] for k in self.places[company]])
        return own + int(self.has_meetings[company])

    def total(self, profit: IntArray) -> cp_model.LinearExprT:
        """The profits of the open pairs that meet."""
        return cp_model.LinearExpr.weighted_sum(self.meets, profit[self.open].max(axis=1, initial=0).tolist())

    def serving(self, pairs: Collection[int]) -> cp_model.LinearExprT:
        """How many of these pairs meet."""
        taken = sum(1 for pair in pairs if pair in self.is_taken)
        return cp_model.LinearExpr.sum([self.meets[k] for k in self._at(pairs)]) + taken

    def _at(self, pairs: Collection[int]) -> list[int]:
        """The places of those of the pairs that are open."""
        return [self.place_of[pair] for pair in sorted(pairs) if pair in self.place_of]

    def busy(self, company: int) -> Mapping[int, Sequence[cp_model.IntVar]]:  # noqa: ARG002
        """Slots are forgotten."""
        return {}

    def least_elsewhere(self) -> int:
        """Every company is here."""
        return WHOLE_DAY

    def _limit(self) -> None:
        degree = self.problem.degrees()
        room = degree - self.has_meetings
        for company, places in self.places.items():
            if len(places) > room[company]:
                self.model.add(cp_model.LinearExpr.sum([self.meets[k] for k in places]) <= int(room[company]))
        for crowd in crowds(self.problem):
            pairs = crowd.pairs.tolist()
            places = self._at(pairs)
            left = crowd.most - sum(1 for pair in pairs if pair in self.is_taken)
            if len(places) > left:
                self.model.add(cp_model.LinearExpr.sum([self.meets[k] for k in places]) <= left)
        tables = most_meetings(self.problem, degree) - len(self.taken)
        if len(self.meets) > tables:
            self.model.add(cp_model.LinearExpr.sum(self.meets) <= tables)

    def _keep(self, needs: Needs) -> None:
        for company in np.flatnonzero(needs.weight > self.has_weight).tolist():
            self.model.add(self.weight(company) >= int(needs.weight[company]))
        for company in np.flatnonzero(needs.meetings > self.has_meetings).tolist():
            self.model.add(self.meetings(company) >= int(needs.meetings[company]))
        missing = needs.total - int(self.problem.weight[self.taken].sum())
        if missing > 0:
            self.model.add(cp_model.LinearExpr.weighted_sum(self.meets, self.weights) >= missing)

    def solve(
        self, hint: BoolArray, seed: int, effort: cpsat.Effort, control: Control, precision: float = 0.0
    ) -> Picked | None:
        """The best choice for the model's objective, from a hint over all pairs; nothing if none was found."""
        for literal, value in zip(self.meets, hint[self.open].tolist(), strict=True):
            self.model.add_hint(literal, value)
        match cpsat.run(self.model, seed, effort, control, precision):
            case cpsat.Found(solver, optimal):
                picked = self.open[[solver.boolean_value(literal) for literal in self.meets]]
                return Picked(np.sort(np.concatenate([self.taken, picked])), optimal)
            case cpsat.Nothing():
                return None


@dataclass(frozen=True, eq=False)
class Crowd:
    """Pairs of which no more than `most` may meet, whatever their slots."""

    pairs: IntArray
    most: int


def crowds(problem: Problem) -> tuple[Crowd, ...]:
    """What limits a choice of pairs beside degrees: overall limits, and visits that would replace meetings."""
    as_meeting: dict[int, list[int]] = defaultdict(list)
    for visit, meeting in problem.instead.items():
        as_meeting[meeting].append(visit)
    limits = (Crowd(limit.pairs, limit.most) for limit in problem.overall)
    either = (Crowd(np.array([meeting, *visits]), 1) for meeting, visits in as_meeting.items())
    return (*limits, *either, *_days(problem))


def _days(problem: Problem) -> Iterator[Crowd]:
    """What the time of a company that is booked in several ways can hold."""
    pair, holder = problem.attending
    several = {*problem.owners.values(), *(company for who in problem.along.values() for company in who)}
    room = problem.busiest
    for company in sorted(several):
        own = pair[holder == company]
        if len(own) > room[company]:
            yield Crowd(own, int(room[company]))


def overfull(crowded: Sequence[Crowd], share: FloatArray) -> tuple[Crowd, ...]:
    """Those of which too many meet; `share[p]` is the part of pair p that does."""
    return tuple(crowd for crowd in crowded if share[crowd.pairs].sum() > crowd.most)


def members(crowded: Sequence[Crowd], size: int) -> BoolArray:
    """Which of so many pairs are in one of these crowds."""
    found = np.zeros(size, dtype=np.bool_)
    for crowd in crowded:
        found[crowd.pairs] = True
    return found
