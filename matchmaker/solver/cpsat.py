"""Running CP-SAT: the only place that knows its parameters and statuses.

One worker and a limit in deterministic time make a run repeatable on any machine.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from ortools.sat.python import cp_model

from matchmaker.solver.progress import Control

# CP-SAT's unit of deterministic work; about a second on an ordinary core.
Effort = float
POLL_SECONDS = 0.05


@dataclass(frozen=True, slots=True)
class Found:
    """A solution; `optimal` if nothing better exists (within the asked precision)."""

    solver: cp_model.CpSolver
    optimal: bool

    def value(self) -> int:
        """The solution's objective. CP-SAT reports integers as floats, a hair above or below."""
        return round(self.solver.objective_value)

    def bound(self) -> int:
        """What no solution can beat (when maximising)."""
        return round(self.solver.best_objective_bound)


@dataclass(frozen=True, slots=True)
class Nothing:
    """No solution: `proven` if there is none, else the effort ran out first."""

    proven: bool


def run(
    model: cp_model.CpModel, seed: int, effort: Effort, control: Control, precision: float = 0.0
) -> Found | Nothing:
    """Solve `model` with one worker within `effort`, to a relative gap of `precision`, unless stopped."""
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    # Ctrl-C belongs to the caller, who asks for the work to stop through `control`.
    solver.parameters.catch_sigint_signal = False
    solver.parameters.random_seed = seed
    solver.parameters.linearization_level = 2
    solver.parameters.symmetry_level = 0
    solver.parameters.cp_model_probing_level = 0
    solver.parameters.max_num_cuts = 5000
    solver.parameters.root_lp_iterations = 100_000
    solver.parameters.relative_gap_limit = precision
    solver.parameters.max_deterministic_time = effort
    with stoppable(solver, control):
        status = solver.solve(model)
    if status in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
        return Found(solver, status == cp_model.OPTIMAL)
    return Nothing(status == cp_model.INFEASIBLE)


@contextmanager
def stoppable(solver: cp_model.CpSolver, control: Control) -> Iterator[None]:
    """While inside, a search ends soon after `control` says so."""
    done = threading.Event()

    def watch() -> None:
        while not done.wait(POLL_SECONDS):
            if control.stopped() is not None:
                solver.stop_search()

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield
    finally:
        done.set()
        watcher.join()
