"""Goals about single companies: needs, prices, exchanges, and the choice that secures them."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice

import numpy as np
import pytest

from matchmaker.goals import GOALS, rank
from matchmaker.pipeline import Project
from matchmaker.problem import IntArray, Problem
from matchmaker.satisfaction import meetings_of, shares
from matchmaker.solver import Quiet
from matchmaker.solver.certificate import most_meetings
from matchmaker.solver.choose import choose
from matchmaker.solver.lift import lift
from matchmaker.solver.needs import Needs
from matchmaker.solver.prices import Guide, Lagrangian, priced
from matchmaker.solver.relax import relax
from matchmaker.solver.secure import secure, value
from tests.benchmarks.fairs import Fair
from tests.build import company, event
from tests.solver import brute
from tests.solver.problems import random_problem

OF_COMPANIES = ("minimums_kept", "worst_off", "below_floor")
NOTHING = np.zeros(0, dtype=np.int64)


@pytest.fixture(scope="module")
def fair() -> Problem:
    """A fair in which the best choice leaves some far below their best days, and promises are many."""
    problem = Fair(60, slots=8, tables=12, availability=0.6, floor=100).problem()
    promised = np.random.default_rng(1).integers(0, 9, 60)
    return replace(problem, promised=np.minimum(promised, problem.maximum))


def plain(problem: Problem) -> IntArray:
    """The heaviest choice."""
    relaxation = relax(problem, Lagrangian.plain(problem))
    return choose(problem, relaxation, Needs.none(problem), NOTHING, 0, Quiet()).pairs


def test_needs_are_what_the_goals_before_have_reached() -> None:
    """A has 1 of 2 promised meetings and 400 of its best day of 800; b likewise of 400; the floor is half."""
    held = event([company("a", min_meetings=2), "b", company("c", min_meetings=1)], slots=2, fairness_floor=50)
    problem = Project(held).problem
    assert problem.best_day.tolist() == [800, 800, 800]
    needs = Needs.of(problem, {0: 0}, "total_compatibility")
    assert needs.meetings.tolist() == [1, 1, 0]  # b needs no promise kept, but 400 points are one meeting
    assert needs.weight.tolist() == [400, 400, 0]
    implied = Needs.implied(problem, {0: 0}, "total_compatibility")
    assert implied.meetings.tolist() == [0, 0, 0]
    assert implied.weight.tolist() == [0, 0, 0]
    assert not needs.same_as(implied)
    assert Needs.of(problem, {0: 0}, "topic_fit").total == 400
    assert Needs.of(problem, {0: 0}, "minimums_kept").same_as(Needs.none(problem))


def test_what_goals_at_their_best_imply_is_all_that_is_needed() -> None:
    problem = Project(event([company("a", min_meetings=2), "b", "c"], slots=3, fairness_floor=50)).problem
    full = {0: 0, 1: 1, 2: 2}
    needs = Needs.of(problem, full, "total_compatibility")
    assert needs.same_as(Needs.implied(problem, full, "total_compatibility"))
    assert needs.meetings.tolist() == [2, 1, 1]
    assert needs.weight.tolist() == [400, 400, 400]
    assert needs.met(problem, np.array([0, 1, 2]))
    assert needs.lacking(problem, np.array([0, 2])).tolist() == [True, False, False]


@pytest.mark.parametrize("goal", [*OF_COMPANIES, "total_compatibility"])
@pytest.mark.parametrize("seed", range(12))
def test_random_prices_never_prove_less_than_a_schedule_reaches(goal: str, seed: int) -> None:
    problem, rng = random_problem(seed), np.random.default_rng(seed)
    known = list(islice(brute.placements(problem), 4000))[::10]
    if not known:
        return
    n, pairs = len(problem.companies), len(problem.weight)
    for scale in (0.01, 0.3, 2.0):
        goal_price, share_price, meeting_price = (scale * rng.random(n) * rng.integers(0, 2, n) for _ in range(3))
        found = Guide(np.zeros(pairs), goal_price, share_price, meeting_price, np.zeros(0))
        for placement in known[:: max(1, len(known) // 10)]:
            needs = Needs.implied(problem, placement, goal)
            bound = relax(problem, priced(problem, goal, needs, found)).bound
            as_good = [one for one in known if needs.met(problem, np.array(sorted(one), dtype=np.int64))]
            assert placement in as_good
            assert bound >= max(GOALS[goal].sign * GOALS[goal].measure(problem, one) for one in as_good)


def test_a_lift_raises_the_lowest_and_keeps_every_limit(fair: Problem) -> None:
    before, needs = plain(fair), Needs.none(fair)
    after = lift(fair, before, needs, 1000)
    assert sorted(shares(fair, after))[:3] > sorted(shares(fair, before))[:3]
    assert (meetings_of(fair, after) <= fair.degrees()).all()
    assert len(after) <= most_meetings(fair, fair.degrees())
    assert after.tolist() == lift(fair, before, needs, 1000).tolist()


def test_a_lift_ends_at_its_target_and_leaves_what_is_needed(fair: Problem) -> None:
    before = plain(fair)
    target = int(shares(fair, before).min())
    assert lift(fair, before, Needs.none(fair), target).tolist() == before.tolist()
    kept = Needs(weight=np.zeros(60, dtype=np.int64), meetings=meetings_of(fair, before))
    after = lift(fair, before, kept, 1000)
    assert kept.met(fair, after)
    all_of_it = replace(Needs.none(fair), total=int(fair.weight[before].sum()))
    assert fair.weight[lift(fair, before, all_of_it, 1000)].sum() == fair.weight[before].sum()


def test_a_must_is_never_given_up(fair: Problem) -> None:
    before = plain(fair)
    problem = replace(fair, must=frozenset(before.tolist()))
    assert set(before.tolist()) <= set(lift(problem, before, Needs.none(problem), 1000).tolist())


@pytest.mark.parametrize("goal", OF_COMPANIES)
def test_what_is_secured_is_better_and_within_its_bound(fair: Problem, goal: str) -> None:
    problem = replace(fair, goals=(goal, "total_compatibility"))
    known = plain(problem)
    secured, goals = secure(problem, goal, known, 0, Quiet()), GOALS[goal]
    before, after = value(problem, goal, known), value(problem, goal, secured.pairs)
    assert goals.sign * after > goals.sign * before
    assert goals.sign * after <= goals.sign * secured.bound
    assert (meetings_of(problem, secured.pairs) <= problem.degrees()).all()
    assert abs(secured.bound - after) <= 0.12 * abs(secured.bound) + 1


def test_what_anyone_could_wish_for_is_proven_without_work(fair: Problem) -> None:
    problem = replace(fair, floor=0)
    secured = secure(problem, "worst_off", NOTHING, 0, Quiet())
    assert (secured.pairs.tolist(), secured.bound) == ([], 0)


def test_goals_secured_first_are_kept_by_those_that_follow(fair: Problem) -> None:
    problem = replace(fair, goals=("minimums_kept", "worst_off", "total_compatibility"))
    pairs = plain(problem)
    for goal in OF_COMPANIES[:2]:
        before = rank(problem, dict.fromkeys(pairs.tolist(), 0))
        pairs = secure(problem, goal, pairs, 0, Quiet()).pairs
        assert rank(problem, dict.fromkeys(pairs.tolist(), 0)) >= before
    as_placement = dict.fromkeys(pairs.tolist(), 0)
    needs = Needs.of(problem, as_placement, "total_compatibility")
    choice = choose(problem, relax(problem, Lagrangian.plain(problem)), needs, pairs, 0, Quiet())
    assert needs.met(problem, choice.pairs)
    assert choice.weight >= problem.weight[pairs].sum()
