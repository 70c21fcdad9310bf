"""An event and its schedule to a book: who meets whom, where and when, as every sheet needs it."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from matchmaker.agenda.duties import duties_of
from matchmaker.agenda.remarks import remark
from matchmaker.agenda.sheets import days_of, people_sheets
from matchmaker.agenda.values import (
    NOBODY,
    AgendaBook,
    Booking,
    Day,
    Duty,
    Entry,
    Grid,
    LeftOut,
    Named,
    Party,
    Person,
    Place,
    Remark,
    Sheet,
    SheetKind,
    Side,
)
from matchmaker.errors import UsageError
from matchmaker.event import Company, Event, Session, Settings
from matchmaker.people import Interpreter
from matchmaker.programme import Adviser, Moderator
from matchmaker.schedule import Meeting, Schedule, Unscheduled
from matchmaker.timetable import slots_of_session

# Capabilities stand in for a profile that is not given, up to this many letters.
_PROFILE = 90


Spoken = Mapping[str, Mapping[str, str]]


def agenda_book(event: Event, schedule: Schedule, spoken: Spoken | None = None) -> AgendaBook:
    """All sheets, grids and lists of a schedule; companies in the order of the file.

    `spoken` are its reasons by language, each as it stands in the schedule and as it is in the language.

    Raises:
        UsageError: if the schedule names companies, sessions or halls that the event does not have.
    """
    _require_known(event, schedule)
    told = tuple((code, tuple(reasons.items())) for code, reasons in (spoken or {}).items())
    return replace(_Writer(event, schedule).book(), spoken=told)


def named(name: str, names: dict[str, str]) -> Named:
    """A name and its forms by language."""
    return Named(name, tuple(sorted(names.items())))


def person(given: Adviser | Moderator | Interpreter) -> Person:
    """A person who has an id and a name with forms."""
    return Person(given.name, tuple(sorted(given.names.items())), given.id)


def _whom(given: str | None, known: Mapping[str, Person]) -> Person:
    """Who is meant by an id; somebody of that name, where the event has no such id."""
    return known.get(given, Person(given, id=given)) if given else NOBODY


def _own_texts(settings: Settings) -> dict[str, dict[str, str]]:
    """The organiser's own words by language and key: names of countries, and texts, which come first."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for code, names in settings.country_names.items():
        for language, name in names.items():
            found[language][f"country.{code}"] = name
    for language, texts in settings.print.texts.items():
        found[language] |= texts
    return found


def _require_known(event: Event, schedule: Schedule) -> None:
    unknown = {
        f"{what} “{one}”"
        for meeting in (*schedule.meetings, *schedule.cancelled)
        for what, known, ids in (
            ("company", event.company, (*meeting.participants, *meeting.leaders)),
            ("session", event.session, (meeting.session,)),
            ("hall", event.hall, (meeting.hall,)),
        )
        for one in ids
        if one not in known
    }
    if unknown:
        msg = f"the schedule is not of this event, which has no {', no '.join(sorted(unknown))}"
        raise UsageError(msg)


class _Writer:
    """Looks up, once, what every sheet needs."""

    def __init__(self, event: Event, schedule: Schedule) -> None:
        self.event = event
        self.schedule = schedule
        self.parties = {company.id: self._party(company) for company in event.profiles}
        self.people = {(c.id, one.id): named(one.name, one.names) for c in event.profiles for one in c.people}
        self.interpreters = {one.id: person(one) for one in event.interpreters}
        self.advisers = {one.id: person(one) for session in event.sessions for one in session.advisers}
        self.moderators = {one.id: person(one) for session in event.sessions for one in session.moderators}
        self.places: dict[tuple[str, str], Place] = {}
        self.bookings = self._bookings(schedule.meetings, cancelled=False)
        self.cancelled = self._bookings(schedule.cancelled, cancelled=True)
        self.duties = tuple(duties_of(event, lambda one: self._place(one.id, one.hall), self._on_duty))
        self.best: dict[str, Unscheduled] = {}
        for pair in schedule.unscheduled:
            for company in pair.participants:
                self.best.setdefault(company, pair)

    def book(self) -> AgendaBook:
        settings = self.event.event
        days = [session.day for session in self.event.sessions]
        sheets = self._company_sheets()
        grids = tuple(self._grids())
        languages = settings.languages or ("en",)
        slots = (slot for grid in grids for slot in grid.slots)
        held = ((one.start, one.end) for one in self.bookings)
        away = ((one.start, one.end) for one in self.duties)
        return AgendaBook(
            event=settings.name,
            days=(min(days), max(days)),
            zone=settings.timezone,
            languages=languages,
            plan=f"{self.schedule.version}-{_fingerprint(self.schedule)}",
            note=settings.note or "",
            footer=settings.print.footer or "",
            link=settings.print.link or "",
            colour=settings.print.colour,
            texts=tuple((code, tuple(texts.items())) for code, texts in sorted(_own_texts(settings).items())),
            parties=tuple(self.parties.values()),
            delegations=tuple((one.id, named(one.name, one.names)) for one in self.event.delegations),
            purposes=settings.purposes,
            sheets=sheets,
            others=tuple(people_sheets(self.event, sheets, self.parties, (*self.bookings, *self.cancelled))),
            grids=grids,
            bookings=(*self.bookings, *self.cancelled),
            left_out=tuple(
                LeftOut(tuple(self.parties[one] for one in pair.participants), pair.weight, pair.reason)
                for pair in self.schedule.unscheduled
                if all(one in self.parties for one in pair.participants)
            ),
            spans=tuple({span for spans in (slots, held, away) for span in spans}),
        )

    def _party(self, company: Company) -> Party:
        profile = company.profile or ""
        for capability in () if profile else company.capabilities:
            longer = f"{profile}, {capability}" if profile else capability
            if profile and len(longer) > _PROFILE:
                break
            profile = longer
        name = named(company.name, company.names)
        return Party(company.id, name, company.country, profile, company.delegation or "", company.purposes)

    def _bookings(self, meetings: Iterable[Meeting], *, cancelled: bool) -> tuple[Booking, ...]:
        ordered = sorted(meetings, key=lambda meeting: (meeting.start, meeting.id))
        return tuple(self._booking(meeting, cancelled=cancelled) for meeting in ordered)

    def _booking(self, meeting: Meeting, *, cancelled: bool) -> Booking:
        return Booking(
            id=meeting.id,
            start=self._local(meeting.start),
            end=self._local(meeting.end),
            place=self._place(meeting.session, meeting.hall),
            table=meeting.table,
            sides=tuple(self._side(meeting, one) for one in dict.fromkeys(meeting.participants)),
            interpreter=_whom(meeting.interpreter, self.interpreters),
            adviser=_whom(meeting.adviser, self.advisers),
            moderator=_whom(meeting.moderator, self.moderators),
            leaders=tuple(self._side(meeting, one) for one in dict.fromkeys(meeting.leaders)),
            need=meeting.need or "",
            topic=meeting.topic or "",
            weight=meeting.weight,
            reasons=meeting.reasons,
            sequence=meeting.sequence,
            cancelled=cancelled,
        )

    def _side(self, meeting: Meeting, company: str) -> Side:
        """The company with those who come: as decided, or its only delegate that has a name."""
        coming = [one.delegate for one in meeting.attendees if one.company == company]
        own = self.event.company[company]
        if not coming and own.delegates == len(own.people) == 1:
            coming = [own.people[0].id]
        return Side(self.parties[company], tuple(self.people.get((company, one), Named(one)) for one in coming))

    def _on_duty(self, company: str, host: str | None) -> Side:
        """The company with its host, or with the last delegate that it names."""
        people = self.event.company[company].people
        named_host = host or (people[-1].id if people else None)
        who = (self.people.get((company, named_host), Named(named_host)),) if named_host else ()
        return Side(self.parties[company], who)

    def _place(self, session: str, hall: str) -> Place:
        if (session, hall) not in self.places:
            held, where = self.event.session[session], self.event.hall[hall]
            self.places[session, hall] = Place(
                session, named(held.name, held.names), held.kind.value, hall, named(where.name, where.names)
            )
        return self.places[session, hall]

    def _local(self, moment: dt.datetime) -> dt.datetime:
        return moment.astimezone(self.event.event.zone)

    def _company_sheets(self) -> tuple[Sheet, ...]:
        entries: dict[str, list[Entry]] = defaultdict(list)
        for booking in self.bookings:
            for place, side in enumerate(booking.sides):
                others = booking.sides[:place] + booking.sides[place + 1 :]
                entries[side.party.id].append(Entry(booking, (side,), others + booking.leaders))
            for side in booking.leaders:
                entries[side.party.id].append(Entry(booking, (side,), booking.sides))
        dropped: dict[str, list[Booking]] = defaultdict(list)
        for booking in self.cancelled:
            for side in (*booking.sides, *booking.leaders):
                dropped[side.party.id].append(booking)
        away: dict[str, list[Duty]] = defaultdict(list)
        for duty in self.duties:
            away[duty.side.party.id].append(duty)
        return tuple(
            self._company_sheet(one, days_of(entries[one.id], away[one.id]), dropped[one.id])
            for one in self.event.profiles
        )

    def _company_sheet(self, company: Company, days: tuple[Day, ...], cancelled: list[Booking]) -> Sheet:
        delegation = self.event.delegation[company.delegation] if company.delegation else None
        return Sheet(
            kind=SheetKind.COMPANY,
            id=company.id,
            name=named(company.name, company.names),
            language=sheet_language(company, self.event.event.languages or ("en",)),
            country=company.country,
            company_kind=company.kind.value,
            of=named(delegation.name, delegation.names) if delegation else NOBODY,
            note=company.note or "",
            days=days,
            remark=None if any(day.entries for day in days) else self._remark(company),
            cancelled=tuple(cancelled),
        )

    def _remark(self, company: Company) -> Remark:
        return remark(self.event, company, self.best.get(company.id))

    def _grids(self) -> Iterable[Grid]:
        held: dict[str, list[Booking]] = defaultdict(list)
        for booking in self.bookings:
            held[booking.place.session].append(booking)
        shown = [session for session in self.event.sessions if session.hosts_meetings or session.id in held]
        for session in sorted(shown, key=lambda one: (one.day, one.start, one.name)):
            yield self._grid(session, held[session.id])

    def _grid(self, session: Session, bookings: list[Booking]) -> Grid:
        spans = {(slot.span.start, slot.span.end) for slot in slots_of_session(session, self.event.event.zone)}
        spans |= {(one.start.astimezone(dt.UTC), one.end.astimezone(dt.UTC)) for one in bookings}
        here = tuple(one for one in self.duties if one.place.session == session.id)
        return Grid(
            place=self._place(session.id, session.hall),
            day=session.day,
            slots=tuple((self._local(start), self._local(end)) for start, end in sorted(spans)),
            tables=tuple(
                sorted({one.table for one in bookings} | {one.table for one in here if one.table is not None})
            ),
            bookings=tuple(bookings),
            duties=here,
        )


def sheet_language(company: Company, languages: tuple[str, ...]) -> str:
    """The language of a company's sheet: its choice, else the first of its languages that the event prints in."""
    if company.sheet_language:
        return company.sheet_language
    shared = next((one for one in company.languages if one in languages), None)
    foreign = "en" if "en" in languages and company.languages else languages[0]
    return shared or foreign


def _fingerprint(schedule: Schedule) -> str:
    """Six hexadecimal digits that tell a plan from another one that was edited by hand."""
    meetings = (*schedule.meetings, *schedule.cancelled)
    told = "\n".join(sorted(one.model_dump_json(exclude={"weight", "reasons"}) for one in meetings))
    return hashlib.sha256(told.encode("utf-8", errors="surrogatepass")).hexdigest()[:6]
