"""Where time is short: the search tightens the bound, improves the schedule, and gives the same with any workers."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from matchmaker.outcome import Solved
from matchmaker.problem import Problem
from matchmaker.solver import Quiet, solve
from matchmaker.solver import improve as improve_module
from matchmaker.solver.choose import choose
from matchmaker.solver.exact import is_small
from matchmaker.solver.improve import improve
from matchmaker.solver.model import Model
from matchmaker.solver.needs import Needs
from matchmaker.solver.place import place
from matchmaker.solver.prices import Lagrangian
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
    nothing = np.zeros(0, dtype=np.int64)
    choice = choose(problem, relax(problem, Lagrangian.plain(problem)), Needs.none(problem), nothing, 0, Quiet())
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


def test_neighbourhoods_cut_down_to_clusters_keep_every_rule(scarce: Problem, monkeypatch: pytest.MonkeyPatch) -> None:
    """Small clusters, two jobs a round: whatever two jobs both use up is given to the first."""
    pace = improve_module._Pace
    monkeypatch.setattr(improve_module, "_Pace", lambda: pace(size=300.0))
    model = Model.of(scarce)
    weight = scarce.weight[model.cells.pair]
    start, _ = placed(scarce)
    held = model.cells.held(start)
    found = improve(model, weight, np.zeros(len(held)), held, 0, 6, 2, Quiet(), lambda _: False)
    assert weigh(scarce, model.cells.placement(found)) > weigh(scarce, start)


def test_a_later_job_loses_what_an_earlier_one_has_used_up(scarce: Problem) -> None:
    """Two jobs give one company more meetings than its maximum: the second job loses them."""
    model = Model.of(replace(scarce, maximum=np.ones_like(scarce.maximum)))
    weight = scarce.weight[model.cells.pair]
    left = model.cells.problem.left[model.cells.pair]
    company = int(np.bincount(left).argmax())
    cells = np.flatnonzero(left == company)
    first, second = cells[model.cells.slot[cells] == model.cells.slot[cells][0]][:1], cells[-2:]
    none = np.zeros(len(weight), dtype=bool)
    frees, results = [none.copy(), none.copy()], [none.copy(), none.copy()]
    for free, result, chosen in zip(frees, results, (first, second), strict=True):
        free[chosen] = result[chosen] = True
    held = improve_module._merged(model, none, weight, frees, results)
    assert held[first].all()
    assert (model.used(held) <= model.upper).all()
    assert held.sum() == 1
