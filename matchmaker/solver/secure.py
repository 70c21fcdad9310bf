"""Goals about single companies, reached by the choice of pairs: promises kept, the worst-off, shortfalls.

Most choices reach them without being asked to. Where one does not, a linear programme gives prices, `relax` a bound in
whole numbers, and CP-SAT a choice among the pairs that the programme leaves open.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from matchmaker.goals import GOALS
from matchmaker.problem import BoolArray, IntArray, Problem
from matchmaker.solver.bounds import top
from matchmaker.solver.choice import ChoiceModel, Crowd, crowds, members, overfull
from matchmaker.solver.lift import lift
from matchmaker.solver.needs import Needs, pledged
from matchmaker.solver.objectives import OBJECTIVES
from matchmaker.solver.prices import Guide, guide, priced
from matchmaker.solver.progress import Control
from matchmaker.solver.relax import Relaxation, relax

# Pairs left open for each company, beside those the programme takes in part.
OPEN = 4
EFFORT = 4.0
SHARE = 1e-3


@dataclass(frozen=True, eq=False)
class Secured:
    """A choice of pairs, in ascending order, and what no choice's value of the goal can beat."""

    pairs: IntArray
    bound: int


def secure(
    problem: Problem, goal: str, known: IntArray, crowded: Sequence[Crowd], seed: int, control: Control
) -> Secured:
    """As good a choice for the goal as is found, the goals before it kept as they are in the choice `known`.

    `crowded` are crowds that need a price.
    """
    best = top(problem, goal)
    if GOALS[goal].reaches(value(problem, goal, known), best) or control.stopped() is not None:
        return Secured(known, best)
    as_placement = dict.fromkeys(known.tolist(), 0)
    needs = Needs.of(problem, as_placement, goal)
    if goal != "minimums_kept":
        known = _better(problem, goal, known, lift(problem, known, needs, problem.floor))
        if GOALS[goal].reaches(value(problem, goal, known), best):
            return Secured(known, best)
    found = guide(problem, goal, needs, crowded)
    relaxation = relax(problem, priced(problem, goal, Needs.implied(problem, as_placement, goal), found))
    sign = GOALS[goal].sign
    beside = int(pledged(problem).sum()) if goal == "minimums_kept" else 0  # the programme knows nothing of purposes
    bound = sign * min(sign * best, relaxation.bound + beside)
    if GOALS[goal].reaches(value(problem, goal, known), bound):
        return Secured(known, bound)
    picked = _pick(problem, goal, bound, needs, known, found, relaxation, seed, control)
    return Secured(_better(problem, goal, known, picked), bound)


def _pick(
    problem: Problem,
    goal: str,
    bound: int,
    needs: Needs,
    known: IntArray,
    found: Guide,
    relaxation: Relaxation,
    seed: int,
    control: Control,
) -> IntArray:
    """A choice by CP-SAT among the pairs that the programme leaves open; the known one if there is none."""
    is_open = _open(problem, found, relaxation.profit)
    if goal == "minimums_kept":
        is_open[sorted({pair for pledge in problem.pledges for pair in pledge.pairs} - problem.must)] = True
        is_open &= problem.common.any(axis=1)
    taken = found.share > 1.0 - SHARE
    taken[sorted(problem.must)] = True  # also where the programme was not solved in the work allowed
    crowded = members(overfull(crowds(problem), taken.astype(float)), len(taken)) & taken
    crowded[sorted(problem.must)] = False
    is_open |= crowded
    model = ChoiceModel(problem, np.flatnonzero(taken & ~is_open), is_open, needs)
    objective = OBJECTIVES[goal](model)
    model.model.add(objective <= GOALS[goal].sign * bound)
    model.model.maximize(objective)
    hint = np.zeros(len(problem.weight), dtype=bool)
    hint[known] = True
    picked = model.solve(hint, seed, EFFORT, control)
    return known if picked is None else picked.pairs


def _better(problem: Problem, goal: str, one: IntArray, other: IntArray) -> IntArray:
    """The better of two choices by the goal; the first of equals."""
    return max((one, other), key=lambda pairs: GOALS[goal].sign * value(problem, goal, pairs))


def value(problem: Problem, goal: str, pairs: IntArray) -> int:
    """The goal's value for a choice of pairs, whatever their slots."""
    return GOALS[goal].measure(problem, dict.fromkeys(pairs.tolist(), 0))


def _open(problem: Problem, found: Guide, profit: IntArray) -> BoolArray:
    """Pairs that the programme takes in part, and those nearest to indifferent."""
    is_open = (found.share > SHARE) & (found.share < 1.0 - SHARE)
    order = np.argsort(np.abs(profit), kind="stable")
    is_open[order[: OPEN * len(problem.companies)]] = True
    is_open &= problem.common.any(axis=1)
    is_open[sorted(problem.must)] = False
    return is_open
