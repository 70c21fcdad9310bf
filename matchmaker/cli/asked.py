"""What a user asks about: companies by name, answers in several languages."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from matchmaker.errors import UsageError
from matchmaker.event import Company, Event


def company_named(event: Event, text: str) -> Company:
    """The company with this id, or the only one with this name in any language.

    Raises:
        UsageError: if there is none, or are several.
    """
    if text in event.company:
        return event.company[text]
    wanted = text.strip().casefold()
    found = [it for it in event.profiles if wanted in {name.casefold() for name in (it.name, *it.names.values())}]
    if len(found) == 1:
        return found[0]
    if found:
        msg = f"several companies are called “{text}”; name one by its id: {', '.join(it.id for it in found)}"
    else:
        known = {name: it.id for it in event.profiles for name in (it.id, it.name, *it.names.values())}
        near = difflib.get_close_matches(text, known, n=1)
        msg = f"there is no company “{text}”." + (f" Did you mean “{near[0]}”?" if near else "")
    raise UsageError(msg)


def told_apart(one: Company, other: Company) -> None:
    """Two companies, not one twice.

    Raises:
        UsageError: if they are the same.
    """
    if one.id == other.id:
        msg = f"{one.id} and {other.id} are the same company"
        raise UsageError(msg)


def blocks(blocks: Iterator[list[str]]) -> Iterator[str]:
    """The lines of each language, a line between them."""
    for number, lines in enumerate(blocks):
        yield from ([""] if number else [])
        yield from lines
