"""The published B2BSP instances: all given meetings, the fewest breaks, fairly.

    python -m tests.benchmarks.b2bsp [--fairness D] [--time-limit S] [--workers N] FILE.dzn…

One JSON line per file: status, breaks, what no schedule can beat, wall seconds, and the slot of each meeting, counted
from 1. Every schedule is judged by `b2bsp_format` before it is printed. Without a time limit, a file is worked on until
its answer is proven.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from matchmaker.solver.breaks import BreaksProblem, Impossible, Placed, Undecided, solve
from tests.benchmarks.b2bsp_format import Instance, breaks_of, parse, violations


@dataclass(frozen=True, slots=True)
class Deadline:
    """A control that ends the work at a moment of the monotonic clock."""

    moment: float

    def report(self, stage: str, best: int | None = None, bound: int | None = None) -> None:
        """Say nothing."""

    def stopped(self) -> str | None:
        """Whether the moment has passed."""
        return "the time limit cut in" if time.perf_counter() > self.moment else None


def problem_of(instance: Instance, fairness: int) -> BreaksProblem:
    """The instance as the solver takes it."""
    return BreaksProblem(
        participants=instance.participants,
        slots=instance.slots,
        tables=instance.tables,
        fairness=fairness,
        meetings=instance.pairs,
        allowed=tuple(
            frozenset(slot - 1 for slot in instance.allowed(meeting)) for meeting in range(len(instance.pairs))
        ),
        precedences=tuple((earlier, later) for later, group in enumerate(instance.before) for earlier in sorted(group)),
    )


def answer(instance: Instance, fairness: int, time_limit: float, workers: int) -> dict[str, object]:
    """What the solver says, judged.

    Raises:
        AssertionError: if a schedule breaks a rule, or has other breaks than it says.
    """
    deadline = Deadline(time.perf_counter() + time_limit)
    match solve(problem_of(instance, fairness), workers, deadline, effort=math.inf):
        case Placed(places, breaks, bound) as placed:
            slots = [place + 1 for place in places]
            wrong = violations(instance, slots, fairness)
            assert not wrong, wrong
            assert bound <= breaks == sum(breaks_of(instance, slots))
            return {
                "status": "optimal" if placed.proven else "feasible",
                "breaks": breaks,
                "bound": bound,
                "slots": slots,
            }
        case Impossible():
            return {"status": "infeasible", "breaks": None, "bound": None, "slots": None}
        case Undecided(_, bound):
            return {"status": "unknown", "breaks": None, "bound": bound, "slots": None}


def main() -> None:
    """Print the lines."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--fairness", type=int, default=2)
    parser.add_argument("--time-limit", type=float, default=math.inf)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE.dzn")
    given = parser.parse_args()
    for file in given.files:
        start = time.perf_counter()
        found = answer(parse(file.read_text(encoding="utf-8")), given.fairness, given.time_limit, given.workers)
        seconds = round(time.perf_counter() - start, 2)
        slots = found.pop("slots")
        line = {"instance": file.name, "fairness": given.fairness, **found, "seconds": seconds, "slots": slots}
        sys.stdout.write(json.dumps(line) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
