"""Slots that no schedule can use, and schedules that others mirror, left out before the search."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise

from matchmaker.solver.breaks.outcome import Impossible
from matchmaker.solver.breaks.problem import BreaksProblem

Precedences = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Narrowed:
    """A problem with the slots left to each meeting, never none, and its precedences with those of twins added."""

    problem: BreaksProblem
    domains: tuple[tuple[int, ...], ...]
    precedences: Precedences


def narrow(problem: BreaksProblem) -> Narrowed | Impossible:
    """Narrow the allowed slots until no rule below narrows them any further."""
    precedences = (*problem.precedences, *order_of_twins(problem))
    rivals = _rivals(problem)
    domains = [set(slots) for slots in problem.allowed]
    size = -1
    while size != (size := sum(map(len, domains))):
        for meeting, slots in enumerate(domains):
            if not slots:
                return Impossible(f"No slot is left for meeting {meeting}.")
            if len(slots) == 1:
                for rival in rivals[meeting]:
                    domains[rival] -= slots
        _apart(domains, precedences)
    return Narrowed(problem, tuple(tuple(sorted(slots)) for slots in domains), precedences)


def _rivals(problem: BreaksProblem) -> list[set[int]]:
    """For each meeting, the others of its participants: they cannot share its slot."""
    own = problem.meetings_of()
    return [{*own[one], *own[two]} - {meeting} for meeting, (one, two) in enumerate(problem.meetings)]


def _apart(domains: list[set[int]], precedences: Precedences) -> None:
    """A meeting starts after the first slot of each that precedes it, and before the last of each that follows it."""
    for earlier, later in precedences:
        first, last = min(domains[earlier], default=0), max(domains[later], default=-1)
        domains[later] = {slot for slot in domains[later] if slot > first}
        domains[earlier] = {slot for slot in domains[earlier] if slot < last}


def order_of_twins(problem: BreaksProblem) -> Precedences:
    """An order for meetings that any schedule could exchange: of the same pair, slots and precedences.

    Of the schedules that differ only by such an exchange, one stays. Their breaks are the same.
    """
    before, after = defaultdict[int, set[int]](set), defaultdict[int, set[int]](set)
    for earlier, later in problem.precedences:
        before[later].add(earlier)
        after[earlier].add(later)
    twins = defaultdict[object, list[int]](list)
    for meeting, pair in enumerate(problem.meetings):
        kind = frozenset(pair), problem.allowed[meeting], frozenset(before[meeting]), frozenset(after[meeting])
        twins[kind].append(meeting)
    return tuple(order for group in twins.values() for order in pairwise(group))
