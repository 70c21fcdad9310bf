"""The best day that one company could have if it came first with everybody: exactly, under every rule."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from ortools.sat.python import cp_model

from matchmaker.problem import Group, Problem
from matchmaker.solver import cpsat
from matchmaker.solver.model import Model
from matchmaker.solver.parts import of_pairs
from matchmaker.solver.progress import Control, Quiet
from matchmaker.solver.reoptimise import cp_model_of
from matchmaker.solver.staff import staff

EFFORT = 10.0


# Nothing of the company is at a round table.
NO_GROUPS: tuple[Group, ...] = ()


@dataclass(frozen=True, slots=True)
class BestDay:
    """Pairs of a company, heaviest first, what they weigh, and what no schedule can beat."""

    pairs: tuple[int, ...]
    weight: int
    bound: int


def best_alone(
    problem: Problem, company: int, control: Control | None = None, groups: Sequence[Group] = NO_GROUPS
) -> BestDay:
    """The heaviest meetings of the company that rules allow, other companies' meetings among themselves left aside.

    Its visits and consultations count too; `groups` stay as they are, with `problem` what remains beside them. Meetings
    of the company that must be are kept. Where work ends first, or no persons are found for all, `weight` is below
    `bound`.
    """
    control = control or Quiet()
    sides = (company, *(side for side, owner in problem.owners.items() if owner == company))
    own = (pair for side in sides for pair in problem.pairs_of[side])
    pairs = sorted(own, key=lambda pair: (-int(problem.weight[pair]), pair))
    part = of_pairs(problem, pairs, problem.must)
    model = Model.of(part)
    programme, literals = cp_model_of(model, np.arange(len(model.cells)), model.upper, model.lower)
    weights = part.weight[model.cells.pair]
    programme.maximize(cp_model.LinearExpr.weighted_sum(literals, weights.tolist()))
    match cpsat.run(programme, 0, EFFORT, control):
        case cpsat.Found(solver) as found:
            held = np.array([solver.boolean_value(literal) for literal in literals], dtype=np.bool_)
            best = staff(part, model.cells.placement(held), groups, 0, control).placement
            weight = sum(int(part.weight[place]) for place in best)
            return BestDay(tuple(pairs[place] for place in sorted(best)), weight, found.bound())
        case cpsat.Nothing():
            return BestDay((), 0, int(problem.best_day[company]))
