"""Random tiny problems with little slack, so that weights, slots, tables and people pull against each other."""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import combinations
from typing import Any

from matchmaker.event import Company, GoalName
from matchmaker.problem import Problem, prepare
from tests.build import company, event, session, window

# Sessions that overlap in part, with slots of two lengths.
PROGRAMMES = (
    (("main", "09:00", 3, 30, 2),),
    (("main", "09:00", 4, 30, 1), ("salon", "09:30", 2, 30, 1)),
    (("main", "09:00", 2, 30, 1), ("salon", "09:00", 2, 30, 2)),
    (("main", "09:00", 3, 30, 1), ("salon", "09:15", 1, 45, 1)),
    (("main", "09:00", 2, 20, 2), ("salon", "09:10", 2, 30, 1)),
)
HOURS = (("08:00", "18:00"), ("08:00", "18:00"), ("09:00", "10:00"), ("09:15", "18:00"))


def stranger(rng: random.Random, name: str, **fields: Any) -> Company:
    """A company with one language of three, which offers and seeks two things of three."""
    return company(
        name,
        languages=rng.sample(("zh", "de", "en"), 1),
        interests=rng.sample(("laser", "optics", "drones"), 2),
        capabilities=rng.sample(("laser", "optics", "drones"), 2),
        **fields,
    )


def random_problem(seed: int, companies: int = 4, goals: Sequence[str] = ()) -> Problem:
    """A problem of a few companies whose pairs have random weights and fits; musts and promises in some."""
    rng = random.Random(seed)  # noqa: S311 — a test case, not a secret
    names = "abcdefgh"[:companies]
    programme = rng.choice(PROGRAMMES)
    held = event(
        [
            company(
                name,
                delegates=rng.choice((1, 1, 1, 2)),
                max_meetings=(most := rng.choice((None, 1, 2, 3))),
                min_meetings=min(rng.choice((0, 0, 1, 2)), 3 if most is None else most),
                available=[window(*rng.choice(HOURS))],
            )
            for name in names
        ],
        *(
            session(
                name,
                start,
                slots,
                slot=minutes,
                tables=tables,
                capacity=rng.choice((None, None, 2, 3, 4)),
                hall=rng.choice(("hall", "annex")),
            )
            for name, start, slots, minutes, tables in programme
        ),
        goals=goals or tuple(GoalName),
        fairness_floor=rng.choice((0, 50, 80, 100)),
    )
    pairs = [pair for pair in combinations(names, 2) if rng.random() < 0.9]
    must = set(rng.sample(pairs, min(len(pairs), rng.choice((0, 0, 0, 1, 2)))))
    edges = [
        (
            *pair,
            {
                "weight": rng.choice((1, 7, 10, 10, 13, 40)),
                "must": pair in must,
                "fit": {name: rng.choice((0, 40, 40, 100)) for name, *_ in programme},
            },
        )
        for pair in pairs
    ]
    return prepare(held, edges)
