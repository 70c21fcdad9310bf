"""Decide some cells anew, exactly, while the others stay: CP-SAT over the rows that can bind.

With full linearisation CP-SAT behaves as branch and cut here: its zero-half cuts supply the odd-set inequalities of
matching (Edmonds 1965; Caprara and Fischetti 1996).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from ortools.sat.python import cp_model

from matchmaker.problem import BoolArray, IntArray
from matchmaker.solver import cpsat
from matchmaker.solver.model import Model
from matchmaker.solver.progress import Control


@dataclass(frozen=True, eq=False)
class Reoptimised:
    """The cells held now, whether nothing better exists, and the deterministic effort it took."""

    held: BoolArray
    optimal: bool
    effort: float


def reoptimise(
    model: Model,
    free: BoolArray,
    held: BoolArray,
    objective: IntArray,
    effort: cpsat.Effort,
    seed: int,
    control: Control,
    *,
    musts: bool = True,
) -> Reoptimised:
    """The best choice of `free` cells with all others unchanged. Without `musts`, lower limits are not insisted on."""
    used = model.used(held & ~free)
    room, need = model.upper - used, model.lower - used
    shut = model.matrix.T @ (room <= 0).astype(np.int64)
    cells = np.flatnonzero(free & (shut == 0))
    programme, literals = cp_model_of(model, cells, room, need if musts else np.zeros_like(need))
    programme.maximize(cp_model.LinearExpr.weighted_sum(literals, objective[cells].tolist()))
    for literal, value in zip(literals, held[cells].tolist(), strict=True):
        programme.add_hint(literal, value)
    match cpsat.run(programme, seed, effort, control):
        case cpsat.Found(solver, optimal):
            result = held & ~free
            result[cells] = [solver.boolean_value(literal) for literal in literals]
            return Reoptimised(result, optimal, solver.response_proto.deterministic_time)
        case cpsat.Nothing():
            return Reoptimised(held, optimal=False, effort=effort)


def cp_model_of(
    model: Model, cells: IntArray, room: IntArray, need: IntArray
) -> tuple[cp_model.CpModel, list[cp_model.IntVar]]:
    """A literal for each of the cells, under the rows that can bind among them."""
    programme = cp_model.CpModel()
    literals = [programme.new_bool_var("") for _ in cells]
    part = model.matrix[:, cells].tocsr()
    counts = np.diff(part.indptr)
    for row in np.flatnonzero((counts > room) | (need > 0)):
        inside = slice(part.indptr[row], part.indptr[row + 1])
        members = [literals[place] for place in part.indices[inside].tolist()]
        if room[row] == 1:
            programme.add_at_most_one(members)
        elif len(members) > room[row]:
            programme.add(cp_model.LinearExpr.sum(members) <= int(room[row]))
        if need[row] > 0:
            counted = cp_model.LinearExpr.weighted_sum(members, part.data[inside].tolist())
            programme.add(counted >= int(need[row]))
    return programme, literals
