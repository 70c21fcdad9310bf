"""Any goal in any order, by neighbourhoods (Shaw 1998): the days of some companies decided anew, earlier goals held.

Slower than the steps made for one goal, and it proves nothing: for orders of goals that those steps do not follow, and
for what is lost where chosen pairs find no slots.
"""

from __future__ import annotations

import numpy as np

from matchmaker.goals import GOALS
from matchmaker.problem import BoolArray, Placement, Problem
from matchmaker.satisfaction import shares
from matchmaker.solver.cellmodel import CellModel
from matchmaker.solver.model import Model
from matchmaker.solver.progress import Control

# Cells in a neighbourhood; neighbourhoods in all, and without gain before the work ends.
SIZE, ROUNDS, PATIENCE = 400, 80, 15
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
        if reached or idle == PATIENCE or control.stopped() is not None:
            break
        held = model.cells.held(best)
        decisions = CellModel(model, _around(model, _first(problem, best, number, rng), rng), held)
        decisions.hold(before, seed, control)
        found, _ = decisions.best_by(pursued, seed, EFFORT, control)
        trial = model.cells.placement(found)
        idle += 1
        if standing(trial) > standing(best):
            best, idle = trial, 0
    return best


def _first(problem: Problem, placement: Placement, number: int, rng: np.random.Generator) -> int:
    """The company to begin with: by turns one of the worst off, and any."""
    if number % 2:
        return int(rng.integers(len(problem.companies)))
    worst = np.argsort(shares(problem, placement), kind="stable")
    return int(worst[(number // 2) % len(worst)])


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
