"""Where choosing and placing fight because time is short: a tighter bound, a dive, neighbourhoods."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from matchmaker.problem import IntArray, Placement, Problem
from matchmaker.solver.certificate import prove
from matchmaker.solver.dive import dive
from matchmaker.solver.improve import improve
from matchmaker.solver.linear import relax_cells
from matchmaker.solver.model import ROWS_OF_PAIRS, SCALE, FloatArray, Model
from matchmaker.solver.needs import Needs
from matchmaker.solver.progress import Control
from matchmaker.solver.relax import Relaxation

PRECISION = 1e-5
ROUNDS = 40
# Relative gaps: above the first a dive starts afresh, below the second the search ends.
DIVE_ABOVE, ENOUGH = 0.01, 1e-3
SUITING_ROUNDS = 12
# Of problems with persons and limits a round takes longer.
FEWER_ROUNDS, FEWER_SUITING_ROUNDS = 2, 4


@dataclass(frozen=True, eq=False)
class Searched:
    """The best placement found, and the bound, never above the one known before."""

    placement: Placement
    bound: int


def search(problem: Problem, start: Placement, bound: int, seed: int, workers: int, control: Control) -> Searched:
    """Improve `start` (which keeps every rule) towards `bound`, and tighten `bound`; earlier goals are kept."""
    control.report("relaxing over slots", _weight(problem, start), bound)
    needs = Needs.of(problem, start, "total_compatibility")
    implied = Needs.implied(problem, start, "total_compatibility")
    model = Model.of(problem, needs=needs)
    weight = problem.weight[model.cells.pair]
    point = relax_cells(model.matrix, model.lower, model.upper, weight, PRECISION)
    bound = min(bound, prove_total(problem, implied, model, point.dual))
    best = start
    if _gap(problem, best, bound) > DIVE_ABOVE:
        control.report("diving", _weight(problem, best), bound)
        found = model.cells.placement(dive(model, _with_bonus(problem, model), point, seed, control))
        pairs = np.array(sorted(found), dtype=np.int64)
        keeps = problem.must <= found.keys() and needs.met(problem, pairs)
        if keeps and _weight(problem, found) > _weight(problem, best):
            best = found
    if _gap(problem, best, bound) > ENOUGH:
        control.report("improving", _weight(problem, best), bound)

        def is_enough(value: int) -> bool:
            control.report("improving", value, bound)
            return value >= (1.0 - ENOUGH) * bound

        reduced = _reduced(model, weight, point.dual)
        held = improve(model, weight, reduced, model.cells.held(best), seed, ROUNDS, workers, control, is_enough)
        best = model.cells.placement(held)
    return Searched(best, bound)


def prove_total(problem: Problem, needs: Needs, model: Model, dual: FloatArray) -> int:
    """The bound on total compatibility that the prices of all rows prove; what `needs` leaves out has no price."""
    certificate = model.certificate(dual)
    by_weight, by_meeting = model.need_prices(dual)
    by_weight, by_meeting = by_weight * (needs.weight > 0), by_meeting * (needs.meetings > 0)
    profit = SCALE * problem.weight + sum(
        by_weight[end] * problem.weight + by_meeting[end] for end in (problem.left, problem.right)
    )
    due = int((by_weight * needs.weight).sum() + (by_meeting * needs.meetings).sum())
    per_cell = np.broadcast_to(profit[:, None], problem.fit.shape)
    return (prove(problem, per_cell, problem.degrees(), certificate) - due) // SCALE


def better(
    problem: Problem, start: Placement, relaxation: Relaxation, bound: int, seed: int, workers: int, control: Control
) -> Placement:
    """Improve `start` towards `bound` without a relaxation over slots: for problems that prove nothing.

    Pairs far from profitable by the choice's prices stay out.
    """
    needs = Needs.of(problem, start, "total_compatibility")
    model = Model.of(problem, needs=needs)
    weight = problem.weight[model.cells.pair]

    def is_enough(value: int) -> bool:
        control.report("improving", value, bound)
        return value >= (1.0 - ENOUGH) * bound

    reduced = np.minimum(0.0, relaxation.profit / (2 * relaxation.scale))[model.cells.pair]
    held = improve(model, weight, reduced, model.cells.held(start), seed, FEWER_ROUNDS, workers, control, is_enough)
    return model.cells.placement(held)


def suit(problem: Problem, placement: Placement, seed: int, workers: int, control: Control) -> Placement:
    """The same meetings moved to slots whose sessions suit them better."""
    pairs = np.array(sorted(placement), dtype=np.int64)
    part = replace(problem.only(pairs), must=frozenset(range(len(pairs))))
    model = Model.of(part)
    held = model.cells.held({place: placement[int(pair)] for place, pair in enumerate(pairs)})
    fit = part.fit[model.cells.pair, model.cells.slot]
    most = int(np.where(part.common, part.fit, 0).max(axis=1, initial=0).sum())
    reduced = np.zeros(len(model.cells))
    rounds = FEWER_SUITING_ROUNDS if part.limits else SUITING_ROUNDS
    held = improve(model, fit, reduced, held, seed, rounds, workers, control, lambda value: value >= most)
    return {int(pairs[pair]): slot for pair, slot in model.cells.placement(held).items()}


def _weight(problem: Problem, placement: Placement) -> int:
    return int(problem.weight[list(placement)].sum())


def _gap(problem: Problem, placement: Placement, bound: int) -> float:
    return 1.0 - _weight(problem, placement) / max(1, bound)


def _with_bonus(problem: Problem, model: Model) -> IntArray:
    """Weights, with what makes a must outweigh whatever it displaces."""
    worth = problem.weight.copy()
    worth[list(problem.must)] += 6 * int(problem.weight.max(initial=1))
    profit: IntArray = worth[model.cells.pair]
    return profit


def _reduced(model: Model, weight: IntArray, dual: FloatArray) -> FloatArray:
    """Per cell, what its weight leaves after prices, against its pair's best: at most 0."""
    cells = model.cells
    is_pair_row = np.isin(np.array(model.rule), sorted(ROWS_OF_PAIRS))
    rest = weight - model.matrix.T @ np.where(is_pair_row, 0.0, dual)
    best = np.zeros(len(cells.problem.weight))
    np.maximum.at(best, cells.pair, rest)
    reduced: FloatArray = rest - best[cells.pair]
    return reduced
