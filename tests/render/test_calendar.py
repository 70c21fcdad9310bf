"""Calendars: what RFC 5545, 5546 and 7986 ask for, read back by the library."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from matchmaker.agenda import agenda_book
from matchmaker.event import Event
from matchmaker.fields import UNDATED
from matchmaker.render import FORMATS, Part, Style
from matchmaker.render.calendar import render_ics
from matchmaker.schedule import Meeting, Schedule
from tests.build import event, meeting, schedule, session
from tests.render import sample

if TYPE_CHECKING:
    from matchmaker.agenda import AgendaBook

STYLE = Style(printed=sample.DATE)
SHANGHAI = ZoneInfo("Asia/Shanghai")


@pytest.fixture(scope="module")
def files(book: AgendaBook) -> dict[str, bytes]:
    return render_ics(book, STYLE)


def read(content: bytes) -> Any:
    """The calendar in a file."""
    return Calendar.from_ical(content)


def of(files: dict[str, bytes], name: str) -> Any:
    return read(files[f"calendars/companies/{name}.ics"])


def test_each_company_and_each_delegate_has_a_file(book: AgendaBook, files: dict[str, bytes]) -> None:
    folders = [name.split("/")[1] for name in files]
    assert folders.count("companies") == len(book.sheets)
    assert folders.count("delegates") == len([one for one in book.others if one.kind.value == "delegate"])
    assert "calendars/delegates/twelve-Ada-Alpha.ics" in files
    assert all("companies" in name for name in render_ics(book, Style(parts=frozenset({Part.COMPANY}))))


def test_lines_are_as_long_and_end_as_they_must(files: dict[str, bytes]) -> None:
    for content in files.values():
        lines = content.split(b"\r\n")
        assert lines[-1] == b""
        assert all(len(line) <= 75 and b"\n" not in line for line in lines)
        content.decode()


def test_a_calendar_is_published_with_identity_name_and_time_zone(files: dict[str, bytes]) -> None:
    calendar = of(files, "bond")
    assert (calendar["version"], calendar["method"]) == ("2.0", "PUBLISH")
    assert calendar["prodid"]
    assert calendar["uid"]
    assert str(calendar["name"]) == str(calendar["x-wr-calname"])
    assert [str(zone["tzid"]) for zone in calendar.walk("VTIMEZONE")] == ["Asia/Shanghai"]
    assert len({read(content)["uid"] for content in files.values()}) == len(files)


def test_every_meeting_comes_back_as_it_was(book: AgendaBook, files: dict[str, bytes]) -> None:
    seen = 0
    for sheet in book.sheets:
        events = of(files, sheet.id).walk("VEVENT")
        held = [entry.booking for day in sheet.days for entry in day.entries] + list(sheet.cancelled)
        assert len(events) == len(held)
        for found, one in zip(events, held, strict=True):
            seen += 1
            assert (found["dtstart"].dt, found["dtend"].dt) == (one.start, one.end)
            assert found["dtstart"].params["tzid"] == "Asia/Shanghai"
            assert found["sequence"] == one.sequence
            assert found["status"] == ("CANCELLED" if one.cancelled else "CONFIRMED")
            for key in ("uid", "dtstamp", "last-modified", "summary", "organizer"):
                assert len([name for name, _ in found.property_items(recursive=False) if name == key.upper()]) == 1
            assert "attendee" not in found
    assert seen > 80


def test_both_sides_have_the_same_identity_which_says_nothing_of_them(files: dict[str, bytes]) -> None:
    ids = {name: {str(e["uid"]) for e in of(files, name).walk("VEVENT")} for name in ("by", "de", "bond")}
    assert len(ids["by"] & ids["de"]) == 3  # their meeting, their round table, their cancelled meeting
    assert not any("bond" in one for one in ids["bond"])


def test_a_meeting_across_midnight_ends_on_the_next_day(files: dict[str, bytes]) -> None:
    (night,) = [e for e in of(files, "formula").walk("VEVENT") if e["dtstart"].dt.hour == 23]
    assert night["dtend"].dt == dt.datetime(2024, 10, 18, 0, 30, tzinfo=SHANGHAI)


def test_a_sheet_s_language_is_its_calendar_s(files: dict[str, bytes]) -> None:
    (found,) = [e for e in of(files, "de").walk("VEVENT") if e["sequence"] == 2]
    assert str(found["location"]) == "泉城厅 · Saal Quellenstadt, Tisch 22"
    assert str(found["summary"]) == "</script><b>#strong[x] *y* @z $1$ \\ (Vereinigtes Königreich)"
    (table,) = [e for e in of(files, "by").walk("VEVENT") if e["dtstart"].dt.hour == 13]
    assert "Консультант: Dr. Ngozi Okafor" in str(table["description"])


def test_the_page_is_linked_where_there_is_one(book: AgendaBook) -> None:
    linked = render_ics(replace(book, link="https://example.org/index.html"), STYLE)
    assert of(linked, "bond")["url"] == "https://example.org/index.html#company=bond"


def plan(*meetings: Meeting, cancelled: tuple[Meeting, ...] = ()) -> Schedule:
    return schedule(*meetings).model_copy(update={"cancelled": cancelled, "version": 2})


def told(held: Event, found: Schedule) -> dict[str, tuple[int, str, str]]:
    """Sequence, status and start of each meeting of company a, by identity."""
    calendar = read(render_ics(agenda_book(held, found), STYLE)["calendars/companies/a.ics"])
    return {
        str(e["uid"]): (int(e["sequence"]), str(e["status"]), f"{e['dtstart'].dt:%H:%M}")
        for e in calendar.walk("VEVENT")
    }


def test_a_moved_meeting_keeps_its_identity_and_a_cancelled_one_stays_as_cancelled() -> None:
    held = event("a b c", slots=3, tables=2)
    first = told(held, schedule(meeting("a b", "09:00"), meeting("a c", "09:30")))
    moved = meeting("a b", "10:00", sequence=1)
    later = told(held, plan(moved, cancelled=(meeting("a c", "09:30", sequence=1),)))
    assert first.keys() == later.keys()
    assert sorted(first.values()) == [(0, "CONFIRMED", "09:00"), (0, "CONFIRMED", "09:30")]
    assert sorted(later.values()) == [(1, "CANCELLED", "09:30"), (1, "CONFIRMED", "10:00")]


def test_an_event_in_utc_needs_no_time_zone() -> None:
    (content, *_) = render_ics(agenda_book(event("a b"), schedule(meeting("a b"))), STYLE).values()
    assert b"VTIMEZONE" not in content
    assert b"DTSTART:20240920T090000Z" in content


def test_a_change_of_the_clock_is_in_the_time_zone() -> None:
    day = dt.date(2024, 10, 27)
    held = event("a b", session(start="01:00", slots=6, day=day), timezone="Europe/Berlin")
    (content, *_) = render_ics(agenda_book(held, schedule(meeting("a b", f"{day}T01:30:00+00:00"))), STYLE).values()
    (found,) = read(content).walk("VEVENT")
    assert found["dtstart"].dt == dt.datetime(2024, 10, 27, 1, 30, tzinfo=dt.UTC)
    assert b"DTSTART:20241027T013000Z" in content  # half past two by the clock, for the second time
    assert b"TZOFFSETTO:+0100" in content


def test_an_event_without_dates_has_no_calendars() -> None:
    held = event("a b", session(day=UNDATED))
    assert render_ics(agenda_book(held, schedule(meeting("a b", f"{UNDATED}T09:00:00+00:00"))), STYLE) == {}


def test_same_book_same_bytes(book: AgendaBook, files: dict[str, bytes]) -> None:
    assert FORMATS["ics"](book, STYLE) == files
