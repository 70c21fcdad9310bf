from __future__ import annotations

import random
from itertools import combinations, product

import networkx as nx
import numpy as np
import pytest

from matchmaker.problem.clock import Occupied, Walks, cliques

NEAR = Walks(((0, 10, 25), (10, 0, 15), (25, 15, 0)))


def random_times(rng: random.Random, most: int = 8) -> list[Occupied]:
    """Stretches of half an hour or more in three halls, within a few hours."""
    starts = [15 * rng.randrange(12) for _ in range(rng.randint(1, most))]
    return [Occupied(start, start + rng.choice((20, 30, 45, 60)), rng.randrange(3)) for start in starts]


@pytest.mark.parametrize(
    ("one", "other", "clash"),
    [
        (Occupied(0, 30, 0), Occupied(30, 60, 0), False),
        (Occupied(0, 31, 0), Occupied(30, 60, 0), True),
        (Occupied(0, 30, 0), Occupied(40, 60, 1), False),
        (Occupied(0, 30, 0), Occupied(39, 60, 1), True),
        (Occupied(0, 30, 0), Occupied(54, 60, 2), True),
        (Occupied(0, 30, 0), Occupied(55, 60, 2), False),
    ],
)
def test_times_clash_if_they_share_a_moment_or_leave_none_to_walk(one: Occupied, other: Occupied, clash: bool) -> None:  # noqa: FBT001
    assert NEAR.clash(one, other) is NEAR.clash(other, one) is clash


def test_where_no_ways_are_known_all_halls_are_next_door() -> None:
    assert not Walks().clash(Occupied(0, 30, 0), Occupied(30, 60, 5))


def test_no_times_have_no_cliques() -> None:
    assert cliques(np.zeros((0, 0), dtype=np.bool_)) == ()


@pytest.mark.parametrize("seed", range(60))
def test_cliques_are_the_largest_sets_that_clash(seed: int) -> None:
    rng = random.Random(seed)  # noqa: S311 — a test case, not a secret
    size = rng.randint(1, 8)
    drawn = np.array([[rng.random() < rng.choice((0.3, 0.7)) for _ in range(size)] for _ in range(size)])
    clashes = np.triu(drawn, 1) | np.triu(drawn, 1).T
    sets = [
        frozenset(chosen)
        for count in range(1, size + 1)
        for chosen in combinations(range(size), count)
        if all(clashes[one, other] for one, other in combinations(chosen, 2))
    ]
    largest = [one for one in sets if not any(one < other for other in sets)]
    assert cliques(clashes) == tuple(sorted(tuple(sorted(one)) for one in largest))


@pytest.mark.parametrize("seed", range(40))
def test_as_many_people_as_the_largest_clique_can_share_out_all_times(seed: int) -> None:
    """The fewest people are as many as times less those that follow another in somebody's day (König, Fulkerson)."""
    times = random_times(random.Random(seed))  # noqa: S311 — a test case, not a secret
    every = range(len(times))
    follows = [
        (("before", one), ("after", other))
        for one, other in product(every, every)
        if times[one].end + NEAR.between(times[one].hall, times[other].hall) <= times[other].start
    ]
    graph = nx.Graph(follows)
    top = {end for end in graph if end[0] == "before"}
    matched = len(nx.bipartite.maximum_matching(graph, top)) // 2
    assert max(map(len, cliques(NEAR.clashes(times)))) == len(times) - matched
