"""The goals for the solver. Each function gives the profit of the goal of the same name in `matchmaker.goals`.

A profit is an integer for every pair and slot; a goal's value is the sum over the meetings held.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from matchmaker.problem import IntArray, Problem

Profit = Callable[[Problem], IntArray]

PROFITS: dict[str, Profit] = {}


def profit(function: Profit) -> Profit:
    """Enter a profit into `PROFITS` under its own name."""
    PROFITS[function.__name__] = function
    return function


@profit
def total_compatibility(problem: Problem) -> IntArray:
    """The pair's weight, whatever the slot."""
    return np.broadcast_to(problem.weight[:, None], problem.fit.shape).astype(np.int64)


@profit
def topic_fit(problem: Problem) -> IntArray:
    """The pair's fit with the session of the slot."""
    return problem.fit
