"""What all values of an event file share."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Container, Iterator
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationInfo, field_validator, model_validator

from matchmaker.fields import Day, Id, Name, Names, Time, later


class Value(BaseModel):
    """Base of all input values: frozen, and unknown keys are mistakes."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


V = TypeVar("V", bound=Value)


def with_fields(value: V, **changes: Any) -> V:
    """The same value but for these fields, and with nothing remembered of what was derived from them."""
    found = value.model_copy(update=changes)
    for name in found.__dict__.keys() - type(value).model_fields.keys():
        del found.__dict__[name]
    return found


def new_ids(known: Container[str], count: int = 1) -> Iterator[str]:
    """So many ids that nobody has."""
    fresh = (name for number in itertools.count(1) if (name := f"further-{number}") not in known)
    return itertools.islice(fresh, count)


class Window(Value):
    """A stretch of local time on one day."""

    day: Day
    start: Time = dt.time(0, 0)
    end: Time = dt.time(23, 59)

    @field_validator("end")
    @classmethod
    def _end_after_start(cls, end: dt.time, info: ValidationInfo) -> dt.time:
        return later(end, info)


class Named(Value):
    """Somebody with a name, in several languages perhaps; a name alone will do, and stands for the id."""

    id: Id
    name: Name
    names: Names = {}

    @model_validator(mode="before")
    @classmethod
    def _named(cls, value: Any) -> Any:
        given = {"name": value} if isinstance(value, str) else value
        return {"id": given.get("name", "?"), **given} if isinstance(given, dict) else given
