"""What an organiser writes: the event, its halls and sessions, and the profiles of its companies.

All values are frozen. References between them (a session's hall, a wish's company) are ids; `matchmaker.inputs`
guarantees that every reference resolves before an `Event` reaches the rest of the program.
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from pydantic import (
    AliasChoices,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationInfo,
    WithJsonSchema,
    field_validator,
    model_validator,
)
from pydantic.json_schema import SkipJsonSchema
from pydantic_core import PydanticCustomError

from matchmaker.aims import GoalName as GoalName  # noqa: PLC0414 — part of this vocabulary too
from matchmaker.aims import Goals
from matchmaker.countries import CountryCode
from matchmaker.fields import (
    Address,
    Colour,
    Day,
    Id,
    Ids,
    Language,
    Languages,
    Line,
    Name,
    Names,
    Text,
    Texts,
    Time,
    Zone,
    later,
    minutes_between,
)
from matchmaker.matching import (
    ChainPosition,
    Embargo,
    Exclusions,
    Investment,
    Kinds,
    Met,
    Places,
    Weights,
)
from matchmaker.matching import Kind as Kind  # noqa: PLC0414 — part of this vocabulary too
from matchmaker.regions import place_name

# The vocabulary of business services that comes with the package.
GENERAL_VOCABULARY = "b2b-services"
# What the ids of its terms start with.
GENERAL_TERMS = "b2b:"


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


class WishKind(StrEnum):
    """What a company says of another."""

    MUST = "must"
    WANT = "want"
    AVOID = "avoid"


class Answer(StrEnum):
    """What the other side says to a wish."""

    ACCEPTED = "accepted"
    DECLINED = "declined"
    OPEN = "open"


def _of_all_languages(value: Any) -> Any:
    """Synonyms told apart by language are as good as a list: in any language, they mean the term."""
    if not isinstance(value, dict):
        return value
    texts = (found for found in value.values() if found is not None)
    return [one for found in texts for one in ([found] if isinstance(found, str) else found)]


class Value(BaseModel):
    """Base of all input values: frozen, and unknown keys are mistakes."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class Window(Value):
    """A stretch of local time on one day."""

    day: Day
    start: Time = dt.time(0, 0)
    end: Time = dt.time(23, 59)

    @field_validator("end")
    @classmethod
    def _end_after_start(cls, end: dt.time, info: ValidationInfo) -> dt.time:
        return later(end, info)


class Look(Value):
    """How the agendas look. `logo` and `templates` are paths beside the event file.

    `texts` are an organiser's own words by language and key (`zh: {label.table: 台号}`).
    """

    logo: Name | None = None
    templates: Name | None = None
    colour: Colour = "#1f3a5f"
    footer: Line | None = None
    link: Address | None = None
    texts: dict[Language, dict[str, Name]] = {}


class Settings(Value):
    """The event itself. `fairness_floor` is in percent of a company's best day."""

    name: Name = "Matchmaking event"
    timezone: Zone = "UTC"
    languages: Languages = ("en",)
    purposes: Texts = ("investment", "trade", "cooperation", "service")
    max_meetings: Annotated[int, Field(ge=1, le=1000)] | None = None
    goals: Goals = tuple(GoalName)
    fairness_floor: Annotated[int, Field(ge=0, le=100)] = 30
    note: Text | None = None
    currency: Name = "EUR"
    weights: Weights = Weights()
    reciprocity: Annotated[int, Field(ge=0, le=100)] = 30
    alike: Texts = ("cooperation",)
    embargoes: tuple[Embargo, ...] = ()
    country_names: dict[CountryCode, Names] = {}
    vocabularies: Texts = (GENERAL_VOCABULARY,)
    vectors: Id | None = None
    print: Look = Look()

    @cached_property
    def zone(self) -> ZoneInfo:
        """The event's time zone."""
        return ZoneInfo(self.timezone)


class Hall(Value):
    """A place with tables."""

    id: Id
    name: Name
    names: Names = {}
    tables: Annotated[int, Field(ge=0, le=100_000)] | None = None


class Session(Value):
    """A block of time in a hall. `slot` and `gap` are minutes, `tables` and `capacity` hold at each moment."""

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
    tables: Annotated[int, Field(ge=0, le=100_000)] | None = None
    capacity: Annotated[int, Field(ge=0, le=1_000_000)] | None = None
    topics: Texts = ()

    @field_validator("end")
    @classmethod
    def _end_after_start(cls, end: dt.time, info: ValidationInfo) -> dt.time:
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


class Term(Value):
    """A term of the vocabulary: labels per language, synonyms, and the terms it is a special case of."""

    id: Id
    labels: Names = {}
    synonyms: Annotated[Texts, BeforeValidator(_of_all_languages)] = ()
    broader: Ids = ()
    narrower: Ids = ()


class Wish(Value):
    """One company's word on another. `rank` 1 is the dearest wish."""

    company: Id
    wish: WishKind = WishKind.WANT
    rank: Annotated[int, Field(ge=1, le=1000)] | None = None
    answer: Answer = Answer.OPEN


class Delegation(Value):
    """Companies that come together under a leader."""

    id: Id
    name: Name
    names: Names = {}
    leader: Id | None = None


class Interpreter(Value):
    """A person who speaks at least two languages, and when."""

    id: Id
    name: Name
    languages: Languages
    available: tuple[Window, ...] | None = None


class Delegate(Value):
    """A person of a company; a name alone will do."""

    id: Id
    name: Name
    names: Names = {}
    role: Name | None = None

    @model_validator(mode="before")
    @classmethod
    def _named(cls, value: Any) -> Any:
        """A text is a name, and where there is no id, the name stands for it."""
        given = {"name": value} if isinstance(value, str) else value
        return {"id": given.get("name", "?"), **given} if isinstance(given, dict) else given


def _count(value: Any) -> Any:
    """How many delegates a list names."""
    return len(value) if isinstance(value, list | tuple) else value


def _people(value: Any) -> Any:
    """The delegates that are named; a number names none."""
    return value if isinstance(value, list | tuple) else ()


_NUMBER = {"type": "integer", "minimum": 1, "maximum": 1000}
_NAMED = {"type": "array", "minItems": 1, "items": {"anyOf": [{"type": "string"}, Delegate.model_json_schema()]}}


class Company(Value):
    """A participant's profile: `delegates` meetings at once, no more than `max_meetings`, `min_meetings` promised.

    A list of `delegates` also names `people`. `profile` says in a line what the company is; `sheet_language` is the
    language of its agenda.
    """

    id: Id
    name: Name
    names: Names = {}
    country: CountryCode
    kind: Kind = Kind.COMPANY
    capabilities: Texts = ()
    interests: Texts = ()
    purposes: Texts = ()
    languages: Languages = ()
    delegates: Annotated[
        int, BeforeValidator(_count), Field(ge=1, le=1000), WithJsonSchema({"anyOf": [_NUMBER, _NAMED]})
    ] = 1
    people: SkipJsonSchema[Annotated[tuple[Delegate, ...], BeforeValidator(_people)]] = Field(
        default=(), validation_alias=AliasChoices("people", "delegates")
    )
    profile: Name | None = None
    sheet_language: Language | None = None
    delegation: Id | None = None
    max_meetings: Annotated[int, Field(ge=0, le=1000)] | None = None
    min_meetings: Annotated[int, Field(ge=0, le=1000)] = 0
    available: tuple[Window, ...] | None = None
    unavailable: tuple[Window, ...] = ()
    wishes: tuple[Wish, ...] = ()
    note: Text | None = None
    group: Id | None = None
    competitors: Ids = ()
    excludes: Exclusions = Exclusions()
    targets: Places = ()
    seeks_kinds: Kinds = ()
    chain: ChainPosition | None = None
    investment: Investment | None = None
    met: tuple[Met, ...] = ()

    @field_validator("min_meetings")
    @classmethod
    def _within_maximum(cls, least: int, info: ValidationInfo) -> int:
        most = info.data.get("max_meetings")
        if most is not None and least > most:
            raise PydanticCustomError("min-above-max", "promised more than allowed", {"most": most})
        return least


class Event(Value):
    """Everything that the file says, with defaults filled in and every reference resolved."""

    event: Settings = Settings()
    halls: tuple[Hall, ...] = ()
    sessions: tuple[Session, ...] = ()
    vocabulary: tuple[Term, ...] = ()
    delegations: tuple[Delegation, ...] = ()
    interpreters: tuple[Interpreter, ...] = ()
    profiles: tuple[Company, ...] = Field(min_length=1)

    @cached_property
    def company(self) -> dict[str, Company]:
        """Companies by id."""
        return {company.id: company for company in self.profiles}

    @cached_property
    def hall(self) -> dict[str, Hall]:
        """Halls by id."""
        return {hall.id: hall for hall in self.halls}

    @cached_property
    def session(self) -> dict[str, Session]:
        """Sessions by id."""
        return {session.id: session for session in self.sessions}

    @cached_property
    def delegation(self) -> dict[str, Delegation]:
        """Delegations by id."""
        return {delegation.id: delegation for delegation in self.delegations}

    @cached_property
    def musts(self) -> frozenset[frozenset[str]]:
        """Pairs that have to meet."""
        return frozenset(
            frozenset((company.id, wish.company))
            for company in self.profiles
            for wish in company.wishes
            if wish.wish is WishKind.MUST
        )

    @cached_property
    def kept_apart(self) -> frozenset[frozenset[str]]:
        """Pairs that do not meet: a side avoids the other, or declined its wish."""
        return frozenset(
            frozenset((company.id, wish.company))
            for company in self.profiles
            for wish in company.wishes
            if wish.wish is WishKind.AVOID or wish.answer is Answer.DECLINED
        )

    def maximum(self, company: Company) -> int | None:
        """How many meetings the company may have, if anything limits it."""
        return company.max_meetings if company.max_meetings is not None else self.event.max_meetings

    def country_name(self, code: str, language: str) -> str:
        """How a country or region prints in a language: as the organiser has it, or as CLDR does."""
        own = self.event.country_names.get(code, {})
        return own.get(language) or place_name(code, language)
