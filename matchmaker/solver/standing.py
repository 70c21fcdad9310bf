"""What total compatibility can be where the goals before it stand as they do: their standing, too, gets prices.

A Lagrangian relaxation, as in `prices`. Promises kept and shares of best days are columns of the linear programme, of
which only the sums are given: it may choose which promise is broken, and which company stays below the floor.

Shares are parts of best days, and a seat at a round table takes time from these. So a bound that holds whoever sits
where counts with the least that each best day can come to.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import Any

import numpy as np
from scipy.sparse import block_array, csr_array, eye_array

from matchmaker.problem import Group, IntArray, Problem
from matchmaker.problem.duties import seated
from matchmaker.satisfaction import WHOLE_DAY
from matchmaker.solver.certificate import most_meetings
from matchmaker.solver.choice import Crowd
from matchmaker.solver.linear import relax_columns
from matchmaker.solver.model import FloatArray
from matchmaker.solver.needs import fewest
from matchmaker.solver.prices import POINT, PRECISION, Lagrangian, incidence, parts_of_days

TOTAL = "total_compatibility"
# What it costs the linear programme to miss one of the sums by a promise or by a whole day, in heaviest pairs.
MISSING = 20.0
# Of more rounds, whoever is welcome at one is taken to have no best day at all.
MOST_ROUNDS = 4


@dataclass(frozen=True, slots=True)
class Standing:
    """Promises kept, the least share, and what shares lack to the floor, added up; nothing where it comes later."""

    kept: int
    worst: int
    below: int | None

    @classmethod
    def of(cls, problem: Problem, values: Mapping[str, int]) -> Standing:
        """What the values of the goals before total compatibility say."""
        before = problem.goals[: problem.goals.index(TOTAL)]
        kept = values["minimums_kept"] if "minimums_kept" in before else 0
        worst = values["worst_off"] if "worst_off" in before else 0
        return cls(kept, worst, values["below_floor"] if "below_floor" in before else None)


def least_days(problem: Problem) -> IntArray:
    """What each company's best day comes to at least, wherever it sits at round tables."""
    rounds = [(number, k) for number, one in enumerate(problem.dialogues) for k in range(len(one.rounds))]
    if len(rounds) > MOST_ROUNDS:
        welcome = np.zeros(len(problem.companies), dtype=np.bool_)
        for dialogue in problem.dialogues:
            welcome[: problem.size] |= dialogue.welcome[: problem.size].any(axis=1)
        return np.where(welcome, 0, problem.best_day)
    least = problem.best_day
    for count in range(1, len(rounds) + 1):
        for some in combinations(rounds, count):
            least = np.minimum(least, seated(problem, [_with_all(problem, *one) for one in some]).best_day)
    return least


def _with_all(problem: Problem, number: int, k: int) -> Group:
    """All who are welcome in a round, as if they sat together."""
    welcome = np.flatnonzero(problem.dialogues[number].welcome[: problem.size, k])
    return Group(number, k, 0, tuple(welcome.tolist()), 0)


def standing_so(
    problem: Problem, standing: Standing, crowded: Sequence[Crowd], days: IntArray | None = None
) -> Lagrangian:
    """The plain choice of pairs whose bound holds for every schedule of this standing, or a better one.

    `days` are the companies' best days: those of the problem, where nobody sits at round tables besides.
    """
    days = problem.best_day if days is None else days
    programme = _Programme(problem, standing, crowded, days)
    prices = programme.prices()
    by_weight = np.rint(POINT * prices.share / np.maximum(1, days)).astype(np.int64)
    by_promise, by_crowd, by_meeting = (
        np.rint(POINT * price).astype(np.int64) for price in (prices.promise, prices.crowd, prices.meeting)
    )
    per_kept, per_day = round(POINT * prices.kept), round(POINT * prices.below)
    profit = POINT * problem.weight + (by_weight[problem.left] + by_weight[problem.right]) * problem.weight
    profit += by_meeting[problem.left] + by_meeting[problem.right]
    profit += programme.promises.T @ by_promise - programme.crowds.T @ by_crowd
    # What is left of the sums once each promise and each share takes the value that is best at its price.
    constant = int(np.maximum(0, per_kept - by_promise) @ programme.promised) - per_kept * standing.kept
    constant += int(by_crowd @ programme.most) - int(by_meeting @ programme.fewest)
    left = _left_of_shares(standing, problem.floor, by_weight[days > 0] * days[days > 0], per_day)
    return Lagrangian(TOTAL, profit, constant + left, 1, POINT)


def _left_of_shares(standing: Standing, floor: int, by_day: IntArray, per_day: int) -> int:
    """What shares between the worst and the floor are worth at most, in price units, rounded up."""
    gain = (per_day if standing.below is not None else 0) - by_day
    most = int(np.maximum(gain * floor, gain * standing.worst).sum())
    if standing.below is not None:
        most += per_day * (standing.below - floor * len(by_day))
    return -(-most // WHOLE_DAY)


@dataclass(frozen=True, eq=False)
class _Prices:
    """In points: for each company per whole day and per meeting; per kept promise; per meeting in a crowd; of sums."""

    share: FloatArray
    meeting: FloatArray
    promise: FloatArray
    crowd: FloatArray
    kept: float
    below: float


class _Programme:
    """The linear programme over pairs, promises kept, and shares."""

    def __init__(self, problem: Problem, standing: Standing, crowded: Sequence[Crowd], days: IntArray) -> None:
        self.problem = problem
        self.days = days
        self.standing = standing
        size, companies = len(problem.weight), np.flatnonzero(problem.promised).tolist()
        of_company = [np.array(problem.pairs_of[company], dtype=np.int64) for company in companies]
        of_pledge = [np.array(sorted(one.pairs), dtype=np.int64) for one in problem.pledges]
        promised = [*problem.promised[companies].tolist(), *(one.promised for one in problem.pledges)]
        self.promised = np.array(promised, dtype=np.int64)
        self.promises = _rows([*of_company, *of_pledge], size)
        self.crowds = _rows([crowd.pairs for crowd in crowded], size)
        self.most = np.array([crowd.most for crowd in crowded], dtype=np.int64)
        # Whoever has the least share has at least so many meetings.
        self.fewest = fewest(problem, -(-standing.worst * days // WHOLE_DAY))

    def prices(self) -> _Prices:
        """Its dual."""
        problem, standing = self.problem, self.standing
        pairs = np.flatnonzero(problem.common.any(axis=1))
        able = np.flatnonzero(self.days > 0)
        ends, weight = incidence(problem, pairs), problem.weight[pairs]
        days = parts_of_days(csr_array(ends[able]), weight, self.days[able])
        kept, shares, floor = len(self.promised), len(able), problem.floor / WHOLE_DAY
        below = floor * shares if standing.below is None else standing.below / WHOLE_DAY
        # Columns: pairs, promises kept, shares, and how much each of the two sums is missed by.
        rows: list[tuple[list[Any], IntArray | FloatArray | list[float]]] = [
            ([ends, None, None, None], problem.degrees()),
            ([np.ones((1, len(pairs))), None, None, None], [float(most_meetings(problem, problem.degrees()))]),
            ([self.crowds[:, pairs], None, None, None], self.most),
            ([-self.promises[:, pairs], eye_array(kept), None, None], np.zeros(kept)),
            ([-days, None, eye_array(shares), None], np.zeros(shares)),
            ([None, -np.ones((1, kept)), None, [[-1.0, 0.0]]], [-float(standing.kept)]),
            ([None, None, -np.ones((1, shares)), [[0.0, -1.0]]], [below - floor * shares]),
            ([-ends, None, None, None], -self.fewest),
        ]
        matrix = block_array([[None if one is None else csr_array(one) for one in row] for row, _ in rows])
        starts = np.cumsum([0, *(len(limits) for _, limits in rows)])
        is_must = np.isin(pairs, sorted(problem.must)).astype(float)
        miss = MISSING * float(weight.max(initial=1.0))
        point = relax_columns(
            csr_array(matrix),
            np.concatenate([np.asarray(limits, dtype=np.float64) for _, limits in rows]),
            np.concatenate([weight, np.zeros(kept + shares), [-miss, -miss]]),
            np.concatenate([is_must, np.zeros(kept), np.full(shares, standing.worst / WHOLE_DAY), np.zeros(2)]),
            np.concatenate([np.ones(len(pairs)), self.promised, np.full(shares, floor), np.full(2, np.inf)]),
            PRECISION,
        )
        dual = [np.maximum(0.0, point.dual[start:end]) for start, end in pairwise(starts)]
        share = np.zeros(len(problem.companies))
        share[able] = dual[4]
        return _Prices(share, dual[7], dual[3], dual[2], float(dual[5][0]), float(dual[6][0]))


def _rows(members: Sequence[IntArray], size: int) -> csr_array:
    """A row for each set of pairs."""
    rows = np.repeat(np.arange(len(members)), [len(one) for one in members])
    columns = np.concatenate([np.zeros(0, dtype=np.int64), *members])
    return csr_array((np.ones(len(rows), dtype=np.int64), (rows, columns)), shape=(len(members), size))
