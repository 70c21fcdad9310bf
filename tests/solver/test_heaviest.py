from __future__ import annotations

import random
from itertools import combinations

import numpy as np
import pytest

from matchmaker.solver.heaviest import heaviest


@pytest.mark.parametrize("seed", range(60))
def test_no_set_of_the_size_weighs_more_than_the_bound(seed: int) -> None:
    rng = random.Random(seed)  # noqa: S311 — a test case, not a secret
    nodes, size = rng.randint(2, 8), rng.randint(2, 4)
    weight = np.zeros((nodes, nodes), dtype=np.int64)
    for one, other in combinations(range(nodes), 2):
        weight[one, other] = weight[other, one] = rng.randint(-20, 40)
    sets = list(combinations(range(nodes), size))
    best = max((int(weight[np.ix_(one, one)].sum()) // 2 for one in sets), default=0)
    assert heaviest(weight, size, 0, 10_000).bound == max(0, best)
    for budget in (0, 1, 2, 5):
        found = heaviest(weight, size, 0, budget)
        assert found.bound >= max(0, best)
        assert 0 <= found.left <= budget
