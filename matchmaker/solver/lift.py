"""Lift those who are worst off by exchanging partners, as far as nobody else comes to stand as low.

A local search for max-min fairness: the company that stands lowest gets one more or one heavier partner; whoever gives
one up for it still stands above where that company stood. So the sorted shares only ever rise (leximin improvement;
Rawls's criterion as in Ogryczak and Śliwiński 2006).
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterator

import numpy as np

from matchmaker.problem import IntArray, Problem
from matchmaker.satisfaction import WHOLE_DAY, meetings_of, weights_of
from matchmaker.solver.certificate import most_meetings
from matchmaker.solver.needs import Needs

STEPS_PER_COMPANY = 5


def lift(problem: Problem, pairs: IntArray, needs: Needs, target: int) -> IntArray:
    """A choice in which the worst off stand higher, up to `target` thousandths of their best days."""
    exchange = _Exchange(problem, pairs, needs)
    share = exchange.shares()
    for _ in range(STEPS_PER_COMPANY * len(problem.companies)):
        lowest = int(share.argmin()) if len(share) else 0
        if not len(share) or share[lowest] >= target:
            break
        changed = exchange.lift(lowest)
        for company in changed:
            share[company] = exchange.share(company)
        if not changed:
            share[lowest] = WHOLE_DAY + 1  # nothing more can be done for it
    return exchange.pairs()


class _Exchange:
    """A choice of pairs under change. Mutable; lives within `lift`."""

    def __init__(self, problem: Problem, pairs: IntArray, needs: Needs) -> None:
        self.problem = problem
        self.chosen: set[int] = set(pairs.tolist())
        self.left: list[int] = problem.left.tolist()
        self.right: list[int] = problem.right.tolist()
        self.weight: list[int] = problem.weight.tolist()
        self.able = frozenset(np.flatnonzero(problem.common.any(axis=1)).tolist())
        self.light = sorted((self.weight[pair], pair) for pair in self.chosen)
        self.best: list[int] = problem.best_day.tolist()
        self.degree: list[int] = problem.degrees().tolist()
        self.got: list[int] = weights_of(problem, pairs).tolist()
        self.count: list[int] = meetings_of(problem, pairs).tolist()
        self.least_weight: list[int] = needs.weight.tolist()
        self.least_count: list[int] = needs.meetings.tolist()
        self.spare_total = int(problem.weight[pairs].sum()) - needs.total
        self.spare_tables = most_meetings(problem, problem.degrees()) - len(pairs)

    def pairs(self) -> IntArray:
        """The choice as it stands."""
        return np.array(sorted(self.chosen), dtype=np.int64)

    def shares(self) -> IntArray:
        """What each company has of its best day."""
        return np.array([self.share(company) for company in range(len(self.best))], dtype=np.int64)

    def share(self, company: int, more: int = 0) -> int:
        """The same of one company, if it had so much more weight."""
        best = self.best[company]
        return WHOLE_DAY * (self.got[company] + more) // best if best else WHOLE_DAY

    def other(self, pair: int, company: int) -> int:
        """The other side."""
        return self.right[pair] if self.left[pair] == company else self.left[pair]

    def lift(self, company: int) -> tuple[int, ...]:
        """The exchange that lifts a company at the least loss of weight; who is concerned, or nobody."""
        stands, best = self.share(company), None
        beside = self.elsewhere(company, stands) if self.spare_tables < 1 else []
        for pair in self.problem.pairs_of[company]:
            if pair in self.chosen or pair not in self.able:
                continue
            host = self.other(pair, company)
            for own in self.gives(company, pair, stands):
                for theirs in self.gives(host, pair, stands):
                    dropped = [one for one in (own, theirs) if one is not None]
                    if not dropped and self.spare_tables < 1:
                        dropped = beside
                    gain = self.weight[pair] - sum(self.weight[one] for one in dropped)
                    if (best is None or gain > best[0]) and self.fits(gain, dropped, stands, pair):
                        best = gain, pair, dropped
        if best is None:
            return ()
        gain, pair, dropped = best
        self.spare_total += gain
        self.spare_tables += len(dropped) - 1
        self.change(pair, 1)
        for one in dropped:
            self.change(one, -1)
        return tuple({end for one in (pair, *dropped) for end in (self.left[one], self.right[one])})

    def change(self, pair: int, sign: int) -> None:
        """Choose a pair (1) or give it up (-1)."""
        entry = (self.weight[pair], pair)
        if sign > 0:
            self.chosen.add(pair)
            insort(self.light, entry)
        else:
            self.chosen.remove(pair)
            del self.light[bisect_left(self.light, entry)]
        for end in (self.left[pair], self.right[pair]):
            self.got[end] += sign * self.weight[pair]
            self.count[end] += sign

    def gives(self, company: int, pair: int, stands: int) -> Iterator[int | None]:
        """What a company may give up for a pair: nothing if it has room, else one that leaves it above `stands`."""
        if self.count[company] < self.degree[company]:
            yield None
            return
        for one in self.problem.pairs_of[company]:
            if one in self.chosen and one not in self.problem.must:
                more = self.weight[pair] - self.weight[one]
                if self.share(company, more) > stands and self.got[company] + more >= self.least_weight[company]:
                    yield one

    def elsewhere(self, company: int, stands: int) -> list[int]:
        """Where all tables are taken: the lightest pair of others who both stand above `stands` without it."""
        for weight, one in self.light:
            ends = (self.left[one], self.right[one])
            if company in ends or one in self.problem.must:
                continue
            if all(self.share(end, -weight) > stands for end in ends):
                return [one]
        return []

    def fits(self, gain: int, dropped: list[int], stands: int, pair: int) -> bool:
        """Whether tables and total weight allow it, and everyone who loses a partner still stands above `stands`."""
        if self.spare_total + gain < 0 or self.spare_tables + len(dropped) < 1 or len(set(dropped)) < len(dropped):
            return False
        ends = (self.left[pair], self.right[pair])
        losers = [end for one in dropped for end in (self.left[one], self.right[one]) if end not in ends]
        if len(set(losers)) < len(losers):  # one company would lose both
            return False
        return all(
            self.share(loser, -self.weight[one]) > stands
            and self.got[loser] - self.weight[one] >= self.least_weight[loser]
            and self.count[loser] > self.least_count[loser]
            for one in dropped
            for loser in (self.left[one], self.right[one])
            if loser not in ends
        )
