"""What makes a schedule GOOD, in plain Python: levels in order, each kept before the next is pursued.

The same names stand in the solver, which proves a bound for each; a test keeps the names equal. A goal counts up:
more is better.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from matchmaker.problem import Placement, Problem


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal's sentence and its measure."""

    name: str
    sentence: str
    measure: Callable[[Problem, Placement], int]


GOALS: dict[str, Goal] = {}

Measure = Callable[[Problem, Placement], int]


def goal(sentence: str) -> Callable[[Measure], Measure]:
    """Enter a measure into `GOALS` under its own name."""

    def enter(measure: Measure) -> Measure:
        GOALS[measure.__name__] = Goal(measure.__name__, sentence, measure)
        return measure

    return enter


@goal("The weights of all meetings, added up.")
def total_compatibility(problem: Problem, placement: Placement) -> int:
    """Sum of the weights of the pairs that meet."""
    return sum(int(problem.weight[pair]) for pair in placement)


@goal("How well meetings suit the topics of their sessions, added up (0 to 100 each).")
def topic_fit(problem: Problem, placement: Placement) -> int:
    """Sum of the fits of the pairs with the sessions they meet in."""
    return sum(int(problem.fit[pair, slot]) for pair, slot in placement.items())
