"""What gets printed, decided once: every sheet and grid as plain values, for any renderer.

Renderers receive an `AgendaBook` and add nothing but form. All times are local to the event.
"""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from babel.dates import format_date

from matchmaker.event import UNDATED, Company, Event, Session
from matchmaker.schedule import Meeting, Schedule
from matchmaker.timetable import slots_of_session


@dataclass(frozen=True, slots=True)
class Partner:
    """The other side of a meeting, as it prints."""

    id: str
    name: str
    country: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One meeting as one company sees it."""

    start: dt.datetime
    end: dt.datetime
    session: str
    hall: str
    table: int
    partners: tuple[Partner, ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Day:
    """One day of one company: `title` is a date in words, or "Day 1" for an event without dates."""

    date: dt.date
    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A company's own agenda. `remark` says why it is empty, if it is."""

    id: str
    name: str
    country: str
    kind: str
    delegation: str
    note: str
    days: tuple[Day, ...]
    remark: str

    @property
    def meetings(self) -> int:
        """How many meetings the sheet lists."""
        return sum(len(day.entries) for day in self.days)


@dataclass(frozen=True, slots=True)
class Cell:
    """A table in a slot of a session's grid: who meets there."""

    slot: int
    table: int
    participants: tuple[Partner, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A session as a grid: rows are slots (start, end), columns are the tables in use, cells the meetings."""

    id: str
    name: str
    kind: str
    hall: str
    day: str
    slots: tuple[tuple[dt.datetime, dt.datetime], ...]
    tables: tuple[int, ...]
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class AgendaBook:
    """All that is printed. Sheets are sorted by country, then name; grids by time, then name."""

    event: str
    dates: str
    note: str
    sheets: tuple[Sheet, ...]
    grids: tuple[Grid, ...]
    meetings: int


def agenda_book(event: Event, schedule: Schedule) -> AgendaBook:
    """All sheets and grids of a schedule."""
    writer = _Writer(event, schedule)
    sheets = sorted(
        (writer.sheet(company) for company in event.profiles), key=lambda sheet: (sheet.country, sheet.name)
    )
    hosting = sorted((s for s in event.sessions if s.hosts_meetings), key=lambda s: (s.day, s.start, s.name))
    return AgendaBook(
        event=event.event.name,
        dates=_dates(event),
        note=event.event.note or "",
        sheets=tuple(sheets),
        grids=tuple(writer.grid(session) for session in hosting),
        meetings=len(schedule.meetings),
    )


def printed_name(name: str, names: dict[str, str]) -> str:
    """The name as given; its English form behind it where the name is in another script than Latin."""
    english = names.get("en")
    is_latin = all("LATIN" in unicodedata.name(letter, "") for letter in name if letter.isalpha())
    return f"{name} · {english}" if english and not is_latin else name


def day_title(day: dt.date) -> str:
    """The day in words; "Day 1" and so on for an event without dates."""
    if day == UNDATED:
        return "Day 1"
    return format_date(day, "full", locale="en")


def _dates(event: Event) -> str:
    days = sorted({session.day for session in event.sessions})
    if days[0] == days[-1]:
        return day_title(days[0])
    return f"{day_title(days[0])} – {day_title(days[-1])}"


class _Writer:
    """Looks up, once, what every sheet needs."""

    def __init__(self, event: Event, schedule: Schedule) -> None:
        self.event = event
        self.schedule = schedule
        self.meetings: dict[str, list[Meeting]] = defaultdict(list)
        self.in_session: dict[str, list[Meeting]] = defaultdict(list)
        for meeting in sorted(schedule.meetings, key=lambda meeting: (meeting.start, meeting.id)):
            self.in_session[meeting.session].append(meeting)
            for company in meeting.participants:
                self.meetings[company].append(meeting)

    def partner(self, company: str) -> Partner:
        found = self.event.company[company]
        return Partner(found.id, printed_name(found.name, found.names), self.event.country_name(found.country, "en"))

    def sheet(self, company: Company) -> Sheet:
        delegation = self.event.delegation[company.delegation] if company.delegation else None
        return Sheet(
            id=company.id,
            name=printed_name(company.name, company.names),
            country=self.event.country_name(company.country, "en"),
            kind=company.kind.value,
            delegation=printed_name(delegation.name, delegation.names) if delegation else "",
            note=company.note or "",
            days=tuple(self.days(company.id)),
            remark=self.remark(company),
        )

    def days(self, company: str) -> Iterator[Day]:
        for day, meetings in groupby(self.meetings[company], key=lambda meeting: self.local(meeting.start).date()):
            yield Day(day, day_title(day), tuple(self.entry(company, meeting) for meeting in meetings))

    def entry(self, company: str, meeting: Meeting) -> Entry:
        session = self.event.session[meeting.session]
        hall = self.event.hall[session.hall]
        return Entry(
            start=self.local(meeting.start),
            end=self.local(meeting.end),
            session=printed_name(session.name, session.names),
            hall=printed_name(hall.name, hall.names),
            table=meeting.table,
            partners=tuple(self.partner(other) for other in meeting.participants if other != company),
            reasons=meeting.reasons,
        )

    def local(self, moment: dt.datetime) -> dt.datetime:
        return moment.astimezone(self.event.event.zone)

    def remark(self, company: Company) -> str:
        if self.meetings[company.id]:
            return ""
        return why_no_meeting(self.event, self.schedule, company)

    def grid(self, session: Session) -> Grid:
        spans = [slot.span for slot in slots_of_session(session, self.event.event.zone)]
        place = {span.start: number for number, span in enumerate(spans)}
        meetings = self.in_session[session.id]
        hall = self.event.hall[session.hall]
        return Grid(
            id=session.id,
            name=printed_name(session.name, session.names),
            kind=session.kind.value,
            hall=printed_name(hall.name, hall.names),
            day=day_title(session.day),
            slots=tuple((self.local(span.start), self.local(span.end)) for span in spans),
            tables=tuple(sorted({meeting.table for meeting in meetings})),
            cells=tuple(
                Cell(place[meeting.start], meeting.table, tuple(map(self.partner, meeting.participants)))
                for meeting in meetings
            ),
        )


def why_no_meeting(event: Event, schedule: Schedule, company: Company) -> str:
    """Why a company has no meeting at all, in a sentence."""
    best = next((pair for pair in schedule.unscheduled if company.id in pair.participants), None)
    if best is not None:
        others = [other for other in best.participants if other != company.id]
        names = " and ".join(event.company[other].name for other in others if other in event.company)
        return f"No meeting could be placed. With {names}, its best match: {best.reason}."
    if not company.capabilities and not company.interests and not company.wishes:
        return "The profile names no capabilities and no interests, so nobody could be matched with it."
    if any(company.id in pair for pair in event.kept_apart):
        return "Nobody but those it is kept apart from seeks what it offers, or offers what it seeks."
    return "No profile among its nearest seeks what it offers, or offers what it seeks."
