"""Limits of persons against trying out who does what."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise, product

import numpy as np
import pytest

from matchmaker.problem.clock import Occupied, Walks
from matchmaker.problem.crew import Crew, Person
from matchmaker.problem.limits import MOST_SETS, Limit, persons_limits
from matchmaker.problem.persons import FREE, REST, _most, by_mask, interpreter_limits

LANGUAGES = frozenset({"zh", "de"})
# The slot of each pair that meets.
Held = Mapping[int, int]


def used(limit: Limit, held: Held) -> int:
    """How many meetings count in a limit."""
    return sum(held.get(int(pair)) in slots for pairs, slots in limit.parts for pair in pairs)


def choices(masks: Sequence[int], there: Sequence[int]) -> Iterator[Held]:
    """Every choice of slots in which somebody whom the pair needs is there."""
    options = [[None, *(t for t, present in enumerate(there) if mask & present)] for mask in masks]
    for chosen in product(*options):
        yield {pair: slot for pair, slot in enumerate(chosen) if slot is not None}


def served(held: Held, masks: Sequence[int], there: Sequence[int], busy: int = 0) -> bool:
    """Whether each has a person of its own."""
    if not held:
        return True
    pair, slot = next(iter(held.items()))
    rest = {other: at for other, at in held.items() if other != pair}
    able = masks[pair] & there[slot] & ~busy
    return any(served(rest, masks, there, busy | 1 << who) for who in range(able.bit_length()) if able >> who & 1)


@pytest.mark.parametrize("seed", range(40))
def test_what_keeps_the_limits_is_what_persons_can_be_found_for(seed: int) -> None:
    rng = random.Random(seed)  # noqa: S311 — a test case, not a secret
    persons = rng.randint(1, 4)
    masks = [rng.randrange(1, 1 << persons) for _ in range(rng.randint(1, 5))]
    there = [rng.randrange(1 << persons) for _ in range(rng.randint(1, 3))]
    overlap = tuple(range(len(there)))
    limits = tuple(persons_limits("rule", by_mask(dict(enumerate(masks))), there, [overlap]))
    for held in choices(masks, there):
        assert all(used(one, held) <= one.most for one in limits) is served(held, masks, there)


def test_slots_that_do_not_clash_are_served_one_after_the_other() -> None:
    (first, second) = persons_limits("rule", {1: np.array([0, 1])}, (1, 1), [(0,), (1,)])
    assert [(one.most, [slots for _, slots in one.parts]) for one in (first, second)] == [(1, [(0,)]), (1, [(1,)])]


def test_of_very_many_sets_of_persons_those_count_that_some_pair_needs_and_every_two_and_all() -> None:
    ring = {1 << one | 1 << other: np.array([one, one + 20]) for one, other in pairwise([*range(13), 0])}
    joined = 13 * 11  # all arcs of two to twelve persons, and the whole
    assert joined + 1 > MOST_SETS
    limits = list(persons_limits("rule", ring, (2**13 - 1,), [(0,)]))
    assert sorted(one.most for one in limits) == [*[3] * 13, 13]  # two pairs for two persons, each, are no limit

    crowded = {mask: np.arange(3 * place, 3 * place + 3) for place, mask in enumerate(ring)}
    limits = list(persons_limits("rule", crowded, (2**13 - 1,), [(0,)]))
    assert sorted(one.most for one in limits) == [*[2] * 13, *[3] * 13, 13]


def test_a_limit_of_fewer_pairs_knows_them_by_their_new_places() -> None:
    limit = Limit("rule", 1, ((np.array([1, 3]), (0,)), (np.array([2]), (1,))))
    assert limit.pairs.tolist() == [1, 2, 3]
    kept = limit.only(lambda pairs: pairs[pairs > 2] - 3)
    assert [(pairs.tolist(), slots) for pairs, slots in kept.parts] == [([0], (0,))]


def drawn(seed: int) -> tuple[list[Person], list[Occupied], Walks]:
    """A few interpreters, times in two halls, and the way between them."""
    rng = random.Random(seed)  # noqa: S311 — a test case, not a secret
    starts = sorted(15 * rng.randrange(10) for _ in range(rng.randint(2, 5)))
    times = [Occupied(start, start + rng.choice((15, 30, 45)), rng.randrange(2)) for start in starts]
    way = rng.choice((0, 10))
    persons = [
        Person(
            f"i{number}",
            LANGUAGES,
            np.array([rng.random() < 0.8 for _ in times], dtype=np.bool_),
            rng.choice((45, 60, 90)),
            rng.choice((0, 15, 30)),
        )
        for number in range(rng.randint(1, 2))
    ]
    return persons, times, Walks(((0, way), (way, 0)))


def manages(person: Person, slots: Sequence[int], times: Sequence[Occupied], walks: Walks) -> bool:
    """Whether one can do all of these: there, nowhere else, and never too long without a rest."""
    own = sorted((times[slot] for slot in slots), key=lambda time: time.start)
    for one, other in pairwise(own):
        if one.end + walks.between(one.hall, other.hall) > other.start:
            return False
    for place, first in enumerate(own):
        last = first
        for time in own[place + 1 :]:
            if time.start - last.end >= person.rest:
                break
            last = time
        if last.end - first.start > person.longest:
            return False
    return all(person.there[slot] for slot in slots)


@pytest.mark.parametrize("seed", range(60))
def test_the_most_a_person_can_do_is_what_trying_finds(seed: int) -> None:
    persons, times, walks = drawn(seed)
    for person in persons:
        sets = product((False, True), repeat=len(times))
        every = ([slot for slot, inside in enumerate(one) if inside] for one in sets)
        best = max(len(slots) for slots in every if manages(person, slots, times, walks))
        assert _most(person, range(len(times)), times, walks) == best


@pytest.mark.parametrize("seed", range(60))
def test_no_limit_forbids_what_interpreters_can_do(seed: int) -> None:
    persons, times, walks = drawn(seed)
    rng = random.Random(seed)  # noqa: S311 — a test case, not a secret
    masks = {pair: rng.randrange(1, 1 << len(persons)) for pair in range(3)}
    overlaps = [(slot,) for slot in range(len(times))]
    kinds = [([0, 1], list(range(len(times)))), ([2], list(range(len(times))))]
    limits = list(interpreter_limits(Crew(interpreters=tuple(persons)), masks, kinds, times, walks, overlaps))
    assert {one.rule for one in limits} <= {FREE, REST}
    able = [[who for who in range(len(persons)) if mask >> who & 1] for mask in masks.values()]
    options = [[None, *product(range(len(times)), who)] for who in able]
    for chosen in product(*options):
        held = {pair: one for pair, one in enumerate(chosen) if one is not None}
        work = [[slot for slot, own in held.values() if own == who] for who in range(len(persons))]
        if all(manages(person, slots, times, walks) for person, slots in zip(persons, work, strict=True)):
            placed = {pair: slot for pair, (slot, _) in held.items()}
            assert all(used(limit, placed) <= limit.most for limit in limits)


def test_interpreters_are_limited_somewhere() -> None:
    found = set()
    for seed in range(60):
        persons, times, walks = drawn(seed)
        masks = dict.fromkeys(range(3), (1 << len(persons)) - 1)
        overlaps = [(slot,) for slot in range(len(times))]
        kinds = [(range(3), range(len(times)))]
        crew = Crew(interpreters=tuple(persons))
        found |= {(one.rule, one.everywhere) for one in interpreter_limits(crew, masks, kinds, times, walks, overlaps)}
    assert found == {(FREE, False), (REST, False), (REST, True)}
