"""`schedule.json` to a `Schedule`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from matchmaker.errors import InputError
from matchmaker.inputs.located import decode, parse_yaml, read_bytes, without_echoes
from matchmaker.inputs.sentences import mistake
from matchmaker.schedule import Schedule


def load_schedule(path: Path) -> Schedule:
    """Read a schedule (JSON, UTF-8).

    Raises:
        InputError: with every mistake in the file. Whether the schedule keeps the rules is `matchmaker.rules`' matter.
    """
    data, file = read_bytes(path), str(path)
    try:
        read = json.loads(decode(data, file), object_pairs_hook=_distinct)
        json.dumps(read, ensure_ascii=False).encode()  # half a surrogate pair is no text
        return Schedule.model_validate(read)
    except (ValueError, RecursionError):  # `ValidationError` too: read again, to tell what is wrong and where
        return _with_places(data, file)


def _distinct(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        msg = "a key stands twice"
        raise ValueError(msg)
    return found


def _with_places(data: bytes, file: str) -> Schedule:
    root, form = parse_yaml(data, file)
    try:
        schedule = Schedule.model_validate(root.plain())
    except ValidationError as found:
        mistakes = [mistake(error, Schedule, (), root, file) for error in found.errors()]
        raise InputError(tuple(without_echoes(form, mistakes))) from None
    if form:
        raise InputError(tuple(form))
    return schedule
