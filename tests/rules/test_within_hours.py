from __future__ import annotations

import pytest

from tests.build import breaches, company, event, meeting, session, window

WHERE = "(2024-09-20 09:00–09:30, session main, hall hall, table 1)"


def test_a_company_without_hours_is_always_present() -> None:
    assert breaches(event("a b"), meeting("a b")) == []


@pytest.mark.parametrize("hours", [("09:00", "09:30"), ("08:00", "18:00")], ids=["exactly", "widely"])
def test_a_meeting_within_the_hours_is_fine(hours: tuple[str, str]) -> None:
    assert breaches(event([company("a", available=[window(*hours)]), "b"]), meeting("a b")) == []


@pytest.mark.parametrize(
    "fields",
    [
        {"available": []},
        {"available": [window("09:01", "18:00")]},
        {"available": [window("08:00", "09:29")]},
        {"available": [window("08:00", "09:10"), window("09:20", "18:00")]},
        {"unavailable": [window("08:00", "09:01")]},
        {"unavailable": [window("09:29", "18:00")]},
        {"available": [window("08:00", "18:00")], "unavailable": [window("09:10", "09:20")]},
    ],
    ids=["never there", "comes late", "leaves early", "away between", "away at first", "away at last", "away within"],
)
def test_a_meeting_beside_the_hours_is_not(fields: dict[str, object]) -> None:
    found = breaches(event(["b", company("a", **fields)]), meeting("b a"))
    assert found == [("within_hours", f"A is not present {WHERE}", ("b", "a"))]


@pytest.mark.parametrize("away", [("08:00", "09:00"), ("09:30", "10:00")])
def test_absence_may_touch_a_meeting(away: tuple[str, str]) -> None:
    assert breaches(event([company("a", unavailable=[window(*away)]), "b"]), meeting("a b")) == []


def test_both_sides_are_told_of() -> None:
    found = breaches(event([company("a", available=[]), company("b", available=[])]), meeting("a b"))
    assert [detail for _, detail, _ in found] == [f"A is not present {WHERE}", f"B is not present {WHERE}"]


def test_hours_are_those_of_the_events_time_zone() -> None:
    in_jinan = event([company("a", available=[window("09:00", "09:30")]), "b"], timezone="Asia/Shanghai")
    assert breaches(in_jinan, meeting("a b", "2024-09-20T01:00+00:00")) == []


@pytest.mark.parametrize(("kind", "who"), [("dialogue", "b c a"), ("consultation", "a"), ("exhibition", "b a")])
def test_hours_hold_at_every_kind_of_session(kind: str, who: str) -> None:
    held = event(
        [company("a", available=[window("09:30", "10:00")], needs=["tax"]), "b", "c"],
        session(kind=kind, advisers=["Ann"], booths=["a"] if kind == "exhibition" else []),
    )
    (rule, detail, _), *more = breaches(held, meeting(who, adviser="Ann", need="tax"))
    assert (rule, detail.split(" (")[0], more) == ("within_hours", "A is not present", [])
    assert breaches(held, meeting(who, "09:30", adviser="Ann", need="tax")) == []
