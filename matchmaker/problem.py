"""What is left to decide: which pairs meet, and in which slot. Frozen, integer, indexed; free of dates and names."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matchmaker.event import Event
from matchmaker.timetable import Slot, is_present, plenaries, slots_of_event

IntArray = NDArray[np.int64]
BoolArray = NDArray[np.bool_]

# Slot of each pair, by position; pairs that do not meet are absent.
Placement = Mapping[int, int]


@dataclass(frozen=True, eq=False)
class Problem:
    """Pairs that may meet, slots with tables, and what each company can do.

    Companies, pairs and slots are positions. `present[c, t]` says whether company c can be booked in slot t (its own
    hours, no plenary). `tables[t]` and `seats[t]` are the tables of slot t and the people its session has room for.
    `overlaps` are the largest sets of slots that share a moment: a company holds at most `delegates[c]` meetings in
    each, and `maximum[c]` in all. `fit[p, t]` is the topic fit of pair p with the session of slot t.
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
    overlaps: tuple[tuple[int, ...], ...]

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


def prepare(event: Event, edges: Collection[tuple[str, str, Mapping[str, Any]]]) -> Problem:
    """The problem of an event. `edges` are those of its compatibility graph, with `weight`, `must` and `fit`."""
    slots = slots_of_event(event)
    position = {company.id: place for place, company in enumerate(event.profiles)}
    ends = (sorted((position[one], position[other])) for one, other, _ in edges)
    data_of = {(one, other): data for (one, other), (_, _, data) in zip(ends, edges, strict=True)}
    rows = [(*pair, data_of[pair]) for pair in sorted(data_of)]
    fit = [[data["fit"][slot.session] for slot in slots] for _, _, data in rows]
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
        overlaps=_overlaps(slots),
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
