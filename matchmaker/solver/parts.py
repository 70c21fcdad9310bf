"""Parts of a problem, and problems with a little more: what questions about a schedule are asked of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np

from matchmaker.problem import Problem


def of_pairs(problem: Problem, pairs: Sequence[int], must: Iterable[int]) -> Problem:
    """The problem with these pairs alone, in the order given; `must`, out of them, have to meet."""
    chosen, held = np.array(pairs, dtype=np.int64), set(must)
    return replace(
        problem,
        left=problem.left[chosen],
        right=problem.right[chosen],
        weight=problem.weight[chosen],
        fit=problem.fit[chosen],
        must=frozenset(place for place, pair in enumerate(pairs) if pair in held),
    )


def with_pair(problem: Problem, one: int, other: int, weight: int, fit: Sequence[int]) -> Problem:
    """The problem with one more pair, the last one; `fit` is its topic fit in each slot."""
    return replace(
        problem,
        left=np.append(problem.left, one),
        right=np.append(problem.right, other),
        weight=np.append(problem.weight, weight),
        fit=np.vstack([problem.fit, np.array(fit, dtype=np.int64).reshape(1, -1)]),
    )
