"""How long it takes to say why an event is impossible, and what would help.

    python -m tests.benchmarks.impossible [--companies N] [--musts M] [--scarce tables|hours|interpreters] [--seed S]

A synthetic fair in which M random pairs must meet (no company in more than three of them), and the tables, the
hours or the interpreters do not suffice. With interpreters it is the fair of `tests.benchmarks.sessions`, with sessions
of all kinds and two of its twelve interpreters; a seventh of the musts need one. One JSON line: sizes, seconds, the
conflict, and the ways out.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np

from matchmaker import Event, Impossible, Project
from matchmaker.clash import Clash
from matchmaker.event import Wish, WishKind
from matchmaker.problem import Problem
from matchmaker.solver import Absences, diagnose
from matchmaker.values import with_fields
from tests.benchmarks.fairs import Fair
from tests.benchmarks.sessions import generate

SLOTS, MOST = 24, 3
INTERPRETERS, INTERPRETED = 2, 1 / 7
Line = dict[str, object]


def spread(problem: Problem, pairs: Iterable[int], count: int, held: Counter[int]) -> Iterator[int]:
    """So many of the pairs, no company in too many of them."""
    for pair in pairs:
        ends = int(problem.left[pair]), int(problem.right[pair])
        if count and all(held[end] < MOST for end in ends):
            held.update(ends)
            count -= 1
            yield pair


def crowded(companies: int, musts: int, scarce: str, seed: int) -> Problem:
    """The fair: tables for nine in ten of the musts, or companies that are there for a third of the slots."""
    tables = max(1, musts * 9 // 10 // SLOTS) if scarce == "tables" else None
    fair = Fair(companies, SLOTS, tables, 0.8 if scarce == "tables" else 0.35, seed).problem()
    order = np.random.default_rng(seed).permutation(len(fair.weight)).tolist()
    able = [pair for pair in order if scarce == "hours" or fair.common[pair].any()]
    return replace(fair, must=frozenset(spread(fair, able, musts, Counter())))


def speechless(companies: int, musts: int, seed: int) -> Project:
    """A fair with too few interpreters."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "fair.yaml"
        generate("fair", companies, seed, file)
        project = Project.read(file)
    problem, held = project.problem, Counter[int]()
    order = np.random.default_rng(seed).permutation(len(problem.weight)).tolist()
    able = [pair for pair in order if pair not in problem.others and problem.domains[pair]]
    spoken = [pair for pair in able if pair in problem.interpreted]
    many = round(musts * INTERPRETED)
    chosen = [*spread(problem, spoken, many, held)]
    chosen += spread(problem, (pair for pair in able if pair not in problem.interpreted), musts - many, held)
    names = {(problem.companies[problem.left[pair]], problem.companies[problem.right[pair]]) for pair in chosen}
    return Project(_with_musts(project.event, names))


def _with_musts(event: Event, pairs: set[tuple[str, str]]) -> Event:
    """The event with these musts, accepted, and no others."""
    profiles = []
    for company in event.profiles:
        named = sorted(other for one, other in pairs if one == company.id)
        others = (one for one in company.wishes if one.wish is not WishKind.MUST and one.company not in named)
        musts = (Wish.model_validate({"company": one, "wish": "must", "answer": "accepted"}) for one in named)
        profiles.append(with_fields(company, wishes=(*others, *musts)))
    return with_fields(event, profiles=tuple(profiles), interpreters=event.interpreters[:INTERPRETERS])


def of_problem(problem: Problem, seed: int) -> Line:
    """What is found of a problem."""
    start = time.perf_counter()
    found = diagnose(problem, Absences(~problem.present, {}), seed)
    return {
        "musts": len(problem.must),
        "seconds": round(time.perf_counter() - start, 2),
        "conflict": len(found.conflict.demands) if found.conflict else None,
        "irreducible": found.conflict.irreducible if found.conflict else None,
        "ways": [[way.family, way.size, way.smallest] for way in found.remedies],
    }


def of_event(project: Project, seed: int) -> Line:
    """What is found of an event."""
    outcome = project.solve(seed)
    start = time.perf_counter()
    found = project.clash(seed) if isinstance(outcome, Impossible) else Clash((), irreducible=False, ways=())
    return {
        "musts": len(project.problem.must),
        "seconds": round(time.perf_counter() - start, 2),
        "conflict": len(found.members) or None,
        "irreducible": found.irreducible,
        "ways": [[way.kind, len(way.changes), way.smallest] for way in found.ways],
    }


def main() -> None:
    """Print the line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--companies", type=int, default=1000)
    parser.add_argument("--musts", type=int, default=400)
    parser.add_argument("--scarce", choices=["tables", "hours", "interpreters"], default="tables")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    sizes = given.companies, given.musts
    if given.scarce == "interpreters":
        line = of_event(speechless(*sizes, given.seed), given.seed)
    else:
        line = of_problem(crowded(*sizes, given.scarce, given.seed), given.seed)
    sys.stdout.write(json.dumps({"companies": given.companies, "scarce": given.scarce, **line}) + "\n")


if __name__ == "__main__":
    main()
