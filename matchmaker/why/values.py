"""Answers to "why?" as values: ids, moments and numbers, which `matchmaker.why.words` puts into sentences."""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Literal

from matchmaker.compatibility import Evidence
from matchmaker.goals import Sense


class Hindrance(StrEnum):
    """What stands in the way of a meeting in one slot."""

    AWAY = "away"
    PLENARY = "plenary"
    NO_TABLES = "no_tables"
    BUSY = "busy"
    TABLES_TAKEN = "tables_taken"
    SEATS_TAKEN = "seats_taken"
    ENGAGED = "engaged"
    AT_ROUND_TABLE = "at_round_table"
    NOT_ADMITTED = "not_admitted"
    OFF_THEME = "off_theme"
    NO_LANGUAGE = "no_language"
    ASKED_AWAY = "asked_away"
    QUOTA_FULL = "quota_full"
    PERSONS_TAKEN = "persons_taken"


class Cause(StrEnum):
    """The first thing that keeps a compatible pair from meeting."""

    NEVER_TOGETHER = "never_together"
    NO_SESSION = "no_session"
    MAXIMUM = "maximum"
    NO_FREE_SLOT = "no_free_slot"
    NO_TABLE = "no_table"
    NO_QUOTA = "no_quota"
    NO_PERSON = "no_person"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Booking:
    """A slot of a session, in the event's local time."""

    session: str
    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class Fault:
    """A hindrance and whose it is: a company (and whom it meets then), or the session with `count` tables or seats."""

    hindrance: Hindrance
    company: str | None = None
    meets: tuple[str, ...] = ()
    count: int = 0


@dataclass(frozen=True, slots=True)
class Stretch:
    """Slots of one session in a row, with the same faults; none where the pair could meet as things stand."""

    booking: Booking
    slots: int
    faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class PairWeight:
    """Who would be booked with whom, two companies or a company and an adviser, and what that weighs."""

    participants: tuple[str, str]
    weight: int


@dataclass(frozen=True, slots=True)
class Move:
    """A meeting that would be in another slot."""

    participants: tuple[str, str]
    before: Booking
    after: Booking


@dataclass(frozen=True, slots=True)
class GoalChange:
    """A goal before and after a swap."""

    name: str
    before: int
    after: int
    sense: Sense


@dataclass(frozen=True, slots=True)
class Exchange:
    """What it takes to let a pair meet: computed from the schedule, and checked by every rule.

    `cost` is what the displaced weigh less what the pair weighs; `least` what it costs at least, however it is done
    with the schedule's own meetings. `proven` if the two are equal. `filled` could meet besides, in what becomes free.
    """

    booking: Booking
    displaced: tuple[PairWeight, ...]
    moved: tuple[Move, ...]
    filled: tuple[PairWeight, ...]
    cost: int
    least: int
    proven: bool
    goals: tuple[GoalChange, ...]


@dataclass(frozen=True, slots=True)
class NoExchange:
    """Nothing makes room for the pair: meetings that must be leave none (`proven`), or work ended too soon."""

    proven: bool


@dataclass(frozen=True, slots=True)
class Meets:
    """The two do meet."""

    participants: tuple[str, str]
    weight: int
    booking: Booking
    hall: str
    table: int
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Forbidden:
    """A hard rule keeps the two apart."""

    participants: tuple[str, str]
    rule: str
    sentence: str
    reason: str


@dataclass(frozen=True, slots=True)
class NotCompatible:
    """No criterion has anything to say for the two: all of them, by name."""

    participants: tuple[str, str]
    criteria: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rank:
    """How far down a company's list the other one is, of how many that it could meet."""

    company: str
    rank: int
    count: int


@dataclass(frozen=True, slots=True)
class NotMet:
    """A compatible pair that does not meet.

    `outside` ranks a pair that is among the nearest of neither side; `together` are round tables that the two share.
    """

    participants: tuple[str, str]
    weight: int
    evidence: tuple[Evidence, ...]
    outside: tuple[Rank, ...]
    cause: Cause
    at_maximum: tuple[tuple[str, int], ...]
    stretches: tuple[Stretch, ...]
    exchange: Exchange | NoExchange | None
    together: tuple[Booking, ...] = ()


PairAnswer = Meets | Forbidden | NotCompatible | NotMet


@dataclass(frozen=True, slots=True)
class Given:
    """A meeting of the day. `wish` is the company's own word on the partner, `wished_by_other` the partner's."""

    partner: str
    weight: int
    booking: Booking
    hall: str
    table: int
    wish: str | None
    wished_by_other: str | None
    evidence: tuple[Evidence, ...]


Role = Literal["visit", "visited", "consultation", "round_table", "comes_along"]


@dataclass(frozen=True, slots=True)
class Also:
    """What the day holds besides meetings: with whom (companies, or an adviser), and what about."""

    role: Role
    who: tuple[str, ...]
    weight: int
    booking: Booking
    hall: str
    table: int
    about: str | None


@dataclass(frozen=True, slots=True)
class Unmet:
    """A need that no adviser looks after, and why."""

    need: str
    reason: str


@dataclass(frozen=True, slots=True)
class Missed:
    """A partner who was wished for, or suits well, and is not met; `answer` says why."""

    partner: str
    weight: int
    wish: str | None
    wished_by_other: str | None
    answer: Forbidden | NotCompatible | NotMet


@dataclass(frozen=True, slots=True)
class Day:
    """A company's day against the best it could have had.

    `weight` is that of its meetings, visits and consultations. `best` is what these could weigh at most if it came
    first with everybody, under every rule, round tables left as they are; `best_meetings` are a day that reaches it. If
    it is `proven`, no schedule with these round tables gives the company more of its pairs in the graph.
    """

    company: str
    given: tuple[Given, ...]
    also: tuple[Also, ...]
    unmet: tuple[Unmet, ...]
    wished: tuple[Missed, ...]
    passed_over: tuple[Missed, ...]
    others: int
    weight: int
    best: int
    best_meetings: tuple[PairWeight, ...]
    proven: bool
    promised: int
    maximum: int | None

    @property
    def share(self) -> float:
        """The part of the best day that is given, in percent."""
        return 100 * self.weight / self.best if self.best else 100.0


Kind = Literal["meets", "forbidden", "not_compatible", "not_met"]
KINDS: dict[type, Kind] = {
    Meets: "meets",
    Forbidden: "forbidden",
    NotCompatible: "not_compatible",
    NotMet: "not_met",
}


def plain(value: Any) -> Any:
    """An answer for machines: values as JSON has them, moments in ISO 8601; `answer` tells the kind of an answer."""
    if isinstance(value, Evidence):
        return {"criterion": value.criterion, "points": value.points, "reason": value.reason}
    if is_dataclass(value) and not isinstance(value, type):
        head = {"answer": KINDS[type(value)]} if type(value) in KINDS else {}
        return head | {one.name: plain(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, tuple):
        return [plain(one) for one in value]
    return value
