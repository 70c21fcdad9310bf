"""What companies have of what they could have."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from matchmaker.problem import IntArray, Problem

# The whole of a company's best day.
WHOLE_DAY = 1000


def meetings_of(problem: Problem, pairs: Iterable[int]) -> IntArray:
    """How many meetings each company has if these pairs meet."""
    chosen = np.fromiter(pairs, dtype=np.int64)
    ends = np.concatenate([problem.left[chosen], problem.right[chosen]])
    return np.bincount(ends, minlength=len(problem.companies)).astype(np.int64)


def weights_of(problem: Problem, pairs: Iterable[int]) -> IntArray:
    """What each company's meetings weigh if these pairs meet."""
    found = np.zeros(len(problem.companies), dtype=np.int64)
    chosen = np.fromiter(pairs, dtype=np.int64)
    for end in (problem.left, problem.right):
        np.add.at(found, end[chosen], problem.weight[chosen])
    return found


def shares(problem: Problem, pairs: Iterable[int]) -> IntArray:
    """What each company has of its best day, in thousandths, if these pairs meet; all where nothing is possible."""
    found: IntArray = WHOLE_DAY * weights_of(problem, pairs) // np.maximum(1, problem.best_day)
    return np.where(problem.best_day > 0, found, WHOLE_DAY)
