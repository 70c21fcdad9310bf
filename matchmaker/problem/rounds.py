"""Round tables: what a dialogue asks of its groups, and groups that are held."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from matchmaker.problem.arrays import BoolArray, IntArray


@dataclass(frozen=True, eq=False)
class Dialogue:
    """The round tables of a session. `rounds` are positions among the problem's rounds.

    `welcome[c, k]` says whether company c can sit in its k-th round. A group has `least` to `most` companies, from at
    least `countries` countries and of at least `kinds` kinds, at most one of each set in `apart`. `asked[table]` is the
    company without which that table is not held; `at_once` limits the groups of a round, `seats` its people; each
    needs one of the `moderators`, if there are any.
    """

    session: str
    rounds: tuple[int, ...]
    tables: int
    welcome: BoolArray
    least: int
    most: int
    countries: int
    kinds: int
    country: IntArray
    kind: IntArray
    apart: tuple[frozenset[int], ...]
    asked: Mapping[int, int]
    seats: int
    at_once: int
    moderators: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Companies at a round table: the dialogue, its round and its table by position, the members in order."""

    dialogue: int
    round: int
    table: int
    members: tuple[int, ...]
    weight: int
    moderator: str | None = None
