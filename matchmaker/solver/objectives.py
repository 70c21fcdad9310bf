"""The goals for the solver. Each function states the goal of the same name in `matchmaker.goals` for CP-SAT.

It adds to a model what it needs and gives an expression that counts up: to be made as great as possible, or held. It
covers the companies whose days are being decided; what the others have does not change.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Protocol

import numpy as np
from ortools.sat.python import cp_model

from matchmaker.problem import IntArray, Problem
from matchmaker.satisfaction import WHOLE_DAY

Literals = Sequence[cp_model.IntVar]


class Decisions(Protocol):
    """A model in which pairs, and perhaps their slots, are being decided, seen by company."""

    problem: Problem
    model: cp_model.CpModel

    def companies(self) -> Sequence[int]:
        """Whose days are being decided."""

    def weight(self, company: int) -> cp_model.LinearExprT:
        """What the company's meetings weigh."""

    def meetings(self, company: int) -> cp_model.LinearExprT:
        """How many meetings it has."""

    def serving(self, pairs: Collection[int]) -> cp_model.LinearExprT:
        """How many of these pairs meet."""

    def busy(self, company: int) -> Mapping[int, Literals]:
        """For each slot the company may meet in, literals for those meetings; constants for those that stay."""

    def total(self, profit: IntArray) -> cp_model.LinearExprT:
        """The profits, `profit[p, t]`, of the meetings that are being decided, added up."""

    def least_elsewhere(self) -> int:
        """The least share of a company whose day is not being decided."""


Objective = Callable[[Decisions], cp_model.LinearExprT]

OBJECTIVES: dict[str, Objective] = {}


def objective(function: Objective) -> Objective:
    """Enter a goal under its own name."""
    OBJECTIVES[function.__name__] = function
    return function


@objective
def minimums_kept(given: Decisions) -> cp_model.LinearExprT:
    """For each company a number that neither its promise nor its meetings exceed, added up."""
    kept = []
    for company in given.companies():
        if promised := int(given.problem.promised[company]):
            kept.append(given.model.new_int_var(0, promised, ""))
            given.model.add(kept[-1] <= given.meetings(company))
    for pledge in given.problem.pledges:
        kept.append(given.model.new_int_var(0, pledge.promised, ""))
        given.model.add(kept[-1] <= given.serving(pledge.pairs))
    return cp_model.LinearExpr.sum(kept)


@objective
def worst_off(given: Decisions) -> cp_model.LinearExprT:
    """A share that no company is below."""
    least = given.model.new_int_var(0, min(given.problem.floor, given.least_elsewhere()), "")
    for company in given.companies():
        if best := int(given.problem.best_day[company]):
            given.model.add(WHOLE_DAY * given.weight(company) >= best * least)
    return least


@objective
def below_floor(given: Decisions) -> cp_model.LinearExprT:
    """For each company what its share lacks to the floor, added up, less than nothing."""
    lacks = []
    for company in given.companies():
        if best := int(given.problem.best_day[company]):
            lacks.append(given.model.new_int_var(0, given.problem.floor, ""))
            given.model.add(WHOLE_DAY * given.weight(company) >= best * (given.problem.floor - lacks[-1]))
    return -cp_model.LinearExpr.sum(lacks)


@objective
def total_compatibility(given: Decisions) -> cp_model.LinearExprT:
    """The weights of the pairs that meet."""
    return given.total(weights(given.problem))


@objective
def topic_fit(given: Decisions) -> cp_model.LinearExprT:
    """The fits of the pairs with the sessions they meet in."""
    return given.total(given.problem.fit)


@objective
def breaks(given: Decisions) -> cp_model.LinearExprT:
    """A literal for each moment at which a break may end: a meeting begins, one was before, none since an idle slot."""
    found = []
    for company in given.companies():
        found += [one for day in _days(given, company) for one in _breaks_of_day(given, company, day)]
    return -cp_model.LinearExpr.sum(found)


def _days(given: Decisions, company: int) -> list[dict[int, Literals]]:
    """The company's literals by slot, day by day, each day's slots by start, end and position."""
    problem, busy = given.problem, given.busy(company)
    ordered = sorted(busy, key=lambda slot: (problem.start[slot], problem.end[slot], slot))
    days = dict.fromkeys(problem.day[slot] for slot in ordered)
    return [{slot: busy[slot] for slot in ordered if problem.day[slot] == day} for day in days]


def _breaks_of_day(given: Decisions, company: int, busy: dict[int, Literals]) -> list[cp_model.IntVar]:
    problem, found = given.problem, list[cp_model.IntVar]()
    idle = {problem.start[slot]: problem.last_idle[company][slot] for slot in busy}
    for start, last_idle in idle.items():
        before = [one for slot, literals in busy.items() if problem.end[slot] <= last_idle for one in literals]
        if not before:
            continue
        since = [
            one
            for slot, literals in busy.items()
            if problem.start[slot] < start and problem.end[slot] > last_idle
            for one in literals
        ]
        met, ends = given.model.new_bool_var(""), given.model.new_bool_var("")
        for one in before:
            given.model.add_implication(one, met)
        for slot, literals in busy.items():
            if problem.start[slot] == start:
                for one in literals:
                    given.model.add_bool_or(one.negated(), met.negated(), ends, *since)
        found.append(ends)
    return found


@objective
def hall_changes(given: Decisions) -> cp_model.LinearExprT:
    """A literal for each meeting after which the next one is in another hall."""
    problem, found = given.problem, list[cp_model.IntVar]()
    for company in given.companies():
        for busy in _days(given, company):
            slots = list(busy)
            for place, later in enumerate(slots):
                changes = given.model.new_bool_var("")
                for start, earlier in enumerate(slots[:place]):
                    if problem.hall[earlier] == problem.hall[later] or problem.end[earlier] > problem.start[later]:
                        continue
                    between = [one for slot in slots[start + 1 : place] for one in busy[slot]]
                    for one in busy[earlier]:
                        for other in busy[later]:
                            given.model.add_bool_or(one.negated(), other.negated(), changes, *between)
                found.append(changes)
    return -cp_model.LinearExpr.sum(found)


def weights(problem: Problem) -> IntArray:
    """`[p, t]`: the pair's weight, whatever the slot."""
    return np.broadcast_to(problem.weight[:, None], problem.fit.shape)
