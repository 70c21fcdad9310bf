"""Who should meet so that what is promised for purposes is kept: all goals of pairs in one choice, slots forgotten.

Which pairs serve the promises decides what all others can have. So they are chosen together: at the prices of a
standing in which everything is kept, CP-SAT decides the pairs near to indifferent and all that could serve a promise;
then, while promises are broken, also those that stand in their way.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from ortools.sat.python import cp_model

from matchmaker.problem import BoolArray, IntArray, Problem
from matchmaker.solver.bounds import top
from matchmaker.solver.choice import ChoiceModel, Crowd, members, overfull
from matchmaker.solver.choose import undecided
from matchmaker.solver.needs import Needs
from matchmaker.solver.objectives import OBJECTIVES
from matchmaker.solver.progress import Control
from matchmaker.solver.relax import WHOLE, Relaxation, relax
from matchmaker.solver.standing import TOTAL, Standing, standing_so

# Points of weight around indifference within which pairs are left open.
BAND = 16
EFFORT, PRECISION = 4.0, 1e-5
# What a kept promise and a thousandth of a best day below the floor weigh, in heaviest pairs; while promises are
# broken, they become dearer.
PROMISE, BELOW = 20.0, 0.1
DEARER, MOST_PROMISE = 50, 1000.0
KEPT, BELOW_FLOOR = "minimums_kept", "below_floor"


@dataclass(frozen=True, eq=False)
class Granted:
    """Pairs in ascending order, and the relaxation whose bound holds where all promises are kept."""

    pairs: IntArray
    relaxation: Relaxation


def grant(problem: Problem, known: IntArray, crowded: Sequence[Crowd], seed: int, control: Control) -> Granted:
    """A choice that keeps as many promises as it can, and near the floor; `known` where none is found.

    `crowded` are all crowds of the problem.
    """
    kept, has_floor = top(problem, KEPT), BELOW_FLOOR in problem.goals[: problem.goals.index(TOTAL)]
    relaxation = guiding = relax(problem, standing_so(problem, Standing(kept, 0, None), crowded))
    if has_floor:
        guiding = relax(problem, standing_so(problem, Standing(kept, problem.floor, 0), crowded))
    whole = guiding.halves == WHOLE
    serving = np.zeros(len(whole), dtype=np.bool_)
    serving[sorted({pair for pledge in problem.pledges for pair in pledge.pairs})] = True
    serving |= members(overfull(crowded, whole.astype(float)), len(whole)) & whole
    serving &= problem.common.any(axis=1)
    serving[sorted(problem.must)] = False
    is_open, found, promise = undecided(problem, guiding, BAND) | serving, known, PROMISE
    below = BELOW if has_floor else 0.0
    while control.stopped() is None:
        picked = _granted(problem, guiding, is_open, (promise, below), seed, control)
        if picked is None:
            break
        found = picked
        crossed = whole & _at_broken(problem, found)
        crossed[sorted(problem.must)] = False
        if promise >= MOST_PROMISE or not crossed.any():
            break
        is_open, promise = is_open | crossed, promise * DEARER
    return Granted(found, relaxation)


def _granted(
    problem: Problem,
    guiding: Relaxation,
    is_open: BoolArray,
    worth: tuple[float, float],
    seed: int,
    control: Control,
) -> IntArray | None:
    """The best of the open pairs beside the wholly taken; what promises and shares are `worth`."""
    whole = guiding.halves == WHOLE
    model = ChoiceModel(problem, np.flatnonzero(whole & ~is_open), is_open, Needs.none(problem))
    most = int(problem.weight.max(initial=1))
    promise, below = (round(most * one) for one in worth)
    goals = [(promise, KEPT), (1, TOTAL), *([(below, BELOW_FLOOR)] if below else [])]
    model.model.maximize(cp_model.LinearExpr.sum([each * OBJECTIVES[goal](model) for each, goal in goals]))
    picked = model.solve(whole, seed, EFFORT, control, PRECISION)
    return None if picked is None else picked.pairs


def _at_broken(problem: Problem, chosen: IntArray) -> BoolArray:
    """The pairs of companies without whom, as chosen, some promise is not kept."""
    kept = frozenset(chosen.tolist())
    missing = {pair for one in problem.pledges if len(one.pairs & kept) < one.promised for pair in one.pairs - kept}
    lacking = np.zeros(len(problem.companies), dtype=np.bool_)
    lacking[problem.left[sorted(missing)]] = lacking[problem.right[sorted(missing)]] = True
    found: BoolArray = lacking[problem.left] | lacking[problem.right]
    return found
