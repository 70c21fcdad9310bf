"""The best day that one company could have if it came first with everybody: exactly, under every rule."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from ortools.sat.python import cp_model

from matchmaker.problem import Problem
from matchmaker.solver import cpsat
from matchmaker.solver.model import Model
from matchmaker.solver.parts import of_pairs
from matchmaker.solver.progress import Control, Quiet
from matchmaker.solver.reoptimise import cp_model_of

EFFORT = 10.0


@dataclass(frozen=True, slots=True)
class BestDay:
    """Pairs of a company, heaviest first, what they weigh, and what no schedule can beat."""

    pairs: tuple[int, ...]
    weight: int
    bound: int


def best_alone(problem: Problem, company: int, control: Control | None = None) -> BestDay:
    """The heaviest meetings of the company that rules allow, other companies' meetings among themselves left aside.

    Meetings of the company that must be are kept. Where work ends first, `weight` is below `bound`.
    """
    pairs = problem.pairs_of[company]
    part = of_pairs(problem, pairs, problem.must)
    model = Model.of(part)
    programme, literals = cp_model_of(model, np.arange(len(model.cells)), model.upper, model.lower)
    weights = part.weight[model.cells.pair]
    programme.maximize(cp_model.LinearExpr.weighted_sum(literals, weights.tolist()))
    match cpsat.run(programme, 0, EFFORT, control or Quiet()):
        case cpsat.Found(solver) as found:
            held = [place for place, literal in enumerate(literals) if solver.boolean_value(literal)]
            chosen = sorted(model.cells.pair[held].tolist())
            return BestDay(tuple(pairs[place] for place in chosen), found.value(), found.bound())
        case cpsat.Nothing():
            return BestDay((), 0, int(problem.best_day[company]))
