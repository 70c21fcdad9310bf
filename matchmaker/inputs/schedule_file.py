"""`schedule.json` to a `Schedule`."""

from __future__ import annotations

from pathlib import Path

from pydantic import ValidationError

from matchmaker.errors import InputError
from matchmaker.inputs.located import parse_yaml, read_bytes, without_echoes
from matchmaker.inputs.sentences import mistake
from matchmaker.schedule import Schedule


def load_schedule(path: Path) -> Schedule:
    """Read a schedule (JSON, UTF-8).

    Raises:
        InputError: with every mistake in the file. Whether the schedule keeps the rules is `matchmaker.rules`' matter.
    """
    root, form = parse_yaml(read_bytes(path), str(path))
    try:
        schedule = Schedule.model_validate(root.plain())
    except ValidationError as found:
        mistakes = [mistake(error, Schedule, (), root, str(path)) for error in found.errors()]
        raise InputError(tuple(without_echoes(form, mistakes))) from None
    if form:
        raise InputError(tuple(form))
    return schedule
