"""Who should meet so that what is promised for purposes is kept: all goals of pairs in one choice, slots forgotten.

Which pairs serve the promises decides what all others can have. So they are chosen together: at the prices of a
standing in which everything is kept, CP-SAT decides the pairs near to indifferent and all that could serve a promise.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from ortools.sat.python import cp_model

from matchmaker.problem import IntArray, Problem
from matchmaker.solver.bounds import top
from matchmaker.solver.choice import ChoiceModel, Crowd, crowds, members, overfull
from matchmaker.solver.choose import undecided
from matchmaker.solver.needs import Needs
from matchmaker.solver.objectives import OBJECTIVES
from matchmaker.solver.progress import Control
from matchmaker.solver.relax import WHOLE, Relaxation, relax
from matchmaker.solver.standing import Standing, standing_so

# Points of weight around indifference within which pairs are left open.
BAND = 16
EFFORT, PRECISION = 4.0, 1e-5
# What a kept promise and a thousandth of a best day below the floor weigh, in heaviest pairs.
PROMISE, BELOW = 20, 0.1


@dataclass(frozen=True, eq=False)
class Granted:
    """Pairs in ascending order, and the relaxation whose bound holds where all promises are kept."""

    pairs: IntArray
    relaxation: Relaxation


def grant(problem: Problem, known: IntArray, crowded: Sequence[Crowd], seed: int, control: Control) -> Granted:
    """A choice that keeps as many promises as it can, and near the floor; `known` where none is found."""
    relaxation = relax(problem, standing_so(problem, Standing(top(problem, "minimums_kept"), 0, None), crowded))
    kept_floor = standing_so(problem, Standing(top(problem, "minimums_kept"), problem.floor, 0), crowded)
    guiding = relax(problem, kept_floor) if "below_floor" in problem.goals else relaxation
    whole = guiding.halves == WHOLE
    serving = np.zeros(len(whole), dtype=np.bool_)
    serving[sorted({pair for pledge in problem.pledges for pair in pledge.pairs})] = True
    serving |= members(overfull(crowds(problem), whole.astype(float)), len(whole)) & whole
    serving &= problem.common.any(axis=1)
    serving[sorted(problem.must)] = False
    is_open = undecided(problem, guiding, BAND) | serving
    model = ChoiceModel(problem, np.flatnonzero(whole & ~is_open), is_open, Needs.none(problem))
    most = int(problem.weight.max(initial=1))
    goals = [(PROMISE * most, "minimums_kept"), (1, "total_compatibility")]
    goals += [(round(BELOW * most), "below_floor")] if "below_floor" in problem.goals else []
    model.model.maximize(cp_model.LinearExpr.sum([worth * OBJECTIVES[goal](model) for worth, goal in goals]))
    picked = model.solve(whole, seed, EFFORT, control, PRECISION)
    return Granted(known if picked is None else picked.pairs, relaxation)
