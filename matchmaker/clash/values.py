"""What clashes, and what would help, as values: sentences not yet in any language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from matchmaker.event import Window

Kind = Literal["company", "session", "delegation", "interpreter", "delegate"]


@dataclass(frozen=True, slots=True)
class Named:
    """Who or what is named, by ids: one, or several that belong together."""

    kind: Kind
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Times:
    """Stretches of local time; none stand for all the time."""

    windows: tuple[Window, ...]


Told = int | str | Named | Times


@dataclass(frozen=True)
class Sentence:
    """A sentence by its key in `matchmaker.clash.sentences`, with what it tells."""

    key: str
    values: Mapping[str, Told]


def sentence(key: str, **values: Told) -> Sentence:
    """The sentence of this key."""
    return Sentence(key, values)


@dataclass(frozen=True, slots=True)
class Member:
    """A wish or a limit that clashes with others, and the rule that it belongs to."""

    rule: str
    sentence: Sentence


@dataclass(frozen=True, slots=True)
class Way:
    """Changes that together make the event possible, verified by solving again.

    `smallest` if fewer changes of the kind are proven not to help.
    """

    kind: str
    changes: tuple[Sentence, ...]
    smallest: bool


@dataclass(frozen=True, slots=True)
class Clash:
    """Wishes and limits that cannot all be kept; none can be spared if `irreducible`. No members if none were found."""

    members: tuple[Member, ...]
    irreducible: bool
    ways: tuple[Way, ...]
