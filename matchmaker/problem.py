"""What is left to decide: which pairs meet, and in which slot. Frozen, integer, indexed; free of dates and names."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matchmaker.event import Event
from matchmaker.timetable import Slot, is_present, plenaries, slots_of_event

IntArray = NDArray[np.int64]
BoolArray = NDArray[np.bool_]

# Before every minute.
NEVER = -(2**63)

# Slot of each pair, by position; pairs that do not meet are absent.
Placement = Mapping[int, int]


@dataclass(frozen=True, eq=False)
class Problem:
    """Pairs that may meet, slots with tables, and what each company can do.

    Companies, pairs and slots are positions. `present[c, t]` says whether company c can be booked in slot t (its own
    hours, no plenary). `tables[t]` and `seats[t]` are the tables of slot t and the people its session has room for.
    `overlaps` are the largest sets of slots that share a moment: a company holds at most `delegates[c]` meetings in
    each, and `maximum[c]` in all. `fit[p, t]` is the topic fit of pair p with the session of slot t; `hall[t]` and
    `day[t]` tell halls and local days apart. `promised[c]` is the sold minimum of company c, `floor` the part of its
    best day, in thousandths, that a company should not fall below, and `goals` what to pursue, in order.
    """

    companies: tuple[str, ...]
    slots: tuple[Slot, ...]
    left: IntArray
    right: IntArray
    weight: IntArray
    must: frozenset[int]
    fit: IntArray
    present: BoolArray
    maximum: IntArray
    delegates: IntArray
    tables: IntArray
    seats: IntArray
    hall: tuple[int, ...]
    day: tuple[int, ...]
    overlaps: tuple[tuple[int, ...], ...]
    promised: IntArray
    floor: int
    goals: tuple[str, ...]

    @cached_property
    def common(self) -> BoolArray:
        """For each pair, the slots in which both companies can be booked and there is room."""
        return self.present[self.left] & self.present[self.right] & (self.room > 0)

    @cached_property
    def room(self) -> IntArray:
        """Meetings each slot can take: its tables, or half its seats."""
        return np.minimum(self.tables, self.seats // 2)

    @cached_property
    def in_overlap(self) -> BoolArray:
        """Incidence of overlaps (rows) and slots (columns)."""
        inside = np.zeros((len(self.overlaps), len(self.slots)), dtype=np.bool_)
        for place, members in enumerate(self.overlaps):
            inside[place, list(members)] = True
        return inside

    @cached_property
    def domains(self) -> tuple[tuple[int, ...], ...]:
        """`common` as positions of slots."""
        return tuple(tuple(np.flatnonzero(row).tolist()) for row in self.common)

    @cached_property
    def overlaps_of(self) -> tuple[tuple[int, ...], ...]:
        """For each slot, the positions of the `overlaps` it belongs to."""
        found: list[list[int]] = [[] for _ in self.slots]
        for place, members in enumerate(self.overlaps):
            for slot in members:
                found[slot].append(place)
        return tuple(map(tuple, found))

    @cached_property
    def start(self) -> tuple[int, ...]:
        """When each slot begins, in minutes."""
        return tuple(_minute(slot.span.start) for slot in self.slots)

    @cached_property
    def end(self) -> tuple[int, ...]:
        """When each slot ends, in minutes."""
        return tuple(_minute(slot.span.end) for slot in self.slots)

    @cached_property
    def last_idle(self) -> tuple[tuple[int, ...], ...]:
        """For each company and slot, when the last of its own slots began that were over by then on that day.

        A company that has been in no meeting since then has been idle; `NEVER` where it had no slot before.
        """
        known: dict[bytes, tuple[int, ...]] = {}
        rows = self.present & (self.room > 0)
        for row in rows:
            if row.tobytes() not in known:
                known[row.tobytes()] = tuple(self._last_of(row, slot) for slot in range(len(self.slots)))
        return tuple(known[row.tobytes()] for row in rows)

    def _last_of(self, own: BoolArray, slot: int) -> int:
        over = (t for t in np.flatnonzero(own).tolist() if self.end[t] <= self.start[slot])
        return max((self.start[t] for t in over if self.day[t] == self.day[slot]), default=NEVER)

    @cached_property
    def pairs_of(self) -> tuple[tuple[int, ...], ...]:
        """For each company, its pairs, heaviest first."""
        found: list[list[int]] = [[] for _ in self.companies]
        left, right = self.left.tolist(), self.right.tolist()
        for pair in np.argsort(-self.weight, kind="stable").tolist():
            found[left[pair]].append(pair)
            found[right[pair]].append(pair)
        return tuple(map(tuple, found))

    def degrees(self, slots: Sequence[int] | None = None) -> IntArray:
        """How many meetings each company can hold at all, or within the given slots.

        Its maximum, or its delegates times the number of overlaps that cover its slots (greedily few; the fewest where
        slots are disjoint): each overlap takes a delegate for each meeting in it.
        """
        usable = self.room > 0
        if slots is not None:
            usable = usable & np.isin(np.arange(len(usable)), slots)
        known: dict[bytes, int] = {}
        moments = np.zeros(len(self.companies), dtype=np.int64)
        for company, row in enumerate(self.present & usable):
            key = row.tobytes()
            if key not in known:
                known[key] = len(_cover(self.in_overlap & row))
            moments[company] = known[key]
        degree: IntArray = np.minimum(self.maximum, moments * self.delegates)
        return degree

    @cached_property
    def best_day(self) -> IntArray:
        """What each company's meetings could weigh at most if it came first with everybody.

        The heaviest set of its pairs that fit its own delegates and maximum: exact where slots are disjoint, else with
        one place for each delegate in each overlap of a cover, which is never too little.
        """
        found = [self.weight[self._alone(company)].sum() for company in range(len(self.companies))]
        return np.array(found, dtype=np.int64)

    def most_alone(self, company: int) -> int:
        """How many meetings the company could have if it came first with everybody."""
        return len(self._alone(company))

    def _alone(self, company: int) -> list[int]:
        """The heaviest pairs that the company could meet if it came first with everybody."""
        cover = _cover(self.in_overlap & self.present[company] & (self.room > 0))
        places = {overlap: int(self.delegates[company]) for overlap in cover}
        most = min(int(self.maximum[company]), sum(places.values()))
        return _heaviest(self, self.pairs_of[company], places, most)


def _minute(moment: datetime) -> int:
    return int(moment.timestamp()) // 60


def _cover(inside: BoolArray) -> list[int]:
    """A greedy set cover, by the rows of `inside`, of all columns that appear in it."""
    left, rows = inside.any(axis=0), []
    while left.any():
        rows.append(int((inside & left).sum(axis=1).argmax()))
        left &= ~inside[rows[-1]]
    return rows


def _heaviest(problem: Problem, pairs: Sequence[int], places: Mapping[int, int], most: int) -> list[int]:
    """The heaviest pairs that can have places of their own: sets that can are a matroid, so greed is exact.

    `pairs` are heaviest first; a place is one of `places[q]` in overlap q (Edmonds 1971; paths as in Kuhn 1955).
    """
    options = {
        pair: sorted({q for t in problem.domains[pair] for q in problem.overlaps_of[t]} & places.keys())
        for pair in pairs
    }
    held: dict[int, list[int]] = {overlap: [] for overlap in places}

    def enter(pair: int, seen: set[int]) -> bool:
        for overlap in options[pair]:
            if overlap in seen:
                continue
            seen.add(overlap)
            if len(held[overlap]) < places[overlap]:
                held[overlap].append(pair)
                return True
            for other in held[overlap]:
                if enter(other, seen):
                    held[overlap].remove(other)
                    held[overlap].append(pair)
                    return True
        return False

    taken: list[int] = []
    for pair in pairs:
        if len(taken) == most:
            break
        if options[pair] and enter(pair, set()):
            taken.append(pair)
    return taken


def prepare(event: Event, edges: Collection[tuple[str, str, Mapping[str, Any]]]) -> Problem:
    """The problem of an event. `edges` are those of its compatibility graph, with `weight`, `must` and `fit`."""
    slots = slots_of_event(event)
    position = {company.id: place for place, company in enumerate(event.profiles)}
    ends = (sorted((position[one], position[other])) for one, other, _ in edges)
    data_of = {(one, other): data for (one, other), (_, _, data) in zip(ends, edges, strict=True)}
    rows = [(*pair, data_of[pair]) for pair in sorted(data_of)]
    fit = [[data["fit"][slot.session] for slot in slots] for _, _, data in rows]
    halls = {name: place for place, name in enumerate(dict.fromkeys(one.hall for one in event.sessions))}
    maxima = (event.maximum(company) for company in event.profiles)
    return Problem(
        companies=tuple(position),
        slots=slots,
        left=np.array([one for one, _, _ in rows], dtype=np.int64),
        right=np.array([other for _, other, _ in rows], dtype=np.int64),
        weight=np.array([data["weight"] for _, _, data in rows], dtype=np.int64),
        must=frozenset(place for place, (_, _, data) in enumerate(rows) if data["must"]),
        fit=np.array(fit, dtype=np.int64).reshape(len(rows), len(slots)),
        present=_presence(event, slots),
        maximum=np.array([len(slots) * 1000 if most is None else most for most in maxima], dtype=np.int64),
        delegates=np.array([company.delegates for company in event.profiles], dtype=np.int64),
        tables=np.array([event.session[slot.session].tables or 0 for slot in slots], dtype=np.int64),
        seats=np.array([_seats(event, slot) for slot in slots], dtype=np.int64),
        hall=tuple(halls[event.session[slot.session].hall] for slot in slots),
        day=tuple(slot.span.start.astimezone(event.event.zone).toordinal() for slot in slots),
        overlaps=_overlaps(slots),
        promised=np.array([company.min_meetings for company in event.profiles], dtype=np.int64),
        floor=10 * event.event.fairness_floor,
        goals=tuple(event.event.goals),
    )


def _presence(event: Event, slots: tuple[Slot, ...]) -> BoolArray:
    zone, blocked = event.event.zone, plenaries(event)
    open_slots = [not any(slot.span.overlaps(span) for span in blocked) for slot in slots]
    rows = [
        [is_open and is_present(company, slot.span, zone) for slot, is_open in zip(slots, open_slots, strict=True)]
        if company.available is not None or company.unavailable
        else open_slots
        for company in event.profiles
    ]
    return np.array(rows, dtype=np.bool_).reshape(len(rows), len(slots))


def _seats(event: Event, slot: Slot) -> int:
    session = event.session[slot.session]
    return 2 * (session.tables or 0) if session.capacity is None else session.capacity


def _overlaps(slots: tuple[Slot, ...]) -> tuple[tuple[int, ...], ...]:
    """The largest sets of slots that share a moment. Each such set is met at the start of one of its slots."""
    starts = sorted({slot.span.start for slot in slots})
    sets = {
        frozenset(place for place, slot in enumerate(slots) if slot.span.start <= start < slot.span.end)
        for start in starts
    }
    largest = (one for one in sets if not any(one < other for other in sets))
    return tuple(sorted(tuple(sorted(one)) for one in largest))
