"""Proofs of an upper bound, evaluated in whole numbers.

Any non-negative prices prove a bound (weak duality of the linear relaxation; Geoffrion 1974): a schedule's profit is
at most what the limits are worth at these prices plus, for each pair, what is left of its profit in its best slot.
A solver's rounding can therefore make a bound weaker, never false.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from matchmaker.problem import IntArray, Problem

NEVER = np.iinfo(np.int64).max // 4


@dataclass(frozen=True, eq=False)
class Certificate:
    """Prices in units of 1/`scale`.

    `overlap[c, q]` is paid by each meeting of company c in overlap q, `company[c]` by each of its meetings,
    `table[t]` by each meeting in slot t, `meeting` by every meeting, and `limit[k]` by each that the k-th limit counts.
    """

    scale: int
    overlap: IntArray
    company: IntArray
    table: IntArray
    meeting: int = 0
    limit: IntArray = field(default_factory=lambda: np.zeros(0, dtype=np.int64))


def room_in_slots(problem: Problem) -> IntArray:
    """Meetings each slot can hold: its room, or half the delegates that can be booked in it."""
    people: IntArray = (problem.present * problem.delegates[:, None]).sum(axis=0)
    room: IntArray = np.minimum(problem.room, people // 2)
    return room


def most_meetings(problem: Problem, degree: IntArray) -> int:
    """Meetings the whole event can hold: in its slots, and by half of what the companies can."""
    return min(int(room_in_slots(problem).sum()), int(degree.sum()) // 2)


def prove(problem: Problem, profit: IntArray, degree: IntArray, certificate: Certificate) -> int:
    """The bound that a certificate proves on the sum of `profit[p, t]` over all meetings, rounded down.

    `degree[c]` is how many meetings company c can hold at all.
    """
    prices = (
        *(certificate.overlap, certificate.company, certificate.table),
        *(np.array([certificate.meeting]), certificate.limit),
    )
    if any((price < 0).any() for price in prices):
        msg = "a certificate holds a negative price"
        raise ValueError(msg)
    limits = int((certificate.overlap.sum(axis=1) * problem.delegates).sum())
    limits += int((certificate.company * degree).sum())
    limits += int((certificate.table * room_in_slots(problem)).sum())
    limits += certificate.meeting * most_meetings(problem, degree)
    limits += sum(
        int(price) * limit.most for price, limit in zip(certificate.limit.tolist(), problem.limits, strict=False)
    )
    return (limits + int(_left_over(problem, profit, certificate).sum())) // certificate.scale


def _left_over(problem: Problem, profit: IntArray, certificate: Certificate) -> IntArray:
    """For each pair, the profit left in its best slot after all prices; nothing where it need not meet."""
    if not len(problem.weight):
        return np.zeros(0, dtype=np.int64)
    per_slot = certificate.overlap @ problem.in_overlap.astype(np.int64)
    fixed = certificate.company[problem.left] + certificate.company[problem.right] + certificate.meeting
    owner = problem.owner
    cost = per_slot[owner[problem.left]] + per_slot[owner[problem.right]] + certificate.table + fixed[:, None]
    for pair, companies in problem.along.items():
        cost[pair] += per_slot[list(companies)].sum(axis=0)
    for price, limit in zip(certificate.limit.tolist(), problem.limits, strict=False):
        for pairs, slots in limit.parts if price else ():
            cost[np.ix_(pairs, np.array(slots))] += price
    left = certificate.scale * profit - cost
    left[~problem.common] = -NEVER
    best = left.max(axis=1, initial=-NEVER)
    must = np.zeros(len(best), dtype=bool)
    must[list(problem.must)] = True
    left_over: IntArray = np.where(must & (best > -NEVER), best, np.maximum(best, 0))
    for visit, meeting in problem.instead.items():  # only one of the two can be
        left_over[meeting] = max(left_over[meeting], left_over[visit])
        left_over[visit] = 0
    return left_over
