"""The persons of an event, when they are there, and what so many of them can do."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache

import numpy as np

from matchmaker.event import Company, Event
from matchmaker.people import Interpreter
from matchmaker.problem.arrays import BoolArray, IntArray
from matchmaker.problem.clock import Occupied, Walks
from matchmaker.problem.crew import Crew, Person, bridges, share_language
from matchmaker.problem.limits import Limit, persons_limits, unions
from matchmaker.problem.value import Problem
from matchmaker.timetable import Present, Slot, is_present

FREE, REST, ATTEND = "interpreters_free", "interpreters_rest", "attendees_free"
# The rules whose limits say how many persons can be needed at once, whoever they are.
_OF_PERSONS = frozenset({FREE, REST, ATTEND})


def with_persons_known(problem: Problem) -> Problem:
    """The problem without the limits that say less than a rota of its persons does; all of them where it needs none."""
    if not problem.crew.is_needed:
        return problem
    return problem.under(tuple(limit for limit in problem.limits if limit.rule not in _OF_PERSONS))


def hours(event: Event, who: Present, times: Sequence[Slot]) -> BoolArray:
    """At which times somebody is there."""
    if who.available is None and not who.unavailable:
        return np.ones(len(times), dtype=np.bool_)
    return np.array([is_present(who, time.span, event.event.zone) for time in times], dtype=np.bool_)


def delegates_of(
    event: Event,
    company: Company,
    times: Sequence[Slot],
    places: Sequence[Occupied],
    walks: Walks,
    duties: Sequence[tuple[Occupied, str | None]],
) -> tuple[Person, ...]:
    """A company's named delegates. A duty is that of whom it names, or of the last of them."""
    own, found = hours(event, company, times), []
    for number, one in enumerate(company.people):
        there = own & hours(event, one, times)
        for duty, name in duties:
            if name == one.id or (name is None and number == len(company.people) - 1):
                there &= ~np.array([walks.clash(place, duty) for place in places], dtype=np.bool_)
        found.append(Person(one.id, frozenset(one.languages or company.languages), there))
    return tuple(found)


def interpreter_of(event: Event, one: Interpreter, times: Sequence[Slot]) -> Person:
    """An interpreter as a person, who is of no use where a single meeting lasts longer than they can work."""
    short = np.array([(time.span.end - time.span.start).total_seconds() <= 60 * one.longest for time in times])
    return Person(one.id, frozenset(one.languages), hours(event, one, times) & short, one.longest, one.rest)


def interpreted(crew: Crew, left: IntArray, right: IntArray) -> dict[int, int]:
    """The pairs that need an interpreter, each with those who can, as bits."""
    found: dict[int, int] = {}
    if crew.interpreters:

        @cache
        def able(one: frozenset[str], other: frozenset[str]) -> int | None:
            if share_language(one, other):
                return None
            fitting = (bridges(person.languages, one, other) for person in crew.interpreters)
            return sum(1 << place for place, fits in enumerate(fitting) if fits)

        for pair, (one, other) in enumerate(zip(left.tolist(), right.tolist(), strict=True)):
            mask = able(crew.speaks[one], crew.speaks[other])
            if mask is not None:
                found[pair] = mask
    return found


def by_mask(masks: Mapping[int, int]) -> dict[int, IntArray]:
    """Pairs by the persons they need, as bits."""
    found: dict[int, list[int]] = {}
    for pair, mask in masks.items():
        found.setdefault(mask, []).append(pair)
    return {mask: np.array(pairs, dtype=np.int64) for mask, pairs in sorted(found.items())}


def bits(persons: Sequence[Person], slots: int) -> tuple[int, ...]:
    """Who is there in each slot, as bits."""
    return tuple(sum(1 << place for place, one in enumerate(persons) if one.there[slot]) for slot in range(slots))


def interpreter_limits(
    crew: Crew,
    masks: Mapping[int, int],
    kinds: Sequence[tuple[Collection[int], Sequence[int]]],
    times: Sequence[Occupied],
    walks: Walks,
    overlaps: Sequence[Sequence[int]],
) -> Iterator[Limit]:
    """What the interpreters can do at once, between two rests, and in all.

    `kinds` are pairs with the slots they have.
    """
    pairs, there = by_mask(masks), bits(crew.interpreters, len(times))
    yield from persons_limits(FREE, pairs, there, overlaps)
    every = list(range(len(times)))
    stretches = [(masks.keys(), slots, False) for slots in _stretches(crew.interpreters, times)]
    whole = [(own, slots, True) for own, slots in (*kinds, (masks.keys(), every))]
    for own, slots, everywhere in (*stretches, *whole):
        pairs = by_mask({pair: masks[pair] for pair in sorted(own) if pair in masks})
        able = [_most(crew.interpreters[i], slots, times, walks) for i in range(len(crew.interpreters))]
        for persons in sorted(unions(set(pairs) - {0})):
            parts = tuple((found, tuple(slots)) for mask, found in pairs.items() if not mask & ~persons)
            most = sum(able[i] for i in range(len(able)) if persons >> i & 1)
            if sum(len(found) for found, _ in parts) > most > 0:  # where nobody is there, nothing is open
                yield Limit(REST, most, parts, everywhere)


def _stretches(persons: Sequence[Person], times: Sequence[Occupied]) -> Iterator[list[int]]:
    """Stretches of time in which somebody has to rest."""
    longest = max((one.longest + one.rest for one in persons), default=0)
    slot = max((time.end - time.start for time in times), default=0)
    for start in sorted({time.start for time in times}):
        inside = [t for t, time in enumerate(times) if start <= time.start and time.end <= start + longest + slot]
        if inside and max(times[t].end for t in inside) - start > min(one.longest for one in persons):
            yield inside


def _most(person: Person, slots: Sequence[int], times: Sequence[Occupied], walks: Walks) -> int:
    """The most meetings a person can interpret in these slots, rests taken."""
    own = sorted((t for t in slots if person.there[t]), key=lambda t: (times[t].start, times[t].end))

    @cache
    def after(last: int, began: int) -> int:
        """Beyond the slot `last` of a run that began at a minute."""
        best = 0
        for t in own:
            if times[t].start < times[last].end or walks.clash(times[last], times[t]):
                continue
            first = times[t].start if times[t].start - times[last].end >= person.rest else began
            if times[t].end - first <= person.longest:
                best = max(best, 1 + after(t, first))
        return best

    return max(
        (1 + after(t, times[t].start) for t in own if times[t].end - times[t].start <= person.longest), default=0
    )


def delegate_limits(
    crew: Crew, company: int, pairs: IntArray, slots: int, overlaps: Sequence[Sequence[int]]
) -> Iterator[Limit]:
    """What a company's delegates can do at once, where not all of them can do all of it."""
    people = crew.delegates[company]
    whole = (1 << len(people)) - 1
    masks = {
        int(pair): whole if (asked := crew.asked.get((int(pair), company))) is None else 1 << asked for pair in pairs
    }
    there = bits(people, slots)
    if set(masks.values()) <= {whole} and set(there) <= {0, whole}:
        return
    yield from persons_limits(ATTEND, by_mask(masks), there, overlaps)
