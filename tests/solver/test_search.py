"""Where time is short: the search tightens the bound, improves the schedule, and gives the same with any workers."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from matchmaker.outcome import Solved
from matchmaker.problem import Problem
from matchmaker.solver import Quiet, solve
from matchmaker.solver.choose import choose
from matchmaker.solver.exact import is_small
from matchmaker.solver.place import place
from matchmaker.solver.relax import relax
from matchmaker.solver.search import search, suit
from tests.benchmarks.fairs import Fair
from tests.benchmarks.judge import weigh


@pytest.fixture(scope="module")
def scarce() -> Problem:
    """A fair in which choosing and placing fight: few slots, and each company is there for half of them."""
    problem = Fair(66, slots=10, availability=0.5).problem()
    assert not is_small(problem)
    return problem


def placed(problem: Problem) -> tuple[dict[int, int], int]:
    relaxation = relax(problem)
    choice = choose(problem, relaxation, 0, Quiet())
    options = {int(pair): problem.domains[pair] for pair in choice.pairs}
    return dict(place(problem, options, 0, {}, Quiet())), choice.bound


def test_search_improves_the_schedule_and_tightens_the_bound(scarce: Problem) -> None:
    start, bound = placed(scarce)
    found = search(scarce, start, bound, 0, 1, Quiet())
    assert weigh(scarce, start) < weigh(scarce, found.placement) <= found.bound <= bound
    assert weigh(scarce, found.placement) >= 0.98 * found.bound


def test_the_whole_solver_gives_the_same_with_any_number_of_workers(scarce: Problem) -> None:
    one, two = solve(scarce, 3, 1), solve(scarce, 3, 2)
    assert isinstance(one, Solved)
    assert isinstance(two, Solved)
    assert one.placement == two.placement
    assert one.goals == two.goals


def test_suiting_keeps_the_meetings_and_gains_fit(scarce: Problem) -> None:
    rng = np.random.default_rng(5)
    topics = rng.integers(0, 101, scarce.fit.shape)
    problem = replace(scarce, fit=topics)
    start, _ = placed(problem)
    found = suit(problem, start, 0, 1, Quiet())
    assert found.keys() == start.keys()
    weigh(problem, found)
    assert sum(topics[pair, slot] for pair, slot in found.items()) > sum(
        topics[pair, slot] for pair, slot in start.items()
    )
