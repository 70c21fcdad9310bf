"""Breaks in literals: when one ends, how many each participant has, and what having none means."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ortools.sat.python import cp_model

Literal = cp_model.IntVar
# A literal per slot of one participant: whether a meeting takes place then. Slots without a literal have none.
Used = Mapping[int, Literal]

FEWEST_TO_BREAK = 2


def break_ends(cp: cp_model.CpModel, used: Used, meetings: int) -> tuple[Literal, ...]:
    """A literal per slot that may end a break: a meeting now, none in the slot before, but one some time before.

    Equal to that, not only implied by it, because fairness needs the exact number (the paper's model of breaks).
    """
    if meetings < FEWEST_TO_BREAK:
        return ()
    ends: list[Literal] = []
    first, *rest = sorted(used)
    begun = used[first]
    for slot in rest:
        now, just = used[slot], used.get(slot - 1)
        if just is None:
            ends.append(_both(cp, [now, begun]))
        elif slot - 1 != first:
            ends.append(_both(cp, [now, begun, ~just]))
        begun = _either(cp, begun, now)
    return tuple(ends)


def keep_fair(cp: cp_model.CpModel, ends: Sequence[Sequence[Literal]], meetings: Sequence[int], fairness: int) -> None:
    """Any two numbers of breaks differ by at most `fairness`: all are within that of a common least number.

    The least number is below every number of meetings, so 0 where a participant has no or one meeting.
    """
    most = min((max(0, count - 1) for count in meetings), default=0)
    least = cp.new_int_var(0, most, "")
    for own in ends:
        total = cp_model.LinearExpr.sum(own)
        if len(own) > fairness:
            cp.add(total <= least + fairness)
        if most:
            cp.add(total >= least)


def fill_windows(cp: cp_model.CpModel, used: Used, meetings: int, ends: Sequence[Literal]) -> None:
    """Implied: a participant without breaks fills one window of adjacent slots, and uses no slot outside it."""
    if not ends:
        return
    compact = cp.new_bool_var("")
    cp.add_bool_or([*ends, compact])
    for literal in ends:
        cp.add_implication(literal, ~compact)
    starts = [slot for slot in used if all(later in used for later in range(slot, slot + meetings))]
    window = {start: cp.new_bool_var("") for start in starts}
    cp.add_exactly_one([*window.values(), ~compact])
    for slot, now in used.items():
        covering = {start for start in starts if start <= slot < start + meetings}
        cp.add_at_most_one([*(window[start] for start in starts if start in covering), ~now])
        cp.add_at_most_one([*(window[start] for start in starts if start not in covering), now])


def _both(cp: cp_model.CpModel, parts: Sequence[cp_model.LiteralT]) -> Literal:
    """A literal equal to all of the parts together."""
    literal = cp.new_bool_var("")
    cp.add_bool_or([literal, *(~part for part in parts)])
    for part in parts:
        cp.add_implication(literal, part)
    return literal


def _either(cp: cp_model.CpModel, one: Literal, two: Literal) -> Literal:
    """A literal equal to one or the other."""
    literal = cp.new_bool_var("")
    cp.add_bool_or([one, two, ~literal])
    cp.add_implication(one, literal)
    cp.add_implication(two, literal)
    return literal
