"""What goals pursued before have secured, company by company, for the goals that come after."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Self

import numpy as np

from matchmaker.problem import BoolArray, IntArray, Placement, Problem
from matchmaker.satisfaction import WHOLE_DAY, meetings_of, shares, weights_of


@dataclass(frozen=True, eq=False)
class Needs:
    """Least weight and least number of meetings of each company, and least total weight."""

    weight: IntArray
    meetings: IntArray
    total: int = 0

    @classmethod
    def none(cls, problem: Problem) -> Self:
        """Nothing is secured."""
        zero = np.zeros(len(problem.companies), dtype=np.int64)
        return cls(zero, zero)

    @classmethod
    def of(cls, problem: Problem, placement: Placement, before: str) -> Self:
        """What a placement has by the goals that come before this one: whoever keeps it, keeps those goals."""
        return cls._of(problem, placement, before, alone=False)

    @classmethod
    def implied(cls, problem: Problem, placement: Placement, before: str) -> Self:
        """That part of it which the values of those goals imply: whoever keeps the goals, keeps it.

        A sum over companies implies what each of them has only if none could have more.
        """
        return cls._of(problem, placement, before, alone=True)

    @classmethod
    def _of(cls, problem: Problem, placement: Placement, before: str, *, alone: bool) -> Self:
        needs, share = cls.none(problem), shares(problem, placement)
        meetings = np.minimum(meetings_of(problem, placement), problem.promised)
        for goal in problem.goals[: problem.goals.index(before)]:
            if goal == "minimums_kept" and not (alone and _could_keep_others(problem, placement, meetings)):
                needs = replace(needs, meetings=meetings)
            elif goal == "worst_off":
                needs = needs.with_share(problem, np.full(len(share), int(share.min(initial=problem.floor))))
            elif goal == "below_floor" and not (alone and (share < problem.floor).any()):
                needs = needs.with_share(problem, np.minimum(problem.floor, share))
            elif goal == "total_compatibility":
                needs = replace(needs, total=int(problem.weight[list(placement)].sum()))
        return needs

    def same_as(self, other: Needs) -> bool:
        """Whether both need the same."""
        same = np.array_equal(self.weight, other.weight) and np.array_equal(self.meetings, other.meetings)
        return same and self.total == other.total

    def with_share(self, problem: Problem, share: IntArray) -> Self:
        """And this part of each company's best day, in thousandths; so also as many meetings as that takes at least."""
        weight = np.maximum(self.weight, -(-share * problem.best_day // WHOLE_DAY))
        return replace(self, weight=weight, meetings=np.maximum(self.meetings, fewest(problem, weight)))

    def lacking(self, problem: Problem, pairs: IntArray) -> BoolArray:
        """Which companies have less than they need if these pairs meet."""
        too_light = weights_of(problem, pairs) < self.weight
        few: BoolArray = too_light | (meetings_of(problem, pairs) < self.meetings)
        return few

    def met(self, problem: Problem, pairs: IntArray) -> bool:
        """Whether these pairs are enough."""
        return not self.lacking(problem, pairs).any() and int(problem.weight[pairs].sum()) >= self.total


def promises(problem: Problem) -> IntArray:
    """Of each company's promised meetings, those that could be kept if it came first."""
    partners = np.array([len(pairs) for pairs in problem.pairs_of], dtype=np.int64)
    kept: IntArray = np.minimum(problem.promised, np.minimum(problem.degrees(), partners))
    return kept


def _could_keep_others(problem: Problem, placement: Placement, meetings: IntArray) -> bool:
    """Whether as many promises could be kept by others: not all are, those for purposes among them."""
    kept = [min(one.promised, len(one.pairs & placement.keys())) for one in problem.pledges]
    return bool((meetings < promises(problem)).any() or (np.array(kept, dtype=np.int64) < pledged(problem)).any())


def pledged(problem: Problem) -> IntArray:
    """Of the meetings of each pledge, those that could be kept if its company came first."""
    able: BoolArray = np.asarray(problem.common.any(axis=1))
    degree = problem.degrees()
    kept = [
        min(one.promised, int(degree[one.company]), sum(bool(able[pair]) for pair in one.pairs))
        for one in problem.pledges
    ]
    return np.array(kept, dtype=np.int64)


def fewest(problem: Problem, weight: IntArray) -> IntArray:
    """How many meetings make up each company's weight: no fewer do."""
    return np.array([_fewest(problem, company, int(least)) for company, least in enumerate(weight)], dtype=np.int64)


def _fewest(problem: Problem, company: int, weight: int) -> int:
    """How many of its pairs, heaviest first, make up a weight."""
    count = 0
    for pair in problem.pairs_of[company]:
        if weight <= 0:
            break
        weight -= int(problem.weight[pair])
        count += 1
    return count
