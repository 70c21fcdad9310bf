"""Random small events with sessions of every kind, persons, delegations and promises, solved and checked as a whole."""

from __future__ import annotations

import pytest

from matchmaker.event import SessionKind
from matchmaker.outcome import Impossible, Undecided
from matchmaker.pipeline import Project
from matchmaker.rules import kind_of
from matchmaker.schedule import Schedule
from tests.attack.effort import EXAMPLES
from tests.solver.whole_events import whole_event

SEEDS, SEEN = range(EXAMPLES), range(40)
FEW = range(16, 28)


def outcome(seed: int) -> Schedule | Impossible | Undecided:
    """What an event ends in; the checker raises an error of ours if its schedule breaks a rule or misstates a goal."""
    return Project(whole_event(seed)).schedule()


@pytest.mark.parametrize("seed", SEEDS)
def test_an_event_with_everything_ends_in_a_schedule_that_the_checker_lets_pass(seed: int) -> None:
    found = outcome(seed)
    assert isinstance(found, Schedule)  # nothing here must be, so that something always can be
    assert found.objective <= found.bound


def test_the_events_are_worth_trying() -> None:
    found = [(whole_event(seed), schedule) for seed in SEEN if isinstance(schedule := outcome(seed), Schedule)]
    booked = [(kind_of(event, meeting), meeting) for event, schedule in found for meeting in schedule.meetings]
    assert {kind for kind, _ in booked} == set(SessionKind) - {SessionKind.PLENARY}
    for what in ("interpreter", "attendees", "leaders", "moderator", "topic", "adviser"):
        assert any(getattr(meeting, what) for _, meeting in booked), what
    assert any(schedule.promises_broken for _, schedule in found)
    assert any(schedule.needs_unmet for _, schedule in found)
    assert sum(len(schedule.unscheduled) for _, schedule in found) > len(booked)


@pytest.mark.parametrize("seed", FEW)
def test_an_event_of_few_companies_that_are_mostly_apart_is_planned_too(seed: int) -> None:
    assert isinstance(Project(whole_event(seed, companies=6)).schedule(), Schedule)


# A promise kept instead of another, musts that a linear programme forgot: each of these once ended as a bug.
@pytest.mark.parametrize("seed", [1121, 3164, 4075, 4681, 5690, 8491, 8893, 9836])
def test_events_that_once_broke_a_rule_or_their_bound_do_so_no_more(seed: int) -> None:
    assert isinstance(outcome(seed), Schedule)
