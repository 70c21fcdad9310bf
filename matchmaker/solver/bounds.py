"""What no schedule can beat, goal by goal: a bound, and what it takes for granted of the goals before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from matchmaker.goals import GOALS
from matchmaker.problem import Placement, Problem
from matchmaker.schedule import GoalValue
from matchmaker.solver.certificate import most_meetings
from matchmaker.solver.needs import pledged, promises


def most_fit(problem: Problem) -> int:
    """The fit of as many pairs as can meet, each in its best session."""
    best = np.sort(np.where(problem.common, problem.fit, 0).max(axis=1, initial=0))[::-1]
    return int(best[: most_meetings(problem, problem.degrees())].sum())


def top(problem: Problem, goal: str) -> int:
    """The best value of a goal that anyone could wish for, whatever the others."""
    tops = {
        "minimums_kept": lambda one: int(promises(one).sum()) + int(pledged(one).sum()),
        "worst_off": lambda one: one.floor,
        "total_compatibility": lambda one: int(one.weight[one.common.any(axis=1)].sum()),
        "topic_fit": most_fit,
    }
    return tops[goal](problem) if goal in tops else 0


@dataclass(eq=False)
class Bounds:
    """The bounds proven so far. Mutable; lives within one solve."""

    problem: Problem
    known: dict[str, list[tuple[int, Mapping[str, int]]]] = field(default_factory=dict)

    def add(self, goal: str, bound: int, granted: Mapping[str, int] | None = None) -> None:
        """A bound that holds for every schedule whose other goals are as good as `granted`."""
        self.known.setdefault(goal, []).append((bound, dict(granted or {})))

    def of(self, goal: str, values: Mapping[str, int]) -> int:
        """The tightest bound that holds for schedules as good as these values by the goals before."""
        found = [top(self.problem, goal)] if goal not in self.known else []
        for bound, granted in self.known.get(goal, []):
            if all(GOALS[name].reaches(values[name], value) for name, value in granted.items()):
                found.append(bound)
        sign = GOALS[goal].sign
        return sign * min(sign * bound for bound in found or [top(self.problem, goal)])

    def values(self, problem: Problem, placement: Placement) -> tuple[GoalValue, ...]:
        """Each goal as the placement has it, with its bound. `problem` may be what remains of the whole."""
        measured = {name: GOALS[name].measure(problem, placement) for name in problem.goals}
        return tuple(self._value(name, measured) for name in self.problem.goals)

    def _value(self, name: str, measured: Mapping[str, int]) -> GoalValue:
        goal, value, bound = GOALS[name], measured[name], self.of(name, measured)
        return GoalValue(name=name, value=value, bound=bound, proven=goal.reaches(value, bound), sense=goal.sense)
