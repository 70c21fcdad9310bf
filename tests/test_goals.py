from __future__ import annotations

import numpy as np
import pytest

from matchmaker.goals import GOALS
from matchmaker.pipeline import Project
from matchmaker.problem import Problem
from matchmaker.solver.objectives import PROFITS
from tests.build import company, event, session
from tests.solver import brute
from tests.solver.problems import random_problem


@pytest.fixture
def problem() -> Problem:
    """Three companies with 400 points between all and 120 more for a wish; two sessions, one of them on welding."""
    held = event(["a", "b", company("c")], session("main"), session("salon", topics=["welding"]), wishes="a want c 1")
    return Project(held).problem


def test_every_goal_has_its_profit_in_the_solver_in_the_same_order() -> None:
    assert len(GOALS) > 1
    assert list(GOALS) == list(PROFITS)


def test_a_goals_name_and_sentence_are_its_own() -> None:
    assert len({goal.sentence for goal in GOALS.values()}) == len(GOALS)
    for name, goal in GOALS.items():
        assert goal.name == name == goal.measure.__name__
        assert goal.sentence.endswith(".")


def test_total_compatibility_adds_up_the_weights_of_the_pairs_that_meet(problem: Problem) -> None:
    measure = GOALS["total_compatibility"].measure
    assert problem.weight.tolist() == [400, 520, 400]
    assert measure(problem, {}) == 0
    assert measure(problem, {0: 0}) == 400
    assert measure(problem, {0: 0, 1: 2}) == 920


def test_topic_fit_adds_up_the_fits_with_the_sessions(problem: Problem) -> None:
    measure = GOALS["topic_fit"].measure
    assert [slot.session for slot in problem.slots] == ["main", "salon", "main", "salon"]
    assert measure(problem, {}) == 0
    assert measure(problem, {0: 0}) == 40
    assert measure(problem, {0: 1}) == 0
    assert measure(problem, {0: 0, 1: 2, 2: 1}) == 80


@pytest.mark.parametrize("seed", range(10))
@pytest.mark.parametrize("name", GOALS)
def test_a_goals_measure_is_the_sum_of_its_profits(name: str, seed: int) -> None:
    problem = random_problem(seed)
    profit = PROFITS[name](problem)
    assert profit.shape == (len(problem.weight), len(problem.slots))
    assert profit.dtype == np.int64
    for placement in list(brute.placements(problem))[:50]:
        assert GOALS[name].measure(problem, placement) == sum(profit[pair, slot] for pair, slot in placement.items())
