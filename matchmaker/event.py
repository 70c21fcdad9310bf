"""What an organiser writes: the event, its halls and sessions, and the profiles of its companies.

All values are frozen. References between them (a session's hall, a wish's company) are ids; `matchmaker.inputs`
guarantees that every reference resolves before an `Event` reaches the rest of the program.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from itertools import chain
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from pydantic import (
    AliasChoices,
    BeforeValidator,
    Field,
    ValidationInfo,
    WithJsonSchema,
    field_validator,
)
from pydantic.json_schema import SkipJsonSchema
from pydantic_core import PydanticCustomError

from matchmaker.aims import GoalName as GoalName  # noqa: PLC0414 — part of this vocabulary too
from matchmaker.aims import Goals
from matchmaker.countries import CountryCode
from matchmaker.fields import (
    Address,
    Colour,
    Id,
    Ids,
    Language,
    Languages,
    Line,
    Name,
    Names,
    Text,
    Texts,
    Zone,
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
from matchmaker.people import Answer as Answer  # noqa: PLC0414 — part of this vocabulary too
from matchmaker.people import AtHome
from matchmaker.people import Delegate as Delegate  # noqa: PLC0414 — part of this vocabulary too
from matchmaker.people import Delegation as Delegation  # noqa: PLC0414 — part of this vocabulary too
from matchmaker.people import Interpreter as Interpreter  # noqa: PLC0414 — part of this vocabulary too
from matchmaker.people import Wish as Wish  # noqa: PLC0414 — part of this vocabulary too
from matchmaker.people import WishKind as WishKind  # noqa: PLC0414 — part of this vocabulary too
from matchmaker.programme import HOSTING as HOSTING  # noqa: PLC0414 — part of this vocabulary too
from matchmaker.programme import Hall as Hall  # noqa: PLC0414 — part of this vocabulary too
from matchmaker.programme import Session as Session  # noqa: PLC0414 — part of this vocabulary too
from matchmaker.programme import SessionKind as SessionKind  # noqa: PLC0414 — part of this vocabulary too
from matchmaker.regions import place_name
from matchmaker.values import Value as Value  # noqa: PLC0414 — part of this vocabulary too
from matchmaker.values import Window as Window  # noqa: PLC0414 — part of this vocabulary too

# The vocabulary of business services that comes with the package.
GENERAL_VOCABULARY = "b2b-services"
# What the ids of its terms start with.
GENERAL_TERMS = "b2b:"


def _of_all_languages(value: Any) -> Any:
    """Synonyms told apart by language are as good as a list: in any language, they mean the term."""
    if not isinstance(value, dict):
        return value
    texts = (found for found in value.values() if found is not None)
    return [one for found in texts for one in ([found] if isinstance(found, str) else found)]


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
    """The event itself. `fairness_floor` is in percent of a company's best day.

    A visit to a booth weighs `visit_share` percent of what a meeting of the two would. Without `book_open`, wishes
    that nobody has answered yet are not booked.
    """

    name: Name = "Matchmaking event"
    timezone: Zone = "UTC"
    languages: Languages = ("en",)
    purposes: Texts = ("investment", "trade", "cooperation", "service")
    max_meetings: Annotated[int, Field(ge=1, le=1000)] | None = None
    max_visits: Annotated[int, Field(ge=0, le=1000)] = 3
    visit_share: Annotated[int, Field(ge=1, le=100)] = 50
    book_open: bool = True
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


class Term(Value):
    """A term of the vocabulary: labels per language, synonyms, and the terms it is a special case of."""

    id: Id
    labels: Names = {}
    synonyms: Annotated[Texts, BeforeValidator(_of_all_languages)] = ()
    broader: Ids = ()
    narrower: Ids = ()


def _count(value: Any) -> Any:
    """How many delegates a list names."""
    return len(value) if isinstance(value, list | tuple) else value


def _people(value: Any) -> Any:
    """The delegates that are named; a number names none."""
    return value if isinstance(value, list | tuple) else ()


def _keys(value: Any) -> Any:
    """The purposes of a mapping from purpose to priority."""
    return tuple(value) if isinstance(value, dict) else value


def _mapping(value: Any) -> Any:
    """The priorities, where a mapping gives them."""
    return value if isinstance(value, dict) else {}


Priority = Annotated[int, Field(ge=1, le=3)]

_NUMBER = {"type": "integer", "minimum": 1, "maximum": 1000}


def _whole(schema: dict[str, Any], known: dict[str, Any]) -> dict[str, Any]:
    """A schema with what it refers to written in its place."""
    if "$ref" in schema:
        return _whole(known[schema["$ref"].rsplit("/", 1)[-1]], known)
    parts = {key: value for key, value in schema.items() if key != "$defs"}
    for key, value in parts.items():
        if isinstance(value, dict):
            parts[key] = _whole(value, known)
        elif isinstance(value, list):
            parts[key] = [_whole(one, known) if isinstance(one, dict) else one for one in value]
    return parts


_DELEGATE = Delegate.model_json_schema()
_PERSON = {"anyOf": [{"type": "string"}, _whole(_DELEGATE, _DELEGATE.get("$defs", {}))]}
_NAMED = {"type": "array", "minItems": 1, "items": _PERSON}


class Company(Value):
    """A participant's profile: `delegates` meetings at once, no more than `max_meetings`, `min_meetings` promised.

    A list of `delegates` also names `people`, a mapping of `purposes` also says their `priorities` (1 to 3).
    `minimums` are meetings promised for a purpose. Each of the `needs` asks for an adviser at a consultation.
    `profile` says in a line what the company is; `sheet_language` is the language of its agenda.
    """

    id: Id
    name: Name
    names: Names = {}
    country: CountryCode
    kind: Kind = Kind.COMPANY
    capabilities: Texts = ()
    interests: Texts = ()
    purposes: Annotated[Texts, BeforeValidator(_keys)] = ()
    priorities: SkipJsonSchema[Annotated[dict[Name, Priority], BeforeValidator(_mapping)]] = Field(
        default={}, validation_alias=AliasChoices("priorities", "purposes")
    )
    minimums: dict[Name, Annotated[int, Field(ge=1, le=1000)]] = {}
    needs: Texts = ()
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
    max_visits: Annotated[int, Field(ge=0, le=1000)] | None = None
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

    @field_validator("max_meetings")
    @classmethod
    def _holds_minimums(cls, most: int | None, info: ValidationInfo) -> int | None:
        least = max(info.data.get("minimums", {}).values(), default=0)
        if most is not None and least > most:
            raise PydanticCustomError("max-below-minimum", "allowed less than promised", {"least": least})
        return most

    @field_validator("min_meetings")
    @classmethod
    def _within_maximum(cls, least: int, info: ValidationInfo) -> int:
        most = info.data.get("max_meetings")
        if most is not None and least > most:
            raise PydanticCustomError("min-above-max", "promised more than allowed", {"most": most})
        return least


def _also(own: tuple[str, ...], more: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """Texts, and further ones behind them, each once."""
    return tuple(dict.fromkeys(chain(own, *more)))


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

    @cached_property
    def wishing(self) -> dict[frozenset[str], tuple[Wish, ...]]:
        """Each pair of which one asked for the other, with what was asked: one wish, or both sides'."""
        found: dict[frozenset[str], tuple[Wish, ...]] = {}
        for company in self.profiles:
            for wish in company.wishes:
                if wish.wish is not WishKind.AVOID:
                    pair = frozenset((company.id, wish.company))
                    found[pair] = (*found.get(pair, ()), wish)
        return found

    @cached_property
    def waiting(self) -> frozenset[frozenset[str]]:
        """Pairs that are not booked before somebody answers: one asked, the other neither accepted nor asked too."""
        if self.event.book_open:
            return frozenset()
        return frozenset(
            pair for pair, wishes in self.wishing.items() if len(wishes) == 1 and wishes[0].answer is Answer.OPEN
        )

    def visits(self, company: Company) -> int:
        """How many booths the company may visit."""
        return company.max_visits if company.max_visits is not None else self.event.max_visits

    @cached_property
    def members(self) -> dict[str, tuple[Company, ...]]:
        """The companies of each delegation, in file order."""
        found: dict[str, list[Company]] = {delegation.id: [] for delegation in self.delegations}
        for company in self.profiles:
            if company.delegation is not None:
                found.setdefault(company.delegation, []).append(company)
        return {name: tuple(companies) for name, companies in found.items()}

    @cached_property
    def at_home(self) -> dict[str, tuple[AtHome, ...]]:
        """By leader, those who stayed at home and for whom it seeks partners."""
        found: dict[str, tuple[AtHome, ...]] = {}
        for delegation in self.delegations:
            if delegation.leader is not None and delegation.at_home is not None:
                found[delegation.leader] = (*found.get(delegation.leader, ()), delegation.at_home)
        return found

    def offers(self, company: Company) -> tuple[str, ...]:
        """What the company offers, then what it offers for members at home; each text once."""
        homes = self.at_home.get(company.id)
        return _also(company.capabilities, (home.capabilities for home in homes)) if homes else company.capabilities

    def seeks(self, company: Company) -> tuple[str, ...]:
        """What the company seeks, then what it seeks for members at home; each text once."""
        homes = self.at_home.get(company.id)
        return _also(company.interests, (home.interests for home in homes)) if homes else company.interests

    def leaders_beside(self, company: Company) -> tuple[str, ...]:
        """The leader of the company's delegation, if that is somebody else."""
        delegation = self.delegation.get(company.delegation or "")
        leader = delegation.leader if delegation is not None else None
        return () if leader is None or leader == company.id else (leader,)

    def maximum(self, company: Company) -> int | None:
        """How many meetings the company may have, if anything limits it."""
        return company.max_meetings if company.max_meetings is not None else self.event.max_meetings

    def country_name(self, code: str, language: str) -> str:
        """How a country or region prints in a language: as the organiser has it, or as CLDR does."""
        own = self.event.country_names.get(code, {})
        return own.get(language) or place_name(code, language)
