"""Promises that are not kept: why, and how many meetings there could be."""

from __future__ import annotations

from matchmaker.event import Event
from matchmaker.pipeline import Project
from matchmaker.promises import promises_broken
from matchmaker.schedule import Schedule
from tests.build import company, event, window


def broken(held: Event, placement: dict[int, int]) -> list[tuple[str, int, int, int, str]]:
    """All that is said of every broken promise."""
    found = promises_broken(Project(held).problem, placement)
    return [(one.company, one.promised, one.held, one.possible, one.reason) for one in found]


def test_a_promise_that_is_kept_is_not_mentioned() -> None:
    held = event([company("a", min_meetings=2), "b", "c"], slots=2)
    assert broken(held, {0: 0, 1: 1}) == []


def test_too_few_partners() -> None:
    held = event([company("a", min_meetings=3), "b"], slots=3)
    assert broken(held, {0: 0}) == [("a", 3, 1, 1, "only 1 compatible company can be met")]


def test_a_maximum_of_the_event() -> None:
    held = event([company("a", min_meetings=3), "b", "c"], slots=3, max_meetings=1)
    assert broken(held, {0: 0}) == [("a", 3, 1, 1, "its maximum is 1")]


def test_too_few_hours() -> None:
    held = event([company("a", min_meetings=3, available=[window("09:00", "10:00")]), *"bcd"], slots=4, tables=3)
    reason = "its hours and delegates, and its partners' hours, leave room for 2"
    assert broken(held, {0: 0, 1: 1}) == [("a", 3, 2, 2, reason)]


def test_others_come_first() -> None:
    held = event([company("a", min_meetings=2), "b", "c"], slots=2)
    reason = "other promises, musts, and partners who are booked leave no more"
    assert broken(held, {0: 0, 2: 1}) == [("a", 2, 1, 2, reason)]


def test_a_solved_event_keeps_what_can_be_kept() -> None:
    """One slot, one table: only one of the promises can be kept, and it is."""
    held = event([company("a", min_meetings=1), "b", company("c", min_meetings=2), "d"], slots=1)
    schedule = Project(held).schedule()
    assert isinstance(schedule, Schedule)
    assert [one.company for one in schedule.promises_broken] == ["c"]
    assert {goal.name: (goal.value, goal.bound) for goal in schedule.goals}["minimums_kept"] == (2, 2)
