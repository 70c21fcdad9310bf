"""What no groups at round tables can weigh more than: prices for the companies' seats, and the best group at them.

The dual of choosing whole groups (Dantzig and Wolfe 1960; Lagrangian bound of Geoffrion 1974). Any prices prove a
bound: all seats at their prices, what two companies pay for their one table together, and for each group what the
heaviest group exceeds the prices of its members by. Good prices come from a linear programme over groups that are
known, to which the best groups at its prices are added (Gilmore and Gomory 1961).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from scipy.sparse import csr_array

from matchmaker.problem import Dialogue, IntArray
from matchmaker.solver.densest import Densest, Mix, densest
from matchmaker.solver.linear import relax_columns
from matchmaker.solver.progress import Control

# Prices in units of 1/SCALE of a point.
SCALE = 100
# For each kind of table groups are grown from so many companies; fewer where there are many guests.
STARTS, GUESTS = 24, 3000
# The next look is closer where so few groups are found, or the linear programme rises by no more than this part.
FEW, ROUGH = 100, 1e-2
# How many groups grow on at each step, and by how much of a table's price those sought exceed it.
LOOKS = ((5_000, 0.1), (20_000, 0.05), (60_000, 0.04), (120_000, 0.02), (120_000, 0.0))
# A bound is settled where it is no more than this part above the linear programme.
SETTLED = 2e-4
# Groups that one search adds, and how many of them one guest is in.
FRESH, OFTEN = 100, 8
# Groups that grow in all searches; each is as dear as there are guests.
WORK = 2_400_000_000
PRECISION = 1e-5
# Groups that are handed on: those nearest to being worth their prices.
KEPT = 500


@dataclass(frozen=True, eq=False)
class _Guests:
    """The companies that a dialogue can seat: positions, weights between every two, rounds, and what mixes them."""

    companies: IntArray
    weight: IntArray
    rounds: IntArray
    country: IntArray
    kind: IntArray
    countries: int
    kinds: int

    @classmethod
    def of(cls, dialogue: Dialogue, weight: IntArray) -> _Guests:
        """All who are welcome in some round."""
        rounds = dialogue.welcome.sum(axis=1)
        own = np.flatnonzero(rounds)
        mix = (dialogue.country[own], dialogue.kind[own], dialogue.countries, dialogue.kinds)
        return cls(own, weight[np.ix_(own, own)], rounds[own], *mix)

    @property
    def mixes(self) -> tuple[Mix, ...]:
        """Of how many countries and kinds a group should be, where that is more than one."""
        asked = (Mix(self.country, self.countries), Mix(self.kind, self.kinds))
        return tuple(mix for mix in asked if mix.least > 1)

    def mixed(self, group: Iterable[int]) -> bool:
        """Whether a group is of as many countries and kinds as it should be, and no two are kept apart."""
        members = sorted(group)
        return (
            bool((self.weight[np.ix_(members, members)] >= 0).all())
            and len(set(self.country[members].tolist())) >= self.countries
            and len(set(self.kind[members].tolist())) >= self.kinds
        )


@dataclass(frozen=True, eq=False)
class Priced:
    """Groups worth holding, by company, and what no groups of the dialogue can weigh more than, where that is known."""

    groups: tuple[frozenset[int], ...]
    bound: int | None


def price_groups(
    dialogue: Dialogue, weight: IntArray, known: Iterable[frozenset[int]], control: Control
) -> Priced | None:
    """The bound for a dialogue, and the groups that lead to it; `weight[c, d]` are points of two companies together.

    `known` are some groups. Nothing if nobody is welcome, or the work is stopped.
    """
    guests = _Guests.of(dialogue, weight)
    companies = guests.companies
    if len(companies) < dialogue.least or not dialogue.at_once or control.stopped() is not None:
        return None
    place = {int(company): number for number, company in enumerate(companies)}
    named = ([place[one] for one in group if one in place] for group in known)
    pool = {
        frozenset(group) for group in named if dialogue.least <= len(group) <= dialogue.most and guests.mixed(group)
    }
    tables = _tables(dialogue, place)
    if not tables:  # all were asked for by companies that cannot come
        return Priced((), 0)
    generating = _Generating(guests, dialogue, tables, pool)
    generating.grow(control)
    bound = generating.prove(control)
    groups = tuple(frozenset(companies[sorted(group)].tolist()) for group in generating.nearest())
    return Priced(groups, None if bound is None else bound // SCALE)


class _Generating:
    """Column generation: a pool of groups, to which those come that are worth more than its prices say. Mutable."""

    def __init__(
        self, guests: _Guests, dialogue: Dialogue, tables: Sequence[_Table], pool: Iterable[frozenset[int]]
    ) -> None:
        self.guests = guests
        self.dialogue = dialogue
        self.tables = tables
        self.sizes = range(dialogue.least, min(dialogue.most, len(guests.companies)) + 1)
        self.pool = set(pool)
        self.prices = _Prices.none(guests, tables)

    def grow(self, control: Control) -> None:
        """Groups grown one company at a time, for as long as they raise much what the linear programme comes to."""
        before = -1
        for table in self.tables:
            self.pool |= set(_grown(self.guests, self.prices, self.dialogue, table.asker))
        while control.stopped() is None:
            self.prices = self._priced()
            now = self._worth(self.prices, self.prices.table)
            if now <= (1 + ROUGH) * before:
                break
            before = now
            self.pool |= {
                group
                for table, worth in zip(self.tables, self.prices.table, strict=True)
                for group in _grown(self.guests, self.prices, self.dialogue, table.asker)
                if self.prices.exceeded(self.guests, group) > worth + SCALE
            }

    def prove(self, control: Control) -> int | None:
        """What no groups can be worth more than, at the best prices met, in units of prices; nothing if stopped first.

        Groups are sought half way between the linear programme's prices and the best so far (Wentges 1997), at first
        only some of those that exceed them by much.
        """
        bound, centre, before = None, None, 0
        looks, work = list(LOOKS), WORK // len(self.guests.companies)
        while work > 0 and control.stopped() is None:
            prices = self.prices if centre is None else self.prices.towards(centre)
            sought = self._sought(prices, *looks[0], work, control)
            if sought is None:
                break
            worth, proven, work = self._worth(prices, prices.table), self._worth(prices, sought.above), sought.left
            if bound is None or proven < bound:
                bound, centre = proven, prices
            if bound <= (1 + SETTLED) * worth or (len(looks) == 1 and not sought.fresh):
                break
            if len(looks) > 1 and (len(sought.fresh) < FEW or worth <= (1 + ROUGH) * before):
                looks.pop(0)
            before = worth
            self.pool |= sought.fresh
            self.prices = self._priced()
        return bound

    def nearest(self) -> list[frozenset[int]]:
        """Groups of the pool, those first that are nearest to being worth their prices."""
        return sorted(self.pool, key=lambda one: (-self.prices.exceeded(self.guests, one), sorted(one)))[:KEPT]

    def _priced(self) -> _Prices:
        return _prices(self.guests, sorted(self.pool, key=sorted), self.tables, self.dialogue)

    def _worth(self, prices: _Prices, each: Sequence[int]) -> int:
        """All seats at their prices, and what the groups held at each kind of table come to."""
        return prices.of_seats(self.guests) + sum(_highest(each, self.tables, self.dialogue))

    def _sought(self, prices: _Prices, limit: int, slack: float, work: int, control: Control) -> _Sought | None:
        """Groups that exceed a table's price by more than the slack; nothing if the work is stopped."""
        fresh: set[frozenset[int]] = set()
        above, searches = list(prices.table), len(self.sizes) * len(self.tables)
        for size in self.sizes:
            reduced = prices.reduced(self.guests, size)
            for kind, table in enumerate(self.tables):
                if control.stopped() is not None:
                    return None
                floor = int((1 + slack) * prices.table[kind] * (size - 1))
                most = min(limit, max(0, work) // searches)
                found = densest(reduced, size, floor, most, self.guests.mixes, table.asker)
                above[kind] = max(above[kind], -(-found.most // (size - 1)))
                fresh |= set(_apart(found, self.pool))
                work, searches = work - found.work, searches - 1
        return _Sought(fresh, above, work)


@dataclass(frozen=True, eq=False)
class _Sought:
    """Groups beside the pool, what no group at each kind of table exceeds prices by, and the work that is left."""

    fresh: set[frozenset[int]]
    above: list[int]
    left: int


def _apart(found: Densest, known: set[frozenset[int]]) -> list[frozenset[int]]:
    """The heaviest of these sets beside the known, of which no node is in more than a few."""
    often: Counter[int] = Counter()
    fresh: list[frozenset[int]] = []
    for row in found.sets[np.argsort(-found.weight, kind="stable")].tolist():
        group = frozenset(row)
        if len(fresh) < FRESH and group not in known and max(often[one] for one in row) < OFTEN:
            often.update(row)
            fresh.append(group)
    return fresh


@dataclass(frozen=True, slots=True)
class _Table:
    """Tables of one kind: one that a company asked for, by its place, or all others; and their groups in all rounds."""

    asker: int | None
    groups: int


def _tables(dialogue: Dialogue, place: Mapping[int, int]) -> list[_Table]:
    rounds = len(dialogue.rounds)
    asked = [_Table(place[company], rounds) for _, company in sorted(dialogue.asked.items()) if company in place]
    free = dialogue.tables - len(dialogue.asked)
    return [*asked, _Table(None, free * rounds)] if free else asked


def _highest(each: Sequence[int], tables: Sequence[_Table], dialogue: Dialogue) -> list[int]:
    """What the groups that can be held in all rounds count at most, if one at each kind of table counts so much."""
    held = sorted((worth for worth, table in zip(each, tables, strict=True) for _ in range(table.groups)), reverse=True)
    return [max(0, worth) for worth in held[: dialogue.at_once * len(dialogue.rounds)]]


@dataclass(frozen=True, eq=False)
class _Prices:
    """What a seat costs each guest, what it costs every two to share a table, and what each kind of table is worth."""

    seat: IntArray
    together: IntArray
    table: list[int]

    @classmethod
    def none(cls, guests: _Guests, tables: Sequence[_Table]) -> _Prices:
        """Nothing costs anything."""
        size = len(guests.companies)
        return cls(np.zeros(size, dtype=np.int64), np.zeros((size, size), dtype=np.int64), [0] * len(tables))

    def towards(self, other: _Prices) -> _Prices:
        """Half way to other prices."""
        table = [(one + two) // 2 for one, two in zip(self.table, other.table, strict=True)]
        return _Prices((self.seat + other.seat) // 2, (self.together + other.together) // 2, table)

    def of_seats(self, guests: _Guests) -> int:
        """What all seats, and one table for every two, are worth."""
        return int((self.seat * guests.rounds).sum() + np.triu(self.together).sum())

    def reduced(self, guests: _Guests, size: int) -> IntArray:
        """Weights less prices in groups of a size: members' prices are shared out, so that sums over pairs tell all."""
        found: IntArray = SCALE * guests.weight - self.seat[:, None] - self.seat[None, :] - (size - 1) * self.together
        np.fill_diagonal(found, 0)
        return found

    def exceeded(self, guests: _Guests, group: Iterable[int]) -> int:
        """What a group's worth exceeds its members' prices by, rounded up."""
        members = np.array(sorted(group), dtype=np.int64)
        inside = np.ix_(members, members)
        worth = SCALE * int(guests.weight[inside].sum()) // 2
        return -(-worth // (len(members) - 1)) - int(self.seat[members].sum()) - int(self.together[inside].sum()) // 2


def _prices(guests: _Guests, pool: list[frozenset[int]], tables: Sequence[_Table], dialogue: Dialogue) -> _Prices:
    """The prices by the linear programme over the groups in the pool: seats, tables, and new faces in each round."""
    at = [(group, kind) for kind, table in enumerate(tables) for group in pool if table.asker in {None, *group}]
    n, size = len(guests.companies), len(at)
    if not at:
        return _Prices.none(guests, tables)
    first = n + len(tables) + 1
    twos = {two for group in pool for two in combinations(sorted(group), 2)} if len(dialogue.rounds) > 1 else set()
    row_of = {two: first + number for number, two in enumerate(sorted(twos))}
    members = [
        [*group, n + kind, n + len(tables), *(row_of[two] for two in combinations(sorted(group), 2) if row_of)]
        for group, kind in at
    ]
    rows, columns = np.concatenate(members), np.repeat(np.arange(size), [len(one) for one in members])
    seats = csr_array((np.ones(len(rows)), (rows, columns)), shape=(first + len(row_of), size))
    free = _Prices.none(guests, tables)
    known = {group: float(free.exceeded(guests, group)) for group in pool}
    worth = np.array([known[group] for group, _ in at])
    most = dialogue.at_once * len(dialogue.rounds)
    upper = (guests.rounds, np.array([table.groups for table in tables]), np.array([most]), np.ones(len(row_of)))
    limits = np.concatenate(upper).astype(np.float64)
    point = relax_columns(seats, limits, worth, np.zeros(size), np.full(size, float(most)), PRECISION)
    dual = np.maximum(0, np.rint(point.dual)).astype(np.int64)
    together = np.zeros((n, n), dtype=np.int64)
    if row_of:
        one, other = np.array(list(row_of)).T
        together[one, other] = together[other, one] = dual[first:]
    return _Prices(dual[:n], together, [int(dual[n + kind] + dual[first - 1]) for kind in range(len(tables))])


def _grown(guests: _Guests, prices: _Prices, dialogue: Dialogue, asker: int | None) -> Iterator[frozenset[int]]:
    """Groups of every size, grown from the most promising companies, beside whoever asked, bettered by exchanges."""
    n, beside = len(guests.companies), dialogue.least - 1
    sizes = {size: prices.reduced(guests, size) for size in range(dialogue.least, min(dialogue.most, n) + 1)}
    starts = max(2, min(STARTS, GUESTS // n))
    widest = sizes[max(sizes)]
    if asker is None:
        promise = np.sort(widest, axis=1)[:, n - beside :].sum(axis=1)
        begun = [[first] for first in np.argsort(-promise, kind="stable")[:starts].tolist()]
    else:
        near = np.argsort(-widest[asker], kind="stable").tolist()
        begun = [[asker, other] for other in near if other != asker][:starts]
    for first in begun:
        for size, reduced in sizes.items():
            members, gain = list(first), reduced[first].sum(axis=0)
            while len(members) < size:
                gain[members] = np.iinfo(np.int64).min // 4
                members.append(int(gain.argmax()))
                gain = reduced[members].sum(axis=0)
            better = _bettered(reduced, members, asker)
            if guests.mixed(better) or _mend(guests, reduced, better, asker):
                yield frozenset(better)


def _bettered(reduced: IntArray, members: list[int], asker: int | None) -> list[int]:
    """The set after exchanges of one company for another, never of who asked, as long as they gain."""
    members = list(members)
    while True:
        gain = reduced[members].sum(axis=0)
        swap = gain[None, :] - reduced[members] - gain[members][:, None]
        swap[:, members] = np.iinfo(np.int64).min // 4
        if asker is not None:
            swap[members.index(asker)] = np.iinfo(np.int64).min // 4
        place, node = np.unravel_index(int(swap.argmax()), swap.shape)
        if swap[place, node] <= 0:
            return members
        members[int(place)] = int(node)


def _mend(guests: _Guests, reduced: IntArray, members: list[int], asker: int | None) -> bool:
    """Exchange one company for another, at the least loss, so that the group is mixed; whether that can be."""
    gain = reduced[members].sum(axis=0)
    swap = gain[None, :] - reduced[members] - gain[members][:, None]
    order = np.argsort(-swap, axis=None, kind="stable")[: 40 * len(members)]
    for place, node in zip(*(one.tolist() for one in np.unravel_index(order, swap.shape)), strict=True):
        other = [*members[:place], node, *members[place + 1 :]]
        if node not in members and members[place] != asker and guests.mixed(other):
            members[place] = node
            return True
    return False
