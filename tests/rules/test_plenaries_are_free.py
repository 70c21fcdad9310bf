from __future__ import annotations

import pytest

from tests.build import breaches, company, event, meeting, plenary, session


@pytest.mark.parametrize("hours", [("08:00", "09:00"), ("09:30", "10:00")], ids=["before", "after"])
def test_a_plenary_may_touch_a_meeting(hours: tuple[str, str]) -> None:
    assert breaches(event("a b", session(), plenary(*hours)), meeting("a b")) == []


@pytest.mark.parametrize(
    "hours",
    [("08:00", "09:01"), ("09:29", "10:00"), ("09:10", "09:20"), ("08:00", "18:00")],
    ids=["at its start", "at its end", "within it", "around it"],
)
def test_nobody_meets_during_a_plenary(hours: tuple[str, str]) -> None:
    detail = "A and B (2024-09-20 09:00–09:30, session main, hall hall, table 1)"
    found = breaches(event("a b", session(), plenary(*hours)), meeting("a b"))
    assert found == [("plenaries_are_free", detail, ("a", "b"))]


def test_plenary_and_meeting_are_compared_as_instants() -> None:
    in_jinan = event("a b", session(), plenary("09:00", "09:30"), timezone="Asia/Shanghai")
    found = breaches(in_jinan, meeting("a b", "2024-09-20T01:00+00:00"))
    assert [rule for rule, *_ in found] == ["plenaries_are_free"]
    assert breaches(in_jinan, meeting("a b", "2024-09-20T01:30+00:00")) == []


@pytest.mark.parametrize(("kind", "who"), [("dialogue", "b c a"), ("consultation", "a"), ("exhibition", "b a")])
def test_nobody_is_booked_at_any_kind_of_session(kind: str, who: str) -> None:
    booths = ["a"] if kind == "exhibition" else []
    other = session(kind=kind, advisers=["Ann"], booths=booths)
    held = event([company("a", needs=["tax"]), "b", "c"], other, plenary("09:00", "09:30"))
    assert [rule for rule, *_ in breaches(held, meeting(who, adviser="Ann", need="tax"))] == ["plenaries_are_free"]
    assert breaches(held, meeting(who, "09:30", adviser="Ann", need="tax")) == []
