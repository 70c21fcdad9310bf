"""Several strategies in rounds of growing shares, because none of them wins everywhere.

The strategies of a round start from what the rounds before it left, and their answers are taken in the order of the
round, up to the one that closes the problem. So the outcome is the same whether they run one after the other or side by
side, and on any machine: shares are deterministic time.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Event

from matchmaker.solver.breaks.outcome import Impossible, Outcome, Placed, Undecided
from matchmaker.solver.breaks.problem import BreaksProblem
from matchmaker.solver.breaks.propagate import Narrowed, narrow
from matchmaker.solver.breaks.strategies import (
    Known,
    Strategy,
    by_cores,
    by_cores_in_windows,
    by_descent,
    by_questions,
)
from matchmaker.solver.cpsat import Effort
from matchmaker.solver.progress import Control, Quiet

ROUND: tuple[Strategy, ...] = (by_cores, by_cores_in_windows, by_questions, by_descent)
# The first share of each strategy; every round doubles it.
SHARE: Effort = 10.0
# All shares together, unless the caller says otherwise.
EFFORT: Effort = 400.0
# What is left of an effort below this is nothing.
LEAST: Effort = 1e-3


def solve(problem: BreaksProblem, workers: int = 1, control: Control | None = None, effort: Effort = EFFORT) -> Outcome:
    """The schedule with the fewest breaks that deterministic work finds, and what no schedule can beat.

    The same problem gives the same outcome with any number of workers, unless `control` stops the work.
    """
    control = control or Quiet()
    control.report("placing the meetings with the fewest breaks")
    given = narrow(problem)
    if isinstance(given, Impossible):
        return given
    known, share = Known(), SHARE
    while not known.closed and effort - known.spent > LEAST and control.stopped() is None:
        share = min(share, (effort - known.spent) / len(ROUND))
        for answer in _answers(given, known, share, workers, control):
            known = known.and_also(answer)
            control.report("fewer breaks", known.best.breaks if known.best else None, known.bound)
            if known.closed:
                break
        share *= 2
    return _outcome(known, control.stopped() or "the effort allowed was spent")


def _outcome(known: Known, ended: str) -> Outcome:
    """What is known, as a type."""
    if known.impossible:
        return Impossible("No schedule keeps every limit.")
    if known.best is None:
        return Undecided(ended, known.bound)
    return Placed(known.best.slots, known.best.breaks, known.bound, None if known.closed else ended)


class _Race:
    """The caller's control, and whether answers are still wanted."""

    def __init__(self, control: Control) -> None:
        self.control = control
        self.over = Event()

    def report(self, stage: str, best: int | None = None, bound: int | None = None) -> None:
        """Say nothing: what a strategy finds is reported when its answer is taken."""

    def stopped(self) -> str | None:
        """Why to stop: the caller says so, or an answer taken before closed the problem."""
        return "the problem is closed" if self.over.is_set() else self.control.stopped()


def _answers(given: Narrowed, known: Known, share: Effort, workers: int, control: Control) -> Iterator[Known]:
    """The answers of a round, in its order. When no more are asked for, the strategies still running are stopped."""
    race = _Race(control)

    def answer(strategy: Strategy) -> Known:
        return Known() if race.stopped() else strategy(given, known, share, race)

    with ThreadPoolExecutor(max_workers=workers) as pool:
        asked = [pool.submit(answer, strategy) for strategy in ROUND]
        try:
            for one in asked:
                yield one.result()
        finally:
            race.over.set()
