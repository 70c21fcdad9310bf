"""Several strategies in rounds of growing shares, because none of them wins everywhere.

The strategies of a round start from what the rounds before it left, and their answers are taken in the order of the
round, up to the one that closes the problem. So the outcome is the same whether they run one after the other or side by
side, and on any machine: shares are deterministic time.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Lock

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

# The strategies of a round, and how many shares each gets: most, the one that is best most often.
ROUND: tuple[tuple[Strategy, int], ...] = (
    (by_cores_in_windows, 4),
    (by_cores, 2),
    (by_questions, 1),
    (by_descent, 1),
)
SHARES = sum(shares for _, shares in ROUND)
# The first share; every round doubles it.
SHARE: Effort = 6.0
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
        share = min(share, (effort - known.spent) / SHARES)
        known = _after_round(given, known, share, workers, control)
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
    """Which answers of a round are still wanted: those before the first that closes the problem, and that one."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.last = len(ROUND)

    def closed_by(self, place: int) -> None:
        """The answer in this place closes the problem."""
        with self.lock:
            self.last = min(self.last, place)


@dataclass(frozen=True, slots=True)
class _Runner:
    """The control of one strategy in a race."""

    place: int
    race: _Race
    control: Control

    def report(self, stage: str, best: int | None = None, bound: int | None = None) -> None:
        """Say nothing: what a strategy finds is reported when its answer is taken."""

    def stopped(self) -> str | None:
        """Why to stop: the caller says so, or an answer before this one closes the problem."""
        return "the problem is closed" if self.place > self.race.last else self.control.stopped()


def _after_round(given: Narrowed, known: Known, share: Effort, workers: int, control: Control) -> Known:
    """What is known after one more round. As soon as the problem is closed, strategies still running are stopped."""
    race = _Race()

    def answer(place: int) -> Known:
        runner = _Runner(place, race, control)
        strategy, shares = ROUND[place]
        found = Known() if runner.stopped() else strategy(given, known, shares * share, runner)
        if known.and_also(found).closed:
            race.closed_by(place)
        return found

    after = known
    with ThreadPoolExecutor(max_workers=workers) as pool:
        asked = [pool.submit(answer, place) for place in range(len(ROUND))]
        try:
            for place, one in enumerate(asked):
                after = after.and_also(one.result())
                control.report("fewer breaks", after.best.breaks if after.best else None, after.bound)
                if after.closed:
                    race.closed_by(place)
                    break
        finally:
            race.closed_by(-1)
    return after
