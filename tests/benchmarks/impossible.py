"""How long it takes to say why an event is impossible, and what would help.

    python -m tests.benchmarks.impossible [--companies N] [--musts M] [--scarce tables|hours] [--seed S]

A synthetic fair in which M random pairs must meet (no company in more than three of them), and either the tables
or the hours do not suffice. One JSON line: sizes, seconds, the conflict, and the ways out.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from dataclasses import replace

import numpy as np

from matchmaker.problem import Problem
from matchmaker.solver import Absences, diagnose
from tests.benchmarks.fairs import Fair

SLOTS, MOST = 24, 3


def impossible(companies: int, musts: int, scarce: str, seed: int) -> Problem:
    """The fair: tables for nine in ten of the musts, or companies that are there for a third of the slots."""
    tables = max(1, musts * 9 // 10 // SLOTS) if scarce == "tables" else None
    fair = Fair(companies, SLOTS, tables, 0.8 if scarce == "tables" else 0.35, seed).problem()
    held, must = np.zeros(companies, dtype=np.int64), list[int]()
    for pair in np.random.default_rng(seed).permutation(len(fair.weight)).tolist():
        ends = [int(fair.left[pair]), int(fair.right[pair])]
        able = scarce == "hours" or fair.common[pair].any()
        if able and len(must) < musts and (held[ends] < MOST).all():
            must.append(pair)
            held[ends] += 1
    return replace(fair, must=frozenset(must))


def main() -> None:
    """Print the line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--companies", type=int, default=1000)
    parser.add_argument("--musts", type=int, default=400)
    parser.add_argument("--scarce", choices=["tables", "hours"], default="tables")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    problem = impossible(given.companies, given.musts, given.scarce, given.seed)
    start = time.perf_counter()
    found = diagnose(problem, Absences(~problem.present, {}), given.seed)
    line = {
        "companies": given.companies,
        "musts": len(problem.must),
        "scarce": given.scarce,
        "seconds": round(time.perf_counter() - start, 2),
        "conflict": len(found.conflict.demands) if found.conflict else None,
        "irreducible": found.conflict.irreducible if found.conflict else None,
        "ways": [[way.family, way.size, way.smallest] for way in found.remedies],
    }
    sys.stdout.write(json.dumps(line) + "\n")


if __name__ == "__main__":
    main()
