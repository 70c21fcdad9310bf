"""Synthetic fairs, scheduled and proven, beside what rivals make of them.

    python -m tests.benchmarks.fair --companies N [--slots T] [--tables K] [--availability A] [--floor F] [--price]
                                    [--tight] [--seed S] [--workers N] [--against cpsat|greedy] [--rival-seconds S]

One JSON line: sizes, weight, bound, gap, wall and CPU seconds, peak memory; with --against the rival's figures from the
same run, judged by the same neutral verifier. CP-SAT has the time that we took, or that of --rival-seconds.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import time
from dataclasses import replace

from matchmaker.goals import GOALS
from matchmaker.outcome import Solved
from matchmaker.plan import relative_gap
from matchmaker.problem import Problem
from matchmaker.solver import solve
from tests.benchmarks.fairs import Fair
from tests.benchmarks.judge import weigh
from tests.benchmarks.rivals import greedy, single_cpsat

TIGHT = 12


def ours(problem: Problem, seed: int, workers: int) -> dict[str, object]:
    """Schedule, judge, report."""
    start, cpu = time.perf_counter(), time.process_time()
    outcome = solve(problem, seed, workers)
    seconds, cpu = time.perf_counter() - start, time.process_time() - cpu
    if not isinstance(outcome, Solved):
        return {"status": type(outcome).__name__.lower(), "seconds": round(seconds, 2)}
    goal = outcome.goal("total_compatibility")
    weight = weigh(problem, outcome.placement)
    assert weight == goal.value <= goal.bound
    return {
        "meetings": len(outcome.placement),
        "weight": weight,
        "bound": goal.bound,
        "gap": relative_gap(weight, goal.bound),
        "proven": goal.proven,
        "goals": {one.name: [one.value, one.bound] for one in outcome.goals},
        "seconds": round(seconds, 2),
        "cpu_seconds": round(cpu, 2),
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }


def rival(problem: Problem, name: str, seconds: float, workers: int, bound: int) -> dict[str, object]:
    """The rival's figures; its gap is to our bound, or its own where that is lower."""
    start = time.perf_counter()
    own: int | None = None
    if name == "greedy":
        placement = greedy(problem)
    else:
        placement, own = single_cpsat(problem, seconds, workers)
    weight = weigh(problem, placement)
    return {
        "rival": name,
        "rival_weight": weight,
        "rival_bound": own,
        "rival_gap": relative_gap(weight, bound if own is None else min(own, bound)),
        "rival_seconds": round(time.perf_counter() - start, 2),
    }


def price(problem: Problem, seed: int, workers: int, weight: int) -> dict[str, object]:
    """What the fairness floor costs: the weight that is possible without it, and the part of it that is lost."""
    outcome = solve(replace(problem, floor=0), seed, workers)
    assert isinstance(outcome, Solved)
    free = weigh(problem, outcome.placement)
    worst = GOALS["worst_off"].measure(problem, outcome.placement)
    return {"weight_without_floor": free, "lost": relative_gap(weight, free), "worst_off_without_floor": worst}


def main() -> None:
    """Print the line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--companies", type=int, required=True)
    parser.add_argument("--slots", type=int, default=24)
    parser.add_argument("--tables", type=int)
    parser.add_argument("--availability", type=float, default=0.8)
    parser.add_argument("--floor", type=int, default=0, help="fairness floor in percent of a best day; 100: max-min")
    parser.add_argument("--price", action="store_true", help="solve without the fairness floor too: what it costs")
    parser.add_argument("--tight", action="store_true", help=f"{TIGHT} slots")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--against", choices=["cpsat", "greedy"])
    parser.add_argument("--rival-seconds", type=float)
    given = parser.parse_args()
    slots = TIGHT if given.tight else given.slots
    problem = Fair(given.companies, slots, given.tables, given.availability, given.seed, given.floor).problem()
    line: dict[str, object] = {
        "companies": given.companies,
        "slots": slots,
        "tables": int(problem.tables[0]),
        "availability": given.availability,
        "seed": given.seed,
        "pairs": len(problem.weight),
        **ours(problem, given.seed, given.workers),
    }
    if given.price:
        line |= price(problem, given.seed, given.workers, int(str(line.get("weight", 0))))
    if given.against is not None and isinstance(line.get("bound"), int):
        seconds, bound = given.rival_seconds or float(str(line["seconds"])), int(str(line["bound"]))
        line |= rival(problem, given.against, seconds, given.workers, bound)
    sys.stdout.write(json.dumps(line) + "\n")


if __name__ == "__main__":
    main()
