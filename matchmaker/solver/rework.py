"""Any goal in any order, by neighbourhoods (Shaw 1998): the days of some companies decided anew, earlier goals held.

Slower than the steps made for one goal, and it proves nothing: for orders of goals that those steps do not follow, and
for what is lost where chosen pairs find no slots.
"""

from __future__ import annotations

import numpy as np

from matchmaker.goals import GOALS
from matchmaker.problem import BoolArray, IntArray, Placement, Problem
from matchmaker.satisfaction import meetings_of, shares
from matchmaker.solver.cellmodel import CellModel
from matchmaker.solver.model import Model
from matchmaker.solver.progress import Control

# Cells in a neighbourhood; neighbourhoods in all; without gain before the work ends, so many for each company that
# lacks something, and so many at most.
SIZE, ROUNDS, EACH, PATIENCE = 400, 80, 2, 15
EFFORT = 0.15
# Where one neighbourhood cannot better the least of all companies, it can still better its own.
BESIDE = {"worst_off": ("below_floor",)}


def rework(problem: Problem, goal: str, start: Placement, bound: int, seed: int, control: Control) -> Placement:
    """A placement that is better by this goal, if one is found, and no worse by those before it."""
    if GOALS[goal].reaches(GOALS[goal].measure(problem, start), bound):
        return start
    model, rng = Model.of(problem), np.random.default_rng(seed)
    before, pursued = problem.goals[: problem.goals.index(goal)], (goal, *BESIDE.get(goal, ()))

    def standing(placement: Placement) -> list[int]:
        return [GOALS[name].sign * GOALS[name].measure(problem, placement) for name in (*before, *pursued)]

    best, idle = start, 0
    for number in range(ROUNDS):
        reached = GOALS[goal].reaches(GOALS[goal].measure(problem, best), bound)
        lacking = _lacking(problem, goal, best)
        if reached or idle >= min(PATIENCE, EACH * len(lacking)) or control.stopped() is not None:
            break
        held = model.cells.held(best)
        first = int(rng.integers(len(problem.companies)) if number % 2 else lacking[(number // 2) % len(lacking)])
        decisions = CellModel(model, _around(model, first, rng), held)
        decisions.hold(before, seed, control)
        found, _ = decisions.best_by(pursued, seed, EFFORT, control)
        trial = model.cells.placement(found)
        idle += 1
        if standing(trial) > standing(best):
            best, idle = trial, 0
    return best


def _lacking(problem: Problem, goal: str, placement: Placement) -> IntArray:
    """Companies that lack what the goal is about, the worst off first; all of them where it is about no single ones."""
    share = shares(problem, placement)
    if goal == "minimums_kept":
        lacks = meetings_of(problem, placement) < problem.promised
        lacks[[one.company for one in problem.pledges if len(one.pairs & placement.keys()) < one.promised]] = True
    elif goal in {"worst_off", "below_floor"}:
        lacks = share < problem.floor
    else:
        lacks = np.ones(len(share), dtype=np.bool_)
    order = np.argsort(share, kind="stable")
    found: IntArray = order[lacks[order]]
    return found


def _around(model: Model, company: int, rng: np.random.Generator) -> BoolArray:
    """The cells of pairs inside a cluster that grows from a company, through pairs that could meet, up to size."""
    problem, cells = model.cells.problem, model.cells
    left, right = problem.left[cells.pair], problem.right[cells.pair]
    inside = np.zeros(len(problem.companies), dtype=bool)
    inside[company] = True
    while True:
        touching = np.flatnonzero(inside[left] ^ inside[right])
        both: BoolArray = inside[left] & inside[right]
        if not len(touching) or both.sum() >= SIZE:
            return both
        chosen = touching[rng.integers(len(touching))]
        inside[left[chosen]] = inside[right[chosen]] = True
