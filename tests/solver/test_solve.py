"""Solving against trying everything, and its three kinds of outcome."""

from __future__ import annotations

import random
import subprocess
import sys

import pytest

from matchmaker.event import Event, GoalName, SessionKind
from matchmaker.goals import GOALS
from matchmaker.outcome import Impossible, Solved
from matchmaker.pipeline import Project
from matchmaker.problem import Problem
from matchmaker.solver import Quiet, solve
from tests.build import company, event, plenary, session
from tests.solver import brute
from tests.solver.problems import random_problem

SEEDS = range(100)
# Seeds on which an earlier version stated a topic fit bound below what there is, raised an error, or fell short.
TOLD_TOO_LITTLE = (257, 328, 573, 1494)
RAISED = (384, 463, 1043)


def solved(problem: Problem, seed: int = 0) -> Solved:
    """The solution of a problem that has one."""
    outcome = solve(problem, seed)
    assert isinstance(outcome, Solved)
    return outcome


@pytest.mark.parametrize("seed", [*SEEDS, *TOLD_TOO_LITTLE, *RAISED])
def test_a_small_event_is_solved_to_the_proven_best_in_every_goal(seed: int) -> None:
    solved_to_the_best(random_problem(seed))


@pytest.mark.parametrize("seed", range(100))
def test_so_it_is_in_any_order_of_the_goals(seed: int) -> None:
    goals = list(GoalName)
    random.Random(seed).shuffle(goals)  # noqa: S311 — a test case, not a secret
    number = goals.index(GoalName.TOTAL_COMPATIBILITY)
    solved_to_the_best(random_problem(seed, goals=goals))
    solved_to_the_best(random_problem(seed, goals=goals[: number + 1]))


def solved_to_the_best(problem: Problem) -> None:
    possible = brute.ranks(problem)
    outcome = solve(problem)
    if not possible:
        assert isinstance(outcome, Impossible)
        return
    assert isinstance(outcome, Solved)
    assert outcome.placement in list(brute.placements(problem))
    best = zip(problem.goals, max(possible), strict=True)
    assert [(goal.name, goal.value, goal.bound, goal.proven) for goal in outcome.goals] == [
        (name, GOALS[name].sign * value, GOALS[name].sign * value, True) for name, value in best
    ]


def test_goals_are_listed_in_order_with_what_they_measure() -> None:
    problem = Project(event("a b c", slots=3)).problem
    outcome = solved(problem)
    assert [goal.name for goal in outcome.goals] == list(GOALS)
    assert [goal.value for goal in outcome.goals] == [one.measure(problem, outcome.placement) for one in GOALS.values()]
    assert {goal.name: (goal.value, goal.bound, goal.proven) for goal in outcome.goals} == {
        "minimums_kept": (0, 0, True),
        "worst_off": (300, 300, True),
        "below_floor": (0, 0, True),
        "total_compatibility": (1200, 1200, True),
        "topic_fit": (120, 120, True),
        "breaks": (1, 1, True),  # three meetings one after the other: who is in the first and the last waits
        "hall_changes": (0, 0, True),
    }
    assert outcome.cut is None


@pytest.mark.parametrize(("number", "companies"), [(35, 4), (100, 4), (5, 6), (3, 8)])
def test_the_same_seed_gives_the_same_outcome_with_any_number_of_workers(number: int, companies: int) -> None:
    problem = random_problem(number, companies)
    first = solved(problem, seed=17)
    assert first == solve(problem, seed=17) == solve(problem, seed=17, workers=2)


def test_the_order_of_sets_and_dictionaries_makes_no_difference() -> None:
    code = (
        "from matchmaker.pipeline import Project; from tests.build import event; "
        "held = event('a b c d e', slots=3, tables=2, wishes='a must b, b want c 1, c avoid d, e must d, e want a'); "
        "print(Project(held).schedule(seed=3).to_json())"
    )
    printed = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": salt, "PYTHONPATH": "."},
            capture_output=True,
            check=True,
        ).stdout
        for salt in ("1", "2")
    }
    assert len(printed) == 1
    assert b'"meetings"' in printed.pop()


NOTHING_TO_PLAN = {
    "a single company": event("a"),
    "nothing in common": event([company("a", interests=[]), company("b", interests=[])]),
    "no session for meetings": event("a b", session("talk", kind=SessionKind.DIALOGUE)),
    "no tables": event("a b", tables=0),
    "a room for one": event("a b", session(capacity=1)),
    "nobody may meet": event([company("a", max_meetings=0), company("b", max_meetings=0)]),
    "nobody present": event([company("a", available=[]), company("b", available=[])]),
    "plenary all day": event("a b", session(), plenary("08:00", "20:00")),
    "all kept apart": event("a b", wishes="a avoid b"),
}


@pytest.mark.parametrize("held", NOTHING_TO_PLAN.values(), ids=NOTHING_TO_PLAN)
def test_where_nothing_can_be_planned_the_empty_schedule_is_proven_best(held: Event) -> None:
    outcome = solved(Project(held).problem)
    assert outcome.placement == {}
    by_name = {goal.name: (goal.value, goal.bound, goal.proven) for goal in outcome.goals}
    assert by_name.pop("worst_off") == (300, 300, True)  # nobody could have more, so nobody is badly off
    assert set(by_name.values()) == {(0, 0, True)}


CANNOT = "a with b must meet, but are never both present in a slot with a table"
IMPOSSIBLE = {
    "never present": (event([company("a", available=[]), "b"], wishes="a must b"), CANNOT),
    "no tables": (event("a b", tables=0, wishes="a must b"), CANNOT),
    "no session for meetings": (event("a b", session("talk", kind=SessionKind.DIALOGUE), wishes="a must b"), CANNOT),
    "plenary all day": (event("a b", session(), plenary("08:00", "20:00"), wishes="a must b"), CANNOT),
    "maximum": (
        event([company("a", max_meetings=1), "b", "c"], wishes="a must b, c must a"),
        "a has 2 meetings that must be, and a maximum of 1",
    ),
    "one slot": (
        event("a b c", slots=1, wishes="a must b, c must a"),
        "a has 2 meetings that must be, and its slots and delegates allow 1",
    ),
    "one table": (
        event("a b c d", slots=1, wishes="a must b, c must d"),
        "these meetings must be, and cannot all be placed: a with b; c with d",
    ),
}


@pytest.mark.parametrize(("held", "reason"), IMPOSSIBLE.values(), ids=IMPOSSIBLE)
def test_musts_that_cannot_be_kept_are_named(held: Event, reason: str) -> None:
    outcome = solve(Project(held).problem)
    assert isinstance(outcome, Impossible)
    assert outcome.reasons[0] == reason


def test_a_must_comes_before_heavier_meetings() -> None:
    plain = [company(name, capabilities=[], interests=[]) for name in "cd"]
    held = event(["a", "b", *plain], slots=1, wishes="c must d, a want b 1")
    problem = Project(held).problem
    outcome = solved(problem)
    assert [
        tuple(problem.companies[end[pair]] for end in (problem.left, problem.right)) for pair in outcome.placement
    ] == [("c", "d")]
    assert {goal.name: (goal.value, goal.bound) for goal in outcome.goals} | {
        "total_compatibility": (200, 200),
        "topic_fit": (40, 40),
    } == {goal.name: (goal.value, goal.bound) for goal in outcome.goals}


class Impatient(Quiet):
    """Stops at once, and notes what it was told."""

    def __init__(self) -> None:
        self.stages: list[str] = []

    def report(self, stage: str, best: int | None = None, bound: int | None = None) -> None:  # noqa: ARG002
        self.stages.append(stage)

    def stopped(self) -> str | None:
        return "enough"


def test_work_that_is_cut_short_says_so_and_still_keeps_every_rule() -> None:
    project = Project(event("a b c d", slots=3, tables=2), control=Impatient())
    outcome = solve(project.problem, control=project.control)
    assert isinstance(outcome, Solved)
    assert outcome.cut == "enough"
    assert outcome.placement
    assert project.checked(outcome, seed=0).meetings


def test_the_control_is_told_what_is_going_on() -> None:
    control = Impatient()
    solve(Project(event("a b")).problem, control=control)
    assert control.stages[:2] == ["placing the meetings that must be", "finding the bound"]
