"""Persons by name: delegates, who attend for their company, and interpreters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from matchmaker.problem.arrays import BoolArray


@dataclass(frozen=True, eq=False)
class Person:
    """A delegate or an interpreter. `there[t]` says whether they can be booked at time t: slots, then rounds.

    No languages stand for any. Of interpreters: no longer than `longest` minutes without `rest` minutes.
    """

    id: str
    languages: frozenset[str]
    there: BoolArray
    longest: int = 1440
    rest: int = 0


@dataclass(frozen=True, eq=False)
class Crew:
    """All persons who are named. `delegates` by company, `asked` for by pair and company.

    `speaks[s]` are the languages of side s as a whole; they matter only if there are interpreters.
    """

    delegates: Mapping[int, tuple[Person, ...]] = field(default_factory=dict)
    asked: Mapping[tuple[int, int], int] = field(default_factory=dict)
    interpreters: tuple[Person, ...] = ()
    speaks: tuple[frozenset[str], ...] = ()

    @property
    def is_needed(self) -> bool:
        """Whether anybody's meetings need persons assigned."""
        return bool(self.delegates or self.interpreters)

    def may_attend(self, pair: int, company: int, time: int) -> tuple[int, ...]:
        """Which of a company's delegates can attend a pair's meeting at a time, by position."""
        return tuple(one for one in self.candidates(pair, company) if self.delegates[company][one].there[time])

    def candidates(self, pair: int, company: int) -> Sequence[int]:
        """Which of them can attend it at some time: whoever is asked for, or all."""
        asked = self.asked.get((pair, company))
        return range(len(self.delegates[company])) if asked is None else (asked,)


def share_language(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two sides understand each other: a side that states no languages is no obstacle."""
    return not one or not other or bool(one & other)


def bridges(interpreter: frozenset[str], one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether an interpreter speaks a language of each side."""
    return (not one or bool(interpreter & one)) and (not other or bool(interpreter & other))
