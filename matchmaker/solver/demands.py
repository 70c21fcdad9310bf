"""What an impossible event demands: every must, and every limit on it, each a thing that the organiser could change.

Here nothing is left out beforehand: a must has a cell in every slot, and hours and plenaries are demands
like all others.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from scipy.sparse import csr_array, vstack

from matchmaker.problem import BoolArray, IntArray, Problem
from matchmaker.solver.cells import Cells
from matchmaker.solver.constraints import CONSTRAINTS, NO_LIMIT, Rows, limited
from matchmaker.solver.parts import of_pairs

Fixed = Literal["", "duty", "barred", "limit"]


@dataclass(frozen=True, slots=True, order=True)
class Demand:
    """A rule of `matchmaker.rules`, and whom it binds: a company, session, pair or plenary, by position.

    Where nothing that could be changed is offered, `fixed` says what it is: a "duty" of a company, a "barred" must, a
    "limit", by its position.
    """

    rule: str
    subject: int
    fixed: Fixed = ""


@dataclass(frozen=True, eq=False)
class Absences:
    """Who cannot be booked when: `away[c, t]` for its own hours, `plenary[k]` the slots that plenary k blocks.

    `barred[rule][p, t]` says whether a rule keeps pair p out of slot t, whoever is there.
    """

    away: BoolArray
    plenary: Mapping[int, Sequence[int]]
    barred: Mapping[str, BoolArray] = field(default_factory=dict)


# Whose rows a rule's rows are, for those whose numbering says so; of other rules each row stands for itself.
SUBJECTS: dict[str, Callable[[Problem, IntArray], IntArray]] = {
    "one_meeting_at_a_time": lambda problem, row: row // max(1, len(problem.overlaps)),
    "one_meeting_per_table": lambda problem, row: sessions_of(problem)[row],
    "session_capacity": lambda problem, row: sessions_of(problem)[row],
}
# Booths and desks, where no meeting of two companies can be.
ASIDE = "aside"
DUTY = "one_meeting_at_a_time"
# The rule whose demands are wishes; all others are limits.
MUSTS = "musts_kept"
# Rules that nobody could do without.
UNCONDITIONAL = frozenset({"once_per_pair", ASIDE})


def sessions_of(problem: Problem) -> IntArray:
    """The session of each slot, numbered as they first appear."""
    number = {name: place for place, name in enumerate(dict.fromkeys(slot.session for slot in problem.slots))}
    return np.array([number[slot.session] for slot in problem.slots], dtype=np.int64)


@dataclass(frozen=True, eq=False)
class Demands:
    """All demands as rows over the cells of the musts: `lower <= matrix @ x <= upper`, row r by `owner[r]`.

    `pairs` are the musts, as positions in the event's problem; demands of pairs and cells speak of places in it.
    An owner of -1 is a rule that always holds.
    """

    problem: Problem
    cells: Cells
    matrix: csr_array
    lower: IntArray
    upper: IntArray
    owner: IntArray
    demands: tuple[Demand, ...]

    @classmethod
    def of(cls, problem: Problem, absences: Absences) -> Demands:
        """Those of a problem's musts."""
        part = of_pairs(problem, sorted(problem.must), problem.must)
        pairs, slots = len(part.weight), len(part.slots)
        cells = Cells(part, np.repeat(np.arange(pairs), slots), np.tile(np.arange(slots), pairs))
        parts, owners, demands = list[Rows](), list[IntArray](), list[Demand]()
        for rule, fixed, rows in _all_rows(cells, absences, sorted(problem.must)):
            keep = _binding(rows)
            if rule == "session_capacity":  # where tables limit as much, they are what is told
                keep = keep[part.seats[keep] // 2 < part.tables[keep]]
            kept = Rows(csr_array(rows.matrix[keep]), rows.lower[keep], rows.upper[keep])
            subject = SUBJECTS[rule](part, keep) if rule in SUBJECTS and not fixed else keep
            first, (subjects, place) = len(demands), np.unique(subject, return_inverse=True)
            if rule in UNCONDITIONAL:
                owners.append(np.full(len(keep), -1, dtype=np.int64))
            else:
                owners.append(first + place.astype(np.int64))
                demands += [Demand(rule, int(one), fixed) for one in subjects]
            parts.append(kept)
        return cls(
            part,
            cells,
            csr_array(vstack([rows.matrix for rows in parts])),
            np.concatenate([rows.lower for rows in parts]),
            np.concatenate([rows.upper for rows in parts]),
            np.concatenate(owners),
            tuple(demands),
        )

    def rows(self, chosen: Collection[int]) -> IntArray:
        """The rows of some demands, and those that always hold."""
        held = np.zeros(len(self.demands) + 1, dtype=bool)
        held[list(chosen)] = True
        held[-1] = True
        return np.flatnonzero(held[self.owner])

    def musts(self, chosen: Collection[int]) -> list[int]:
        """The pairs whose meeting is among some demands."""
        return [self.demands[one].subject for one in chosen if self.demands[one].rule == MUSTS]


def _binding(rows: Rows) -> IntArray:
    """Rows that some choice of cells would break."""
    size = np.diff(rows.matrix.indptr)
    found: IntArray = np.flatnonzero((size > rows.upper) | (rows.lower > 0))
    return found


def _all_rows(cells: Cells, absences: Absences, musts: Sequence[int]) -> Iterator[tuple[str, Fixed, Rows]]:
    """The rows of every rule, with what they are if nothing eases them."""
    part = cells.problem
    for name, make in CONSTRAINTS.items():
        rows = make(cells)
        if rows is not None:
            yield name, "", rows
    yield "within_hours", "", _hours(cells, absences.away)
    yield "plenaries_are_free", "", _plenaries(cells, absences.plenary)
    blocked = np.zeros(len(part.slots), dtype=np.bool_)
    blocked[[slot for slots in absences.plenary.values() for slot in slots]] = True
    yield DUTY, "duty", _hours(cells, ~part.present & ~absences.away & ~blocked)
    inside = np.flatnonzero(np.isin(cells.slot, sorted(part.aside)))
    yield ASIDE, "", Rows.at_most(np.zeros_like(inside), inside, np.zeros(1, dtype=np.int64), len(cells))
    for rule, barred in absences.barred.items():
        inside = np.flatnonzero(barred[musts][cells.pair, cells.slot])
        yield rule, "barred", Rows.at_most(cells.pair[inside], inside, np.zeros(len(musts), dtype=np.int64), len(cells))
    rows = limited(cells)
    for rule in dict.fromkeys(limit.rule for limit in part.limits):
        others = np.array([limit.rule != rule for limit in part.limits])
        yield rule, "limit", Rows(rows.matrix, rows.lower, np.where(others, NO_LIMIT, rows.upper))


def _hours(cells: Cells, away: BoolArray) -> Rows:
    """Row c: no meeting that company c comes to while it is away."""
    cell, holder = cells.attending
    inside = away[holder, cells.slot[cell]]
    upper = np.zeros(len(cells.problem.companies), dtype=np.int64)
    return Rows.at_most(holder[inside], cell[inside], upper, len(cells))


def _plenaries(cells: Cells, plenary: Mapping[int, Sequence[int]]) -> Rows:
    """Row k: no meeting during plenary k."""
    inside = {number: np.flatnonzero(np.isin(cells.slot, list(slots))) for number, slots in plenary.items()}
    rows = np.repeat(np.array(list(inside), dtype=np.int64), [len(one) for one in inside.values()])
    columns = np.concatenate([*inside.values(), np.zeros(0, dtype=np.int64)])
    return Rows.at_most(rows, columns, np.zeros(max(plenary, default=-1) + 1, dtype=np.int64), len(cells))
