"""What no groups at round tables can weigh more than: prices for the companies' seats, and the best group at them.

The dual of choosing whole groups (Dantzig and Wolfe 1960; Lagrangian bound of Geoffrion 1974). Any prices prove a
bound: all seats at their prices, and for each group what the heaviest group exceeds the prices of its members by. Good
prices come from a linear programme over groups that are known, to which the best groups at its prices are added.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

from matchmaker.problem import Dialogue, IntArray
from matchmaker.solver.heaviest import heaviest
from matchmaker.solver.linear import relax_columns
from matchmaker.solver.progress import Control

# Prices in units of 1/SCALE of a point.
SCALE = 100
ROUNDS, STARTS = 25, 24
BUDGET = 4000
# How far above the best group known the heaviest may stay unsought, relative to it.
SLACK = 0.02
PRECISION = 1e-5


@dataclass(frozen=True, eq=False)
class _Guests:
    """The companies that a dialogue can seat: their positions, weights between every two, and rounds."""

    companies: IntArray
    weight: IntArray
    rounds: IntArray


def prove_groups(dialogue: Dialogue, weight: IntArray, known: Iterable[frozenset[int]], control: Control) -> int | None:
    """The bound for a dialogue; `weight[c, d]` are points of two companies together, `known` some groups.

    Nothing if nobody is welcome, or the work is stopped.
    """
    rounds = dialogue.welcome.sum(axis=1)
    companies = np.flatnonzero(rounds)
    if len(companies) < dialogue.least or control.stopped() is not None:
        return None
    guests = _Guests(companies, weight[np.ix_(companies, companies)], rounds[companies])
    most = dialogue.at_once * len(dialogue.rounds)
    place = {int(company): number for number, company in enumerate(companies)}
    pool = {frozenset(place[one] for one in group) for group in known if all(one in place for one in group)}
    pool |= set(_grown(guests, np.zeros(len(companies), dtype=np.int64), dialogue))
    price = np.zeros(len(companies), dtype=np.int64)
    for _ in range(ROUNDS):
        price, worth = _prices(guests, sorted(pool, key=sorted), most)
        fresh = {
            group for group in _grown(guests, price, dialogue) if _exceeds(guests, group, price) > worth + SCALE
        } - pool
        if not fresh or control.stopped() is not None:
            break
        pool |= fresh
    floor = max((_exceeds(guests, group, price) for group in pool), default=0)
    above = max(_best_excess(guests, size, price, max(0, floor)) for size in range(dialogue.least, dialogue.most + 1))
    return int((price * guests.rounds).sum() + most * above) // SCALE


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


def _best_excess(guests: _Guests, size: int, price: IntArray, floor: int) -> int:
    """What no group of a size exceeds its prices by, to within the slack."""
    if size > len(guests.companies):
        return 0
    enough = int((floor + SLACK * (floor + int(price.mean() * size))) * (size - 1))
    found = heaviest(_reduced(guests, price), size, enough, BUDGET)
    return -(-found.bound // (size - 1))


def _prices(guests: _Guests, pool: list[frozenset[int]], most: int) -> tuple[IntArray, int]:
    """The seats' prices and a group's, by the linear programme over the groups in the pool."""
    rows = np.concatenate([sorted(group) for group in pool])
    columns = np.repeat(np.arange(len(pool)), [len(group) for group in pool])
    n = len(guests.companies)
    seats = csr_array((np.ones(len(rows)), (rows, columns)), shape=(n + 1, len(pool))).tolil()
    seats[n, :] = 1.0
    nothing = np.zeros(n, dtype=np.int64)
    worth = np.array([_exceeds(guests, group, nothing) for group in pool], dtype=np.float64)
    upper = np.concatenate([guests.rounds, [most]]).astype(np.float64)
    point = relax_columns(
        csr_array(seats), upper, worth, np.zeros(len(pool)), np.full(len(pool), float(most)), PRECISION
    )
    dual = np.maximum(0, np.rint(point.dual)).astype(np.int64)
    return dual[:n], int(dual[n])


def _grown(guests: _Guests, price: IntArray, dialogue: Dialogue) -> Iterator[frozenset[int]]:
    """Groups of every size, grown from each of the most promising companies, and bettered by exchanges."""
    reduced = _reduced(guests, price)
    n, beside = len(price), dialogue.least - 1
    promise = np.sort(reduced, axis=1)[:, n - beside :].sum(axis=1)
    for first in np.argsort(-promise, kind="stable")[:STARTS].tolist():
        members, gain = [first], reduced[first].copy()
        while len(members) < min(dialogue.most, n):
            gain[members] = np.iinfo(np.int64).min // 4
            best = int(gain.argmax())
            members.append(best)
            gain = reduced[members].sum(axis=0)
            if len(members) >= dialogue.least:
                yield frozenset(_bettered(reduced, members))


def _bettered(reduced: IntArray, members: list[int]) -> list[int]:
    """The set after exchanges of one node for another, as long as they gain."""
    members = list(members)
    while True:
        gain = reduced[members].sum(axis=0)
        swap = gain[None, :] - reduced[members] - gain[members][:, None]
        swap[:, members] = np.iinfo(np.int64).min // 4
        place, node = np.unravel_index(int(swap.argmax()), swap.shape)
        if swap[place, node] <= 0:
            return members
        members[int(place)] = int(node)
