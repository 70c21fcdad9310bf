"""The smallest conflict: demands that cannot be kept together, none of which can be spared.

Small scopes are tried before large ones (one must, one company, companies linked by musts, all), so that what is told
is short. Within the first that is impossible, halving finds the shortest impossible prefix (Hemery et al. 2006):
its last one is needed. How all others of the prefix are kept without it shows of more that they are needed too (model
rotation: Belov and Marques-Silva 2011). When those that are needed are impossible by themselves, they are the conflict.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from ortools.sat.python import cp_model
from scipy.sparse import coo_array, csc_array, csr_array
from scipy.sparse.csgraph import connected_components

from matchmaker.problem import IntArray
from matchmaker.solver import cpsat
from matchmaker.solver.demands import MUSTS, Demand, Demands
from matchmaker.solver.musts import placed_quickly
from matchmaker.solver.progress import Control

EFFORT = 5.0
ROOM = frozenset({"one_meeting_per_table", "session_capacity"})


@dataclass(frozen=True, slots=True)
class Conflict:
    """Demands that cannot all be kept. `irreducible` if each was shown to be needed."""

    demands: tuple[Demand, ...]
    irreducible: bool


def conflict(demands: Demands, seed: int, control: Control) -> Conflict | None:
    """A conflict of an impossible event; nothing if the demands can be kept, or if that is not known in time."""
    for scope in _scopes(demands, seed, control):
        if kept(demands, scope, seed, control) == cpsat.Nothing(proven=True):
            return _shrunk(demands, scope, seed, control)
    return None


def kept(demands: Demands, chosen: Sequence[int], seed: int, control: Control) -> list[int] | cpsat.Nothing:
    """Cells with which these demands are kept together; or that there are none, if that is known in time."""
    part = demands.problem
    placed = placed_quickly(part, demands.musts(chosen), seed, control)
    if placed is not None:  # whoever keeps every limit, keeps those chosen
        return [pair * len(part.slots) + slot for pair, slot in placed.items()]
    programme, literals = _programme(demands, chosen)
    match cpsat.run(programme, seed, EFFORT, control):
        case cpsat.Found(solver):
            return [cell for cell, literal in literals.items() if solver.boolean_value(literal)]
        case cpsat.Nothing() as nothing:
            return nothing


def _scopes(demands: Demands, seed: int, control: Control) -> Iterator[list[int]]:
    """Sets of demands that can be impossible, small ones first; rooms count for single musts and for all."""
    part, listed = demands.problem, demands.demands
    limits = [place for place, one in enumerate(listed) if one.rule != MUSTS]
    limits.sort(key=lambda place: listed[place].rule not in ROOM)
    musts = [place for place, one in enumerate(listed) if one.rule == MUSTS]
    dead = demands.matrix.T @ ((demands.upper <= 0) & (demands.lower <= 0)).astype(np.int64) > 0
    alive = np.bincount(demands.cells.pair[~dead], minlength=len(part.weight)) > 0
    yield from ([*limits, must] for must in musts if not alive[listed[must].subject])
    apart = [place for place in limits if listed[place].rule not in ROOM]
    if kept(demands, [*apart, *musts], seed, control) == cpsat.Nothing(proven=True):
        yield from ([*apart, *own] for own in _linked(demands, musts))
    yield [*limits, *musts]


def _linked(demands: Demands, musts: Sequence[int]) -> Iterator[list[int]]:
    """The musts of each company, then those of companies that musts link, where there are several."""
    part, of_company = demands.problem, dict[int, list[int]]()
    left, right = ([int(end[demands.demands[place].subject]) for place in musts] for end in (part.left, part.right))
    for must, *ends in zip(musts, left, right, strict=True):
        for company in ends:
            of_company.setdefault(company, []).append(must)
    yield from sorted((own for own in of_company.values() if len(own) > 1), key=len)
    linked = coo_array((np.ones(len(musts)), (left, right)), shape=(len(part.companies),) * 2)
    count, label = connected_components(linked, directed=False)
    members: list[list[int]] = [[] for _ in range(count)]
    for must, company in zip(musts, left, strict=True):
        members[label[company]].append(must)
    yield from sorted((own for own in members if len(own) > 1), key=len)


def _shrunk(demands: Demands, scope: Sequence[int], seed: int, control: Control) -> Conflict:
    """What is needed of an impossible set."""
    left, needed, sure = list(scope), dict[int, None](), True
    while True:
        rest = [one for one in left if one not in needed]
        known = kept(demands, list(needed), seed, control)
        if known == cpsat.Nothing(proven=True) or not rest:
            return Conflict(tuple(demands.demands[place] for place in sorted(needed)), sure)
        fits, short = 0, len(rest)
        while short - fits > 1:
            middle = (fits + short) // 2
            found = kept(demands, [*needed, *rest[:middle]], seed, control)
            if found == cpsat.Nothing(proven=True):
                short = middle
            else:
                fits, known = middle, found
        left = [*needed, *rest[:short]]
        needed[left[-1]] = None
        if isinstance(known, cpsat.Nothing):
            sure = False
        else:
            needed |= dict.fromkeys(sorted(Rotation(demands, left).needed(left[-1], known)))


class Rotation:
    """From cells that keep all of an impossible set but one demand, to others that keep all but another one."""

    def __init__(self, demands: Demands, chosen: Sequence[int]) -> None:
        self.demands = demands
        inside = np.zeros(len(demands.owner), dtype=bool)
        inside[demands.rows(chosen)] = True
        self.inside, self.columns, self.size = inside, csc_array(demands.matrix), len(chosen)
        self.must = {demands.demands[one].subject: one for one in chosen if demands.demands[one].rule == MUSTS}

    def needed(self, demand: int, cells: Sequence[int]) -> set[int]:
        """Demands, this one among them, without each of which all the others can be kept."""
        found, todo = {demand}, [(demand, frozenset(cells))]
        while todo and len(found) < self.size:
            one, held = todo.pop()
            for other, changed in self.others(one, held):
                if other not in found:
                    found.add(other)
                    todo.append((other, changed))
        return found

    def others(self, missing: int, held: frozenset[int]) -> Iterator[tuple[int, frozenset[int]]]:
        """One step further: a must that is missing is put in, and what is then too much goes."""
        demands, subject, used = self.demands, self.demands.demands[missing].subject, self.used(held)
        if demands.demands[missing].rule != MUSTS:
            yield from self.without_one(held, used)
            return
        for cell in np.flatnonzero(demands.cells.pair == subject).tolist():
            own = self.rows_of(cell)
            used[own] += 1
            broken = {int(demands.owner[row]) for row in self.broken(used).tolist()}
            if len(broken) == 1 and -1 not in broken:
                yield broken.pop(), held | {cell}
            for other, less in self.without_one(held, used):
                yield other, less | {cell}
            used[own] -= 1

    def without_one(self, held: frozenset[int], used: IntArray) -> Iterator[tuple[int, frozenset[int]]]:
        """The musts of which one alone is too many."""
        rows = self.broken(used)
        if len(rows) and (used[rows] - self.demands.upper[rows] == 1).all():
            for cell in held.intersection(*(self.cells_of(row) for row in rows.tolist())):
                yield self.must[int(self.demands.cells.pair[cell])], held - {cell}

    def cells_of(self, row: int) -> list[int]:
        """The cells that count in a row."""
        matrix = self.demands.matrix
        found: list[int] = matrix.indices[matrix.indptr[row] : matrix.indptr[row + 1]].tolist()
        return found

    def rows_of(self, cell: int) -> IntArray:
        """The limits' rows that a cell counts in, once in each."""
        found: IntArray = self.columns.indices[self.columns.indptr[cell] : self.columns.indptr[cell + 1]].astype(
            np.int64
        )
        return found

    def used(self, held: frozenset[int]) -> IntArray:
        """How often each row is used."""
        found = np.zeros(len(self.demands.owner), dtype=np.int64)
        for cell in held:
            found[self.rows_of(cell)] += 1
        return found

    def broken(self, used: IntArray) -> IntArray:
        """Rows of the chosen limits that are exceeded."""
        found: IntArray = np.flatnonzero(self.inside & (used > self.demands.upper))
        return found


def _programme(demands: Demands, chosen: Sequence[int]) -> tuple[cp_model.CpModel, dict[int, cp_model.IntVar]]:
    """A literal for each cell of the chosen musts, under the rows of the chosen demands that bind."""
    programme, cells = cp_model.CpModel(), np.flatnonzero(np.isin(demands.cells.pair, demands.musts(chosen)))
    literals = [programme.new_bool_var("") for _ in cells]
    rows = demands.rows(chosen)
    part = csr_array(demands.matrix[rows][:, cells])
    for place, row in enumerate(rows.tolist()):
        inside = slice(part.indptr[place], part.indptr[place + 1])
        members, values = [literals[cell] for cell in part.indices[inside].tolist()], part.data[inside].tolist()
        lower, upper = int(demands.lower[row]), int(demands.upper[row])
        if lower > 0:
            programme.add(cp_model.LinearExpr.weighted_sum(members, values) >= lower)
        elif upper == 1 and len(members) > 1:
            programme.add_at_most_one(members)
        elif sum(values) > upper:
            programme.add(cp_model.LinearExpr.weighted_sum(members, values) <= upper)
    return programme, dict(zip(cells.tolist(), literals, strict=True))
