"""Why an event is impossible, and what would help."""

from __future__ import annotations

from dataclasses import dataclass

from matchmaker.problem import Problem
from matchmaker.solver.conflict import Conflict, conflict
from matchmaker.solver.demands import Absences, Demands
from matchmaker.solver.progress import Control, Quiet
from matchmaker.solver.remedies import Remedy, remedies


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """A conflict, if one was found in time, and ways out, the fewest changes first.

    Demands of pairs speak of places in `sorted(problem.must)`.
    """

    conflict: Conflict | None
    remedies: tuple[Remedy, ...]


def diagnose(problem: Problem, absences: Absences, seed: int = 0, control: Control | None = None) -> Diagnosis:
    """Diagnose a problem whose musts cannot all be placed."""
    control = control or Quiet()
    demands = Demands.of(problem, absences)
    control.report("finding what clashes")
    found = conflict(demands, seed, control)
    control.report("finding what would help")
    ways = remedies(problem, demands, absences, seed, control)
    return Diagnosis(found, tuple(ways))


def ways_out(problem: Problem, absences: Absences, seed: int, control: Control) -> tuple[Remedy, ...]:
    """Those ways out alone."""
    return tuple(remedies(problem, Demands.of(problem, absences), absences, seed, control))
