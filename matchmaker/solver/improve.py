"""Improve a schedule by neighbourhoods (Shaw 1998; size adapted as in Ropke and Pisinger 2006).

A neighbourhood frees some slots, or some slots for a cluster of companies, and decides them anew exactly. Cells far
from being worth their prices stay out. Each round holds a fixed number of jobs over disjoint slots, so the outcome
depends on the seed alone, not on how many workers share them.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csc_array

from matchmaker.problem import BoolArray, IntArray
from matchmaker.solver.model import FloatArray, Model
from matchmaker.solver.progress import Control
from matchmaker.solver.reoptimise import Reoptimised, reoptimise

JOBS = 2
# Rounds without gain after which the search ends.
PATIENCE = 10
# Objective units per unit of profit; chance below it keeps the search moving among equals.
GRAIN = 100
BANDS = (60.0, 100.0, 200.0)


@dataclass
class _Pace:
    """The size of neighbourhoods in cells, steered by whether they are solved to the end."""

    size: float = 1500.0
    effort: float = 1.0

    def learn(self, result: Reoptimised) -> None:
        if not result.optimal:
            self.size = max(200.0, self.size * 0.8)
        elif result.effort < self.effort / 5:
            self.size = min(20_000.0, self.size * 1.1)


def improve(
    model: Model,
    profit: IntArray,
    reduced: FloatArray,
    held: BoolArray,
    seed: int,
    rounds: int,
    workers: int,
    control: Control,
    is_enough: Callable[[int], bool],
) -> BoolArray:
    """Cells of at least the same profit, after `rounds`, or when it is enough, or idle.

    `reduced` is each cell's reduced profit: at most 0, and 0 where it may be in an optimum.
    """
    rng, pace, idle = np.random.default_rng(seed), _Pace(), 0
    with ThreadPoolExecutor(max_workers=workers) as pool:
        for _ in range(rounds):
            before = int(profit[held].sum())
            if is_enough(before) or idle >= PATIENCE or control.stopped() is not None:
                break
            frees = _neighbourhoods(model, held, reduced, rng, pace)
            jobs = [
                pool.submit(
                    reoptimise,
                    model,
                    free,
                    held,
                    profit * GRAIN + _chance(held, rng),
                    pace.effort,
                    int(rng.integers(1 << 30)),
                    control,
                )
                for free in frees
            ]
            results = [job.result() for job in jobs]
            held = _merged(model, held, profit, frees, [result.held for result in results])
            for result in results:
                pace.learn(result)
            idle = 0 if int(profit[held].sum()) > before else idle + 1
    return held


def _chance(held: BoolArray, rng: np.random.Generator) -> IntArray:
    """A small random bonus, larger for what is not held: among equals prefer another."""
    bonus: IntArray = rng.integers(0, 10, len(held)) + np.where(held, 0, 2)
    return bonus


def _neighbourhoods(
    model: Model, held: BoolArray, reduced: FloatArray, rng: np.random.Generator, pace: _Pace
) -> list[BoolArray]:
    """Disjoint sets of slots, with all pairs that meet in no other slot, cut down to size."""
    cells, slots = model.cells, len(model.cells.problem.slots)
    groups = np.array_split(rng.permutation(slots), min(JOBS, slots))
    wide = int(rng.integers(2, max(3, slots // JOBS) + 1))
    band = float(rng.choice(BANDS))
    found = []
    for group in groups:
        is_open = np.zeros(slots, dtype=bool)
        is_open[group[:wide]] = True
        elsewhere = np.zeros(len(cells.problem.weight), dtype=bool)
        elsewhere[cells.pair[held & ~is_open[cells.slot]]] = True
        free = is_open[cells.slot] & ~elsewhere[cells.pair] & ((reduced > -band) | held)
        if free.sum() > pace.size:
            free &= _cluster(model, free, held, rng, pace.size)
        found.append(free)
    return found


def _cluster(model: Model, free: BoolArray, held: BoolArray, rng: np.random.Generator, size: float) -> BoolArray:
    """Cells inside a growing cluster of companies, those that meet or could meet, up to size."""
    problem, cells = model.cells.problem, model.cells
    left, right = problem.left[cells.pair], problem.right[cells.pair]
    rank = rng.random(len(free)) - held  # partners held now join first
    inside = np.zeros(len(problem.companies), dtype=bool)
    open_cells = np.flatnonzero(free)
    inside[left[open_cells[rng.integers(len(open_cells))]]] = True
    while True:
        edge = open_cells[inside[left[open_cells]] ^ inside[right[open_cells]]]
        both = inside[left[open_cells]] & inside[right[open_cells]]
        if len(edge) == 0 or both.sum() >= size:
            break
        take = edge[np.argsort(rank[edge], kind="stable")[: max(1, int(inside.sum()) // 4)]]
        inside[left[take]] = inside[right[take]] = True
    within: BoolArray = inside[left] & inside[right]
    return within


def _merged(
    model: Model, held: BoolArray, profit: IntArray, frees: list[BoolArray], results: list[BoolArray]
) -> BoolArray:
    """The jobs' results taken in order; a later one loses what an earlier one has used up."""
    for free, new in zip(frees, results, strict=True):
        trial = held & ~free
        wanted = np.flatnonzero(new & free)
        room = model.upper - model.used(trial)
        columns = model.matrix[:, wanted].tocsc()
        if (columns.sum(axis=1) > room).any():
            wanted = _fitting(columns, room, wanted, profit)
        trial[wanted] = True
        keeps = (model.used(trial) >= model.lower).all()
        if keeps and profit[trial].sum() >= profit[held].sum():
            held = trial
    return held


def _fitting(columns: csc_array, room: IntArray, wanted: IntArray, profit: IntArray) -> IntArray:
    """Greedily, by profit, the wanted cells that still fit."""
    fitting = []
    for place in np.argsort(-profit[wanted], kind="stable"):
        rows = columns.indices[columns.indptr[place] : columns.indptr[place + 1]]
        if (room[rows] > 0).all():
            room[rows] -= 1
            fitting.append(int(wanted[place]))
    return np.array(fitting, dtype=np.int64)
