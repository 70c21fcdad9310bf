"""Pydantic's findings in the organiser's words, matched by error type, never by message text."""

from __future__ import annotations

import difflib
import types
import typing
from collections.abc import Iterator
from typing import Any
from zoneinfo import available_timezones

from pydantic import AliasChoices, BaseModel
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from matchmaker.errors import Mistake
from matchmaker.inputs.located import Node

SHOWN = 60


def shown(value: object) -> str:
    """A value as quoted in a message: one line, not too long, control characters visible."""
    text = value if isinstance(value, str) else str(value)
    text = "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text[: SHOWN + 1])
    return f"“{text[:SHOWN]}…”" if len(text) > SHOWN else f"“{text}”"


def nearest(word: str, known: typing.Iterable[str]) -> str:
    """“Did you mean …?” for the nearest known word, or nothing."""
    near = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f"Did you mean “{near[0]}”?" if near else ""


def model_at(model: type[BaseModel], path: tuple[int | str, ...]) -> type[BaseModel] | None:
    """The model class that describes the mapping at `path` below `model`."""
    found: Any = model
    for step in path:
        if isinstance(step, int):
            continue
        if not (isinstance(found, type) and issubclass(found, BaseModel)):
            return None
        found = next(filter(None, (_inner_model(field.annotation) for field in _fields_read_from(found, step))), None)
    return found if isinstance(found, type) and issubclass(found, BaseModel) else None


def _fields_read_from(model: type[BaseModel], key: str) -> Iterator[FieldInfo]:
    """The fields that a key fills: the one of its name, and those that read it too."""
    for name, field in model.model_fields.items():
        alias = field.validation_alias
        if key == name or (isinstance(alias, AliasChoices) and key in alias.choices):
            yield field


def _inner_model(annotation: Any) -> Any:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    if typing.get_origin(annotation) in {tuple, list, typing.Union, types.UnionType}:
        return next(filter(None, map(_inner_model, typing.get_args(annotation))), None)
    return None


WRONG_TYPE = {
    "int_parsing": "this must be a whole number",
    "int_type": "this must be a whole number",
    "int_from_float": "this must be a whole number",
    "int_parsing_size": "this number is too large",
    "string_type": "this must be a text",
    "tuple_type": "this must be a list",
    "list_type": "this must be a list",
    "dict_type": "this must be a mapping (key: value)",
    "model_type": "this must be a mapping (key: value)",
    "model_attributes_type": "this must be a mapping (key: value)",
    "too_short": "this must not be empty",
    "string_too_short": "this must not be empty",
    "missing": "something is missing here",
}

BAD_FORM = {
    "date_from_datetime_parsing": ("this is no date", "Write it as 2024-09-20."),
    "date_from_datetime_inexact": ("this is no date", "Write it as 2024-09-20."),
    "date_parsing": ("this is no date", "Write it as 2024-09-20."),
    "date_type": ("this is no date", "Write it as 2024-09-20."),
    "time_parsing": ("this is no time of day", "Write it as 09:30."),
    "time_type": ("this is no time of day", "Write it as 09:30."),
    "datetime_from_date_parsing": ("this is no moment in time", "Write it as 2024-09-20T09:30:00+08:00."),
    "datetime_parsing": ("this is no moment in time", "Write it as 2024-09-20T09:30:00+08:00."),
    "string_pattern_mismatch": ("this is no language code", "Write it as zh, en, de, ru or pt-BR."),
    "colour": ("this is no colour", "Write it as “#1f3a5f”."),
    "address": ("this is no address of a page", "Write it as https://example.org/agendas.html."),
    "timezone_aware": ("this moment has no offset", "Write it as 2024-09-20T09:30:00+08:00."),
    "day-out-of-range": ("this day is too early or too late", "Days from 2002 to 2199 are planned."),
    "finite_number": ("this must be a number", ""),
    "float_parsing": ("this must be a number", ""),
    "bool_parsing": ("this must be true or false", ""),
}


def mistake(error: ErrorDetails, model: type[BaseModel], base: tuple[int | str, ...], root: Node, file: str) -> Mistake:
    """The mistake behind one of pydantic's errors, at its place. `base` is the path of `model` in the file."""
    loc = tuple(step for step in error["loc"] if step != "[key]")
    kind, path, context = error["type"], base + loc, error.get("ctx", {})
    node = root.at(path)
    if loc != error["loc"]:  # the key itself is wrong
        node = root.at(path[:-1]).keys.get(str(path[-1]), node)
    if kind == "extra_forbidden":
        key = str(loc[-1])
        parent = root.at(path[:-1])
        place = parent.keys.get(key, node)
        owner = model_at(model, loc[:-1])
        known = [name for name, field in owner.model_fields.items() if not field.validation_alias] if owner else []
        remedy = nearest(key, known)
        if owner and not remedy:
            remedy = f"Known here: {', '.join(sorted(known))}."
        return Mistake("unknown-key", "this key is not known", file, place.line, place.column, shown(key), remedy)
    if kind == "missing":
        return Mistake("missing", f"“{loc[-1]}” is missing", file, node.line, node.column)
    if kind == "country":
        remedy = context.get("hint") or "Write an ISO 3166 code (CN, DE, NO) or a country's name."
        return Mistake("country", "this is no country", file, node.line, node.column, _value(node), remedy)
    if kind == "place":
        remedy = context.get("hint") or "Write an ISO 3166 code (CN), a country, or a region (Europe, 东南亚, EAEU)."
        return Mistake("place", "this is no country or region", file, node.line, node.column, _value(node), remedy)
    if kind == "timezone":
        remedy = nearest(str(node.value), available_timezones()) or "Write it as Asia/Shanghai or Europe/Berlin."
        return Mistake("timezone", "this is no time zone", file, node.line, node.column, _value(node), remedy)
    code, message, remedy = _told(kind, context)
    value = _value(node)
    if kind in WRONG_TYPE and not isinstance(node.value, str):
        value = node.shape
    return Mistake(code, message, file, node.line, node.column, value, remedy)


def _value(node: Node) -> str:
    return shown(node.value) if isinstance(node.value, str) else node.shape


def _told(kind: str, context: dict[str, Any]) -> tuple[str, str, str]:
    """Code, message and remedy for a kind of error, with what pydantic says of it."""
    start, end = (f"{context[key]:%H:%M}" if key in context else "" for key in ("start", "end"))
    least, most = context.get("ge"), context.get("le")
    told = {
        "enum": ("not-a-choice", "this is not one of the choices", f"Choices: {context.get('expected')}."),
        "literal_error": ("not-a-choice", "this is not what is expected here", f"Expected: {context.get('expected')}."),
        "greater_than_equal": ("out-of-range", f"this must be at least {least}", ""),
        "less_than_equal": ("out-of-range", f"this must be at most {most}", ""),
        "string_too_long": ("too-long", f"this text is longer than {context.get('max_length')} characters", ""),
        "end-before-start": (kind, f"this ends before it starts ({start})", "Write a later end."),
        "min-above-max": (kind, f"more meetings are promised than max_meetings allows ({context.get('most')})", ""),
        "max-below-minimum": (
            kind,
            f"fewer meetings than are promised for a purpose ({context.get('least')})",
            "",
        ),
        "goal-twice": (kind, "a goal stands twice in this list", "Keep one of them."),
        "goal-missing": (kind, "total_compatibility is missing in this list", "Add it where it should come."),
        "weightless": (kind, "these weights are all zero: nothing would count", "Give a criterion some points."),
        "most-below-least": (kind, "the most that is invested is below the least", ""),
        "group-too-small": (
            kind,
            f"a group has fewer seats than the companies it needs ({context.get('least')})",
            "Raise max, or lower min.",
        ),
        "one-language": (kind, "an interpreter speaks at least two languages", "Write both, such as [zh, en]."),
        "slot-too-long": (kind, f"no slot as long as this fits between {start} and {end}", ""),
    }
    if kind in WRONG_TYPE:
        return "wrong-type", WRONG_TYPE[kind], ""
    if kind in BAD_FORM:
        return "bad-form", *BAD_FORM[kind]
    return told.get(kind, (kind, f"this is not right ({kind})", ""))
