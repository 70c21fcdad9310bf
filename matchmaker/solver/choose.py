"""Choose which pairs meet: round the half-integral optimum by a small exact model.

A pair whose reduced profit exceeds what separates the relaxation from a known choice is decided: no better choice
decides otherwise (reduced-cost fixing, Balas and Martin 1980). CP-SAT decides the rest.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import numpy as np
from ortools.sat.python import cp_model

from matchmaker.problem import BoolArray, IntArray, Problem
from matchmaker.solver import cpsat
from matchmaker.solver.certificate import most_meetings
from matchmaker.solver.progress import Control
from matchmaker.solver.relax import WHOLE, Relaxation, degrees

# In points of weight: pairs this close to indifferent are left open at first.
BAND = 4
EFFORT = 2.0
PRECISION = 1e-5


@dataclass(frozen=True, eq=False)
class Choice:
    """Pairs chosen, in ascending order, their weight, and what no choice can beat."""

    pairs: IntArray
    weight: int
    bound: int


def choose(problem: Problem, relaxation: Relaxation, seed: int, control: Control) -> Choice:
    """A choice within every company's degree and all tables, of nearly or exactly the greatest weight."""
    first = _choose(problem, relaxation, undecided(problem, relaxation, BAND), seed, control)
    apart = relaxation.bound - first.weight
    if apart == 0 or first.bound == first.weight:
        return first
    # Everything outside a band as wide as the gap is decided by proof, so an optimum within is the optimum.
    return max(
        (
            first,
            _choose(
                problem, relaxation, undecided(problem, relaxation, max(BAND, apart)), seed, control, precision=0.0
            ),
        ),
        key=lambda choice: (choice.weight, -choice.bound),
    )


def undecided(problem: Problem, relaxation: Relaxation, band: int) -> BoolArray:
    """Pairs that a choice less than `band` points below the relaxation may take or leave."""
    found: BoolArray = (np.abs(relaxation.profit) <= 2 * band + 1) | (relaxation.halves == 1)
    found &= problem.common.any(axis=1)
    found[list(problem.must)] = False
    return found


def _choose(
    problem: Problem,
    relaxation: Relaxation,
    is_open: BoolArray,
    seed: int,
    control: Control,
    precision: float = PRECISION,
) -> Choice:
    fixed = np.flatnonzero((relaxation.halves == WHOLE) & ~is_open)
    taken = np.bincount(np.concatenate([problem.left[fixed], problem.right[fixed]]), minlength=len(problem.companies))
    degree = degrees(problem)
    tables = most_meetings(problem, degree) - len(fixed)
    degree = degree - taken
    picked, proven = _pick(problem, np.flatnonzero(is_open), degree, tables, relaxation, seed, control, precision)
    pairs = np.sort(np.concatenate([fixed, picked]))
    weight = int(problem.weight[pairs].sum())
    open_by_proof = undecided(problem, relaxation, relaxation.bound - weight)
    decided = proven and precision == 0.0 and not (open_by_proof & ~is_open).any()
    return Choice(pairs, weight, weight if decided else relaxation.bound)


def _pick(
    problem: Problem,
    pairs: IntArray,
    degree: IntArray,
    tables: int,
    relaxation: Relaxation,
    seed: int,
    control: Control,
    precision: float,
) -> tuple[IntArray, bool]:
    """The best of the open pairs within the degrees and tables that are left, and whether it is proven so."""
    model = cp_model.CpModel()
    meets = [model.new_bool_var("") for _ in pairs]
    of_company: dict[int, list[int]] = defaultdict(list)
    for place, pair in enumerate(pairs):
        of_company[int(problem.left[pair])].append(place)
        of_company[int(problem.right[pair])].append(place)
    for company, places in of_company.items():
        if len(places) > degree[company]:
            model.add(sum(meets[place] for place in places) <= int(degree[company]))
    if len(pairs) > tables:
        model.add(sum(meets) <= tables)
    for place, pair in enumerate(pairs):
        model.add_hint(meets[place], bool(relaxation.halves[pair] == WHOLE))
    model.maximize(cp_model.LinearExpr.weighted_sum(meets, problem.weight[pairs].tolist()))
    match cpsat.run(model, seed, EFFORT, control, precision):
        case cpsat.Found(solver, optimal):
            return pairs[[solver.boolean_value(literal) for literal in meets]], optimal
        case cpsat.Nothing():
            return pairs[relaxation.halves[pairs] == WHOLE], False
