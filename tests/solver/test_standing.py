"""The bound for a standing of earlier goals: no schedule that stands as well weighs more."""

from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import replace
from itertools import islice

import numpy as np
import pytest

from matchmaker.goals import GOALS
from matchmaker.pipeline import Project
from matchmaker.problem import Placement, Pledge, Problem
from matchmaker.satisfaction import meetings_of
from matchmaker.solver.bounds import top
from matchmaker.solver.choice import Crowd, crowds
from matchmaker.solver.grant import grant
from matchmaker.solver.progress import Quiet
from matchmaker.solver.relax import relax
from matchmaker.solver.standing import Standing, least_days, standing_so
from tests.solver import brute
from tests.solver.problems import random_problem
from tests.solver.whole_events import whole_event

EARLIER = ("minimums_kept", "worst_off", "below_floor")


def with_pledges(seed: int) -> Problem:
    """A tiny problem in which some companies are promised meetings for a purpose."""
    problem, rng = random_problem(seed), random.Random(seed)  # noqa: S311 — a test case, not a secret
    pledges = []
    for company, own in enumerate(problem.pairs_of):
        if own and rng.random() < 0.5:
            pairs = frozenset(rng.sample(own, rng.randint(1, len(own))))
            pledges.append(Pledge(company, "trade", rng.randint(1, 2), pairs))
    return replace(problem, pledges=tuple(pledges))


def standing_of(problem: Problem, placement: Placement) -> tuple[int, ...]:
    """The goals before total compatibility, counting up."""
    return tuple(GOALS[goal].sign * GOALS[goal].measure(problem, placement) for goal in EARLIER)


@pytest.mark.parametrize("seed", range(40))
def test_no_schedule_that_stands_as_well_weighs_more_than_the_bound(seed: int) -> None:
    problem = with_pledges(seed)
    known = list(islice(brute.placements(problem), 3000))
    best: dict[tuple[int, ...], int] = defaultdict(int)
    for one in known:
        weight = int(problem.weight[list(one)].sum())
        best[standing_of(problem, one)] = max(best[standing_of(problem, one)], weight)
    for stands in sorted(best, reverse=True)[:6]:
        values = {goal: GOALS[goal].sign * value for goal, value in zip(EARLIER, stands, strict=True)}
        bound = relax(problem, standing_so(problem, Standing.of(problem, values), crowds(problem))).bound
        reached = max(
            weight for other, weight in best.items() if all(a >= b for a, b in zip(other, stands, strict=True))
        )
        assert bound >= reached


def test_a_standing_lowers_the_bound_and_knows_only_goals_that_come_before() -> None:
    lower = 0
    for seed in range(40):
        problem = with_pledges(seed)
        free, whole = Standing(0, 0, None), Standing(sum(one.promised for one in problem.pledges), problem.floor, 0)
        bounds = [relax(problem, standing_so(problem, one, ())).bound for one in (free, whole)]
        lower += bounds[1] < bounds[0]
    assert lower >= 3
    values = {"minimums_kept": 3, "worst_off": 200, "below_floor": 9, "total_compatibility": 1}
    problem = random_problem(0)
    assert Standing.of(problem, values) == Standing(3, 200, 9)
    assert Standing.of(replace(problem, goals=("total_compatibility", *EARLIER)), values) == Standing(0, 0, None)


def test_a_choice_keeps_all_promises_where_a_schedule_does() -> None:
    kept = 0
    for seed in range(60):
        problem = replace(with_pledges(seed), promised=np.zeros(len(random_problem(seed).companies), dtype=np.int64))
        placements = list(islice(brute.placements(problem), 3000))
        granted = grant(problem, np.array([], dtype=np.int64), crowds(problem), seed, Quiet())
        if placements:
            assert problem.must <= set(granted.pairs.tolist())
        assert (meetings_of(problem, granted.pairs.tolist()) <= problem.degrees()).all()
        whole = [one for one in placements if standing_of(problem, one)[0] == top(problem, "minimums_kept")]
        if whole and problem.pledges:
            chosen = dict.fromkeys(granted.pairs.tolist(), 0)
            assert GOALS["minimums_kept"].measure(problem, chosen) == top(problem, "minimums_kept")
            assert granted.relaxation.bound >= max(int(problem.weight[list(one)].sum()) for one in whole)
            kept += 1
    assert kept >= 10


def test_crowds_have_prices_too() -> None:
    problem = replace(random_problem(3), must=frozenset())
    every = np.arange(len(problem.weight))
    free = relax(problem, standing_so(problem, Standing(0, 0, None), ())).bound
    one = relax(problem, standing_so(problem, Standing(0, 0, None), (Crowd(every, 1),))).bound
    assert int(problem.weight.max()) <= one < free


@pytest.mark.parametrize("seed", [224, 228, 412])
def test_best_days_are_those_beside_round_tables_whoever_sits_at_them(seed: int) -> None:
    """Events in which seats shorten best days, so that shares of the whole ones would say too much."""
    whole = Project(whole_event(seed)).problem
    least = least_days(whole)
    assert (least <= whole.best_day).all()
    assert (least < whole.best_day).any()
    many = replace(whole, dialogues=whole.dialogues * 5)
    assert (least_days(many) <= least).all()
