"""Goals in orders that the usual steps do not follow, on events too large to be solved as a whole."""

from __future__ import annotations

import sys
from dataclasses import replace

import numpy as np
import pytest

from matchmaker.goals import GOALS, rank
from matchmaker.outcome import Solved
from matchmaker.problem import Problem
from matchmaker.solver import Quiet, exact, solve
from matchmaker.solver.board import Board
from matchmaker.solver.bounds import Bounds, top
from matchmaker.solver.cellmodel import CellModel
from matchmaker.solver.model import Model
from matchmaker.solver.rework import rework
from tests.benchmarks.fairs import Fair
from tests.benchmarks.judge import weigh


@pytest.fixture
def fair(monkeypatch: pytest.MonkeyPatch) -> Problem:
    """A fair with topics, in two halls; as if it were too large to be solved as a whole."""
    monkeypatch.setattr(exact, "CELLS", 0)
    monkeypatch.setattr(sys.modules[rework.__module__], "ROUNDS", 20)
    rng = np.random.default_rng(7)
    problem = Fair(24, slots=8, tables=5, availability=0.7).problem()
    return replace(problem, fit=rng.integers(0, 3, problem.fit.shape) * 50, hall=(0, 0, 1, 1, 0, 0, 1, 1))


def solved(problem: Problem) -> Solved:
    outcome = solve(problem)
    assert isinstance(outcome, Solved)
    weigh(problem, outcome.placement)
    for goal in outcome.goals:
        assert goal.value == GOALS[goal.name].measure(problem, outcome.placement)
        assert GOALS[goal.name].sign * goal.value <= GOALS[goal.name].sign * goal.bound
    return outcome


def test_each_order_is_best_by_the_goal_it_puts_first(fair: Problem) -> None:
    usual = solved(fair)
    topics = solved(replace(fair, goals=("topic_fit", "total_compatibility")))
    calm = solved(replace(fair, goals=("breaks", "total_compatibility", "hall_changes")))
    assert topics.goal("topic_fit").value > usual.goal("topic_fit").value
    assert calm.goal("breaks").value == 0 < usual.goal("breaks").value
    assert calm.goal("total_compatibility").value > 0.8 * usual.goal("total_compatibility").value


def test_goals_that_are_left_out_are_not_listed(fair: Problem) -> None:
    assert [goal.name for goal in solved(replace(fair, goals=("total_compatibility",))).goals] == [
        "total_compatibility"
    ]


@pytest.mark.parametrize("goal", GOALS)
def test_a_rework_betters_a_goal_and_keeps_those_before(fair: Problem, goal: str) -> None:
    """From a schedule of light meetings, not filled, so that there is something to gain by every goal."""
    problem = replace(fair, floor=1000, promised=fair.maximum)
    board = Board(problem)
    board.fill(np.argsort(problem.weight, kind="stable").tolist())
    start = dict(list(board.slot.items())[:30])
    found = rework(problem, goal, start, top(problem, goal), 0, Quiet())
    place = problem.goals.index(goal)
    assert rank(problem, found)[:place] >= rank(problem, start)[:place]
    assert rank(problem, found)[: place + 1] > rank(problem, start)[: place + 1]
    weigh(problem, found)


def test_open_cells_are_decided_by_the_goals_in_their_order(fair: Problem) -> None:
    model = Model.of(fair)
    held = np.zeros(len(model.cells), dtype=bool)
    is_open = model.cells.slot < 2
    found, bounds = CellModel(model, is_open, held).best_by(("total_compatibility", "topic_fit"), 0, 5.0, Quiet())
    placement = model.cells.placement(found)
    assert set(placement.values()) <= {0, 1}
    assert bounds[0] == weigh(fair, placement)
    assert bounds[1] == GOALS["topic_fit"].measure(fair, placement)


def test_a_bound_holds_only_where_what_it_takes_for_granted_is_kept(fair: Problem) -> None:
    bounds = Bounds(fair)
    assert bounds.of("breaks", {}) == 0
    assert bounds.of("worst_off", {}) == 0
    bounds.add("total_compatibility", 900)
    bounds.add("total_compatibility", 700, {"worst_off": 400, "below_floor": 30})
    assert bounds.of("total_compatibility", {"worst_off": 400, "below_floor": 30}) == 700
    assert bounds.of("total_compatibility", {"worst_off": 450, "below_floor": 10}) == 700
    assert bounds.of("total_compatibility", {"worst_off": 399, "below_floor": 30}) == 900
    assert bounds.of("total_compatibility", {"worst_off": 400, "below_floor": 31}) == 900
