"""Choose which pairs meet: round the half-integral optimum by a small exact model.

A pair whose reduced profit exceeds what separates the relaxation from a known choice is decided: no better choice
decides otherwise (reduced-cost fixing, Balas and Martin 1980). CP-SAT decides the rest.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from matchmaker.problem import BoolArray, IntArray, Problem
from matchmaker.solver.choice import ChoiceModel, Picked, crowds, members, overfull
from matchmaker.solver.needs import Needs
from matchmaker.solver.objectives import total_compatibility
from matchmaker.solver.progress import Control
from matchmaker.solver.relax import WHOLE, Relaxation

# In points of weight: pairs this close to indifferent are left open at first; then wider and wider.
BAND, WIDER, WIDEST = 4, 8, 256
# Pairs that may be open at once, beyond the first band.
MOST_OPEN = 6000
EFFORT = 2.0
PRECISION = 1e-5


@dataclass(frozen=True, eq=False)
class Choice:
    """Pairs chosen, in ascending order, their weight, and what no choice can beat."""

    pairs: IntArray
    weight: int
    bound: int


def choose(
    problem: Problem,
    relaxation: Relaxation,
    needs: Needs,
    known: IntArray,
    seed: int,
    control: Control,
    enough: float = 0.0,
) -> Choice:
    """A choice within every company's degree and all tables, of nearly or exactly the greatest weight.

    `known` is a choice that gives every company what it needs; where nothing better is found, it stands. A relative gap
    of `enough` ends the search.
    """
    weight = int(problem.weight[known].sum())
    best, band = Choice(known, weight, relaxation.bound), BAND
    while best.weight < (1.0 - enough) * best.bound and band <= WIDEST and control.stopped() is None:
        # Everything outside a band as wide as the gap is decided by proof, so an optimum within is the optimum.
        apart = relaxation.bound - best.weight
        exact = band > BAND and apart <= WIDEST
        is_open = undecided(problem, relaxation, max(BAND, apart) if exact else band)
        if band > BAND and is_open.sum() > MOST_OPEN:
            break
        found = _choose(problem, relaxation, needs, is_open, seed, control, 0.0 if exact else PRECISION)
        best = max((best, found or best), key=lambda choice: (choice.weight, -choice.bound))
        if exact and apart <= relaxation.bound - best.weight:
            break  # the same again would find no more
        band *= WIDER
    return best


def undecided(problem: Problem, relaxation: Relaxation, band: int) -> BoolArray:
    """Pairs that a choice less than `band` points below the relaxation's bound may take or leave."""
    scale = relaxation.scale
    # The bound is rounded down to points, so it may be up to a point, less one unit, above what it says.
    found: BoolArray = (np.abs(relaxation.profit) <= 2 * scale * (band + 1) - 1) | (relaxation.halves == 1)
    found &= problem.common.any(axis=1)
    found[list(problem.must)] = False
    return found


def _choose(
    problem: Problem,
    relaxation: Relaxation,
    needs: Needs,
    is_open: BoolArray,
    seed: int,
    control: Control,
    precision: float,
) -> Choice | None:
    """The best of the open pairs beside those that the relaxation takes; nothing if that leaves a need unmet."""
    whole = relaxation.halves == WHOLE
    crowded = members(overfull(crowds(problem), whole.astype(float)), len(whole)) & whole
    crowded[list(problem.must)] = False
    is_open = is_open | crowded
    model = ChoiceModel(problem, np.flatnonzero(whole & ~is_open), is_open, needs)
    model.model.maximize(total_compatibility(model))
    picked = model.solve(whole, seed, EFFORT, control, precision)
    if picked is None:  # what the relaxation takes wholly is within every limit
        picked = Picked(np.flatnonzero(whole), optimal=False)
        if crowded.any() or not needs.met(problem, picked.pairs):
            return None
    weight = int(problem.weight[picked.pairs].sum())
    open_by_proof = undecided(problem, relaxation, relaxation.bound - weight)
    decided = picked.optimal and precision == 0.0 and not (open_by_proof & ~is_open).any()
    return Choice(picked.pairs, weight, weight if decided else relaxation.bound)
