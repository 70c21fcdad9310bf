"""What no groups at round tables can weigh more than: prices for the companies' seats, and the best group at them.

The dual of choosing whole groups (Dantzig and Wolfe 1960; Lagrangian bound of Geoffrion 1974). Any prices prove a
bound: all seats at their prices, and for each group what the heaviest group exceeds the prices of its members by. Good
prices come from a linear programme over groups that are known, to which the best groups at its prices are added.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

from matchmaker.problem import Dialogue, IntArray
from matchmaker.solver.heaviest import heaviest
from matchmaker.solver.linear import relax_columns
from matchmaker.solver.progress import Control

# Prices in units of 1/SCALE of a point.
SCALE = 100
ROUNDS, STARTS = 12, 24
# Work for the heaviest groups of all tables: nodes of the search, each as dear as the square of the guests.
WORK = 1_200_000_000
# How far above the best group known the heaviest may stay unsought, relative to it.
SLACK = 0.02
PRECISION = 1e-4
# Groups that are handed on: those nearest to being worth their prices.
KEPT = 400


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
    """Groups worth holding, by company, and what no groups of the dialogue can weigh more than."""

    groups: tuple[frozenset[int], ...]
    bound: int


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
    tables, price = _tables(dialogue, place), np.zeros(len(companies), dtype=np.int64)
    if not tables:  # all were asked for by companies that cannot come
        return Priced((), 0)
    for table in tables:
        pool |= set(_grown(guests, price, dialogue, table.asker))
    for _ in range(ROUNDS):
        price, worths = _prices(guests, sorted(pool, key=sorted), tables, dialogue)
        fresh = {
            group
            for table, worth in zip(tables, worths, strict=True)
            for group in _grown(guests, price, dialogue, table.asker)
            if _exceeds(guests, group, price) > worth + SCALE
        } - pool
        if not fresh or control.stopped() is not None:
            break
        pool |= fresh
    budget = WORK // (len(price) ** 2 * len(tables) * (dialogue.most - dialogue.least + 1))
    above = [(_most_above(guests, pool, price, table.asker, dialogue, budget), table.groups) for table in tables]
    held = sorted((excess for excess, groups in above for _ in range(groups)), reverse=True)
    best = sum(max(0, excess) for excess in held[: dialogue.at_once * len(dialogue.rounds)])
    bound = (int((price * guests.rounds).sum()) + best) // SCALE
    dear = sorted(pool, key=lambda group: (-_exceeds(guests, group, price), sorted(group)))[:KEPT]
    return Priced(tuple(frozenset(companies[sorted(group)].tolist()) for group in dear), bound)


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


def _most_above(
    guests: _Guests, pool: set[frozenset[int]], price: IntArray, asker: int | None, dialogue: Dialogue, budget: int
) -> int:
    """What no group at such a table exceeds its members' prices by."""
    known = (_exceeds(guests, group, price) for group in pool if asker is None or asker in group)
    floor = max(0, max(known, default=0))
    sizes = range(dialogue.least, min(dialogue.most, len(price)) + 1)
    return max((_best_excess(guests, size, price, floor, asker, budget) for size in sizes), default=0)


def _exceeds(guests: _Guests, group: Iterable[int], price: IntArray) -> int:
    """What a group's worth exceeds its members' prices by, in price units, rounded up."""
    members = np.array(sorted(group), dtype=np.int64)
    inside = int(guests.weight[np.ix_(members, members)].sum()) // 2
    return -(-SCALE * inside // (len(members) - 1)) - int(price[members].sum())


def _reduced(guests: _Guests, price: IntArray) -> IntArray:
    """Weights less prices: a member's price is shared out to its pairs, so that sums over pairs tell all."""
    reduced: IntArray = SCALE * guests.weight - price[:, None] - price[None, :]
    np.fill_diagonal(reduced, 0)
    return reduced


def _best_excess(guests: _Guests, size: int, price: IntArray, floor: int, asker: int | None, budget: int) -> int:
    """What no group of a size exceeds its prices by, to within the slack."""
    enough = int((floor + SLACK * (floor + int(price.mean() * size))) * (size - 1))
    found = heaviest(_reduced(guests, price), size, enough, budget, asker, guests.mixed)
    return -(-found.bound // (size - 1))


def _prices(
    guests: _Guests, pool: list[frozenset[int]], tables: Sequence[_Table], dialogue: Dialogue
) -> tuple[IntArray, list[int]]:
    """The seats' prices, and those of tables of each kind, by the linear programme over the groups in the pool."""
    at = [(group, kind) for kind, table in enumerate(tables) for group in pool if table.asker in {None, *group}]
    n, size = len(guests.companies), len(at)
    if not at:
        return np.zeros(n, dtype=np.int64), [0] * len(tables)
    rows = np.concatenate([[*group, n + kind, n + len(tables)] for group, kind in at])
    columns = np.repeat(np.arange(size), [len(group) + 2 for group, _ in at])
    seats = csr_array((np.ones(len(rows)), (rows, columns)), shape=(n + len(tables) + 1, size))
    nothing = np.zeros(n, dtype=np.int64)
    known = {group: float(_exceeds(guests, group, nothing)) for group in pool}
    worth = np.array([known[group] for group, _ in at])
    most = dialogue.at_once * len(dialogue.rounds)
    upper = np.concatenate([guests.rounds, [table.groups for table in tables], [most]]).astype(np.float64)
    point = relax_columns(seats, upper, worth, np.zeros(size), np.full(size, float(most)), PRECISION)
    dual = np.maximum(0, np.rint(point.dual)).astype(np.int64)
    return dual[:n], [int(dual[n + kind] + dual[-1]) for kind in range(len(tables))]


def _grown(guests: _Guests, price: IntArray, dialogue: Dialogue, asker: int | None) -> Iterator[frozenset[int]]:
    """Groups of every size, grown from whoever asked or each of the most promising companies, bettered by exchanges."""
    reduced = _reduced(guests, price)
    n, beside = len(price), dialogue.least - 1
    promise = np.sort(reduced, axis=1)[:, n - beside :].sum(axis=1)
    starts = np.argsort(-promise, kind="stable")[:STARTS].tolist() if asker is None else [asker]
    for first in starts:
        members, gain = [first], reduced[first].copy()
        while len(members) < min(dialogue.most, n):
            gain[members] = np.iinfo(np.int64).min // 4
            best = int(gain.argmax())
            members.append(best)
            gain = reduced[members].sum(axis=0)
            if len(members) >= dialogue.least:
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
