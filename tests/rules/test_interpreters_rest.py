from __future__ import annotations

from matchmaker.event import Event
from matchmaker.schedule import Meeting
from tests.build import breaches, details, event, meeting, session

RULE = "interpreters_rest"


def fair(longest: int = 60, rest: int = 15) -> Event:
    """Slots of a quarter of an hour, and an interpreter."""
    pool = [{"id": "ivy", "languages": ["zh", "en"], "longest": longest, "rest": rest}]
    return event("a b c d e f g h i j k l", session(slots=20, slot=15), interpreters=pool)


def work(*starts: str) -> tuple[Meeting, ...]:
    """Meetings of different pairs."""
    pairs = ("a b", "c d", "e f", "g h", "i j", "k l")
    return tuple(meeting(who, start, 15, interpreter="ivy") for who, start in zip(pairs, starts, strict=False))


def test_an_hour_at_a_stretch_may_be_worked_and_not_a_minute_more() -> None:
    hour = work("09:00", "09:15", "09:30", "09:45")
    assert breaches(fair(60), *hour) == []
    detail = "Ivy works 60 minutes without a rest of 15 (2024-09-20 09:00–10:00), at most 59"
    assert breaches(fair(59), *hour) == [(RULE, detail, tuple("abcdefgh"))]


def test_a_gap_as_long_as_a_rest_is_one() -> None:
    halves = work("09:00", "09:15", "09:45", "10:00")
    assert breaches(fair(30, 15), *halves) == []


def test_a_shorter_gap_is_none_and_counts_as_work() -> None:
    detail = "Ivy works 75 minutes without a rest of 16 (2024-09-20 09:00–10:15), at most 30"
    assert details(fair(30, 16), RULE, *work("09:00", "09:15", "09:45", "10:00")) == [detail]
    assert details(fair(75, 16), RULE, *work("10:00", "09:15", "09:45", "09:00")) == []


def test_each_stretch_is_told() -> None:
    found = details(fair(20), RULE, *work("09:00", "09:15", "10:00", "11:00", "11:15", "12:00"))
    assert [detail.split("2024-09-20 ")[1][:11] for detail in found] == ["09:00–09:30", "11:00–11:30"]


def test_who_needs_no_rest_works_one_meeting_at_a_stretch() -> None:
    assert breaches(fair(15, 0), *work("09:00", "09:15", "09:30")) == []
    assert len(details(fair(14, 0), RULE, *work("09:00", "09:15"))) == 2


def test_interpreters_who_are_not_of_the_event_are_another_rules_matter() -> None:
    strange = [one.model_copy(update={"interpreter": "eve"}) for one in work("09:00", "09:15")]
    assert {rule for rule, *_ in breaches(fair(1), *strange)} == {"interpreters_free"}
