"""The meetings that have to be: placed before anything else, or proven impossible.

Every other meeting is optional, so the hard rules can be kept exactly if the musts alone can be placed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np

from matchmaker.outcome import Impossible, Undecided
from matchmaker.problem import Placement, Problem
from matchmaker.solver import cpsat
from matchmaker.solver.model import Model
from matchmaker.solver.place import place
from matchmaker.solver.progress import Control
from matchmaker.solver.reoptimise import cp_model_of

EFFORT = 60.0


def place_musts(
    problem: Problem, seed: int, control: Control, effort: float = EFFORT
) -> Placement | Impossible | Undecided:
    """Slots for all musts, by CP-SAT over every rule; or why there are none."""
    if not problem.must:
        return {}
    reasons = tuple(_single_reasons(problem))
    if reasons:
        return Impossible(reasons)
    musts = np.array(sorted(problem.must), dtype=np.int64)
    model = Model.of(problem.only(musts))
    programme, literals = cp_model_of(model, np.arange(len(model.cells)), model.upper, model.lower)
    match cpsat.run(programme, seed, effort, control):
        case cpsat.Found(solver):
            held = np.array([solver.boolean_value(literal) for literal in literals], dtype=np.bool_)
            return {int(musts[pair]): slot for pair, slot in model.cells.placement(held).items()}
        case cpsat.Nothing(proven=True):
            names = (_named(problem, pair) for pair in sorted(problem.must))
            return Impossible((f"these meetings must be, and cannot all be placed: {'; '.join(names)}",))
        case cpsat.Nothing():
            return Undecided("no placement of the meetings that must be was found, and none was ruled out")


def placed_quickly(problem: Problem, pairs: Sequence[int], seed: int, control: Control) -> Placement | None:
    """Slots for all of these pairs, if a quick search finds them; nothing says nothing."""
    chosen = np.array(pairs, dtype=np.int64)
    ends = np.concatenate([problem.left[chosen], problem.right[chosen]])
    if (np.bincount(ends, minlength=len(problem.companies)) > problem.maximum).any():
        return None
    options = {pair: problem.domains[pair] for pair in pairs}
    found = place(problem, options, seed, {}, control) if all(options.values()) else {}
    return found if len(found) == len(options) else None


def _named(problem: Problem, pair: int) -> str:
    return f"{problem.companies[problem.left[pair]]} with {problem.companies[problem.right[pair]]}"


def _single_reasons(problem: Problem) -> list[str]:
    """What makes a single must, or one company's musts, impossible."""
    found = [
        f"{_named(problem, pair)} must meet, but are never both present in a slot with a table"
        for pair in sorted(problem.must)
        if not problem.domains[pair]
    ]
    ends = [int(end) for pair in sorted(problem.must) for end in (problem.left[pair], problem.right[pair])]
    degree = problem.degrees()
    for company, count in sorted(Counter(ends).items()):
        name, most = problem.companies[company], int(problem.maximum[company])
        if count > most:
            found.append(f"{name} has {count} meetings that must be, and a maximum of {most}")
        elif count > degree[company] > 0:
            found.append(
                f"{name} has {count} meetings that must be, and its slots and delegates allow {degree[company]}"
            )
    return found
