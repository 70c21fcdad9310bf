from __future__ import annotations

import datetime as dt

import pytest

from matchmaker.event import SessionKind
from matchmaker.schedule import Meeting
from tests.build import breaches, event, meeting, session

AB = event("a b", session(slot=30, gap=10), session("talk", "15:00", kind=SessionKind.PLENARY))


@pytest.mark.parametrize("start", ["09:00", "09:40"])
def test_each_slot_of_the_session_may_be_used(start: str) -> None:
    assert breaches(AB, meeting("a b", start)) == []


@pytest.mark.parametrize(
    ("start", "minutes", "times"),
    [
        ("09:30", 30, "09:30–10:00"),
        ("09:00", 20, "09:00–09:20"),
        ("09:00", 70, "09:00–10:10"),
        ("10:20", 30, "10:20–10:50"),
    ],
    ids=["in the gap", "too short", "two slots at once", "after the end"],
)
def test_other_times_are_no_slots(start: str, minutes: int, times: str) -> None:
    detail = f"A and B: 2024-09-20 {times} is no slot of session main"
    assert breaches(AB, meeting("a b", start, minutes)) == [("slots_of_sessions", detail, ("a", "b"))]


def test_another_day_is_no_slot() -> None:
    detail = "A and B: 2024-09-21 09:00–09:30 is no slot of session main"
    assert breaches(AB, meeting("a b", "2024-09-21T09:00+00:00")) == [("slots_of_sessions", detail, ("a", "b"))]


@pytest.mark.parametrize("name", ["talk", "nowhere"])
def test_a_plenary_is_no_session_with_meetings(name: str) -> None:
    detail = f"A and B: {name} is no session with meetings (2024-09-20 09:00–09:30)"
    assert breaches(AB, meeting("a b", session=name)) == [("slots_of_sessions", detail, ("a", "b"))]


@pytest.mark.parametrize(
    ("kind", "who"),
    [("tables", "a b"), ("salon", "a b"), ("dialogue", "a b c"), ("consultation", "a"), ("exhibition", "a b")],
)
def test_every_other_kind_of_session_has_slots(kind: str, who: str) -> None:
    held = event("a b c", session(kind=kind, booths=["b"] if kind == "exhibition" else []))
    for start, minutes, count in (("09:30", 30, 0), ("09:15", 30, 1), ("09:30", 15, 1)):
        found = [rule for rule, *_ in breaches(held, meeting(who, start, minutes))]
        assert found.count("slots_of_sessions") == count


def test_the_hall_is_that_of_the_session() -> None:
    detail = "A and B: session main is not in hall attic (2024-09-20 09:00–09:30)"
    assert breaches(AB, meeting("a b", hall="attic")) == [("slots_of_sessions", detail, ("a", "b"))]


@pytest.mark.parametrize("start", ["2024-09-20T09:00+08:00", "2024-09-20T01:00+00:00", "2024-09-19T21:00-04:00"])
def test_one_instant_may_be_written_with_any_offset(start: str) -> None:
    assert breaches(event("a b", timezone="Asia/Shanghai"), meeting("a b", start)) == []


def test_the_same_local_time_elsewhere_is_another_instant() -> None:
    found = breaches(event("a b", timezone="Asia/Shanghai"), meeting("a b", "2024-09-20T09:00+00:00"))
    assert [rule for rule, *_ in found] == ["slots_of_sessions"]


def night_when_clocks_go_back(start: str) -> tuple[Meeting, list[tuple[str, str, tuple[str, ...]]]]:
    """A meeting of one hour in Berlin, where 02:00 to 03:00 comes twice; and what is wrong with it."""
    day = dt.date(2024, 10, 27)
    late = session("late", "01:00", 3, slot=60, day=day)
    held = meeting("a b", start, 60, session="late")
    return held, breaches(event("a b", late, timezone="Europe/Berlin"), held)


@pytest.mark.parametrize(
    "start",
    ["2024-10-27T01:00+02:00", "2024-10-27T02:00+02:00", "2024-10-27T02:00+01:00", "2024-10-27T03:00+01:00"],
)
def test_the_night_when_clocks_go_back_has_a_slot_more(start: str) -> None:
    _, found = night_when_clocks_go_back(start)
    assert found == []


def test_the_night_when_clocks_go_back_ends_when_it_should() -> None:
    _, found = night_when_clocks_go_back("2024-10-27T04:00+01:00")
    assert [rule for rule, *_ in found] == ["slots_of_sessions"]
