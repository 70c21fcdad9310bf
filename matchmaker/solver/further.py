"""How much better a schedule becomes from where it stands, earlier goals kept: what is found, and what none can beat.

The round tables stay as they are. Exchanges begin with the given schedule, so that nothing of it is lost; a small event
is decided as a whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from matchmaker.goals import GOALS, rank
from matchmaker.problem import Group, Problem
from matchmaker.solver.cellmodel import CellModel
from matchmaker.solver.choice import crowds
from matchmaker.solver.exact import EFFORT, is_small
from matchmaker.solver.exchange import enter_what_gains
from matchmaker.solver.model import Model
from matchmaker.solver.progress import Control
from matchmaker.solver.relax import Relaxation, relax
from matchmaker.solver.staff import Staffed, staff
from matchmaker.solver.standing import TOTAL, Standing, standing_so


@dataclass(frozen=True, eq=False)
class Furthered:
    """A schedule with its persons; `bound` is what none can weigh whose earlier goals are as good, round tables aside.

    `relaxation` proves the bound, unless the whole event was decided.
    """

    staffed: Staffed
    weight: int
    bound: int
    relaxation: Relaxation


def further(problem: Problem, start: Staffed, groups: Sequence[Group], seed: int, control: Control) -> Furthered:
    """A schedule of at least the weight of `start`, no earlier goal worse, for the problem that the groups leave."""
    values = {name: GOALS[name].measure(problem, start.placement) for name in problem.goals}
    relaxation = relax(problem, standing_so(problem, Standing.of(problem, values), crowds(problem)))
    found, bound = enter_what_gains(problem, start, groups, relaxation, control), relaxation.bound
    if is_small(problem) and control.stopped() is None:
        whole, proven = _decided(problem, found, groups, seed, control)
        through = problem.goals.index(TOTAL) + 1
        found = max((found, whole), key=lambda one: rank(problem, one.placement)[:through])
        bound = min(bound, proven)
    weight = int(problem.weight[list(found.placement)].sum())
    return Furthered(found, weight, bound, relaxation)


def _decided(
    problem: Problem, start: Staffed, groups: Sequence[Group], seed: int, control: Control
) -> tuple[Staffed, int]:
    """The heaviest schedule that keeps what earlier goals have, persons assigned afterwards; and its bound."""
    model = Model.of(problem)
    held = model.cells.held(start.placement)
    decisions = CellModel(model, np.ones(len(held), dtype=bool), held)
    decisions.hold(problem.goals[: problem.goals.index(TOTAL)], seed, control)
    cells, (bound, *_) = decisions.best_by((TOTAL,), seed, EFFORT, control)
    found = staff(problem, model.cells.placement(cells), groups, seed, control)
    most = int(problem.weight.sum()) if bound is None else bound
    return found, most
