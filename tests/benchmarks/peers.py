"""Peers from the package index beside ours: each solves what it can model of the same fair, one judge for all.

    python -m tests.benchmarks.peers --peer NAME [--companies N] [--slots T] [--seed S] [--time-limit S]
                                     [--python PATH] [--workers N]

One JSON line: what part of the fair the peer can model, and for the peer and for us meetings, weight, wall seconds and
what the judge says. The fair is that of `tests.benchmarks.fair` with the same arguments, cut down to the part:

- conference-scheduler 3.0.1 places given meetings at tables and slots, all or none. It is given those that we choose;
  we are given them too, and nothing else.
- grad-visitor-scheduler 0.5.0 chooses and places meetings between two sides, and knows no shared tables. The first
  half of the companies visits the other half; there are tables for all.

The pins of the peers clash with ours, so each runs in an environment of its own, named by --python:

    python -m venv peers/conference && peers/conference/bin/pip install conference-scheduler==3.0.1
    python -m venv peers/visitors && peers/visitors/bin/pip install grad-visitor-scheduler==0.5.0

Where the peer is not installed, the line says so, and the exit code is 0.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from matchmaker.outcome import Solved
from matchmaker.problem import BoolArray, Placement, Problem
from matchmaker.solver import solve
from tests.benchmarks.fairs import Fair
from tests.benchmarks.judge import weigh

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Peer:
    """What a peer can model, and how to cut a fair down to that."""

    module: str
    script: str
    models: str
    part: Callable[[Problem, int, int], Problem]


def given_meetings(problem: Problem, seed: int, workers: int) -> Problem:
    """Only the pairs that we choose, so that the question is when and where."""
    outcome = solve(problem, seed, workers)
    assert isinstance(outcome, Solved)
    return only(problem, np.isin(np.arange(len(problem.weight)), list(outcome.placement)))


def two_sides(problem: Problem, seed: int, workers: int) -> Problem:  # noqa: ARG001 - as all parts
    """Only pairs between the first and the second half of the companies, with a table for each pair that can meet."""
    half = len(problem.companies) // 2
    enough = np.full_like(problem.tables, half)
    return replace(only(problem, (problem.left < half) & (problem.right >= half)), tables=enough, seats=2 * enough)


def only(problem: Problem, kept: BoolArray) -> Problem:
    """The problem with those pairs alone."""
    return replace(
        problem, left=problem.left[kept], right=problem.right[kept], weight=problem.weight[kept], fit=problem.fit[kept]
    )


PEERS = {
    "conference-scheduler": Peer("conference_scheduler", "peer_conference.py", "given meetings", given_meetings),
    "grad-visitor-scheduler": Peer("grad_visit_scheduler", "peer_visitors.py", "two sides, no tables", two_sides),
}


def as_json(problem: Problem) -> str:
    """The problem as the scripts of the peers read it."""
    return json.dumps(
        {
            "companies": len(problem.companies),
            "slots": len(problem.slots),
            "tables": int(problem.room[0]),
            "pairs": np.stack([problem.left, problem.right], axis=1).tolist(),
            "weights": problem.weight.tolist(),
            "common": problem.domains,
            "present": [np.flatnonzero(row).tolist() for row in problem.present],
            "maximum": problem.maximum.tolist(),
        }
    )


def judged(problem: Problem, placement: Placement) -> dict[str, object]:
    """Meetings and weight, and whether the judge finds no rule broken."""
    try:
        weight, verdict = weigh(problem, placement), "valid"
    except AssertionError as broken:
        weight, verdict = None, str(broken)
    return {"meetings": len(placement), "weight": weight, "verdict": verdict}


def ours(problem: Problem, seed: int, workers: int) -> dict[str, object]:
    """What we make of the part."""
    start = time.perf_counter()
    outcome = solve(problem, seed, workers)
    seconds = round(time.perf_counter() - start, 2)
    assert isinstance(outcome, Solved)
    return {**judged(problem, outcome.placement), "bound": outcome.goals[0].bound, "seconds": seconds}


def peers(peer: Peer, problem: Problem, python: str, time_limit: float) -> dict[str, object]:
    """What the peer makes of it, in a process of its own."""
    start = time.perf_counter()
    try:
        ran = subprocess.run(
            [python, str(HERE / peer.script)],
            input=as_json(problem),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            encoding="utf-8",
            timeout=time_limit,
            check=True,
        )
    except subprocess.TimeoutExpired:
        return {"verdict": f"no answer in {time_limit:g} s", "seconds": round(time.perf_counter() - start, 2)}
    except subprocess.CalledProcessError as failed:
        return {"verdict": f"ended with code {failed.returncode}", "seconds": round(time.perf_counter() - start, 2)}
    answer = json.loads(ran.stdout)
    placement = {pair: slot for pair, slot in enumerate(answer["slots"]) if slot is not None}
    return {**judged(problem, placement), "seconds": round(answer["seconds"], 2)}


def is_installed(peer: Peer, python: str) -> bool:
    """Whether that Python can import the peer."""
    return not subprocess.run([python, "-c", f"import {peer.module}"], capture_output=True, check=False).returncode


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--peer", choices=sorted(PEERS), required=True)
    parser.add_argument("--companies", type=int, default=20)
    parser.add_argument("--slots", type=int, default=24)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--time-limit", type=float, default=120.0)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--python", default=sys.executable, help="the Python that has the peer")
    given = parser.parse_args(arguments)
    peer = PEERS[given.peer]
    line: dict[str, object] = {"peer": given.peer, "models": peer.models, "companies": given.companies}
    if is_installed(peer, given.python):
        fair = Fair(given.companies, given.slots, seed=given.seed).problem()
        part = peer.part(fair, given.seed, given.workers)
        found = peers(peer, part, given.python, given.time_limit)
        own = ours(part, given.seed, given.workers)
        line |= {"slots": given.slots, "tables": int(part.room[0]), "pairs": len(part.weight), "seed": given.seed}
        line |= {f"peer_{key}": value for key, value in found.items()} | {f"our_{key}": own[key] for key in own}
    else:
        line["skipped"] = f"{given.peer} is not installed in {given.python}"
    sys.stdout.write(json.dumps(line) + "\n")


if __name__ == "__main__":
    main()
