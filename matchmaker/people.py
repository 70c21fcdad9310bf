"""Persons and their companies' companions: delegates, delegations, interpreters, and what they wish of each other."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field, field_validator
from pydantic_core import PydanticCustomError

from matchmaker.fields import Id, Languages, Name, Names, Texts
from matchmaker.values import Named, Value, Window


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


class Wish(Value):
    """One company's word on another. `rank` 1 is the dearest wish.

    `delegate` asks for one of the other's delegates by id; with `leader`, the leaders of both sides' delegations come
    along, where there are any besides the two.
    """

    company: Id
    wish: WishKind = WishKind.WANT
    rank: Annotated[int, Field(ge=1, le=1000)] | None = None
    answer: Answer = Answer.OPEN
    delegate: Id | None = None
    leader: bool = False


class AtHome(Value):
    """Members of a delegation's leader who stayed at home, for whom it seeks partners."""

    members: Annotated[int, Field(ge=1, le=10**9)] | None = None
    capabilities: Texts = ()
    interests: Texts = ()


class Delegation(Value):
    """Companies that come together under a leader. `max_meetings` is for all of them together.

    With `fair_shares`, no member has more than its part of that, rounded up; members meet each other only if one of
    the two wishes it, unless `members_meet`.
    """

    id: Id
    name: Name
    names: Names = {}
    leader: Id | None = None
    max_meetings: Annotated[int, Field(ge=0, le=100_000)] | None = None
    fair_shares: bool = True
    members_meet: bool = False
    at_home: AtHome | None = None


A_PAIR = 2


class Interpreter(Value):
    """A person who speaks at least two languages, and when: no longer than `longest` minutes without `rest` minutes."""

    id: Id
    name: Name
    names: Names = {}
    languages: Languages
    available: tuple[Window, ...] | None = None
    unavailable: tuple[Window, ...] = ()
    longest: Annotated[int, Field(ge=1, le=1440)] = 120
    rest: Annotated[int, Field(ge=0, le=1440)] = 15

    @field_validator("languages")
    @classmethod
    def _two_at_least(cls, languages: tuple[str, ...]) -> tuple[str, ...]:
        if len({language.casefold() for language in languages}) < A_PAIR:
            raise PydanticCustomError("one-language", "fewer than two languages", {})
        return languages


class Delegate(Named):
    """A person of a company, with languages and hours where they differ from its own; a name alone will do."""

    role: Name | None = None
    languages: Languages = ()
    available: tuple[Window, ...] | None = None
    unavailable: tuple[Window, ...] = ()
