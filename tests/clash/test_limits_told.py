"""An impossible event in the organiser's words."""

from __future__ import annotations

import datetime as dt

import pytest

from matchmaker.clash import Clash, Member
from matchmaker.clash.values import Named, sentence
from matchmaker.event import Event
from matchmaker.outcome import Impossible
from matchmaker.pipeline import Project
from tests.build import DAY, company, event, plenary, session, window
from tests.clash.told import Told, clash


def test_too_few_tables() -> None:
    found = clash(event("a b c d", session(slots=1), wishes="a must b, c must d"))
    assert dict(found.members) == {
        "musts_kept": "C and D must meet (a wish of C)",
        "one_meeting_per_table": "Main has 1 table(s) in each of 1 slot(s)",
    }
    assert len(found.members) == 3
    assert found.found.irreducible
    assert set(found.ways) == {
        "drop this: A and B must meet (a wish of A)",
        "drop this: C and D must meet (a wish of C)",
        f"one more table in Main from {DAY} 09:00",
    }


def test_a_table_is_added_no_earlier_than_needed() -> None:
    late = {"available": [window("10:00", "10:30")]}
    names = [company(name, **late) for name in "abcd"]
    found = clash(event(names, session(slots=4), wishes="a must b, c must d"))
    assert f"one more table in Main from {DAY} 10:00" in found.ways


def test_hours_are_stretched_as_little_as_possible() -> None:
    held = event(
        [company("a", available=[window("09:00", "09:30")]), company("b", available=[window("10:00", "12:00")])],
        session(slots=6),
        wishes="a must b",
    )
    found = clash(held)
    assert [rule for rule, _ in found.members] == ["musts_kept", "within_hours", "within_hours"]
    assert f"A is there only {DAY} 09:00–09:30" in dict(found.members).values() or len(found.members) == 3
    assert f"let B be there also {DAY} 09:00–09:30" in found.ways
    assert any(way.startswith("let A be there also") for way in found.ways)


def test_a_stretched_day_is_a_day_that_can_be_planned() -> None:
    """What is proposed is done to the event itself, and planned."""
    early = company("a", available=[window("09:00", "09:30")])
    late = company("b", unavailable=[window("09:00", "10:00")])
    held = event([early, late], session(slots=6), wishes="a must b")
    assert f"let A be there also {DAY} 10:00–10:30" in clash(held).ways
    longer = early.model_copy(update={"available": (window("09:00", "09:30"), window("10:00", "10:30"))})
    mended = event([longer, late], session(slots=6), wishes="a must b")
    assert not isinstance(Project(mended).schedule(), Impossible)


@pytest.mark.parametrize(
    ("held", "sentence", "way"),
    [
        (
            event([company("a", max_meetings=1), "b", "c"], slots=3, wishes="a must b, a must c"),
            "A has at most 1 meetings",
            "a maximum of 2 meetings for A",
        ),
        (
            event("a b c", session(slots=1, tables=2), wishes="a must b, a must c"),
            "A holds 1 meeting(s) at a time",
            "one more delegate of A",
        ),
        (
            event("a b c d", session(slots=1, tables=2, capacity=2), wishes="a must b, c must d"),
            "Main has room for 2 people",
            f"room for 2 more people in Main from {DAY} 09:00",
        ),
        (
            event([company("a", unavailable=[window("09:00", "09:30")]), "b"], slots=1, wishes="a must b, b want a"),
            f"A is away {DAY} 09:00–09:30",
            f"let A be there also {DAY} 09:00–09:30",
        ),
        (
            event([company("a", available=[]), "b"], slots=1, wishes="a must b"),
            "A is never there",
            f"let A be there also {DAY} 09:00–09:30",
        ),
    ],
)
def test_each_limit_is_told_and_eased(held: Event, sentence: str, way: str) -> None:
    found = clash(held)
    assert sentence in dict(found.members).values()
    assert way in found.ways


def test_a_plenary_is_told() -> None:
    found = clash(event("a b", session(slots=1), plenary("09:00", "09:30"), wishes="a must b"))
    assert [rule for rule, _ in found.members] == ["musts_kept", "plenaries_are_free"]
    assert found.members[1][1] == f"nobody is booked during Plenary ({DAY} 09:00–09:30)"
    assert found.ways == ["drop this: A and B must meet (a wish of A)"]


def test_where_one_kind_of_change_is_not_enough_several_are_told_together() -> None:
    held = event(
        [company("a", available=[window("09:00", "09:30")]), company("b", available=[window("09:00", "09:30")])],
        session("later", "10:00", 1, tables=0),
        wishes="a must b",
    )
    found = clash(held)
    together = next(way for way in found.found.ways if way.kind == "limits")
    assert len(together.changes) == 3
    assert together.smallest
    lines = found.lines
    assert "  all 3 together (no fewer of the kind will do):" in lines


def test_a_must_of_both_sides_is_a_wish_of_both() -> None:
    found = clash(event([company("a", max_meetings=0), "b"], wishes="a must b, b must a"))
    assert found.members[0] == ("musts_kept", "A and B must meet (a wish of A and B)")


def test_many_musts_are_told_in_part() -> None:
    names = [f"c{number:02}" for number in range(68)]
    musts = ", ".join(f"c{number:02} must c{number + 1:02}" for number in range(0, 68, 2))
    found = clash(event(names, session(slots=1, tables=33, slot=30), wishes=musts))
    lines = found.lines
    assert len(found.members) == 35
    assert "    … and 5 more" in lines
    assert found.plain["ways"][0]["changes"]


def test_times_are_local() -> None:
    held = event(
        [company("a", available=[window("09:00", "09:30")]), company("b", available=[window("09:30", "10:00")])],
        session(slots=2),
        wishes="a must b",
        timezone="Asia/Shanghai",
    )
    assert any("09:30–10:00" in way or "09:00–09:30" in way for way in clash(held).ways)
    assert dt.time(9) == held.sessions[0].start


def test_what_was_not_found_is_not_claimed() -> None:
    project = Project(event("a b"))
    nothing = Told(project, Clash((), irreducible=False, ways=()))
    assert nothing.lines == ["what clashes was not found in the work allowed"]
    member = Member("musts_kept", sentence("hours_never", company=Named("company", ("a",))))
    unsure = Clash((member,), irreducible=False, ways=())
    assert "perhaps not all" in Told(project, unsure).lines[0]
    assert project.clash() == nothing.found  # nothing must be
