"""What every answer is drawn from: an event, its problem, and a valid schedule."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from matchmaker.compatibility import Scoring
from matchmaker.event import Event
from matchmaker.plan import Edges, WhyNot, local
from matchmaker.problem import Placement, Problem
from matchmaker.schedule import Meeting, Schedule
from matchmaker.timetable import Span, is_present, plenaries
from matchmaker.why.values import Booking, Fault, Hindrance, Stretch


@dataclass(frozen=True, eq=False)
class Facts:
    """An event, and a schedule of it that keeps every rule; `placement` is the schedule in the problem's terms."""

    event: Event
    scoring: Scoring
    edges: Edges
    problem: Problem
    schedule: Schedule
    placement: Placement

    @cached_property
    def meeting(self) -> Mapping[frozenset[str], Meeting]:
        """The meetings by who takes part."""
        return {frozenset(meeting.participants): meeting for meeting in self.schedule.meetings}

    @cached_property
    def position(self) -> Mapping[str, int]:
        """Positions of companies in the problem."""
        return {company: place for place, company in enumerate(self.problem.companies)}

    @cached_property
    def pair(self) -> Mapping[frozenset[str], int]:
        """Positions of pairs in the problem."""
        ends = zip(self.problem.left.tolist(), self.problem.right.tolist(), strict=True)
        return {
            frozenset((self.problem.companies[one], self.problem.companies[other])): pair
            for pair, (one, other) in enumerate(ends)
        }

    def booking(self, slot: int) -> Booking:
        """A slot in local time."""
        found = self.problem.slots[slot]
        return Booking(found.session, local(found.span.start, self.event), local(found.span.end, self.event))

    def booked(self, meeting: Meeting) -> Booking:
        """When and where a meeting of the schedule is."""
        return Booking(meeting.session, local(meeting.start, self.event), local(meeting.end, self.event))


class Hindrances:
    """What stands in the way of two companies, slot by slot."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.board = WhyNot(facts.problem, facts.placement)
        self.blocked = plenaries(facts.event)
        self.partners: dict[tuple[int, int], list[int]] = defaultdict(list)
        for pair, slot in facts.placement.items():
            one, other = self.board.companies(pair)
            self.partners[one, slot].append(other)
            self.partners[other, slot].append(one)

    def stretches(self, one: int, other: int) -> tuple[Stretch, ...]:
        """All slots of the event in time order; those of one session in a row with like faults are joined."""
        problem, found = self.facts.problem, list[Stretch]()
        order = sorted(range(len(problem.slots)), key=lambda slot: (problem.slots[slot].session, slot))
        for slot in order:
            booking, faults = self.facts.booking(slot), tuple(self.faults(one, other, slot))
            last = found[-1] if found else None
            same_day = last is not None and last.booking.start.date() == booking.start.date()
            if last is not None and same_day and (last.booking.session, last.faults) == (booking.session, faults):
                joined = Booking(booking.session, last.booking.start, booking.end)
                found[-1] = Stretch(joined, last.slots + 1, faults)
            else:
                found.append(Stretch(booking, 1, faults))
        return tuple(sorted(found, key=lambda stretch: (stretch.booking.start, stretch.booking.session)))

    def faults(self, one: int, other: int, slot: int) -> list[Fault]:
        """Everything that stands in the way in a slot; what is always so, or else what the schedule makes so."""
        problem = self.facts.problem
        span = problem.slots[slot].span
        if any(span.overlaps(plenary) for plenary in self.blocked):
            return [Fault(Hindrance.PLENARY)]
        lasting = [Fault(Hindrance.AWAY, problem.companies[c]) for c in (one, other) if not self._present(c, span)]
        if problem.room[slot] <= 0:
            lasting.append(Fault(Hindrance.NO_TABLES))
        return lasting or [*self._busy(one, slot), *self._busy(other, slot), *self._full(slot)]

    def _present(self, company: int, span: Span) -> bool:
        event = self.facts.event
        return is_present(event.company[self.facts.problem.companies[company]], span, event.event.zone)

    def _busy(self, company: int, slot: int) -> list[Fault]:
        problem = self.facts.problem
        crowded = [q for q in problem.overlaps_of[slot] if self.board.busy[company, q] >= problem.delegates[company]]
        slots = {t: None for q in crowded for t in problem.overlaps[q]}
        meets = tuple(problem.companies[c] for t in slots for c in self.partners.get((company, t), ()))
        return [Fault(Hindrance.BUSY, problem.companies[company], meets)] if crowded else []

    def _full(self, slot: int) -> list[Fault]:
        problem, held = self.facts.problem, self.board.in_slot[slot]
        if held >= problem.tables[slot]:
            return [Fault(Hindrance.TABLES_TAKEN, count=int(problem.tables[slot]))]
        if held >= problem.room[slot]:
            return [Fault(Hindrance.SEATS_TAKEN, count=int(problem.seats[slot]))]
        return []
