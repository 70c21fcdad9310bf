"""Small events: all goals at once over all cells, by CP-SAT, each goal outweighing the ones after it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from matchmaker.goals import GOALS
from matchmaker.problem import Placement, Problem
from matchmaker.solver.certificate import most_meetings
from matchmaker.solver.model import Model
from matchmaker.solver.objectives import PROFITS
from matchmaker.solver.progress import Control
from matchmaker.solver.relax import degrees
from matchmaker.solver.reoptimise import reoptimise

# Up to this many cells the whole is no more work than a neighbourhood.
CELLS = 2500
EFFORT = 2.0


@dataclass(frozen=True, eq=False)
class Exact:
    """A placement no worse in the order of the goals, and whether none is better."""

    placement: Placement
    proven: bool


def is_small(problem: Problem) -> bool:
    """Whether `solve_exactly` is up to it."""
    return int(problem.common.sum()) <= CELLS


def solve_exactly(problem: Problem, start: Placement, seed: int, control: Control) -> Exact:
    """The best placement of a small event by all goals in order."""
    model = Model.of(problem)
    held = model.cells.held(start)
    everything = np.ones(len(held), dtype=bool)
    objective = np.zeros(len(held), dtype=np.int64)
    for goal in GOALS:
        profit = PROFITS[goal](problem)[model.cells.pair, model.cells.slot]
        most = int(profit.max(initial=0)) * most_meetings(problem, degrees(problem))
        objective = objective * (most + 1) + profit
    found = reoptimise(model, everything, held, objective, EFFORT, seed, control)
    return Exact(model.cells.placement(found.held), found.optimal)
