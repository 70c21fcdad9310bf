"""Parts of a problem: what questions about a schedule are asked of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np

from matchmaker.problem import Problem


def of_pairs(problem: Problem, pairs: Sequence[int], must: Iterable[int]) -> Problem:
    """The problem with these pairs alone, in the order given; `must`, out of them, have to meet."""
    held = set(must)
    part = problem.only(np.array(pairs, dtype=np.int64))
    return replace(part, must=frozenset(place for place, pair in enumerate(pairs) if pair in held))
