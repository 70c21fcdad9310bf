"""The published B2BSP instances: all given meetings, the fewest breaks, fairly.

    python -m tests.benchmarks.b2bsp [--fairness D] [--time-limit S] [--workers N] [--against rc2] FILE.dzn…

One JSON line per file: status, breaks, what no schedule can beat, wall seconds, and the slot of each meeting, counted
from 1. Every schedule is judged by `b2bsp_format` before it is printed. Without a time limit, a file is worked on until
its answer is proven.

With --against, the rival of `tests.benchmarks.rc2` solves each file in the same run, every other one before us. The
line gets its figures, CPU seconds as well as wall seconds, and whether the two proofs agree; a last line adds them up.
A file that the rival gives up counts with the time limit, so the rival never looks slower than it was.
"""

from __future__ import annotations

import argparse
import json
import math
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from matchmaker.solver.breaks import BreaksProblem, Impossible, Placed, Undecided, solve
from tests.benchmarks.b2bsp_format import Instance, breaks_of, parse, violations

PROVEN = {"optimal", "infeasible"}


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


Line = dict[str, object]


def ours(file: Path, fairness: int, time_limit: float, workers: int) -> Line:
    """What the solver says, judged, and how long it took from reading the file on."""
    start, cpu = time.perf_counter(), time.process_time()
    found = answer(parse(file.read_text(encoding="utf-8")), fairness, time_limit, workers)
    slots = found.pop("slots")
    seconds, cpu = time.perf_counter() - start, time.process_time() - cpu
    return {**found, "seconds": round(seconds, 2), "cpu_seconds": round(cpu, 2), "slots": slots}


def rival(name: str, file: Path, fairness: int, time_limit: float) -> Line:
    """What the rival says, by its own module in a process of its own, with its name before each key."""
    limit = [] if math.isinf(time_limit) else ["--time-limit", str(time_limit)]
    command = [sys.executable, "-m", f"tests.benchmarks.{name}", "--fairness", str(fairness), *limit, str(file)]
    ran = subprocess.run(command, stdout=subprocess.PIPE, text=True, encoding="utf-8", check=False)
    if ran.returncode:
        sys.exit(ran.returncode)  # it has said why
    found: Line = json.loads(ran.stdout)
    return {f"{name}_{key}": found[key] for key in ("status", "breaks", "seconds", "cpu_seconds")}


def agree(line: Line, name: str) -> bool:
    """Whether one proof does not contradict the other; what is not proven contradicts nothing."""
    proofs = {(line["status"], line["breaks"]), (line[f"{name}_status"], line[f"{name}_breaks"])}
    return len({(status, breaks) for status, breaks in proofs if status in PROVEN}) < 2


def totals(lines: Sequence[Line], name: str) -> Line:
    """How many files each has proven and how long they took, and our share of the rival's time."""

    def added(key: str) -> float:
        return sum(float(str(line[key])) for line in lines)

    def proven(key: str) -> int:
        return sum(line[key] in PROVEN for line in lines)

    return {
        "files": len(lines),
        "agree": sum(line["agree"] is True for line in lines),
        "proven": proven("status"),
        "seconds": round(added("seconds"), 1),
        "cpu_seconds": round(added("cpu_seconds"), 1),
        f"{name}_proven": proven(f"{name}_status"),
        f"{name}_seconds": round(added(f"{name}_seconds"), 1),
        f"{name}_cpu_seconds": round(added(f"{name}_cpu_seconds"), 1),
        "ratio": round(added("seconds") / max(added(f"{name}_seconds"), 0.01), 3),
        "cpu_ratio": round(added("cpu_seconds") / max(added(f"{name}_cpu_seconds"), 0.01), 3),
    }


def say(line: Line) -> None:
    """Print one JSON line at once."""
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()


def main() -> None:
    """Print the lines."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--fairness", type=int, default=2)
    parser.add_argument("--time-limit", type=float, default=math.inf)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--against", choices=["rc2"])
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE.dzn")
    given = parser.parse_args()
    lines: list[Line] = []
    for file in given.files:
        turns: list[Callable[[], Line]] = [partial(ours, file, given.fairness, given.time_limit, given.workers)]
        if given.against:
            turns.append(partial(rival, given.against, file, given.fairness, given.time_limit))
            turns = turns[:: -1 if len(lines) % 2 else 1]
        found = {key: value for turn in turns for key, value in turn().items()}
        slots = found.pop("slots")
        line = {"instance": file.name, "fairness": given.fairness, **found}
        if given.against:
            line["agree"] = agree(line, given.against)
        lines.append(line)
        say({**line, "slots": slots})
    if given.against:
        say(totals(lines, given.against))


if __name__ == "__main__":
    main()
