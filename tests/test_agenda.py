"""What gets printed: every sheet and grid, as plain values that speak no language, and how they are worded."""

from __future__ import annotations

import datetime as dt

import pytest

from matchmaker.agenda import AgendaBook, Wording, agenda_book, why_no_meeting
from matchmaker.agenda.book import sheet_language
from matchmaker.agenda.values import Named, Party, Remark, Sheet, SheetKind
from matchmaker.errors import UsageError
from matchmaker.event import Company, Delegation, Event, Interpreter
from matchmaker.fields import UNDATED
from matchmaker.languages import language
from matchmaker.schedule import Attendee, Meeting, Unscheduled
from tests.build import DAY, company, event, meeting, schedule, session

ENGLISH = Wording((language("en"),))


def book(held: Event, *meetings: Meeting, compatible: tuple[str, ...] = ()) -> AgendaBook:
    """The agendas of these meetings; `compatible` pairs ("a b") do not meet."""
    left_out = tuple(Unscheduled(participants=tuple(pair.split()), weight=1, reason="reason") for pair in compatible)
    return agenda_book(held, schedule(*meetings, unscheduled=left_out))


def sheet(found: AgendaBook, name: str, kind: SheetKind = SheetKind.COMPANY) -> Sheet:
    """The sheet of a company, or of somebody else."""
    (one,) = [one for one in found.of(kind) if one.id == name]
    return one


def test_every_company_has_a_sheet_with_its_meetings_in_time_order() -> None:
    found = book(event("a b c"), meeting("b c", "09:30"), meeting("a b", "09:00"))
    assert {one.id: one.meetings for one in found.sheets} == {"a": 1, "b": 2, "c": 1}
    (day,) = sheet(found, "b").days
    assert [(f"{entry.start:%H:%M}", entry.partners[0].party.id) for entry in day.entries] == [
        ("09:00", "a"),
        ("09:30", "c"),
    ]
    assert len(found.bookings) == 2


def test_an_entry_says_where_with_whom_and_why() -> None:
    held = event([company("a"), company("b", country="CN", names={"en": "Bee"}, profile="Makes honey")])
    found = book(held, meeting("a b", table=4, reasons=("both are here for trade",)))
    (entry,) = sheet(found, "a").days[0].entries
    booking = entry.booking
    assert (booking.place.name.name, booking.place.hall.name, booking.table) == ("Main", "Hall", 4)
    assert [side.party for side in entry.partners] == [Party("b", Named("B", (("en", "Bee"),)), "CN", "Makes honey")]
    assert booking.reasons == ("both are here for trade",)


def test_capabilities_stand_in_for_a_profile_as_far_as_a_line_goes() -> None:
    held = event([company("a", capabilities=["x" * 50, "y" * 30, "z"]), company("b", capabilities=[])])
    profiles = {party.id: party.profile for party in book(held).parties}
    assert profiles == {"a": "x" * 50 + ", " + "y" * 30 + ", z", "b": ""}
    long = event([company("a", capabilities=["x" * 50, "y" * 40])])
    assert book(long).parties[0].profile == "x" * 50


def test_times_are_local_to_the_event() -> None:
    held = event("a b", session(start="17:00"), timezone="Asia/Shanghai")
    (entry,) = sheet(book(held, meeting("a b", "09:00")), "a").days[0].entries
    assert f"{entry.start:%H:%M}–{entry.end:%H:%M}" == "17:00–17:30"


def test_a_meeting_late_in_the_west_stands_under_its_local_day() -> None:
    held = event("a b", session(start="20:00"), timezone="America/New_York")
    (day,) = sheet(book(held, meeting("a b", "2024-09-21T00:00:00+00:00")), "a").days
    assert day.date == DAY


def test_a_meeting_across_midnight_stands_once_under_the_day_it_starts() -> None:
    held = event("a b", session(start="23:00", slots=1))
    (day,) = sheet(book(held, meeting("a b", "23:30", minutes=60)), "a").days
    (entry,) = day.entries
    assert (day.date, entry.end.date()) == (DAY, DAY + dt.timedelta(days=1))


def test_each_day_has_its_own_part() -> None:
    second = DAY + dt.timedelta(days=1)
    held = event("a b c", session(), session("next", day=second))
    late = meeting("a b", f"{second}T09:00:00+00:00", session="next")
    found = book(held, late, meeting("a c"))
    assert [(day.date, len(day.entries)) for day in sheet(found, "a").days] == [(DAY, 1), (second, 1)]
    assert ENGLISH.days(found) == "Friday, September 20, 2024 – Saturday, September 21, 2024"


def test_an_undated_event_has_day_1_and_a_night_into_day_2() -> None:
    held = event("a b", session(day=UNDATED))
    found = book(held, meeting("a b", f"{UNDATED}T09:00:00+00:00"))
    assert (found.dated, ENGLISH.days(found)) == (False, "Day 1")
    assert Wording((language("de"),)).day(UNDATED + dt.timedelta(days=1)) == "Tag 2"


def test_a_schedule_of_another_event_is_refused() -> None:
    odd = meeting("a x", session="gala")
    with pytest.raises(UsageError, match="has no company “x”, no session “gala”"):
        book(event("a b"), odd)


@pytest.mark.parametrize(
    ("name", "forms", "codes", "printed"),
    [
        ("邦德激光", {"en": "Bond Laser"}, "en", "邦德激光 · Bond Laser"),
        ("邦德激光", {"en": "Bond Laser"}, "zh", "邦德激光"),
        ("邦德激光", {"en": "Bond Laser"}, "ru", "邦德激光 · Bond Laser"),
        ("邦德激光", {"en": "Bond Laser", "ru": "Бонд"}, "ru", "邦德激光 · Бонд"),
        ("邦德激光", {"en": "Bond Laser", "ru": "Бонд"}, "ru en", "邦德激光 · Бонд · Bond Laser"),
        ("Лазер", {"en": "Laser"}, "de", "Лазер · Laser"),
        ("Лазер", {"en": "Laser"}, "ru", "Лазер"),
        ("Strahl GmbH", {"en": "Beam Ltd"}, "zh", "Strahl GmbH"),
        ("Strahl GmbH", {"zh": "射线公司"}, "zh", "Strahl GmbH · 射线公司"),
        ("Größe & Söhne 3000", {}, "en", "Größe & Söhne 3000"),
        ("Bond 激光", {"en": "Bond Laser"}, "en", "Bond 激光 · Bond Laser"),
        ("Same", {"en": "Same"}, "en", "Same"),
    ],
)
def test_a_name_prints_as_given_and_as_its_reader_knows_it(
    name: str, forms: dict[str, str], codes: str, printed: str
) -> None:
    wording = Wording(tuple(map(language, codes.split())))
    assert wording.name(Named(name, tuple(forms.items()))) == printed


def test_a_variety_of_a_language_takes_the_form_of_the_language() -> None:
    assert Named("X", (("de", "Y"),)).form("de-AT") == "Y"


def test_two_languages_stand_side_by_side_and_say_the_same_once() -> None:
    both = Wording((language("zh"), language("en")))
    assert both.label("table") == "桌号 · Table"
    assert both.country("CN") == "中国 · China"
    assert both.day(DAY) == "2024年9月20日星期五 · Friday, September 20, 2024"
    assert Wording((language("de"), language("en"))).label("plan") == "Plan"
    assert both.brief(Named("泉城厅", (("en", "Spring Hall"),))) == "Spring Hall"
    assert both.remark(Remark("none")) == "没有会面。\nNo meetings."


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
    held = event([one, company("b")], wishes=wishes)
    found = sheet(book(held, compatible=compatible), "a").remark
    assert found is not None
    assert ENGLISH.remark(found) == remark
    left_out = tuple(Unscheduled(participants=tuple(p.split()), weight=1, reason="reason") for p in compatible)
    assert why_no_meeting(held, schedule(unscheduled=left_out), held.profiles[0]) == remark


def test_a_sheet_with_meetings_has_no_remark() -> None:
    assert sheet(book(event("a b"), meeting("a b")), "a").remark is None


def with_more(held: Event, **more: object) -> Event:
    """The event with delegations or interpreters."""
    return held.model_copy(update=more)


NORTH = Delegation(id="north", name="北方", names={"en": "North"}, leader="b")


def test_a_sheet_carries_kind_note_and_delegation() -> None:
    one = company("a", kind="park", note="Booth 7", delegation="north")
    found = sheet(book(with_more(event([one, company("b")]), delegations=(NORTH,))), "a")
    assert (found.company_kind, found.note, found.of) == ("park", "Booth 7", Named("北方", (("en", "North"),)))


@pytest.mark.parametrize(
    ("fields", "languages", "expected"),
    [
        ({}, ("zh", "en"), "zh"),
        ({"languages": ["ru", "en"]}, ("zh", "en"), "en"),
        ({"languages": ["fr"]}, ("zh", "en"), "en"),
        ({"languages": ["fr"]}, ("zh", "de"), "zh"),
        ({"languages": ["ru"], "sheet_language": "de"}, ("zh", "ru"), "de"),
    ],
)
def test_a_sheet_speaks_its_company_s_language(
    fields: dict[str, object], languages: tuple[str, ...], expected: str
) -> None:
    assert sheet_language(company("a", **fields), languages) == expected


PEOPLE = [{"id": "ann", "name": "Ann"}, {"id": "bob", "name": "Bob", "role": "Sales"}]


def test_delegates_have_the_meetings_they_attend() -> None:
    held = event([company("a", delegates=PEOPLE), company("b", delegates=["Cy"]), company("c", delegates=2)])
    attending = (Attendee(company="a", delegate="bob"),)
    found = book(held, meeting("a b", attendees=attending), meeting("a c", "09:30"))
    delegates = {one.id: [e.booking.id for d in one.days for e in d.entries] for one in found.of(SheetKind.DELEGATE)}
    assert delegates == {"a/bob": ["a+b"], "b/Cy": ["a+b"]}
    bob = sheet(found, "a/bob", SheetKind.DELEGATE)
    assert (bob.name.name, bob.of.name, bob.role) == ("Bob", "A", "Sales")
    (entry,) = sheet(found, "b").days[0].entries
    assert [side.people for side in (*entry.own, *entry.partners)] == [(Named("Cy"),), (Named("Bob"),)]


def test_a_delegation_has_the_meetings_of_its_members_once_each() -> None:
    members = [company("a", delegation="north"), company("b", delegation="north", languages=["zh"]), company("c")]
    held = with_more(event(members, languages=["en", "zh"]), delegations=(NORTH,))
    north = sheet(book(held, meeting("a b"), meeting("a c", "09:30")), "north", SheetKind.DELEGATION)
    assert (north.role, north.language, [party.id for party in north.members]) == ("B", "zh", ["b", "a"])
    sides = [([s.party.id for s in e.own], [s.party.id for s in e.partners]) for day in north.days for e in day.entries]
    assert sides == [(["a", "b"], []), (["a"], ["c"])]


def test_interpreters_advisers_and_moderators_have_sheets_where_a_schedule_names_them() -> None:
    interpreter = Interpreter(id="wang", name="Wang", languages=("ru", "de"))
    held = with_more(event("a b c", languages=["en", "de"]), interpreters=(interpreter,))
    found = book(
        held,
        meeting("a b", interpreter="wang"),
        meeting("a c", "09:30", moderator="Mo", adviser="Ad"),
        meeting("b c", "10:00", interpreter="somebody"),
    )
    assert [(one.kind.value, one.id, one.language, one.role) for one in found.others] == [
        ("interpreter", "wang", "de", "ru, de"),
        ("interpreter", "somebody", "en", ""),
        ("adviser", "Ad", "en", ""),
        ("moderator", "Mo", "en", ""),
    ]
    (entry,) = sheet(found, "Mo", SheetKind.MODERATOR).days[0].entries
    assert [side.party.id for side in entry.partners] == ["a", "c"]
    assert book(event("a b"), meeting("a b")).others == ()


def test_a_cancelled_meeting_is_told_but_not_listed() -> None:
    gone = meeting("a b", sequence=1)
    found = agenda_book(event("a b"), schedule(cancelled=(gone,), version=2))
    one = sheet(found, "a")
    assert (one.meetings, [(b.id, b.sequence, b.cancelled) for b in one.cancelled]) == (0, [("a+b", 1, True)])
    assert found.plan.startswith("2-")


def test_plans_that_differ_have_different_marks() -> None:
    held = event("a b", slots=2)
    first, again, other = (book(held, meeting("a b", start)).plan for start in ("09:00", "09:00", "09:30"))
    assert first == again != other


def test_a_grid_has_its_session_s_slots_and_the_tables_in_use() -> None:
    held = event("a b c d", session(slots=3, tables=9))
    (grid,) = book(held, meeting("a b", "09:30", table=7), meeting("c d", "09:30", table=2)).grids
    assert [f"{start:%H:%M}–{end:%H:%M}" for start, end in grid.slots] == ["09:00–09:30", "09:30–10:00", "10:00–10:30"]
    assert grid.tables == (2, 7)
    assert {one.table: [side.party.id for side in one.sides] for one in grid.bookings} == {7: ["a", "b"], 2: ["c", "d"]}


def test_grids_are_sorted_by_time_then_name_and_only_of_sessions_with_meetings() -> None:
    held = event(
        "a b c",
        session("zeta"),
        session("alpha"),
        session("next", start="08:00", day=DAY + dt.timedelta(days=1)),
        session("early", start="08:00"),
        session("talk", kind="dialogue"),
        session("silent", kind="dialogue"),
    )
    found = book(held, meeting("a b c", session="talk"))
    assert [grid.place.session for grid in found.grids] == ["early", "alpha", "talk", "zeta", "next"]


def test_only_keeps_what_concerns_the_ids() -> None:
    held = event("a b c d", session(tables=2))
    whole = book(held, meeting("a b"), meeting("c d", table=2), compatible=("a c", "b d"))
    found = whole.only(["a"])
    assert [one.id for one in found.sheets] == ["a"]
    assert ([one.id for one in found.bookings], found.grids) == (["a+b"], ())
    assert [[party.id for party in pair.parties] for pair in found.left_out] == [["a", "c"]]
    assert len(whole.only(["main"]).bookings) == 2
    assert found.spans == whole.spans
    assert whole.ids == {"a", "b", "c", "d", "main", "hall"}
