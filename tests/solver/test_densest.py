from __future__ import annotations

import random
from itertools import combinations

import numpy as np
import pytest

from matchmaker.problem import IntArray
from matchmaker.solver.densest import Densest, Mix, densest


def random_weights(rng: random.Random) -> IntArray:
    nodes = rng.randint(2, 9)
    weight = np.zeros((nodes, nodes), dtype=np.int64)
    for one, other in combinations(range(nodes), 2):
        weight[one, other] = weight[other, one] = rng.choice((0, 5, rng.randint(-20, 40)))
    return weight


def sets_of(found: Densest) -> dict[frozenset[int], int]:
    assert len({frozenset(one) for one in found.sets.tolist()}) == len(found.sets)  # each is met once
    return dict(zip(map(frozenset, found.sets.tolist()), found.weight.tolist(), strict=True))


@pytest.mark.parametrize("seed", range(150))
def test_all_mixed_sets_above_the_floor_are_found_and_no_other_weighs_more_than_a_floor_that_rose(seed: int) -> None:
    rng = random.Random(seed)  # noqa: S311 — a test case, not a secret
    weight, size, floor = random_weights(rng), rng.randint(2, 6), rng.choice((0, 0, 30))
    first = rng.randrange(len(weight)) if rng.random() < 0.5 else None
    traits = np.array([rng.randrange(3) for _ in weight])
    mixes = [Mix(traits, rng.randint(1, 3))] if rng.random() < 0.5 else []
    all_sets = {
        frozenset(one): int(weight[np.ix_(one, one)].sum()) // 2
        for one in combinations(range(len(weight)), size)
        if first in {None, *one} and all(len(set(mix.trait[list(one)])) >= mix.least for mix in mixes)
    }
    assert sets_of(densest(weight, size, floor, 10_000, mixes, first)) == {
        one: value for one, value in all_sets.items() if value > floor
    }
    for limit in (0, 1, 2, 7):
        found = densest(weight, size, floor, limit, mixes, first)
        assert found.floor >= floor
        assert sets_of(found) == {one: value for one, value in all_sets.items() if value > found.floor}
        assert found.most >= max(all_sets.values(), default=0)
        assert len(found.sets) <= limit


def test_sets_of_two_with_a_first_node_and_sets_larger_than_there_are_nodes() -> None:
    weight = np.array([[0, 3, 9], [3, 0, 1], [9, 1, 0]])
    assert sets_of(densest(weight, 2, 2, 10, (), 0)) == {frozenset({0, 1}): 3, frozenset({0, 2}): 9}
    for size in (4, 7):
        for first in (None, 1):
            assert densest(weight, size, 0, 10, (), first).most == 0
