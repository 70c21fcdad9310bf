"""What is left to decide: which pairs meet, and in which slot. Frozen, integer, indexed; free of dates and names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from itertools import chain

import numpy as np

from matchmaker.problem.alone import cover, heaviest
from matchmaker.problem.arrays import BoolArray, IntArray
from matchmaker.problem.clock import Occupied, Walks
from matchmaker.problem.crew import Crew
from matchmaker.problem.limits import Limit
from matchmaker.problem.others import Other, Pledge
from matchmaker.problem.rounds import Dialogue
from matchmaker.timetable import Slot

# Before every minute.
NEVER = -(2**63)

# Slot of each pair, by position; pairs that do not meet are absent.
Placement = Mapping[int, int]


@dataclass(frozen=True, eq=False)
class Problem:
    """Pairs that may meet, slots with tables, and what each company can do.

    Companies, pairs and slots are positions. `present[c, t]` says whether company c can be booked in slot t (its own
    hours, no plenary). `tables[t]` and `seats[t]` are the tables of slot t and the people its session has room for.
    `overlaps` are the largest sets of slots of which one person can be at one only: a company holds at most
    `delegates[c]` meetings in each, and `maximum[c]` in all. `fit[p, t]` is the topic fit of pair p with the session of
    slot t; `hall[t]` and `day[t]` tell halls and local days apart. `promised[c]` is the sold minimum of company c,
    `floor` the part of its best day, in thousandths, that a company should not fall below, and `goals` what to pursue,
    in order.

    Where there is more than 1:1 meetings, the last `beside` of the companies are sides that are none: a company as a
    visitor, with one of its needs, an adviser, a booth; those in `owners` take the time of a company. `others` tells
    what a pair is that is no meeting, `instead` which meeting a visit would replace, `interpreted` which pairs need an
    interpreter, and whom, as bits, `along` who comes along to one, `barred[p, t]` where it may not be, `aside` the
    slots of such pairs, in which it is no break to be idle; `limits` hold for pairs and slots together. `rounds` are
    the times of the `dialogues`, in `halls_of_rounds`, `apart` the companies that may not share a table, `crew` the
    persons, `duties` what takes delegates of a company away at times, and `pledges` what is promised for a purpose.
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
    beside: int = 0
    owners: Mapping[int, int] = field(default_factory=dict)
    along: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    others: Mapping[int, Other] = field(default_factory=dict)
    instead: Mapping[int, int] = field(default_factory=dict)
    interpreted: Mapping[int, int] = field(default_factory=dict)
    barred: BoolArray | None = None
    aside: frozenset[int] = frozenset()
    limits: tuple[Limit, ...] = ()
    rounds: tuple[Slot, ...] = ()
    dialogues: tuple[Dialogue, ...] = ()
    apart: frozenset[tuple[int, int]] = frozenset()
    walks: Walks = field(default_factory=Walks)
    halls_of_rounds: tuple[int, ...] = ()
    crew: Crew = field(default_factory=Crew)
    duties: Mapping[int, tuple[Occupied, ...]] = field(default_factory=dict)
    pledges: tuple[Pledge, ...] = ()

    @cached_property
    def common(self) -> BoolArray:
        """For each pair, the slots in which all who come can be booked, it is not barred, and there is room."""
        found: BoolArray = self.present[self.left] & self.present[self.right] & (self.room > 0)
        for pair, companies in self.along.items():
            found[pair] &= self.present[list(companies)].all(axis=0)
        return found if self.barred is None else found & ~self.barred

    @cached_property
    def room(self) -> IntArray:
        """Meetings each slot can take: by its tables, and by its seats."""
        return np.minimum(self.tables, self.seated)

    @cached_property
    def seated(self) -> IntArray:
        """Meetings that the seats of each slot's session have room for, with one visitor or client, or with two."""
        party = np.full(len(self.slots), 2)
        party[sorted(self.aside)] = 1
        room: IntArray = self.seats // party
        return room

    @property
    def size(self) -> int:
        """How many of the companies are companies."""
        return len(self.companies) - self.beside

    @cached_property
    def owner(self) -> IntArray:
        """Whose time each side takes."""
        found = np.arange(len(self.companies))
        found[list(self.owners)] = list(self.owners.values())
        return found

    @cached_property
    def holders(self) -> tuple[tuple[int, ...], ...]:
        """Whose time each pair takes."""
        left, right = self.owner[self.left].tolist(), self.owner[self.right].tolist()
        return tuple((*ends, *self.along.get(pair, ())) for pair, ends in enumerate(zip(left, right, strict=True)))

    @cached_property
    def attending(self) -> tuple[IntArray, IntArray]:
        """`holders` as two arrays: pairs, and whose time they take."""
        pair = np.repeat(np.arange(len(self.holders)), [len(one) for one in self.holders])
        return pair, np.array([holder for one in self.holders for holder in one], dtype=np.int64)

    @cached_property
    def limits_of(self) -> Mapping[int, Mapping[int, tuple[int, ...]]]:
        """For each pair under limits, by slot, the positions of those that its meeting there would count in.

        Many limits share one array of pairs, and many pairs stand in the same arrays: they share what is found here.
        """
        arrays: dict[int, IntArray] = {}
        by_array: dict[int, dict[int, list[int]]] = {}
        for place, limit in enumerate(self.limits):
            for pairs, slots in limit.parts:
                arrays[id(pairs)] = pairs
                own = by_array.setdefault(id(pairs), {})
                for slot in slots:
                    own.setdefault(slot, []).append(place)
        standing: dict[int, list[int]] = {}
        for key, pairs in arrays.items():
            for pair in pairs.tolist():
                standing.setdefault(pair, []).append(key)
        shared: dict[tuple[int, ...], dict[int, tuple[int, ...]]] = {}
        for keys in standing.values():
            if tuple(keys) not in shared:
                slots_of = {slot for key in keys for slot in by_array[key]}
                parts = [by_array[key] for key in keys]
                shared[tuple(keys)] = {
                    slot: tuple(chain.from_iterable(part[slot] for part in parts if slot in part)) for slot in slots_of
                }
        return {pair: shared[tuple(keys)] for pair, keys in standing.items()}

    def under(self, limits: Sequence[Limit]) -> Problem:
        """The same with these limits."""
        return replace(self, limits=tuple(limits))

    def only(self, pairs: IntArray) -> Problem:
        """The same with no pairs but these, in this order."""
        place = {pair: number for number, pair in enumerate(pairs.tolist())}
        known: dict[int, IntArray] = {}

        def kept(array: IntArray) -> IntArray:
            """Arrays that limits share stay shared."""
            if id(array) not in known:
                own = [place[pair] for pair in array.tolist() if pair in place]
                known[id(array)] = np.array(own, dtype=np.int64)
            return known[id(array)]

        limits = (limit.only(kept) for limit in self.limits)
        return replace(
            self,
            left=self.left[pairs],
            right=self.right[pairs],
            weight=self.weight[pairs],
            fit=self.fit[pairs],
            must=frozenset(place[pair] for pair in self.must if pair in place),
            barred=None if self.barred is None else self.barred[pairs],
            along={place[pair]: who for pair, who in self.along.items() if pair in place},
            others={place[pair]: what for pair, what in self.others.items() if pair in place},
            instead={place[a]: place[b] for a, b in self.instead.items() if a in place and b in place},
            interpreted={place[pair]: mask for pair, mask in self.interpreted.items() if pair in place},
            limits=tuple(limit for limit in limits if limit.parts),
            pledges=tuple(
                replace(one, pairs=frozenset(place[pair] for pair in one.pairs if pair in place))
                for one in self.pledges
            ),
        )

    def time(self, slot: int) -> Occupied:
        """When and where a slot is."""
        return Occupied(self.start[slot], self.end[slot], self.hall[slot])

    @cached_property
    def round_times(self) -> tuple[Occupied, ...]:
        """When and where each round is."""
        return tuple(
            Occupied(minute(one.span.start), minute(one.span.end), hall)
            for one, hall in zip(self.rounds, self.halls_of_rounds, strict=True)
        )

    @cached_property
    def overall(self) -> tuple[Limit, ...]:
        """The limits that hold whatever the slots."""
        return tuple(limit for limit in self.limits if limit.everywhere)

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
    def overlap_masks(self) -> tuple[int, ...]:
        """The same as bits."""
        return tuple(sum(1 << place for place in own) for own in self.overlaps_of)

    @cached_property
    def start(self) -> tuple[int, ...]:
        """When each slot begins, in minutes."""
        return tuple(minute(slot.span.start) for slot in self.slots)

    @cached_property
    def end(self) -> tuple[int, ...]:
        """When each slot ends, in minutes."""
        return tuple(minute(slot.span.end) for slot in self.slots)

    @cached_property
    def last_idle(self) -> tuple[tuple[int, ...], ...]:
        """For each company and slot, when the last of its own slots began that were over by then on that day.

        A company that has been in no meeting since then has been idle; `NEVER` where it had no slot before.
        """
        known: dict[bytes, tuple[int, ...]] = {}
        rows = (self.present & (self.room > 0))[: self.size]
        rows[:, sorted(self.aside)] = False
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
        moments = self.moments if slots is None else self._moments(np.isin(np.arange(len(self.slots)), slots))
        degree: IntArray = np.minimum(self.maximum, moments * self.delegates)
        return degree

    @cached_property
    def usable(self) -> BoolArray:
        """In which slots each side can be booked: present, with room, and not barred from all it could do there."""
        found: BoolArray = self.present & (self.room > 0)
        if self.barred is not None:
            own = np.zeros_like(found)
            for end in (self.left, self.right):
                np.logical_or.at(own, end, self.common)
            found = found & own
        return found

    @cached_property
    def moments(self) -> IntArray:
        """How many overlaps, at least as many as needed, cover the slots in which each side can be booked."""
        return self._moments(np.ones(len(self.slots), dtype=np.bool_))

    @cached_property
    def busiest(self) -> IntArray:
        """How many meetings each company's time can hold, in whatever roles."""
        own = np.zeros_like(self.present)
        pair, holder = self.attending
        np.logical_or.at(own, holder, self.common[pair])
        return np.array([len(cover(self.in_overlap & row)) for row in own], dtype=np.int64) * self.delegates

    def moments_within(self, company: int, within: BoolArray) -> int:
        """`moments` of one company, if these were all slots."""
        return len(cover(self.in_overlap & (self.usable[company] & within)))

    def _moments(self, within: BoolArray) -> IntArray:
        known: dict[bytes, int] = {}
        found = np.zeros(len(self.companies), dtype=np.int64)
        for company, row in enumerate(self.usable & within):
            key = row.tobytes()
            if key not in known:
                known[key] = len(cover(self.in_overlap & row))
            found[company] = known[key]
        return found

    @cached_property
    def best_day(self) -> IntArray:
        """What each company's meetings could weigh at most if it came first with everybody.

        The heaviest set of its pairs that fit its own delegates and maximum: exact where slots are disjoint, else with
        one place for each delegate in each overlap of a cover, which is never too little.
        """
        found, covers = np.zeros(len(self.companies), dtype=np.int64), dict[bytes, list[int]]()
        for company in range(self.size):
            row = self._own_slots(company)
            if row.tobytes() not in covers:
                covers[row.tobytes()] = cover(self.in_overlap & row)
            found[company] = self.weight[self._alone(company, covers[row.tobytes()])].sum()
        return found

    def most_alone(self, company: int) -> int:
        """How many meetings the company could have if it came first with everybody."""
        return len(self._alone(company, cover(self.in_overlap & self._own_slots(company))))

    def _own_slots(self, company: int) -> BoolArray:
        """Where it can be booked, if there is any room."""
        row: BoolArray = self.present[company] & (self.room > 0)
        return row

    def _alone(self, company: int, overlaps: Sequence[int]) -> list[int]:
        """The heaviest pairs that the company could meet if it came first with everybody."""
        places = {overlap: int(self.delegates[company]) for overlap in overlaps}
        most = min(int(self.maximum[company]), sum(places.values()))
        return heaviest(self.reach, self.pairs_of[company], places, most)

    @cached_property
    def reach(self) -> BoolArray:
        """Pairs by overlaps: whether the pair can meet in a slot of the overlap."""
        found: BoolArray = self.common.astype(np.float32) @ self.in_overlap.T.astype(np.float32) > 0
        return found


def minute(moment: datetime) -> int:
    """A moment in minutes."""
    return int(moment.timestamp()) // 60
