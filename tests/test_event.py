"""The values an organiser writes, and what the event says of them."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from pydantic import ValidationError

from matchmaker.event import Company, Event, Hall, Session, Settings, Window, Wish
from matchmaker.fields import minutes_between
from tests.build import company, event, session

SESSION = {"id": "s", "name": "S", "kind": "tables", "hall": "h", "day": "2024-09-20", "start": "09:00", "end": "10:00"}


def codes(model: type[Any], fields: dict[str, Any]) -> list[str]:
    """The kinds of errors for which a value is refused."""
    with pytest.raises(ValidationError) as raised:
        model.model_validate(fields)
    return [error["type"] for error in raised.value.errors()]


@pytest.mark.parametrize(
    ("start", "end", "minutes"), [("09:00", "09:00", 0), ("09:45", "11:15", 90), ("00:00", "23:59", 1439)]
)
def test_minutes_between_two_times_of_day(start: str, end: str, minutes: int) -> None:
    assert minutes_between(dt.time.fromisoformat(start), dt.time.fromisoformat(end)) == minutes


def test_a_session_has_slots_of_half_an_hour_without_gaps_unless_told_otherwise() -> None:
    held = Session.model_validate(SESSION)
    assert (held.slot, held.gap, held.tables, held.capacity) == (30, 0, None, None)


def test_a_slot_may_fill_its_session() -> None:
    assert Session.model_validate({**SESSION, "slot": 60}).slot == 60


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"end": "09:00"}, "end-before-start"),
        ({"slot": 61}, "slot-too-long"),
        ({"slot": 0}, "greater_than_equal"),
        ({"gap": -1}, "greater_than_equal"),
        ({"kind": "party"}, "enum"),
        ({"day": "2024-13-01"}, "date_from_datetime_parsing"),
    ],
)
def test_a_session_that_cannot_be_is_refused(fields: dict[str, Any], code: str) -> None:
    assert codes(Session, {**SESSION, **fields}) == [code]


@pytest.mark.parametrize(("start", "end"), [("09:00Z", "10:00"), ("09:00", "10:00+02:00"), ("09:00Z", "10:00Z")])
def test_times_with_an_offset_are_refused(start: str, end: str) -> None:
    assert codes(Session, {**SESSION, "start": start, "end": end})


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "86400"])
def test_days_that_no_event_is_held_on_are_refused(day: str) -> None:
    assert codes(Session, {**SESSION, "day": day})


def test_times_are_to_the_minute() -> None:
    assert codes(Session, {**SESSION, "start": "09:00:30"}) == ["time_parsing"]


def test_hours_of_a_day_are_the_whole_day_unless_told_otherwise() -> None:
    whole = Window.model_validate({"day": "2024-09-20"})
    assert (whole.start, whole.end) == (dt.time(0, 0), dt.time(23, 59))


def test_hours_that_end_before_they_start_are_refused() -> None:
    assert codes(Window, {"day": "2024-09-20", "start": "10:00", "end": "09:00"}) == ["end-before-start"]


def test_an_unknown_time_zone_is_refused() -> None:
    assert codes(Settings, {"timezone": "Mars/Olympus"}) == ["timezone"]


def test_the_zone_is_that_of_the_name() -> None:
    noon = dt.datetime(2024, 7, 1, 12, tzinfo=Settings(timezone="Asia/Shanghai").zone)
    assert noon.utcoffset() == dt.timedelta(hours=8)


@pytest.mark.parametrize("code", ["zh", "en", "zh-Hant", "pt_BR", "sr-Latn-RS", "gsw"])
def test_language_codes_are_taken(code: str) -> None:
    assert Settings(languages=(code,)).languages == (code,)


@pytest.mark.parametrize("code", ["", "e", "English", "zh-", "zh Hant", "中文"])
def test_what_is_no_language_code_is_refused(code: str) -> None:
    assert codes(Settings, {"languages": [code]}) == ["string_pattern_mismatch"]


def test_an_unknown_key_is_refused() -> None:
    assert codes(Hall, {"id": "h", "name": "H", "colour": "red"}) == ["extra_forbidden"]


def test_blanks_around_texts_are_dropped() -> None:
    one = Company.model_validate({"id": " a ", "name": " Acme ", "country": " NO ", "capabilities": [" laser "]})
    assert (one.id, one.name, one.country, one.capabilities) == ("a", "Acme", "NO", ("laser",))


def test_values_cannot_be_changed() -> None:
    with pytest.raises(ValidationError):
        company("a").delegates = 2  # type: ignore[misc]


def test_an_event_needs_a_profile() -> None:
    assert codes(Event, {"profiles": []}) == ["too_short"]


def test_entries_are_found_by_id() -> None:
    held = event("a b", session("main"))
    assert held.company["a"].name == "A"
    assert held.session["main"].hall == held.hall["hall"].id
    assert held.delegation == {}


def test_musts_count_for_both_sides_and_once() -> None:
    held = event("a b c", wishes="a must b, b must a, a want c")
    assert held.musts == {frozenset("ab")}


@pytest.mark.parametrize(
    ("wishes", "apart"),
    [
        ("a avoid b", True),
        ("b avoid a", True),
        ("a want b declined", True),
        ("a must b declined", True),
        ("a want b accepted", False),
        ("a want b", False),
    ],
)
def test_pairs_are_kept_apart_where_a_side_avoids_or_declined(wishes: str, *, apart: bool) -> None:
    assert event("a b", wishes=wishes).kept_apart == ({frozenset("ab")} if apart else set())


@pytest.mark.parametrize(
    ("own", "events", "most"), [(None, None, None), (None, 5, 5), (3, 5, 3), (7, 5, 7), (0, 5, 0), (3, None, 3)]
)
def test_a_company_s_own_maximum_comes_before_the_event_s(
    own: int | None, events: int | None, most: int | None
) -> None:
    one = company("a", max_meetings=own)
    held = event([one], max_meetings=events)
    assert held.maximum(one) == most


def test_a_wish_is_open_and_a_want_unless_told_otherwise() -> None:
    wish = Wish.model_validate({"company": "b"})
    assert (wish.wish, wish.rank, wish.answer) == ("want", None, "open")
