"""Instances for the tests of placing with the fewest breaks: by hand, hard ones, and random ones to enumerate."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from random import Random

from hypothesis import strategies as st

from tests.benchmarks.b2bsp_format import ANY, Instance, breaks_of, violations

NEVER_UNFAIR = 99


def instance(
    pairs: Sequence[tuple[int, int]],
    slots: int,
    *,
    participants: int | None = None,
    tables: int = 9,
    morning: int | None = None,
    sessions: Sequence[int] = (),
    forbidden: dict[int, set[int]] | None = None,
    fixed: dict[int, int] | None = None,
    before: dict[int, set[int]] | None = None,
) -> Instance:
    """An instance with no more limits than are given; participants and meetings from 0, slots from 1."""
    people = participants or 1 + max(max(pair) for pair in pairs)
    return Instance(
        participants=people,
        tables=tables,
        slots=slots,
        morning=slots if morning is None else morning,
        pairs=tuple(pairs),
        sessions=tuple(sessions) or (ANY,) * len(pairs),
        forbidden=tuple(frozenset((forbidden or {}).get(one, ())) for one in range(people)),
        fixed=tuple((fixed or {}).get(meeting, 0) for meeting in range(len(pairs))),
        before=tuple(frozenset((before or {}).get(meeting, ())) for meeting in range(len(pairs))),
    )


def crowd(people: int, each: int, slots: int, seed: int) -> Instance:
    """Everybody meets twice `each` others in turn, with two slots forbidden to every other: too hard for a blink."""
    chance = Random(seed)  # noqa: S311 - the same instances everywhere, nothing secret
    pairs = [(one, (one + step) % people) for one in range(people) for step in range(1, each + 1)]
    forbidden = {one: set(chance.sample(range(1, slots + 1), 2)) for one in range(0, people, 2)}
    tables = -(-len(pairs) // (slots - 1))
    return instance(pairs, slots, participants=people, tables=tables, forbidden=forbidden)


def fewest(held: Instance) -> dict[int, int | None]:
    """The fewest breaks for fairness 0 to 3 by trying every placement; None if there is none."""
    spreads: dict[int, int] = {}
    for slots in product(range(1, held.slots + 1), repeat=len(held.pairs)):
        if not violations(held, slots, NEVER_UNFAIR):
            counts = breaks_of(held, slots)
            spread = max(counts) - min(counts)
            spreads[spread] = min(sum(counts), spreads.get(spread, sum(counts)))
    return {d: min((breaks for spread, breaks in spreads.items() if spread <= d), default=None) for d in range(4)}


@st.composite
def tiny_instances(draw: st.DrawFn) -> Instance:
    """Few meetings, with sessions, forbidden and fixed slots, precedences, repeated pairs and scarce tables."""
    slots = draw(st.integers(3, 6))
    people = draw(st.integers(2, 5))
    one = st.lists(st.integers(0, people - 1), min_size=2, max_size=2, unique=True).map(lambda two: (two[0], two[1]))
    pairs = draw(st.lists(one, min_size=1, max_size=5 if slots < 6 else 4))
    meetings = st.integers(0, len(pairs) - 1)
    some_slots = st.sets(st.integers(1, slots), max_size=slots // 2)
    return instance(
        pairs,
        slots,
        participants=people,
        tables=draw(st.integers(1, 3)),
        morning=draw(st.integers(0, slots)),
        sessions=draw(st.lists(st.sampled_from((1, 2, 3, 3, 3)), min_size=len(pairs), max_size=len(pairs))),
        forbidden=draw(st.dictionaries(st.integers(0, people - 1), some_slots, max_size=2)),
        fixed=draw(st.dictionaries(meetings, st.integers(1, slots), max_size=1)),
        before=draw(st.dictionaries(meetings, st.sets(meetings, min_size=1, max_size=2), max_size=1)),
    )
