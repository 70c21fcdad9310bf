"""The rules as a CP-SAT model, close to a clausal one: conflict-driven and core-guided search do best on it.

The rules are those of section 2 of the paper; the implied constraints are among those that made its MaxSAT runs fast.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ortools.sat.python import cp_model

from matchmaker.solver.breaks.counting import Literal, Used, break_ends, fill_windows, keep_fair
from matchmaker.solver.breaks.propagate import Narrowed, Precedences

# A literal per slot of one meeting: whether it takes place then.
At = dict[int, Literal]


@dataclass(frozen=True, slots=True)
class Model:
    """The rules, without a goal: where each meeting is, and the literals that count the breaks."""

    cp: cp_model.CpModel
    at: tuple[At, ...]
    breaks: tuple[Literal, ...]

    @classmethod
    def of(cls, given: Narrowed, *, windows: bool = False) -> Model:
        """All rules; with `windows`, also what having no break means for a participant."""
        cp = cp_model.CpModel()
        at = tuple({slot: cp.new_bool_var("") for slot in slots} for slots in given.domains)
        for slots in at:  # every meeting takes place once
            cp.add_exactly_one(slots.values())
        own = given.problem.meetings_of()
        used = [_used(cp, [at[meeting] for meeting in meetings]) for meetings in own]
        _keep_tables(cp, given, at, used)
        _keep_order(cp, at, given.precedences)
        ends = [break_ends(cp, when, len(meetings)) for when, meetings in zip(used, own, strict=True)]
        keep_fair(cp, ends, [len(meetings) for meetings in own], given.problem.fairness)
        if windows:
            for participant, literals in enumerate(ends):
                fill_windows(cp, used[participant], len(own[participant]), literals)
        return cls(cp, at, tuple(literal for literals in ends for literal in literals))


def _used(cp: cp_model.CpModel, meetings: Sequence[At]) -> dict[int, Literal]:
    """When one participant meets; at most one meeting per slot. Implied: as many slots as meetings."""
    used: dict[int, Literal] = {}
    for slot in sorted({slot for meeting in meetings for slot in meeting}):
        used[slot] = _one_of(cp, [meeting[slot] for meeting in meetings if slot in meeting])
    if meetings:
        cp.add(cp_model.LinearExpr.sum(list(used.values())) == len(meetings))
    return used


def _one_of(cp: cp_model.CpModel, literals: list[Literal]) -> Literal:
    """A literal true exactly if one of the literals is; never are two."""
    if len(literals) == 1:
        return literals[0]
    literal = cp.new_bool_var("")
    cp.add_exactly_one([*literals, ~literal])
    return literal


def clusters(own: Sequence[Sequence[int]]) -> list[tuple[int, list[int]]]:
    """All meetings in groups that share a participant, named with it: greedily the largest group first."""
    left = {meeting for meetings in own for meeting in meetings}
    groups: list[tuple[int, list[int]]] = []
    while left:
        most = max(range(len(own)), key=lambda one: (sum(meeting in left for meeting in own[one]), -one))
        groups.append((most, [meeting for meeting in own[most] if meeting in left]))
        left.difference_update(own[most])
    return groups


def _keep_tables(cp: cp_model.CpModel, given: Narrowed, at: Sequence[At], used: Sequence[Used]) -> None:
    """At most as many meetings per slot as tables, counted over clusters: of each, at most one meeting is on.

    Far fewer terms than one per meeting, hence far shorter reasons for conflicts (implied constraints of the paper).
    Implied as well: at most twice as many participants meet in a slot as there are tables.
    """
    own, tables = given.problem.meetings_of(), given.problem.tables
    groups = clusters(own)
    for slot in range(given.problem.slots):
        busy: list[Literal] = []
        for participant, group in groups:
            literals = [at[meeting][slot] for meeting in group if slot in at[meeting]]
            if literals:
                whole = len(group) == len(own[participant])
                busy.append(used[participant][slot] if whole else _one_of(cp, literals))
        if len(busy) > tables:
            cp.add(cp_model.LinearExpr.sum(busy) <= tables)
        users = [slots[slot] for slots in used if slot in slots]
        if len(users) > 2 * tables:
            cp.add(cp_model.LinearExpr.sum(users) <= 2 * tables)


def _keep_order(cp: cp_model.CpModel, at: Sequence[At], precedences: Precedences) -> None:
    """A meeting in a slot has those before it in earlier slots; said of those before it as well, which is implied."""
    for earlier, later in precedences:
        for slot, literal in at[later].items():
            cp.add_bool_or([~literal, *(first for when, first in at[earlier].items() if when < slot)])
        for slot, literal in at[earlier].items():
            cp.add_bool_or([~literal, *(last for when, last in at[later].items() if when > slot)])
