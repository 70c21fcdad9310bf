"""Schedules: values that can be saved as `schedule.json`, edited by hand, and judged again."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, PlainSerializer

# ISO 8601 with the offset of the event's zone at that moment.
Moment = Annotated[AwareDatetime, PlainSerializer(lambda value: value.isoformat(), return_type=str)]
# Far beyond any weight, and small enough for every reader of JSON.
Whole = Annotated[int, Field(ge=-(2**53), le=2**53)]


class Value(BaseModel):
    """Base of all schedule values: frozen. Unknown keys are kept out of the value but do no harm."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class GoalValue(Value):
    """One level of what makes a schedule good. `bound` is what no schedule can beat, the levels before it kept.

    `sense` says whether more (max) or less (min) is better.
    """

    name: str
    value: Whole
    bound: Whole
    proven: bool
    sense: Literal["max", "min"] = "max"


def _is_empty(value: Any) -> bool:
    """What is not written, so that a plain schedule stays plain."""
    return not value


def _is_first(version: int) -> bool:
    return version == 1


class Attendee(Value):
    """A company's delegate who comes to a meeting: the ids of both."""

    company: str
    delegate: str


class Meeting(Value):
    """Companies at one table, desk or booth in one slot. `table` is its number in the hall.

    Of a visit to a booth the visitor comes first, the exhibitor second. `attendees` are the delegates who come, where
    a company names them; `leaders` are companies that come along as leaders of a delegation. `adviser` and `moderator`
    are ids or names of persons; `need` is what the adviser is asked, `topic` what the round table is about. `sequence`
    grows by one with every change of a meeting that was published (RFC 5546, 2.1.4).
    """

    id: str
    participants: tuple[str, ...] = Field(min_length=1)
    session: str
    start: Moment
    end: Moment
    hall: str
    table: Whole
    interpreter: str | None = None
    weight: Whole
    reasons: tuple[str, ...] = ()
    sequence: Whole = 0
    attendees: Annotated[tuple[Attendee, ...], Field(exclude_if=_is_empty)] = ()
    adviser: Annotated[str | None, Field(exclude_if=_is_empty)] = None
    moderator: Annotated[str | None, Field(exclude_if=_is_empty)] = None
    leaders: Annotated[tuple[str, ...], Field(exclude_if=_is_empty)] = ()
    need: Annotated[str | None, Field(exclude_if=_is_empty)] = None
    topic: Annotated[str | None, Field(exclude_if=_is_empty)] = None


class Unscheduled(Value):
    """A compatible pair that does not meet, and why."""

    participants: tuple[str, ...]
    weight: Whole
    reason: str


class UnmetNeed(Value):
    """A company's need that no adviser was found for, and why."""

    company: str
    need: str
    reason: str


class BrokenPromise(Value):
    """A company with fewer meetings than it was promised, in all or for a purpose.

    `possible` is how many it could have if it came first.
    """

    company: str
    promised: Whole
    held: Whole
    possible: Whole
    reason: str
    purpose: Annotated[str | None, Field(exclude_if=_is_empty)] = None


class Schedule(Value):
    """A plan. `objective`, `bound` and `gap` are those of total compatibility; `goals` lists every level in order.

    `version` counts the plans that were published; `cancelled` are meetings of an earlier one that do not take place,
    each with the sequence of its cancellation.
    """

    format: Literal["matchmaker.schedule/1"] = "matchmaker.schedule/1"
    status: Literal["optimal", "feasible"]
    objective: Whole
    bound: Whole
    gap: float = Field(allow_inf_nan=False)
    seed: Whole
    goals: tuple[GoalValue, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    unscheduled: tuple[Unscheduled, ...] = ()
    promises_broken: tuple[BrokenPromise, ...] = ()
    needs_unmet: Annotated[tuple[UnmetNeed, ...], Field(exclude_if=_is_empty)] = ()
    version: Annotated[int, Field(ge=1, le=2**53, exclude_if=_is_first)] = 1
    cancelled: Annotated[tuple[Meeting, ...], Field(exclude_if=_is_empty)] = ()

    def of(self, company: str) -> tuple[Meeting, ...]:
        """The company's meetings in time order."""
        return tuple(sorted((m for m in self.meetings if company in m.participants), key=lambda m: (m.start, m.id)))

    def to_json(self) -> str:
        """The text of `schedule.json`: indented, keys in a fixed order, non-Latin text as itself."""
        return self.model_dump_json(indent=1) + "\n"
