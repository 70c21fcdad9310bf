"""Sheets of those who take part in a consultation, a dialogue, an exhibition, or come along as a leader."""

from __future__ import annotations

import datetime as dt

from matchmaker.agenda import AgendaBook, agenda_book
from matchmaker.agenda.values import DutyKind, Person, Sheet, SheetKind
from matchmaker.event import Event
from matchmaker.schedule import Meeting
from tests.build import attend, company, event, meeting, schedule, session, window

ADVISERS = [
    {
        "id": "li",
        "name": "李律师",
        "names": {"en": "Ms Li"},
        "expertise": ["export contracts", "IP"],
        "languages": ["zh"],
    },
    {"id": "li-2", "name": "李律师", "languages": ["de"]},
]


def book(held: Event, *meetings: Meeting) -> AgendaBook:
    """The agendas of these meetings."""
    return agenda_book(held, schedule(*meetings))


def sheet(found: AgendaBook, kind: SheetKind, name: str) -> Sheet:
    """A sheet by kind and id."""
    (one,) = [one for one in found.of(kind) if one.id == name]
    return one


def companions(one: Sheet) -> list[tuple[list[str], list[str]]]:
    """The companies of each entry: the sheet's own, and the others."""
    return [
        ([side.party.id for side in entry.own], [side.party.id for side in entry.partners])
        for day in one.days
        for entry in day.entries
    ]


def test_advisers_of_the_event_are_named_and_told_apart_by_id() -> None:
    law = session("law", kind="consultation", tables=2, advisers=ADVISERS)
    held = event("a b", law, languages=["en", "zh"])
    asked = meeting("a", session="law", adviser="li", need="export contracts")
    found = book(held, asked, meeting("b", session="law", table=2, adviser="li-2", need="tax"))
    li = Person("李律师", (("en", "Ms Li"),), "li")
    (entry,) = sheet(found, SheetKind.COMPANY, "a").days[0].entries
    assert (entry.partners, entry.booking.adviser, entry.booking.need) == ((), li, "export contracts")
    (first, second) = found.of(SheetKind.ADVISER)
    assert (first.id, first.name, first.language, first.role) == ("li", li, "zh", "export contracts, IP")
    assert (second.id, second.name.name, second.language, second.role) == ("li-2", "李律师", "en", "")
    assert companions(first) == [([], ["a"])]


def test_moderators_have_the_language_of_their_session_and_all_its_companies() -> None:
    talk = session(
        "talk", kind="dialogue", language="de", moderators=[{"id": "mo", "name": "Mo", "names": {"ru": "Мо"}}]
    )
    held = event("a b c", talk, languages=["en", "de"])
    found = book(held, meeting("a b c", session="talk", moderator="mo", topic="joint research"))
    mo = sheet(found, SheetKind.MODERATOR, "mo")
    assert (mo.name, mo.language, companions(mo)) == (
        Person("Mo", (("ru", "Мо"),), "mo"),
        "de",
        [([], ["a", "b", "c"])],
    )
    (entry,) = sheet(found, SheetKind.COMPANY, "b").days[0].entries
    assert (entry.booking.topic, companions(sheet(found, SheetKind.COMPANY, "b"))) == (
        "joint research",
        [(["b"], ["a", "c"])],
    )


def test_a_visit_is_on_the_sheets_of_visitor_exhibitor_and_host() -> None:
    exhibitor = company("x", delegates=[{"id": "ann", "name": "Ann"}, {"id": "host", "name": "Host"}])
    show = session("show", kind="exhibition", tables=None, booths=[{"exhibitor": "x", "visitors": 2}])
    held = event(["a", "b", exhibitor], show)
    visits = [
        meeting(f"{visitor} x", session="show", attendees=attend(x="host"), id=f"visit+{visitor}+x") for visitor in "ab"
    ]
    found = book(held, *visits)
    assert companions(sheet(found, SheetKind.COMPANY, "a")) == [(["a"], ["x"])]
    assert companions(sheet(found, SheetKind.COMPANY, "x")) == [(["x"], ["a"]), (["x"], ["b"])]
    assert [one.id for one in found.of(SheetKind.DELEGATE)] == ["x/host"]
    assert sheet(found, SheetKind.DELEGATE, "x/host").meetings == 2
    (grid,) = found.grids
    assert (grid.tables, len(grid.bookings)) == ((1,), 2)


def test_a_leader_who_comes_along_has_the_meeting_on_its_sheet_and_its_delegate_s() -> None:
    leader = company("lead", delegation="north", delegates=[{"id": "eve", "name": "Eve"}])
    held = event(
        [company("a", delegation="north"), "b", leader],
        delegations=[{"id": "north", "leader": "lead"}],
        languages=["en"],
    )
    found = book(held, meeting("a b", leaders=("lead",), attendees=attend(lead="eve")))
    assert companions(sheet(found, SheetKind.COMPANY, "lead")) == [(["lead"], ["a", "b"])]
    assert companions(sheet(found, SheetKind.COMPANY, "a")) == [(["a"], ["b", "lead"])]
    assert sheet(found, SheetKind.DELEGATE, "lead/eve").meetings == 1
    assert sheet(found, SheetKind.DELEGATION, "north").meetings == 1
    (booking,) = found.bookings
    assert [side.party.id for side in booking.leaders] == ["lead"]
    assert [person.name for side in booking.leaders for person in side.people] == ["Eve"]


def test_hours_at_a_booth_and_on_a_stage_are_on_the_sheets_of_the_company_and_of_who_is_kept() -> None:
    exhibitor = company("x", delegates=["Ann", "Ben", "Cem"])
    show = session(
        "show",
        kind="exhibition",
        tables=None,
        booths=[
            "a",
            {"exhibitor": "x", "host": "Ann", "hours": [window("09:00", "09:30")]},
        ],
        speakers=["x"],
    )
    opening = session("opening", kind="plenary", tables=None, speakers=["x"])
    found = book(event(["a", exhibitor], show, opening))
    (day,) = sheet(found, SheetKind.COMPANY, "x").days
    assert day.entries == ()
    told = [(one.kind, one.place.session, one.table, [who.name for who in one.side.people]) for one in day.duties]
    assert told == [
        (DutyKind.BOOTH, "show", 2, ["Ann"]),
        (DutyKind.STAGE, "opening", None, ["Cem"]),
        (DutyKind.STAGE, "show", None, ["Cem"]),
    ]
    assert day.duties[0].end - day.duties[0].start == dt.timedelta(minutes=30)
    assert sheet(found, SheetKind.COMPANY, "x").remark is not None
    kept = {one.id: [duty.kind for day in one.days for duty in day.duties] for one in found.of(SheetKind.DELEGATE)}
    assert kept == {"x/Ann": [DutyKind.BOOTH], "x/Cem": [DutyKind.STAGE, DutyKind.STAGE]}
    (alone,) = sheet(found, SheetKind.COMPANY, "a").days
    assert [(one.table, one.side.people) for one in alone.duties] == [(1, ())]


def test_a_cancelled_meeting_stays_with_those_who_had_it() -> None:
    held = event(
        [company("a", delegates=["Ann", "Ben"]), "b"],
        interpreters=[{"id": "wu", "name": "Wu", "languages": ["zh", "en"]}],
    )
    gone = meeting("a b", interpreter="wu", attendees=attend(a="Ben"), sequence=1)
    found = agenda_book(held, schedule(cancelled=(gone,)))
    assert [one.id for one in found.of(SheetKind.DELEGATE)] == ["a/Ben"]
    for kind, name in ((SheetKind.DELEGATE, "a/Ben"), (SheetKind.INTERPRETER, "wu"), (SheetKind.COMPANY, "b")):
        one = sheet(found, kind, name)
        assert (one.meetings, [booking.sequence for booking in one.cancelled]) == (0, [1])
