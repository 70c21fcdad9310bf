"""What gets printed: every sheet and grid, as plain values."""

from __future__ import annotations

import datetime as dt

import pytest

from matchmaker.agenda import AgendaBook, Sheet, agenda_book, day_title, printed_name
from matchmaker.event import UNDATED, Company, Event
from matchmaker.schedule import Meeting, Unscheduled
from tests.build import DAY, company, event, meeting, schedule, session


def book(held: Event, *meetings: Meeting, compatible: tuple[str, ...] = ()) -> AgendaBook:
    """The agendas of these meetings; `compatible` pairs ("a b") do not meet."""
    left_out = tuple(Unscheduled(participants=tuple(pair.split()), weight=1, reason="reason") for pair in compatible)
    return agenda_book(held, schedule(*meetings, unscheduled=left_out))


def sheet(found: AgendaBook, name: str) -> Sheet:
    """The sheet of a company."""
    (one,) = [one for one in found.sheets if one.id == name]
    return one


def test_sheets_are_sorted_by_country_then_name() -> None:
    held = event([company("z", country="AT"), company("b"), company("a"), company("c", country="CN")])
    assert [(one.country, one.name) for one in book(held).sheets] == [
        ("Austria", "Z"),
        ("China", "C"),
        ("Germany", "A"),
        ("Germany", "B"),
    ]


def test_every_company_has_a_sheet_with_its_meetings_in_time_order() -> None:
    found = book(event("a b c"), meeting("b c", "09:30"), meeting("a b", "09:00"))
    assert {one.id: one.meetings for one in found.sheets} == {"a": 1, "b": 2, "c": 1}
    (day,) = sheet(found, "b").days
    assert [(entry.start.hour, entry.start.minute, entry.partners[0].name) for entry in day.entries] == [
        (9, 0, "A"),
        (9, 30, "C"),
    ]
    assert found.meetings == 2


def test_an_entry_says_where_with_whom_and_why() -> None:
    held = event([company("a"), company("b", country="CN", names={"en": "Bee"})])
    found = book(held, meeting("a b", table=4, reasons=("both are here for trade",)))
    (entry,) = sheet(found, "a").days[0].entries
    assert (entry.session, entry.hall, entry.table) == ("Main", "Hall", 4)
    assert [(one.id, one.name, one.country) for one in entry.partners] == [("b", "B", "China")]
    assert entry.reasons == ("both are here for trade",)


def test_times_are_local_to_the_event() -> None:
    held = event("a b", session(start="17:00"), timezone="Asia/Shanghai")
    (entry,) = sheet(book(held, meeting("a b", "09:00")), "a").days[0].entries
    assert f"{entry.start:%H:%M}–{entry.end:%H:%M}" == "17:00–17:30"


def test_a_meeting_late_in_the_west_stands_under_its_local_day() -> None:
    held = event("a b", session(start="20:00"), timezone="America/New_York")
    (day,) = sheet(book(held, meeting("a b", "2024-09-21T00:00:00+00:00")), "a").days
    assert (day.date, day.title) == (DAY, "Friday, September 20, 2024")


def test_each_day_has_its_own_part() -> None:
    second = DAY + dt.timedelta(days=1)
    held = event("a b c", session(), session("next", day=second))
    late = meeting("a b", f"{second}T09:00:00+00:00", session="next")
    found = book(held, late, meeting("a c"))
    assert [(day.date, len(day.entries)) for day in sheet(found, "a").days] == [(DAY, 1), (second, 1)]
    assert found.dates == "Friday, September 20, 2024 – Saturday, September 21, 2024"


def test_the_day_of_an_undated_event_is_day_1() -> None:
    assert day_title(UNDATED) == "Day 1"


def test_sheets_of_an_undated_event_say_day_1() -> None:
    held = event("a b", session(day=UNDATED))
    found = book(held, meeting("a b", f"{UNDATED}T09:00:00+00:00"))
    assert (found.dates, found.grids[0].day, sheet(found, "a").days[0].title) == ("Day 1", "Day 1", "Day 1")


@pytest.mark.parametrize(
    ("name", "english", "printed"),
    [
        ("邦德激光", "Bond Laser", "邦德激光 · Bond Laser"),
        ("Лазер", "Laser", "Лазер · Laser"),
        ("Strahl GmbH", "Beam Ltd", "Strahl GmbH"),
        ("Größe & Söhne 3000", "Size and Sons", "Größe & Söhne 3000"),
        ("邦德激光", None, "邦德激光"),
        ("Bond 激光", "Bond Laser", "Bond 激光 · Bond Laser"),
    ],
)
def test_a_name_in_another_script_prints_with_its_english_form(name: str, english: str | None, printed: str) -> None:
    assert printed_name(name, {"de": "Ander", **({"en": english} if english else {})}) == printed


NOTHING_SAID = "The profile names no capabilities and no interests, so nobody could be matched with it."
NOBODY = "No profile among its nearest seeks what it offers, or offers what it seeks."
APART = "Nobody but those it is kept apart from seeks what it offers, or offers what it seeks."
WHY = "No meeting could be placed. With B, its best match: reason."
SILENT: dict[str, list[str]] = {"capabilities": [], "interests": []}


@pytest.mark.parametrize(
    ("one", "compatible", "wishes", "remark"),
    [
        (company("a", **SILENT), (), "", NOTHING_SAID),
        (company("a"), (), "", NOBODY),
        (company("a", **{**SILENT, "interests": ["laser"]}), (), "", NOBODY),
        (company("a"), ("a b",), "", WHY),
        (company("a", **SILENT), ("b a",), "", WHY),
        (company("a"), (), "b avoid a", APART),
    ],
    ids=["silent", "alone", "alone though it seeks", "best match", "only wished", "kept apart"],
)
def test_an_empty_sheet_says_why(one: Company, compatible: tuple[str, ...], wishes: str, remark: str) -> None:
    found = book(event([one, company("b")], wishes=wishes), compatible=compatible)
    assert sheet(found, "a").remark == remark


def test_a_sheet_with_meetings_has_no_remark() -> None:
    assert sheet(book(event("a b"), meeting("a b")), "a").remark == ""


def test_a_sheet_carries_kind_note_and_delegation() -> None:
    one = company("a", kind="park", note="Booth 7", delegation="north")
    held = event([one]).model_dump() | {"delegations": [{"id": "north", "name": "北方", "names": {"en": "North"}}]}
    found = sheet(book(Event.model_validate(held)), "a")
    assert (found.kind, found.note, found.delegation) == ("park", "Booth 7", "北方 · North")


def test_a_grid_has_its_session_s_slots_and_the_tables_in_use() -> None:
    held = event("a b c d", session(slots=3, tables=9))
    (grid,) = book(held, meeting("a b", "09:30", table=7), meeting("c d", "09:30", table=2)).grids
    assert [f"{start:%H:%M}–{end:%H:%M}" for start, end in grid.slots] == ["09:00–09:30", "09:30–10:00", "10:00–10:30"]
    assert grid.tables == (2, 7)
    assert {(cell.slot, cell.table): tuple(one.id for one in cell.participants) for cell in grid.cells} == {
        (1, 7): ("a", "b"),
        (1, 2): ("c", "d"),
    }


def test_grids_are_sorted_by_time_then_name_and_only_of_hosting_sessions() -> None:
    held = event(
        "a",
        session("zeta"),
        session("alpha"),
        session("next", start="08:00", day=DAY + dt.timedelta(days=1)),
        session("early", start="08:00"),
        session("talk", kind="dialogue"),
    )
    assert [grid.id for grid in book(held).grids] == ["early", "alpha", "zeta", "next"]


def test_a_meeting_in_the_hour_that_comes_twice_has_its_cell() -> None:
    day = dt.date(2024, 10, 27)
    held = event("a b", session(start="01:00", slots=6, day=day), timezone="Europe/Berlin")
    (grid,) = book(held, meeting("a b", f"{day}T01:30:00+00:00")).grids
    assert [cell.slot for cell in grid.cells] == [5]
