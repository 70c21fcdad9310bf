"""Goals about single companies as prices in a plain choice of pairs (Lagrangian relaxation; Geoffrion 1974).

Instead of insisting on what each company gets, what it gets is paid for: then only the profits of pairs differ, and
`relax` knows what no choice can beat. Any prices give a true bound, in whole numbers; good ones are the duals of a
linear programme over shares of pairs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from scipy.sparse import csr_array, diags_array, eye_array, hstack, vstack

from matchmaker.problem import IntArray, Problem
from matchmaker.satisfaction import WHOLE_DAY
from matchmaker.solver.certificate import most_meetings
from matchmaker.solver.choice import Crowd
from matchmaker.solver.linear import Point, relax_columns
from matchmaker.solver.model import FloatArray
from matchmaker.solver.needs import Needs

Price = TypeVar("Price", IntArray, FloatArray)

PRECISION = 1e-4
# The largest profit of a pair in price units, and units of a goal: enough to be exact, and no number overflows.
MOST_PROFIT, MOST_SCALE = 10**7, 10**9
# Price units of a point of weight.
POINT = 1000
# So much of a goal is all the weight of an event worth: enough to prefer heavy pairs among equals.
TIE = 1e-3


@dataclass(frozen=True, eq=False)
class Lagrangian:
    """A plain choice of pairs that knows no goal but the sum of these profits.

    Where B is the greatest sum, no choice's value of `goal` (counting up) is above (constant + factor * B) / scale.
    """

    goal: str
    profit: IntArray
    constant: int = 0
    factor: int = 1
    scale: int = 1

    @classmethod
    def plain(cls, problem: Problem) -> Lagrangian:
        """Total compatibility with nothing else to keep."""
        return cls("total_compatibility", problem.weight)

    def bound(self, most: int) -> int:
        """What the goal's value, counting up, cannot exceed if the profits add up to no more than `most`."""
        return (self.constant + self.factor * most) // self.scale


@dataclass(frozen=True, eq=False)
class Guide:
    """What the linear programme of a goal ends with: the share of each pair, and prices by company.

    `share_price` is per whole best day, in units of the goal; `meeting_price` per meeting; `crowd_price` per meeting
    in each of the `crowded`.
    """

    share: FloatArray
    goal_price: FloatArray
    share_price: FloatArray
    meeting_price: FloatArray
    crowd_price: FloatArray
    crowded: tuple[Crowd, ...] = ()


@dataclass(frozen=True, eq=False)
class _Block:
    """Rows with upper limits over pairs and a goal's own columns; each of those has a most and a profit."""

    matrix: csr_array
    upper: FloatArray
    most: FloatArray
    profit: FloatArray


def guide(problem: Problem, goal: str, needs: Needs, crowded: Sequence[Crowd] = ()) -> Guide:
    """Solve the relaxation of a goal over shares of pairs, everything that is needed kept, and these crowds."""
    pairs = np.flatnonzero(problem.common.any(axis=1))
    counts = incidence(problem, pairs)
    days = parts_of_days(counts, problem.weight[pairs], np.maximum(1, problem.best_day))
    own = _goal_block(problem, goal, counts, days)
    by_share, by_meetings = np.flatnonzero(needs.weight), np.flatnonzero(needs.meetings)
    degree, columns = problem.degrees(), len(own.most)
    place = np.full(len(problem.weight), -1)
    place[pairs] = np.arange(len(pairs))
    rows = np.repeat(np.arange(len(crowded)), [len(crowd.pairs) for crowd in crowded])
    inside = place[np.concatenate([np.zeros(0, dtype=np.int64), *(crowd.pairs for crowd in crowded)])]
    kept = inside >= 0
    limited = csr_array((np.ones(int(kept.sum())), (rows[kept], inside[kept])), shape=(len(crowded), len(pairs)))
    parts = [counts, csr_array(np.ones((1, len(pairs)))), limited, -days[by_share], -counts[by_meetings]]
    none = [csr_array((part.shape[0], columns)) for part in parts]
    matrix = vstack([own.matrix, *(hstack(both) for both in zip(parts, none, strict=True))])
    upper: list[FloatArray] = [
        own.upper,
        degree.astype(np.float64),
        np.array([float(most_meetings(problem, degree))]),
        np.array([float(crowd.most) for crowd in crowded]),
        -needs.weight[by_share] / problem.best_day[by_share],
        -needs.meetings[by_meetings].astype(np.float64),
    ]
    weight = problem.weight[pairs]
    profit = np.concatenate([weight * (TIE / max(1, int(weight.sum())) if columns else 1.0), own.profit])
    least = np.concatenate([np.isin(pairs, sorted(problem.must)).astype(float), np.zeros(columns)])
    most = np.concatenate([np.ones(len(pairs)), own.most])
    point = relax_columns(csr_array(matrix), np.concatenate(upper), profit, least, most, PRECISION)
    return _guide(problem, point, pairs, len(own.upper), by_share, by_meetings, tuple(crowded))


def _goal_block(problem: Problem, goal: str, counts: csr_array, days: csr_array) -> _Block:
    """What ties a goal to the pairs: a row for each company, and columns of its own."""
    n, floor = len(problem.companies), problem.floor / WHOLE_DAY
    able = (problem.best_day > 0).astype(float)
    if goal == "worst_off":  # one column, the least share, which is no more than any company's
        return _Block(hstack([-days, csr_array(able[:, None])]), np.zeros(n), np.array([floor]), np.ones(1))
    if goal == "below_floor":  # for each company what it lacks
        return _Block(hstack([-days, csr_array(-diags_array(able))]), -floor * able, np.full(n, floor), -np.ones(n))
    if goal == "minimums_kept":  # for each company what is kept of its promise
        return _Block(
            hstack([-counts, csr_array(eye_array(n))]), np.zeros(n), problem.promised.astype(float), np.ones(n)
        )
    return _Block(csr_array((0, counts.shape[1])), np.zeros(0), np.zeros(0), np.zeros(0))


def incidence(problem: Problem, pairs: IntArray) -> csr_array:
    """Companies by pairs."""
    each = np.arange(len(pairs))
    rows = np.concatenate([problem.left[pairs], problem.right[pairs]])
    shape = (len(problem.companies), len(pairs))
    return csr_array((np.ones(2 * len(pairs)), (rows, np.concatenate([each, each]))), shape=shape)


def parts_of_days(counts: csr_array, weight: IntArray, days: IntArray) -> csr_array:
    """An incidence with, for each company and pair, which part of the company's best day the pair weighs."""
    each = np.repeat(days, np.diff(counts.indptr))
    return csr_array((counts.data * weight[counts.indices] / each, counts.indices, counts.indptr), shape=counts.shape)


def _guide(
    problem: Problem,
    point: Point,
    pairs: IntArray,
    goal_rows: int,
    by_share: IntArray,
    by_meetings: IntArray,
    crowded: tuple[Crowd, ...],
) -> Guide:
    n, price = len(problem.companies), np.maximum(0.0, point.dual)
    share, goal_price, share_price, meeting_price = np.zeros(len(problem.weight)), np.zeros(n), np.zeros(n), np.zeros(n)
    share[pairs] = point.share[: len(pairs)]
    goal_price[:goal_rows] = price[:goal_rows]
    limits = len(crowded)
    crowd_price, rest = price[goal_rows + n + 1 : goal_rows + n + 1 + limits], price[goal_rows + n + 1 + limits :]
    share_price[by_share], meeting_price[by_meetings] = rest[: len(by_share)], rest[len(by_share) :]
    return Guide(share, goal_price, share_price, meeting_price, crowd_price, crowded)


def priced(problem: Problem, goal: str, needs: Needs, found: Guide) -> Lagrangian:
    """The plain choice that the prices of a guide make of a goal. What `needs` leaves out has no price."""
    day, by_meeting = np.maximum(1, problem.best_day), goal == "minimums_kept"
    own = found.goal_price if by_meeting else found.goal_price / day
    by_need = np.where(needs.weight > 0, found.share_price / day, 0.0)
    by_count = np.where(needs.meetings > 0, found.meeting_price, 0.0)
    scale = POINT
    if goal != "total_compatibility":
        paid = _paid(problem, by_need + own * (not by_meeting), by_count + own * by_meeting)
        scale = min(MOST_SCALE, int(MOST_PROFIT / max(1e-9, float(paid.max(initial=0.0)))) + 1)
    due_weight, due_count, goal_units = _units(by_need, scale), _units(by_count, scale), _units(own, scale)
    due = int((due_weight * needs.weight).sum() + (due_count * needs.meetings).sum())
    profit = _paid(problem, due_weight + goal_units * (not by_meeting), due_count + goal_units * by_meeting)
    by_crowd = _units(found.crowd_price, scale)
    limits = sum(int(price) * crowd.most for price, crowd in zip(by_crowd, found.crowded, strict=True))
    for price, crowd in zip(by_crowd, found.crowded, strict=True):
        profit[crowd.pairs] -= price
    worth = goal_units * problem.best_day
    if goal == "minimums_kept":
        constant, factor = int((np.maximum(0, scale - goal_units) * problem.promised).sum()), 1
    elif goal == "worst_off":
        constant, factor = max(0, scale - int(worth.sum())) * problem.floor, WHOLE_DAY
    elif goal == "below_floor":
        constant, factor = -int(np.minimum(worth, scale).sum()) * problem.floor, WHOLE_DAY
    else:
        profit, constant, factor = profit + scale * problem.weight, 0, 1
    return Lagrangian(goal, profit, constant - factor * (due - limits), factor, scale)


def _units(price: FloatArray, scale: int) -> IntArray:
    return np.rint(scale * price).astype(np.int64)


def _paid(problem: Problem, by_weight: Price, by_meeting: Price) -> Price:
    """What each pair is paid for what it gives its two companies."""
    left, right = problem.left, problem.right
    return (by_weight[left] + by_weight[right]) * problem.weight + by_meeting[left] + by_meeting[right]
