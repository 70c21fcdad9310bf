"""The smallest changes that make an impossible event possible, each verified by solving again.

Demands become elastic (Chinneck 2008): a must may be dropped, and a limit exceeded, at a price of one a unit. The
fewest units, family by family of changes, come from CP-SAT; among those, the hours that are stretched least. Tables are
then added as late as they can be.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from ortools.sat.python import cp_model

from matchmaker.problem import IntArray, Problem
from matchmaker.solver import cpsat
from matchmaker.solver.demands import MUSTS, Absences, Demand, Demands, sessions_of
from matchmaker.solver.possible import held, possible
from matchmaker.solver.progress import Control

EFFORT = 10.0
# What an organiser may change together, and the rules whose demands that eases.
FAMILIES: dict[str, frozenset[str]] = {
    "wishes": frozenset({MUSTS}),
    "room": frozenset({"one_meeting_per_table", "session_capacity"}),
    "companies": frozenset({"within_hours", "one_meeting_at_a_time", "company_maximum"}),
}
OF_COMPANIES = frozenset({"one_meeting_at_a_time", "company_maximum"})
# Where neither will do alone, both together.
FAMILIES["limits"] = FAMILIES["room"] | FAMILIES["companies"]
# Of ways that are equally small, so many are told.
SHOWN = 3
# The price of a unit of change; minutes by which hours are stretched cost one each.
UNIT = 1_000_000


@dataclass(frozen=True, slots=True)
class Change:
    """A demand eased by `amount`, in these slots; no slots where time has nothing to do with it."""

    demand: Demand
    amount: int
    slots: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Remedy:
    """Changes that together make the event possible, verified. `smallest` if fewer of this family are proven not to."""

    family: str
    changes: tuple[Change, ...]
    smallest: bool

    @property
    def size(self) -> int:
        """Units of change."""
        return sum(change.amount for change in self.changes)


def remedies(problem: Problem, demands: Demands, absences: Absences, seed: int, control: Control) -> list[Remedy]:
    """Ways to make an impossible event possible, the fewest changes first."""
    workshop = _Workshop(problem, demands, absences, seed, control)
    ways = [way for family in ("wishes", "room", "companies") for way in workshop.ways(family)]
    if all(way.family == "wishes" for way in ways):
        ways += workshop.ways("limits")
    return sorted(ways, key=lambda way: way.size)


def changed(problem: Problem, absences: Absences, changes: Sequence[Change]) -> Problem:
    """The problem with these changes made."""
    pairs, must, present = sorted(problem.must), set(problem.must), problem.present.copy()
    tables, seats = problem.tables.copy(), problem.seats.copy()
    maximum, delegates = problem.maximum.copy(), problem.delegates.copy()
    blocked = {slot for slots in absences.plenary.values() for slot in slots}
    for change in changes:
        subject, slots = change.demand.subject, list(change.slots)
        match change.demand.rule:
            case "musts_kept":
                must.discard(pairs[subject])
            case "one_meeting_per_table":
                tables[slots] += change.amount
                seats[slots] = np.maximum(seats[slots], 2 * tables[slots])
            case "session_capacity":
                seats[slots] += 2 * change.amount
            case "company_maximum":
                maximum[subject] += change.amount
            case "one_meeting_at_a_time":
                delegates[subject] += change.amount
            case _:
                present[subject, [slot for slot in slots if slot not in blocked]] = True
    return replace(
        problem,
        must=frozenset(must),
        present=present,
        tables=tables,
        seats=seats,
        maximum=maximum,
        delegates=delegates,
    )


class _Workshop:
    def __init__(self, problem: Problem, demands: Demands, absences: Absences, seed: int, control: Control) -> None:
        self.problem, self.demands, self.absences = problem, demands, absences
        self.seed, self.control = seed, control
        self.session = sessions_of(problem)

    def ways(self, family: str) -> Iterator[Remedy]:
        """The fewest changes of a family; where one alone will do, other single ones too."""
        barred: set[int] = set()
        while len(barred) < SHOWN and self.control.stopped() is None:
            found = self.fewest(family, barred, relaxed=True)
            if found is not None and found.smallest and not self.holds(found.changes):
                found = self.fewest(family, barred, relaxed=False)
            if found is None or not found.changes or (barred and found.size > 1):
                return
            made = self.served(found) if family == "wishes" else self.late(found)
            if not self.holds(made.changes):
                return
            yield made
            if found.size > 1:
                return
            barred.add(self.demands.demands.index(found.changes[0].demand))

    def fewest(self, family: str, barred: set[int], *, relaxed: bool) -> Remedy | None:
        """The fewest changes, those barred left out, as the elastic model finds them.

        Relaxed, companies may hold as many meetings at once as they like unless the family is about that: a lower bound
        that is found fast, and mostly enough.
        """
        demands, programme = self.demands, cp_model.CpModel()
        literals = [programme.new_bool_var("") for _ in range(len(demands.cells))]
        elastic = {
            place: programme.new_int_var(0, 1 if one.rule in {MUSTS, "within_hours"} else len(demands.cells), "")
            for place, one in enumerate(demands.demands)
            if one.rule in FAMILIES[family] and not one.fixed and place not in barred
        }
        spared = OF_COMPANIES - FAMILIES[family] if relaxed else frozenset[str]()
        for row, owner in enumerate(demands.owner.tolist()):
            if owner < 0 or demands.demands[owner].fixed or demands.demands[owner].rule not in spared:
                self.post(programme, literals, elastic, row)
        units, unit = cp_model.LinearExpr.sum(list(elastic.values())), 1
        if "within_hours" in FAMILIES[family]:
            unit = UNIT
            stretched = cp_model.LinearExpr.weighted_sum(literals, self.minutes().tolist())
            programme.minimize(unit * units + stretched)
        else:
            programme.minimize(units)
        match cpsat.run(programme, self.seed, EFFORT, self.control):
            case cpsat.Found(solver) as found:
                held = [cell for cell, literal in enumerate(literals) if solver.boolean_value(literal)]
                eased = {place: int(solver.value(slack)) for place, slack in elastic.items()}
                changes = [self.change(place, amount, held) for place, amount in eased.items() if amount]
                return Remedy(family, tuple(changes), found.bound() > unit * (sum(eased.values()) - 1))
            case cpsat.Nothing():
                return None

    def post(
        self,
        programme: cp_model.CpModel,
        literals: Sequence[cp_model.IntVar],
        elastic: Mapping[int, cp_model.IntVar],
        row: int,
    ) -> None:
        """A row, with what it may be exceeded by."""
        demands, matrix = self.demands, self.demands.matrix
        inside = slice(matrix.indptr[row], matrix.indptr[row + 1])
        members, values = [literals[cell] for cell in matrix.indices[inside].tolist()], matrix.data[inside].tolist()
        total = cp_model.LinearExpr.weighted_sum(members, values)
        owner, lower, upper = int(demands.owner[row]), int(demands.lower[row]), int(demands.upper[row])
        slack = elastic.get(owner, 0)
        if lower > 0:
            programme.add(total + slack >= lower)
        if sum(values) > upper:
            is_all = owner >= 0 and demands.demands[owner].rule == "within_hours"
            programme.add(total <= upper + (len(members) if is_all else 1) * slack)

    def minutes(self) -> IntArray:
        """For each cell, by how many minutes the hours of all who come would have to be stretched to reach it."""
        problem, cells = self.demands.problem, self.demands.cells
        start, end = np.array(problem.start, dtype=np.int64), np.array(problem.end, dtype=np.int64)
        far = np.zeros((len(problem.companies), len(start)), dtype=np.int64)
        for company in np.unique(problem.attending[1]).tolist():
            away = self.absences.away[company]
            known = np.flatnonzero(~away)
            for slot in np.flatnonzero(away).tolist():
                reach = np.maximum(end[slot] - end[known], start[known] - start[slot])
                far[company, slot] = max(1, int(reach.min(initial=24 * 60)))
        cell, holder = cells.attending
        found = np.zeros(len(cells), dtype=np.int64)
        np.add.at(found, cell, far[holder, cells.slot[cell]])
        return np.minimum(found, 24 * 60)

    def change(self, place: int, amount: int, held: Sequence[int]) -> Change:
        """A unit of change as the model makes it: rooms in all slots of the session, hours as they are used."""
        demand, cells, problem = self.demands.demands[place], self.demands.cells, self.demands.problem
        if demand.rule in FAMILIES["room"]:
            return Change(demand, amount, tuple(np.flatnonzero(self.session == demand.subject).tolist()))
        if demand.rule == "within_hours":
            away = self.absences.away[demand.subject]
            own = [c for c in held if demand.subject in problem.holders[cells.pair[c]]]
            return Change(demand, amount, tuple(sorted({int(cells.slot[c]) for c in own if away[cells.slot[c]]})))
        return Change(demand, amount)

    def served(self, found: Remedy) -> Remedy:
        """The same with what finds no delegates and interpreters dropped too."""
        pairs = sorted(self.problem.must)
        eased = changed(self.problem, self.absences, found.changes)
        staffed, left = held(eased, self.seed, self.control), sorted(eased.must)
        if staffed is None or len(staffed.placement) == len(left):
            return found
        more = (pairs.index(pair) for place, pair in enumerate(left) if place not in staffed.placement)
        drops = (Change(Demand(MUSTS, place), 1) for place in more)
        return Remedy(found.family, (*found.changes, *drops), smallest=False)

    def late(self, found: Remedy) -> Remedy:
        """The same with tables and seats added as late as they can be: later slots alone, by halving."""
        changes = list(found.changes)
        for place, change in enumerate(changes):
            if change.demand.rule not in FAMILIES["room"]:
                continue
            enough, short = 0, len(change.slots)
            while short - enough > 1:
                middle = (enough + short) // 2
                changes[place] = replace(change, slots=change.slots[middle:])
                enough, short = (middle, short) if self.holds(changes) else (enough, middle)
            changes[place] = replace(change, slots=change.slots[enough:])
        return replace(found, changes=tuple(changes))

    def holds(self, changes: Sequence[Change]) -> bool:
        """Whether the event with these changes is possible, by the solver that plans it."""
        return possible(changed(self.problem, self.absences, changes), self.seed, self.control) is not None
