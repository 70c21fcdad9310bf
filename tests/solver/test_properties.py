"""Whatever an organiser writes, the outcome is a schedule without fault, or the reason why there is none."""

from __future__ import annotations

from hypothesis import given, settings

from matchmaker.event import Event
from matchmaker.goals import GOALS, rank
from matchmaker.outcome import Impossible, Solved
from matchmaker.pipeline import Project
from matchmaker.problem.duties import seated
from matchmaker.schedule import Schedule
from tests.attack.effort import thorough, tried
from tests.solver import brute
from tests.solver.events import events

SMALL = 14


@thorough
@given(events())
def test_what_is_solved_has_no_fault_and_states_what_is_true(held: Event) -> None:
    project = Project(held)
    outcome = project.solve(seed=1)
    if isinstance(outcome, Impossible):
        assert held.musts
        assert all(outcome.reasons)
        return
    assert isinstance(outcome, Solved)
    schedule = project.checked(outcome, seed=1)
    assert project.violations(schedule) == ()
    beside = seated(project.problem, outcome.groups)
    measured = {name: GOALS[name].measure(beside, outcome.placement) for name in beside.goals}
    measured["total_compatibility"] += sum(group.weight for group in outcome.groups)
    assert [goal.value for goal in schedule.goals] == [measured[name] for name in project.problem.goals]
    assert schedule.objective == sum(one.weight for one in schedule.meetings)
    pairs = len(schedule.meetings) - len(outcome.groups)
    assert pairs + len(schedule.unscheduled) == project.graph.number_of_edges()
    assert Schedule.model_validate_json(schedule.to_json()) == schedule


@tried(3)
@given(events(most_companies=4, most_sessions=2))
def test_small_events_are_solved_as_well_as_by_trying_everything(held: Event) -> None:
    project = Project(held)
    if project.problem.common.sum() > SMALL or project.problem.dialogues:
        return
    possible = brute.ranks(project.problem)
    outcome = project.solve()
    if not possible:
        assert isinstance(outcome, Impossible)
        return
    assert isinstance(outcome, Solved)
    assert rank(project.problem, outcome.placement) == max(possible)
    assert all(goal.proven for goal in outcome.goals)


def test_random_events_are_worth_trying() -> None:
    """Most of them have pairs that can meet, and some have musts."""
    pairs, musts = [], []

    @settings(thorough, max_examples=60, derandomize=True, database=None)
    @given(events(most_companies=4, most_sessions=2))
    def look(held: Event) -> None:
        pairs.append(int(Project(held).problem.common.any(axis=1).sum()))
        musts.append(len(held.musts))

    look()
    assert sum(count > 0 for count in pairs) > len(pairs) / 2
    assert any(musts)
