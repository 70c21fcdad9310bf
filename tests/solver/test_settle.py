"""Calmer days: fewer breaks and hall changes, everything else as it was."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from matchmaker.goals import GOALS, rank
from matchmaker.pipeline import Project
from matchmaker.problem import Placement, Problem
from matchmaker.solver import Quiet
from matchmaker.solver.board import Board
from matchmaker.solver.settle import settle, settle_times
from tests.benchmarks.fairs import Fair
from tests.benchmarks.judge import weigh
from tests.build import event
from tests.solver import brute
from tests.solver.problems import random_problem
from tests.solver.test_exchange import SEEDS, broken, case


def crowded(seed: int = 1) -> tuple[Problem, Placement]:
    """A fair in two halls with topics, filled heaviest first."""
    rng = np.random.default_rng(seed)
    problem = Fair(40, slots=16, tables=14, seed=seed).problem()
    halls = tuple(slot // 4 % 2 for slot in range(16))
    topics = rng.integers(0, 3, (len(problem.weight), 2)) * 50
    problem = replace(problem, hall=halls, fit=np.repeat(topics, 8, axis=1))
    board = Board(problem)
    board.fill(np.argsort(-problem.weight, kind="stable").tolist())
    return problem, dict(board.slot)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_days_are_calmer_for_the_same_pairs_within_every_limit(seed: int) -> None:
    problem, start = crowded(seed)
    found = settle_times(problem, start, seed, Quiet())
    assert found.keys() == start.keys()
    assert weigh(problem, found) == weigh(problem, start)
    assert GOALS["topic_fit"].measure(problem, found) >= GOALS["topic_fit"].measure(problem, start)
    assert GOALS["breaks"].measure(problem, found) < 0.7 * GOALS["breaks"].measure(problem, start)
    assert found == settle_times(problem, start, seed, Quiet())


def test_the_goal_that_comes_first_weighs_more() -> None:
    problem, start = crowded()
    first = settle_times(replace(problem, goals=("total_compatibility", "breaks", "hall_changes")), start, 0, Quiet())
    other = settle_times(replace(problem, goals=("total_compatibility", "hall_changes", "breaks")), start, 0, Quiet())
    assert GOALS["breaks"].measure(problem, first) < GOALS["breaks"].measure(problem, other)
    assert GOALS["hall_changes"].measure(problem, first) > GOALS["hall_changes"].measure(problem, other)


def test_what_is_not_pursued_is_left_alone() -> None:
    problem, start = crowded()
    assert settle_times(replace(problem, goals=("total_compatibility",)), start, 0, Quiet()) == start
    assert settle_times(problem, {}, 0, Quiet()) == {}


def test_a_day_that_can_be_calm_becomes_calm() -> None:
    problem = Project(event("a b c", slots=4, tables=1)).problem
    assert GOALS["breaks"].measure(problem, {0: 0, 1: 3}) == 1
    found = settle_times(problem, {0: 0, 1: 3}, 0, Quiet())
    assert GOALS["breaks"].measure(problem, found) == 0


@pytest.mark.parametrize("seed", range(60))
def test_overlapping_slots_delegates_and_seats_are_minded(seed: int) -> None:
    problem = random_problem(seed, 5)
    board = Board(problem)
    board.fill(range(len(problem.weight)))
    start = dict(board.slot)
    found = settle_times(replace(problem, must=frozenset()), start, seed, Quiet())
    assert found.keys() == start.keys()
    assert rank(problem, found) >= rank(problem, start)
    if problem.must <= start.keys():
        assert found in list(brute.placements(problem))


def test_calm_days_keep_the_persons_or_find_others() -> None:
    calmer = changed = 0
    for seed in SEEDS:
        project, _, found = case(seed)
        problem = project.problem
        calm = settle(problem, found, (), seed, Quiet())
        assert calm.placement.keys() == found.placement.keys()
        before, after = (GOALS["breaks"].measure(problem, one.placement) for one in (found, calm))
        assert after <= before
        assert broken(project, calm) == []
        calmer += after < before
        changed += calm.staffing != found.staffing
    assert calmer > 0
    assert changed > 0
