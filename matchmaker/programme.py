"""Where and when people meet: halls, sessions of every kind, and what is particular to each kind."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, ValidationInfo, field_validator, model_validator
from pydantic_core import PydanticCustomError

from matchmaker.fields import (
    Day,
    Id,
    Ids,
    Language,
    Languages,
    Name,
    Names,
    Text,
    Texts,
    Time,
    later,
    listed,
    minutes_between,
)
from matchmaker.values import Named, Value, Window


class SessionKind(StrEnum):
    """What a session is for."""

    TABLES = "tables"
    SALON = "salon"
    DIALOGUE = "dialogue"
    CONSULTATION = "consultation"
    EXHIBITION = "exhibition"
    PLENARY = "plenary"


# Sessions of these kinds host 1:1 meetings.
HOSTING = frozenset({SessionKind.TABLES, SessionKind.SALON})

Count = Annotated[int, Field(ge=0, le=100_000)]
Some = Annotated[int, Field(ge=1, le=1000)]


class Hall(Value):
    """A place with tables. `walk` is minutes to other halls, either way; it may stand at either of the two."""

    id: Id
    name: Name
    names: Names = {}
    tables: Count | None = None
    walk: dict[Id, Annotated[int, Field(ge=0, le=240)]] = {}


class Adviser(Named):
    """A person at a desk: what they know, speak, and when they are there; a name alone will do."""

    expertise: Texts = ()
    languages: Languages = ()
    available: tuple[Window, ...] | None = None
    unavailable: tuple[Window, ...] = ()


class Moderator(Named):
    """A person who leads a round table; a name alone will do."""


class RoundTable(Value):
    """A table of a dialogue: its topic, and the company that asked for it; a topic alone will do."""

    topic: Text
    asked_by: Id | None = None

    @model_validator(mode="before")
    @classmethod
    def _topic(cls, value: Any) -> Any:
        return {"topic": value} if isinstance(value, str) else value


class Group(Value):
    """What every group at a round table must be: how many companies, from how many countries, of how many kinds.

    Of each set in `apart`, at most one company sits in a group.
    """

    min: Annotated[int, Field(ge=2, le=100)] = 3
    max: Annotated[int, Field(ge=2, le=100, validate_default=True)] = 8
    countries: Annotated[int, Field(ge=1, le=100)] = 1
    kinds: Annotated[int, Field(ge=1, le=10)] = 1
    apart: tuple[Ids, ...] = ()

    @field_validator("max")
    @classmethod
    def _holds_minimum(cls, most: int, info: ValidationInfo) -> int:
        least = info.data.get("min")
        if least is not None and most < least:
            raise PydanticCustomError("group-too-small", "fewer seats than the least", {"least": least})
        return most


class Booth(Value):
    """An exhibitor's booth: hours of demonstration (the whole session if none), and visitors at once.

    `host` is the delegate who stays there; without one, the last that the exhibitor names.
    """

    exhibitor: Id
    visitors: Some = 1
    hours: tuple[Window, ...] | None = None
    host: Id | None = None

    @model_validator(mode="before")
    @classmethod
    def _exhibitor(cls, value: Any) -> Any:
        return {"exhibitor": value} if isinstance(value, str) else value


class Session(Value):
    """A block of time in a hall. `slot` and `gap` are minutes, `tables` and `capacity` hold at each moment.

    Where companies are `invited` or `signed_up`, only those are booked here; those `kept_out` never are. A company
    among the `speakers` has a delegate on the stage all the time. `round_tables`, `group` and `moderators` are a
    dialogue's, `advisers` a consultation's, `booths` an exhibition's.
    """

    id: Id
    name: Name
    names: Names = {}
    kind: SessionKind
    hall: Id
    day: Day
    start: Time
    end: Time
    slot: Annotated[int, Field(ge=1, le=1440)] = 30
    gap: Annotated[int, Field(ge=0, le=1440)] = 0
    tables: Count | None = None
    capacity: Annotated[int, Field(ge=0, le=1_000_000)] | None = None
    topics: Texts = ()
    invited: Ids = ()
    signed_up: Ids = ()
    kept_out: Ids = ()
    speakers: Ids = ()
    language: Language | None = None
    round_tables: Annotated[tuple[RoundTable, ...], BeforeValidator(listed)] = ()
    group: Group = Group()
    moderators: Annotated[tuple[Moderator, ...], BeforeValidator(listed)] = ()
    advisers: Annotated[tuple[Adviser, ...], BeforeValidator(listed)] = ()
    booths: Annotated[tuple[Booth, ...], BeforeValidator(listed)] = ()

    @field_validator("end")
    @classmethod
    def _end_after_start(cls, end: Any, info: ValidationInfo) -> Any:
        return later(end, info)

    @field_validator("slot")
    @classmethod
    def _fits(cls, slot: int, info: ValidationInfo) -> int:
        start, end = info.data.get("start"), info.data.get("end")
        if start is not None and end is not None and slot > minutes_between(start, end):
            raise PydanticCustomError("slot-too-long", "no slot fits", {"start": start, "end": end})
        return slot

    @property
    def hosts_meetings(self) -> bool:
        """Whether 1:1 meetings can be placed here."""
        return self.kind in HOSTING

    @property
    def places(self) -> int:
        """Tables, desks or booths that need a number here."""
        if self.kind is SessionKind.EXHIBITION:
            return len(self.booths)
        if self.kind is SessionKind.CONSULTATION and self.tables is None:
            return len(self.advisers)
        return 0 if self.kind is SessionKind.PLENARY else self.tables or 0

    def admits(self, company: str) -> bool:
        """Whether a company may be booked here."""
        listed_here = {*self.invited, *self.signed_up}
        return company not in self.kept_out and (not listed_here or company in listed_here)
