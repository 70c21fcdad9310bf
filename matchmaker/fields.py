"""The kinds of text, time and number that an event file is made of, each with what makes it right.

Base of `matchmaker.event`; whoever is not about to define a new section needs only that.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated, Any
from zoneinfo import available_timezones

from pydantic import AfterValidator, BeforeValidator, Field, ValidationInfo
from pydantic_core import PydanticCustomError

# An event without dates is planned on this day; sheets then say "Day 1" instead of a date.
UNDATED = dt.date(2001, 1, 1)
FIRST_DAY, LAST_DAY = dt.date(2002, 1, 1), dt.date(2199, 12, 31)

MAX_NAME = 300
MAX_TEXT = 60_000


def listed(value: Any) -> Any:
    """A single text where a list is expected is a list of one."""
    return (value,) if isinstance(value, str) else value


def _one_line(value: str) -> str:
    return " ".join(value.split())


def _once_each(values: tuple[str, ...]) -> tuple[str, ...]:
    """A text repeated, in whatever case and spacing, says nothing new."""
    first: dict[str, str] = {}
    for value in values:
        first.setdefault(" ".join(value.casefold().split()), value)
    return tuple(first.values())


def minutes_between(start: dt.time, end: dt.time) -> int:
    """Minutes from one time of day to another."""
    return (end.hour - start.hour) * 60 + end.minute - start.minute


def later(end: dt.time, info: ValidationInfo) -> dt.time:
    """The end, if it comes after the start."""
    start = info.data.get("start")
    if start is not None and end <= start:
        raise PydanticCustomError("end-before-start", "ends before it starts", {"start": start})
    return end


def _day_as_written(value: Any) -> Any:
    """Only 2024-09-20 is a day: no number of seconds, no moment."""
    if isinstance(value, str) and not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value.strip()):
        raise PydanticCustomError("date_parsing", "not a day", {})
    return value


def _day_in_range(value: dt.date) -> dt.date:
    if value != UNDATED and not FIRST_DAY <= value <= LAST_DAY:
        raise PydanticCustomError("day-out-of-range", "too early or too late", {})
    return value


def _local_minute(value: dt.time) -> dt.time:
    """Times are local to the event, to the minute."""
    if value.tzinfo is not None or value.second or value.microsecond:
        raise PydanticCustomError("time_parsing", "not a local time of day", {})
    return value


def _zone(value: str) -> str:
    if value not in available_timezones() or value == "localtime":
        raise PydanticCustomError("timezone", "unknown time zone", {})
    return value


def _language(value: str) -> str:
    """A language is one however its code is written: EN is en."""
    primary = re.split("[-_]", value)[0]
    return primary.lower() + value[len(primary) :]


def _colour(value: str) -> str:
    if not re.fullmatch(r"#[0-9A-Fa-f]{6}", value):
        raise PydanticCustomError("colour", "not a colour", {})
    return value.lower()


def _address(value: str) -> str:
    if not re.fullmatch(r"https?://[^\s#]+", value):
        raise PydanticCustomError("address", "not an address", {})
    return value


Zone = Annotated[str, AfterValidator(_zone)]
Colour = Annotated[str, AfterValidator(_colour)]
Day = Annotated[dt.date, BeforeValidator(_day_as_written), AfterValidator(_day_in_range)]
Time = Annotated[dt.time, AfterValidator(_local_minute)]
Id = Annotated[str, Field(min_length=1, max_length=MAX_NAME), AfterValidator(_one_line)]
Name = Annotated[str, Field(min_length=1, max_length=MAX_NAME), AfterValidator(_one_line)]
Text = Annotated[str, Field(min_length=1, max_length=MAX_TEXT)]
Texts = Annotated[tuple[Text, ...], BeforeValidator(listed), AfterValidator(_once_each)]
Ids = Annotated[tuple[Id, ...], BeforeValidator(listed)]
Language = Annotated[str, Field(pattern=r"^[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*$"), AfterValidator(_language)]
Languages = Annotated[tuple[Language, ...], BeforeValidator(listed)]
Names = dict[Language, Name]
Line = Annotated[str, Field(min_length=1, max_length=200), AfterValidator(_one_line)]
Address = Annotated[str, Field(max_length=MAX_NAME), AfterValidator(_address)]
