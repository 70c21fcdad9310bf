"""A schedule under change: who meets whom in which slot, always within every limit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Self

from matchmaker.problem import Problem

NOTHING: Mapping[int, tuple[int, ...]] = {}


class Board:
    """Meetings by pair, slot and company, with what each would push out. Mutable; lives within one step."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.left: list[int] = problem.left.tolist()
        self.right: list[int] = problem.right.tolist()
        self.holders = problem.holders
        self.weight: list[int] = problem.weight.tolist()
        self.maximum: list[int] = problem.maximum.tolist()
        self.delegates: list[int] = problem.delegates.tolist()
        self.room: list[int] = problem.room.tolist()
        self.held: list[dict[int, list[int]]] = [{} for _ in problem.companies]
        self.meetings: list[list[int]] = [[] for _ in problem.companies]
        self.booked: list[list[int]] = [[] for _ in problem.companies]
        # Overlaps in which a company has no delegate left, as bits; limits that are reached.
        self.overlaps = problem.overlap_masks
        self.taken: list[int] = [0] * len(problem.companies)
        self.most: list[int] = [limit.most for limit in problem.limits]
        self.reached: set[int] = {place for place, most in enumerate(self.most) if most == 0}
        self.in_slot: list[list[int]] = [[] for _ in problem.slots]
        self.slot: dict[int, int] = {}
        self.under: dict[int, list[int]] = {}
        self.as_meeting: dict[int, list[int]] = {}

    @classmethod
    def holding(cls, problem: Problem, placement: Mapping[int, int]) -> Self:
        """A board with the meetings of a valid placement."""
        board = cls(problem)
        for pair, slot in placement.items():
            board.add(pair, slot)
        return board

    def add(self, pair: int, slot: int) -> None:
        """Hold a meeting; the caller has made room."""
        self.slot[pair] = slot
        self.in_slot[slot].append(pair)
        for side in (self.left[pair], self.right[pair]):
            self.meetings[side].append(pair)
        for company in self.holders[pair]:
            self.booked[company].append(pair)
            for overlap in self.problem.overlaps_of[slot]:
                held = self.held[company].setdefault(overlap, [])
                held.append(pair)
                if len(held) >= self.delegates[company]:
                    self.taken[company] |= 1 << overlap
        for limit in self.limits(pair, slot):
            held = self.under.setdefault(limit, [])
            held.append(pair)
            if len(held) >= self.most[limit]:
                self.reached.add(limit)
        if self.problem.instead:
            self.as_meeting.setdefault(self.problem.instead.get(pair, pair), []).append(pair)

    def remove(self, pair: int) -> None:
        """Cancel a meeting."""
        slot = self.slot.pop(pair)
        self.in_slot[slot].remove(pair)
        for side in (self.left[pair], self.right[pair]):
            self.meetings[side].remove(pair)
        for company in self.holders[pair]:
            self.booked[company].remove(pair)
            self.taken[company] &= ~self.overlaps[slot]
            for overlap in self.problem.overlaps_of[slot]:
                self.held[company][overlap].remove(pair)
        for limit in self.limits(pair, slot):
            self.under[limit].remove(pair)
            self.reached.discard(limit)
        if self.problem.instead:
            self.as_meeting[self.problem.instead.get(pair, pair)].remove(pair)

    def limits(self, pair: int, slot: int) -> tuple[int, ...]:
        """The limits that a meeting would count in."""
        return self.problem.limits_of.get(pair, NOTHING).get(slot, ())

    def rivals(self, pair: int, slot: int) -> list[int]:
        """Meetings that must leave before all who come have a delegate for the pair in the slot; lightest first."""
        found: list[int] = []
        for company in self.holders[pair]:
            short = self.taken[company] & self.overlaps[slot]
            for rival in found if short else ():
                if company in self.holders[rival]:
                    short &= ~self.overlaps[self.slot[rival]]
            while short:
                held = self.held[company][(short & -short).bit_length() - 1]
                rival = min(held, key=self.weight.__getitem__)
                found.append(rival)
                short &= ~self.overlaps[self.slot[rival]]
        limits = self.limits(pair, slot)
        if not self.reached.isdisjoint(limits):
            left = self.reached.intersection(limits).difference(*(self.limits(one, self.slot[one]) for one in found))
            while left:
                rival = min(self.under[min(left)], key=self.weight.__getitem__)
                found.append(rival)
                left.difference_update(self.limits(rival, self.slot[rival]))
        if self.problem.instead:
            found += [one for one in self.as_meeting.get(self.problem.instead.get(pair, pair), ()) if one not in found]
        return found

    def is_full(self, slot: int) -> bool:
        """Whether the slot has no table or seat left."""
        return len(self.in_slot[slot]) >= self.room[slot]

    def fits(self, pair: int, slot: int) -> bool:
        """Whether the pair could meet in the slot as things stand, maxima aside."""
        if self.is_full(slot) or any(self.taken[company] & self.overlaps[slot] for company in self.holders[pair]):
            return False
        if not self.reached.isdisjoint(self.limits(pair, slot)):
            return False
        return not self.problem.instead or not self.as_meeting.get(self.problem.instead.get(pair, pair), ())

    def has_maximum(self, pair: int) -> bool:
        """Whether a side already has as many meetings as it may."""
        return any(len(self.meetings[c]) >= self.maximum[c] for c in (self.left[pair], self.right[pair]))

    def fill(self, pairs: Iterable[int], options: Mapping[int, tuple[int, ...]] | None = None) -> None:
        """Hold each of the pairs that still fits, in the order given, in its emptiest slot."""
        for pair in pairs:
            if pair in self.slot or self.has_maximum(pair):
                continue
            slots = [t for t in (options[pair] if options else self.problem.domains[pair]) if self.fits(pair, t)]
            if slots:
                self.add(pair, min(slots, key=lambda t: len(self.in_slot[t]) / self.room[t]))
