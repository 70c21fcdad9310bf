"""Relatives of the published B2BSP instances, made at random: instances that nobody has seen.

    python -m tests.benchmarks.relatives [--count N] [--seed S] [--size small|published|large] DIR

Writes N data files (.dzn) into DIR, for `tests.benchmarks.b2bsp`. Each draws a shape of its own: how many participants,
slots and tables, how unequal the numbers of meetings are, how full the tables get, whether the day has two halves, how
many slots are forbidden or fixed, how many meetings are put in order, whether pairs meet twice and participants do not
meet at all. Half of them are built around a schedule that exists, so that limits are hard without contradicting each
other; of the others many have no schedule.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

from tests.benchmarks.b2bsp_format import AFTERNOON, ANY, MORNING, Instance

# Participants and slots, from and to.
SIZES = {"small": ((3, 7), (3, 5)), "published": ((35, 80), (8, 22)), "large": ((80, 120), (12, 24))}
NONE_OR_SOME = (0.0, 0.0, 0.1, 0.25)


@dataclass(frozen=True, slots=True)
class Shape:
    """What an instance is like. Shares are of participants or meetings; `fill` is of all tables at all slots."""

    participants: int
    slots: int
    fill: float
    popular: float  # how unequal: 0 is all alike
    halves: float  # share of meetings tied to a half of the day
    forbidden: float  # chance of a slot to be forbidden to a participant
    fixed: float
    ordered: float
    twice: float
    idle: float  # share of participants without any meeting
    planted: bool


def shape(chance: Random, size: str) -> Shape:
    """A random shape."""
    (fewest, most), (shortest, longest) = SIZES[size]
    return Shape(
        participants=chance.randint(fewest, most),
        slots=chance.randint(shortest, longest),
        fill=chance.choice((0.3, 0.6, 0.8, 0.95)),
        popular=chance.choice((0.0, 0.5, 1.0)),
        halves=chance.choice((0.0, 0.3, 0.9)),
        forbidden=chance.choice((0.0, 0.03, 0.07)),
        fixed=chance.choice((0.0, 0.0, 0.2, 0.4)),
        ordered=chance.choice(NONE_OR_SOME),
        twice=chance.choice((0.0, 0.0, 0.02)),
        idle=chance.choice((0.0, 0.0, 0.05)),
        planted=chance.random() < 0.5,
    )


def relative(chance: Random, form: Shape) -> Instance:
    """An instance of that shape."""
    pairs, slots = _meetings(chance, form)
    halved = form.halves > 0
    morning = form.slots * chance.randint(5, 7) // 12 if halved else form.slots
    busy = {(one, slot) for pair, slot in zip(pairs, slots, strict=True) for one in pair}

    def half(slot: int) -> int:
        own = MORNING if slot <= morning else AFTERNOON
        return own if chance.random() < form.halves else ANY

    def order(later: int) -> frozenset[int]:
        if chance.random() >= form.ordered:
            return frozenset()
        before = [one for one in range(len(pairs)) if slots[one] < slots[later]]
        return frozenset(chance.sample(before, min(len(before), 1)))

    full = max(Counter(slots).values(), default=1)
    planted = Instance(
        participants=form.participants,
        tables=max(full, round(len(pairs) / form.fill / form.slots)),
        slots=form.slots,
        morning=morning,
        pairs=pairs,
        sessions=tuple(half(slot) for slot in slots),
        forbidden=tuple(
            frozenset(
                slot
                for slot in range(1, form.slots + 1)
                if (one, slot) not in busy and chance.random() < 2 * form.forbidden
            )
            for one in range(form.participants)
        ),
        fixed=tuple(slot if chance.random() < form.fixed else 0 for slot in slots),
        before=tuple(order(meeting) for meeting in range(len(pairs))),
    )
    return planted if form.planted else _loose(chance, form, planted)


def _loose(chance: Random, form: Shape, planted: Instance) -> Instance:
    """The same meetings, with limits that heed no schedule; so only few of them, or there would be none."""
    return replace(
        planted,
        tables=max(1, -(-len(planted.pairs) // form.slots) + chance.randint(0, 2)),
        forbidden=tuple(
            frozenset(slot for slot in range(1, form.slots + 1) if chance.random() < form.forbidden / 3)
            for _ in planted.forbidden
        ),
        fixed=tuple(chance.randint(1, form.slots) if chance.random() < 0.02 else 0 for _ in planted.pairs),
        sessions=tuple(session if chance.random() < 0.9 else ANY for session in planted.sessions),
    )


def _meetings(chance: Random, form: Shape) -> tuple[tuple[tuple[int, int], ...], list[int]]:
    """Pairs of participants and a slot for each, so that nobody meets twice at once, with few gaps."""
    people = list(range(form.participants))
    meeting = people[: max(2, round(len(people) * (1 - form.idle)))]
    weights = [1 / (place + 1) ** form.popular for place in range(len(meeting))]
    busy: set[tuple[int, int]] = set()
    pairs: list[tuple[int, int]] = []
    slots: list[int] = []
    wanted = len(meeting) * chance.randint(3, min(8, form.slots)) // 2
    for _ in range(4 * wanted):
        if len(pairs) >= wanted:
            break
        one, two = chance.choices(meeting, weights, k=2)
        again = (one, two) in pairs or (two, one) in pairs
        free = [slot for slot in range(1, form.slots + 1) if not {(one, slot), (two, slot)} & busy]
        if one == two or not free or (again and chance.random() >= form.twice):
            continue
        # Beside a meeting that one of them has already, if there is such a slot: few breaks, as at real events.
        near = [slot for slot in free if {(who, slot + step) for who in (one, two) for step in (-1, 1)} & busy]
        slot = chance.choice(near or free)
        busy |= {(one, slot), (two, slot)}
        pairs.append((one, two))
        slots.append(slot)
    return tuple(pairs), slots


def written(instance: Instance) -> str:
    """The data file of an instance, as the published ones are written."""

    def sets(groups: Sequence[frozenset[int]], step: int = 0) -> str:
        return "[" + ",\n".join("{" + ", ".join(str(one + step) for one in sorted(each)) + "}" for each in groups) + "]"

    rows = (f"{one + 1}, {two + 1}, {half}" for (one, two), half in zip(instance.pairs, instance.sessions, strict=True))
    return "\n".join(
        [
            f"nBusiness = {instance.participants};",
            f"nMeetings = {len(instance.pairs)};",
            f"nTables = {instance.tables};",
            f"nTotalSlots = {instance.slots};",
            f"nMorningSlots = {instance.morning};",
            "requested = [|" + "\n|".join(rows) + "|];",
            f"forbidden = {sets([one or frozenset({0}) for one in instance.forbidden])};",
            f"fixed = {list(instance.fixed)};",
            f"precedences = {sets(instance.before, 1)};",
            "",
        ]
    )


def main() -> None:
    """Write the files."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--size", choices=sorted(SIZES), default="published")
    parser.add_argument("folder", type=Path, metavar="DIR")
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    for number in range(given.count):
        chance = Random(f"{given.seed}/{given.size}/{number}")  # noqa: S311 - the same files everywhere, nothing secret
        text = written(relative(chance, shape(chance, given.size)))
        (given.folder / f"{given.size}-{given.seed}-{number:03}.dzn").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
