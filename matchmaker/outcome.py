"""What solving can end in: three types, so that no caller mistakes one for another."""

from __future__ import annotations

from dataclasses import dataclass, field

from matchmaker.problem import Group, Placement
from matchmaker.problem.rota import Staffing
from matchmaker.schedule import GoalValue


@dataclass(frozen=True, slots=True)
class Solved:
    """A placement that keeps every rule, beside groups at round tables, with the persons who come.

    `cut` says what ended the work early, if anything did.
    """

    placement: Placement
    goals: tuple[GoalValue, ...]
    cut: str | None = None
    groups: tuple[Group, ...] = ()
    staffing: Staffing = field(default_factory=Staffing)

    def goal(self, name: str) -> GoalValue:
        """The level of this name.

        Raises:
            KeyError: if it was not pursued.
        """
        return {goal.name: goal for goal in self.goals}[name]


@dataclass(frozen=True, slots=True)
class Impossible:
    """No schedule can keep the hard rules. `reasons` are sentences for the organiser."""

    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Undecided:
    """Time ran out before any schedule was found, and before it was proven that there is none."""

    reason: str


Outcome = Solved | Impossible | Undecided
