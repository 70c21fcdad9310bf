"""The first thing that stands in the way of a pair that does not meet, as a schedule is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import numpy as np

from matchmaker.problem import Placement, Problem
from matchmaker.problem.rota import Rota

POSSIBLE = "possible as it stands; work ended before it was added"
# Limits by the rule they belong to, in the order in which they are told.
LIMITED = {
    "delegation_quota": "the delegation has all the meetings it may",
    "interpreters_free": "no interpreter is left in any slot in which both are free",
    "interpreters_rest": "no interpreter is left in any slot in which both are free",
    "attendees_free": "no delegate is left in any slot in which both are free",
    "one_meeting_at_a_time": "no delegate is left in any slot in which both are free",
}


class WhyNot:
    """Why pairs do not meet. `problem` is what remains beside the round tables, `rota` who attends and interprets."""

    def __init__(self, problem: Problem, placement: Placement, rota: Rota) -> None:
        """Count what the placement uses."""
        self.problem = problem
        self.placement = placement
        self.rota = rota
        self.meetings: dict[int, int] = defaultdict(int)
        self.busy: dict[tuple[int, int], int] = defaultdict(int)
        self.in_slot: dict[int, int] = defaultdict(int)
        self.under: dict[int, int] = defaultdict(int)
        self.as_meeting: set[int] = set()
        for pair, slot in placement.items():
            self.in_slot[slot] += 1
            for side in self.companies(pair):
                self.meetings[side] += 1
            for company in problem.holders[pair]:
                for overlap in problem.overlaps_of[slot]:
                    self.busy[company, overlap] += 1
            for limit in self.limits(pair, slot):
                self.under[limit] += 1
            self.as_meeting.add(problem.instead.get(pair, pair))

    def limits(self, pair: int, slot: int) -> tuple[int, ...]:
        """The limits that a meeting counts in."""
        own = self.problem.limits_of.get(pair)
        return own.get(slot, ()) if own is not None else ()

    def possible(self) -> Iterator[int]:
        """Pairs that could be added just so."""
        pairs = range(len(self.problem.weight))
        return (pair for pair in pairs if pair not in self.placement and self.reason(pair) == POSSIBLE)

    def companies(self, pair: int) -> tuple[int, int]:
        """Both sides of a pair."""
        return int(self.problem.left[pair]), int(self.problem.right[pair])

    def reason(self, pair: int) -> str:
        """Why the pair, which does not meet, does not."""
        return next(self._obstacles(pair), POSSIBLE)

    def _obstacles(self, pair: int) -> Iterator[str]:
        """What stands in the way, the plainest first; slots drop out as they are found of no use."""
        problem = self.problem
        if not problem.domains[pair]:
            yield self.absent(pair)
        if problem.instead.get(pair, pair) in self.as_meeting:
            yield "the two meet already, as a visit counts as a meeting"
        full = [c for c in self.companies(pair) if self.meetings[c] >= problem.maximum[c]]
        if full:
            yield " and ".join(f"{problem.companies[c]} has its maximum of {problem.maximum[c]}" for c in full)
        free = [slot for slot in problem.domains[pair] if not self.is_busy(pair, slot)]
        if not free:
            yield "no slot is left in which both are free"
        free = [slot for slot in free if not self.is_full(slot)]
        if not free:
            yield "no table is left in any slot in which both are free"
        limits = {slot: self.full_limits(pair, slot) for slot in free}
        if all(limits.values()):
            rules = {problem.limits[limit].rule for own in limits.values() for limit in own}
            yield next(said for rule, said in LIMITED.items() if rule in rules)
        free = [slot for slot in free if not limits[slot]]
        if not any(self.has_persons(pair, slot) for slot in free):
            yield "no delegate or interpreter is left in any slot in which both are free"

    def absent(self, pair: int) -> str:
        """Why there is no slot at all for a pair."""
        problem, (left, right) = self.problem, self.companies(pair)
        if problem.interpreted.get(pair, 1) == 0:
            return "the two share no language, and no interpreter speaks one of each"
        both = problem.present[left] & problem.present[right] & (problem.room > 0)
        both[sorted(problem.aside)] = False
        if problem.barred is not None and both.any() and pair not in problem.others:
            return "no session that takes both, and suits them, has what they need while both are present"
        return "never both present in a slot with a table"

    def open_slots(self, pair: int) -> list[int]:
        """The slots in which the pair could be added just so."""
        problem = self.problem
        free = (slot for slot in problem.domains[pair] if not self.is_busy(pair, slot) and not self.is_full(slot))
        return [slot for slot in free if not self.full_limits(pair, slot) and self.has_persons(pair, slot)]

    def is_full(self, slot: int) -> bool:
        """Whether the slot has no table or seat left."""
        return bool(self.in_slot[slot] >= self.problem.room[slot])

    def has_persons(self, pair: int, slot: int) -> bool:
        """Whether delegates and, if needed, an interpreter are free for a pair in a slot."""
        return not self.problem.crew.is_needed or self.rota.find(pair, slot) is not None

    def full_limits(self, pair: int, slot: int) -> list[int]:
        """The limits that leave no room for a meeting."""
        return [one for one in self.limits(pair, slot) if self.under[one] >= self.problem.limits[one].most]

    def is_busy(self, pair: int, slot: int) -> bool:
        """Whether somebody has no delegate left for the slot."""
        problem = self.problem
        return any(
            self.busy[company, overlap] >= problem.delegates[company]
            for company in problem.holders[pair]
            for overlap in problem.overlaps_of[slot]
        )


def nobody_busy(problem: Problem) -> Rota:
    """The times of persons who have nothing to do."""
    return Rota(problem, np.zeros((0, 0), dtype=np.bool_))
