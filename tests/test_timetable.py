"""Slots in real time: gaps, time zones, changes to and from summer time, hours and plenaries."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from matchmaker.event import SessionKind
from matchmaker.timetable import (
    Slot,
    Span,
    instant,
    is_present,
    plenaries,
    slots_of_event,
    slots_of_session,
    span_of_session,
    span_of_window,
)
from tests.build import DAY, company, event, plenary, session, window

UTC = ZoneInfo("UTC")
BERLIN = ZoneInfo("Europe/Berlin")
TO_SUMMER, TO_WINTER = dt.date(2024, 3, 31), dt.date(2024, 10, 27)


def at(clock: str, day: dt.date = DAY) -> dt.datetime:
    """A moment of that day in UTC."""
    return dt.datetime.combine(day, dt.time.fromisoformat(clock), dt.UTC)


def span(start: str, end: str, day: dt.date = DAY) -> Span:
    """A stretch of that day in UTC."""
    return Span(at(start, day), at(end, day))


def spans(start: str, end: str, zone: ZoneInfo = UTC, day: dt.date = DAY, **fields: int) -> list[str]:
    """The slots of a session from one local time to another: start and end in UTC, as "09:00–09:30"."""
    held = session(day=day).model_copy(
        update={"start": dt.time.fromisoformat(start), "end": dt.time.fromisoformat(end), **fields}
    )
    return [f"{slot.span.start:%H:%M}–{slot.span.end:%H:%M}" for slot in slots_of_session(held, zone)]


@pytest.mark.parametrize(
    ("end", "slot", "gap", "expected"),
    [
        ("10:00", 30, 0, ["09:00–09:30", "09:30–10:00"]),
        ("10:00", 25, 0, ["09:00–09:25", "09:25–09:50"]),
        ("10:00", 25, 10, ["09:00–09:25", "09:35–10:00"]),
        ("10:00", 25, 11, ["09:00–09:25"]),
        ("10:00", 60, 30, ["09:00–10:00"]),
        ("09:01", 1, 0, ["09:00–09:01"]),
    ],
)
def test_slots_follow_each_other_with_gaps_and_none_runs_past_the_end(
    end: str, slot: int, gap: int, expected: list[str]
) -> None:
    assert spans("09:00", end, slot=slot, gap=gap) == expected


def test_local_times_are_read_in_the_zone_of_the_event() -> None:
    assert spans("09:00", "10:00", ZoneInfo("Asia/Shanghai")) == ["01:00–01:30", "01:30–02:00"]
    assert spans("09:00", "09:30", ZoneInfo("Asia/Kathmandu")) == ["03:15–03:45"]


def test_a_session_late_in_the_west_lies_on_the_next_day_in_utc() -> None:
    start = instant(DAY, dt.time(22), ZoneInfo("America/Los_Angeles"))
    assert start == at("05:00", DAY + dt.timedelta(days=1))


def test_the_night_that_loses_an_hour_has_two_slots_less() -> None:
    assert spans("01:00", "04:00", BERLIN, TO_SUMMER) == ["00:00–00:30", "00:30–01:00", "01:00–01:30", "01:30–02:00"]


def test_the_night_that_gains_an_hour_has_two_slots_more() -> None:
    assert spans("01:00", "04:00", BERLIN, TO_WINTER)[0] == "23:00–23:30"
    assert len(spans("01:00", "04:00", BERLIN, TO_WINTER)) == 8


def test_a_session_in_the_hour_that_does_not_exist_has_no_slots() -> None:
    assert spans("02:00", "03:00", BERLIN, TO_SUMMER) == []


@pytest.mark.parametrize(("day", "first"), [(TO_SUMMER, "07:00–07:30"), (TO_WINTER, "08:00–08:30")])
def test_the_day_after_the_change_has_its_usual_length(day: dt.date, first: str) -> None:
    found = spans("09:00", "12:00", BERLIN, day)
    assert (len(found), found[0]) == (6, first)


def test_slots_of_the_event_are_in_time_order_and_of_hosting_sessions_only() -> None:
    held = event(
        "a b", session("late", "10:00", 1), session("early", "09:00", 1), session("talk", "08:00", 1, kind="dialogue")
    )
    assert slots_of_event(held) == (Slot("early", span("09:00", "09:30")), Slot("late", span("10:00", "10:30")))


def test_slots_at_one_time_are_in_the_order_of_the_file() -> None:
    held = event("a b", session("zeta", slots=1), session("alpha", slots=1))
    assert [slot.session for slot in slots_of_event(held)] == ["zeta", "alpha"]


@pytest.mark.parametrize("kind", SessionKind)
def test_only_tables_and_salons_host_meetings(kind: SessionKind) -> None:
    held = event("a b", session(kind=kind))
    assert bool(slots_of_event(held)) == (kind in {SessionKind.TABLES, SessionKind.SALON})


def test_plenaries_are_spans_in_the_zone_of_the_event() -> None:
    held = event("a b", session(), plenary("11:00", "12:00"), timezone="Asia/Shanghai")
    assert plenaries(held) == (span("03:00", "04:00"),)


def test_the_span_of_a_session_includes_its_last_gap() -> None:
    assert span_of_session(session(slots=2, slot=25, gap=10), UTC) == span("09:00", "10:00")


def test_hours_until_a_minute_to_midnight_last_until_midnight() -> None:
    assert span_of_window(window("18:00", "23:59"), UTC).end == at("00:00", DAY + dt.timedelta(days=1))
    assert span_of_window(window("18:00", "23:58"), UTC).end == at("23:58")


@pytest.mark.parametrize(
    ("one", "other", "overlap", "within"),
    [
        (("09:00", "10:00"), ("09:00", "10:00"), True, True),
        (("09:00", "10:00"), ("09:15", "09:45"), True, True),
        (("09:00", "10:00"), ("09:30", "10:30"), True, False),
        (("09:00", "10:00"), ("10:00", "11:00"), False, False),
        (("09:00", "10:00"), ("08:00", "09:00"), False, False),
    ],
)
def test_spans_that_touch_do_not_overlap(
    one: tuple[str, str], other: tuple[str, str], *, overlap: bool, within: bool
) -> None:
    first, second = span(*one), span(*other)
    assert first.overlaps(second) == second.overlaps(first) == overlap
    assert first.contains(second) == within


@pytest.mark.parametrize(
    ("available", "unavailable", "present"),
    [
        (None, [], True),
        ([], [], False),
        ([window("09:00", "10:00")], [], True),
        ([window("09:30", "10:00")], [], True),
        ([window("09:31", "10:00")], [], False),
        ([window("09:00", "09:45"), window("09:45", "10:00")], [], True),
        ([window("09:45", "10:30"), window("09:00", "09:50")], [], True),
        ([window("09:00", "09:44"), window("09:45", "10:00")], [], False),
        ([window("09:30", "10:00", dt.date(2024, 9, 21))], [], False),
        (None, [window("09:00", "09:30")], True),
        (None, [window("09:00", "09:31")], False),
        (None, [window("10:00", "11:00")], True),
        ([window("09:00", "12:00")], [window("09:45", "09:50")], False),
    ],
)
def test_a_company_is_present_within_its_hours(
    available: list[object] | None, unavailable: list[object], *, present: bool
) -> None:
    one = company("a", available=available, unavailable=unavailable)
    assert is_present(one, span("09:30", "10:00"), UTC) == present


def test_hours_are_read_in_the_zone_of_the_event() -> None:
    one = company("a", available=[window("09:00", "10:00")])
    assert is_present(one, span("01:00", "02:00"), ZoneInfo("Asia/Shanghai"))
    assert not is_present(one, span("09:00", "10:00"), ZoneInfo("Asia/Shanghai"))
