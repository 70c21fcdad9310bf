"""Small events: all goals, in whatever order, over all cells, by CP-SAT: each held before the next is pursued."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from matchmaker.problem import Placement, Problem
from matchmaker.solver.cellmodel import CellModel
from matchmaker.solver.model import Model
from matchmaker.solver.progress import Control

# Up to this many cells the whole is no more work than a neighbourhood.
CELLS = 2500
EFFORT = 2.0


@dataclass(frozen=True, eq=False)
class Exact:
    """A placement, and for each goal of the problem, counting up, what none can beat that keeps the goals before."""

    placement: Placement
    bounds: tuple[int | None, ...]


def is_small(problem: Problem) -> bool:
    """Whether `solve_exactly` is up to it."""
    return int(problem.common.sum()) <= CELLS


def solve_exactly(problem: Problem, start: Placement, seed: int, control: Control) -> Exact:
    """The best placement of a small event by all goals in order."""
    model = Model.of(problem)
    held = model.cells.held(start)
    decisions = CellModel(model, np.ones(len(held), dtype=bool), held)
    found, bounds = decisions.best_by(problem.goals, seed, EFFORT, control)
    return Exact(model.cells.placement(found), bounds)
