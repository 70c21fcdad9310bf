"""A schedule where slots are short: relax and fix, one slot at a time.

Relax-and-fix (Wolsey 1998, section 12.5) guided by Lagrangian prices (Geoffrion 1974): the relaxation over the slots
still open prices every pair and company beyond the next slot; that slot's meetings are an exact maximum-weight
matching at these prices, ties towards the relaxation's point; then the rest is relaxed anew.
"""

from __future__ import annotations

import numpy as np

from matchmaker.problem import BoolArray, IntArray
from matchmaker.solver.linear import Point, relax_cells
from matchmaker.solver.model import Model
from matchmaker.solver.progress import Control
from matchmaker.solver.reoptimise import reoptimise

# Objective units per point of weight, so that ties are broken below the weight; and for following the relaxation.
GRAIN, PULL = 20, 200
# Cells this many points worse than their prices are left out.
BAND = 150.0
PRECISION = 1e-4
EFFORT = 3.0


def dive(model: Model, profit: IntArray, first: Point, seed: int, control: Control) -> BoolArray:
    """Cells held by the dive. `first` is the relaxation over all slots; musts should carry a bonus in `profit`."""
    cells = model.cells
    held = np.zeros(len(cells), dtype=bool)
    left = np.ones(len(cells), dtype=bool)
    point = first
    for slot in np.random.default_rng(seed).permutation(len(cells.problem.slots)):
        if control.stopped() is not None:
            break
        beyond = np.where(model.only_slot == slot, 0.0, point.dual)
        worth = profit - model.matrix.T @ beyond
        clear = worth - model.matrix.T @ (point.dual - beyond) >= -BAND
        objective = np.rint(GRAIN * worth + PULL * point.share).astype(np.int64)
        free = left & (cells.slot == slot) & clear
        held = reoptimise(model, free, held, objective, EFFORT, seed, control, musts=False).held
        met = np.zeros(len(cells.problem.weight), dtype=bool)
        met[cells.pair[held]] = True
        left &= (cells.slot != slot) & ~met[cells.pair]
        point = _relax_rest(model, profit, left, held)
    return held


def _relax_rest(model: Model, profit: IntArray, left: BoolArray, held: BoolArray) -> Point:
    """The relaxation over the cells still open, spread over all cells and rows."""
    room = model.upper - model.used(held)
    cells = np.flatnonzero(left & (model.matrix.T @ (room <= 0).astype(np.int64) == 0))
    part = model.matrix[:, cells].tocsr()
    rows = np.flatnonzero(np.diff(part.indptr) > room)
    share, dual = np.zeros(len(left)), np.zeros(len(room))
    point = relax_cells(part[rows], np.zeros(len(rows), dtype=np.int64), room[rows], profit[cells], PRECISION)
    share[cells], dual[rows] = point.share, point.dual
    return Point(share, dual)
