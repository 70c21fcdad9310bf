"""Ways to search. Each starts from what is known, works for a share of deterministic time, and answers."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Self

from ortools.sat.python import cp_model

from matchmaker.solver.breaks.model import Model
from matchmaker.solver.breaks.problem import breaks_of
from matchmaker.solver.breaks.propagate import Narrowed
from matchmaker.solver.cpsat import Effort, stoppable
from matchmaker.solver.progress import Control

# Bounds come as floating-point numbers.
ROUNDING = 1e-6


@dataclass(frozen=True, slots=True)
class Schedule:
    """The slot of each meeting, and the breaks of all participants."""

    slots: tuple[int, ...]
    breaks: int


@dataclass(frozen=True, slots=True)
class Known:
    """What is found and proven so far, and the effort it took. If `impossible`, no schedule keeps the rules."""

    bound: int = 0
    best: Schedule | None = None
    impossible: bool = False
    spent: Effort = 0.0

    def and_also(self, other: Self) -> Self:
        """Both together; of two schedules with as many breaks, the one known before."""
        best = min((one for one in (self.best, other.best) if one), key=lambda one: one.breaks, default=None)
        impossible = self.impossible or other.impossible
        return replace(
            self, bound=max(self.bound, other.bound), best=best, impossible=impossible, spent=self.spent + other.spent
        )

    @property
    def closed(self) -> bool:
        """Whether nothing is left to find or to prove."""
        return self.impossible or (self.best is not None and self.best.breaks <= self.bound)


Strategy = Callable[[Narrowed, Known, Effort, Control], Known]


def by_cores(given: Narrowed, known: Known, share: Effort, control: Control) -> Known:
    """Core-guided: assume no break at all, and allow only as many as the conflicts found prove necessary."""
    return _minimise(Model.of(given), given, known, share, control, cores=True)


def by_cores_in_windows(given: Narrowed, known: Known, share: Effort, control: Control) -> Known:
    """The same over the model that says what having no break means."""
    return _minimise(Model.of(given, windows=True), given, known, share, control, cores=True)


def by_descent(given: Narrowed, known: Known, share: Effort, control: Control) -> Known:
    """Any better schedule, then a better one, so that one is at hand when the work ends."""
    return _minimise(Model.of(given), given, known, share, control, cores=False)


def by_questions(given: Narrowed, known: Known, share: Effort, control: Control) -> Known:
    """Is there a schedule with at most as many breaks as the bound? If not, the bound rises by one."""
    found = Known(known.bound)
    while found.spent < share and control.stopped() is None:
        model = Model.of(given)
        if found.bound > len(model.breaks):
            return replace(found, impossible=True)
        model.cp.add(cp_model.LinearExpr.sum(model.breaks) <= found.bound)
        answer = _search(model, given, share - found.spent, control, cores=False)
        found = replace(found, best=answer.best, spent=found.spent + answer.spent)
        if not answer.excluded:
            return found
        found = replace(found, bound=found.bound + 1)
    return found


def _minimise(model: Model, given: Narrowed, known: Known, share: Effort, control: Control, *, cores: bool) -> Known:
    """The fewest breaks; beyond a known schedule, only better ones are looked for."""
    total = cp_model.LinearExpr.sum(model.breaks)
    if known.best is not None:
        model.cp.add(total <= known.best.breaks - 1)
    model.cp.minimize(total)
    answer = _search(model, given, share, control, cores=cores)
    if known.best is None:
        return Known(answer.bound, answer.best, impossible=answer.excluded, spent=answer.spent)
    bound = known.best.breaks if answer.excluded else min(answer.bound, known.best.breaks)
    return Known(bound, answer.best, spent=answer.spent)


@dataclass(frozen=True, slots=True)
class _Answer:
    """One run of CP-SAT: a schedule if found, whether there is none, the bound of its goal, and the effort spent."""

    best: Schedule | None
    excluded: bool
    bound: int
    spent: Effort


def _search(model: Model, given: Narrowed, share: Effort, control: Control, *, cores: bool) -> _Answer:
    """Run CP-SAT with one worker and without linear relaxation, which only slows the clausal model down."""
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.catch_sigint_signal = False
    solver.parameters.linearization_level = 0
    solver.parameters.optimize_with_core = cores
    solver.parameters.max_deterministic_time = share
    with stoppable(solver, control):
        status = solver.solve(model.cp)
    best = None
    if status in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
        slots = tuple(next(slot for slot, here in at.items() if solver.boolean_value(here)) for at in model.at)
        best = Schedule(slots, sum(breaks_of(given.problem, slots)))
    excluded = status == cp_model.INFEASIBLE
    bound = 0 if excluded else max(0, math.ceil(solver.best_objective_bound - ROUNDING))
    return _Answer(best, excluded, bound, solver.response_proto.deterministic_time)
