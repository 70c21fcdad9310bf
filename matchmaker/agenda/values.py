"""The values that renderers receive. They speak no language: names carry their forms, countries are codes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from matchmaker.fields import UNDATED


class SheetKind(StrEnum):
    """Whose agenda a sheet is."""

    COMPANY = "company"
    DELEGATE = "delegate"
    DELEGATION = "delegation"
    INTERPRETER = "interpreter"
    ADVISER = "adviser"
    MODERATOR = "moderator"


class DutyKind(StrEnum):
    """What a delegate is away for: to speak, or to receive visitors."""

    STAGE = "stage"
    BOOTH = "booth"


# What is numbered in sessions that have no tables.
_SPOTS = {"consultation": "desk", "exhibition": "booth"}


@dataclass(frozen=True, slots=True)
class Named:
    """A name as given, and its forms by language."""

    name: str
    forms: tuple[tuple[str, str], ...] = ()

    def form(self, language: str) -> str | None:
        """The name's form in a language, or in the language it is a variety of."""
        found = dict(self.forms)
        return found.get(language) or found.get(language.split("-", maxsplit=1)[0].split("_", maxsplit=1)[0])


@dataclass(frozen=True, slots=True)
class Person(Named):
    """An interpreter, an adviser or a moderator. A name that the event does not have is its own id."""

    id: str = ""


NOBODY = Person("")


@dataclass(frozen=True, slots=True)
class Party:
    """A company as others see it. `country` is an ISO 3166-1 code, `profile` a line that says what it does."""

    id: str
    name: Named
    country: str
    profile: str = ""
    delegation: str = ""
    purposes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Side:
    """A company in a meeting, and its delegates who come, where that is decided."""

    party: Party
    people: tuple[Named, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """A session in its hall. `kind` is that of the session."""

    session: str
    name: Named
    kind: str
    hall_id: str
    hall: Named

    @property
    def spot(self) -> str:
        """What has the numbers here: the label of a table, a desk or a booth."""
        return _SPOTS.get(self.kind, "table")


@dataclass(frozen=True, slots=True)
class Booking:
    """A meeting as the event sees it. `leaders` come along; `need` is what the adviser is asked, `topic` a table's."""

    id: str
    start: dt.datetime
    end: dt.datetime
    place: Place
    table: int
    sides: tuple[Side, ...]
    interpreter: Person = NOBODY
    adviser: Person = NOBODY
    moderator: Person = NOBODY
    leaders: tuple[Side, ...] = ()
    need: str = ""
    topic: str = ""
    weight: int = 0
    reasons: tuple[str, ...] = ()
    sequence: int = 0
    cancelled: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """A meeting as one sheet sees it: `own` is its side, if it has one, `partners` are the others, leaders included."""

    booking: Booking
    own: tuple[Side, ...]
    partners: tuple[Side, ...]

    @property
    def start(self) -> dt.datetime:
        """When it starts, by the event's clock."""
        return self.booking.start

    @property
    def end(self) -> dt.datetime:
        """When it ends, by the event's clock."""
        return self.booking.end


@dataclass(frozen=True, slots=True)
class Duty:
    """Hours of a company's delegate on a stage, or at its booth, whose number `table` then is."""

    kind: DutyKind
    start: dt.datetime
    end: dt.datetime
    place: Place
    side: Side
    table: int | None = None


@dataclass(frozen=True, slots=True)
class Day:
    """One day of a sheet."""

    date: dt.date
    entries: tuple[Entry, ...]
    duties: tuple[Duty, ...] = ()


@dataclass(frozen=True, slots=True)
class Remark:
    """Why a sheet is empty: a key of the languages' `remark` texts, and what fills its places."""

    key: str
    fills: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """An agenda. `of` is the company or delegation that a person or company belongs to, `language` its own one."""

    kind: SheetKind
    id: str
    name: Named
    language: str
    country: str = ""
    company_kind: str = ""
    of: Named = NOBODY
    role: str = ""
    members: tuple[Party, ...] = ()
    note: str = ""
    days: tuple[Day, ...] = ()
    remark: Remark | None = None
    cancelled: tuple[Booking, ...] = ()

    @property
    def meetings(self) -> int:
        """How many meetings the sheet lists."""
        return sum(len(day.entries) for day in self.days)


@dataclass(frozen=True, slots=True)
class Grid:
    """A session as a grid: its slots (start, end), the tables in use, and what takes place there.

    `duties` are those of its speakers and exhibitors; all booths are in use.
    """

    place: Place
    day: dt.date
    slots: tuple[tuple[dt.datetime, dt.datetime], ...]
    tables: tuple[int, ...]
    bookings: tuple[Booking, ...]
    duties: tuple[Duty, ...] = ()


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A compatible pair that does not meet, and why, in the schedule's words."""

    parties: tuple[Party, ...]
    weight: int
    reason: str


@dataclass(frozen=True, slots=True)
class AgendaBook:
    """All that is printed. `sheets` are the companies', `others` those of persons and delegations.

    `days` are the event's first and last day; `grids` are sorted by time, then name; `plan` tells this plan from
    others. `texts` are words of the organiser's own by language and key, `spoken` the reasons by language, in English
    and as they are said there. `spans` are all times at which anything takes place, whatever of the book is printed.
    """

    event: str
    days: tuple[dt.date, dt.date]
    zone: str
    languages: tuple[str, ...]
    plan: str
    note: str = ""
    footer: str = ""
    link: str = ""
    colour: str = "#1f3a5f"
    texts: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = ()
    spoken: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = ()
    parties: tuple[Party, ...] = ()
    delegations: tuple[tuple[str, Named], ...] = ()
    purposes: tuple[str, ...] = ()
    sheets: tuple[Sheet, ...] = ()
    others: tuple[Sheet, ...] = ()
    grids: tuple[Grid, ...] = ()
    bookings: tuple[Booking, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    spans: tuple[tuple[dt.datetime, dt.datetime], ...] = ()

    @property
    def dated(self) -> bool:
        """Whether the event has dates."""
        return self.days[0].year != UNDATED.year

    @property
    def ids(self) -> frozenset[str]:
        """What `only` understands: companies, persons, delegations, sessions, halls."""
        places = {one for grid in self.grids for one in (grid.place.session, grid.place.hall_id)}
        return frozenset(places | {sheet.id for sheet in (*self.sheets, *self.others)})

    def of(self, kind: SheetKind) -> tuple[Sheet, ...]:
        """The sheets of a kind."""
        return self.sheets if kind is SheetKind.COMPANY else tuple(s for s in self.others if s.kind is kind)

    def only(self, ids: Iterable[str]) -> AgendaBook:
        """The book with nothing but the sheets, sessions and meetings of these ids."""
        wanted = frozenset(ids)
        sheets = tuple(sheet for sheet in self.sheets if sheet.id in wanted)
        others = tuple(sheet for sheet in self.others if sheet.id in wanted)
        grids = tuple(grid for grid in self.grids if {grid.place.session, grid.place.hall_id} & wanted)
        kept = {entry.booking.id for sheet in (*sheets, *others) for day in sheet.days for entry in day.entries}
        kept |= {booking.id for sheet in sheets for booking in sheet.cancelled}
        kept |= {booking.id for grid in grids for booking in grid.bookings}
        return replace(
            self,
            sheets=sheets,
            others=others,
            grids=grids,
            bookings=tuple(booking for booking in self.bookings if booking.id in kept),
            left_out=tuple(pair for pair in self.left_out if any(party.id in wanted for party in pair.parties)),
        )
