"""Ways between halls, and when a company's delegates are bound to a place."""

from __future__ import annotations

import datetime as dt

import pytest

from matchmaker.timetable import Span, Ways, duties, hours_of_booth, table_numbers
from tests.build import company, event, plenary, session, window
from tests.test_timetable import UTC, span


def ways(**walk: dict[str, int]) -> Ways:
    """Ways between halls a to d."""
    halls = (session(name, hall=name) for name in "abcd")
    return Ways.of(event("x y", *halls, walk=walk).halls)


def minutes(found: Ways, one: str, other: str) -> int:
    """How long it takes."""
    return found.between(one, other) // dt.timedelta(minutes=1)


def test_a_way_takes_as_long_in_either_direction_and_none_takes_no_time() -> None:
    found = ways(a={"b": 7})
    assert [minutes(found, *pair) for pair in ("ab", "ba", "aa", "ac", "cd")] == [7, 7, 0, 0, 0]


def test_of_two_statements_the_shorter_holds() -> None:
    assert minutes(ways(a={"b": 7}, b={"a": 5}), "a", "b") == 5


def test_the_shortest_way_may_lead_through_other_halls() -> None:
    found = ways(a={"b": 5, "d": 60}, b={"c": 6}, d={"c": 7})
    assert [minutes(found, *pair) for pair in ("ac", "ad", "da", "bd")] == [11, 18, 18, 13]


@pytest.mark.parametrize(
    ("start", "hall", "is_clash"),
    [
        ("09:29", "a", True),
        ("09:30", "a", False),
        ("09:36", "b", True),
        ("09:37", "b", False),
        ("09:30", "c", False),
        ("08:23", "b", False),
        ("08:24", "b", True),
    ],
)
def test_engagements_clash_without_time_to_walk_between(start: str, hall: str, *, is_clash: bool) -> None:
    found, first = ways(a={"b": 7}), span("09:00", "09:30")
    end = (dt.datetime.fromisoformat(f"2024-09-20T{start}") + dt.timedelta(minutes=30)).strftime("%H:%M")
    other = span(start, end)
    assert found.clash(first, "a", other, hall) is is_clash
    assert found.clash(other, hall, first, "a") is is_clash


def test_the_end_of_time_is_no_trouble() -> None:
    last = dt.datetime.max.replace(tzinfo=dt.UTC)
    first = dt.datetime.min.replace(tzinfo=dt.UTC)
    assert not ways(a={"b": 7}).clash(Span(first, first), "a", Span(last, last), "b")


def test_speakers_and_exhibitors_are_bound_to_their_places() -> None:
    booth = {"exhibitor": "x", "host": "li", "hours": [window("12:00", "12:30"), window("13:30", "18:00")]}
    held = event(
        [company("x", delegates=["li", "wu"]), "y"],
        session("talk", "09:00", 2, kind="salon", hall="a", speakers=["x"]),
        session("show", "12:00", 4, kind="exhibition", hall="b", booths=[booth, "y"]),
        plenary("15:00", "16:00").model_copy(update={"speakers": ("x",)}),
    )
    assert duties(held, "x") == (
        (span("09:00", "10:00"), "a", None),
        (span("12:00", "12:30"), "b", "li"),
        (span("13:30", "14:00"), "b", "li"),
    )
    assert duties(held, "y") == ((span("12:00", "14:00"), "b", None),)


def test_hours_beside_a_session_show_nothing() -> None:
    show = session(kind="exhibition", booths=[{"exhibitor": "x", "hours": [window("10:00", "11:00")]}])
    assert hours_of_booth(show, show.booths[0], UTC) == ()


def test_booths_have_numbers_of_their_own_after_all_tables_beside_them() -> None:
    sessions = (
        session("show", kind="exhibition", booths=["x", "y"]),
        session("main", tables=3),
        session("desk", kind="consultation", tables=None, advisers=["Ann", "Bo"]),
        session("elsewhere", kind="exhibition", hall="other", booths=["z"]),
        session("after", "12:00", tables=1),
        plenary("09:00", "10:00"),
    )
    assert table_numbers(sessions, UTC) == {
        "main": range(1, 4),
        "desk": range(4, 6),
        "show": range(6, 8),
        "elsewhere": range(1, 2),
        "after": range(1, 2),
    }
