"""Exchanges: what was left out enters where it gains weight, and nothing else is lost."""

from __future__ import annotations

import importlib
import random
from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from matchmaker.event import Event
from matchmaker.goals import rank
from matchmaker.outcome import Solved
from matchmaker.pipeline import Project
from matchmaker.plan import schedule_of
from matchmaker.problem import Pledge, Problem
from matchmaker.problem.rota import Staffing
from matchmaker.rules import Known, Violation, violations
from matchmaker.schedule import GoalValue, Schedule
from matchmaker.solver.board import Board
from matchmaker.solver.exchange import exchange
from matchmaker.solver.prices import Lagrangian
from matchmaker.solver.progress import Quiet
from matchmaker.solver.relax import relax
from matchmaker.solver.staff import Staffed, staff
from tests.build import company, event
from tests.solver.problems import random_problem, stranger
from tests.solver.whole_events import whole_event

exchanging = importlib.import_module("matchmaker.solver.exchange")
solving = importlib.import_module("matchmaker.solver.solve")
SEEDS = range(12)


class Stopped(Quiet):
    """Somebody wants the work to end."""

    def stopped(self) -> str | None:
        """At once."""
        return "enough"


def persons(seed: int) -> Event:
    """Eight companies with hardly a language in common, a few interpreters who rest, little room."""
    rng = random.Random(seed)  # noqa: S311 — a test case, not a secret
    firms = [
        stranger(
            rng,
            f"c{number}",
            min_meetings=rng.choice((0, 1)),
            **({"delegates": [{"name": "one"}, {"name": "two"}]} if rng.random() < 0.3 else {}),
        )
        for number in range(8)
    ]
    interpreters = [
        {"id": f"i{number}", "languages": rng.sample(("zh", "de", "en"), 2), "longest": 60, "rest": 30}
        for number in range(2)
    ]
    return event(firms, slots=4, tables=2, interpreters=interpreters, max_meetings=rng.choice((None, 2)))


def lightest_first(problem: Problem, seed: int) -> Staffed:
    """A poor schedule to begin with: light meetings are in the way of heavy ones."""
    board = Board(problem)
    board.fill(sorted(range(len(problem.weight)), key=lambda pair: (int(problem.weight[pair]), pair)))
    return staff(problem, dict(board.slot), (), seed, Quiet())


@cache
def case(seed: int) -> tuple[Project, Staffed, Staffed]:
    """An event, a poor schedule with its persons, and what exchanges make of it."""
    project = Project(persons(seed))
    problem = project.problem
    start = lightest_first(problem, seed)
    return project, start, exchange(problem, start, (), relax(problem, Lagrangian.plain(problem)), seed, Quiet())


def broken(project: Project, found: Staffed) -> list[Violation]:
    """What the checker has against it."""
    total = GoalValue(name="total_compatibility", value=0, bound=0, proven=True)
    solved = Solved(found.placement, (total,), staffing=found.staffing)
    written = schedule_of(project.event, project.problem, project.edges, solved, seed=0)
    return [one for one in violations(project.event, written, Known({}, {})) if one.rule != "goals"]


@pytest.mark.parametrize("seed", SEEDS)
def test_no_goal_gets_worse_and_no_rule_is_broken(seed: int) -> None:
    project, start, found = case(seed)
    through = project.problem.goals.index("total_compatibility") + 1
    assert rank(project.problem, found.placement)[:through] >= rank(project.problem, start.placement)[:through]
    assert broken(project, found) == []


def test_weight_is_gained_by_exchange_and_not_only_by_filling() -> None:
    gained = exchanged = 0
    for seed in SEEDS:
        project, start, found = case(seed)
        weight = project.problem.weight
        gained += int(weight[list(found.placement)].sum()) > int(weight[list(start.placement)].sum())
        exchanged += bool(start.placement.keys() - found.placement.keys())
    assert gained > 5
    assert exchanged > 5


def test_taking_out_and_putting_back_gains_what_single_exchanges_do_not(monkeypatch: pytest.MonkeyPatch) -> None:
    def weights(renewals: float) -> list[int]:
        monkeypatch.setattr(exchanging, "RENEWALS", renewals)
        found = []
        for seed in SEEDS:
            project, start, _ = case(seed)
            problem = project.problem
            relaxed = relax(problem, Lagrangian.plain(problem))
            better = exchange(problem, start, (), relaxed, seed, Quiet())
            again = exchange(problem, start, (), relaxed, seed, Quiet())
            assert (better.placement, better.staffing) == (again.placement, again.staffing)
            found.append(int(problem.weight[list(better.placement)].sum()))
        return found

    alone, more = weights(0.0), weights(5.0)
    assert all(after >= before for before, after in zip(alone, more, strict=True))
    assert sum(more) > sum(alone)


@pytest.mark.parametrize("seed", range(40))
def test_a_pair_fits_where_nobody_would_have_to_leave(seed: int) -> None:
    problem = random_problem(seed, 5) if seed % 2 else Project(whole_event(seed)).problem
    board, rng = Board(problem), random.Random(seed)  # noqa: S311 — a test case, not a secret
    pairs = rng.sample(range(len(problem.weight)), len(problem.weight) // 2)
    board.fill(pairs)
    for pair in set(range(len(problem.weight))) - board.slot.keys():
        for slot in problem.domains[pair]:
            fits = not board.is_full(slot) and not board.rivals(pair, slot)
            assert board.fits(pair, slot) is fits


def test_a_heavy_meeting_takes_the_only_table_from_a_light_one() -> None:
    firms = [
        company("a", interests=["laser"], capabilities=["optics"]),
        company("b", interests=["drones"], capabilities=["laser"]),
        company("c", interests=["optics"], capabilities=["laser"]),
    ]
    problem = Project(event(firms, slots=1, tables=1, fairness_floor=0)).problem
    ends = zip(problem.left, problem.right, strict=True)
    names = {frozenset((problem.companies[a], problem.companies[b])): pair for pair, (a, b) in enumerate(ends)}
    light, heavy = names[frozenset("ab")], names[frozenset("ac")]
    assert problem.weight[light] < problem.weight[heavy]
    start, relaxed = Staffed({light: 0}, Staffing()), relax(problem, Lagrangian.plain(problem))
    assert exchange(problem, start, (), relaxed, 0, Quiet()).placement == {heavy: 0}
    assert exchange(problem, start, (), relaxed, 0, Stopped()).placement == {light: 0}


def test_who_is_below_the_floor_takes_a_table_from_who_is_above_it_whatever_that_costs() -> None:
    heavy = {"interests": ["laser"], "capabilities": ["laser"]}
    firms = [company("a", **heavy), company("b", **heavy), company("e", **heavy)]
    firms += [company("c", interests=["drones"]), company("d", capabilities=["drones"])]
    problem = Project(
        event(firms, slots=3, tables=1, fairness_floor=30, wishes="a want b 1, a want e 2, b want e 1")
    ).problem
    ends = zip(problem.left, problem.right, strict=True)
    names = {frozenset((problem.companies[a], problem.companies[b])): pair for pair, (a, b) in enumerate(ends)}
    light, others = names[frozenset("cd")], [names[frozenset(two)] for two in ("ab", "ae", "be")]
    assert problem.weight[light] < problem.weight[others].min()
    start = Staffed(dict(zip(others, range(3), strict=True)), Staffing())
    relaxed = relax(problem, Lagrangian.plain(problem))
    found = exchange(problem, start, (), relaxed, 0, Quiet()).placement
    assert light in found
    assert len(found) == 3
    unasked = replace(problem, goals=("total_compatibility", "below_floor"))
    assert exchange(unasked, start, (), relaxed, 0, Quiet()).placement.keys() == start.placement.keys()


def promising(*, is_for_a_purpose: bool) -> tuple[Problem, int, Staffed]:
    """One table for a slot; two want a meeting that weighs much, two others, one of them promised it, a lighter one."""
    heavy = {"interests": ["laser"], "capabilities": ["laser"]}
    firms = [company("a", **heavy), company("b", **heavy)]
    firms += [company("c", interests=["drones"]), company("d", capabilities=["drones"])]
    problem = Project(event(firms, slots=1, tables=1, fairness_floor=0, wishes="a want b 1, b want a 1")).problem
    ends = zip(problem.left, problem.right, strict=True)
    names = {frozenset((problem.companies[a], problem.companies[b])): pair for pair, (a, b) in enumerate(ends)}
    light, heaviest = names[frozenset("cd")], names[frozenset("ab")]
    assert problem.weight[light] < problem.weight[heaviest]
    c = problem.companies.index("c")
    if is_for_a_purpose:
        problem = replace(problem, pledges=(Pledge(c, "trade", 1, frozenset({light})),))
    else:
        problem = replace(problem, promised=np.eye(len(problem.companies), dtype=np.int64)[c])
    return problem, light, Staffed({heaviest: 0}, Staffing())


@pytest.mark.parametrize("is_for_a_purpose", [False, True])
def test_who_lacks_what_was_promised_takes_a_table_from_who_was_promised_nothing(*, is_for_a_purpose: bool) -> None:
    problem, light, start = promising(is_for_a_purpose=is_for_a_purpose)
    assert exchange(problem, start, (), relax(problem, Lagrangian.plain(problem)), 0, Quiet()).placement == {light: 0}
    unasked = replace(problem, goals=("total_compatibility", "minimums_kept"))
    assert exchange(unasked, start, (), relax(unasked, Lagrangian.plain(unasked)), 0, Quiet()).placement != {light: 0}


@pytest.mark.parametrize("seed", range(8))
def test_an_event_with_everything_takes_all_steps_as_large_ones_do(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(solving, "is_small", lambda _: False)
    found = Project(whole_event(seed)).schedule()  # the checker raises an error of ours if a rule is broken
    assert isinstance(found, Schedule)
    assert found.objective <= found.bound
